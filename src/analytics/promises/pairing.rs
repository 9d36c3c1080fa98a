//! Pairs promises with what the next review says: one with one, the likest first, and as persons have judged.

use crate::review::{ActionEntry, Dataset, JudgementEntry, ReviewIndex, Verdict, Year};

use super::{FollowUp, Said, weighing::Weights};

/// From this likeness on two are a match; found by looking at the pairs of the invented reviews.
const THRESHOLD: f64 = 0.48;

/// Below this likeness of the words no likeness of area and year makes a match.
const LEAST_TEXT: f64 = 0.3;

/// A mention, and what is said not to be done, give way to an action that counts and is as like.
const LESSER: f64 = 0.92;

/// Another as near as this makes a match less sure, by the share below.
const NEAR: f64 = 0.05;
const LESS_SURE: f64 = 0.85;

/// What else could be meant: so many at most, and at least so like.
const MOST_OTHERS: usize = 3;
const LEAST_OTHER: f64 = 0.25;

/// What came of one promise.
pub(super) struct Pair {
    pub(super) follow_up: Option<FollowUp>,
    pub(super) confidence: f64,
    pub(super) is_judged: bool,
    pub(super) others: Vec<FollowUp>,
}

/// Which of what the next review says speaks of which promise, in the order of the promises.
pub(super) fn pair(
    dataset: &Dataset,
    (review, year): (ReviewIndex, Year),
    next: ReviewIndex,
    promises: &[ActionEntry],
    judged: &[JudgementEntry],
) -> Vec<Pair> {
    let said: Vec<Said> = dataset
        .actions_of(next)
        .iter()
        .map(|action| Said::Action(*action))
        .chain(dataset.findings_of(next).iter().map(|finding| Said::Finding(*finding)))
        .collect();
    let later = dataset.review(next).map_or(year, |review| review.year);
    let likenesses = likenesses(dataset, [review, next], [year, later], promises, &said);
    let judgements: Vec<Judged> = promises.iter().map(|promise| Judged::of(promise, judged)).collect();
    let chosen = choose(&likenesses, &said, &judgements);
    let each = likenesses.into_iter().zip(&judgements).zip(&chosen);
    each.map(|((row, judged), chosen)| told(row, judged, *chosen)).collect()
}

/// What persons have said of one promise.
struct Judged {
    same: Option<u64>,
    not_same: Vec<u64>,
    nothing: bool,
}

impl Judged {
    fn of(promise: &ActionEntry, judged: &[JudgementEntry]) -> Judged {
        let mut all = Judged { same: None, not_same: Vec::new(), nothing: false };
        for judgement in judged.iter().filter(|judgement| judgement.promise == promise.fingerprint) {
            match judgement.verdict {
                Verdict::Same(fingerprint) => all.same = Some(fingerprint),
                Verdict::NotSame(fingerprint) => all.not_same.push(fingerprint),
                Verdict::Nothing => all.nothing = true,
            }
        }
        all
    }
}

/// A row per promise, an entry per thing said.
fn likenesses(
    dataset: &Dataset,
    reviews: [ReviewIndex; 2],
    years: [Year; 2],
    promises: &[ActionEntry],
    said: &[Said],
) -> Vec<Vec<FollowUp>> {
    let weights = Weights::of(dataset, reviews);
    let stems = |said: &Said| match said {
        Said::Action(action) => action.stems,
        Said::Finding(finding) => finding.stems,
    };
    let weighed: Vec<_> = said.iter().map(|said| weights.weigh(dataset, stems(said))).collect();
    let row = |promise: &ActionEntry| {
        let own = weights.weigh(dataset, promise.stems);
        let each = said.iter().zip(&weighed).map(|(said, other)| {
            let mut likeness = weights.likeness((promise, &own), (said, other), years);
            if matches!(said, Said::Finding(_)) || matches!(said, Said::Action(action) if action.optional) {
                likeness.score *= LESSER;
            }
            FollowUp { said: *said, likeness }
        });
        each.collect()
    };
    promises.iter().map(row).collect()
}

/// For each promise the place of what it is paired with. Persons first; then the likest, ties in the order of the documents.
fn choose(rows: &[Vec<FollowUp>], said: &[Said], judged: &[Judged]) -> Vec<Option<usize>> {
    let mut chosen: Vec<Option<usize>> = vec![None; rows.len()];
    let mut taken = vec![false; said.len()];
    let take = |place: usize, taken: &mut Vec<bool>| match taken.get_mut(place) {
        Some(is_taken) if !*is_taken => {
            *is_taken = true;
            true
        }
        _ => false,
    };
    for (slot, judged) in chosen.iter_mut().zip(judged) {
        let Some(wanted) = judged.same else { continue };
        let places = said.iter().enumerate().filter(|(_, said)| said.fingerprint() == wanted);
        // Where the same words stand twice, two promises may each have one; a third shares.
        let places: Vec<usize> = places.map(|(place, _)| place).collect();
        let free = places.iter().copied().find(|place| take(*place, &mut taken));
        *slot = free.or(places.first().copied());
    }
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    for (at, ((row, judged), slot)) in rows.iter().zip(judged).zip(&chosen).enumerate() {
        if slot.is_some() || judged.nothing {
            continue;
        }
        let fits = row.iter().enumerate().filter(|(_, one)| is_match(one, judged));
        pairs.extend(fits.map(|(place, one)| (one.likeness.score, at, place)));
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| (a.1, a.2).cmp(&(b.1, b.2))));
    for (_, at, place) in pairs {
        if let Some(slot) = chosen.get_mut(at).filter(|slot| slot.is_none())
            && take(place, &mut taken)
        {
            *slot = Some(place);
        }
    }
    chosen
}

fn is_match(one: &FollowUp, judged: &Judged) -> bool {
    one.likeness.score >= THRESHOLD
        && one.likeness.text >= LEAST_TEXT
        && !judged.not_same.contains(&one.said.fingerprint())
}

/// The pair with how sure it is, and what else could be meant.
fn told(row: Vec<FollowUp>, judged: &Judged, chosen: Option<usize>) -> Pair {
    let follow_up = chosen.and_then(|place| row.get(place)).copied();
    let mut others: Vec<FollowUp> = row
        .into_iter()
        .enumerate()
        .filter(|(place, one)| Some(*place) != chosen && !judged.not_same.contains(&one.said.fingerprint()))
        .map(|(_, one)| one)
        .collect();
    let second = others.iter().map(|other| other.likeness.score).fold(0.0, f64::max);
    others.retain(|other| other.likeness.score >= LEAST_OTHER && other.likeness.text > 0.0);
    others.sort_by(|a, b| b.likeness.score.total_cmp(&a.likeness.score));
    let is_confirmed = judged.same.is_some() && judged.same == follow_up.as_ref().map(|one| one.said.fingerprint());
    let is_judged = is_confirmed || (judged.nothing && follow_up.is_none());
    let confidence = match &follow_up {
        _ if is_judged => 1.0,
        Some(found) => {
            let sure = 0.5 + 0.5 * (found.likeness.score - THRESHOLD) / (1.0 - THRESHOLD);
            if second > found.likeness.score - NEAR { sure * LESS_SURE } else { sure }
        }
        // The nearer something else comes to a match, the less sure is the silence.
        None => 1.0 - 0.5 * (second / THRESHOLD).min(1.0),
    };
    others.truncate(MOST_OTHERS);
    Pair { follow_up, confidence: confidence.clamp(0.0, 1.0), is_judged, others }
}
