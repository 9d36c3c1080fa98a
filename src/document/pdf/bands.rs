//! Rows of words → what stands below one another: lines, columns of prose, and tables that no rules frame.
//!
//! Takes the rows of a page (or of one of its columns) from the top down; gives its parts in reading order. What tells
//! columns is white space that runs down through several rows.

use hayro_interpret::kurbo::Rect;

use super::{
    cells::Vocabulary,
    gutters,
    ink::Rule,
    letters, loose, ruled,
    table::Table,
    words::{Row, Word, usual_size},
};

/// A gap narrower than this share of the size never parts columns.
const GUTTER: f64 = 0.65;
/// A river that began with a wider gap runs on through one of this width.
const NARROWEST: f64 = 0.35;
/// A gap wider than this parts what stands on one row into several lines.
const APART: f64 = 2.5;
/// Columns within columns are looked for no deeper than this.
const DEEPEST: u8 = 3;

/// A line of text in one column.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub(super) row: Row,
    /// Where the lines of its column end, if it stands in a column of its own.
    pub(super) right: Option<f64>,
    /// Where they begin.
    pub(super) left: Option<f64>,
}

/// What stands on a page.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Part {
    Line(Line),
    Table(Table),
    /// No part of the text, such as an entry of the contents.
    Aside(Row),
}

impl Part {
    fn top(&self) -> f64 {
        match self {
            Part::Line(line) => line.row.y - line.row.size,
            Part::Table(table) => table.area.y0,
            Part::Aside(row) => row.y - row.size,
        }
    }
}

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

/// Orders a page. `rules` are level rules that frame no table.
pub(super) fn parts(rows: Vec<Row>, tables: Vec<Table>, rules: &[Rule], vocabulary: &Vocabulary) -> Vec<Part> {
    let column = Column { rules, vocabulary, sides: None };
    column.parts(rows, tables, 0)
}

struct Column<'c> {
    rules: &'c [Rule],
    vocabulary: &'c Vocabulary,
    sides: Option<(f64, f64)>,
}

