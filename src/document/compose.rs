//! Lines with a look, one after the other → a `Document`.
//!
//! Takes what a reader of a format with styles finds, in reading order; gives the text as read with its lines. Never
//! judges what a line is for. Control characters are dropped: a tab or line break inside a cell would move its columns.

use std::collections::BTreeSet;

use crate::review::Span;

use super::{Document, Line, Look};

/// Separator of paragraphs within one cell of a table.
pub(super) const WITHIN_CELL: char = '\u{2028}';

/// Collects the lines of a document.
#[derive(Debug, Default)]
pub(super) struct Composer {
    text: String,
    lines: Vec<Line>,
    page: Option<u32>,
    /// Before which lines a blank one stands.
    blanks: BTreeSet<usize>,
}

impl Composer {
    /// What follows stands on this page, counted from 1.
    pub(super) fn page(&mut self, page: u32) {
        if self.page.is_some_and(|before| before != page) {
            self.text.push('\u{c}');
        }
        self.page = Some(page);
    }

    /// Adds a line. `indent` in columns; for an item it is only shown, its depth is in the look. A blank line is only noted.
    pub(super) fn line(&mut self, look: Look, indent: u16, words: &str) {
        let words = words.trim_matches(is_blank);
        if words.is_empty() {
            return self.blank();
        }
        self.text.extend(std::iter::repeat_n(' ', usize::from(indent)));
        let start = self.text.len();
        self.text.extend(words.chars().map(|c| if c.is_control() || c == WITHIN_CELL { ' ' } else { c }));
        self.end_line(look, start, indent);
    }

    /// Adds a line of typed text, whose tabs part columns; one before the first word stands for a blank first cell.
    pub(super) fn typed(&mut self, indent: u16, words: &str) {
        let is_tabbed = words.starts_with('\t');
        let words = words.trim_matches(is_blank);
        if words.is_empty() {
            return self.blank();
        }
        match is_tabbed {
            true => self.text.push('\t'),
            false => self.text.extend(std::iter::repeat_n(' ', usize::from(indent))),
        }
        let start = self.text.len();
        self.text.extend(words.chars().map(|c| if c.is_control() && c != '\t' { ' ' } else { c }));
        self.end_line(Look::Plain, start, indent);
    }

    /// A blank line stands here.
    pub(super) fn blank(&mut self) {
        self.blanks.insert(self.lines.len());
    }

    /// Adds a row of a table. Paragraphs within a cell are parted by line breaks.
    pub(super) fn row<C: AsRef<str>>(&mut self, cells: &[C]) {
        if cells.iter().all(|cell| cell.as_ref().trim_matches(is_blank).is_empty()) {
            return;
        }
        let start = self.text.len();
        for (at, cell) in cells.iter().enumerate() {
            if at > 0 {
                self.text.push('\t');
            }
            let as_kept = |c: char| match c {
                '\n' => WITHIN_CELL,
                c if c.is_control() => ' ',
                c => c,
            };
            self.text.extend(cell.as_ref().trim_matches(is_blank).chars().map(as_kept));
        }
        self.end_line(Look::Row, start, 0);
    }

    /// The document. One whose paragraphs are the lines of a typed text, broken by hand, is read as such a text.
    pub(super) fn finish(self, media_type: &'static str) -> Document {
        if self.is_hard_wrapped() {
            return self.finish_typed(media_type);
        }
        Document { media_type, text: self.text, lines: self.lines }
    }

    /// The document as typed text: lines without a look, with the blank ones between them.
    pub(super) fn finish_typed(self, media_type: &'static str) -> Document {
        let mut lines: Vec<Line> = Vec::with_capacity(self.lines.len() + self.blanks.len());
        let mut end = 0;
        for (at, line) in self.lines.into_iter().enumerate() {
            let next = |lines: &Vec<Line>| u32::try_from(lines.len() + 1).unwrap_or(u32::MAX);
            if self.blanks.contains(&at) && at > 0 {
                let span = Span { start: end, end };
                let number = next(&lines);
                lines.push(Line { span, number, page: line.page, indent: 0, look: Look::Plain });
            }
            end = line.span.end;
            let look = if line.look == Look::Aside { Look::Aside } else { Look::Plain };
            let number = next(&lines);
            lines.push(Line { number, look, ..line });
        }
        Document { media_type, text: self.text, lines }
    }

    /// Whether paragraphs end in mid-sentence and the next go on in lower case: each is a line that was broken by hand, as a
    /// text file makes them that was opened and saved by a word processor.
    fn is_hard_wrapped(&self) -> bool {
        const FEWEST: usize = 30;
        let paragraphs = self.lines.iter().filter(|line| matches!(line.look, Look::Paragraph { .. })).count();
        let others =
            self.lines.iter().filter(|line| matches!(line.look, Look::Heading(_) | Look::Item(_) | Look::Row)).count();
        if paragraphs < FEWEST || others * 10 > paragraphs {
            return false;
        }
        let words = |line: &Line| self.text.get(line.span.start..line.span.end).unwrap_or_default();
        let broken = self.lines.iter().zip(self.lines.iter().skip(1)).enumerate().filter(|(at, (line, next))| {
            matches!((line.look, next.look), (Look::Paragraph { .. }, Look::Paragraph { .. }))
                && !self.blanks.contains(&(at + 1))
                && !words(line).ends_with(['.', ':', ';', '!', '?'])
                && words(next).starts_with(char::is_lowercase)
        });
        broken.count() * 6 > paragraphs
    }

    fn end_line(&mut self, look: Look, start: usize, indent: u16) {
        let number = u32::try_from(self.lines.len() + 1).unwrap_or(u32::MAX);
        let span = Span { start, end: self.text.len() };
        self.lines.push(Line { span, number, page: self.page, indent, look });
        self.text.push('\n');
    }
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_that_break_sentences_are_lines_of_a_typed_text() {
        let read = |lines: &[&str]| {
            let mut composer = Composer::default();
            for _ in 0..20 {
                lines.iter().for_each(|line| composer.line(Look::Paragraph { bold: false }, 0, line));
            }
            composer.finish("text/html").lines
        };
        let typed = read(&["Kontoret övar varje höst och skriver", "ned vad som gick fel.", ""]);
        assert!(typed.iter().all(|line| line.look == Look::Plain));
        assert_eq!(typed.iter().filter(|line| line.span.start == line.span.end).count(), 19);
        let set = read(&["Kontoret övar varje höst.", "Det skriver ned vad som gick fel.", ""]);
        assert!(set.iter().all(|line| line.look == Look::Paragraph { bold: false }));
    }

    #[test]
    fn rows_keep_blank_cells_and_pages_are_parted() {
        let mut composer = Composer::default();
        composer.page(1);
        composer.line(Look::Heading(1), 0, " Plan\u{7} ");
        composer.row(&["", "Öva\nMäta", "IT\tchef"]);
        composer.page(2);
        composer.line(Look::Item(1), 2, "• Klassa");
        let document = composer.finish("text/html");
        let lines: Vec<_> = document.lines.iter().map(|line| (document.words(line), line.page, line.look)).collect();
        let expected = [
            ("Plan", Some(1), Look::Heading(1)),
            ("\tÖva\u{2028}Mäta\tIT chef", Some(1), Look::Row),
            ("• Klassa", Some(2), Look::Item(1)),
        ];
        assert_eq!(lines, expected);
        assert!(document.text.contains('\u{c}'));
    }
}
