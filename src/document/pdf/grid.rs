//! Drawn rules and grounds → the tables that they frame.
//!
//! Takes the rules and filled areas of a page and its words; gives tables with the words of each cell, and leaves the words
//! that stand in none. Rules that frame no columns are handed back: they may part the rows of a table without verticals.

use hayro_interpret::kurbo::{Point, Rect};

use super::{
    cells::{self, Vocabulary},
    ink::{Fill, Rule},
    table::Table,
    words::Word,
};

/// Rules nearer than this are one, in points: frames of cells that stand a little apart, double rules.
const NEAR: f64 = 4.0;
/// More rules than this on a page draw a picture.
const MOST_RULES: usize = 4000;
/// More cells than this in a grid are no table.
const MOST_CELLS: usize = 4000;

/// Finds the framed tables of a page, and takes their words. Gives the level rules that are left.
pub(super) fn find(
    rules: &[Rule],
    fills: &[Fill],
    page: Rect,
    words: &mut Vec<Word>,
    vocabulary: &Vocabulary,
) -> (Vec<Table>, Vec<Rule>) {
    let rules = merged(all_rules(rules, fills, page));
    let mut tables = Vec::new();
    let mut left = Vec::new();
    let mut frames = Vec::new();
    for group in groups(&rules) {
        match frame(&group) {
            Some(frame) => frames.push(frame),
            None => left.extend(group.into_iter().filter(|rule| rule.level)),
        }
    }
    frames.sort_by(|a, b| a.top().total_cmp(&b.top()));
    for mut frame in stacked(frames, words) {
        frame.reach_out(&left, words);
        match fill_in(&frame, words, vocabulary) {
            Some(table) => tables.push(table),
            None => left.extend(frame.level),
        }
    }
    tables.sort_by(|a, b| a.area.y0.total_cmp(&b.area.y0));
    left.sort_by(|a, b| a.at.total_cmp(&b.at));
    (tables, left)
}

/// Drawn rules and the edges of filled areas.
fn all_rules(rules: &[Rule], fills: &[Fill], page: Rect) -> Vec<Rule> {
    let mut all = rules.to_vec();
    for Fill { area, light } in fills {
        let small = area.width() < 12.0 || area.height() < 7.0;
        let whole = area.area() > 0.5 * page.area() || area.width() > 0.97 * page.width();
        if small || whole || *light > 0.985 {
            continue;
        }
        all.extend([area.y0, area.y1].map(|at| Rule { level: true, at, from: area.x0, to: area.x1 }));
        all.extend([area.x0, area.x1].map(|at| Rule { level: false, at, from: area.y0, to: area.y1 }));
    }
    all.truncate(MOST_RULES);
    all
}

/// Joins rules that carry one another on.
fn merged(mut rules: Vec<Rule>) -> Vec<Rule> {
    rules.sort_by(|a, b| a.level.cmp(&b.level).then(a.at.total_cmp(&b.at)).then(a.from.total_cmp(&b.from)));
    let mut found: Vec<Rule> = Vec::new();
    for rule in rules {
        let same = found
            .iter_mut()
            .rev()
            .take_while(|other| other.level == rule.level && rule.at - other.at < 1.5)
            .find(|other| rule.from <= other.to + 3.0 && rule.to >= other.from - 3.0);
        match same {
            Some(other) => {
                other.from = other.from.min(rule.from);
                other.to = other.to.max(rule.to);
            }
            None => found.push(rule),
        }
    }
    found.retain(|rule| rule.to - rule.from >= 5.0);
    found
}

/// Rules that meet, directly or by others.
fn groups(rules: &[Rule]) -> Vec<Vec<Rule>> {
    let mut group: Vec<usize> = (0..rules.len()).collect();
    fn root(group: &mut [usize], mut at: usize) -> usize {
        while let Some(up) = group.get(at).copied()
            && up != at
        {
            let above = group.get(up).copied().unwrap_or(up);
            if let Some(slot) = group.get_mut(at) {
                *slot = above;
            }
            at = up;
        }
        at
    }
    for (a, level) in rules.iter().enumerate().filter(|(_, rule)| rule.level) {
        for (b, upright) in rules.iter().enumerate().filter(|(_, rule)| !rule.level) {
            let meets = upright.at >= level.from - NEAR
                && upright.at <= level.to + NEAR
                && level.at >= upright.from - NEAR
                && level.at <= upright.to + NEAR;
            if meets {
                let (a, b) = (root(&mut group, a), root(&mut group, b));
                if let Some(slot) = group.get_mut(a) {
                    *slot = b;
                }
            }
        }
    }
    let mut found: Vec<(usize, Vec<Rule>)> = Vec::new();
    for (at, rule) in rules.iter().enumerate() {
        let of = root(&mut group, at);
        match found.iter_mut().find(|(known, _)| *known == of) {
            Some((_, members)) => members.push(*rule),
            None => found.push((of, vec![*rule])),
        }
    }
    found.into_iter().map(|(_, members)| members).collect()
}

