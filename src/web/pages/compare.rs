//! `/jamforelse`: organisations × columns of an axis for a year, sorted and filtered by links and a form.

use askama::Template;

use super::{
    figures, files, gaps,
    parts::{Choice, Named, YearLink, for_year_choices, for_year_value, kind_choices, year_choices},
};
use crate::{
    analytics::{self, Axis, Direction, Sort, SortBy},
    figures::{CellState, GroupValues, Heading, Matrix, MatrixCell, ShareCell},
    panels,
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
    counts: String,
    axis: Axis,
    axes: Vec<YearLink>,
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
    gaps: Vec<gaps::Group>,
    gap_downloads: Vec<Named>,
    groups: Vec<GroupView>,
    group_downloads: Vec<Named>,
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

struct GroupView {
    key: String,
    label: String,
    cells: Vec<Named>,
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
    let (axis, sort) = (site.asked().axis()?, site.asked().sort()?);
    let Some(filter) = site.asked().filter(&site.dataset)? else {
        let title = site.t.text("web_nav.compare");
        return Ok(Compare { page: site.layout(title, Section::Compare), view: empty(site) });
    };
    let matrix = figures::matrix(site, &filter, axis, sort)?;
    let year = filter.year.to_string();
    let title = match axis {
        Axis::Areas => "web_compare.title",
        Axis::Measures => "web_compare.title_nis2",
        Axis::Methods => "web_compare.title_methods",
        Axis::Plan => "web_compare.title_plan",
    };
    let title = site.t.fill(title, &[("year", &year)]);
    let chosen = Query { filter: &filter, axis, sort };
    let view = View {
        note: site.t.fill("web_compare.lead", &[("year", &year)]),
        counts: matrix.note.clone(),
        axes: axes(site, &chosen),
        years: year_choices(site, filter.year),
        kinds: kind_choices(site, filter.kind),
        for_years: for_year_choices(site, filter.year, filter.for_year),
        axis,
        sorts: sorts(site, axis, sort.by),
        directions: [Direction::Ascending, Direction::Descending]
            .map(|each| Choice::new(each, way(site, each), each == sort.direction))
            .into(),
        filtered: filter.kind.is_some() || filter.for_year != ForYear::Any || sort != Sort::default(),
        clear: Query { filter: &Filter::of_year(filter.year), axis, sort: Sort::default() }.href(),
        downloads: files::downloads(site, "/jamforelse", |link| chosen.onto(link)),
        corner: corner(site, &chosen),
        columns: matrix.columns.iter().zip(axis.columns()).map(|(heading, by)| column(&chosen, heading, by)).collect(),
        rows: rows(site, &chosen, &matrix),
        gaps: gaps::groups(site, &filter),
        gap_downloads: files::table_downloads(site, "/figurer/luckor", |link| chosen.onto(link)),
        groups: groups(site, &matrix),
        group_downloads: files::table_downloads(site, "/figurer/grupper", |link| chosen.onto(link)),
        areas: area_pages(site, &chosen),
        ..empty(site)
    };
    Ok(Compare { page: site.layout(title, Section::Compare), view })
}

/// The choices that an address of this page carries.
struct Query<'a> {
    filter: &'a Filter,
    axis: Axis,
    sort: Sort,
}

impl Query<'_> {
    fn onto(&self, link: Link) -> Link {
        let link = link
            .with_some("axel", Some(self.axis).filter(|axis| *axis != Axis::default()))
            .with("ar", self.filter.year)
            .with_some("slag", self.filter.kind)
            .with_some("for", for_year_value(self.filter.for_year));
        match self.sort {
            sort if sort == Sort::default() => link,
            Sort { by, direction } => link.with("sortera", by).with("riktning", direction),
        }
    }

    fn href(&self) -> String {
        self.onto(Link::to("/jamforelse")).href()
    }
}

