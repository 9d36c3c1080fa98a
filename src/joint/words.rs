//! What words of an effort can be shared: stems, and long parts of compounds.
//!
//! Takes texts; gives each text's keys. Swedish compounds say the same in many ways ("leverantörsavtal", "avtal med
//! leverantörer"), so a long part counts as a word where another word is or begins with that part.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Bound,
    sync::LazyLock,
};

use snowball_stemmers_rs::{Algorithm, Stemmer};

/// Letters that a word must have.
const WORD: usize = 4;
/// Letters that a part must have which is a word of its own.
const PART: usize = 6;
/// Letters that the common beginning of two words must have.
const BEGINNING: usize = 8;
/// Letters that a word must have to be a compound.
const COMPOUND: usize = 10;

static STOP_WORDS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    let lines = include_str!("stop_words.txt").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).collect()
});

/// The keys of texts, and the words that they came from.
#[derive(Debug, Default)]
pub(super) struct Keys {
    /// The keys of each text, sorted.
    pub(super) of_text: Vec<BTreeSet<String>>,
    /// How often each word gave each stem.
    written: BTreeMap<String, BTreeMap<String, u32>>,
}

impl Keys {
    /// The keys of each text, among the others'.
    pub(super) fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Keys {
        let stemmer = Stemmer::create(Algorithm::Swedish);
        let mut keys = Keys::default();
        for text in texts {
            let mut stems = BTreeSet::new();
            for word in words(text) {
                let stem = stemmer.stem(&word).into_owned();
                if stem.chars().count() >= WORD {
                    *keys.written.entry(stem.clone()).or_default().entry(word).or_default() += 1;
                    stems.insert(stem);
                }
            }
            keys.of_text.push(stems);
        }
        let parts: BTreeMap<String, Vec<String>> =
            keys.written.keys().map(|stem| (stem.clone(), parts(stem, &keys.written))).collect();
        for stems in &mut keys.of_text {
            let more: Vec<String> = stems.iter().filter_map(|stem| parts.get(stem)).flatten().cloned().collect();
            stems.extend(more);
        }
        keys
    }

    /// A key as people write it: the word that gave it most often, or the part with a hyphen.
    pub(super) fn written(&self, key: &str) -> String {
        let most = self.written.get(key).and_then(|words| {
            words.iter().max_by(|(a, n), (b, m)| n.cmp(m).then_with(|| b.len().cmp(&a.len())).then_with(|| b.cmp(a)))
        });
        most.map_or_else(|| format!("{key}-"), |(word, _)| word.clone())
    }
}

/// The words of a text in small letters; what stands in square brackets took the place of something personal.
fn words(text: &str) -> Vec<String> {
    let mut open = false;
    let plain: String = text
        .chars()
        .map(|letter| {
            open = (open || letter == '[') && letter != ']';
            if open || !letter.is_alphabetic() { ' ' } else { letter }
        })
        .collect();
    let words = plain.split_whitespace().map(str::to_lowercase);
    words.filter(|word| word.chars().count() >= WORD && !STOP_WORDS.contains(word.as_str())).collect()
}

/// The longest beginning and the longest end of a compound that other words share.
fn parts(stem: &str, stems: &BTreeMap<String, BTreeMap<String, u32>>) -> Vec<String> {
    if stem.chars().count() < COMPOUND {
        return Vec::new();
    }
    let is_word = |part: &str| part.chars().count() >= PART && stems.contains_key(part);
    let places = || stem.char_indices().map(|(at, _)| at).filter(|at| *at > 0);
    let end = places().filter_map(|at| stem.get(at..)).find(|part| is_word(part));
    let word = places().rev().filter_map(|at| stem.get(..at)).find(|part| is_word(part));
    // In the order of the alphabet, the words with the longest common beginning are neighbours.
    let before = stems.range::<str, _>((Bound::Unbounded, Bound::Excluded(stem))).next_back();
    let after = stems.range::<str, _>((Bound::Excluded(stem), Bound::Unbounded)).next();
    let common = before.into_iter().chain(after).map(|(other, _)| beginning(stem, other));
    let common = common.filter(|part| part.chars().count() >= BEGINNING).max_by_key(|part| part.len());
    // A beginning that is a word says more than one that breaks off in the next.
    let start = word.or(common.map(|part| part.strip_suffix('s').unwrap_or(part)));
    end.into_iter().chain(start).filter(|part| *part != stem).map(str::to_owned).collect()
}

fn beginning<'a>(word: &'a str, other: &str) -> &'a str {
    let same = word.char_indices().zip(other.chars()).find(|((_, a), b)| a != b).map(|((at, _), _)| at);
    same.and_then(|at| word.get(..at)).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_meet_in_their_stems_and_in_long_parts_of_compounds() {
        let keys = Keys::of([
            "Teckna avtal med leverantörerna",
            "Se över leverantörsavtalen",
            "Utse klassningsledare",
            "Informationsklassning av system",
            "Klassning av molntjänster",
            "Policy för molntjänstpolicyer",
        ]);
        let shared = |a: usize, b: usize| -> Vec<&String> { keys.of_text[a].intersection(&keys.of_text[b]).collect() };
        assert_eq!(shared(0, 1), ["leverantör"]);
        assert_eq!(shared(3, 4), ["klassning"]);
        assert_eq!(shared(4, 5), ["molntjänst"]);
        assert!(shared(0, 2).is_empty());
        assert_eq!(keys.written("leverantör"), "leverantörerna");
        assert_eq!(keys.written("finns inte"), "finns inte-");
    }

    #[test]
    fn what_took_the_place_of_a_name_is_no_word() {
        let keys = Keys::of(["Kontakta [namn] om övningen"]);
        assert_eq!(keys.of_text[0].iter().collect::<Vec<_>>(), ["kontak", "övning"]);
    }
}
