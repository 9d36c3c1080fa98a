//! `/atgarder`: the sentences behind a number, as written, each with its place and why it is counted.

use askama::Template;

use super::{
    figures, files,
    parts::{
        Choice, Named, Sentence, for_year_choices, for_year_value, kind_choices, organisation_choices, page_links,
        status_choices, year_choices,
    },
};
use crate::{
    analytics::{Axis, Column, Columns},
    catalogue::Catalogue,
    figures::CellState,
    panels,
    review::{ActionId, Filter, Organisation, Status},
    web::{
        Error,
        answer::File,
        links::Link,
        site::{Layout, Section, Site},
    },
};

/// Actions shown at once, so that a page stays light.
const PAGE: usize = 40;

/// The page.
#[derive(Template)]
#[template(path = "actions.html", config = "dashboards/askama.toml")]
pub(crate) struct Actions {
    page: Layout,
    view: View,
}

#[derive(Default)]
struct View {
    back: String,
    lead: String,
    years: Vec<Choice>,
    kinds: Vec<Choice>,
    organisations: Vec<Choice>,
    axes: Vec<AxisChoice>,
    for_years: Vec<Choice>,
    statuses: Vec<Choice>,
    downloads: Vec<Named>,
    items: Vec<Sentence>,
    pages: Vec<Named>,
    mentions: Vec<Sentence>,
    nothing: String,
}

/// The choice of a column of an axis.
struct AxisChoice {
    name: &'static str,
    label: String,
    options: Vec<Choice>,
}

/// What the address asks for.
#[derive(Clone, Copy)]
pub(crate) struct Selection<'a> {
    pub(crate) filter: Filter,
    pub(crate) organisation: Option<&'a Organisation>,
    pub(crate) columns: Columns,
    pub(crate) status: Option<Status>,
}

impl<'a> Selection<'a> {
    /// Reads the address; `None` where there are no reviews.
    fn of(site: &'a Site) -> Result<Option<Selection<'a>>, Error> {
        let asked = site.asked();
        let (columns, status) = (asked.columns()?, asked.status()?);
        let organisation = asked.organisation(&site.dataset)?;
        Ok(asked.filter(&site.dataset)?.map(|filter| Selection { filter, organisation, columns, status }))
    }

    /// The column, where there is just one.
    fn only(&self) -> Option<&'static Column> {
        let mut columns = self.columns.iter().flatten();
        columns.next().copied().filter(|_| columns.next().is_none())
    }

    fn onto(&self, link: Link) -> Link {
        let link = link
            .with("ar", self.filter.year)
            .with_some("slag", self.filter.kind)
            .with_some("organisation", self.organisation.map(|organisation| &organisation.key));
        let columns = self.columns.iter().flatten();
        columns
            .fold(link, |link, column| link.with(column.axis.choice(), &column.code))
            .with_some("for", for_year_value(self.filter.for_year))
            .with_some("status", self.status)
    }
}

/// Builds the page.
pub(crate) fn page(site: &Site) -> Result<Actions, Error> {
    let t = site.t;
    let Some(chosen) = Selection::of(site)? else {
        let view = View {
            back: "/jamforelse".to_owned(),
            lead: t.text("web_empty.none").to_owned(),
            nothing: t.text("web_empty.none").to_owned(),
            kinds: kind_choices(site, None),
            ..View::default()
        };
        return Ok(Actions { page: site.layout(t.text("web_actions.title"), Section::Actions), view });
    };
    let found = figures::behind(site, &chosen);
    let pages = found.counted.len().div_ceil(PAGE).max(1);
    let page = site.asked().page().min(pages);
    let shown = found.counted.iter().copied().skip((page - 1) * PAGE).take(PAGE).collect::<Vec<_>>();
    let sentences = |ids: &[ActionId]| -> Result<Vec<Sentence>, Error> {
        Ok(site.store().actions(ids)?.iter().map(|stored| Sentence::with_organisation(site, stored)).collect())
    };
    // Mentions belong to a cell; in longer lists they would only drown what counts.
    let mentions = match (chosen.organisation, chosen.only()) {
        (Some(_), Some(_)) => sentences(found.mentions.get(..PAGE).unwrap_or(&found.mentions))?,
        _ => Vec::new(),
    };
    let view = View {
        back: back(&chosen),
        lead: lead(t, &chosen, found.counted.len(), page),
        years: year_choices(site, chosen.filter.year),
        kinds: kind_choices(site, chosen.filter.kind),
        organisations: organisation_choices(
            site,
            &chosen.filter,
            chosen.organisation.map(|organisation| organisation.key.0.as_str()),
        ),
        axes: axis_choices(t, &chosen),
        for_years: for_year_choices(site, chosen.filter.year, chosen.filter.for_year),
        statuses: status_choices(site, chosen.status),
        downloads: files::table_downloads(site, "/atgarder", |link| chosen.onto(link)),
        items: sentences(&shown)?,
        pages: page_links(site, page, pages, || chosen.onto(Link::to("/atgarder"))),
        mentions,
        nothing: nothing(site, &chosen),
    };
    Ok(Actions { page: site.layout(title(t, &chosen), Section::Actions), view })
}

