//! Glyphs → words, and words → rows.
//!
//! Takes the glyphs of a page in the order in which they were drawn; gives words with their places, and rows of words that
//! stand beside one another over the whole width of the page. Never judges columns or tables.

use hayro_interpret::{
    hayro_cmap::BfString,
    kurbo::{Point, Rect},
};

use super::{
    ink::{Fill, Glyph, Weight},
    letters,
};

/// A word where it stands, in points from the top left.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) x0: f64,
    pub(super) x1: f64,
    /// The line it stands on.
    pub(super) y: f64,
    pub(super) size: f64,
    pub(super) weight: Weight,
    pub(super) bold: bool,
    /// A footnote's mark.
    pub(super) raised: bool,
    /// Marked by the file as no part of the text.
    pub(super) artifact: bool,
    /// Whether a space was drawn after it.
    pub(super) spaced: bool,
    /// The width of its first letter.
    pub(super) first: f64,
}

/// Words beside one another.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Row {
    pub(super) words: Vec<Word>,
    pub(super) y: f64,
    pub(super) size: f64,
    /// No part of the text.
    pub(super) aside: bool,
}

impl Word {
    /// The middle of the word, at half the height of its small letters.
    pub(super) fn middle(&self) -> Point {
        Point::new((self.x0 + self.x1) / 2.0, self.y - self.size * 0.25)
    }
}

impl Row {
    pub(super) fn x0(&self) -> f64 {
        self.words.first().map_or(0.0, |word| word.x0)
    }

    pub(super) fn x1(&self) -> f64 {
        self.words.iter().map(|word| word.x1).fold(f64::MIN, f64::max)
    }

    /// The words of the row; wide gaps show as two spaces.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        let mut end = None;
        for word in &self.words {
            if let Some(end) = end {
                text.push_str(if word.x0 - end > 1.5 * word.size { "  " } else { " " });
            }
            text.push_str(&word.text);
            end = Some(word.x1);
        }
        text
    }
}

/// A gap wider than this share of the size parts words where no space was drawn.
const SPACE: f64 = 0.17;

/// Forms the words of a page.
pub(super) fn words(mut glyphs: Vec<Glyph>, fills: &[Fill]) -> Vec<Word> {
    glyphs.retain(|glyph| !glyph.pale || on_ground(glyph, fills));
    compose_accents(&mut glyphs);
    glyphs.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut words = Vec::new();
    let mut rest = glyphs.as_mut_slice();
    while let Some(first) = rest.first() {
        let reach = first.y + (first.size * 0.08).max(0.6);
        let count = rest.iter().take_while(|glyph| glyph.y <= reach).count();
        let (line, after) = rest.split_at_mut(count);
        line.sort_by(|a, b| a.x0.total_cmp(&b.x0));
        line_words(line, &mut words);
        rest = after;
    }
    words
}

/// Whether pale text stands on a ground that is darker, or on a picture.
fn on_ground(glyph: &Glyph, fills: &[Fill]) -> bool {
    let at = Point::new((glyph.x0 + glyph.x1) / 2.0, glyph.y - glyph.size * 0.25);
    fills.iter().rev().find(|fill| fill.area.contains(at)).is_some_and(|fill| fill.light < 0.85)
}

/// Puts accents that were drawn apart on the letters that they overlap.
fn compose_accents(glyphs: &mut Vec<Glyph>) {
    let is_accent = |glyph: &Glyph| matches!(glyph.text, BfString::Char(c) if letters::is_accent(c));
    if !glyphs.iter().any(is_accent) {
        return;
    }
    let mut dropped = vec![false; glyphs.len()];
    for at in 0..glyphs.len() {
        let Some(Glyph { text: BfString::Char(accent), x0, x1, y, size, .. }) = glyphs.get(at).cloned() else {
            continue;
        };
        if !letters::is_accent(accent) {
            continue;
        }
        let middle = (x0 + x1) / 2.0;
        for near in [at + 1, at.wrapping_sub(1)] {
            let Some(base) = glyphs.get_mut(near) else { continue };
            let over = base.x0 - 0.05 * size <= middle && middle <= base.x1 + 0.05 * size;
            if let BfString::Char(letter) = base.text
                && over
                && (base.y - y).abs() < size * 0.5
                && let Some(composed) = letters::accented(letter, accent)
            {
                base.text = BfString::Char(composed);
                if let Some(flag) = dropped.get_mut(at) {
                    *flag = true;
                }
                break;
            }
        }
    }
    let mut flags = dropped.into_iter();
    glyphs.retain(|_| !flags.next().unwrap_or(false));
}

fn is_space(glyph: &Glyph) -> bool {
    match &glyph.text {
        BfString::Char(c) => c.is_whitespace(),
        BfString::String(text) => !text.is_empty() && text.chars().all(char::is_whitespace),
    }
}

/// How far the letters of a line are set apart, as a share of the size: nought but in letter-spaced text.
fn tracking(line: &[Glyph]) -> f64 {
    let mut gaps: Vec<f64> = line
        .iter()
        .zip(line.iter().skip(1))
        .filter(|(a, b)| !is_space(a) && !is_space(b))
        .map(|(a, b)| (b.x0 - a.x1) / a.size.max(b.size))
        .filter(|gap| *gap < 0.6)
        .collect();
    if gaps.len() < 5 {
        return 0.0;
    }
    gaps.sort_by(f64::total_cmp);
    gaps.get(gaps.len() / 2).copied().filter(|gap| *gap > 0.06).unwrap_or(0.0)
}

