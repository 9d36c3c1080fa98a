//! Bytes of one file → the text as read, line by line.
//!
//! Takes bytes, tells what they are by their content, and decodes them; gives a `Document` whose text every later place
//! points into. A reader only extracts: which lines make a paragraph, a heading or a table is judged by `sections`.
//! Never looks at the file's name, never opens anything, never executes or follows what stands in a file.

pub mod archive;
mod blocks;
mod compose;
mod decode;
mod detect;
mod html;
mod labels;
mod lines;
mod office;
mod pdf;
mod symbols;
mod tree;

use serde::{Deserialize, Deserializer, Serialize};

use crate::{
    diagnostics::Warned,
    review::{Place, Span},
};

pub use detect::JSON;
pub use pdf::{pictures, recognised};

/// How large an input may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Bytes of one file.
    pub file_bytes: usize,
    /// Bytes of one part of a file once it is unpacked.
    pub unpacked_bytes: usize,
    /// Bytes of all the text of one document.
    pub text_bytes: usize,
    /// Pages of one document.
    pub pages: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            file_bytes: 32 * 1024 * 1024,
            unpacked_bytes: 64 * 1024 * 1024,
            text_bytes: 4 * 1024 * 1024,
            pages: 2000,
        }
    }
}

/// The name of a kind of file, such as `PDF`, as a sentence can use it.
pub type FileKind = &'static str;

/// Every kind of file that an error can name.
const FILE_KINDS: &[FileKind] = &[
    "PDF",
    "DOCX",
    "ODT",
    "JSON",
    "XML",
    "RTF",
    "XLSX",
    "PPTX",
    "ODS",
    "ODP",
    "EPUB",
    "ZIP archive",
    "document",
    "a ZIP archive",
    "a web archive (MHTML)",
    "the older Word format (.doc)",
    "the older Excel format (.xls)",
    "the older PowerPoint format (.ppt)",
    "a picture",
    "a drawing",
];

/// An error that comes from another process names one of the kinds, or none.
fn file_kind<'de, D: Deserializer<'de>>(deserializer: D) -> Result<FileKind, D::Error> {
    let name = String::deserialize(deserializer)?;
    Ok(FILE_KINDS.iter().copied().find(|kind| *kind == name).unwrap_or("file"))
}

/// Why bytes could not be read as a document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum ReadError {
    /// There is nothing in the file, or nothing but white space.
    #[error("the file is empty")]
    Empty,
    /// More bytes than the limit.
    #[error("the file is {found} bytes, more than the limit of {limit}")]
    TooLarge {
        /// Bytes of the file.
        found: usize,
        /// Bytes allowed.
        limit: usize,
    },
    /// A kind of file that is known and not read.
    #[error("{kind} is not read; save the document as PDF, DOCX, ODT, text or Markdown and send that in")]
    NotRead {
        /// The kind, such as `RTF`.
        #[serde(deserialize_with = "file_kind")]
        kind: FileKind,
    },
    /// Neither text nor any kind that is known.
    #[error("the file is not text and of no kind that is known; send in the document as PDF, DOCX, ODT or text")]
    NotText,
    /// The kind is read, but this file of it is broken.
    #[error("the {kind} is damaged and cannot be read; save the document anew and send that in")]
    Damaged {
        /// The kind, such as `PDF`.
        #[serde(deserialize_with = "file_kind")]
        kind: FileKind,
    },
    /// It opens by a password only.
    #[error("the {kind} is locked by a password; save it without one and send that in")]
    Locked {
        /// The kind, such as `PDF`.
        #[serde(deserialize_with = "file_kind")]
        kind: FileKind,
    },
    /// It unpacks to more than the limit, as files made to do harm do.
    #[error("the file unpacks to more than the limit of {limit} bytes; save the document anew and send that in")]
    UnpacksTooLarge {
        /// Bytes allowed.
        limit: usize,
    },
    /// More text than the limit: a thousand pages and more.
    #[error("the document holds more than the limit of {limit} bytes of text; send in its parts one by one")]
    TooLong {
        /// Bytes allowed.
        limit: usize,
    },
    /// More pages than the limit.
    #[error("the document has more than the limit of {limit} pages; send in its parts one by one")]
    TooManyPages {
        /// Pages allowed.
        limit: usize,
    },
    /// Pictures of pages without any text.
    #[error(
        "the PDF holds {pages} pages as pictures and no text (needs OCR); install tesseract with Swedish, or send in the document that it was made from"
    )]
    NeedsOcr {
        /// Pages of the document.
        pages: usize,
    },
}

/// What the file itself says of a line, beyond its words. Only readers of formats that have styles say anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Look {
    /// Nothing: the words, the indent and the lines around it must tell.
    #[default]
    Plain,
    /// Begins a paragraph.
    Paragraph {
        /// Whether all of it is set in bold.
        bold: bool,
    },
    /// Goes on with the paragraph, item or heading of the line above.
    Continued,
    /// A heading by style or size; 1 is the highest.
    Heading(u8),
    /// An item of a list; 0 is the outermost. The words begin with the marker where the file shows one.
    Item(u8),
    /// A row of a table. Cells are parted by tabs, paragraphs within a cell by U+2028; a cell that is merged with the one
    /// above or to the left is blank.
    Row,
    /// A running header or footer, a footnote, the contents: shown, never read.
    Aside,
}

