//! `/jamforelse`: organisations × areas for a year, sorted and filtered by links and a form.

use askama::Template;

use super::{
    figures, files,
    parts::{Choice, Named, for_year_choices, for_year_value, kind_choices, year_choices},
};
use crate::{
    analytics::{Direction, Sort, SortBy},
    figures::{CellState, Heading, Matrix, MatrixCell},
    review::{Area, Filter, ForYear},
    web::{
        Error,
        links::Link,
        site::{Layout, Section, Site},
    },
};

/// The class of each shade of `MatrixCell`.
const SHADES: [&str; 5] = ["h1", "h2", "h3", "h4", "h5"];

/// The page.
#[derive(Template)]
#[template(path = "compare.html", config = "dashboards/askama.toml")]
pub(crate) struct Compare {
    page: Layout,
    view: View,
}

struct View {
    note: String,
    years: Vec<Choice>,
    kinds: Vec<Choice>,
    for_years: Vec<Choice>,
    sorts: Vec<Choice>,
    directions: Vec<Choice>,
    filtered: bool,
    clear: String,
    downloads: Vec<Named>,
    corner: Column,
    columns: Vec<Column>,
    rows: Vec<Row>,
    areas: Vec<Named>,
    counted: String,
    zero: String,
    silent: String,
    silent_label: String,
    unusable: String,
    no_review: String,
    scale: Vec<Step>,
}

struct Column {
    key: String,
    label: String,
    href: String,
    sort: Option<&'static str>,
    arrow: &'static str,
}

struct Row {
    group: Option<String>,
    key: String,
    label: String,
    href: Option<String>,
    all: Option<CellView>,
    cells: Vec<CellView>,
}

struct CellView {
    class: &'static str,
    href: Option<String>,
    label: String,
    split: String,
}

struct Step {
    class: &'static str,
    label: String,
}

/// Builds the page.
pub(crate) fn page(site: &Site) -> Result<Compare, Error> {
    let sort = site.asked().sort()?;
    let Some(filter) = site.asked().filter(&site.dataset)? else {
        let title = site.t.text("web_nav.compare");
        return Ok(Compare { page: site.layout(title, Section::Compare), view: empty(site) });
    };
    let matrix = figures::matrix(site, &filter, sort)?;
    let year = filter.year.to_string();
    let title = site.t.fill("web_compare.title", &[("year", &year)]);
    let column = |heading: &Heading| column(site, &filter, sort, heading);
    let chosen = Query { filter: &filter, sort };
    let view = View {
        note: site.t.fill("web_compare.lead", &[("year", &year)]),
        years: year_choices(site, filter.year),
        kinds: kind_choices(site, filter.kind),
        for_years: for_year_choices(site, filter.year, filter.for_year),
        sorts: sorts(site, sort.by),
        directions: [Direction::Ascending, Direction::Descending]
            .map(|each| Choice::new(each, way(site, each), each == sort.direction))
            .into(),
        filtered: filter.kind.is_some() || filter.for_year != ForYear::Any || sort != Sort::default(),
        clear: Link::to("/jamforelse").with("ar", filter.year).href(),
        downloads: files::downloads(site, "/jamforelse", |link| chosen.onto(link)),
        corner: corner(site, &filter, sort),
        columns: matrix.columns.iter().map(column).collect(),
        rows: rows(site, &filter, &matrix, sort.by),
        areas: Area::ALL.iter().map(|area| area_page(site, &filter, *area)).collect(),
        ..empty(site)
    };
    Ok(Compare { page: site.layout(title, Section::Compare), view })
}

/// The choices that an address of this page carries.
struct Query<'a> {
    filter: &'a Filter,
    sort: Sort,
}

impl Query<'_> {
    fn onto(&self, link: Link) -> Link {
        let link = link
            .with("ar", self.filter.year)
            .with_some("slag", self.filter.kind)
            .with_some("for", for_year_value(self.filter.for_year));
        match self.sort {
            sort if sort == Sort::default() => link,
            Sort { by, direction } => link.with("sortera", by).with("riktning", direction),
        }
    }
}

/// What is shown where there is nothing to compare; legend and words for every case.
fn empty(site: &Site) -> View {
    let t = site.t;
    let lasts = MatrixCell::SHADES_FROM.iter().skip(1).map(|next| Some(next - 1)).chain([None]);
    let scale = SHADES.into_iter().zip(MatrixCell::SHADES_FROM).zip(lasts).map(|((class, from), last)| Step {
        class,
        label: match last {
            None => format!("{from}+"),
            Some(last) if last > from => format!("{from}–{last}"),
            Some(_) => from.to_string(),
        },
    });
    View {
        note: t.text("web_empty.none").to_owned(),
        years: Vec::new(),
        kinds: kind_choices(site, None),
        for_years: Vec::new(),
        sorts: Vec::new(),
        directions: Vec::new(),
        filtered: false,
        clear: String::new(),
        downloads: Vec::new(),
        corner: Column { key: String::new(), label: String::new(), href: String::new(), sort: None, arrow: "" },
        columns: Vec::new(),
        rows: Vec::new(),
        areas: Vec::new(),
        counted: t.text("web_compare.counted").to_owned(),
        zero: t.state(CellState::Zero).to_owned(),
        silent: t.state(CellState::Silent).to_owned(),
        silent_label: t.state_short(CellState::Silent).to_lowercase(),
        unusable: t.state(CellState::Unusable).to_owned(),
        no_review: t.state(CellState::NoReview).to_owned(),
        scale: scale.collect(),
    }
}

