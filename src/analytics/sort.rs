//! The order of the comparison's rows.
//!
//! Takes what is written in an address or a command, or rows to sort; gives the order, or the rows in it. Never counts.

use std::cmp::Ordering;

use super::{
    axis::{Axis, Column},
    compare::{ComparisonCell, ComparisonRow},
};
use crate::{
    figures::CellState,
    review::{Dataset, UnknownCode},
};

/// What rows are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SortBy {
    /// The order of the register: kind, then name.
    #[default]
    Register,
    /// Name, whatever the kind.
    Name,
    /// Actions in a column.
    Column(&'static Column),
    /// Actions in all.
    Total,
}

impl SortBy {
    /// Reads what is written: `register`, `namn`, `totalt` or the code of a column of the axis.
    ///
    /// # Errors
    /// Says which orders there are.
    pub fn read(text: &str, axis: Axis) -> Result<SortBy, UnknownCode> {
        match text {
            "" | "register" => Ok(SortBy::Register),
            "name" | "namn" => Ok(SortBy::Name),
            "total" | "totalt" => Ok(SortBy::Total),
            code => axis.column(code).map(SortBy::Column).map_err(|error| UnknownCode {
                what: "order",
                known: format!("register, namn, totalt, {}", error.known),
                ..error
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
            SortBy::Column(column) => &column.code,
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

/// Sorts stably from the order of the register, which knows the Swedish alphabet.
pub(super) fn order(dataset: &Dataset, columns: &[Column], rows: &mut [ComparisonRow], sort: Sort) {
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
        SortBy::Column(by) => {
            let at = columns.iter().position(|column| column == by).unwrap_or(usize::MAX);
            let cell = |row: &ComparisonRow| row.cells.get(at).copied();
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
