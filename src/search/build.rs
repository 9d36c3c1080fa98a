//! Texts → the index.
//!
//! Takes texts in the order of their documents; gives the index, in which their order is that of rank.

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
};

use rayon::prelude::*;

use super::{
    index::{Index, Item, Part, of},
    text::Text,
    vocabulary::Vocabulary,
    words,
};

fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Texts and words as they come in; the same words are kept once.
#[derive(Default)]
struct Intake {
    letters: String,
    words: Vec<u32>,
    known: HashMap<String, u32>,
}

impl Intake {
    fn keep(&mut self, text: &str) -> Part {
        let start = small(self.letters.len());
        self.letters.push_str(text);
        (start, small(self.letters.len()))
    }

    fn cut(&mut self, (from, to): Part) -> Part {
        let start = small(self.words.len());
        let text = self.letters.get(from as usize..to as usize).unwrap_or_default();
        let (known, list) = (&mut self.known, &mut self.words);
        words::each(text, |_, form| {
            let next = small(known.len());
            let number = match known.get(form) {
                Some(number) => *number,
                None => *known.entry(form.to_owned()).or_insert(next),
            };
            list.push(number);
        });
        (start, small(self.words.len()))
    }
}

impl Index {
    /// Builds the index.
    pub fn build(texts: &[Text<'_>]) -> Index {
        let mut order: Vec<&Text> = texts.iter().collect();
        // Stable: what is equal here stays in the order of the document.
        order.sort_by_key(|text| (text.what.group(), std::cmp::Reverse(text.year), text.organisation));
        // Looking for what tells of a person costs most of all.
        let distinct: HashSet<&str> = order.iter().flat_map(|text| [text.text, text.heading]).collect();
        let hidden: HashMap<&str, Cow<str>> =
            distinct.into_par_iter().map(|text| (text, words::hidden(text))).collect();
        let shown = |text: &str| hidden.get(text).map_or("", |hidden| &**hidden);
        let mut intake = Intake::default();
        // City-wide sentences stand in every review; each is read once.
        let mut seen: HashMap<&str, (Part, Part)> = HashMap::new();
        let mut headings: HashMap<&str, Part> = HashMap::new();
        let mut items = Vec::with_capacity(order.len());
        for text in order {
            let heading = *headings.entry(text.heading).or_insert_with(|| intake.keep(shown(text.heading)));
            let (letters, words) = *seen.entry(text.text).or_insert_with(|| {
                let letters = intake.keep(shown(text.text));
                (letters, intake.cut(letters))
            });
            items.push(Item {
                heading,
                text: letters,
                words,
                line: text.line,
                page: text.page,
                review: text.review,
                organisation: text.organisation,
                years: text.years,
                what: text.what,
                areas: text.areas,
                year: text.year,
                kind: text.kind,
                status: text.status,
                optional: text.optional,
            });
        }
        let mut came = vec![String::new(); intake.known.len()];
        for (word, number) in intake.known {
            if let Some(place) = came.get_mut(number as usize) {
                *place = word;
            }
        }
        let (vocabulary, numbers) = Vocabulary::of(came);
        let mut words = intake.words;
        for word in &mut words {
            *word = numbers.get(*word as usize).copied().unwrap_or_default();
        }
        words.shrink_to_fit();
        let (begins, holders) = postings(&items, &words, vocabulary.len());
        let mut letters = intake.letters;
        letters.shrink_to_fit();
        Index { items, letters, words, vocabulary, begins, holders }
    }
}

/// Word → texts that hold it, each once and in order.
fn postings(items: &[Item], words: &[u32], vocabulary: usize) -> (Vec<u32>, Vec<u32>) {
    let each = |visit: &mut dyn FnMut(usize, u32)| {
        let mut last = vec![u32::MAX; vocabulary];
        for (number, item) in (0u32..).zip(items) {
            for word in of(words, item.words) {
                let word = *word as usize;
                if let Some(place) = last.get_mut(word).filter(|last| **last != number) {
                    *place = number;
                    visit(word, number);
                }
            }
        }
    };
    let mut begins = vec![0u32; vocabulary + 1];
    each(&mut |word, _| {
        if let Some(place) = begins.get_mut(word + 1) {
            *place += 1;
        }
    });
    let mut sum = 0;
    for place in &mut begins {
        sum += *place;
        *place = sum;
    }
    let mut next = begins.clone();
    let mut holders = vec![0; sum as usize];
    each(&mut |word, number| {
        if let Some(next) = next.get_mut(word) {
            if let Some(place) = holders.get_mut(*next as usize) {
                *place = number;
            }
            *next += 1;
        }
    });
    (begins, holders)
}
