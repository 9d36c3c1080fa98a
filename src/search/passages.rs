//! The running text of a document → its sentences, without what stands in the index already.
//!
//! Takes a text as read and the spans that are taken (of actions, risks and findings); gives the sentences between them,
//! lines joined and hyphens at the ends of lines mended, each with the line that it begins on. Cuts too often rather than
//! too seldom: it knows signs and line ends, not the structure of the document.

use crate::review::Span;

/// A sentence of running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The line that it begins on, from 1.
    pub line: u32,
    /// Its words, with single spaces.
    pub text: String,
}

/// From this many bytes on a sentence without an end is cut between two words.
const LONGEST: usize = 600;

/// A line that is shorter and has no full stop may be a heading.
const HEADING: usize = 60;

/// The fewest letters that are worth finding.
const FEWEST_LETTERS: usize = 3;

/// Words whose full stop ends no sentence, without it.
const ABBREVIATIONS: [&str; 22] = [
    "t.ex", "bl.a", "m.m", "m.fl", "dvs", "d.v.s", "ca", "nr", "kap", "resp", "kl", "o.s.v", "osv", "etc", "jfr",
    "p.g.a", "f.n", "fr.o.m", "t.o.m", "inkl", "dnr", "s.k",
];

/// Signs that begin an item of a list.
const BULLETS: [char; 9] = ['•', '-', '–', '*', '·', '○', '▪', '\u{f0b7}', '|'];

/// The sentences of a text that stand in none of the spans.
pub fn passages(text: &str, taken: &[Span]) -> Vec<Passage> {
    let mut taken = taken.to_vec();
    taken.sort_unstable_by_key(|span| (span.start, span.end));
    let mut taken = taken.as_slice();
    let mut found = Vec::new();
    let mut block = Block::default();
    let mut start = 0;
    for (line, whole) in (1u32..).zip(text.split_inclusive('\n')) {
        let end = start + whole.len();
        // Spans that end before the line are done with; a long one may hold shorter ones.
        while let Some((first, others)) = taken.split_first()
            && first.end <= start
        {
            taken = others;
        }
        let mut from = start;
        for span in taken.iter().take_while(|span| span.start < end).filter(|span| span.end > start) {
            if from < span.start {
                block.add(text.get(from..span.start).unwrap_or_default(), line, &mut found);
            }
            block.end(&mut found);
            from = from.max(span.end);
        }
        block.add(text.get(from.min(end)..end).unwrap_or_default(), line, &mut found);
        start = end;
    }
    block.end(&mut found);
    found
}

/// Lines that are read as one.
#[derive(Default)]
struct Block {
    text: String,
    /// Where in the text each line begins.
    lines: Vec<(usize, u32)>,
    last: usize,
}

impl Block {
    fn add(&mut self, piece: &str, line: u32, found: &mut Vec<Passage>) {
        let piece = piece.trim_matches(|sign: char| sign.is_whitespace());
        if piece.is_empty() {
            self.end(found);
            return;
        }
        if self.begins_anew(piece) {
            self.end(found);
        }
        let piece =
            piece.trim_start_matches(|sign: char| BULLETS.contains(&sign) || sign == '#' || sign.is_whitespace());
        let lower = piece.starts_with(char::is_lowercase);
        let listed = ["och ", "eller ", "samt "].iter().any(|word| piece.starts_with(word));
        let hyphen = self.text.strip_suffix(['-', '\u{ad}']).is_some_and(|left| left.ends_with(char::is_lowercase));
        if hyphen && lower && !listed {
            self.text.pop();
        } else if !self.text.is_empty() {
            self.text.push(' ');
        }
        self.lines.push((self.text.len(), line));
        for (at, word) in piece.split_whitespace().enumerate() {
            if at > 0 {
                self.text.push(' ');
            }
            self.text.push_str(word);
        }
        self.last = piece.len();
    }

    /// Whether a line begins something new: an item of a list, or what follows a heading.
    fn begins_anew(&self, piece: &str) -> bool {
        let bullet = piece.starts_with(BULLETS) && !piece.starts_with("--");
        let heading = self.last < HEADING
            && !self.text.ends_with(['.', ',', ';', ':', '-'])
            && piece.starts_with(|first: char| first.is_uppercase() || first.is_ascii_digit());
        bullet || heading || piece.starts_with('#')
    }

    /// Gives the sentences and begins anew.
    fn end(&mut self, found: &mut Vec<Passage>) {
        let mut start = 0;
        let mut signs = self.text.char_indices().peekable();
        while let Some((at, sign)) = signs.next() {
            let after = at + sign.len_utf8();
            let next = self.text.get(after..).unwrap_or_default();
            let ends = match sign {
                '.' | '!' | '?' => {
                    let begins = next.strip_prefix(' ').and_then(|next| next.chars().next());
                    begins.is_some_and(|first| !first.is_lowercase()) && !is_abbreviation(self.text.get(start..at))
                }
                ' ' => at - start >= LONGEST,
                _ => false,
            };
            if ends || signs.peek().is_none() {
                self.give(start, after, found);
                start = after;
            }
        }
        self.text.clear();
        self.lines.clear();
        self.last = 0;
    }

    fn give(&self, start: usize, end: usize, found: &mut Vec<Passage>) {
        let text = self.text.get(start..end).unwrap_or_default().trim();
        if text.chars().filter(|letter| letter.is_alphabetic()).take(FEWEST_LETTERS).count() < FEWEST_LETTERS {
            return;
        }
        let at = self.lines.partition_point(|(from, _)| *from <= start);
        let line = at.checked_sub(1).and_then(|at| self.lines.get(at)).map_or(1, |(_, line)| *line);
        found.push(Passage { line, text: text.to_owned() });
    }
}

/// Whether the last word before a full stop is an abbreviation, a number of a list or an initial.
fn is_abbreviation(before: Option<&str>) -> bool {
    let word = before.unwrap_or_default().rsplit(' ').next().unwrap_or_default();
    let bare = word.trim_start_matches(['(', '"', '”']);
    bare.chars().count() < 2 || ABBREVIATIONS.contains(&bare.to_lowercase().as_str())
}
