//! The body, a cell, a text box or a margin of a Word document → blocks.
//!
//! Takes the node that holds paragraphs and tables; gives them in reading order with how they are set. Knows of lists and
//! fields that run over several paragraphs; what stands within a paragraph is the work of `runs`.

use crate::document::{
    Look,
    blocks::{Block, Cell, MOST_COLUMNS, Words},
    office::indent::{COLUMN, Open},
    tree::Node,
};

use super::{
    numbering::{Label, Numbering},
    runs::Field,
    styles::{Style, Styles, left, switch},
};

/// Reads one document after the other story of it.
pub(super) struct Teller<'d> {
    pub(super) styles: &'d Styles,
    numbering: Numbering,
    /// Fields that are open, outermost first.
    pub(super) fields: Vec<Field>,
    /// What is anchored in the paragraph that is read and stands beside it.
    pub(super) beside: Vec<Block>,
    /// Notes that the text refers to: element and id.
    pub(super) notes: Vec<(&'static str, String)>,
    /// The page that is read, where pages are told.
    pub(super) page: Option<u32>,
    /// Whether a page began before the first word of the paragraph that is read.
    pub(super) turned_early: bool,
    /// Within a table of contents that the file marks as a whole.
    in_contents: bool,
    in_cell: bool,
    lists: Open,
    /// Words of a paragraph whose mark was deleted: they go on in the next.
    carried: Option<Words>,
}

impl<'d> Teller<'d> {
    pub(super) fn new(styles: &'d Styles, numbering: Numbering) -> Teller<'d> {
        Teller {
            styles,
            numbering,
            fields: Vec::new(),
            beside: Vec::new(),
            notes: Vec::new(),
            page: None,
            turned_early: false,
            in_contents: false,
            in_cell: false,
            lists: Open::default(),
            carried: None,
        }
    }

    /// From here on the places where pages began are told.
    pub(super) fn count_pages(&mut self) {
        self.page = Some(1);
    }

    /// The blocks of a story.
    pub(super) fn story(&mut self, node: Node<'_>) -> Vec<Block> {
        let outer = std::mem::take(&mut self.lists);
        let fields = std::mem::take(&mut self.fields);
        let carried = self.carried.take();
        let mut found = Vec::new();
        self.blocks(node, &mut found);
        if let Some(words) = std::mem::replace(&mut self.carried, carried) {
            found.push(Block::Words(words));
        }
        self.lists = outer;
        self.fields = fields;
        found
    }

    fn blocks(&mut self, node: Node<'_>, found: &mut Vec<Block>) {
        for child in node.children() {
            match child.name() {
                "p" => self.paragraph(child, found),
                "tbl" => {
                    self.lists = Open::default();
                    self.table(child, found);
                }
                "sdt" => {
                    let outer = self.in_contents;
                    self.in_contents |= is_contents(child);
                    if let Some(content) = shown_content(child) {
                        self.blocks(content, found);
                    }
                    self.in_contents = outer;
                }
                "AlternateContent" => {
                    if let Some(choice) = choice(child) {
                        self.blocks(choice, found);
                    }
                }
                "customXml" | "smartTag" | "ins" | "moveTo" => self.blocks(child, found),
                _ => {}
            }
        }
    }

    /// Adds a table; where a page begins within it, one on each page, for rows that follow one another are read as one.
    fn table(&mut self, node: Node<'_>, found: &mut Vec<Block>) {
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        for row in within(node, "tr") {
            let properties = row.child("trPr");
            if properties.is_some_and(|all| all.child("del").is_some() || switch(all, "hidden") == Some(true)) {
                continue;
            }
            let number = |node: Option<Node<'_>>, name: &str| {
                let value = node.and_then(|node| node.value_of(name, "val")).and_then(|value| value.parse().ok());
                value.map_or(0usize, |value: usize| value.min(MOST_COLUMNS))
            };
            let page = self.page;
            let mut cells: Vec<Cell> = vec![Cell::new(); number(properties, "gridBefore")];
            for cell in within(row, "tc") {
                let properties = cell.child("tcPr");
                let carries_on = |name: &str| {
                    let merge = properties.and_then(|all| all.child(name));
                    merge.is_some_and(|merge| merge.attribute("val").is_none_or(|value| value == "continue"))
                };
                let is_merged = carries_on("vMerge") || carries_on("hMerge");
                let outer = std::mem::replace(&mut self.in_cell, true);
                let blocks = self.story(cell);
                self.in_cell = outer;
                cells.push(if is_merged { Cell::new() } else { blocks });
                let more = number(properties, "gridSpan").saturating_sub(1);
                cells.extend(std::iter::repeat_n(Cell::new(), more));
                if cells.len() >= MOST_COLUMNS {
                    break;
                }
            }
            rows.push(cells);
            if let Some(page) = self.page.filter(|_| self.page != page) {
                // A mark in the row's first cell stands before it, one further on after it: the row is where it ends.
                let last = rows.pop();
                found.extend([Block::Table(std::mem::take(&mut rows)), Block::Page(page)]);
                rows.extend(last);
            }
        }
        found.push(Block::Table(rows));
    }

