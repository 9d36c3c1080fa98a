//! The bytes of an OpenDocument text (ODT) → a `Document`.
//!
//! Takes the container; gives headings by outline, items with computed labels, tables, and headers, footers, notes and
//! contents as asides: headers first, the others last. Deletions, comments and hidden sections are left out.

mod lists;
mod story;
mod styles;

use std::collections::HashSet;

use crate::{
    diagnostics::Warned,
    document::{
        Document, Limits, ReadError,
        blocks::{self, Block},
        tree::Tree,
    },
};

use self::{lists::Lists, story::Teller, styles::Styles};

use super::{package::Package, xml};

const KIND: &str = "ODT";
const MEDIA_TYPE: &str = "application/vnd.oasis.opendocument.text";

/// Reads an OpenDocument text.
///
/// # Errors
/// `Damaged`, `Locked`, `UnpacksTooLarge`, or `Empty` where it holds no words.
pub(super) fn read(bytes: &[u8], limits: Limits) -> Result<Warned<Document>, ReadError> {
    let mut package = Package::open(bytes, KIND, limits.unpacked_bytes)?;
    let mut tree = |name: &str| -> Result<Option<Tree>, ReadError> {
        let Some(bytes) = package.part(name)? else { return Ok(None) };
        xml::parse(&bytes).map(Some).map_err(|fault| fault.of(KIND, limits.unpacked_bytes))
    };
    // A locked document says so in the list of its parts; the parts themselves are then no XML.
    let manifest = tree("META-INF/manifest.xml").ok().flatten();
    if manifest.is_some_and(|tree| tree.root().below("encryption-data").is_some()) {
        return Err(ReadError::Locked { kind: KIND });
    }
    let damaged = || ReadError::Damaged { kind: KIND };
    let content = tree("content.xml")?.ok_or_else(damaged)?;
    let common = tree("styles.xml")?;
    let pages = tree("meta.xml")?.as_ref().and_then(pages);
    let body = content.root().below("body").and_then(|body| body.child("text")).ok_or_else(damaged)?;

    let styles = Styles::of(common.as_ref(), Some(&content));
    let lists = Lists::of([common.as_ref(), Some(&content)]);
    let mut teller = Teller::new(&styles, lists);
    teller.count_pages(body, pages);
    let text = teller.story(body);
    let notes = std::mem::take(&mut teller.notes);

    let mut all = Vec::new();
    let mut last = Vec::new();
    if let Some(common) = &common {
        let margin_styles = Styles::of(Some(common), Some(common));
        let mut teller = Teller::new(&margin_styles, Lists::of([Some(common), None]));
        let mut lines = HashSet::new();
        let pages = common.root().descendants().filter(|node| node.name() == "master-page");
        for page in pages.filter(|page| styles.uses_page(page.attribute("name").unwrap_or_default())) {
            for margin in page.children().filter(|margin| margin.attribute("display") != Some("false")) {
                let into = if margin.name().starts_with("header") { &mut all } else { &mut last };
                let told = blocks::asides(teller.story(margin));
                // Left, right and first pages repeat one another.
                into.extend(told.into_iter().filter(
                    |block| matches!(block, Block::Words(words) if !words.is_blank() && lines.insert(words.text())),
                ));
            }
        }
    }
    all.extend(text);
    all.append(&mut last);
    all.extend(notes);
    let document = blocks::compose(all, MEDIA_TYPE);
    if document.lines.is_empty() {
        return Err(ReadError::Empty);
    }
    Ok(Warned::clean(document))
}

/// How many pages the program counted when it saved the document.
fn pages(meta: &Tree) -> Option<usize> {
    meta.root().below("document-statistic")?.attribute("page-count")?.parse().ok()
}
