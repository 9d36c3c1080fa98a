//! Regular expressions that are compiled once, at first use.
//!
//! Takes the text of a pattern that stands in the source; gives a `static` that matches. Never takes a pattern from
//! outside: one that does not compile is a fault of the program, and a test compiles each.
//!
//! Word boundaries that know Å, Ä and Ö keep the engine off its fast path. Patterns that only ask whether words are there
//! are therefore matched over folded text: lower case, one ASCII letter for each Swedish one. Measured on the fixtures,
//! reading is then about ten times as fast.

use std::{borrow::Cow, ops::Range};

use regex::{Captures, Match, Regex, Replacer, bytes::RegexBuilder};

/// Declares `static` patterns, each compiled at its first use: `NAME = r"..."`, or `NAME = r"...", needs r"kr|sek"` where
/// the pattern is slow and few texts hold what it needs. A need is a pattern over bytes that finds something in each text
/// that the pattern itself finds something in.
macro_rules! patterns {
    ($($(#[$meta:meta])* $name:ident = $pattern:expr $(, needs $needs:literal)?;)+) => {
        $($(#[$meta])* pub(super) static $name: std::sync::LazyLock<$crate::pattern::Pattern> =
            std::sync::LazyLock::new(|| $crate::pattern::Pattern::new($pattern, concat!("" $(, $needs)?)));)+
    };
}

/// Declares patterns over folded text: written in lower case, with å, ä and ö. What commas hold apart is searched apart:
/// a wide gap ("{0,9}") beside many other words would give the engine a new state at nearly each letter.
macro_rules! folded_patterns {
    ($($(#[$meta:meta])* $name:ident = $($pattern:expr),+;)+) => {
        $($(#[$meta])* pub(super) static $name: std::sync::LazyLock<$crate::pattern::FoldedPattern> =
            std::sync::LazyLock::new(|| $crate::pattern::FoldedPattern::new(&[$($pattern),+]));)+
    };
}

pub(crate) use folded_patterns;
pub(crate) use patterns;

/// A pattern over text as it stands.
#[derive(Debug)]
pub(crate) struct Pattern {
    regex: Regex,
    /// What must be there for the pattern to be tried at all.
    needs: Option<regex::bytes::Regex>,
}

impl Pattern {
    #[expect(clippy::expect_used, reason = "the pattern stands in the source and is used by a test")]
    pub(crate) fn new(pattern: &str, needs: &str) -> Pattern {
        let gate = |needs| RegexBuilder::new(needs).unicode(false).build();
        Pattern {
            regex: Regex::new(&latin(pattern)).expect("pattern compiles"),
            needs: (!needs.is_empty()).then(|| gate(needs).expect("words of need compile")),
        }
    }

    fn may_match(&self, text: &str) -> bool {
        let may_match = self.needs.as_ref().is_none_or(|needs| needs.is_match(text.as_bytes()));
        // Each text that the tests read tests what the patterns need.
        debug_assert!(may_match || !self.regex.is_match(text), "{} needs less", self.regex);
        may_match
    }

    pub(crate) fn is_match(&self, text: &str) -> bool {
        self.may_match(text) && self.regex.is_match(text)
    }

    pub(crate) fn find<'t>(&self, text: &'t str) -> Option<Match<'t>> {
        if self.may_match(text) { self.regex.find(text) } else { None }
    }

    pub(crate) fn find_iter<'t>(&self, text: &'t str) -> impl Iterator<Item = Match<'t>> {
        self.may_match(text).then(|| self.regex.find_iter(text)).into_iter().flatten()
    }

    pub(crate) fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        if self.may_match(text) { self.regex.captures(text) } else { None }
    }

    pub(crate) fn captures_iter<'t>(&self, text: &'t str) -> impl Iterator<Item = Captures<'t>> {
        self.may_match(text).then(|| self.regex.captures_iter(text)).into_iter().flatten()
    }

    pub(crate) fn split<'t>(&self, text: &'t str) -> impl Iterator<Item = &'t str> {
        self.regex.split(text)
    }

    pub(crate) fn replace_all<'t>(&self, text: &'t str, with: impl Replacer) -> Cow<'t, str> {
        if self.may_match(text) { self.regex.replace_all(text, with) } else { Cow::Borrowed(text) }
    }
}

/// Letters, capitals and small letters of the languages that use Latin letters.
const LETTERS: &str = "A-Za-zÀ-ÖØ-öø-ɏ";
const CAPITALS: &str = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪĮİĶĻŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽ";
const SMALL: &str = "a-zß-öø-ÿāăąćčďđēęěğģīįıķļłńņňōőœŕřśşšţťūůűųźżž";

/// A pattern whose classes hold Latin letters and ASCII figures alone. Those of all scripts take ten times as long to
/// compile, at each start of each process that reads, and no review is written in them.
fn latin(pattern: &str) -> String {
    let mut latin = String::with_capacity(pattern.len() * 2);
    let mut in_class = false;
    let mut rest = pattern;
    while let Some(c) = rest.chars().next() {
        let classes = [
            (r"\d", "0-9", ""),
            (r"\w", "0-9_", LETTERS),
            (r"\p{L}", "", LETTERS),
            (r"\p{Lu}", "", CAPITALS),
            (r"\p{Ll}", "", SMALL),
        ];
        if let Some((after, figures, letters)) =
            classes.iter().find_map(|(class, figures, letters)| Some((rest.strip_prefix(class)?, figures, letters)))
        {
            let (open, close) = if in_class { ("", "") } else { ("[", "]") };
            latin.extend([open, figures, letters, close]);
            rest = after;
            continue;
        }
        // An escaped sign stands for itself.
        let length = if c == '\\' { 1 + rest.chars().nth(1).map_or(0, char::len_utf8) } else { c.len_utf8() };
        match c {
            '[' => in_class = true,
            ']' => in_class = false,
            _ => {}
        }
        latin.push_str(rest.get(..length).unwrap_or_default());
        rest = rest.get(length..).unwrap_or_default();
    }
    latin
}

