//! What the rules say of a sentence, and all that the model of sentences sees of it.
//!
//! Takes a sentence and what stands above and around it; gives what the rules alone conclude, and signs for the model to
//! weigh. Decides nothing.

use crate::{
    learned::Pieces,
    sections::{SectionKind, begins_measure},
};

use super::{
    context::Context,
    prose::{Saying, is_statistic, saying},
    wording::YEAR,
};

/// How much a sign weighs beside the words of the sentence, whose pieces have the length one in all.
const SIGN: f32 = 0.35;

/// Headings that are seen, from the nearest outwards.
const HEADINGS: usize = 2;

/// What the rules say of a sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Signs {
    said: Saying,
    statistic: bool,
    dated: bool,
    /// Names a year to come, or one that has been, by what year the document seems to be for.
    ahead: bool,
    behind: bool,
    /// Whether it tells of a measure, by the rules alone.
    pub(super) commits: bool,
}

impl Signs {
    pub(super) fn of(text: &str, context: &Context<'_>) -> Signs {
        let (said, statistic) = (saying(text), is_statistic(text));
        let years: Vec<u16> = YEAR.find_iter(text).filter_map(|year| year.as_str().parse().ok()).collect();
        let (dated, first) = (!years.is_empty(), context.first_year);
        let ahead = first.is_some_and(|first| years.iter().any(|year| *year >= first));
        let behind = first.is_some_and(|first| years.iter().any(|year| *year < first));
        Signs { said, statistic, dated, ahead, behind, commits: commits(text, said, statistic, dated, context.kind) }
    }

    /// Names in a row without a word of what is done with them.
    pub(super) fn is_list_of_names(&self, text: &str) -> bool {
        const FEWEST_COMMAS: usize = 3;
        let said = self.said;
        let names = !(said.coming || said.done || said.present || begins_measure(text));
        names && text.matches(", ").count() >= FEWEST_COMMAS
    }

    fn names(&self) -> impl Iterator<Item = &'static str> {
        let Signs { said, statistic, dated, ahead, behind, commits } = *self;
        [
            (said.actor, "actor"),
            (said.coming, "coming"),
            (said.present, "present"),
            (said.done, "done"),
            (said.measure, "measure"),
            (said.about_else, "elsewhere"),
            (said.negated, "negated"),
            (said.doubtful, "doubtful"),
            (said.conditional, "conditional"),
            (statistic, "statistic"),
            (commits, "commits"),
            (dated, "dated"),
            (ahead, "ahead"),
            (behind, "behind"),
        ]
        .into_iter()
        .filter_map(|(is, sign)| is.then_some(sign))
    }
}

/// What the rules alone conclude.
fn commits(text: &str, said: Saying, statistic: bool, dated: bool, kind: SectionKind) -> bool {
    let is_measure = begins_measure(text);
    let tells = (said.coming || said.done || said.present || is_measure)
        && (!said.negated || said.begun)
        && !said.about_else
        && !said.conditional
        && !statistic;
    match kind {
        SectionKind::Unknown if is_measure => tells,
        SectionKind::Plan => tells && !(said.doubtful && !said.coming && !said.done),
        SectionKind::Status => tells && (said.done || said.actor) && !said.doubtful,
        // Elsewhere only what was done, or is dated, is more than a general intention.
        _ => tells && said.actor && !said.doubtful && (said.done || dated),
    }
}

/// The signs of one sentence: the words it begins with, its length, and what the rules say, also by the kind of
/// section: the present tense that commits in a plan describes elsewhere.
pub(super) fn of_sentence(text: &str, signs: &Signs, kind: SectionKind) -> Pieces {
    let mut pieces = Pieces::default();
    let section = name(kind);
    for sign in signs.names() {
        pieces.add("rule", sign, SIGN);
        pieces.add(section, sign, SIGN);
    }
    let folded = text.to_lowercase();
    let words: Vec<&str> =
        folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if let Some(first) = words.first() {
        pieces.add("first", first, SIGN);
        pieces.add("second", words.get(1).unwrap_or(&""), SIGN);
    }
    pieces.add("length", LENGTHS.get(words.len() / 4).unwrap_or(&"long"), SIGN);
    pieces
}

const LENGTHS: [&str; 8] = ["1", "4", "8", "12", "16", "20", "24", "28"];

/// The signs that all sentences of a paragraph share: the kind of section, the words of the headings above, and what
/// share of the sentences the rules say the same of.
pub(super) fn around(sentences: &[Signs], context: &Context<'_>) -> Pieces {
    let mut pieces = Pieces::default();
    let section = name(context.kind);
    pieces.add("section", section, SIGN);
    for (above, heading) in context.headings.iter().rev().take(HEADINGS).enumerate() {
        for word in
            heading.to_lowercase().split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
        {
            pieces.add("above", word, SIGN);
            if above == 0 {
                pieces.add("heading", word, SIGN);
            }
        }
    }
    if context.headings.iter().skip(1).any(|heading| YEAR.is_match(heading)) {
        pieces.add("above", "year", SIGN);
    }
    pieces.add("paragraph", LENGTHS.get(sentences.len() / 2).unwrap_or(&"long"), SIGN);
    for told in ["coming", "done", "present", "commits", "elsewhere", "ahead"] {
        let count = sentences.iter().filter(|signs| signs.names().any(|sign| sign == told)).count();
        let share = SIGN * count as f32 / sentences.len().max(1) as f32;
        pieces.add("share", told, share);
        pieces.add("share-in", &format!("{section} {told}"), share);
    }
    pieces
}

/// The name of a kind of section as signs are told apart by it.
fn name(kind: SectionKind) -> &'static str {
    match kind {
        SectionKind::Front => "front",
        SectionKind::Summary => "summary",
        SectionKind::Background => "background",
        SectionKind::Status => "status",
        SectionKind::Findings => "findings",
        SectionKind::Risks => "risks",
        SectionKind::Metrics => "metrics",
        SectionKind::Plan => "plan",
        SectionKind::NotPlanned => "not-planned",
        SectionKind::Decision => "decision",
        SectionKind::Unknown => "unknown",
    }
}
