//! The readiness ladder: organisations under their kinds, measures as columns, stairs in each cell.
//!
//! Takes a ladder; gives an SVG that fits an A4 page upright with the city's 46 organisations. As many of five steps are
//! filled as the measure has climbed; a triangle says that it has moved since the year before. Nothing rests on colour:
//! the height of the stairs tells the same.

use std::cmp::Ordering;

use plotters::style::text_anchor::HPos;

use crate::{
    charts::{
        ChartError, Style,
        canvas::{self, Area, Canvas, Described, Type},
        font::{self, Weight},
        frame::{Frame, MARGIN},
        legend::{Entry, Legend},
        palette,
        rows::{group_headings, length},
    },
    figures::{Ladder, LadderCell, LadderState},
};

const COLUMN: i32 = 72;
const ROW: i32 = 23;
const GROUP: i32 = 27;
const LABEL: i32 = 15;
const INDEX: i32 = 118;
const LETTER: Type = Type::bold(17).aligned(HPos::Center);
const HEADING: Type = Type::regular(12).aligned(HPos::Center);
const HEADING_LINE: i32 = 15;
const LETTER_LINE: i32 = 22;
const WIDEST_LABEL: i32 = 330;

/// Width of a step, the gap beside it, and how much higher each is than the one before.
const STEP: (i32, i32, i32) = (7, 2, 3);

struct Layout<'a> {
    ladder: &'a Ladder,
    labels: i32,
    headings: Vec<Vec<String>>,
    heading_height: i32,
    groups: Vec<Option<String>>,
}

