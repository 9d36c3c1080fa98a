//! One step down from a figure: the actions that it was counted from, and those that speak of the same but do not count.
//!
//! Takes the dataset and what was selected; gives row ids in the order of organisation and document.

use super::axis::Columns;
use crate::review::{ActionEntry, ActionId, Dataset, Filter, OrganisationIndex, Status};

/// What a figure was counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Behind {
    /// Year, kind, years of the actions.
    pub filter: Filter,
    /// One organisation.
    pub organisation: Option<OrganisationIndex>,
    /// Columns of the comparison, at most one of each axis; actions stand under all of them.
    pub columns: Columns,
    /// One status.
    pub status: Option<Status>,
}

impl Behind {
    /// Everything under a filter.
    pub fn all(filter: Filter) -> Behind {
        Behind { filter, organisation: None, columns: [None; 4], status: None }
    }
}

/// The actions that count.
pub fn actions(dataset: &Dataset, behind: &Behind) -> Vec<ActionId> {
    picked(dataset, behind, |action| super::counts(action, behind.filter.for_year))
}

/// The planned actions that count under a filter, of one organisation or of all.
pub fn planned(dataset: &Dataset, filter: &Filter, organisation: Option<OrganisationIndex>) -> Vec<ActionId> {
    actions(dataset, &Behind { organisation, status: Some(Status::Planned), ..Behind::all(*filter) })
}

/// Those of the same organisations, columns and status that do not count: mentions, and actions for other years.
pub fn passed_over(dataset: &Dataset, behind: &Behind) -> Vec<ActionId> {
    picked(dataset, behind, |action| !super::counts(action, behind.filter.for_year))
}

fn picked(dataset: &Dataset, behind: &Behind, wanted: impl Fn(&ActionEntry) -> bool) -> Vec<ActionId> {
    super::completeness::rows_of(dataset, behind.filter.year, behind.filter.kind)
        .filter(|index| behind.organisation.is_none_or(|only| only == *index))
        .filter_map(|index| dataset.review_of(index, behind.filter.year))
        .flat_map(|(index, _)| dataset.actions_of(index))
        .filter(|action| {
            behind.columns.iter().flatten().all(|column| column.holds(action))
                && behind.status.is_none_or(|status| action.status == status)
                && wanted(action)
        })
        .map(|action| action.id)
        .collect()
}
