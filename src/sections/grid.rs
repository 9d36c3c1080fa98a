//! Finds tables in lines of text: cells set apart by tabs, bars, semicolons or runs of spaces.
//!
//! A row may wrap over several lines and a table over several pages; a cell is the mended text of its pieces.

use crate::{
    document::{Document, Line, Look},
    pattern::patterns,
};

use super::{
    marks::{Mark, look},
    mend::Mended,
};

patterns! {
    HEADER_WORD = r"(?i)^\W*(?:år|tid|tids?plan|tidpunkt|när|klart?|åtgärd|aktivitet|insats|ansvar|status|läge|kostnad|budget|belopp|risk|(?:oönskad )?händelse|sannolik|konsekvens|kons\.?$|sann\.?$|värde|nr|#|id$|område|prio|kommentar|beskrivning|vad|vem|utfall|resultat|nis2|mål|system|process|arbetssätt|workstream|year|when|action|activity|owner|area|score|l$|i$|s$|k$|rv$|s\s*[x×]\s*k|nyckeltal|mått|antal|värde|period|start|deadline|frist|hantering|bedömning|20\d\d|föregående|planerat|enhet|verksamhet|indikator|uppföljning|behandling|kpi|treatment|likelihood|impact|consequence|event|deliver)";
    GAP = r" {2,}|\t+";
}

/// Lines `first..=last` of the document hold the table.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) rows: Vec<Vec<Mended>>,
}

/// How a line sets its cells apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Separator {
    Tab,
    Bar,
    Semicolon,
    Spaces,
}

/// A piece of a line: the column it starts in, its first byte within the line, its words.
struct Piece<'t> {
    column: usize,
    byte: usize,
    words: &'t str,
}

/// Finds every table. `furniture` has a flag for each line.
pub(super) fn find(document: &Document, furniture: &[bool]) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    // Heading and columns of the last aligned table: a later one may go on with them under a heading of its own.
    let mut last: Option<(Vec<Mended>, Vec<usize>)> = None;
    let mut at = 0;
    while at < document.lines.len() {
        if document.lines.get(at).is_some_and(|line| line.look == Look::Row) {
            let table = ruled(document, furniture, at);
            at = table.last + 1;
            found.push(table);
            continue;
        }
        let separator = match document.lines.get(at) {
            Some(line) if !furniture.get(at).copied().unwrap_or(false) => separator_at(document, furniture, at, line),
            _ => None,
        };
        let table = separator.and_then(|separator| match separator {
            Separator::Spaces => aligned(document, furniture, at, None),
            separator => separated(document, furniture, at, separator),
        });
        let table = table.or_else(|| {
            let (heading, columns) = last.as_ref()?;
            let line = document.lines.get(at).filter(|_| !furniture.get(at).copied().unwrap_or(false))?;
            let starts: Vec<usize> =
                pieces(document.words(line), line, Separator::Spaces).iter().map(|piece| piece.column).collect();
            let fits = starts.len() >= 3
                && starts.len() <= columns.len()
                && starts.iter().all(|start| columns.iter().any(|column| column.abs_diff(*start) <= 1));
            fits.then(|| aligned(document, furniture, at, Some((heading.clone(), columns.clone())))).flatten()
        });
        if separator == Some(Separator::Spaces)
            && let (Some(table), Some(line)) = (&table, document.lines.get(at))
        {
            let columns =
                pieces(document.words(line), line, Separator::Spaces).iter().map(|piece| piece.column).collect();
            last = table.rows.first().map(|heading| (heading.clone(), columns));
        }
        match table {
            Some(table) => {
                at = table.last + 1;
                found.push(table);
            }
            None => at += 1,
        }
    }
    found
}

