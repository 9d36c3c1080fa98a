//! Paragraphs and tables with styles → lines with a look.
//!
//! Takes what a reader of DOCX, ODT or HTML finds, in reading order, each paragraph with how it is set; gives a `Document`.
//! Settles what such formats have in common: line breaks within a paragraph, tables that only place text on a page, tables
//! within cells, columns set by tabs, headings that are only larger than the text. Never looks at what words mean.

use std::collections::HashMap;

use super::{Document, Look, compose::Composer};

/// A paragraph, a table, or the place where a page begins.
#[derive(Debug, Clone)]
pub(super) enum Block {
    Words(Words),
    Table(Vec<Vec<Cell>>),
    Page(u32),
}

/// The blocks of a cell; none where it is merged with the one above or to the left.
pub(super) type Cell = Vec<Block>;

/// One paragraph.
#[derive(Debug, Clone, Default)]
pub(super) struct Words {
    pub(super) look: Look,
    /// In columns.
    pub(super) indent: u16,
    /// Bullet or number, written before the words.
    pub(super) label: String,
    /// Whether the label is a number that may as well be a chapter's.
    pub(super) loose: bool,
    /// At least one; line breaks part them.
    pub(super) parts: Vec<Part>,
}

/// The words between two line breaks, and how they are set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) text: String,
    /// Characters, those in bold, and the size of the smallest in half points.
    letters: usize,
    bold: usize,
    size: Option<u16>,
}

/// Lines of a cell that are longer than this are text, not data.
const LONG_CELL: usize = 160;

/// Columns of a table, at most.
pub(super) const MOST_COLUMNS: usize = 64;

impl Words {
    pub(super) fn new(look: Look, indent: u16, label: String) -> Words {
        Words { look, indent, label, loose: false, parts: vec![Part::default()] }
    }

    /// Adds words; a line break in them begins the next part.
    pub(super) fn push(&mut self, text: &str, bold: bool, size: Option<u16>) {
        for (at, piece) in text.split('\n').enumerate() {
            if at > 0 || self.parts.is_empty() {
                self.parts.push(Part::default());
            }
            let Some(part) = self.parts.last_mut() else { continue };
            let letters = piece.chars().filter(|c| !c.is_whitespace()).count();
            part.text.push_str(piece);
            part.letters += letters;
            part.bold += if bold { letters } else { 0 };
            if letters > 0
                && let Some(size) = size
            {
                part.size = Some(part.size.map_or(size, |known| known.min(size)));
            }
        }
    }

    /// Sets all of it in bold.
    pub(super) fn embolden(&mut self) {
        for part in &mut self.parts {
            part.bold = part.letters;
        }
    }

    pub(super) fn is_blank(&self) -> bool {
        self.parts.iter().all(|part| part.letters == 0)
    }

    /// The text of all parts, for comparing.
    pub(super) fn text(&self) -> String {
        let mut all = self.label.clone();
        for part in &self.parts {
            all.push(' ');
            all.push_str(part.text.trim());
        }
        all.trim().to_owned()
    }

    /// The lines that the parts make: the words, and whether they begin a line or carry on the one before.
    fn lines(&self) -> Vec<(bool, String, &Part)> {
        let mut found: Vec<(bool, String, &Part)> = Vec::new();
        let is_text = matches!(self.look, Look::Paragraph { .. } | Look::Plain | Look::Aside);
        let mut blank_before = false;
        for part in &self.parts {
            let text = part.text.trim();
            if text.is_empty() {
                blank_before = true;
                continue;
            }
            let carries_on = found.last().is_some_and(|(_, before, last)| {
                if begins_marked(text) {
                    return false;
                }
                // A line break in an item or a heading leaves it what it is.
                if !is_text {
                    return true;
                }
                let is_full = before.chars().count() >= 60 && !before.ends_with(['.', ':', ';', '!', '?']);
                !blank_before && part.is_bold() == last.is_bold() && (text.starts_with(char::is_lowercase) || is_full)
            });
            let mut words = String::new();
            if found.is_empty() && !self.label.is_empty() && !(is_bullet(&self.label) && begins_with_box(text)) {
                words.push_str(&self.label);
                words.push(' ');
            }
            words.push_str(text);
            found.push((!carries_on, words, part));
            blank_before = false;
        }
        found
    }

    /// The label and words of a cell's paragraph, one line each.
    fn in_cell(&self, lines: &mut Vec<String>) {
        for (begins, words, _) in self.lines() {
            match lines.last_mut().filter(|_| !begins) {
                Some(last) => {
                    last.push(' ');
                    last.push_str(&words);
                }
                None => lines.push(words),
            }
        }
    }
}

impl Part {
    fn is_bold(&self) -> bool {
        self.letters > 0 && self.bold == self.letters
    }
}

fn is_bullet(label: &str) -> bool {
    matches!(label, "•" | "–")
}

fn begins_with_box(text: &str) -> bool {
    text.starts_with(['☐', '☒', '☑', '✓', '✔', '❑', '❏', '□'])
}

