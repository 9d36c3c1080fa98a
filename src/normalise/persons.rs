//! Where the text names persons, by line and span.

use crate::{document::Document, personal, review::Personal};

/// Lines stand in the order of the text, and so do the findings: one walk finds the line of each.
pub(super) fn persons(document: &Document) -> Vec<Personal> {
    let mut lines = document.lines.iter().peekable();
    let found = personal::find(&document.text).into_iter().filter_map(|(kind, span)| {
        while lines.peek().is_some_and(|line| line.span.end <= span.start) {
            lines.next();
        }
        lines.peek().map(|line| Personal { kind, page: line.page, line: line.number, span })
    });
    found.collect()
}
