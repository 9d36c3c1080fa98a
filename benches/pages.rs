//! What pages and charts cost over the whole city and ten years: 46 organisations, 20,000 actions, once warm.
//!
//! Asked: 10 ms at the median for any page, 2 ms for any chart as SVG and 60 ms as PNG.
//!
//! `cargo bench --bench pages`

#![expect(clippy::unwrap_used, reason = "a measurement, not the program")]

use std::{collections::BTreeMap, hint::black_box, path::PathBuf};

use actix_web::{rt::System, test, web::Data};
use criterion::{Criterion, criterion_group, criterion_main};
use lagesbild::{
    analytics::{Axis, Sort},
    catalogue::Catalogue,
    charts::{self, Style},
    dashboards,
    figures::Figure,
    ingest,
    isolation::{Bounds, Setup},
    panels::{PANELS, PanelInput},
    pipeline::{self, Limits, Reading, Register, Taxonomy},
    review::{Filter, Language},
    store::{Incoming, Location, ReadDocument, Sha256Hex, Store},
    web::{Settings, State, app},
};

/// Measures that together serve all areas and most letters.
const MEASURES: [&str; 8] = [
    "Öva kontinuitetsplanen för verksamhetens viktigaste system",
    "Genomföra utbildning i informationssäkerhet för alla chefer",
    "Klassa informationen i de system som förvaltningen ansvarar för",
    "Gå igenom behörigheter i gemensamma mappar",
    "Ta fram en rutin för att anmäla incidenter inom 24 timmar enligt cybersäkerhetslagen",
    "Ställa krav på informationssäkerhet i nya avtal",
    "Kryptera bärbara datorer och införa flerfaktorsinloggning",
    "Följa upp att den lokala anvisningen efterlevs",
];

const FIRST_YEAR: i32 = 2026;
const YEARS: usize = 10;
const ORGANISATIONS: usize = 46;
/// Of each review: 46 × 10 × 44 = 20,240.
const ACTIONS: usize = 44;

/// A store of the whole city over ten years.
fn city() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&Location::Sqlite(folder.path().join("a.sqlite"))).unwrap();
    ingest::register(&store).unwrap();
    let reading = Reading {
        register: Register::builtin().unwrap(),
        taxonomy: Taxonomy::builtin().unwrap(),
        limits: Limits::default(),
    };
    let organisations = reading.register.organisations().iter().filter(|one| one.last_year.is_none());
    for (number, organisation) in organisations.take(ORGANISATIONS).enumerate() {
        let batch: Vec<Incoming> = (0..YEARS)
            .map(|at| {
                let year = FIRST_YEAR + i32::try_from(at).unwrap();
                let name = format!("{number:02}-{year}.txt");
                let mut text = format!(
                    "{}\nLedningens genomgång av informationssäkerhet\nInför verksamhetsplan {year}\n\n1 Risker\n\n\
                     • Strömmen går i arkivet (sannolikhet 3, konsekvens 4, riskvärde 12).\n\n2 Åtgärder {year}\n\n",
                    organisation.name
                );
                for (part, measure) in MEASURES.iter().cycle().skip(number + at).take(ACTIONS).enumerate() {
                    text += &format!("• {measure}, del {part} av ärende {number}.\n");
                }
                let read = pipeline::read(&name, text.as_bytes(), &reading).unwrap();
                let sha256 = Sha256Hex::of(text.as_bytes());
                let diagnostics = read.diagnostics;
                let pipeline::ReadReview { media_type, text, review } = read.value;
                let bytes = text.clone().into_bytes();
                let read = ReadDocument { media_type, text, review, diagnostics };
                Incoming { file_name: name, sha256, bytes, read }
            })
            .collect();
        store.save(&batch).unwrap();
    }
    (folder, store)
}

fn setup() -> Setup {
    Setup {
        program: PathBuf::from(env!("CARGO_BIN_EXE_lagesbild")),
        taxonomy: Taxonomy::builtin().unwrap(),
        limits: Limits::default(),
        bounds: Bounds::default(),
        ocr: None,
    }
}

const PAGES: [&str; 15] = [
    "/",
    "/jamforelse?ar=2030",
    "/jamforelse?ar=2030&axel=handlingsplan",
    "/gemensamt?ar=2030",
    "/loften?ar=2034",
    "/omraden/kontinuitet?ar=2030",
    "/nis2?ar=2030",
    "/nis2/farsta?ar=2030",
    "/oversikter/stadsledningskontoret?ar=2030",
    "/oversikter/styrgruppen?ar=2030",
    "/atgarder?ar=2030",
    "/atgarder?ar=2030&omrade=kontinuitet",
    "/organisationer/farsta?ar=2030",
    "/inlamnade?ar=2030",
    "/krav",
];

fn pages(criterion: &mut Criterion) {
    let (_folder, store) = city();
    let dataset = store.dataset().unwrap();
    assert!(dataset.actions.len() >= 20_000, "{} actions", dataset.actions.len());
    let settings = Settings {
        upload_token: None,
        upload_limit: 1 << 20,
        setup: setup(),
        dashboards: dashboards::all(&[]).unwrap(),
    };
    let state = Data::new(State::new(store, settings).unwrap());
    let system = System::new();
    let service = system.block_on(test::init_service(app(state)));
    let mut group = criterion.benchmark_group("page");
    group.sample_size(30);
    for path in PAGES {
        group.bench_function(path, |bencher| {
            bencher.iter(|| {
                system.block_on(async {
                    let request = test::TestRequest::get().uri(path).to_request();
                    let answer = test::call_service(&service, request).await;
                    assert!(answer.status().is_success(), "{path}");
                    black_box(test::read_body(answer).await)
                })
            });
        });
    }
    group.finish();

    let sources = BTreeMap::new();
    let input = PanelInput {
        dataset: &dataset,
        filter: Filter::of_year(2030.try_into().unwrap()),
        organisation: None,
        sort: Sort::default(),
        axis: Axis::default(),
        catalogue: Catalogue::of(Language::Sv),
        sources: &sources,
    };
    let style = Style::of(Language::Sv);
    let mut group = criterion.benchmark_group("chart");
    group.sample_size(20);
    for panel in PANELS {
        let figure = (panel.build)(&input);
        if matches!(figure, Figure::Table(_)) {
            continue;
        }
        group.bench_function(format!("{} svg", panel.key), |bencher| {
            bencher.iter(|| black_box(charts::svg(&(panel.build)(&input), &style).unwrap()));
        });
        let svg = charts::svg(&figure, &style).unwrap();
        group.bench_function(format!("{} png", panel.key), |bencher| {
            // As large as the pages hand it out.
            bencher.iter(|| black_box(charts::png(&svg, 2.0).unwrap()));
        });
    }
    group.finish();
}

criterion_group!(benches, pages);
criterion_main!(benches);
