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
        frame::{Frame, MARGIN},
        legend::{Entry, Legend},
        palette,
        rows::{Rows, Sizes},
    },
    figures::{Ladder, LadderCell, LadderState},
};

const SIZES: Sizes = Sizes {
    column: 72,
    row: 23,
    group: 27,
    label: 15,
    widest_label: 330,
    heading: Type::regular(12).aligned(HPos::Center),
    heading_line: 15,
    above_heading: LETTER_LINE,
};
const INDEX: i32 = 118;
const LETTER: Type = Type::bold(17).aligned(HPos::Center);
const LETTER_LINE: i32 = 22;

/// Width of a step, the gap beside it, and how much higher each is than the one before.
const STEP: (i32, i32, i32) = (7, 2, 3);

/// Draws the ladder.
pub(super) fn draw(ladder: &Ladder, style: &Style) -> Result<String, ChartError> {
    let rows = Rows::new(&ladder.rows, &ladder.columns, &SIZES, style);
    let width = rows.right() + INDEX + MARGIN;
    let frame = Frame::new(width, &ladder.title, &ladder.note, ladder.notice.as_deref(), style);
    let legend = Legend::new(entries(ladder, style), 3, width - 2 * MARGIN, (SIZES.column - 16, SIZES.row - 2));
    let legend_top = frame.top() + rows.height() + 22;
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
        body(canvas, ladder, &rows, frame.top())?;
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

fn body(canvas: &Canvas<'_>, ladder: &Ladder, rows: &Rows<'_>, top: i32) -> Result<(), ChartError> {
    for (at, column) in ladder.columns.iter().enumerate() {
        canvas.text(&column.key, (rows.middle(at), rows.first_line(at, top) - LETTER_LINE), LETTER)?;
    }
    let end = rows.right() + INDEX - 8;
    let above = Type::bold(SIZES.label - 2).aligned(HPos::Right);
    canvas.text(&ladder.index_label, (end, rows.rule(top) - 12 - SIZES.heading_line / 2), above)?;
    rows.draw(canvas, (top, end), |at, y| {
        cells(canvas, rows, ladder.row(at), y)?;
        let index = ladder.indices.get(at).map(String::as_str).unwrap_or_default();
        canvas.text(index, (end, y + SIZES.row / 2), Type::regular(SIZES.label).aligned(HPos::Right))
    })?;
    Ok(())
}

fn cells(canvas: &Canvas<'_>, rows: &Rows<'_>, cells: &[LadderCell], y: i32) -> Result<(), ChartError> {
    let whole = |state| !cells.is_empty() && cells.iter().all(|cell| cell.state == state);
    if whole(LadderState::NoReview) {
        return rows.dotted(canvas, y);
    }
    if whole(LadderState::Unusable) {
        return rows.hatched(canvas, y);
    }
    for (at, cell) in cells.iter().enumerate() {
        let area = rows.cell(at, y);
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
