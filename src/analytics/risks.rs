//! Risks by likelihood and consequence.
//!
//! Takes the dataset and whose risks; gives a 5 × 5 grid of counts. Mentions in prose are left out; risks without both
//! factors are counted beside the grid, never placed in it.

use crate::review::{Dataset, Filter, OrganisationIndex, ReviewIndex, RiskEntry, RiskId};

/// How many risks at each likelihood and consequence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RiskGrid {
    /// `counts[likelihood - 1][consequence - 1]`.
    pub counts: [[u32; 5]; 5],
    /// Risks that do not state both factors.
    pub unrated: u32,
}

impl RiskGrid {
    /// From this risk value on a risk must be treated, by the city's rule ("Åtgärd behövs ej vid riskvärde under 9").
    pub const THRESHOLD: u8 = 9;

    fn add(&mut self, risk: &RiskEntry) {
        if risk.optional {
            return;
        }
        let factor =
            |value: Option<u8>| value.filter(|value| (1..=5).contains(value)).map(|value| usize::from(value - 1));
        let cell = factor(risk.likelihood)
            .zip(factor(risk.consequence))
            .and_then(|(likelihood, consequence)| self.counts.get_mut(likelihood)?.get_mut(consequence));
        match cell {
            Some(count) => *count += 1,
            None => self.unrated += 1,
        }
    }
}

/// The risks of one review.
pub fn grid_of(dataset: &Dataset, review: ReviewIndex) -> RiskGrid {
    let mut grid = RiskGrid::default();
    for risk in dataset.risks_of(review) {
        grid.add(risk);
    }
    grid
}

/// The risks of every review of a year and kind.
pub fn grid(dataset: &Dataset, filter: &Filter) -> RiskGrid {
    let mut grid = RiskGrid::default();
    for index in super::completeness::rows_of(dataset, filter.year, filter.kind) {
        let Some((review, _)) = dataset.review_of(index, filter.year) else { continue };
        for risk in dataset.risks_of(review) {
            grid.add(risk);
        }
    }
    grid
}

/// Every risk of a year and kind, mentions too, of one organisation or all; in the order of organisation and document.
pub fn listed(dataset: &Dataset, filter: &Filter, organisation: Option<OrganisationIndex>) -> Vec<RiskId> {
    super::completeness::rows_of(dataset, filter.year, filter.kind)
        .filter(|index| organisation.is_none_or(|only| only == *index))
        .filter_map(|index| dataset.review_of(index, filter.year))
        .flat_map(|(review, _)| dataset.risks_of(review))
        .map(|risk| risk.id)
        .collect()
}
