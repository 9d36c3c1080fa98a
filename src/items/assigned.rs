//! Who is responsible for a found action, when it is to be finished and what it costs: from the columns of its row, its own
//! words, and the labelled lines below it ("Ansvarig: IT-chef").
//!
//! Takes found actions; fills in what is assigned, as written. Never finds an action, drops one, or dates it.

use std::{collections::HashMap, ops::Range};

use crate::{
    pattern::{Pattern, patterns},
    personal::{is_role, role},
    review::Span,
    sections::{Mended, Section, Unit},
};

use super::{
    columns::{Column, header},
    context::FoundAction,
};

macro_rules! month {
    () => {
        r"(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)"
    };
}

/// A time that is more exact than a year, or the words for a part of one.
macro_rules! time {
    () => {
        concat!(
            r"(?:\d{1,2}(?::?e)?\s+", month!(), r"(?:\s+20\d\d)?|20\d\d-\d\d(?:-\d\d)?|", month!(), r"(?:\s*[–-]\s*",
            month!(), r")?(?:\s+20\d\d)?|(?:kvartal|kv\.?|[qk])\s?[1-4](?:\s*[–-]\s*[qk]?[1-4])?(?:[\s,]+20\d\d)?|(?:första|andra|tredje|fjärde|sista)\s+(?:kvartalet|tertialet|halvåret)(?:\s+(?:av\s+)?20\d\d)?|t(?:ertial)?\s?[1-3](?:[\s,]+20\d\d)?|20\d\d[\s-]*(?:[qkt]|tertial\s|kvartal\s)[1-4]|(?:våren|sommaren|hösten|vintern|årsskiftet|halvårsskiftet)\s+20\d\d(?:/(?:20)?\d\d)?|(?:utgången|slutet|början|mitten)\s+av\s+20\d\d|vecka\s\d\d?(?:,?\s20\d\d)?)"
        )
    };
}

patterns! {
    LABEL = r"(?i)(?:^|[\s(.;,*|–-])(?:(?P<who>ansvarig(?:a|t)?(?:\s(?:roll|funktion|enhet|part|chef))?|ansvar)|(?P<when>tidplan|tidpunkt|tid|klart?(?:\s+senast)?|deadline|slutdatum|färdigt?|när)|(?P<cost>(?:beräknad\s|uppskattad\s)?kostnad(?:en)?|budget|belopp))\s*:\s*", needs r"(?i)(?:ansvar[^:]*|tid|tidplan|tidpunkt|klart?|senast|deadline|datum|rdigt?|n\xC3[\x84\xA4]r|kostnad(?:en)?|budget|belopp)(?:\s|\xC2\xA0)*:";
    VALUE_END = r"[;)*|]|\.(?:\s+\p{Lu}|\s*$)";
    /// "(ansvarig IT-chefen)".
    RUN_IN = r"(?i)[(,;–-]\s*ansvarig(?:a|t)?\s+(?:är\s+)?(?P<who>[^,;.)]{2,60})", needs r"(?i)ansvar";
    RESPONSIBLE_IS = r"(?i)\bansvarig(?:a|t)?(?:\s+för\s+(?:detta|åtgärden|genomförandet|arbetet|insatsen))?\s+är\s+(?P<who>[^,;.)]{2,60})", needs r"(?i)ansvar";
    ANSWERS_FOR = r"(?:^|[.;:(]\s*|\s[–-]\s)(?P<who>[^.;:(]{2,50}?)\s+(?:ansvarar|är\s+(?:huvud)?ansvariga?|har\s+ansvaret)\b", needs r"ansvar";
    ANSWERED_BY = r"(?i)\bansvaras\s+av\s+(?P<who>[^,;.)]{2,60})", needs r"(?i)ansvar";
    AT_END = r"\((?P<who>[^()]{2,50})\)[.;]?$";
    HOLDER = r"(?i)^\p{L}*(?:chef(?:en)?|samordnare(?:n)?|direktör(?:en)?|controller(?:n)?|strateg(?:en)?|ägare(?:n)?|ledare(?:n)?|ombud(?:et)?|ansvarig|avdelning(?:en)?|enhet(?:en)?|kontoret|sekreterare(?:n)?|registrator(?:n)?|arkivarie(?:n)?|jurist(?:en)?|stab(?:en)?|isam|vd|dso|it|hr|ciso)$";
    FINISHED = concat!(r"(?i)\b(?:(?:ska vara |vara )?(?:senast|klar[at]?|färdig[at]?|slutförs|slutföras|deadline|före|innan|till och med|t\.o\.m\.|fram till))\b[\s:]*(?:senast\s+|i\s+|till\s+|under\s+|vid\s+|före\s+|den\s+|är\s+)*(?P<t>", time!(), r"|20\d\d)\b"), needs r"(?is)(?:senast|klar|rdig|slutf|deadline|f..re|innan|till|t\.o\.m).*(?:[0-9]|januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|kvartal|tertial|halv)";
    DURING = concat!(r"(?i)\b(?:(?:under|i|vid)\s+)?(?P<t>", time!(), r")(?:$|[\s.,;):])"), needs r"(?i)[0-9]|januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|kvartal|tertial|halv";
    PREPOSITION = r"(?i)^(?:under|i|vid|våren|sommaren|hösten|vintern|årsskiftet|halvårsskiftet)\b";
    HAS_YEAR = r"\b20\d\d\b";
    STARTS = r"(?i)^(?:start|från|påbörja)";
    UNIT = r"(?i)\b(?:tkr|kkr|tusental\s+kronor|tusen\s+kronor|mnkr|mkr|msek|miljoner(?:\s+kronor)?|kronor|kr|sek)\b";
    SPEAKS_OF_COST = r"(?i)kostnad|belopp|budget";
}

