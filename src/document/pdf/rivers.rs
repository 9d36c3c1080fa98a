//! White space that runs down between words: what may part columns.
//!
//! Takes rows of words from the top down; gives the white space that they share, with how many of them it parts. Never
//! judges whether prose or a table stands beside it.

use hayro_interpret::kurbo::Rect;

use super::{
    ink::Rule,
    letters,
    words::{Row, Word, usual_size},
};

/// A gap narrower than this share of the size never parts columns.
const GUTTER: f64 = 0.65;
/// A river that began with a wider gap runs on through one of this width.
const NARROWEST: f64 = 0.35;

/// White space between columns.
#[derive(Debug, Clone, Copy)]
pub(super) struct River {
    pub(super) x0: f64,
    pub(super) x1: f64,
    pub(super) first: usize,
    pub(super) last: usize,
    /// Rows with words on both sides.
    pub(super) both: usize,
}

impl River {
    pub(super) fn middle(&self) -> f64 {
        (self.x0 + self.x1) / 2.0
    }
}

/// The gaps of a row through which a river may run on, the outer ones included.
fn gaps(row: &Row) -> Vec<(f64, f64)> {
    let mut gaps = vec![(f64::MIN, row.x0())];
    let mut end = row.words.first().map_or(0.0, |word| word.x1);
    for word in row.words.iter().skip(1) {
        if word.x0 - end >= NARROWEST * row.size {
            gaps.push((end, word.x0));
        }
        end = end.max(word.x1);
    }
    gaps.push((end, f64::MAX));
    gaps
}

/// The gap with which a river may begin in a row. The spaces of a line that was stretched to fill its column are all alike,
/// and no rivers.
fn widest_space(row: &Row) -> f64 {
    let pairs = row.words.iter().zip(row.words.iter().skip(1));
    let mut widths: Vec<f64> = pairs.map(|(a, b)| b.x0 - a.x1).collect();
    widths.sort_by(f64::total_cmp);
    let usual = widths.get(widths.len() / 2).copied().unwrap_or(0.0);
    let stretched = widths.len() >= 3 && usual > 0.38 * row.size && usual < row.size;
    if stretched { f64::max(GUTTER * row.size, 1.7 * usual) } else { GUTTER * row.size }
}

/// Whether the foot of one table and the head of another lie between two rows.
fn parted(rules: &[Rule], before: &Row, row: &Row) -> bool {
    let mut between =
        rules.iter().filter(|rule| rule.at > before.y && rule.at < row.y - 0.5 * row.size).map(|rule| rule.at);
    let (Some(first), Some(last)) = (between.next(), between.next_back()) else { return false };
    last - first > 5.0
}

pub(super) fn find(rows: &[Row], barriers: &[Rect], rules: &[Rule]) -> Vec<River> {
    let mut done: Vec<River> = Vec::new();
    let mut open: Vec<River> = Vec::new();
    let mut before: Option<&Row> = None;
    for (at, row) in rows.iter().enumerate() {
        let cut = before.is_some_and(|before| {
            row.aside
                || before.aside
                || parted(rules, before, row)
                || row.y - before.y > 4.5 * row.size.max(before.size)
                || barriers.iter().any(|area| {
                    area.y0 < row.y && area.y0 > before.y - before.size && area.x0 < row.x1() && area.x1 > row.x0()
                })
        });
        let gaps = gaps(row);
        let least = widest_space(row);
        // A line without a gap that stands across one river ends them all: it is no part of a table.
        let crosses = gaps.len() == 2 && open.iter().any(|river| row.x0() < river.x0 && row.x1() > river.x1);
        if cut || crosses {
            done.append(&mut open);
        }
        before = Some(row);
        let inner = |gap: &(f64, f64)| gap.0 > f64::MIN && gap.1 < f64::MAX;
        let mut taken = vec![false; gaps.len()];
        let mut still = Vec::new();
        for mut river in open {
            let mut flows = false;
            for (gap, taken) in gaps.iter().zip(&mut taken) {
                let (x0, x1) = (gap.0.max(river.x0), gap.1.min(river.x1));
                if x1 - x0 < NARROWEST * row.size || flows {
                    continue;
                }
                (river.x0, river.x1) = (x0, x1);
                flows = true;
                if inner(gap) {
                    *taken = true;
                    river.both += 1;
                    river.last = at;
                }
            }
            if flows { still.push(river) } else { done.push(river) }
        }
        open = still;
        for (gap, taken) in gaps.iter().zip(taken) {
            if inner(gap) && !taken && gap.1 - gap.0 >= least {
                open.push(River { x0: gap.0, x1: gap.1, first: at, last: at, both: 1 });
            }
        }
    }
    done.append(&mut open);
    done.retain(|river| river.both >= 2);
    done
}

