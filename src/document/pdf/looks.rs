//! Units and tables in reading order → the lines of a document, each with its look.
//!
//! Takes what stands on the pages; gives it to the composer page by page, with what is no part of the text as asides.

use crate::{
    diagnostics::Warned,
    document::{Document, Look, compose::Composer},
};

use super::{
    bands::Part,
    flow::{self, Kind, TextLine, Unit},
    letters,
    measures::{Measures, rounded},
    table::Table,
    words::Word,
};

/// A page in reading order.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) number: u32,
    pub(super) width: f64,
    pub(super) parts: Vec<Part>,
    /// What stands at its head and is no part of the text.
    pub(super) above: Vec<String>,
    /// What stands at its foot and is no part of the text.
    pub(super) below: Vec<String>,
}

/// What stands in a document, in order.
enum Block {
    Unit(Unit),
    Table(u32, Table),
    Aside(u32, String),
}

/// The longest heading, in characters and lines.
const LONGEST_HEADING: (usize, usize) = (170, 4);

/// Composes a document of pages. `body` is the size of its running text.
pub(super) fn compose(mut pages: Vec<Page>, body: f64) -> Warned<Document> {
    join_tables(&mut pages);
    let asides: Vec<(u32, Vec<String>, Vec<String>)> = pages
        .iter_mut()
        .map(|page| (page.number, std::mem::take(&mut page.above), std::mem::take(&mut page.below)))
        .collect();
    let (blocks, measures) = blocks(pages, body);
    let looks = looks(&blocks, &measures);
    let mut writer = Writer { composer: Composer::default(), asides: asides.into_iter().peekable(), below: Vec::new() };
    for (block, look) in blocks.iter().zip(looks) {
        match block {
            Block::Table(page, table) => {
                writer.turn_to(*page);
                for row in &table.rows {
                    writer.composer.row(row);
                }
            }
            Block::Aside(page, words) => {
                writer.turn_to(*page);
                writer.composer.line(Look::Aside, 0, words);
            }
            Block::Unit(unit) => {
                for (at, line) in unit.lines.iter().enumerate() {
                    writer.turn_to(line.page);
                    let indent = ((line.x0() - measures.left) / (0.5 * body)).round().clamp(0.0, 60.0);
                    writer.composer.line(if at == 0 { look } else { Look::Continued }, indent as u16, &line.text());
                }
            }
        }
    }
    writer.turn_to(u32::MAX);
    Warned::clean(writer.composer.finish("application/pdf"))
}

struct Writer<I: Iterator<Item = (u32, Vec<String>, Vec<String>)>> {
    composer: Composer,
    asides: std::iter::Peekable<I>,
    /// What stands at the foot of the page that is being written.
    below: Vec<String>,
}

impl<I: Iterator<Item = (u32, Vec<String>, Vec<String>)>> Writer<I> {
    fn turn_to(&mut self, page: u32) {
        while self.asides.peek().is_some_and(|(number, ..)| *number <= page)
            && let Some((number, above, below)) = self.asides.next()
        {
            for aside in std::mem::replace(&mut self.below, below) {
                self.composer.line(Look::Aside, 0, &aside);
            }
            self.composer.page(number);
            for aside in above {
                self.composer.line(Look::Aside, 0, &aside);
            }
        }
        if page == u32::MAX {
            for aside in std::mem::take(&mut self.below) {
                self.composer.line(Look::Aside, 0, &aside);
            }
        }
    }
}

/// Joins tables that stand right below one another with the same columns, and those that go on over pages.
fn join_tables(pages: &mut [Page]) {
    for page in pages.iter_mut() {
        let mut joined: Vec<Part> = Vec::new();
        for part in std::mem::take(&mut page.parts) {
            match (joined.last_mut(), part) {
                (Some(Part::Table(table)), Part::Table(next)) if table.stands_over(&next) => table.append(next),
                (_, part) => joined.push(part),
            }
        }
        page.parts = joined;
    }
    for at in 1..pages.len() {
        let (before, after) = pages.split_at_mut(at);
        let (Some(before), Some(after)) = (before.last_mut(), after.first_mut()) else { continue };
        if let (Some(Part::Table(table)), Some(Part::Table(next))) = (before.parts.last_mut(), after.parts.first_mut())
        {
            table.goes_on_in(next);
        }
    }
}

fn blocks(pages: Vec<Page>, body: f64) -> (Vec<Block>, Measures) {
    let lines = || {
        pages.iter().flat_map(|page| {
            page.parts.iter().filter_map(move |part| match part {
                Part::Line(line) => Some((page, line)),
                Part::Table(_) | Part::Aside(_) => None,
            })
        })
    };
    let measured: Vec<(u32, f64, f64, f64, f64)> = lines()
        .map(|(page, line)| (page.number, line.left.unwrap_or(-1.0), line.row.y, line.row.size, line.row.x0()))
        .collect();
    let measures = Measures::of(body, &measured);
    let mut ends: Vec<(f64, f64)> = lines()
        .filter(|(_, line)| line.right.is_none())
        .map(|(page, line)| (page.width.round(), line.row.x1()))
        .collect();
    ends.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let right_of = |width: f64| {
        let here: Vec<f64> = ends.iter().filter(|(of, _)| *of == width.round()).map(|(_, end)| *end).collect();
        here.get(here.len().saturating_sub(1) * 99 / 100).copied().unwrap_or(width)
    };
    let mut rights: Vec<(f64, f64)> = Vec::new();
    let mut found: Vec<Block> = Vec::new();
    let mut units: Vec<Unit> = Vec::new();
    for page in pages {
        let right = match rights.iter().find(|(width, _)| *width == page.width) {
            Some((_, right)) => *right,
            None => {
                let right = right_of(page.width);
                rights.push((page.width, right));
                right
            }
        };
        for part in page.parts {
            match part {
                Part::Table(table) => {
                    found.extend(units.drain(..).map(Block::Unit));
                    found.push(Block::Table(page.number, table));
                }
                Part::Aside(row) => {
                    found.extend(units.drain(..).map(Block::Unit));
                    found.push(Block::Aside(page.number, row.text()));
                }
                Part::Line(line) => {
                    let text = TextLine {
                        page: page.number,
                        y: line.row.y,
                        size: line.row.size,
                        right: line.right.unwrap_or(right),
                        left: line.left.unwrap_or(-1.0),
                        words: without_outer_bullet(line.row.words),
                    };
                    flow::add(&mut units, text, &measures);
                }
            }
        }
    }
    found.extend(units.drain(..).map(Block::Unit));
    (found, measures)
}

