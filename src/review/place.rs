//! Where in a document something was read.

use serde::{Deserialize, Serialize};

/// A half-open range of bytes into the text as read; both ends lie on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The smallest span that holds both.
    pub fn join(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The text under the span, or nothing where the span does not fit the text.
    pub fn of(self, text: &str) -> Option<&str> {
        text.get(self.start..self.end)
    }
}

/// Page, line, byte span and the verbatim words. The quote is exactly the text under the span.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Place {
    /// Page, from 1, where the format tells.
    pub page: Option<u32>,
    /// Line of the text as read, from 1.
    pub line: u32,
    /// Byte span into the text as read.
    pub span: Span,
    /// The words under the span, with their line breaks.
    pub quote: String,
}
