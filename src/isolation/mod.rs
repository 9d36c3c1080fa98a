//! Reads documents in child processes of this very program, where hostile bytes can do no harm.
//!
//! Takes the bytes of one file; gives the review read from it, or says why not. A child has bounds on memory, time, open
//! files and written bytes, holds no connection to anything, and is reused over many files: it costs well under a
//! millisecond a document. One that dies or takes too long is replaced, and its file alone is refused. Never opens a file.
//!
//! No PDF engine that was tried withstands files made to exhaust memory or time, and `catch_unwind` helps against
//! neither; a process of its own does.

mod bounds;
mod frames;
mod ocr;
mod pool;
mod worker;

use std::{path::PathBuf, time::Duration};

use crate::pipeline::{Limits, ReadError, Taxonomy};

pub use ocr::Ocr;
pub use pool::{Readers, Reply};
pub use worker::serve;

/// The hidden command by which this program becomes a reader.
pub const COMMAND: &str = "read-for-parent";

/// What a child may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// Bytes of memory, the program itself included.
    pub memory_bytes: u64,
    /// Time for one file.
    pub time: Duration,
}

impl Default for Bounds {
    fn default() -> Self {
        Bounds { memory_bytes: 512 * 1024 * 1024, time: Duration::from_secs(8) }
    }
}

/// What children are started with.
#[derive(Debug, Clone)]
pub struct Setup {
    /// The program, which must know [`COMMAND`].
    pub program: PathBuf,
    /// The words that earn areas and measures.
    pub taxonomy: Taxonomy,
    /// How large an input may be.
    pub limits: Limits,
    /// What a child may use.
    pub bounds: Bounds,
    /// Reads pages that are pictures, where there is a program for it.
    pub ocr: Option<Ocr>,
}

/// Why a file was not read.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The bytes cannot be read as a review.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// It takes more than a child may use.
    #[error(
        "reading the file takes more than {seconds} seconds or {megabytes} MB; save the document anew as PDF or text and send that in"
    )]
    TooCostly {
        /// Seconds allowed.
        seconds: u64,
        /// Megabytes allowed.
        megabytes: u64,
    },
    /// Reading ran into a fault of the program.
    #[error(
        "reading this file ran into a fault of the program; nothing of it was kept; please report it with the file"
    )]
    Fault,
    /// No child could be started.
    #[error("no process could be started to read in: {0}")]
    Start(String),
    /// The program that reads pictures failed.
    #[error("the pages are pictures, and tesseract could not read them: {0}")]
    Ocr(String),
}
