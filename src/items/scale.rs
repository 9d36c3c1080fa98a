//! The figures of a risk as people write them: likelihood, consequence and their product.
//!
//! Takes text; gives the three as written and where in the text they stand. Never judges what the text is about: a triple
//! without labels counts only where the product is right.

use std::ops::Range;

use crate::pattern::{Pattern, patterns};

patterns! {
    LIKELIHOOD = r"(?:(?i:\bsannolikhet\w*|\bsann\b\.?|\blikelihood|\bprobability)(?:\s*\((?:S|L|1\s*[–-]\s*5)\))?|\b[SL]\b)(?i:\s*(?:är|har|bedöms?\w*|bedömts|sätts|satts|uppskattas|värderas|anges|:|=|–|-)){0,3}\s*(?i:till|som|vara)?\s*(?:\p{L}+(?:\s\p{L}+)?\s*\(?)??\(?([1-9]\d?\b|(?i:(?:ett|två|tre|fyra|fem)\b))|\b[SL]([1-5])\b", needs r"(?is:(?:sann|likelihood|probab).*(?:[1-9]|ett|tv\xC3|tre|fyra|fem))|\b[SL](?:[1-5]|(?s:[^\w\x80-\xFF].*(?:[1-9]|(?i:ett|tv\xC3|tre|fyra|fem))))";
    CONSEQUENCE = r"(?:(?i:\bkonsekvens\w*|\bkons\b\.?|\bimpact|\bconsequence|\bpåverkan)(?:\s*\((?:K|I|C|1\s*[–-]\s*5)\))?|\b[KIC]\b)(?i:\s*(?:är|har|bedöms?\w*|bedömts|sätts|satts|uppskattas|värderas|anges|:|=|–|-)){0,3}\s*(?i:till|som|vara)?\s*(?:\p{L}+(?:\s\p{L}+)?\s*\(?)??\(?([1-9]\d?\b|(?i:(?:ett|två|tre|fyra|fem)\b))|\b[KIC]([1-5])\b", needs r"(?is:(?:kons|impact|conseq|verkan).*(?:[1-9]|ett|tv\xC3|tre|fyra|fem))|\b[KIC](?:[1-5]|(?s:[^\w\x80-\xFF].*(?:[1-9]|(?i:ett|tv\xC3|tre|fyra|fem))))";
    VALUE = r"(?:(?i:\b(?:hög|låg|medelhög|måttlig|mycket hög|mycket låg) risk|\brisk-?v[äa]rdet?\w*|\brisktal\w*|\briskpoäng\w*|\bscore|\bproduct|\bprodukten?|\bsumma|\bvärdet?)|\bRV\b|\bR\b|\bV\b)(?i:\s*(?:är|blir|på|:|=|–|-)){0,2}\s*\(?(\d{1,2}|(?i:två|tre|fyra|fem|sex|åtta|nio|tio|tolv|femton|sexton|tjugo(?:fem)?))\b|\b(?:RV|R|V)(\d{1,2})\b", needs r"(?i:risk|score|produ|summa|rde)[\w\x80-\xFF]*(?i:\s|\xC3\xA4r|blir|p\xC3\xA5|[:=(-]|\xE2\x80\x93|\xC2\xA0)*(?:[0-9]|(?i:tv\xC3|tre|fyra|fem|sex|\xC3.tta|nio|tio|tolv|tjugo))|\b(?:RV?|V)(?:[0-9]|[^\w\x80-\xFF])";
    BOTH = r"(?i)\bsannolikhet\w*\s+(?:och|samt)\s+konsekvens\w*\s+(?:\p{L}+\s+){0,4}?([1-5])\s*(?:respektive|resp\.?|och|/|,)\s*([1-5])\b", needs r"(?i)sannolikhet";
    PRODUCT = r"(?i)(?:(?:\b(\d{1,2})\s*[(=]\s*\(?))?\b(?:[skli]\s*[=:]?\s*)?([1-5])\s*(?:[x×*·]|gånger)\s*(?:[skli]\s*[=:]?\s*)?([1-5])\b\)?(?:\s*(?:=|→|->|ger|blir|:)\s*(?:riskvärde(?:t)?\s*)?(\d{1,2})\b)?", needs r"(?i)[1-5]\s*(?:[x*]|\xC3\x97|\xC2\xB7|g..nger)";
    TRIPLE = r"(?:^|[\s(\[:])(\d{1,2})\s*(?:[/;,|=–→(-]|\s)\s*(\d{1,2})\s*(?:[/;,|=–→-]|\s)\s*(\d{1,2})(?:$|[\s).,;\]])", needs r"[0-9][^\w.]+[0-9]{1,2}[^\w.]+[0-9]";
    /// "möjlig (3), kännbar (3)".
    WORDED = r"(?i)(?:osannolik\w*|(?:mindre |mycket )?sannolik\w*|möjlig\w*|trolig\w*)\s*\(?([1-5])\)?\s*[,;/–-]?\s*(?:(?:och|x|×)\s+)?(?:försumbar\w*|obetydlig\w*|lindrig\w*|måttlig\w*|kännbar\w*|(?:mycket )?allvarlig\w*|katastrof\w*)\s*\(?([1-5])\b\)?", needs r"(?i)(?:annolik|jlig|rolig)[\w\x80-\xFF]*(?:\s|\xC2\xA0)*\(?[1-5]";
}