/// The same actions as a file.
pub(crate) fn file(site: &Site, format: &str) -> Result<File, Error> {
    let chosen = Selection::of(site)?.ok_or(Error::NotFound)?;
    files::actions_file(site, &chosen, format)
}

fn title(t: &Catalogue, chosen: &Selection) -> String {
    let who = chosen.organisation.map(|organisation| organisation.name.as_str());
    let what = chosen.columns.iter().flatten().map(|column| panels::column_name(t, column));
    match who.map(str::to_owned).into_iter().chain(what).collect::<Vec<_>>().join(", ") {
        nothing if nothing.is_empty() => t.text("web_actions.title").to_owned(),
        what => t.fill("web_actions.title_of", &[("what", &what)]),
    }
}

fn lead(t: &Catalogue, chosen: &Selection, found: usize, page: usize) -> String {
    let count = |n: usize| t.integer(i64::try_from(n).unwrap_or(i64::MAX));
    let key = match found {
        1 => "web_actions.lead_one",
        n if n > PAGE => "web_actions.lead_pages",
        _ => "web_actions.lead",
    };
    let (from, to) = ((page - 1) * PAGE + 1, (page * PAGE).min(found));
    let year = chosen.filter.year.to_string();
    t.fill(key, &[("n", &count(found)), ("year", &year), ("from", &count(from)), ("to", &count(to))])
}

fn back(chosen: &Selection) -> String {
    let axis = chosen.columns.iter().flatten().map(|column| column.axis).find(|axis| *axis != Axis::Areas);
    Link::to("/jamforelse")
        .with_some("axel", axis)
        .with("ar", chosen.filter.year)
        .with_some("slag", chosen.filter.kind)
        .with_some("for", for_year_value(chosen.filter.for_year))
        .href()
}

/// A choice for areas and for measures; for the other axes where the address names one, lest it be lost.
fn axis_choices(t: &Catalogue, chosen: &Selection) -> Vec<AxisChoice> {
    let shown = |axis: Axis, column: Option<&Column>| matches!(axis, Axis::Areas | Axis::Measures) || column.is_some();
    let choice = |(axis, column): (Axis, Option<&'static Column>)| {
        let (label, all) = match axis {
            Axis::Areas => (t.text("web_action.area"), t.text("web.all_areas")),
            _ => (panels::axis_name(t, axis), t.text("web.all_statuses")),
        };
        let each = axis.columns().iter().map(|each| {
            Choice::new(&each.code, panels::column_name(t, each), column.is_some_and(|column| column == each))
        });
        AxisChoice {
            name: axis.choice(),
            label: label.to_owned(),
            options: std::iter::once(Choice::new("", all, column.is_none())).chain(each).collect(),
        }
    };
    let axes = Axis::ALL.into_iter().zip(chosen.columns);
    axes.filter(|(axis, column)| shown(*axis, *column)).map(choice).collect()
}

/// Why there is nothing: silent, zero, unusable and no review are told apart here too.
fn nothing(site: &Site, chosen: &Selection) -> String {
    let t = site.t;
    let (Some(organisation), Some(column)) = (chosen.organisation, chosen.only()) else {
        return t.text("web_actions.nothing").to_owned();
    };
    let key = match figures::state_of(site, chosen, organisation, column) {
        Some(CellState::Silent) => "web_actions.silent",
        Some(CellState::Zero) => "web_actions.zero_other",
        Some(CellState::Unusable) => "web_actions.unusable",
        Some(CellState::NoReview) => "web_actions.no_review",
        Some(CellState::Counted) | None => "web_actions.nothing",
    };
    let year = chosen.filter.year.to_string();
    t.fill(key, &[("organisation", &organisation.name), ("area", &panels::column_name(t, column)), ("year", &year)])
}
