//! Stacked bars: what a whole is made up of, bar by bar, on one scale.
//!
//! Takes bars; gives an SVG. The first part is solid, the second hatched, the last (what is missing) dotted, as in the
//! heat map.

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
    figures::{Bar, Bars},
};

const WIDTH: i32 = 1080;
const ROW: i32 = 62;
const BAR: i32 = 34;
const LABEL: i32 = 16;
const SUMMARY: i32 = 300;

/// Draws the bars.
pub(super) fn draw(bars: &Bars, style: &Style) -> Result<String, ChartError> {
    let frame = Frame::new(WIDTH, &bars.title, &bars.note, bars.notice.as_deref(), style);
    let rows = i32::try_from(bars.bars.len()).unwrap_or(i32::MAX / 128);
    let legend = Legend::new(entries(bars), 3, WIDTH - 2 * MARGIN, (48, 26));
    let legend_top = frame.top() + rows * ROW + 18;
    let bottom = if bars.bars.is_empty() { frame.top() + 40 } else { legend_top + legend.height() };
    let summaries: Vec<String> = bars.bars.iter().map(|bar| format!("{}: {}", bar.label, bar.summary)).collect();
    let described = Described {
        title: &bars.title,
        description: style
            .catalogue
            .fill("chart.described_bars", &[("title", &bars.title), ("summaries", &summaries.join("; "))]),
        language: style.catalogue.language().code(),
    };
    canvas::draw((WIDTH, frame.height(bottom)), &described, |canvas| {
        frame.draw(canvas, bottom)?;
        if bars.bars.is_empty() {
            return frame.say_empty(canvas, style, frame.top() + 20);
        }
        body(canvas, bars, frame.top())?;
        legend.draw(canvas, (MARGIN, legend_top))
    })
}

fn body(canvas: &Canvas<'_>, bars: &Bars, top: i32) -> Result<(), ChartError> {
    let widest = bars.bars.iter().map(|bar| font::width(&bar.label, LABEL, Weight::Bold)).max().unwrap_or(0);
    let left = MARGIN + widest.min(260) + 18;
    let room = WIDTH - MARGIN - SUMMARY - left;
    let longest = bars.bars.iter().map(|bar| bar.values.iter().sum::<u32>()).max().unwrap_or(0);
    let mut y = top;
    for (at, bar) in bars.bars.iter().enumerate() {
        let set = if at == 0 && bars.bars.len() > 1 { Type::bold(LABEL) } else { Type::regular(LABEL) };
        let middle = y + ROW / 2;
        let label = font::fit(&bar.label, LABEL, set.weight, left - MARGIN - 10);
        canvas.text(&label, (MARGIN, middle), set)?;
        let end = parts(canvas, bar, Area::new(left, middle - BAR / 2, room, BAR), longest)?;
        let mut line = middle - 10 * (lines(&bar.summary, WIDTH - MARGIN - end - 14) - 1);
        for words in font::wrap(&bar.summary, 15, Weight::Regular, WIDTH - MARGIN - end - 14) {
            canvas.text(&words, (end + 14, line), Type::regular(15))?;
            line += 20;
        }
        y += ROW;
    }
    canvas.line((left, top), (left, y), palette::STRONG_RULE)
}

fn lines(text: &str, room: i32) -> i32 {
    i32::try_from(font::wrap(text, 15, Weight::Regular, room).len()).unwrap_or(1)
}

/// Draws the parts of a bar and tells where it ends.
fn parts(canvas: &Canvas<'_>, bar: &Bar, area: Area, longest: u32) -> Result<i32, ChartError> {
    let at = |count: u32| {
        let share = i64::from(area.width) * i64::from(count) / i64::from(longest.max(1));
        area.x + i32::try_from(share).unwrap_or(area.width)
    };
    let mut before = 0;
    for (index, count) in bar.values.iter().enumerate().filter(|(_, count)| **count > 0) {
        let (from, to) = (at(before), at(before + count));
        let piece = Area::new(from + 1, area.y, (to - from - 2).max(2), area.height);
        part(canvas, index, piece)?;
        let number = count.to_string();
        let room = font::width(&number, LABEL, Weight::Bold) + 8;
        if piece.width >= room {
            let (x, y) = piece.middle();
            let set = Type::bold(LABEL).aligned(HPos::Center);
            if index == 1 {
                canvas.fill(Area::new(x - room / 2, y - 11, room, 22), palette::PAPER)?;
            }
            canvas.text(&number, (x, y), if index == 0 { set.coloured(palette::PAPER) } else { set })?;
        }
        before += count;
    }
    Ok(at(before))
}

fn part(canvas: &Canvas<'_>, index: usize, area: Area) -> Result<(), ChartError> {
    match index {
        0 => canvas.fill(area, palette::ACCENT),
        1 => canvas.hatched(area),
        _ => canvas.dotted(area),
    }
}

fn entries(bars: &Bars) -> Vec<Entry<'_>> {
    bars.parts
        .iter()
        .enumerate()
        .map(|(index, (_, words))| Entry::new(words, move |canvas, area| part(canvas, index, area)))
        .collect()
}
