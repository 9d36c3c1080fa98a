//! "luckor": what nobody has planned for, by group, with who speaks of it all the same.

use crate::{
    analytics::{self, Column, Gap, Gaps},
    catalogue::Catalogue,
    figures::{Cell, Figure, Row, Table, Unit},
    review::{Kind, Year},
};

use super::{
    PanelInput,
    address::{area_address, ladder_address},
    columns::{self, text},
    names,
};

/// What a gap is called: the area, the measure, or both.
pub fn gap_name(catalogue: &Catalogue, gap: &Gap) -> String {
    let names = gap.area.into_iter().chain(gap.measure).map(|column| names::column_name(catalogue, column));
    names.collect::<Vec<_>>().join(" × ")
}

/// Where a gap leads: to the page of its area, else to the ladder; no list of actions, since none is planned.
pub fn gap_address(gap: &Gap, kind: Option<Kind>, year: Year, catalogue: &Catalogue) -> String {
    match gap.area {
        Some(area) => area_address(area, year, catalogue),
        None => ladder_address(kind, year, catalogue),
    }
}

pub(super) fn figure(input: &PanelInput<'_>) -> Figure {
    Figure::Table(table(input))
}

/// A row per gap; one that says so for a group without any usable review.
pub(super) fn table(input: &PanelInput<'_>) -> Table {
    let catalogue = input.catalogue;
    let own = [
        ("group", Unit::Code),
        ("group_name", Unit::Text),
        ("year", Unit::Year),
        ("for_year", Unit::Code),
        ("gap", Unit::Code),
        ("area", Unit::Code),
        ("area_name", Unit::Text),
        ("measure", Unit::Code),
        ("measure_name", Unit::Text),
        ("usable_reviews", Unit::Count),
        ("speaking", Unit::Count),
        ("speaking_names", Unit::Text),
        ("risks_stated", Unit::Count),
    ];
    let mut rows = Vec::new();
    for found in analytics::gaps(input.dataset, &input.filter) {
        if found.usable == 0 {
            rows.push(Row { cells: cells(input, &found, None), link: None });
        }
        for gap in &found.gaps {
            let link = gap_address(gap, found.kind, input.filter.year, catalogue);
            rows.push(Row { cells: cells(input, &found, Some(gap)), link: Some(link) });
        }
    }
    Table {
        title: catalogue.fill("chart.gaps_title", &[("year", &input.filter.year.to_string())]),
        note: format!("{} {}", catalogue.text("chart.gaps_note"), input.selected()),
        notice: input.notice(),
        columns: columns::columns(catalogue, &[&own[..], &columns::COUNTED].concat()),
        rows,
    }
}

fn cells(input: &PanelInput<'_>, found: &Gaps, gap: Option<&Gap>) -> Vec<Cell> {
    let catalogue = input.catalogue;
    let code = |column: Option<&Column>| Cell::text_or_missing(column.map(|column| column.code.clone()));
    let name = |column: Option<&Column>| Cell::text_or_missing(column.map(|one| names::column_name(catalogue, one)));
    let (area, measure) = (gap.and_then(|gap| gap.area), gap.and_then(|gap| gap.measure));
    let who = gap.map(|gap| {
        let organisations = gap.speaking.iter().filter_map(|index| input.dataset.organisation(*index));
        organisations.map(|organisation| organisation.name.as_str()).collect::<Vec<_>>().join(" | ")
    });
    let count = |number: Option<usize>| {
        number.and_then(|number| i64::try_from(number).ok()).map_or(Cell::Missing, Cell::Integer)
    };
    let mut cells = vec![
        text(names::group_code(found.kind)),
        text(names::group_name(catalogue, found.kind)),
        Cell::Integer(input.filter.year.number().into()),
        text(super::for_year_code(input.filter.for_year)),
        text(if gap.is_some() { "nobody_plans" } else { "no_usable_review" }),
        code(area),
        name(area),
        code(measure),
        name(measure),
        Cell::Integer(found.usable.into()),
        count(gap.map(|gap| gap.speaking.len())),
        Cell::text_or_missing(who.filter(|who| !who.is_empty())),
        gap.map_or(Cell::Missing, |gap| Cell::Integer(gap.risks.into())),
    ];
    cells.extend(columns::counted(input));
    cells
}
