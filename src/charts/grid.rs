//! The 5 × 5 grid of risks with the line from which a risk must be treated.
//!
//! Takes counts by likelihood and consequence; gives an SVG. A disc's area grows with the count, and the count stands in
//! it; the risk value of each square stands in its corner.

use plotters::style::text_anchor::HPos;

use crate::{
    charts::{
        ChartError, Style,
        canvas::{self, Area, Canvas, Described, Type},
        font::{self, Weight},
        frame::{Frame, MARGIN},
        legend::{Entry, Legend},
        palette,
    },
    figures::Grid,
};

const CELL: (i32, i32) = (128, 84);
const NAMES: i32 = 150;
const AXIS: i32 = 34;
const WIDTH: i32 = 2 * MARGIN + AXIS + NAMES + 5 * CELL.0;
const NAME: i32 = 15;

/// Draws the grid.
pub(super) fn draw(grid: &Grid, style: &Style) -> Result<String, ChartError> {
    let frame = Frame::new(WIDTH, &grid.title, &grid.note, grid.notice.as_deref(), style);
    let threshold = grid.threshold.to_string();
    let above = style.catalogue.fill("chart.risks_above", &[("threshold", &threshold)]);
    let below = style.catalogue.fill("chart.risks_below", &[("threshold", &threshold)]);
    let legend = Legend::new(entries(style, &above, &below), 2, WIDTH - 2 * MARGIN, (44, 28));
    let field = Area::new(MARGIN + AXIS + NAMES, frame.top() + 6, 5 * CELL.0, 5 * CELL.1);
    let legend_top = field.bottom() + 92;
    let bottom = legend_top + legend.height();
    let described = Described {
        title: &grid.title,
        description: description(grid, style),
        language: style.catalogue.language().code(),
    };
    canvas::draw((WIDTH, frame.height(bottom)), &described, |canvas| {
        frame.draw(canvas, bottom)?;
        squares(canvas, grid, field)?;
        boundary(canvas, grid, field)?;
        axes(canvas, grid, style, field)?;
        legend.draw(canvas, (MARGIN, legend_top))
    })
}

/// Every square: likelihood and consequence from 1, and the count.
fn each(grid: &Grid) -> impl Iterator<Item = (i32, i32, u32)> + '_ {
    (1..).zip(&grid.counts).flat_map(|(likelihood, counts)| {
        (1..).zip(counts).map(move |(consequence, count)| (likelihood, consequence, *count))
    })
}

fn description(grid: &Grid, style: &Style) -> String {
    let counted: u32 = each(grid).map(|(_, _, count)| count).sum();
    let threshold = i32::from(grid.threshold);
    let above: u32 = each(grid).filter(|(l, c, _)| l * c >= threshold).map(|(_, _, count)| count).sum();
    style.catalogue.fill(
        "chart.described_grid",
        &[
            ("title", &grid.title),
            ("counted", &counted.to_string()),
            ("above", &above.to_string()),
            ("threshold", &threshold.to_string()),
        ],
    )
}

/// Likelihood grows upwards, consequence to the right.
fn square(field: Area, likelihood: i32, consequence: i32) -> Area {
    Area::new(field.x + (consequence - 1) * CELL.0, field.y + (5 - likelihood) * CELL.1, CELL.0, CELL.1)
}

fn squares(canvas: &Canvas<'_>, grid: &Grid, field: Area) -> Result<(), ChartError> {
    let most = each(grid).map(|(_, _, count)| count).max().unwrap_or(0);
    for (likelihood, consequence, count) in each(grid) {
        let area = square(field, likelihood, consequence);
        let high = likelihood * consequence >= i32::from(grid.threshold);
        canvas.fill(area.inset(1), if high { palette::RISK_HIGH } else { palette::RISK_LOW })?;
        let value = (likelihood * consequence).to_string();
        canvas.text(&value, (area.x + 8, area.y + 13), Type::regular(13).coloured(palette::SOFT))?;
        if count > 0 {
            disc(canvas, area.middle(), count, most)?;
        }
    }
    Ok(())
}