/// What is stated of who, when and for what; as written.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Assigned {
    /// Roles that are responsible; no names of persons.
    pub responsible: Option<String>,
    /// When it is to be finished, by a column or a label.
    pub due: Option<String>,
    /// A time that its own words name; of what is done it is no deadline.
    pub mentioned: Option<String>,
    /// What it costs.
    pub costs: Vec<FoundCost>,
}

/// A stated cost.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundCost {
    /// The words.
    pub words: Mended,
    /// The unit that stands above the figure, such as "tkr".
    pub unit: Option<String>,
}

/// The index of the action at a place.
type Places = HashMap<(usize, usize), usize>;

/// Fills in what is assigned.
pub(super) fn attach(sections: &[Section], actions: &mut [FoundAction]) {
    let places: Places = actions.iter().enumerate().map(|(at, action)| (key(&action.words), at)).collect();
    for section in sections {
        for (at, unit) in section.body.iter().enumerate() {
            match unit {
                Unit::Table(rows) => table(rows, stated_unit(section, at), &places, actions),
                Unit::Paragraph(words) | Unit::Item { words, .. } => {
                    let begin = section.title.span().start.min(words.span().start);
                    if let Some(action) = whose(words, begin, actions) {
                        labelled(words, &mut action.assigned);
                    }
                }
            }
        }
    }
    for action in actions {
        own_words(action);
    }
}

/// The unit that a paragraph before a table states: "Kostnad i tusental kronor".
fn stated_unit(section: &Section, table: usize) -> Option<String> {
    let before = section.body.get(..table)?.iter().rev().take(2);
    before
        .filter_map(|unit| match unit {
            Unit::Paragraph(words) | Unit::Item { words, .. } if SPEAKS_OF_COST.is_match(words.text()) => {
                let after = SPEAKS_OF_COST.find(words.text()).and_then(|found| words.text().get(found.end()..))?;
                UNIT.find(after).map(|unit| unit.as_str().to_owned())
            }
            _ => None,
        })
        .next()
}

/// Where words stand, as a key.
fn key(words: &Mended) -> (usize, usize) {
    (words.span().start, words.span().end)
}

fn table(rows: &[Vec<Mended>], unit: Option<String>, places: &Places, actions: &mut [FoundAction]) {
    let header = header(rows);
    let titles = rows.first().filter(|_| header.first > 0).map(Vec::as_slice).unwrap_or_default();
    let title = |at: usize| titles.get(at).map(Mended::text).unwrap_or_default();
    let of = |wanted: Column| {
        header.columns.iter().enumerate().filter(move |(_, column)| **column == wanted).map(|(at, _)| at)
    };
    let when = of(Column::When).rfind(|at| !STARTS.is_match(title(*at)));
    let when = when.or_else(|| of(Column::When).next_back());
    let mut carried: Option<String> = None;
    for row in rows.iter().skip(header.first) {
        let filled = |at: usize| row.get(at).filter(|cell| cell.text().chars().any(char::is_alphanumeric));
        let due = when.and_then(filled).map(|cell| cell.text().to_owned());
        carried = due.or(carried);
        let responsible = of(Column::Responsible).find_map(|at| role(filled(at)?.text()));
        let costs: Vec<FoundCost> = of(Column::Cost)
            .filter_map(|at| {
                let above = UNIT.find(title(at)).map(|unit| unit.as_str().to_owned()).or_else(|| unit.clone());
                filled(at).map(|cell| FoundCost { words: cell.clone(), unit: above })
            })
            .collect();
        let here = row.iter().filter(|cell| !cell.text().is_empty()).filter_map(|cell| places.get(&key(cell)));
        for at in here {
            if let Some(action) = actions.get_mut(*at) {
                action.assigned.responsible.clone_from(&responsible);
                action.assigned.due = carried.clone().filter(|_| when.is_some());
                action.assigned.costs.clone_from(&costs);
            }
        }
    }
}

