//! "risker": how many risks at each likelihood and consequence; of one organisation or of all in the selection.

use crate::{
    analytics::{self, RiskGrid},
    figures::{Cell, Figure, Grid, Row, Table, Unit},
};

use super::{PanelInput, columns};

fn counted(input: &PanelInput<'_>) -> RiskGrid {
    match input.organisation {
        None => analytics::grid(input.dataset, &input.filter),
        Some(organisation) => input
            .dataset
            .review_of(organisation, input.filter.year)
            .map(|(review, _)| analytics::grid_of(input.dataset, review))
            .unwrap_or_default(),
    }
}

fn title(input: &PanelInput<'_>) -> String {
    let title = input.catalogue.fill("chart.risks_title", &[("year", &input.filter.year.to_string())]);
    match input.organisation.and_then(|organisation| input.dataset.organisation(organisation)) {
        None => title,
        Some(organisation) => {
            input.catalogue.fill("chart.of_organisation", &[("title", &title), ("organisation", &organisation.name)])
        }
    }
}

fn note(input: &PanelInput<'_>, grid: &RiskGrid) -> String {
    let mut note = input.catalogue.text("chart.risks_note").to_owned();
    if grid.unrated > 0 {
        note.push(' ');
        note.push_str(&input.catalogue.fill("chart.risks_unrated", &[("count", &grid.unrated.to_string())]));
    }
    if let Some(kind) = input.of_kind().filter(|_| input.organisation.is_none()) {
        note.push(' ');
        note.push_str(&kind);
    }
    note
}

pub(super) fn figure(input: &PanelInput<'_>) -> Figure {
    let grid = counted(input);
    let axis =
        |name: &str| [1, 2, 3, 4, 5].map(|step| input.catalogue.text(&format!("scale.{name}_{step}")).to_owned());
    Figure::Grid(Grid {
        title: title(input),
        note: note(input, &grid),
        notice: input.notice(),
        likelihood: axis("likelihood"),
        consequence: axis("consequence"),
        counts: grid.counts,
        threshold: RiskGrid::THRESHOLD,
    })
}

/// A row per likelihood and consequence, the zeros too, and one with empty factors for the risks without figures.
pub(super) fn table(input: &PanelInput<'_>) -> Table {
    let grid = counted(input);
    let organisation = input.organisation.and_then(|organisation| input.dataset.organisation(organisation));
    let own = [
        ("organisation", Unit::Text),
        ("kind", Unit::Code),
        ("year", Unit::Year),
        ("likelihood", Unit::Count),
        ("consequence", Unit::Count),
        ("risk_value", Unit::Count),
        ("count", Unit::Count),
    ];
    let row = |factors: Option<(i64, i64)>, count: u32| {
        let factor = |number: Option<i64>| number.map_or(Cell::Missing, Cell::Integer);
        let mut cells = vec![
            Cell::text_or_missing(organisation.map(|organisation| organisation.name.clone())),
            Cell::text_or_missing(organisation.map(|o| o.kind).or(input.filter.kind).map(|kind| kind.code())),
            Cell::Integer(input.filter.year.number().into()),
            factor(factors.map(|(likelihood, _)| likelihood)),
            factor(factors.map(|(_, consequence)| consequence)),
            factor(factors.map(|(likelihood, consequence)| likelihood * consequence)),
            Cell::Integer(count.into()),
        ];
        cells.extend(columns::counted(input));
        Row { cells, link: None }
    };
    let mut rows: Vec<Row> = (1i64..)
        .zip(&grid.counts)
        .flat_map(|(likelihood, counts)| {
            (1i64..).zip(counts).map(move |(consequence, count)| ((likelihood, consequence), *count))
        })
        .map(|(factors, count)| row(Some(factors), count))
        .collect();
    rows.push(row(None, grid.unrated));
    Table {
        title: title(input),
        note: note(input, &grid),
        notice: input.notice(),
        columns: columns::columns(input.catalogue, &[&own[..], &columns::COUNTED].concat()),
        rows,
    }
}
