//! `styles.xml` of a Word document → what each style says of outline, list, weight and size.
//!
//! Takes the tree of the part; gives styles with all that they inherit. The names of styles are Word's own in every
//! language ("heading 1" for the id `Rubrik1`), so headings are told by name and outline level, never by id.

use std::collections::HashMap;

use crate::document::tree::{Node, Tree};

/// Styles that rest on one another, at most; a file may make a ring of them.
const DEEPEST: usize = 32;

/// How words are set.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Setting {
    pub(super) bold: Option<bool>,
    pub(super) hidden: Option<bool>,
    /// In half points.
    pub(super) size: Option<u16>,
    pub(super) font: Option<String>,
}

/// A style with all that it inherits.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Style {
    /// In lower case.
    pub(super) name: String,
    based_on: Option<String>,
    /// 0 for the highest, 9 for text.
    pub(super) outline: Option<u8>,
    /// The list, and the level in it.
    pub(super) list: Option<String>,
    pub(super) level: Option<u8>,
    /// From the left margin, in twentieths of a point.
    pub(super) left: Option<i32>,
    pub(super) setting: Setting,
}

/// All styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: HashMap<String, Style>,
    /// Of paragraphs that name none.
    plain: Style,
}

impl Setting {
    /// What the properties of a run say.
    pub(super) fn of(properties: Option<Node<'_>>) -> Setting {
        let Some(properties) = properties else { return Setting::default() };
        let size = properties.value_of("sz", "val").and_then(|size| size.parse().ok());
        let fonts = properties.child("rFonts");
        Setting {
            bold: switch(properties, "b"),
            hidden: switch(properties, "vanish"),
            size,
            font: fonts.and_then(|fonts| fonts.attribute("ascii").or(fonts.attribute("hAnsi"))).map(str::to_owned),
        }
    }

    /// This one, and what it leaves open as the other has it.
    pub(super) fn over(self, base: &Setting) -> Setting {
        Setting {
            bold: self.bold.or(base.bold),
            hidden: self.hidden.or(base.hidden),
            size: self.size.or(base.size),
            font: self.font.or_else(|| base.font.clone()),
        }
    }
}

impl Style {
    /// The level of the heading that paragraphs of this style are, from 1.
    pub(super) fn heading(&self) -> Option<u8> {
        if matches!(self.name.as_str(), "title" | "rubrik" | "titel" | "dokumenttitel" | "dokumentrubrik") {
            return Some(1);
        }
        if self.is_contents() {
            return None;
        }
        let by_name = ["heading", "rubrik", "überschrift"].iter().find_map(|word| {
            let rest = self.name.strip_prefix(word)?.trim_start();
            let digit = rest.chars().next()?.to_digit(10)?;
            u8::try_from(digit).ok().filter(|level| (1..=9).contains(level))
        });
        let by_outline = self.outline.filter(|level| *level < 9).map(|level| level + 1);
        by_outline.or(by_name.filter(|_| self.outline.is_none()))
    }

    /// Whether paragraphs of this style belong to a table of contents.
    pub(super) fn is_contents(&self) -> bool {
        let name = self.name.as_str();
        let entry = |word: &str| {
            name.strip_prefix(word).is_some_and(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit()))
        };
        entry("toc")
            || entry("innehåll")
            || name == "toc heading"
            || name == "table of figures"
            || name.starts_with("innehållsförteckning")
    }

    /// The depth that the name of a list style tells: 1 for "List Bullet 2". Word sets these in lists of their own, each
    /// on its first level, one further in than the other.
    pub(super) fn list_depth(&self) -> Option<u8> {
        let rest = self.name.strip_prefix("list bullet").or_else(|| self.name.strip_prefix("list number"))?.trim();
        if rest.is_empty() {
            return Some(0);
        }
        rest.parse::<u8>().ok().map(|number| number.saturating_sub(1))
    }

    /// Whether paragraphs of this style carry on the item above.
    pub(super) fn continues_list(&self) -> bool {
        self.name.starts_with("list continue")
    }

    fn inherit(&mut self, base: &Style) {
        self.outline = self.outline.or(base.outline);
        if self.list.is_none() {
            self.list.clone_from(&base.list);
        }
        self.level = self.level.or(base.level);
        self.left = self.left.or(base.left);
        self.setting = std::mem::take(&mut self.setting).over(&base.setting);
    }
}

impl Styles {
    /// Reads all styles; none where there is no such part.
    pub(super) fn of(tree: Option<&Tree>) -> Styles {
        let Some(root) = tree.and_then(|tree| tree.root().child("styles")) else { return Styles::default() };
        let defaults = root.child("docDefaults");
        let all = Style {
            setting: Setting::of(defaults.and_then(|all| all.child("rPrDefault")).and_then(|all| all.child("rPr"))),
            ..Style::default()
        };
        let mut raw: HashMap<String, Style> = HashMap::new();
        let mut plain_id = None;
        for node in root.children().filter(|node| node.name() == "style") {
            let Some(id) = node.attribute("styleId") else { continue };
            if node.attribute("type") == Some("paragraph") && node.attribute("default").is_some_and(is_on) {
                plain_id = Some(id.to_owned());
            }
            raw.insert(id.to_owned(), own(node));
        }
        let mut by_id = HashMap::new();
        for (id, style) in &raw {
            let mut full = style.clone();
            let mut base = style.based_on.as_ref();
            for _ in 0..DEEPEST {
                let Some(next) = base.and_then(|base| raw.get(base)) else { break };
                full.inherit(next);
                base = next.based_on.as_ref();
            }
            full.inherit(&all);
            by_id.insert(id.clone(), full);
        }
        let plain = plain_id.and_then(|id| by_id.get(&id).cloned()).unwrap_or(all);
        Styles { by_id, plain }
    }

    /// The style of this id, or the one of paragraphs that name none.
    pub(super) fn paragraph(&self, id: Option<&str>) -> &Style {
        id.and_then(|id| self.by_id.get(id)).unwrap_or(&self.plain)
    }

    /// The style of this id.
    pub(super) fn get(&self, id: &str) -> Option<&Style> {
        self.by_id.get(id)
    }
}

/// What a style says itself.
fn own(node: Node<'_>) -> Style {
    let paragraph = node.child("pPr");
    let list = paragraph.and_then(|paragraph| paragraph.child("numPr"));
    let number = |node: Option<Node<'_>>, name: &str| {
        node.and_then(|node| node.value_of(name, "val")).and_then(|value| value.parse::<u8>().ok())
    };
    Style {
        name: node.value_of("name", "val").unwrap_or_default().to_lowercase(),
        based_on: node.value_of("basedOn", "val").map(str::to_owned),
        outline: number(paragraph, "outlineLvl"),
        list: list.and_then(|list| list.value_of("numId", "val")).map(str::to_owned),
        level: number(list, "ilvl"),
        left: left(paragraph),
        setting: Setting::of(node.child("rPr")),
    }
}

/// The indent of a paragraph from the left margin.
pub(super) fn left(properties: Option<Node<'_>>) -> Option<i32> {
    let indent = properties?.child("ind")?;
    indent.attribute("left").or_else(|| indent.attribute("start"))?.parse::<f64>().ok().map(|left| left as i32)
}

/// A property that is on by being there, unless it says otherwise.
pub(super) fn switch(properties: Node<'_>, name: &str) -> Option<bool> {
    let property = properties.child(name)?;
    Some(property.attribute("val").is_none_or(is_on))
}

pub(super) fn is_on(value: &str) -> bool {
    !matches!(value, "0" | "false" | "off" | "none")
}
