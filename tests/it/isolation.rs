//! Reading in processes of their own: what a child may use, and what its death costs.

use std::{path::PathBuf, time::Duration};

use lagesbild::{
    isolation::{Bounds, Failure, Readers, Reply, Setup},
    pipeline::{Limits, Register, Taxonomy},
};

pub(crate) fn setup(limits: Limits) -> Setup {
    Setup {
        program: PathBuf::from(env!("CARGO_BIN_EXE_lagesbild")),
        taxonomy: Taxonomy::builtin().unwrap(),
        limits,
        bounds: Bounds::default(),
        ocr: None,
    }
}

fn readers(change: impl FnOnce(&mut Setup)) -> Readers {
    let mut setup = setup(Limits::default());
    change(&mut setup);
    Readers::new(setup, Register::builtin().unwrap())
}

const REVIEW: &str =
    "Kulturnämnden\n\nLedningens genomgång 2026\n\nÅtgärder 2026\n\n- Genomföra utbildning för alla chefer\n";

fn actions(reply: Result<Reply, Failure>) -> usize {
    match reply.unwrap() {
        Reply::Review(read) => read.value.review.actions.len(),
        Reply::Archive(_) => panic!("a review"),
    }
}

#[test]
fn what_a_child_reads_is_what_is_read_in_one_process() {
    let reading = lagesbild::pipeline::Reading {
        register: Register::builtin().unwrap(),
        taxonomy: Taxonomy::builtin().unwrap(),
        limits: Limits::default(),
    };
    let here = lagesbild::pipeline::read("a.txt", REVIEW.as_bytes(), &reading).unwrap();
    match readers(|_| {}).read("a.txt", REVIEW.as_bytes()).unwrap() {
        Reply::Review(there) => assert_eq!(*there, here),
        Reply::Archive(_) => panic!("a review"),
    }
}

#[test]
fn a_child_that_may_use_too_little_dies_and_its_file_alone_is_refused() {
    // Enough to start and to read a review; not enough for many megabytes of text.
    let readers = readers(|setup| {
        setup.bounds.memory_bytes = 120 * 1024 * 1024;
        setup.limits.text_bytes = usize::MAX;
    });
    assert_eq!(actions(readers.read("a.txt", REVIEW.as_bytes())), 1);
    let large = REVIEW.repeat(200_000);
    let refused = readers.read("b.txt", large.as_bytes());
    assert!(matches!(refused, Err(Failure::TooCostly { megabytes: 120, .. })), "{:?}", refused.err());
    assert_eq!(actions(readers.read("c.txt", REVIEW.as_bytes())), 1);
}

#[test]
fn a_child_that_takes_too_long_is_ended() {
    let readers = readers(|setup| setup.bounds.time = Duration::ZERO);
    let refused = readers.read("a.txt", REVIEW.repeat(1000).as_bytes());
    assert!(matches!(refused, Err(Failure::TooCostly { .. })), "{:?}", refused.err());
}

#[test]
fn a_program_that_is_none_is_told() {
    let readers = readers(|setup| setup.program = PathBuf::from("no-such-program"));
    assert!(matches!(readers.read("a.txt", REVIEW.as_bytes()), Err(Failure::Start(_))));
}