/// One physical line of the text as read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// The bytes of the line, without its line break and without white space at either end.
    pub span: Span,
    /// From 1.
    pub number: u32,
    /// From 1, where form feeds tell pages apart.
    pub page: Option<u32>,
    /// White space before the first character, in columns; a tab counts as four.
    pub indent: u16,
    /// What the file itself says of the line.
    pub look: Look,
}

/// A document as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// What the bytes were found to be.
    pub media_type: &'static str,
    /// The text as read: the bytes decoded, nothing mended.
    pub text: String,
    /// Its lines, blank ones included.
    pub lines: Vec<Line>,
}

impl Document {
    /// The words of a line.
    pub fn words(&self, line: &Line) -> &str {
        line.span.of(&self.text).unwrap_or_default()
    }

    /// The place of a span that begins on the given line.
    pub fn place(&self, span: Span, line: u32, page: Option<u32>) -> Place {
        Place { page, line, span, quote: span.of(&self.text).unwrap_or_default().to_owned() }
    }
}

/// A line but for its numbers, as a running header is the same from page to page. Years stay: "Plan 2027" and "Plan 2028"
/// are two headings, not one that returns.
pub(crate) fn without_numbers(line: &str) -> String {
    let mut kept = String::with_capacity(line.len());
    let mut rest = line;
    // What is no digit, and a run of digits, in turn.
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (words, from) = rest.split_at(start);
        let (number, after) = from.split_at(from.find(|c: char| !c.is_ascii_digit()).unwrap_or(from.len()));
        kept.push_str(words);
        kept.push_str(if number.len() == 4 && number.starts_with("20") { number } else { "#" });
        rest = after;
    }
    kept.push_str(rest);
    kept
}

/// Reads the bytes of one file.
///
/// # Errors
/// `ReadError` where they are empty, too large, or of a kind that is not read.
pub fn read(bytes: &[u8], limits: Limits) -> Result<Warned<Document>, ReadError> {
    if bytes.len() > limits.file_bytes {
        return Err(ReadError::TooLarge { found: bytes.len(), limit: limits.file_bytes });
    }
    let document = read_kind(bytes, limits)?;
    fits(&document.value.text, limits)?;
    Ok(document)
}

/// Whether a text is no longer than one may be.
fn fits(text: &str, limits: Limits) -> Result<(), ReadError> {
    if text.len() > limits.text_bytes { Err(ReadError::TooLong { limit: limits.text_bytes }) } else { Ok(()) }
}

fn read_kind(bytes: &[u8], limits: Limits) -> Result<Warned<Document>, ReadError> {
    if detect::is_pdf(bytes) {
        return pdf::read(bytes, limits);
    }
    detect::refuse_other_kinds(bytes)?;
    if detect::is_zip(bytes) {
        return office::read(bytes, limits);
    }
    let decoded = decode::text(bytes)?;
    if detect::is_html(&decoded.value) {
        return html::read(bytes, decoded, limits);
    }
    let Warned { value: text, diagnostics } = decoded;
    // Before it is cut into lines, which may be as many as there are bytes.
    fits(&text, limits)?;
    let lines = lines::split(&text);
    if lines.iter().all(|line| line.span.start == line.span.end) {
        return Err(ReadError::Empty);
    }
    let media_type = detect::text_kind(&text)?;
    Ok(Warned { value: Document { media_type, text, lines }, diagnostics })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::DiagnosticKind;

    fn lines_of(bytes: &[u8]) -> Vec<(String, Option<u32>, u16)> {
        let document = read(bytes, Limits::default()).expect("readable").value;
        document.lines.iter().map(|line| (document.words(line).to_owned(), line.page, line.indent)).collect()
    }

    #[test]
    fn lines_keep_indent_and_page() {
        let lines = lines_of("ett\r\n  två \n\u{c}tre\n\tfyra".as_bytes());
        let line = |words: &str, page, indent| (words.to_owned(), Some(page), indent);
        assert_eq!(lines, [line("ett", 1, 0), line("två", 1, 2), line("tre", 2, 0), line("fyra", 2, 4)]);
    }

    #[test]
    fn latin1_and_utf16_are_read_all_the_same() {
        let latin1 = read(b"\xe5tg\xe4rd f\xf6r n\xe4mnden", Limits::default()).expect("readable");
        assert_eq!(latin1.value.text, "åtgärd för nämnden");
        assert_eq!(latin1.diagnostics[0].kind, DiagnosticKind::OtherEncoding);
        let utf16: Vec<u8> = "\u{feff}åtgärd".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&utf16, Limits::default()).expect("readable").value.text, "åtgärd");
        let bare: Vec<u8> = "Ledningens genomgång 2026".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(read(&bare, Limits::default()).expect("readable").value.text, "Ledningens genomgång 2026");
    }

    #[test]
    fn other_kinds_are_named() {
        let error = |bytes: &[u8]| read(bytes, Limits::default()).expect_err("refused");
        assert_eq!(error(b""), ReadError::Empty);
        assert_eq!(error(b" \n\t\n"), ReadError::Empty);
        assert_eq!(error(b"%PDF-1.7\n..."), ReadError::Damaged { kind: "PDF" });
        assert_eq!(error(b"PK\x03\x04....word/document.xml"), ReadError::Damaged { kind: "ZIP archive" });
        assert_eq!(error(&[0u8, 1, 2, 3, 255, 254, 7, 8].repeat(50)), ReadError::NotText);
        let limits = Limits { file_bytes: 3, ..Limits::default() };
        assert_eq!(read(b"abcd", limits), Err(ReadError::TooLarge { found: 4, limit: 3 }));
    }
}
