//! What keeping reviews costs: `ingest` of 100, 1,000 and 10,000 files (documents per second should stay level), the
//! store alone, the data set of all organisations over ten years with what came of its promises, and a year of the whole
//! city: 46 reviews of all formats, with the part of it that goes to reading in processes of their own. Asked: 0.6 s for the
//! year on two cores, and less than 1 ms a document for the processes.
//!
//! `cargo bench --bench ingest`

#![expect(clippy::unwrap_used, reason = "a measurement, not the program")]

use std::{
    fmt::Write as _,
    hint::black_box,
    path::{Path, PathBuf},
    time::Duration,
};

use criterion::{BatchSize, BenchmarkId, Criterion, SamplingMode, Throughput, criterion_group, criterion_main};
use lagesbild::{
    analytics, ingest,
    isolation::{Bounds, Readers, Setup},
    pipeline::{self, Limits, Reading, Register, Taxonomy},
    review::{Filter, Organisation, Year},
    store::{Incoming, Location, ReadDocument, Sha256Hex, Store},
};

const MEASURES: [&str; 6] = [
    "Öva kontinuitetsplanen för verksamhetens viktigaste system",
    "Genomföra utbildning i informationssäkerhet för alla chefer",
    "Klassa informationen i de system som förvaltningen ansvarar för",
    "Se över behörigheter i gemensamma mappar",
    "Ta fram en rutin för att anmäla incidenter inom 24 timmar",
    "Ställa krav på informationssäkerhet i nya avtal",
];

/// From this year on all of today's organisations exist, so that each of their reviews has its place.
const FIRST_YEAR: i32 = 2026;

/// A small review; no two are the same.
fn review(organisation: &Organisation, year: i32, number: usize, actions: usize) -> String {
    let mut text = format!(
        "{}\nLedningens genomgång av informationssäkerhet\nInför verksamhetsplan {year}\n\n1 Åtgärder {year}\n\n",
        organisation.name
    );
    for (at, measure) in MEASURES.iter().cycle().take(actions).enumerate() {
        writeln!(text, "• {measure}, del {at} av ärende {number}.").unwrap();
    }
    text
}

fn organisations() -> Vec<Organisation> {
    let today = |organisation: &&Organisation| organisation.last_year.is_none();
    Register::builtin().unwrap().organisations().iter().filter(today).take(46).cloned().collect()
}

fn files(folder: &Path, count: usize) -> Vec<PathBuf> {
    let organisations = organisations();
    let file = |(number, organisation): (usize, &Organisation)| {
        let path = folder.join(format!("{number:05}.txt"));
        let year = FIRST_YEAR + i32::try_from(number / organisations.len() % 10).unwrap();
        std::fs::write(&path, review(organisation, year, number, 12)).unwrap();
        path
    };
    organisations.iter().cycle().take(count).enumerate().map(file).collect()
}

/// An empty database in a folder of its own, which goes when this is dropped.
fn base() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&Location::Sqlite(folder.path().join("a.sqlite"))).unwrap();
    ingest::register(&store).unwrap();
    (folder, store)
}

fn reading() -> Reading {
    Reading {
        register: Register::builtin().unwrap(),
        taxonomy: Taxonomy::builtin().unwrap(),
        limits: Limits::default(),
    }
}

fn readers() -> Readers {
    let setup = Setup {
        program: PathBuf::from(env!("CARGO_BIN_EXE_lagesbild")),
        taxonomy: Taxonomy::builtin().unwrap(),
        limits: Limits::default(),
        bounds: Bounds::default(),
        ocr: None,
    };
    Readers::new(setup, Register::builtin().unwrap())
}

/// What is saved of generated reviews, read beforehand.
fn read(reading: &Reading, organisations: &[Organisation], count: usize, actions: usize) -> Vec<Incoming> {
    let incoming = |(number, organisation): (usize, &Organisation)| {
        let year = FIRST_YEAR + i32::try_from(number / organisations.len() % 10).unwrap();
        let text = review(organisation, year, number, actions);
        let read = pipeline::read("a.txt", text.as_bytes(), reading).unwrap();
        Incoming {
            file_name: format!("{number}.txt"),
            sha256: Sha256Hex::of(text.as_bytes()),
            bytes: text.into_bytes(),
            read: ReadDocument {
                media_type: read.value.media_type.to_owned(),
                text: read.value.text,
                review: read.value.review,
                diagnostics: read.diagnostics,
            },
        }
    };
    organisations.iter().cycle().take(count).enumerate().map(incoming).collect()
}

