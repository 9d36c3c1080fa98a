//! What finding costs over the whole city's ten years: building the index of 46 organisations and 20,000 actions, asking
//! it, and whole pages through the app. The words are those of the mixed fixtures; each action and line has one of its own
//! besides, so that none is read once for many. Asked: 10 ms a page once warm, 0.5 s for the index.
//!
//! `cargo bench --bench search`

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement, not the program")]

use std::{hint::black_box, path::Path, path::PathBuf};

use actix_web::{rt::System, test, web::Data};
use criterion::{Criterion, criterion_group, criterion_main};
use lagesbild::{
    ingest,
    isolation::{Bounds, Setup},
    pipeline::{self, Limits, Reading, Register, Taxonomy},
    review::{Kind, Matched, Organisation, Review, Span, Year},
    search::{Index, Narrowing, Query, Text, What, passages},
    store::{Incoming, Location, ReadDocument, Sha256Hex, Store, TextOf},
    web::{Settings, State, app},
};

const ORGANISATIONS: usize = 46;
const YEARS: usize = 10;
/// From this year on all of today's organisations exist.
const FIRST_YEAR: i32 = 2026;
const ACTIONS: usize = 44;

/// Queries from the rarest to the most common: one word, several, a phrase, a part of many compounds, what is left out,
/// and what is nowhere, which is compared with every word.
const QUERIES: [&str; 8] = [
    "behorighetsgenomgång",
    "klassning",
    "utbildning chefer",
    "\"lokal anvisning\"",
    "säkerhet -personal",
    "och",
    "ning",
    "utbidlning",
];

/// The readings of the mixed fixtures.
fn readings() -> Vec<(String, Review)> {
    let reading = Reading {
        register: Register::builtin().unwrap(),
        taxonomy: Taxonomy::builtin().unwrap(),
        limits: Limits::default(),
    };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/corpus");
    let mut cases: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    let read = |case: PathBuf| {
        let mut files = std::fs::read_dir(case).unwrap().map(|entry| entry.unwrap().path());
        let document = files.find(|path| !path.ends_with("about.toml")).unwrap();
        let read = pipeline::read("a", &std::fs::read(document).unwrap(), &reading).unwrap().value;
        (read.text, read.review)
    };
    cases.into_iter().map(read).collect()
}

/// A review as long as it takes to hold enough actions, of an organisation and year of its own.
fn review(readings: &[(String, Review)], number: usize, organisation: &Organisation) -> Incoming {
    let year = Year::try_from(FIRST_YEAR + i32::try_from(number / ORGANISATIONS).unwrap()).unwrap();
    let mut whole = Review {
        organisation: Some(Matched {
            key: organisation.key.clone(),
            name: organisation.name.clone(),
            kind: organisation.kind,
        }),
        review_year: Some(year),
        actions: Vec::new(),
        risks: Vec::new(),
        metrics: Vec::new(),
        findings: Vec::new(),
        personal: Vec::new(),
        ..readings.first().unwrap().1.clone()
    };
    let mut text = String::new();
    for (more, review) in readings.iter().cycle().skip(number * 7) {
        let shift = |span: Span| Span { start: span.start + text.len(), end: span.end + text.len() };
        let own = |words: &str, at: usize| format!("{words} ärende{number}x{at}");
        for (at, action) in review.actions.iter().enumerate() {
            let mut action = action.clone();
            action.place.span = shift(action.place.span);
            action.text = own(&action.text, at);
            whole.actions.push(action);
        }
        for (at, risk) in review.risks.iter().enumerate() {
            let mut risk = risk.clone();
            risk.place.span = shift(risk.place.span);
            risk.text = own(&risk.text, at);
            whole.risks.push(risk);
        }
        text.push_str(more);
        if whole.actions.len() >= ACTIONS {
            break;
        }
        text.push('\n');
    }
    Incoming {
        file_name: format!("{number}.txt"),
        sha256: Sha256Hex::of(number.to_string().as_bytes()),
        bytes: Vec::new(),
        read: ReadDocument { media_type: "text/plain".to_owned(), text, review: whole, diagnostics: Vec::new() },
    }
}

fn city() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&Location::Sqlite(folder.path().join("a.sqlite"))).unwrap();
    ingest::register(&store).unwrap();
    let today = |organisation: &&Organisation| organisation.last_year.is_none();
    let organisations: Vec<Organisation> =
        Register::builtin().unwrap().organisations().iter().filter(today).take(ORGANISATIONS).cloned().collect();
    let readings = readings();
    let each = organisations.iter().cycle().take(ORGANISATIONS * YEARS).enumerate();
    let reviews: Vec<Incoming> = each.map(|(number, organisation)| review(&readings, number, organisation)).collect();
    reviews.chunks(64).for_each(|batch| drop(store.save(batch).unwrap()));
    (folder, store)
}

