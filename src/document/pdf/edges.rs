//! The rows of all pages → which of them are running headers and footers, footnotes and contents.
//!
//! Takes the rows of each page; moves those that are no part of the text aside. Never looks at single words but page
//! numbers.

use std::collections::HashMap;

use hayro_interpret::kurbo::Rect;

use crate::{document::without_numbers, pattern::patterns};

use super::{
    ink::{Fill, Rule},
    table::Table,
    words::Row,
};

patterns! {
    PAGE_NUMBER = r"(?i)^(?:[-–—]\s*)?(?:(?:sida|sid\.?|page|s\.)\s*)?\d{1,3}(?:\s*(?:\(|av|/|of)\s*\d{1,3}\s*\)?)?(?:\s*[-–—])?$";
    HOLDS_PAGE_NUMBER = r"(?i)\b(?:sida|sid\.?|page)\s*:?\s*\d{1,3}(?:\s*(?:\(|av|/|of)\s*\d{1,3}\)?)?|\b\d{1,3}\s*\(\d{1,3}\)";
    LEADERS = r"(?:\.\s?){4,}\s*(?:\d{1,3})?$|…{2,}\s*\d{0,3}$|_{4,}\s*\d{1,3}$";
    ENDS_IN_PAGE = r"\s\d{1,3}$";
    CONTENTS = r"(?i)^(?:innehåll(?:sförteckning)?|contents|table of contents)$";
}

/// A page before its columns are told.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub(super) number: u32,
    pub(super) page: Rect,
    pub(super) rows: Vec<Row>,
    /// Rows at the head that are no part of the text.
    pub(super) above: Vec<Row>,
    /// Rows at the foot and within that are no part of the text.
    pub(super) below: Vec<Row>,
    pub(super) tables: Vec<Table>,
    /// Tables that are no part of the text.
    pub(super) aside_tables: Vec<Table>,
    pub(super) rules: Vec<Rule>,
    /// Level rules that frame no table.
    pub(super) loose_rules: Vec<Rule>,
    pub(super) fills: Vec<Fill>,
}

/// How near to the edge of the page, as a share of its height, running lines stand.
const EDGE: f64 = 0.14;
/// How many rows at either edge may be running lines.
const MOST_RUNNING: usize = 5;

/// Sets aside what is no part of the text. `body` is the size of the running text.
pub(super) fn set_aside(sheets: &mut [Sheet], body: f64) {
    for sheet in sheets.iter_mut() {
        let artifacts = |row: &Row| row.words.iter().all(|word| word.artifact);
        let middle = sheet.page.height() / 2.0;
        take(sheet, |row| artifacts(row).then_some(row.y < middle));
    }
    running_tables(sheets);
    running_lines(sheets);
    for sheet in sheets.iter_mut() {
        footnotes(sheet, body);
    }
    contents(sheets);
}

/// Moves rows aside: to the head where `side` says so, else to the foot.
fn take(sheet: &mut Sheet, mut side: impl FnMut(&Row) -> Option<bool>) {
    for row in std::mem::take(&mut sheet.rows) {
        match side(&row) {
            Some(true) => sheet.above.push(row),
            Some(false) => sheet.below.push(row),
            None => sheet.rows.push(row),
        }
    }
}

/// What of a row may return from page to page: its pieces between wide gaps, their figures left out.
fn likenesses(row: &Row) -> Vec<String> {
    let text = without_numbers(&row.text());
    text.split("  ").map(str::to_owned).filter(|piece| piece.chars().count() > 3 || piece.contains('#')).collect()
}