fn disc(canvas: &Canvas<'_>, (x, y): (i32, i32), count: u32, most: u32) -> Result<(), ChartError> {
    let share = f64::from(count) / f64::from(most.max(1));
    #[expect(clippy::cast_possible_truncation, reason = "at most the greatest radius")]
    let radius = (34.0 * share.sqrt()).round() as i32;
    let words = count.to_string();
    // Never smaller than its number.
    let radius = radius.max(font::width(&words, 17, Weight::Bold) / 2 + 7).max(15);
    canvas.disc((x, y), radius, palette::ACCENT)?;
    canvas.text(&words, (x, y), Type::bold(17).coloured(palette::PAPER).aligned(HPos::Center))
}

/// A thick line between squares under the threshold and those from it on.
fn boundary(canvas: &Canvas<'_>, grid: &Grid, field: Area) -> Result<(), ChartError> {
    let threshold = i32::from(grid.threshold);
    for (likelihood, consequence, _) in each(grid).filter(|(l, c, _)| l * c >= threshold) {
        let area = square(field, likelihood, consequence);
        if (consequence - 1) * likelihood < threshold && consequence > 1 {
            canvas.stroke(vec![(area.x, area.y - 1), (area.x, area.bottom() + 1)], palette::INK, 4)?;
        }
        if consequence * (likelihood - 1) < threshold && likelihood > 1 {
            canvas.stroke(vec![(area.x - 1, area.bottom()), (area.right() + 1, area.bottom())], palette::INK, 4)?;
        }
    }
    Ok(())
}

fn axes(canvas: &Canvas<'_>, grid: &Grid, style: &Style, field: Area) -> Result<(), ChartError> {
    for (likelihood, words) in (1..).zip(&grid.likelihood) {
        let middle = square(field, likelihood, 1).middle().1;
        lines(canvas, words, NAMES - 18, (field.x - 14, middle), HPos::Right)?;
    }
    for (consequence, words) in (1..).zip(&grid.consequence) {
        let middle = square(field, 1, consequence).middle().0;
        let height = i32::try_from(font::wrap(words, NAME, Weight::Regular, CELL.0 - 12).len()).unwrap_or(1) * 19;
        lines(canvas, words, CELL.0 - 12, (middle, field.bottom() + 10 + height / 2), HPos::Center)?;
    }
    let title = Type::bold(NAME).aligned(HPos::Center);
    canvas.text_upwards(style.catalogue.text("chart.likelihood"), (MARGIN + 8, field.middle().1), title)?;
    canvas.text(style.catalogue.text("chart.consequence"), (field.middle().0, field.bottom() + 64), title)
}

/// Words on as many lines as they need, centred on a height.
fn lines(canvas: &Canvas<'_>, words: &str, room: i32, (x, middle): (i32, i32), align: HPos) -> Result<(), ChartError> {
    let lines = font::wrap(words, NAME, Weight::Regular, room);
    let mut y = middle - 19 * (i32::try_from(lines.len()).unwrap_or(1) - 1) / 2;
    for line in &lines {
        canvas.text(line, (x, y), Type::regular(NAME).aligned(align))?;
        y += 19;
    }
    Ok(())
}

fn entries<'a>(style: &Style, above: &'a str, below: &'a str) -> Vec<Entry<'a>> {
    let swatch = |colour| move |canvas: &Canvas<'_>, area: Area| canvas.fill(area, colour);
    let count = style.catalogue.text("chart.risk_count");
    vec![
        Entry::new(above, move |canvas, area| {
            canvas.fill(area, palette::RISK_HIGH)?;
            canvas.stroke(
                vec![(area.x, area.y), (area.x, area.bottom()), (area.right(), area.bottom())],
                palette::INK,
                4,
            )
        }),
        Entry::new(below, swatch(palette::RISK_LOW)),
        Entry::new(count, |canvas, area| disc(canvas, area.middle(), 3, 30)),
    ]
}
