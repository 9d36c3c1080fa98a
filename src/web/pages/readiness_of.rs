//! `/nis2/{key}`: the readiness of one organisation, measure by measure: the rung, what changed, and the sentences that
//! it rests on.

use askama::Template;

use super::{
    parts::{Named, YearLink, years},
    readiness::{CellView, cell_view},
    scopes::scope_of,
};
use crate::{
    analytics::{self, Behind, Column, Followed, ReadinessCell, ReadinessRow},
    figures::{LadderCell, LadderState},
    panels, requirements,
    review::{Area, Filter, Measure, Organisation, Place, RiskId, Year},
    store::StoredAction,
    web::{
        Error,
        asked::organisation,
        links::Link,
        site::{Layout, Section, Site},
    },
};

/// Sentences shown of a measure before a link leads to the rest.
const SHOWN: usize = 6;

/// The page.
#[derive(Template)]
#[template(path = "readiness_of.html", config = "dashboards/askama.toml")]
pub(crate) struct ReadinessOf {
    page: Layout,
    view: View,
}

#[derive(Default)]
struct View {
    lead: String,
    scope: String,
    years: Vec<YearLink>,
    back: String,
    organisation: Named,
    nothing: String,
    measures: Vec<MeasureView>,
}

struct MeasureView {
    letter: &'static str,
    name: String,
    cell: CellView,
    why: String,
    change: String,
    mapped: String,
    sentences: Vec<SentenceView>,
    evidence: Vec<EvidenceView>,
    more: Option<Named>,
}

struct SentenceView {
    text: String,
    status_code: &'static str,
    status: String,
    mention: bool,
    years: String,
    place: Named,
}

/// A figure or a risk on the subject of a measure.
struct EvidenceView {
    text: String,
    place: Named,
}

/// Builds the page.
pub(crate) fn page(site: &Site, key: &str) -> Result<ReadinessOf, Error> {
    let t = site.t;
    let found = organisation(&site.dataset, key)?;
    let index = site.dataset.find(&found.key).ok_or(Error::NotFound)?;
    let Some(year) = site.asked().year(&site.dataset)? else {
        let view = View {
            back: "/nis2".to_owned(),
            organisation: Named { href: format!("/organisationer/{key}"), label: found.name.clone() },
            nothing: t.text("web_empty.none").to_owned(),
            ..View::default()
        };
        return Ok(ReadinessOf { page: site.layout(t.text("web_nav.readiness"), Section::Readiness), view });
    };
    let of_year = analytics::readiness(&site.dataset, year, Some(found.kind));
    let row = of_year.rows.into_iter().find(|row| row.organisation == index);
    let values = [("organisation", found.name.as_str()), ("year", &year.to_string())];
    let (lead, measures) = match &row {
        Some(row) if !row.cells.is_empty() => {
            let index = panels::index_words(t, row.readiness);
            let before = row.before.map(|before| panels::index_words(t, before));
            let before = before.unwrap_or_else(|| t.text("words.missing").to_owned());
            let [organisation, year_value] = values;
            let filled = [organisation, year_value, ("index", index.as_str()), ("before", before.as_str())];
            (t.fill("web_readiness.lead_of", &filled), measures(site, found, year, row)?)
        }
        _ => (String::new(), Vec::new()),
    };
    let view = View {
        lead,
        scope: scope_of(site, found),
        years: years(site, &format!("/nis2/{key}"), Some(year)),
        back: Link::to("/nis2").with("ar", year).href(),
        organisation: Named {
            href: Link::to(format!("/organisationer/{key}")).with("ar", year).href(),
            label: found.name.clone(),
        },
        nothing: t.fill("web_readiness.nothing_of", &values),
        measures,
    };
    let title = t.fill("web_readiness.title_of", &values);
    Ok(ReadinessOf { page: site.layout(title, Section::Readiness), view })
}

fn measures(
    site: &Site,
    organisation: &Organisation,
    year: Year,
    row: &ReadinessRow,
) -> Result<Vec<MeasureView>, Error> {
    let each = Measure::ALL.iter().zip(&row.cells);
    each.map(|(measure, cell)| measure_view(site, organisation, year, *measure, cell)).collect()
}

