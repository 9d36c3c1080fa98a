//! "grupper": what share of each group's usable reviews plans something in each column, as one count over one count.

use crate::{
    analytics::{self, Axis, GroupRow},
    figures::{Cell, Figure, GroupValues, Row, ShareCell, Table, Unit},
    review::{Filter, Status},
};

use super::{
    PanelInput,
    address::{Selection, actions_address, columns_with},
    columns::{self, text},
    names,
};

/// The group values under the rows of the comparison.
pub(super) fn values(input: &PanelInput<'_>) -> Vec<GroupValues> {
    let value = |group: GroupRow| GroupValues {
        key: names::group_code(group.kind).to_owned(),
        label: names::group_name(input.catalogue, group.kind).to_owned(),
        cells: group
            .cells
            .iter()
            .zip(input.axis.columns())
            .map(|(cell, column)| ShareCell {
                part: cell.planning,
                whole: group.usable,
                link: (cell.planning > 0).then(|| down(input, &group, column)),
            })
            .collect(),
    };
    analytics::groups(input.dataset, &input.filter, input.axis).into_iter().map(value).collect()
}

/// The planned actions that a group value was counted from.
fn down(input: &PanelInput<'_>, group: &GroupRow, column: &'static analytics::Column) -> String {
    let selection = Selection {
        filter: Filter { kind: group.kind, ..input.filter },
        organisation: None,
        columns: columns_with([column]),
        status: Some(Status::Planned),
    };
    actions_address(&selection, input.catalogue)
}

pub(super) fn figure(input: &PanelInput<'_>) -> Figure {
    Figure::Table(table(input))
}

/// A row per group and column.
pub(super) fn table(input: &PanelInput<'_>) -> Table {
    let catalogue = input.catalogue;
    let own = [
        ("group", Unit::Code),
        ("group_name", Unit::Text),
        ("year", Unit::Year),
        ("for_year", Unit::Code),
        ("axis", Unit::Code),
        ("axis_version", Unit::Code),
        ("column", Unit::Code),
        ("column_name", Unit::Text),
        ("reviews_planning", Unit::Count),
        ("usable_reviews", Unit::Count),
        ("share", Unit::Share),
        ("median_planned", Unit::Decimal),
    ];
    let mut rows = Vec::new();
    for group in analytics::groups(input.dataset, &input.filter, input.axis) {
        for (cell, column) in group.cells.iter().zip(input.axis.columns()) {
            let share = f64::from(cell.planning) / f64::from(group.usable);
            let mut cells = vec![
                text(names::group_code(group.kind)),
                text(names::group_name(catalogue, group.kind)),
                Cell::Integer(input.filter.year.number().into()),
                text(super::for_year_code(input.filter.for_year)),
                text(input.axis.code()),
                text(Axis::version()),
                text(&column.code),
                text(names::column_name(catalogue, column)),
                if group.usable > 0 { Cell::Integer(cell.planning.into()) } else { Cell::Missing },
                Cell::Integer(group.usable.into()),
                if group.usable > 0 { Cell::Number(share) } else { Cell::Missing },
                cell.median.map_or(Cell::Missing, Cell::Number),
            ];
            cells.extend(columns::counted(input));
            let link = (cell.planning > 0).then(|| down(input, &group, column));
            rows.push(Row { cells, link });
        }
    }
    Table {
        title: catalogue.fill("chart.groups_title", &[("year", &input.filter.year.to_string())]),
        note: format!("{} {}", catalogue.text("chart.groups_note"), input.selected()),
        notice: input.notice(),
        columns: columns::columns(catalogue, &[&own[..], &columns::COUNTED].concat()),
        rows,
    }
}
