//! Finds what is no action and must not be missed: what is said not to be done, and what others found.
//!
//! Takes the sections and the actions that were found in them; gives statements, none of them an action that counts.

use crate::{
    pattern::{Folded, folded_patterns},
    review::{FindingKind, Span},
    sections::{Mended, Section, SectionKind, Unit},
};

use super::{
    columns::{Column, TableKind, header},
    context::FoundAction,
    outcome,
    paragraphs::introduced_kind,
    prose::{is_negated, is_statistic, saying},
    sentences::split,
    tables,
};

/// Verbs and words of measures, by their stems.
macro_rules! measures {
    () => {
        r"(?:genomför|gjort|gjord|gjorts|göra|görs|hunnit|hinn|hann|prioriter|påbörja|starta|planera|slutför|inför|klassa|öva|övning|testa|prova|uppdatera|revidera|upprätta|tagits?\b|tas\b|ta fram|ske\b|skett|hållits?|upphandl|utbilda|följts?\b|följas|kontrollera|inventera|kartlägg|kartlag|anställ|rekryter|avsatt|avsätt|beslut|utrett|utred|byta|byts|bytt|köpa|köps|köpt|implementera|bli av|blivit|blev|genomgått|gått|ingå|aktuell|klar\b|klart\b|klara\b|färdig|avslut|fullfölj|ses över|delta)"
    };
}

folded_patterns! {
    NOT_DONE =
        concat!(r"\b(?:inte|ej|aldrig|varken)\s+(?:\S+\s+){0,3}?", measures!()),
        r"\b(?:prioriteras|genomförs|genomfördes|planeras|görs|gjordes|ingår|införs|infördes|påbörjas|påbörjades|hinns|hanns|hinner|hann|startas|tas upp|upphandlas|övas|klassas|avsätts|utreds|byts|köps|hålls|hölls|blev|blir|sker|skedde|hände)\s+(?:\S+\s+){0,2}?(?:inte|ej|aldrig)\b",
        r"^(?:ingen|inga|inget)\b.{0,80}\b(?:har|hade|genomför\w*|planeras|hölls|hålls|gjordes|görs|skedde|avsätts|ingår|prioriteras|blev|införs)\b",
        concat!(r"\bhar (?:därför |ännu )?(?:ingen|inga|inget)\b.{0,60}\b", measures!()),
        r"\b(?:utgår|utgick)(?:[.,;)]|$|\s(?:ur|eftersom|då|på grund|därför|tills|i år|under|helt)\b)",
        r"\b(?:utgått|stryks|ströks|struken|strukna|strukits|bortprioriter\w*|nedprioriter\w*|avstår|väljs bort|valts bort|väljer bort|ställdes in|ställts in|inställd\w*|läggs ned|lades ned|pausas|parkeras|får vänta|skjuts (?:upp|fram)|sköts (?:upp|fram)|skjutits|senareläggs|dropped|deferred|not delivered|not done|not started|out of scope|not planned|not prioriti[sz]ed)\b";
    /// "Inga incidenter har anmälts": good news, and a figure.
    COUNTS_NONE = r"^(?:ingen|inga|inget) (?:har (?:varit|anmälts|rapporterats|inträffat)|av dem|av dessa|tyder|talar för)\b|^(?:hur|vad|vilka|teckenförklaring)\b|^(?:ingen|inga|inget|noll)\s+(?:\S+\s+){0,3}?(?:\w*incident\w*|händelse\w*|\w*avvikelse\w*|anmälning\w*|brist\w*|klagomål|synpunkt\w*|överträdelse\w*|\w*intrång\w*|sanktion\w*|förändring\w*|kostnad\w*|invändning\w*|fråg\w*|uppgifter\w*)\b";
    FOUND = r"\b(?:brist\w*|saknas|saknar|bör|borde|behöver|rekommender\w*|avvikelse\w*|anmärk\w*|påpeka\w*|noter\w*|konstater\w*|iaktta\w*|otillräcklig\w*|inte|ej)\b";
    /// An outcome that says nothing of what it is the outcome of.
    ANSWERS = r"^(?:inte|ej|nej|aldrig|ingen har|vi har inte|det har inte|detta har inte|den har inte|utgått|struken|not)\b";
    /// What the organisation did about it.
    OWN_WORK = r"\b(?:arbete\w*|åtgärd\w*|utredning\w*|översyn\w*)\b.{0,40}\b(?:inletts|påbörjats|startats|genomförts|slutförts)\b|\bhar (?:\w+ )?(?:åtgärdat|rättat)";
    /// What opens a list or tells of the document.
    LEADS = r"\b(?:följande|nedan|ovan|tabellen|listan|avsnittet|rapporten redovisar|redovisas)\b";
}

/// A statement as written.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundFinding {
    /// What it says.
    pub kind: FindingKind,
    /// Its words.
    pub words: Mended,
    /// Headings above it, outermost first.
    pub headings: Vec<String>,
    /// How sure it is, 0 to 1.
    pub confidence: f32,
}

/// How a statement is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Set {
    Item,
    Sentence,
}

pub(super) fn find(sections: &[Section], actions: &[FoundAction]) -> Vec<FoundFinding> {
    let taken = Taken::of(actions);
    let mut found = Vec::new();
    for section in sections {
        let parents = section.parents.iter().filter_map(|parent| sections.get(*parent));
        let headings: Vec<String> = parents
            .map(|parent| parent.title.text().to_owned())
            .chain([section.title.text().to_owned()])
            .filter(|title| !title.is_empty())
            .collect();
        for (kind, words, confidence) in in_section(section) {
            if !taken.touches(words.span()) {
                found.push(FoundFinding { kind, words, headings: headings.clone(), confidence });
            }
        }
    }
    found
}

