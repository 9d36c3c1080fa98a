//! Paragraphs and tables with styles → lines with a look.
//!
//! Takes what a reader of DOCX, ODT or HTML finds, in reading order, each paragraph with how it is set; gives a `Document`.
//! Settles what such formats have in common: line breaks within a paragraph, tables that only place text on a page, tables
//! within cells, columns set by tabs, headings that are only larger than the text. Never looks at what words mean.

mod sizes;
mod words;

use super::{Document, Look, compose::Composer};

use self::{sizes::Sizes, words::begins_marked};

pub(super) use self::words::Words;

/// A paragraph, a table, or the place where a page begins.
#[derive(Debug, Clone)]
pub(super) enum Block {
    Words(Words),
    Table(Vec<Vec<Cell>>),
    Page(u32),
}

/// The blocks of a cell; none where it is merged with the one above or to the left.
pub(super) type Cell = Vec<Block>;

/// Lines of a cell that are longer than this are text, not data.
const LONG_CELL: usize = 160;

/// Columns of a table, at most.
pub(super) const MOST_COLUMNS: usize = 64;

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
                    let cells: Vec<String> = row.iter().map(cell_text).collect();
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
        // An entry of the contents keeps its page.
        let is_page = piece.len() <= 4 && piece.bytes().all(|byte| byte.is_ascii_digit());
        if !line.is_empty() && !is_label(&line) && !is_page {
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
                    let short: Vec<String> = row.iter().map(cell_text).collect();
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
