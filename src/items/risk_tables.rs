//! Tables of risks: which columns hold what, by their figures before their headings, and the risks of their rows.
//!
//! Takes the rows of any table; gives columns where most rows hold a likelihood, a consequence and their product, however
//! these are headed, and the risks of such a table or of cards with a label before each value. Never reads other tables.

use crate::{
    pattern::{Pattern, patterns},
    sections::Mended,
};

use super::{
    columns::{Column, Header, TableKind, column},
    risks::{FoundRisk, event, tell},
    scale,
};

patterns! {
    LIKELIHOOD_LABEL = r"(?i)^(?:sannolik|likelihood|sann\b|hur (?:ofta|troligt)|s\b\.?\s*(?:\(|:|$))";
    CONSEQUENCE_LABEL = r"(?i)^(?:konsekvens|impact|consequence|kons\b|hur (?:illa|allvarligt)|påverkan|k\b\.?\s*(?:\(|:|$))";
    VALUE_LABEL = r"(?i)^(?:risk-? ?(?:värde|tal|nivå|poäng)|rv\b|värde|summa|produkt|score|bedömning|s\s*[x×*]\s*k)";
    TREATMENT_LABEL = r"(?i)^(?:(?:föreslagen |planerad |beslutad )?åtgärd|hantering|behandling|treatment|motåtgärd|motmedel|(?:så )?vad gör vi|vi gör)";
    EVENT_LABEL = r"(?i)^(?:risk(?:en|scenario|beskrivning)?\b|r\d|(?:oönskad )?händelse|scenario|hot(?:et)?\b|event|vad kan|beskrivning|det här)";
    OWNER_LABEL = r"(?i)^(?:ansvar|riskägare|ägare|arbetssätt|process|område|kommentar|status|klar|när|orsak|källa|nr\b|id\b)";
    NO_ACTION = r"(?i)ansvar|ägare|\bvem\b|owner|^när|klar|tid|status|kommentar";
}

/// More columns of figures than these stand in no table of risks.
const MOST_COLUMNS_OF_FIGURES: usize = 16;

/// The columns of a table of risks, told by the figures of its rows; nothing where they are no such figures.
pub(super) fn header(rows: &[Vec<Mended>]) -> Option<Header> {
    if is_cards(rows) {
        return Some(Header { columns: Vec::new(), kind: TableKind::RiskCards, first: 0 });
    }
    let width = rows.iter().map(Vec::len).max().filter(|width| *width >= 2)?;
    let text = |row: usize, at: usize| rows.get(row).and_then(|row| row.get(at)).map_or("", Mended::text);
    let figures = by_product(rows, width).or_else(|| by_cell(rows, width)).or_else(|| by_event(rows, width))?;
    let has_figures = |row: &Vec<Mended>| figures.iter().any(|(at, _)| row.get(*at).is_some_and(has_figures));
    let first = rows.iter().take(4).position(has_figures)?;
    let headings: Vec<&str> = (0..width)
        .map(|at| (0..first).rev().map(|row| text(row, at)).find(|heading| !heading.is_empty()).unwrap_or(""))
        .collect();
    let mut columns: Vec<Column> = headings
        .iter()
        .map(|heading| match column(heading, true) {
            Column::Likelihood | Column::Consequence | Column::Value | Column::Figure | Column::NamedYear(_) => {
                Column::Other
            }
            known => known,
        })
        .collect();
    for (at, figure) in &figures {
        *columns.get_mut(*at)? = *figure;
    }
    // "Konsekvens | Sannolikhet | Värde": the headings tell the two apart where the figures cannot.
    let of = |wanted: Column| columns.iter().position(|column| *column == wanted);
    if let (Some(likelihood), Some(consequence)) = (of(Column::Likelihood), of(Column::Consequence))
        && headings.get(likelihood).is_some_and(|heading| column(heading, true) == Column::Consequence)
    {
        columns.swap(likelihood, consequence);
    }
    let start = figures.iter().map(|(at, _)| *at).min()?;
    let words = |at: usize| {
        let cells = rows.iter().skip(first).filter_map(|row| row.get(at));
        cells.map(|cell| cell.text().split_whitespace().count()).sum::<usize>()
    };
    let rows_below = rows.len() - first;
    let is_free = |at: &usize| figures.iter().all(|(figure, known)| figure != at || *known == Column::Event);
    let is_wordy = |at: &usize| words(*at) >= rows_below * 2;
    settle_event(&mut columns, start, width, &words, &|at| is_free(at) && is_wordy(at));
    if !columns.contains(&Column::Event) {
        return None;
    }
    if !columns.contains(&Column::Treatment) {
        let named = columns.iter().position(|column| *column == Column::Action);
        let can_be = |at: &usize| {
            columns.get(*at).is_some_and(|known| *known != Column::Event)
                && !headings.get(*at).is_some_and(|heading| NO_ACTION.is_match(heading))
        };
        let wordy = (start..width).filter(is_free).filter(can_be).find(|at| words(*at) > rows_below);
        if let Some(slot) = named.or(wordy).and_then(|at| columns.get_mut(at)) {
            *slot = Column::Treatment;
        }
    }
    Some(Header { columns, kind: TableKind::Risks, first })
}

