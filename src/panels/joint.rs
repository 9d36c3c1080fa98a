//! "gemensamt": the same effort planned by several organisations, action by action.
//!
//! Takes planned actions as the store gives them; gives the groups and their table. Persons are masked before words are
//! compared, so that no name ever names a group.

use crate::{
    figures::{Cell, Row, Table, Unit},
    joint::{self, Effort, JointEffort},
    personal,
};

use super::{
    PanelInput, SourcedAction,
    columns::{self, text, words},
    lists::whose,
};

/// The groups among planned actions.
pub fn joint_efforts(input: &PanelInput<'_>, actions: &[SourcedAction<'_>]) -> Vec<JointEffort> {
    let efforts: Vec<Effort> = actions
        .iter()
        .map(|found| Effort {
            // An action without an organisation is nobody's; it counts as one more of the same stranger.
            organisation: found.organisation.and_then(|key| input.dataset.find(key)).map_or(u32::MAX, |index| index.0),
            areas: found.action.areas,
            measures: found.action.nis2,
            text: personal::mask(&found.action.text, |kind| input.catalogue.personal(kind)).into_owned(),
        })
        .collect();
    joint::joint(&efforts)
}

/// A row per action of each group.
pub fn joint_table(input: &PanelInput<'_>, actions: &[SourcedAction<'_>], groups: &[JointEffort]) -> Table {
    let catalogue = input.catalogue;
    let first = [
        ("joint", Unit::Count),
        ("joint_words", Unit::Text),
        ("area", Unit::Code),
        ("area_name", Unit::Text),
        ("measure", Unit::Code),
        ("joint_organisations", Unit::Count),
        ("joint_confidence", Unit::Decimal),
    ];
    let own = [("for_year", Unit::Code), ("action", Unit::Text), ("page", Unit::Count), ("line", Unit::Count)];
    let count = |n: usize| i64::try_from(n).map_or(Cell::Missing, Cell::Integer);
    let mut rows = Vec::new();
    for (number, group) in groups.iter().enumerate() {
        for found in group.members.iter().filter_map(|member| actions.get(*member)) {
            let mut cells = vec![
                count(number + 1),
                text(group.words.join(" ")),
                text(group.area.code()),
                text(catalogue.area(group.area)),
                Cell::text_or_missing(group.measure.map(|measure| measure.code())),
                count(group.organisations),
                Cell::Number((group.sureness * 100.0).round() / 100.0),
            ];
            cells.extend(whose(input, found.organisation, found.year));
            let place = &found.action.place;
            cells.extend([
                text(super::for_year_code(input.filter.for_year)),
                words(input, &found.action.text),
                place.page.map_or(Cell::Missing, |page| Cell::Integer(page.into())),
                Cell::Integer(place.line.into()),
            ]);
            cells.extend(columns::source(input, Some(found.review)));
            rows.push(Row { cells, link: None });
        }
    }
    Table {
        title: catalogue.fill("chart.joint_title", &[("year", &input.filter.year.to_string())]),
        note: format!("{} {}", catalogue.text("chart.joint_note"), input.selected()),
        notice: input.notice(),
        columns: columns::columns(catalogue, &[&first[..], &columns::ORGANISATION, &own, &columns::SOURCE].concat()),
        rows,
    }
}
