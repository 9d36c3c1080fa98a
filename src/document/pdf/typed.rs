//! Pages set in one typewriter face → the lines of a typed text.
//!
//! Takes the rows of pages whose letters are all of one width, as a text file makes them that was printed; gives lines with
//! their columns and the blank lines between them, without looks: what white space means in a typed text the stages after
//! know better than the layout of a set page does. Never reads pages in any other face.

use crate::{
    diagnostics::Warned,
    document::{Document, compose::Composer},
};

use super::{
    edges::Sheet,
    words::{Row, Word},
};

/// Words that tell the face, at least; and how many of them in a hundred must agree.
const FEWEST_WORDS: usize = 60;
const AGREEING: usize = 95;

/// How many letters from the margin a line ends that the margin broke.
const NEAR_MARGIN: f64 = 8.0;

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
    let right = rows().map(Row::x1).fold(f64::MIN, f64::max);
    let width = sheets.first().map_or(0.0, |sheet| sheet.page.width()) - 2.0 * left;
    let width = width.max(right - left);
    // Lines that a person broke end well before the margin; those that the margin broke end at it.
    let near_margin = |row: &&Row| row.x1() - left > width - NEAR_MARGIN * pitch;
    let is_wrapped = rows().filter(near_margin).count() * 5 >= rows().count();
    let page = Page { left, pitch, width, is_wrapped };
    let mut steps: Vec<f64> = sheets
        .iter()
        .flat_map(|sheet| sheet.rows.iter().zip(sheet.rows.iter().skip(1)))
        .map(|(row, next)| next.y - row.y)
        .filter(|step| *step > 0.0)
        .collect();
    steps.sort_by(f64::total_cmp);
    let step = steps.get(steps.len() / 2).copied().unwrap_or(1.0);
    let mut composer = Composer::default();
    let mut open: Option<Typed> = None;
    // How many tabs the first row of the table at hand has.
    let mut tabs = 0;
    for sheet in sheets {
        let mut before: Option<f64> = None;
        for (at, row) in sheet.rows.iter().enumerate() {
            let is_blank_before = before.is_some_and(|before| ((row.y - before) / step).round() > 1.0);
            before = Some(row.y);
            // Blank lines at the end of a page are not seen; only what begins in lower case surely goes on there.
            let goes_on = |row: &Row| row.words.first().is_some_and(|word| word.text.starts_with(char::is_lowercase));
            let may_go_on = !is_blank_before && (at > 0 || goes_on(row));
            if let Some(line) = open.as_mut().filter(|line| may_go_on && page.was_full(line, row, tabs)) {
                line.go_on(row, &page);
                continue;
            }
            if let Some(line) = open.take() {
                let own = line.text.matches('\t').count();
                tabs = if is_blank_before || own == 0 { 0 } else { tabs.max(own) };
                composer.typed(line.indent, &line.text);
            }
            if at == 0 {
                composer.page(sheet.number);
            }
            if is_blank_before {
                composer.blank();
            }
            open = Some(Typed::begin(row, &page));
        }
    }
    if let Some(line) = open {
        composer.typed(line.indent, &line.text);
    }
    Warned::clean(composer.finish_typed("application/pdf"))
}

/// Where the letters of a page stand, in points.
struct Page {
    left: f64,
    pitch: f64,
    /// From the left margin to the right one.
    width: f64,
    /// Whether the margin broke lines of running text.
    is_wrapped: bool,
}

/// A line as it was typed, which the page may have broken.
struct Typed {
    indent: u16,
    text: String,
    /// Where its last row ends, from the left margin.
    end: f64,
}

impl Page {
    /// White space of whole letters is spaces; any other is a tab, whose stops keep to no letters.
    fn gap(&self, white: f64) -> String {
        let letters = white / self.pitch;
        let whole = letters.round().max(1.0);
        if (letters - whole).abs() < 0.03 { " ".repeat(whole as usize) } else { "\t".to_owned() }
    }

    /// Whether the next row goes on with a line that the right margin broke: its first word had no room. `tabs` are those of
    /// a whole row of the table that the line belongs to.
    fn was_full(&self, line: &Typed, next: &Row, tabs: usize) -> bool {
        let Some(first) = next.words.first() else { return false };
        let own = line.text.matches('\t').count();
        let next = Typed::begin(next, self);
        let (has_tab, begins_upper) =
            (next.text.contains('\t'), next.text.trim_start().starts_with(char::is_uppercase));
        let is_year = next.text.len() == 4 && next.text.bytes().all(|byte| byte.is_ascii_digit());
        // A row that is whole is followed by the next one.
        if own > 0 && own >= tabs && begins_upper && has_tab || is_year || own == 0 && !self.is_wrapped {
            return false;
        }
        let begins_item = first.text.chars().count() <= 3
            && (!first.text.contains(char::is_alphanumeric) || first.text.ends_with(['.', ')']));
        let indent = first.x0 - self.left;
        let is_tabbed = indent > 0.5 * self.pitch;
        // A tab went over to the next row with its word.
        let needed = if is_tabbed { (line.end / indent).floor() * indent + indent } else { line.end + self.pitch };
        (is_tabbed || !begins_item) && needed + (first.x1 - first.x0) > self.width
    }
}

impl Typed {
    fn begin(row: &Row, page: &Page) -> Typed {
        let indent = ((row.x0() - page.left) / page.pitch).round().clamp(0.0, f64::from(u16::MAX)) as u16;
        let letters = (row.x0() - page.left) / page.pitch;
        let text = if (letters - letters.round()).abs() < 0.03 { String::new() } else { "\t".to_owned() };
        let mut line = Typed { indent, text, end: 0.0 };
        line.add(row, page);
        line
    }

    fn go_on(&mut self, row: &Row, page: &Page) {
        self.text.push(if row.x0() - page.left > 0.5 * page.pitch { '\t' } else { ' ' });
        self.add(row, page);
    }

    fn add(&mut self, row: &Row, page: &Page) {
        let mut end: Option<f64> = None;
        for word in &row.words {
            if let Some(end) = end {
                self.text.push_str(&page.gap(word.x0 - end));
            }
            self.text.push_str(&word.text);
            end = Some(word.x1);
        }
        self.end = end.unwrap_or(page.left) - page.left;
    }
}