/// A table whose rows the file itself tells. A cell that lists several things makes a row of each of them.
fn ruled(document: &Document, furniture: &[bool], start: usize) -> Found {
    let mut table = Found { first: start, last: start, rows: Vec::new() };
    for (at, line) in document.lines.iter().enumerate().skip(start) {
        if furniture.get(at).copied().unwrap_or(false) {
            continue;
        }
        if line.look != Look::Row {
            break;
        }
        table.last = at;
        let mut row: Vec<Vec<Mended>> = Vec::new();
        let mut from = line.span.start;
        for words in document.words(line).split('\t') {
            row.push(listed(words, from, line));
            from += words.len() + 1;
        }
        let most = row.iter().map(Vec::len).max().unwrap_or(0);
        let lists = row.iter().filter(|cell| cell.len() > 1).count();
        if lists == 1 {
            for index in 0..most {
                let one = |cell: &Vec<Mended>| cell.get(index.min(cell.len().saturating_sub(1))).cloned();
                table.rows.push(row.iter().map(|cell| one(cell).unwrap_or_default()).collect());
            }
        } else {
            let joined =
                |cell: Vec<Mended>| cell.into_iter().reduce(|all, next| all.followed_by(&next)).unwrap_or_default();
            table.rows.push(row.into_iter().map(joined).collect());
        }
    }
    table
}

/// The items of a cell that is a list; else all of it as one.
fn listed(words: &str, from: usize, line: &Line) -> Vec<Mended> {
    let parts: Vec<&str> = words.split('\u{2028}').collect();
    let marked = |part: &&str| matches!(look(part.trim()), Mark::Item(..));
    let is_list = parts.len() > 1 && parts.iter().all(marked);
    let mut found = vec![Mended::default()];
    let mut at = from;
    for part in parts {
        let kept = match look(part.trim()) {
            Mark::Item(_, rest) => rest,
            _ => part.trim(),
        };
        if is_list && found.last().is_some_and(|last| !last.text().is_empty()) {
            found.push(Mended::default());
        }
        if let Some(last) = found.last_mut()
            && !matches!(kept, "" | "--")
        {
            last.push_line(kept, at + part.find(kept).unwrap_or(0), line);
        }
        at += part.len() + '\u{2028}'.len_utf8();
    }
    found
}

fn separator_at(document: &Document, furniture: &[bool], at: usize, line: &Line) -> Option<Separator> {
    let words = document.words(line);
    if look(words) == Mark::Row {
        return Some(if words.contains('\t') && !words.starts_with('|') { Separator::Tab } else { Separator::Bar });
    }
    let is_header = |pieces: &[Piece<'_>]| {
        let named = pieces.iter().filter(|piece| HEADER_WORD.is_match(piece.words)).count();
        pieces.len() >= 2 && named >= 2 && pieces.iter().all(|piece| piece.words.chars().count() <= 44)
    };
    if words.contains(';') {
        let semicolons = pieces(words, line, Separator::Semicolon);
        if semicolons.len() >= 3 && is_header(&semicolons) {
            return Some(Separator::Semicolon);
        }
    }
    let spaced = pieces(words, line, Separator::Spaces);
    let next_is_set = || {
        let next = (at + 1..document.lines.len()).filter(|next| !furniture.get(*next).copied().unwrap_or(false));
        next.filter_map(|next| document.lines.get(next))
            .map(|line| (line, document.words(line)))
            .filter(|(_, words)| !matches!(look(words), Mark::Blank | Mark::Rule(_)))
            .take(2)
            .any(|(line, words)| pieces(words, line, Separator::Spaces).len() >= 2)
    };
    (spaced.len() >= 2 && is_header(&spaced) && next_is_set()).then_some(Separator::Spaces)
}

fn pieces<'t>(words: &'t str, line: &Line, separator: Separator) -> Vec<Piece<'t>> {
    let mut found = Vec::new();
    let mut push = |start: usize, part: &'t str| {
        let trimmed = part.trim_start();
        let byte = start + (part.len() - trimmed.len());
        let column = usize::from(line.indent) + words.get(..byte).unwrap_or_default().chars().count();
        found.push(Piece { column, byte, words: trimmed.trim_end() });
    };
    match separator {
        Separator::Spaces if !words.contains(['\t']) && !words.contains("  ") => push(0, words),
        Separator::Spaces => {
            let mut start = 0;
            for gap in GAP.find_iter(words) {
                push(start, words.get(start..gap.start()).unwrap_or_default());
                start = gap.end();
            }
            push(start, words.get(start..).unwrap_or_default());
        }
        Separator::Tab | Separator::Bar | Separator::Semicolon => {
            let sign = match separator {
                Separator::Tab => '\t',
                Separator::Bar => '|',
                _ => ';',
            };
            let (inner, offset) = match separator {
                Separator::Bar => {
                    let inner = words.strip_prefix('|').unwrap_or(words);
                    (
                        inner.strip_suffix('|').unwrap_or(inner),
                        words.len() - words.strip_prefix('|').unwrap_or(words).len(),
                    )
                }
                _ => (words, 0),
            };
            let mut start = offset;
            for part in inner.split(sign) {
                push(start, part);
                start += part.len() + sign.len_utf8();
            }
        }
    }
    found
}

