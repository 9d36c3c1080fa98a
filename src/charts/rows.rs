//! What charts with organisations as rows share: the words above each group and column, the labels, lengths in pixels.
//!
//! Takes the rows and columns of a figure and the sizes of a chart; draws all but the cells. Never knows what a cell
//! tells: the chart draws those itself, row by row.

use crate::{
    charts::{
        ChartError, Style,
        canvas::{Area, Canvas, Type},
        font::{self, Weight},
        frame::MARGIN,
        palette,
    },
    figures::Heading,
};

/// Things drawn are few: more than `i32` holds cannot be.
pub(super) fn length(number: usize) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX / 64)
}

/// The sizes of such a chart.
pub(super) struct Sizes {
    /// Width of a column.
    pub(super) column: i32,
    /// Height of a row.
    pub(super) row: i32,
    /// Height of the words above a group.
    pub(super) group: i32,
    /// Size of the labels of rows.
    pub(super) label: i32,
    /// What longer labels are cut to.
    pub(super) widest_label: i32,
    /// How the words above a column are set.
    pub(super) heading: Type,
    /// Height of a line of them.
    pub(super) heading_line: i32,
    /// Room above those words for what the chart itself sets there.
    pub(super) above_heading: i32,
}

/// Air between the words above the columns and the first row.
const BELOW_HEADING: i32 = 12;

/// Rows and columns with their places.
pub(super) struct Rows<'a> {
    sizes: &'static Sizes,
    rows: &'a [Heading],
    groups: Vec<Option<String>>,
    headings: Vec<Vec<String>>,
    labels: i32,
    heading_height: i32,
}

impl<'a> Rows<'a> {
    /// Measures the words and wraps those above the columns.
    pub(super) fn new(rows: &'a [Heading], columns: &[Heading], sizes: &'static Sizes, style: &Style) -> Rows<'a> {
        let widest = rows.iter().map(|row| font::width(&row.label, sizes.label, Weight::Regular)).max().unwrap_or(0);
        let wrapped =
            |column: &Heading| font::wrap(&column.label, sizes.heading.size, sizes.heading.weight, sizes.column - 4);
        let headings: Vec<Vec<String>> = columns.iter().map(wrapped).collect();
        let lines = headings.iter().map(Vec::len).max().unwrap_or(0);
        Rows {
            sizes,
            rows,
            groups: group_headings(rows, style),
            headings,
            labels: widest.min(sizes.widest_label) + 14,
            heading_height: sizes.above_heading + length(lines) * sizes.heading_line + BELOW_HEADING,
        }
    }

    /// Where the first column begins.
    pub(super) fn left(&self) -> i32 {
        MARGIN + self.labels
    }

    /// Where the last column ends.
    pub(super) fn right(&self) -> i32 {
        self.left() + length(self.headings.len()) * self.sizes.column
    }

    /// From the words above the columns to the end of the last row.
    pub(super) fn height(&self) -> i32 {
        let groups = length(self.groups.iter().flatten().count());
        self.heading_height + length(self.rows.len()) * self.sizes.row + groups * self.sizes.group
    }

    /// The middle of a column.
    pub(super) fn middle(&self, column: usize) -> i32 {
        self.left() + length(column) * self.sizes.column + self.sizes.column / 2
    }

    /// The place of a cell in the row that begins at `y`.
    pub(super) fn cell(&self, column: usize, y: i32) -> Area {
        let left = self.left() + length(column) * self.sizes.column;
        Area::new(left, y, self.sizes.column, self.sizes.row).inset(2)
    }

    /// Words above each column, a rule to `end`, and of each row what stands before its cells; `cells` is given the number
    /// of the row and where it begins. Gives where the last row ends.
    pub(super) fn draw(
        &self,
        canvas: &Canvas<'_>,
        (top, end): (i32, i32),
        mut cells: impl FnMut(usize, i32) -> Result<(), ChartError>,
    ) -> Result<i32, ChartError> {
        for (at, lines) in self.headings.iter().enumerate() {
            let mut y = self.first_line(at, top);
            for line in lines {
                canvas.text(line, (self.middle(at), y), self.sizes.heading)?;
                y += self.sizes.heading_line;
            }
        }
        let mut y = self.rule(top);
        canvas.stroke(vec![(MARGIN, y - 3), (end, y - 3)], palette::INK, 1)?;
        for (at, (row, group)) in self.rows.iter().zip(&self.groups).enumerate() {
            if let Some(group) = group {
                y = self.group(canvas, group, y)?;
            }
            self.label(canvas, &row.label, y)?;
            cells(at, y)?;
            y += self.sizes.row;
        }
        Ok(y)
    }

    /// The middle of the first line of words above a column, in a drawing that begins at `top`.
    pub(super) fn first_line(&self, column: usize, top: i32) -> i32 {
        let lines = length(self.headings.get(column).map_or(0, Vec::len));
        self.rule(top) - BELOW_HEADING - lines * self.sizes.heading_line + self.sizes.heading_line / 2
    }

    /// Where the rows begin, in a drawing that begins at `top`.
    pub(super) fn rule(&self, top: i32) -> i32 {
        top + self.heading_height
    }

    /// The words above a group of rows; gives where its first row begins.
    pub(super) fn group(&self, canvas: &Canvas<'_>, words: &str, y: i32) -> Result<i32, ChartError> {
        let set = Type::bold(self.sizes.label).coloured(palette::ACCENT);
        canvas.text(words, (MARGIN, y + self.sizes.group / 2 + 2), set)?;
        Ok(y + self.sizes.group)
    }

    /// The words before a row.
    pub(super) fn label(&self, canvas: &Canvas<'_>, words: &str, y: i32) -> Result<(), ChartError> {
        let fitted = font::fit(words, self.sizes.label, Weight::Regular, self.labels - 10);
        canvas.text(&fitted, (MARGIN, y + self.sizes.row / 2), Type::regular(self.sizes.label))
    }

    /// A whole row without a usable review.
    pub(super) fn hatched(&self, canvas: &Canvas<'_>, y: i32) -> Result<(), ChartError> {
        canvas.hatched(self.whole(y))
    }

    /// A whole row without a review, lower than a cell, so that many in a row do not run together.
    pub(super) fn dotted(&self, canvas: &Canvas<'_>, y: i32) -> Result<(), ChartError> {
        let whole = self.whole(y);
        canvas.dotted(Area::new(whole.x, whole.y + 4, whole.width, whole.height - 8))
    }

    /// A row of which nothing is known is one long box: a box to each column would look like as many statements.
    fn whole(&self, y: i32) -> Area {
        Area::new(self.left(), y, self.right() - self.left(), self.sizes.row).inset(2)
    }
}

/// The words above the first row of each group; none where the rows are sorted across the groups.
fn group_headings(rows: &[Heading], style: &Style) -> Vec<Option<String>> {
    let mut seen: Vec<&str> = Vec::new();
    let mut headings = Vec::with_capacity(rows.len());
    for row in rows {
        if seen.last().is_some_and(|last| *last == row.group) {
            headings.push(None);
            continue;
        }
        if row.group.is_empty() || seen.contains(&row.group.as_str()) {
            return vec![None; rows.len()];
        }
        seen.push(&row.group);
        let key = format!("kind_plural.{}", row.group);
        let words = style.catalogue.text(&key);
        // A group of one that is named as its only member is not named twice.
        headings.push((words != row.label).then(|| words.to_owned()));
    }
    headings
}