/// Whether words begin with a bullet, a box or a number of their own.
fn begins_marked(text: &str) -> bool {
    let mut letters = text.chars();
    let first = letters.next().unwrap_or(' ');
    let rest = letters.as_str();
    if matches!(first, '•' | '·' | '▪' | '◦' | '●' | '○' | '■' | '►' | '➢') || begins_with_box(text) {
        return true;
    }
    if matches!(first, '-' | '–' | '*') {
        return rest.starts_with(char::is_whitespace);
    }
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let after = text.get(digits..).unwrap_or_default();
    (1..=2).contains(&digits) && after.starts_with(['.', ')']) && after.chars().nth(1).is_some_and(char::is_whitespace)
}

/// Writes blocks as a document.
pub(super) fn compose(blocks: Vec<Block>, media_type: &'static str) -> Document {
    let sizes = Sizes::of(&blocks);
    let mut composer = Composer::default();
    write(&blocks, &sizes, &mut composer, 0);
    composer.finish(media_type)
}

fn write(blocks: &[Block], sizes: &Sizes, composer: &mut Composer, depth: usize) {
    let mut at = 0;
    while let Some(block) = blocks.get(at) {
        match block {
            Block::Page(page) => composer.page(*page),
            Block::Words(words) => {
                let tabbed = tabbed(blocks.get(at..).unwrap_or_default());
                if tabbed.len() > 1 {
                    for row in &tabbed {
                        composer.row(row);
                    }
                    at += tabbed.len();
                    continue;
                }
                paragraph(words, sizes, composer);
            }
            Block::Table(rows) if depth < 8 && only_places(rows) => {
                for cell in rows.iter().flatten() {
                    write(cell, sizes, composer, depth + 1);
                }
            }
            Block::Table(rows) => {
                for row in rows {
                    let cells: Vec<String> = row.iter().map(|cell| cell_text(cell)).collect();
                    composer.row(&cells);
                }
            }
        }
        at += 1;
    }
}

fn paragraph(words: &Words, sizes: &Sizes, composer: &mut Composer) {
    for (begins, text, part) in words.lines() {
        if words.look == Look::Aside {
            aside(&text, composer);
            continue;
        }
        let look = match words.look {
            _ if !begins => Look::Continued,
            // Chapters are numbered as lists are; without styles of headings the lines around must tell which it is.
            Look::Item(_) if words.loose && (part.is_bold() || !sizes.has_headings) => match sizes.look(part) {
                Look::Heading(_) => Look::Paragraph { bold: true },
                look => look,
            },
            Look::Paragraph { .. } | Look::Plain => sizes.look(part),
            look => look,
        };
        composer.line(look, words.indent, &text);
    }
}

