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

/// What share of a letter may be wanting where white space or a word is as wide as so many letters.
const EXACT: f64 = 0.03;

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
    let agreeing = widths.iter().filter(|width| (**width - median).abs() < EXACT * median).count();
    (widths.len() >= FEWEST_WORDS && agreeing * 100 >= widths.len() * AGREEING).then_some(median)
}

/// Composes the lines; `pitch` is the width of a letter.
pub(super) fn compose(sheets: &[Sheet], pitch: f64) -> Warned<Document> {
    let page = Page::of(sheets, pitch);
    let mut composer = Composer::default();
    let mut open: Option<Typed> = None;
    // How many tabs the rows of the table at hand have.
    let mut tabs = 0;
    for sheet in sheets {
        let mut before: Option<f64> = None;
        for (at, row) in sheet.rows.iter().enumerate() {
            let is_blank_before = before.is_some_and(|before| ((row.y - before) / page.step).round() > 1.0);
            before = Some(row.y);
            let next = Typed::of(row, &page);
            // Blank lines at the end of a page are not seen; only what begins in lower case surely goes on there.
            let may_go_on = !is_blank_before && (at > 0 || next.text.starts_with(char::is_lowercase));
            if let Some(line) = open.as_mut().filter(|line| may_go_on && page.broke(line, &next, tabs)) {
                line.go_on(&next);
                continue;
            }
            if let Some(line) = open.take() {
                tabs = if is_blank_before || line.tabs() == 0 { 0 } else { tabs.max(line.tabs()) };
                composer.typed(line.indent, &line.text);
            }
            if at == 0 {
                composer.page(sheet.number);
            }
            if is_blank_before {
                composer.blank();
            }
            open = Some(next);
        }
    }
    if let Some(line) = open {
        composer.typed(line.indent, &line.text);
    }
    Warned::clean(composer.finish_typed("application/pdf"))
}

/// Where the letters of the pages stand, in points.
struct Page {
    left: f64,
    pitch: f64,
    /// From the left margin to the right one.
    width: f64,
    /// From one line to the next.
    step: f64,
    /// Whether the margin broke lines of running text.
    is_wrapped: bool,
}

/// A line as it was typed, which the page may have broken.
struct Typed {
    indent: u16,
    text: String,
    /// Where it begins and ends, and its first word ends, from the left margin.
    start: f64,
    end: f64,
    first_end: f64,
}

impl Page {
    fn of(sheets: &[Sheet], pitch: f64) -> Page {
        let rows = || sheets.iter().flat_map(|sheet| &sheet.rows);
        let left = rows().map(Row::x0).fold(f64::MAX, f64::min);
        let right = rows().map(Row::x1).fold(f64::MIN, f64::max);
        let between_margins = sheets.first().map_or(0.0, |sheet| sheet.page.width()) - 2.0 * left;
        let width = between_margins.max(right - left);
        // Lines that a person broke end well before the margin; those that the margin broke end at it.
        let near_margin = |row: &&Row| row.x1() - left > width - NEAR_MARGIN * pitch;
        let is_wrapped = rows().filter(near_margin).count() * 5 >= rows().count();
        let follows = sheets.iter().flat_map(|sheet| sheet.rows.iter().zip(sheet.rows.iter().skip(1)));
        let mut steps: Vec<f64> = follows.map(|(row, next)| next.y - row.y).filter(|step| *step > 0.0).collect();
        steps.sort_by(f64::total_cmp);
        let step = steps.get(steps.len() / 2).copied().unwrap_or(1.0);
        Page { left, pitch, width, step, is_wrapped }
    }

    /// How many letters wide white space is; nothing for a tab, whose stops keep to no letters.
    fn letters(&self, white: f64) -> Option<usize> {
        let letters = white / self.pitch;
        ((letters - letters.round()).abs() < EXACT).then_some(letters.round() as usize)
    }

    /// Whether the right margin broke a line before the next row, whose first word had no room. `tabs` are those of a whole
    /// row of the table that the line belongs to.
    fn broke(&self, line: &Typed, next: &Typed, tabs: usize) -> bool {
        let begins_upper = next.text.trim_start().starts_with(char::is_uppercase);
        let is_next_row = line.tabs() > 0 && line.tabs() >= tabs && begins_upper && next.tabs() > 0;
        let is_year = next.text.len() == 4 && next.text.bytes().all(|byte| byte.is_ascii_digit());
        if is_next_row || is_year || (line.tabs() == 0 && !self.is_wrapped) {
            return false;
        }
        let first = next.text.split_whitespace().next().unwrap_or_default();
        let is_marker =
            first.chars().count() <= 3 && (!first.contains(char::is_alphanumeric) || first.ends_with(['.', ')']));
        let is_tabbed = next.start > 0.5 * self.pitch;
        // A tab went over to the next row with its word.
        let needed =
            if is_tabbed { ((line.end / next.start).floor() + 1.0) * next.start } else { line.end + self.pitch };
        (is_tabbed || !is_marker) && needed + next.first_end - next.start > self.width
    }
}

