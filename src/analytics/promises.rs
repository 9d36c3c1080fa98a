//! Promises: each action planned in a review is looked for in the organisation's next review that can be used.
//!
//! Takes the dataset with what persons have judged; gives one outcome for each promise, how sure it is, and what it was
//! matched with. A promise is an action that counts and is planned. Never guesses where no next review has come in: that
//! is unknown, and never silence. Never reads texts.

mod pairing;
mod tally;
mod weighing;

use std::collections::HashMap;

use crate::review::{
    ActionEntry, ActionId, Dataset, Filter, FindingEntry, ForYear, JudgementId, OrganisationIndex, OutcomeKind,
    ReviewIndex, Status, Year, YearSet,
};

pub use tally::{Tally, by_area, by_kind, by_organisation};
pub use weighing::Likeness;

/// Below this likeness of the words a plan that is matched counts as changed.
const OTHER_WORDS: f64 = 0.5;

/// How many reviews of successors are followed from one that ended, so that a register in a circle ends too.
const MOST_SUCCESSIONS: usize = 4;

/// What a next review says that may speak of a promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// An action, counted or mentioned.
    Action(ActionEntry),
    /// That something is not done.
    Finding(FindingEntry),
}

impl Said {
    /// `review::fingerprint` of the words.
    pub fn fingerprint(&self) -> u64 {
        match self {
            Said::Action(action) => action.fingerprint,
            Said::Finding(finding) => finding.fingerprint,
        }
    }
}

/// What may have come of a promise, with how alike the two are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FollowUp {
    /// What is said.
    pub said: Said,
    /// How alike it is to the promise.
    pub likeness: Likeness,
}

/// A promise and what came of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Promise {
    /// Who promised.
    pub organisation: OrganisationIndex,
    /// The review that promised.
    pub review: ReviewIndex,
    /// The promise.
    pub action: ActionEntry,
    /// The review in which it was looked for; its own next one or its successor's.
    pub next: Option<ReviewIndex>,
    /// What came of it.
    pub outcome: OutcomeKind,
    /// How many times in a row it was carried over, this time counted; 0 for other outcomes.
    pub times: u32,
    /// What it was matched with.
    pub follow_up: Option<FollowUp>,
    /// How sure the outcome is, 0 to 1; `None` where it is unknown.
    pub confidence: Option<f64>,
    /// Whether a person decided the outcome.
    pub is_judged: bool,
    /// All that persons have said of it.
    pub judgements: Vec<JudgementId>,
    /// What else could be meant, likest first.
    pub others: Vec<FollowUp>,
    /// Whether the list of the next review was copied from this one's; see `repeated`.
    pub is_copied: bool,
}

/// The promises of a year's reviews under a filter, in the order of organisation and document. Only of one organisation,
/// where one is given.
pub fn promises(dataset: &Dataset, filter: &Filter, organisation: Option<OrganisationIndex>) -> Vec<Promise> {
    let carried = dataset.carried_over.get_or_init(|| carried_over(dataset));
    let asked = (0u32..).map(ReviewIndex).zip(&dataset.reviews).filter(|(_, review)| {
        review.usable
            && review.year == filter.year
            && organisation.is_none_or(|only| only == review.organisation)
            && of_kind(dataset, filter, review.organisation)
    });
    let mut found = Vec::new();
    for (index, review) in asked {
        let mut own = outcomes(dataset, index);
        own.retain(|promise| is_for(&promise.action, filter.for_year, review.year));
        for promise in own.iter_mut().filter(|promise| promise.outcome == OutcomeKind::CarriedOver) {
            promise.times = carried.get(&promise.action.id).copied().unwrap_or_default() + 1;
        }
        found.extend(own);
    }
    found
}

/// How often each action was carried over to where it stands, over all years. Earlier years come first.
fn carried_over(dataset: &Dataset) -> HashMap<ActionId, u32> {
    let mut reviews: Vec<ReviewIndex> = (0u32..).map(ReviewIndex).take(dataset.reviews.len()).collect();
    reviews.retain(|index| dataset.review(*index).is_some_and(|review| review.usable));
    reviews.sort_by_key(|index| dataset.review(*index).map(|review| (review.year, review.organisation)));
    let mut carried: HashMap<ActionId, u32> = HashMap::new();
    for index in reviews {
        for promise in outcomes(dataset, index) {
            if promise.outcome == OutcomeKind::CarriedOver
                && let Some(FollowUp { said: Said::Action(action), .. }) = promise.follow_up
            {
                let times = carried.get(&promise.action.id).copied().unwrap_or_default() + 1;
                carried.insert(action.id, times);
            }
        }
    }
    carried
}

/// The newest VP year with promises that a later review can tell of.
pub fn newest_known(dataset: &Dataset) -> Option<Year> {
    let each = (0u32..).map(ReviewIndex).zip(&dataset.reviews);
    let known = each.filter(|(index, review)| {
        let promises = || dataset.actions_of(*index).iter().any(is_promise);
        review.usable && promises() && next_review(dataset, review.organisation, review.year).is_some()
    });
    known.map(|(_, review)| review.year).max()
}

