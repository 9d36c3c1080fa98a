//! PDF → lines with looks, by where the glyphs stand.
//!
//! Takes the bytes of a PDF; gives a `Document` whose lines are told to be headings, paragraphs, items, rows of tables or
//! asides by size, weight, place, white space and rules. Never runs anything, never follows a link, never judges by wording
//! what a line is for. A page is read in steps, a file each: `ink` and `paths` (what is drawn), `words` and `letters`, `signs`
//! (drawn bullets), `edges` (what is no part of the text), `grid` (framed tables), `ruled`, `gutters`, `rivers`, `bands` and
//! `loose` (columns, and tables without a frame), `cells` and `table`, `flow` and `measures` (paragraphs and items), `looks`
//! (headings, and the lines themselves). `scan` and `picture` do the same for pages that are pictures; `typed` reads what a
//! typewriter face sets.

mod bands;
mod cells;
mod edges;
mod flow;
mod grid;
mod gutters;
mod ink;
mod letters;
mod looks;
mod loose;
mod measures;
mod paths;
mod picture;
mod rivers;
mod ruled;
mod scan;
mod signs;
mod table;
#[cfg(test)]
mod tests;
mod typed;
mod words;

use hayro_interpret::{
    InterpreterCache, InterpreterSettings,
    hayro_syntax::{LoadPdfError, Pdf},
    kurbo::Rect,
};

use crate::{
    diagnostics::Warned,
    document::{Document, Limits, ReadError},
};

use self::{
    cells::Vocabulary,
    edges::Sheet,
    ink::{Fonts, Ink},
};

pub use scan::{pictures, recognised};

/// What errors call the kind.
const KIND: &str = "PDF";

/// Fewer letters than this on a page beside a picture are no text of it.
const FEWEST_LETTERS: usize = 25;

/// Reads a PDF.
///
/// # Errors
/// `ReadError` where it is damaged, locked, empty, too large, or holds pictures of pages and no text.
pub(super) fn read(bytes: &[u8], limits: Limits) -> Result<Warned<Document>, ReadError> {
    let pdf = open(bytes, limits)?;
    let cache = InterpreterCache::new();
    let settings = InterpreterSettings::default();
    let mut fonts = Fonts::default();
    // A letter takes one byte at least.
    let mut glyphs_left = limits.text_bytes;
    let mut sheets: Vec<Sheet> = Vec::new();
    let mut pictures = 0usize;
    for (at, page) in pdf.pages().iter().enumerate() {
        let ink = ink::read(page, &cache, &settings, &mut fonts, glyphs_left);
        if ink.overfull {
            return Err(ReadError::TooLong { limit: limits.text_bytes });
        }
        glyphs_left = glyphs_left.saturating_sub(ink.glyphs.len() + ink.unseen.len());
        let is_picture = ink.pictured > 0.3 && ink.glyphs.len() < FEWEST_LETTERS;
        let sheet = sheet(ink, u32::try_from(at + 1).unwrap_or(u32::MAX), is_picture);
        let letters: usize = sheet.rows.iter().flat_map(|row| &row.words).map(|word| word.text.len()).sum();
        pictures += usize::from(is_picture && letters < FEWEST_LETTERS);
        sheets.push(sheet);
    }
    words::weigh(sheets.iter_mut().flat_map(|sheet| &mut sheet.rows).flat_map(|row| &mut row.words));
    let pages = sheets.len();
    if pictures * 2 > pages || (pages > 0 && !is_legible(&sheets)) {
        return Err(ReadError::NeedsOcr { pages });
    }
    if sheets.iter().all(|sheet| sheet.rows.is_empty()) {
        return Err(match pictures {
            0 if is_whole(bytes) => ReadError::Empty,
            0 => ReadError::Damaged { kind: KIND },
            _ => ReadError::NeedsOcr { pages },
        });
    }
    if let Some(pitch) = typed::pitch(&sheets) {
        return Ok(typed::compose(&sheets, pitch));
    }
    Ok(lay_out(sheets))
}

fn open(bytes: &[u8], limits: Limits) -> Result<Pdf, ReadError> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(_) => ReadError::Locked { kind: KIND },
        // What says that it is locked, and opens in no other way either, is told to be so.
        LoadPdfError::Invalid if holds_near_end(bytes, b"/Encrypt") => ReadError::Locked { kind: KIND },
        LoadPdfError::Invalid => ReadError::Damaged { kind: KIND },
    })?;
    match pdf.pages().len() {
        // A file that was cut off lacks its end, and with it the way to its pages.
        0 if !is_whole(bytes) => Err(ReadError::Damaged { kind: KIND }),
        0 => Err(ReadError::Empty),
        pages if pages > limits.pages => Err(ReadError::TooManyPages { limit: limits.pages }),
        _ => Ok(pdf),
    }
}