fn way(site: &Site, direction: Direction) -> &'static str {
    match direction {
        Direction::Ascending => site.t.text("web.ascending"),
        Direction::Descending => site.t.text("web.descending"),
    }
}

fn sorts(site: &Site, by: SortBy) -> Vec<Choice> {
    let name = Choice::new(SortBy::Register, site.t.text("web.by_name"), by == SortBy::Register);
    let areas = Area::ALL.iter().map(|area| Choice::new(area, site.t.area(*area), by == SortBy::Area(*area)));
    std::iter::once(name).chain(areas).collect()
}

fn arrow(direction: Direction) -> (&'static str, &'static str) {
    match direction {
        Direction::Ascending => ("ascending", "▲"),
        Direction::Descending => ("descending", "▼"),
    }
}

fn opposite(direction: Direction) -> Direction {
    match direction {
        Direction::Ascending => Direction::Descending,
        Direction::Descending => Direction::Ascending,
    }
}

fn corner(site: &Site, filter: &Filter, sort: Sort) -> Column {
    let now = sort.by == SortBy::Register;
    let (way, sign) = arrow(sort.direction);
    let next = if now { opposite(sort.direction) } else { Direction::Ascending };
    Column {
        key: "organisation".to_owned(),
        label: site.t.text("web.organisation").to_owned(),
        href: Query { filter, sort: Sort { by: SortBy::Register, direction: next } }
            .onto(Link::to("/jamforelse"))
            .href(),
        sort: now.then_some(way),
        arrow: if now { sign } else { "" },
    }
}

/// A heading sorts by its column, most first; once more turns it round.
fn column(site: &Site, filter: &Filter, sort: Sort, heading: &Heading) -> Column {
    let area: Option<Area> = heading.key.parse().ok();
    let now = area.is_some_and(|area| sort.by == SortBy::Area(area));
    let (way, sign) = arrow(sort.direction);
    let next = if now { opposite(sort.direction) } else { Direction::Descending };
    let by = area.map_or(SortBy::Register, SortBy::Area);
    Column {
        key: heading.key.clone(),
        label: area.map_or(heading.label.as_str(), |area| site.t.area_short(area)).to_owned(),
        href: Query { filter, sort: Sort { by, direction: next } }.onto(Link::to("/jamforelse")).href(),
        sort: now.then_some(way),
        arrow: if now { sign } else { "" },
    }
}

fn rows(site: &Site, filter: &Filter, matrix: &Matrix, by: SortBy) -> Vec<Row> {
    let mut group = "";
    let mut rows = Vec::with_capacity(matrix.rows.len());
    for (at, heading) in matrix.rows.iter().enumerate() {
        let begins = by == SortBy::Register && heading.group != group;
        group = &heading.group;
        let cells = matrix.row(at);
        let all = whole_row(site, filter, heading, cells);
        rows.push(Row {
            group: begins.then(|| {
                heading.group.parse().map_or_else(|_| heading.group.clone(), |kind| site.t.kinds(kind).into())
            }),
            key: heading.key.clone(),
            label: heading.label.clone(),
            href: Some(organisation(filter, &heading.key)),
            cells: match all {
                Some(_) => Vec::new(),
                None => cells
                    .iter()
                    .zip(&matrix.columns)
                    .map(|(cell, column)| cell_view(site, cell, actions(filter, &heading.key, &column.key)))
                    .collect(),
            },
            all,
        });
    }
    rows
}

fn organisation(filter: &Filter, key: &str) -> String {
    Link::to(format!("/organisationer/{key}")).with("ar", filter.year).href()
}

/// A heading sorts; the page of its area is one step further down.
fn area_page(site: &Site, filter: &Filter, area: Area) -> Named {
    let href = Link::to(format!("/omraden/{area}")).with("ar", filter.year).href();
    Named { href, label: site.t.area(area).to_owned() }
}

/// The way down from a cell.
fn actions(filter: &Filter, organisation: &str, area: &str) -> String {
    Link::to("/atgarder")
        .with("ar", filter.year)
        .with("organisation", organisation)
        .with("omrade", area)
        .with_some("for", for_year_value(filter.for_year))
        .href()
}

/// A row without any review, or with one that cannot be used, says so once.
fn whole_row(site: &Site, filter: &Filter, heading: &Heading, cells: &[MatrixCell]) -> Option<CellView> {
    let state = cells.first()?.state;
    let whole = matches!(state, CellState::NoReview | CellState::Unusable);
    (whole && cells.iter().all(|cell| cell.state == state)).then(|| CellView {
        class: state.code(),
        href: Some(organisation(filter, &heading.key)),
        label: site.t.state(state).to_owned(),
        split: String::new(),
    })
}

fn cell_view(site: &Site, cell: &MatrixCell, href: String) -> CellView {
    let total = cell.total();
    let shade = cell.shade().and_then(|shade| SHADES.get(shade)).copied();
    match cell.state {
        CellState::Counted => CellView {
            class: shade.unwrap_or_default(),
            href: Some(href),
            label: site.t.integer(i64::from(total)),
            split: format!("{}·{}·{}", cell.planned, cell.ongoing, cell.done),
        },
        CellState::Zero => CellView { class: "zero", href: Some(href), label: "0".to_owned(), split: String::new() },
        state => CellView {
            class: state.code(),
            href: Some(href),
            label: site.t.state_short(state).to_lowercase(),
            split: String::new(),
        },
    }
}
