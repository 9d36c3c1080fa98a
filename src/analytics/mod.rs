//! Counts over the dataset: comparison, reporting, trend, risks, metrics, promises, and the actions behind a figure.
//!
//! Takes `&Dataset` and a filter; gives typed results without words. Mentions (`optional`) are never counted. Shares are
//! always one count divided by one count, never a mean of shares. Never reads texts, never says anything in words.

mod behind;
mod compare;
mod completeness;
mod metrics;
mod promises;
mod repeated;
mod risks;
mod trend;

pub use behind::{Behind, actions, passed_over};
pub use compare::{Comparison, ComparisonCell, ComparisonRow, Counts, Direction, Sort, SortBy, areas};
pub use completeness::{Reporting, ReportingCounts, ReportingRow, ReviewState, of_year};
pub use metrics::{MetricSummary, MetricValue, stated};
pub use promises::{
    FollowUp, Likeness, Promise, Said, Tally, by_area, by_kind, by_organisation, newest_known, promises,
};
pub use repeated::{Repeated, repeated};
pub use risks::{RiskGrid, grid, grid_of, listed};
pub use trend::{AreaTrend, Trend, TrendPoint, of_areas};

use crate::review::{ActionEntry, ForYear};

/// Whether an action is for the years asked for.
fn is_for(action: &ActionEntry, for_year: ForYear) -> bool {
    match for_year {
        ForYear::Any => true,
        ForYear::Only(year) => action.years.contains(year),
        ForYear::Undated => action.years.is_empty(),
    }
}

/// Whether figures count an action under a choice of years.
fn counts(action: &ActionEntry, for_year: ForYear) -> bool {
    !action.optional && is_for(action, for_year)
}

#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod tests;