impl Typed {
    fn of(row: &Row, page: &Page) -> Typed {
        let start = row.x0() - page.left;
        let letters = page.letters(start);
        let mut text = if letters.is_some() { String::new() } else { "\t".to_owned() };
        let mut end: Option<f64> = None;
        for word in &row.words {
            match end.map(|end| page.letters(word.x0 - end)) {
                None => {}
                Some(Some(letters)) => text.extend(std::iter::repeat_n(' ', letters.max(1))),
                Some(None) => text.push('\t'),
            }
            text.push_str(&word.text);
            end = Some(word.x1);
        }
        Typed {
            indent: letters.and_then(|letters| u16::try_from(letters).ok()).unwrap_or(0),
            text,
            start,
            end: row.x1() - page.left,
            first_end: row.words.first().map_or(0.0, |word| word.x1 - page.left),
        }
    }

    fn tabs(&self) -> usize {
        self.text.matches('\t').count()
    }

    fn go_on(&mut self, next: &Typed) {
        if !next.text.starts_with('\t') {
            self.text.push(' ');
        }
        self.text.push_str(&next.text);
        self.end = next.end;
    }
}

#[cfg(test)]
mod tests {
    use hayro_interpret::kurbo::Rect;

    use super::{super::ink::Weight, *};

    const PITCH: f64 = 6.0;
    const LEFT: f64 = 56.0;
    const TAB: f64 = 35.4;

    /// A row of words with the tab stops of a word processor, as the page shows a typed line.
    fn row(line: &str, y: f64) -> Row {
        let mut x = LEFT;
        let mut words = Vec::new();
        for (at, cell) in line.split('\t').enumerate() {
            if at > 0 {
                x = LEFT + (((x - LEFT) / TAB).floor() + 1.0) * TAB;
            }
            for word in cell.split(' ') {
                let x1 = x + PITCH * word.chars().count() as f64;
                if !word.is_empty() {
                    words.push(Word {
                        text: word.to_owned(),
                        x0: x,
                        x1,
                        y,
                        size: 10.0,
                        weight: Weight::Regular,
                        bold: false,
                        raised: false,
                        artifact: false,
                        spaced: true,
                        first: PITCH,
                    });
                }
                x = x1 + PITCH;
            }
            x -= PITCH;
        }
        Row { words, y, size: 10.0, aside: false }
    }

    fn check(lines: &[&str], expected: &[&str]) {
        let rows = (0u32..).zip(lines).filter(|(_, line)| !line.is_empty());
        let rows = rows.map(|(at, line)| row(line, 12.0 * f64::from(at))).collect();
        let sheet = Sheet { number: 1, page: Rect::new(0.0, 0.0, 595.0, 842.0), rows, ..Sheet::default() };
        let document = compose(&[sheet], PITCH).value;
        let read: Vec<&str> = document.lines.iter().map(|line| document.words(line)).collect();
        assert_eq!(read, expected);
    }

    #[test]
    fn lines_that_a_person_broke_stay_apart_and_blank_lines_show() {
        check(
            &["1 Sammanfattning", "Kontoret övar varje höst och", "skriver ned vad som gick fel.", "", "Plan"],
            &["1 Sammanfattning", "Kontoret övar varje höst och", "skriver ned vad som gick fel.", "", "Plan"],
        );
    }

    #[test]
    fn a_row_of_a_table_that_the_margin_broke_is_one_row() {
        check(
            &[
                "Process\tHändelse\tS\tK\tÅtgärd",
                "Arkiv\tEn hylla med handlingar som ingen har förtecknat går förlorad vid brand",
                "\t2\t3\tFörteckna hyllan",
                "\tNyckeln till arkivet är borta\t3\t3\tByt lås",
            ],
            &[
                "Process\tHändelse\tS\tK\tÅtgärd",
                "Arkiv\tEn hylla med handlingar som ingen har förtecknat går förlorad vid brand\t2\t3\tFörteckna hyllan",
                "Nyckeln till arkivet är borta\t3\t3\tByt lås",
            ],
        );
    }
}
