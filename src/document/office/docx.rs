//! The bytes of a Word document (DOCX) → a `Document`.
//!
//! Takes the container; gives headings by style, items with the labels that Word computes, tables, and headers, footers,
//! notes and contents as asides: headers first, the others last. Comments, deletions and hidden text are left out, and
//! nothing that a document links to is followed.

mod numbering;
mod parts;
mod runs;
mod story;
mod styles;

use std::collections::{HashMap, HashSet};

use crate::{
    diagnostics::Warned,
    document::{
        Document, Limits, ReadError,
        blocks::{self, Block},
        tree::Node,
    },
};

use self::{numbering::Numbering, parts::Parts, story::Teller, styles::Styles};

const KIND: &str = "DOCX";
const MEDIA_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// Reads a Word document.
///
/// # Errors
/// `Damaged`, `Locked`, `UnpacksTooLarge`, or `Empty` where it holds no words.
pub(super) fn read(bytes: &[u8], limits: Limits) -> Result<Warned<Document>, ReadError> {
    let mut parts = Parts::open(bytes, limits)?;
    let main = parts.main()?;
    let body = main.root().child("document").and_then(|document| document.child("body"));
    let Some(body) = body else { return Err(ReadError::Damaged { kind: KIND }) };
    let styles = Styles::of(parts.related("styles")?.as_ref());
    let numbering = Numbering::of(parts.related("numbering")?.as_ref(), &styles);
    let mut teller = Teller::new(&styles, numbering);
    if pages_are_told(body, parts.pages()?) {
        teller.count_pages();
    }
    let mut text = teller.story(body);
    if teller.page.is_some() {
        text.insert(0, Block::Page(1));
    }

    let mut all = Vec::new();
    let mut seen = HashSet::new();
    for kind in ["headerReference", "footerReference"] {
        let mut margin = Vec::new();
        for reference in body.descendants().filter(|node| node.name() == kind) {
            let Some(id) = reference.attribute("id") else { continue };
            if let Some(tree) = parts.by_id(id)?.filter(|_| seen.insert(id.to_owned())) {
                let told = tree.root().children().flat_map(|root| teller.story(root)).collect();
                margin.extend(blocks::asides(told));
            }
        }
        // First pages, even pages and sections repeat what stands in the margins of the others.
        let mut lines = HashSet::new();
        margin.retain(|block| !matches!(block, Block::Words(words) if words.is_blank() || !lines.insert(words.text())));
        match kind {
            "headerReference" => all.splice(0..0, margin).for_each(drop),
            _ => {
                all.append(&mut text);
                all.extend(margin);
            }
        }
    }
    all.extend(notes(&mut parts, &mut teller)?);
    let document = blocks::compose(all, MEDIA_TYPE);
    if document.lines.is_empty() {
        return Err(ReadError::Empty);
    }
    Ok(Warned::clean(document))
}

/// Notes in the order in which the text refers to them.
fn notes(parts: &mut Parts<'_>, teller: &mut Teller<'_>) -> Result<Vec<Block>, ReadError> {
    let mut found = Vec::new();
    for (part, element) in [("footnotes", "footnote"), ("endnotes", "endnote")] {
        let wanted: Vec<String> =
            teller.notes.iter().filter(|(kind, _)| *kind == element).map(|(_, id)| id.clone()).collect();
        if wanted.is_empty() {
            continue;
        }
        let Some(tree) = parts.related(part)? else { continue };
        let nodes = tree.root().descendants().filter(|node| node.name() == element);
        let mut notes: HashMap<&str, Node<'_>> =
            nodes.filter_map(|node| node.attribute("id").map(|id| (id, node))).collect();
        let mut number = 0;
        for id in &wanted {
            // Taken away, so that a note that is referred to again is told once.
            let Some(note) = notes.remove(id.as_str()) else { continue };
            number += 1;
            let mut told = blocks::asides(teller.story(note));
            if let Some(Block::Words(words)) = told.first_mut() {
                words.label = number.to_string();
            }
            found.append(&mut told);
        }
    }
    Ok(found)
}

/// Whether the marks that Word left where pages began are those of the last layout: then it counted as many.
fn pages_are_told(body: Node<'_>, pages: Option<usize>) -> bool {
    let marks = body.descendants().filter(|node| node.name() == "lastRenderedPageBreak").count();
    marks > 0 && pages == Some(marks + 1)
}
