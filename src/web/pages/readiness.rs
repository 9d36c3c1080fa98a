//! `/nis2`: the readiness ladder of a year for the steering group, with the index of the city and of each kind.

use std::cmp::Ordering;

use askama::Template;

use super::{
    figures, files,
    parts::{Choice, KeyFigure, Named, kind_choices, year_choices},
    scopes::{ScopeRow, scope_rows},
};
use crate::{
    analytics::{self, Readiness, ReadinessOfYear, Sort},
    catalogue::Catalogue,
    figures::{Figure, Heading, Ladder, LadderCell, LadderState},
    panels,
    review::{Filter, Rung},
    web::{
        Error,
        links::Link,
        site::{Layout, Section, Site},
    },
};

/// The page.
#[derive(Template)]
#[template(path = "readiness.html", config = "dashboards/askama.toml")]
pub(crate) struct ReadinessPage {
    page: Layout,
    view: View,
}

#[derive(Default)]
struct View {
    lead: String,
    years: Vec<Choice>,
    kinds: Vec<Choice>,
    figures: Vec<KeyFigure>,
    groups: Vec<GroupRow>,
    columns: Vec<Column>,
    index_label: String,
    rows: Vec<Row>,
    legend: Vec<Step>,
    note: String,
    scopes: Vec<ScopeRow>,
    downloads: Vec<Named>,
}

struct GroupRow {
    label: String,
    index: String,
    mentioned: String,
    before: String,
    mentioned_before: String,
}

struct Column {
    letter: String,
    label: String,
}

struct Row {
    group: Option<String>,
    key: String,
    label: String,
    href: Option<String>,
    all: Option<CellView>,
    cells: Vec<CellView>,
    index: String,
}

/// A cell as the table shows it; `code` is a class of the style sheet.
pub(crate) struct CellView {
    pub(crate) code: &'static str,
    pub(crate) words: String,
    pub(crate) years: String,
    pub(crate) change: &'static str,
    pub(crate) change_words: String,
    pub(crate) href: Option<String>,
}

struct Step {
    code: &'static str,
    words: String,
    meaning: String,
}

/// Builds the page.
pub(crate) fn page(site: &Site) -> Result<ReadinessPage, Error> {
    let t = site.t;
    let kind = site.asked().kind()?;
    let Some(year) = site.asked().year(&site.dataset)? else {
        let view = View { lead: t.text("web_empty.none").to_owned(), ..View::default() };
        return Ok(ReadinessPage { page: site.layout(t.text("web_nav.readiness"), Section::Readiness), view });
    };
    let filter = Filter { kind, ..Filter::of_year(year) };
    let ladder = ladder(site, filter)?;
    let found = analytics::readiness(&site.dataset, year, kind);
    let choices = |link: Link| link.with("ar", year).with_some("slag", kind);
    let view = View {
        lead: t.fill("web_readiness.lead", &[("year", &year.to_string())]),
        years: year_choices(site, year),
        kinds: kind_choices(site, kind),
        figures: key_figures(site, filter, &found),
        groups: groups(site, &found),
        columns: ladder
            .columns
            .iter()
            .map(|column| Column { letter: column.key.clone(), label: column.label.clone() })
            .collect(),
        index_label: ladder.index_label.clone(),
        rows: rows(site, &ladder),
        legend: legend(site),
        note: ladder.note.clone(),
        scopes: scope_rows(site, year),
        downloads: files::downloads(site, "/figurer/nis2", choices),
    };
    let title = t.fill("chart.readiness_title", &[("year", &year.to_string())]);
    Ok(ReadinessPage { page: site.layout(title, Section::Readiness), view })
}

fn ladder(site: &Site, filter: Filter) -> Result<Ladder, Error> {
    let panel = panels::panel("nis2").ok_or_else(|| Error::internal("there is no panel nis2"))?;
    match (panel.build)(&figures::input(site, filter, Sort::default(), &figures::NO_SOURCES)) {
        Figure::Ladder(ladder) => Ok(ladder),
        _ => Err(Error::internal("the panel nis2 gives no ladder")),
    }
}