/// Tables whose lines carry their separators: a line a row, save lines that only carry on the last cell.
fn separated(document: &Document, furniture: &[bool], start: usize, separator: Separator) -> Option<Found> {
    let mut table = Found { first: start, last: start, rows: Vec::new() };
    let mut width = 0;
    let mut skipped = 0;
    for (at, line) in document.lines.iter().enumerate().skip(start) {
        let words = document.words(line);
        if furniture.get(at).copied().unwrap_or(false) || matches!(look(words), Mark::Blank | Mark::Rule(_)) {
            skipped += 1;
            continue;
        }
        let cells = pieces(with_leading_tabs(document, line, separator), line, separator);
        let is_row = match separator {
            Separator::Semicolon => cells.len() >= 3 && cells.len() + 1 >= width,
            _ => look(words) == Mark::Row || (width > 0 && cells.len() == width),
        };
        if is_row && !(skipped > 6 && cells.len() != width) {
            let offset = if separator == Separator::Tab { leading(document, line) } else { 0 };
            table.rows.push(cells.iter().map(|piece| cell(piece, line, offset)).collect());
            width = width.max(cells.len());
        } else {
            // A cell that was broken over lines carries on here, and its row with it.
            let short = table.rows.last().is_some_and(|row| row.len() < width);
            let carries_on = skipped == 0
                && matches!(look(words), Mark::Text(_))
                && (short || words.starts_with(char::is_lowercase));
            let Some(row) = table.rows.last_mut().filter(|_| carries_on) else { break };
            for (index, piece) in cells.iter().enumerate() {
                match row.last_mut().filter(|_| index == 0) {
                    Some(last) => last.push_line(piece.words, line.span.start + piece.byte, line),
                    None => row.push(cell(piece, line, 0)),
                }
            }
        }
        skipped = 0;
        table.last = at;
    }
    let enough = table.rows.len() >= 2 || table.rows.first().is_some_and(|row| row.len() >= 3);
    (enough && width >= 2).then_some(table)
}

/// Blank first cells are tabs before the first word, which a trimmed line has lost.
fn with_leading_tabs<'d>(document: &'d Document, line: &Line, separator: Separator) -> &'d str {
    match separator {
        Separator::Tab => {
            document.text.get(line.span.start - leading(document, line)..line.span.end).unwrap_or_default()
        }
        _ => document.words(line),
    }
}

fn leading(document: &Document, line: &Line) -> usize {
    let before = document.text.get(..line.span.start).unwrap_or_default();
    before.bytes().rev().take_while(|byte| *byte == b'\t').count()
}

fn cell(piece: &Piece<'_>, line: &Line, offset: usize) -> Mended {
    let mut mended = Mended::default();
    if !piece.words.is_empty() && piece.words != "--" {
        mended.push_line(piece.words, (line.span.start + piece.byte).saturating_sub(offset), line);
    }
    mended
}

