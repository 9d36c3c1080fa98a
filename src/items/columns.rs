//! What the columns of a table hold, by the wording of their headings.

use crate::{
    pattern::{Pattern, patterns},
    sections::Mended,
};

use super::risk_tables;

patterns! {
    YEAR = r"(?i)^(?:vp-?|plan|verksamhets)?år(?:et)?$|^year$";
    NAMED_YEAR = r"^(?:vp )?(20\d\d)(?:\s*[–-]\s*20\d\d)?$|(?i)^(?:utfall|värde|resultat)\s+(?:vp )?(20\d\d)$";
    WHEN = r"(?i)beräknas|tids?plan|tidpunkt|^tid$|^tider$|^när\b|^klart?\b|klardatum|deadline|senast|^period|^start|^slut|frist|^månad|kvartal|^datum|färdig|^when|^due|genomförs (?:år|när)|planerad tid";
    /// "Varför inte klar": the reason, no outcome.
    REASON = r"(?i)^varför|^orsak|^skäl|^anledning";
    STATUS = r"(?i)^status|läge|^utfall|resultat|hur (?:gick|har) det|uppföljning|^genomför(?:d|t)\b|^bedömning|hur det gick|^delivered|kommentar/status|hände|vad blev|^klart?\s*\?";
    ACTION = r"(?i)åtgärd|^löfte|^lovat?|vill (?:vi )?göra|ska (?:vi )?göra|aktivitet|insats|^vad\b|uppgift|att göra|planerat|lova|åtagande|measure|^action|deliverable|^beskrivning|^innehåll|moment|leverabel|leverans";
    RESPONSIBLE = r"(?i)ansvar|^vem\b|ägare|owner|funktion|utförare|^roll";
    TOPIC = r"(?i)område|nis-?2|process|arbetssätt|kategori|^tema|rubrik|^mål\b|målområde|^ämne|workstream|spår|^avsnitt|^del$";
    COST = r"(?i)kostnad|budget|belopp|tkr|mnkr|\bkr\b|resurs|finansiering|cost";
    LIKELIHOOD = r"(?i)sanno|^s\.?$|^l\.?$|likelihood|^sann";
    CONSEQUENCE = r"(?i)konsek|^k\.?$|^i\.?$|impact|consequence|^kons|^c\.?$|påverkan";
    VALUE = r"(?i)risk-? ?(?:värde|tal|nivå|poäng)|^rv\.?$|^r\.?$|^värde$|score|poäng|s\s*[x×*]\s*k|k\s*[x×*]\s*s|l\s*[x×*]\s*i|produkt|riskv|^summa$|value";
    EVENT = r"(?i)händelse|^risk(?:er|beskrivning|en)?$|^risk\b|^hot\b|scenario|event|vad (?:kan|händer)|kan (?:hända|gå)|rädda? för|oroar";
    TREATMENT = r"(?i)åtgärd|hantering|behandl|treatment|mitig|motmedel|\bsvar\b|gör (?:vi|man)|vi gör";
    NUMBER = r"(?i)^(?:(?:risk|åtgärds?|aktivitets)?-?\s?(?:nr\.?|id|nummer)|#|prio(?:ritet)?|ordning|löpnr|no\.?)$";
    METRIC = r"(?i)nyckeltal|^mått|indikator|mätetal|^kpi|^metric|^vad vi mäter";
    DATA = r"(?i)^(?:dnr|diarie\w*|handläggare|fastställd|beslut(?:ad)?|planeringsperiod|nämnd|bolag|organisation|kontakt|period|gäller|behandlad|version|datum|avser|till)\b";
    FIGURE = r"(?i)^(?:värde|antal|andel|utfall|målvärde|siffra|resultat|nuläge)\b";
    QUESTION = r"(?i)^(?:kontroll)?fråg|^kontrollpunkt|^krav(?:punkt)?$|^punkt(?: i standarden)?$|^question";
    ANSWER = r"(?i)^svar\b|^uppfyll|^ja\s?/\s?nej|^answer";
    /// "K1", "Q2–Q3", "vår", "T2": the time of the year that a cross would stand for.
    TIME_OF_YEAR = r"(?i)^(?:[kqt][1-4]|kv(?:artal)? ?[1-4]|h[12]|vt|ht|vår(?:en)?|sommar(?:en)?|höst(?:en)?|jan|feb|mars?|apr|maj|juni?|juli?|aug|sept?|okt|nov|dec)\p{L}*\.?(?:\s*[–/-]\s*(?:[kqt]?[1-4]|\p{L}{3,9}\.?))?$";
    COMMENT = r"(?i)komment|anmärk|notering|källa|not\b";
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Year,
    /// A column headed by a year, holding what is for that year.
    NamedYear(i32),
    When,
    Status,
    Action,
    Responsible,
    Topic,
    Cost,
    Likelihood,
    Consequence,
    Value,
    /// All the figures of a risk in one cell.
    Assessment,
    Event,
    Treatment,
    Number,
    Metric,
    Figure,
    /// What is asked, in a form or a checklist.
    Question,
    /// "Ja", "Nej", "Delvis".
    Answer,
    Comment,
    Other,
}

