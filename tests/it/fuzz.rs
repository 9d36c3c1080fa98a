//! Fuzzing that runs on stable: inputs bent from a small corpus are read, and whatever comes of it must hold together.
//!
//! Each target has its own corpus, its own tokens and its own way of bending. An input with an outcome that was not seen
//! before joins the corpus of the run, so that later inputs begin where it ended. All follows from a seed: the same seed
//! and number of runs make the same inputs. Settings, by environment variable:
//!
//! - `LAGESBILD_FUZZ_RUNS`: inputs for each target; a few hundred where it is not set
//! - `LAGESBILD_FUZZ_SEED`: where to begin; 1 where it is not set
//!
//! `LAGESBILD_FUZZ_RUNS=1000000 cargo test --release --test it fuzz::` runs them all; a finding prints its seed and the
//! file that holds the input.

mod bend;
mod corpus;
mod dice;
mod tokens;
mod watch;

use std::{
    collections::HashSet,
    hash::{DefaultHasher, Hash, Hasher},
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
    sync::LazyLock,
};

use lagesbild::{
    diagnostics::Warned,
    document::{self, Document},
    pipeline::{self, Limits, ReadError, ReadReview, Reading, Register, Taxonomy},
    review::{Place, Review},
};

pub(crate) use corpus::zip;

use bend::{Input, bent};
use dice::Dice;
use watch::Watch;

/// Small, so that an input that goes beyond them is quickly made.
const LIMITS: Limits = Limits { file_bytes: 1 << 20, unpacked_bytes: 4 << 20, text_bytes: 1 << 20, pages: 40 };

/// Inputs that a run adds to its corpus, at most.
const MOST_KEPT: usize = 400;

static READING: LazyLock<Reading> = LazyLock::new(|| Reading {
    register: Register::builtin().unwrap(),
    taxonomy: Taxonomy::builtin().unwrap(),
    limits: LIMITS,
});

fn setting(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|text| text.parse().unwrap())
}

/// Runs a target: `read` reads an input, checks what came of it, and gives a number for the kind of outcome.
fn fuzz(target: &'static str, seeds: Vec<Input>, tokens: &[&str], usual: u64, read: impl Fn(&[u8]) -> u64) {
    let runs = setting("LAGESBILD_FUZZ_RUNS").unwrap_or(usual);
    let seed = setting("LAGESBILD_FUZZ_SEED").unwrap_or(1);
    let reproduce = format!(
        "LAGESBILD_FUZZ_SEED={seed} LAGESBILD_FUZZ_RUNS={runs} cargo test --test it fuzz::{target} makes it again"
    );
    let watch = Watch::begin(target, &reproduce);
    let mut dice = Dice::new(seed);
    let mut seen = HashSet::new();
    let mut corpus = seeds;
    let given = corpus.len();
    assert!(given > 0, "{target} has a corpus");
    let check = |run: u64, bytes: &[u8]| {
        watch.reads(bytes);
        match catch_unwind(AssertUnwindSafe(|| read(bytes))) {
            Ok(outcome) => outcome,
            Err(_) => panic!("{target}: run {run} found {}; {reproduce}", watch.path().display()),
        }
    };
    for input in &corpus {
        seen.insert(check(0, &input.bytes()));
    }
    for run in 1..=runs {
        let chosen = dice.roll(corpus.len());
        let other = dice.roll(corpus.len());
        let (input, bytes) = bent(&corpus[chosen], &corpus[other], &mut dice, tokens);
        let outcome = check(run, &bytes);
        if seen.len() < 100_000 && seen.insert(outcome) {
            if corpus.len() < given + MOST_KEPT {
                corpus.push(input);
            } else {
                let replaced = given + dice.roll(MOST_KEPT);
                corpus[replaced] = input;
            }
        }
    }
    if setting("LAGESBILD_FUZZ_RUNS").is_some() {
        eprintln!("{target}: {runs} runs from seed {seed}, {} kinds of outcome", seen.len());
    }
    watch.end();
}

fn number(outcome: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    outcome.hash(&mut hasher);
    hasher.finish()
}

/// How many, roughly.
fn rough(count: usize) -> u32 {
    usize::BITS - count.leading_zeros()
}

/// What must hold for any document, and what kind of document it is.
fn sound(read: Result<Warned<Document>, ReadError>) -> u64 {
    let Warned { value: document, diagnostics } = match read {
        Ok(read) => read,
        Err(error) => return number(format!("{error:?}")),
    };
    assert!(!document.lines.is_empty());
    let mut end = 0;
    let mut page = document.lines.first().and_then(|line| line.page);
    for (line, number) in document.lines.iter().zip(1u32..) {
        assert_eq!(line.number, number);
        assert!(line.span.start >= end && line.span.end >= line.span.start, "{line:?} after {end}");
        assert!(line.span.of(&document.text).is_some(), "{line:?} cuts a letter");
        assert!(line.page >= page, "{line:?} after page {page:?}");
        (end, page) = (line.span.end, line.page);
        let words = document.words(line);
        assert!(words.chars().all(|c| c == '\t' || !c.is_control()), "{words:?}");
    }
    assert!(document.text.len() <= LIMITS.text_bytes);
    let looks: HashSet<String> = document.lines.iter().map(|line| format!("{:?}", line.look)).collect();
    let mut looks: Vec<String> = looks.into_iter().collect();
    looks.sort();
    let kinds: Vec<&str> = diagnostics.iter().map(|diagnostic| diagnostic.kind.code()).collect();
    number((looks, kinds, rough(document.lines.len()), rough(document.text.len()), page, document.media_type))
}