/// Tables whose columns stand under one another. The heading's columns decide; a line that fills only few of them carries
/// on the row above.
fn aligned(
    document: &Document,
    furniture: &[bool],
    start: usize,
    known: Option<(Vec<Mended>, Vec<usize>)>,
) -> Option<Found> {
    let header_line = document.lines.get(start)?;
    // A table that goes on has its first row on its first line.
    let first_row = if known.is_some() { start } else { start + 1 };
    let (heading, columns) = known.unwrap_or_else(|| {
        let header = pieces(document.words(header_line), header_line, Separator::Spaces);
        (
            header.iter().map(|piece| cell(piece, header_line, 0)).collect(),
            header.iter().map(|piece| piece.column).collect(),
        )
    });
    let mut table = Found { first: start, last: start, rows: vec![heading] };
    let blank_between = blanks_part_rows(document, furniture, start);
    let mut apart = false;
    let mut blanks = 0;
    for (at, line) in document.lines.iter().enumerate().skip(first_row) {
        let words = document.words(line);
        if furniture.get(at).copied().unwrap_or(false) {
            continue;
        }
        match look(words) {
            Mark::Blank => {
                blanks += 1;
                apart = apart || blank_between;
                continue;
            }
            Mark::Rule(_) => {
                apart = true;
                continue;
            }
            Mark::Markdown(..) => break,
            _ => {}
        }
        let cells = pieces(words, line, Separator::Spaces);
        let first_column = cells.first().map_or(0, |piece| piece.column);
        let placed: Vec<usize> = cells.iter().map(|piece| column_of(&columns, piece.column)).collect();
        let outside = cells.len() == 1 && first_column <= columns.first().copied().unwrap_or(0) + 1;
        // One long line from the left margin after a blank is the text that follows the table.
        let ends = blanks > 0
            && outside
            && (words.chars().count() > 30
                || matches!(look(words), Mark::Numbered(..) | Mark::Item(..))
                || !blank_between);
        if ends || (outside && words.chars().count() > 60) || (blanks > 2 && cells.len() < 2) {
            break;
        }
        let begins = match table.rows.len() {
            1 if at == start + 1 && first_row > start && blanks == 0 && !apart => {
                !is_wrapped_header(&cells, &columns, &placed)
            }
            _ if apart || (blank_between && blanks > 0) => true,
            _ if blank_between => false,
            _ => begins_row(&cells, &placed, columns.len()),
        };
        if begins || table.rows.is_empty() {
            table.rows.push(vec![Mended::default(); columns.len()]);
        }
        if let Some(row) = table.rows.last_mut() {
            for (piece, column) in cells.iter().zip(&placed) {
                if let Some(cell) = row.get_mut(*column) {
                    cell.push_line(piece.words, line.span.start + piece.byte, line);
                }
            }
        }
        table.last = at;
        blanks = 0;
        apart = false;
    }
    (table.rows.len() >= 2).then_some(table)
}

/// The column whose start lies nearest.
fn column_of(columns: &[usize], start: usize) -> usize {
    let nearest = columns.iter().enumerate().min_by_key(|(_, column)| column.abs_diff(start));
    nearest.map_or(0, |(index, _)| index)
}

/// A row begins where the first column is filled, or most of them are, or the last one is.
fn begins_row(cells: &[Piece<'_>], placed: &[usize], columns: usize) -> bool {
    let starts_like_one =
        cells.first().is_some_and(|piece| piece.words.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()));
    let filled = placed.len();
    (placed.first() == Some(&0) && starts_like_one && (filled >= 2 || columns == 2))
        || (filled >= 2 && starts_like_one && placed.first() <= Some(&1))
}

fn is_wrapped_header(cells: &[Piece<'_>], columns: &[usize], placed: &[usize]) -> bool {
    let lower = cells.iter().all(|piece| piece.words.starts_with(|c: char| c.is_lowercase() || c == '('));
    lower && placed.len() <= columns.len() && cells.iter().all(|piece| piece.words.chars().count() <= 20)
}

/// Whether blank lines or rules part the rows: then a line without one before it never begins a row.
fn blanks_part_rows(document: &Document, furniture: &[bool], start: usize) -> bool {
    let mut runs = Vec::new();
    let mut run = 0usize;
    for (at, line) in document.lines.iter().enumerate().skip(start + 1).take(60) {
        if furniture.get(at).copied().unwrap_or(false) {
            continue;
        }
        let words = document.words(line);
        match look(words) {
            Mark::Blank | Mark::Rule(_) if run > 0 => {
                runs.push(run);
                run = 0;
            }
            Mark::Blank | Mark::Rule(_) => {}
            Mark::Markdown(..) => break,
            _ if run == 0 && !runs.is_empty() && pieces(words, line, Separator::Spaces).len() < 2 => break,
            _ => run += 1,
        }
    }
    runs.len() >= 3 && runs.iter().any(|run| *run >= 2) && runs.iter().all(|run| *run <= 6)
}
