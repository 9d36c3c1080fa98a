//! One area across organisations: who has actions in it, who says nothing of it, and the risks labelled with it.
//!
//! Takes the comparison of a year, or the dataset; gives counts and row ids in the order of the register.

use crate::{
    figures::CellState,
    review::{Area, Dataset, Filter, OrganisationIndex, RiskId},
};

use super::{
    Column, Comparison,
    compare::{ComparisonCell, Counts},
};

/// One area in a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaYear {
    /// The actions counted, of all organisations.
    pub counts: Counts,
    /// What each organisation's cell says, in the order of the comparison.
    pub rows: Vec<(OrganisationIndex, ComparisonCell)>,
}

impl AreaYear {
    /// A column of a comparison.
    pub fn of(comparison: &Comparison, area: Area) -> AreaYear {
        let at =
            comparison.columns.iter().position(|column| Column::of_area(area) == Some(column)).unwrap_or(usize::MAX);
        let rows = comparison.rows.iter().filter_map(|row| Some((row.organisation, *row.cells.get(at)?)));
        let rows: Vec<(OrganisationIndex, ComparisonCell)> = rows.collect();
        let counts = rows.iter().fold(Counts::default(), |sum, (_, cell)| Counts {
            planned: sum.planned + cell.counts.planned,
            ongoing: sum.ongoing + cell.counts.ongoing,
            done: sum.done + cell.counts.done,
        });
        AreaYear { counts, rows }
    }

    /// The organisations whose cell is in a state.
    pub fn in_state(&self, state: CellState) -> Vec<OrganisationIndex> {
        self.rows.iter().filter(|(_, cell)| cell.state == state).map(|(organisation, _)| *organisation).collect()
    }

    /// How many organisations plan something: have at least one action that is still to come.
    pub fn planning(&self) -> usize {
        self.rows.iter().filter(|(_, cell)| cell.counts.planned > 0).count()
    }
}

/// The risks labelled with an area in the reviews of a year, mentions too, in the order of organisation and document.
pub fn risks_in(dataset: &Dataset, filter: &Filter, area: Area) -> Vec<RiskId> {
    super::completeness::rows_of(dataset, filter.year, filter.kind)
        .filter_map(|index| dataset.review_of(index, filter.year))
        .flat_map(|(review, _)| dataset.risks_of(review))
        .filter(|risk| risk.areas.contains(area))
        .map(|risk| risk.id)
        .collect()
}
