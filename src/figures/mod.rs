//! Inert values that can be shown on a page, drawn as a chart or written to a file.
//!
//! Takes what panels put in, words already in the reader's language; gives `Table`, `Matrix` and `Series`. One figure
//! feeds page, chart and export, so that they cannot differ. Never counts and never draws.

mod ladder;

use crate::review::Year;

pub use ladder::{Ladder, LadderCell, LadderState};

/// What a column holds; decides alignment on pages and the form of numbers in files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Words.
    Text,
    /// A stable code.
    Code,
    /// A whole number of things.
    Count,
    /// A calendar year: never given a thousands separator.
    Year,
    /// A share, 0 to 1; shown in percent.
    Share,
    /// A decimal number.
    Decimal,
    /// A date by ISO 8601.
    Date,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Stable name in CSV and JSON.
    pub key: &'static str,
    /// Heading in the reader's language.
    pub label: String,
    /// What it means, for the documentation of exports.
    pub meaning: String,
    /// What it holds.
    pub unit: Unit,
}

/// One value of a table.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing is known; shown as "–", written as an empty field. Never zero.
    Missing,
    /// Words or a code or a date.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A decimal number or share.
    Number(f64),
}

impl Cell {
    /// A text, or missing where there is none.
    pub fn text_or_missing(text: Option<impl Into<String>>) -> Cell {
        text.map_or(Cell::Missing, |text| Cell::Text(text.into()))
    }
}

/// One row, as many cells as the table has columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The values.
    pub cells: Vec<Cell>,
    /// Address on our own server that leads one step down from this row.
    pub link: Option<String>,
}

/// A heading of a matrix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// Stable code, such as an organisation's key or an area's code.
    pub key: String,
    /// Words in the reader's language.
    pub label: String,
    /// Code of the group that it is sorted under, such as the kind of organisation; empty where there is none.
    pub group: String,
    /// Address on our own server that leads to more about it.
    pub link: Option<String>,
}

/// What a cell of the comparison says. The five are unlike one another and are shown so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CellState {
    /// Actions were counted: at least one.
    Counted,
    /// The review speaks of it, but no action counts under the filter.
    Zero,
    /// The review is usable and says nothing of it.
    Silent,
    /// A review came in, but nothing in it could be counted.
    Unusable,
    /// No review came in.
    NoReview,
}

impl CellState {
    /// Every state, in the order of legends.
    pub const ALL: [CellState; 5] =
        [CellState::Counted, CellState::Zero, CellState::Silent, CellState::Unusable, CellState::NoReview];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            CellState::Counted => "counted",
            CellState::Zero => "zero",
            CellState::Silent => "silent",
            CellState::Unusable => "unusable",
            CellState::NoReview => "no_review",
        }
    }
}

/// A cell of the comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatrixCell {
    /// What it says.
    pub state: CellState,
    /// Actions planned.
    pub planned: u32,
    /// Actions ongoing.
    pub ongoing: u32,
    /// Actions done.
    pub done: u32,
    /// Address on our own server of the actions behind it.
    pub link: Option<String>,
}

impl MatrixCell {
    /// Actions in all.
    pub fn total(&self) -> u32 {
        self.planned + self.ongoing + self.done
    }

    /// Which of the five shades the number has, from 0; `None` where there is nothing to shade. The steps are the same
    /// for every selection and year, so that a shade always means the same.
    pub fn shade(&self) -> Option<usize> {
        let total = self.total();
        MatrixCell::SHADES_FROM.iter().rposition(|from| total >= *from)
    }

    /// From which number each shade holds.
    pub const SHADES_FROM: [u32; 5] = [1, 2, 4, 7, 11];
}

/// A count of a whole, such as 7 of 11.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShareCell {
    /// How many.
    pub part: u32,
    /// Of how many; where that is none, nothing is known.
    pub whole: u32,
    /// Address on our own server that leads one step down.
    pub link: Option<String>,
}

/// What a group of the rows says in each column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupValues {
    /// Stable code.
    pub key: String,
    /// Words in the reader's language.
    pub label: String,
    /// One cell a column.
    pub cells: Vec<ShareCell>,
}

