//! Finds risks: rows of risk tables, items and cards under a heading of risks.

use crate::{
    pattern::{Pattern, patterns},
    sections::{Mended, Section, SectionKind, Unit},
};

use super::{
    columns::{Column, Header, TableKind, header},
    paragraphs::introduces_risks,
    prose::saying,
};

patterns! {
    FIGURES = r"(?i)(?:\bsannolikhet\w*|\bkonsekvens(?:en)?\b|\briskv[äa]rdet?\b|\b[slki]\s*[=:]?\s*[1-5]\b|\bS\s*[x×*]\s*K\b|\blikelihood\b|\bscore\b|\(?\b[1-5]\s*[x×*]\s*[1-5]\b)";
    LIKELIHOOD = r"(?i)(?:\bsannolikhet\w*|\blikelihood|\bS\b|\bL\b)\s*(?:är|bedöms\w*|:|=|–|-)?\s*(?:till|som|vara)?\s*(?:\p{L}+(?:\s\p{L}+)?\s*\(?)?\(?([1-9]\d?)\b";
    CONSEQUENCE = r"(?i)(?:\bkonsekvens\w*|\bimpact|\bconsequence|\bK\b|\bI\b)\s*(?:är|bedöms\w*|:|=|–|-)?\s*(?:till|som|vara)?\s*(?:\p{L}+(?:\s\p{L}+)?\s*\(?)?\(?([1-9]\d?)\b";
    VALUE = r"(?i)(?:\brisk-?v[äa]rdet?\w*|\brisktal\w*|\bscore|\bRV\b|\bvärde)\s*(?:är|blir|:|=|–|-)?\s*\(?(\d{1,2})\b|=\s*(\d{1,2})\b";
    PRODUCT = r"\b([1-9]\d?)\s*[x×*·]\s*([1-9]\d?)(?:\s*(?:=|→|ger)\s*(\d{1,2}))?\b";
    TREATMENT = r"(?i)\b(?:åtgärd(?:er)?|hantering|riskhantering|behandling|treatment|motåtgärd)\s*[:–-]\s*(\S.*)$";
    EVENT_LABEL = r"(?i)^(?:risk(?:en)?|oönskad händelse|händelse|event|r)\s*\d{0,2}\s*[:.–-]\s*|^R\d{1,2}\s+";
    NO_RISK = r"(?i)^(?:skala|bedömning(?:en)?|sannolikhet(?:en)? och|åtgärd (?:krävs|behövs)|riskvärde|tabell|teckenförklaring|gräns|riskerna|nedan|analysen|följande|modellen|värdet)\b";
}

/// A risk as written.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundRisk {
    /// The unwanted event.
    pub words: Mended,
    /// What stands for sannolikhet, such as "3. Möjlig".
    pub likelihood: Option<String>,
    /// What stands for konsekvens.
    pub consequence: Option<String>,
    /// What stands for riskvärde.
    pub value: Option<String>,
    /// Treatments in the order of the document.
    pub treatments: Vec<String>,
    /// What its row or heading calls the topic.
    pub topic: Option<String>,
}

impl FoundRisk {
    fn of(words: Mended) -> FoundRisk {
        FoundRisk { words, likelihood: None, consequence: None, value: None, treatments: Vec::new(), topic: None }
    }
}

pub(super) fn find(sections: &[Section]) -> Vec<FoundRisk> {
    let mut found = Vec::new();
    for section in sections {
        for unit in &section.body {
            if let Unit::Table(rows) = unit {
                let header = header(rows);
                if header.kind == TableKind::Risks {
                    table(rows, &header, &mut found);
                }
            }
        }
        if section.kind == SectionKind::Risks {
            listed(section, &section.body, &mut found);
        } else if let Some(list) = introduced(&section.body) {
            listed(section, list, &mut found);
        }
    }
    found
}

fn table(rows: &[Vec<Mended>], header: &Header, found: &mut Vec<FoundRisk>) {
    let event_column = if header.columns.contains(&Column::Event) { Column::Event } else { Column::Other };
    let first = found.len();
    let mut topic: Option<String> = None;
    let heading = rows.first();
    for row in rows.iter().skip(header.first) {
        let returns = heading.is_some_and(|heading| {
            row.iter().zip(heading).filter(|(a, b)| !a.text().is_empty() && a.text() == b.text()).count() >= 2
        });
        if returns {
            continue;
        }
        let text = |column| header.cell(row, column).map(|cell| cell.text().to_owned());
        if let Some(known) = text(Column::Topic) {
            topic = Some(known);
        }
        let treatment = text(Column::Treatment).or_else(|| text(Column::Action));
        let figures = [Column::Likelihood, Column::Consequence, Column::Value]
            .into_iter()
            .filter(|column| text(*column).is_some())
            .count();
        match header.cell(row, event_column) {
            Some(words) if figures > 0 || found.len() == first => {
                let mut risk = FoundRisk::of(words.clone());
                risk.likelihood = text(Column::Likelihood);
                risk.consequence = text(Column::Consequence);
                risk.value = text(Column::Value);
                risk.treatments.extend(treatment);
                risk.topic.clone_from(&topic);
                split_product(&mut risk);
                if figures > 0 || risk.words.text().split_whitespace().count() > 2 {
                    found.push(risk);
                }
            }
            // A second treatment stands in a row of its own, all else blank.
            _ => {
                if let (Some(risk), Some(treatment)) =
                    (found.get_mut(first..).and_then(<[FoundRisk]>::last_mut), treatment)
                {
                    risk.treatments.push(treatment);
                }
            }
        }
    }
}

