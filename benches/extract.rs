//! What reading a document costs: each fixture, and one grown tenfold and a hundredfold (cost per byte should stay level).
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

criterion_group!(benches, each_fixture, grown);
criterion_main!(benches);
