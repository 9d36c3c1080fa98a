//! A normalised review (ledningens genomgång) as the flow hands it on.

use serde::{Deserialize, Serialize};

use super::{Action, Finding, Kind, Metric, OrganisationKey, Personal, Risk, Year, YearSet};

/// The organisation that a review was matched to by the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Matched {
    /// Its key in the register.
    pub key: OrganisationKey,
    /// Its official name.
    pub name: String,
    /// Its kind.
    pub kind: Kind,
}

/// One document, of one organisation, for one VP year. What the document does not tell is `None`, never guessed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Review {
    /// Stem of the file that it was read from.
    pub doc: String,
    /// The organisation in the register; `None` where the document names none that is in it.
    pub organisation: Option<Matched>,
    /// The name as the document gives it, also where the register does not know it.
    pub organisation_as_written: Option<String>,
    /// The VP year that the review is written for.
    pub review_year: Option<Year>,
    /// The years that it plans for.
    pub plan_years: YearSet,
    /// Diarienummer.
    pub dnr: Option<String>,
    /// Date of decision, as ISO 8601.
    pub decided_on: Option<String>,
    /// Actions in the order of the document.
    pub actions: Vec<Action>,
    /// Risks in the order of the document.
    pub risks: Vec<Risk>,
    /// Metrics in the order of the document.
    pub metrics: Vec<Metric>,
    /// What is said not to be done, and what others found, in the order of the document.
    #[serde(default)]
    pub findings: Vec<Finding>,
    /// Where persons are named, in the order of the text.
    #[serde(default)]
    pub personal: Vec<Personal>,
    /// Version of the taxonomy that gave the labels.
    pub taxonomy_version: String,
}

impl Review {
    /// Whether anything was found that figures can count: at least one action that is more than a mention.
    pub fn is_usable(&self) -> bool {
        self.actions.iter().any(|action| !action.optional)
    }
}