/// Where the actions stand that count, sorted by where they begin, each with the farthest end so far.
struct Taken(Vec<Span>);

impl Taken {
    fn of(actions: &[FoundAction]) -> Taken {
        let counted = actions.iter().filter(|action| !action.optional);
        let mut spans: Vec<Span> = counted.map(|action| action.words.span()).collect();
        spans.sort_unstable_by_key(|span| span.start);
        let mut farthest = 0;
        for span in &mut spans {
            farthest = span.end.max(farthest);
            span.end = farthest;
        }
        Taken(spans)
    }

    fn touches(&self, span: Span) -> bool {
        let before = self.0.partition_point(|taken| taken.start < span.end);
        before.checked_sub(1).and_then(|last| self.0.get(last)).is_some_and(|taken| span.start < taken.end)
    }
}

type Judged = (FindingKind, Mended, f32);

fn in_section(section: &Section) -> Vec<Judged> {
    let mut found = Vec::new();
    let mut kind = section.kind;
    for (at, unit) in section.body.iter().enumerate() {
        let next = section.body.get(at + 1);
        match unit {
            Unit::Paragraph(words) => {
                kind = section.kind;
                let sentences = split(words);
                let introduces =
                    words.text().ends_with(':') && matches!(next, Some(Unit::Item { .. } | Unit::Table(_)));
                let (intro, running) = match sentences.split_last() {
                    Some((last, before)) if introduces => (Some(last), before),
                    _ => (None, sentences.as_slice()),
                };
                found.extend(running.iter().filter_map(|sentence| judge(sentence, kind, Set::Sentence)));
                if let Some(intro) = intro {
                    kind = introduced_kind(intro.text(), section.kind);
                }
            }
            Unit::Item { depth, words, .. } => {
                let leads = matches!(next, Some(Unit::Item { depth: below, .. }) if below > depth);
                if !(leads && words.text().ends_with([':', ';'])) {
                    found.extend(judge(words, kind, Set::Item));
                }
            }
            Unit::Table(rows) => found.extend(in_table(rows, kind)),
        }
    }
    found
}

fn judge(words: &Mended, kind: SectionKind, set: Set) -> Option<Judged> {
    let text = words.text();
    let of_item = |item: f32, sentence: f32| if set == Set::Item { item } else { sentence };
    let count = text.split_whitespace().count();
    if count < 2 || (set == Set::Sentence && count < 4) {
        return None;
    }
    match kind {
        SectionKind::Decision | SectionKind::Front | SectionKind::Risks => None,
        SectionKind::NotPlanned => {
            let leads = set == Set::Sentence
                && (LEADS.is_match(&Folded::of(text)) || saying(text).about_else || is_statistic(text));
            let confidence = if is_not_done(text) { of_item(0.95, 0.85) } else { of_item(0.85, 0.6) };
            (!leads).then(|| (FindingKind::NotDone, words.clone(), confidence))
        }
        SectionKind::Findings => {
            let said = saying(text);
            let own = (said.actor && (said.done || said.coming) && !said.negated && !said.doubtful)
                || (set == Set::Sentence && OWN_WORK.is_match(&Folded::of(text)));
            let tells = set == Set::Item || FOUND.is_match(&Folded::of(text));
            let leads = set == Set::Sentence && LEADS.is_match(&Folded::of(text));
            (!own && tells && !leads && !is_statistic(text))
                .then(|| (FindingKind::OfOthers, words.clone(), of_item(0.85, 0.7)))
        }
        _ => {
            if set == Set::Item
                && let Some((outcome, rest)) = outcome::of_item(words)
                && outcome::is_dropped(&outcome)
                && !outcome::is_moved(text)
            {
                return Some((FindingKind::NotDone, rest, 0.85));
            }
            // Of an item that tells of several things only what is not done is the finding.
            let sentences = split(words);
            let told = match sentences.as_slice() {
                [first, rest @ ..] if set == Set::Item && !rest.is_empty() && !is_not_done(first.text()) => {
                    let found = rest.iter().find(|sentence| is_not_done(sentence.text()))?;
                    // "Översyn av konton. Inte gjord.": what was not done stands before.
                    if ANSWERS.is_match(&Folded::of(found.text())) { words } else { found }
                }
                _ => words,
            };
            let is_finding = is_not_done(told.text()) && {
                let said = saying(text);
                !said.about_else && !said.conditional
            };
            is_finding.then(|| (FindingKind::NotDone, told.clone(), of_item(0.8, 0.7)))
        }
    }
}

/// Whether the words say that a measure was not, or will not be, carried out.
fn is_not_done(text: &str) -> bool {
    let folded = Folded::of(text);
    NOT_DONE.is_match(&folded) && is_negated(text) && !COUNTS_NONE.is_match(&folded) && !outcome::is_moved(text)
}

/// Measures of a table that are negated, or whose status says that they were dropped; all of them in a list of what is not
/// planned.
fn in_table(rows: &[Vec<Mended>], kind: SectionKind) -> Vec<Judged> {
    let header = header(rows);
    if header.kind != TableKind::Actions {
        return Vec::new();
    }
    let rows = rows.iter().skip(header.first).filter_map(|row| {
        let words = header.cell(row, Column::Action)?;
        let status = header.cell(row, Column::Status).map(Mended::text);
        let dropped = status.is_some_and(|status| tables::is_dropped(status, kind));
        let not_done = kind == SectionKind::NotPlanned || dropped || is_not_done(words.text());
        let is_word = words.text().chars().filter(|letter| letter.is_alphabetic()).count() >= 4;
        (is_word && not_done).then(|| (FindingKind::NotDone, words.clone(), 0.9))
    });
    rows.collect()
}
