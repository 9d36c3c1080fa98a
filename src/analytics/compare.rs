//! Organisations × areas: how many actions, by status, and what an empty cell means.
//!
//! Takes the dataset, a filter and an order; gives rows of cells. An organisation is a row where a review is expected of
//! it for the year, and also where one came in although none was expected.

use std::cmp::Ordering;

use crate::{
    figures::CellState,
    review::{Area, Dataset, Filter, OrganisationIndex, ReviewIndex, Status},
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
    /// A cell per area, in the order of `Area::ALL`.
    pub cells: Vec<ComparisonCell>,
}

/// Organisations × areas.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// The areas, `Area::ALL`.
    pub columns: &'static [Area],
    /// The rows in the order asked for.
    pub rows: Vec<ComparisonRow>,
}

/// What rows are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SortBy {
    /// The order of the register: kind, then name.
    #[default]
    Register,
    /// Name, whatever the kind.
    Name,
    /// Actions in an area.
    Area(Area),
    /// Actions in all.
    Total,
}

impl std::str::FromStr for SortBy {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "" | "register" => Ok(SortBy::Register),
            "name" | "namn" => Ok(SortBy::Name),
            "total" | "totalt" => Ok(SortBy::Total),
            area => area.parse().map(SortBy::Area).map_err(|error| {
                format!("cannot sort by {area:?}; sort by register, name, total or an area: {}", error.known)
            }),
        }
    }
}

impl std::fmt::Display for SortBy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(match self {
            SortBy::Register => "register",
            SortBy::Name => "namn",
            SortBy::Total => "totalt",
            SortBy::Area(area) => area.code(),
        })
    }
}

/// Which end of the order stands first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Direction {
    /// Least or a first.
    #[default]
    Ascending,
    /// Most or ö first.
    Descending,
}

impl std::str::FromStr for Direction {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "" | "ascending" | "stigande" => Ok(Direction::Ascending),
            "descending" | "fallande" => Ok(Direction::Descending),
            other => Err(format!("{other:?} is no direction; give ascending or descending")),
        }
    }
}

impl std::fmt::Display for Direction {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(match self {
            Direction::Ascending => "stigande",
            Direction::Descending => "fallande",
        })
    }
}

/// An order of rows. Rows without a usable review stand last whatever the direction: nothing is known of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sort {
    /// By what.
    pub by: SortBy,
    /// Which end first.
    pub direction: Direction,
}

/// The comparison of areas under a filter.
pub fn areas(dataset: &Dataset, filter: &Filter, sort: Sort) -> Comparison {
    let mut rows: Vec<ComparisonRow> = super::completeness::rows_of(dataset, filter.year, filter.kind)
        .map(|index| row(dataset, filter, index))
        .collect();
    order(dataset, &mut rows, sort);
    Comparison { columns: Area::ALL, rows }
}

fn row(dataset: &Dataset, filter: &Filter, organisation: OrganisationIndex) -> ComparisonRow {
    let found = dataset.review_of(organisation, filter.year);
    let all = |state| ComparisonRow {
        organisation,
        review: found.map(|(index, _)| index),
        total: ComparisonCell { state, counts: Counts::default() },
        cells: vec![ComparisonCell { state, counts: Counts::default() }; Area::ALL.len()],
    };
    match found {
        None => all(CellState::NoReview),
        Some((_, review)) if !review.usable => all(CellState::Unusable),
        Some((index, _)) => counted(dataset, filter, organisation, index),
    }
}

fn counted(dataset: &Dataset, filter: &Filter, organisation: OrganisationIndex, review: ReviewIndex) -> ComparisonRow {
    let mut total = Counts::default();
    let mut counts = vec![Counts::default(); Area::ALL.len()];
    // What the review speaks of at all: every action and mention, whatever its years, every risk and every figure.
    let mut spoken_of = crate::review::AreaSet::EMPTY;
    for action in dataset.actions_of(review) {
        spoken_of = spoken_of.union(action.areas);
        if !super::counts(action, filter.for_year) {
            continue;
        }
        total.add(action.status);
        for (cell, area) in counts.iter_mut().zip(Area::ALL) {
            if action.areas.contains(*area) {
                cell.add(action.status);
            }
        }
    }
    for risk in dataset.risks_of(review) {
        spoken_of = spoken_of.union(risk.areas);
        spoken_of.insert(Area::Riskhantering);
    }
    for area in dataset.metrics_of(review).iter().filter_map(|metric| metric.kind.area()) {
        spoken_of.insert(area);
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
            .zip(Area::ALL)
            .map(|(counts, area)| ComparisonCell { state: state(counts, spoken_of.contains(*area)), counts })
            .collect(),
    }
}

/// Sorts stably from the order of the register, which knows the Swedish alphabet.
fn order(dataset: &Dataset, rows: &mut [ComparisonRow], sort: Sort) {
    let by_name = |row: &ComparisonRow| {
        dataset.organisation(row.organisation).map(|organisation| crate::review::sort_key(&organisation.name))
    };
    let directed = |ordering: Ordering| match sort.direction {
        Direction::Ascending => ordering,
        Direction::Descending => ordering.reverse(),
    };
    match sort.by {
        SortBy::Register => rows.sort_by(|a, b| directed(a.organisation.cmp(&b.organisation))),
        SortBy::Name => rows.sort_by(|a, b| directed(by_name(a).cmp(&by_name(b)))),
        SortBy::Total => rows.sort_by(|a, b| ranked(&a.total, &b.total, directed)),
        SortBy::Area(area) => {
            let cell = |row: &ComparisonRow| row.cells.get(area as usize).copied();
            rows.sort_by(|a, b| match (cell(a), cell(b)) {
                (Some(a), Some(b)) => ranked(&a, &b, directed),
                _ => Ordering::Equal,
            });
        }
    }
}

/// Known cells by number, silent below zero; unknown ones after all of them.
fn ranked(a: &ComparisonCell, b: &ComparisonCell, directed: impl Fn(Ordering) -> Ordering) -> Ordering {
    let rank = |cell: &ComparisonCell| match cell.state {
        CellState::Counted => i64::from(cell.counts.total()),
        CellState::Zero => 0,
        CellState::Silent => -1,
        CellState::Unusable | CellState::NoReview => i64::MIN,
    };
    let unknown = |cell: &ComparisonCell| match cell.state {
        CellState::Counted | CellState::Zero | CellState::Silent => 0,
        CellState::Unusable => 1,
        CellState::NoReview => 2,
    };
    unknown(a).cmp(&unknown(b)).then_with(|| directed(rank(a).cmp(&rank(b))))
}
