//! Personnummer and samordningsnummer: YYMMDD-NNNN with its checksum.

use crate::{pattern::patterns, review::Span};

patterns! {
    LIKE = r"(?-u:\b)(?:(?:19|20)?((?-u:\d){6})[-+]((?-u:\d){4})|(?:19|20)((?-u:\d){6})((?-u:\d){4}))(?-u:\b)";
}

pub(super) fn find(text: &str) -> Vec<Span> {
    let found = LIKE.captures_iter(text).filter_map(|found| {
        let whole = found.get(0)?;
        let (day, end) = found.get(1).zip(found.get(2)).or_else(|| found.get(3).zip(found.get(4)))?;
        is_number(day.as_str(), end.as_str()).then_some(Span { start: whole.start(), end: whole.end() })
    });
    found.collect()
}

/// Whether the first six are a day (of a samordningsnummer 60 days later) and the last of all checks the rest.
fn is_number(day: &str, end: &str) -> bool {
    let number = |from: usize| day.get(from..from + 2).and_then(|part| part.parse::<u32>().ok()).unwrap_or_default();
    let is_day = (1..=12).contains(&number(2)) && ((1..=31).contains(&number(4)) || (61..=91).contains(&number(4)));
    let sum: u32 = day
        .chars()
        .chain(end.chars())
        .filter_map(|digit| digit.to_digit(10))
        .zip([2, 1].into_iter().cycle())
        .map(|(digit, weight)| digit * weight)
        .map(|product| product / 10 + product % 10)
        .sum();
    is_day && sum.is_multiple_of(10)
}
