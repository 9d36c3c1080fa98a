//! Lists of what stands in the reviews, sentence by sentence: actions, risks, metrics.
//!
//! Takes the items as the store gives them, with their review; gives tables for files and pages. What a review says
//! stands unchanged; names and codes stand beside it.

use crate::{
    figures::{Cell, Row, Table, Unit},
    review::{Action, Amount, AreaSet, Metric, OrganisationKey, Place, ReviewId, Risk, Year, YearSet},
};

use super::{
    PanelInput,
    columns::{self, text, words, yes_no},
};

/// An action and the review it stands in.
#[derive(Debug, Clone, Copy)]
pub struct SourcedAction<'a> {
    /// The action.
    pub action: &'a Action,
    /// Row id of its review, by which `PanelInput::sources` knows the document.
    pub review: ReviewId,
    /// Whose review.
    pub organisation: Option<&'a OrganisationKey>,
    /// VP year of the review.
    pub year: Option<Year>,
}

/// A risk and the review it stands in.
#[derive(Debug, Clone, Copy)]
pub struct SourcedRisk<'a> {
    /// The risk.
    pub risk: &'a Risk,
    /// Row id of its review.
    pub review: ReviewId,
    /// Whose review.
    pub organisation: Option<&'a OrganisationKey>,
    /// VP year of the review.
    pub year: Option<Year>,
}

/// A metric and the review it stands in.
#[derive(Debug, Clone, Copy)]
pub struct SourcedMetric<'a> {
    /// The metric.
    pub metric: &'a Metric,
    /// Row id of its review.
    pub review: ReviewId,
    /// Whose review.
    pub organisation: Option<&'a OrganisationKey>,
    /// VP year of the review.
    pub year: Option<Year>,
}

pub(super) const PLACE: [(&str, Unit); 4] =
    [("page", Unit::Count), ("line", Unit::Count), ("quote", Unit::Text), ("confidence", Unit::Decimal)];

pub(super) fn place(input: &PanelInput<'_>, place: &Place, confidence: f32) -> [Cell; 4] {
    [
        place.page.map_or(Cell::Missing, |page| Cell::Integer(page.into())),
        Cell::Integer(place.line.into()),
        words(input, &place.quote),
        // Through text, so that 0.9f32 is written 0.9 and not 0.8999999761581421.
        Cell::Number(format!("{confidence:.2}").parse().unwrap_or(f64::from(confidence))),
    ]
}

/// The cells of `columns::ORGANISATION`; empty where the organisation or the year is unknown.
pub(super) fn whose(input: &PanelInput<'_>, organisation: Option<&OrganisationKey>, year: Option<Year>) -> Vec<Cell> {
    let found =
        organisation.and_then(|key| input.dataset.find(key)).and_then(|index| input.dataset.organisation(index));
    let mut cells = match found {
        Some(organisation) => Vec::from(columns::organisation(input, organisation)),
        None => {
            vec![Cell::text_or_missing(organisation.map(|key| &*key.0)), Cell::Missing, Cell::Missing, Cell::Missing]
        }
    };
    cells.truncate(columns::ORGANISATION.len() - 1);
    cells.push(year.map_or(Cell::Missing, |year| Cell::Integer(year.number().into())));
    cells
}

pub(super) fn codes(areas: AreaSet) -> String {
    areas.iter().map(|area| area.code()).collect::<Vec<_>>().join(" ")
}

pub(super) fn years(years: YearSet) -> String {
    years.iter().map(|year| year.to_string()).collect::<Vec<_>>().join(" ")
}

fn list(input: &PanelInput<'_>, title: &str, note: &str, own: &[(&'static str, Unit)], rows: Vec<Row>) -> Table {
    let all = [&columns::ORGANISATION[..], own, &PLACE, &columns::SOURCE].concat();
    Table {
        title: input.catalogue.fill(title, &[("year", &input.filter.year.to_string())]),
        note: input.catalogue.text(note).to_owned(),
        notice: input.notice(),
        columns: columns::columns(input.catalogue, &all),
        rows,
    }
}

/// Kronor where one sum is stated. Several, or a range, are no one sum: those stand in words only.
fn amount(amounts: &[Amount]) -> Cell {
    match amounts {
        [Amount { ore, most_ore: None, .. }] => {
            // Exact: a double holds whole numbers far beyond any budget, and öre are hundredths of it.
            #[expect(clippy::cast_precision_loss, reason = "sums of money stay below 2^53 öre")]
            Cell::Number(*ore as f64 / 100.0)
        }
        _ => Cell::Missing,
    }
}

