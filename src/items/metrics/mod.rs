//! Finds figures of the organisation's own: incidents, classifications, shares trained, money.

mod counts;
mod sentences;
mod tables;

use crate::{
    review::MetricKind,
    sections::{Mended, Section, SectionKind, Unit},
};

use super::sentences::split;

use sentences::Around;

/// A figure as written.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundMetric {
    /// What it counts.
    pub kind: MetricKind,
    /// The number, in figures or words, or how often.
    pub number: String,
    /// The unit, where the kind does not tell: `mnkr`, `tkr`, `kr`.
    pub unit: Option<String>,
    /// Whether the words before it make it approximate, or it is a range.
    pub approximate: bool,
    /// Whether it speaks of a group of organisations.
    pub shared: bool,
    /// The sentence.
    pub words: Mended,
}

pub(super) fn find(sections: &[Section]) -> Vec<FoundMetric> {
    let mut found = Vec::new();
    for section in sections {
        if matches!(section.kind, SectionKind::NotPlanned | SectionKind::Decision) {
            continue;
        }
        let is_plan = section.kind == SectionKind::Plan;
        let above =
            section.parents.last().and_then(|parent| sections.get(*parent)).map_or("", |parent| parent.title.text());
        let heading = format!("{} {above}", section.title.text());
        if !is_plan && !section.parents.is_empty() {
            for sentence in split(&section.title) {
                sentences::read(&sentence, Around { heading: "", previous: "", is_plan: false }, &mut found);
            }
        }
        for unit in &section.body {
            match unit {
                Unit::Paragraph(words) => read(words, &heading, false, &mut found),
                Unit::Item { words, .. } => read(words, &heading, is_plan, &mut found),
                Unit::Table(rows) => tables::read(rows, &mut found),
            }
        }
    }
    found
}

fn read(words: &Mended, heading: &str, is_plan: bool, found: &mut Vec<FoundMetric>) {
    let mut previous = String::new();
    for sentence in split(words) {
        sentences::read(&sentence, Around { heading, previous: &previous, is_plan }, found);
        // "De är…, den…": what the sentences before spoke of is still the subject.
        previous = format!("{previous} {}", sentence.text());
        if previous.len() > 400 {
            previous = sentence.text().to_owned();
        }
    }
}
