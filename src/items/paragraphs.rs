//! Paragraphs → found actions: labelled ones, follow-ups, decisions, and sentences of running text.

use crate::{
    pattern::{Folded, folded_patterns, patterns},
    sections::{Mended, SectionKind, Unit, begins_measure, kind_by_words},
};

use super::{
    context::{Context, Form, FoundAction},
    outcome,
    prose::{has_risk_figures, is_negated, is_statistic, saying},
    sentences::split,
    telling::prose,
    wording::{DATA_LABEL, LEADING_YEAR, ONLY_YEAR},
};

folded_patterns! {
    INTRO_DONE = r"\bhar det gått\b|\bdet (?:gick|har gått)\b|\bgick (?:det )?så\b|\bhar\b.{0,80}\b(?:genomförts|gjorts|gjort|vidtagit|vidtagits|slutförts|tagits|hållits|skett|arbetat med|genomfört|hunnit)|genomförda?\b|\bgenomfördes\b|\bblev klar|\bklart\b";
    INTRO_FINDING = r"avvikelse|\bbrister\b|rekommend|\bdso\b|dataskyddsombudet|revision|granskning(?:en)? visa|iakttag|pekar på|påtalar";
    /// "Mötet beslutade att": measures and what is decided on the document itself, told apart item by item.
    INTRO_DECIDED = r"\b(?:beslutade|beslutar|beslöt)(?: att)?:?$";
    /// "Närmare bestämt ska förvaltningen" over a list.
    OPEN_END = r"\b(?:att|följande|bland annat|beslutade|beslutar|beslöt|(?:ska|skall|kommer|avser|planerar)(?: \w+){0,2})$";
    INTRO_RISKS = r"\brisk(?:er|erna|register|registret|analysen?|bilden)\b";
    INTRO_NOT = r"(?:prioriteras|görs|genomförs|ingår|planeras|hinn\w*|gör|tar) (?:\w+ ){0,2}(?:inte|ej)\b|får vänta|avstår|väljer bort|valts bort|bortprioriter";
    INTRO_OTHER = r"\b(?:består av|omfattar följande|deltog|närvarande|förkortningar|definieras|innebär att|faktorer|förutsättningar|lagar|krav(?:en)? är|hot(?:en)?|trender|utgår från|underlag|källor|styrs av|regleras|roller|innehåller följande avsnitt|fastställt följande mål|definitioner)\b";
    /// One measure, or the words of a table: no turn.
    NO_TURN = r"^(?:åtgärd(?:er)?|beslut\w*|aktivitet(?:er)?|resultat|utfall|status|klart?|planerad\w*|plan)$|\d|säkerhet|\bplan\b|genomgång";
    /// A sentence that leaves the measure for what is not done, or for a judgement.
    LEAVES = r"^(?:återstår|kvarstår|däremot|dock)\b|^\w+ bedömning (?:är|av)\b|^(?:förvaltningen|kontoret|bolaget) bedömer\b";
    /// A follow-up in one paragraph: the measure, how it went, and a word on it.
    FOLLOWED_UP = r"^(?:klart?|pågår|delvis(?: \w+)?|påbörja[dt]|genomför[dt]|utför[dt]|avslutat?|ej (?:påbörja[dt]|klart?|genomför[dt])|inte (?:påbörja[dt]|klart?|genomför[dt]|gjord)|done|in progress)\b";
}

patterns! {
    /// "Beslut: …" in minutes commits wherever it stands.
    RESOLVED = r"(?i)^beslut(?:ades)?\s*:\s*(\S.*)$";
    /// "Reservvägar. Tolv kunder saknar …": a label set in the line, ended by a full stop.
    RUN_IN = r"^(\p{Lu}[^.:;!?,]{2,40})\.\s+(\p{Lu}.*)$";
    /// What a filled-in form puts before an answer.
    ANSWER = r"(?i)^(?:svar|kommentar|beskrivning)\s*:\s*(?:(?:ja|nej|delvis)\s*[.,]\s*)?(\S.*)$";
    TURN = r"^(\p{Lu}[^.:;!?,]{2,40})[.:](?:\s+(\p{Lu}.*))?$";
    YEAR_LEAD = r"(?i)^(?:under|år|för|inför) 20\d\d(?: \p{L}+){0,4}$";
    LABEL = r"^([^:.;]{3,60}):\s+(\S.*)$";
}

/// A measure of no more words than these is but a label for what follows.
const LABEL_WORDS: usize = 4;

