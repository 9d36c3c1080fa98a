//! The body, a cell, a text box or a margin of an OpenDocument text → blocks.
//!
//! Takes the node that holds paragraphs, lists and tables; gives them in reading order with how they are set.

use crate::document::{
    Look,
    blocks::{self, Block, Cell, MOST_COLUMNS, Words},
    office::indent::{COLUMN, Open},
    symbols,
    tree::Node,
};

use super::{
    lists::{Counted, Label, Lists},
    styles::{Style, Styles},
};

/// Where a paragraph stands.
enum At {
    Text,
    /// First in its item, with the item's label.
    Item(Option<Label>, u8),
    /// In an item, after its first paragraph; or under a label that is not shown.
    Below,
}

/// Reads one story of a document after the other.
pub(super) struct Teller<'d> {
    styles: &'d Styles,
    lists: Lists,
    /// What is anchored in the paragraph that is read and stands beside it.
    beside: Vec<Block>,
    /// Notes, in the order of the text.
    pub(super) notes: Vec<Block>,
    page: Option<u32>,
    in_contents: bool,
    in_cell: bool,
    open: Open,
}

impl<'d> Teller<'d> {
    pub(super) fn new(styles: &'d Styles, lists: Lists) -> Teller<'d> {
        Teller {
            styles,
            lists,
            beside: Vec::new(),
            notes: Vec::new(),
            page: None,
            in_contents: false,
            in_cell: false,
            open: Open::default(),
        }
    }

    /// Tells pages apart if the marks of the file are as many as the program counted when it saved it.
    pub(super) fn count_pages(&mut self, body: Node<'_>, pages: Option<usize>) {
        let paragraphs = body.descendants().filter(|node| matches!(node.name(), "p" | "h"));
        let hard =
            paragraphs.skip(1).filter(|node| self.styles.paragraph(node.attribute("style-name")).breaks_page).count();
        let soft = body.descendants().filter(|node| node.name() == "soft-page-break").count();
        if hard + soft > 0 && pages == Some(hard + soft + 1) {
            self.page = Some(0);
        }
    }

    /// The blocks of a story.
    pub(super) fn story(&mut self, node: Node<'_>) -> Vec<Block> {
        let outer = std::mem::take(&mut self.open);
        let beside = std::mem::take(&mut self.beside);
        let mut found = Vec::new();
        if self.page == Some(0) {
            self.turn(&mut found);
        }
        self.blocks(node, &mut found);
        self.open = outer;
        self.beside = beside;
        found
    }

    fn turn(&mut self, found: &mut Vec<Block>) {
        if let Some(page) = &mut self.page {
            *page = page.saturating_add(1);
            found.push(Block::Page(*page));
        }
    }

    fn blocks(&mut self, node: Node<'_>, found: &mut Vec<Block>) {
        for child in node.children() {
            match child.name() {
                "p" | "h" => self.paragraph(child, At::Text, found),
                "list" => {
                    let style = child.attribute("style-name").unwrap_or_default();
                    let mut counted = self.lists.begin(child, style);
                    self.list(child, style, 0, &mut counted, found);
                    self.lists.end(child, style, counted);
                }
                "table" => {
                    self.open = Open::default();
                    let mut rows = Vec::new();
                    self.table(child, &mut rows, found);
                    found.push(Block::Table(rows));
                }
                "section" if child.attribute("display") == Some("none") => {}
                "section" if child.attribute("style-name").is_some_and(|style| self.styles.hides(style)) => {}
                "section" | "numbered-paragraph" | "index-title" => self.blocks(child, found),
                "table-of-content" | "illustration-index" | "table-index" | "object-index" | "user-index"
                | "alphabetical-index" | "bibliography" => {
                    let outer = std::mem::replace(&mut self.in_contents, true);
                    if let Some(entries) = child.child("index-body") {
                        self.blocks(entries, found);
                    }
                    self.in_contents = outer;
                }
                "soft-page-break" => self.turn(found),
                "frame" | "custom-shape" | "rect" | "g" | "a" => {
                    self.boxes(child);
                    found.append(&mut self.beside);
                }
                _ => {}
            }
        }
    }

    fn list(&mut self, node: Node<'_>, style: &str, level: u8, counted: &mut Counted, found: &mut Vec<Block>) {
        for item in node.children() {
            let has_label = match item.name() {
                "list-item" => true,
                "list-header" => false,
                _ => continue,
            };
            let mut first = true;
            for child in item.children() {
                match child.name() {
                    "soft-page-break" => self.turn(found),
                    "p" | "h" if first && has_label => {
                        first = false;
                        let style = item.attribute("style-override").unwrap_or(style);
                        let start = item.attribute("start-value").and_then(|start| start.parse().ok());
                        let label = self.lists.item(style, counted, level, start);
                        self.paragraph(child, At::Item(label, level), found);
                    }
                    "p" | "h" => self.paragraph(child, if first { At::Text } else { At::Below }, found),
                    "list" => {
                        let style = child.attribute("style-name").unwrap_or(style);
                        self.list(child, style, level.saturating_add(1).min(9), counted, found);
                    }
                    _ => {}
                }
            }
        }
    }

    /// Adds rows; where a page begins within the table, those before it go to `found` as a table of their own, for rows
    /// that follow one another are read as one.
    fn table(&mut self, node: Node<'_>, rows: &mut Vec<Vec<Cell>>, found: &mut Vec<Block>) {
        for child in node.children() {
            match child.name() {
                "table-row" => {
                    let page = self.page;
                    let mut cells: Vec<Cell> = Vec::new();
                    for cell in child.children() {
                        let told = match cell.name() {
                            "table-cell" => {
                                let outer = std::mem::replace(&mut self.in_cell, true);
                                let told = self.story(cell);
                                self.in_cell = outer;
                                told
                            }
                            "covered-table-cell" => Cell::new(),
                            _ => continue,
                        };
                        let times = cell.attribute("number-columns-repeated").and_then(|times| times.parse().ok());
                        let room = MOST_COLUMNS.saturating_sub(cells.len());
                        // What repeats are blank cells; tables within tables could repeat without end.
                        let more = times.unwrap_or(1usize).min(room).saturating_sub(1);
                        cells.push(told);
                        cells.extend(std::iter::repeat_n(Cell::new(), more));
                    }
                    rows.push(cells);
                    if let Some(page) = self.page.filter(|_| self.page != page) {
                        found.extend([Block::Table(std::mem::take(rows)), Block::Page(page)]);
                    }
                }
                "soft-page-break" if self.page.is_some() => {
                    found.push(Block::Table(std::mem::take(rows)));
                    self.turn(found);
                }
                "table-header-rows" | "table-rows" | "table-row-group" => self.table(child, rows, found),
                _ => {}
            }
        }
    }

    fn paragraph(&mut self, node: Node<'_>, at: At, found: &mut Vec<Block>) {
        let styles = self.styles;
        let style = styles.paragraph(node.attribute("style-name"));
        if style.breaks_page && !found.iter().all(|block| matches!(block, Block::Page(_))) {
            self.turn(found);
        }
        let mut words = Words::new(Look::default(), 0, String::new());
        let page = self.page;
        self.inline(node, style, &mut words);
        let turned = self.page != page;
        // A number stands in its cell without words, as where the rows of a table are numbered.
        if let At::Item(Some(label), _) = &at
            && self.in_cell
            && words.is_blank()
            && !label.is_bullet
        {
            words.push(&label.text, false, None);
            found.push(Block::Words(words));
            return;
        }
        if !words.is_blank() {
            self.place(&mut words, node, style, at);
            found.push(Block::Words(words));
        }
        if let Some(page) = self.page.filter(|_| turned) {
            found.push(Block::Page(page));
        }
        if !self.beside.is_empty() {
            self.open = Open::default();
        }
        found.append(&mut self.beside);
    }

    /// Tells what a paragraph is: contents, heading, item, the rest of an item, or text.
    fn place(&mut self, words: &mut Words, node: Node<'_>, style: &Style, at: At) {
        if self.in_contents || style.is_contents {
            words.look = Look::Aside;
            return;
        }
        let stated = || node.attribute("outline-level").and_then(|level| level.parse::<u8>().ok()).unwrap_or(1);
        let level = if node.name() == "h" { Some(stated()) } else { style.outline.or(style.is_title.then_some(1)) };
        // Programs that know the number may write it out.
        let written = node.child("number").and_then(|number| number.children().next()).and_then(|text| text.text());
        if let Some(level) = level {
            words.look = Look::Heading(level.clamp(1, 10));
            words.label = match at {
                At::Item(Some(label), _) if !label.is_bullet => label.text,
                At::Text if node.name() == "h" && node.attribute("is-list-header") != Some("true") => {
                    let restart = node.attribute("restart-numbering") == Some("true");
                    let start = node.attribute("start-value").and_then(|start| start.parse().ok());
                    self.lists.heading(level, start.filter(|_| restart))
                }
                _ => String::new(),
            };
            if let Some(written) = written {
                words.label = written.trim().to_owned();
            }
            self.open = Open::default();
            return;
        }
        let indent = |label: Option<i32>| style.left.filter(|left| *left != 0).or(label).unwrap_or(0);
        match at {
            At::Item(Some(label), level) if !label.text.is_empty() => {
                let depth = self.open.depth(level, indent(label.left));
                words.look = Look::Item(depth);
                words.indent = u16::from(depth) * 2;
                words.loose = !label.is_bullet && (depth == 0 || label.text.trim_end_matches('.').contains('.'));
                words.label = written.map_or(label.text, |written| written.trim().to_owned());
            }
            // A list whose style is lost is still a list.
            At::Item(None, level) => {
                words.look = Look::Item(level);
                words.label = "•".to_owned();
            }
            At::Below => words.look = Look::Continued,
            At::Text if self.open.holds(indent(None)) => words.look = Look::Continued,
            _ => {
                self.open = Open::default();
                words.look = Look::Paragraph { bold: false };
                words.indent = u16::try_from(indent(None).max(0) / COLUMN).unwrap_or(0);
            }
        }
    }

    fn inline(&mut self, node: Node<'_>, style: &Style, words: &mut Words) {
        for child in node.children() {
            if let Some(text) = child.text() {
                push(words, text, style);
                continue;
            }
            match child.name() {
                "span" => {
                    let own = self.styles.span(child.attribute("style-name")).cloned().unwrap_or_default();
                    let own = own.over(style);
                    if own.hidden != Some(true) {
                        self.inline(child, &own, words);
                    }
                }
                "s" => {
                    let times = child.attribute("c").and_then(|times| times.parse().ok()).unwrap_or(1usize);
                    words.push(&" ".repeat(times.min(8)), false, None);
                }
                "tab" => words.push("\t", false, None),
                "line-break" => words.push("\n", false, None),
                "soft-page-break" => self.page = self.page.map(|page| page.saturating_add(1)),
                "note" => self.note(child),
                "frame" | "custom-shape" | "rect" | "ellipse" | "polygon" | "path" | "g" => self.boxes(child),
                "content-control" if child.attribute("showing-place-holder") == Some("true") => {}
                "annotation" | "annotation-end" | "number" | "hidden-text" | "hidden-paragraph" | "placeholder"
                | "script" | "ruby-text" | "change" | "change-start" | "change-end" | "control" => {}
                _ => self.inline(child, style, words),
            }
        }
    }

    fn note(&mut self, node: Node<'_>) {
        let Some(body) = node.child("note-body") else { return };
        let cited = node.child("note-citation").and_then(|cited| cited.children().next()).and_then(|text| text.text());
        let mut told = blocks::asides(self.story(body));
        if let Some(Block::Words(words)) = told.first_mut() {
            words.label = cited.unwrap_or_default().trim().to_owned();
        }
        self.notes.extend(told);
    }

    /// The text of a frame or a shape.
    fn boxes(&mut self, node: Node<'_>) {
        for child in node.children() {
            match child.name() {
                "text-box" => {
                    let told = self.story(child);
                    self.beside.extend(told);
                }
                "g" | "frame" | "custom-shape" | "rect" => self.boxes(child),
                // Shapes hold their paragraphs without a box around them.
                "p" | "list" => {
                    let told = self.story(node);
                    self.beside.extend(told);
                    return;
                }
                _ => {}
            }
        }
    }
}

/// Adds a text. White space of the file is one space, and none at the start of a paragraph.
fn push(words: &mut Words, text: &str, style: &Style) {
    let replaced = match symbols::is_plain(text, style.font.as_deref()) {
        true => text.to_owned(),
        false => symbols::replace(text, style.font.as_deref()),
    };
    let mut kept = String::with_capacity(replaced.len());
    let mut after_space =
        words.parts.last().is_none_or(|part| part.text.is_empty() || part.text.ends_with([' ', '\t']));
    for c in replaced.chars() {
        let is_space = matches!(c, ' ' | '\t' | '\r' | '\n');
        if !(is_space && after_space) {
            kept.push(if is_space { ' ' } else { c });
        }
        after_space = is_space;
    }
    words.push(&kept, style.bold == Some(true), style.size);
}
