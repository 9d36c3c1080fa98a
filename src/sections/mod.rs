//! Document → sections: headings with their order, what each section is for, and its paragraphs, items and tables.
//!
//! Takes a `Document`; gives `Section`s in the order of the document, each with its kind by the wording of its heading or
//! of those above it. Signals for headings, in this order: the document's own marks (`#`, underlines), numbering, setting
//! (bold, capitals), wording. Never judges what is an action and never alters words beyond mending line breaks.

mod furniture;
mod grid;
mod headings;
mod kinds;
mod marks;
mod mend;
mod triples;
mod units;
mod verbs;
mod years;

use crate::{diagnostics::Warned, document::Document};

pub use kinds::{SectionKind, wording as kind_by_words};
pub use marks::{Marker, Number};
pub use mend::Mended;
pub use verbs::begins_measure;
pub use years::first_year;

use marks::{Mark, look};

/// A heading and what stands below it, up to the next heading.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// The heading's words without number; empty for what stands before the first heading.
    pub title: Mended,
    /// The heading's number, where it has one.
    pub number: Option<Number>,
    /// What the section is for.
    pub kind: SectionKind,
    /// Whether the heading's own words tell the kind, rather than a heading above.
    pub kind_is_own: bool,
    /// Indices of the sections that this one stands under, outermost first.
    pub parents: Vec<usize>,
    /// Whether another section stands under this one.
    pub has_children: bool,
    /// What stands right below the heading.
    pub body: Vec<Unit>,
}

/// A paragraph, an item of a list, or a table.
#[derive(Debug, Clone, PartialEq)]
pub enum Unit {
    /// Running text.
    Paragraph(Mended),
    /// An item of a list.
    Item {
        /// What it is marked by.
        marker: Marker,
        /// 0 for the outermost list.
        depth: u8,
        /// Its words, without marker.
        words: Mended,
    },
    /// A table; the first row may be its heading.
    Table(Vec<Vec<Mended>>),
}

/// Splits a document into sections.
pub fn split(document: &Document) -> Warned<Vec<Section>> {
    let marks: Vec<Mark<'_>> = document.lines.iter().map(|line| look(document.words(line))).collect();
    let furniture = furniture::find(document, &marks);
    let drafts = units::assemble(document, &marks, &furniture);
    Warned::clean(headings::outline(drafts))
}
