//! `/oversikter` and `/oversikter/{key}`: the dashboards, each a page of panels with the filters that its definition names.

use askama::Template;

use super::{
    figures::{self, FigureView},
    parts::{Choice, for_year_choices, kind_choices, organisation_choices, year_choices},
};
use crate::{
    dashboards::{Dashboard, FilterKey},
    panels,
    review::{Filter, ForYear, Kind},
    web::{
        Error,
        site::{Layout, Section, Site},
    },
};

/// The list of dashboards.
#[derive(Template)]
#[template(path = "dashboards.html", config = "dashboards/askama.toml")]
pub(crate) struct Dashboards {
    page: Layout,
    items: Vec<Item>,
}

struct Item {
    href: String,
    title: String,
    audience: String,
    text: String,
}

/// One dashboard.
#[derive(Template)]
#[template(path = "dashboard.html", config = "dashboards/askama.toml")]
pub(crate) struct DashboardPage {
    page: Layout,
    view: View,
}

struct View {
    href: String,
    audience: String,
    lead: String,
    filters: Vec<FilterView>,
    charts: Vec<FigureView>,
}

struct FilterView {
    name: &'static str,
    label: String,
    choices: Vec<Choice>,
}

/// Builds the list.
#[expect(clippy::unnecessary_wraps, reason = "pages are built by one kind of function")]
pub(crate) fn list(site: &Site) -> Result<Dashboards, Error> {
    let items = site.dashboards().iter().map(|dashboard| Item {
        href: format!("/oversikter/{}", dashboard.key),
        title: dashboard.title.of(site.language()).to_owned(),
        audience: dashboard.audience.of(site.language()).to_owned(),
        text: dashboard.text.of(site.language()).to_owned(),
    });
    let items = items.collect();
    Ok(Dashboards { page: site.layout(site.t.text("web_dashboards.title"), Section::Dashboards), items })
}

/// Builds one.
pub(crate) fn page(site: &Site, key: &str) -> Result<DashboardPage, Error> {
    let dashboard = site.dashboards().iter().find(|dashboard| dashboard.key == key).ok_or(Error::NotFound)?;
    let title = dashboard.title.of(site.language());
    let mut view = View {
        href: format!("/oversikter/{key}"),
        audience: dashboard.audience.of(site.language()).to_owned(),
        lead: dashboard.text.of(site.language()).to_owned(),
        filters: Vec::new(),
        charts: Vec::new(),
    };
    if let Some(filter) = site.asked().filter(&site.dataset)? {
        let filter = offered(dashboard, filter);
        let organisation = if dashboard.filters.contains(&FilterKey::Organisation) {
            site.asked().organisation(&site.dataset)?
        } else {
            None
        };
        let of_one = organisation.and_then(|organisation| site.dataset.find(&organisation.key));
        view.filters = dashboard
            .filters
            .iter()
            .map(|key| filter_view(site, *key, &filter, organisation.map(|organisation| organisation.key.0.as_str())))
            .collect();
        for placed in &dashboard.panels {
            let Some(of_panel) = site.asked().of_panel(&placed.panel, &site.dataset)? else { continue };
            // What the dashboard does not offer is not taken from the address, save what the panel begins with.
            let kept = if placed.panel == panels::PROMISES { of_panel.for_year } else { filter.for_year };
            let filter = Filter { for_year: kept, ..offered(dashboard, of_panel) };
            let text = placed.text.as_ref().map(|text| text.of(site.language()).to_owned());
            let figure = figures::of_panel(site, &placed.panel, filter, of_one);
            view.charts.extend(figure.map(|figure| FigureView { text, ..figure }));
        }
    }
    Ok(DashboardPage { page: site.layout(title, Section::Dashboards), view })
}

/// The choices of the address that the dashboard offers; the others are not taken.
fn offered(dashboard: &Dashboard, filter: Filter) -> Filter {
    let offers = |key| dashboard.filters.contains(&key);
    Filter {
        kind: filter.kind.filter(|_: &Kind| offers(FilterKey::Kind)),
        for_year: if offers(FilterKey::ForYear) { filter.for_year } else { ForYear::Any },
        ..filter
    }
}

fn filter_view(site: &Site, key: FilterKey, filter: &Filter, organisation: Option<&str>) -> FilterView {
    let (name, label, choices) = match key {
        FilterKey::Year => ("ar", "web.year", year_choices(site, filter.year)),
        FilterKey::Kind => ("slag", "web.kind", kind_choices(site, filter.kind)),
        FilterKey::ForYear => ("for", "web.for_year", for_year_choices(site, filter.year, filter.for_year)),
        FilterKey::Organisation => {
            ("organisation", "web.organisation", organisation_choices(site, filter, organisation))
        }
    };
    FilterView { name, label: site.t.text(label).to_owned(), choices }
}
