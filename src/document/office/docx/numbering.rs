//! `numbering.xml` of a Word document → the label of each paragraph of a list.
//!
//! Takes the tree of the part and the paragraphs one after the other; gives bullets and computed numbers, for the file
//! holds no number that a reader sees. Lists that share a definition count on together, as Word counts them.

use std::collections::{HashMap, HashSet};

use crate::document::{
    labels::{self, Figures},
    tree::{Node, Tree},
};

use super::styles::{Styles, is_on, left};

const LEVELS: usize = 9;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Bullet,
    Number(Figures),
    /// Only the text of the level.
    Nothing,
}

#[derive(Debug, Clone)]
struct Level {
    start: u32,
    sign: Sign,
    /// Such as `%1.%2`.
    text: String,
    /// Starts anew below this level; 0 for never.
    restart: Option<usize>,
    /// All figures are decimal, whatever the levels above say.
    legal: bool,
    left: Option<i32>,
    style: Option<String>,
}

#[derive(Debug)]
struct List {
    /// Which definition it counts with.
    definition: String,
    levels: Vec<Option<Level>>,
    /// Where it begins to count anew.
    starts: Vec<Option<u32>>,
}

/// All lists and how far they have counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    lists: HashMap<String, List>,
    counters: HashMap<String, [Option<u32>; LEVELS]>,
    begun: HashSet<(String, usize)>,
}

/// What stands before a paragraph of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Label {
    pub(super) text: String,
    pub(super) is_bullet: bool,
    pub(super) left: Option<i32>,
}

impl Numbering {
    /// Reads all lists; none where there is no such part.
    pub(super) fn of(tree: Option<&Tree>, styles: &Styles) -> Numbering {
        let Some(root) = tree.and_then(|tree| tree.root().child("numbering")) else { return Numbering::default() };
        let mut definitions: HashMap<&str, Node<'_>> = HashMap::new();
        let mut lists: HashMap<&str, Node<'_>> = HashMap::new();
        for node in root.children() {
            match (node.name(), node.attribute("abstractNumId"), node.attribute("numId")) {
                ("abstractNum", Some(id), _) => definitions.insert(id, node),
                ("num", _, Some(id)) => lists.insert(id, node),
                _ => None,
            };
        }
        let mut found = HashMap::new();
        for (id, node) in &lists {
            let Some(mut definition) = node.value_of("abstractNumId", "val") else { continue };
            // A definition may point to a style, whose list has the definition that holds the levels.
            for _ in 0..4 {
                let link = definitions.get(definition).and_then(|node| node.value_of("numStyleLink", "val"));
                let target = link.and_then(|style| styles.get(style)).and_then(|style| style.list.as_deref());
                match target.and_then(|list| lists.get(list)).and_then(|node| node.value_of("abstractNumId", "val")) {
                    Some(next) if next != definition => definition = next,
                    _ => break,
                }
            }
            let mut list =
                List { definition: definition.to_owned(), levels: vec![None; LEVELS], starts: vec![None; LEVELS] };
            let given = definitions.get(definition).into_iter().flat_map(|node| node.children());
            for level in given.filter(|node| node.name() == "lvl") {
                list.set(level);
            }
            for change in node.children().filter(|node| node.name() == "lvlOverride") {
                if let Some(level) = change.child("lvl") {
                    list.set(level);
                }
                let start = change.value_of("startOverride", "val").and_then(|start| start.parse().ok());
                let at = change.attribute("ilvl").and_then(|at| at.parse::<usize>().ok()).unwrap_or(0);
                if let Some(slot) = list.starts.get_mut(at).filter(|_| start.is_some()) {
                    *slot = start;
                }
            }
            found.insert((*id).to_owned(), list);
        }
        Numbering { lists: found, ..Numbering::default() }
    }

    /// The level at which a list numbers paragraphs of a style.
    pub(super) fn level_of(&self, list: &str, style: &str) -> Option<u8> {
        let levels = &self.lists.get(list)?.levels;
        let at = levels
            .iter()
            .position(|level| level.as_ref().is_some_and(|level| level.style.as_deref() == Some(style)))?;
        u8::try_from(at).ok()
    }

