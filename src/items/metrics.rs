//! Finds figures of the organisation's own: incidents, classifications, shares trained, money.

use std::ops::Range;

use crate::{
    pattern::{Folded, FoldedPattern, folded_patterns},
    review::MetricKind,
    sections::{Mended, Section, SectionKind, Unit, begins_measure},
};

use super::{
    columns::{Column, TableKind, header},
    sentences::split,
};

/// A number in figures or words, with an optional range or "x av y".
macro_rules! number {
    () => {
        r"(?P<n>(?:\d{1,3}(?:[ ]\d{3})+|\d+)(?:,\d+)?|(?:(?:ett)?hundra)?(?:tjugo|trettio|fyrtio|femtio|sextio|sjuttio|åttio|nittio)(?:en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tal)?|(?:ett)?hundra(?:en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|tal)?|noll|en enda|endast en|endast ett|en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|tretton|fjorton|femton|sexton|sjutton|arton|nitton|tiotal|inga|ingen)(?:\s*(?:-|till)\s*\d+)?"
    };
}

folded_patterns! {
    REPORTED = r"\b(?:anmäl\w*|rapporter\w*|lämna\w*)\b[^.;]{0,50}?\b(?:imy|integritetsskyddsmyndigheten|tillsynsmyndigheten)\b|\b(?:imy|integritetsskyddsmyndigheten|tillsynsmyndigheten)\b[^.;]{0,40}?\b(?:anmäl\w*|rapporter\w*|lämna\w*)";
    PERSONAL = concat!(r"\b", number!(), r"\s+(?:[a-zAEO]\w*\s+){0,2}?(?:personuppgiftsincident\w*|personal data (?:incidents?|breaches)|(?:rörde|gällde|rör|gäller|avsåg|berörde|omfattade)\s+(?:\w+\s+)?personuppgift\w*)");
    NUMBER = concat!(r"\b", number!(), r"\b");
    SHARE_OF_SYSTEMS = concat!(r"\b", number!(), r"\s+av\s+(?:\w+s?\s+)?(?P<of>\d+|\w+)\s+(?:\w*system|objekt)\b");
    INCIDENTS = concat!(r"\b", number!(), r"\s+(?:[^\s\d]\S*\s+){0,3}?(?:\w*säkerhets)?(?:incident(?:er|s)?|incidentanmälningar|it-incidenter|avvikelser i ia)\b");
    CLASSIFIED = concat!(r"\b", number!(), r"\s+(?:[^\s\d]\S*\s+){0,3}?(?:informations\w*klassningar?|klassningar?|omklassningar|classifications)\b|\b", r"(?P<m>\d+|", "noll", r")\s+(?:av\s+(?:\w+\s+)?\d*\s*)?(?:[^\s\d]\S*\s+){0,2}?(?:är|var|har|hade)\s+(?:nu\s+|hittills\s+)?(?:\w*klassade|\w*klassats)\b");
    TRAINED = concat!(r"\b", number!(), r"\s*(?:%|procent|percent)");
    ABOUT_TRAINING = r"utbild|kurs|certifier|genomgått|introduktion|training|awareness|learning|kunskapstest|har gått|gått den";
    CONTINUITY = concat!(r"\b", number!(), r"\s+(?:[^\s\d]\S*\s+){0,3}?(?:kontinuitetsplaner|kontinuitetsplan|continuity plans?)\b");
    EXERCISES = concat!(r"\b", number!(), r"\s+(?:[^\s\d]\S*\s+){0,2}?(?:\w*övningar|\w*övning|exercises?)\b");
    INTERVIEWS = concat!(r"(?:\b(?:intervju(?:er|ade)?|samtal)\s+(?:med\s+)?)?\b", number!(), r"\b(?:\s+(?:[a-zAEO]\w*\s+){0,2}?(?:intervjuer|interviews)\b)?");
    ABOUT_INTERVIEWS = concat!(r"\b(?:intervju(?:er|ade)?|samtal)\s+(?:med\s+)?", number!(), r"\b|\b\S+\s+(?:[a-zAEO]\w*\s+){0,2}?(?:intervjuer|interviews)\b");
    SYSTEMS = concat!(r"\b", number!(), r"\s+(?:[a-zAEO]\w*\s+){0,3}?(?:\w*system|it-system|objekt|applikationer|systems)\b");
    ACCESS = concat!(r"\b", number!(), r"\s+gång(?:er)?\s+(?:per|om|varje)\s+(?:år|året)\b|\b(?P<q>kvartalsvis|varje kvartal|halvårsvis|varje halvår|månadsvis|varje månad)\b");
    ABOUT_ACCESS = r"behörighet|åtkomst|accesser|access right|access review|konton";
    MONEY = concat!(r"\b", number!(), r"\s*(?P<unit>mnkr|mkr|msek|mn kr|miljon(?:er)?(?:\s+kronor|\s+kr)|tkr|tusen kronor|kronor|kr|sek)\b");
    REPORTED_VERB = r"\b(?:anmäl\w*|rapporter\w*|lämna\w*)\b";
    GOAL = r"\b(?:ska|skall|skulle|målet är|minst \w+ system|återst\w+|ytterligare|kommer att)\b";
    NUMBER_WORD = r"\b(?:två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|inga|ingen|noll|endast|hundra|kvartalsvis|halvårsvis|månadsvis|kvartal|halvår|månad|en av|\w+ton|(?:tjugo|trettio|fyrtio|femtio|sextio|sjuttio|åttio|nittio)\w*)\b";
    ABOUT = r"\b(?:omkring|cirka|ca\.?|ungefär|runt|knappt|drygt|närmare|nästan|över|minst|ett (?:tjugo|tio|fyrtio|femtio|trettio)tal|about|approx\w*|around|uppemot|uppskattningsvis)\s*$";
    SHARED = r"stadsdelsnämnderna|samtliga (?:stadsdels)?nämnder|alla (?:stadsdels)?nämnder|för hela staden|gemensamt för|koncernen som helhet";
    NOT_OWN = r"\b(?:lagen|direktivet|sanktion\w*|böter|timmar|artikel|10 åtgärdsområden|enligt avtal|risk\w*värde)\b";
}