/// Headers set their columns by tabs: each is a line of its own, save a value after its label.
fn aside(text: &str, composer: &mut Composer) {
    let mut line = String::new();
    for piece in text.split('\t').map(str::trim).filter(|piece| !piece.is_empty()) {
        if !line.is_empty() && !is_label(&line) {
            composer.line(Look::Aside, 0, &line);
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(piece);
    }
    composer.line(Look::Aside, 0, &line);
}

fn is_label(text: &str) -> bool {
    let text = text.trim_end();
    text.ends_with(':')
        || ["dnr", "diarienummer", "diarienr", "datum", "sida", "ärendenummer"].contains(&text.to_lowercase().as_str())
}

/// All paragraphs within blocks as asides, tables included: for headers, footers and notes.
pub(super) fn asides(blocks: Vec<Block>) -> Vec<Block> {
    let mut found: Vec<Block> = Vec::new();
    let mut waiting: Vec<Block> = blocks;
    waiting.reverse();
    while let Some(block) = waiting.pop() {
        match block {
            Block::Page(_) => {}
            Block::Words(words) => found.push(Block::Words(Words { look: Look::Aside, indent: 0, ..words })),
            Block::Table(rows) => {
                for row in rows.into_iter().rev() {
                    // A row of short cells stays on one line until `aside` parts it, so that labels find their values.
                    let short: Vec<String> = row.iter().map(|cell| cell_text(cell)).collect();
                    if short.iter().any(|cell| is_label(cell)) {
                        let mut words = Words::new(Look::Aside, 0, String::new());
                        words.push(&short.join("\t").replace('\n', "\t"), false, None);
                        waiting.push(Block::Words(words));
                    } else {
                        waiting.extend(row.into_iter().rev().flat_map(|cell| cell.into_iter().rev()));
                    }
                }
            }
        }
    }
    found
}

/// The rows that neighbouring paragraphs make which set three columns or more by tabs.
fn tabbed(blocks: &[Block]) -> Vec<Vec<&str>> {
    let mut rows: Vec<Vec<&str>> = Vec::new();
    for block in blocks {
        let Block::Words(Words { look: Look::Paragraph { .. } | Look::Plain, parts, label, .. }) = block else { break };
        let ([part], true) = (parts.as_slice(), label.is_empty()) else { break };
        let text = part.text.trim_end();
        let cells: Vec<&str> = text.split('\t').map(str::trim).collect();
        let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
        let same = rows.first().is_none_or(|first| first.len() == cells.len());
        if cells.len() < 3
            || filled < 2
            || !same
            || cells.first().is_some_and(|cell| begins_marked(&format!("{cell} ")))
        {
            break;
        }
        rows.push(cells);
    }
    rows
}

/// Whether a table only places text on the page: one column, or one row of long text.
fn only_places(rows: &[Vec<Cell>]) -> bool {
    let filled = |row: &&Vec<Cell>| row.iter().any(|cell| !is_blank(cell));
    let rows: Vec<&Vec<Cell>> = rows.iter().filter(filled).collect();
    if rows.iter().all(|row| row.len() <= 1) {
        return true;
    }
    // One column is filled, and the others are blank in every row.
    let used = |column: usize| rows.iter().any(|row| row.get(column).is_some_and(|cell| !is_blank(cell)));
    let columns = rows.iter().map(|row| row.len()).max().unwrap_or(0);
    if (0..columns).filter(|column| used(*column)).count() <= 1 {
        return true;
    }
    let holds_more = |cell: &Cell| {
        let blocks = cell.iter().filter(|block| !matches!(block, Block::Page(_)));
        let styled =
            |block: &&Block| matches!(block, Block::Table(_) | Block::Words(Words { look: Look::Heading(_), .. }));
        blocks.clone().count() > 3
            || blocks.clone().any(|block| styled(&block))
            || cell_text(cell).chars().count() > LONG_CELL
    };
    // A page laid out in columns has headings and text in a cell; a table of data never has both.
    let is_page = |cell: &Cell| {
        let headed = cell.iter().any(|block| matches!(block, Block::Words(Words { look: Look::Heading(_), .. })));
        headed && cell.len() > 3
    };
    let mut cells = rows.iter().flat_map(|row| row.iter());
    if rows.len() == 1 { cells.any(holds_more) } else { cells.any(is_page) }
}

fn is_blank(cell: &Cell) -> bool {
    cell.iter().all(|block| match block {
        Block::Words(words) => words.is_blank(),
        Block::Table(rows) => rows.iter().flatten().all(is_blank),
        Block::Page(_) => true,
    })
}

/// The paragraphs of a cell, parted by line breaks. A table within it gives a line for each of its rows.
fn cell_text(cell: &Cell) -> String {
    let mut lines = Vec::new();
    for block in cell {
        match block {
            Block::Words(words) => words.in_cell(&mut lines),
            Block::Table(rows) => {
                for row in rows {
                    let cells = row.iter().map(|cell| cell_text(cell).replace('\n', " "));
                    let cells: Vec<String> = cells.filter(|cell| !cell.is_empty()).collect();
                    lines.push(cells.join(" – "));
                }
            }
            Block::Page(_) => {}
        }
    }
    lines.retain(|line| !line.trim().is_empty());
    lines.join("\n")
}

/// The sizes that paragraphs are set in, where no style says what is a heading.
struct Sizes {
    body: u16,
    /// Larger sizes, the largest first.
    larger: Vec<u16>,
    has_headings: bool,
}

impl Sizes {
    fn of<'b>(blocks: &'b [Block]) -> Sizes {
        let mut letters: HashMap<u16, usize> = HashMap::new();
        let mut has_headings = false;
        let words = |block: &'b Block| match block {
            Block::Words(words) => Some(words),
            _ => None,
        };
        let all: Vec<&Words> = blocks.iter().filter_map(words).collect();
        for words in &all {
            has_headings |= matches!(words.look, Look::Heading(_));
            for part in &words.parts {
                if let Some(size) = part.size {
                    *letters.entry(size).or_default() += part.letters;
                }
            }
        }
        let body = letters.iter().max_by_key(|(size, count)| (**count, **size)).map_or(0, |(size, _)| *size);
        let mut larger = Vec::new();
        if !has_headings && body > 0 {
            let parts = all.iter().filter(|words| matches!(words.look, Look::Paragraph { .. } | Look::Plain));
            for part in parts.flat_map(|words| &words.parts) {
                if let Some(size) = part.size.filter(|size| is_larger(*size, body) && is_short(part)) {
                    larger.push(size);
                }
            }
            larger.sort_unstable_by(|one, other| other.cmp(one));
            larger.dedup();
        }
        Sizes { body, larger, has_headings }
    }

    fn look(&self, part: &Part) -> Look {
        let rank = part.size.and_then(|size| self.larger.iter().position(|larger| *larger == size));
        if let Some(rank) = rank.filter(|_| is_short(part)) {
            return Look::Heading(u8::try_from(rank + 1).unwrap_or(9).min(9));
        }
        let larger = part.size.is_some_and(|size| self.body > 0 && is_larger(size, self.body)) && is_short(part);
        Look::Paragraph { bold: part.is_bold() || larger }
    }
}

/// An eighth larger, as 12.5 to 11: less is no heading's size.
fn is_larger(size: u16, body: u16) -> bool {
    u32::from(size) * 8 >= u32::from(body) * 9
}

fn is_short(part: &Part) -> bool {
    part.letters > 0 && part.text.trim().chars().count() <= 120
}
