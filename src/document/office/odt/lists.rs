//! The list styles of an OpenDocument text → the label of each item.
//!
//! Takes the styles of lists and of the outline, and where each list begins, goes on and counts; gives bullets and computed
//! numbers, for the file holds no number that a reader sees.

use std::collections::HashMap;

use crate::document::{
    labels::{self, Figures},
    tree::{Node, Tree},
};

use super::styles::length;

const LEVELS: usize = 10;

#[derive(Debug, Clone, Default)]
struct Level {
    bullet: Option<String>,
    figures: Option<Figures>,
    before: String,
    after: String,
    /// Such as `%1%.%2%`, which newer programs write beside the others.
    pattern: Option<String>,
    /// How many levels are shown.
    shown: usize,
    start: u32,
    left: Option<i32>,
}

/// How far the levels of one list have counted.
pub(super) type Counted = [Option<u32>; LEVELS];

/// What stands before an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Label {
    pub(super) text: String,
    pub(super) is_bullet: bool,
    pub(super) left: Option<i32>,
}

/// All list styles, and the lists that another may go on with.
#[derive(Debug, Default)]
pub(super) struct Lists {
    styles: HashMap<String, Vec<Level>>,
    outline: Vec<Level>,
    headings: Counted,
    by_id: HashMap<String, Counted>,
    by_style: HashMap<String, Counted>,
}

impl Lists {
    /// Reads the list styles of these parts.
    pub(super) fn of(trees: [Option<&Tree>; 2]) -> Lists {
        let mut lists = Lists::default();
        for node in trees.into_iter().flatten().flat_map(|tree| tree.root().descendants()) {
            match (node.name(), node.attribute("name")) {
                ("list-style", Some(name)) => {
                    lists.styles.insert(name.to_owned(), levels(node));
                }
                ("outline-style", _) => lists.outline = levels(node),
                _ => {}
            }
        }
        lists
    }

    /// Counts a heading that stands in no list and gives its number; empty where headings have none.
    pub(super) fn heading(&mut self, level: u8, start: Option<u32>) -> String {
        count(&self.outline, &mut self.headings, usize::from(level.max(1)) - 1, start)
            .map_or(String::new(), |label| label.text)
    }

    /// Where an outermost list begins to count.
    pub(super) fn begin(&self, list: Node<'_>, style: &str) -> Counted {
        if let Some(counted) = list.attribute("continue-list").and_then(|id| self.by_id.get(id)) {
            return *counted;
        }
        let goes_on = list.attribute("continue-numbering") == Some("true");
        self.by_style.get(style).filter(|_| goes_on).copied().unwrap_or_default()
    }

    /// Remembers how far an outermost list has counted.
    pub(super) fn end(&mut self, list: Node<'_>, style: &str, counted: Counted) {
        if let Some(id) = list.attribute("id") {
            self.by_id.insert(id.to_owned(), counted);
        }
        self.by_style.insert(style.to_owned(), counted);
    }

    /// Counts an item and gives its label; `None` where the list has no style.
    pub(super) fn item(&self, style: &str, counted: &mut Counted, level: u8, start: Option<u32>) -> Option<Label> {
        count(self.styles.get(style)?, counted, usize::from(level), start)
    }
}

fn count(levels: &[Level], counted: &mut Counted, at: usize, start: Option<u32>) -> Option<Label> {
    let level = levels.get(at)?;
    for (deeper, counter) in counted.iter_mut().enumerate() {
        let first = levels.get(deeper).map_or(1, |level| level.start);
        if deeper < at {
            counter.get_or_insert(first);
        } else if deeper == at {
            *counter = Some(start.unwrap_or_else(|| counter.map_or(first, |counter| counter.saturating_add(1))));
        } else {
            *counter = None;
        }
    }
    if let Some(bullet) = &level.bullet {
        return Some(Label { text: labels::bullet(bullet).to_owned(), is_bullet: true, left: level.left });
    }
    let figure = |at: usize| {
        let figures = levels.get(at).and_then(|level| level.figures)?;
        Some(figures.write(counted.get(at).copied().flatten().unwrap_or(1)))
    };
    let Some(own) = figure(at) else {
        // Without figures a level shows nothing, whatever is set around them.
        return Some(Label { text: String::new(), is_bullet: false, left: level.left });
    };
    let text = match &level.pattern {
        Some(pattern) => (0..LEVELS)
            .fold(pattern.clone(), |text, at| text.replace(&format!("%{}%", at + 1), &figure(at).unwrap_or_default())),
        None => {
            let first = (at + 1).saturating_sub(level.shown.max(1));
            let mut figures: Vec<String> = (first..at).filter_map(figure).collect();
            figures.push(own);
            format!("{}{}{}", level.before, figures.join("."), level.after)
        }
    };
    Some(Label { text: text.trim().to_owned(), is_bullet: false, left: level.left })
}

fn levels(node: Node<'_>) -> Vec<Level> {
    let mut found = vec![Level { start: 1, shown: 1, ..Level::default() }; LEVELS];
    for child in node.children() {
        let Some(at) = child.attribute("level").and_then(|level| level.parse::<usize>().ok()) else { continue };
        let Some(slot) = at.checked_sub(1).and_then(|at| found.get_mut(at)) else { continue };
        let text = |name: &str| labels::bounded(child.attribute(name).unwrap_or_default());
        let number = |name: &str| child.attribute(name).and_then(|number| number.parse().ok());
        let figures = match child.attribute("num-format").unwrap_or_default() {
            "" => None,
            "a" => Some(Figures::Lower),
            "A" => Some(Figures::Upper),
            "i" => Some(Figures::LowerRoman),
            "I" => Some(Figures::UpperRoman),
            _ => Some(Figures::Decimal),
        };
        let properties = child.child("list-level-properties");
        let aligned = properties.and_then(|all| all.value_of("list-level-label-alignment", "margin-left"));
        let spaced = properties.and_then(|all| all.attribute("space-before"));
        let is_bullet = matches!(child.name(), "list-level-style-bullet" | "list-level-style-image");
        *slot = Level {
            bullet: is_bullet.then(|| text("bullet-char")),
            figures: figures.filter(|_| !is_bullet),
            before: text("num-prefix"),
            after: text("num-suffix"),
            pattern: child.attribute("num-list-format").map(labels::bounded),
            shown: number("display-levels").map_or(1, |shown: u32| shown.min(10) as usize),
            start: number("start-value").unwrap_or(1),
            left: aligned.or(spaced).and_then(length),
        };
    }
    found
}
