//! The same effort planned by several organisations: groups of planned actions, as a draft list for joint work.
//!
//! Takes planned actions with their texts; gives groups. Never decides that they are the same: a person reads them.
//!
//! The rule. Words are stems and long parts of compounds (`words`). A word is *rare* where at most one action in sixteen
//! holds it (or eight, where there are few actions); its weight is the logarithm of actions per action with it. Actions
//! are one group where they share an area, a measure of NIS2 (or all have none), and two rare words, or one rare word of
//! twelve letters, and at least three organisations are among them. Of all such groups the one with the greatest product
//! of organisations and weight is taken first, its actions are set aside, and so on. How sure a group is: the mean share
//! of its actions' weight that lies in words which at least half of them share; below a fifth, or three tenths where one
//! word alone brought it together, it is no group. Equals are taken in the order of the alphabet, so that the same actions
//! always give the same list.

mod words;

use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use crate::review::{Area, AreaSet, Measure, MeasureSet};
use words::Keys;

/// Organisations that a group must have.
pub const FEWEST: usize = 3;
/// One action in so many may hold a rare word.
const RARE: usize = 16;
/// So many may, however few actions there are.
const RARE_FEW: usize = 8;
/// Letters of a word that is enough alone.
const ENOUGH: usize = 12;
/// How sure a group must be.
const LEAST_SURE: f64 = 0.2;
/// How sure a group must be that one word alone brought together.
const LEAST_SURE_ALONE: f64 = 0.3;
/// Words that name a group.
const NAMED: usize = 4;

/// A planned action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effort {
    /// Whose, by any number that tells organisations apart.
    pub organisation: u32,
    /// Areas.
    pub areas: AreaSet,
    /// Measures of NIS2.
    pub measures: MeasureSet,
    /// What it says, without what tells of a person.
    pub text: String,
}

/// Planned actions that look like one effort.
#[derive(Debug, Clone, PartialEq)]
pub struct JointEffort {
    /// The words that they share, the rarest first.
    pub words: Vec<String>,
    /// The area that they share.
    pub area: Area,
    /// The measure that they share.
    pub measure: Option<Measure>,
    /// How many organisations.
    pub organisations: usize,
    /// Which actions, by their place in what was given.
    pub members: Vec<usize>,
    /// How sure it is that they are the same, 0 to 1.
    pub sureness: f64,
}

/// A word or two that actions may share; the second of a single word is itself.
type Seed = (u32, u32);

/// The groups, those of most organisations and most alike first.
pub fn joint(efforts: &[Effort]) -> Vec<JointEffort> {
    let keys = Keys::of(efforts.iter().map(|effort| effort.text.as_str()));
    let rare = Rare::of(&keys);
    let mut free = vec![true; efforts.len()];
    let mut found = Vec::new();
    let mut heap: BinaryHeap<(u64, std::cmp::Reverse<Seed>)> = BinaryHeap::new();
    for (seed, members) in &rare.seeds {
        if let Some(group) = group(efforts, members, &free) {
            heap.push((rare.score(*seed, group.organisations), std::cmp::Reverse(*seed)));
        }
    }
    while let Some((score, std::cmp::Reverse(seed))) = heap.pop() {
        let members = rare.seeds.get(&seed).map_or(&[][..], Vec::as_slice);
        let Some(group) = group(efforts, members, &free) else { continue };
        let now = rare.score(seed, group.organisations);
        if now < score {
            // Some of its actions were taken by a better group: it waits for its new turn.
            heap.push((now, std::cmp::Reverse(seed)));
            continue;
        }
        let group = rare.told(&keys, group);
        let least = if seed.0 == seed.1 { LEAST_SURE_ALONE } else { LEAST_SURE };
        if group.sureness < least {
            continue;
        }
        for member in &group.members {
            if let Some(free) = free.get_mut(*member) {
                *free = false;
            }
        }
        found.push(group);
    }
    let worth = |group: &JointEffort| group.sureness * group.organisations as f64;
    found.sort_by(|a, b| worth(b).total_cmp(&worth(a)).then_with(|| a.words.cmp(&b.words)));
    found
}

/// Who share a subject, and by which actions.
type Sharing = (BTreeSet<u32>, Vec<usize>);

/// The largest group of free actions that share area and measure.
fn group(efforts: &[Effort], members: &[usize], free: &[bool]) -> Option<JointEffort> {
    let mut by_subject: BTreeMap<(Area, Option<Measure>), Sharing> = BTreeMap::new();
    for member in members.iter().copied().filter(|member| free.get(*member) == Some(&true)) {
        let Some(effort) = efforts.get(member) else { continue };
        let measures: Vec<Option<Measure>> = match effort.measures.is_empty() {
            true => vec![None],
            false => effort.measures.iter().map(Some).collect(),
        };
        for area in effort.areas.iter() {
            for measure in &measures {
                let (who, which) = by_subject.entry((area, *measure)).or_default();
                who.insert(effort.organisation);
                which.push(member);
            }
        }
    }
    let most = by_subject.into_iter().rev().max_by_key(|(_, (who, which))| (who.len(), which.len()));
    let ((area, measure), (who, members)) = most?;
    let group = JointEffort { words: Vec::new(), area, measure, organisations: who.len(), members, sureness: 0.0 };
    (who.len() >= FEWEST).then_some(group)
}

