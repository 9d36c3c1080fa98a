//! Finds rows of risks in plain lines: words that end in a likelihood, a consequence and their product.
//!
//! The lines of a table whose columns the text has lost, or whose heading is broken over lines. The product tells a row;
//! what stands between two rows carries on a treatment, or begins the next event.

use crate::{
    document::{Document, Line, Look},
    pattern::patterns,
};

use super::{
    grid::Found,
    marks::{Mark, look},
    mend::Mended,
};

patterns! {
    ROW = r"^(.*\p{L}+\s.*\p{L}[)”]?)[.:]?\s+([1-5])\s+([1-5])\s+(\d{1,2})(?:\s+(\S.*))?$";
    LONE = r"^([1-5])\s+([1-5])\s+(\d{1,2})(?:\s+(\S.*))?$";
    HEADING = r"(?i)sanno|konse|likhet|kvens|\brv\b|riskvärde|värde\b|händelse|åtgärd|hantering|\bs\s+k\b|\brisk\b|score|impact";
    ARROW = r"^(?:->|→|=>|–>|⇒)\s*";
}

/// Fewer rows than this are a sentence that happens to fit.
const FEWEST: usize = 2;
/// Lines between two rows that still carry on the first.
const MOST_BETWEEN: usize = 3;

/// A line that ends an event with figures: event, the three figures and what follows, in bytes of the line.
struct Row {
    event: std::ops::Range<usize>,
    figures: [std::ops::Range<usize>; 3],
    rest: std::ops::Range<usize>,
}

/// Finds every run of rows. `taken` has a flag for each line that is furniture or stands in a table already.
pub(super) fn find(document: &Document, taken: &[bool]) -> Vec<Found> {
    let is_open = |at: usize| !taken.get(at).copied().unwrap_or(false);
    let row_at = |at: usize| {
        let line = document.lines.get(at).filter(|_| is_open(at))?;
        let is_plain = matches!(line.look, Look::Plain | Look::Paragraph { .. } | Look::Continued);
        let words = document.words(line);
        let is_item = matches!(look(words), Mark::Item(..) | Mark::Row | Mark::Rule(_) | Mark::Markdown(..));
        if is_plain && !is_item { row(words) } else { None }
    };
    let rows: Vec<(usize, Row)> = (0..document.lines.len()).filter_map(|at| Some((at, row_at(at)?))).collect();
    let mut found = Vec::new();
    let mut run: Vec<&(usize, Row)> = Vec::new();
    for next in &rows {
        let goes_on = run.last().is_some_and(|last| lines_between(document, taken, last.0, next.0) <= MOST_BETWEEN);
        if !goes_on {
            found.extend(table(document, taken, &run));
            run.clear();
        }
        run.push(next);
    }
    found.extend(table(document, taken, &run));
    found
}

fn row(words: &str) -> Option<Row> {
    // Most lines are running text.
    if words.bytes().filter(u8::is_ascii_digit).count() < 3 {
        return None;
    }
    let (found, shift) = match LONE.captures(words) {
        Some(found) => (found, 0),
        None => (ROW.captures(words)?, 1),
    };
    let range = |at: usize| found.get(at).map(|part| part.range());
    let figure = |at: usize| found.get(at).and_then(|part| part.as_str().parse::<u8>().ok());
    let (a, b, c) = (figure(1 + shift)?, figure(2 + shift)?, figure(3 + shift)?);
    (a * b == c).then_some(())?;
    Some(Row {
        event: if shift == 1 { range(1)? } else { 0..0 },
        figures: [range(1 + shift)?, range(2 + shift)?, range(3 + shift)?],
        rest: range(4 + shift).unwrap_or(words.len()..words.len()),
    })
}

fn lines_between(document: &Document, taken: &[bool], first: usize, next: usize) -> usize {
    let stops = |words: &str| matches!(look(words), Mark::Markdown(..) | Mark::Item(..));
    (first + 1..next)
        .filter(|at| !taken.get(*at).copied().unwrap_or(false))
        .filter_map(|at| document.lines.get(at))
        .map(|line| document.words(line))
        .filter(|words| !words.is_empty())
        .map(|words| if stops(words) { MOST_BETWEEN + 1 } else { 1 })
        .sum()
}

fn table(document: &Document, taken: &[bool], run: &[&(usize, Row)]) -> Option<Found> {
    if run.len() < FEWEST {
        return None;
    }
    let (first, mut last) = (run.first()?.0, run.last()?.0);
    let filled = |at: usize| {
        let line = document.lines.get(at).filter(|_| !taken.get(at).copied().unwrap_or(false))?;
        let words = document.words(line);
        let is_text = matches!(look(words), Mark::Text(_) | Mark::Numbered(..));
        let is_set_apart = !matches!(line.look, Look::Plain | Look::Continued) && !ARROW.is_match(words);
        (is_text && !is_set_apart).then_some((line, words))
    };
    let begins_low = |row: &Row, words: &str| {
        let event = words.get(row.event.clone()).unwrap_or_default();
        event.is_empty() || event.starts_with(char::is_lowercase)
    };
    let mut rows: Vec<Vec<Mended>> = Vec::new();
    let mut start = first;
    for (order, (at, row)) in run.iter().enumerate() {
        let line = document.lines.get(*at)?;
        let words = document.words(line);
        let mut event = Mended::default();
        // An event that begins on the line above.
        let above = if begins_low(row, words) { at.checked_sub(1).and_then(filled) } else { None };
        if let Some((above, words)) = above.filter(|(_, words)| !HEADING.is_match(words) || words.len() > 60) {
            event.push_line(words, above.span.start, above);
            start = start.min(at - 1);
        }
        push(&mut event, words, row.event.clone(), line);
        let mut cells = vec![event];
        for figure in &row.figures {
            let mut cell = Mended::default();
            push(&mut cell, words, figure.clone(), line);
            cells.push(cell);
        }
        let mut rest = Mended::default();
        push(&mut rest, words, row.rest.clone(), line);
        let next = run.get(order + 1);
        let mut end = next.map_or(at + 1 + MOST_BETWEEN, |next| next.0);
        if let Some((next, row)) = next.map(|next| (next.0, &next.1))
            && document.lines.get(next).is_some_and(|line| begins_low(row, document.words(line)))
        {
            end = next.saturating_sub(1).max(at + 1);
        }
        for more in at + 1..end {
            // After the last row only what follows at once belongs to it.
            let Some((line, words)) = filled(more) else {
                if next.is_none() {
                    break;
                }
                continue;
            };
            if next.is_none() && (matches!(look(words), Mark::Numbered(..)) || words.len() > 90) {
                break;
            }
            let arrow = ARROW.find(words).map_or(0, |arrow| arrow.end());
            push(&mut rest, words, arrow..words.len(), line);
            last = last.max(more);
        }
        cells.push(rest);
        rows.push(cells);
    }
    let heading = (start.saturating_sub(3)..start).rev().take_while(|at| {
        filled(*at).is_some_and(|(_, words)| words.len() <= 70 && HEADING.is_match(words) && !words.ends_with('.'))
            || document.lines.get(*at).is_some_and(|line| matches!(look(document.words(line)), Mark::Rule('-' | '=')))
    });
    let headed = heading.last().unwrap_or(start);
    Some(Found { first: headed, last, rows })
}

fn push(cell: &mut Mended, words: &str, range: std::ops::Range<usize>, line: &Line) {
    let part = words.get(range.clone()).unwrap_or_default();
    if !part.trim().is_empty() {
        cell.push_line(part, line.span.start + range.start, line);
    }
}
