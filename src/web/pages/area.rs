//! `/omraden/{code}`: one area across organisations in a year: who has actions in it, who is silent, how that moved, the
//! actions by organisation, the risks and the metrics.

use askama::Template;

use super::{
    files,
    parts::{KeyFigure, Named, Sentence, YearLink, or_dash, page_links, place_words},
};
use crate::{
    analytics::{self, AreaYear, Axis, Behind, Column, Sort},
    figures::CellState,
    review::{Area, Filter, OrganisationIndex, Status, Year},
    store::StoredRisk,
    web::{
        Error,
        links::Link,
        site::{Layout, Section, Site},
    },
};

/// Actions shown at once.
const PAGE: usize = 25;

/// Risks shown at most; all stand in the file.
const RISKS: usize = 20;

/// The page.
#[derive(Template)]
#[template(path = "area.html", config = "dashboards/askama.toml")]
pub(crate) struct AreaPage {
    page: Layout,
    view: View,
}

#[derive(Default)]
struct View {
    meaning: String,
    nothing: String,
    years: Vec<YearLink>,
    figures: Vec<KeyFigure>,
    compare: String,
    silent: Vec<Named>,
    zero: Vec<Named>,
    missing: Vec<Named>,
    trend: Vec<TrendRow>,
    actions_lead: String,
    downloads: Vec<Named>,
    groups: Vec<Group>,
    pages: Vec<Named>,
    risks_lead: String,
    risks: Vec<RiskRow>,
    metrics: Vec<MetricRow>,
}

struct TrendRow {
    year: YearLink,
    with: String,
    usable: String,
    share: String,
}

struct Group {
    who: Named,
    items: Vec<Sentence>,
}

struct RiskRow {
    who: Named,
    text: String,
    value: String,
    place: Named,
}

struct MetricRow {
    label: String,
    stated_in: String,
    lowest: String,
    median: String,
    highest: String,
}

/// Builds the page.
pub(crate) fn page(site: &Site, code: &str) -> Result<AreaPage, Error> {
    let t = site.t;
    let area: Area = code.parse().map_err(|_| Error::UnknownArea(code.to_owned()))?;
    let view = View { meaning: t.area_meaning(area).to_owned(), ..View::default() };
    let Some(year) = site.asked().year(&site.dataset)? else {
        let view = View { nothing: t.text("web_empty.none").to_owned(), ..view };
        return Ok(AreaPage { page: site.layout(t.area(area), Section::Areas), view });
    };
    let filter = Filter::of_year(year);
    let found = AreaYear::of(&analytics::compared(&site.dataset, &filter, Axis::Areas, Sort::default()), area);
    let named =
        |state: CellState| found.in_state(state).into_iter().filter_map(|index| who(site, index, year)).collect();
    let ids = analytics::actions(
        &site.dataset,
        &Behind { columns: [Column::of_area(area), None, None, None], ..Behind::all(filter) },
    );
    let pages = ids.len().div_ceil(PAGE).max(1);
    let number = site.asked().page().min(pages);
    let shown: Vec<_> = ids.iter().copied().skip((number - 1) * PAGE).take(PAGE).collect();
    let here = || Link::to(format!("/omraden/{area}")).with("ar", year);
    let (risks_lead, risks) = risks(site, &filter, area)?;
    let view = View {
        years: super::parts::years(site, &format!("/omraden/{area}"), Some(year)),
        figures: key_figures(site, area, year, &found),
        compare: Link::to("/jamforelse").with("ar", year).with("sortera", area).with("riktning", "fallande").href(),
        silent: named(CellState::Silent),
        zero: named(CellState::Zero),
        missing: found
            .rows
            .iter()
            .filter(|(_, cell)| matches!(cell.state, CellState::NoReview | CellState::Unusable))
            .filter_map(|(index, _)| who(site, *index, year))
            .collect(),
        trend: trend(site, area, year),
        actions_lead: lead(site, ids.len(), number),
        downloads: files::table_downloads(site, "/atgarder", |link| link.with("ar", year).with("omrade", area)),
        groups: groups(site, &shown)?,
        pages: page_links(site, number, pages, here),
        risks_lead,
        risks,
        metrics: metrics(site, &filter, area),
        ..view
    };
    let title = t.fill("web_area.title", &[("area", t.area(area)), ("year", &year.to_string())]);
    Ok(AreaPage { page: site.layout(title, Section::Areas), view })
}

fn count(site: &Site, n: usize) -> String {
    site.t.integer(i64::try_from(n).unwrap_or(i64::MAX))
}

fn who(site: &Site, index: OrganisationIndex, year: Year) -> Option<Named> {
    let organisation = site.dataset.organisation(index)?;
    let href = Link::to(format!("/organisationer/{}", organisation.key)).with("ar", year).href();
    Some(Named { href, label: organisation.name.clone() })
}

