//! Group values: how many of a group's usable reviews plan something in each column, and how much.
//!
//! Takes the dataset, a filter and an axis; gives one count over one count and a median a column. A review that did not
//! come in, or cannot be used, is in neither count: nothing is known of it.

use super::{axis::Axis, compare, sort::Sort};
use crate::{
    figures::CellState,
    review::{Dataset, Filter, Kind},
};

/// The kinds that are groups: several organisations that do alike.
pub const PEERS: [Kind; 3] = [Kind::Stadsdelsnamnd, Kind::Facknamnd, Kind::Bolag];

/// What a group plans in a column.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct GroupCell {
    /// Usable reviews with at least one planned action.
    pub planning: u32,
    /// Median of planned actions over the usable reviews; `None` where there are none.
    pub median: Option<f64>,
}

/// A group.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupRow {
    /// The kind; `None` for the whole city.
    pub kind: Option<Kind>,
    /// Its usable reviews.
    pub usable: u32,
    /// A cell per column of the axis, in their order.
    pub cells: Vec<GroupCell>,
}

/// The groups of peers and the whole city; of a filter with a kind, that kind and the whole city.
pub fn groups(dataset: &Dataset, filter: &Filter, axis: Axis) -> Vec<GroupRow> {
    let kinds = PEERS.into_iter().filter(|kind| filter.kind.is_none_or(|only| only == *kind));
    kinds.map(Some).chain([None]).map(|kind| group(dataset, &Filter { kind, ..*filter }, axis)).collect()
}

/// The group that an organisation of a kind is compared with: its peers, or the whole city where it has none.
pub fn group_of(dataset: &Dataset, filter: &Filter, kind: Kind, axis: Axis) -> GroupRow {
    let kind = Some(kind).filter(|kind| PEERS.contains(kind));
    group(dataset, &Filter { kind, ..*filter }, axis)
}

fn group(dataset: &Dataset, filter: &Filter, axis: Axis) -> GroupRow {
    let comparison = compare::compared(dataset, filter, axis, Sort::default());
    let usable: Vec<&[compare::ComparisonCell]> = comparison
        .rows
        .iter()
        .filter(|row| !matches!(row.total.state, CellState::Unusable | CellState::NoReview))
        .map(|row| row.cells.as_slice())
        .collect();
    let cell = |at: usize| {
        let planned = || usable.iter().filter_map(|cells| cells.get(at)).map(|cell| cell.counts.planned);
        GroupCell { planning: count(planned().filter(|planned| *planned > 0).count()), median: median(planned()) }
    };
    GroupRow {
        kind: filter.kind,
        usable: count(usable.len()),
        cells: (0..comparison.columns.len()).map(cell).collect(),
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn median(numbers: impl Iterator<Item = u32>) -> Option<f64> {
    let mut numbers: Vec<f64> = numbers.map(f64::from).collect();
    numbers.sort_by(f64::total_cmp);
    let (below, above) = (numbers.get(numbers.len().saturating_sub(1) / 2)?, numbers.get(numbers.len() / 2)?);
    Some(f64::midpoint(*below, *above))
}
