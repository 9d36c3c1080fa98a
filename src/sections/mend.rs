//! Lines → running text: line breaks and hyphenation mended, with the way back to where each character stood.

use crate::{
    document::{Document, Line},
    review::{Place, Span},
};

/// Words after which a hyphen at a line's end is one that stays: "informations- och IT-säkerhet".
const KEEPS_HYPHEN: [&str; 5] = ["och", "eller", "samt", "respektive", "och/eller"];

/// A stretch of mended text that stands in the document just so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    /// Byte in the mended text.
    at: usize,
    /// Byte in the document.
    source: usize,
    line: u32,
    page: Option<u32>,
}

/// Text made of one or more lines.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mended {
    text: String,
    runs: Vec<Run>,
    end: usize,
}

impl Mended {
    /// The text, without line breaks, hyphenation, emphasis marks or doubled white space.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Line on which it begins.
    pub fn line(&self) -> u32 {
        self.first().map_or(0, |run| run.line)
    }

    /// Page on which it begins, where known.
    pub fn page(&self) -> Option<u32> {
        self.first().and_then(|run| run.page)
    }

    /// Where all of it stands.
    pub fn span(&self) -> Span {
        Span { start: self.first().map_or(0, |run| run.source), end: self.end }
    }

    /// The run that stands first in the document: the words of two cells may be told in another order than theirs.
    fn first(&self) -> Option<&Run> {
        self.runs.iter().min_by_key(|run| run.source)
    }

    /// The place of all of it.
    pub fn place(&self, document: &Document) -> Place {
        document.place(self.span(), self.line(), self.page())
    }

    /// A part of it, as text of its own; `range` is in bytes of `text`.
    pub fn part(&self, range: std::ops::Range<usize>) -> Mended {
        let raw = self.text.get(range.clone()).unwrap_or_default();
        let start = range.start + (raw.len() - raw.trim_start().len());
        let text = raw.trim().to_owned();
        let stop = start + text.len();
        let first = self.runs.partition_point(|run| run.at <= start).saturating_sub(1);
        let mut runs: Vec<Run> = Vec::new();
        for run in self.runs.get(first..).unwrap_or_default().iter().take_while(|run| run.at < stop) {
            let skipped = start.saturating_sub(run.at);
            runs.push(Run { at: run.at + skipped - start, source: run.source + skipped, ..*run });
        }
        let end = runs.last().map_or(self.end, |run| run.source + (text.len() - run.at)).min(self.end);
        Mended { text, runs, end }
    }

    /// These words and then those, as one text, wherever in the document each stands.
    pub fn followed_by(&self, next: &Mended) -> Mended {
        let mut both = self.clone();
        both.text.push(' ');
        let at = both.text.len();
        both.text.push_str(&next.text);
        both.runs.extend(next.runs.iter().map(|run| Run { at: run.at + at, ..*run }));
        both.end = self.end.max(next.end);
        both
    }

    /// Adds a line, mending what the line break broke. `words` must lie within the line.
    pub(super) fn push_line(&mut self, words: &str, start: usize, line: &Line) {
        let words_trimmed = words.trim_start();
        let start = start + (words.len() - words_trimmed.len());
        if !self.text.is_empty() {
            match joint(&self.text, words_trimmed) {
                Joint::Space => self.push(' ', self.end, line),
                Joint::Nothing => {}
                Joint::DropHyphen => self.pop(),
            }
        }
        for (offset, c) in words_trimmed.trim_end().char_indices() {
            let c = if c.is_whitespace() { ' ' } else { c };
            let doubled = c == ' ' && (self.text.is_empty() || self.text.ends_with(' '));
            if !doubled && !is_unseen(c) && c != '*' {
                self.push(c, start + offset, line);
            }
        }
        self.end = start + words_trimmed.trim_end().len();
        while self.text.ends_with(' ') {
            self.pop();
        }
    }