fn key_figures(site: &Site, area: Area, year: Year, found: &AreaYear) -> Vec<KeyFigure> {
    let t = site.t;
    let with = found.in_state(CellState::Counted).len();
    let silent = found.in_state(CellState::Silent).len();
    let spoken = with + silent + found.in_state(CellState::Zero).len();
    let of = t.fill("web.of", &[("n", &count(site, spoken))]);
    let figure = |href: String, number: String, of: &str, what: &str, why: &str| KeyFigure {
        href,
        number,
        of: of.to_owned(),
        what: t.text(what).to_owned(),
        why: t.text(why).to_owned(),
    };
    let actions = Link::to("/atgarder").with("ar", year).with("omrade", area);
    let planned = actions.clone().with("status", Status::Planned).href();
    let here = Link::to(format!("/omraden/{area}")).with("ar", year);
    vec![
        figure(planned, count(site, found.planning()), &of, "web_area.planning", "web_area.planning_why"),
        figure(here.clone().at("atgarder"), count(site, with), &of, "web_area.with", "web_area.with_why"),
        figure(here.at("tysta"), count(site, silent), &of, "web_area.silent", "web_area.silent_why"),
        figure(
            actions.href(),
            t.integer(found.counts.total().into()),
            "",
            "web_overview.actions_count",
            "web_overview.actions_why",
        ),
    ]
}

fn trend(site: &Site, area: Area, current: Year) -> Vec<TrendRow> {
    let t = site.t;
    let trend = analytics::of_areas(&site.dataset, None);
    let points = trend.areas.into_iter().find(|found| found.area == area).map(|found| found.points);
    let years = site.dataset.years();
    let row = |point: analytics::TrendPoint| TrendRow {
        year: YearLink {
            href: if years.contains(point.year) {
                Link::to(format!("/omraden/{area}")).with("ar", point.year).href()
            } else {
                String::new()
            },
            label: point.year.to_string(),
            current: point.year == current,
        },
        with: t.integer(point.with_area.into()),
        usable: t.integer(point.usable.into()),
        share: point.share().map_or_else(|| t.text("words.missing").to_owned(), |share| t.share(share)),
    };
    points.unwrap_or_default().into_iter().map(row).collect()
}

fn lead(site: &Site, found: usize, page: usize) -> String {
    let key = match found {
        0 => "web_area.no_actions",
        1 => "web_area.actions_lead_one",
        found if found > PAGE => "web_area.actions_lead_pages",
        _ => "web_area.actions_lead",
    };
    let (from, to) = ((page - 1) * PAGE + 1, (page * PAGE).min(found));
    site.t.fill(key, &[("n", &count(site, found)), ("from", &count(site, from)), ("to", &count(site, to))])
}

/// The actions in the order of the register, those of one organisation together.
fn groups(site: &Site, ids: &[crate::review::ActionId]) -> Result<Vec<Group>, Error> {
    let mut groups: Vec<Group> = Vec::new();
    for stored in &site.store().actions(ids)? {
        let sentence = Sentence::with_organisation(site, stored);
        let Some(who) = sentence.who else { continue };
        // The name stands above; each sentence need not say it again.
        let item = Sentence { who: None, ..Sentence::of(site, stored) };
        match groups.last_mut().filter(|group| group.who.href == who.href) {
            Some(group) => group.items.push(item),
            None => groups.push(Group { who, items: vec![item] }),
        }
    }
    Ok(groups)
}

/// The risks with the highest values.
fn risks(site: &Site, filter: &Filter, area: Area) -> Result<(String, Vec<RiskRow>), Error> {
    let t = site.t;
    let mut stored = site.store().risks(&analytics::risks_in(&site.dataset, filter, area))?;
    let found = stored.len();
    // Stable: the order of the register within a value.
    stored.sort_by_key(|found| std::cmp::Reverse(found.risk.value));
    stored.truncate(RISKS);
    let key = match found {
        0 => "web_area.no_risks",
        found if found > RISKS => "web_area.risks_some",
        _ => "web_area.risks_all",
    };
    let lead = t.fill(key, &[("n", &count(site, found)), ("shown", &count(site, RISKS))]);
    Ok((lead, stored.iter().filter_map(|found| risk_row(site, found, filter.year)).collect()))
}

fn risk_row(site: &Site, found: &StoredRisk, year: Year) -> Option<RiskRow> {
    let (risk, review) = (&found.risk, &found.review);
    let link = Link::to(format!("/dokument/{}", review.document.0)).with("risk", found.id.0);
    Some(RiskRow {
        who: who(site, site.dataset.find(review.organisation.as_ref()?)?, year)?,
        text: site.words(&risk.text),
        value: or_dash(site, risk.value.map(|value| value.to_string()).as_deref()),
        place: Named {
            href: link.at(format!("rad-{}", risk.place.line)),
            label: place_words(site, risk.place.page, risk.place.line),
        },
    })
}

/// The metrics that speak of the area and that anyone states.
fn metrics(site: &Site, filter: &Filter, area: Area) -> Vec<MetricRow> {
    let t = site.t;
    let number = |value: Option<f64>| value.map_or_else(|| t.text("words.missing").to_owned(), |n| t.decimal(n, 2));
    analytics::stated(&site.dataset, filter)
        .into_iter()
        .filter(|summary| summary.stated_in > 0 && summary.kind.area() == Some(area))
        .map(|summary| MetricRow {
            label: t.metric(summary.kind).to_owned(),
            stated_in: t.integer(summary.stated_in.into()),
            lowest: number(summary.lowest),
            median: number(summary.median),
            highest: number(summary.highest),
        })
        .collect()
}
