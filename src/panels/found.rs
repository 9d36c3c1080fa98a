//! What a search found, as rows for files.
//!
//! Takes texts as the index holds them, already without what tells of a person; gives a table. Never searches.

use crate::{
    figures::{Cell, Row, Table, Unit},
    review::{AreaSet, OrganisationKey, ReviewId, Status, Year, YearSet},
};

use super::{
    PanelInput,
    columns::{self, text, yes_no},
    lists::{codes, whose, years},
};

/// A text that was found, with the review it stands in.
#[derive(Debug, Clone)]
pub struct SourcedText<'a> {
    /// What it is: `action`, `risk`, `sentence` or the code of a finding.
    pub what: &'static str,
    /// The words.
    pub text: String,
    /// The nearest heading above it.
    pub heading: String,
    /// Years that an action is for.
    pub years: YearSet,
    /// Status of an action.
    pub status: Option<Status>,
    /// Areas.
    pub areas: AreaSet,
    /// A mention only.
    pub optional: bool,
    /// Page, where known.
    pub page: Option<u32>,
    /// Line, from 1.
    pub line: u32,
    /// Row id of its review.
    pub review: ReviewId,
    /// Whose review.
    pub organisation: Option<&'a OrganisationKey>,
    /// VP year of the review.
    pub year: Option<Year>,
}

/// A row per text, in the order given. `query` is what was searched for.
pub fn found(input: &PanelInput<'_>, query: &str, items: &[SourcedText<'_>]) -> Table {
    let own = [
        ("found", Unit::Code),
        ("text", Unit::Text),
        ("heading", Unit::Text),
        ("years", Unit::Code),
        ("status", Unit::Code),
        ("status_name", Unit::Text),
        ("areas", Unit::Code),
        ("area_names", Unit::Text),
        ("optional", Unit::Code),
        ("page", Unit::Count),
        ("line", Unit::Count),
    ];
    let rows = items.iter().map(|item| {
        let names: Vec<&str> = item.areas.iter().map(|area| input.catalogue.area(area)).collect();
        let mut cells = whose(input, item.organisation, item.year);
        cells.extend([
            text(item.what),
            text(&*item.text),
            text(&*item.heading),
            text(years(item.years)),
            Cell::text_or_missing(item.status.map(Status::code)),
            Cell::text_or_missing(item.status.map(|status| input.catalogue.status(status))),
            text(codes(item.areas)),
            text(names.join(" | ")),
            yes_no(item.optional),
            item.page.map_or(Cell::Missing, |page| Cell::Integer(page.into())),
            Cell::Integer(item.line.into()),
        ]);
        cells.extend(columns::source(input, Some(item.review)));
        Row { cells, link: None }
    });
    Table {
        title: input.catalogue.text("export.found_title").to_owned(),
        note: input.catalogue.fill("export.found_note", &[("query", query)]),
        notice: input.notice(),
        columns: columns::columns(input.catalogue, &[&columns::ORGANISATION[..], &own, &columns::SOURCE].concat()),
        rows: rows.collect(),
    }
}
