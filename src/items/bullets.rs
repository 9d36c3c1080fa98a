//! Items of lists → found actions.

use crate::{
    pattern::{Folded, folded_patterns},
    sections::{Marker, Mended, SectionKind},
};

use super::{
    context::{Context, Form, FoundAction},
    outcome,
    prose::{Saying, has_risk_figures, is_statistic, saying},
    sentences::split,
    wording::{LEADING_YEAR, ONLY_YEAR, REVIEW_TITLE},
};

folded_patterns! {
    /// What is decided on the document itself, or against a measure.
    OF_DOCUMENT = r"\b(?:att godkänna|godkänner|överlämna\w*|till handlingarna|ställer? sig bakom|justera\w*|anteckna\w*|ledningens genomgång|genomgången|denna rapport|tjänsteutlåtande\w*|inte gå vidare|avslå\w*|avstå\w*)\b";
}

/// Takes an item for an action, a year that holds for those after it, or the lead of sub-items.
pub(super) fn item(
    marker: Marker,
    words: &Mended,
    introduces: bool,
    context: &mut Context<'_>,
    leads: &[(u8, String)],
    found: &mut Vec<FoundAction>,
) {
    let text = words.text();
    if ONLY_YEAR.is_match(text) {
        context.running_year = Some(text.to_owned());
        return;
    }
    if context.kind == SectionKind::Decision && resolves(text) {
        let mut resolved = Context { kind: SectionKind::Plan, ..context.clone() };
        return item(marker, words, introduces, &mut resolved, leads, found);
    }
    let mut words = words.clone();
    if let Some((year, rest)) = LEADING_YEAR.captures(text).and_then(|found| found.get(1).zip(found.get(2))) {
        context.running_year = Some(year.as_str().to_owned());
        words = words.part(rest.start()..text.len());
    }
    let told = outcome::of_item(&words).filter(|_| tells_outcomes(context));
    if let Some((outcome, rest)) = &told {
        if outcome::is_dropped(outcome) && !outcome::is_moved(words.text()) {
            return;
        }
        words = rest.clone();
    }
    let sentences = split(&words);
    let mut told = told;
    if told.is_none()
        && context.counts()
        && let [_, outcome, ..] = sentences.as_slice()
        && outcome::states(outcome.text())
    {
        if outcome::is_dropped(outcome.text()) && !outcome::is_moved(words.text()) {
            return;
        }
        told = Some((outcome.text().to_owned(), words.clone()));
    }
    let text = words.text();
    if let Marker::Box(_) = marker
        && matches!(context.kind, SectionKind::Unknown | SectionKind::Background)
    {
        // Boxes, ticked or not, follow up what was promised.
        context.kind = SectionKind::Status;
    }
    let mut said = saying(text);
    // One sentence may say what is no longer done, and the next what is done instead.
    let sentences = split(&words);
    said.negated = said.negated
        && !outcome::is_moved(text)
        && !said.begun
        && !sentences.iter().skip(1).any(|sentence| {
            let later = saying(sentence.text());
            !later.negated && (later.coming || later.measure || later.doubtful)
        });
    let count = text.split_whitespace().count();
    let is_statement = said.done || ((said.coming || said.present) && said.actor);
    if introduces && !(is_statement && count > 5 && !text.ends_with([':', ';'])) {
        return;
    }
    let is_title = REVIEW_TITLE.is_match(text) || (count < 2 && leads.is_empty());
    // A box follows up a measure also where it is told by a figure: "24 klassningar genomförda".
    let is_box = matches!(marker, Marker::Box(_));
    let is_figure = is_statistic(text) && !said.measure && !said.done && !is_box;
    let is_no_measure = is_title || is_figure || has_risk_figures(text);
    let is_told = told.is_some() && matches!(context.kind, SectionKind::Status | SectionKind::Plan);
    if !(accepts(said, context) || (is_told && !said.negated)) || (context.counts() && is_no_measure && !is_told) {
        return;
    }
    let mut action = context.action(words, Form::Item);
    action.status = told.map(|(outcome, _)| outcome);
    action.label = leads.last().map(|(_, lead)| lead.clone());
    action.ticked = match marker {
        Marker::Box(ticked) => Some(ticked),
        _ => None,
    };
    found.push(action);
}

/// Whether an item below "beslutade" commits to a measure, rather than decides on the document itself.
fn resolves(text: &str) -> bool {
    const FEWEST_WORDS: usize = 5;
    (text.starts_with("att ") || saying(text).tells())
        && text.split_whitespace().count() >= FEWEST_WORDS
        && !OF_DOCUMENT.is_match(&Folded::of(text))
}

/// Whether items here can state what became of them.
fn tells_outcomes(context: &Context<'_>) -> bool {
    matches!(context.kind, SectionKind::Status | SectionKind::Plan | SectionKind::Unknown | SectionKind::Summary)
}

/// Whether what an item says is a measure, by what its section is for: in a plan or a follow-up an item is one unless it
/// says otherwise; elsewhere it must tell of one.
fn accepts(said: Saying, context: &Context<'_>) -> bool {
    let about_else = said.about_else && !said.measure;
    match context.kind {
        SectionKind::Plan | SectionKind::Status => !said.negated && !about_else,
        SectionKind::Summary => said.tells() && !said.about_else,
        SectionKind::Risks => said.tells() && !said.about_else && said.actor && (said.done || said.coming),
        SectionKind::Unknown | SectionKind::Background | SectionKind::Front => {
            let is_statement = said.done || ((said.coming || said.present) && said.actor);
            let is_introduced = said.measure && context.kind == SectionKind::Unknown && context.intro.is_some();
            let in_doubt = said.doubtful && !said.done;
            said.tells() && !said.about_else && !in_doubt && (is_statement || is_introduced)
        }
        SectionKind::Findings => said.actor && (said.done || said.coming) && !said.negated && !said.doubtful,
        SectionKind::Metrics | SectionKind::NotPlanned | SectionKind::Decision => false,
    }
}
