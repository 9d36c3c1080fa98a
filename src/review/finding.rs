//! What a review says besides its actions: that something is not done, and what others found.

use serde::{Deserialize, Serialize};

use super::{AreaSet, Evidence, Place, code::coded};

coded! {
    /// What a finding says.
    FindingKind, "kind of finding" {
        /// Something was not done, was dropped, or is not prioritised: silent is another thing than this.
        NotDone = "not_done",
        /// What the dataskyddsombud or auditors found or recommend.
        OfOthers = "of_others",
    }
}

/// A statement that is no action and counts in no figure, but that a reader must not miss.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// What it says.
    pub kind: FindingKind,
    /// The document's own words, mended.
    pub text: String,
    /// The nearest heading above it.
    pub heading: String,
    /// Areas that it concerns.
    pub areas: AreaSet,
    /// Where it stands.
    pub place: Place,
    /// How sure the reading is, 0 to 1.
    pub confidence: f32,
    /// Why each area was given.
    pub evidence: Vec<Evidence>,
}
