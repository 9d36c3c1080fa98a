//! Letters of NIS2 article 21(2) that a document states itself: in a column, or as the order of its plan.
//!
//! Takes the cell of a column, or the found actions of a document; gives the letter that each stands under, where the
//! letters are the article's and not those of a list, of chapters, or of ISO/IEC 27001 clause 9.3.2.

use crate::{
    items::FoundAction,
    pattern::{Folded, FoldedPattern, folded_patterns, patterns},
    review::Measure,
    sections::SectionKind,
};

patterns! {
    /// "c", "21.2 c", "artikel 21(2) c)" in the column of a table.
    COLUMN = r"(?i)^(?:art(?:ikel|\.)?\s*)?(?:21(?:\.2|\(2\))?\s*)?\(?([a-j])\)?\.?$";
    LETTERED = r"^\(?([a-j])[).]\s+(\S.*)$";
}

folded_patterns! {
    A = r"\brisk|polic";
    B = r"incident";
    C = r"kontinuitet|\bdrift|säkerhetskopi|\bkris|reserv";
    D = r"leverant|leveran";
    E = r"förvärv|anskaff|upphandl|utveckl|underhåll|sårbarhet";
    F = r"effekt|utvärder|\bbedöm|uppfölj";
    G = r"hygien|utbild|kompetens|kunskap";
    H = r"krypt";
    I = r"personal|åtkomst|behörig|tillgång";
    J = r"autentis|faktor|kommunikation|inloggning";
}

/// Letters whose words are those of the article, before its order is believed.
const FEWEST: usize = 4;

/// The letter that the column of a table states.
pub(super) fn of_column(cell: &str) -> Option<Measure> {
    COLUMN.captures(cell)?.get(1)?.as_str().to_lowercase().parse().ok()
}

/// The letter of the article that each action stands under.
pub(super) fn letters(actions: &[FoundAction]) -> Vec<Option<Measure>> {
    let lettered: Vec<Option<(Measure, &str)>> = actions.iter().map(letter).collect();
    let subjects: [(Measure, &FoldedPattern); 10] = [
        (Measure::A, &A),
        (Measure::B, &B),
        (Measure::C, &C),
        (Measure::D, &D),
        (Measure::E, &E),
        (Measure::F, &F),
        (Measure::G, &G),
        (Measure::H, &H),
        (Measure::I, &I),
        (Measure::J, &J),
    ];
    let told = subjects.iter().filter(|(measure, subject)| {
        lettered.iter().flatten().any(|(letter, words)| letter == measure && subject.is_match(&Folded::of(words)))
    });
    if told.count() < FEWEST {
        return vec![None; actions.len()];
    }
    lettered.into_iter().map(|found| found.map(|(letter, _)| letter)).collect()
}

/// The letter before an action's own words, or before a heading above it, with the words after it.
fn letter(action: &FoundAction) -> Option<(Measure, &str)> {
    if !matches!(action.kind, SectionKind::Plan | SectionKind::Status | SectionKind::Unknown) {
        return None;
    }
    let above = action.headings.iter().rev().take(2).map(String::as_str);
    std::iter::once(action.words.text()).chain(above).find_map(|words| {
        let found = LETTERED.captures(words)?;
        Some((found.get(1)?.as_str().parse().ok()?, found.get(2)?.as_str()))
    })
}
