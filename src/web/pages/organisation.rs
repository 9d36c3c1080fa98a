//! `/organisationer/{key}`: one organisation: its actions by year, risks, metrics, remarks and all versions.

use std::collections::BTreeMap;

use askama::Template;

use super::{
    files::{downloads, table_downloads},
    parts::{Named, Remark, Sentence, YearLink, day, or_dash, to_line},
    peers::{self, Peers},
    reviews::Row,
};
use crate::{
    figures::Grid,
    review::{ActionId, Finding, FindingKind, Metric, Organisation, OrganisationKey, ReviewIndex, RiskId, Year},
    store::{ReviewHead, StoredAction, StoredRisk},
    web::{
        Error,
        asked::organisation,
        links::Link,
        site::{Layout, Section, Site},
    },
};

/// Actions shown under one heading before a link leads to the rest, so that a page stays light.
const SHOWN: usize = 25;

/// The page.
#[derive(Template)]
#[template(path = "organisation.html", config = "dashboards/askama.toml")]
pub(crate) struct OrganisationPage {
    page: Layout,
    view: View,
}

struct View {
    name: String,
    lead: String,
    relations: Vec<Relation>,
    years: Vec<YearLink>,
    review: Option<Review>,
    nothing: String,
    versions: Vec<Row>,
}

struct Relation {
    what: String,
    href: String,
    label: String,
}

struct Review {
    facts: String,
    href: String,
    usable: bool,
    /// Where what came of its promises is told.
    promises: Option<String>,
    actions: Vec<Group>,
    actions_files: Vec<Named>,
    grid: Vec<GridRow>,
    grid_columns: Vec<String>,
    grid_note: String,
    grid_files: Vec<Named>,
    risks: Vec<RiskRow>,
    risks_files: Vec<Named>,
    unfigured: Vec<RiskRow>,
    mentioned: Vec<RiskRow>,
    findings: Vec<FindingGroup>,
    metrics: Vec<MetricRow>,
    metrics_files: Vec<Named>,
    remarks: Vec<Remark>,
    peers: Option<Peers>,
}

struct Group {
    label: String,
    count: String,
    items: Vec<Sentence>,
    more: Option<Named>,
}

struct FindingGroup {
    label: String,
    items: Vec<FindingRow>,
}

struct FindingRow {
    heading: String,
    text: String,
    areas: String,
    place: Named,
}

struct GridRow {
    label: String,
    cells: Vec<GridCell>,
}

struct GridCell {
    class: String,
    count: u32,
}

struct RiskRow {
    text: String,
    likelihood: String,
    consequence: String,
    value: String,
    treatment: String,
    place: Named,
}

struct MetricRow {
    kind: String,
    value: String,
    note: String,
    quote: String,
    place: Named,
}

/// Builds the page.
pub(crate) fn page(site: &Site, key: &str) -> Result<OrganisationPage, Error> {
    let organisation = organisation(&site.dataset, key)?;
    let heads = site.store().reviews_of(&organisation.key)?;
    let own = heads.iter().filter(|head| head.current).filter_map(|head| head.year).max();
    let year = if site.asked().names_year() { site.asked().year(&site.dataset)? } else { own };
    let head = heads.iter().find(|head| head.current && head.year == year && year.is_some());
    let nothing = match year {
        Some(year) => {
            let values = [("organisation", organisation.name.as_str()), ("year", &year.to_string())];
            site.t.fill("web_organisation.nothing", &values)
        }
        // What came in without a year is listed below, and stands in no figure.
        None if !heads.is_empty() => {
            site.t.fill("web_organisation.undated_only", &[("organisation", &organisation.name)])
        }
        None => site.t.fill("web_organisation.nothing_at_all", &[("organisation", &organisation.name)]),
    };
    let view = View {
        name: organisation.name.clone(),
        lead: lead(site, organisation, heads.iter().filter(|head| head.current).count()),
        relations: relations(site, organisation),
        years: super::parts::years(site, &format!("/organisationer/{key}"), year),
        review: head.map(|head| review(site, organisation, head)).transpose()?,
        nothing,
        versions: heads.iter().map(|head| Row::of(site, head)).collect(),
    };
    Ok(OrganisationPage { page: site.layout(organisation.name.clone(), Section::Organisations), view })
}

fn lead(site: &Site, organisation: &Organisation, reviews: usize) -> String {
    let key = match reviews {
        0 => "web_organisation.lead_none",
        1 => "web_organisation.lead_one",
        _ => "web_organisation.lead",
    };
    site.t.fill(key, &[("kind", site.t.kind(organisation.kind)), ("n", &reviews.to_string())])
}

