//! A page saved from a browser, Word or LibreOffice as HTML → a `Document`.
//!
//! Takes bytes and their text as decoded by guess; gives headings, items with computed markers, tables, and what stands
//! around the text as asides. Never runs a script, asks for nothing that a page refers to, and shows nothing hidden.

mod marks;
mod sheet;
mod soup;
mod tables;
mod tell;

use std::rc::Rc;

use encoding_rs::Encoding;

use crate::diagnostics::{DiagnosticKind, Warned};

use super::{
    Document, Limits, Look, ReadError,
    blocks::{self, Block, Words},
    tree::Node,
};

use self::{sheet::Sheet, tell::Teller};

const MEDIA_TYPE: &str = "text/html";

/// How far into a page its encoding may be stated.
const STATED_WITHIN: usize = 4096;

/// Reads a page. `guessed` is its text by the encoding that its bytes look like.
///
/// # Errors
/// `UnpacksTooLarge` where it has more elements than any page, or `Empty` where it shows no words.
pub(super) fn read(bytes: &[u8], guessed: Warned<String>, limits: Limits) -> Result<Warned<Document>, ReadError> {
    let Warned { value: mut text, mut diagnostics } = guessed;
    let is_marked = Encoding::for_bom(bytes).is_some() || std::str::from_utf8(bytes).is_ok();
    if let Some(stated) = stated(bytes).filter(|_| !is_marked) {
        // What the page states needs no warning, and only what it does not state is a guess.
        diagnostics.retain(|diagnostic| {
            diagnostic.kind != DiagnosticKind::OtherEncoding || diagnostic.detail != stated.name()
        });
        if let Some(restated) = stated.decode_without_bom_handling_and_without_replacement(bytes) {
            diagnostics.retain(|diagnostic| diagnostic.kind != DiagnosticKind::OtherEncoding);
            text = restated.into_owned();
        }
    }
    let tree = soup::parse(&text).map_err(|_| ReadError::UnpacksTooLarge { limit: limits.unpacked_bytes })?;
    let mut found = Teller::new(main(tree.root()), Rc::new(Sheet::of(tree.root()))).page(tree.root());
    let title = tree.root().below("title").map(|title| title.descendants().filter_map(Node::text).collect::<String>());
    if let Some(title) = title.map(|title| title.split_whitespace().collect::<Vec<_>>().join(" ")) {
        // Pages mostly repeat their title as their first heading.
        let is_repeated =
            found.iter().any(|block| matches!(block, Block::Words(words) if words.text().contains(&title)));
        if !is_repeated {
            let mut words = Words::new(Look::Aside, 0, String::new());
            words.push(&title, false, None);
            found.insert(0, Block::Words(words));
        }
    }
    let document = blocks::compose(found, MEDIA_TYPE);
    if document.lines.is_empty() {
        return Err(ReadError::Empty);
    }
    Ok(Warned { value: document, diagnostics })
}

/// The element that holds the text, where a page has a single one: what stands around it is menus and the like. One that
/// holds the lesser part of the words is a notice beside the text.
fn main(root: Node<'_>) -> Option<Node<'_>> {
    let only = |test: &dyn Fn(&Node<'_>) -> bool| {
        let mut found = root.descendants().filter(|node| test(node));
        found.next().filter(|_| found.next().is_none())
    };
    let found = only(&|node| node.name() == "main" || node.attribute("role") == Some("main"))
        .or_else(|| only(&|node| node.name() == "article"))?;
    let words = |node: Node<'_>| {
        let shown = node.children().filter(|child| !matches!(child.name(), "script" | "style"));
        shown.filter_map(Node::text).map(|text| text.trim().len()).sum::<usize>()
    };
    let body = root.below("body").unwrap_or(root);
    let total: usize = body.descendants().filter(|node| !matches!(node.name(), "script" | "style")).map(words).sum();
    let within: usize = words(found) + found.descendants().map(words).sum::<usize>();
    (within * 5 >= total * 2).then_some(found)
}

/// The encoding that a page states in its head.
fn stated(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(STATED_WITHIN)).unwrap_or_default()).to_lowercase();
    let (_, after) = head.split_once("charset=")?;
    let label = after.trim_start_matches(['"', '\'', ' ']);
    let label = label.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':'))).next()?;
    Encoding::for_label(label.as_bytes())
}

#[cfg(test)]
mod tests;
