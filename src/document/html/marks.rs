//! The attributes of an element of a page → what it is for.
//!
//! Takes one element; gives whether it is shown, whether it belongs to the text, and what lists of Word's own kind it
//! stands in. Judges by what HTML, Word and LibreOffice write, never by words of the text.

use crate::document::tree::Node;

/// What an element is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    Text,
    /// Around the text: header, footer, notes, contents.
    Aside,
    /// Not shown, or no text: scripts, menus.
    Nothing,
}

/// What an element is for, by its name and attributes. `in_text` tells that it stands within the main text.
pub(super) fn role(node: Node<'_>, in_text: bool) -> Use {
    let attribute = |name: &str| node.attribute(name).unwrap_or_default();
    match node.name() {
        "script" | "style" | "template" | "noscript" | "head" | "title" | "svg" | "math" | "iframe" | "object"
        | "audio" | "video" | "canvas" | "button" | "nav" | "del" | "rt" | "rp" | "noframes" | "datalist" | "map" => {
            return Use::Nothing;
        }
        "dialog" if node.attribute("open").is_none() => return Use::Nothing,
        "header" | "footer" if !in_text => return Use::Aside,
        _ => {}
    }
    if is_hidden(node) {
        return Use::Nothing;
    }
    match attribute("role") {
        "navigation" | "search" | "menu" | "menubar" | "alert" | "alertdialog" => return Use::Nothing,
        "banner" | "contentinfo" | "doc-endnotes" | "doc-footnote" | "doc-toc" => return Use::Aside,
        _ => {}
    }
    let (class, id) = (attribute("class").to_lowercase(), attribute("id").to_lowercase());
    let classes = || class.split_whitespace();
    if classes().chain([id.as_str()]).any(|name| name.contains("cookie") || name.contains("breadcrumb")) {
        return Use::Nothing;
    }
    let numbered = |start: &str| {
        id.strip_prefix(start).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit() || c == ':'))
    };
    let is_note =
        numbered("sdfootnote") || numbered("sdendnote") || numbered("ftn") || numbered("edn") || numbered("fn");
    let is_contents = |name: &str| {
        name == "toc" || name.starts_with("msotoc") || name == "table-of-contents" || name == "innehallsforteckning"
    };
    let by_program = matches!(attribute("title"), "header" | "footer") && node.name() == "div";
    let of_notes = |name: &str| {
        matches!(name, "footnotes" | "footnote" | "msofootnotetext" | "msoendnotetext" | "msoheader" | "msofooter")
    };
    if is_note
        || by_program
        || classes().any(|name| is_contents(name) || of_notes(name))
        || is_contents(&id)
        || id.starts_with("table of contents")
        || id.starts_with("innehållsförteckning")
    {
        return Use::Aside;
    }
    Use::Text
}

fn is_hidden(node: Node<'_>) -> bool {
    if node.attribute("hidden").is_some() || node.attribute("aria-hidden") == Some("true") {
        return true;
    }
    node.attribute("style").is_some_and(hides)
}

/// Whether declarations of a style hide what they are for.
pub(super) fn hides(style: &str) -> bool {
    let style = squeezed(style);
    ["display:none", "visibility:hidden", "mso-hide:all"].iter().any(|hides| style.contains(hides))
}

fn squeezed(style: &str) -> String {
    style.to_lowercase().split_whitespace().collect()
}

/// Whether an element sets its words in bold; `None` where it does not say.
pub(super) fn weight(node: Node<'_>) -> Option<bool> {
    let stated = node.attribute("style").and_then(weight_of);
    stated.or_else(|| matches!(node.name(), "b" | "strong").then_some(true))
}

/// Whether declarations of a style set bold.
pub(super) fn weight_of(style: &str) -> Option<bool> {
    let style = squeezed(style);
    let weight = style.split_once("font-weight:")?.1.split(';').next()?;
    Some(weight.starts_with("bold") || weight.parse().is_ok_and(|weight: u16| weight >= 600))
}

/// The size that an element sets its words in, in half points, where it says so in points or pixels.
pub(super) fn size(node: Node<'_>) -> Option<u16> {
    node.attribute("style").and_then(size_of)
}

/// The size that declarations of a style set.
pub(super) fn size_of(style: &str) -> Option<u16> {
    let style = squeezed(style);
    let size = style.split_once("font-size:")?.1.split(';').next()?;
    let points = match size.strip_suffix("pt") {
        Some(points) => points.parse::<f32>().ok()?,
        None => size.strip_suffix("px")?.parse::<f32>().ok()? * 0.75,
    };
    Some((points * 2.0).round().clamp(0.0, 1000.0) as u16)
}

/// The level that Google Docs writes into the class of a list: it sets inner lists beside the outer ones.
pub(super) fn google_level(node: Node<'_>) -> Option<u8> {
    let classes = node.attribute("class")?.split_whitespace();
    let level = classes.filter(|class| class.starts_with("lst-kix_")).find_map(|class| class.rsplit_once('-'))?.1;
    level.parse::<u8>().ok().map(|level| level.min(8))
}

/// Whether a link leads to a note, and so shows only its sign.
pub(super) fn leads_to_note(node: Node<'_>) -> bool {
    let href = node.attribute("href").unwrap_or_default();
    let to = |start: &str| {
        href.strip_prefix(start)
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit() || matches!(c, ':' | '-')))
    };
    to("#sdfootnote") || to("#sdendnote") || to("#_ftn") || to("#_edn") || to("#_ftnref") || to("#fn") || to("#fnref")
}

/// The level of the list that Word wrote a paragraph as, from 0: its pages have no lists.
pub(super) fn word_level(node: Node<'_>) -> Option<u8> {
    let style = node.attribute("style").unwrap_or_default();
    let (_, list) = style.split_once("mso-list:")?;
    let (_, level) = list.split(';').next()?.split_once("level")?;
    let level: u8 = level.chars().take_while(char::is_ascii_digit).collect::<String>().parse().ok()?;
    Some(level.saturating_sub(1).min(8))
}

/// The level of a heading.
pub(super) fn heading(node: Node<'_>) -> Option<u8> {
    let by_name = node
        .name()
        .strip_prefix('h')
        .and_then(|level| level.parse::<u8>().ok())
        .filter(|level| (1..=6).contains(level));
    let by_role = || {
        let level = node.attribute("aria-level").and_then(|level| level.parse::<u8>().ok()).unwrap_or(2);
        (node.attribute("role") == Some("heading")).then_some(level.clamp(1, 9))
    };
    let is_title =
        || node.attribute("class").is_some_and(|class| matches!(class, "MsoTitle" | "title")) && node.name() == "p";
    by_name.or_else(by_role).or_else(|| is_title().then_some(1))
}
