//! The styles of an OpenDocument text → what each says of outline, weight, size and indent.
//!
//! Takes the common styles and the automatic ones of one part; gives styles with all that they inherit.

use std::collections::{HashMap, HashSet};

use crate::document::tree::{Node, Tree};

/// Styles that rest on one another, at most; a file may make a ring of them.
const DEEPEST: usize = 32;

/// A style with all that it inherits.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Style {
    parent: Option<String>,
    pub(super) outline: Option<u8>,
    /// The document's title, or part of its contents, by the name of a style.
    pub(super) is_title: bool,
    pub(super) is_contents: bool,
    pub(super) bold: Option<bool>,
    pub(super) hidden: Option<bool>,
    /// In half points.
    pub(super) size: Option<u16>,
    /// In hundredths of the size of the parent.
    share: Option<u16>,
    pub(super) font: Option<String>,
    /// From the left margin, in twentieths of a point.
    pub(super) left: Option<i32>,
    /// Begins a page.
    pub(super) breaks_page: bool,
}

/// All styles of a part.
#[derive(Debug, Default)]
pub(super) struct Styles {
    paragraphs: HashMap<String, Style>,
    spans: HashMap<String, Style>,
    /// Sections that are not shown.
    hidden: HashSet<String>,
    pages: HashSet<String>,
    plain: Style,
}

impl Styles {
    /// Reads the common styles of one part and the automatic ones of another, or of the same.
    pub(super) fn of(common: Option<&Tree>, automatic: Option<&Tree>) -> Styles {
        let named = group(common, "styles");
        let own_named = group(automatic, "styles");
        let own = group(automatic, "automatic-styles");

        let mut raw: HashMap<(&str, String), Style> = HashMap::new();
        let mut styles = Styles::default();
        styles.pages.insert("Standard".to_owned());
        for node in named.into_iter().chain(own_named).chain(own) {
            let family = node.attribute("family").unwrap_or_default();
            let name = node.attribute("name").unwrap_or_default().to_owned();
            let page = node.attribute("master-page-name").filter(|page| !page.is_empty());
            styles.pages.extend(page.map(str::to_owned));
            match (node.name(), family) {
                ("default-style", "paragraph") => styles.plain = style(node),
                ("style", "paragraph" | "text") => {
                    let family = if family == "text" { "text" } else { "paragraph" };
                    raw.insert((family, name), style(node));
                }
                ("style", "section") => {
                    let properties = node.child("section-properties");
                    if properties.is_some_and(|all| all.attribute("display") == Some("none")) {
                        styles.hidden.insert(name);
                    }
                }
                _ => {}
            }
        }
        // A page style is followed by others without a paragraph that names them.
        let masters = group(common, "master-styles");
        for _ in 0..masters.len().min(16) {
            for master in &masters {
                if styles.uses_page(master.attribute("name").unwrap_or_default())
                    && let Some(next) = master.attribute("next-style-name")
                {
                    styles.pages.insert(next.to_owned());
                }
            }
        }
        for ((family, name), style) in &raw {
            let mut chain = vec![style];
            while let Some(parent) = chain.last().and_then(|style| style.parent.as_ref()) {
                match raw.get(&(*family, parent.clone())) {
                    Some(parent) if chain.len() < DEEPEST => chain.push(parent),
                    _ => break,
                }
            }
            let mut full = if *family == "text" { Style::default() } else { styles.plain.clone() };
            for style in chain.into_iter().rev() {
                full = style.clone().over(&full);
            }
            match *family {
                "text" => styles.spans.insert(name.clone(), full),
                _ => styles.paragraphs.insert(name.clone(), full),
            };
        }
        styles
    }

    /// The style of paragraphs of this name.
    pub(super) fn paragraph(&self, name: Option<&str>) -> &Style {
        name.and_then(|name| self.paragraphs.get(name)).unwrap_or(&self.plain)
    }

    /// The style of words of this name.
    pub(super) fn span(&self, name: Option<&str>) -> Option<&Style> {
        name.and_then(|name| self.spans.get(name))
    }

    /// Whether a section of this style is not shown.
    pub(super) fn hides(&self, section: &str) -> bool {
        self.hidden.contains(section)
    }

    /// Whether any page is laid out by this page style.
    pub(super) fn uses_page(&self, name: &str) -> bool {
        self.pages.contains(name)
    }
}

impl Style {
    /// This one, and what it leaves open as the other has it.
    pub(super) fn over(self, base: &Style) -> Style {
        let share = self.share.zip(base.size).map(|(share, size)| (u32::from(size) * u32::from(share) / 100) as u16);
        Style {
            parent: None,
            outline: self.outline.or(base.outline),
            is_title: self.is_title || base.is_title,
            is_contents: self.is_contents || base.is_contents,
            bold: self.bold.or(base.bold),
            hidden: self.hidden.or(base.hidden),
            size: self.size.or(share).or(base.size),
            share: None,
            font: self.font.or_else(|| base.font.clone()),
            left: self.left.or(base.left),
            breaks_page: self.breaks_page || base.breaks_page,
        }
    }
}

/// What stands in one group of styles of a part.
fn group<'t>(tree: Option<&'t Tree>, name: &str) -> Vec<Node<'t>> {
    tree.and_then(|tree| tree.root().below(name)).into_iter().flat_map(Node::children).collect()
}

/// What a style says itself.
fn style(node: Node<'_>) -> Style {
    let name = node.attribute("display-name").or_else(|| node.attribute("name")).unwrap_or_default().to_lowercase();
    let name = name.replace("_20_", " ");
    let text = node.child("text-properties");
    let paragraph = node.child("paragraph-properties");
    let of_text = |name: &str| text.and_then(|text| text.attribute(name));
    let of_paragraph = |name: &str| paragraph.and_then(|paragraph| paragraph.attribute(name));
    let size = of_text("font-size").unwrap_or_default();
    let by_name = name.strip_prefix("heading ").and_then(|level| level.parse::<u8>().ok());
    let stated = node.attribute("default-outline-level").and_then(|level| level.parse::<u8>().ok());
    Style {
        parent: node.attribute("parent-style-name").map(str::to_owned),
        outline: stated.or(by_name).filter(|level| (1..=10).contains(level)),
        is_title: matches!(name.as_str(), "title" | "rubrik" | "titel"),
        is_contents: name.starts_with("contents ") || name.starts_with("toc ") || name == "toc heading",
        bold: of_text("font-weight")
            .map(|weight| weight == "bold" || weight.parse().is_ok_and(|weight: u16| weight >= 600)),
        hidden: of_text("display").map(|display| display == "none"),
        size: size.strip_suffix("pt").and_then(|size| size.parse::<f32>().ok()).map(|size| (size * 2.0).round() as u16),
        share: size.strip_suffix('%').and_then(|share| share.parse().ok()),
        font: of_text("font-name").or(of_text("font-family")).map(|font| font.trim_matches('\'').to_owned()),
        left: of_paragraph("margin-left").and_then(length),
        breaks_page: of_paragraph("break-before") == Some("page")
            || node.attribute("master-page-name").is_some_and(|page| !page.is_empty()),
    }
}

/// A length such as `1.27cm`, in twentieths of a point.
pub(super) fn length(written: &str) -> Option<i32> {
    let unit = written.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '-'));
    let number: f64 = written.strip_suffix(unit)?.parse().ok()?;
    let points = match unit {
        "cm" => 72.0 / 2.54,
        "mm" => 72.0 / 25.4,
        "in" => 72.0,
        "pt" => 1.0,
        "pc" => 12.0,
        "px" => 0.75,
        _ => return None,
    };
    Some((number * points * 20.0) as i32)
}
