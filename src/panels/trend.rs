//! "trend": in what share of a year's usable reviews each area stands, year by year.

use crate::{
    analytics,
    figures::{Cell, Figure, Line, Row, Series, Table, Unit},
};

use super::{
    PanelInput,
    columns::{self, text},
};

pub(super) fn figure(input: &PanelInput<'_>) -> Figure {
    let trend = analytics::of_areas(input.dataset, input.filter.kind);
    let catalogue = input.catalogue;
    Figure::Series(Series {
        title: catalogue.text("chart.trend_title").to_owned(),
        note: note(input),
        notice: input.notice(),
        unit: Unit::Share,
        years: trend.years,
        lines: trend
            .areas
            .into_iter()
            .map(|area| Line {
                key: area.area.code().to_owned(),
                label: catalogue.area(area.area).to_owned(),
                values: area.points.iter().map(analytics::TrendPoint::share).collect(),
            })
            .collect(),
    })
}

fn note(input: &PanelInput<'_>) -> String {
    let note = input.catalogue.text("chart.area_note");
    input.of_kind().map_or_else(|| note.to_owned(), |kind| format!("{note} {kind}"))
}

/// A row per area and year, with both counts of the share.
pub(super) fn table(input: &PanelInput<'_>) -> Table {
    let trend = analytics::of_areas(input.dataset, input.filter.kind);
    let own = [
        ("kind", Unit::Code),
        ("year", Unit::Year),
        ("area", Unit::Code),
        ("area_name", Unit::Text),
        ("reviews_with_area", Unit::Count),
        ("usable_reviews", Unit::Count),
        ("share", Unit::Share),
    ];
    let rows = trend
        .areas
        .iter()
        .flat_map(|area| area.points.iter().map(move |point| (area.area, point)))
        .map(|(area, point)| {
            let mut cells = vec![
                Cell::text_or_missing(input.filter.kind.map(|kind| kind.code())),
                Cell::Integer(point.year.number().into()),
                text(area.code()),
                text(input.catalogue.area(area)),
                Cell::Integer(point.with_area.into()),
                Cell::Integer(point.usable.into()),
                point.share().map_or(Cell::Missing, Cell::Number),
            ];
            cells.extend(columns::counted(input));
            Row { cells, link: None }
        })
        .collect();
    Table {
        title: input.catalogue.text("chart.trend_title").to_owned(),
        note: note(input),
        notice: input.notice(),
        columns: columns::columns(input.catalogue, &[&own[..], &columns::COUNTED].concat()),
        rows,
    }
}