fn relations(site: &Site, organisation: &Organisation) -> Vec<Relation> {
    let to = |what: &'static str, key: &OrganisationKey| {
        let other = site.dataset.find(key).and_then(|index| site.dataset.organisation(index))?;
        Some(Relation {
            what: site.t.text(what).to_owned(),
            href: format!("/organisationer/{key}"),
            label: other.name.clone(),
        })
    };
    let from = organisation.predecessors.iter().filter_map(|key| to("web_organisation.from", key));
    from.chain(organisation.successors.iter().filter_map(|key| to("web_organisation.to", key))).collect()
}

fn review(site: &Site, organisation: &Organisation, head: &ReviewHead) -> Result<Review, Error> {
    let at = site.dataset.reviews.iter().position(|review| review.id == head.id).and_then(|at| u32::try_from(at).ok());
    let (mut actions, mut risks) = (Vec::new(), Vec::new());
    let mut grid = None;
    if let Some(index) = at.map(ReviewIndex) {
        actions = site.dataset.actions_of(index).iter().map(|action| action.id).collect::<Vec<ActionId>>();
        risks = site.dataset.risks_of(index).iter().map(|risk| risk.id).collect::<Vec<RiskId>>();
        grid = super::figures::risks_of(site, index);
    }
    let actions = site.store().actions(&actions)?;
    let risks = site.store().risks(&risks)?;
    let (mentioned, counted): (Vec<&StoredRisk>, Vec<&StoredRisk>) =
        risks.iter().partition(|found| found.risk.optional);
    let (rated, unfigured): (Vec<&StoredRisk>, Vec<&StoredRisk>) = counted
        .into_iter()
        .partition(|found| found.risk.likelihood.or(found.risk.consequence).or(found.risk.value).is_some());
    let choices = |link: Link| link.with_some("ar", head.year).with("organisation", &organisation.key);
    Ok(Review {
        facts: facts(site, head),
        href: format!("/dokument/{}", head.document.0),
        usable: head.usable,
        promises: head.usable.then(|| choices(Link::to("/loften")).href()),
        actions: groups(site, organisation, head.year, &actions),
        actions_files: table_downloads(site, "/atgarder", choices),
        grid_files: downloads(site, "/figurer/risker", choices),
        risks_files: table_downloads(site, "/figurer/risklista", choices),
        metrics_files: table_downloads(site, "/figurer/nyckeltal", choices),
        grid: grid.as_ref().map(grid_rows).unwrap_or_default(),
        grid_columns: grid.as_ref().map(|grid| grid.consequence.to_vec()).unwrap_or_default(),
        grid_note: grid.map(|grid| grid.note).unwrap_or_default(),
        risks: sorted(rated).into_iter().map(|found| risk_row(site, found)).collect(),
        unfigured: unfigured.into_iter().map(|found| risk_row(site, found)).collect(),
        mentioned: mentioned.into_iter().map(|found| risk_row(site, found)).collect(),
        findings: findings(site, head)?,
        metrics: site.store().metrics_of(head.id)?.iter().map(|metric| metric_row(site, head, metric)).collect(),
        remarks: remarks(site, head)?,
        peers: head.year.and_then(|year| peers::of(site, organisation, year)),
    })
}

/// The remarks of the reading, and one where the list of actions was copied.
fn remarks(site: &Site, head: &ReviewHead) -> Result<Vec<Remark>, Error> {
    let repeated = super::reviews::repeated(site, head, "web_organisation.repeated");
    let found = site.store().diagnostics_of(head.id)?;
    let own = repeated.map(|text| Remark { text, place: None });
    Ok(own.into_iter().chain(found.iter().map(|remark| Remark::of(site, head.document, remark))).collect())
}

/// What counts as no action, by kind, in the order of the document.
fn findings(site: &Site, head: &ReviewHead) -> Result<Vec<FindingGroup>, Error> {
    let found = site.store().findings_of(head.id)?;
    let row = |finding: &Finding| FindingRow {
        heading: site.words(&finding.heading),
        text: site.words(&finding.text),
        areas: finding.areas.iter().map(|area| site.t.area(area)).collect::<Vec<_>>().join(", "),
        place: to_line(site, head.document, &finding.place),
    };
    let group = |kind: &FindingKind| FindingGroup {
        label: site.t.findings(*kind).to_owned(),
        items: found.iter().filter(|finding| finding.kind == *kind).map(row).collect(),
    };
    Ok(FindingKind::ALL.iter().map(group).filter(|group| !group.items.is_empty()).collect())
}

