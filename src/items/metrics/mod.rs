//! Finds figures of the organisation's own: incidents, classifications, shares trained, money.

mod counts;
mod sentences;
mod tables;

use std::collections::HashMap;

use crate::{
    pattern::{Folded, folded_patterns},
    review::MetricKind,
    sections::{Mended, Section, SectionKind, Unit},
};

use super::{scale, sentences::split};

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
    let mut costs = Vec::new();
    let unit = amounts_in(sections);
    for section in sections.iter().filter(|section| section.kind != SectionKind::Decision) {
        let is_plan = section.kind == SectionKind::Plan;
        let above =
            section.parents.last().and_then(|parent| sections.get(*parent)).map_or("", |parent| parent.title.text());
        let heading = format!("{} {above}", section.title.text());
        if !is_plan {
            read(&section.title, "", false, &mut found);
        }
        for part in &section.body {
            match part {
                Unit::Paragraph(words) => read(words, &heading, false, &mut found),
                Unit::Item { words, .. } => read(words, &heading, is_plan, &mut found),
                Unit::Table(rows) => {
                    let before = found.len();
                    tables::read(rows, unit, &mut found, &mut costs);
                    let tells = !matches!(section.kind, SectionKind::Plan | SectionKind::Risks);
                    if found.len() == before && tells {
                        found.extend(in_cells(rows, &heading));
                    }
                }
            }
        }
    }
    // What the measures cost one by one adds up to a sum that is told elsewhere.
    let sum_is_told = found
        .iter()
        .any(|metric| metric.kind == MetricKind::BudgetMsek && SUM.is_match(&Folded::of(metric.words.text())));
    if !sum_is_told {
        found.extend(costs);
    }
    found
}

/// "31 av 58 system klassade" in the cell of a table of other things. A kind that stands in row after row counts parts of
/// something, and is left out.
fn in_cells(rows: &[Vec<Mended>], heading: &str) -> Vec<FoundMetric> {
    const MOST_OF_A_KIND: usize = 2;
    let mut found = Vec::new();
    for cell in rows.iter().flatten().filter(|cell| cell.text().contains(|c: char| c.is_ascii_digit())) {
        read(cell, heading, false, &mut found);
    }
    let mut counts: HashMap<MetricKind, usize> = HashMap::new();
    for metric in &found {
        *counts.entry(metric.kind).or_default() += 1;
    }
    found.retain(|metric| counts.get(&metric.kind).is_some_and(|count| *count <= MOST_OF_A_KIND));
    found
}

/// The unit that the document says its amounts are in.
fn amounts_in(sections: &[Section]) -> Option<&'static str> {
    let texts = sections.iter().flat_map(|section| &section.body).filter_map(|unit| match unit {
        Unit::Paragraph(words) | Unit::Item { words, .. } => Some(Folded::of(words.text())),
        Unit::Table(_) => None,
    });
    texts.filter_map(|text| AMOUNTS_IN.find(&text).and_then(|found| tables::unit_of(text.text().get(found)?))).next()
}

fn read(words: &Mended, heading: &str, is_plan: bool, found: &mut Vec<FoundMetric>) {
    // The figures of a risk are read as such.
    if scale::read(words.text()).is_some_and(|scale| scale.is_whole()) {
        return;
    }
    let mut previous = String::new();
    for sentence in split(words) {
        sentences::read(&sentence, Around { heading, previous: &previous, is_plan }, found);
        // "Av dem …, en …": what the sentences before spoke of is still the subject.
        previous = format!("{previous} {}", sentence.text());
        if previous.len() > 400 {
            sentence.text().clone_into(&mut previous);
        }
    }
}

folded_patterns! {
    SUM = r"\bsumma\w*\b|\btotala? kostnad|\bsammanlag\w+ kostnad|\bkostnaderna (?:för planen )?uppgår";
    AMOUNTS_IN = r"\b(?:belopp|kostnader|summor|siffror)\w*\b[^.;]{0,25}\bi (?:tkr|mnkr|mkr|msek|miljoner|tusen|kronor)\b";
}