/// The action that a unit's labels speak of: the only one within it, or, where the unit begins with a label, the last one
/// above it in its section.
fn whose<'a>(words: &Mended, begin: usize, actions: &'a mut [FoundAction]) -> Option<&'a mut FoundAction> {
    let unit = words.span();
    let begins = LABEL.find(words.text())?.start() <= 1;
    let within = |span: Span| span.start < unit.end && unit.start < span.end;
    let inside = actions.iter().filter(|action| within(action.words.span())).count();
    match inside {
        0 if begins => actions
            .iter_mut()
            .filter(|action| (begin..unit.start).contains(&action.words.span().start))
            .max_by_key(|action| action.words.span().start),
        1 => actions.iter_mut().find(|action| within(action.words.span())),
        _ => None,
    }
}

fn labelled(words: &Mended, assigned: &mut Assigned) {
    let text = words.text();
    let labels: Vec<regex::Captures<'_>> = LABEL.captures_iter(text).collect();
    for (at, label) in labels.iter().enumerate() {
        let Some(start) = label.get(0).map(|whole| whole.end()) else { continue };
        let next = labels.get(at + 1).and_then(|next| next.get(0)).map_or(text.len(), |next| next.start());
        let Some(value) = value(text, start..next) else { continue };
        let written = text.get(value.clone()).unwrap_or_default();
        if label.name("who").is_some() {
            assigned.responsible = assigned.responsible.take().or_else(|| role(written));
        } else if label.name("when").is_some() {
            assigned.due = assigned.due.take().or_else(|| Some(written.to_owned()));
        } else if assigned.costs.is_empty() {
            assigned.costs.push(FoundCost { words: words.part(value), unit: None });
        }
    }
}

/// What stands after a label, up to the end of its sentence.
fn value(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let after = text.get(range.clone())?;
    let end = VALUE_END.find(after).map_or(after.len(), |end| end.start());
    let kept = after.get(..end)?.trim_end_matches([' ', ',', '.', '*', '(']);
    (!kept.is_empty()).then(|| range.start..range.start + kept.len())
}

/// What an action's own words tell, where nothing else did.
fn own_words(action: &mut FoundAction) {
    let words = action.words.clone();
    let text = words.text();
    if LABEL.is_match(text) {
        labelled(&words, &mut action.assigned);
    }
    let assigned = &mut action.assigned;
    assigned.responsible = assigned.responsible.take().or_else(|| told_responsible(text));
    if assigned.due.is_none() {
        let finished = FINISHED.captures(text).and_then(|found| found.name("t"));
        let during = || {
            let found = text.contains("20").then(|| DURING.captures(text)).flatten()?;
            let whole = found.get(0)?.as_str();
            found.name("t").filter(|time| HAS_YEAR.is_match(time.as_str()) && PREPOSITION.is_match(whole))
        };
        assigned.mentioned = finished.or_else(during).map(|time| time.as_str().to_owned());
    }
}

fn told_responsible(text: &str) -> Option<String> {
    let of = |pattern: &Pattern| {
        let found = pattern.captures(text)?.name("who")?.as_str().trim();
        (found.split_whitespace().count() <= 5).then(|| role(found)).flatten()
    };
    let in_brackets = || {
        let found = AT_END.captures(text)?.name("who")?.as_str();
        let mut parts = found.split([',', '/', ' ']).filter(|part| !matches!(*part, "" | "och" | "samt"));
        parts.all(|part| HOLDER.is_match(part.rsplit('-').next().unwrap_or(part))).then(|| role(found)).flatten()
    };
    let answers = || {
        let subject = ANSWERS_FOR.captures(text)?.name("who")?.as_str().trim();
        let is_short = subject.split_whitespace().count() <= 4;
        let names_role = subject.split_whitespace().last().is_some_and(is_role);
        let is_clause = [" som", " ska", " kommer", " vem", " att"].iter().any(|word| subject.contains(word));
        (is_short && names_role && !is_clause).then(|| role(subject)).flatten()
    };
    of(&RUN_IN).or_else(|| of(&RESPONSIBLE_IS)).or_else(answers).or_else(|| of(&ANSWERED_BY)).or_else(in_brackets)
}
