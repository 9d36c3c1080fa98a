//! Text → its physical lines.

use crate::review::Span;

use super::{Line, Look};

/// Splits at LF, CR LF, lone CR and form feed; a form feed also begins a new page.
pub(super) fn split(text: &str) -> Vec<Line> {
    let has_pages = text.contains('\u{c}');
    let mut lines = Vec::new();
    let mut page = has_pages.then_some(1u32);
    let mut start = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        match c {
            '\r' if matches!(characters.peek(), Some((_, '\n'))) => continue,
            '\n' | '\r' | '\u{c}' => {}
            _ => continue,
        }
        // A form feed at the start of a line ends no line; it only turns the page.
        if !(c == '\u{c}' && text.get(start..at).is_none_or(|line| line.trim().is_empty())) {
            push(&mut lines, text, start, at, page);
        }
        if c == '\u{c}' {
            page = page.map(|page| page + 1);
        }
        start = at + c.len_utf8();
    }
    if start < text.len() {
        push(&mut lines, text, start, text.len(), page);
    }
    lines
}

fn push(lines: &mut Vec<Line>, text: &str, start: usize, end: usize, page: Option<u32>) {
    let raw = text.get(start..end).unwrap_or_default();
    let kept = raw.trim();
    let before = raw.len() - raw.trim_start().len();
    let indent: usize = raw.get(..before).unwrap_or_default().chars().map(|c| if c == '\t' { 4 } else { 1 }).sum();
    let span = match kept.is_empty() {
        true => Span { start, end: start },
        false => Span { start: start + before, end: start + before + kept.len() },
    };
    let number = u32::try_from(lines.len() + 1).unwrap_or(u32::MAX);
    lines.push(Line { span, number, page, indent: u16::try_from(indent).unwrap_or(u16::MAX), look: Look::Plain });
}
