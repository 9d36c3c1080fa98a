//! "nis2": organisations × the ten measures of NIS2 article 21(2), the rung of each, and the index.

use crate::{
    analytics::{self, ReadinessCell, ReadinessRow, ReviewState},
    catalogue::Catalogue,
    figures::{Cell, Figure, Heading, Ladder, LadderCell, LadderState, Row, Table, Unit},
    requirements,
    review::{Measure, Organisation},
};

use super::{
    PanelInput,
    address::readiness_address,
    columns::{self, text},
};

pub(super) fn figure(input: &PanelInput<'_>) -> Figure {
    let found = analytics::readiness(input.dataset, input.filter.year, input.filter.kind);
    let catalogue = input.catalogue;
    let (mut rows, mut indices, mut cells) = (Vec::new(), Vec::new(), Vec::new());
    for (row, organisation) in organisations(input, &found.rows) {
        let link = readiness_address(&organisation.key, input.filter.year, catalogue);
        rows.push(Heading {
            key: organisation.key.0.clone(),
            label: organisation.name.clone(),
            group: organisation.kind.code().to_owned(),
            link: Some(link.clone()),
        });
        indices.push(index_words(catalogue, row.readiness));
        cells.extend(Measure::ALL.iter().enumerate().map(|(at, measure)| match row.cells.get(at) {
            Some(cell) => LadderCell {
                state: LadderState::Rung(cell.rung),
                years: if cell.planned_for.is_empty() { String::new() } else { catalogue.years(cell.planned_for) },
                change: cell.before.and_then(|before| cell.rung.moved_since(before)),
                link: Some(format!("{link}#{measure}")),
            },
            None => LadderCell { state: without_rung(row.state), years: String::new(), change: None, link: None },
        }));
    }
    Figure::Ladder(Ladder {
        title: title(input),
        note: note(input),
        notice: input.notice(),
        rows,
        indices,
        index_label: catalogue.text("chart.index").to_owned(),
        columns: Measure::ALL
            .iter()
            .map(|measure| Heading {
                key: measure.code().to_owned(),
                label: catalogue.measure_short(*measure).to_owned(),
                group: String::new(),
                link: None,
            })
            .collect(),
        cells,
        legend: LadderState::ALL
            .iter()
            .map(|state| {
                let (name, meaning) = (catalogue.rung(state.code()), catalogue.rung_meaning(state.code()));
                (state.code().to_owned(), format!("{name}: {meaning}"))
            })
            .collect(),
    })
}

fn title(input: &PanelInput<'_>) -> String {
    input.catalogue.fill("chart.readiness_title", &[("year", &input.filter.year.to_string())])
}

fn note(input: &PanelInput<'_>) -> String {
    let note = input.catalogue.text("chart.readiness_note");
    input.of_kind().map_or_else(|| note.to_owned(), |kind| format!("{note} {kind}"))
}

/// An index with what it speaks of: `62 % (8/10)`; a dash where nothing is mentioned.
pub fn index_words(catalogue: &Catalogue, readiness: analytics::Readiness) -> String {
    match readiness.index() {
        Some(index) => format!("{} ({}/{})", catalogue.share(index), readiness.mentioned, readiness.measures),
        None => catalogue.text("words.missing").to_owned(),
    }
}

fn without_rung(state: ReviewState) -> LadderState {
    match state {
        ReviewState::Usable | ReviewState::Unusable => LadderState::Unusable,
        ReviewState::NoReview => LadderState::NoReview,
    }
}

fn organisations<'a>(
    input: &'a PanelInput<'_>,
    rows: &'a [ReadinessRow],
) -> impl Iterator<Item = (&'a ReadinessRow, &'a Organisation)> {
    rows.iter()
        .filter(|row| input.organisation.is_none_or(|only| only == row.organisation))
        .filter_map(|row| Some((row, input.dataset.organisation(row.organisation)?)))
}

/// Long form: a row per organisation and measure. The rung is empty, not the lowest, where nothing is known.
pub(super) fn table(input: &PanelInput<'_>) -> Table {
    let found = analytics::readiness(input.dataset, input.filter.year, input.filter.kind);
    let own = [
        ("measure", Unit::Code),
        ("measure_name", Unit::Text),
        ("rung", Unit::Code),
        ("rung_name", Unit::Text),
        ("rung_before", Unit::Code),
        ("planned_for", Unit::Text),
        ("planned", Unit::Count),
        ("ongoing", Unit::Count),
        ("done", Unit::Count),
        ("iso_controls", Unit::Text),
        ("readiness_index", Unit::Share),
        ("measures_mentioned", Unit::Count),
    ];
    let mut rows = Vec::new();
    for (row, organisation) in organisations(input, &found.rows) {
        let review = row.review.and_then(|index| input.dataset.review(index)).map(|review| review.id);
        for (at, measure) in Measure::ALL.iter().enumerate() {
            let mut cells = Vec::from(columns::organisation(input, organisation));
            cells.extend(measure_cells(input, row, row.cells.get(at), *measure));
            cells.extend(columns::source(input, review));
            rows.push(Row { cells, link: None });
        }
    }
    Table {
        title: title(input),
        note: note(input),
        notice: input.notice(),
        columns: columns::columns(input.catalogue, &[&columns::ORGANISATION[..], &own, &columns::SOURCE].concat()),
        rows,
    }
}

fn measure_cells(
    input: &PanelInput<'_>,
    row: &ReadinessRow,
    cell: Option<&ReadinessCell>,
    measure: Measure,
) -> [Cell; 12] {
    let count = |of: fn(&ReadinessCell) -> u32| cell.map_or(Cell::Missing, |cell| Cell::Integer(of(cell).into()));
    let state = cell.map_or_else(|| without_rung(row.state), |cell| LadderState::Rung(cell.rung));
    let planned_for = cell.map(|cell| cell.planned_for).filter(|years| !years.is_empty());
    let iso = requirements::requirement_of(measure).map(|requirement| requirement.iso.join(" "));
    [
        text(measure.code()),
        text(input.catalogue.measure(measure)),
        text(state.code()),
        text(input.catalogue.rung(state.code())),
        Cell::text_or_missing(cell.and_then(|cell| cell.before).map(|rung| rung.code())),
        Cell::text_or_missing(planned_for.map(|years| input.catalogue.years(years))),
        count(|cell| cell.counts.planned),
        count(|cell| cell.counts.ongoing),
        count(|cell| cell.counts.done),
        Cell::text_or_missing(iso),
        row.readiness.index().map_or(Cell::Missing, Cell::Number),
        if row.cells.is_empty() { Cell::Missing } else { Cell::Integer(row.readiness.mentioned.into()) },
    ]
}
