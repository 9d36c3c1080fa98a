//! Legends: a sample and its words, set in columns.
//!
//! Takes entries and a width; tells its height before it is drawn. A sample is drawn by the same strokes as the chart.

use crate::charts::{
    ChartError,
    canvas::{Area, Canvas, Type},
    font::{self, Weight},
};

const SIZE: i32 = 15;
const LINE: i32 = 20;
const GAP: i32 = 10;

/// Draws a sample into an area.
pub(super) type Sample<'a> = Box<dyn Fn(&Canvas<'_>, Area) -> Result<(), ChartError> + 'a>;

/// One sample with its words.
pub(super) struct Entry<'a> {
    words: &'a str,
    sample: Sample<'a>,
}

impl<'a> Entry<'a> {
    pub(super) fn new(words: &'a str, sample: impl Fn(&Canvas<'_>, Area) -> Result<(), ChartError> + 'a) -> Entry<'a> {
        Entry { words, sample: Box::new(sample) }
    }
}

/// Entries set in columns, filled column by column.
pub(super) struct Legend<'a> {
    placed: Vec<(Entry<'a>, i32, i32, Vec<String>)>,
    sample: (i32, i32),
    height: i32,
}

impl<'a> Legend<'a> {
    /// Sets entries in so many columns of equal width; `sample` is the size of each sample.
    pub(super) fn new(entries: Vec<Entry<'a>>, columns: usize, width: i32, sample: (i32, i32)) -> Legend<'a> {
        let columns = columns.max(1);
        let per_column = entries.len().div_ceil(columns).max(1);
        let column_width = width / i32::try_from(columns).unwrap_or(1);
        let mut placed = Vec::with_capacity(entries.len());
        let (mut height, mut y) = (0, 0);
        for (at, entry) in entries.into_iter().enumerate() {
            if at % per_column == 0 {
                y = 0;
            }
            let x = i32::try_from(at / per_column).unwrap_or(0) * column_width;
            let lines = font::wrap(entry.words, SIZE, Weight::Regular, column_width - sample.0 - 12 - 20);
            let high = (i32::try_from(lines.len()).unwrap_or(1) * LINE).max(sample.1);
            placed.push((entry, x, y, lines));
            y += high + GAP;
            height = height.max(y);
        }
        Legend { placed, sample, height: (height - GAP).max(0) }
    }

    pub(super) fn height(&self) -> i32 {
        self.height
    }

    pub(super) fn draw(&self, canvas: &Canvas<'_>, (left, top): (i32, i32)) -> Result<(), ChartError> {
        for (entry, x, y, lines) in &self.placed {
            let area = Area::new(left + x, top + y, self.sample.0, self.sample.1);
            (entry.sample)(canvas, area)?;
            let high = i32::try_from(lines.len()).unwrap_or(1) * LINE;
            let mut middle = area.middle().1 - high / 2 + LINE / 2;
            // Words higher than the sample begin at its top, so that they never rise into the entry above.
            middle = middle.max(area.y + LINE / 2);
            for line in lines {
                canvas.text(line, (area.right() + 12, middle), Type::regular(SIZE))?;
                middle += LINE;
            }
        }
        Ok(())
    }
}