/// The event is headed so, or is the wordiest column before the figures, or the first wordy one after them.
fn settle_event(
    columns: &mut [Column],
    start: usize,
    width: usize,
    words: &dyn Fn(usize) -> usize,
    is_open: &dyn Fn(&usize) -> bool,
) {
    let mut headed: Vec<usize> = (0..width).filter(|at| columns.get(*at) == Some(&Column::Event)).collect();
    if headed.is_empty() {
        let before = (0..start).filter(is_open).max_by_key(|at| words(*at));
        headed.extend(before.or_else(|| (start..width).find(is_open)));
    }
    let widest = headed.iter().copied().max_by_key(|at| words(*at));
    for at in headed {
        if let Some(slot) = columns.get_mut(at) {
            *slot = if Some(at) == widest { Column::Event } else { Column::Topic };
        }
    }
}

/// Three columns of which two make the third, in most of the rows that hold all three.
fn by_product(rows: &[Vec<Mended>], width: usize) -> Option<Vec<(usize, Column)>> {
    let figures: Vec<Vec<Option<u8>>> =
        rows.iter().map(|row| row.iter().map(|cell| scale::figure(cell.text())).collect()).collect();
    let has_figures = |at: usize| figures.iter().filter(|row| row.get(at).is_some_and(Option::is_some)).count() > 0;
    // Every three of them are tried, so a table of hundreds of columns of figures must not be taken for one of risks.
    let numeric: Vec<usize> = (0..width).filter(|at| has_figures(*at)).take(MOST_COLUMNS_OF_FIGURES).collect();
    let is_headed = |at: &usize| {
        let heading = rows.first().and_then(|row| row.get(*at)).map(|cell| column(cell.text(), true));
        matches!(heading, Some(Column::Likelihood | Column::Consequence | Column::Value))
    };
    let headed: Vec<usize> = numeric.iter().copied().filter(is_headed).collect();
    let mut best: Option<(usize, [usize; 3])> = None;
    for (order, likelihood) in numeric.iter().enumerate() {
        for consequence in numeric.iter().skip(order + 1) {
            for value in numeric.iter().filter(|value| *value != likelihood && *value != consequence) {
                let (mut right, mut wrong, mut telling) = (0, 0, 0);
                for row in &figures {
                    let figure = |at: &usize| row.get(*at).copied().flatten();
                    let (Some(a), Some(b), Some(c)) = (figure(likelihood), figure(consequence), figure(value)) else {
                        continue;
                    };
                    let fits = a <= 5 && b <= 5 && a * b == c;
                    right += usize::from(fits);
                    wrong += usize::from(!fits);
                    telling += usize::from(fits && a > 1 && b > 1);
                }
                let is_named = [likelihood, consequence, value].iter().any(|at| headed.contains(at));
                let enough = right >= 2 || (right == 1 && is_named);
                if enough && telling > 0 && right > wrong * 2 && best.is_none_or(|(most, _)| right > most) {
                    best = Some((right, [*likelihood, *consequence, *value]));
                }
            }
        }
    }
    let (_, [likelihood, consequence, value]) = best?;
    Some(vec![(likelihood, Column::Likelihood), (consequence, Column::Consequence), (value, Column::Value)])
}

