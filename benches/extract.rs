//! What reading a document costs: each fixture, one document of each format, and one grown tenfold and a hundredfold (cost
//! per byte should stay level).
//!
//! Asked: 1 ms for a text, 15 ms for a PDF of ten pages.
//!
//! `cargo bench --bench extract`

#![expect(clippy::unwrap_used, reason = "a measurement, not the program")]

use std::{hint::black_box, path::Path};

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use lagesbild::pipeline::{self, Limits, Reading, Register, Taxonomy};

fn reading() -> Reading {
    Reading {
        register: Register::builtin().unwrap(),
        taxonomy: Taxonomy::builtin().unwrap(),
        limits: Limits::default(),
    }
}

/// The documents of the fixtures with their cases, in order.
fn documents() -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/reviews");
    let mut documents: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|case| {
            let files = std::fs::read_dir(&case).unwrap().map(|entry| entry.unwrap().path());
            let document = files.into_iter().find(|path| !path.ends_with("about.toml")).unwrap();
            (case.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(document).unwrap())
        })
        .collect();
    documents.sort();
    documents
}

fn each_fixture(criterion: &mut Criterion) {
    let reading = reading();
    let documents = documents();
    let mut group = criterion.benchmark_group("extract");
    group.throughput(Throughput::Elements(documents.len() as u64)).sample_size(20);
    group.bench_function("all fixtures", |bencher| {
        bencher.iter(|| {
            for (case, bytes) in &documents {
                black_box(pipeline::read(case, bytes, &reading).unwrap());
            }
        });
    });
    group.finish();
}

/// A document of each format, the PDF of ten pages: the longest of the fixtures.
const FORMATS: [(&str, &str); 6] = [
    ("text", "arbetsmarknadsnamnden-2025/source.txt"),
    ("Markdown", "bostadsformedlingen-2027/source.md"),
    ("HTML", "kyrkogardsnamnden-2026/source.html"),
    ("DOCX", "aldrenamnden-2025/source.docx"),
    ("ODT", "bostadsformedlingen-2025/source.odt"),
    ("PDF of ten pages", "idrottsnamnden-2025-2/source.pdf"),
];

fn formats(criterion: &mut Criterion) {
    let reading = reading();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/corpus");
    let mut group = criterion.benchmark_group("extract format");
    group.sample_size(20);
    for (format, document) in FORMATS {
        let bytes = std::fs::read(folder.join(document)).unwrap();
        group.throughput(Throughput::Bytes(bytes.len() as u64));
        group.bench_function(format, |bencher| {
            bencher.iter(|| black_box(pipeline::read(document, &bytes, &reading).unwrap()));
        });
    }
    group.finish();
}

fn grown(criterion: &mut Criterion) {
    let reading = reading();
    let (case, bytes) = documents().swap_remove(0);
    let mut group = criterion.benchmark_group("extract grown");
    group.sample_size(10);
    for times in [1usize, 10, 100] {
        let text = bytes.repeat(times);
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_with_input(BenchmarkId::from_parameter(times), &text, |bencher, text| {
            bencher.iter(|| black_box(pipeline::read(&case, text, &reading).unwrap()));
        });
    }
    group.finish();
}

criterion_group!(benches, each_fixture, formats, grown);
criterion_main!(benches);