    /// Counts a paragraph of a list and gives its label; `None` where there is no such list.
    pub(super) fn count(&mut self, list_id: &str, level: u8) -> Option<Label> {
        let list = self.lists.get(list_id)?;
        let at = usize::from(level).min(LEVELS - 1);
        let shown = list.levels.get(at)?.as_ref()?;
        let counters = self.counters.entry(list.definition.clone()).or_default();
        if let Some(start) = list.starts.get(at).copied().flatten()
            && self.begun.insert((list_id.to_owned(), at))
            && let Some(counter) = counters.get_mut(at)
        {
            *counter = start.checked_sub(1);
        }
        let start_of = |at: usize| list.levels.get(at).and_then(Option::as_ref).map_or(1, |level| level.start);
        for (deeper, counter) in counters.iter_mut().enumerate() {
            if deeper < at {
                counter.get_or_insert(start_of(deeper));
            } else if deeper == at {
                *counter = Some(counter.map_or(start_of(at), |counter| counter.saturating_add(1)));
            } else {
                let restart = list.levels.get(deeper).and_then(Option::as_ref).and_then(|level| level.restart);
                if restart.is_none_or(|restart| restart > at) {
                    *counter = None;
                }
            }
        }
        let text = match shown.sign {
            Sign::Bullet => labels::bullet(&shown.text).to_owned(),
            _ => list.write(shown, counters),
        };
        Some(Label { text, is_bullet: shown.sign == Sign::Bullet, left: shown.left })
    }
}

impl List {
    fn set(&mut self, node: Node<'_>) {
        let at = node.attribute("ilvl").and_then(|at| at.parse::<usize>().ok()).unwrap_or(0);
        let value = |name: &str| node.value_of(name, "val");
        // Word keeps formats that newer versions know in a choice, with a plain one beside it.
        let format = value("numFmt").or_else(|| node.below("numFmt").and_then(|format| format.attribute("val")));
        let sign = match format.unwrap_or("decimal") {
            "bullet" => Sign::Bullet,
            "none" => Sign::Nothing,
            "lowerLetter" => Sign::Number(Figures::Lower),
            "upperLetter" => Sign::Number(Figures::Upper),
            "lowerRoman" => Sign::Number(Figures::LowerRoman),
            "upperRoman" => Sign::Number(Figures::UpperRoman),
            "decimalZero" => Sign::Number(Figures::Padded),
            _ => Sign::Number(Figures::Decimal),
        };
        let level = Level {
            start: value("start").and_then(|start| start.parse().ok()).unwrap_or(1),
            sign,
            text: labels::bounded(value("lvlText").unwrap_or_default()),
            restart: value("lvlRestart").and_then(|restart| restart.parse().ok()),
            legal: node.child("isLgl").is_some_and(|legal| legal.attribute("val").is_none_or(is_on)),
            left: left(node.child("pPr")),
            style: value("pStyle").map(str::to_owned),
        };
        if let Some(slot) = self.levels.get_mut(at) {
            *slot = Some(level);
        }
    }

    /// Fills the figures into the text of a level.
    fn write(&self, shown: &Level, counters: &[Option<u32>; LEVELS]) -> String {
        let mut written = String::new();
        let mut letters = shown.text.chars().peekable();
        while let Some(letter) = letters.next() {
            let digit = letters.peek().and_then(|next| next.to_digit(10)).filter(|digit| letter == '%' && *digit > 0);
            let Some(at) = digit.map(|digit| digit as usize - 1) else {
                written.push(letter);
                continue;
            };
            letters.next();
            let figures = match self.levels.get(at).and_then(Option::as_ref).map(|level| level.sign) {
                Some(Sign::Number(figures)) if !shown.legal => figures,
                Some(Sign::Nothing) if !shown.legal => continue,
                _ => Figures::Decimal,
            };
            written.push_str(&figures.write(counters.get(at).copied().flatten().unwrap_or(1)));
        }
        written.trim().to_owned()
    }
}