/// The switch of axis. An order by a column of one axis means nothing on another.
fn axes(site: &Site, chosen: &Query) -> Vec<YearLink> {
    let kept = match chosen.sort.by {
        SortBy::Column(_) => Sort::default(),
        _ => chosen.sort,
    };
    let link = |axis: Axis| YearLink {
        href: Query { axis, sort: kept, ..*chosen }.href(),
        label: panels::axis_name(site.t, axis).to_owned(),
        current: axis == chosen.axis,
    };
    Axis::ALL.map(link).into()
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
        counts: String::new(),
        axis: Axis::default(),
        axes: Vec::new(),
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
        gaps: Vec::new(),
        gap_downloads: Vec::new(),
        groups: Vec::new(),
        group_downloads: Vec::new(),
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

fn sorts(site: &Site, axis: Axis, by: SortBy) -> Vec<Choice> {
    let name = Choice::new(SortBy::Register, site.t.text("web.by_name"), by == SortBy::Register);
    let columns = axis
        .columns()
        .iter()
        .map(|column| Choice::new(&column.code, panels::column_name(site.t, column), by == SortBy::Column(column)));
    std::iter::once(name).chain(columns).collect()
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

fn corner(site: &Site, chosen: &Query) -> Column {
    let sort = chosen.sort;
    let now = sort.by == SortBy::Register;
    let (way, sign) = arrow(sort.direction);
    let next = if now { opposite(sort.direction) } else { Direction::Ascending };
    Column {
        key: "organisation".to_owned(),
        label: site.t.text("web.organisation").to_owned(),
        href: Query { sort: Sort { by: SortBy::Register, direction: next }, ..*chosen }.href(),
        sort: now.then_some(way),
        arrow: if now { sign } else { "" },
    }
}

/// A heading sorts by its column, most first; once more turns it round.
fn column(chosen: &Query, heading: &Heading, column: &'static analytics::Column) -> Column {
    let (sort, by) = (chosen.sort, SortBy::Column(column));
    let now = sort.by == by;
    let (way, sign) = arrow(sort.direction);
    let next = if now { opposite(sort.direction) } else { Direction::Descending };
    Column {
        key: heading.key.clone(),
        label: heading.label.clone(),
        href: Query { sort: Sort { by, direction: next }, ..*chosen }.href(),
        sort: now.then_some(way),
        arrow: if now { sign } else { "" },
    }
}

fn rows(site: &Site, chosen: &Query, matrix: &Matrix) -> Vec<Row> {
    let (filter, by) = (chosen.filter, chosen.sort.by);
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
                    .map(|(cell, column)| cell_view(site, cell, actions(chosen, &heading.key, &column.key)))
                    .collect(),
            },
            all,
        });
    }
    rows
}

/// The groups below the rows: so many of so many usable reviews plan something.
fn groups(site: &Site, matrix: &Matrix) -> Vec<GroupView> {
    let cell = |cell: &ShareCell| Named {
        href: cell.link.clone().unwrap_or_default(),
        label: match cell.whole {
            0 => site.t.text("words.missing").to_owned(),
            whole => site.t.fill("words.of", &[("n", &cell.part.to_string()), ("of", &whole.to_string())]),
        },
    };
    let group = |group: &GroupValues| GroupView {
        key: group.key.clone(),
        label: group.label.clone(),
        cells: group.cells.iter().map(cell).collect(),
    };
    matrix.groups.iter().map(group).collect()
}

fn organisation(filter: &Filter, key: &str) -> String {
    Link::to(format!("/organisationer/{key}")).with("ar", filter.year).href()
}

/// A heading sorts; the page of its area is one step further down. Other axes have no such pages.
fn area_pages(site: &Site, chosen: &Query) -> Vec<Named> {
    let page = |area: &Area| Named {
        href: Link::to(format!("/omraden/{area}")).with("ar", chosen.filter.year).href(),
        label: site.t.area(*area).to_owned(),
    };
    if chosen.axis == Axis::Areas { Area::ALL.iter().map(page).collect() } else { Vec::new() }
}

/// The way down from a cell.
fn actions(chosen: &Query, organisation: &str, column: &str) -> String {
    let filter = chosen.filter;
    Link::to("/atgarder")
        .with("ar", filter.year)
        .with("organisation", organisation)
        .with(chosen.axis.choice(), column)
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
