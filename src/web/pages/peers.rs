//! What an organisation plans beside its peers, area by area, as a section of its page.

use super::{files::table_downloads, parts::Named};
use crate::{
    analytics::{self, Axis, Sort},
    figures::CellState,
    panels,
    review::{Filter, Organisation, Status, Year},
    web::{links::Link, site::Site},
};

/// The section.
pub(crate) struct Peers {
    pub(crate) note: String,
    pub(crate) rows: Vec<Row>,
    pub(crate) downloads: Vec<Named>,
}

/// An area.
pub(crate) struct Row {
    pub(crate) area: String,
    pub(crate) planned: Named,
    pub(crate) planning: String,
    pub(crate) median: String,
}

/// The areas of a year; none where the organisation's review cannot be used.
pub(crate) fn of(site: &Site, organisation: &Organisation, year: Year) -> Option<Peers> {
    let filter = Filter { kind: Some(organisation.kind), ..Filter::of_year(year) };
    let index = site.dataset.find(&organisation.key)?;
    let comparison = analytics::compared(&site.dataset, &filter, Axis::Areas, Sort::default());
    let own = comparison.rows.iter().find(|row| row.organisation == index)?;
    if matches!(own.total.state, CellState::Unusable | CellState::NoReview) {
        return None;
    }
    let group = analytics::group_of(&site.dataset, &filter, organisation.kind, Axis::Areas);
    let count = site.t.integer(i64::from(group.usable));
    let planned = Link::to("/atgarder").with("ar", year).with("organisation", &organisation.key);
    let row = |((column, cell), peer): ((&analytics::Column, &analytics::ComparisonCell), &analytics::GroupCell)| Row {
        area: panels::column_name(site.t, column),
        planned: Named {
            href: planned.clone().with("omrade", &column.code).with("status", Status::Planned).href(),
            label: match cell.state {
                CellState::Silent => site.t.state_short(cell.state).to_lowercase(),
                _ => cell.counts.planned.to_string(),
            },
        },
        planning: site.t.fill("words.of", &[("n", &peer.planning.to_string()), ("of", &count)]),
        median: peer.median.map_or_else(|| site.t.text("words.missing").to_owned(), |median| site.t.decimal(median, 1)),
    };
    let choices = |link: Link| link.with("ar", year).with_some("slag", group.kind);
    let name = panels::group_name(site.t, group.kind);
    Some(Peers {
        note: site.t.fill("web_peers.note", &[("n", &count), ("who", &name.to_lowercase())]),
        rows: comparison.columns.iter().zip(&own.cells).zip(&group.cells).map(row).collect(),
        downloads: table_downloads(site, "/figurer/grupper", choices),
    })
}
