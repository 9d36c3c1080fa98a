//! Trend lines with their names at their ends, moved apart where they would lie on one another.
//!
//! Takes a series of shares or counts; gives an SVG. The first four lines stand out, each by colour and mark; the others
//! are grey, and told by their names alone.

use plotters::style::{RGBColor, text_anchor::HPos};

use crate::{
    charts::{
        ChartError, Style,
        canvas::{self, Area, Canvas, Described, Type},
        font,
        frame::{Frame, MARGIN},
        palette,
    },
    figures::{Line, Series, Unit},
};

const WIDTH: i32 = 1080;
const PLOT_HEIGHT: i32 = 430;
const NAMES: i32 = 330;
const NAME: i32 = 15;
const NAME_STEP: i32 = 22;

/// A name at the end of a line.
struct EndLabel {
    line: usize,
    end: (i32, i32),
    y: i32,
    words: String,
}

/// Draws the series.
pub(super) fn draw(series: &Series, style: &Style) -> Result<String, ChartError> {
    let short = if series.years.len() == 1 { style.catalogue.text("chart.trend_too_short") } else { "" };
    let note = format!("{} {short}", series.note);
    let frame = Frame::new(WIDTH, &series.title, note.trim_end(), series.notice.as_deref(), style);
    let plot = Area::new(MARGIN + 62, frame.top() + 12, WIDTH - 2 * MARGIN - 62 - NAMES, PLOT_HEIGHT);
    let empty = series.lines.iter().all(|line| line.values.iter().all(Option::is_none));
    let bottom = if empty { frame.top() + 40 } else { plot.bottom() + 44 };
    let described = Described {
        title: &series.title,
        description: description(series, style),
        language: style.catalogue.language().code(),
    };
    canvas::draw((WIDTH, frame.height(bottom)), &described, |canvas| {
        frame.draw(canvas, bottom)?;
        if empty {
            return frame.say_empty(canvas, style, frame.top() + 20);
        }
        let scale = Scale::new(series, plot);
        let labels = end_labels(series, style, &scale);
        axes(canvas, series, style, &scale)?;
        leaders(canvas, &labels, plot)?;
        // Quiet lines first, so that the others lie above them.
        for (at, line) in series.lines.iter().enumerate().rev() {
            stroke(canvas, line, at, &scale)?;
        }
        names(canvas, &labels, plot)
    })
}

fn description(series: &Series, style: &Style) -> String {
    let year = |year: Option<&crate::review::Year>| year.map(ToString::to_string).unwrap_or_default();
    let summaries: Vec<String> = series
        .lines
        .iter()
        .map(|line| {
            let values: Vec<String> = line
                .values
                .iter()
                .map(|value| value.map_or_else(|| "–".to_owned(), |value| number(value, series.unit, style)))
                .collect();
            format!("{} {}", line.label, values.join(", "))
        })
        .collect();
    style.catalogue.fill(
        "chart.described_series",
        &[
            ("title", &series.title),
            ("first", &year(series.years.first())),
            ("last", &year(series.years.last())),
            ("summaries", &summaries.join("; ")),
        ],
    )
}

fn number(value: f64, unit: Unit, style: &Style) -> String {
    if unit == Unit::Share { style.catalogue.share(value) } else { style.catalogue.decimal(value, 1) }
}

/// Where years and values lie.
struct Scale {
    plot: Area,
    years: usize,
    top: f64,
}

impl Scale {
    fn new(series: &Series, plot: Area) -> Scale {
        let greatest = series.lines.iter().flat_map(|line| &line.values).flatten().fold(0.0_f64, |a, b| a.max(*b));
        let top = if series.unit == Unit::Share { 1.0 } else { round_up(greatest) };
        Scale { plot, years: series.years.len(), top }
    }

    /// Years stand apart evenly, a little inside the plot; one year alone stands in its middle.
    fn x(&self, at: usize) -> i32 {
        let inner = self.plot.inset(26);
        match self.years {
            0 | 1 => inner.middle().0,
            years => inner.x + inner.width * length(at) / length(years - 1),
        }
    }

    fn y(&self, value: f64) -> i32 {
        let share = (value / self.top).clamp(0.0, 1.0);
        #[expect(clippy::cast_possible_truncation, reason = "at most the height of the plot")]
        let up = (share * f64::from(self.plot.height)).round() as i32;
        self.plot.bottom() - up
    }
}

fn length(number: usize) -> i32 {
    i32::try_from(number).unwrap_or(1)
}

/// The least of 1, 2, 4, 8, 10, 20, 40 … that is not below the value, so that quarters are round.
fn round_up(value: f64) -> f64 {
    let mut unit = 1.0;
    loop {
        if let Some(top) = [1.0, 2.0, 4.0, 8.0].map(|step| step * unit).into_iter().find(|top| *top >= value) {
            return top;
        }
        unit *= 10.0;
    }
}

fn axes(canvas: &Canvas<'_>, series: &Series, style: &Style, scale: &Scale) -> Result<(), ChartError> {
    let plot = scale.plot;
    for quarter in [0.0, 0.25, 0.5, 0.75, 1.0] {
        let value = quarter * scale.top;
        let y = scale.y(value);
        let colour = if quarter == 0.0 { palette::INK } else { palette::RULE };
        canvas.line((plot.x, y), (plot.right(), y), colour)?;
        let set = Type::regular(14).coloured(palette::SOFT).aligned(HPos::Right);
        canvas.text(&number(value, series.unit, style), (plot.x - 10, y), set)?;
    }
    for (at, year) in series.years.iter().enumerate() {
        let x = scale.x(at);
        canvas.line((x, plot.bottom()), (x, plot.bottom() + 6), palette::INK)?;
        canvas.text(&year.to_string(), (x, plot.bottom() + 22), Type::bold(15).aligned(HPos::Center))?;
    }
    Ok(())
}

