//! Columns of words without a frame: whether they are prose or a table, and where the table's rows begin.
//!
//! Takes rows that white space parts into columns; gives a table. Never looks for the columns themselves.

use hayro_interpret::kurbo::Rect;

use super::{
    cells::{self, Vocabulary},
    ink::Rule,
    letters,
    rivers::{River, columns},
    table::Table,
    words::{Row, Word},
};

/// Prose in columns fills this share of their width on average, headings and points of lists included.
const FULL: f64 = 0.6;
/// And is at least this wide, as a multiple of its size.
const WIDE: f64 = 10.5;
/// So many of its lines at least go on in small letters with a sentence of the line above.
const RUNNING: f64 = 0.25;

/// Whether columns hold running text that is read down each of them.
pub(super) fn is_prose(columns: &[Vec<Row>]) -> bool {
    if columns.len() > 3 {
        return false;
    }
    let runs = columns.iter().all(|column| {
        let left = column.iter().map(Row::x0).fold(f64::MAX, f64::min);
        let right = column.iter().map(Row::x1).fold(f64::MIN, f64::max);
        let size = column.first().map_or(1.0, |row| row.size).max(1.0);
        let filled: f64 = column.iter().map(|row| (row.x1() - left) / (right - left).max(1.0)).sum();
        let lower =
            column.iter().filter(|row| row.words.first().is_some_and(|word| word.text.starts_with(char::is_lowercase)));
        let lines = column.len() as f64;
        column.len() >= 3
            && (right - left) / size >= WIDE
            && filled / lines >= FULL
            && lower.count() as f64 >= RUNNING * lines
    });
    runs && (holds_headings_or_lists(columns) || !rows_coincide(columns))
}

/// Whether some lines are set larger than the others, or begin with a bullet: cells of a table without rules hold neither.
fn holds_headings_or_lists(columns: &[Vec<Row>]) -> bool {
    let usual = columns.iter().flatten().map(|row| row.size).fold(f64::MAX, f64::min);
    columns.iter().flatten().any(|row| {
        let marked = row.words.len() > 1 && row.words.first().is_some_and(|word| letters::is_bullet(&word.text));
        marked || row.size > 1.1 * usual
    })
}

/// Whether the gaps between paragraphs lie at the same height in all columns, as in the rows of a table.
fn rows_coincide(columns: &[Vec<Row>]) -> bool {
    let starts: Vec<Vec<f64>> = columns.iter().map(|column| block_starts(column)).collect();
    let Some((first, rest)) = starts.split_first() else { return false };
    if first.len() < 2 || rest.iter().any(|other| other.len() < 2) {
        return false;
    }
    let near = |y: &f64, other: &[f64]| other.iter().any(|other| (y - other).abs() < 3.0);
    let total: usize = starts.iter().map(Vec::len).sum();
    let shared: usize = starts
        .iter()
        .enumerate()
        .map(|(at, own)| {
            let others = || starts.iter().enumerate().filter(|(other, _)| *other != at);
            own.iter().filter(|y| others().all(|(_, other)| near(y, other))).count()
        })
        .sum();
    shared * 10 >= total * 8
}

/// Where lines stand further from the one above than is usual.
fn block_starts(column: &[Row]) -> Vec<f64> {
    let pitch = usual_pitch(column);
    let pairs = column.iter().zip(column.iter().skip(1));
    pairs.filter(|(a, b)| b.y - a.y > 1.2 * pitch).map(|(_, b)| b.y).collect()
}

/// The least distance of lines that is common.
fn usual_pitch(column: &[Row]) -> f64 {
    let mut pitches: Vec<f64> = column.iter().zip(column.iter().skip(1)).map(|(a, b)| b.y - a.y).collect();
    pitches.retain(|pitch| *pitch > 0.5 * column.first().map_or(10.0, |row| row.size));
    pitches.sort_by(f64::total_cmp);
    pitches.get(pitches.len() / 8).copied().unwrap_or(f64::MAX)
}

/// The distance of lines within the cells of columns.
pub(super) fn pitch(rows: &[Row], rivers: &[River]) -> f64 {
    columns(rows.to_vec(), rivers).iter().map(|column| usual_pitch(column)).fold(f64::MAX, f64::min)
}

