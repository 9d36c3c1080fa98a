//! What ingesting tells: per file what became of it, in all how many of each, and why a file or a run failed.

use crate::{
    diagnostics::Diagnostic,
    isolation::Failure,
    pipeline::{ReadError, RegisterError, TaxonomyError},
    review::{ReviewId, Year},
    store::StoreError,
};

/// What became of one file.
#[derive(Debug)]
pub struct FileReport {
    /// The path as given or found; for an upload the file's name. May hold any character.
    pub path: String,
    /// What became of it.
    pub outcome: Outcome,
    /// The remarks of the reading; none where the file was not read anew.
    pub diagnostics: Vec<Diagnostic>,
}

/// What became of one file.
#[derive(Debug)]
pub enum Outcome {
    /// It was read and kept.
    Stored {
        /// Its review.
        review: ReviewId,
        /// Official name of its organisation, where the register knows it.
        organisation: Option<String>,
        /// The VP year, where stated.
        year: Option<Year>,
        /// Number among the reviews of that organisation and year, from 1.
        version: i32,
        /// Actions that count.
        actions: usize,
        /// Actions that are mentions only.
        mentions: usize,
        /// Risks.
        risks: usize,
        /// Metrics.
        metrics: usize,
    },
    /// The same bytes are kept already; nothing was changed.
    Unchanged {
        /// The review that was read from them.
        review: ReviewId,
    },
    /// It could not be used; nothing of it was kept.
    Refused(IngestError),
}

/// How many files had which outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    /// Read and kept.
    pub stored: usize,
    /// Kept before.
    pub unchanged: usize,
    /// Not usable.
    pub refused: usize,
    /// Of those stored: without organisation or year, and so in no figure.
    pub unplaced: usize,
    /// Remarks on those stored.
    pub remarks: usize,
}

impl Summary {
    /// Counts a file in.
    pub fn count(&mut self, report: &FileReport) {
        self.remarks += report.diagnostics.len();
        match &report.outcome {
            Outcome::Stored { organisation, year, .. } => {
                self.stored += 1;
                self.unplaced += usize::from(organisation.is_none() || year.is_none());
            }
            Outcome::Unchanged { .. } => self.unchanged += 1,
            Outcome::Refused(_) => self.refused += 1,
        }
    }
}

/// Why a file, or a whole run, could not be ingested.
#[derive(Debug, thiserror::Error)]
pub enum IngestError {
    /// Nothing is there.
    #[error("no such file or folder; check the path")]
    NoSuchFile,
    /// A pattern fits nothing.
    #[error("no review fits this pattern; looked for {}", SUFFIX_LIST)]
    NoMatch,
    /// A pattern that is none.
    #[error("this is no valid pattern: {0}")]
    Pattern(String),
    /// Nothing in the folder looks like a review.
    #[error("the folder holds no reviews; looked for {} in it and in the folders below", SUFFIX_LIST)]
    NoReviews,
    /// A device, a pipe or the like.
    #[error("this is neither a file nor a folder")]
    NotAFile,
    /// The system refused.
    #[error("cannot be read: {0}")]
    Io(String),
    /// The bytes cannot be read as a review.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The process that read it failed.
    #[error(transparent)]
    Isolation(Failure),
    /// The store refused.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The register cannot be used.
    #[error("the register: {0}")]
    Register(#[from] RegisterError),
    /// The taxonomy that the program carries cannot be used.
    #[error("the taxonomy: {0}")]
    Taxonomy(#[from] TaxonomyError),
}

impl From<Failure> for IngestError {
    fn from(failure: Failure) -> IngestError {
        match failure {
            Failure::Read(error) => IngestError::Read(error),
            failure => IngestError::Isolation(failure),
        }
    }
}

impl IngestError {
    /// A fault of the program.
    pub(super) const FAULT: IngestError = IngestError::Isolation(Failure::Fault);

    /// What the system said, in our words where it is the usual case.
    pub(super) fn of_io(error: &std::io::Error) -> IngestError {
        match error.kind() {
            std::io::ErrorKind::NotFound => IngestError::NoSuchFile,
            std::io::ErrorKind::PermissionDenied => {
                IngestError::Io("permission denied; check who may read it".to_owned())
            }
            _ => IngestError::Io(error.to_string()),
        }
    }
}

/// The report on a file of which nothing was kept.
pub(super) fn refused(path: impl Into<String>, error: IngestError) -> FileReport {
    FileReport { path: path.into(), outcome: Outcome::Refused(error), diagnostics: Vec::new() }
}

/// File name suffixes that count as reviews within folders. Readers tell by content what they can read.
pub(super) const SUFFIXES: [&str; 10] = ["txt", "md", "markdown", "pdf", "docx", "odt", "html", "htm", "json", "zip"];

const SUFFIX_LIST: &str = "*.txt, *.md, *.markdown, *.pdf, *.docx, *.odt, *.html, *.htm, *.json and *.zip";
