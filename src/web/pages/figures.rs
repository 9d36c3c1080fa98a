//! Figures as pages show them: built by the panels, as drawings and tables, with what stands behind a number.

use std::collections::BTreeMap;

use super::{
    actions::Selection,
    files::{downloads, table_downloads},
    parts::{Named, for_year_value},
};
use crate::{
    analytics::{self, Axis, Behind, Column, Sort},
    charts::{self, ChartError, Style},
    figures::{Bars, CellState, Figure, Grid, Ladder, Matrix, MatrixCell, Series, Table, Unit},
    panels::{self, Panel, PanelInput, Sources},
    review::{ActionId, Filter, Organisation, OrganisationIndex, ReviewIndex, Year},
    web::{Error, links::Link, site::Site},
};

/// Pages name their documents themselves; only files need sources.
pub(super) static NO_SOURCES: Sources = BTreeMap::new();

/// What panels are built from, with the choices of a page.
pub(super) fn input<'a>(site: &'a Site, filter: Filter, sort: Sort, sources: &'a Sources) -> PanelInput<'a> {
    PanelInput {
        dataset: &site.dataset,
        filter,
        organisation: None,
        axis: Axis::Areas,
        sort,
        catalogue: site.t,
        sources,
    }
}

/// The comparison, sorted.
pub(crate) fn matrix(site: &Site, filter: &Filter, axis: Axis, sort: Sort) -> Result<Matrix, Error> {
    let panel = panels::panel("jamforelse").ok_or_else(|| Error::internal("there is no panel jamforelse"))?;
    match (panel.build)(&PanelInput { axis, ..input(site, *filter, sort, &NO_SOURCES) }) {
        Figure::Matrix(matrix) => Ok(matrix),
        _ => Err(Error::internal("the panel jamforelse gives no matrix")),
    }
}

/// The grid of the risks of one review.
pub(crate) fn risks_of(site: &Site, review: ReviewIndex) -> Option<Grid> {
    let entry = site.dataset.review(review)?;
    let filter = Filter::of_year(entry.year);
    let of_one =
        PanelInput { organisation: Some(entry.organisation), ..input(site, filter, Sort::default(), &NO_SOURCES) };
    match (panels::panel("risker")?.build)(&of_one) {
        Figure::Grid(grid) => Some(grid),
        _ => None,
    }
}

/// The actions behind a number, and those that speak of the same without being counted.
pub(crate) struct Found {
    pub(crate) counted: Vec<ActionId>,
    pub(crate) mentions: Vec<ActionId>,
}

/// One step down from a number.
pub(crate) fn behind(site: &Site, chosen: &Selection) -> Found {
    let behind = Behind {
        filter: chosen.filter,
        organisation: chosen.organisation.and_then(|organisation| site.dataset.find(&organisation.key)),
        columns: chosen.columns,
        status: chosen.status,
    };
    Found {
        counted: analytics::actions(&site.dataset, &behind),
        mentions: analytics::passed_over(&site.dataset, &behind),
    }
}

/// How many actions the reviews of a year hold.
pub(crate) fn actions_of_year(site: &Site, year: Year) -> u32 {
    let found = analytics::actions(&site.dataset, &Behind::all(Filter::of_year(year)));
    u32::try_from(found.len()).unwrap_or(u32::MAX)
}

/// What the cell of an organisation and a column says.
pub(crate) fn state_of(site: &Site, chosen: &Selection, of: &Organisation, column: &Column) -> Option<CellState> {
    let comparison = analytics::compared(&site.dataset, &chosen.filter, column.axis, Sort::default());
    let at = comparison.columns.iter().position(|found| found == column)?;
    let index: OrganisationIndex = site.dataset.find(&of.key)?;
    let row = comparison.rows.iter().find(|row| row.organisation == index)?;
    row.cells.get(at).map(|cell| cell.state)
}