/// A column whose cells hold all the figures: "3 / 4 / 12", "15 (3×5)", "S 4, K 3".
fn by_cell(rows: &[Vec<Mended>], width: usize) -> Option<Vec<(usize, Column)>> {
    let holds = |at: usize| {
        let cells = || rows.iter().filter_map(|row| row.get(at)).filter(|cell| !cell.text().is_empty());
        let whole = cells().filter(|cell| is_assessment(cell)).count();
        whole > 0 && whole * 2 >= cells().count()
    };
    let at = (0..width).find(|at| holds(*at))?;
    let mut columns = vec![(at, Column::Assessment)];
    let value = (0..width).filter(|other| *other != at).find(|other| {
        let fits = |row: &Vec<Mended>| {
            let assessed = row.get(at).and_then(|cell| scale::read(cell.text()));
            let figure = |written: &Option<String>| written.as_deref().and_then(|figure| figure.parse::<u8>().ok());
            let product =
                assessed.and_then(|scale| figure(&scale.likelihood)?.checked_mul(figure(&scale.consequence)?));
            product.is_some() && product == row.get(*other).and_then(|cell| scale::figure(cell.text()))
        };
        rows.iter().filter(|row| fits(row)).count() * 2
            >= rows.iter().filter(|row| row.get(at).is_some_and(has_figures)).count()
    });
    columns.extend(value.map(|at| (at, Column::Value)));
    Some(columns)
}

/// A column of events that end in their figures: "Koder sprids (3×4=12)".
fn by_event(rows: &[Vec<Mended>], width: usize) -> Option<Vec<(usize, Column)>> {
    let whole = |at: usize| {
        let cells = rows.iter().filter_map(|row| row.get(at));
        cells.filter(|cell| scale::read(cell.text()).is_some_and(|scale| scale.is_whole())).count()
    };
    let at = (0..width).find(|at| whole(*at) >= 2 && whole(*at) * 10 >= rows.len() * 6)?;
    Some(vec![(at, Column::Event)])
}

/// A cell of figures and no more words than name them.
fn is_assessment(cell: &Mended) -> bool {
    scale::read(cell.text()).is_some_and(|scale| {
        let before = cell.text().get(..scale.span.start).unwrap_or_default();
        scale.is_whole() && before.split_whitespace().count() <= 2 && cell.text().chars().count() <= 70
    })
}

fn has_figures(cell: &Mended) -> bool {
    scale::figure(cell.text()).is_some() || scale::read(cell.text()).is_some_and(|scale| scale.is_whole())
}

/// Whether the first column names what the others hold: cards of one risk each.
fn is_cards(rows: &[Vec<Mended>]) -> bool {
    let names = |pattern: &Pattern| {
        rows.iter()
            .filter(|row| row.first().is_some_and(|cell| pattern.is_match(cell.text())))
            .filter(|row| row.iter().skip(1).any(|cell| cell.text().bytes().any(|byte| byte.is_ascii_digit())))
            .count()
    };
    let (likelihoods, consequences) = (names(&LIKELIHOOD_LABEL), names(&CONSEQUENCE_LABEL));
    let assessed = rows.iter().any(|row| {
        row.first().is_some_and(|cell| VALUE_LABEL.is_match(cell.text())) && row.get(1).is_some_and(is_assessment)
    });
    (likelihoods > 0 && consequences > 0) || (assessed && rows.iter().all(|row| row.len() <= 2))
}