/// A figure as written.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundMetric {
    /// What it counts.
    pub kind: MetricKind,
    /// The number, in figures or words.
    pub number: String,
    /// The unit, where the kind does not tell: `mnkr`, `tkr`, `kr`.
    pub unit: Option<String>,
    /// Whether the words before it make it approximate, or it is a range.
    pub approximate: bool,
    /// Whether it speaks of a group of organisations.
    pub shared: bool,
    /// The sentence.
    pub words: Mended,
}

pub(super) fn find(sections: &[Section]) -> Vec<FoundMetric> {
    let mut found = Vec::new();
    for section in sections {
        if matches!(section.kind, SectionKind::NotPlanned | SectionKind::Decision) {
            continue;
        }
        for unit in &section.body {
            match unit {
                Unit::Paragraph(words) | Unit::Item { words, .. } => {
                    for sentence in split(words) {
                        sentence_metrics(&sentence, section.title.text(), &mut found);
                    }
                }
                Unit::Table(rows) => table(rows, &mut found),
            }
        }
    }
    found
}

/// Figures of one sentence; a stretch of text gives one figure, the most specific kind first.
fn sentence_metrics(sentence: &Mended, heading: &str, found: &mut Vec<FoundMetric>) {
    let text = sentence.text();
    let folded = Folded::of(text);
    if !text.bytes().any(|byte| byte.is_ascii_digit()) && !NUMBER_WORD.is_match(&folded) {
        return;
    }
    let heading = Folded::of(heading);
    let about = |pattern: &FoldedPattern| pattern.is_match(&folded) || pattern.is_match(&heading);
    let order: [(&FoldedPattern, MetricKind, bool); 10] = [
        (&PERSONAL, MetricKind::IncidentsPersonalData, true),
        (&CLASSIFIED, MetricKind::Classifications, true),
        (&CONTINUITY, MetricKind::ContinuityPlans, true),
        (&EXERCISES, MetricKind::Exercises, true),
        (&INTERVIEWS, MetricKind::Interviews, ABOUT_INTERVIEWS.is_match(&folded)),
        (&INCIDENTS, MetricKind::Incidents, true),
        (&TRAINED, MetricKind::TrainedSharePercent, about(&ABOUT_TRAINING)),
        (&ACCESS, MetricKind::AccessReviewsPerYear, about(&ABOUT_ACCESS)),
        (&MONEY, MetricKind::BudgetMsek, true),
        (&SYSTEMS, MetricKind::Systems, true),
    ];
    let not_own = NOT_OWN.is_match(&folded);
    // A goal is no figure of what there is.
    let is_goal = begins_measure(text) || GOAL.is_match(&folded);
    let mut taken: Vec<Range<usize>> = Vec::new();
    let push = |kind, range: Range<usize>, unit: Option<String>, found: &mut Vec<FoundMetric>| {
        found.push(FoundMetric {
            kind,
            number: folded.original(text, range.clone()).to_owned(),
            unit,
            approximate: ABOUT.is_match(&Folded::of(folded.original(text, 0..range.start)))
                || is_range(folded.from(range.end))
                || folded.text().get(range.clone()).is_some_and(|number| number.ends_with("tal")),
            shared: SHARED.is_match(&folded),
            words: sentence.clone(),
        });
    };
    if let Some(reported) = REPORTED.find(&folded) {
        // The number nearest before the verb is what was reported; one before it counts something else.
        let verb = REPORTED_VERB.find_from(&folded, reported.start).unwrap_or(reported.clone());
        let last = NUMBER
            .captures_iter(&folded)
            .filter_map(|found| found.name("n").map(|number| number.range()))
            .take_while(|number| number.end <= verb.start)
            .last();
        if let Some(number) = last.filter(|number| {
            folded.from(number.end).len() > folded.from(verb.start).len()
                && !is_year(folded.original(text, number.clone()))
        }) {
            taken.push(number.clone());
            push(MetricKind::IncidentsReportedImy, number, None, found);
        }
    }
    for captures in SHARE_OF_SYSTEMS.captures_iter(&folded).filter(|_| !is_goal) {
        let kind = if folded.text().contains("klass") {
            MetricKind::Classifications
        } else if folded.text().contains("kontinuitetsplan") {
            MetricKind::ContinuityPlans
        } else {
            continue;
        };
        let (Some(part), Some(whole)) = (captures.name("n"), captures.name("of")) else { continue };
        taken.extend([part.range(), whole.range()]);
        push(kind, part.range(), None, found);
        if kind == MetricKind::Classifications {
            push(MetricKind::Systems, whole.range(), None, found);
        }
    }
    for (pattern, kind, applies) in order {
        if !applies || (not_own && kind != MetricKind::BudgetMsek) {
            continue;
        }
        for captures in pattern.captures_iter(&folded) {
            let Some(number) = ["n", "m", "q"].into_iter().find_map(|name| captures.name(name)) else { continue };
            let written = folded.original(text, number.range());
            let overlaps = taken.iter().any(|range| range.start < number.end() && number.start() < range.end);
            // "en incident" is an article oftener than a count, and a year counts nothing.
            let article =
                kind != MetricKind::IncidentsReportedImy && matches!(written.to_lowercase().as_str(), "en" | "ett");
            if overlaps || article || is_year(written) || begins_with_month(folded.from(number.end())) {
                continue;
            }
            let none = matches!(written.to_lowercase().as_str(), "inga" | "ingen" | "noll");
            let counts_none = matches!(kind, MetricKind::Incidents | MetricKind::IncidentsPersonalData);
            if (none && !counts_none)
                || (is_goal && !matches!(kind, MetricKind::BudgetMsek | MetricKind::AccessReviewsPerYear))
            {
                continue;
            }
            taken.push(number.range());
            let unit = captures.name("unit").map(|unit| folded.original(text, unit.range()).to_lowercase());
            push(kind, number.range(), unit, found);
        }
    }
}

