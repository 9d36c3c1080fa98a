//! Statements as written → findings with the areas that they concern.

use crate::{document::Document, items::FoundFinding, review::Finding};

use super::taxonomy::{Above, Labeller};

pub(super) fn finding(found: &FoundFinding, document: &Document, labeller: &Labeller<'_>) -> Finding {
    let above: Vec<Above<'_>> = found.headings.iter().rev().take(2).map(|heading| Above::Heading(heading)).collect();
    let labels = labeller.label(found.words.text(), &above);
    Finding {
        kind: found.kind,
        text: found.words.text().to_owned(),
        heading: found.headings.last().cloned().unwrap_or_default(),
        areas: labels.areas,
        place: found.words.place(document),
        confidence: found.confidence,
        evidence: labels.evidence,
    }
}
