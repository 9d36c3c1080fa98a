//! Promises counted by outcome. Every share is one count divided by one count, never a mean of shares.

use crate::review::{Area, Dataset, Kind, OrganisationIndex, OutcomeKind};

use super::Promise;

/// How many promises have each outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    counts: [u32; OutcomeKind::ALL.len()],
}

impl Tally {
    /// The promises of a list.
    pub fn of<'p>(promises: impl IntoIterator<Item = &'p Promise>) -> Tally {
        let mut tally = Tally::default();
        promises.into_iter().for_each(|promise| tally.add(promise.outcome));
        tally
    }

    fn add(&mut self, outcome: OutcomeKind) {
        if let Some(count) = self.counts.get_mut(outcome as usize) {
            *count += 1;
        }
    }

    /// How many have an outcome.
    pub fn count(&self, outcome: OutcomeKind) -> u32 {
        self.counts.get(outcome as usize).copied().unwrap_or_default()
    }

    /// All of them.
    pub fn total(&self) -> u32 {
        self.counts.iter().sum()
    }

    /// Those whose outcome is known.
    pub fn known(&self) -> u32 {
        self.total() - self.count(OutcomeKind::Unknown)
    }

    /// Those that were carried over, dropped, or passed over in silence.
    pub fn slipped(&self) -> u32 {
        OutcomeKind::ALL.iter().filter(|kind| kind.has_slipped()).map(|kind| self.count(*kind)).sum()
    }

    /// The share of an outcome among those that are known; `None` where none is, and for the unknown.
    pub fn share(&self, outcome: OutcomeKind) -> Option<f64> {
        let is_known = outcome.is_known() && self.known() > 0;
        is_known.then(|| f64::from(self.count(outcome)) / f64::from(self.known()))
    }

    /// The share that slipped among those whose outcome is known; `None` where none is.
    pub fn slippage(&self) -> Option<f64> {
        (self.known() > 0).then(|| f64::from(self.slipped()) / f64::from(self.known()))
    }
}

/// Organisation by organisation, in the order of the register; only those that promised something.
pub fn by_organisation(promises: &[Promise]) -> Vec<(OrganisationIndex, Tally)> {
    let mut keys: Vec<OrganisationIndex> = promises.iter().map(|promise| promise.organisation).collect();
    keys.sort_unstable();
    keys.dedup();
    let own = |key: OrganisationIndex| promises.iter().filter(move |promise| promise.organisation == key);
    keys.into_iter().map(|key| (key, Tally::of(own(key)))).collect()
}

/// Kind by kind, in the order of `Kind::ALL`; only those with promises.
pub fn by_kind(dataset: &Dataset, promises: &[Promise]) -> Vec<(Kind, Tally)> {
    let kind = |promise: &Promise| dataset.organisation(promise.organisation).map(|organisation| organisation.kind);
    let of = |key: Kind| Tally::of(promises.iter().filter(|promise| kind(promise) == Some(key)));
    let all = Kind::ALL.iter().map(|key| (*key, of(*key)));
    all.filter(|(_, tally)| tally.total() > 0).collect()
}

/// Area by area, in the order of `Area::ALL`; a promise of several areas stands in each. Only those with promises.
pub fn by_area(promises: &[Promise]) -> Vec<(Area, Tally)> {
    let of = |key: Area| Tally::of(promises.iter().filter(|promise| promise.action.areas.contains(key)));
    let all = Area::ALL.iter().map(|key| (*key, of(*key)));
    all.filter(|(_, tally)| tally.total() > 0).collect()
}
