//! Who has sent in a review for a year, and whose can be used: two numbers, in all and per kind.
//!
//! Takes the dataset and a year; gives counts and a row per organisation. A review of an organisation that the register
//! does not expect one of is listed, and counts in no total, so that received never exceeds expected.

use crate::review::{Dataset, Kind, OrganisationIndex, ReviewIndex, Year};

/// Whether a review came in and can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReviewState {
    /// It holds at least one action to count.
    Usable,
    /// It came in, but nothing in it could be counted.
    Unusable,
    /// None came in.
    NoReview,
}

impl ReviewState {
    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            ReviewState::Usable => "usable",
            ReviewState::Unusable => "unusable",
            ReviewState::NoReview => "no_review",
        }
    }
}

/// Expected, received and usable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ReportingCounts {
    /// Organisations that a review is expected of.
    pub expected: u32,
    /// Those that sent one in.
    pub received: u32,
    /// Those whose review can be used.
    pub usable: u32,
}

impl ReportingCounts {
    fn add(&mut self, state: ReviewState) {
        self.expected += 1;
        self.received += u32::from(state != ReviewState::NoReview);
        self.usable += u32::from(state == ReviewState::Usable);
    }
}

/// One organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportingRow {
    /// Whose.
    pub organisation: OrganisationIndex,
    /// Whether the register expects a review.
    pub expected: bool,
    /// What came in.
    pub state: ReviewState,
    /// The review, where one came in.
    pub review: Option<ReviewIndex>,
    /// Actions that count.
    pub actions: u32,
    /// Remarks of the reading.
    pub remarks: u32,
}

/// The reporting of a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reporting {
    /// All kinds, or the one asked for.
    pub all: ReportingCounts,
    /// Per kind, in the order of `Kind::ALL`; kinds without organisations are left out.
    pub kinds: Vec<(Kind, ReportingCounts)>,
    /// Every organisation, in the order of the register.
    pub rows: Vec<ReportingRow>,
}

/// The organisations that are rows for a year: expected, or with a review all the same; in the order of the register.
pub(super) fn rows_of(
    dataset: &Dataset,
    year: Year,
    kind: Option<Kind>,
) -> impl Iterator<Item = OrganisationIndex> + '_ {
    (0u32..).map(OrganisationIndex).zip(&dataset.organisations).filter_map(move |(index, organisation)| {
        let of_kind = kind.is_none_or(|kind| organisation.kind == kind);
        let here = of_kind && (organisation.exists_in(year) || dataset.review_of(index, year).is_some());
        here.then_some(index)
    })
}

/// Who reported for a year; of one kind, or of all.
pub fn of_year(dataset: &Dataset, year: Year, kind: Option<Kind>) -> Reporting {
    let rows: Vec<ReportingRow> = rows_of(dataset, year, kind).map(|index| row(dataset, year, index)).collect();
    let mut all = ReportingCounts::default();
    let mut kinds: Vec<(Kind, ReportingCounts)> =
        Kind::ALL.iter().map(|kind| (*kind, ReportingCounts::default())).collect();
    for row in rows.iter().filter(|row| row.expected) {
        all.add(row.state);
        let kind = dataset.organisation(row.organisation).map(|organisation| organisation.kind);
        if let Some((_, counts)) = kinds.iter_mut().find(|(of, _)| Some(*of) == kind) {
            counts.add(row.state);
        }
    }
    kinds.retain(|(_, counts)| counts.expected > 0);
    Reporting { all, kinds, rows }
}

fn row(dataset: &Dataset, year: Year, organisation: OrganisationIndex) -> ReportingRow {
    let expected = dataset.organisation(organisation).is_some_and(|organisation| organisation.exists_in(year));
    match dataset.review_of(organisation, year) {
        None => {
            ReportingRow { organisation, expected, state: ReviewState::NoReview, review: None, actions: 0, remarks: 0 }
        }
        Some((index, review)) => {
            let counted = dataset.actions_of(index).iter().filter(|action| !action.optional).count();
            ReportingRow {
                organisation,
                expected,
                state: if review.usable { ReviewState::Usable } else { ReviewState::Unusable },
                review: Some(index),
                actions: u32::try_from(counted).unwrap_or(u32::MAX),
                remarks: review.remarks,
            }
        }
    }
}
