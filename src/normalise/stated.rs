//! A review that a system sends in the form of the annotation guide → the normalised review: nothing is read between the
//! lines.
//!
//! Takes the JSON as read and the register; gives a `Review` whose every value is as stated, with its place in the JSON.
//! Years out of range and organisations that the register does not know are remarked on, as for any document.

use serde::Deserialize;

use super::{
    Register, Taxonomy,
    front::{Meta, Whose},
    matched, remark_on_year,
};
use crate::{
    diagnostics::{Diagnostic, DiagnosticKind, Stage, Warned},
    document::Document,
    review::{
        Action, AreaSet, EarnedBy, Evidence, Label, MeasureSet, Metric, MetricKind, Place, Review, Risk, Source, Span,
        Status, Year, YearSet,
    },
};

/// The keys of the guide; others are passed over.
#[derive(Debug, Default, Deserialize)]
struct Stated {
    organisation: Option<String>,
    review_year: Option<i32>,
    #[serde(default)]
    plan_years: Vec<i32>,
    dnr: Option<String>,
    decided_on: Option<String>,
    actions: Vec<StatedAction>,
    #[serde(default)]
    risks: Vec<StatedRisk>,
    #[serde(default)]
    metrics: Vec<StatedMetric>,
}

#[derive(Debug, Deserialize)]
struct StatedAction {
    text: String,
    #[serde(default)]
    heading: Option<String>,
    #[serde(default)]
    years: Vec<i32>,
    status: Status,
    #[serde(default)]
    areas: AreaSet,
    #[serde(default)]
    nis2: MeasureSet,
    #[serde(default)]
    optional: bool,
}

#[derive(Debug, Deserialize)]
struct StatedRisk {
    text: String,
    likelihood: Option<u8>,
    consequence: Option<u8>,
    value: Option<u8>,
    treatment: Option<String>,
    #[serde(default)]
    areas: AreaSet,
    #[serde(default)]
    optional: bool,
}

#[derive(Debug, Deserialize)]
struct StatedMetric {
    kind: MetricKind,
    value: Option<f64>,
    #[serde(default)]
    approximate: bool,
    #[serde(default)]
    quote: Option<String>,
    note: Option<String>,
}

/// Takes a review as stated; nothing where the text is no JSON of the guide's form.
pub fn stated(doc: &str, document: &Document, register: &Register, taxonomy: &Taxonomy) -> Option<Warned<Review>> {
    let stated: Stated = serde_json::from_str(&document.text).ok()?;
    let mut diagnostics = Vec::new();
    let names: Vec<usize> = stated
        .organisation
        .iter()
        .flat_map(|name| register.names().find(name).into_iter().map(|named| named.organisation))
        .collect();
    let year = stated.review_year.and_then(|year| Year::try_from(year).ok());
    let meta = Meta {
        organisation: match (names.first(), &stated.organisation) {
            (Some(index), _) => Whose::Known(*index),
            (None, Some(name)) => Whose::Unknown(name.clone()),
            (None, None) => Whose::Nobody,
        },
        review_year: year,
        year_out_of_range: stated.review_year.filter(|_| year.is_none()),
        dnr: stated.dnr,
        decided_on: stated.decided_on,
    };
    let (organisation, organisation_as_written) = matched(&meta, register, &mut diagnostics);
    remark_on_year(&meta, &mut diagnostics);
    let mut places = Places { document, from: 0 };
    let review = Review {
        doc: doc.to_owned(),
        organisation,
        organisation_as_written,
        review_year: meta.review_year,
        plan_years: years(&stated.plan_years),
        dnr: meta.dnr,
        decided_on: meta.decided_on,
        actions: stated.actions.into_iter().map(|action| places.action(action)).collect(),
        risks: stated.risks.into_iter().map(|risk| places.risk(risk)).collect(),
        metrics: stated.metrics.into_iter().filter_map(|metric| places.metric(metric)).collect(),
        findings: Vec::new(),
        personal: super::persons::persons(document),
        taxonomy_version: taxonomy.version().to_owned(),
    };
    if !review.is_usable() {
        diagnostics.push(Diagnostic::whole(Stage::Items, DiagnosticKind::NoActions, ""));
    }
    Some(Warned { value: review, diagnostics })
}

fn years(stated: &[i32]) -> YearSet {
    stated.iter().filter_map(|year| Year::try_from(*year).ok()).collect()
}

fn evidence(label: Label, text: &str) -> Evidence {
    let sender = EarnedBy { words: text.to_owned(), weight: 1.0, source: Source::Stated };
    Evidence { label, confidence: 1.0, earned_by: vec![sender] }
}

/// Finds where texts stand in the JSON, one after the other.
struct Places<'d> {
    document: &'d Document,
    from: usize,
}

impl Places<'_> {
    fn place(&mut self, text: &str) -> Place {
        let all = &self.document.text;
        // As JSON writes it, in both of its usual ways.
        let written = serde_json::to_string(text).unwrap_or_default();
        let written = written.trim_matches('"');
        let found = |from: usize| all.get(from..).and_then(|rest| rest.find(written)).map(|at| from + at);
        let Some(start) = found(self.from).or_else(|| found(0)).filter(|_| !written.is_empty()) else {
            return Place { line: 1, ..Place::default() };
        };
        self.from = start + written.len();
        let line = self.document.lines.partition_point(|line| line.span.start <= start).max(1);
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        self.document.place(Span { start, end: self.from }, line, None)
    }

    fn action(&mut self, stated: StatedAction) -> Action {
        let areas = stated.areas.iter().map(|area| evidence(Label::Area(area), &stated.text));
        let measures = stated.nis2.iter().map(|measure| evidence(Label::Measure(measure), &stated.text));
        Action {
            evidence: areas.chain(measures).collect(),
            place: self.place(&stated.text),
            heading: stated.heading.unwrap_or_default(),
            years: years(&stated.years),
            status: stated.status,
            areas: stated.areas,
            nis2: stated.nis2,
            responsible: None,
            deadline: None,
            amounts: Vec::new(),
            optional: stated.optional,
            confidence: 1.0,
            text: stated.text,
        }
    }

    fn risk(&mut self, stated: StatedRisk) -> Risk {
        let on_scale = |figure: Option<u8>, most: u8| figure.filter(|figure| (1..=most).contains(figure));
        Risk {
            evidence: stated.areas.iter().map(|area| evidence(Label::Area(area), &stated.text)).collect(),
            place: self.place(&stated.text),
            likelihood: on_scale(stated.likelihood, 5),
            consequence: on_scale(stated.consequence, 5),
            value: on_scale(stated.value, 25),
            treatment: stated.treatment,
            areas: stated.areas,
            optional: stated.optional,
            confidence: 1.0,
            text: stated.text,
        }
    }

    fn metric(&mut self, stated: StatedMetric) -> Option<Metric> {
        let quote = stated.quote.unwrap_or_default();
        Some(Metric {
            kind: stated.kind,
            value: stated.value?,
            approximate: stated.approximate,
            place: self.place(&quote),
            quote,
            note: stated.note,
            confidence: 1.0,
        })
    }
}
