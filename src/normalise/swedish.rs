//! Swedish forms of numbers and dates.

use crate::pattern::patterns;

patterns! {
    ISO_DATE = r"\b(20\d\d)[-./](\d{1,2})[-./](\d{1,2})\b";
    LONG_DATE = r"(?i)\b(\d{1,2})(?::?e)?\s+(januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|jan|feb|apr|jun|jul|aug|sept?|okt|nov|dec)\.?\s+(20\d\d)\b";
    DAY = r"(?i)\b(\d{1,2})(?::?e)?\s+(januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)\b|\b(\d{1,2})/(\d{1,2})\b";
    MONTH = r"(?i)\b(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)\b";
}

const UNITS: [&str; 20] = [
    "noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv", "tretton",
    "fjorton", "femton", "sexton", "sjutton", "arton", "nitton",
];
const LARGEST: f64 = 1e12;

const TENS: [(&str, f64); 8] = [
    ("tjugo", 20.0),
    ("trettio", 30.0),
    ("fyrtio", 40.0),
    ("femtio", 50.0),
    ("sextio", 60.0),
    ("sjuttio", 70.0),
    ("åttio", 80.0),
    ("nittio", 90.0),
];
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];

/// A number in figures ("1 234,5") or words ("tjugotre", "ingen", "endast en").
///
/// Nothing from a million millions on: no review counts so far, and a row of figures run together is no number.
pub(super) fn number(written: &str) -> Option<f64> {
    let lower = written.trim().to_lowercase();
    if lower.starts_with(|c: char| c.is_ascii_digit()) {
        // Of a range, the lower end.
        let first = lower.split(['-', '–']).next().unwrap_or_default();
        let plain: String =
            first.chars().filter(|c| !c.is_whitespace()).map(|c| if c == ',' { '.' } else { c }).collect();
        return plain.parse().ok().filter(|number| *number < LARGEST);
    }
    let word = lower.split_whitespace().last().unwrap_or_default();
    let word = word.strip_suffix("tal").unwrap_or(word);
    if let Some((count, rest)) = word.split_once("hundra") {
        let hundreds = if count.is_empty() { Some(100.0) } else { number(count).map(|count| 100.0 * count) }?;
        return if rest.is_empty() { Some(hundreds) } else { number(rest).map(|rest| hundreds + rest) };
    }
    match word {
        "inga" | "ingen" | "inget" => return Some(0.0),
        "ett" | "enda" => return Some(1.0),
        "dussin" => return Some(12.0),
        _ => {}
    }
    let unit = |word: &str| {
        UNITS.iter().position(|unit| *unit == word || (word == "ett" && *unit == "en")).map(|at| at as f64)
    };
    unit(word).or_else(|| {
        TENS.iter().find_map(|(ten, value)| match word.strip_prefix(ten)? {
            "" => Some(*value),
            rest => unit(rest).map(|rest| value + rest),
        })
    })
}

/// The first date in a text, as ISO 8601.
pub(super) fn date(text: &str) -> Option<String> {
    let iso = ISO_DATE.captures(text).and_then(|found| {
        let start = found.get(0)?.start();
        let part = |at: usize| found.get(at).and_then(|part| part.as_str().parse::<u32>().ok());
        Some((start, part(1)?, part(2)?, part(3)?))
    });
    let long = LONG_DATE.captures(text).and_then(|found| {
        let start = found.get(0)?.start();
        let name = found.get(2)?.as_str().to_lowercase();
        let month = MONTHS.iter().position(|month| name.starts_with(month))? + 1;
        Some((
            start,
            found.get(3)?.as_str().parse().ok()?,
            u32::try_from(month).ok()?,
            found.get(1)?.as_str().parse().ok()?,
        ))
    });
    let (_, year, month, day) = iso.into_iter().chain(long).min()?;
    chrono::NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
        .map(|date| date.format("%Y-%m-%d").to_string())
}

/// The number of a month by its name, from 1.
pub(super) fn month(name: &str) -> Option<u32> {
    let name = name.to_lowercase();
    MONTHS.iter().position(|month| name.starts_with(month)).and_then(|at| u32::try_from(at + 1).ok())
}

/// The names of months in a text.
pub(super) fn months(text: &str) -> Vec<&str> {
    MONTH.find_iter(text).map(|month| month.as_str()).collect()
}

/// The last day of the year that a text names without the year, as day and month: "31 mars", "31/3".
pub(super) fn day_of_month(text: &str) -> Option<(u32, u32)> {
    let found = DAY.captures_iter(text).last()?;
    let part = |at: usize| found.get(at).map(|part| part.as_str());
    match (part(1), part(2), part(3), part(4)) {
        (Some(day), Some(name), ..) => Some((day.parse().ok()?, month(name)?)),
        (_, _, Some(day), Some(month)) => Some((day.parse().ok()?, month.parse().ok()?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_figures_and_words() {
        let check = |written: &str, expected: Option<f64>| assert_eq!(number(written), expected, "{written}");
        check("1 234,5", Some(1234.5));
        check("7 700 000", Some(7_700_000.0));
        check("tjugotre", Some(23.0));
        check("åttio", Some(80.0));
        check("endast en", Some(1.0));
        check("etthundrafyra", Some(104.0));
        check("trettiotal", Some(30.0));
        check("ett dussin", Some(12.0));
        check("sexhundratolv", Some(612.0));
        check("12–14", Some(12.0));
        check("Inga", Some(0.0));
        check("många", None);
        check(&"120 ".repeat(200), None);
    }

    #[test]
    fn dates_in_figures_and_words() {
        let check = |text: &str, expected: Option<&str>| assert_eq!(date(text).as_deref(), expected, "{text}");
        check("Beslutad 2025-11-27", Some("2025-11-27"));
        check("Fastställd den 4 december 2025", Some("2025-12-04"));
        check("den 31 februari 2025", None);
        check("i december 2025", None);
    }
}
