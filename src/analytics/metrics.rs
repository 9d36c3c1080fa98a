//! Metrics that the reviews of a year state: by how many, and between which values.
//!
//! Takes the dataset and a filter; gives the values of each kind of metric. Never adds values up: organisations measure
//! in different ways, and one review may state a figure for several years. Values that speak of several organisations
//! (`shared`) are listed, but bound no range.

use crate::review::{Dataset, Filter, MetricKind, OrganisationIndex, ReviewIndex};

/// One value as stated.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MetricValue {
    /// Whose review states it.
    pub organisation: OrganisationIndex,
    /// The review.
    pub review: ReviewIndex,
    /// The number, in the unit that the kind implies.
    pub value: f64,
    /// Whether it speaks of several organisations.
    pub shared: bool,
}

/// One kind of metric over the reviews of a year.
#[derive(Debug, Clone, PartialEq)]
pub struct MetricSummary {
    /// What is counted.
    pub kind: MetricKind,
    /// How many reviews state it.
    pub stated_in: u32,
    /// Of how many that came in.
    pub of_reviews: u32,
    /// The least value that an organisation states of itself.
    pub lowest: Option<f64>,
    /// The middle one.
    pub median: Option<f64>,
    /// The greatest.
    pub highest: Option<f64>,
    /// Every value, by organisation and place.
    pub values: Vec<MetricValue>,
}

/// The metrics stated in the reviews of a year and kind, in the order of `MetricKind::ALL`, those that no one states too.
pub fn stated(dataset: &Dataset, filter: &Filter) -> Vec<MetricSummary> {
    let reviews: Vec<(OrganisationIndex, ReviewIndex)> =
        super::completeness::rows_of(dataset, filter.year, filter.kind)
            .filter_map(|index| dataset.review_of(index, filter.year).map(|(review, _)| (index, review)))
            .collect();
    MetricKind::ALL.iter().map(|kind| summary(dataset, &reviews, *kind)).collect()
}

fn summary(dataset: &Dataset, reviews: &[(OrganisationIndex, ReviewIndex)], kind: MetricKind) -> MetricSummary {
    let mut values = Vec::new();
    let mut stated_in = 0;
    for (organisation, review) in reviews {
        let before = values.len();
        let start = dataset.metrics.partition_point(|metric| metric.review < *review);
        let of_review = dataset.metrics.iter().skip(start).take_while(|metric| metric.review == *review);
        values.extend(of_review.filter(|metric| metric.kind == kind).map(|metric| MetricValue {
            organisation: *organisation,
            review: *review,
            value: metric.value,
            shared: metric.shared,
        }));
        stated_in += u32::from(values.len() > before);
    }
    // "Other" holds figures of every sort, whose range would mean nothing.
    let comparable = kind != MetricKind::Other;
    let mut own: Vec<f64> = values.iter().filter(|v| comparable && !v.shared).map(|v| v.value).collect();
    own.sort_by(f64::total_cmp);
    MetricSummary {
        kind,
        stated_in,
        of_reviews: u32::try_from(reviews.len()).unwrap_or(u32::MAX),
        lowest: own.first().copied(),
        median: median(&own),
        highest: own.last().copied(),
        values,
    }
}

fn median(sorted: &[f64]) -> Option<f64> {
    let upper = *sorted.get(sorted.len() / 2)?;
    if sorted.len() % 2 == 1 {
        return Some(upper);
    }
    Some(f64::midpoint(*sorted.get(sorted.len() / 2 - 1)?, upper))
}
