//! Regular expressions that are compiled once, at first use, and run only over texts that they can match.
//!
//! Takes the text of a pattern that stands in the source; gives a `static` that matches. Never takes a pattern from
//! outside: one that does not compile is a fault of the program, and a test compiles each.
//!
//! Word boundaries that know Å, Ä and Ö keep the engine off its fast path. Patterns that only ask whether words are there
//! are therefore matched over folded text: lower case, one ASCII letter for each Swedish one. And as most of two hundred
//! patterns match hardly any text, each has a gate: it is compiled and run only where a text has the letters that a match
//! must have. Wherever debug assertions are on, every text that a gate stops is matched all the same, and must not match.

mod gate;

use std::{
    borrow::Cow,
    cell::{OnceCell, RefCell},
    ops::Range,
    rc::Rc,
    sync::OnceLock,
};

use self::gate::{Gate, Script, Signature};

/// Declares `static` regular expressions, each compiled at its first use.
macro_rules! patterns {
    ($($(#[$meta:meta])* $name:ident = $pattern:expr;)+) => {
        $($(#[$meta])* pub(super) static $name: std::sync::LazyLock<$crate::pattern::Pattern> =
            std::sync::LazyLock::new(|| $crate::pattern::Pattern::new($pattern));)+
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

/// Longer texts are no sentences: they hold whatever a gate looks for.
const LONGEST_TEXT: usize = 4000;

/// A pattern over text as it comes.
#[derive(Debug)]
pub(crate) struct Pattern {
    source: &'static str,
    gate: Gate,
    regex: OnceLock<regex::Regex>,
}

impl Pattern {
    pub(crate) fn new(source: &'static str) -> Pattern {
        Pattern { source, gate: Gate::of(source, Script::Plain), regex: OnceLock::new() }
    }

    fn regex(&self) -> &regex::Regex {
        self.regex.get_or_init(|| {
            #[expect(clippy::expect_used, reason = "the pattern stands in the source and is used by a test")]
            regex::Regex::new(self.source).expect("pattern compiles")
        })
    }

    /// Whether a text can match.
    fn admits(&self, text: &str) -> bool {
        let admitted = self.gate.begins(text)
            && (!self.gate.has_needs()
                || text.len() > LONGEST_TEXT
                || SIGNATURES.with_borrow_mut(|recent| {
                    self.gate.admits(recent.get(text, || Signature::of(text, Script::Plain)))
                }));
        debug_assert!(admitted || !self.regex().is_match(text), "the gate of {:?} stops {text:?}", self.source);
        admitted
    }

    pub(crate) fn is_match(&self, text: &str) -> bool {
        self.admits(text) && self.regex().is_match(text)
    }

    pub(crate) fn find<'t>(&self, text: &'t str) -> Option<regex::Match<'t>> {
        self.admits(text).then(|| self.regex().find(text)).flatten()
    }

    pub(crate) fn captures<'t>(&self, text: &'t str) -> Option<regex::Captures<'t>> {
        self.admits(text).then(|| self.regex().captures(text)).flatten()
    }

    pub(crate) fn find_iter<'t>(&self, text: &'t str) -> impl Iterator<Item = regex::Match<'t>> {
        self.admits(text).then(|| self.regex().find_iter(text)).into_iter().flatten()
    }

    pub(crate) fn captures_iter<'t>(&self, text: &'t str) -> impl Iterator<Item = regex::Captures<'t>> {
        self.admits(text).then(|| self.regex().captures_iter(text)).into_iter().flatten()
    }

    pub(crate) fn replace_all<'t>(&self, text: &'t str, by: impl regex::Replacer) -> Cow<'t, str> {
        if self.admits(text) { self.regex().replace_all(text, by) } else { Cow::Borrowed(text) }
    }
}

thread_local! {
    static SIGNATURES: RefCell<Recent<Signature>> = const { RefCell::new(Recent::nothing()) };
    static FOLDED: RefCell<Recent<Folded>> = const { RefCell::new(Recent::nothing()) };
}

/// What was made of the texts that were asked of last: a line, what is left of it behind its marker, the ones before.
struct Recent<T> {
    kept: [Option<(String, T)>; 4],
    next: usize,
}

impl<T> Recent<T> {
    const fn nothing() -> Recent<T> {
        Recent { kept: [const { None }; 4], next: 0 }
    }

