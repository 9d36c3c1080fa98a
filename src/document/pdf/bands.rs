//! Rows of words → what stands below one another: lines, columns of prose, and tables that no rules frame.
//!
//! Takes the rows of a page (or of one of its columns) from the top down; gives its parts in reading order. What tells
//! columns is white space that runs down through several rows.

use hayro_interpret::kurbo::Rect;

use super::{
    cells::Vocabulary,
    gutters,
    ink::Rule,
    letters, loose,
    rivers::{self, River, columns},
    ruled,
    table::Table,
    words::Row,
};

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
        let mut rivers = rivers::find(rows, barriers, self.rules);
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
            rivers::drop_rivers_after_markers(held, &mut together);
            rivers::drop_crossed_rivers(held, &mut together);
            let (first, last) = rivers::widened(rows, first, last, &mut together);
            if bands.iter().any(|band| first <= band.last && last >= band.first) {
                continue;
            }
            let Some(held) = rows.get(first..=last) else { continue };
            rivers::drop_rivers_after_markers(held, &mut together);
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
