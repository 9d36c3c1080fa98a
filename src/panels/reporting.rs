//! "inlamnade": who has sent in a review for the year, and whose can be used.

use crate::{
    analytics::{self, ReportingCounts, ReviewState},
    figures::{Bar, Bars, Cell, Figure, Row, Table, Unit},
};

use super::{
    PanelInput,
    address::organisation_address,
    columns::{self, text, yes_no},
};

pub(super) fn figure(input: &PanelInput<'_>) -> Figure {
    let catalogue = input.catalogue;
    let reporting = analytics::of_year(input.dataset, input.filter.year, input.filter.kind);
    let bar = |key: &str, label: &str, counts: ReportingCounts| Bar {
        key: key.to_owned(),
        label: label.to_owned(),
        values: vec![counts.usable, counts.received - counts.usable, counts.expected - counts.received],
        summary: catalogue.fill(
            "chart.received_summary",
            &[
                ("received", &counts.received.to_string()),
                ("expected", &counts.expected.to_string()),
                ("usable", &counts.usable.to_string()),
            ],
        ),
    };
    let mut bars = vec![bar("all", catalogue.text("chart.reporting_all"), reporting.all)];
    bars.extend(reporting.kinds.iter().map(|(kind, counts)| bar(kind.code(), catalogue.kinds(*kind), *counts)));
    // One kind alone is the whole: it would be said twice.
    if input.filter.kind.is_some() && bars.len() == 2 {
        bars.remove(0);
    }
    let parts = [ReviewState::Usable, ReviewState::Unusable, ReviewState::NoReview];
    Figure::Bars(Bars {
        title: title(input),
        note: note(input),
        notice: input.notice(),
        parts: parts.iter().map(|state| (state.code().to_owned(), state_name(input, *state))).collect(),
        bars,
    })
}

fn title(input: &PanelInput<'_>) -> String {
    input.catalogue.fill("chart.reporting_title", &[("year", &input.filter.year.to_string())])
}

fn note(input: &PanelInput<'_>) -> String {
    let note = input.catalogue.text("chart.reporting_note");
    input.of_kind().map_or_else(|| note.to_owned(), |kind| format!("{note} {kind}"))
}

fn state_name(input: &PanelInput<'_>, state: ReviewState) -> String {
    input.catalogue.text(&format!("report_state.{}", state.code())).to_owned()
}

/// A row per organisation.
pub(super) fn table(input: &PanelInput<'_>) -> Table {
    let reporting = analytics::of_year(input.dataset, input.filter.year, input.filter.kind);
    let own = [
        ("expected", Unit::Code),
        ("report_state", Unit::Code),
        ("report_state_name", Unit::Text),
        ("actions", Unit::Count),
        ("remarks", Unit::Count),
    ];
    let rows = reporting
        .rows
        .iter()
        .filter(|row| input.organisation.is_none_or(|only| only == row.organisation))
        .filter_map(|row| {
            let organisation = input.dataset.organisation(row.organisation)?;
            let review = row.review.and_then(|index| input.dataset.review(index)).map(|review| review.id);
            let count = |number: u32| review.map_or(Cell::Missing, |_| Cell::Integer(number.into()));
            let mut cells = Vec::from(columns::organisation(input, organisation));
            cells.extend([
                yes_no(row.expected),
                text(row.state.code()),
                text(state_name(input, row.state)),
                count(row.actions),
                count(row.remarks),
            ]);
            cells.extend(columns::source(input, review));
            Some(Row { cells, link: Some(organisation_address(&organisation.key, &input.filter, input.catalogue)) })
        })
        .collect();
    Table {
        title: title(input),
        note: note(input),
        notice: input.notice(),
        columns: columns::columns(input.catalogue, &[&columns::ORGANISATION[..], &own, &columns::SOURCE].concat()),
        rows,
    }
}