/// Finds what a paragraph tells, and takes one that introduces a list into the context.
pub(super) fn paragraph(
    words: &Mended,
    label: Option<&Mended>,
    next: Option<&Unit>,
    context: &mut Context<'_>,
    found: &mut Vec<FoundAction>,
) {
    if has_risk_figures(words.text()) {
        return;
    }
    let answer = ANSWER.captures(words.text()).and_then(|found| found.get(1)).map(|rest| words.part(rest.range()));
    if answer.is_some() && matches!(context.kind, SectionKind::Unknown | SectionKind::Background | SectionKind::Risks) {
        // What is answered is how things stand.
        context.kind = SectionKind::Status;
    }
    let words = answer.as_ref().unwrap_or(words);
    let text = words.text();
    let sentences = split(words);
    if let Some(label) = label {
        if matches!(context.kind, SectionKind::Plan | SectionKind::Status) {
            found.extend(labelled(label.text(), &sentences, context));
        }
        return;
    }
    if may_turn(context.kind)
        && let Some((kind, rest)) = turn(text, next)
    {
        match rest {
            Some(rest) => {
                let mut turned = Context { kind, ..context.clone() };
                prose(&split(&words.part(rest..text.len())), &mut turned, found);
            }
            None => context.kind = kind,
        }
        return;
    }
    let heads_list = matches!(next, Some(Unit::Item { .. } | Unit::Table(_)));
    // "Under 2027 ska förvaltningen" over a list introduces it without a colon.
    let leads_year = heads_list && YEAR_LEAD.is_match(text);
    let is_open = heads_list && OPEN_END.is_match(&Folded::of(text));
    let is_intro = text.ends_with(':') || leads_year || is_open || (heads_list && text.ends_with(';'));
    let (intro, running) = match sentences.split_last() {
        Some((last, before)) if is_intro => (Some(last.text().to_owned()), before),
        _ => (None, sentences.as_slice()),
    };
    if let Some(rest) = RESOLVED.captures(text).and_then(|found| found.get(1)) {
        let mut resolved = Context { kind: SectionKind::Plan, ..context.clone() };
        prose(&split(&words.part(rest.start()..text.len())), &mut resolved, found);
        return;
    }
    if intro.is_none()
        && context.counts()
        && let [measure, outcome, ..] = sentences.as_slice()
        && FOLLOWED_UP.is_match(&Folded::of(outcome.text()))
        && measure.text().split_whitespace().count() <= 16
    {
        // What the outcome goes on to tell is no part of the measure, unless that is but a label.
        let count = |words: &Mended| words.text().split_whitespace().count();
        let told = match (count(measure) <= LABEL_WORDS, count(outcome) <= 3) {
            (true, _) => words.clone(),
            (false, true) => measure.followed_by(outcome),
            (false, false) => measure.clone(),
        };
        let mut action = context.action(told, Form::Labelled);
        action.status = Some(outcome.text().to_owned());
        if !is_negated(outcome.text()) || outcome::is_moved(text) {
            found.push(action);
        }
        return;
    }
    if intro.is_none()
        && matches!(context.kind, SectionKind::Plan | SectionKind::Status)
        && let Some((name, rest)) = LABEL.captures(text).and_then(|found| found.get(1).zip(found.get(2)))
        && name.as_str().split_whitespace().count() <= 7
        && !is_clause(name.as_str())
        && name.as_str().starts_with(char::is_uppercase)
    {
        if !DATA_LABEL.is_match(name.as_str()) {
            if LEADING_YEAR.is_match(text) || ONLY_YEAR.is_match(name.as_str()) {
                let mut dated = context.clone();
                dated.running_year = Some(name.as_str().to_owned());
                prose(&split(&words.part(rest.start()..text.len())), &mut dated, found);
            } else {
                labelled_or_prose(name.as_str(), &split(&words.part(rest.start()..text.len())), context, found);
            }
        }
        return;
    }
    if intro.is_none()
        && context.counts()
        && let Some((name, rest)) = RUN_IN.captures(text).and_then(|found| found.get(1).zip(found.get(2)))
        && is_run_in(name.as_str())
    {
        labelled_or_prose(name.as_str(), &split(&words.part(rest.range())), context, found);
        return;
    }
    prose(running, context, found);
    if let Some(intro) = intro {
        context.kind = introduced_kind(&intro, context.kind);
        context.intro = Some(intro);
    }
}

/// "Först av allt bygger vi bort felskicken: …": what stands before the colon tells, and labels nothing.
fn is_clause(name: &str) -> bool {
    let said = saying(name);
    said.coming || name.split_whitespace().count() > 4 && (said.present || said.done)
}

/// Where a label may turn to what was done or will be.
fn may_turn(kind: SectionKind) -> bool {
    matches!(
        kind,
        SectionKind::Plan | SectionKind::Status | SectionKind::Unknown | SectionKind::Background | SectionKind::Risks
    )
}

