//! Lines in reading order → units: paragraphs, items of lists and headings, each with its lines.
//!
//! Takes the lines of all pages; gives which of them begin something and which carry on. What tells is the distance from
//! the line above, whether that one had room for the next word, indents, size and weight, and marks at the start.

use crate::pattern::patterns;

use super::{letters, measures::Measures, words::Word};

patterns! {
    ENDS_SENTENCE = r#"[.!?:;]["”')]*$"#;
}

/// A line of text on a page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct TextLine {
    pub(super) words: Vec<Word>,
    pub(super) page: u32,
    pub(super) y: f64,
    pub(super) size: f64,
    /// Where the lines of its column end.
    pub(super) right: f64,
    /// Where they begin.
    pub(super) left: f64,
}

impl TextLine {
    pub(super) fn x0(&self) -> f64 {
        self.words.first().map_or(0.0, |word| word.x0)
    }

    pub(super) fn x1(&self) -> f64 {
        self.words.iter().filter(|word| !word.raised).map(|word| word.x1).fold(f64::MIN, f64::max)
    }

    /// Whether all that has letters in it is bold.
    pub(super) fn is_bold(&self) -> bool {
        let mut lettered = self.words.iter().filter(|word| word.text.contains(char::is_alphanumeric)).peekable();
        lettered.peek().is_some() && lettered.all(|word| word.bold)
    }

    /// The words; the footnotes' marks are left out.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        let mut dropped: Option<&Word> = None;
        for (at, word) in self.words.iter().enumerate() {
            if word.raised && at > 0 {
                dropped = Some(word);
                continue;
            }
            // What follows a mark closely, such as a comma, belongs to the word before it.
            let close = dropped.take().is_some_and(|mark| word.x0 - mark.x1 < 0.15 * word.size);
            if !text.is_empty() && !close {
                text.push(' ');
            }
            let words = if at == 0 && self.words.len() > 1 { letters::known_bullet(&word.text) } else { &word.text };
            text.push_str(without_marks(words));
        }
        text
    }

    /// What marks the start of the line, and where the words after it begin.
    pub(super) fn marker(&self) -> Option<Mark> {
        let [first, second, ..] = self.words.as_slice() else { return None };
        let gap = second.x0 - first.x1;
        let text_x = second.x0;
        if letters::is_bullet(&first.text) {
            let doubtful =
                matches!(first.text.as_str(), "o" | "*" | "+" | ">" | "»" | "-" | "–" | "—" | "−" | "·" | "→");
            return Some(Mark { x: first.x0, text_x, kind: if doubtful { Kind::Doubtful } else { Kind::Bullet }, gap });
        }
        let closed = first.text.ends_with(['.', ')']) || first.text.contains('.') || gap > 0.55 * self.size;
        (letters::is_number(&first.text) && closed).then_some(Mark { x: first.x0, text_x, kind: Kind::Number, gap })
    }
}

/// Footnote marks that a font has as characters of their own, dropped where they end a word.
fn without_marks(word: &str) -> &str {
    let bare = word.trim_end_matches(['¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹', '⁰']);
    if bare.chars().count() >= 4 { bare } else { word }
}

/// What begins a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Mark {
    pub(super) x: f64,
    pub(super) text_x: f64,
    pub(super) kind: Kind,
    gap: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Bullet,
    /// A dash or letter that may also be part of a sentence.
    Doubtful,
    Number,
}

/// Lines that belong together.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Unit {
    pub(super) lines: Vec<TextLine>,
    pub(super) mark: Option<Mark>,
}

impl Unit {
    pub(super) fn size(&self) -> f64 {
        self.lines.first().map_or(0.0, |line| line.size)
    }

    pub(super) fn is_bold(&self) -> bool {
        self.lines.iter().all(TextLine::is_bold)
    }

    pub(super) fn x0(&self) -> f64 {
        self.lines.first().map_or(0.0, TextLine::x0)
    }
}

/// Adds a line to the units, or begins a new one with it.
pub(super) fn add(units: &mut Vec<Unit>, line: TextLine, measures: &Measures) {
    let mark = line.marker();
    if let Some(at) = carried_on(units, &line, mark, measures)
        && let Some(open) = units.get_mut(at)
    {
        open.lines.push(line);
        return;
    }
    units.push(Unit {
        mark: mark.filter(|mark| mark.kind != Kind::Doubtful || is_likely(*mark, &line)),
        lines: vec![line],
    });
}

/// The unit that a line carries on: the last one, or the one before it where that stands aside, such as a note in the margin.
fn carried_on(units: &[Unit], line: &TextLine, mark: Option<Mark>, measures: &Measures) -> Option<usize> {
    let last = units.len().checked_sub(1)?;
    let open = units.get(last)?;
    if carries_on(open, line, mark, measures) {
        return Some(last);
    }
    let before = units.get(last.checked_sub(1)?)?;
    let aside = open.lines.iter().all(|other| {
        other.page == line.page && (other.x0() > line.x1() + line.size || other.x1() + line.size < line.x0())
    });
    let same_column = before.lines.last().is_some_and(|other| {
        other.page == line.page && other.y < line.y && other.x0() < line.x1() && other.x1() > line.x0()
    });
    (aside && same_column && carries_on(before, line, mark, measures)).then(|| last - 1)
}

