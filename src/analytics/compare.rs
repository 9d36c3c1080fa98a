//! Organisations × columns of an axis: how many actions, by status, and what an empty cell means.
//!
//! Takes the dataset, a filter, an axis and an order; gives rows of cells. An organisation is a row where a review is
//! expected of it for the year, and also where one came in although none was expected.

use super::{
    axis::{Axis, Column},
    sort::{self, Sort},
};
use crate::{
    figures::CellState,
    review::{Area, AreaSet, Dataset, Filter, MeasureSet, OrganisationIndex, ReviewIndex, Status},
};

/// How many actions of each status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Planned.
    pub planned: u32,
    /// Ongoing.
    pub ongoing: u32,
    /// Done.
    pub done: u32,
}

impl Counts {
    /// In all.
    pub fn total(self) -> u32 {
        self.planned + self.ongoing + self.done
    }

    pub(super) fn add(&mut self, status: Status) {
        match status {
            Status::Planned => self.planned += 1,
            Status::Ongoing => self.ongoing += 1,
            Status::Done => self.done += 1,
        }
    }
}

/// A cell of the comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ComparisonCell {
    /// What it says.
    pub state: CellState,
    /// The actions counted.
    pub counts: Counts,
}

/// A row of the comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComparisonRow {
    /// Whose.
    pub organisation: OrganisationIndex,
    /// Its review, where one came in.
    pub review: Option<ReviewIndex>,
    /// The actions counted, each once, whatever its areas.
    pub total: ComparisonCell,
    /// A cell per column, in their order.
    pub cells: Vec<ComparisonCell>,
}

/// Organisations × columns of an axis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// The columns.
    pub columns: &'static [Column],
    /// The rows in the order asked for.
    pub rows: Vec<ComparisonRow>,
}

/// The comparison along an axis under a filter.
pub fn compared(dataset: &Dataset, filter: &Filter, axis: Axis, sort: Sort) -> Comparison {
    let columns = axis.columns();
    let mut rows: Vec<ComparisonRow> = super::completeness::rows_of(dataset, filter.year, filter.kind)
        .map(|index| row(dataset, filter, columns, index))
        .collect();
    sort::order(dataset, columns, &mut rows, sort);
    Comparison { columns, rows }
}

fn row(dataset: &Dataset, filter: &Filter, columns: &[Column], organisation: OrganisationIndex) -> ComparisonRow {
    let found = dataset.review_of(organisation, filter.year);
    let all = |state| ComparisonRow {
        organisation,
        review: found.map(|(index, _)| index),
        total: ComparisonCell { state, counts: Counts::default() },
        cells: vec![ComparisonCell { state, counts: Counts::default() }; columns.len()],
    };
    match found {
        None => all(CellState::NoReview),
        Some((_, review)) if !review.usable => all(CellState::Unusable),
        Some((index, _)) => counted(dataset, filter, columns, organisation, index),
    }
}

fn counted(
    dataset: &Dataset,
    filter: &Filter,
    columns: &[Column],
    organisation: OrganisationIndex,
    review: ReviewIndex,
) -> ComparisonRow {
    let mut total = Counts::default();
    let mut counts = vec![Counts::default(); columns.len()];
    let spoken = Spoken::of(dataset, review);
    for action in dataset.actions_of(review).iter().filter(|action| super::counts(action, filter.for_year)) {
        total.add(action.status);
        for (cell, column) in counts.iter_mut().zip(columns) {
            if column.holds(action) {
                cell.add(action.status);
            }
        }
    }
    let state = |counts: Counts, spoken_of: bool| match (counts.total(), spoken_of) {
        (1.., _) => CellState::Counted,
        (0, true) => CellState::Zero,
        (0, false) => CellState::Silent,
    };
    ComparisonRow {
        organisation,
        review: Some(review),
        total: ComparisonCell { state: state(total, true), counts: total },
        cells: counts
            .into_iter()
            .zip(columns)
            .map(|(counts, column)| ComparisonCell {
                state: state(counts, column.spoken_of(spoken.areas, spoken.measures)),
                counts,
            })
            .collect(),
    }
}

/// What a review speaks of at all: every action and mention, whatever its years, every risk and every figure.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Spoken {
    pub(super) areas: AreaSet,
    pub(super) measures: MeasureSet,
}

impl Spoken {
    pub(super) fn of(dataset: &Dataset, review: ReviewIndex) -> Spoken {
        let mut spoken = Spoken::default();
        for action in dataset.actions_of(review) {
            spoken.areas = spoken.areas.union(action.areas);
            spoken.measures = spoken.measures.union(action.measures);
        }
        for risk in dataset.risks_of(review) {
            spoken.areas = spoken.areas.union(risk.areas);
            spoken.areas.insert(Area::Riskhantering);
        }
        for area in dataset.metrics_of(review).iter().filter_map(|metric| metric.kind.area()) {
            spoken.areas.insert(area);
        }
        spoken
    }
}
