//! What is searched and what it is narrowed to.
//!
//! Values only: a text with where it stands, its sort, a selection. Never searches.

use crate::review::{
    ActionId, Area, AreaSet, FindingKind, Kind, OrganisationIndex, ReviewIndex, RiskId, Status, Year, YearSet,
};

/// What a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// An action.
    Action(ActionId),
    /// A risk, with its treatment.
    Risk(RiskId),
    /// What is said not to be done, or what others found.
    Finding(FindingKind),
    /// A sentence of the running text.
    Sentence,
}

/// The three sorts of texts that a search can be narrowed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Actions.
    Actions,
    /// Risks.
    Risks,
    /// Findings and running text.
    Other,
}

impl Group {
    /// Every group, in the order of rank.
    pub const ALL: [Group; 3] = [Group::Actions, Group::Risks, Group::Other];

    /// Stable code, as it stands in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Group::Actions => "atgarder",
            Group::Risks => "risker",
            Group::Other => "ovrigt",
        }
    }
}

impl std::str::FromStr for Group {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Group::ALL.into_iter().find(|group| group.code() == text).ok_or_else(|| format!("{text:?} is no sort of text"))
    }
}

impl std::fmt::Display for Group {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.code())
    }
}

impl What {
    /// The sort of text.
    pub const fn group(self) -> Group {
        match self {
            What::Action(_) => Group::Actions,
            What::Risk(_) => Group::Risks,
            What::Finding(_) | What::Sentence => Group::Other,
        }
    }
}

/// A text to be found, or one that was; in the latter stand-ins hold the places of what tells of a person (see
/// `with_words`).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Text<'t> {
    /// What it is.
    pub what: What,
    /// In which review.
    pub review: ReviewIndex,
    /// Whose.
    pub organisation: OrganisationIndex,
    /// Kind of that organisation.
    pub kind: Kind,
    /// VP year of the review.
    pub year: Year,
    /// Areas, where it is labelled.
    pub areas: AreaSet,
    /// Status of an action.
    pub status: Option<Status>,
    /// Years that an action is for.
    pub years: YearSet,
    /// Whether figures pass it over.
    pub optional: bool,
    /// Page, where known.
    pub page: Option<u32>,
    /// Line, from 1.
    pub line: u32,
    /// The heading above it. Not searched.
    pub heading: &'t str,
    /// The words.
    pub text: &'t str,
}

/// A text of the index, by number. Numbers follow the rank of texts that are equally near.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit(pub(super) u32);

/// What a search is narrowed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Narrowing {
    /// VP year.
    pub year: Option<Year>,
    /// Kind of organisation.
    pub kind: Option<Kind>,
    /// One organisation.
    pub organisation: Option<OrganisationIndex>,
    /// One area.
    pub area: Option<Area>,
    /// One status; then only actions are found.
    pub status: Option<Status>,
    /// One sort of text.
    pub group: Option<Group>,
}

/// How many texts of each sort are found, whatever sort the search is narrowed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts([usize; 3]);

impl Counts {
    pub(super) fn add(&mut self, group: Group) {
        if let Some(count) = self.0.get_mut(group as usize) {
            *count += 1;
        }
    }

    /// Of one sort.
    pub fn of(self, group: Group) -> usize {
        self.0.get(group as usize).copied().unwrap_or_default()
    }

    /// Of all sorts.
    pub fn total(self) -> usize {
        self.0.iter().sum()
    }
}
