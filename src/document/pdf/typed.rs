//! Pages set in one typewriter face → the lines of a typed text.
//!
//! Takes the rows of pages whose letters are all of one width, as a text file makes them that was printed; gives lines with
//! their columns and the blank lines between them, without looks: what white space means in a typed text the stages after
//! know better than the layout of a set page does. Never reads pages in any other face.

use crate::{
    diagnostics::Warned,
    document::{Document, Look, compose::Composer},
};

use super::{
    edges::Sheet,
    words::{Row, Word},
};

/// Words that tell the face, at least; and how many of them in a hundred must agree.
const FEWEST_WORDS: usize = 60;
const AGREEING: usize = 95;

/// The width of a letter, where all have one.
pub(super) fn pitch(sheets: &[Sheet]) -> Option<f64> {
    let words = sheets.iter().flat_map(|sheet| &sheet.rows).flat_map(|row| &row.words);
    let width = |word: &Word| {
        let letters = word.text.chars().count();
        (letters >= 3).then(|| (word.x1 - word.x0) / letters as f64)
    };
    let mut widths: Vec<f64> = words.filter_map(width).collect();
    widths.sort_by(f64::total_cmp);
    let median = widths.get(widths.len() / 2).copied().filter(|width| *width > 0.0)?;
    let agreeing = widths.iter().filter(|width| (**width - median).abs() < 0.03 * median).count();
    (widths.len() >= FEWEST_WORDS && agreeing * 100 >= widths.len() * AGREEING).then_some(median)
}

/// Composes the lines; `pitch` is the width of a letter.
pub(super) fn compose(sheets: &[Sheet], pitch: f64) -> Warned<Document> {
    let rows = || sheets.iter().flat_map(|sheet| &sheet.rows);
    let left = rows().map(Row::x0).fold(f64::MAX, f64::min);
    let column = |x: f64| ((x - left) / pitch).round().max(0.0) as usize;
    let mut steps: Vec<f64> = sheets
        .iter()
        .flat_map(|sheet| sheet.rows.iter().zip(sheet.rows.iter().skip(1)))
        .map(|(row, next)| next.y - row.y)
        .filter(|step| *step > 0.0)
        .collect();
    steps.sort_by(f64::total_cmp);
    let step = steps.get(steps.len() / 2).copied().unwrap_or(1.0);
    let mut composer = Composer::default();
    for sheet in sheets {
        composer.page(sheet.number);
        let mut before: Option<f64> = None;
        for row in &sheet.rows {
            let blanks = before.map_or(0.0, |before| ((row.y - before) / step).round() - 1.0);
            if blanks >= 1.0 {
                composer.blank();
            }
            before = Some(row.y);
            let indent = column(row.x0());
            let mut text = String::new();
            for word in &row.words {
                let used = indent + text.chars().count();
                let gap = column(word.x0).saturating_sub(used).max(usize::from(!text.is_empty()));
                text.extend(std::iter::repeat_n(' ', gap));
                text.push_str(&word.text);
            }
            composer.line(Look::Plain, u16::try_from(indent).unwrap_or(u16::MAX), &text);
        }
    }
    Warned::clean(composer.finish_typed("application/pdf"))
}