/// Takes in the rows at either end that one of the rivers runs through while all of them have room, be it little: the words
/// of a heading may be wider than what stands below them. The rivers are narrowed to that room.
pub(super) fn widened(rows: &[Row], mut first: usize, mut last: usize, rivers: &mut [River]) -> (usize, usize) {
    let top = rivers.iter().map(|river| river.first).min().unwrap_or(first);
    let bottom = rivers.iter().map(|river| river.last).max().unwrap_or(last);
    while first > top && rows.get(first - 1).is_some_and(|row| narrow(row, rivers)) {
        first -= 1;
    }
    while last < bottom && rows.get(last + 1).is_some_and(|row| narrow(row, rivers)) {
        last += 1;
    }
    (first, last)
}

/// Narrows rivers to the gaps of a row; where one of them has none there, nothing is changed.
pub(super) fn narrow(row: &Row, rivers: &mut [River]) -> bool {
    let mut gaps = vec![(f64::MIN, row.x0())];
    let mut end = row.words.first().map_or(0.0, |word| word.x1);
    for word in row.words.iter().skip(1) {
        gaps.push((end, word.x0));
        end = end.max(word.x1);
    }
    gaps.push((end, f64::MAX));
    let rooms: Vec<Option<(f64, f64)>> = rivers
        .iter()
        .map(|river| {
            let shared = gaps.iter().map(|gap| (gap.0.max(river.x0), gap.1.min(river.x1)));
            shared.max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0))).filter(|room| room.1 - room.0 >= 0.2 * row.size)
        })
        .collect();
    if rooms.contains(&None) {
        return false;
    }
    // Words that stand no further apart than in a sentence keep to no columns.
    let inner = rooms.iter().flatten().filter(|room| room.0 > row.x0() - 1.0 && room.1 < row.x1() + 1.0);
    let (wide, close): (Vec<&(f64, f64)>, Vec<_>) = inner.partition(|room| room.1 - room.0 >= 0.5 * row.size);
    if wide.len() < close.len() {
        return false;
    }
    for (river, (x0, x1)) in rivers.iter_mut().zip(rooms.into_iter().flatten()) {
        (river.x0, river.x1) = (x0, x1);
    }
    true
}

/// White space after bullets parts no columns, nor does it after numbers where there is no other.
pub(super) fn drop_rivers_after_markers(rows: &[Row], rivers: &mut Vec<River>) {
    let mut from = f64::MIN;
    let single = rivers.len() == 1;
    rivers.retain(|river| {
        let is_mark = |word: &Word| {
            letters::is_bullet(&word.text)
                || (single && letters::is_number(&word.text) && river.x1 - word.x1 < 3.0 * word.size)
        };
        let keeps = rows.iter().any(|row| {
            let mut before = row.words.iter().filter(|word| word.x0 >= from && word.x1 <= river.x0 + 1.0);
            match (before.next(), before.next()) {
                (None, _) => false,
                (Some(word), None) => !is_mark(word),
                _ => true,
            }
        });
        if keeps {
            from = river.x0;
        }
        keeps
    });
}

/// White space that words of several rows stand across was found by chance in a few others.
pub(super) fn drop_crossed_rivers(rows: &[Row], rivers: &mut Vec<River>) {
    rivers.retain(|river| {
        let middle = river.middle();
        let crossing =
            rows.iter().filter(|row| row.words.iter().any(|word| word.x0 < middle - 1.0 && word.x1 > middle + 1.0));
        crossing.count() * 5 <= rows.len()
    });
}

/// The words of rows by column.
pub(super) fn columns(rows: Vec<Row>, rivers: &[River]) -> Vec<Vec<Row>> {
    let mut columns: Vec<Vec<Row>> = vec![Vec::new(); rivers.len() + 1];
    for row in rows {
        let mut parts: Vec<Vec<Word>> = vec![Vec::new(); rivers.len() + 1];
        for word in row.words {
            let middle = (word.x0 + word.x1) / 2.0;
            let column = rivers.iter().take_while(|river| middle > river.middle()).count();
            if let Some(part) = parts.get_mut(column) {
                part.push(word);
            }
        }
        for (column, words) in columns.iter_mut().zip(parts) {
            if let Some(size) = usual_size(&words) {
                let y = words.iter().map(|word| word.y).fold(f64::MIN, f64::max);
                column.push(Row { words, y, size, aside: false });
            }
        }
    }
    columns
}
