//! Tables of figures, and the costs in tables of measures.

use crate::{
    pattern::{Folded, folded_patterns},
    review::MetricKind,
    sections::Mended,
};

use super::{
    super::columns::{Column, Header, TableKind, header},
    FoundMetric,
    counts::counts,
};

folded_patterns! {
    TARGET = r"\bmål\w*|\btarget|\bplan\w*|\bprognos|\btröskel|\bföregående|\bförra";
    ACTUAL = r"\butfall|\bresultat|\bnuläge|\bvärde\b|\bantal\b|\bläge|\bactual|\bstatus|\bsiffra";
    YEAR = r"\b(20\d\d)\b";
    UNIT = r"\b(mnkr|mkr|msek|miljoner|tkr|kkr|tusen|kronor|kr|sek)\b";
    MONTHS = r"\b(?:jan|feb|mars?|apr|maj|jun|jul|aug|sep|okt|nov|dec)\w*";
    TRAINED = r"utbild|kurs|certifi|introduktion|training|awareness|learning|kunskapstest|\bgått\b";
    SUM = r"^(?:summa|totalt|total|sammanlagt)\b";
    SHARED = r"stadsdelsnämnderna|samtliga (?:\w+ )?nämnder|gemensamt";
}

/// Adds the figures of a table, and apart from them what its measures cost, in `unit` where the table tells none.
pub(super) fn read(
    rows: &[Vec<Mended>],
    unit: Option<&'static str>,
    found: &mut Vec<FoundMetric>,
    costs: &mut Vec<FoundMetric>,
) {
    let header = header(rows);
    match header.kind {
        TableKind::Metrics => named(rows, &header, found),
        TableKind::Actions => {
            self::costs(rows, &header, unit, costs);
            reviews(rows, &header, found);
            told(rows, &header, found);
        }
        TableKind::Answers => answers(rows, &header, found),
        TableKind::Risks | TableKind::RiskCards | TableKind::ActionsByYear => {}
        TableKind::Other => {
            if !tiles(rows, found) && !years_below(rows, found) {
                let is_named = |row: &&Vec<Mended>| {
                    let name = row.first().map_or("", Mended::text);
                    row.get(1).is_some_and(|value| figure(value.text()).is_some()) && kind_of_name(name, "").is_some()
                };
                if rows.iter().filter(is_named).count() >= 2 {
                    named(rows, &header, found);
                } else {
                    told(rows, &header, found);
                }
            }
        }
    }
}

/// What cells tell in words of what the first one names: "Incidenter | Sju, varav två med personuppgifter. | Låg".
fn told(rows: &[Vec<Mended>], header: &Header, found: &mut Vec<FoundMetric>) {
    const FEWEST_WORDS: usize = 3;
    for row in rows.iter().skip(header.first) {
        let topic = row.first().map_or("", Mended::text);
        let cells = row.iter().zip(&header.columns).skip(1).filter(|(cell, column)| {
            matches!(column, Column::Other | Column::Status | Column::Comment)
                && cell.text().split_whitespace().count() >= FEWEST_WORDS
        });
        for (cell, _) in cells {
            super::read(cell, topic, false, found);
        }
    }
}

/// Comments on answers, read as sentences under their question.
fn answers(rows: &[Vec<Mended>], header: &Header, found: &mut Vec<FoundMetric>) {
    for row in rows.iter().skip(header.first) {
        let question = header.cell(row, Column::Question).map_or("", Mended::text);
        let words = [Column::Comment, Column::Other, Column::Answer].into_iter();
        if let Some(comment) = words.filter_map(|column| header.cell(row, column)).next() {
            super::read(comment, question, false, found);
        }
    }
}

