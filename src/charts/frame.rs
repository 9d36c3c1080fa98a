//! What every chart has around it: title, note and notice above, source below.
//!
//! Takes a figure's words and the width; tells how high they are before anything is drawn, so that nothing is cut off.

use plotters::style::text_anchor::HPos;

use crate::charts::{
    ChartError, Style,
    canvas::{Area, Canvas, Type},
    font::{self, Weight},
    palette,
};

/// White space around a chart.
pub(super) const MARGIN: i32 = 28;
const TITLE: Type = Type::bold(24);
const NOTE: Type = Type::regular(15).coloured(palette::SOFT);
const NOTICE: Type = Type::bold(15);
const SOURCE: Type = Type::regular(13).coloured(palette::SOFT);
const TITLE_LINE: i32 = 30;
const NOTE_LINE: i32 = 21;
const NOTICE_HEIGHT: i32 = 30;
const SOURCE_HEIGHT: i32 = 34;

/// The words around a chart, broken into lines.
pub(super) struct Frame<'a> {
    width: i32,
    title: Vec<String>,
    note: Vec<String>,
    notice: Option<&'a str>,
    source: &'a str,
}

impl<'a> Frame<'a> {
    /// Sets the words for a chart so wide.
    pub(super) fn new(width: i32, title: &str, note: &str, notice: Option<&'a str>, style: &Style) -> Frame<'a> {
        let room = width - 2 * MARGIN;
        Frame {
            width,
            title: font::wrap(title, TITLE.size, TITLE.weight, room),
            note: font::wrap(note, NOTE.size, NOTE.weight, room),
            notice,
            source: style.catalogue.text("chart.source"),
        }
    }

    /// Where the chart itself may begin.
    pub(super) fn top(&self) -> i32 {
        let lines = |lines: &[String], height: i32| i32::try_from(lines.len()).unwrap_or(0) * height;
        let notice = if self.notice.is_some() { NOTICE_HEIGHT + 10 } else { 0 };
        MARGIN + lines(&self.title, TITLE_LINE) + lines(&self.note, NOTE_LINE) + notice + 14
    }

    /// The height of the whole, when the chart itself ends at `bottom`.
    pub(super) fn height(&self, bottom: i32) -> i32 {
        bottom + SOURCE_HEIGHT + MARGIN / 2
    }

    /// Draws the words.
    pub(super) fn draw(&self, canvas: &Canvas<'_>, bottom: i32) -> Result<(), ChartError> {
        let mut y = MARGIN;
        for line in &self.title {
            canvas.text(line, (MARGIN, y + 12), TITLE)?;
            y += TITLE_LINE;
        }
        for line in &self.note {
            canvas.text(line, (MARGIN, y + 10), NOTE)?;
            y += NOTE_LINE;
        }
        if let Some(notice) = self.notice {
            let wide = font::width(notice, NOTICE.size, Weight::Bold) + 30;
            let area = Area::new(MARGIN, y + 6, wide.min(self.width - 2 * MARGIN), NOTICE_HEIGHT);
            canvas.fill(area, palette::NOTICE)?;
            canvas.fill(Area::new(area.x, area.y, 5, area.height), palette::NOTICE_RULE)?;
            canvas.text(notice, (area.x + 18, area.middle().1), NOTICE)?;
        }
        canvas.line((MARGIN, bottom + 14), (self.width - MARGIN, bottom + 14), palette::RULE)?;
        canvas.text(self.source, (MARGIN, bottom + SOURCE_HEIGHT - 4), SOURCE)
    }

    /// Says in place of a chart that there is nothing to show.
    pub(super) fn say_empty(&self, canvas: &Canvas<'_>, style: &Style, y: i32) -> Result<(), ChartError> {
        let set = Type::regular(16).aligned(HPos::Left);
        canvas.text(style.catalogue.text("chart.empty"), (MARGIN, y), set)
    }
}