/// A letterhead may be a framed table: one that returns whole at the edge of pages is set aside.
fn running_tables(sheets: &mut [Sheet]) {
    let likeness = |table: &Table| without_numbers(&table.rows.concat().join(" "));
    let at_edge = |sheet: &Sheet, table: &Table| {
        let height = sheet.page.height();
        table.area.y1 < 1.5 * EDGE * height || table.area.y0 > (1.0 - EDGE) * height
    };
    let mut seen: HashMap<String, usize> = HashMap::new();
    for sheet in sheets.iter() {
        for table in sheet.tables.iter().filter(|table| at_edge(sheet, table)) {
            *seen.entry(likeness(table)).or_default() += 1;
        }
    }
    for sheet in sheets.iter_mut() {
        for table in std::mem::take(&mut sheet.tables) {
            if at_edge(sheet, &table) && seen.get(&likeness(&table)).is_some_and(|count| *count > 1) {
                sheet.aside_tables.push(table);
            } else {
                sheet.tables.push(table);
            }
        }
    }
}

fn running_lines(sheets: &mut [Sheet]) {
    let several = sheets.len() > 1;
    let mut seen: HashMap<(bool, String), Vec<(usize, f64)>> = HashMap::new();
    for (at, sheet) in sheets.iter().enumerate() {
        for (above, row) in edge_rows(sheet) {
            for piece in likenesses(row) {
                seen.entry((above, piece)).or_default().push((at, row.y));
            }
        }
    }
    for at in 0..sheets.len() {
        let Some(sheet) = sheets.get(at) else { continue };
        let mut running: Vec<(f64, bool)> = Vec::new();
        for (above, row) in edge_rows(sheet) {
            let text = row.text();
            let returns = several
                && likenesses(row).into_iter().any(|piece| {
                    let places = seen.get(&(above, piece)).map(Vec::as_slice).unwrap_or_default();
                    places.iter().any(|(other, y)| *other != at && (y - row.y).abs() < 8.0)
                });
            let height = sheet.page.height();
            let outermost = row.y < 0.08 * height || row.y > 0.92 * height;
            let numbered = PAGE_NUMBER.is_match(text.trim())
                || (outermost && HOLDS_PAGE_NUMBER.is_match(&text) && text.chars().count() < 100);
            if returns || (numbered && outermost) {
                running.push((row.y, above));
            }
        }
        let is_running =
            |row: &Row, side: bool| running.iter().any(|(y, above)| *above == side && (y - row.y).abs() < 0.1);
        let count = sheet.rows.len();
        let head = outer_rows(sheet.rows.iter().take(MOST_RUNNING), |row| is_running(row, true));
        let foot =
            outer_rows(sheet.rows.iter().rev().take(MOST_RUNNING), |row| is_running(row, false)).min(count - head);
        let mut place = 0;
        if let Some(sheet) = sheets.get_mut(at) {
            take(sheet, |_| {
                place += 1;
                if place <= head { Some(true) } else { (place > count - foot).then_some(false) }
            });
        }
    }
}

/// How many rows from the edge inwards are running lines: those that stand apart from the text, or next to one that does.
fn outer_rows<'r>(rows: impl Iterator<Item = &'r Row>, is_running: impl Fn(&Row) -> bool) -> usize {
    let rows: Vec<&Row> = rows.collect();
    let apart = |a: Option<&&Row>, b: Option<&&Row>| match (a, b) {
        (Some(a), Some(b)) => (a.y - b.y).abs() > 1.7 * a.size.max(b.size),
        _ => true,
    };
    let mut count = 0;
    for (at, row) in rows.iter().enumerate() {
        let outer = at.checked_sub(1).and_then(|outer| rows.get(outer));
        let beside_outer = at > 0 && count == at && !apart(outer, Some(row));
        if is_running(row) && (at == 0 || beside_outer || apart(rows.get(at + 1), Some(row))) {
            count = at + 1;
        }
    }
    count
}

/// The rows near the edges of a page; `true` for those at its head.
fn edge_rows(sheet: &Sheet) -> impl Iterator<Item = (bool, &Row)> {
    let height = sheet.page.height();
    let head = sheet.rows.iter().take(MOST_RUNNING).filter(move |row| row.y < EDGE * height);
    let foot = sheet.rows.iter().rev().take(MOST_RUNNING).filter(move |row| row.y > (1.0 - EDGE) * height);
    head.map(|row| (true, row)).chain(foot.map(|row| (false, row)))
}

