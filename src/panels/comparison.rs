//! "jamforelse": organisations × columns of the chosen axis, how many actions in each cell and what an empty cell means.

use crate::{
    analytics::{self, Axis, Comparison, ComparisonCell},
    figures::{CellState, Figure, Heading, Matrix, MatrixCell, Row, Table, Unit},
    review::{Organisation, Status},
};

use super::{
    PanelInput,
    address::{Selection, actions_address, columns_with, organisation_address},
    columns::{self, text},
    groups, names,
};

pub(super) fn figure(input: &PanelInput<'_>) -> Figure {
    let comparison = analytics::compared(input.dataset, &input.filter, input.axis, input.sort);
    let catalogue = input.catalogue;
    let mut rows = Vec::with_capacity(comparison.rows.len());
    let mut cells = Vec::with_capacity(comparison.rows.len() * comparison.columns.len());
    for (row, organisation) in organisations(input, &comparison) {
        rows.push(Heading {
            key: organisation.key.0.clone(),
            label: organisation.name.clone(),
            group: organisation.kind.code().to_owned(),
            link: Some(organisation_address(&organisation.key, &input.filter, catalogue)),
        });
        for (cell, column) in row.cells.iter().zip(comparison.columns) {
            let leads = matches!(cell.state, CellState::Counted | CellState::Zero);
            let link = leads.then(|| {
                let selection = Selection {
                    filter: input.filter,
                    organisation: Some(organisation.key.clone()),
                    columns: columns_with([column]),
                    status: None,
                };
                actions_address(&selection, catalogue)
            });
            cells.push(matrix_cell(cell, link));
        }
    }
    Figure::Matrix(Matrix {
        title: title(input),
        note: note(input),
        notice: input.notice(),
        rows,
        groups: groups::values(input),
        columns: comparison
            .columns
            .iter()
            .map(|column| Heading {
                key: column.code.clone(),
                label: names::column_short(catalogue, column),
                group: String::new(),
                link: None,
            })
            .collect(),
        cells,
        legend: CellState::ALL
            .iter()
            .map(|state| (state.code().to_owned(), catalogue.state(*state).to_owned()))
            .chain(Status::ALL.iter().map(|status| (status.code().to_owned(), catalogue.status(*status).to_owned())))
            .collect(),
    })
}

fn title(input: &PanelInput<'_>) -> String {
    let key = match input.axis {
        Axis::Areas => "chart.comparison_title",
        Axis::Measures => "chart.comparison_title_nis2",
        Axis::Methods => "chart.comparison_title_methods",
        Axis::Plan => "chart.comparison_title_plan",
    };
    input.catalogue.fill(key, &[("year", &input.filter.year.to_string())])
}

fn note(input: &PanelInput<'_>) -> String {
    let key = match input.axis {
        Axis::Areas => "chart.comparison_note",
        Axis::Measures => "chart.comparison_note_nis2",
        Axis::Methods | Axis::Plan => "chart.comparison_note_grouped",
    };
    format!("{} {}", input.catalogue.text(key), input.selected())
}

fn organisations<'a>(
    input: &'a PanelInput<'_>,
    comparison: &'a Comparison,
) -> impl Iterator<Item = (&'a analytics::ComparisonRow, &'a Organisation)> {
    comparison
        .rows
        .iter()
        .filter(|row| input.organisation.is_none_or(|only| only == row.organisation))
        .filter_map(|row| Some((row, input.dataset.organisation(row.organisation)?)))
}

fn matrix_cell(cell: &ComparisonCell, link: Option<String>) -> MatrixCell {
    MatrixCell {
        state: cell.state,
        planned: cell.counts.planned,
        ongoing: cell.counts.ongoing,
        done: cell.counts.done,
        link,
    }
}

/// Long form: a row per organisation and column. Counts are empty, not zero, where nothing is known.
pub(super) fn table(input: &PanelInput<'_>) -> Table {
    let comparison = analytics::compared(input.dataset, &input.filter, input.axis, input.sort);
    let catalogue = input.catalogue;
    // Files of areas keep the columns that they had before there were other axes.
    let of_column: &[(&str, Unit)] = match input.axis {
        Axis::Areas => &[("for_year", Unit::Code), ("area", Unit::Code), ("area_name", Unit::Text)],
        _ => &[
            ("for_year", Unit::Code),
            ("axis", Unit::Code),
            ("axis_version", Unit::Code),
            ("column", Unit::Code),
            ("column_name", Unit::Text),
        ],
    };
    let own = [
        ("state", Unit::Code),
        ("state_name", Unit::Text),
        ("planned", Unit::Count),
        ("ongoing", Unit::Count),
        ("done", Unit::Count),
        ("total", Unit::Count),
    ];
    let mut rows = Vec::new();
    for (row, organisation) in organisations(input, &comparison) {
        let review = row.review.and_then(|index| input.dataset.review(index)).map(|review| review.id);
        for (cell, column) in row.cells.iter().zip(comparison.columns) {
            let known = !matches!(cell.state, CellState::Unusable | CellState::NoReview);
            let count = |number: u32| {
                if known { crate::figures::Cell::Integer(number.into()) } else { crate::figures::Cell::Missing }
            };
            let mut cells = Vec::from(columns::organisation(input, organisation));
            cells.push(text(super::for_year_code(input.filter.for_year)));
            if input.axis != Axis::Areas {
                cells.extend([text(input.axis.code()), text(Axis::version())]);
            }
            cells.extend([
                text(&column.code),
                text(names::column_name(catalogue, column)),
                text(cell.state.code()),
                text(catalogue.state_short(cell.state)),
                count(cell.counts.planned),
                count(cell.counts.ongoing),
                count(cell.counts.done),
                count(cell.counts.total()),
            ]);
            cells.extend(columns::source(input, review));
            rows.push(Row { cells, link: None });
        }
    }
    Table {
        title: title(input),
        note: note(input),
        notice: input.notice(),
        columns: columns::columns(catalogue, &[&columns::ORGANISATION[..], of_column, &own, &columns::SOURCE].concat()),
        rows,
    }
}
