//! Running text → sentences.

use crate::sections::{Mended, Section, Unit};

/// Abbreviations whose full stop ends no sentence.
const ABBREVIATIONS: [&str; 30] = [
    "t.ex", "bl.a", "m.m", "m.fl", "dvs", "d.v.s", "ca", "nr", "kap", "s", "resp", "st", "kl", "o.s.v", "osv", "etc",
    "jfr", "p.g.a", "pga", "f.n", "fr.o.m", "t.o.m", "inkl", "exkl", "max", "min", "prel", "ev", "dnr", "tel",
];

/// One sentence with where it stands.
pub type Sentence = Mended;

/// Splits at full stops, question and exclamation marks that end a sentence.
pub fn split(words: &Mended) -> Vec<Sentence> {
    let text = words.text();
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        if !matches!(c, '.' | '!' | '?') {
            continue;
        }
        let after = text.get(at + 1..).unwrap_or_default();
        let closing = after.len() - after.trim_start_matches(['"', '”', ')', '¹', '²', '³']).len();
        let rest = after.get(closing..).unwrap_or_default();
        let next = rest.trim_start();
        let begins = next
            .chars()
            .next()
            .is_none_or(|c| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '"' | '”' | '–' | '('));
        if !rest.is_empty()
            && (!rest.starts_with(' ') || !begins || is_abbreviation(text.get(start..at).unwrap_or_default(), next))
        {
            continue;
        }
        let end = at + 1 + closing;
        push(&mut sentences, words, start..end);
        start = end;
    }
    push(&mut sentences, words, start..text.len());
    sentences
}

/// Every sentence, item and cell of a document.
pub(super) fn all(sections: &[Section]) -> Vec<Sentence> {
    let units = sections.iter().flat_map(|section| &section.body);
    let words = units.flat_map(|unit| match unit {
        Unit::Paragraph(words) | Unit::Item { words, .. } => vec![words],
        Unit::Table(rows) => rows.iter().flatten().collect(),
    });
    words.flat_map(split).collect()
}

fn push(sentences: &mut Vec<Sentence>, words: &Mended, range: std::ops::Range<usize>) {
    let part = words.part(range);
    if part.text().chars().any(char::is_alphanumeric) {
        sentences.push(part);
    }
}

fn is_abbreviation(before: &str, next: &str) -> bool {
    let last = before.rsplit([' ', '(']).next().unwrap_or_default().to_lowercase();
    // "3. Möjlig" numbers; "S:t Erik" and initials are short words with a capital.
    let is_number = !last.is_empty()
        && last.chars().all(|c| c.is_ascii_digit())
        && last.len() <= 2
        && before.trim().len() == last.len();
    ABBREVIATIONS.contains(&last.as_str()) && !(last == "s" && next.is_empty()) || is_number
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Limits, read};

    fn check(text: &str, expected: &[&str]) {
        let document = read(text.as_bytes(), Limits::default()).expect("readable").value;
        let sections = crate::sections::split(&document).value;
        let crate::sections::Unit::Paragraph(words) = &sections[0].body[0] else { panic!("a paragraph") };
        let found: Vec<String> = split(words).iter().map(|sentence| sentence.text().to_owned()).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn abbreviations_and_numbers_end_no_sentence() {
        check(
            "Vi övar, t.ex. på papper. Sedan följer avsnitt 1.1.7 om bl.a. Agresso. Klart!",
            &["Vi övar, t.ex. på papper.", "Sedan följer avsnitt 1.1.7 om bl.a. Agresso.", "Klart!"],
        );
        check(
            "Planen gäller (se nedan.) Den ses över 2026. I april är den klar",
            &["Planen gäller (se nedan.)", "Den ses över 2026.", "I april är den klar"],
        );
    }
}
