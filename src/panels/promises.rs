//! "loften": what came of the promises, counted by outcome: in all, by kind, organisation and area.

use crate::{
    analytics::{self, Promise, Tally},
    figures::{Cell, Figure, Row, Table, Unit},
    review::OutcomeKind,
};

use super::{
    PanelInput,
    columns::{self, text, yes_no},
};

/// What a row counts.
struct Scope<'a> {
    code: &'static str,
    key: String,
    name: &'a str,
    tally: Tally,
    is_copied: bool,
}

const COUNTS: [(&str, Unit); 12] = [
    ("promises", Unit::Count),
    ("outcome_done", Unit::Count),
    ("outcome_ongoing", Unit::Count),
    ("outcome_planned", Unit::Count),
    ("outcome_carried_over", Unit::Count),
    ("outcome_changed", Unit::Count),
    ("outcome_dropped", Unit::Count),
    ("outcome_silent", Unit::Count),
    ("outcome_unknown", Unit::Count),
    ("known_outcomes", Unit::Count),
    ("slipped", Unit::Count),
    ("slippage", Unit::Share),
];

fn scopes<'a>(input: &PanelInput<'a>) -> Vec<Scope<'a>> {
    let (dataset, catalogue) = (input.dataset, input.catalogue);
    let promises = analytics::promises(dataset, &input.filter, input.organisation);
    let scope = |code, key: &str, name, tally| Scope { code, key: key.to_owned(), name, tally, is_copied: false };
    let all = scope("all", "all", catalogue.text("promise.all"), Tally::of(&promises));
    let kinds = analytics::by_kind(dataset, &promises).into_iter();
    let kinds = kinds.map(|(kind, tally)| scope("kind", kind.code(), catalogue.kinds(kind), tally));
    let organisations = analytics::by_organisation(&promises).into_iter().filter_map(|(index, tally)| {
        let organisation = dataset.organisation(index)?;
        let is_copied = promises.iter().any(|promise: &Promise| promise.organisation == index && promise.is_copied);
        Some(Scope { is_copied, ..scope("organisation", &organisation.key.0, &organisation.name, tally) })
    });
    let areas = analytics::by_area(&promises).into_iter();
    let areas = areas.map(|(area, tally)| scope("area", area.code(), catalogue.area(area), tally));
    std::iter::once(all).chain(kinds).chain(organisations).chain(areas).collect()
}

fn cells(tally: &Tally) -> Vec<Cell> {
    let count = |count: u32| Cell::Integer(count.into());
    let outcomes = OutcomeKind::ALL.iter().map(|outcome| count(tally.count(*outcome)));
    let ends = [count(tally.known()), count(tally.slipped()), tally.slippage().map_or(Cell::Missing, Cell::Number)];
    std::iter::once(count(tally.total())).chain(outcomes).chain(ends).collect()
}

fn title(input: &PanelInput<'_>) -> String {
    input.catalogue.fill("promise.title", &[("year", &input.filter.year.to_string())])
}

fn note(input: &PanelInput<'_>) -> String {
    format!("{} {}", input.catalogue.text("promise.note"), input.selected())
}

/// A row per scope, in words.
pub(super) fn figure(input: &PanelInput<'_>) -> Figure {
    let rows = scopes(input).into_iter().map(|scope| {
        let cells = std::iter::once(text(scope.name)).chain(cells(&scope.tally)).collect();
        Row { cells, link: None }
    });
    Figure::Table(Table {
        title: title(input),
        note: note(input),
        notice: input.notice(),
        rows: rows.map(|row| complete(input, row)).collect(),
        columns: columns::columns(
            input.catalogue,
            &[&[("scope_name", Unit::Text)][..], &COUNTS, &columns::COUNTED].concat(),
        ),
    })
}

fn complete(input: &PanelInput<'_>, mut row: Row) -> Row {
    row.cells.extend(columns::counted(input));
    row
}

/// A row per scope: all, each kind, organisation and area.
pub(super) fn table(input: &PanelInput<'_>) -> Table {
    let own = [
        ("year", Unit::Year),
        ("for_year", Unit::Code),
        ("scope", Unit::Code),
        ("scope_key", Unit::Code),
        ("scope_name", Unit::Text),
    ];
    let copied = [("copied", Unit::Code)];
    let rows = scopes(input).into_iter().map(|scope| {
        let mut row = vec![
            Cell::Integer(input.filter.year.number().into()),
            text(super::for_year_code(input.filter.for_year)),
            text(scope.code),
            text(scope.key),
            text(scope.name),
        ];
        row.extend(cells(&scope.tally));
        row.push(if scope.code == "organisation" { yes_no(scope.is_copied) } else { Cell::Missing });
        complete(input, Row { cells: row, link: None })
    });
    Table {
        title: title(input),
        note: note(input),
        notice: input.notice(),
        rows: rows.collect(),
        columns: columns::columns(input.catalogue, &[&own[..], &COUNTS, &copied, &columns::COUNTED].concat()),
    }
}
