//! Lists of actions that return unchanged from one year to the next.

use std::collections::HashSet;

use crate::review::{Dataset, ForYear, ReviewIndex, Year};

use super::counts;

/// From this share on a list counts as copied.
const SHARE_PERCENT: usize = 60;

/// Fewer actions than this may be alike by chance.
const FEWEST: usize = 5;

/// A review whose actions stand in the review of the year before too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Repeated {
    /// The year of the older review.
    pub earlier: Year,
    /// How many actions have the same words, years apart.
    pub same: usize,
    /// Of how many.
    pub of: usize,
}

/// Whether most of what a review lists was copied from the review of the year before. None where there is no such review.
pub fn repeated(dataset: &Dataset, index: ReviewIndex) -> Option<Repeated> {
    let review = dataset.review(index)?;
    let earlier = review.year.plus(-1)?;
    let (before, _) = dataset.review_of(review.organisation, earlier)?;
    let counted = |index| dataset.actions_of(index).iter().filter(|action| counts(action, ForYear::Any));
    let known: HashSet<u64> = counted(before).map(|action| action.fingerprint).collect();
    let of = counted(index).count();
    let same = counted(index).filter(|action| known.contains(&action.fingerprint)).count();
    (same >= FEWEST && same * 100 >= of * SHARE_PERCENT).then_some(Repeated { earlier, same, of })
}
