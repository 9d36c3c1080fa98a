//! All words of the index, and which of them a word asked for means.
//!
//! Takes words; gives them numbers in the order of the letters without marks, and finds a word, its other forms by their
//! stem, and the compounds it stands in by a table of three letters each. Never looks at a text.

use std::cmp::Ordering;

use super::{
    query::Reach,
    words::{self, Stems},
};

/// How near a word found is to the word asked for; nearer is less.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Nearness {
    /// The word itself.
    Itself,
    /// Another form of it, or the same with marks that were not typed.
    Inflected,
    /// A compound.
    Compound,
}

/// The fewest letters that stand before a word within a compound: "frisk" is no compound of "risk".
const SHORTEST_BEFORE: usize = 3;

/// The most letters by which a suggestion differs.
const FARTHEST: usize = 2;

/// The words in order.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    words: Vec<Entry>,
    /// Numbers of words in the order of their stems.
    by_stem: Vec<u32>,
    /// Three letters in a row, in order, with where their words begin in `holders`.
    threes: Vec<(u64, u32)>,
    holders: Vec<u32>,
}

#[derive(Debug)]
struct Entry {
    folded: Box<str>,
    word: Box<str>,
    stem: Box<str>,
}

impl Vocabulary {
    /// Puts words in order; gives each its new number, in the order that they came.
    pub(super) fn of(came: Vec<String>) -> (Vocabulary, Vec<u32>) {
        let stems = Stems::new();
        let mut words: Vec<(u32, Entry)> = (0u32..)
            .zip(came)
            .map(|(at, word)| {
                let stem = words::folded(&stems.of(&word));
                (at, Entry { folded: words::folded(&word).into(), word: word.into(), stem: stem.into() })
            })
            .collect();
        words.sort_unstable_by(|(_, a), (_, b)| (&a.folded, &a.word).cmp(&(&b.folded, &b.word)));
        let mut numbers = vec![0; words.len()];
        for (number, (came, _)) in (0u32..).zip(&words) {
            if let Some(place) = numbers.get_mut(*came as usize) {
                *place = number;
            }
        }
        let words: Vec<Entry> = words.into_iter().map(|(_, entry)| entry).collect();
        let mut by_stem: Vec<(u32, &str)> = (0u32..).zip(words.iter().map(|entry| &*entry.stem)).collect();
        by_stem.sort_by_key(|(_, stem)| *stem);
        let by_stem = by_stem.into_iter().map(|(number, _)| number).collect();
        let (threes, holders) = table(&words);
        (Vocabulary { words, by_stem, threes, holders }, numbers)
    }