/// "Så ser det ut. …", "Framåt: …", "Det här ska vi göra." above a list: what a section turns to, and where the words
/// after the label begin. Nothing where the label names a measure or an area.
fn turn(text: &str, next: Option<&Unit>) -> Option<(SectionKind, Option<usize>)> {
    const MOST_WORDS: usize = 6;
    let found = TURN.captures(text)?;
    let label = found.get(1)?.as_str();
    if label.split_whitespace().count() > MOST_WORDS || begins_measure(label) || NO_TURN.is_match(&Folded::of(label)) {
        return None;
    }
    let kind = kind_by_words(label).filter(|kind| matches!(kind, SectionKind::Plan | SectionKind::Status))?;
    let rest = found.get(2).map(|rest| rest.start());
    let heads_list = matches!(next, Some(Unit::Item { .. } | Unit::Table(_)));
    (rest.is_some() || heads_list).then_some((kind, rest))
}

/// A label such as "Nuläge" or "Planerat" tells what the sentences after it are for; any other names one measure.
fn labelled_or_prose(label: &str, sentences: &[Mended], context: &mut Context<'_>, found: &mut Vec<FoundAction>) {
    match kind_by_words(label) {
        Some(kind @ (SectionKind::Status | SectionKind::Plan)) if label.split_whitespace().count() <= 2 => {
            prose(sentences, &mut Context { kind, ..context.clone() }, found);
        }
        _ => found.extend(labelled(label, sentences, context)),
    }
}

/// Whether the words before a full stop are a label rather than a sentence.
fn is_run_in(name: &str) -> bool {
    let said = saying(name);
    name.split_whitespace().count() <= 4
        && !(said.coming || said.done || said.present || said.negated || begins_measure(name))
        && !DATA_LABEL.is_match(name)
        && !FOLLOWED_UP.is_match(&Folded::of(name))
}

/// Whether a paragraph introduces a list of risks.
pub(super) fn introduces_risks(text: &str) -> bool {
    let last = text.rsplit(". ").next().unwrap_or(text);
    text.ends_with(':')
        && INTRO_RISKS.is_match(&Folded::of(last))
        && !INTRO_FINDING.is_match(&Folded::of(last))
        && !saying(last).coming
}

/// What a sentence that introduces a list says of its items.
pub(super) fn introduced_kind(intro: &str, section: SectionKind) -> SectionKind {
    let said = saying(intro);
    if INTRO_DECIDED.is_match(&Folded::of(intro)) {
        SectionKind::Decision
    } else if INTRO_NOT.is_match(&Folded::of(intro)) {
        SectionKind::NotPlanned
    } else if INTRO_DONE.is_match(&Folded::of(intro)) {
        SectionKind::Status
    } else if introduces_risks(intro) {
        SectionKind::Risks
    } else if INTRO_FINDING.is_match(&Folded::of(intro)) {
        SectionKind::Findings
    } else if INTRO_OTHER.is_match(&Folded::of(intro)) {
        SectionKind::Background
    } else if said.coming && said.actor && !matches!(section, SectionKind::Summary | SectionKind::NotPlanned) {
        SectionKind::Plan
    } else {
        section
    }
}

/// A labelled paragraph is one action, told by its first sentences.
pub(super) fn labelled(label: &str, sentences: &[Mended], context: &Context<'_>) -> Option<FoundAction> {
    const ENOUGH_WORDS: usize = 28;
    const MANY_WORDS: usize = 50;
    const FEW_WORDS: usize = 8;
    // Figures that open the paragraph are no part of the measure it goes on to tell.
    let opening =
        sentences.iter().take_while(|sentence| is_statistic(sentence.text()) || is_negated(sentence.text())).count();
    let sentences = if opening < sentences.len() { sentences.get(opening..)? } else { sentences };
    let first = sentences.first()?;
    let mut end = first.text().split_whitespace().count();
    let mut words = first.clone();
    let mut said = saying(first.text());
    for sentence in sentences.iter().skip(1) {
        // Enough is said once a measure has been told and the words are more than a few.
        if end >= ENOUGH_WORDS && (said.coming || said.done || (said.present && end >= MANY_WORDS)) {
            break;
        }
        if is_statistic(sentence.text()) || LEAVES.is_match(&Folded::of(sentence.text())) {
            break;
        }
        let more = saying(sentence.text());
        // A sentence about something else, or one that tells of nothing done, leaves the measure.
        if (more.about_else || !(more.done || more.coming || more.present || more.measure)) && end >= FEW_WORDS {
            break;
        }
        end += sentence.text().split_whitespace().count();
        words = words.followed_by(sentence);
        said.done |= more.done;
        said.coming |= more.coming;
        said.present |= more.present;
        said.negated &= more.negated;
    }
    if said.negated || is_statistic(first.text()) && !said.coming {
        return None;
    }
    let mut action = context.action(words, Form::Labelled);
    action.status = Some(first.text().to_owned()).filter(|first| outcome::states(first));
    action.label = Some(label.trim().to_owned());
    Some(action)
}
