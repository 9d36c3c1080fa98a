//! A table found on a page, and how it goes on over the next.

use hayro_interpret::kurbo::Rect;

use super::{cells, letters};

/// How many rows of a heading are known again on the next page.
const MOST_HEADING_ROWS: usize = 2;

/// Rows of cells. A cell merged with the one above or to the left is blank.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Table {
    pub(super) area: Rect,
    /// The edges of its columns, one more than there are columns.
    pub(super) xs: Vec<f64>,
    pub(super) rows: Vec<Vec<String>>,
    /// The first rows of a table that began on a page before: its heading may be repeated.
    pub(super) head: Vec<Vec<String>>,
}

impl Table {
    /// Drops columns without a word in them, such as those that only space cells apart.
    pub(super) fn drop_blank_columns(&mut self) {
        let columns = self.xs.len().saturating_sub(1);
        for column in (0..columns).rev() {
            let blank = self.rows.iter().all(|row| row.get(column).is_none_or(String::is_empty));
            if blank && self.xs.len() > 2 {
                for row in &mut self.rows {
                    if column < row.len() {
                        row.remove(column);
                    }
                }
                self.xs.remove(column + 1);
            }
        }
        self.rows.retain(|row| row.iter().any(|cell| !cell.is_empty()));
    }

    /// Whether a table right below this one is the rest of it: it has as many columns, in much the same places.
    pub(super) fn stands_over(&self, next: &Table) -> bool {
        let near = next.area.y0 - self.area.y1 < 18.0 && next.area.y0 > self.area.y1 - 12.0;
        let inner = |table: &Table| table.xs.get(1..table.xs.len().saturating_sub(1)).unwrap_or_default().to_vec();
        let apart = |(a, b): (f64, f64)| (a - b).abs() < 20.0;
        near && self.xs.len() == next.xs.len() && inner(self).into_iter().zip(inner(next)).all(apart)
    }

    /// Adds the rows of a table that is the rest of this one.
    pub(super) fn append(&mut self, next: Table) {
        self.area = self.area.union(next.area);
        self.rows.extend(next.rows);
    }

    /// Takes from the head of `next`, which stands on the following page, what belongs to the last row of this table, and
    /// drops the heading that is repeated there. Whether `next` goes on with this table at all.
    pub(super) fn goes_on_in(&mut self, next: &mut Table) -> bool {
        if self.head.is_empty() {
            self.head = self.rows.iter().take(MOST_HEADING_ROWS).cloned().collect();
        }
        let same = self.xs.len() == next.xs.len() && self.xs.iter().zip(&next.xs).all(|(a, b)| (a - b).abs() < 6.0);
        let repeated = self.head.iter().zip(&next.rows).take_while(|(a, b)| a == b).count();
        if !same && repeated == 0 {
            return false;
        }
        next.rows.drain(..repeated);
        next.head.clone_from(&self.head);
        let carried = match (self.rows.last(), next.rows.first()) {
            (Some(last), Some(first)) => carries_on(last, first),
            _ => false,
        };
        if carried {
            let first = next.rows.remove(0);
            if let Some(last) = self.rows.last_mut() {
                for (cell, rest) in last.iter_mut().zip(&first) {
                    cells::go_on(cell, rest);
                }
            }
        }
        true
    }
}

/// Whether a page's first row is the rest of the row at the foot of the page before: some cell of it goes on in the midst of
/// a sentence or with the next point of a list, and none of them begins anew.
fn carries_on(last: &[String], first: &[String]) -> bool {
    let is_point = |cell: &str| cell.split_whitespace().next().is_some_and(letters::is_bullet);
    let mut midst = false;
    for (column, (before, rest)) in last.iter().zip(first).enumerate() {
        if rest.is_empty() {
            continue;
        }
        let open = before.ends_with(['-', '\u{2010}', ',', ';']);
        let points_on = is_point(rest) && before.lines().last().is_some_and(is_point);
        let goes_on = !before.is_empty() && (rest.starts_with(char::is_lowercase) || open || points_on);
        midst = midst || goes_on;
        let begins = column == 0 && !goes_on;
        if begins || (!goes_on && before.ends_with(['.', '!', '?'])) {
            return false;
        }
    }
    midst
}
