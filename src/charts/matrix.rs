//! The heat map of the comparison: organisations under their kinds, areas as columns, a count in each cell.
//!
//! Takes a matrix; gives an SVG that fits an A4 page upright with the city's 46 organisations. The five states of a cell
//! are told by shade, "0", a dash, hatching and a dotted outline, so that no two look alike in any print.

use plotters::style::text_anchor::HPos;

use crate::{
    charts::{
        ChartError, Style,
        canvas::{self, Area, Canvas, Described, Type},
        font::{self, Weight},
        frame::{Frame, MARGIN},
        legend::{Entry, Legend},
        palette,
        rows::{Rows, Sizes, length},
    },
    figures::{CellState, Matrix, MatrixCell},
};

const SIZES: Sizes = Sizes {
    column: 72,
    row: 25,
    group: 29,
    label: 15,
    widest_label: 360,
    heading: Type::bold(13).aligned(HPos::Center),
    heading_line: 17,
    above_heading: 0,
};
/// The scale below the rows must have room, however few the columns are.
const NARROWEST: i32 = 1000;

/// Draws the matrix.
pub(super) fn draw(matrix: &Matrix, style: &Style) -> Result<String, ChartError> {
    let rows = Rows::new(&matrix.rows, &matrix.columns, &SIZES, style);
    let width = (rows.right() + MARGIN).max(NARROWEST);
    let frame = Frame::new(width, &matrix.title, &matrix.note, matrix.notice.as_deref(), style);
    let legend = Legend::new(entries(matrix), 2, width - 2 * MARGIN, (SIZES.column - 4, SIZES.row - 2));
    let scale_top = frame.top() + rows.height() + groups_height(matrix) + 18;
    let legend_top = scale_top + SIZES.row + 16;
    let bottom = if matrix.rows.is_empty() { frame.top() + 40 } else { legend_top + legend.height() };
    let described = Described {
        title: &matrix.title,
        description: description(matrix, style),
        language: style.catalogue.language().code(),
    };
    canvas::draw((width, frame.height(bottom)), &described, |canvas| {
        frame.draw(canvas, bottom)?;
        if matrix.rows.is_empty() {
            return frame.say_empty(canvas, style, frame.top() + 20);
        }
        let rule_end = rows.right();
        let end = rows.draw(canvas, (frame.top(), rule_end), |at, y| cells(canvas, &rows, matrix.row(at), y))?;
        groups(canvas, matrix, &rows, style, end)?;
        canvas.text(
            style.catalogue.text("chart.legend"),
            (MARGIN, scale_top + SIZES.row / 2),
            Type::bold(SIZES.label),
        )?;
        let middle = MARGIN + (width - 2 * MARGIN) / 2;
        scale(canvas, words(matrix, CellState::Counted.code()), (middle, scale_top))?;
        legend.draw(canvas, (MARGIN, legend_top))
    })
}

fn description(matrix: &Matrix, style: &Style) -> String {
    let count = |state| matrix.cells.iter().filter(|cell| cell.state == state).count().to_string();
    style.catalogue.fill(
        "chart.described_matrix",
        &[
            ("title", &matrix.title),
            ("rows", &matrix.rows.len().to_string()),
            ("columns", &matrix.columns.len().to_string()),
            ("counted", &count(CellState::Counted)),
            ("zero", &count(CellState::Zero)),
            ("silent", &count(CellState::Silent)),
            ("unusable", &count(CellState::Unusable)),
            ("no_review", &count(CellState::NoReview)),
        ],
    )
}

fn groups_height(matrix: &Matrix) -> i32 {
    match matrix.groups.len() {
        0 => 0,
        groups => SIZES.group + length(groups) * SIZES.row,
    }
}

/// What groups say, as so many of so many: words, since a shade would be read as a number of actions.
fn groups(canvas: &Canvas<'_>, matrix: &Matrix, rows: &Rows<'_>, style: &Style, top: i32) -> Result<(), ChartError> {
    if matrix.groups.is_empty() {
        return Ok(());
    }
    let mut y = rows.group(canvas, style.catalogue.text("chart.groups"), top)?;
    for group in &matrix.groups {
        rows.label(canvas, &group.label, y)?;
        for (at, cell) in group.cells.iter().enumerate() {
            let words = match cell.whole {
                0 => style.catalogue.text("words.missing").to_owned(),
                whole => style.catalogue.fill("words.of", &[("n", &cell.part.to_string()), ("of", &whole.to_string())]),
            };
            let middle = (rows.middle(at), y + SIZES.row / 2);
            canvas.text(&words, middle, Type::regular(13).aligned(HPos::Center))?;
        }
        y += SIZES.row;
    }
    Ok(())
}