/// Whether the mark that ends every PDF stands near its end.
fn is_whole(bytes: &[u8]) -> bool {
    holds_near_end(bytes, b"%%EOF")
}

fn holds_near_end(bytes: &[u8], mark: &[u8]) -> bool {
    const WITHIN: usize = 1024;
    let tail = bytes.get(bytes.len().saturating_sub(WITHIN)..).unwrap_or_default();
    tail.windows(mark.len()).any(|window| window == mark)
}

/// The rows of a page. Of a scanned page the text that was laid under the picture is read.
fn sheet(mut ink: Ink, number: u32, is_picture: bool) -> Sheet {
    if is_picture && ink.unseen.len() > ink.glyphs.len() {
        ink.glyphs.append(&mut ink.unseen);
    }
    let mut words = words::words(std::mem::take(&mut ink.glyphs), &ink.fills);
    signs::name(&mut words, &ink.shapes);
    let rows = words::rows(words);
    ink.rules.retain(|rule| !edges::is_underline(rule, &rows));
    Sheet {
        number,
        page: Rect::new(0.0, 0.0, ink.width, ink.height),
        rows,
        rules: ink.rules,
        fills: ink.fills,
        ..Sheet::default()
    }
}

/// Whether what was read is text: letters that fonts name, and words that any Swedish or English text has.
fn is_legible(sheets: &[Sheet]) -> bool {
    const COMMON: [&str; 24] = [
        "och", "i", "av", "för", "att", "som", "en", "på", "med", "till", "den", "är", "ska", "det", "om", "the", "of",
        "and", "to", "in", "har", "ett", "de", "for",
    ];
    let (mut letters, mut unknown, mut words, mut common) = (0usize, 0usize, 0usize, 0usize);
    for word in sheets.iter().flat_map(|sheet| &sheet.rows).flat_map(|row| &row.words) {
        letters += word.text.chars().count();
        unknown += word.text.chars().filter(|c| matches!(c, '\u{fffd}' | '\u{e000}'..='\u{f8ff}')).count();
        words += 1;
        common += usize::from(COMMON.contains(&word.text.to_lowercase().as_str()));
    }
    unknown * 4 <= letters && (words < 120 || common * 100 >= words)
}

/// Orders the rows of all pages and composes the document.
fn lay_out(mut sheets: Vec<Sheet>) -> Warned<Document> {
    let vocabulary = vocabulary(&sheets);
    for sheet in &mut sheets {
        let mut words: Vec<words::Word> =
            std::mem::take(&mut sheet.rows).into_iter().flat_map(|row| row.words).collect();
        let (tables, rules) = grid::find(&sheet.rules, &sheet.fills, sheet.page, &mut words, &vocabulary);
        sheet.tables = tables;
        sheet.loose_rules = rules;
        sheet.rows = words::rows(words);
    }
    let body = measures::body(sheets.iter().flat_map(|sheet| &sheet.rows));
    edges::set_aside(&mut sheets, body);
    let body = measures::body(sheets.iter().flat_map(|sheet| &sheet.rows));
    let pages = sheets.into_iter().map(|sheet| {
        let text = |rows: Vec<words::Row>| rows.iter().map(words::Row::text).collect::<Vec<String>>();
        let tables = sheet.aside_tables.iter().flat_map(|table| &table.rows).map(|row| row.join("  "));
        looks::Page {
            number: sheet.number,
            width: sheet.page.width(),
            parts: bands::parts(sheet.rows, sheet.tables, &sheet.loose_rules, &vocabulary),
            above: tables.chain(text(sheet.above)).collect(),
            below: text(sheet.below),
        }
    });
    looks::compose(pages.collect(), body)
}

/// The words that stand close between two others, or after one and before a stop, and so are whole. What stands alone may be
/// a piece of a broken word.
fn vocabulary(sheets: &[Sheet]) -> Vocabulary {
    let mut found = Vocabulary::new();
    for row in sheets.iter().flat_map(|sheet| &sheet.rows) {
        let close = |a: &words::Word, b: &words::Word| b.x0 - a.x1 < 0.45 * row.size;
        for (at, word) in row.words.iter().enumerate().skip(1) {
            let after = at.checked_sub(1).and_then(|at| row.words.get(at)).is_some_and(|before| close(before, word));
            let ends =
                row.words.get(at + 1).is_some_and(|next| close(word, next)) || word.text.ends_with(['.', ',', ':']);
            let bare = word.text.trim_matches(|c: char| !c.is_alphanumeric());
            if after && ends && bare.chars().count() > 2 {
                found.insert(bare.to_lowercase());
            }
        }
    }
    found
}