/// Rows of a name and its figures.
fn named(rows: &[Vec<Mended>], header: &Header, found: &mut Vec<FoundMetric>) {
    let headings = rows.first().filter(|_| header.first > 0);
    let heading = |at: usize| headings.and_then(|row| row.get(at)).map_or("", Mended::text);
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let name_at = header.columns.iter().position(|column| *column == Column::Metric).unwrap_or(0);
    let year = |at: usize| {
        let folded = Folded::of(heading(at));
        let year = YEAR.captures_iter(&folded).next().and_then(|found| found.get(1).map(|year| year.range()))?;
        folded.text().get(year)?.parse::<i32>().ok().filter(|_| !TARGET.is_match(&folded))
    };
    let is_open = |at: &usize| *at != name_at && !TARGET.is_match(&Folded::of(heading(*at)));
    let newest = (0..width).filter(is_open).filter_map(|at| Some((year(at)?, at))).max().map(|(_, at)| at);
    let actual = (0..width).filter(is_open).find(|at| ACTUAL.is_match(&Folded::of(heading(*at))));
    let is_budget = rows.iter().skip(header.first).all(|row| {
        let name = row.get(name_at).map_or("", Mended::text);
        name.is_empty() || kind_of_name(name, "") == Some(MetricKind::BudgetMsek)
    });
    for row in rows.iter().skip(header.first.min(1)) {
        let Some(name) = row.get(name_at).filter(|name| !name.text().is_empty()) else { continue };
        let filled = |at: usize| row.get(at).filter(|cell| figure(cell.text()).is_some() || months(cell.text()) > 1);
        if is_budget {
            let cells = (0..width).filter(|at| *at != name_at && year(*at).is_some()).filter_map(filled);
            let all: Vec<&Mended> = cells.collect();
            if !all.is_empty() {
                for value in all {
                    push(name, value, name.text(), found);
                }
                continue;
            }
        }
        let value = [newest, actual].into_iter().flatten().find_map(filled);
        let value = value.or_else(|| (0..width).filter(is_open).find_map(filled));
        if let Some(value) = value {
            push(name, value, heading(newest.or(actual).unwrap_or(1)), found);
        }
    }
}

fn push(name: &Mended, value: &Mended, unit_from: &str, found: &mut Vec<FoundMetric>) {
    let Some(kind) = kind_of_name(name.text(), value.text()) else { return };
    let number = match kind {
        MetricKind::AccessReviewsPerYear if months(value.text()) > 1 => Some(months(value.text()).to_string()),
        _ => figure(value.text()),
    };
    let Some(number) = number else { return };
    let units = format!("{} {} {unit_from}", value.text(), name.text());
    found.push(FoundMetric {
        kind,
        number,
        unit: (kind == MetricKind::BudgetMsek).then(|| unit_of(&units).unwrap_or("kr").to_owned()),
        approximate: ["ca", "cirka", "omkring"].iter().any(|word| value.text().to_lowercase().starts_with(word)),
        shared: SHARED.is_match(&Folded::of(name.text())),
        words: name.followed_by(value),
    });
}

/// What each measure costs, where the unit is told.
fn costs(rows: &[Vec<Mended>], header: &Header, unit: Option<&'static str>, found: &mut Vec<FoundMetric>) {
    let first = found.len();
    let Some(at) = header.columns.iter().position(|column| *column == Column::Cost) else { return };
    let heading = rows.first().and_then(|row| row.get(at)).map_or("", Mended::text);
    for row in rows.iter().skip(header.first) {
        let Some(cell) = row.get(at) else { continue };
        let Some(number) = figure(cell.text()).filter(|number| !number.trim_matches(['0', ',', ' ']).is_empty()) else {
            continue;
        };
        let Some(unit) = unit_of(cell.text()).or_else(|| unit_of(heading)).or(unit) else { continue };
        let what = header.cell(row, Column::Action).or_else(|| row.iter().find(|cell| !cell.text().is_empty()));
        let words = what.filter(|what| what.span() != cell.span()).map_or(cell.clone(), |what| what.followed_by(cell));
        if row.iter().any(|cell| SUM.is_match(&Folded::of(cell.text()))) {
            found.truncate(first);
        }
        found.push(FoundMetric {
            kind: MetricKind::BudgetMsek,
            number,
            unit: Some(unit.to_owned()),
            approximate: cell.text().starts_with("ca"),
            shared: false,
            words,
        });
    }
}

/// Measures that are to be done again and again: only reviews of access are figures.
fn reviews(rows: &[Vec<Mended>], header: &Header, found: &mut Vec<FoundMetric>) {
    for row in rows.iter().skip(header.first) {
        let Some(action) = header.cell(row, Column::Action) else { continue };
        let when = [Column::When, Column::Year].into_iter().find_map(|column| header.cell(row, column));
        let words = when.filter(|when| months(when.text()) == 2).map_or(action.clone(), |when| {
            let (first, second) = if when.span().start < action.span().start { (when, action) } else { (action, when) };
            first.followed_by(second)
        });
        let around = super::sentences::Around { heading: "", previous: "", is_plan: true };
        let mut read = Vec::new();
        super::sentences::read(&words, around, &mut read);
        found.extend(read.into_iter().filter(|metric| metric.kind == MetricKind::AccessReviewsPerYear));
    }
}