/// Forms a table of rows that white space parts into columns. `rules` may part its rows.
pub(super) fn table(rows: Vec<Row>, rivers: &[River], rules: &[Rule], vocabulary: &Vocabulary) -> Option<Table> {
    let x0 = rows.iter().map(Row::x0).fold(f64::MAX, f64::min);
    let x1 = rows.iter().map(Row::x1).fold(f64::MIN, f64::max);
    let (top, bottom) = (rows.first()?.y - rows.first()?.size, rows.last()?.y + 0.3 * rows.last()?.size);
    let mut xs = vec![x0 - 1.0];
    xs.extend(rivers.iter().map(River::middle));
    xs.push(x1 + 1.0);
    let across = |rule: &&Rule| {
        rule.at > top && rule.at < bottom + 20.0 && rule.from < x0 + 0.3 * (x1 - x0) && rule.to > x1 - 0.3 * (x1 - x0)
    };
    let ruled: Vec<f64> = rules.iter().filter(across).map(|rule| rule.at).collect();
    let starts = starts(&rows, rivers, &ruled);
    let mut groups: Vec<Vec<Row>> = Vec::new();
    for (row, begins) in rows.into_iter().zip(starts) {
        match groups.last_mut().filter(|_| !begins) {
            Some(group) => group.push(row),
            None => groups.push(vec![row]),
        }
    }
    let mut ends: Vec<f64> = vec![f64::MIN; rivers.len() + 1];
    let in_columns: Vec<Vec<Vec<Row>>> = groups.into_iter().map(|group| columns(group, rivers)).collect();
    for cells in &in_columns {
        for (end, cell) in ends.iter_mut().zip(cells) {
            *end = cell.iter().map(Row::x1).fold(*end, f64::max);
        }
    }
    let mut found = Vec::new();
    for cells in in_columns {
        let mut row = Vec::new();
        for (cell, end) in cells.into_iter().zip(&ends) {
            let left = cell.iter().map(Row::x0).fold(f64::MAX, f64::min);
            let words: Vec<Word> = cell.into_iter().flat_map(|row| row.words).collect();
            row.push(cells::text(words, (left, *end), vocabulary));
        }
        found.push(row);
    }
    let mut table = Table { area: Rect::new(x0, top, x1, bottom), xs, rows: found, head: Vec::new() };
    table.drop_blank_columns();
    Some(table)
}

/// For each row of words, whether a row of the table begins with it.
fn starts(rows: &[Row], rivers: &[River], ruled: &[f64]) -> Vec<bool> {
    let parted = |a: &Row, b: &Row| ruled.iter().any(|at| *at > a.y - 0.1 * a.size && *at < b.y - 0.3 * b.size);
    let pairs = || rows.iter().zip(rows.iter().skip(1));
    // Rules part the rows where no more than one line between two of them has words in all columns.
    let mut full = vec![0usize];
    for (at, row) in rows.iter().enumerate() {
        if at.checked_sub(1).and_then(|above| rows.get(above)).is_some_and(|above| parted(above, row)) {
            full.push(0);
        }
        let filled = columns(vec![row.clone()], rivers).iter().all(|column| !column.is_empty());
        if let Some(count) = full.last_mut() {
            *count += usize::from(filled);
        }
    }
    let by_rule = full.len() - 1;
    let ruled_rows = by_rule >= 2 && full.iter().all(|count| *count <= 1);
    // Lines of one cell follow one another at this distance; cells set in the middle of a row fall in between.
    let pitch = pitch(rows, rivers);
    let by_gap = pairs().filter(|(a, b)| b.y - a.y > 1.2 * pitch).count();
    let uniform = by_gap == 0;
    let mut found = vec![true];
    for (a, b) in pairs() {
        let begins = if ruled_rows {
            parted(a, b)
        } else if parted(a, b) {
            true
        } else if uniform || pitch == f64::MAX {
            fills_first_columns(b, rivers)
        } else if by_gap >= 2 {
            b.y - a.y > 1.2 * pitch
        } else {
            b.y - a.y > 1.2 * pitch || fills_first_columns(b, rivers)
        };
        found.push(begins);
    }
    found
}

/// Whether a row of words has something in the first column that does not look like the rest of a sentence, and something
/// beside it.
fn fills_first_columns(row: &Row, rivers: &[River]) -> bool {
    let Some(first) = row.words.first() else { return false };
    let in_first = rivers.first().is_some_and(|river| first.x0 < river.middle());
    let beside = rivers.first().is_some_and(|river| row.words.iter().any(|word| word.x0 > river.middle()));
    in_first
        && (beside || rivers.len() == 1)
        && !first.text.starts_with(|c: char| c.is_lowercase() || matches!(c, '(' | ','))
}
