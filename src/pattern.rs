//! Regular expressions that are compiled once, at first use.
//!
//! Takes the text of a pattern that stands in the source; gives a `static` that matches. Never takes a pattern from
//! outside: one that does not compile is a fault of the program, and a test compiles each.
//!
//! Word boundaries that know Å, Ä and Ö keep the engine off its fast path. Patterns that only ask whether words are there
//! are therefore matched over folded text: lower case, one ASCII letter for each Swedish one. Measured on the fixtures,
//! reading is then about ten times as fast.

use std::ops::Range;

/// Declares `static` regular expressions, each compiled at its first use.
macro_rules! patterns {
    ($($(#[$meta:meta])* $name:ident = $pattern:expr;)+) => {
        $($(#[$meta])* pub(super) static $name: std::sync::LazyLock<regex::Regex> = std::sync::LazyLock::new(|| {
            regex::Regex::new($pattern).expect("pattern compiles")
        });)+
    };
}

/// Declares patterns over folded text: written in lower case, with å, ä and ö.
macro_rules! folded_patterns {
    ($($(#[$meta:meta])* $name:ident = $pattern:expr;)+) => {
        $($(#[$meta])* pub(super) static $name: std::sync::LazyLock<$crate::pattern::FoldedPattern> =
            std::sync::LazyLock::new(|| $crate::pattern::FoldedPattern::new($pattern));)+
    };
}

pub(crate) use folded_patterns;
pub(crate) use patterns;

/// A text folded to ASCII: lower case, with `A` for å, `E` for ä, `O` for ö, and plain hyphens, quotes and spaces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Folded(String);

impl Folded {
    pub(crate) fn of(text: &str) -> Folded {
        let mut folded = String::with_capacity(text.len());
        for c in text.chars() {
            folded.push(fold(c));
        }
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

/// A pattern over folded text.
#[derive(Debug)]
pub(crate) struct FoldedPattern(regex::bytes::Regex);

impl FoldedPattern {
    pub(crate) fn new(pattern: &str) -> FoldedPattern {
        let ascii: String = pattern.chars().map(|c| if c.is_ascii() { c } else { fold(c) }).collect();
        let built = regex::bytes::RegexBuilder::new(&ascii).unicode(false).dfa_size_limit(16 << 20).build();
        #[expect(clippy::expect_used, reason = "the pattern stands in the source and is used by a test")]
        FoldedPattern(built.expect("pattern compiles"))
    }

    pub(crate) fn is_match(&self, text: &Folded) -> bool {
        self.0.is_match(text.0.as_bytes())
    }

    pub(crate) fn captures_iter<'t>(&self, text: &'t Folded) -> impl Iterator<Item = regex::bytes::Captures<'t>> {
        self.0.captures_iter(text.0.as_bytes())
    }

    pub(crate) fn find_from(&self, text: &Folded, start: usize) -> Option<Range<usize>> {
        self.0.find_at(text.0.as_bytes(), start.min(text.0.len())).map(|found| found.range())
    }

    pub(crate) fn find(&self, text: &Folded) -> Option<Range<usize>> {
        self.0.find(text.0.as_bytes()).map(|found| found.range())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folded_text_keeps_swedish_letters_apart() {
        let pattern = FoldedPattern::new(r"\bår\b");
        assert!(pattern.is_match(&Folded::of("Varje ÅR – igen")));
        assert!(!pattern.is_match(&Folded::of("ar är år2")));
        assert_eq!(Folded::of("Å–ä”ö").text(), "A-E\"O");
    }
}