/// The risks of a table that names what each value is. `before` is what stands above it, for a card without an event.
pub(super) fn cards(rows: &[Vec<Mended>], before: Option<&Mended>) -> Vec<FoundRisk> {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut found = Vec::new();
    for at in 1..width {
        let mut open: Option<FoundRisk> = None;
        let mut is_assessed = false;
        for row in rows {
            let label = row.first().map_or("", Mended::text);
            let Some(cell) = row.get(at) else { continue };
            let text = cell.text();
            if text.is_empty() {
                // A row of one cell names the event of the card below it.
                if at == 1 && label.split_whitespace().count() >= 3 {
                    found.extend(open.take());
                    open = row.first().map(|label| FoundRisk::of(event(label)));
                    is_assessed = false;
                }
                continue;
            }
            if VALUE_LABEL.is_match(label) || LIKELIHOOD_LABEL.is_match(label) || CONSEQUENCE_LABEL.is_match(label) {
                is_assessed = true;
                if open.is_none() && found.is_empty() {
                    open = before.map(|words| FoundRisk::of(event(words)));
                }
                let Some(risk) = &mut open else { continue };
                let written = Some(text.to_owned());
                match scale::read(text).filter(scale::Scale::is_whole) {
                    Some(scale) => risk.assess(scale),
                    None if LIKELIHOOD_LABEL.is_match(label) => risk.likelihood = written,
                    None if CONSEQUENCE_LABEL.is_match(label) => risk.consequence = written,
                    None => risk.value = written,
                }
            } else if TREATMENT_LABEL.is_match(label) {
                if let Some(risk) = &mut open {
                    risk.treatments.push(text.to_owned());
                }
            } else if text.split_whitespace().count() >= 2
                && !OWNER_LABEL.is_match(label)
                && (EVENT_LABEL.is_match(label) || open.is_none())
                && (open.is_none() || is_assessed)
            {
                found.extend(open.replace(FoundRisk::of(event(cell))));
                is_assessed = false;
            }
        }
        found.extend(open);
    }
    found.retain(|risk| risk.words.text().split_whitespace().count() >= 2 && risk.is_assessed());
    found
}

/// The risks of a table with a row for each.
pub(super) fn rows(rows: &[Vec<Mended>], header: &Header) -> Vec<FoundRisk> {
    let mut found: Vec<FoundRisk> = Vec::new();
    let event_column = if header.columns.contains(&Column::Event) { Column::Event } else { Column::Other };
    let mut topic: Option<String> = None;
    let headings = rows.get(..header.first).unwrap_or_default();
    for row in rows.iter().skip(header.first) {
        let returns = headings.iter().any(|heading| {
            row.iter().zip(heading).filter(|(a, b)| !a.text().is_empty() && a.text() == b.text()).count() >= 2
        });
        if returns {
            continue;
        }
        let text = |column| header.cell(row, column).map(|cell| cell.text().to_owned());
        if let Some(known) = text(Column::Topic) {
            topic = Some(known);
        }
        let treatment = text(Column::Treatment).or_else(|| text(Column::Action));
        let told = header.cell(row, event_column).map(tell);
        let words = told.as_ref().and_then(|told| told.event.clone());
        let mut risk = FoundRisk::of(words.unwrap_or_default());
        risk.likelihood = text(Column::Likelihood);
        risk.consequence = text(Column::Consequence);
        risk.value = text(Column::Value);
        for cell in [text(Column::Assessment), risk.value.clone()].into_iter().flatten() {
            if let Some(scale) = scale::read(&cell).filter(scale::Scale::is_whole) {
                risk.value = risk.value.take().filter(|value| scale::figure(value).is_some());
                risk.assess(scale);
            }
        }
        if let Some(scale) = told.and_then(|told| told.scale) {
            risk.assess(scale);
        }
        let figures = risk.is_assessed();
        let repeats = found.last().is_some_and(|last| last.words.text() == risk.words.text());
        let has_event = risk.words.text().chars().filter(|c| c.is_alphabetic()).count() >= 4 && !repeats;
        if has_event && (figures || (found.is_empty() && risk.words.text().split_whitespace().count() > 2)) {
            risk.treatments.extend(treatment);
            risk.topic.clone_from(&topic);
            found.push(risk);
        } else if let (Some(risk), Some(treatment)) = (found.last_mut(), treatment)
            && !risk.treatments.contains(&treatment)
        {
            // A second treatment stands in a row of its own, all else blank or told again.
            risk.treatments.push(treatment);
        }
    }
    found
}