fn of_kind(dataset: &Dataset, filter: &Filter, organisation: OrganisationIndex) -> bool {
    let kind = dataset.organisation(organisation).map(|organisation| organisation.kind);
    filter.kind.is_none_or(|only| Some(only) == kind)
}

fn is_promise(action: &ActionEntry) -> bool {
    !action.optional && action.status == Status::Planned
}

/// The years that a promise is for: an undated one is for the year of its review.
fn years_of(action: &ActionEntry, review: Year) -> YearSet {
    if action.years.is_empty() { YearSet::from_iter([review]) } else { action.years }
}

fn is_for(action: &ActionEntry, for_year: ForYear, review: Year) -> bool {
    match for_year {
        ForYear::Any => true,
        ForYear::Only(year) => years_of(action, review).contains(year),
        ForYear::Undated => action.years.is_empty(),
    }
}

/// The next usable review of an organisation after a year; of an organisation that has ended, else of who took over.
fn next_review(dataset: &Dataset, organisation: OrganisationIndex, year: Year) -> Option<ReviewIndex> {
    let mut heirs = vec![organisation];
    for _ in 0..MOST_SUCCESSIONS {
        let nexts = heirs.iter().filter_map(|heir| own_next(dataset, *heir, year));
        // Of several heirs the first to tell; the order of the register decides between two of a year.
        if let Some(next) = nexts.min_by_key(|next| dataset.review(*next).map(|review| review.year)) {
            return Some(next);
        }
        let ended = heirs.iter().filter_map(|heir| dataset.organisation(*heir)).filter(|one| one.last_year.is_some());
        heirs = ended.flat_map(|one| &one.successors).filter_map(|key| dataset.find(key)).collect();
    }
    None
}

fn own_next(dataset: &Dataset, organisation: OrganisationIndex, year: Year) -> Option<ReviewIndex> {
    let start = dataset.reviews.partition_point(|review| (review.organisation, review.year) <= (organisation, year));
    let own = dataset.reviews.iter().enumerate().skip(start);
    let mut own = own.take_while(|(_, review)| review.organisation == organisation);
    let (at, _) = own.find(|(_, review)| review.usable)?;
    u32::try_from(at).ok().map(ReviewIndex)
}

/// What came of each promise of one review, in the order of the document; carrying over is not counted yet.
fn outcomes(dataset: &Dataset, index: ReviewIndex) -> Vec<Promise> {
    let Some(review) = dataset.review(index) else { return Vec::new() };
    let judged = dataset.judgements_of(review.organisation, review.year);
    let mut promises: Vec<Promise> = dataset
        .actions_of(index)
        .iter()
        .filter(|action| is_promise(action))
        .map(|action| Promise {
            organisation: review.organisation,
            review: index,
            action: *action,
            next: None,
            outcome: OutcomeKind::Unknown,
            times: 0,
            follow_up: None,
            confidence: None,
            is_judged: false,
            judgements: judged.iter().filter(|one| one.promise == action.fingerprint).map(|one| one.id).collect(),
            others: Vec::new(),
            is_copied: false,
        })
        .collect();
    let next = next_review(dataset, review.organisation, review.year);
    let Some((next, later)) = next.and_then(|next| Some((next, dataset.review(next)?))) else { return promises };
    let is_copied = super::repeated(dataset, next).is_some_and(|copied| copied.earlier == review.year)
        && later.organisation == review.organisation;
    let actions: Vec<ActionEntry> = promises.iter().map(|promise| promise.action).collect();
    let paired = pairing::pair(dataset, (index, review.year), next, &actions, judged);
    for (promise, pair) in promises.iter_mut().zip(paired) {
        promise.next = Some(next);
        promise.is_copied = is_copied;
        promise.confidence = Some(pair.confidence);
        promise.is_judged = pair.is_judged;
        promise.outcome = match &pair.follow_up {
            Some(follow_up) => outcome(&promise.action, follow_up, review.year, later.year),
            None => OutcomeKind::Silent,
        };
        promise.follow_up = pair.follow_up;
        promise.others = pair.others;
    }
    promises
}

/// What a match says came of a promise of a review, by the review that says it.
fn outcome(promise: &ActionEntry, follow_up: &FollowUp, review: Year, later: Year) -> OutcomeKind {
    let action = match follow_up.said {
        Said::Finding(_) => return OutcomeKind::Dropped,
        Said::Action(action) => action,
    };
    match action.status {
        Status::Done => return OutcomeKind::Done,
        Status::Ongoing => return OutcomeKind::Ongoing,
        Status::Planned => {}
    }
    let (before, after) = (years_of(promise, review), years_of(&action, later));
    let is_moved_later = after.first() > before.last();
    // Its time is over, and the later review still only plans it, whatever year it names.
    let is_past = before.last() < Some(later);
    let is_earlier = !is_past && after.last() < before.first();
    let are_areas_others = follow_up.likeness.area <= 0.0;
    if follow_up.likeness.text < OTHER_WORDS || are_areas_others || is_earlier {
        OutcomeKind::Changed
    } else if is_moved_later || is_past {
        OutcomeKind::CarriedOver
    } else {
        OutcomeKind::Planned
    }
}

#[cfg(test)]
mod tests;
