//! The names of axes, columns and groups in the reader's language.

use crate::{
    analytics::{Axis, Column, Subject},
    catalogue::Catalogue,
    review::Kind,
};

/// What an axis is called.
pub fn axis_name(catalogue: &Catalogue, axis: Axis) -> &str {
    match axis {
        Axis::Areas => catalogue.text("axis.omraden"),
        Axis::Measures => catalogue.text("axis.nis2"),
        Axis::Methods => catalogue.text("axis.arbetssatt"),
        Axis::Plan => catalogue.text("axis.handlingsplan"),
    }
}

/// What a column is called.
pub fn column_name(catalogue: &Catalogue, column: &Column) -> String {
    match &column.subject {
        Subject::Area(area) => catalogue.area(*area).to_owned(),
        Subject::Measure(measure) => format!("{measure}) {}", catalogue.measure(*measure)),
        Subject::Grouping(named) => named.name(catalogue.language()).to_owned(),
    }
}

/// The name for a narrow heading, with soft hyphens where it may break.
pub fn column_short(catalogue: &Catalogue, column: &Column) -> String {
    match &column.subject {
        Subject::Area(area) => catalogue.area_short(*area).to_owned(),
        Subject::Measure(measure) => format!("{measure}) {}", catalogue.measure_short(*measure)),
        Subject::Grouping(named) => named.short(catalogue.language()).to_owned(),
    }
}

/// What a group of organisations is called; no kind is the whole city.
pub fn group_name(catalogue: &Catalogue, kind: Option<Kind>) -> &str {
    kind.map_or(catalogue.text("words.whole_city"), |kind| catalogue.kinds(kind))
}

/// The code of a group.
pub(super) fn group_code(kind: Option<Kind>) -> &'static str {
    kind.map_or("all", Kind::code)
}