/// "3x4=12" in one column holds all three figures.
fn split_product(risk: &mut FoundRisk) {
    let Some(written) = risk.value.clone() else { return };
    let Some(parts) = PRODUCT.captures(&written) else { return };
    let part = |at: usize| parts.get(at).map(|part| part.as_str().to_owned());
    risk.likelihood = risk.likelihood.take().or(part(1));
    risk.consequence = risk.consequence.take().or(part(2));
    risk.value = part(3);
}

/// The items that a sentence such as "de största riskerna är:" introduces.
fn introduced(body: &[Unit]) -> Option<&[Unit]> {
    let intro =
        body.iter().position(|unit| matches!(unit, Unit::Paragraph(words) if introduces_risks(words.text())))?;
    let list = body.get(intro + 1..)?;
    let end = list.iter().position(|unit| !matches!(unit, Unit::Item { .. })).unwrap_or(list.len());
    list.get(..end).filter(|list| !list.is_empty())
}

/// Items, and cards of an event with lines of figures below it.
fn listed(section: &Section, body: &[Unit], found: &mut Vec<FoundRisk>) {
    let first = found.len();
    // A card whose event is the heading itself.
    let title = section.title.text();
    let title_is_event = !section.kind_is_own && title.split_whitespace().count() >= 3;
    if title_is_event
        && body.iter().any(
            |unit| matches!(unit, Unit::Paragraph(words) | Unit::Item { words, .. } if FIGURES.is_match(words.text())),
        )
    {
        found.push(FoundRisk::of(section.title.clone()));
    }
    for (at, unit) in body.iter().enumerate() {
        let (words, is_item) = match unit {
            Unit::Paragraph(words) => (words, false),
            Unit::Item { words, .. } => (words, true),
            Unit::Table(_) => continue,
        };
        let text = words.text();
        let treatment = TREATMENT.captures(text).and_then(|found| found.get(1)).map(|part| part.as_str().to_owned());
        let figures_at = FIGURES.find(text).map(|found| found.start());
        let treatment_at = TREATMENT.find(text).map(|found| found.start());
        let event_end = figures_at.into_iter().chain(treatment_at).min().unwrap_or(text.len());
        let event = trim_event(words, event_end);
        let has_event = event
            .as_ref()
            .is_some_and(|event| event.text().split_whitespace().count() >= 2 && !NO_RISK.is_match(event.text()));
        let carries_figures = figures_at.is_some()
            && (LIKELIHOOD.is_match(text)
                || CONSEQUENCE.is_match(text)
                || PRODUCT.is_match(text)
                || VALUE.is_match(text));
        if carries_figures || treatment_at.is_some() {
            if has_event && carries_figures {
                found.extend(event.map(FoundRisk::of));
            }
            if let Some(risk) = found.get_mut(first..).and_then(<[FoundRisk]>::last_mut) {
                figures(text, risk);
                risk.treatments.extend(treatment);
            }
            continue;
        }
        let said = saying(text);
        let is_measure = (said.done || said.coming) && said.actor && !said.doubtful || said.done && !said.negated;
        let next_carries = matches!(body.get(at + 1), Some(Unit::Paragraph(next) | Unit::Item { words: next, .. })
            if FIGURES.is_match(next.text()) && FIGURES.find(next.text()).is_some_and(|found| found.start() < 12) && (LIKELIHOOD.is_match(next.text()) || PRODUCT.is_match(next.text())));
        if (is_item
            && !is_measure
            && !NO_RISK.is_match(text)
            && text.split_whitespace().count() >= 3
            && !text.ends_with(':'))
            || next_carries
        {
            found.push(FoundRisk::of(event.unwrap_or_else(|| words.clone())));
        }
    }
}

fn trim_event(words: &Mended, end: usize) -> Option<Mended> {
    let text = words.text().get(..end)?;
    let start = EVENT_LABEL.find(text).map_or(0, |label| label.end());
    let kept = text.trim_end().trim_end_matches(['(', '–', '-', ';', ',', '[', ' ', ':']).len();
    (kept > start).then(|| words.part(start..kept))
}

fn figures(text: &str, risk: &mut FoundRisk) {
    let of = |pattern: &Pattern| {
        pattern
            .captures(text)
            .and_then(|found| found.iter().skip(1).flatten().next())
            .map(|part| part.as_str().to_owned())
    };
    if let Some(parts) = PRODUCT.captures(text) {
        let part = |at: usize| parts.get(at).map(|part| part.as_str().to_owned());
        risk.likelihood = risk.likelihood.take().or(part(1));
        risk.consequence = risk.consequence.take().or(part(2));
        risk.value = risk.value.take().or(part(3));
    }
    risk.likelihood = risk.likelihood.take().or_else(|| of(&LIKELIHOOD));
    risk.consequence = risk.consequence.take().or_else(|| of(&CONSEQUENCE));
    risk.value = risk.value.take().or_else(|| of(&VALUE));
}
