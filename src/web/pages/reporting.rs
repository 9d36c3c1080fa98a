//! `/inlamnade`: who has and who has not sent in a review for a year, and how many of those received are usable.

use askama::Template;

use super::{
    files,
    parts::{KeyFigure, Named, YearLink, years},
};
use crate::{
    analytics::{self, ReportingCounts, ReportingRow, ReviewState},
    review::{Kind, Year},
    web::{
        Error,
        links::Link,
        site::{Layout, Section, Site},
    },
};

/// The page.
#[derive(Template)]
#[template(path = "reporting.html", config = "dashboards/askama.toml")]
pub(crate) struct Reporting {
    page: Layout,
    view: View,
}

#[derive(Default)]
struct View {
    years: Vec<YearLink>,
    figures: Vec<KeyFigure>,
    kinds: Vec<KindRow>,
    downloads: Vec<Named>,
    missing: Vec<Group>,
    missing_count: String,
    received: Vec<Group>,
    received_count: String,
    unplaced: usize,
    unplaced_note: String,
}

struct KindRow {
    key: &'static str,
    label: String,
    expected: String,
    received: String,
    usable: String,
    missing: String,
    sum: bool,
}

struct Group {
    label: String,
    items: Vec<Item>,
}

struct Item {
    href: String,
    label: String,
    usable: bool,
}

/// Builds the page.
pub(crate) fn page(site: &Site) -> Result<Reporting, Error> {
    let t = site.t;
    let unplaced = site.dataset.unplaced;
    let count = |n: usize| t.integer(i64::try_from(n).unwrap_or(i64::MAX));
    let unplaced_key = if unplaced == 1 { "web_reporting.unplaced_one" } else { "web_reporting.unplaced" };
    let unplaced_note = t.fill(unplaced_key, &[("n", &count(unplaced))]);
    let Some(year) = site.asked().year(&site.dataset)? else {
        let page = site.layout(t.text("web_nav.reporting"), Section::Reporting);
        return Ok(Reporting { page, view: View { unplaced, unplaced_note, ..View::default() } });
    };
    let found = analytics::of_year(&site.dataset, year, None);
    let (missing, received): (Vec<_>, Vec<_>) = found.rows.iter().partition(|row| row.state == ReviewState::NoReview);
    let mut kinds: Vec<KindRow> = found
        .kinds
        .iter()
        .map(|(kind, numbers)| KindRow { key: kind.code(), ..kind_row(site, t.kinds(*kind), numbers) })
        .collect();
    kinds.push(KindRow { key: "all", sum: true, ..kind_row(site, t.text("web_reporting.all"), &found.all) });
    let view = View {
        years: years(site, "/inlamnade", Some(year)),
        figures: key_figures(site, &found.all),
        kinds,
        downloads: files::downloads(site, "/figurer/inlamnade", |link| link.with("ar", year)),
        missing_count: count(missing.len()),
        missing: groups(site, year, &missing),
        received_count: count(received.len()),
        received: groups(site, year, &received),
        unplaced,
        unplaced_note,
    };
    let title = t.fill("web_reporting.title", &[("year", &year.to_string())]);
    Ok(Reporting { page: site.layout(title, Section::Reporting), view })
}

fn key_figures(site: &Site, all: &ReportingCounts) -> Vec<KeyFigure> {
    let t = site.t;
    let count = |n: u32| t.integer(i64::from(n));
    let figure = |number: u32, of: u32, what: &str, why: &str| KeyFigure {
        href: String::new(),
        number: count(number),
        of: t.fill("web.of", &[("n", &count(of))]),
        what: t.text(what).to_owned(),
        why: t.text(why).to_owned(),
    };
    vec![
        figure(all.received, all.expected, "web_overview.received", "web_overview.received_why"),
        figure(all.usable, all.received, "web_overview.usable", "web_overview.usable_why"),
    ]
}

fn kind_row(site: &Site, label: &str, numbers: &ReportingCounts) -> KindRow {
    let count = |n: u32| site.t.integer(i64::from(n));
    KindRow {
        key: "",
        label: label.to_owned(),
        expected: count(numbers.expected),
        received: count(numbers.received),
        usable: count(numbers.usable),
        missing: count(numbers.expected - numbers.received),
        sum: false,
    }
}

/// Organisations by kind, in the order of the register.
fn groups(site: &Site, year: Year, found: &[&ReportingRow]) -> Vec<Group> {
    let of_kind = |kind: Kind| {
        found.iter().filter_map(move |row| {
            let organisation =
                site.dataset.organisation(row.organisation).filter(|organisation| organisation.kind == kind)?;
            Some(Item {
                href: Link::to(format!("/organisationer/{}", organisation.key)).with("ar", year).href(),
                label: organisation.name.clone(),
                usable: row.state == ReviewState::Usable,
            })
        })
    };
    Kind::ALL
        .iter()
        .map(|kind| Group { label: site.t.kinds(*kind).to_owned(), items: of_kind(*kind).collect() })
        .filter(|group| !group.items.is_empty())
        .collect()
}
