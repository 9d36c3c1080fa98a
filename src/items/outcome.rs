//! How an item of a follow-up says what became of it: "Genomfört: …", "Nej. …", "✅ …", "… → flyttas till 2027".

use crate::{
    pattern::{Folded, folded_patterns, patterns},
    sections::Mended,
};

/// Words that tell an outcome, at the head or the tail of an item.
macro_rules! outcomes {
    () => {
        r"(?:ja|nej|nästan|delvis(?: \p{L}+)?|klara?t?|genomför[dt]a?|utför[dt]a?|avslutade?t?|slutför[dt]a?|avklara[dt]|infört?|pågår|pågående|påbörja[dt]|igång|ej \p{L}+|inte \p{L}+|utgå(?:tt|r)|utgick|struke[nt]|stryks|försena[dt]|(?:fram|upp)skjute[nt]|(?:skjuts|sköts|skjutits) (?:upp|fram)|flytta[ds]e?s?|kvarstår|återstår|avbrute[nt]|inställ[dt]|nedprioritera[dt]|ligger efter|släpar(?: efter)?|hanns inte med|hann(?:s)? inte|tas om|genomfördes|done|completed|ongoing|in progress|partly(?: done)?|not done|not started|dropped|delivered)"
    };
}

patterns! {
    LEADING = concat!(r"(?i)^(?P<outcome>", outcomes!(), r")\s*(?:[:!.]|\s[–—-])\s+(?P<rest>\S.*)$");
    SIGN = r"^(?P<outcome>[✅☑✔✓🟢🟡🟠🔴🔵⏳🔄🚧❌✖✗✘⛔])\u{fe0f}?\s*(?P<rest>\S.*)$";
    STATES = concat!(r"(?i)^(?:åtgärden (?:är|har)\s+)?", outcomes!(), r"\b");
    ARROW = r"(?:→|->|=>|⇒)\s*(?P<outcome>\S.*)$";
    OPENS_TAIL = r"\s[–—-]\s|\(";
    TAIL = concat!(r"(?i)^", outcomes!(), r"\b");
    NAMED = r"(?i)\b(?:status|läge|utfall|resultat)\s*:\s*(?P<outcome>\S.*)$";
}

folded_patterns! {
    MOVED = r"\b(?:flyttas|flyttats|flyttad|skjuts|skjutits|sköts|tas om|återupptas|planeras om|ny tid|senareläggs|tas upp|görs i stället|genomförs i stället|genomförs (?:under|våren|hösten|i)|postponed|moved)\b.{0,40}(?:20\d\d|nästa år|våren|hösten|januari|februari|mars|april)";
}

/// Bytes of an outcome at the end; more is a sentence.
const LONGEST_TAIL: usize = 160;

/// The outcome that an item states, and its words without it where it stands at the head.
pub(super) fn of_item(words: &Mended) -> Option<(String, Mended)> {
    let text = words.text();
    for pattern in [&LEADING, &SIGN] {
        if let Some(found) = pattern.captures(text)
            && let (Some(outcome), Some(rest)) = (found.name("outcome"), found.name("rest"))
        {
            return Some((outcome.as_str().to_owned(), words.part(rest.range())));
        }
    }
    let told = ARROW.captures(text).or_else(|| NAMED.captures(text)).and_then(|told| told.name("outcome"));
    let outcome = told.map(|told| told.as_str()).or_else(|| tail(text))?;
    Some((outcome.trim_end_matches(['.', ')']).to_owned(), words.clone()))
}

/// The outcome after the first dash or bracket that nothing but an outcome follows.
fn tail(text: &str) -> Option<&str> {
    let ends = OPENS_TAIL.find_iter(text).filter_map(|opens| text.get(opens.end()..));
    ends.filter(|end| TAIL.is_match(end)).find(|end| {
        let bare = end.strip_suffix('.').unwrap_or(end);
        let bare = bare.strip_suffix(')').unwrap_or(bare);
        bare.len() <= LONGEST_TAIL && !bare.contains(['(', ')'])
    })
}

/// Whether a sentence begins by stating an outcome: "Klart och fastställd i juni."
pub(super) fn states(sentence: &str) -> bool {
    STATES.is_match(sentence)
}

/// Whether the words say that a measure was put off to another time rather than dropped.
pub(super) fn is_moved(text: &str) -> bool {
    MOVED.is_match(&Folded::of(text))
}

/// Whether an outcome says that a measure was not carried out and will not be.
pub(super) fn is_dropped(outcome: &str) -> bool {
    let folded = Folded::of(outcome);
    let text = folded.text();
    let begins = |words: &[&str]| words.iter().any(|word| text.starts_with(word));
    (begins(&[
        "nej",
        "ej ",
        "inte ",
        "utgA",
        "utgi",
        "struke",
        "stryks",
        "avbrut",
        "instEll",
        "nedprio",
        "nedlag",
        "avskriv",
        "avfOr",
        "not done",
        "not delivered",
        "dropped",
        "cancelled",
    ]) || outcome.starts_with(['❌', '✖', '✗', '✘', '⛔']))
        && !begins(&["ej pAb", "inte pAb", "ej start", "inte start"])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Limits, read};

    fn check(text: &str, expected: Option<(&str, &str)>) {
        let document = read(text.as_bytes(), Limits::default()).expect("readable").value;
        let sections = crate::sections::split(&document).value;
        let words = match &sections[0].body[0] {
            crate::sections::Unit::Paragraph(words) | crate::sections::Unit::Item { words, .. } => words,
            crate::sections::Unit::Table(_) => panic!("words"),
        };
        let found = of_item(words).map(|(outcome, rest)| (outcome, rest.text().to_owned()));
        assert_eq!(found, expected.map(|(outcome, rest)| (outcome.to_owned(), rest.to_owned())), "{text}");
    }

    #[test]
    fn outcomes_are_found_at_either_end() {
        check("- Genomfört: Ny rutin för larm.", Some(("Genomfört", "Ny rutin för larm.")));
        check("- Nej. Vi hann inte öva.", Some(("Nej", "Vi hann inte öva.")));
        check("- Klassa arkivet – pågår.", Some(("pågår", "Klassa arkivet – pågår.")));
        check("- Klassa arkivet (ej påbörjat)", Some(("ej påbörjat", "Klassa arkivet (ej påbörjat)")));
        check(
            "- Klassa arkivet → flyttas till 2027",
            Some(("flyttas till 2027", "Klassa arkivet → flyttas till 2027")),
        );
        check("- Klassa arkivet och se till att det blir klart", None);
        check("- Klart språk i alla rutiner", None);
    }

    #[test]
    fn what_has_not_begun_is_not_dropped() {
        for outcome in ["Nej", "Utgått", "Ej genomfört", "❌"] {
            assert!(is_dropped(outcome), "{outcome}");
        }
        for outcome in ["Ej påbörjad", "Pågår", "flyttas till 2027", "Ja"] {
            assert!(!is_dropped(outcome), "{outcome}");
        }
    }
}