/// A figure on a page: its drawing where it has one, and always its table.
pub(crate) struct FigureView {
    pub(crate) title: String,
    /// What a dashboard says above it.
    pub(crate) text: Option<String>,
    pub(crate) note: String,
    pub(crate) svg: Option<String>,
    pub(crate) downloads: Vec<Named>,
    pub(crate) table: TableView,
}

/// A table in words.
pub(crate) struct TableView {
    pub(crate) columns: Vec<ColumnView>,
    pub(crate) rows: Vec<RowView>,
}

/// A heading of a table.
pub(crate) struct ColumnView {
    pub(crate) label: String,
    pub(crate) number: bool,
}

/// A row of a table.
pub(crate) struct RowView {
    pub(crate) href: Option<String>,
    pub(crate) cells: Vec<TextView>,
}

/// A cell of a table.
pub(crate) struct TextView {
    pub(crate) text: String,
    pub(crate) number: bool,
}

/// The figures of the overview beside its own: trend, risks, metrics.
pub(crate) fn of_overview(site: &Site, year: Year) -> Vec<FigureView> {
    ["trend", "risker", "matt"]
        .into_iter()
        .filter_map(panels::panel)
        .map(|panel| view(site, panel, Filter::of_year(year), None))
        .collect()
}

/// A panel's figure under a filter, of one organisation or all; none where there is no such panel.
pub(crate) fn of_panel(
    site: &Site,
    key: &str,
    filter: Filter,
    organisation: Option<OrganisationIndex>,
) -> Option<FigureView> {
    panels::panel(key).map(|panel| view(site, panel, filter, organisation))
}

/// A drawing that fails is left out and logged; the table says the same.
fn view(site: &Site, panel: &Panel, filter: Filter, organisation: Option<OrganisationIndex>) -> FigureView {
    let input = PanelInput { organisation, ..input(site, filter, Sort::default(), &NO_SOURCES) };
    let figure = (panel.build)(&input);
    let svg = match charts::svg(&figure, &Style::of(site.language())) {
        Ok(svg) => Some(svg),
        Err(ChartError::NoPicture) => None,
        Err(error) => {
            tracing::error!(panel = panel.key, error = %error, "a drawing failed");
            None
        }
    };
    let path = format!("/figurer/{}", panel.key);
    let of_one = organisation.and_then(|index| site.dataset.organisation(index));
    // Promises are for a year where the address names none.
    let for_year = match panel.key {
        panels::PROMISES => Some(panels::for_year_code(filter.for_year)),
        _ => for_year_value(filter.for_year),
    };
    let choices = |link: Link| {
        link.with("ar", filter.year)
            .with_some("slag", filter.kind)
            .with_some("for", for_year.as_ref())
            .with_some("organisation", of_one.map(|organisation| &organisation.key))
    };
    let downloads = if svg.is_some() { downloads(site, &path, choices) } else { table_downloads(site, &path, choices) };
    FigureView {
        title: figure.title().to_owned(),
        text: None,
        note: figure.note().to_owned(),
        svg,
        downloads,
        table: table(site, &figure),
    }
}

fn table(site: &Site, figure: &Figure) -> TableView {
    match figure {
        Figure::Series(series) => series_table(site, series),
        Figure::Grid(grid) => grid_table(site, grid),
        Figure::Bars(bars) => bars_table(site, bars),
        Figure::Table(table) => plain_table(site, table),
        Figure::Matrix(matrix) => matrix_table(site, matrix),
        Figure::Ladder(ladder) => ladder_table(site, ladder),
    }
}

fn head(label: impl Into<String>) -> ColumnView {
    ColumnView { label: label.into(), number: false }
}

fn number(label: impl Into<String>) -> ColumnView {
    ColumnView { label: label.into(), number: true }
}

fn row(label: &str, values: impl IntoIterator<Item = String>) -> RowView {
    let first = TextView { text: label.to_owned(), number: false };
    let rest = values.into_iter().map(|text| TextView { text, number: true });
    RowView { href: None, cells: std::iter::once(first).chain(rest).collect() }
}