/// Figures as written, and the bytes of the text that they stand in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Scale {
    pub(super) likelihood: Option<String>,
    pub(super) consequence: Option<String>,
    pub(super) value: Option<String>,
    pub(super) span: Range<usize>,
}

impl Scale {
    /// Whether both of the figures that make a risk are there.
    pub(super) fn is_whole(&self) -> bool {
        self.likelihood.is_some() && self.consequence.is_some()
    }
}

/// The figures of one risk in a text; nothing where it has none.
pub(super) fn read(text: &str) -> Option<Scale> {
    if !text.bytes().any(|byte| byte.is_ascii_digit()) && !text.contains("annolikhet") {
        return None;
    }
    match (product(text), labelled(text)) {
        (Some(product), Some(labelled)) => Some(Scale {
            span: product.span.start.min(labelled.span.start)..product.span.end.max(labelled.span.end),
            value: product.value.or(labelled.value),
            ..product
        }),
        (product, labelled) => product.or(labelled).or_else(|| triple(text)),
    }
}

fn product(text: &str) -> Option<Scale> {
    let found = PRODUCT.captures(text)?;
    let part = |at: usize| found.get(at).map(|part| part.as_str().to_owned());
    let whole = found.get(0)?;
    // "Riskvärde 3 × 4 = 12": the label belongs to the figures.
    let labels = VALUE_LABEL.find(text.get(..whole.start())?).map_or(whole.start(), |label| label.start());
    let value = part(4).or(part(1)).or_else(|| stated(text, whole.end()));
    Some(Scale { likelihood: part(2), consequence: part(3), value, span: labels..end_of_value(text, whole.end()) })
}

patterns! {
    VALUE_LABEL = r"(?i)(?:\brisk-?v[äa]rdet?\w*|\brisktal\w*|\bRV|\bvärde|\bbedömning|\bscore|\bs\s*[x×*]\s*k)\s*(?:är|:|=|–|-)?\s*\(?$";
    VALUE_AFTER = r"(?i)^[\s,;)–-]*(?:ger\s+)?(?:risk-?värdet?|RV|värde|score)\s*(?:är|blir|på|:|=)?\s*(\d{1,2})\b";
}

/// A labelled value right after the figures.
fn stated(text: &str, end: usize) -> Option<String> {
    VALUE_AFTER.captures(text.get(end..)?)?.get(1).map(|value| value.as_str().to_owned())
}

fn end_of_value(text: &str, end: usize) -> usize {
    let after = text.get(end..).filter(|_| end > 0).and_then(|after| VALUE_AFTER.find(after));
    after.map_or(end, |found| end + found.end())
}

fn labelled(text: &str) -> Option<Scale> {
    let pair = |pattern: &Pattern| {
        pattern.captures(text).and_then(|found| {
            let part = |at: usize| found.get(at).map(|part| part.as_str().to_owned());
            Some((part(1)?, part(2)?, found.get(0)?.range()))
        })
    };
    let single = |pattern: &Pattern| {
        pattern.captures(text).and_then(|found| {
            let figure = found.get(1).or_else(|| found.get(2))?;
            Some((figure.as_str().to_owned(), found.get(0)?.range()))
        })
    };
    if let Some((likelihood, consequence, span)) = pair(&BOTH).or_else(|| pair(&WORDED)) {
        let value = single(&VALUE);
        let span = value.as_ref().map_or(span.clone(), |(_, at)| span.start.min(at.start)..span.end.max(at.end));
        let value = value.map(|(value, _)| value);
        return Some(Scale { likelihood: Some(likelihood), consequence: Some(consequence), value, span });
    }
    let likelihood = single(&LIKELIHOOD);
    let consequence = single(&CONSEQUENCE);
    let is_letter = |found: &Option<(String, Range<usize>)>| {
        found.as_ref().is_some_and(|(_, at)| {
            text.get(at.clone()).is_some_and(|label| {
                label.starts_with(|c: char| c.is_uppercase()) && label.chars().nth(1).is_none_or(|c| !c.is_alphabetic())
            })
        })
    };
    // A single capital is a label only beside the other one: "I 3 fall" is none.
    if is_letter(&likelihood) != is_letter(&consequence) && (likelihood.is_none() || consequence.is_none()) {
        return None;
    }
    // The value is the last of the three; what stands before may be a number of the risk.
    let end = [&likelihood, &consequence].into_iter().flatten().map(|(_, at)| at.end).max().unwrap_or(0);
    let after = text.get(end..).filter(|_| end > 0).and_then(|rest| VALUE.captures(rest)).and_then(|found| {
        let (figure, all) = (found.get(1).or_else(|| found.get(2))?, found.get(0)?);
        Some((figure.as_str().to_owned(), end + all.start()..end + all.end()))
    });
    let value = after
        .or_else(|| single(&VALUE).filter(|(_, at)| RISK_VALUE.is_match(text.get(at.clone()).unwrap_or_default())));
    let spans = [&likelihood, &consequence, &value].into_iter().flatten().map(|(_, at)| at.clone());
    let span = spans.reduce(|all, at| all.start.min(at.start)..all.end.max(at.end))?;
    let text_of = |found: Option<(String, Range<usize>)>| found.map(|(figure, _)| figure);
    Some(Scale { likelihood: text_of(likelihood), consequence: text_of(consequence), value: text_of(value), span })
}

