//! Money as written → whole öre.

use std::ops::Range;

use crate::{document::Document, items::FoundAction, pattern::patterns, review::Amount, sections::Mended};

use super::swedish::number;

macro_rules! figure {
    () => {
        r"\d{1,3}(?:[ \x{a0}\x{202f}.]\d{3})+(?:,\d+)?|\d+(?:[,.]\d+)?"
    };
}

patterns! {
    MONEY = concat!(r"(?i)(?:\b(?:cirka|ca\.?|omkring|ungefär|drygt|knappt|högst|max(?:imalt)?|minst|upp till)\s+)?(?:\b(?P<n>", figure!(), r")(?:\s*(?:[–-]|till)\s*(?P<most>", figure!(), r"))?|\b(?P<word>en halv|halv|en och en halv|en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|femton|tjugo))\s*(?P<unit>tkr|kkr|tusen\s+kronor|mnkr|mkr|msek|mn\s+kr|miljon(?:er)?(?:\s+(?:kronor|kr|sek))|kronor|kr|sek)\b"), needs r"(?i)(?:kr|kronor|sek)\b";
    BARE = concat!(r"(?i)^(?:(?:ca\.?|cirka|~)\s*)?(?P<n>", figure!(), r")(?:\s*[–-]\s*(?P<most>", figure!(), r"))?$");
    /// Sums that the law or a contract speaks of, not what the action costs.
    OTHER = r"(?i)\b(?:sanktion\w*|böter|vite|direktupphandling\w*|tröskelvärde\w*|omsättning\w*)\b";
}

/// The amounts of an action: from the cells and labels of its cost, and its own words.
pub(super) fn amounts(found: &FoundAction, document: &Document) -> Vec<Amount> {
    let mut amounts: Vec<Amount> = Vec::new();
    for cost in &found.assigned.costs {
        let stated = in_words(&cost.words, document);
        if stated.is_empty() {
            amounts.extend(cost.unit.as_deref().and_then(|unit| bare(&cost.words, unit, document)));
        }
        amounts.extend(stated);
    }
    if !OTHER.is_match(found.words.text()) {
        for own in in_words(&found.words, document) {
            let known = |amount: &Amount| amount.place.span == own.place.span || amount.ore == own.ore;
            if !amounts.iter().any(known) {
                amounts.push(own);
            }
        }
    }
    amounts
}

fn in_words(words: &Mended, document: &Document) -> Vec<Amount> {
    let found = MONEY.captures_iter(words.text()).filter_map(|found| {
        let whole = found.get(0)?.range();
        let unit = found.name("unit")?.as_str();
        let figure = |name: &str| found.name(name).map(|figure| figure.as_str());
        let least = match (figure("n"), figure("word")) {
            (Some(figure), _) => ore(figure, unit)?,
            (None, Some(word)) => {
                // "en kr" is no sum of money, "en miljon kronor" is.
                let halves = if word.ends_with("halv") { if word.contains("och") { 3 } else { 1 } } else { 0 };
                let large = factor(unit)? >= 1_000;
                match halves {
                    _ if !large => return None,
                    0 => ore(&number(word)?.to_string(), unit)?,
                    halves => halves * factor(unit)? * 100 / 2,
                }
            }
            (None, None) => return None,
        };
        let most = figure("most").and_then(|most| ore(most, unit));
        Some(amount(words, whole, least, most, document))
    });
    found.collect()
}

fn bare(words: &Mended, unit: &str, document: &Document) -> Option<Amount> {
    let found = BARE.captures(words.text())?;
    let most = found.name("most").and_then(|most| ore(most.as_str(), unit));
    Some(amount(words, 0..words.text().len(), ore(found.name("n")?.as_str(), unit)?, most, document))
}

fn amount(words: &Mended, range: Range<usize>, ore: i64, most: Option<i64>, document: &Document) -> Amount {
    let part = words.part(range);
    Amount {
        ore,
        most_ore: most.filter(|most| *most > ore),
        as_written: part.text().to_owned(),
        place: part.place(document),
    }
}

/// Kronor in one of a unit.
fn factor(unit: &str) -> Option<i64> {
    let unit = unit.to_lowercase();
    let begins = |words: &[&str]| words.iter().any(|word| unit.starts_with(word));
    if begins(&["tkr", "kkr", "tus"]) {
        Some(1_000)
    } else if begins(&["mnkr", "mkr", "msek", "mn", "mil"]) {
        Some(1_000_000)
    } else if begins(&["kr", "sek"]) {
        Some(1)
    } else {
        None
    }
}

/// "1,2" of "mnkr" is 120 000 000 öre. None where it is not a whole number of öre.
fn ore(figure: &str, unit: &str) -> Option<i64> {
    let plain: String = figure.chars().filter(|c| !c.is_whitespace()).collect();
    // A full stop before three digits parts thousands, before others decimals.
    let (whole, decimals) = match plain.split_once(',') {
        Some((whole, decimals)) => (whole.replace('.', ""), decimals.to_owned()),
        None => match plain.rsplit_once('.') {
            Some((whole, decimals)) if decimals.len() != 3 => (whole.replace('.', ""), decimals.to_owned()),
            _ => (plain.replace('.', ""), String::new()),
        },
    };
    let scale = 10_i64.checked_pow(u32::try_from(decimals.len()).ok()?)?;
    let digits: i64 = format!("{whole}{decimals}").parse().ok()?;
    let ore = digits.checked_mul(factor(unit)?)?.checked_mul(100)?;
    (ore % scale == 0).then(|| ore / scale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_whole_ore() {
        let check =
            |figure: &str, unit: &str, expected: Option<i64>| assert_eq!(ore(figure, unit), expected, "{figure}");
        check("350", "tkr", Some(35_000_000));
        check("1,2", "mnkr", Some(120_000_000));
        check("7 700 000", "kr", Some(770_000_000));
        check("7.700.000", "kronor", Some(770_000_000));
        check("200\u{a0}000", "kronor", Some(20_000_000));
        check("12,50", "kr", Some(1_250));
        check("0,001", "kr", None);
        check("99999999999999999999", "kr", None);
    }
}
