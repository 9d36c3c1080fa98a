//! Words → pieces of words: runs of three to five letters within a word, hashed into buckets.

use std::collections::HashMap;

use super::BUCKETS;

/// What stands above counts half as much as the words themselves.
pub(super) const WEIGHT_ABOVE: f32 = 0.5;

const SHORTEST: usize = 3;
const LONGEST: usize = 5;

/// A piece: its bucket, its weight in the text, and the words that it stands in.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Gram {
    pub(super) bucket: usize,
    pub(super) value: f32,
    pub(super) words: Vec<usize>,
}

/// The words of a text: letters, digits and inner hyphens.
pub(super) fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '-'))
        .map(|word| word.trim_matches('-'))
        .filter(|word| !word.is_empty())
        .collect()
}

/// The pieces of a text, each bucket once, of length one in all. `place` keeps what stands above apart from the text.
pub(super) fn grams(text: &str, place: u8) -> Vec<Gram> {
    let mut counted: HashMap<usize, (f32, Vec<usize>)> = HashMap::new();
    let mut letters: Vec<char> = Vec::new();
    for (index, word) in words(text).iter().enumerate() {
        letters.clear();
        letters.push(' ');
        letters.extend(word.chars().flat_map(char::to_lowercase));
        letters.push(' ');
        for length in SHORTEST..=LONGEST {
            for piece in letters.windows(length) {
                let (count, words) = counted.entry(bucket(piece, place)).or_default();
                *count += 1.0;
                if words.last() != Some(&index) {
                    words.push(index);
                }
            }
        }
    }
    let mut grams: Vec<Gram> =
        counted.into_iter().map(|(bucket, (count, words))| Gram { bucket, value: 1.0 + count.ln(), words }).collect();
    // A map has no order of its own, and sums of floats depend on it.
    grams.sort_by_key(|gram| gram.bucket);
    let length = grams.iter().map(|gram| gram.value * gram.value).sum::<f32>().sqrt();
    for gram in &mut grams {
        gram.value /= length.max(f32::MIN_POSITIVE);
    }
    grams
}

/// What a model sees of a text: its pieces with their weights, by bucket. Those of a heading serve for all below it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Pieces(pub(super) Vec<(usize, f32)>);

impl Pieces {
    /// The pieces of a text itself.
    pub fn of(text: &str) -> Pieces {
        Pieces(weights(text, 0))
    }

    /// The pieces of what stands above a text.
    pub fn above(words: &str) -> Pieces {
        Pieces(weights(words, 1))
    }
}

/// The pieces of a text without the words that they stand in: bucket and weight, by bucket. The same as `grams`, at a
/// fraction of the cost, for all but explaining.
pub(super) fn weights(text: &str, place: u8) -> Vec<(usize, f32)> {
    let mut buckets: Vec<u32> = Vec::with_capacity(text.len() * 3);
    let mut letters: Vec<char> = Vec::new();
    for word in words(text) {
        letters.clear();
        letters.push(' ');
        letters.extend(word.chars().flat_map(char::to_lowercase));
        letters.push(' ');
        for length in SHORTEST..=LONGEST {
            buckets.extend(letters.windows(length).filter_map(|piece| u32::try_from(bucket(piece, place)).ok()));
        }
    }
    buckets.sort_unstable();
    let mut found: Vec<(usize, f32)> = Vec::with_capacity(buckets.len());
    for same in buckets.chunk_by(|a, b| a == b) {
        if let Some(first) = same.first() {
            // Most pieces stand once.
            let more = if same.len() == 1 { 0.0 } else { (same.len() as f32).ln() };
            found.push((*first as usize, 1.0 + more));
        }
    }
    let length = found.iter().map(|(_, value)| value * value).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
    for (_, value) in &mut found {
        *value /= length;
    }
    found
}

/// FNV-1a over the letters.
fn bucket(piece: &[char], place: u8) -> usize {
    let mut hash: u32 = 0x811c_9dc5 ^ u32::from(place);
    for letter in piece {
        hash = (hash ^ u32::from(*letter)).wrapping_mul(0x0100_0193);
    }
    (hash ^ (hash >> 15)) as usize % BUCKETS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_the_length_one_and_pieces_know_their_words() {
        let found = grams("Öva krisöva", 0);
        let length: f32 = found.iter().map(|gram| gram.value * gram.value).sum();
        assert!((length - 1.0).abs() < 1e-5);
        let shared = bucket(&['ö', 'v', 'a'], 0);
        let shared = found.iter().find(|gram| gram.bucket == shared).expect("a shared piece");
        assert_eq!(shared.words, [0, 1]);
        assert!(grams(" – ", 0).is_empty());
        let plain: Vec<(usize, f32)> = found.iter().map(|gram| (gram.bucket, gram.value)).collect();
        assert_eq!(weights("Öva krisöva", 0), plain);
    }
}