fn measure_view(
    site: &Site,
    organisation: &Organisation,
    year: Year,
    measure: Measure,
    cell: &ReadinessCell,
) -> Result<MeasureView, Error> {
    let t = site.t;
    let behind = Behind {
        organisation: site.dataset.find(&organisation.key),
        columns: [None, Column::of_measure(measure), None, None],
        ..Behind::all(Filter::of_year(year))
    };
    let counted = analytics::actions(&site.dataset, &behind);
    let mut ids = counted.clone();
    ids.extend(analytics::passed_over(&site.dataset, &behind));
    let shown: Vec<_> = ids.iter().copied().take(SHOWN).collect();
    let stored = site.store().actions(&shown)?;
    let rest = ids.len().saturating_sub(SHOWN);
    Ok(MeasureView {
        letter: measure.code(),
        name: t.measure(measure).to_owned(),
        cell: cell_view(
            site,
            &LadderCell {
                state: LadderState::Rung(cell.rung),
                years: if cell.planned_for.is_empty() { String::new() } else { t.years(cell.planned_for) },
                change: cell.before.and_then(|before| cell.rung.moved_since(before)),
                link: None,
            },
        ),
        why: why(site, cell),
        change: change(site, cell),
        mapped: mapped(site, measure),
        sentences: stored.iter().map(|stored| sentence(site, stored)).collect(),
        evidence: evidence(site, organisation, year, measure)?,
        more: (rest > 0).then(|| Named {
            href: Link::to("/atgarder")
                .with("ar", year)
                .with("organisation", &organisation.key)
                .with("nis2", measure)
                .href(),
            label: t.fill("web_readiness.more", &[("n", &rest.to_string())]),
        }),
    })
}

/// What speaks of a measure beside actions: figures of the organisation's own, and risks.
fn evidence(
    site: &Site,
    organisation: &Organisation,
    year: Year,
    measure: Measure,
) -> Result<Vec<EvidenceView>, Error> {
    let found = site.dataset.find(&organisation.key).and_then(|index| site.dataset.review_of(index, year));
    let Some((index, review)) = found else { return Ok(Vec::new()) };
    // As the rung takes them: risks and figures that speak of the measure, and figures that follow it up.
    let spoken = Column::of_measure(measure).map(Column::spoken_areas).unwrap_or_default();
    let areas = spoken.union(requirements::areas_of(measure));
    let risks: Vec<RiskId> = site
        .dataset
        .risks_of(index)
        .iter()
        .filter(|risk| spoken.contains(Area::Riskhantering) || spoken.meets(risk.areas))
        .map(|risk| risk.id)
        .take(SHOWN)
        .collect();
    let metrics = site.store().metrics_of(review.id)?;
    let own = metrics.iter().filter(|metric| metric.kind.area().is_some_and(|area| areas.contains(area)));
    let heads = site.store().reviews(&[review.id])?;
    let Some(head) = heads.first() else { return Ok(Vec::new()) };
    let view = |text: &str, place: &Place| EvidenceView {
        text: site.words(text),
        place: super::parts::to_line(site, head.document, place),
    };
    let figures = own.take(SHOWN).map(|metric| view(&metric.quote, &metric.place));
    let risks = site.store().risks(&risks)?;
    Ok(figures.chain(risks.iter().map(|stored| view(&stored.risk.text, &stored.risk.place))).collect())
}

fn sentence(site: &Site, stored: &StoredAction) -> SentenceView {
    let action = &stored.action;
    SentenceView {
        text: site.words(&action.text),
        status_code: action.status.code(),
        status: site.t.status(action.status).to_owned(),
        mention: action.optional,
        years: site.t.years(action.years),
        place: super::parts::to_action(site, stored),
    }
}

/// What the rung rests on.
fn why(site: &Site, cell: &ReadinessCell) -> String {
    let t = site.t;
    let count = |number: u32| t.integer(i64::from(number));
    let counts = t.fill(
        "web_readiness.rests_on",
        &[
            ("planned", &count(cell.counts.planned)),
            ("ongoing", &count(cell.counts.ongoing)),
            ("done", &count(cell.counts.done)),
        ],
    );
    let followed = cell.followed.map(|followed| match followed {
        Followed::Assessed => "web_readiness.followed_assessed",
        Followed::Measured => "web_readiness.followed_measured",
        Followed::Repeated => "web_readiness.followed_repeated",
    });
    match followed {
        Some(key) => format!("{counts} {}", t.text(key)),
        None if cell.counts.total() == 0 => t.rung_meaning(cell.rung.code()).to_owned(),
        None => counts,
    }
}

/// How the rung moved since the year before.
fn change(site: &Site, cell: &ReadinessCell) -> String {
    let Some(before) = cell.before else { return site.t.text("web_readiness.no_before").to_owned() };
    let (before, now) = (site.t.rung(before.code()), site.t.rung(cell.rung.code()));
    let key = if cell.before == Some(cell.rung) { "web_readiness.same" } else { "web_readiness.changed" };
    site.t.fill(key, &[("before", before), ("now", now)])
}

/// The areas and controls that answer to a measure.
fn mapped(site: &Site, measure: Measure) -> String {
    let Some(requirement) = requirements::requirement_of(measure) else { return String::new() };
    let areas = requirement.areas.iter().map(|area| site.t.area(area)).collect::<Vec<_>>().join(", ");
    site.t.fill("web_readiness.mapped", &[("areas", &areas), ("iso", &requirement.iso.join(", "))])
}