/// A row of figures above a row of what they count.
fn tiles(rows: &[Vec<Mended>], found: &mut Vec<FoundMetric>) -> bool {
    let [figures, labels] = rows else { return false };
    let is_tile = |(value, label): &(&Mended, &Mended)| {
        figure(value.text()).is_some() && label.text().chars().filter(|c| c.is_alphabetic()).count() > 3
    };
    let pairs = || figures.iter().zip(labels);
    if figures.len() < 2 || pairs().filter(is_tile).count() != figures.len() {
        return false;
    }
    for (value, label) in pairs() {
        let words = value.followed_by(label);
        let around = super::sentences::Around { heading: "", previous: "", is_plan: false };
        super::sentences::read(&words, around, found);
    }
    true
}

/// Years in the first column, what is counted in the heading: the newest row counts.
fn years_below(rows: &[Vec<Mended>], found: &mut Vec<FoundMetric>) -> bool {
    let Some((headings, below)) = rows.split_first() else { return false };
    let year = |row: &Vec<Mended>| row.first().and_then(|cell| cell.text().trim().parse::<i32>().ok());
    let dated = |row: &&Vec<Mended>| year(row).is_some_and(|year| (2000..2100).contains(&year));
    let known = headings.iter().skip(1).filter(|cell| kind_of_name(cell.text(), "").is_some()).count();
    if known == 0 || below.iter().filter(dated).count() != below.len() {
        return false;
    }
    let Some(newest) = below.iter().max_by_key(|row| year(row)) else { return false };
    for (name, value) in headings.iter().zip(newest).skip(1) {
        push(name, value, name.text(), found);
    }
    true
}

/// The number that a cell begins with, after "ca" and the like.
fn figure(cell: &str) -> Option<String> {
    let folded = Folded::of(cell);
    if YEAR.find(&folded).is_some_and(|year| year.start == 0) {
        return None;
    }
    let first = counts(&folded).first()?.clone();
    let leads = first.all_before.split_whitespace().count() <= 1 && !first.is_article();
    leads.then(|| folded.original(cell, first.range.clone()).to_owned())
}

fn months(cell: &str) -> usize {
    MONTHS.captures_iter(&Folded::of(cell)).count()
}

pub(super) fn unit_of(text: &str) -> Option<&'static str> {
    const UNITS: [&str; 10] = ["mnkr", "mkr", "msek", "miljoner", "tkr", "kkr", "tusen", "kronor", "kr", "sek"];
    let folded = Folded::of(text);
    let found = UNIT.find(&folded)?;
    let written = folded.text().get(found)?.to_owned();
    UNITS.into_iter().find(|unit| *unit == written)
}

/// What a name such as "varav anmälda till IMY" counts; `value` tells shares from numbers.
pub(in super::super) fn kind_of_name(name: &str, value: &str) -> Option<MetricKind> {
    kind_of_folded(&Folded::of(name), value)
}

pub(super) fn kind_of_folded(folded: &Folded, value: &str) -> Option<MetricKind> {
    let lower = folded.text();
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(Folded::of(word).text()));
    let percent = value.contains('%') || has(&["andel", "procent", "%", "completion"]);
    Some(if has(&["imy", "tillsynsmyndighet", "integritetsskyddsmyndighet"]) {
        MetricKind::IncidentsReportedImy
    } else if (has(&["personuppgiftsincident", "personal data"]) || has(&["varav", "därav"]) && has(&["personuppgift"]))
        && !percent
    {
        MetricKind::IncidentsPersonalData
    } else if has(&["incident", "händelser rapporter", "rapporterade händelser", "säkerhetshändels", "händelser i ia"])
        && !percent
    {
        if has(&["msb", "mcf", "pts", "nis", "tid", "dagar"]) && !has(&["säkerhetsincident"]) {
            return None;
        }
        MetricKind::Incidents
    } else if percent && TRAINED.is_match(folded) && !has(&["klick", "phishing"]) {
        MetricKind::TrainedSharePercent
    } else if has(&["klass"]) && !percent {
        MetricKind::Classifications
    } else if has(&["kontinuitetsplan", "reservplan", "continuity plan"]) && !percent {
        MetricKind::ContinuityPlans
    } else if has(&["övning", "exercise"]) && !percent {
        MetricKind::Exercises
    } else if has(&["intervju"]) {
        MetricKind::Interviews
    } else if has(&["behörighet", "access", "konton"])
        && (has(&["per år", "gånger", "per year", "kontroll", "genomgång"]))
        && !percent
    {
        MetricKind::AccessReviewsPerYear
    } else if has(&["budget", "mnkr", "tkr", "kostnad", "avsatta medel", "medel för", "anslag"]) {
        MetricKind::BudgetMsek
    } else if has(&["system", "objekt"]) && !percent {
        MetricKind::Systems
    } else {
        return None;
    })
}