    fn paragraph(&mut self, node: Node<'_>, found: &mut Vec<Block>) {
        let properties = node.child("pPr");
        let id = properties.and_then(|all| all.value_of("pStyle", "val"));
        let styles = self.styles;
        let style = styles.paragraph(id);
        let before = self.page;
        self.turned_early = false;
        let mut words = self.carried.take().unwrap_or_else(|| Words::new(Look::default(), 0, String::new()));
        let was_in_contents = self.fields.iter().any(Field::is_contents);
        self.inline(node, &style.setting, &mut words);
        // A field that never came to its result would swallow the rest of the document.
        self.fields.retain(Field::shows);
        let mark = properties.and_then(|all| all.child("rPr"));
        if mark.is_some_and(|mark| mark.child("del").is_some() || mark.child("moveFrom").is_some()) {
            self.carried = Some(words).filter(|words| !words.is_blank());
            return;
        }
        let contents = self.in_contents || was_in_contents || self.fields.iter().any(Field::is_contents);
        let list = self.list_of(properties, id, style);
        let label = list.and_then(|(list, level)| Some((self.numbering.count(list, level)?, level)));
        // A number stands in its cell without words, as where the rows of a table are numbered.
        if let Some((label, _)) =
            label.as_ref().filter(|(label, _)| self.in_cell && words.is_blank() && !label.is_bullet)
        {
            words.push(&label.text, false, None);
            words.look = Look::Paragraph { bold: false };
            found.push(Block::Words(words));
        } else if !words.is_blank() {
            self.place(&mut words, properties, label, style, contents);
            if self.turned_early
                && let Some(page) = before
            {
                found.push(Block::Page(page.saturating_add(1)));
            }
            found.push(Block::Words(words));
        }
        if let Some(page) = self.page.filter(|_| self.page != before) {
            found.push(Block::Page(page));
        }
        if !self.beside.is_empty() {
            self.lists = Open::default();
        }
        found.append(&mut self.beside);
    }

    /// The list of a paragraph and its level there.
    fn list_of<'p>(&self, all: Option<Node<'p>>, id: Option<&str>, style: &'p Style) -> Option<(&'p str, u8)> {
        let own = all.and_then(|all| all.child("numPr"));
        let own_level = own.and_then(|list| list.value_of("ilvl", "val")).and_then(|level| level.parse::<u8>().ok());
        let list = own.and_then(|list| list.value_of("numId", "val")).or(style.list.as_deref());
        let list = list.filter(|list| *list != "0")?;
        let by_style = || id.and_then(|id| self.numbering.level_of(list, id));
        Some((list, own_level.or_else(by_style).or(style.level).unwrap_or(0)))
    }

    /// Tells what a paragraph is: contents, heading, item, the rest of an item, or text.
    fn place(
        &mut self,
        words: &mut Words,
        all: Option<Node<'_>>,
        label: Option<(Label, u8)>,
        style: &Style,
        contents: bool,
    ) {
        let own_list = all.and_then(|all| all.child("numPr")).and_then(|list| list.value_of("numId", "val"));
        let (label, level) = label.map_or((None, 0), |(label, level)| (Some(label), level));
        let own_outline =
            all.and_then(|all| all.value_of("outlineLvl", "val")).and_then(|level| level.parse::<u8>().ok());
        let heading = match own_outline {
            Some(9) => None,
            Some(level) if !style.is_contents() => Some(level.min(8) + 1),
            _ => style.heading(),
        };
        let by_list = label.as_ref().and_then(|label| label.left);
        let indent = left(all).or(if own_list.is_some() { by_list } else { style.left.or(by_list) }).unwrap_or(0);
        words.indent = u16::try_from(indent.max(0) / COLUMN).unwrap_or(0);
        if contents || style.is_contents() {
            words.look = Look::Aside;
            return;
        }
        if let Some(heading) = heading {
            words.look = Look::Heading(heading);
            words.label = label.filter(|label| !label.is_bullet).map(|label| label.text).unwrap_or_default();
            self.lists = Open::default();
            return;
        }
        let label = label.or_else(|| {
            // Where the list itself is lost, the name of the style still tells of one.
            let by_name = style.list_depth().is_some() && own_list != Some("0") && style.list.is_none();
            by_name.then(|| Label { text: "•".to_owned(), is_bullet: true, left: None })
        });
        match label {
            Some(label) if !label.text.is_empty() => {
                let depth = self.lists.depth(level, indent).max(style.list_depth().unwrap_or(0));
                words.look = Look::Item(depth);
                words.indent = u16::from(depth) * 2;
                words.loose = !label.is_bullet && (depth == 0 || label.text.trim_end_matches('.').contains('.'));
                words.label = label.text;
            }
            _ if style.continues_list() || self.lists.holds(indent) => words.look = Look::Continued,
            _ => {
                self.lists = Open::default();
                words.look = Look::Paragraph { bold: false };
            }
        }
    }
}

/// Rows of a table or cells of a row, also where a control or a tracked change stands around them.
fn within<'t>(node: Node<'t>, name: &'static str) -> Vec<Node<'t>> {
    let mut found = Vec::new();
    let mut waiting: Vec<Node<'t>> = vec![node];
    while let Some(next) = waiting.pop() {
        if next.name() == name {
            found.push(next);
            continue;
        }
        let around = |child: &Node<'t>| {
            child.name() == name
                || matches!(child.name(), "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo" | "smartTag")
        };
        let mut inner: Vec<Node<'t>> = next.children().filter(around).collect();
        inner.reverse();
        waiting.append(&mut inner);
    }
    found
}

/// The content of a control, unless it only shows what to write there.
pub(super) fn shown_content(control: Node<'_>) -> Option<Node<'_>> {
    let hint = control.child("sdtPr").and_then(|properties| switch(properties, "showingPlcHdr"));
    control.child("sdtContent").filter(|_| hint != Some(true))
}

/// The first of the choices that a newer Word wrote; the fallback says the same again.
pub(super) fn choice(node: Node<'_>) -> Option<Node<'_>> {
    node.child("Choice").or_else(|| node.child("Fallback"))
}

fn is_contents(control: Node<'_>) -> bool {
    let gallery = control.child("sdtPr").and_then(|properties| properties.below("docPartGallery"));
    gallery.and_then(|gallery| gallery.attribute("val")).is_some_and(|name| name.starts_with("Table of"))
}