fn facts(site: &Site, head: &ReviewHead) -> String {
    let year = head.year.map(|year| year.to_string()).unwrap_or_default();
    let values = [
        ("year", year.as_str()),
        ("version", &head.version.to_string()),
        ("received", &day(&head.received_at)),
        ("dnr", &or_dash(site, head.dnr.as_deref())),
        ("decided", &or_dash(site, head.decided_on.as_deref())),
    ];
    site.t.fill("web_organisation.facts", &values)
}

/// Actions under the years that they state, each once; undated ones and mentions last.
fn groups(site: &Site, organisation: &Organisation, year: Option<Year>, actions: &[StoredAction]) -> Vec<Group> {
    let mut groups: BTreeMap<(u8, Option<Year>, usize, String), Vec<&StoredAction>> = BTreeMap::new();
    for found in actions {
        let years = found.action.years;
        let key = match (found.action.optional, years.is_empty()) {
            (true, _) => (2, None, 0, site.t.text("web_organisation.mentions").to_owned()),
            (false, true) => (1, None, 0, site.t.text("web_organisation.undated").to_owned()),
            (false, false) => (0, years.first(), years.len(), site.t.years(years)),
        };
        groups.entry(key).or_default().push(found);
    }
    let all = Link::to("/atgarder").with_some("ar", year).with("organisation", &organisation.key).href();
    groups
        .into_iter()
        .map(|((.., label), found)| {
            let count = site.t.integer(i64::try_from(found.len()).unwrap_or(i64::MAX));
            Group {
                more: (found.len() > SHOWN).then(|| Named {
                    href: all.clone(),
                    label: site.t.fill("web_organisation.more", &[("n", &count)]),
                }),
                items: found.into_iter().take(SHOWN).map(|found| Sentence::of(site, found)).collect(),
                label,
                count,
            }
        })
        .collect()
}

/// Highest risk value first; the order of the document within a value.
fn sorted(mut risks: Vec<&StoredRisk>) -> Vec<&StoredRisk> {
    risks.sort_by_key(|found| std::cmp::Reverse(found.risk.value));
    risks
}

/// Likelihood from 5 at the top to 1; the edges between values below the threshold and from it on are drawn.
fn grid_rows(grid: &Grid) -> Vec<GridRow> {
    let rows = (1u8..).zip(grid.likelihood.iter().zip(&grid.counts));
    let mut rows: Vec<GridRow> = rows
        .map(|(likelihood, (label, counts))| GridRow {
            label: label.clone(),
            cells: (1u8..)
                .zip(counts)
                .map(|(consequence, count)| GridCell {
                    class: grid_class(grid, likelihood, consequence),
                    count: *count,
                })
                .collect(),
        })
        .collect();
    rows.reverse();
    rows
}

fn grid_class(grid: &Grid, likelihood: u8, consequence: u8) -> String {
    let over = |likelihood: u8, consequence: u8| likelihood * consequence >= grid.threshold;
    let mut classes = Vec::new();
    if over(likelihood, consequence) {
        classes.push("over");
        if !over(likelihood, consequence - 1) {
            classes.push("edge-left");
        }
        if !over(likelihood - 1, consequence) {
            classes.push("edge-below");
        }
    }
    classes.join(" ")
}

fn risk_row(site: &Site, found: &StoredRisk) -> RiskRow {
    let figure = |value: Option<u8>| or_dash(site, value.map(|value| value.to_string()).as_deref());
    let risk = &found.risk;
    RiskRow {
        text: site.words(&risk.text),
        likelihood: figure(risk.likelihood),
        consequence: figure(risk.consequence),
        value: figure(risk.value),
        treatment: site.words(&or_dash(site, risk.treatment.as_deref())),
        place: Named {
            href: Link::to(format!("/dokument/{}", found.review.document.0))
                .with("risk", found.id.0)
                .at(format!("rad-{}", risk.place.line)),
            label: super::parts::place_words(site, risk.place.page, risk.place.line),
        },
    }
}

fn metric_row(site: &Site, head: &ReviewHead, metric: &Metric) -> MetricRow {
    let value = site.t.decimal(metric.value, 2);
    let note = match metric.note.as_deref() {
        Some("shared") => site.t.text("web_metric.shared"),
        other => other.unwrap_or_default(),
    };
    MetricRow {
        kind: site.t.metric(metric.kind).to_owned(),
        value: if metric.approximate { site.t.fill("web_metric.about", &[("value", &value)]) } else { value },
        note: note.to_owned(),
        quote: site.words(&metric.quote),
        place: to_line(site, head.document, &metric.place),
    }
}