/// What must hold for any review: places that fit, and a form that survives the way between processes.
fn consistent(read: Result<Warned<ReadReview>, ReadError>) -> u64 {
    let Warned { value, diagnostics } = match read {
        Ok(read) => read,
        Err(error) => return number(format!("{error:?}").split(' ').next()),
    };
    let review = &value.review;
    let fits = |place: &Place| {
        assert_eq!(place.span.of(&value.text), Some(place.quote.as_str()), "{place:?}");
    };
    review.actions.iter().for_each(|action| fits(&action.place));
    review.risks.iter().for_each(|risk| fits(&risk.place));
    review.metrics.iter().for_each(|metric| fits(&metric.place));
    diagnostics.iter().filter_map(|diagnostic| diagnostic.place.as_ref()).for_each(fits);
    for action in &review.actions {
        assert!(!action.text.trim().is_empty(), "{action:?}");
    }
    let sent = serde_json::to_vec(review).unwrap();
    let come: Review = serde_json::from_slice(&sent).unwrap();
    assert_eq!(come, *review);
    let kinds: HashSet<&str> = diagnostics.iter().map(|diagnostic| diagnostic.kind.code()).collect();
    let mut kinds: Vec<&str> = kinds.into_iter().collect();
    kinds.sort_unstable();
    let states: HashSet<String> = review.actions.iter().map(|action| action.status.to_string()).collect();
    let mut states: Vec<String> = states.into_iter().collect();
    states.sort();
    let counts = [review.actions.len(), review.risks.len(), review.metrics.len()].map(rough);
    number((kinds, states, counts, review.organisation.is_some(), review.review_year, value.media_type))
}

fn read_document(bytes: &[u8]) -> u64 {
    sound(document::read(bytes, LIMITS))
}

#[test]
fn text() {
    fuzz("text", corpus::text(), tokens::TEXT, 300, read_document);
}

#[test]
fn html() {
    fuzz("html", corpus::html(), tokens::HTML, 200, read_document);
}

#[test]
fn docx() {
    fuzz("docx", corpus::docx(), tokens::DOCX, 150, read_document);
}

#[test]
fn odt() {
    fuzz("odt", corpus::odt(), tokens::ODT, 150, read_document);
}

#[test]
fn pdf() {
    fuzz("pdf", corpus::pdf(), tokens::PDF, 100, read_document);
}

#[test]
fn archive() {
    fuzz("archive", corpus::archives(), tokens::NAMES, 100, |bytes| {
        let is_archive = pipeline::is_archive(bytes);
        match pipeline::members(bytes, LIMITS) {
            Ok(members) => {
                for member in &members {
                    assert!(!member.name.is_empty() && !member.name.starts_with('/'), "{:?}", member.name);
                    assert!(
                        member.name.split('/').all(|part| part != ".." && !part.contains('\\')),
                        "{:?}",
                        member.name
                    );
                    assert!(!member.name.chars().any(char::is_control), "{:?}", member.name);
                }
                let bytes: usize = members.iter().map(|member| member.bytes.len()).sum();
                assert!(bytes <= 3 * LIMITS.unpacked_bytes);
                let mut names: Vec<&str> = members.iter().map(|member| member.name.as_str()).collect();
                names.sort_unstable();
                number((is_archive, names.len(), rough(bytes), names.first().map(|name| name.len())))
            }
            Err(error) => number((is_archive, format!("{error:?}"))),
        }
    });
}

/// Reads what tesseract might have recognised, a form feed between the pages.
fn read_recognised(bytes: &[u8]) -> Result<Warned<ReadReview>, ReadError> {
    let text = String::from_utf8_lossy(bytes);
    let pages: Vec<String> = text.split('\u{c}').map(str::to_owned).collect();
    pipeline::recognised("a.pdf", &pages, &[], &READING)
}

#[test]
fn recognised() {
    fuzz("recognised", corpus::recognised(), tokens::TSV, 150, |bytes| consistent(read_recognised(bytes)));
}

#[test]
fn whole_pipeline() {
    let mut inputs = corpus::text();
    inputs.extend(corpus::docx().into_iter().take(2));
    inputs.extend(corpus::html().into_iter().take(2));
    fuzz("whole_pipeline", inputs, tokens::TEXT, 150, |bytes| consistent(pipeline::read("a.txt", bytes, &READING)));
}

/// Every finding of a fuzzer is kept, and read again each time.
#[test]
fn what_was_found_before_is_found_no_more() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/fuzz-corpus/found");
    for entry in std::fs::read_dir(folder).into_iter().flatten() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        sound(document::read(&bytes, LIMITS));
        consistent(pipeline::read("found", &bytes, &READING));
        consistent(read_recognised(&bytes));
    }
}
