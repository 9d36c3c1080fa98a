//! Numbers as people write them: Swedish with no-break space and comma, English with comma and point.
//!
//! Takes numbers; gives texts. Never rounds half of a share up to whole: 99.6 % is not "100 %".

use crate::review::{Language, YearSet};

const NO_BREAK: char = '\u{a0}';
const MINUS: char = '\u{2212}';

fn grouped(language: Language, digits: &str) -> String {
    let separator = match language {
        Language::Sv => NO_BREAK,
        Language::En => ',',
    };
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

pub(super) fn integer(language: Language, number: i64) -> String {
    let digits = grouped(language, &number.unsigned_abs().to_string());
    if number < 0 { format!("{MINUS}{digits}") } else { digits }
}

pub(super) fn decimal(language: Language, number: f64, decimals: usize) -> String {
    if !number.is_finite() {
        return "–".to_owned();
    }
    let written = format!("{:.decimals$}", number.abs());
    let (whole, fraction) = written.split_once('.').unwrap_or((&written, ""));
    let fraction = fraction.trim_end_matches('0');
    let point = match language {
        Language::Sv => ',',
        Language::En => '.',
    };
    let mut out = String::new();
    if number < 0.0 && (whole != "0" || !fraction.is_empty()) {
        out.push(MINUS);
    }
    out.push_str(&grouped(language, whole));
    if !fraction.is_empty() {
        out.push(point);
        out.push_str(fraction);
    }
    out
}

/// Whole percent; 100 only where it is all of it and 0 only where it is nothing.
pub(super) fn share(language: Language, share: f64) -> String {
    let percent = share * 100.0;
    let rounded = match percent.round() {
        whole if whole >= 100.0 && percent < 100.0 => 99.0,
        whole if whole <= 0.0 && percent > 0.0 => 1.0,
        whole => whole,
    };
    let digits = decimal(language, rounded, 0);
    match language {
        Language::Sv => format!("{digits}{NO_BREAK}%"),
        Language::En => format!("{digits}%"),
    }
}

pub(super) fn years(years: YearSet) -> String {
    let mut runs: Vec<(i32, i32)> = Vec::new();
    for year in years.iter().map(|year| year.number()) {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == year => *last = year,
            _ => runs.push((year, year)),
        }
    }
    if runs.is_empty() {
        return "–".to_owned();
    }
    let texts: Vec<String> = runs
        .into_iter()
        .map(|(first, last)| if first == last { first.to_string() } else { format!("{first}–{last}") })
        .collect();
    texts.join(", ")
}
