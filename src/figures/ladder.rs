//! The readiness ladder: organisations × measures, a rung in each cell.

use std::cmp::Ordering;

use crate::review::Rung;

use super::Heading;

/// What a cell of the ladder says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LadderState {
    /// The rung that the review tells of.
    Rung(Rung),
    /// A review came in, but nothing in it could be counted.
    Unusable,
    /// No review came in.
    NoReview,
}

impl LadderState {
    /// Every state, in the order of legends.
    pub const ALL: [LadderState; 8] = [
        LadderState::Rung(Rung::NotMentioned),
        LadderState::Rung(Rung::Named),
        LadderState::Rung(Rung::Planned),
        LadderState::Rung(Rung::Ongoing),
        LadderState::Rung(Rung::Done),
        LadderState::Rung(Rung::FollowedUp),
        LadderState::Unusable,
        LadderState::NoReview,
    ];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            LadderState::Rung(rung) => rung.code(),
            LadderState::Unusable => "unusable",
            LadderState::NoReview => "no_review",
        }
    }

    /// How many of the ladder's five steps are filled; none where nothing is mentioned or known.
    pub const fn filled(self) -> Option<u32> {
        match self {
            LadderState::Rung(rung) => match rung.steps() {
                Some(steps) => Some(steps + 1),
                None => None,
            },
            LadderState::Unusable | LadderState::NoReview => None,
        }
    }

    /// Steps of the whole ladder.
    pub const STEPS: u32 = Rung::HIGHEST + 1;
}

/// A cell of the ladder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LadderCell {
    /// What it says.
    pub state: LadderState,
    /// The years that something is planned for, in words; empty where that is not the rung.
    pub years: String,
    /// How it moved since the year before; none where that is not known.
    pub change: Option<Ordering>,
    /// Address on our own server of the sentences behind it.
    pub link: Option<String>,
}

/// Organisations × measures.
#[derive(Debug, Clone, PartialEq)]
pub struct Ladder {
    /// Title with the year.
    pub title: String,
    /// What to know to read it.
    pub note: String,
    /// What must be said wherever it is shown, such as that the data are invented.
    pub notice: Option<String>,
    /// Row headings.
    pub rows: Vec<Heading>,
    /// The index of each row in words, such as `62 % (8/10)`; a dash where there is none.
    pub indices: Vec<String>,
    /// What stands above the indices.
    pub index_label: String,
    /// Column headings; the group holds the measure's letter.
    pub columns: Vec<Heading>,
    /// Row by row, `rows.len() * columns.len()` of them.
    pub cells: Vec<LadderCell>,
    /// Words for each state, in the reader's language.
    pub legend: Vec<(String, String)>,
}

impl Ladder {
    /// The cells of a row.
    pub fn row(&self, row: usize) -> &[LadderCell] {
        let width = self.columns.len();
        self.cells.get(row * width..(row + 1) * width).unwrap_or_default()
    }
}
