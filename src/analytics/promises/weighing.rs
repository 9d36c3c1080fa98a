//! How alike a promise is to what a later review says.
//!
//! Takes sketches, areas and years; gives a number from 0 to 1: `0.75·text + 0.15·area + 0.10·year`.
//! - text: 1 for the same words; else the mean of two overlaps of stems, `2·shared / (promise + other)` and
//!   `shared / the lighter of the two`. A stem weighs `ln(1 + n/d)` where it stands in `d` of the `n` texts of the two
//!   reviews. The lighter one weighs at least as much as two stems that stand once, so that one word alone is no match.
//! - area: areas of both divided by areas of either; one half where one of them has none.
//! - year: 1 where they share a year; 0.7, 0.4 and 0.2 where the other is for one, two and more years later; 0.8 where
//!   the other is done or ongoing without a year, and for what is said not to be done; 0 where it was all before.

use std::collections::HashMap;

use crate::review::{ActionEntry, AreaSet, Dataset, FindingEntry, ReviewIndex, Status, Stems, Year, YearSet};

use super::{Said, years_of};

/// How alike a promise is to what may have come of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Likeness {
    /// All of it, 0 to 1.
    pub score: f64,
    /// The words, 0 to 1.
    pub text: f64,
    /// The areas, 0 to 1.
    pub area: f64,
    /// The years, 0 to 1.
    pub year: f64,
}

/// A text with what its stems weigh.
pub(super) struct Weighed {
    stems: Vec<(u32, f64)>,
    total: f64,
}

/// The weights of stems within two reviews.
pub(super) struct Weights {
    texts: f64,
    of: HashMap<u32, f64>,
}

impl Weights {
    /// Of all that the two reviews say.
    pub(super) fn of(dataset: &Dataset, reviews: [ReviewIndex; 2]) -> Weights {
        let actions = reviews.iter().flat_map(|review| dataset.actions_of(*review)).map(|action| action.stems);
        let findings = reviews.iter().flat_map(|review| dataset.findings_of(*review)).map(|finding| finding.stems);
        let mut in_texts: HashMap<u32, f64> = HashMap::new();
        let mut texts = 0.0;
        for stems in actions.chain(findings) {
            texts += 1.0;
            for stem in dataset.stems(stems) {
                *in_texts.entry(*stem).or_default() += 1.0;
            }
        }
        let of = in_texts.into_iter().map(|(stem, count)| (stem, (1.0 + texts / count).ln())).collect();
        Weights { texts, of }
    }

    /// A text with its weights.
    pub(super) fn weigh(&self, dataset: &Dataset, stems: Stems) -> Weighed {
        let weight = |stem: &u32| (*stem, self.of.get(stem).copied().unwrap_or_default());
        let stems: Vec<(u32, f64)> = dataset.stems(stems).iter().map(weight).collect();
        Weighed { total: stems.iter().map(|(_, weight)| weight).sum(), stems }
    }

    /// What the lighter of two texts weighs at least.
    fn floor(&self) -> f64 {
        2.0 * (1.0 + self.texts).ln()
    }

    fn text(&self, promise: &Weighed, other: &Weighed) -> f64 {
        let shared = shared(&promise.stems, &other.stems);
        if shared <= 0.0 {
            return 0.0;
        }
        let both = 2.0 * shared / (promise.total + other.total);
        let lighter = shared / promise.total.min(other.total).max(self.floor());
        f64::midpoint(both, lighter)
    }

    /// How alike a promise of a review is to what the next says.
    pub(super) fn likeness(
        &self,
        (promise, weighed): (&ActionEntry, &Weighed),
        (said, other): (&Said, &Weighed),
        years: [Year; 2],
    ) -> Likeness {
        let is_same = promise.fingerprint == said.fingerprint();
        let text = if is_same { 1.0 } else { self.text(weighed, other) };
        let area = area(promise.areas, areas(said));
        let year = year(years_of(promise, years[0]), said, years[1]);
        Likeness { score: 0.75 * text + 0.15 * area + 0.10 * year, text, area, year }
    }
}

/// The weight of the stems that stand in both; both ascending.
fn shared(one: &[(u32, f64)], other: &[(u32, f64)]) -> f64 {
    let (mut one, mut other) = (one.iter().peekable(), other.iter().peekable());
    let mut weight = 0.0;
    while let (Some((a, of)), Some((b, _))) = (one.peek(), other.peek()) {
        if a == b {
            weight += of;
        }
        // Both sides move on at a match.
        let (is_first, is_second) = (a <= b, b <= a);
        if is_first {
            one.next();
        }
        if is_second {
            other.next();
        }
    }
    weight
}

fn areas(said: &Said) -> AreaSet {
    match said {
        Said::Action(action) => action.areas,
        Said::Finding(FindingEntry { areas, .. }) => *areas,
    }
}

fn area(one: AreaSet, other: AreaSet) -> f64 {
    if one.is_empty() || other.is_empty() {
        return 0.5;
    }
    ratio(one.intersection(other).len(), one.union(other).len())
}

/// Counts of areas stay far below what a double holds exactly.
#[expect(clippy::cast_precision_loss, reason = "there are twelve areas")]
fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}

fn year(promised: YearSet, said: &Said, later: Year) -> f64 {
    let years = match said {
        Said::Finding(_) => return 0.8,
        Said::Action(action) if action.status == Status::Planned => years_of(action, later),
        Said::Action(action) if action.years.is_empty() => return 0.8,
        Said::Action(action) => action.years,
    };
    if promised.meets(years) {
        return 1.0;
    }
    let number = |year: Option<Year>| year.map_or(0, Year::number);
    match number(years.first()) - number(promised.last()) {
        1 => 0.7,
        2 => 0.4,
        3.. => 0.2,
        _ if years.last() > promised.first() => 0.7,
        _ => 0.0,
    }
}