impl<'a> Layout<'a> {
    fn new(ladder: &'a Ladder, style: &Style) -> Layout<'a> {
        let widest = ladder.rows.iter().map(|row| font::width(&row.label, LABEL, Weight::Regular)).max().unwrap_or(0);
        let headings: Vec<Vec<String>> = ladder
            .columns
            .iter()
            .map(|column| font::wrap(&column.label, HEADING.size, HEADING.weight, COLUMN - 4))
            .collect();
        let lines = headings.iter().map(Vec::len).max().unwrap_or(0);
        Layout {
            ladder,
            labels: widest.min(WIDEST_LABEL) + 14,
            headings,
            heading_height: LETTER_LINE + length(lines) * HEADING_LINE + 12,
            groups: group_headings(&ladder.rows, style),
        }
    }

    fn left(&self) -> i32 {
        MARGIN + self.labels
    }

    fn right(&self) -> i32 {
        self.left() + length(self.ladder.columns.len()) * COLUMN
    }

    fn height(&self) -> i32 {
        let groups = length(self.groups.iter().flatten().count());
        self.heading_height + length(self.ladder.rows.len()) * ROW + groups * GROUP
    }
}

/// Draws the ladder.
pub(super) fn draw(ladder: &Ladder, style: &Style) -> Result<String, ChartError> {
    let layout = Layout::new(ladder, style);
    let width = layout.right() + INDEX + MARGIN;
    let frame = Frame::new(width, &ladder.title, &ladder.note, ladder.notice.as_deref(), style);
    let legend = Legend::new(entries(ladder, style), 3, width - 2 * MARGIN, (COLUMN - 16, ROW - 2));
    let legend_top = frame.top() + layout.height() + 22;
    let bottom = if ladder.rows.is_empty() { frame.top() + 40 } else { legend_top + legend.height() };
    let described = Described {
        title: &ladder.title,
        description: description(ladder, style),
        language: style.catalogue.language().code(),
    };
    canvas::draw((width, frame.height(bottom)), &described, |canvas| {
        frame.draw(canvas, bottom)?;
        if ladder.rows.is_empty() {
            return frame.say_empty(canvas, style, frame.top() + 20);
        }
        body(canvas, &layout, frame.top())?;
        legend.draw(canvas, (MARGIN, legend_top))
    })
}

fn description(ladder: &Ladder, style: &Style) -> String {
    let told = LadderState::ALL.iter().filter_map(|state| {
        let cells = ladder.cells.iter().filter(|cell| cell.state == *state).count();
        // Without a rung the whole row is: organisations are told then.
        let is_row = matches!(state, LadderState::Unusable | LadderState::NoReview);
        let count = if is_row { cells / ladder.columns.len().max(1) } else { cells };
        (count > 0).then(|| format!("{}: {count}", style.catalogue.rung(state.code())))
    });
    let states = told.collect::<Vec<_>>().join(". ");
    style.catalogue.fill(
        "chart.described_ladder",
        &[("title", &ladder.title), ("rows", &ladder.rows.len().to_string()), ("states", &states)],
    )
}

fn words(ladder: &Ladder, state: LadderState) -> &str {
    ladder.legend.iter().find(|(key, _)| key == state.code()).map(|(_, words)| words.as_str()).unwrap_or_default()
}

fn body(canvas: &Canvas<'_>, layout: &Layout<'_>, top: i32) -> Result<(), ChartError> {
    let ladder = layout.ladder;
    for (at, (column, lines)) in ladder.columns.iter().zip(&layout.headings).enumerate() {
        let middle = layout.left() + length(at) * COLUMN + COLUMN / 2;
        let mut y = top + layout.heading_height - 12 - length(lines.len()) * HEADING_LINE + HEADING_LINE / 2;
        canvas.text(&column.key, (middle, y - LETTER_LINE), LETTER)?;
        for line in lines {
            canvas.text(line, (middle, y), HEADING)?;
            y += HEADING_LINE;
        }
    }
    let end = layout.right() + INDEX - 8;
    let mut y = top + layout.heading_height;
    let above = Type::bold(LABEL - 2).aligned(HPos::Right);
    canvas.text(&ladder.index_label, (end, y - 12 - HEADING_LINE / 2), above)?;
    canvas.stroke(vec![(MARGIN, y - 3), (end, y - 3)], palette::INK, 1)?;
    for (at, (row, group)) in ladder.rows.iter().zip(&layout.groups).enumerate() {
        if let Some(group) = group {
            canvas.text(group, (MARGIN, y + GROUP / 2 + 2), Type::bold(LABEL).coloured(palette::ACCENT))?;
            y += GROUP;
        }
        let label = font::fit(&row.label, LABEL, Weight::Regular, layout.labels - 10);
        canvas.text(&label, (MARGIN, y + ROW / 2), Type::regular(LABEL))?;
        cells(canvas, ladder.row(at), layout.left(), y)?;
        let index = ladder.indices.get(at).map(String::as_str).unwrap_or_default();
        canvas.text(index, (end, y + ROW / 2), Type::regular(LABEL).aligned(HPos::Right))?;
        y += ROW;
    }
    Ok(())
}

/// A row of which nothing is known is one long box.
fn cells(canvas: &Canvas<'_>, cells: &[LadderCell], left: i32, y: i32) -> Result<(), ChartError> {
    let whole = |state| !cells.is_empty() && cells.iter().all(|cell| cell.state == state);
    let long = Area::new(left, y, length(cells.len()) * COLUMN, ROW).inset(2);
    if whole(LadderState::NoReview) {
        return canvas.dotted(Area::new(long.x, long.y + 4, long.width, long.height - 8));
    }
    if whole(LadderState::Unusable) {
        return canvas.hatched(long);
    }
    for (at, cell) in cells.iter().enumerate() {
        let area = Area::new(left + length(at) * COLUMN, y, COLUMN, ROW).inset(2);
        state(canvas, cell.state, area)?;
        if let Some(change) = cell.change {
            moved(canvas, change, (area.right() - 8, area.middle().1))?;
        }
    }
    Ok(())
}

fn state(canvas: &Canvas<'_>, state: LadderState, area: Area) -> Result<(), ChartError> {
    match (state, state.filled()) {
        (LadderState::Unusable, _) => canvas.hatched(area),
        (LadderState::NoReview, _) => canvas.dotted(area),
        (LadderState::Rung(_), None) => {
            canvas.text("–", area.middle(), Type::regular(15).aligned(HPos::Center).coloured(palette::SOFT))
        }
        (LadderState::Rung(_), Some(filled)) => stairs(canvas, filled, area),
    }
}

/// Five steps, so many of them filled.
fn stairs(canvas: &Canvas<'_>, filled: u32, area: Area) -> Result<(), ChartError> {
    let (width, gap, rise) = STEP;
    for step in 1..=LadderState::STEPS {
        let at = i32::try_from(step).unwrap_or(0);
        let height = 2 + at * rise;
        let bar = Area::new(area.x + 6 + (at - 1) * (width + gap), area.bottom() - 2 - height, width, height);
        canvas.fill(bar, if step <= filled { palette::ACCENT } else { palette::RULE })?;
    }
    Ok(())
}

/// A triangle that points the way it went; nothing where it stood still.
fn moved(canvas: &Canvas<'_>, change: Ordering, (x, y): (i32, i32)) -> Result<(), ChartError> {
    match change {
        Ordering::Greater => canvas.polygon(vec![(x - 4, y + 3), (x + 4, y + 3), (x, y - 4)], palette::INK),
        Ordering::Less => canvas.polygon(vec![(x - 4, y - 3), (x + 4, y - 3), (x, y + 4)], palette::SOFT),
        Ordering::Equal => Ok(()),
    }
}

fn entries<'a>(ladder: &'a Ladder, style: &Style) -> Vec<Entry<'a>> {
    let states = LadderState::ALL
        .iter()
        .map(|each| Entry::new(words(ladder, *each), move |canvas, area| state(canvas, *each, area)));
    let changes = [("chart.rung_up", Ordering::Greater), ("chart.rung_down", Ordering::Less)].map(|(key, change)| {
        Entry::new(style.catalogue.text(key), move |canvas, area: Area| moved(canvas, change, area.middle()))
    });
    states.chain(changes).collect()
}
