//! The tree of a page → blocks in reading order.
//!
//! Takes elements; gives paragraphs, headings, items and tables with how they are set. White space is as a browser shows
//! it. The tree is never deeper than its bound, so it is walked by recursion.

use std::{borrow::Cow, rc::Rc};

use crate::document::{
    Look,
    blocks::{self, Block, Cell, Words},
    labels::{self, Figures},
    symbols,
    tree::Node,
};

use super::{
    marks::{self, Use, role},
    sheet::Sheet,
};

/// A list that is open.
struct List {
    level: u8,
    figures: Option<Figures>,
    next: u32,
}

/// An item that is open: its label until its first words come.
struct Item {
    level: u8,
    label: Option<String>,
}

/// Elements that stand in a line of text; any other begins a line of its own.
const INLINE: &[&str] = &[
    "a",
    "abbr",
    "acronym",
    "b",
    "bdi",
    "bdo",
    "big",
    "cite",
    "code",
    "data",
    "dfn",
    "em",
    "font",
    "i",
    "ins",
    "kbd",
    "label",
    "mark",
    "output",
    "q",
    "ruby",
    "rb",
    "s",
    "samp",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "time",
    "tt",
    "u",
    "var",
    "o:p",
    "st1:place",
    "input",
    "select",
    "textarea",
    "img",
];

/// Reads one page.
pub(super) struct Teller<'t> {
    main: Option<Node<'t>>,
    sheet: Rc<Sheet>,
    found: Vec<Block>,
    words: Words,
    bold: bool,
    size: Option<u16>,
    preformatted: bool,
    heading: Option<u8>,
    lists: Vec<List>,
    items: Vec<Item>,
    in_text: bool,
    in_aside: bool,
    word_level: Option<u8>,
}

impl<'t> Teller<'t> {
    /// A reader of a page whose text stands in `main`, where that is known.
    pub(super) fn new(main: Option<Node<'t>>, sheet: Rc<Sheet>) -> Teller<'t> {
        Teller {
            main,
            sheet,
            found: Vec::new(),
            words: Words::default(),
            bold: false,
            size: None,
            preformatted: false,
            heading: None,
            lists: Vec::new(),
            items: Vec::new(),
            in_text: false,
            in_aside: false,
            word_level: None,
        }
    }

    /// All blocks of the page.
    pub(super) fn page(mut self, root: Node<'t>) -> Vec<Block> {
        self.in_aside = self.main.is_some();
        self.children(root);
        self.flush();
        self.found
    }

    /// Adds a block of its own.
    pub(super) fn add(&mut self, block: Block) {
        match self.in_aside {
            true => self.found.extend(blocks::asides(vec![block])),
            false => self.found.push(block),
        }
    }

    /// The blocks of a cell, which knows nothing of the lists around its table.
    pub(super) fn cell(&mut self, node: Node<'t>) -> Cell {
        let mut inner = Teller::new(None, Rc::clone(&self.sheet));
        inner.bold = self.bold;
        inner.in_text = true;
        inner.children(node);
        inner.flush();
        inner.found
    }

    /// The words of an element as a paragraph of its own.
    pub(super) fn alone(&mut self, node: Node<'t>) {
        self.flush();
        self.children(node);
        self.flush();
    }

    fn children(&mut self, node: Node<'t>) {
        for child in node.children() {
            match child.text() {
                Some(text) => self.text(text),
                None => self.element(child),
            }
        }
    }

    fn element(&mut self, node: Node<'t>) {
        let is_main = self.main.is_some_and(|main| main.is(node));
        let (in_text, in_aside) = (self.in_text, self.in_aside);
        let rule = self.sheet.rule(node);
        if rule.hidden {
            return;
        }
        match role(node, in_text || is_main) {
            Use::Nothing => return,
            Use::Aside if !is_main => {
                self.flush();
                self.in_aside = true;
            }
            _ => {}
        }
        if is_main {
            self.flush();
            self.in_aside = false;
        }
        self.in_text |= is_main || matches!(node.name(), "article" | "section" | "main");
        let (bold, size) = (self.bold, self.size);
        self.bold = marks::weight(node).or(rule.bold).unwrap_or(bold);
        self.size = marks::size(node).or(rule.size).or(size);
        self.content(node);
        (self.bold, self.size) = (bold, size);
        if self.in_aside != in_aside {
            self.flush();
        }
        (self.in_text, self.in_aside) = (in_text, in_aside);
    }

    fn content(&mut self, node: Node<'t>) {
        match node.name() {
            "br" => self.words.push("\n", false, None),
            "hr" => self.flush(),
            "input" => self.input(node),
            "select" => {
                let chosen =
                    node.descendants().find(|node| node.name() == "option" && node.attribute("selected").is_some());
                if let Some(chosen) = chosen {
                    self.children(chosen);
                }
            }
            "a" if marks::leads_to_note(node) => {}
            "ul" | "ol" | "menu" | "dir" => self.list(node),
            "li" => self.item(node),
            "dl" => self.definitions(node),
            "table" => {
                self.flush();
                self.table(node);
            }
            "pre" => {
                let outer = std::mem::replace(&mut self.preformatted, true);
                self.alone(node);
                self.preformatted = outer;
            }
            name if INLINE.contains(&name) && marks::heading(node).is_none() => self.children(node),
            _ => {
                self.flush();
                let outer = (self.heading, self.word_level);
                self.heading = marks::heading(node).or(self.heading);
                self.word_level = marks::word_level(node).or(self.word_level);
                self.children(node);
                self.flush();
                (self.heading, self.word_level) = outer;
            }
        }
    }

    fn text(&mut self, text: &str) {
        if self.preformatted {
            self.words.push(text.trim_matches('\n'), self.bold, self.size);
            return;
        }
        let before = self.words.parts.last().map(|part| part.text.as_str()).unwrap_or_default();
        let mut after_space = before.is_empty() || before.ends_with(' ');
        let mut kept = String::with_capacity(text.len());
        let shown = match symbols::is_plain(text, None) {
            true => Cow::Borrowed(text),
            false => Cow::Owned(symbols::replace(text, None)),
        };
        for c in shown.chars() {
            let is_space = matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}');
            if !(is_space && after_space) {
                kept.push(if is_space { ' ' } else { c });
            }
            after_space = is_space;
        }
        self.words.push(&kept, self.bold, self.size);
    }

