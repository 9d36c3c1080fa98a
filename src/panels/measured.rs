//! "matt": the metrics that reviews state, by how many and between which values.

use crate::{
    analytics,
    figures::{Cell, Figure, Row, Table, Unit},
};

use super::{
    PanelInput,
    columns::{self, text, yes_no},
};

fn title(input: &PanelInput<'_>) -> String {
    input.catalogue.fill("chart.metrics_title", &[("year", &input.filter.year.to_string())])
}

fn note(input: &PanelInput<'_>) -> String {
    let note = input.catalogue.text("chart.metrics_note");
    input.of_kind().map_or_else(|| note.to_owned(), |kind| format!("{note} {kind}"))
}

fn number(value: Option<f64>) -> Cell {
    value.map_or(Cell::Missing, Cell::Number)
}

/// One row per kind of metric that anyone states.
pub(super) fn figure(input: &PanelInput<'_>) -> Figure {
    let list = [
        ("metric_name", Unit::Text),
        ("stated_in", Unit::Count),
        ("of_reviews", Unit::Count),
        ("lowest", Unit::Decimal),
        ("median", Unit::Decimal),
        ("highest", Unit::Decimal),
    ];
    let rows = analytics::stated(input.dataset, &input.filter)
        .into_iter()
        .filter(|summary| summary.stated_in > 0)
        .map(|summary| Row {
            cells: vec![
                text(input.catalogue.metric(summary.kind)),
                Cell::Integer(summary.stated_in.into()),
                Cell::Integer(summary.of_reviews.into()),
                number(summary.lowest),
                number(summary.median),
                number(summary.highest),
            ],
            link: None,
        })
        .collect();
    Figure::Table(Table {
        title: title(input),
        note: note(input),
        notice: input.notice(),
        columns: columns::columns(input.catalogue, &list),
        rows,
    })
}

/// One row per value as stated; what the figure says of its kind of metric stands beside it.
pub(super) fn table(input: &PanelInput<'_>) -> Table {
    let own = [
        ("metric", Unit::Code),
        ("metric_name", Unit::Text),
        ("value", Unit::Decimal),
        ("shared", Unit::Code),
        ("stated_in", Unit::Count),
        ("of_reviews", Unit::Count),
        ("lowest", Unit::Decimal),
        ("median", Unit::Decimal),
        ("highest", Unit::Decimal),
    ];
    let mut rows = Vec::new();
    for summary in analytics::stated(input.dataset, &input.filter) {
        for value in &summary.values {
            let Some(organisation) = input.dataset.organisation(value.organisation) else { continue };
            if input.organisation.is_some_and(|only| only != value.organisation) {
                continue;
            }
            let mut cells = Vec::from(columns::organisation(input, organisation));
            cells.extend([
                text(summary.kind.code()),
                text(input.catalogue.metric(summary.kind)),
                Cell::Number(value.value),
                yes_no(value.shared),
                Cell::Integer(summary.stated_in.into()),
                Cell::Integer(summary.of_reviews.into()),
                number(summary.lowest),
                number(summary.median),
                number(summary.highest),
            ]);
            cells.extend(columns::source(input, input.dataset.review(value.review).map(|review| review.id)));
            rows.push(Row { cells, link: None });
        }
    }
    Table {
        title: title(input),
        note: note(input),
        notice: input.notice(),
        columns: columns::columns(input.catalogue, &[&columns::ORGANISATION[..], &own, &columns::SOURCE].concat()),
        rows,
    }
}