/// The rare words of the actions, by number in the order of the alphabet.
struct Rare {
    names: Vec<String>,
    weights: Vec<f64>,
    of_action: Vec<Vec<u32>>,
    seeds: BTreeMap<Seed, Vec<usize>>,
}

impl Rare {
    fn of(keys: &Keys) -> Rare {
        let actions = keys.of_text.len();
        let mut holding: BTreeMap<&str, usize> = BTreeMap::new();
        for key in keys.of_text.iter().flatten() {
            *holding.entry(key).or_default() += 1;
        }
        let most = (actions / RARE).max(RARE_FEW);
        // A word of fewer actions than organisations are wanted joins nothing, but it weighs where sureness is told.
        let rare: BTreeMap<&str, usize> = holding.into_iter().filter(|(_, count)| *count <= most).collect();
        let number: BTreeMap<&str, u32> = rare.keys().copied().zip(0u32..).collect();
        let of_action: Vec<Vec<u32>> = keys
            .of_text
            .iter()
            .map(|keys| keys.iter().filter_map(|key| number.get(key.as_str()).copied()).collect())
            .collect();
        let mut found = Rare {
            names: rare.keys().map(|name| (*name).to_owned()).collect(),
            weights: rare.values().map(|count| (actions as f64 / *count as f64).ln().max(0.1)).collect(),
            of_action,
            seeds: BTreeMap::new(),
        };
        let mut seeds: BTreeMap<Seed, Vec<usize>> = BTreeMap::new();
        let shared: Vec<bool> = rare.values().map(|count| *count >= FEWEST).collect();
        for (action, words) in found.of_action.iter().enumerate() {
            let words: Vec<u32> =
                words.iter().copied().filter(|word| shared.get(*word as usize) == Some(&true)).collect();
            for (at, word) in words.iter().enumerate() {
                if found.name(*word).chars().count() >= ENOUGH {
                    seeds.entry((*word, *word)).or_default().push(action);
                }
                for other in words.iter().skip(at + 1).filter(|other| !found.overlap(*word, **other)) {
                    seeds.entry((*word, *other)).or_default().push(action);
                }
            }
        }
        seeds.retain(|_, actions| actions.len() >= FEWEST);
        found.seeds = seeds;
        found
    }

    fn name(&self, word: u32) -> &str {
        self.names.get(word as usize).map_or("", String::as_str)
    }

    fn weight(&self, word: u32) -> f64 {
        self.weights.get(word as usize).copied().unwrap_or_default()
    }

    /// Whether one is a part of the other, and so says nothing new.
    fn overlap(&self, word: u32, other: u32) -> bool {
        let (word, other) = (self.name(word), self.name(other));
        word.contains(other) || other.contains(word)
    }

    fn score(&self, (word, other): Seed, organisations: usize) -> u64 {
        let weight = if word == other { self.weight(word) } else { self.weight(word) + self.weight(other) };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small positive number")]
        let score = (weight * organisations as f64 * 1000.0).round() as u64;
        score
    }

    /// A group with its words and how sure it is.
    fn told(&self, keys: &Keys, group: JointEffort) -> JointEffort {
        let words_of = |member: &usize| self.of_action.get(*member).map_or(&[][..], Vec::as_slice);
        let mut holding: BTreeMap<u32, usize> = BTreeMap::new();
        for word in group.members.iter().flat_map(words_of) {
            *holding.entry(*word).or_default() += 1;
        }
        holding.retain(|_, count| *count * 2 >= group.members.len());
        let share = |member: &usize| {
            let (mut all, mut shared) = (0.0, 0.0);
            for word in words_of(member) {
                all += self.weight(*word);
                shared += if holding.contains_key(word) { self.weight(*word) } else { 0.0 };
            }
            if all > 0.0 { shared / all } else { 0.0 }
        };
        let sureness = group.members.iter().map(share).sum::<f64>() / group.members.len().max(1) as f64;
        // Those that most hold first; of a word and its part, the first only.
        let mut order: Vec<(usize, u32)> = holding.into_iter().map(|(word, count)| (count, word)).collect();
        order.sort_by(|a, b| b.0.cmp(&a.0).then(self.weight(b.1).total_cmp(&self.weight(a.1))).then(a.1.cmp(&b.1)));
        let mut named: Vec<u32> = Vec::new();
        for (_, word) in order {
            if named.len() < NAMED && !named.iter().any(|other| self.overlap(*other, word)) {
                named.push(word);
            }
        }
        let words = named.iter().map(|word| keys.written(self.name(*word))).collect();
        JointEffort { words, sureness, ..group }
    }
}

#[cfg(test)]
mod tests;