/// A row per action, in the order given.
pub fn actions(input: &PanelInput<'_>, items: &[SourcedAction<'_>]) -> Table {
    let own = [
        ("action", Unit::Text),
        ("heading", Unit::Text),
        ("years", Unit::Code),
        ("status", Unit::Code),
        ("status_name", Unit::Text),
        ("areas", Unit::Code),
        ("area_names", Unit::Text),
        ("nis2", Unit::Code),
        ("responsible", Unit::Text),
        ("deadline", Unit::Text),
        ("deadline_period", Unit::Code),
        ("amount_sek", Unit::Decimal),
        ("amounts", Unit::Text),
        ("optional", Unit::Code),
    ];
    let rows = items.iter().map(|item| {
        let action = item.action;
        let names: Vec<&str> = action.areas.iter().map(|area| input.catalogue.area(area)).collect();
        let letters: Vec<&str> = action.nis2.iter().map(|measure| measure.code()).collect();
        let written: Vec<&str> = action.amounts.iter().map(|amount| amount.as_written.as_str()).collect();
        let mut cells = whose(input, item.organisation, item.year);
        cells.extend([
            words(input, &action.text),
            words(input, &action.heading),
            text(years(action.years)),
            text(action.status.code()),
            text(input.catalogue.status(action.status)),
            text(codes(action.areas)),
            text(names.join(" | ")),
            text(letters.join(" ")),
            Cell::text_or_missing(action.responsible.as_deref()),
            Cell::text_or_missing(action.deadline.as_ref().map(|deadline| &*deadline.as_written)),
            Cell::text_or_missing(action.deadline.as_ref().and_then(|deadline| deadline.period.as_deref())),
            amount(&action.amounts),
            Cell::text_or_missing((!written.is_empty()).then(|| written.join(" | "))),
            yes_no(action.optional),
        ]);
        cells.extend(place(input, &action.place, action.confidence));
        cells.extend(columns::source(input, Some(item.review)));
        Row { cells, link: None }
    });
    list(input, "export.actions_title", "export.actions_note", &own, rows.collect())
}

/// A row per risk, in the order given.
pub fn risks(input: &PanelInput<'_>, items: &[SourcedRisk<'_>]) -> Table {
    let own = [
        ("risk", Unit::Text),
        ("likelihood", Unit::Count),
        ("consequence", Unit::Count),
        ("risk_value", Unit::Count),
        ("treatment", Unit::Text),
        ("areas", Unit::Code),
        ("optional", Unit::Code),
    ];
    let rows = items.iter().map(|item| {
        let risk = item.risk;
        let factor = |value: Option<u8>| value.map_or(Cell::Missing, |value| Cell::Integer(value.into()));
        let mut cells = whose(input, item.organisation, item.year);
        cells.extend([
            words(input, &risk.text),
            factor(risk.likelihood),
            factor(risk.consequence),
            factor(risk.value),
            risk.treatment.as_deref().map_or(Cell::Missing, |treatment| words(input, treatment)),
            text(codes(risk.areas)),
            yes_no(risk.optional),
        ]);
        cells.extend(place(input, &risk.place, risk.confidence));
        cells.extend(columns::source(input, Some(item.review)));
        Row { cells, link: None }
    });
    list(input, "export.risks_title", "export.risks_note", &own, rows.collect())
}

/// A row per metric, in the order given.
pub fn metrics(input: &PanelInput<'_>, items: &[SourcedMetric<'_>]) -> Table {
    let own = [
        ("metric", Unit::Code),
        ("metric_name", Unit::Text),
        ("value", Unit::Decimal),
        ("approximate", Unit::Code),
        ("note", Unit::Text),
    ];
    let rows = items.iter().map(|item| {
        let metric = item.metric;
        let mut cells = whose(input, item.organisation, item.year);
        cells.extend([
            text(metric.kind.code()),
            text(input.catalogue.metric(metric.kind)),
            Cell::Number(metric.value),
            yes_no(metric.approximate),
            Cell::text_or_missing(metric.note.as_deref()),
        ]);
        cells.extend(place(input, &metric.place, metric.confidence));
        cells.extend(columns::source(input, Some(item.review)));
        Row { cells, link: None }
    });
    list(input, "export.metrics_title", "export.metrics_note", &own, rows.collect())
}