fn line_words(line: &[Glyph], words: &mut Vec<Word>) {
    let parted = SPACE + tracking(line);
    let first = words.len();
    let mut last: Option<&Glyph> = None;
    let mut broken = true;
    for glyph in line {
        if is_space(glyph) {
            if let Some(word) = words.get_mut(first..).and_then(<[Word]>::last_mut)
                && glyph.x0 - word.x1 < word.size * 0.5
            {
                word.spaced = true;
            }
            broken = true;
            continue;
        }
        let twice = last.is_some_and(|last| last.text == glyph.text && (glyph.x0 - last.x0).abs() < 0.06 * glyph.size);
        if twice {
            // Struck twice to look bold.
            if let Some(word) = words.last_mut() {
                word.weight = Weight::Bold;
            }
            continue;
        }
        let gap = last.map_or(f64::MAX, |last| glyph.x0 - last.x1);
        let size = last.map_or(glyph.size, |last| last.size.max(glyph.size));
        broken = broken || gap > parted * size || gap < -0.6 * size;
        if broken {
            words.push(Word {
                text: String::new(),
                x0: glyph.x0,
                x1: glyph.x1,
                y: glyph.y,
                size: glyph.size,
                weight: glyph.weight,
                bold: false,
                raised: false,
                artifact: glyph.artifact,
                spaced: false,
                first: glyph.x1 - glyph.x0,
            });
        }
        if let Some(word) = words.last_mut() {
            match &glyph.text {
                BfString::Char(c) => letters::push(&mut word.text, *c),
                BfString::String(text) => text.chars().for_each(|c| letters::push(&mut word.text, c)),
            }
            word.x1 = word.x1.max(glyph.x1);
            word.size = word.size.max(glyph.size);
        }
        broken = false;
        last = Some(glyph);
    }
    let formed = words.split_off(first.min(words.len()));
    words.extend(formed.into_iter().filter(|word| !word.text.is_empty()));
}

/// Gathers words into rows from the top down, each from the left.
pub(super) fn rows(mut words: Vec<Word>) -> Vec<Row> {
    attach_raised(&mut words);
    words.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut rows: Vec<Row> = Vec::new();
    for word in words {
        // Signs of another font and cells set a trifle lower stand on the same row still.
        let same = rows.iter_mut().rev().take(3).find(|row| {
            let near = (word.y - row.y).abs() <= 0.3 * row.size.min(word.size);
            near && !row.words.iter().any(|other| overlap(other, &word) > 0.3 * word.size.min(other.size))
        });
        match same {
            Some(row) => {
                if word.size > row.size {
                    row.size = word.size;
                }
                row.words.push(word);
            }
            None => rows.push(Row { y: word.y, size: word.size, words: vec![word], aside: false }),
        }
    }
    for row in &mut rows {
        row.words.sort_by(|a, b| a.x0.total_cmp(&b.x0));
        row.size = usual_size(&row.words).unwrap_or(row.size);
    }
    rows
}

/// A face without a name is bold when its strokes are thicker than those of most letters by this factor.
const BOLDER: f64 = 1.33;

/// Tells bold words from others, now that all of them are known.
pub(super) fn weigh<'w>(words: impl Iterator<Item = &'w mut Word>) {
    let mut words: Vec<&mut Word> = words.collect();
    let mut strokes: Vec<(f64, usize)> = words
        .iter()
        .filter_map(|word| match word.weight {
            Weight::Stroke(stroke) => Some((stroke, word.text.len())),
            _ => None,
        })
        .collect();
    strokes.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = strokes.iter().map(|(_, letters)| letters).sum::<usize>() / 2;
    let mut sum = 0;
    let usual = strokes.iter().find(|(_, letters)| {
        sum += letters;
        sum > half
    });
    let usual = usual.map_or(f64::MAX, |(stroke, _)| *stroke);
    for word in &mut words {
        word.bold = match word.weight {
            Weight::Regular => false,
            Weight::Bold => true,
            Weight::Stroke(stroke) => stroke > BOLDER * usual,
        };
    }
}

/// The size that most letters have.
pub(super) fn usual_size(words: &[Word]) -> Option<f64> {
    let mut sizes: Vec<(f64, usize)> = Vec::new();
    for word in words {
        let letters = word.text.chars().count();
        match sizes.iter_mut().find(|(size, _)| (*size - word.size).abs() < 0.1) {
            Some((_, count)) => *count += letters,
            None => sizes.push((word.size, letters)),
        }
    }
    sizes.into_iter().max_by_key(|(_, count)| *count).map(|(size, _)| size)
}

fn overlap(a: &Word, b: &Word) -> f64 {
    a.x1.min(b.x1) - a.x0.max(b.x0)
}

/// Brings raised marks down to the line that they belong to.
fn attach_raised(words: &mut [Word]) {
    let is_mark = |word: &Word| {
        word.text.chars().count() <= 4
            && word.text.chars().all(|c| c.is_ascii_digit() || matches!(c, '*' | '†' | '‡' | ',' | ')'))
    };
    for at in 0..words.len() {
        let Some(mark) = words.get(at).filter(|word| is_mark(word)).cloned() else { continue };
        let base = words.iter().enumerate().find(|(other, word)| {
            let lower = word.y - mark.y;
            *other != at
                && word.size > 1.2 * mark.size
                && lower > 0.12 * word.size
                && lower < 0.7 * word.size
                && ((mark.x0 - word.x1).abs() < 0.3 * word.size
                    || (word.x0 - mark.x1 > -0.5 && word.x0 - mark.x1 < word.size))
        });
        if let Some(y) = base.map(|(_, word)| word.y)
            && let Some(word) = words.get_mut(at)
        {
            word.y = y;
            word.raised = true;
        }
    }
}

/// The box of a word, for asking what lies within what.
pub(super) fn area(word: &Word) -> Rect {
    Rect::new(word.x0, word.y - word.size * 0.75, word.x1, word.y + word.size * 0.22)
}