/// Small type at the foot of a page, below a short rule or after a raised mark.
fn footnotes(sheet: &mut Sheet, body: f64) {
    let Some(last) = sheet.rows.last().filter(|row| row.size < 0.95 * body && row.y > 0.4 * sheet.page.height()) else {
        return;
    };
    let small = sheet.rows.iter().rev().take_while(|row| row.size <= last.size.max(0.92 * body) + 0.1).count();
    let from = sheet.rows.len() - small;
    let rule = sheet.rules.iter().filter(|rule| rule.level && rule.to - rule.from < 0.5 * sheet.page.width());
    let start = rule
        .filter_map(|rule| {
            let next = sheet.rows.iter().position(|row| row.y - 0.3 * row.size > rule.at)?;
            let near = sheet.rows.get(next).is_some_and(|row| row.y - rule.at < 2.5 * row.size);
            (near && next >= from && !is_underline(rule, &sheet.rows)).then_some(next)
        })
        .min();
    let raised: Vec<&str> = sheet
        .rows
        .iter()
        .flat_map(|row| &row.words)
        .filter(|word| word.raised)
        .map(|word| word.text.trim_end_matches('.'))
        .collect();
    let marked = sheet.rows.iter().enumerate().skip(from).find(|(_, row)| {
        row.words.first().is_some_and(|word| word.raised || raised.contains(&word.text.trim_end_matches('.')))
    });
    let Some(start) = start.or(marked.map(|(at, _)| at)) else { return };
    let notes = sheet.rows.split_off(start);
    let mut all = notes;
    all.append(&mut sheet.below);
    sheet.below = all;
}

/// Whether a rule underlines words.
pub(super) fn is_underline(rule: &Rule, rows: &[Row]) -> bool {
    rule.level
        && rows.iter().any(|row| {
            let below = rule.at - row.y;
            (-0.02 * row.size..0.26 * row.size).contains(&below)
                && rule.from > row.x0() - 1.5
                && rule.to < row.x1() + 1.5
                && row.words.iter().any(|word| (word.x0 - rule.from).abs() < 1.5)
        })
}

/// Entries of contents: their title, and rows that end in a page number after leaders or a gap.
fn contents(sheets: &mut [Sheet]) {
    let pages = sheets.len();
    let mut within = false;
    let mut last_page = 0usize;
    for sheet in sheets.iter_mut().take(8) {
        let mut flags: Vec<bool> = Vec::new();
        let mut pending = 0usize;
        for row in &sheet.rows {
            let text = row.text();
            let text = text.trim();
            if CONTENTS.is_match(text) {
                within = true;
                pending = 0;
                flags.push(true);
                continue;
            }
            let leaders = LEADERS.is_match(text);
            let number = row.words.last().and_then(|word| word.text.trim_start_matches('.').parse::<usize>().ok());
            let far = match row.words.as_slice() {
                [.., before, last] => last.x0 - before.x1 > 1.2 * row.size,
                _ => false,
            };
            let points = number.is_some_and(|number| {
                number >= last_page.min(pages) && number <= pages + 3 && (leaders || far) && ENDS_IN_PAGE.is_match(text)
            });
            if leaders || (within && points) {
                last_page = number.unwrap_or(last_page);
                let at = flags.len();
                for flag in flags.iter_mut().skip(at.saturating_sub(pending)) {
                    *flag = within;
                }
                pending = 0;
                flags.push(true);
            } else {
                pending += 1;
                // An entry may wrap; more than that ends the contents.
                within = within && pending <= 2;
                flags.push(false);
            }
        }
        for (row, flag) in sheet.rows.iter_mut().zip(flags) {
            row.aside = flag;
        }
    }
}
