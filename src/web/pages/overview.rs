//! `/`: the state of a year: what came in, what it speaks of, and how that moved.

use askama::Template;

use super::{
    figures::{self, FigureView},
    files,
    parts::{KeyFigure, Named, YearLink, years},
};
use crate::{
    analytics::{self, Axis, Sort},
    figures::{CellState, Matrix},
    review::{Area, Filter, Status, Year},
    web::{
        Error,
        links::Link,
        site::{Layout, Section, Site},
    },
};

/// The page.
#[derive(Template)]
#[template(path = "overview.html", config = "dashboards/askama.toml")]
pub(crate) struct Overview {
    page: Layout,
    view: Option<View>,
}

struct View {
    lead: String,
    years: Vec<YearLink>,
    figures: Vec<KeyFigure>,
    planned: String,
    ongoing: String,
    done: String,
    areas: Vec<AreaRow>,
    downloads: Vec<Named>,
    charts: Vec<FigureView>,
}

struct AreaRow {
    label: String,
    page: String,
    compare: String,
    actions: String,
    with: String,
    silent: String,
    total: String,
    planned: String,
    ongoing: String,
    done: String,
}

/// Builds the page.
pub(crate) fn page(site: &Site) -> Result<Overview, Error> {
    let t = site.t;
    let Some(year) = site.asked().year(&site.dataset)? else {
        let page = site.layout(t.text("web_overview.title_empty"), Section::Overview);
        return Ok(Overview { page, view: None });
    };
    let filter = Filter::of_year(year);
    let matrix = figures::matrix(site, &filter, Axis::Areas, Sort::default())?;
    let view = View {
        lead: t.fill("web_overview.lead", &[("year", &year.to_string())]),
        years: years(site, "/", Some(year)),
        figures: key_figures(site, year, &matrix),
        planned: t.status(Status::Planned).to_owned(),
        ongoing: t.status(Status::Ongoing).to_owned(),
        done: t.status(Status::Done).to_owned(),
        areas: matrix
            .columns
            .iter()
            .enumerate()
            .filter_map(|(at, column)| Some(area_row(site, year, &matrix, at, column.key.parse().ok()?)))
            .collect(),
        downloads: files::table_downloads(site, "/jamforelse", |link| link.with("ar", year)),
        charts: figures::of_overview(site, year),
    };
    let title = t.fill("web_overview.title", &[("year", &year.to_string())]);
    Ok(Overview { page: site.layout(title, Section::Overview), view: Some(view) })
}

fn key_figures(site: &Site, year: Year, matrix: &Matrix) -> Vec<KeyFigure> {
    let t = site.t;
    let reporting = analytics::of_year(&site.dataset, year, None).all;
    let figure = |href: String, number: u32, of: Option<u32>, what: &str, why: &str| KeyFigure {
        href,
        number: t.integer(i64::from(number)),
        of: of.map(|n| t.fill("web.of", &[("n", &t.integer(i64::from(n)))])).unwrap_or_default(),
        what: t.text(what).to_owned(),
        why: t.text(why).to_owned(),
    };
    let silent = tally(matrix, area_column(matrix, Area::Nis2)).silent;
    let sorted = Link::to("/jamforelse").with("ar", year).with("sortera", Area::Nis2).with("riktning", "stigande");
    let reported = Link::to("/inlamnade").with("ar", year);
    vec![
        figure(
            reported.clone().href(),
            reporting.received,
            Some(reporting.expected),
            "web_overview.received",
            "web_overview.received_why",
        ),
        figure(
            reported.at("inkomna"),
            reporting.usable,
            Some(reporting.received),
            "web_overview.usable",
            "web_overview.usable_why",
        ),
        figure(
            Link::to("/atgarder").with("ar", year).href(),
            figures::actions_of_year(site, year),
            None,
            "web_overview.actions_count",
            "web_overview.actions_why",
        ),
        figure(
            sorted.href(),
            silent,
            Some(reporting.usable),
            "web_overview.silent_nis2",
            "web_overview.silent_nis2_why",
        ),
    ]
}

fn area_column(matrix: &Matrix, area: Area) -> usize {
    matrix.columns.iter().position(|column| column.key == area.code()).unwrap_or(usize::MAX)
}

/// A column of the comparison, told in a line.
#[derive(Default)]
struct Tally {
    with: u32,
    silent: u32,
    planned: u32,
    ongoing: u32,
    done: u32,
}

fn tally(matrix: &Matrix, column: usize) -> Tally {
    let cells = (0..matrix.rows.len()).filter_map(|row| matrix.row(row).get(column));
    cells.fold(Tally::default(), |mut tally, cell| {
        tally.with += u32::from(cell.state == CellState::Counted);
        tally.silent += u32::from(cell.state == CellState::Silent);
        tally.planned += cell.planned;
        tally.ongoing += cell.ongoing;
        tally.done += cell.done;
        tally
    })
}

fn area_row(site: &Site, year: Year, matrix: &Matrix, column: usize, area: Area) -> AreaRow {
    let t = site.t;
    let tally = tally(matrix, column);
    let count = |n: u32| t.integer(i64::from(n));
    AreaRow {
        label: t.area(area).to_owned(),
        page: Link::to(format!("/omraden/{area}")).with("ar", year).href(),
        compare: Link::to("/jamforelse").with("ar", year).with("sortera", area).with("riktning", "fallande").href(),
        actions: Link::to("/atgarder").with("ar", year).with("omrade", area).href(),
        with: count(tally.with),
        silent: count(tally.silent),
        total: count(tally.planned + tally.ongoing + tally.done),
        planned: count(tally.planned),
        ongoing: count(tally.ongoing),
        done: count(tally.done),
    }
}
