//! `/omraden`: every area with what is counted under it, and how many speak of it in a year.

use askama::Template;

use super::parts::{YearLink, years};
use crate::{
    analytics::{self, AreaYear, Axis, Sort},
    figures::CellState,
    review::{Area, Filter, Year},
    web::{
        Error,
        links::Link,
        site::{Layout, Section, Site},
    },
};

/// The page.
#[derive(Template)]
#[template(path = "areas.html", config = "dashboards/askama.toml")]
pub(crate) struct Areas {
    page: Layout,
    view: View,
}

struct View {
    lead: String,
    years: Vec<YearLink>,
    rows: Vec<Row>,
}

struct Row {
    href: String,
    label: String,
    meaning: String,
    with: String,
    silent: String,
    actions: String,
}

/// Builds the page.
pub(crate) fn page(site: &Site) -> Result<Areas, Error> {
    let t = site.t;
    let year = site.asked().year(&site.dataset)?;
    let comparison =
        year.map(|year| analytics::compared(&site.dataset, &Filter::of_year(year), Axis::Areas, Sort::default()));
    let row = |area: &Area| row(site, year, *area, comparison.as_ref().map(|found| AreaYear::of(found, *area)));
    let view = View {
        lead: match year {
            Some(year) => t.fill("web_areas.lead", &[("year", &year.to_string())]),
            None => t.text("web_empty.none").to_owned(),
        },
        years: years(site, "/omraden", year),
        rows: Area::ALL.iter().map(row).collect(),
    };
    Ok(Areas { page: site.layout(t.text("web_areas.title"), Section::Areas), view })
}

fn row(site: &Site, year: Option<Year>, area: Area, found: Option<AreaYear>) -> Row {
    let t = site.t;
    let missing = || t.text("words.missing").to_owned();
    let count = |n: usize| t.integer(i64::try_from(n).unwrap_or(i64::MAX));
    let in_state = |state: CellState| found.as_ref().map_or_else(missing, |found| count(found.in_state(state).len()));
    Row {
        href: Link::to(format!("/omraden/{area}")).with_some("ar", year).href(),
        label: t.area(area).to_owned(),
        meaning: t.area_meaning(area).to_owned(),
        with: in_state(CellState::Counted),
        silent: in_state(CellState::Silent),
        actions: found.as_ref().map_or_else(missing, |found| t.integer(found.counts.total().into())),
    }
}