    /// Takes the last character away, and with it a run that only it stood in: no run begins after the text.
    fn pop(&mut self) {
        self.text.pop();
        while self.runs.last().is_some_and(|run| run.at >= self.text.len()) {
            self.runs.pop();
        }
    }

    fn push(&mut self, c: char, source: usize, line: &Line) {
        let follows = self
            .runs
            .last()
            .is_some_and(|run| run.source + (self.text.len() - run.at) == source && run.line == line.number);
        if !follows {
            self.runs.push(Run { at: self.text.len(), source, line: line.number, page: line.page });
        }
        self.text.push(c);
    }
}

/// Soft hyphens, zero-width and direction characters: in the text as read, never in what is compared.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

enum Joint {
    Space,
    Nothing,
    DropHyphen,
}

/// What stands between the end of one line and the start of the next.
fn joint(before: &str, after: &str) -> Joint {
    let Some(stem) = before.strip_suffix(['-', '\u{2010}', '\u{ad}']) else { return Joint::Space };
    let first_word = after.split_whitespace().next().unwrap_or_default();
    if KEEPS_HYPHEN.contains(&first_word) || stem.ends_with(' ') || stem.is_empty() {
        return Joint::Space;
    }
    let broken: &str = stem.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let continues_in_lower_case = after.chars().next().is_some_and(char::is_lowercase);
    let is_word = broken.chars().count() > 1 && broken.chars().any(char::is_lowercase);
    let ends_in_digit = broken.ends_with(|c: char| c.is_ascii_digit());
    if continues_in_lower_case && is_word && !ends_in_digit { Joint::DropHyphen } else { Joint::Nothing }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Limits, read};

    fn mended(text: &str) -> (Document, Mended) {
        let document = read(text.as_bytes(), Limits::default()).expect("readable").value;
        let mut mended = Mended::default();
        for line in &document.lines {
            mended.push_line(document.words(line), line.span.start, line);
        }
        (document, mended)
    }

    fn check(text: &str, expected: &str) {
        assert_eq!(mended(text).1.text(), expected);
    }

    #[test]
    fn hyphenation_is_mended_and_real_hyphens_stay() {
        check("informations-\nsäkerhet", "informationssäkerhet");
        check("informations-\noch IT-säkerhet", "informations- och IT-säkerhet");
        check("inom 72-\ntimmarsgränsen", "inom 72-timmarsgränsen");
        check("felskickade e-\nbrev", "felskickade e-brev");
        check("IT-\nsystem i Enskede-\nÅrsta", "IT-system i Enskede-Årsta");
        check("**Klassa**  mjukt\u{ad}\nslut", "Klassa mjukt slut");
    }

    #[test]
    fn a_part_knows_where_it_stood() {
        let (document, mended) = mended("Först **detta**. Sedan öva kon-\ntinuitet årligen.");
        let at = mended.text().find("Sedan").expect("stands there");
        let part = mended.part(at..mended.text().len());
        assert_eq!(part.text(), "Sedan öva kontinuitet årligen.");
        assert_eq!(part.place(&document).quote, "Sedan öva kon-\ntinuitet årligen.");
        let end = mended.part(mended.text().find("årligen").expect("stands there")..mended.text().len());
        assert_eq!((end.line(), end.place(&document).quote.as_str()), (2, "årligen."));
    }

    #[test]
    fn words_told_in_another_order_still_have_their_place() {
        let (document, mended) = mended("2 mnkr, Ny växel");
        let at = mended.text().find("Ny").expect("stands there");
        let both = mended.part(at..mended.text().len()).followed_by(&mended.part(0..6));
        assert_eq!(both.text(), "Ny växel 2 mnkr");
        assert_eq!(both.place(&document).quote, "2 mnkr, Ny växel");
    }

    #[test]
    fn a_space_that_was_taken_back_leaves_no_run_beyond_the_text() {
        check("ett *\n* två", "ett två");
        check("a  *\u{ad} *\nb", "a b");
    }
}
