//! The parts of a document that tell whose review it is: its head and its tail, and the years its plan is headed by.

use super::FoundAction;
use crate::{
    document::{Document, Look},
    sections::{Mended, Section, SectionKind, Unit},
};

/// How many filled lines belong to the head at most, and to the tail.
const HEAD_LINES: usize = 45;
const TAIL_LINES: usize = 15;

/// Head and tail of a document, line by line, and the headings of its plan.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Front {
    /// The first lines: title page, letterhead, meta table, summary's beginning.
    pub head: Vec<String>,
    /// The last lines: decision, signatures.
    pub tail: Vec<String>,
    /// Running headers and footers.
    pub margins: Vec<String>,
    /// Headings of plan sections, in the order of the document.
    pub plan_headings: Vec<String>,
    /// Years that lead items of the plan or fill the time columns of its tables.
    pub plan_items: Vec<String>,
    /// What stands under headings of decision.
    pub decision: Vec<String>,
}

pub(super) fn find(document: &Document, sections: &[Section], actions: &[FoundAction]) -> Front {
    let filled = joined(document);
    let plan_headings = sections
        .iter()
        .filter(|section| section.kind == SectionKind::Plan)
        .map(|section| section.title.text().to_owned());
    let decision = sections.iter().filter(|section| section.kind == SectionKind::Decision).flat_map(|section| {
        let body = section.body.iter().map(|unit| match unit {
            Unit::Paragraph(words) | Unit::Item { words, .. } => words.text().to_owned(),
            Unit::Table(rows) => rows.iter().flatten().map(Mended::text).collect::<Vec<_>>().join(" "),
        });
        std::iter::once(section.title.text().to_owned()).chain(body)
    });
    Front {
        head: filled.iter().take(HEAD_LINES).cloned().collect(),
        tail: filled.iter().skip(filled.len().saturating_sub(TAIL_LINES)).cloned().collect(),
        margins: document
            .lines
            .iter()
            .filter(|line| line.look == Look::Aside)
            .map(|line| document.words(line).to_owned())
            .collect(),
        plan_headings: plan_headings.collect(),
        plan_items: actions
            .iter()
            .filter(|action| action.kind == SectionKind::Plan)
            .flat_map(|action| action.running_year.iter().chain(&action.when))
            .cloned()
            .collect(),
        decision: decision.collect(),
    }
}

/// The filled lines, those that the file itself carries on joined to what they carry on.
fn joined(document: &Document) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in &document.lines {
        let words = document.words(line);
        if words.is_empty() {
            continue;
        }
        let awaits_year =
            |last: &&mut String| [" inför", " för", " verksamhetsplan"].iter().any(|end| last.ends_with(end));
        let is_year = words.starts_with("20");
        match lines.last_mut().filter(|last| line.look == Look::Continued || is_year && awaits_year(last)) {
            Some(last) => {
                last.push(' ');
                last.push_str(words);
            }
            None => lines.push(words.to_owned()),
        }
    }
    lines
}
