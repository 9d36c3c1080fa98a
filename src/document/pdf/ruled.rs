//! Rows between level rules of one length → tables without verticals.
//!
//! Takes the rows of a page and the level rules that frame no grid: lines under rows, or the edges of rows' grounds. Gives
//! bands of rows with the white space that parts their columns. Never forms the tables themselves.

use super::{
    bands::{Band, Kind},
    ink::Rule,
    loose,
    rivers::{River, columns, drop_rivers_after_markers, narrow},
    words::Row,
};

/// Ends of rules that stand no further apart than this are the same, in points.
const SAME_END: f64 = 5.0;
/// White space narrower than this share of the size parts no columns.
const LEAST: f64 = 0.3;

/// Finds the bands that rules of one length close off from what is around them.
pub(super) fn bands(rows: &[Row], rules: &[Rule]) -> Vec<Band> {
    let mut groups: Vec<Vec<Rule>> = Vec::new();
    for rule in rules.iter().filter(|rule| rule.to - rule.from > 60.0) {
        let same = groups.iter_mut().find(|group| {
            group
                .first()
                .is_some_and(|first| (first.from - rule.from).abs() < SAME_END && (first.to - rule.to).abs() < SAME_END)
        });
        match same {
            Some(group) => group.push(*rule),
            None => groups.push(vec![*rule]),
        }
    }
    let mut found: Vec<Band> = Vec::new();
    for group in groups {
        for run in runs(rows, &group) {
            if let Some(band) = band(rows, run)
                && !found.iter().any(|other| band.first <= other.last && band.last >= other.first)
            {
                found.push(band);
            }
        }
    }
    found
}

/// Rules that follow one another with rows of words within their length between them, as first and last row.
fn runs(rows: &[Row], group: &[Rule]) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut last_closed = None;
    for (a, b) in group.iter().zip(group.iter().skip(1)) {
        let between = |row: &Row| {
            let middle = row.y - 0.3 * row.size;
            middle > a.at && middle < b.at
        };
        let first = rows.iter().position(between);
        let last = rows.iter().rposition(between);
        let (Some(first), Some(last)) = (first, last) else { continue };
        let within = rows.get(first..=last).unwrap_or_default();
        let inside = within.iter().all(|row| !row.aside && row.x0() > a.from - 3.0 && row.x1() < a.to + 3.0);
        if !inside {
            last_closed = None;
            continue;
        }
        // Another table, or text between two of them, has a line that stands across the columns.
        let runs_on = |run: &(usize, usize)| {
            let before = rows.get(run.0..=run.1).unwrap_or_default();
            !stands_across(before, within) && !stands_across(within, before)
        };
        match found.last_mut().filter(|run| last_closed == Some(a.at) && run.1 + 1 == first && runs_on(run)) {
            Some(run) => run.1 = last,
            None => found.push((first, last)),
        }
        last_closed = Some(b.at);
    }
    found
}

fn band(rows: &[Row], (first, last): (usize, usize)) -> Option<Band> {
    let held = rows.get(first..=last)?;
    // Of two rows, one that stands across the gaps of the other is a line of text above a heading.
    let of_its_own =
        |row: &Row| held.iter().any(|other| stands_across(std::slice::from_ref(row), std::slice::from_ref(other)));
    if held.len() < 3 && held.iter().any(of_its_own) {
        return None;
    }
    let mut rivers = gaps_through(held);
    drop_rivers_after_markers(held, &mut rivers);
    if rivers.is_empty() {
        return None;
    }
    let (first, last) = beyond(rows, first, last, &mut rivers);
    let held = rows.get(first..=last)?;
    let columns = columns(held.to_vec(), &rivers);
    let both = columns.iter().filter(|column| !column.is_empty()).count();
    let lines = held.iter().filter(|row| has_gap(row) && pieces(row, &rivers) >= 2).count();
    let table = both >= 2 && lines >= 2 && !loose::is_prose(&columns);
    table.then_some(Band { first, last, rivers, kind: Kind::Table })
}

/// White space that runs down through all rows, save those of one long piece that stand across it, such as a heading within
/// a table.
fn gaps_through(rows: &[Row]) -> Vec<River> {
    let parted = rows.iter().filter(|row| has_gap(row)).count();
    let is_long = |row: &Row| parted >= 2 && !has_gap(row) && row.x1() - row.x0() > 14.0 * row.size;
    let rivers = white_space(rows.iter().filter(|row| !is_long(row)), rows.len());
    if !rows.iter().any(is_long) {
        return rivers;
    }
    let stands_across = |row: &Row| rivers.iter().any(|river| row.x0() < river.x0 && row.x1() > river.x1);
    white_space(rows.iter().filter(|row| !(is_long(row) && stands_across(row))), rows.len())
}

fn white_space<'r>(rows: impl Iterator<Item = &'r Row>, count: usize) -> Vec<River> {
    let mut size = 0.0;
    let mut inked: Vec<(f64, f64)> = Vec::new();
    for row in rows {
        size = f64::max(size, row.size);
        inked.extend(row.words.iter().map(|word| (word.x0, word.x1)));
    }
    inked.sort_by(|a, b| a.0.total_cmp(&b.0));
    // Few rows may share a space of their sentences by chance.
    let least = if count < 3 { 0.6 } else { LEAST };
    let mut found = Vec::new();
    let mut end = inked.first().map_or(0.0, |ink| ink.1);
    for (x0, x1) in inked {
        if x0 - end >= least * size {
            found.push(River { x0: end, x1: x0, first: 0, last: count.saturating_sub(1), both: count });
        }
        end = f64::max(end, x1);
    }
    found
}

/// Whether a line of the one group, without a gap in it, stands across white space of the other.
fn stands_across(lines: &[Row], columns: &[Row]) -> bool {
    let rivers = gaps_through(columns);

    lines
        .iter()
        .filter(|row| !has_gap(row))
        .any(|row| rivers.iter().any(|river| row.x0() < river.x0 && row.x1() > river.x1))
}

/// Whether some words of a row stand further apart than in a sentence.
fn has_gap(row: &Row) -> bool {
    row.words.iter().zip(row.words.iter().skip(1)).any(|(a, b)| b.x0 - a.x1 > 0.6 * row.size)
}

/// In how many columns a row has words.
fn pieces(row: &Row, rivers: &[River]) -> usize {
    let mut columns: Vec<usize> =
        row.words.iter().map(|word| rivers.iter().take_while(|river| word.x0 > river.middle()).count()).collect();
    columns.dedup();
    columns.len()
}

/// Takes in a heading above the first rule and a row below the last one that keep to the columns.
fn beyond(rows: &[Row], mut first: usize, mut last: usize, rivers: &mut [River]) -> (usize, usize) {
    let reach = |from: usize, step: isize, rivers: &mut [River]| {
        let mut at = from;
        let mut several = false;
        while let Some(next) = at.checked_add_signed(step)
            && let (Some(row), Some(near)) = (rows.get(at), rows.get(next))
            && !near.aside
            && (near.y - row.y).abs() < if at == from { 3.2 } else { 1.6 } * row.size
            && narrow(near, rivers)
        {
            several = several || pieces(near, rivers) >= 2;
            at = next;
        }
        if several { at } else { from }
    };
    first = reach(first, -1, rivers);
    last = reach(last, 1, rivers);
    (first, last)
}