    fn input(&mut self, node: Node<'t>) {
        match node.attribute("type").unwrap_or("text").to_lowercase().as_str() {
            "checkbox" | "radio" => {
                let sign = if node.attribute("checked").is_some() { "☒ " } else { "☐ " };
                self.words.push(sign, self.bold, None);
            }
            "text" | "date" | "number" => self.text(node.attribute("value").unwrap_or_default()),
            _ => {}
        }
    }

    fn list(&mut self, node: Node<'t>) {
        self.flush();
        let figures = match (node.name(), node.attribute("type")) {
            ("ol", Some("a")) => Some(Figures::Lower),
            ("ol", Some("A")) => Some(Figures::Upper),
            ("ol", Some("i")) => Some(Figures::LowerRoman),
            ("ol", Some("I")) => Some(Figures::UpperRoman),
            ("ol", _) => Some(Figures::Decimal),
            _ => None,
        };
        let start = node.attribute("start").and_then(|start| start.trim().parse().ok());
        let level = u8::try_from(self.lists.len()).unwrap_or(8).min(8);
        let level = marks::google_level(node).unwrap_or(level);
        self.lists.push(List { level, figures, next: start.unwrap_or(1) });
        self.children(node);
        self.flush();
        self.lists.pop();
    }

    fn item(&mut self, node: Node<'t>) {
        self.flush();
        let level = self.lists.last().map_or(0, |list| list.level);
        let label = match self.lists.last_mut() {
            Some(List { figures: Some(figures), next, .. }) => {
                if let Some(value) = node.attribute("value").and_then(|value| value.trim().parse().ok()) {
                    *next = value;
                }
                let label = format!("{}.", figures.write(*next));
                *next = next.saturating_add(1);
                label
            }
            _ => "•".to_owned(),
        };
        self.items.push(Item { level, label: Some(label) });
        self.children(node);
        self.flush();
        self.items.pop();
    }

    /// Terms and what they mean: rows where all are short, as in the head of a document; else paragraphs.
    fn definitions(&mut self, node: Node<'t>) {
        self.flush();
        let mut rows: Vec<(Cell, Cell)> = Vec::new();
        let parts = node
            .children()
            .flat_map(|child| if child.name() == "div" { child.children().collect() } else { vec![child] });
        for part in parts.filter(|part| role(*part, true) != Use::Nothing) {
            match part.name() {
                "dt" => {
                    let told = self.cell(part);
                    rows.push((told, Cell::new()));
                }
                "dd" => {
                    let told = self.cell(part);
                    match rows.last_mut() {
                        Some((_, known)) => known.extend(told),
                        None => rows.push((Cell::new(), told)),
                    }
                }
                _ => {}
            }
        }
        let is_short = |cell: &Cell| match cell.as_slice() {
            [] => true,
            [Block::Words(words)] => {
                matches!(words.look, Look::Paragraph { .. }) && words.text().chars().count() <= 100
            }
            _ => false,
        };
        if rows.iter().all(|(term, meaning)| is_short(term) && is_short(meaning)) {
            let rows = rows.into_iter().map(|(term, meaning)| vec![term, meaning]).collect();
            self.add(Block::Table(rows));
            return;
        }
        for (term, meaning) in rows {
            for block in term {
                if let Block::Words(mut words) = block {
                    words.embolden();
                    self.add(Block::Words(words));
                }
            }
            meaning.into_iter().for_each(|block| self.add(block));
        }
    }

    /// Ends the paragraph that is open.
    fn flush(&mut self) {
        let mut words = std::mem::take(&mut self.words);
        if words.is_blank() {
            return;
        }
        words.look = match (self.heading, self.items.last_mut(), self.word_level) {
            (Some(level), ..) => Look::Heading(level),
            (None, Some(item), _) => match item.label.take() {
                Some(label) => {
                    words.label = label;
                    words.indent = u16::from(item.level) * 2;
                    Look::Item(item.level)
                }
                None => Look::Continued,
            },
            (None, None, Some(level)) => {
                words.indent = u16::from(level) * 2;
                relabel(&mut words);
                Look::Item(level)
            }
            _ => Look::Paragraph { bold: false },
        };
        self.add(Block::Words(words));
    }
}

/// Word writes the markers of its lists into the text: a letter of a symbol font or a number, then no-break spaces.
fn relabel(words: &mut Words) {
    let Some(first) = words.parts.first_mut() else { return };
    let text = first.text.trim_start();
    let Some((marker, rest)) = text.split_once(['\u{a0}', ' ']) else { return };
    let label = match marker {
        "·" | "o" | "§" | "Ø" | "v" | "•" | "" => "•",
        "q" | "¨" => "☐",
        "ü" => "✓",
        "-" | "–" => "–",
        number if number.ends_with(['.', ')']) && number.chars().count() <= 8 => number,
        sign if sign.chars().count() == 1 && !sign.chars().all(char::is_alphanumeric) => labels::bullet(sign),
        _ => return,
    };
    words.label = label.to_owned();
    first.text = rest.trim_start_matches(['\u{a0}', ' ']).to_owned();
}