impl Column<'_> {
    fn parts(&self, rows: Vec<Row>, tables: Vec<Table>, depth: u8) -> Vec<Part> {
        let barriers: Vec<Rect> = tables.iter().map(|table| table.area).collect();
        let mut bands = if depth < DEEPEST { self.bands(&rows, &barriers) } else { Vec::new() };
        let mut found: Vec<Part> = Vec::new();
        let mut tables = tables;
        let mut at = 0;
        let mut rows: Vec<Option<Row>> = rows.into_iter().map(Some).collect();
        bands.sort_by_key(|band| band.first);
        let mut bands = bands.into_iter().peekable();
        while at < rows.len() {
            if bands.peek().is_some_and(|band| band.first == at)
                && let Some(band) = bands.next()
            {
                let held: Vec<Row> =
                    rows.get_mut(band.first..=band.last).into_iter().flatten().filter_map(Option::take).collect();
                at = band.last + 1;
                match band.kind {
                    Kind::Table => {
                        found.extend(loose::table(held, &band.rivers, self.rules, self.vocabulary).map(Part::Table))
                    }
                    Kind::Prose => found.extend(self.prose(held, &band.rivers, &mut tables, depth)),
                    Kind::Pairs => found.extend(held.into_iter().map(|row| self.line(row))),
                }
                continue;
            }
            if let Some(row) = rows.get_mut(at).and_then(Option::take) {
                if row.aside {
                    found.push(Part::Aside(row));
                    at += 1;
                    continue;
                }

                found.extend(split(row).into_iter().map(|row| self.line(row)));
            }
            at += 1;
        }
        // Tables stand where their tops are; parts beside one another keep their order.
        for table in tables {
            let top = table.area.y0;
            let at = found.iter().position(|part| part.top() + 4.0 > top).unwrap_or(found.len());
            found.insert(at, Part::Table(table));
        }
        found
    }

    fn line(&self, row: Row) -> Part {
        Part::Line(Line { row, left: self.sides.map(|sides| sides.0), right: self.sides.map(|sides| sides.1) })
    }

    fn prose(&self, rows: Vec<Row>, rivers: &[River], tables: &mut Vec<Table>, depth: u8) -> Vec<Part> {
        let mut found = Vec::new();
        let (top, bottom) = (rows.first().map_or(0.0, |row| row.y), rows.last().map_or(0.0, |row| row.y));
        for column in columns(rows, rivers) {
            let left = column.iter().map(Row::x0).fold(f64::MAX, f64::min);
            let right = column.iter().map(Row::x1).fold(f64::MIN, f64::max);
            let inner: Vec<Table> = {
                let within = |table: &Table| {
                    let middle = table.area.center();
                    middle.y > top && middle.y < bottom && middle.x > left && middle.x < right
                };
                let (inner, outer) = std::mem::take(tables).into_iter().partition(within);
                *tables = outer;
                inner
            };
            let within = Column { rules: self.rules, vocabulary: self.vocabulary, sides: Some((left, right)) };
            found.extend(within.parts(column, inner, depth + 1));
        }
        found
    }

    /// Runs of rows that columns part, apart from one another.
    fn bands(&self, rows: &[Row], barriers: &[Rect]) -> Vec<Band> {
        let mut rivers = rivers(rows, barriers, self.rules);
        rivers.sort_by_key(|river| std::cmp::Reverse(river.both));
        let mut bands = ruled::bands(rows, self.rules);
        for band in gutters::bands(rows, barriers, self.rules) {
            if !bands.iter().any(|other| band.first <= other.last && band.last >= other.first) {
                bands.push(band);
            }
        }
        for river in &rivers {
            if bands.iter().any(|band| river.first <= band.last && river.last >= band.first) {
                continue;
            }
            let (first, last) = (river.first, river.last);
            let length = last + 1 - first;
            let beside = |other: &&River| {
                let shared = (other.last.min(last) + 1).saturating_sub(other.first.max(first));
                shared * 10 >= length * 6 || (other.both >= 2 && shared * 2 >= length)
            };
            let mut together: Vec<River> = rivers.iter().filter(beside).copied().collect();
            together.sort_by(|a, b| a.x0.total_cmp(&b.x0));
            let Some(held) = rows.get(first..=last) else { continue };
            drop_rivers_after_markers(held, &mut together);
            drop_crossed_rivers(held, &mut together);
            let (first, last) = widened(rows, first, last, &mut together);
            if bands.iter().any(|band| first <= band.last && last >= band.first) {
                continue;
            }
            let Some(held) = rows.get(first..=last) else { continue };
            drop_rivers_after_markers(held, &mut together);
            if together.is_empty() {
                continue;
            }
            if let Some(kind) = self.kind(held, &together) {
                let (first, last) = self.reach(rows, (first, last), &together, kind);
                bands.push(Band { first, last, rivers: together, kind });
            }
        }
        bands
    }

    fn kind(&self, rows: &[Row], rivers: &[River]) -> Option<Kind> {
        let both = rivers.iter().map(|river| river.both).max().unwrap_or(0);
        let columns = columns(rows.to_vec(), rivers);
        if columns.iter().any(Vec::is_empty) {
            return None;
        }
        // What fits no columns of prose after all is left as lines.
        if loose::is_prose(&columns) {
            return None;
        }

        let ruled = self.rules.iter().filter(|rule| {
            let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return false };
            rule.at > first.y - 2.5 * first.size
                && rule.at < last.y + 2.0 * last.size
                && rivers.iter().all(|river| rule.from < river.x0 && rule.to > river.x1)
        });
        let ruled = ruled.count();
        let least = if ruled >= 1 || columns.len() >= 3 { 2 } else { 3 };
        if both < least {
            return None;
        }
        let labels = columns.first().map_or(0, |column| {
            column.iter().filter(|row| row.words.last().is_some_and(|word| word.text.ends_with(':'))).count()
        });
        let pairs =
            columns.len() == 2 && ruled == 0 && columns.first().is_some_and(|column| labels * 3 >= column.len() * 2);
        Some(if pairs { Kind::Pairs } else { Kind::Table })
    }

    /// The ends of a band: rows next to it on one side only belong to it while they follow closely. Above it they do at the
    /// head of a page only, where the rest of a row may stand.
    fn reach(
        &self,
        rows: &[Row],
        (mut first, mut last): (usize, usize),
        rivers: &[River],
        kind: Kind,
    ) -> (usize, usize) {
        let pitch = rows.get(first..=last).map_or(f64::MAX, |held| loose::pitch(held, rivers));
        let belongs = |row: &Row, next: &Row| {
            let clear = rivers.iter().all(|river| {
                next.words.iter().all(|word| word.x1 <= river.x1 + 1.0 || word.x0 >= river.x0 - 1.0)
                    && !next.words.iter().any(|word| word.x0 < river.x0 && word.x1 > river.x1)
            });
            let size = row.size.max(next.size);
            let left_only = rivers.first().is_some_and(|river| next.x1() <= river.x1);
            let usual = if left_only { 1.3 * size } else { 1.6 * size };
            let close = if pitch < 1.8 * size { 1.12 * pitch } else { usual };
            !next.aside && clear && (next.y - row.y).abs() < close && (next.size - row.size).abs() < 0.1 * size
        };
        while let (Some(row), Some(next)) = (rows.get(last), rows.get(last + 1))
            && belongs(row, next)
        {
            last += 1;
        }
        let mut head = first;
        while let Some(above) = head.checked_sub(1)
            && let (Some(row), Some(next)) = (rows.get(head), rows.get(above))
            && belongs(row, next)
        {
            head = above;
        }
        if head == 0 && kind == Kind::Table {
            first = 0;
        }
        (first, last)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Table,
    Prose,
    /// Labels with what they tell beside them.
    Pairs,
}

pub(super) struct Band {
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) rivers: Vec<River>,
    pub(super) kind: Kind,
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

pub(super) fn rivers(rows: &[Row], barriers: &[Rect], rules: &[Rule]) -> Vec<River> {
    let mut done: Vec<River> = Vec::new();
    let mut open: Vec<River> = Vec::new();
    let mut before: Option<&Row> = None;
    for (at, row) in rows.iter().enumerate() {
        let cut = before.is_some_and(|before| {
            row.aside
                || before.aside
                || self::parted(rules, before, row)
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
fn widened(rows: &[Row], mut first: usize, mut last: usize, rivers: &mut [River]) -> (usize, usize) {
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

/// Parts a row where wide gaps set its words apart.
fn split(row: Row) -> Vec<Row> {
    let (y, size) = (row.y, row.size);
    let mut found: Vec<Row> = Vec::new();
    let mut end: Option<f64> = None;
    for word in row.words {
        let apart = end.is_some_and(|end| word.x0 - end > APART * size);
        let after_marker = matches!(found.as_slice(), [only] if matches!(only.words.as_slice(), [marker] if letters::is_bullet(&marker.text) || letters::is_number(&marker.text)));
        end = Some(word.x1);
        match found.last_mut().filter(|_| !apart || after_marker) {
            Some(last) => last.words.push(word),
            None => found.push(Row { words: vec![word], y, size, aside: false }),
        }
    }
    found
}