/// What a table is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TableKind {
    Risks,
    /// A label before each value: one risk a card.
    RiskCards,
    Actions,
    /// Questions with answers and a comment that may tell of a measure.
    Answers,
    /// Columns headed by years whose cells are measures.
    ActionsByYear,
    Metrics,
    Other,
}

/// The columns of a table and what it is about. `first` is the first row that is not heading.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Header {
    pub(super) columns: Vec<Column>,
    pub(super) kind: TableKind,
    pub(super) first: usize,
}

impl Header {
    pub(super) fn cell<'r>(&self, row: &'r [Mended], wanted: Column) -> Option<&'r Mended> {
        self.columns
            .iter()
            .position(|column| *column == wanted)
            .and_then(|at| row.get(at))
            .filter(|cell| !cell.text().is_empty())
    }
}

/// Reads the heading row of a table, or guesses the columns of one without.
pub(super) fn header(rows: &[Vec<Mended>]) -> Header {
    if let Some(header) = risk_tables::header(rows) {
        return header;
    }
    let first = rows.first().map(Vec::as_slice).unwrap_or_default();
    let risks = first
        .iter()
        .filter(|cell| {
            LIKELIHOOD.is_match(cell.text()) || CONSEQUENCE.is_match(cell.text()) || VALUE.is_match(cell.text())
        })
        .count()
        >= 2;
    let columns: Vec<Column> = first.iter().map(|cell| column(cell.text(), risks)).collect();
    if rows.iter().filter(|row| row.first().is_some_and(|cell| DATA.is_match(cell.text()))).count() >= 2 {
        return Header { columns: vec![Column::Other; first.len()], kind: TableKind::Other, first: 1 };
    }
    let known = columns.iter().filter(|column| **column != Column::Other).count();
    let short = first.iter().all(|cell| cell.text().chars().count() <= 48);
    if known >= 2 && short {
        let columns = resolve(columns, rows);
        let kind = kind_of(&columns, rows);
        return Header { columns, kind, first: 1 };
    }
    // "Uppgift | Värde" with a row for the dnr is a table of the document's own data.
    // Names in the first column and figures in the second: a table of figures, however it is headed.
    let figures = rows
        .iter()
        .skip(1)
        .filter(|row| {
            row.get(1).is_some_and(|cell| cell.text().starts_with(|c: char| c.is_ascii_digit()))
                && row.first().is_some_and(|cell| cell.text().chars().filter(|c| c.is_alphabetic()).count() > 5)
        })
        .count();
    if first.len() == 2 && figures >= 3 && figures * 10 >= (rows.len() - 1) * 6 {
        return Header { columns: vec![Column::Metric, Column::Figure], kind: TableKind::Metrics, first: 1 };
    }
    let columns = guess(rows);
    let kind = if columns.contains(&Column::Action) && columns.contains(&Column::Year) {
        TableKind::Actions
    } else {
        TableKind::Other
    };
    Header { columns, kind, first: 0 }
}

pub(super) fn column(text: &str, risks: bool) -> Column {
    let text = text.trim().trim_end_matches(':');
    if text.is_empty() {
        return Column::Other;
    }
    if let Some(found) = NAMED_YEAR.captures(text) {
        let year = found.get(1).or_else(|| found.get(2)).and_then(|year| year.as_str().parse().ok());
        return year.map_or(Column::Other, Column::NamedYear);
    }
    let in_risks: [(&Pattern, Column); 7] = [
        (&NUMBER, Column::Number),
        (&VALUE, Column::Value),
        (&LIKELIHOOD, Column::Likelihood),
        (&CONSEQUENCE, Column::Consequence),
        (&EVENT, Column::Event),
        (&RESPONSIBLE, Column::Responsible),
        (&TREATMENT, Column::Treatment),
    ];
    let in_any: [(&Pattern, Column); 16] = [
        (&REASON, Column::Other),
        (&NUMBER, Column::Number),
        (&QUESTION, Column::Question),
        (&ANSWER, Column::Answer),
        (&YEAR, Column::Year),
        (&METRIC, Column::Metric),
        (&RESPONSIBLE, Column::Responsible),
        (&STATUS, Column::Status),
        (&WHEN, Column::When),
        (&TOPIC, Column::Topic),
        (&ACTION, Column::Action),
        (&COST, Column::Cost),
        (&EVENT, Column::Event),
        (&COMMENT, Column::Comment),
        (&FIGURE, Column::Figure),
        (&VALUE, Column::Figure),
    ];
    let first_of = |order: &[(&Pattern, Column)]| {
        order.iter().find(|(pattern, _)| pattern.is_match(text)).map(|(_, column)| *column)
    };
    let found = if risks { first_of(&in_risks).or_else(|| first_of(&in_any)) } else { first_of(&in_any) };
    found.unwrap_or(Column::Other)
}