patterns! {
    RISK_VALUE = r"(?i)^(?:\p{L}+(?: \p{L}+)? risk\b|risk-?v[äa]rde|risktal|riskpoäng|score|RV\b)";
}

/// Three figures of which two make the third: "3 / 4 / 12", "(2; 5; 10)", "12 (3, 4)".
fn triple(text: &str) -> Option<Scale> {
    let mut from = 0;
    while let Some(found) = text.get(from..).and_then(|rest| TRIPLE.captures(rest)) {
        let figure = |at: usize| found.get(at).and_then(|part| part.as_str().parse::<u8>().ok());
        let part = |at: usize| found.get(at).map(|part| part.as_str().to_owned());
        let (Some(first), Some(last)) = (found.get(1), found.get(3)) else { return None };
        let span = from + first.start()..from + last.end();
        let (a, b, c) = (figure(1)?, figure(2)?, figure(3)?);
        let is_product = |a: u8, b: u8, c: u8| (1..=5).contains(&a) && (1..=5).contains(&b) && a * b == c;
        if is_product(a, b, c) {
            return Some(Scale { likelihood: part(1), consequence: part(2), value: part(3), span });
        }
        if is_product(b, c, a) {
            return Some(Scale { likelihood: part(2), consequence: part(3), value: part(1), span });
        }
        from += first.end();
    }
    None
}

/// The one figure of a cell such as "3", "3. Möjlig" or "kännbar (3)".
pub(super) fn figure(cell: &str) -> Option<u8> {
    if cell.chars().count() > 32 {
        return None;
    }
    let mut groups = cell.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty());
    let only = groups.next().and_then(|group| group.parse().ok()).filter(|figure| (1..=25).contains(figure))?;
    let is_whole = !cell.contains(['%', '×', '/']) && groups.next().is_none();
    let letters = cell.chars().filter(|c| c.is_alphabetic()).count();
    (is_whole && letters <= 22).then_some(only)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_read_however_they_are_set() {
        let check = |text: &str, expected: Option<(&str, &str, Option<&str>, &str)>| {
            let found = read(text);
            let told = found.as_ref().map(|scale| {
                (
                    scale.likelihood.as_deref().unwrap_or_default(),
                    scale.consequence.as_deref().unwrap_or_default(),
                    scale.value.as_deref(),
                    text.get(..scale.span.start).unwrap().trim_end(),
                )
            });
            assert_eq!(told, expected, "{text}");
        };
        check("Strömmen går (S 2, K 5, riskvärde 10).", Some(("2", "5", Some("10"), "Strömmen går (")));
        check("Strömmen går: 2 / 5 / 10. Åtgärd: lampor", Some(("2", "5", Some("10"), "Strömmen går:")));
        check("Strömmen går (2; 5; 10)", Some(("2", "5", Some("10"), "Strömmen går (")));
        check("10 (2×5)", Some(("2", "5", Some("10"), "")));
        check("3x4=12", Some(("3", "4", Some("12"), "")));
        check("S 4 (sannolikt), K 3 (kännbar)", Some(("4", "3", None, "")));
        check("S:3 K:4 R:12", Some(("3", "4", Some("12"), "")));
        check("sannolikhet: möjlig (3), konsekvens: allvarlig (4)", Some(("3", "4", None, "")));
        check(
            "Sannolikheten har bedömts till tre och konsekvensen till fyra, vilket ger riskvärdet tolv",
            Some(("tre", "fyra", Some("tolv"), "")),
        );
        check("Sannolikhet och konsekvens bedöms till 3 respektive 4", Some(("3", "4", None, "")));
        check("möjlig (3), kännbar (3)", Some(("3", "3", None, "")));
        check("I 3 fall av 4 gick det bra", None);
        check("Rum 3, 4 och 5", None);
        check("Två gånger per år 2026", None);
    }
}