/// A text folded to ASCII: lower case, with `A` for å, `E` for ä, `O` for ö, and plain hyphens, quotes and spaces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Folded(String);

impl Folded {
    pub(crate) fn of(text: &str) -> Folded {
        let lower = text.to_ascii_lowercase();
        let mut folded = String::with_capacity(lower.len());
        // Nearly all letters are ASCII: what stands between two others is taken at one go.
        let mut from = 0;
        let others = lower.bytes().enumerate().filter(|(_, byte)| *byte >= 0xC0 || *byte == b'\t');
        for (at, _) in others {
            let other = lower.get(at..).and_then(|rest| rest.chars().next()).unwrap_or(' ');
            folded.push_str(lower.get(from..at).unwrap_or_default());
            folded.push(fold(other));
            from = at + other.len_utf8();
        }
        folded.push_str(lower.get(from..).unwrap_or_default());
        Folded(folded)
    }

    /// A part of a folded text. Folding it anew would lose its Swedish letters.
    pub(crate) fn part(folded: &str) -> Folded {
        Folded(folded.to_owned())
    }

    pub(crate) fn text(&self) -> &str {
        &self.0
    }

    /// The words of the unfolded text under a range of the folded one: each of its letters is one byte here.
    pub(crate) fn original<'t>(&self, text: &'t str, range: Range<usize>) -> &'t str {
        let byte = |at: usize| text.char_indices().nth(at).map_or(text.len(), |(byte, _)| byte);
        text.get(byte(range.start)..byte(range.end)).unwrap_or_default()
    }

    /// The rest of the text from a byte on.
    pub(crate) fn from(&self, start: usize) -> &str {
        self.0.get(start..).unwrap_or_default()
    }

    /// The text before a byte.
    pub(crate) fn before(&self, end: usize) -> &str {
        self.0.get(..end).unwrap_or_default()
    }
}

fn fold(c: char) -> char {
    match c {
        'å' | 'Å' | 'à' | 'á' => 'A',
        'ä' | 'Ä' | 'æ' | 'Æ' => 'E',
        'ö' | 'Ö' | 'ø' | 'Ø' => 'O',
        'é' | 'è' | 'É' => 'e',
        'ü' | 'Ü' => 'u',
        '–' | '—' | '\u{2010}' | '\u{2011}' => '-',
        '”' | '“' | '»' | '«' => '"',
        '’' => '\'',
        '\u{a0}' | '\u{202f}' | '\t' => ' ',
        c if c.is_ascii() => c.to_ascii_lowercase(),
        _ => '?',
    }
}

/// A pattern over folded text; it matches where one of its parts does.
#[derive(Debug)]
pub(crate) struct FoldedPattern(Vec<regex::bytes::Regex>);

impl FoldedPattern {
    pub(crate) fn new(parts: &[&str]) -> FoldedPattern {
        let part = |pattern: &&str| {
            let ascii: String = pattern.chars().map(|c| if c.is_ascii() { c } else { fold(c) }).collect();
            let built = RegexBuilder::new(&ascii).unicode(false).dfa_size_limit(16 << 20).build();
            #[expect(clippy::expect_used, reason = "the pattern stands in the source and is used by a test")]
            built.expect("pattern compiles")
        };
        FoldedPattern(parts.iter().map(part).collect())
    }

    pub(crate) fn is_match(&self, text: &Folded) -> bool {
        self.0.iter().any(|part| part.is_match(text.0.as_bytes()))
    }

    /// Matches, part by part.
    pub(crate) fn captures_iter<'t>(&self, text: &'t Folded) -> impl Iterator<Item = regex::bytes::Captures<'t>> {
        self.0.iter().flat_map(|part| part.captures_iter(text.0.as_bytes()))
    }

    pub(crate) fn find_from(&self, text: &Folded, start: usize) -> Option<Range<usize>> {
        let found = self.0.iter().filter_map(|part| part.find_at(text.0.as_bytes(), start.min(text.0.len())));
        found.map(|found| found.range()).min_by_key(|range| range.start)
    }

    pub(crate) fn find(&self, text: &Folded) -> Option<Range<usize>> {
        self.find_from(text, 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_latin() {
        assert_eq!(latin(r"[\d.]+\[\d\]"), r"[0-9.]+\[[0-9]\]");
        let pattern = Pattern::new(r"^\p{Lu}\p{Ll}+ \w+$", "");
        assert!(pattern.is_match("Åsa Žižek_9") && !pattern.is_match("åsa Žižek"));
    }

    #[test]
    fn folded_text_keeps_swedish_letters_apart() {
        let pattern = FoldedPattern::new(&[r"\bår\b"]);
        assert!(pattern.is_match(&Folded::of("Varje ÅR – igen")));
        assert!(!pattern.is_match(&Folded::of("ar är år2")));
        assert_eq!(Folded::of("Å–ä”ö").text(), "A-E\"O");
    }
}