fn colour(at: usize) -> RGBColor {
    palette::LINES.get(at).copied().unwrap_or(palette::QUIET_LINE)
}

fn stroke(canvas: &Canvas<'_>, line: &Line, at: usize, scale: &Scale) -> Result<(), ChartError> {
    let loud = at < palette::LINES.len();
    let mut run: Vec<(i32, i32)> = Vec::new();
    for (year, value) in line.values.iter().enumerate() {
        match value {
            Some(value) => run.push((scale.x(year), scale.y(*value))),
            // A year without reviews breaks the line: nothing is known between.
            None => canvas.stroke(std::mem::take(&mut run), colour(at), if loud { 3 } else { 2 })?,
        }
    }
    canvas.stroke(run, colour(at), if loud { 3 } else { 2 })?;
    for (year, value) in line.values.iter().enumerate() {
        if let Some(value) = value {
            mark(canvas, at, (scale.x(year), scale.y(*value)))?;
        }
    }
    Ok(())
}

/// Disc, square, triangle, diamond; a small disc for the quiet ones.
fn mark(canvas: &Canvas<'_>, at: usize, (x, y): (i32, i32)) -> Result<(), ChartError> {
    let colour = colour(at);
    match at {
        0 => canvas.disc((x, y), 6, colour),
        1 => canvas.fill(Area::new(x - 6, y - 6, 12, 12), colour),
        2 => canvas.polygon(vec![(x, y - 8), (x + 7, y + 6), (x - 7, y + 6)], colour),
        3 => canvas.polygon(vec![(x, y - 8), (x + 8, y), (x, y + 8), (x - 8, y)], colour),
        _ => canvas.disc((x, y), 4, colour),
    }
}

/// A name for each line that has a value, with its last value, and the year of it where that is not the last year.
fn end_labels(series: &Series, style: &Style, scale: &Scale) -> Vec<EndLabel> {
    let last = |line: &Line| line.values.iter().enumerate().rev().find_map(|(year, value)| Some((year, (*value)?)));
    let mut labels: Vec<EndLabel> = series
        .lines
        .iter()
        .enumerate()
        .filter_map(|(at, line)| {
            let (year, value) = last(line)?;
            let end = (scale.x(year), scale.y(value));
            let mut words = format!("{} {}", line.label, number(value, series.unit, style));
            if let Some(year) = series.years.get(year).filter(|year| Some(*year) != series.years.last()) {
                words.push_str(&format!(" ({year})"));
            }
            Some(EndLabel { line: at, end, y: end.1, words })
        })
        .collect();
    spread(&mut labels, scale.plot.y, scale.plot.bottom());
    labels
}

/// Where names begin.
fn names_left(plot: Area) -> i32 {
    plot.right() + 44
}

fn leaders(canvas: &Canvas<'_>, labels: &[EndLabel], plot: Area) -> Result<(), ChartError> {
    let x = names_left(plot);
    for label in labels {
        let (end_x, end_y) = label.end;
        let leader = vec![(end_x + 9, end_y), (plot.right() + 8, end_y), (x - 22, label.y), (x - 16, label.y)];
        canvas.stroke(leader, palette::RULE, 1)?;
    }
    Ok(())
}

fn names(canvas: &Canvas<'_>, labels: &[EndLabel], plot: Area) -> Result<(), ChartError> {
    let x = names_left(plot);
    for label in labels {
        let loud = label.line < palette::LINES.len();
        mark(canvas, label.line, (x - 8, label.y))?;
        let set = if loud { Type::bold(NAME).coloured(colour(label.line)) } else { Type::regular(NAME) };
        let words = font::fit(&label.words, NAME, set.weight, NAMES - 48);
        canvas.text(&words, (x + 4, label.y), set)?;
    }
    Ok(())
}

/// Moves labels apart to at least a step, each as near to its end as the others let it, none below the plot.
fn spread(labels: &mut [EndLabel], top: i32, bottom: i32) {
    labels.sort_by_key(|label| (label.end.1, label.line));
    let mut least = top;
    for label in labels.iter_mut() {
        label.y = label.y.max(least);
        least = label.y + NAME_STEP;
    }
    let mut most = bottom;
    for label in labels.iter_mut().rev() {
        label.y = label.y.min(most);
        most = label.y - NAME_STEP;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_at_one_value_are_moved_apart_and_stay_inside() {
        let mut labels: Vec<EndLabel> =
            (0..12).map(|line| EndLabel { line, end: (0, 500), y: 500, words: String::new() }).collect();
        spread(&mut labels, 70, 500);
        assert!(labels.windows(2).all(|pair| pair[1].y - pair[0].y >= NAME_STEP));
        assert_eq!(labels.last().map(|label| label.y), Some(500));
        assert_eq!(labels[0].line, 0);
    }

    #[test]
    fn the_scale_ends_at_a_round_number() {
        assert_eq!([0.0, 3.0, 8.1, 45.0].map(round_up), [1.0, 4.0, 10.0, 80.0]);
    }
}
