//! What is typed → what is looked for.
//!
//! Takes the text of a query; gives its words and phrases, wanted and unwanted. Never fails but by length: every sign has
//! a meaning or none.

use super::words;

/// The most letters of a query.
pub const LONGEST_QUERY: usize = 200;

/// A query of more than `LONGEST_QUERY` letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a query has at most {LONGEST_QUERY} letters, this one has {letters}")]
pub struct QueryTooLong {
    /// How many it has.
    pub letters: usize,
}

/// How far from the word as typed another may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// The word itself.
    Itself,
    /// Its other forms too.
    Inflected,
    /// Compounds with it too.
    Compounds,
}

/// Words that stand in a row; a single word is a row of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) words: Vec<String>,
    pub(super) reach: Reach,
    /// As typed, without quotes and minus.
    pub(super) typed: String,
}

/// A query: all that is wanted must be found, nothing unwanted may be.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    pub(super) wanted: Vec<Row>,
    pub(super) unwanted: Vec<Row>,
}

impl Query {
    /// Reads a query: words, `"phrases"`, and either with a minus before it to be left out. Words joined by a hyphen or
    /// another sign ("it-säkerhet") stand in a row, inflected or not.
    ///
    /// # Errors
    /// It is too long.
    pub fn parse(text: &str) -> Result<Query, QueryTooLong> {
        let letters = text.trim().chars().count();
        if letters > LONGEST_QUERY {
            return Err(QueryTooLong { letters });
        }
        let mut query = Query::default();
        let mut rest = text;
        loop {
            rest = rest.trim_start();
            if rest.is_empty() {
                return Ok(query);
            }
            let bare = rest.strip_prefix(['-', '−', '–']);
            let begins = bare.unwrap_or(rest);
            let (typed, reach, after) = match begins.strip_prefix(is_quote) {
                Some(quoted) => {
                    let (inside, after) = quoted.split_once(is_quote).unwrap_or((quoted, ""));
                    (inside, Some(Reach::Itself), after)
                }
                None => {
                    let end = begins.find(|sign: char| sign.is_whitespace() || is_quote(sign)).unwrap_or(begins.len());
                    let (word, after) = begins.split_at_checked(end).unwrap_or((begins, ""));
                    (word, None, after)
                }
            };
            query.add(typed, reach, bare.is_some());
            rest = after;
        }
    }

    fn add(&mut self, typed: &str, reach: Option<Reach>, unwanted: bool) {
        let words = words::forms(typed);
        let reach = reach.unwrap_or(if words.len() > 1 { Reach::Inflected } else { Reach::Compounds });
        let side = if unwanted { &mut self.unwanted } else { &mut self.wanted };
        let row = Row { words, reach, typed: typed.trim().to_owned() };
        if !row.words.is_empty() && !side.contains(&row) {
            side.push(row);
        }
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.wanted.is_empty()
    }

    /// Whether it says only what is not to be found.
    pub fn only_excludes(&self) -> bool {
        self.wanted.is_empty() && !self.unwanted.is_empty()
    }

    /// Each wanted word or phrase as it would be typed alone.
    pub fn parts(&self) -> Vec<String> {
        let typed = |row: &Row| match row.reach {
            Reach::Itself => format!("\"{}\"", row.typed),
            Reach::Inflected | Reach::Compounds => row.typed.clone(),
        };
        self.wanted.iter().map(typed).collect()
    }
}

fn is_quote(sign: char) -> bool {
    matches!(sign, '"' | '”' | '“' | '„' | '»' | '«')
}