struct Frame {
    xs: Vec<f64>,
    ys: Vec<f64>,
    level: Vec<Rule>,
    upright: Vec<Rule>,
}

impl Frame {
    fn top(&self) -> f64 {
        self.ys.first().copied().unwrap_or(0.0)
    }

    fn foot(&self) -> f64 {
        self.ys.last().copied().unwrap_or(0.0)
    }

    fn has_columns_of(&self, other: &Frame) -> bool {
        self.xs.len() == other.xs.len() && self.xs.iter().zip(&other.xs).all(|(a, b)| (a - b).abs() <= NEAR)
    }

    /// Whether there are words between two heights, and all of them keep to the columns.
    fn holds(&self, words: &[Word], from: f64, to: f64) -> bool {
        let (Some(left), Some(right)) = (self.xs.first(), self.xs.last()) else { return false };
        let within = |word: &&Word| {
            let middle = word.middle();
            middle.y > from && middle.y < to && word.x1 > *left && word.x0 < *right
        };
        let mut held: Vec<&Word> = words.iter().filter(within).collect();
        held.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x0.total_cmp(&b.x0)));
        let mut inner = self.xs.iter().skip(1).take(self.xs.len() - 2);
        !held.is_empty()
            && held.iter().all(|word| word.x0 > left - 2.0 && word.x1 < right + 2.0)
            && inner.all(|x| !straddles(&held, *x))
            && held.iter().any(|word| self.xs.get(1).is_some_and(|x| word.x0 > *x))
    }

    /// Takes in a first and a last row that only a rule above or below closes.
    fn reach_out(&mut self, rules: &[Rule], words: &[Word]) {
        let (Some(left), Some(right)) = (self.xs.first().copied(), self.xs.last().copied()) else { return };
        let along = |rule: &&Rule| (rule.from - left).abs() < 8.0 && (rule.to - right).abs() < 8.0;
        let mut ats: Vec<f64> = rules.iter().filter(along).map(|rule| rule.at).collect();
        ats.sort_by(f64::total_cmp);
        if let Some(above) = ats.iter().rev().copied().find(|at| *at < self.top() - NEAR)
            && self.holds(words, above, self.top())
        {
            self.ys.insert(0, above);
            self.level.push(Rule { level: true, at: above, from: left, to: right });
        }
        if let Some(below) = ats.iter().copied().find(|at| *at > self.foot() + NEAR)
            && self.holds(words, self.foot(), below)
        {
            self.ys.push(below);
            self.level.push(Rule { level: true, at: below, from: left, to: right });
        }
    }
}

/// Joins frames of the same columns that stand one below the other with nothing but a row between them: the ground of every
/// other row is such a frame.
fn stacked(frames: Vec<Frame>, words: &[Word]) -> Vec<Frame> {
    let mut found: Vec<Frame> = Vec::new();
    for frame in frames {
        let above = found.iter_mut().rev().find(|above| above.has_columns_of(&frame));
        match above.filter(|above| {
            let (from, to) = (above.foot(), frame.top());
            to >= from - NEAR && (to - from <= NEAR || above.holds(words, from, to))
        }) {
            Some(above) => {
                above.ys = clustered(above.ys.iter().chain(&frame.ys).copied().collect());
                above.level.extend(frame.level);
                above.upright.extend(frame.upright);
            }
            None => found.push(frame),
        }
    }
    found
}

/// The lines of a grid; none where the rules frame no columns.
fn frame(group: &[Rule]) -> Option<Frame> {
    let (level, upright): (Vec<Rule>, Vec<Rule>) = group.iter().partition(|rule| rule.level);
    let mut xs = clustered(upright.iter().map(|rule| rule.at).collect());
    let mut ys = clustered(level.iter().map(|rule| rule.at).collect());
    if xs.is_empty() || ys.is_empty() {
        return None;
    }
    // Sides that are left open.
    let ends = |rules: &[Rule]| {
        rules.iter().fold((f64::MAX, f64::MIN), |(from, to), rule| (from.min(rule.from), to.max(rule.to)))
    };
    let open = |lines: &mut Vec<f64>, (from, to): (f64, f64)| {
        if lines.first().is_some_and(|first| from < first - 10.0) {
            lines.insert(0, from);
        }
        if lines.last().is_some_and(|last| to > last + 10.0) {
            lines.push(to);
        }
    };
    open(&mut xs, ends(&level));
    open(&mut ys, ends(&upright));
    let fits = xs.len() >= 3 && ys.len() >= 2 && (xs.len() - 1) * (ys.len() - 1) <= MOST_CELLS;
    fits.then_some(Frame { xs, ys, level, upright })
}

fn clustered(mut values: Vec<f64>) -> Vec<f64> {
    values.sort_by(f64::total_cmp);
    let mut found: Vec<(f64, f64, usize)> = Vec::new();
    for value in values {
        match found.last_mut().filter(|(_, last, _)| value - *last <= NEAR) {
            Some((sum, last, count)) => {
                *sum += value;
                *last = value;
                *count += 1;
            }
            None => found.push((value, value, 1)),
        }
    }
    found.into_iter().map(|(sum, _, count)| sum / count as f64).collect()
}

