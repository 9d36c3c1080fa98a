//! Pairs what was read with what people read, by the words they share.

use std::collections::HashMap;

/// Least share of words that two texts have in common to be the same item.
const LEAST_OVERLAP: f64 = 0.75;

/// How often each word of a text stands in it.
struct Words {
    counts: HashMap<String, usize>,
    total: usize,
}

impl Words {
    fn of(text: &str) -> Words {
        let mut counts: HashMap<String, usize> = HashMap::new();
        let mut total = 0;
        let text = text.replace('\u{ad}', "").to_lowercase();
        let in_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, 'å' | 'ä' | 'ö' | 'é' | 'ü');
        for word in text.split(|c| !in_word(c)).filter(|word| !word.is_empty()) {
            *counts.entry(word.to_owned()).or_default() += 1;
            total += 1;
        }
        Words { counts, total }
    }

    /// Twice the words in common over the words of both (Dice).
    fn overlap(&self, other: &Words) -> f64 {
        let both: usize =
            self.counts.iter().map(|(word, count)| (*count).min(other.counts.get(word).copied().unwrap_or(0))).sum();
        2.0 * both as f64 / (self.total + other.total).max(1) as f64
    }
}

/// How a text stands to another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Likeness {
    /// Whether they are the same item.
    pub same: bool,
    /// Share of words in common.
    pub overlap: f64,
    /// Whether nearly all words of the first stand in the second.
    pub part: bool,
}

/// Compares two texts by their words.
pub fn likeness(text: &str, other: &str) -> Likeness {
    const NEARLY_ALL: f64 = 0.8;
    let (text, other) = (Words::of(text), Words::of(other));
    let overlap = text.overlap(&other);
    let both = overlap * (text.total + other.total) as f64 / 2.0;
    Likeness { same: overlap >= LEAST_OVERLAP, overlap, part: both >= NEARLY_ALL * text.total as f64 }
}

/// Pairs of indices, one to one, best first: by overlap and bonus, then by how alike their positions are.
pub(super) fn pairs(read: &[&str], gold: &[&str], bonus: impl Fn(usize, usize) -> f64) -> Vec<(usize, usize)> {
    let read: Vec<Words> = read.iter().map(|text| Words::of(text)).collect();
    let gold: Vec<Words> = gold.iter().map(|text| Words::of(text)).collect();
    let mut candidates: Vec<(f64, f64, usize, usize)> = Vec::new();
    for (i, a) in read.iter().enumerate() {
        for (j, b) in gold.iter().enumerate() {
            let overlap = a.overlap(b);
            if overlap >= LEAST_OVERLAP {
                let apart = (i as f64 / read.len() as f64 - j as f64 / gold.len() as f64).abs();
                candidates.push((overlap + bonus(i, j), -apart, i, j));
            }
        }
    }
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.total_cmp(&a.1)).then((b.2, b.3).cmp(&(a.2, a.3))));
    let (mut taken_read, mut taken_gold) = (vec![false; read.len()], vec![false; gold.len()]);
    let mut pairs = Vec::new();
    for (_, _, i, j) in candidates {
        if let (Some(a), Some(b)) = (taken_read.get_mut(i), taken_gold.get_mut(j))
            && !*a
            && !*b
        {
            (*a, *b) = (true, true);
            pairs.push((i, j));
        }
    }
    pairs
}
