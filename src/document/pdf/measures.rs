//! What is usual in a document: the size of its running text, the distance of its lines, its margins.

use super::words::Row;

/// The usual measures of a document, in points.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Measures {
    /// The size of the running text.
    pub(super) body: f64,
    /// Where the running text begins.
    pub(super) left: f64,
    /// Sizes, rounded to half points, with the distance of their lines.
    pitches: Vec<(f64, f64)>,
}

/// A size rounded to half points.
pub(super) fn rounded(size: f64) -> f64 {
    (size * 2.0).round() / 2.0
}

/// The size that most letters have.
pub(super) fn body<'r>(rows: impl Iterator<Item = &'r Row>) -> f64 {
    let mut sizes: Vec<(f64, usize)> = Vec::new();
    for word in rows.flat_map(|row| &row.words) {
        let size = rounded(word.size);
        let letters = word.text.chars().count();
        match sizes.iter_mut().find(|(known, _)| *known == size) {
            Some((_, count)) => *count += letters,
            None => sizes.push((size, letters)),
        }
    }
    sizes.into_iter().max_by_key(|(_, count)| *count).map_or(11.0, |(size, _)| size)
}

impl Measures {
    /// Measures lines given as page, place of their column, y, size and x.
    pub(super) fn of(body: f64, lines: &[(u32, f64, f64, f64, f64)]) -> Measures {
        let mut found: Vec<(f64, Vec<f64>)> = Vec::new();
        for (a, b) in lines.iter().zip(lines.iter().skip(1)) {
            let size = rounded(b.3);
            let pitch = b.2 - a.2;
            let same = a.0 == b.0 && a.1 == b.1 && rounded(a.3) == size && (a.4 - b.4).abs() < 2.5 * size;
            if !same || pitch < 0.85 * b.3 || pitch > 2.6 * b.3 {
                continue;
            }
            match found.iter_mut().find(|(known, _)| *known == size) {
                Some((_, pitches)) => pitches.push(pitch),
                None => found.push((size, vec![pitch])),
            }
        }
        let pitches = found.into_iter().filter(|(size, pitches)| pitches.len() >= 4 || *size == body);
        let pitches = pitches.filter_map(|(size, pitches)| Some((size, least_common(pitches)?))).collect();
        let mut xs: Vec<f64> = lines.iter().filter(|line| (line.3 - body).abs() < 0.6).map(|line| line.4).collect();
        xs.sort_by(f64::total_cmp);
        let left = xs.get(xs.len() / 20).copied().unwrap_or(0.0);
        Measures { body, left, pitches }
    }

    /// The distance of lines of one paragraph in this size.
    pub(super) fn pitch(&self, size: f64) -> f64 {
        let size = rounded(size);
        let known = self.pitches.iter().find(|(known, _)| *known == size).map(|(_, pitch)| *pitch);
        let by_body =
            self.pitches.iter().find(|(known, _)| *known == self.body).map(|(known, pitch)| pitch / known * size);
        known.or(by_body).unwrap_or(1.35 * size)
    }
}

/// The least distance that a fair share of the lines have.
fn least_common(mut pitches: Vec<f64>) -> Option<f64> {
    pitches.sort_by(f64::total_cmp);
    let count = pitches.len();
    pitches
        .iter()
        .copied()
        .find(|pitch| {
            let near = pitches.iter().filter(|other| (**other - pitch).abs() <= 0.06 * pitch).count();
            near * 8 >= count
        })
        .filter(|_| count > 0)
}