    /// How many words there are.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    fn entry(&self, number: u32) -> Option<&Entry> {
        self.words.get(number as usize)
    }

    /// The words that a word asked for means, by number, each with its nearness.
    pub(super) fn meant(&self, asked: &str, reach: Reach) -> Vec<(u32, Nearness)> {
        let mut found = Vec::new();
        let key = words::folded(asked);
        let first = self.words.partition_point(|entry| *entry.folded < *key);
        for (number, entry) in (0u32..).zip(&self.words).skip(first).take_while(|(_, entry)| *entry.folded == *key) {
            if *entry.word == *asked {
                found.push((number, Nearness::Itself));
            } else if words::begins(asked, entry.word.chars()) {
                found.push((number, Nearness::Inflected));
            }
        }
        if reach != Reach::Itself {
            self.of_stem(asked, &mut found);
        }
        if reach == Reach::Compounds {
            self.compounds(asked, &mut found);
        }
        found.sort_unstable();
        found.dedup_by_key(|(number, _)| *number);
        found
    }

    fn of_stem(&self, asked: &str, found: &mut Vec<(u32, Nearness)>) {
        let stem = Stems::new().of(asked).into_owned();
        let key = words::folded(&stem);
        let stem_of = |number: &u32| self.entry(*number).map_or("", |entry| &*entry.stem);
        let first = self.by_stem.partition_point(|number| stem_of(number) < &*key);
        let same = self.by_stem.iter().skip(first).take_while(|number| stem_of(number) == &*key);
        // A stem begins its word, with the marks that the word has.
        let meant =
            same.filter(|number| self.entry(**number).is_some_and(|entry| words::begins(&stem, entry.word.chars())));
        found.extend(meant.map(|number| (*number, Nearness::Inflected)));
    }

    fn compounds(&self, asked: &str, found: &mut Vec<(u32, Nearness)>) {
        let Some(part) = words::part(asked) else { return };
        let key = words::folded(part);
        for number in self.holding(&key) {
            let Some(entry) = self.entry(number) else { continue };
            let letters = entry.word.chars().count();
            let at = |at: &usize| words::begins(part, entry.word.chars().skip(*at));
            if std::iter::once(0).chain(SHORTEST_BEFORE..letters).find(at).is_some() {
                found.push((number, Nearness::Compound));
            }
        }
    }

    /// The words that hold every three letters of a part; few of them do not hold the part itself.
    fn holding(&self, part: &str) -> Vec<u32> {
        let mut lists: Vec<&[u32]> = threes(part).map(|three| self.holders(three)).collect();
        lists.sort_by_key(|list| list.len());
        let Some((shortest, others)) = lists.split_first() else { return Vec::new() };
        let mut left = shortest.to_vec();
        for list in others {
            left.retain(|number| list.binary_search(number).is_ok());
        }
        left
    }

    fn holders(&self, three: u64) -> &[u32] {
        let Ok(at) = self.threes.binary_search_by_key(&three, |(key, _)| *key) else { return &[] };
        let from = self.threes.get(at).map_or(0, |(_, from)| *from as usize);
        let to = self.threes.get(at + 1).map_or(self.holders.len(), |(_, from)| *from as usize);
        self.holders.get(from..to).unwrap_or_default()
    }

    /// The word nearest to one that is not there, of those the one that `weight` is largest for.
    pub(super) fn nearest(&self, asked: &str, weight: impl Fn(u32) -> usize) -> Option<&str> {
        let asked: Vec<char> = words::folded(asked).chars().collect();
        let farthest = FARTHEST.min(asked.len() / 3);
        let mut best: Option<(usize, std::cmp::Reverse<usize>, &str)> = None;
        for (number, entry) in (0u32..).zip(&self.words) {
            // A letter has at most two bytes more than it seems, so this never leaves out a near word wrongly.
            if entry.folded.len() + farthest < asked.len() || entry.folded.len() > 3 * (asked.len() + farthest) {
                continue;
            }
            let bound = best.map_or(farthest, |(distance, ..)| distance);
            let Some(distance) = distance(&asked, &entry.folded, bound) else { continue };
            let candidate = (distance, std::cmp::Reverse(weight(number)), &*entry.word);
            if best.is_none_or(|best| candidate.cmp(&best) == Ordering::Less) {
                best = Some(candidate);
            }
        }
        best.map(|(.., word)| word)
    }
}

/// How many letters must be changed, put in or taken away; `None` where more than `most`.
fn distance(asked: &[char], word: &str, most: usize) -> Option<usize> {
    let mut row: Vec<usize> = (0..=asked.len()).collect();
    for (at, letter) in word.chars().enumerate() {
        let mut above = at;
        let mut left = at + 1;
        let mut least = left;
        for (place, asked) in row.iter_mut().skip(1).zip(asked) {
            let here = (above + usize::from(*asked != letter)).min(left + 1).min(*place + 1);
            above = std::mem::replace(place, here);
            left = here;
            least = least.min(here);
        }
        if let Some(first) = row.first_mut() {
            *first = at + 1;
        }
        if least > most {
            return None;
        }
    }
    row.last().copied().filter(|distance| *distance <= most)
}

/// Every three letters in a row, as one number each.
fn threes(folded: &str) -> impl Iterator<Item = u64> + '_ {
    let number = |letter: char| u64::from(u32::from(letter));
    let (second, third) = (folded.chars().skip(1), folded.chars().skip(2));
    folded.chars().zip(second).zip(third).map(move |((a, b), c)| number(a) << 42 | number(b) << 21 | number(c))
}

/// Three letters → words that hold them.
fn table(words: &[Entry]) -> (Vec<(u64, u32)>, Vec<u32>) {
    let mut pairs: Vec<(u64, u32)> = Vec::with_capacity(words.len() * 8);
    for (number, entry) in (0u32..).zip(words) {
        pairs.extend(threes(&entry.folded).map(|three| (three, number)));
    }
    pairs.sort_unstable();
    pairs.dedup();
    let mut begins: Vec<(u64, u32)> = Vec::new();
    for (at, (three, _)) in (0u32..).zip(&pairs) {
        if begins.last().is_none_or(|(last, _)| last != three) {
            begins.push((*three, at));
        }
    }
    (begins, pairs.into_iter().map(|(_, number)| number).collect())
}