    /// What is kept of a text, made where nothing is.
    fn get(&mut self, text: &str, make: impl FnOnce() -> T) -> &T {
        let known = self.kept.iter().position(|kept| kept.as_ref().is_some_and(|(kept, _)| kept == text));
        let at = known.unwrap_or_else(|| {
            self.next = (self.next + 1) % self.kept.len();
            self.next
        });
        #[expect(clippy::indexing_slicing, reason = "it is below the number of texts")]
        let slot = &mut self.kept[at];
        if known.is_none() {
            *slot = None;
        }
        &slot.get_or_insert_with(|| (text.to_owned(), make())).1
    }
}

/// A text folded to ASCII: lower case, with `A` for å, `E` for ä, `O` for ö, and plain hyphens, quotes and spaces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Folded(Rc<Fold>);

#[derive(Debug, PartialEq, Eq)]
struct Fold {
    text: String,
    signature: OnceCell<Signature>,
}

impl Folded {
    pub(crate) fn of(text: &str) -> Folded {
        if text.len() > LONGEST_TEXT {
            return Folded::anew(text);
        }
        // One question after the other is asked of the same sentence.
        FOLDED.with_borrow_mut(|recent| recent.get(text, || Folded::anew(text)).clone())
    }

    fn anew(text: &str) -> Folded {
        let mut folded = String::with_capacity(text.len());
        for c in text.chars() {
            folded.push(fold(c));
        }
        Folded(Rc::new(Fold { text: folded, signature: OnceCell::new() }))
    }

    pub(crate) fn text(&self) -> &str {
        &self.0.text
    }

    fn signature(&self) -> &Signature {
        self.0.signature.get_or_init(|| Signature::of(&self.0.text, Script::Folded))
    }

    /// The words of the unfolded text under a range of the folded one: each of its letters is one byte here.
    pub(crate) fn original<'t>(&self, text: &'t str, range: Range<usize>) -> &'t str {
        let byte = |at: usize| text.char_indices().nth(at).map_or(text.len(), |(byte, _)| byte);
        text.get(byte(range.start)..byte(range.end)).unwrap_or_default()
    }

    /// The rest of the text from a byte on.
    pub(crate) fn from(&self, start: usize) -> &str {
        self.0.text.get(start..).unwrap_or_default()
    }

    /// The text before a byte.
    pub(crate) fn before(&self, end: usize) -> &str {
        self.0.text.get(..end).unwrap_or_default()
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
pub(crate) struct FoldedPattern {
    source: String,
    gate: Gate,
    regex: OnceLock<regex::bytes::Regex>,
}

impl FoldedPattern {
    pub(crate) fn new(pattern: &str) -> FoldedPattern {
        let source: String = pattern.chars().map(|c| if c.is_ascii() { c } else { fold(c) }).collect();
        FoldedPattern { gate: Gate::of(&source, Script::Folded), source, regex: OnceLock::new() }
    }

    fn regex(&self) -> &regex::bytes::Regex {
        self.regex.get_or_init(|| {
            let built = regex::bytes::RegexBuilder::new(&self.source).unicode(false).dfa_size_limit(16 << 20).build();
            #[expect(clippy::expect_used, reason = "the pattern stands in the source and is used by a test")]
            built.expect("pattern compiles")
        })
    }

    /// Whether a text can match.
    fn admits(&self, text: &Folded) -> bool {
        let admitted = self.gate.begins(text.text())
            && (!self.gate.has_needs() || text.text().len() > LONGEST_TEXT || self.gate.admits(text.signature()));
        debug_assert!(
            admitted || !self.regex().is_match(text.text().as_bytes()),
            "the gate of {:?} stops {:?}",
            self.source,
            text.text()
        );
        admitted
    }

    pub(crate) fn is_match(&self, text: &Folded) -> bool {
        self.admits(text) && self.regex().is_match(text.text().as_bytes())
    }

    pub(crate) fn captures_iter<'t>(&self, text: &'t Folded) -> impl Iterator<Item = regex::bytes::Captures<'t>> {
        self.admits(text).then(|| self.regex().captures_iter(text.text().as_bytes())).into_iter().flatten()
    }

    pub(crate) fn find_from(&self, text: &Folded, start: usize) -> Option<Range<usize>> {
        if !self.admits(text) {
            return None;
        }
        self.regex().find_at(text.text().as_bytes(), start.min(text.text().len())).map(|found| found.range())
    }

    pub(crate) fn find(&self, text: &Folded) -> Option<Range<usize>> {
        self.find_from(text, 0)
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
