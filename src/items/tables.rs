//! Rows of tables of measures → found actions.

use crate::sections::{Mended, SectionKind, begins_measure};

use super::{
    columns::{Column, Header, TableKind, header, is_mark},
    context::{Context, Form, FoundAction},
    outcome,
    prose::{is_negated, saying},
    sentences::split,
    telling::prose,
    wording::{ONLY_YEAR, YEAR},
};

/// The measures in a table; none in tables of risks, figures or anything else.
pub(super) fn actions(rows: &[Vec<Mended>], context: &Context<'_>) -> Vec<FoundAction> {
    let header = header(rows);
    let mut found = Vec::new();
    if header.first == 0 && !context.counts() {
        return found;
    }
    let mut carried: Vec<Mended> = vec![Mended::default(); header.columns.len()];
    let mut band_year: Option<String> = None;
    let mut band_topic: Option<String> = None;
    let heading_row = rows.first().filter(|_| header.first == 1);
    for row in rows.iter().skip(header.first) {
        // The heading returns where the table goes on over a page.
        let is_heading = heading_row.is_some_and(|heading| {
            row.iter().zip(heading).filter(|(a, b)| a.text() == b.text()).count() * 2 > heading.len()
        });
        if is_heading {
            continue;
        }
        if let Some(year) = band(row) {
            band_year = Some(year);
            carried.fill(Mended::default());
            continue;
        }
        if is_topic_band(row, &header) {
            band_topic = row.iter().find(|cell| !cell.text().is_empty()).map(|cell| cell.text().to_owned());
            continue;
        }
        let row = filled(row, &header.columns, &mut carried);
        match header.kind {
            TableKind::Actions => {
                let Some(words) = header.cell(&row, Column::Action) else { continue };
                let text = |column| header.cell(&row, column).map(|cell| cell.text().to_owned());
                let marked = row.iter().zip(&header.columns).filter_map(|(cell, column)| match column {
                    Column::NamedYear(year) if is_mark(cell.text()) => Some(year.to_string()),
                    _ => None,
                });
                let when: Vec<String> =
                    [text(Column::Year), text(Column::When)].into_iter().flatten().chain(marked).collect();
                // "Utfall" may head an amount, "Status" the words: what tells an outcome is in words.
                let status = row
                    .iter()
                    .zip(&header.columns)
                    .filter(|(cell, column)| {
                        **column == Column::Status && !cell.text().starts_with(|c: char| c.is_ascii_digit())
                    })
                    .map(|(cell, _)| cell.text().to_owned())
                    .find(|text| !text.is_empty());
                let comment = text(Column::Comment);
                // "Röd | Utgår", "Röd | Flyttas till 2027": the comment says what became of it.
                let is_moved = comment.as_deref().is_some_and(outcome::is_moved);
                let is_dropped =
                    !is_moved && [&status, &comment].into_iter().flatten().any(|told| is_dropped(told, context.kind));
                if words.text().chars().filter(|c| c.is_alphabetic()).count() < 4
                    || is_negated(words.text())
                    || is_dropped
                {
                    continue;
                }
                let when = if is_moved { comment.clone().into_iter().collect() } else { when };
                let mut action = context.action(words.clone(), Form::Row);
                let has_year = when.iter().any(|when| YEAR.is_match(when));
                let when: Vec<String> = when.into_iter().chain(band_year.clone().filter(|_| !has_year)).collect();
                action.when = (!when.is_empty()).then(|| when.join(" "));
                action.status = status.or(comment);
                action.label = text(Column::Topic).or_else(|| band_topic.clone());
                found.push(action);
            }
            TableKind::ActionsByYear => {
                let topic = row.iter().zip(&header.columns).find(|(cell, column)| {
                    !matches!(column, Column::NamedYear(_) | Column::Number) && !cell.text().is_empty()
                });
                for (cell, column) in row.iter().zip(&header.columns) {
                    let Column::NamedYear(year) = column else { continue };
                    if cell.text().split_whitespace().count() < 2 || is_negated(cell.text()) {
                        continue;
                    }
                    let mut action = context.action(cell.clone(), Form::Row);
                    action.when = Some(year.to_string());
                    action.label = topic.map(|(cell, _)| cell.text().to_owned());
                    found.push(action);
                }
            }
            TableKind::Answers => answered(&row, &header, context, &mut found),
            TableKind::Risks | TableKind::RiskCards | TableKind::Metrics | TableKind::Other => {}
        }
    }
    found
}

/// The comment on an answer, sentence by sentence; the question is its label, and says nothing of the organisation itself.
fn answered(row: &[Mended], header: &Header, context: &Context<'_>, found: &mut Vec<FoundAction>) {
    let told = |wanted: Column| header.cell(row, wanted);
    let Some(comment) = told(Column::Comment).or_else(|| told(Column::Other)).or_else(|| told(Column::Answer)) else {
        return;
    };
    let first = found.len();
    for sentence in split(comment) {
        let kind = if saying(sentence.text()).coming { SectionKind::Plan } else { SectionKind::Status };
        prose(&[sentence], &mut Context { kind, ..context.clone() }, found);
    }
    for action in found.iter_mut().skip(first) {
        action.label = told(Column::Question).map(|question| question.text().to_owned());
    }
}

/// The year of a row that holds nothing else and heads the rows below it.
fn band(row: &[Mended]) -> Option<String> {
    let mut filled = row.iter().map(Mended::text).filter(|text| !text.is_empty());
    let (first, rest) = (filled.next()?, filled.next());
    (rest.is_none_or(|rest| rest == first) && row.len() > 1 && ONLY_YEAR.is_match(first)).then(|| first.to_owned())
}

/// A row that fills no cell but its first, among rows of several, heads those below it: "Ordning och reda".
fn is_topic_band(row: &[Mended], header: &Header) -> bool {
    const FEWEST_COLUMNS: usize = 3;
    const MOST_WORDS: usize = 8;
    let mut filled = row.iter().map(Mended::text).filter(|text| !text.is_empty());
    let (Some(first), None) = (filled.next(), filled.next()) else { return false };
    header.kind == TableKind::Actions
        && header.first > 0
        && row.len() >= FEWEST_COLUMNS
        && first.split_whitespace().count() <= MOST_WORDS
        && !begins_measure(first)
        && row.first().is_some_and(|cell| !cell.text().is_empty())
}

/// A blank first cell, year or topic repeats the one above it.
fn filled(row: &[Mended], columns: &[Column], carried: &mut [Mended]) -> Vec<Mended> {
    let mut filled = row.to_vec();
    filled.resize(columns.len(), Mended::default());
    for (at, (column, kept)) in columns.iter().zip(carried).enumerate() {
        let Some(cell) = filled.get_mut(at) else { continue };
        let repeats =
            matches!(column, Column::Year | Column::When | Column::Topic) || (at == 0 && *column != Column::Action);
        if !repeats {
            continue;
        }
        if cell.text().is_empty() || matches!(cell.text(), "\"" | "”" | "-\"-" | "–\"–") {
            *cell = kept.clone();
        } else {
            *kept = cell.clone();
        }
    }
    filled
}

/// A follow-up that says a measure was not carried out and will not be.
pub(super) fn is_dropped(status: &str, kind: SectionKind) -> bool {
    let status = status.trim().to_lowercase();
    // In a plan what has not begun is planned; in a follow-up it was not carried out.
    if kind == SectionKind::Plan && ["ej ", "inte ", "not "].iter().any(|word| status.starts_with(word)) {
        return false;
    }
    outcome::is_dropped(&status) || ["ej påbörj", "inte påbörj"].iter().any(|word| status.starts_with(word))
}