/// "31 oktober" is a day, not a count.
fn begins_with_month(after: &str) -> bool {
    const MONTHS: [&str; 12] = [
        "januari",
        "februari",
        "mars",
        "april",
        "maj",
        "juni",
        "juli",
        "augusti",
        "september",
        "oktober",
        "november",
        "december",
    ];
    MONTHS.iter().any(|month| after.trim_start().starts_with(month))
}

fn is_year(written: &str) -> bool {
    written.len() == 4 && written.starts_with("20") && written.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a number is followed by the end of a range: "12-14".
fn is_range(after: &str) -> bool {
    let after = after.trim_start();
    after.starts_with('-') && after.chars().nth(1).is_some_and(|c| c.is_ascii_digit())
}

/// Rows of a table of figures: the name, and the first filled figure among its values.
fn table(rows: &[Vec<Mended>], found: &mut Vec<FoundMetric>) {
    let header = header(rows);
    if header.kind != TableKind::Metrics {
        return;
    }
    let newest = header
        .columns
        .iter()
        .filter_map(|column| match column {
            Column::NamedYear(year) => Some(*year),
            _ => None,
        })
        .max();
    for row in rows.iter().skip(header.first) {
        let name = header.cell(row, Column::Metric).or_else(|| row.first());
        let value = header
            .cell(row, Column::Figure)
            .or_else(|| header.cell(row, Column::Status))
            .or_else(|| newest.and_then(|year| header.cell(row, Column::NamedYear(year))))
            .or_else(|| row.get(1));
        let (Some(name), Some(value)) = (name, value) else { continue };
        let Some(number) =
            value.text().split([' ', '\u{a0}']).find(|part| part.starts_with(|c: char| c.is_ascii_digit()))
        else {
            continue;
        };
        let Some(kind) = kind_of_name(name.text(), value.text()) else { continue };
        found.push(FoundMetric {
            kind,
            number: number.trim_end_matches('%').to_owned(),
            unit: (kind == MetricKind::BudgetMsek).then(|| unit_of(&format!("{} {}", value.text(), name.text()))),
            approximate: value.text().starts_with("ca") || value.text().contains("cirka"),
            shared: SHARED.is_match(&Folded::of(name.text())),
            words: name.followed_by(value),
        });
    }
}

fn unit_of(text: &str) -> String {
    let lower = text.to_lowercase();
    ["mnkr", "mkr", "msek", "miljon", "tkr"].into_iter().find(|unit| lower.contains(unit)).unwrap_or("kr").to_owned()
}

fn kind_of_name(name: &str, value: &str) -> Option<MetricKind> {
    let lower = name.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    let percent = value.contains('%') || has(&["andel", "procent", "%"]);
    Some(if has(&["imy", "tillsynsmyndighet"]) {
        MetricKind::IncidentsReportedImy
    } else if has(&["personuppgiftsincident"]) {
        MetricKind::IncidentsPersonalData
    } else if has(&["incident"]) && !percent {
        MetricKind::Incidents
    } else if percent && ABOUT_TRAINING.is_match(&Folded::of(name)) {
        MetricKind::TrainedSharePercent
    } else if has(&["klass"]) && !percent {
        MetricKind::Classifications
    } else if has(&["kontinuitetsplan", "reservplan", "continuity plan"]) && !percent {
        MetricKind::ContinuityPlans
    } else if has(&["övning", "exercise"]) && !percent {
        MetricKind::Exercises
    } else if has(&["intervju"]) {
        MetricKind::Interviews
    } else if has(&["behörighet", "access"]) && has(&["per år", "gånger", "per year"]) {
        MetricKind::AccessReviewsPerYear
    } else if has(&["budget", "mnkr", "tkr", "kostnad"]) {
        MetricKind::BudgetMsek
    } else if has(&["system", "objekt"]) && !percent {
        MetricKind::Systems
    } else {
        return None;
    })
}
