//! What goes into the store and what comes out of it, in the words of the field. No row struct is among these.

use crate::{
    diagnostics::Diagnostic,
    review::{
        Action, ActionId, Finding, FindingId, Judgement, JudgementId, OrganisationKey, Review, ReviewId, Risk, RiskId,
        Year, YearSet,
    },
};

/// Row id of a document in the store. Ids count up in the order of arrival.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DocumentId(pub i32);

/// The SHA-256 of a file's bytes, as 64 lower-case hexadecimal digits. Tells one file from another.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Sha256Hex(pub String);

impl Sha256Hex {
    /// The SHA-256 of some bytes.
    pub fn of(bytes: &[u8]) -> Sha256Hex {
        use sha2::Digest as _;
        Sha256Hex(sha2::Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect())
    }
}

impl std::fmt::Display for Sha256Hex {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&self.0)
    }
}

/// What the stages read from a document.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadDocument {
    /// What the bytes were found to be, such as `text/markdown`.
    pub media_type: String,
    /// The text as read, that every place points into.
    pub text: String,
    /// What it holds.
    pub review: Review,
    /// The remarks of the reading.
    pub diagnostics: Vec<Diagnostic>,
}

/// A document to save, with what was read from it.
#[derive(Debug, Clone, PartialEq)]
pub struct Incoming {
    /// The file's name, without folders.
    pub file_name: String,
    /// The SHA-256 of `bytes`.
    pub sha256: Sha256Hex,
    /// The file, byte for byte.
    pub bytes: Vec<u8>,
    /// What was read from it.
    pub read: ReadDocument,
}

/// What became of a document that was to be saved or read anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    /// It is new, or was read anew and now says something else.
    New {
        /// Its review.
        review: ReviewId,
        /// Number among the reviews of its organisation and year, from 1; 1 for an unplaced review.
        version: i32,
    },
    /// The same is stored already; nothing was changed.
    Unchanged {
        /// The review that it is stored as.
        review: ReviewId,
    },
}

/// A review without its actions, risks and metrics.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewHead {
    /// Row id.
    pub id: ReviewId,
    /// The document that it was read from.
    pub document: DocumentId,
    /// Name of that document's file.
    pub file_name: String,
    /// SHA-256 of that file's bytes, in hexadecimal.
    pub sha256: String,
    /// Whose it is, where the register knows.
    pub organisation: Option<OrganisationKey>,
    /// The register's name of that organisation.
    pub organisation_name: Option<String>,
    /// The name as the document gives it.
    pub organisation_as_written: Option<String>,
    /// The VP year.
    pub year: Option<Year>,
    /// The years that it plans for.
    pub plan_years: YearSet,
    /// Diarienummer.
    pub dnr: Option<String>,
    /// Date of decision, ISO 8601.
    pub decided_on: Option<String>,
    /// Number among the reviews of the same organisation and year, from 1 in the order of arrival.
    pub version: i32,
    /// Whether it is the newest of these. An unplaced review stands alone: it is version 1 and current.
    pub current: bool,
    /// Whether it holds at least one action that is more than a mention.
    pub usable: bool,
    /// Version of the taxonomy that gave the labels.
    pub taxonomy_version: String,
    /// When the document came, ISO 8601 in UTC.
    pub received_at: String,
    /// How many remarks the reading left.
    pub remarks: u32,
}

impl ReviewHead {
    /// Whether the review has both organisation and year; if not, it stands in no figure.
    pub fn is_placed(&self) -> bool {
        self.organisation.is_some() && self.year.is_some()
    }
}

/// An action as stored, with the review that it stands in.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredAction {
    /// Row id.
    pub id: ActionId,
    /// The action, whole.
    pub action: Action,
    /// Its review.
    pub review: ReviewHead,
}

/// A risk as stored, with the review that it stands in.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredRisk {
    /// Row id.
    pub id: RiskId,
    /// The risk, whole.
    pub risk: Risk,
    /// Its review.
    pub review: ReviewHead,
}

/// A finding as stored, with the review that it stands in.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredFinding {
    /// Row id.
    pub id: FindingId,
    /// The finding, whole.
    pub finding: Finding,
    /// Its review.
    pub review: ReviewHead,
}

/// A judgement as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredJudgement {
    /// Row id.
    pub id: JudgementId,
    /// What was said.
    pub judgement: Judgement,
    /// When, ISO 8601 in UTC.
    pub judged_at: String,
}

/// A document as stored: its text as read, not its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredDocument {
    /// Row id.
    pub id: DocumentId,
    /// Name of the file.
    pub file_name: String,
    /// What its bytes were found to be.
    pub media_type: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// How many bytes.
    pub bytes: i64,
    /// When it came, ISO 8601 in UTC.
    pub received_at: String,
    /// The text as read, that every place points into.
    pub text: String,
    /// Whether the database holds invented data.
    pub invented: bool,
}