fn series_table(site: &Site, series: &Series) -> TableView {
    let value = |value: &Option<f64>| match (value, series.unit) {
        (None, _) => site.t.text("words.missing").to_owned(),
        (Some(value), Unit::Share) => site.t.share(*value),
        (Some(value), _) => site.t.decimal(*value, 2),
    };
    TableView {
        columns: std::iter::once(head(site.t.text("web_action.area")))
            .chain(series.years.iter().map(|year| number(year.to_string())))
            .collect(),
        rows: series.lines.iter().map(|line| row(&line.label, line.values.iter().map(value))).collect(),
    }
}

/// A row a heading, a column a heading: the number, or in a word why there is none.
fn matrix_table(site: &Site, matrix: &Matrix) -> TableView {
    let cell = |cell: &MatrixCell| match cell.state {
        CellState::Counted | CellState::Zero => site.t.integer(i64::from(cell.total())),
        state => site.t.state_short(state).to_owned(),
    };
    TableView {
        columns: std::iter::once(head(site.t.text("web.organisation")))
            .chain(matrix.columns.iter().map(|column| number(&column.label)))
            .collect(),
        rows: (0..)
            .zip(&matrix.rows)
            .map(|(at, heading)| RowView {
                href: heading.link.clone(),
                ..row(&heading.label, matrix.row(at).iter().map(cell))
            })
            .collect(),
    }
}

fn ladder_table(site: &Site, ladder: &Ladder) -> TableView {
    let columns = ladder.columns.iter().map(|column| head(format!("{}) {}", column.key, column.label)));
    let words = |text: String| TextView { text, number: false };
    let rows = (0..).zip(&ladder.rows).zip(&ladder.indices).map(|((at, heading), index)| {
        let rungs = ladder.row(at).iter().map(|cell| words(site.t.rung(cell.state.code()).to_owned()));
        let first = words(heading.label.clone());
        let last = TextView { text: index.clone(), number: true };
        RowView { href: heading.link.clone(), cells: std::iter::once(first).chain(rungs).chain([last]).collect() }
    });
    TableView {
        columns: std::iter::once(head(site.t.text("web.organisation")))
            .chain(columns)
            .chain([number(&ladder.index_label)])
            .collect(),
        rows: rows.collect(),
    }
}

fn grid_table(site: &Site, grid: &Grid) -> TableView {
    let count = |count: &u32| site.t.integer(i64::from(*count));
    let mut rows: Vec<RowView> =
        grid.likelihood.iter().zip(&grid.counts).map(|(label, counts)| row(label, counts.iter().map(count))).collect();
    rows.reverse();
    TableView {
        columns: std::iter::once(head(site.t.text("web_risk.axes")))
            .chain(grid.consequence.iter().map(number))
            .collect(),
        rows,
    }
}

fn bars_table(site: &Site, bars: &Bars) -> TableView {
    let count = |count: &u32| site.t.integer(i64::from(*count));
    TableView {
        columns: std::iter::once(head(site.t.text("web.kind")))
            .chain(bars.parts.iter().map(|(_, label)| number(label)))
            .collect(),
        rows: bars.bars.iter().map(|bar| row(&bar.label, bar.values.iter().map(count))).collect(),
    }
}

fn plain_table(site: &Site, table: &Table) -> TableView {
    let is_number = |unit: Unit| matches!(unit, Unit::Count | Unit::Year | Unit::Share | Unit::Decimal);
    TableView {
        columns: table
            .columns
            .iter()
            .map(|column| ColumnView { label: column.label.clone(), number: is_number(column.unit) })
            .collect(),
        rows: table
            .rows
            .iter()
            .map(|row| RowView {
                href: row.link.clone(),
                cells: row
                    .cells
                    .iter()
                    .zip(&table.columns)
                    .map(|(cell, column)| TextView {
                        text: site.t.cell(cell, column.unit),
                        number: is_number(column.unit),
                    })
                    .collect(),
            })
            .collect(),
    }
}
