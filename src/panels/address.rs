//! Addresses on our own server, written and read in one place so that a link always leads to the same selection.
//!
//! Takes a selection; gives the query of a page. Never knows which pages exist besides those it leads to.

use crate::{
    analytics::{Axis, Column, Columns},
    catalogue::Catalogue,
    review::{Filter, ForYear, Kind, Language, OrganisationKey, Status, Year},
};

/// A selection of actions, as the page of the actions behind a cell takes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    /// Year, kind, years of the actions.
    pub filter: Filter,
    /// One organisation.
    pub organisation: Option<OrganisationKey>,
    /// Columns of the comparison, such as an area or a measure of NIS2.
    pub columns: Columns,
    /// One status.
    pub status: Option<Status>,
}

/// A selection of these columns; of two of one axis the later.
pub fn columns_with(columns: impl IntoIterator<Item = &'static Column>) -> Columns {
    let mut chosen = Columns::default();
    for column in columns {
        for (place, axis) in chosen.iter_mut().zip(Axis::ALL) {
            if axis == column.axis {
                *place = Some(column);
            }
        }
    }
    chosen
}

/// The code of a choice of years: `any`, `undated` or the year.
pub fn for_year_code(for_year: ForYear) -> String {
    match for_year {
        ForYear::Any => "any".to_owned(),
        ForYear::Undated => "undated".to_owned(),
        ForYear::Only(year) => year.to_string(),
    }
}

/// Reads what `for_year_code` writes; the Swedish words `alla` and `utan` and nothing at all are taken too.
///
/// # Errors
/// A sentence that says what can be given.
pub fn parse_for_year(text: &str) -> Result<ForYear, String> {
    match text.trim() {
        "" | "any" | "alla" => Ok(ForYear::Any),
        "undated" | "utan" => Ok(ForYear::Undated),
        year => match year.parse() {
            Ok(year) => Ok(ForYear::Only(year)),
            Err(problem) => Err(format!("{problem}; give a year, \"any\" or \"undated\"")),
        },
    }
}

/// The query of a selection without its question mark: `ar=2026&slag=bolag&for=2027&organisation=…&omrade=…&nis2=…&status=…&lang=en`.
pub fn selection_query(selection: &Selection, language: Language) -> String {
    let mut query = format!("ar={}", selection.filter.year);
    let mut add = |name: &str, value: &str| {
        query.push('&');
        query.push_str(name);
        query.push('=');
        query.push_str(value);
    };
    if let Some(kind) = selection.filter.kind {
        add("slag", kind.code());
    }
    if selection.filter.for_year != ForYear::Any {
        add("for", &for_year_code(selection.filter.for_year));
    }
    if let Some(organisation) = &selection.organisation {
        add("organisation", &organisation.0);
    }
    for column in selection.columns.iter().flatten() {
        add(column.axis.choice(), &column.code);
    }
    if let Some(status) = selection.status {
        add("status", status.code());
    }
    if language != Language::Sv {
        add("lang", language.code());
    }
    query
}

/// The page of the actions of a selection.
pub fn actions_address(selection: &Selection, catalogue: &Catalogue) -> String {
    format!("/atgarder?{}", selection_query(selection, catalogue.language()))
}

/// The page of an organisation in a year.
pub fn organisation_address(organisation: &OrganisationKey, filter: &Filter, catalogue: &Catalogue) -> String {
    format!("/organisationer/{organisation}?ar={}{}", filter.year, in_language(catalogue))
}

/// The page of an organisation's readiness in a year.
pub fn readiness_address(organisation: &OrganisationKey, year: Year, catalogue: &Catalogue) -> String {
    format!("/nis2/{organisation}?ar={year}{}", in_language(catalogue))
}

/// The page of an area in a year.
pub(super) fn area_address(area: &Column, year: Year, catalogue: &Catalogue) -> String {
    format!("/omraden/{}?ar={year}{}", area.code, in_language(catalogue))
}

/// The ladder of a year, of one kind of organisation or all.
pub(super) fn ladder_address(kind: Option<Kind>, year: Year, catalogue: &Catalogue) -> String {
    let kind = kind.map(|kind| format!("&slag={}", kind.code())).unwrap_or_default();
    format!("/nis2?ar={year}{kind}{}", in_language(catalogue))
}

/// The end of an address that keeps the language; nothing for Swedish.
fn in_language(catalogue: &Catalogue) -> String {
    match catalogue.language() {
        Language::Sv => String::new(),
        language => format!("&lang={language}"),
    }
}
