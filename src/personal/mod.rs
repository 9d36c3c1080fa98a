//! Finds where a text tells of persons: names, e-mail addresses, personnummer; and tells roles from names.
//!
//! Takes any text; gives spans, or the text with those words masked. Never keeps, logs or gives away the words themselves.
//! By rules and a list of given names: a name that is in no list and stands beside no label is not found.

mod names;
mod numbers;
mod roles;

use std::borrow::Cow;

use crate::{
    pattern::patterns,
    review::{PersonalKind, Span},
};

pub use roles::{is_role, role};

patterns! {
    EMAIL = r"[\p{L}\d][\p{L}\d._%+-]*@[\p{L}\d-]+(?:\.[\p{L}\d-]+)*\.\p{L}{2,}";
}

/// Where a text tells of a person, in the order of the text; no two overlap.
pub fn find(text: &str) -> Vec<(PersonalKind, Span)> {
    let mut found: Vec<(PersonalKind, Span)> = Vec::new();
    if text.contains('@') {
        let emails = EMAIL.find_iter(text).map(|found| Span { start: found.start(), end: found.end() });
        found.extend(emails.map(|span| (PersonalKind::Email, span)));
    }
    found.extend(numbers::find(text).into_iter().map(|span| (PersonalKind::Personnummer, span)));
    let names = names::find(text).into_iter().map(|span| (PersonalKind::Name, span));
    let apart = |span: Span, others: &[(PersonalKind, Span)]| {
        others.iter().all(|(_, other)| span.end <= other.start || other.end <= span.start)
    };
    for (kind, span) in names {
        if apart(span, &found) {
            found.push((kind, span));
        }
    }
    found.sort_by_key(|(_, span)| span.start);
    found
}

/// The words that are left when what tells of a person is taken out, and single given names with it.
fn without_persons(text: &str) -> String {
    let left = mask(text, |_| "");
    let words = left.split_whitespace().filter(|word| !names::is_given(word));
    words.collect::<Vec<_>>().join(" ")
}

/// The text with what tells of a person replaced by the words for its kind.
pub fn mask<'t, 'w>(text: &'t str, words: impl Fn(PersonalKind) -> &'w str) -> Cow<'t, str> {
    let found = find(text);
    if found.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut masked = String::with_capacity(text.len());
    let mut from = 0;
    for (kind, span) in found {
        masked.push_str(text.get(from..span.start).unwrap_or_default());
        masked.push_str(words(kind));
        from = span.end;
    }
    masked.push_str(text.get(from..).unwrap_or_default());
    Cow::Owned(masked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let words = |kind| match kind {
            PersonalKind::Name => "[namn]",
            PersonalKind::Email => "[e-post]",
            PersonalKind::Personnummer => "[nr]",
        };
        assert_eq!(mask(text, words), expected);
    }

    #[test]
    fn names_are_found_by_given_name_or_label() {
        check("Handläggare: Qorin Xelvåg\nTelefon", "Handläggare: [namn]\nTelefon");
        check("IT-chef Anna Larsson och Karl-Erik von Essen", "IT-chef [namn] och [namn]");
        check("Närvarande: Lindström, Maria; ISAM", "Närvarande: [namn]; ISAM");
        check("ANNA LARSSON\nANNA", "[namn]\nANNA");
        check("av Anna-Karin Öberg.", "av [namn].");
    }

    #[test]
    fn organisations_streets_and_roles_are_no_names() {
        for text in [
            "S:t Erik Försäkrings AB och Kulturhuset Stadsteatern AB",
            "Maria Prästgårdsgata 3",
            "Kontakt: Informationssäkerhetssamordnare Kulturförvaltningen",
            "Per Enhet redovisas utfallet. Klara Aktiviteter anges.",
            "Hans Uppdrag är klart. Jan Feb Mars",
            "Stockholms Stadshus AB, Norra Innerstaden, Gustav Vasa",
            "Anna\nLarsson & co är två rader",
        ] {
            check(text, text);
        }
    }

    #[test]
    fn addresses_and_numbers_are_found() {
        check("Mejla sakerhet@example.org, eller ring.", "Mejla [e-post], eller ring.");
        check("anna.ö@stad.example.org", "[e-post]");
        // Swedish authorities use such numbers in tests: the checksum is right.
        check("nr 811218-9876 och 19811218-9876, 198112189876", "nr [nr] och [nr], [nr]");
        check(
            "nr 811218-9875, 556000-4615, 2025-1506, 811318-9876",
            "nr 811218-9875, 556000-4615, 2025-1506, 811318-9876",
        );
    }
}