/// Settles columns whose heading alone does not tell: the widest unnamed text column is the action where none is named so.
fn resolve(mut columns: Vec<Column>, rows: &[Vec<Mended>]) -> Vec<Column> {
    let is_plan = columns.iter().any(|column| {
        matches!(column, Column::Year | Column::When | Column::Status | Column::Responsible | Column::Cost)
    });
    let has_metric = columns.contains(&Column::Metric);
    let has_named_years = columns.iter().any(|column| matches!(column, Column::NamedYear(_)));
    if !columns.contains(&Column::Action)
        && !columns.contains(&Column::Event)
        && is_plan
        && !has_metric
        && !has_named_years
    {
        let free = |column: &Column| matches!(column, Column::Other | Column::Topic | Column::Comment);
        let widest =
            (0..columns.len()).filter(|at| columns.get(*at).is_some_and(free)).max_by_key(|at| width(rows, *at));
        if let Some(slot) = widest.and_then(|at| columns.get_mut(at)) {
            *slot = Column::Action;
        }
    }
    // Two columns named alike: the one with more words is the measure, the other its topic.
    let actions: Vec<usize> = (0..columns.len()).filter(|at| columns.get(*at) == Some(&Column::Action)).collect();
    if actions.len() > 1 {
        let widest = actions.iter().copied().max_by_key(|at| width(rows, *at));
        for at in actions {
            if Some(at) != widest
                && let Some(slot) = columns.get_mut(at)
            {
                *slot = Column::Comment;
            }
        }
    }
    columns
}

fn width(rows: &[Vec<Mended>], column: usize) -> usize {
    rows.iter().skip(1).filter_map(|row| row.get(column)).map(|cell| cell.text().len()).sum()
}

fn kind_of(columns: &[Column], rows: &[Vec<Mended>]) -> TableKind {
    let has = |wanted: Column| columns.contains(&wanted);
    let named_years = columns.iter().filter(|column| matches!(column, Column::NamedYear(_))).count();
    if (has(Column::Likelihood) && has(Column::Consequence)) || (has(Column::Event) && has(Column::Value)) {
        return TableKind::Risks;
    }
    if has(Column::Question) && (has(Column::Answer) || has(Column::Comment)) {
        return TableKind::Answers;
    }
    if has(Column::Metric) {
        return TableKind::Metrics;
    }
    // A cross under the year that a measure is for.
    if named_years >= 1 && has(Column::Action) && years_are_marked(columns, rows) {
        return TableKind::Actions;
    }
    if named_years >= 2 {
        let cells = rows
            .iter()
            .skip(1)
            .flat_map(|row| row.iter().zip(columns))
            .filter(|(_, column)| matches!(column, Column::NamedYear(_)));
        let (words, filled) = cells
            .filter(|(cell, _)| cell.text().len() > 1)
            .fold((0, 0), |(words, filled), (cell, _)| (words + cell.text().split_whitespace().count(), filled + 1));
        return if words > filled * 2 { TableKind::ActionsByYear } else { TableKind::Metrics };
    }
    if has(Column::Action) {
        return TableKind::Actions;
    }
    TableKind::Other
}

/// Whether a cell is a mark rather than words or a figure.
pub(super) fn is_mark(text: &str) -> bool {
    let text = text.trim().trim_matches(['(', ')', '[', ']']);
    let is_cross = text.chars().count() <= 2
        && matches!(
            text.chars().next(),
            Some('x' | 'X' | '×' | '✓' | '✔' | '✗' | '☒' | '☑' | '●' | '•' | '■' | '✅' | '*')
        );
    is_cross || TIME_OF_YEAR.is_match(text)
}

fn years_are_marked(columns: &[Column], rows: &[Vec<Mended>]) -> bool {
    let under_years = rows.iter().skip(1).flat_map(|row| row.iter().zip(columns));
    let filled: Vec<&str> = under_years
        .filter(|(cell, column)| matches!(column, Column::NamedYear(_)) && !matches!(cell.text(), "" | "-" | "–"))
        .map(|(cell, _)| cell.text())
        .collect();
    filled.len() >= 2 && filled.iter().filter(|text| is_mark(text)).count() * 10 >= filled.len() * 8
}

/// Columns of a table without heading: the one with years, and the one with the most words.
fn guess(rows: &[Vec<Mended>]) -> Vec<Column> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let is_year = |at: usize| {
        let filled: Vec<&str> =
            rows.iter().filter_map(|row| row.get(at)).map(Mended::text).filter(|text| !text.is_empty()).collect();
        !filled.is_empty() && filled.iter().all(|text| text.len() <= 12 && text.contains("20"))
    };
    let widest = (0..columns).max_by_key(|at| {
        width(rows, *at) + rows.first().and_then(|row| row.get(*at)).map_or(0, |cell| cell.text().len())
    });
    (0..columns)
        .map(|at| match (is_year(at), Some(at) == widest) {
            (true, _) => Column::Year,
            (false, true) => Column::Action,
            _ => Column::Other,
        })
        .collect()
}
