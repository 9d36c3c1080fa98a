//! A compact sketch of a text: the set of its words, each as a small number, so that texts are matched without being kept.
//!
//! Takes texts; gives the hashes of their stems, sorted and each once, and the words that stand behind them. Words are
//! lower-cased and cut to their stem (Swedish Snowball, then `-ning` and `-ing`, so that "klassning" meets "klassa");
//! stop words, figures and words shorter than three letters are left out. Never tells what a text means.

use std::collections::HashMap;

use snowball_stemmers_rs::{Algorithm, Stemmer};

/// Words shorter than this tell nothing.
const SHORTEST: usize = 3;

/// Words that stand in any sentence, in the order of their letters.
const STOP_WORDS: &[&str] = &[
    "alla",
    "allt",
    "andra",
    "att",
    "av",
    "bland",
    "blir",
    "bli",
    "både",
    "de",
    "dem",
    "den",
    "denna",
    "dess",
    "dessa",
    "det",
    "detta",
    "där",
    "därefter",
    "efter",
    "eller",
    "en",
    "ett",
    "fler",
    "från",
    "för",
    "ha",
    "han",
    "har",
    "hur",
    "hos",
    "i",
    "in",
    "inför",
    "inom",
    "innan",
    "inte",
    "kan",
    "kommer",
    "man",
    "med",
    "men",
    "mer",
    "mot",
    "ned",
    "ner",
    "nya",
    "ny",
    "när",
    "och",
    "också",
    "om",
    "på",
    "samt",
    "samtliga",
    "sig",
    "sin",
    "sina",
    "sitt",
    "ska",
    "skall",
    "som",
    "så",
    "till",
    "under",
    "upp",
    "ut",
    "utan",
    "vad",
    "var",
    "varje",
    "vara",
    "via",
    "vid",
    "vilka",
    "vilken",
    "vilket",
    "år",
    "året",
    "även",
    "är",
    "över",
];

/// Makes sketches; remembers each word that it has cut.
pub struct Sketcher {
    stemmer: Stemmer,
    known: HashMap<String, Option<u32>>,
    lower: String,
}

impl Default for Sketcher {
    fn default() -> Self {
        Sketcher { stemmer: Stemmer::create(Algorithm::Swedish), known: HashMap::new(), lower: String::new() }
    }
}

impl Sketcher {
    /// The sketch of a text: ascending, each number once.
    pub fn sketch(&mut self, text: &str) -> Vec<u32> {
        let mut stems: Vec<u32> = tokens(text).filter_map(|word| self.stem(word)).collect();
        stems.sort_unstable();
        stems.dedup();
        stems
    }

    /// The words of a text that are in its sketch, each with its number, as they are written.
    pub fn words<'t>(&mut self, text: &'t str) -> Vec<(u32, &'t str)> {
        tokens(text).filter_map(|word| Some((self.stem(word)?, word))).collect()
    }

    fn stem(&mut self, word: &str) -> Option<u32> {
        self.lower.clear();
        self.lower.extend(word.chars().flat_map(char::to_lowercase));
        if let Some(known) = self.known.get(&self.lower) {
            return *known;
        }
        let stem = stem(&self.stemmer, &self.lower);
        self.known.insert(self.lower.clone(), stem);
        stem
    }
}

fn tokens(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Nothing for a word that tells nothing.
fn stem(stemmer: &Stemmer, lower: &str) -> Option<u32> {
    let is_short = lower.chars().nth(SHORTEST - 1).is_none();
    if is_short || lower.chars().any(char::is_numeric) || STOP_WORDS.contains(&lower) {
        return None;
    }
    let stem = stemmer.stem(lower);
    let root = stem.strip_suffix("ning").or_else(|| stem.strip_suffix("ing")).unwrap_or(&stem);
    let root = if root.chars().nth(1).is_some() { root } else { &*stem };
    // Snowball leaves words of three letters whole: "öva" and "övning" would be strangers.
    let root = if root.chars().count() == SHORTEST { root.strip_suffix('a').unwrap_or(root) } else { root };
    Some(hash(root))
}

/// FNV-1a over the bytes.
fn hash(stem: &str) -> u32 {
    const BASIS: u32 = 0x811c_9dc5;
    const PRIME: u32 = 0x0100_0193;
    stem.bytes().fold(BASIS, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(PRIME))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sketch(text: &str) -> Vec<u32> {
        Sketcher::default().sketch(text)
    }

    #[test]
    fn forms_of_a_word_are_one() {
        for (one, other) in [
            ("Öva kontinuitetsplanen", "övning av kontinuitetsplaner"),
            ("klassa systemen", "Klassning av system"),
            ("revidera lokala anvisningen", "Revidering av lokal anvisning"),
        ] {
            assert_eq!(sketch(one), sketch(other), "{one}");
        }
        assert_ne!(sketch("Öva kontinuitetsplanen"), sketch("Skriva kontinuitetsplanen"));
    }

    #[test]
    fn figures_and_words_that_stand_anywhere_are_left_out() {
        assert!(sketch("Under 2026 ska vi 24 och en i 3.1 den").is_empty());
        assert_eq!(sketch("ÖVA öva, öva!").len(), 1);
        assert_eq!(Sketcher::default().words("Under 2026: Öva planen").len(), 2);
    }
}
