//! When an action is to be finished: a day, a month, a part of a year, or only the words.

use crate::{
    items::Assigned,
    pattern::patterns,
    review::{Deadline, Status, Year, YearSet},
};

use super::swedish::{date, day_of_month, month, months};

patterns! {
    YEAR = r"\b(20\d\d)\b";
    ISO_MONTH = r"\b(20\d\d)-(0[1-9]|1[0-2])\b";
    QUARTER = r"(?i)\b(?:kvartal(?:et)?|kv\.?|[qk])\s?([1-4])\b(?:\s*[–-]\s*[qk]?([1-4])\b)?|\b(första|andra|tredje|fjärde|sista)\s+kvartalet";
    TERTIAL = r"(?i)\b(?:tertial(?:et)?|t)\s?([1-3])\b(?:\s*[–-]\s*t?([1-3])\b)?|\b(första|andra|tredje|sista)\s+tertialet";
    HALF = r"(?i)\bh([12])\b|\b(första|andra)\s+halvåret";
    END_OF_YEAR = r"(?i)\b(?:utgången av|årets slut|vid årets utgång)\b";
    /// Words for a part of a year that has no exact bounds.
    VAGUE = r"(?i)\b(?:våren|sommaren|hösten|vintern|vår|höst|sommar|årsskiftet|halvårsskiftet|slutet|början|mitten|vecka|v\.?\s?\d+|halvan|löpande|årligen|varje|tidigast|nästa|q[1-4]-q[1-4])\b";
}

/// The deadline of an action: what a column or a label states, else a time that its words name. Of what is done, and of
/// years that lie behind, words name no deadline.
pub(super) fn of_action(
    assigned: &Assigned,
    status: Status,
    years: YearSet,
    review_year: Option<Year>,
) -> Option<Deadline> {
    if let Some(due) = &assigned.due {
        return deadline(due, years);
    }
    let mentioned = assigned.mentioned.as_deref().filter(|_| status != Status::Done)?;
    let stated = YEAR.find(mentioned).and_then(|year| year.as_str().parse::<i32>().ok());
    let only_year = stated.is_some() && mentioned.len() == 4;
    let earliest = review_year.map_or(i32::MIN, |year| if only_year { year.number() } else { year.number() - 1 });
    if stated.is_some_and(|year| year < earliest)
        || (status == Status::Ongoing && stated < review_year.map(Year::number))
    {
        return None;
    }
    deadline(mentioned, years)
}

/// A deadline as written, with the exact form where the words have one. `years` are those of the action, which complete
/// words without a year ("T2") where there is one only.
pub(super) fn deadline(written: &str, years: YearSet) -> Option<Deadline> {
    const LONGEST: usize = 120;
    let written = written.trim().trim_matches(['*', '.', ',', ';', ' ']);
    if written.is_empty() || written.chars().count() > LONGEST || !written.chars().any(char::is_alphanumeric) {
        return None;
    }
    let only = years.first().filter(|_| years.len() == 1);
    Some(Deadline { as_written: written.to_owned(), period: period(written, only) })
}

fn period(written: &str, only: Option<Year>) -> Option<String> {
    let text = written.split('(').next().filter(|text| !text.trim().is_empty()).unwrap_or(written);
    // Of a span in days the end is the deadline.
    let last = text.rsplit(['–', '—']).find_map(date).filter(|_| !text.ends_with(['–', '—']));
    if let Some(day) = last {
        return Some(day);
    }
    let mut stated: Vec<i32> = YEAR.find_iter(text).filter_map(|year| year.as_str().parse().ok()).collect();
    stated.dedup();
    let year = match stated.as_slice() {
        [] => only.map(Year::number)?,
        [year] => *year,
        _ => return None,
    };
    if let Some(found) = ISO_MONTH.captures(text) {
        return Some(format!("{year}-{}", found.get(2)?.as_str()));
    }
    if END_OF_YEAR.is_match(text) {
        return Some(format!("{year}-12-31"));
    }
    if VAGUE.is_match(text) {
        return None;
    }
    if let Some((day, month)) = day_of_month(text) {
        return chrono::NaiveDate::from_ymd_opt(year, month, day).map(|date| date.format("%Y-%m-%d").to_string());
    }
    for (pattern, letter) in [(&*QUARTER, 'Q'), (&*TERTIAL, 'T'), (&*HALF, 'H')] {
        if let Some(found) = pattern.captures_iter(text).last() {
            let part = found.iter().skip(1).flatten().last().map(|part| part.as_str().to_lowercase())?;
            let number = match (part.as_str(), letter) {
                ("första", _) => "1",
                ("andra", _) => "2",
                ("tredje", _) | ("sista", 'T') => "3",
                ("fjärde" | "sista", _) => "4",
                (number, _) => number,
            };
            return Some(format!("{year}-{letter}{number}"));
        }
    }
    if let Some(month) = months(text).last().and_then(|name| month(name)) {
        return Some(format!("{year}-{month:02}"));
    }
    (!stated.is_empty() && text.split_whitespace().count() <= 4).then(|| year.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exact_words_have_an_exact_form_and_others_are_kept() {
        let check = |written: &str, expected: Option<&str>| {
            let years = [Year::try_from(2026).unwrap()].into_iter().collect();
            assert_eq!(deadline(written, years).unwrap().period.as_deref(), expected, "{written}");
        };
        check("2026-03-31", Some("2026-03-31"));
        check("senast den 31 mars 2027", Some("2027-03-31"));
        check("31 mars", Some("2026-03-31"));
        check("september 2025", Some("2025-09"));
        check("2026-06", Some("2026-06"));
        check("mars–maj 2026", Some("2026-05"));
        check("Q3 2026", Some("2026-Q3"));
        check("2026 Q1–Q2", Some("2026-Q2"));
        check("kvartal 3", Some("2026-Q3"));
        check("tredje kvartalet 2027", Some("2027-Q3"));
        check("T1 2026", Some("2026-T1"));
        check("tertial 2", Some("2026-T2"));
        check("första halvåret 2026", Some("2026-H1"));
        check("2026-01-01–2026-06-30", Some("2026-06-30"));
        check("2027", Some("2027"));
        check("utgången av 2026", Some("2026-12-31"));
        check("våren 2027", None);
        check("2026–2028", None);
        check("slutet av 2026", None);
        check("löpande", None);
        assert_eq!(deadline("–", YearSet::EMPTY), None);
        assert_eq!(deadline("T2", YearSet::EMPTY).unwrap().period, None);
    }
}
