//! Risks as written → risks with figures on the scale 1 to 5.

use crate::{
    diagnostics::{Diagnostic, DiagnosticKind, Stage},
    document::Document,
    items::FoundRisk,
    review::{Label, Risk},
};

use super::{
    swedish::number,
    taxonomy::{Above, Labeller},
};

/// The words of the city's scales, for cells that hold no figure; the first that is found counts.
const LIKELIHOODS: [(&str, u8); 8] = [
    ("mycket sannolik", 5),
    ("nästan säker", 5),
    ("mindre sannolik", 2),
    ("osannolik", 1),
    ("mycket låg", 1),
    ("möjlig", 3),
    ("sannolik", 4),
    ("trolig", 4),
];
const CONSEQUENCES: [(&str, u8); 8] = [
    ("mycket allvarlig", 5),
    ("katastrof", 5),
    ("försumbar", 1),
    ("obetydlig", 1),
    ("lindrig", 2),
    ("måttlig", 2),
    ("kännbar", 3),
    ("allvarlig", 4),
];

pub(super) fn risk(
    found: &FoundRisk,
    document: &Document,
    labeller: &Labeller<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Risk {
    let place = found.words.place(document);
    let mut on_scale = |written: &Option<String>, words: &[(&str, u8)], most: u8| {
        let written = written.as_deref()?;
        let value = figure(written).or_else(|| by_words(written, words))?;
        if (1..=most).contains(&value) {
            return Some(value);
        }
        diagnostics.push(Diagnostic::at(Stage::Normalise, DiagnosticKind::RiskOutOfScale, place.clone(), written));
        None
    };
    let likelihood = on_scale(&found.likelihood, &LIKELIHOODS, 5);
    let consequence = on_scale(&found.consequence, &CONSEQUENCES, 5);
    let stated = on_scale(&found.value, &[], 25);
    let product = likelihood.zip(consequence).map(|(likelihood, consequence)| likelihood * consequence);
    if let (Some(stated), Some(product)) = (stated, product)
        && stated != product
    {
        let detail = format!("{}, {} × {}", stated, likelihood.unwrap_or_default(), consequence.unwrap_or_default());
        diagnostics.push(Diagnostic::at(Stage::Normalise, DiagnosticKind::RiskProduct, place.clone(), detail));
    }
    let topic: Vec<Above<'_>> = found.topic.iter().map(|topic| Above::Label(topic)).collect();
    let labels = labeller.label(found.words.text(), &topic);
    Risk {
        text: found.words.text().to_owned(),
        likelihood,
        consequence,
        value: stated.or(product),
        treatment: (!found.treatments.is_empty()).then(|| found.treatments.join("; ")),
        areas: labels.areas,
        optional: false,
        place,
        confidence: if product.is_some() { 0.95 } else { 0.75 },
        evidence: labels.evidence.into_iter().filter(|evidence| matches!(evidence.label, Label::Area(_))).collect(),
    }
}

/// The first whole number in what is written, in figures or as a word on its own.
fn figure(written: &str) -> Option<u8> {
    let digits: String = written.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    let word = || (1..=25).find(|figure| !written.trim().contains(' ') && number(written) == Some(f64::from(*figure)));
    digits.parse().ok().or_else(word)
}

fn by_words(written: &str, words: &[(&str, u8)]) -> Option<u8> {
    let lower = written.to_lowercase();
    words.iter().find(|(word, _)| lower.contains(word)).map(|(_, value)| *value)
}