fn find(criterion: &mut Criterion) {
    let (_folder, store) = city();
    let dataset = store.dataset().unwrap();
    assert!(dataset.reviews.len() == ORGANISATIONS * YEARS && dataset.actions.len() >= 20_000);
    let stored = store.texts().unwrap();
    let bytes: usize = stored.documents.iter().map(|(_, text)| text.len()).sum();
    println!("{} reviews, {} actions, {} bytes of text", dataset.reviews.len(), dataset.actions.len(), bytes);

    let mut group = criterion.benchmark_group("search");
    group.sample_size(20);
    group.bench_function("read all texts from the store", |bencher| bencher.iter(|| store.texts().unwrap()));
    group.bench_function("cut the documents into sentences", |bencher| {
        bencher.iter(|| stored.documents.iter().map(|(_, text)| passages(text, &[]).len()).sum::<usize>());
    });
    let sentences: Vec<(usize, String)> = stored
        .documents
        .iter()
        .enumerate()
        .flat_map(|(at, (_, text))| passages(text, &[]).into_iter().map(move |passage| (at, passage.text)))
        .collect();
    let place = |review: usize| Text {
        what: What::Sentence,
        review: lagesbild::review::ReviewIndex(u32::try_from(review).unwrap()),
        organisation: lagesbild::review::OrganisationIndex(0),
        kind: Kind::Bolag,
        year: Year::try_from(FIRST_YEAR).unwrap(),
        areas: lagesbild::review::AreaSet::EMPTY,
        status: None,
        years: lagesbild::review::YearSet::EMPTY,
        optional: false,
        page: None,
        line: 1,
        heading: "",
        text: "",
    };
    let items = stored.items.iter().map(|item| Text {
        what: match item.of {
            TextOf::Action(id) => What::Action(id),
            TextOf::Risk(id) => What::Risk(id),
            TextOf::Finding(kind) => What::Finding(kind),
        },
        text: &item.text,
        heading: &item.heading,
        ..place(0)
    });
    let texts: Vec<Text> = items.chain(sentences.iter().map(|(at, text)| Text { text, ..place(*at) })).collect();
    group.bench_function("build the index", |bencher| bencher.iter(|| black_box(Index::build(&texts)).len()));
    let before = memory();
    let index = Index::build(&texts);
    println!("{} texts in the index, about {} KiB", index.len(), memory().saturating_sub(before));
    for words in QUERIES {
        let query = Query::parse(words).unwrap();
        let hits = index.find(&query, &Narrowing::default()).hits.len();
        group.bench_function(format!("find {words} ({hits} hits)"), |bencher| {
            bencher.iter(|| black_box(index.find(&query, &Narrowing::default())).hits.len());
        });
    }
    group.finish();
    pages(store);
}

/// KiB of memory that this process holds, where the system tells.
fn memory() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or_default()
}

/// Whole pages, from the request to the last byte of the answer.
fn pages(store: Store) {
    let setup = Setup {
        program: PathBuf::from(env!("CARGO_BIN_EXE_lagesbild")),
        taxonomy: Taxonomy::builtin().unwrap(),
        limits: Limits::default(),
        bounds: Bounds::default(),
        ocr: None,
    };
    let state = Data::new(
        State::new(store, Settings { upload_token: None, upload_limit: 1, setup, dashboards: Vec::new() }).unwrap(),
    );
    let addresses = QUERIES.iter().map(|words| format!("/sok?q={}", words.replace('"', "%22").replace(' ', "+")));
    let others = ["/sok", "/sok?q=utbildning&ar=2030&slag=bolag&vad=atgarder&sida=2", "/omraden/nis2", "/omraden"];
    System::new().block_on(async {
        let service = test::init_service(app(state)).await;
        for address in addresses.chain(others.map(str::to_owned)) {
            // As a browser sends it.
            let path = address.replace('ö', "%C3%B6").replace('ä', "%C3%A4").replace('å', "%C3%A5");
            // Warm: the first request builds the index.
            let first = test::call_service(&service, test::TestRequest::get().uri(&path).to_request()).await;
            assert!(first.status().is_success(), "{address}");
            let page = test::read_body(first).await;
            let hits = String::from_utf8_lossy(&page).matches("<blockquote>").count();
            let mut taken: Vec<std::time::Duration> = Vec::new();
            for _ in 0..60 {
                let began = std::time::Instant::now();
                let request = test::TestRequest::get().uri(&path).to_request();
                black_box(test::call_and_read_body(&service, request).await);
                taken.push(began.elapsed());
            }
            taken.sort_unstable();
            let (median, slowest) = (taken.get(30).unwrap(), taken.last().unwrap());
            println!("page {address}: {} bytes, {hits} sentences, median {median:?}, slowest {slowest:?}", page.len());
        }
    });
}

criterion_group!(benches, find);
criterion_main!(benches);