fn ingest_files(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("ingest");
    group.sample_size(10).sampling_mode(SamplingMode::Flat).warm_up_time(Duration::from_millis(500));
    group.measurement_time(Duration::from_secs(5));
    for count in [100, 1_000, 10_000] {
        let folder = tempfile::tempdir().unwrap();
        let paths = files(folder.path(), count);
        group.throughput(Throughput::Elements(u64::try_from(count).unwrap()));
        group.bench_with_input(BenchmarkId::new("reviews", count), &paths, |bencher, paths| {
            bencher.iter_batched(
                || (base(), readers(), paths.clone()),
                |((folder, store), readers, paths)| {
                    let summary = ingest::files(&store, &readers, paths, drop).unwrap();
                    assert_eq!(summary.stored, count);
                    folder
                },
                BatchSize::PerIteration,
            );
        });
    }
    group.finish();
}

/// Organisations that send in a review each year.
const ORGANISATIONS: usize = 46;

/// The first documents of the mixed fixtures, by name: as many as there are organisations.
fn documents() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/corpus");
    let mut cases: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    let document = |case: &PathBuf| {
        let mut files = std::fs::read_dir(case).unwrap().map(|entry| entry.unwrap().path());
        files.find(|path| !path.ends_with("about.toml")).unwrap()
    };
    let documents: Vec<PathBuf> = cases.iter().take(ORGANISATIONS).map(document).collect();
    assert_eq!(documents.len(), ORGANISATIONS);
    documents
}

fn city(criterion: &mut Criterion) {
    let documents = documents();
    let mut group = criterion.benchmark_group("city");
    group.sample_size(10).sampling_mode(SamplingMode::Flat);
    group.throughput(Throughput::Elements(ORGANISATIONS as u64));
    group.bench_function("a year of 46 mixed documents", |bencher| {
        bencher.iter_batched(
            || (base(), readers(), documents.clone()),
            |((folder, store), readers, documents)| {
                let summary = ingest::files(&store, &readers, documents, drop).unwrap();
                assert_eq!(summary.stored, ORGANISATIONS);
                folder
            },
            BatchSize::PerIteration,
        );
    });
    group.finish();
}

/// The same documents in this process and in one of their own that has begun already: the difference is what safety costs.
fn isolation(criterion: &mut Criterion) {
    let documents: Vec<Vec<u8>> = documents().iter().map(|path| std::fs::read(path).unwrap()).collect();
    let (reading, readers) = (reading(), readers());
    let mut group = criterion.benchmark_group("isolation");
    group.sample_size(10).throughput(Throughput::Elements(ORGANISATIONS as u64));
    group.bench_function("46 documents in this process", |bencher| {
        bencher.iter(|| documents.iter().for_each(|bytes| drop(black_box(pipeline::read("a", bytes, &reading)))));
    });
    group.bench_function("46 documents in a process of their own", |bencher| {
        bencher.iter(|| documents.iter().for_each(|bytes| drop(black_box(readers.read("a", bytes)))));
    });
    group.finish();
}

fn store(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("store");
    group.sample_size(10).sampling_mode(SamplingMode::Flat);
    let organisations = organisations();
    let (_folder, full) = base();
    let reading = reading();

    let small = read(&reading, &organisations, 2_000, 12);
    group.throughput(Throughput::Elements(2_000));
    group.bench_function("save 2,000 small reviews", |bencher| {
        bencher.iter_batched(
            base,
            |(folder, store)| {
                small.chunks(64).for_each(|batch| drop(store.save(batch).unwrap()));
                folder
            },
            BatchSize::PerIteration,
        );
    });

    for batch in read(&reading, &organisations, 460, 44).chunks(64) {
        full.save(batch).unwrap();
    }
    let dataset = full.dataset().unwrap();
    assert_eq!(dataset.reviews.len(), 460);
    assert!(dataset.actions.len() >= 20_000, "{}", dataset.actions.len());
    group.throughput(Throughput::Elements(u64::try_from(dataset.actions.len()).unwrap()));
    group.bench_function("data set of 46 organisations, ten years, 20,000 actions", |bencher| {
        bencher.iter(|| full.dataset().unwrap());
    });
    let before_last = Filter::of_year(Year::try_from(FIRST_YEAR + 8).unwrap());
    assert!(analytics::promises(&dataset, &before_last, None).iter().all(|promise| promise.next.is_some()));
    group.bench_function("data set: promises of its ninth year, with the eight before it", |bencher| {
        bencher.iter(|| analytics::promises(&dataset, black_box(&before_last), None));
    });
    group.finish();
}

criterion_group!(benches, city, isolation, store, ingest_files);
criterion_main!(benches);
