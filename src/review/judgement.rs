//! What a person has said of a promise and what came of it. It outlasts readings, as it names both by their words.

use super::{OrganisationKey, Year};

/// Row id of a judgement in the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct JudgementId(pub i32);

/// What was said. The numbers are `review::fingerprint` of what came of the promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// This is what came of it.
    Same(u64),
    /// These two are not the same.
    NotSame(u64),
    /// Nothing in the next review speaks of it.
    Nothing,
}

impl Verdict {
    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Verdict::Same(_) => "same",
            Verdict::NotSame(_) => "not_same",
            Verdict::Nothing => "nothing",
        }
    }

    /// What it speaks of, besides the promise.
    pub const fn follow_up(self) -> Option<u64> {
        match self {
            Verdict::Same(fingerprint) | Verdict::NotSame(fingerprint) => Some(fingerprint),
            Verdict::Nothing => None,
        }
    }

    /// The verdict of a code; `None` where the code is unknown, or needs something to speak of that is not there.
    pub fn of(code: &str, follow_up: Option<u64>) -> Option<Verdict> {
        match (code, follow_up) {
            ("same", Some(fingerprint)) => Some(Verdict::Same(fingerprint)),
            ("not_same", Some(fingerprint)) => Some(Verdict::NotSame(fingerprint)),
            ("nothing", _) => Some(Verdict::Nothing),
            _ => None,
        }
    }
}

/// A judgement of one promise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// Who promised.
    pub organisation: OrganisationKey,
    /// VP year of the review that promised.
    pub year: Year,
    /// `review::fingerprint` of the promise.
    pub promise: u64,
    /// What was said.
    pub verdict: Verdict,
    /// The role of who said it, such as "ISAM"; never a name.
    pub role: String,
    /// Why, where it was told.
    pub note: Option<String>,
}
