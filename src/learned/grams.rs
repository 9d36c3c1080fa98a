//! Words → pieces of words: runs of three to five letters within a word, hashed into buckets.

use super::BUCKETS;

/// What stands above counts half as much as the words themselves.
const WEIGHT_ABOVE: f32 = 0.5;

/// Whole words and pairs of words beside their pieces.
const WEIGHT_WHOLE: f32 = 0.7;

const SHORTEST: usize = 3;
const LONGEST: usize = 5;

/// The words of a text: letters, digits and inner hyphens.
pub(super) fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '-'))
        .map(|word| word.trim_matches('-'))
        .filter(|word| !word.is_empty())
        .collect()
}

/// Where the buckets of a text come from: each with the index of a word that it stands in, by bucket.
#[derive(Debug)]
pub(super) struct Standing(Vec<(usize, usize)>);

impl Standing {
    pub(super) fn of(words: &[&str]) -> Standing {
        let mut standing: Vec<(usize, usize)> = Vec::with_capacity(words.len() * 20);
        let mut letters = Vec::new();
        for (index, word) in words.iter().enumerate() {
            each_piece(word, 0, &mut letters, &mut |bucket| standing.push((bucket, index)));
            standing.push((whole(word), index));
            if let Some(before) = index.checked_sub(1).and_then(|before| words.get(before)) {
                standing.push((pair(before, word), index));
            }
        }
        standing.sort_unstable();
        standing.dedup();
        Standing(standing)
    }

    /// The words that a bucket stands in.
    pub(super) fn words(&self, bucket: usize) -> impl ExactSizeIterator<Item = usize> {
        let start = self.0.partition_point(|(known, _)| *known < bucket);
        let here = self.0.get(start..).unwrap_or_default();
        let count = here.iter().take_while(|(known, _)| *known == bucket).count();
        here.iter().take(count).map(|(_, word)| *word)
    }
}

/// What a model sees of a text: its pieces with their weights, by bucket. Those of a heading serve for all below it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Pieces(pub(super) Vec<(usize, f32)>);

impl Pieces {
    /// The pieces of a text itself.
    pub fn of(text: &str) -> Pieces {
        let words = words(text);
        let mut seen = weights(&words, 0);
        let pairs = words.iter().zip(words.iter().skip(1)).map(|(first, second)| pair(first, second));
        let mut whole = counted(words.iter().map(|word| whole(word)).chain(pairs).collect());
        for (_, weight) in &mut whole {
            *weight *= WEIGHT_WHOLE;
        }
        seen.extend(whole);
        Pieces(seen)
    }

    /// The pieces of what stands above a text.
    pub fn above(words: &str) -> Pieces {
        let mut pieces = weights(&self::words(words), 1);
        for (_, weight) in &mut pieces {
            *weight *= WEIGHT_ABOVE;
        }
        Pieces(pieces)
    }

    /// Adds a sign of a kind: a word in its place, or what the rules say of the text.
    pub fn add(&mut self, kind: &str, sign: &str, weight: f32) {
        // The space keeps "a" + "bc" and "ab" + "c" apart; no kind holds one.
        let letters = kind.chars().chain(" ".chars()).chain(sign.chars());
        self.0.push((hashed(letters, 2), weight));
    }
}

/// The pieces of words: bucket and weight, by bucket, of length one in all. `place` keeps what stands above apart.
fn weights(words: &[&str], place: u8) -> Vec<(usize, f32)> {
    let mut buckets: Vec<usize> = Vec::with_capacity(words.len() * 20);
    let mut letters: Vec<char> = Vec::new();
    for word in words {
        each_piece(word, place, &mut letters, &mut |bucket| buckets.push(bucket));
    }
    counted(buckets)
}

/// The buckets of a word's pieces.
fn each_piece(word: &str, place: u8, letters: &mut Vec<char>, note: &mut impl FnMut(usize)) {
    letters.clear();
    letters.push(' ');
    letters.extend(word.chars().flat_map(char::to_lowercase));
    letters.push(' ');
    for start in 0..letters.len() {
        let mut hash = begun(place);
        for (at, letter) in letters.iter().skip(start).take(LONGEST).enumerate() {
            hash = carried_on(hash, *letter);
            if at + 1 >= SHORTEST {
                note(bucket(hash));
            }
        }
    }
}

/// Each bucket once, weighed by how often it stands there, of length one in all.
fn counted(mut buckets: Vec<usize>) -> Vec<(usize, f32)> {
    buckets.sort_unstable();
    let mut found: Vec<(usize, f32)> = Vec::with_capacity(buckets.len());
    for same in buckets.chunk_by(|a, b| a == b) {
        if let Some(first) = same.first() {
            // Most pieces stand once.
            let more = if same.len() == 1 { 0.0 } else { (same.len() as f32).ln() };
            found.push((*first, 1.0 + more));
        }
    }
    let length = found.iter().map(|(_, value)| value * value).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
    for (_, value) in &mut found {
        *value /= length;
    }
    found
}

fn whole(word: &str) -> usize {
    hashed(word.chars().flat_map(char::to_lowercase), 3)
}

fn pair(first: &str, second: &str) -> usize {
    let letters = first.chars().chain([' ']).chain(second.chars());
    hashed(letters.flat_map(char::to_lowercase), 3)
}

/// FNV-1a over letters.
fn hashed(letters: impl Iterator<Item = char>, place: u8) -> usize {
    bucket(letters.fold(begun(place), carried_on))
}

fn begun(place: u8) -> u32 {
    0x811c_9dc5 ^ u32::from(place)
}

fn carried_on(hash: u32, letter: char) -> u32 {
    (hash ^ u32::from(letter)).wrapping_mul(0x0100_0193)
}

fn bucket(hash: u32) -> usize {
    (hash ^ (hash >> 15)) as usize % BUCKETS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_have_the_length_one_and_know_their_words() {
        let length = |pieces: &[(usize, f32)]| pieces.iter().map(|(_, value)| value * value).sum::<f32>();
        assert!((length(&weights(&words("Öva krisöva"), 0)) - 1.0).abs() < 1e-5);
        let standing = Standing::of(&words("Öva krisöva"));
        let words_of = |bucket| standing.words(bucket).collect::<Vec<_>>();
        assert_eq!(words_of(hashed("öva".chars(), 0)), [0, 1]);
        assert_eq!(words_of(whole("öva")), [0]);
        assert!(Pieces::of("Öva krisöva").0.iter().all(|(bucket, _)| standing.words(*bucket).len() > 0));
        assert!(Pieces::of(" – ").0.is_empty());
    }
}