/// Whether rules near `at` cover most of a stretch.
fn is_ruled(rules: &[Rule], at: f64, from: f64, to: f64) -> bool {
    let near = rules.iter().filter(|rule| (rule.at - at).abs() <= NEAR + 0.5);
    let covered: f64 = near.map(|rule| (rule.to.min(to) - rule.from.max(from)).max(0.0)).sum();
    covered >= 0.5 * (to - from)
}

/// Puts words into the cells of a frame; none where it frames no table after all.
fn fill_in(frame: &Frame, words: &mut Vec<Word>, vocabulary: &Vocabulary) -> Option<Table> {
    let (columns, lines) = (frame.xs.len() - 1, frame.ys.len() - 1);
    let area = Rect::new(*frame.xs.first()?, *frame.ys.first()?, *frame.xs.last()?, *frame.ys.last()?);
    let inside = |word: &Word| area.contains(word.middle());
    let mut held: Vec<Word> = words.iter().filter(|word| inside(word)).cloned().collect();
    held.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x0.total_cmp(&b.x0)));
    let column_at = |x: f64| frame.xs.iter().skip(1).position(|edge| x < *edge).unwrap_or(columns - 1);
    let line_at = |y: f64| frame.ys.iter().skip(1).position(|edge| y < *edge).unwrap_or(lines - 1);
    let index = |line: usize, column: usize| line * columns + column;

    // Cells that are one: `into` names the cell whose words they hold.
    let mut into: Vec<usize> = (0..columns * lines).collect();
    let mut join = |a: usize, b: usize| {
        let (from, to) = (into.get(a).copied().unwrap_or(a), into.get(b).copied().unwrap_or(b));
        let (low, high) = (from.min(to), from.max(to));
        into.iter_mut().filter(|cell| **cell == high).for_each(|cell| *cell = low);
    };
    let mut straddling = 0usize;
    let mut bounds = frame.xs.iter().copied().skip(1).take(columns - 1).enumerate().collect::<Vec<_>>();
    bounds.retain(|_| !held.is_empty());
    for line in 0..lines {
        let (Some(top), Some(bottom)) = (frame.ys.get(line).copied(), frame.ys.get(line + 1).copied()) else {
            continue;
        };
        let row: Vec<&Word> = held.iter().filter(|word| (top..bottom).contains(&word.middle().y)).collect();
        for (column, x) in &bounds {
            if straddles(&row, *x) {
                if is_ruled(&frame.upright, *x, top, bottom) {
                    straddling += 1;
                } else {
                    join(index(line, *column), index(line, column + 1));
                }
            }
        }
    }
    if straddling * 4 > bounds.len().max(1) * lines {
        return None;
    }
    for column in 0..columns {
        let (Some(from), Some(to)) = (frame.xs.get(column).copied(), frame.xs.get(column + 1).copied()) else {
            continue;
        };
        for (line, y) in frame.ys.iter().skip(1).take(lines.saturating_sub(1)).enumerate() {
            if !is_ruled(&frame.level, *y, from, to) {
                join(index(line, column), index(line + 1, column));
            }
        }
    }

    let mut in_cells: Vec<Vec<Word>> = vec![Vec::new(); columns * lines];
    for word in held {
        let Point { x, y } = word.middle();
        let cell = into.get(index(line_at(y), column_at(x))).copied().unwrap_or(0);
        if let Some(cell) = in_cells.get_mut(cell) {
            cell.push(word);
        }
    }
    let mut rows = Vec::new();
    let mut cells = in_cells.into_iter().enumerate();
    for line in 0..lines {
        let mut row = Vec::new();
        for column in 0..columns {
            let (at, words) = cells.next()?;
            let last =
                (column..columns).take_while(|next| into.get(index(line, *next)) == Some(&at)).last().unwrap_or(column);
            let edges = (frame.xs.get(column).copied()?, frame.xs.get(last + 1).copied()?);
            row.push(cells::text(words, edges, vocabulary));
        }
        rows.push(row);
    }
    let filled = |column: usize| rows.iter().any(|row| row.get(column).is_some_and(|cell| !cell.is_empty()));
    if (0..columns).filter(|column| filled(*column)).count() < 2 {
        return None;
    }
    words.retain(|word| !inside(word));
    let mut table = Table { area, xs: frame.xs.clone(), rows, head: Vec::new() };
    table.drop_blank_columns();
    Some(table)
}

/// Whether words stand across an edge, or so near to both sides of it that they read on.
fn straddles(row: &[&Word], x: f64) -> bool {
    let crosses = |word: &&&Word| word.x0 < x - 0.25 * word.size && word.x1 > x + 0.25 * word.size;
    row.iter().any(|word| crosses(&word))
        || row.iter().zip(row.iter().skip(1)).any(|(a, b)| {
            (a.y - b.y).abs() < 0.2 * a.size
                && a.x1 <= x + 1.0
                && b.x0 >= x - 1.0
                && b.x0 - a.x1 > 0.0
                && b.x0 - a.x1 < 0.4 * a.size
        })
}