fn cells(canvas: &Canvas<'_>, rows: &Rows<'_>, cells: &[MatrixCell], y: i32) -> Result<(), ChartError> {
    let whole = |state| !cells.is_empty() && cells.iter().all(|cell| cell.state == state);
    if whole(CellState::NoReview) {
        return rows.dotted(canvas, y);
    }
    if whole(CellState::Unusable) {
        return rows.hatched(canvas, y);
    }
    for (at, cell) in cells.iter().enumerate() {
        draw_cell(canvas, cell, rows.cell(at, y))?;
    }
    Ok(())
}

fn draw_cell(canvas: &Canvas<'_>, cell: &MatrixCell, area: Area) -> Result<(), ChartError> {
    let centred = Type::regular(15).aligned(HPos::Center);
    match cell.state {
        CellState::Counted => {
            let shade = cell.shade().unwrap_or(0);
            canvas.fill(area, palette::SHADES.get(shade).copied().unwrap_or(palette::ACCENT))?;
            let number = Type::bold(15).aligned(HPos::Center).coloured(palette::on_shade(shade));
            canvas.text(&cell.total().to_string(), (area.x + 17, area.middle().1), number)?;
            parts(canvas, cell, Area::new(area.x + 33, area.middle().1 - 4, area.width - 33 - 5, 8))
        }
        CellState::Zero => {
            canvas.fill(area, palette::ZERO)?;
            canvas.outline(area, palette::STRONG_RULE)?;
            canvas.text("0", area.middle(), centred)
        }
        CellState::Silent => canvas.text("–", area.middle(), centred.coloured(palette::SOFT)),
        CellState::Unusable => canvas.hatched(area),
        CellState::NoReview => canvas.dotted(area),
    }
}

/// Planned, ongoing and done as parts of one bar: white, grey, black.
fn parts(canvas: &Canvas<'_>, cell: &MatrixCell, area: Area) -> Result<(), ChartError> {
    let total = i32::try_from(cell.total()).unwrap_or(i32::MAX).max(1);
    canvas.fill(Area::new(area.x - 1, area.y - 1, area.width + 2, area.height + 2), palette::PAPER)?;
    let mut before = 0;
    for (count, colour) in
        [(cell.planned, palette::PAPER), (cell.ongoing, palette::STRONG_RULE), (cell.done, palette::INK)]
    {
        let count = i32::try_from(count).unwrap_or(0);
        let (from, to) = (area.width * before / total, area.width * (before + count) / total);
        if count > 0 {
            canvas.fill(Area::new(area.x + from, area.y, to - from, area.height), colour)?;
        }
        before += count;
    }
    canvas.outline(area, palette::INK)
}

/// The five shades with the numbers that they stand for.
fn scale(canvas: &Canvas<'_>, words: &str, (left, y): (i32, i32)) -> Result<(), ChartError> {
    canvas.text(words, (left, y + SIZES.row / 2), Type::regular(SIZES.label))?;
    let mut x = left + font::width(words, SIZES.label, Weight::Regular) + 16;
    let uppers = MatrixCell::SHADES_FROM.iter().skip(1).map(|next| Some(next - 1)).chain([None]);
    for (shade, ((from, upper), colour)) in MatrixCell::SHADES_FROM.iter().zip(uppers).zip(palette::SHADES).enumerate()
    {
        let area = Area::new(x, y, SIZES.column, SIZES.row).inset(2);
        canvas.fill(area, colour)?;
        let range = match upper {
            Some(upper) if upper == *from => from.to_string(),
            Some(upper) => format!("{from}–{upper}"),
            None => format!("{from}–"),
        };
        let set = Type::bold(SIZES.label).aligned(HPos::Center).coloured(palette::on_shade(shade));
        canvas.text(&range, area.middle(), set)?;
        x += SIZES.column;
    }
    Ok(())
}

fn words<'a>(matrix: &'a Matrix, code: &str) -> &'a str {
    matrix.legend.iter().find(|(key, _)| key == code).map(|(_, words)| words.as_str()).unwrap_or_default()
}

/// The states without a number in the left column, the parts of the bar in the right one.
fn entries(matrix: &Matrix) -> Vec<Entry<'_>> {
    let states = [CellState::Zero, CellState::Silent, CellState::Unusable, CellState::NoReview].map(|state| {
        let cell = MatrixCell { state, planned: 0, ongoing: 0, done: 0, link: None };
        Entry::new(words(matrix, state.code()), move |canvas, area| draw_cell(canvas, &cell, area))
    });
    let bars = [("planned", [1, 0, 0]), ("ongoing", [0, 1, 0]), ("done", [0, 0, 1])].map(|(code, counts)| {
        let [planned, ongoing, done] = counts;
        let cell = MatrixCell { state: CellState::Counted, planned, ongoing, done, link: None };
        Entry::new(words(matrix, code), move |canvas, area| {
            parts(canvas, &cell, Area::new(area.x + 4, area.middle().1 - 5, area.width - 8, 10))
        })
    });
    states.into_iter().chain(bars).collect()
}
