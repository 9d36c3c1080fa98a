//! Counts over the dataset: comparison, reporting, trend, risks, metrics, promises, and the actions behind a figure.
//!
//! Takes `&Dataset` and a filter; gives typed results without words. Mentions (`optional`) are never counted. Shares are
//! always one count divided by one count, never a mean of shares. Never reads texts, never says anything in words.

mod area;
mod axis;
mod behind;
mod compare;
mod completeness;
mod gaps;
mod groups;
mod metrics;
mod promises;
mod readiness;
mod repeated;
mod risks;
mod sort;
mod trend;

pub use area::{AreaYear, risks_in};
pub use axis::{Axis, Column, Columns, Named, Subject};
pub use behind::{Behind, actions, passed_over, planned};
pub use compare::{Comparison, ComparisonCell, ComparisonRow, Counts, compared};
pub use completeness::{Reporting, ReportingCounts, ReportingRow, ReviewState, of_year};
pub use gaps::{Gap, Gaps, gaps};
pub use groups::{GroupCell, GroupRow, PEERS, group_of, groups};
pub use metrics::{MetricSummary, MetricValue, stated};
pub use promises::{
    FollowUp, Likeness, Promise, Said, Tally, by_area, by_kind, by_organisation, newest_known, promises,
};
pub use readiness::{Followed, Readiness, ReadinessCell, ReadinessOfYear, ReadinessRow, readiness};
pub use repeated::{Repeated, repeated};
pub use risks::{RiskGrid, grid, grid_of, listed};
pub use sort::{Direction, Sort, SortBy};
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
