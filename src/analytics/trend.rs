//! Areas over the years: in how many of a year's usable reviews each stands.
//!
//! Takes the dataset and a kind; gives counts per area and year. A share is one count divided by one count; a year
//! without a usable review has none.

use crate::review::{Area, AreaSet, Dataset, Kind, Year};

/// One year of one area.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TrendPoint {
    /// VP year.
    pub year: Year,
    /// Usable reviews of the year.
    pub usable: u32,
    /// Those with at least one action in the area.
    pub with_area: u32,
}

impl TrendPoint {
    /// The share, 0 to 1; `None` where no review is usable.
    pub fn share(&self) -> Option<f64> {
        (self.usable > 0).then(|| f64::from(self.with_area) / f64::from(self.usable))
    }
}

/// One area over the years.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaTrend {
    /// The area.
    pub area: Area,
    /// One point a year, ascending.
    pub points: Vec<TrendPoint>,
}

/// All areas over the years.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trend {
    /// From the first year with a review to the last, none left out.
    pub years: Vec<Year>,
    /// The areas in the order of `Area::ALL`.
    pub areas: Vec<AreaTrend>,
}

/// In how many reviews the areas stand, year by year; of one kind of organisation, or of all.
pub fn of_areas(dataset: &Dataset, kind: Option<Kind>) -> Trend {
    let found = dataset.years();
    let years: Vec<Year> = match (found.first(), found.last()) {
        (Some(first), Some(last)) => (first.number()..=last.number()).filter_map(|y| Year::try_from(y).ok()).collect(),
        _ => Vec::new(),
    };
    let mut areas: Vec<AreaTrend> = Area::ALL
        .iter()
        .map(|area| AreaTrend {
            area: *area,
            points: years.iter().map(|year| TrendPoint { year: *year, usable: 0, with_area: 0 }).collect(),
        })
        .collect();
    for (index, review) in (0u32..).map(crate::review::ReviewIndex).zip(&dataset.reviews) {
        let of_kind = dataset
            .organisation(review.organisation)
            .is_some_and(|organisation| kind.is_none_or(|kind| organisation.kind == kind));
        if !review.usable || !of_kind {
            continue;
        }
        let spoken = dataset
            .actions_of(index)
            .iter()
            .filter(|action| !action.optional)
            .fold(AreaSet::EMPTY, |set, action| set.union(action.areas));
        for trend in &mut areas {
            if let Some(point) = trend.points.iter_mut().find(|point| point.year == review.year) {
                point.usable += 1;
                point.with_area += u32::from(spoken.contains(trend.area));
            }
        }
    }
    Trend { years, areas }
}