fn key_figures(site: &Site, filter: Filter, found: &ReadinessOfYear) -> Vec<KeyFigure> {
    let t = site.t;
    let (now, before) = found.all;
    let number = |index: Option<f64>| index.map_or_else(|| t.text("words.missing").to_owned(), |index| t.share(index));
    let usable = found.rows.iter().filter(|row| !row.cells.is_empty()).count();
    let count = |number: usize| t.integer(i64::try_from(number).unwrap_or(i64::MAX));
    let cells = || found.rows.iter().flat_map(|row| &row.cells);
    let moves: Vec<Ordering> =
        cells().filter_map(|cell| cell.before.and_then(|before| cell.rung.moved_since(before))).collect();
    let moved = |wanted: Ordering| moves.iter().filter(|moved| **moved == wanted).count();
    let (up, down, compared) = (moved(Ordering::Greater), moved(Ordering::Less), moves.len());
    let href = Link::to("/nis2").with("ar", filter.year).with_some("slag", filter.kind);
    let figure = |anchor: &str, number: String, of: String, what: &str, why: String| KeyFigure {
        href: href.clone().at(anchor),
        number,
        of,
        what: t.text(what).to_owned(),
        why,
    };
    let of = |number: u32| t.fill("web.of", &[("n", &t.integer(i64::from(number)))]);
    let rows = u32::try_from(found.rows.len()).unwrap_or(u32::MAX);
    vec![
        figure(
            "index",
            number(now.index()),
            String::new(),
            "web_readiness.index",
            t.fill(
                "web_readiness.index_why",
                &[("before", &number(before.index())), ("mentioned", &mentioned(t, before))],
            ),
        ),
        figure(
            "trappa",
            t.integer(i64::from(now.mentioned)),
            of(now.measures),
            "web_readiness.mentioned",
            t.text("web_readiness.mentioned_why").to_owned(),
        ),
        figure(
            "trappa",
            count(usable),
            of(rows),
            "web_readiness.usable",
            t.text("web_readiness.usable_why").to_owned(),
        ),
        figure(
            "trappa",
            format!("+{} −{}", count(up), count(down)),
            String::new(),
            "web_readiness.moved",
            t.fill("web_readiness.moved_why", &[("n", &count(compared))]),
        ),
    ]
}

fn groups(site: &Site, found: &ReadinessOfYear) -> Vec<GroupRow> {
    let t = site.t;
    let row = |label: &str, now: Readiness, before: Readiness| {
        let index = |readiness: Readiness| {
            readiness.index().map_or_else(|| t.text("words.missing").to_owned(), |index| t.share(index))
        };
        let mentioned = |readiness: Readiness| mentioned(t, readiness);
        GroupRow {
            label: label.to_owned(),
            index: index(now),
            mentioned: mentioned(now),
            before: index(before),
            mentioned_before: mentioned(before),
        }
    };
    let kinds = found.kinds.iter().map(|(kind, now, before)| row(t.kinds(*kind), *now, *before));
    let all = row(t.text("web_readiness.all"), found.all.0, found.all.1);
    kinds.chain((found.kinds.len() > 1).then_some(all)).collect()
}

/// How many of the measures that could be are mentioned.
fn mentioned(t: &Catalogue, readiness: Readiness) -> String {
    let count = |number: u32| t.integer(i64::from(number));
    t.fill("web_readiness.n_of_m", &[("n", &count(readiness.mentioned)), ("m", &count(readiness.measures))])
}

fn rows(site: &Site, ladder: &Ladder) -> Vec<Row> {
    let mut group: Option<&str> = None;
    let rows = ladder.rows.iter().enumerate().map(|(at, heading)| {
        let begins = group != Some(heading.group.as_str());
        group = Some(&heading.group);
        row(site, ladder, at, heading, begins)
    });
    rows.collect()
}

fn row(site: &Site, ladder: &Ladder, at: usize, heading: &Heading, begins: bool) -> Row {
    let key = format!("kind_plural.{}", heading.group);
    let group = begins.then(|| site.t.text(&key).to_owned()).filter(|words| *words != heading.label);
    let cells: Vec<CellView> = ladder.row(at).iter().map(|cell| cell_view(site, cell)).collect();
    let unknown = ladder.row(at).iter().all(|cell| !matches!(cell.state, LadderState::Rung(_)));
    let (all, cells) = if unknown { (cells.into_iter().next(), Vec::new()) } else { (None, cells) };
    Row {
        group,
        key: heading.key.clone(),
        label: heading.label.clone(),
        href: heading.link.clone(),
        all,
        cells,
        index: ladder.indices.get(at).cloned().unwrap_or_default(),
    }
}

/// A cell in words.
pub(crate) fn cell_view(site: &Site, cell: &LadderCell) -> CellView {
    let change = cell.change.map_or("", |change| match change {
        Ordering::Greater => "up",
        Ordering::Less => "down",
        Ordering::Equal => "",
    });
    CellView {
        code: cell.state.code(),
        words: site.t.rung(cell.state.code()).to_owned(),
        years: cell.years.clone(),
        change,
        change_words: match change {
            "" => String::new(),
            "up" => site.t.text("chart.rung_up").to_owned(),
            _ => site.t.text("chart.rung_down").to_owned(),
        },
        href: cell.link.clone(),
    }
}

fn legend(site: &Site) -> Vec<Step> {
    let steps = Rung::ALL.iter().map(|rung| Step {
        code: rung.code(),
        words: site.t.rung(rung.code()).to_owned(),
        meaning: site.t.rung_meaning(rung.code()).to_owned(),
    });
    steps.collect()
}