/// Some producers set the first point of an inner list on the line of the outer one's bullet.
fn without_outer_bullet(mut words: Vec<Word>) -> Vec<Word> {
    if let [first, second, _, ..] = words.as_slice()
        && letters::is_bullet(&first.text)
        && letters::is_bullet(&second.text)
    {
        words.remove(0);
    }
    words
}

/// The look of the first line of each block.
fn looks(blocks: &[Block], measures: &Measures) -> Vec<Look> {
    let ranks = ranks(blocks, measures);
    // Where the markers of the open lists stand, outermost first.
    let mut lists: Vec<f64> = Vec::new();
    let mut found = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        let Block::Unit(unit) = block else {
            lists.clear();
            // Rows and asides carry their own look.
            found.push(Look::Plain);
            continue;
        };
        if let Some(key) = heading_key(unit, measures) {
            lists.clear();
            let level = ranks.iter().position(|known| *known == key).unwrap_or(0) + 1;
            found.push(Look::Heading(u8::try_from(level.min(6)).unwrap_or(6)));
            continue;
        }
        match unit.mark.filter(|mark| mark.kind != Kind::Number || is_listed(blocks, at, unit, measures)) {
            Some(mark) => {
                let size = unit.size();
                while lists.last().is_some_and(|x| *x > mark.x + 0.4 * size) {
                    lists.pop();
                }
                if lists.last().is_none_or(|x| *x < mark.x - 0.4 * size) {
                    lists.push(mark.x);
                }
                found.push(Look::Item(u8::try_from(lists.len().saturating_sub(1)).unwrap_or(u8::MAX)));
            }
            None => {
                if lists.first().is_some_and(|x| unit.x0() <= *x + 1.0) || unit.mark.is_some() {
                    lists.clear();
                }
                found.push(Look::Paragraph { bold: unit.is_bold() });
            }
        }
    }
    found
}

/// A number at the margin may head a chapter or begin an item, which the words tell better; one that is indented, or next
/// to another in its order, begins an item.
fn is_listed(blocks: &[Block], at: usize, unit: &Unit, measures: &Measures) -> bool {
    let Some(number) = number(unit) else { return unit.x0() > measures.left + 0.6 * unit.size() };
    let neighbour = |near: Option<usize>, wanted: Option<u32>| match near.and_then(|near| blocks.get(near)) {
        Some(Block::Unit(other)) => {
            (other.x0() - unit.x0()).abs() < unit.size()
                && !other.is_bold()
                && wanted.is_some()
                && self::number(other) == wanted
        }
        _ => false,
    };
    let indented = unit.x0() > measures.left + 0.6 * unit.size();
    let beside = neighbour(at.checked_sub(1), number.checked_sub(1)) || neighbour(Some(at + 1), Some(number + 1));
    !unit.is_bold() && (indented || beside)
}

/// The number that begins a unit, where it is a single one.
fn number(unit: &Unit) -> Option<u32> {
    unit.mark.filter(|mark| mark.kind == Kind::Number)?;
    let word = unit.lines.first()?.words.first()?;
    word.text.trim_matches(['(', ')', '.']).parse().ok()
}

/// What tells headings of one level from another: size, then weight, then how deep they are numbered.
type Key = (i32, bool, usize);

/// The key of a unit that is set as a heading.
fn heading_key(unit: &Unit, measures: &Measures) -> Option<Key> {
    let size = rounded(unit.size());
    let bold = unit.is_bold();
    let larger = size >= 1.06 * measures.body || (bold && size >= 1.04 * measures.body && size > measures.body);
    let is_item = unit.mark.is_some_and(|mark| mark.kind != Kind::Number);
    if !larger || is_item || unit.lines.len() > LONGEST_HEADING.1 {
        return None;
    }
    let text: Vec<String> = unit.lines.iter().map(TextLine::text).collect();
    let text = text.join(" ");
    let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
    let sentence = text.ends_with('.') && text.split_whitespace().count() > 8;
    if letters == 0 || text.chars().count() > LONGEST_HEADING.0 || sentence {
        return None;
    }
    let number = text.split_whitespace().next().unwrap_or_default().trim_end_matches('.');
    let numbered = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit() || c == '.');
    let depth = if numbered { number.split('.').count() } else { 1 };
    Some((-(size * 2.0) as i32, !bold, depth))
}

/// The keys of all headings, the highest first.
fn ranks(blocks: &[Block], measures: &Measures) -> Vec<Key> {
    let mut keys: Vec<Key> = blocks
        .iter()
        .filter_map(|block| match block {
            Block::Unit(unit) => heading_key(unit, measures),
            Block::Table(..) | Block::Aside(..) => None,
        })
        .collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}