/// A dash or an "o" begins an item where something is set apart by it.
fn is_likely(mark: Mark, line: &TextLine) -> bool {
    let dash = line.words.first().is_some_and(|word| matches!(word.text.as_str(), "-" | "–" | "—" | "−" | "·"));
    dash || mark.gap > 0.3 * line.size
}

fn carries_on(open: &Unit, line: &TextLine, mark: Option<Mark>, measures: &Measures) -> bool {
    let (Some(last), Some(first)) = (open.lines.last(), open.lines.first()) else { return false };
    let Some(word) = line.words.first() else { return false };
    if (line.size - last.size).abs() > 0.07 * line.size.max(last.size) {
        return false;
    }
    let end = last.text();
    let hyphenated = end.ends_with(['-', '\u{2010}', '\u{ad}']) && !end.ends_with(" -");
    let lower = word.text.starts_with(char::is_lowercase);
    let ended = ENDS_SENTENCE.is_match(&end);
    let wrapped = has_no_room(last, word);
    let same_flow = last.page == line.page && line.y > last.y && (line.left - last.left).abs() < 1.0;
    let size = line.size;
    if let Some(mark) = mark
        && begins_item(open, last, line, mark, wrapped, ended, hyphenated)
    {
        return false;
    }
    if !same_flow {
        // Over the end of a page or column a sentence goes on, or a list's item does.
        let same_weight = open.is_bold() == line.is_bold();
        return (wrapped || lower || hyphenated)
            && (!ended || lower)
            && (lower || hyphenated || !is_heading_like(open, measures))
            && same_weight;
    }
    let pitch = measures.pitch(size);
    let heading = size > 1.08 * measures.body || (open.is_bold() && open.mark.is_none());
    let reach = if heading { (1.25 * pitch).max(1.45 * size) } else { 1.22 * pitch };
    if line.y - last.y > reach {
        return false;
    }
    if hyphenated {
        return true;
    }
    // A line set in bold by itself is over when the text below it is not.
    if open.is_bold() && !line.is_bold() && (!wrapped || !lower) {
        return false;
    }
    if !open.is_bold() && line.is_bold() && !lower && (ended || !wrapped) {
        return false;
    }
    let centred = size > 1.08 * measures.body;
    if let Some(mark) = open.mark {
        let hangs = (line.x0() - mark.text_x).abs() < 0.7 * size
            || (open.lines.len() > 1 && (line.x0() - last.x0()).abs() < 0.7 * size);
        let flush = line.x0() < mark.text_x - 0.7 * size;
        if hangs && (wrapped || lower || !ended) {
            return true;
        }
        return flush && (wrapped && (lower || !ended)) && !centred;
    }
    let indented = line.x0() > last.x0() + 0.8 * size && open.lines.len() > 1;
    let shifted = (line.x0() - last.x0()).abs() > 1.6 * size && line.x0() > first.x0();
    if !centred && (indented || shifted) && (ended || !lower) {
        return false;
    }
    wrapped || (lower && !ended)
}

fn is_heading_like(open: &Unit, measures: &Measures) -> bool {
    open.size() > 1.08 * measures.body || (open.is_bold() && open.lines.len() == 1)
}

/// Whether a marked line begins an item rather than carrying on a sentence that happens to have a dash or number there.
fn begins_item(
    open: &Unit,
    last: &TextLine,
    line: &TextLine,
    mark: Mark,
    wrapped: bool,
    ended: bool,
    hyphenated: bool,
) -> bool {
    let size = line.size;
    let same_x = open.mark.is_some_and(|opened| (opened.x - mark.x).abs() < 0.4 * size);
    match mark.kind {
        Kind::Bullet => true,
        Kind::Doubtful | Kind::Number if same_x => true,
        Kind::Doubtful => {
            let in_sentence = wrapped && !ended && (mark.x - last.x0()).abs() < 1.0 && mark.gap < 0.5 * size;
            is_likely(mark, line) && !in_sentence
        }
        Kind::Number => {
            let lower = line.words.get(1).is_some_and(|word| word.text.starts_with(char::is_lowercase));
            let hung = open.mark.is_some_and(|opened| (mark.x - opened.text_x).abs() < 0.7 * size);
            let in_sentence = wrapped && !ended && (hung || (mark.x - last.x0()).abs() < 1.0) && mark.gap < 0.5 * size;
            !(hyphenated || in_sentence && (lower || !line.is_bold()))
        }
    }
}

/// Whether the next word had no room at the end of a line.
fn has_no_room(last: &TextLine, next: &Word) -> bool {
    let width = next.x1 - next.x0;
    last.x1() + 0.22 * last.size + width > last.right - 0.35 * last.size
}
