//! What a year of the whole city costs: 46 reviews of all formats through `ingest` into a store on disk, and the part of
//! it that goes to reading in processes of their own.
//!
//! Asked: 0.6 s for the year on two cores, and less than 1 ms a document for the processes.
//!
//! `cargo bench --bench city`

#![expect(clippy::unwrap_used, reason = "a measurement, not the program")]

use std::{
    hint::black_box,
    path::{Path, PathBuf},
};

use criterion::{BatchSize, Criterion, SamplingMode, Throughput, criterion_group, criterion_main};
use lagesbild::{
    ingest,
    isolation::{Bounds, Readers, Setup},
    pipeline::{self, Limits, Reading, Register, Taxonomy},
    store::{Location, Store},
};

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

fn year(criterion: &mut Criterion) {
    let documents = documents();
    let mut group = criterion.benchmark_group("city");
    group.sample_size(10).sampling_mode(SamplingMode::Flat);
    group.throughput(Throughput::Elements(ORGANISATIONS as u64));
    group.bench_function("a year of 46 mixed documents", |bencher| {
        bencher.iter_batched(
            || {
                let folder = tempfile::tempdir().unwrap();
                let store = Store::open(&Location::Sqlite(folder.path().join("a.sqlite"))).unwrap();
                ingest::register(&store).unwrap();
                (folder, store, readers(), documents.clone())
            },
            |(folder, store, readers, documents)| {
                let summary = ingest::files(&store, &readers, documents, drop).unwrap();
                assert!(summary.stored > ORGANISATIONS / 2);
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
    let reading = Reading {
        register: Register::builtin().unwrap(),
        taxonomy: Taxonomy::builtin().unwrap(),
        limits: Limits::default(),
    };
    let readers = readers();
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

criterion_group!(benches, year, isolation);
criterion_main!(benches);
