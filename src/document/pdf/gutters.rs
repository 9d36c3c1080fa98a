//! Rows of a page → columns of prose.
//!
//! Takes rows from the top down; gives bands of rows that are read column by column. The lines of the columns need not stand
//! at the same height. Never looks for tables.

use hayro_interpret::kurbo::Rect;

use super::{
    bands::{Band, Kind},
    ink::Rule,
    loose,
    rivers::{self, River, columns, drop_crossed_rivers},
    words::Row,
};

/// Finds columns of prose.
pub(super) fn bands(rows: &[Row], barriers: &[Rect], rules: &[Rule]) -> Vec<Band> {
    let lanes = lanes(rows);
    let merged: Vec<Row> = lanes.iter().map(|lane| lane.row.clone()).collect();
    let mut rivers = rivers::find(&merged, barriers, rules);
    rivers.retain(|river| river.both >= 3);
    rivers.sort_by_key(|river| std::cmp::Reverse(river.both));
    let mut found: Vec<Band> = Vec::new();
    for river in &rivers {
        let length = river.last + 1 - river.first;
        let mut together: Vec<River> = rivers
            .iter()
            .filter(|other| {
                let shared = (other.last.min(river.last) + 1).saturating_sub(other.first.max(river.first));
                shared * 10 >= length * 6
            })
            .copied()
            .collect();
        together.sort_by(|a, b| a.x0.total_cmp(&b.x0));
        let (Some(first), Some(last)) = (lanes.get(river.first), lanes.get(river.last)) else { continue };
        let (first, last) = reach(rows, (first.first, last.last), &together);
        let Some(held) = rows.get(first..=last) else { continue };
        drop_crossed_rivers(held, &mut together);
        // Bullets part no columns of prose: what is left of the white space must be prose too.
        together.retain(|river| loose::is_prose(&columns(held.to_vec(), std::slice::from_ref(river))));
        let apart = !found.iter().any(|band| first <= band.last && last >= band.first);
        if !together.is_empty() && apart && loose::is_prose(&columns(held.to_vec(), &together)) {
            found.push(Band { first, last, rivers: together, kind: Kind::Prose });
        }
    }
    found
}

/// Rows whose words stand beside one another, though not quite at the same height.
struct Lane {
    row: Row,
    first: usize,
    last: usize,
}

fn lanes(rows: &[Row]) -> Vec<Lane> {
    let mut found: Vec<Lane> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let beside = found.last_mut().filter(|lane| {
            let size = lane.row.size.max(row.size);
            let apart = row.x0() > lane.row.x1() + 0.6 * size || row.x1() < lane.row.x0() - 0.6 * size;
            !row.aside && !lane.row.aside && apart && (row.y - lane.row.y).abs() < 0.8 * size
        });
        match beside {
            Some(lane) => {
                lane.row.words.extend(row.words.iter().cloned());
                lane.row.words.sort_by(|a, b| a.x0.total_cmp(&b.x0));
                lane.last = at;
            }
            None => found.push(Lane { row: row.clone(), first: at, last: at }),
        }
    }
    found
}

/// Takes in the rows at either end that keep to one of the columns and follow closely, headings among them.
fn reach(rows: &[Row], (mut first, mut last): (usize, usize), rivers: &[River]) -> (usize, usize) {
    let belongs = |row: &Row, next: &Row| {
        let clear = rivers.iter().all(|river| {
            let middle = river.middle();
            let before = next.words.iter().map(|word| word.x1).filter(|x1| *x1 <= middle).fold(f64::MIN, f64::max);
            let after = next.words.iter().map(|word| word.x0).filter(|x0| *x0 >= middle).fold(f64::MAX, f64::min);
            let crossed = next.words.iter().any(|word| word.x0 < middle && word.x1 > middle);
            !crossed && after - before > 0.5 * next.size
        });
        clear && !next.aside && (next.y - row.y).abs() < 2.4 * row.size.max(next.size)
    };
    while let (Some(row), Some(next)) = (rows.get(last), rows.get(last + 1))
        && belongs(row, next)
    {
        last += 1;
    }
    while let Some(above) = first.checked_sub(1)
        && let (Some(row), Some(next)) = (rows.get(first), rows.get(above))
        && belongs(row, next)
    {
        first = above;
    }
    (first, last)
}
