//! Finds the terms of the taxonomy in a text, all at once.

use std::collections::HashMap;

use aho_corasick::{AhoCorasick, BuildError};

/// How many words a ".." in a term may stand for.
const GAP: usize = 4;

/// A word of a term: its letters, and whether anything may stand before or after them.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Word {
    core: String,
    open_start: bool,
    open_end: bool,
}

#[derive(Debug, Clone)]
struct Term {
    /// Indices of words, each with whether a gap may stand before it.
    words: Vec<(usize, bool)>,
}

/// The terms of a taxonomy, ready to be looked for. Terms are numbered in the order they were given.
#[derive(Debug, Clone)]
pub(super) struct Terms {
    automaton: AhoCorasick,
    /// For each core of the automaton, the words that have it.
    words_of_core: Vec<Vec<usize>>,
    words: Vec<Word>,
    terms: Vec<Term>,
    /// Terms by their first word.
    by_first: Vec<Vec<usize>>,
}

/// A text cut into words, lower-case, with where each stands.
#[derive(Debug, Clone, Default)]
pub(super) struct Tokens {
    lower: String,
    /// Start and end in `lower`.
    at: Vec<(usize, usize)>,
}

impl Tokens {
    pub(super) fn of(text: &str) -> Tokens {
        let lower = text.to_lowercase();
        let mut at = Vec::new();
        let mut start = None;
        for (offset, c) in lower.char_indices() {
            match (c.is_alphanumeric(), start) {
                (true, None) => start = Some(offset),
                (false, Some(begin)) => {
                    at.push((begin, offset));
                    start = None;
                }
                _ => {}
            }
        }
        if let Some(begin) = start {
            at.push((begin, lower.len()));
        }
        Tokens { lower, at }
    }

    /// The words from one token to another.
    pub(super) fn len(&self) -> usize {
        self.at.len()
    }

    pub(super) fn words(&self, first: usize, last: usize) -> &str {
        let start = self.at.get(first).map_or(0, |token| token.0);
        let end = self.at.get(last).map_or(0, |token| token.1);
        self.lower.get(start..end).unwrap_or_default()
    }
}

/// A term found from one token to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hit {
    pub(super) term: usize,
    pub(super) first: usize,
    pub(super) last: usize,
}

impl Terms {
    pub(super) fn new<'t>(terms: impl IntoIterator<Item = &'t str>) -> Result<Terms, BuildError> {
        let mut words: Vec<Word> = Vec::new();
        let mut index: HashMap<Word, usize> = HashMap::new();
        let mut parsed = Vec::new();
        for term in terms {
            let mut gap = false;
            let mut parts = Vec::new();
            for part in term.split_whitespace() {
                if part == ".." {
                    gap = true;
                    continue;
                }
                let core = part.trim_matches('*').to_lowercase();
                let word = Word { core, open_start: part.starts_with('*'), open_end: part.ends_with('*') };
                let id = *index.entry(word.clone()).or_insert_with(|| {
                    words.push(word);
                    words.len() - 1
                });
                parts.push((id, gap));
                gap = false;
            }
            parsed.push(Term { words: parts });
        }
        let mut cores: Vec<&str> = Vec::new();
        let mut core_ids: HashMap<&str, usize> = HashMap::new();
        let mut words_of_core: Vec<Vec<usize>> = Vec::new();
        for (id, word) in words.iter().enumerate() {
            let core = *core_ids.entry(&word.core).or_insert_with(|| {
                cores.push(&word.core);
                words_of_core.push(Vec::new());
                cores.len() - 1
            });
            if let Some(list) = words_of_core.get_mut(core) {
                list.push(id);
            }
        }
        let automaton = AhoCorasick::new(&cores)?;
        let mut by_first = vec![Vec::new(); words.len()];
        for (id, term) in parsed.iter().enumerate() {
            if let Some(list) = term.words.first().and_then(|(word, _)| by_first.get_mut(*word)) {
                list.push(id);
            }
        }
        Ok(Terms { automaton, words_of_core, words, terms: parsed, by_first })
    }

    /// Every term in the text, each once for every place where it begins.
    pub(super) fn find(&self, tokens: &Tokens) -> Vec<Hit> {
        // The words of terms with their tokens, in the order of the text.
        let mut found_words: Vec<(usize, usize)> = Vec::new();
        // Matches come by where they end, and so do tokens.
        let mut token = 0;
        for found in self.automaton.find_overlapping_iter(&tokens.lower) {
            while tokens.at.get(token).is_some_and(|(_, end)| *end < found.end()) {
                token += 1;
            }
            let Some((start, end)) = tokens.at.get(token) else { continue };
            if found.start() < *start {
                continue;
            }
            for id in self.words_of_core.get(found.pattern().as_usize()).into_iter().flatten() {
                let fits = self.words.get(*id).is_some_and(|word| {
                    (word.open_start || found.start() == *start) && (word.open_end || found.end() == *end)
                });
                if fits {
                    found_words.push((token, *id));
                }
            }
        }
        let mut hits = Vec::new();
        for (at, (first, word)) in found_words.iter().enumerate() {
            let here = found_words.get(at..).unwrap_or_default();
            for term in self.by_first.get(*word).into_iter().flatten() {
                if let Some(last) = self.last_of(*term, *first, here) {
                    hits.push(Hit { term: *term, first: *first, last });
                }
            }
        }
        hits.dedup();
        hits
    }

    fn last_of(&self, term: usize, first: usize, found_words: &[(usize, usize)]) -> Option<usize> {
        let mut at = first;
        for (word, gap) in self.terms.get(term)?.words.iter().skip(1) {
            let reach = if *gap { GAP + 1 } else { 1 };
            let within = found_words.iter().take_while(|(token, _)| *token <= at + reach);
            at = within.filter(|(token, id)| *token > at && id == word).map(|(token, _)| *token).next()?;
        }
        Some(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(terms: &[&str], text: &str, expected: &[&str]) {
        let compiled = Terms::new(terms.iter().copied()).expect("terms compile");
        let tokens = Tokens::of(text);
        let found: Vec<&str> = compiled.find(&tokens).iter().map(|hit| tokens.words(hit.first, hit.last)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn words_open_where_stars_stand() {
        check(
            &["*klassning*", "klass"],
            "Informationsklassningarna i varje klass",
            &["informationsklassningarna", "klass"],
        );
        check(&["utbild*"], "e-utbildning och fortbildning", &["utbildning"]);
        check(&["öva"], "pröva och öva", &["öva"]);
    }

    #[test]
    fn a_gap_holds_up_to_four_words() {
        check(&["ta fram .. rutin*"], "Ta fram en ny gemensam rutin", &["ta fram en ny gemensam rutin"]);
        check(&["ta fram .. rutin*"], "ta fram rutiner", &["ta fram rutiner"]);
        check(&["ta fram .. rutin*"], "ta fram ett två tre fyra fem rutin", &[]);
    }
}
