//! Composes the stages of reading: bytes → document → sections → items → review.
//!
//! Takes the bytes of one file and what to read them by (register, taxonomy, limits); gives the text as read and the
//! normalised review with every remark. Never opens a file, never stores anything.

use crate::{
    diagnostics::Warned,
    document::{self, Document},
    items, normalise,
    review::Review,
    sections,
};

pub use crate::{
    document::{
        Limits, ReadError,
        archive::{Member, is_archive, members},
    },
    normalise::{Register, RegisterError, Taxonomy, TaxonomyError},
};

/// What documents are read by; built once and shared by all threads.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The organisations that a review can be of.
    pub register: Register,
    /// The words that earn areas and measures.
    pub taxonomy: Taxonomy,
    /// How large an input may be.
    pub limits: Limits,
}

/// A document that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadReview {
    /// What the bytes were found to be, such as `text/markdown`.
    pub media_type: String,
    /// The text as read, that every place points into.
    pub text: String,
    /// What it holds.
    pub review: Review,
}

/// Reads one document. `file_name` gives the stem that the review is named by and is never used to tell the format.
///
/// # Errors
/// `ReadError` where the bytes are empty, too large, or of a kind that is not read.
pub fn read(file_name: &str, bytes: &[u8], reading: &Reading) -> Result<Warned<ReadReview>, ReadError> {
    let document = document::read(bytes, reading.limits)?;
    if document.value.media_type != document::JSON {
        return Ok(review(file_name, document, reading));
    }
    let Warned { value: document, mut diagnostics } = document;
    let stated = normalise::stated(stem(file_name), &document, &reading.register, &reading.taxonomy);
    let mut review = stated.ok_or(ReadError::Damaged { kind: "JSON" })?;
    diagnostics.append(&mut review.diagnostics);
    let Document { media_type, text, .. } = document;
    Ok(Warned { value: ReadReview { media_type: media_type.to_owned(), text, review: review.value }, diagnostics })
}

/// Judges a document that was read.
fn review(file_name: &str, document: Warned<Document>, reading: &Reading) -> Warned<ReadReview> {
    let Warned { value: document, mut diagnostics } = document;
    let mut review = sections::split(&document)
        .then(|sections| items::find(&document, &sections))
        .then(|found| normalise::review(stem(file_name), &document, found, &reading.register, &reading.taxonomy));
    diagnostics.append(&mut review.diagnostics);
    let Document { media_type, text, .. } = document;
    Warned { value: ReadReview { media_type: media_type.to_owned(), text, review: review.value }, diagnostics }
}

/// The pages of a PDF as PNG, for a program that finds words in pictures.
///
/// # Errors
/// `ReadError` where it is no PDF that can be drawn, or has more pages.
pub fn pictures(bytes: &[u8], limits: Limits, most: usize) -> Result<Vec<Vec<u8>>, ReadError> {
    document::pictures(bytes, limits, most)
}

/// Reads a document from the words that were found in pictures of its pages, one TSV of tesseract a page.
///
/// # Errors
/// `ReadError::Empty` where there are none.
pub fn recognised(
    file_name: &str,
    pages: &[String],
    pictures: &[Vec<u8>],
    reading: &Reading,
) -> Result<Warned<ReadReview>, ReadError> {
    let document = document::recognised(pages, pictures);
    if document.value.lines.is_empty() {
        return Err(ReadError::Empty);
    }
    Ok(review(file_name, document, reading))
}

/// A file's name without folders and without its last extension.
fn stem(file_name: &str) -> &str {
    let name = file_name.rsplit(['/', '\\']).next().unwrap_or(file_name);
    match name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => name,
    }
}
