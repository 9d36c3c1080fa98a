//! Lines with a look, one after the other → a `Document`.
//!
//! Takes what a reader of a format with styles finds, in reading order; gives the text as read with its lines. Never
//! judges what a line is for. Control characters are dropped: a tab or line break inside a cell would move its columns.

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
}

impl Composer {
    /// What follows stands on this page, counted from 1.
    pub(super) fn page(&mut self, page: u32) {
        if self.page.is_some_and(|before| before != page) {
            self.text.push('\u{c}');
        }
        self.page = Some(page);
    }

    /// Adds a line. `indent` in columns; for an item it is only shown, its depth is in the look. Blank lines are dropped.
    pub(super) fn line(&mut self, look: Look, indent: u16, words: &str) {
        let words = words.trim_matches(is_blank);
        if words.is_empty() {
            return;
        }
        self.text.extend(std::iter::repeat_n(' ', usize::from(indent)));
        let start = self.text.len();
        self.text.extend(words.chars().map(|c| if c.is_control() || c == WITHIN_CELL { ' ' } else { c }));
        self.end_line(look, start, indent);
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

    /// The document.
    pub(super) fn finish(self, media_type: &'static str) -> Document {
        Document { media_type, text: self.text, lines: self.lines }
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