/// Rows × columns of cells, such as organisations × areas.
#[derive(Debug, Clone, PartialEq)]
pub struct Matrix {
    /// Title with what is counted and for which year.
    pub title: String,
    /// What to know to read it: unit, source, filter.
    pub note: String,
    /// Row headings.
    pub rows: Vec<Heading>,
    /// Column headings.
    pub columns: Vec<Heading>,
    /// Row by row, `rows.len() * columns.len()` of them.
    pub cells: Vec<MatrixCell>,
    /// Values of groups, shown below the rows.
    pub groups: Vec<GroupValues>,
    /// What must be said wherever it is shown, such as that the data are invented.
    pub notice: Option<String>,
    /// Words for each state of a cell and for planned, ongoing and done, in the reader's language.
    pub legend: Vec<(String, String)>,
}

impl Matrix {
    /// The cells of a row.
    pub fn row(&self, row: usize) -> &[MatrixCell] {
        let width = self.columns.len();
        self.cells.get(row * width..(row + 1) * width).unwrap_or_default()
    }
}

/// Columns and rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Title.
    pub title: String,
    /// What to know to read it.
    pub note: String,
    /// What must be said wherever it is shown, such as that the data are invented.
    pub notice: Option<String>,
    /// Columns.
    pub columns: Vec<Column>,
    /// Rows.
    pub rows: Vec<Row>,
}

/// One line of a series.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Stable code.
    pub key: String,
    /// Words in the reader's language.
    pub label: String,
    /// One value a year of the series; `None` where nothing is known.
    pub values: Vec<Option<f64>>,
}

/// Values over years.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// Title.
    pub title: String,
    /// What to know to read it.
    pub note: String,
    /// What must be said wherever it is shown, such as that the data are invented.
    pub notice: Option<String>,
    /// Unit of the values.
    pub unit: Unit,
    /// The years, ascending.
    pub years: Vec<Year>,
    /// The lines.
    pub lines: Vec<Line>,
}

/// One bar, cut into the parts of its `Bars`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// Stable code.
    pub key: String,
    /// Words in the reader's language.
    pub label: String,
    /// One count a part, in the order of `Bars::parts`.
    pub values: Vec<u32>,
    /// What the bar says in words, such as "12 of 17 received, 11 usable".
    pub summary: String,
}

/// Counts that make up a whole, bar by bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bars {
    /// Title.
    pub title: String,
    /// What to know to read it.
    pub note: String,
    /// What must be said wherever it is shown, such as that the data are invented.
    pub notice: Option<String>,
    /// Code and words of each part, from the left; the last is what is missing from the whole.
    pub parts: Vec<(String, String)>,
    /// The bars.
    pub bars: Vec<Bar>,
}

/// Any figure.
#[derive(Debug, Clone, PartialEq)]
pub enum Figure {
    /// A matrix.
    Matrix(Matrix),
    /// A table.
    Table(Table),
    /// Values over years.
    Series(Series),
    /// Risks by likelihood and consequence.
    Grid(Grid),
    /// Counts that make up a whole.
    Bars(Bars),
    /// Rungs of measures.
    Ladder(Ladder),
}

impl Figure {
    /// Its title.
    pub fn title(&self) -> &str {
        match self {
            Figure::Matrix(figure) => &figure.title,
            Figure::Table(figure) => &figure.title,
            Figure::Series(figure) => &figure.title,
            Figure::Grid(figure) => &figure.title,
            Figure::Bars(figure) => &figure.title,
            Figure::Ladder(figure) => &figure.title,
        }
    }

    /// What to know to read it.
    pub fn note(&self) -> &str {
        match self {
            Figure::Matrix(figure) => &figure.note,
            Figure::Table(figure) => &figure.note,
            Figure::Series(figure) => &figure.note,
            Figure::Grid(figure) => &figure.note,
            Figure::Bars(figure) => &figure.note,
            Figure::Ladder(figure) => &figure.note,
        }
    }
}

/// The 5 × 5 grid of risks: how many at each likelihood and consequence.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    /// Title.
    pub title: String,
    /// What to know to read it, such as how many risks state no figures.
    pub note: String,
    /// What must be said wherever it is shown, such as that the data are invented.
    pub notice: Option<String>,
    /// Words along the likelihood axis, 1 to 5.
    pub likelihood: [String; 5],
    /// Words along the consequence axis, 1 to 5.
    pub consequence: [String; 5],
    /// `counts[likelihood - 1][consequence - 1]`.
    pub counts: [[u32; 5]; 5],
    /// From this value on a risk must be treated (9 by the city's rule).
    pub threshold: u8,
}
