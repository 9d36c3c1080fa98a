//! `/organisationer`: the register, with the years for which reviews have come in.

use askama::Template;

use super::parts::Named;
use crate::{
    review::{Kind, Organisation, OrganisationIndex},
    web::{
        Error,
        links::Link,
        site::{Layout, Section, Site},
    },
};

/// The page.
#[derive(Template)]
#[template(path = "organisations.html", config = "dashboards/askama.toml")]
pub(crate) struct Organisations {
    page: Layout,
    view: View,
}

struct View {
    groups: Vec<Group>,
}

struct Group {
    label: String,
    rows: Vec<Row>,
}

struct Row {
    href: String,
    label: String,
    years: Vec<Named>,
    time: String,
}

/// Builds the page.
pub(crate) fn page(site: &Site) -> Result<Organisations, Error> {
    let all = || (0u32..).map(OrganisationIndex).zip(&site.dataset.organisations);
    let groups = Kind::ALL
        .iter()
        .map(|kind| Group {
            label: site.t.kinds(*kind).to_owned(),
            rows: all()
                .filter(|(_, organisation)| organisation.kind == *kind)
                .map(|(index, organisation)| row(site, index, organisation))
                .collect(),
        })
        .filter(|group| !group.rows.is_empty())
        .collect();
    let page = site.layout(site.t.text("web_organisations.title"), Section::Organisations);
    Ok(Organisations { page, view: View { groups } })
}

fn row(site: &Site, index: OrganisationIndex, organisation: &Organisation) -> Row {
    let path = format!("/organisationer/{}", organisation.key);
    let reviews = site.dataset.reviews.iter().filter(|review| review.organisation == index);
    let years = reviews.map(|review| Named {
        href: Link::to(path.clone()).with("ar", review.year).href(),
        label: review.year.to_string(),
    });
    Row { years: years.collect(), label: organisation.name.clone(), time: time(site, organisation), href: path }
}

fn time(site: &Site, organisation: &Organisation) -> String {
    let since =
        organisation.first_year.map(|year| site.t.fill("web_organisations.since", &[("first", &year.to_string())]));
    let until =
        organisation.last_year.map(|year| site.t.fill("web_organisations.until", &[("last", &year.to_string())]));
    [since, until].into_iter().flatten().collect::<Vec<_>>().join(" ")
}
