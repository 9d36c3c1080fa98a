//! Roles and functions, told from names of persons: "förvaltningschef", "IT-enheten", "ISAM".

use crate::pattern::patterns;

use super::{find, without_persons};

patterns! {
    ROLE = r"(?i)(?:chef(?:en|er|erna)?|samordnare(?:n|na)?|direktör(?:en|er)?|controller(?:n|s)?|jurist(?:en|er)?|strateg(?:en|er)?|ägare(?:n|na)?|ledare(?:n|na)?|ombud(?:et)?|ansvarig(?:a|e)?|avdelning(?:en|ar|arna)?|enhet(?:en|er|erna)?|kontor(?:et)?|förvaltning(?:en|ens|ar)?|förvaltare(?:n)?|nämnd(?:en|ens)?|styrelse(?:n)?|bolag(?:et|en)?|grupp(?:en|er)?|ledning(?:en)?|stab(?:en)?|funktion(?:en|er)?|team(?:et)?|registrator(?:n|er)?|arkivarie(?:n|r)?|upphandlare(?:n)?|inköpare(?:n)?|inköp(?:et)?|upphandling(?:en)?|kommunikatör(?:en|er)?|kommunikation(?:en)?|arkitekt(?:en)?|tekniker(?:n)?|specialist(?:en|er)?|administratör(?:en|er)?|handläggare(?:n)?|leverantör(?:en|er|erna)?|drift(?:en)?|medarbetare(?:n)?|verksamhet(?:en|er|erna)?|sekreterare(?:n)?|sekretariat(?:et)?|biträde(?:n)?|rektor(?:n|er|erna)?|utvecklare(?:n)?|utveckling(?:en)?|koordinator(?:n)?|organisation(?:en)?|projekt(?:et)?|ekonom(?:en|er)?|ekonomi(?:n)?|revisor(?:n|er|erna)?|revision(?:en)?|bibliotekarie|planerare|ingenjör(?:en)?|personal(?:en)?|sektion(?:en)?|jour(?:en)?|kansli(?:et)?|säkerhet(?:en)?|juridik(?:en)?|arkiv(?:et)?|support(?:en)?|service|central(?:en)?|råd(?:et)?|forum(?:et)?|bemanning(?:en)?|förtroendevalda|ordförande(?:n)?|presidiet|officer|manager|owner|head|lead|engineer|counsel|board|desk)$";
    KNOWN = r"(?i)^(?:it|ikt|hr|vd|isam|dso|ciso|cio|cfo|ceo|coo|cto|dpo|slk|stab|lg|ot|soc|alla|samtliga|it-\w+|hr-\w+|digitalisering|juridik|ekonomi|arkiv|säkerhet|fastighet|miljö|kvalitet|vård|skola|förskola)$";
    PARTS = r"\s*(?:[,;/&|+()\n]|\s(?:och|samt|and)\s|\s[–-]\s)\s*";
}

/// Whether a word names a role, a function or a part of an organisation.
pub fn is_role(word: &str) -> bool {
    let word = word.trim_matches(|letter: char| !letter.is_alphanumeric());
    ROLE.is_match(word) || KNOWN.is_match(word)
}

/// The roles in what a document writes as responsible, without names of persons. None where no role is left: a plain
/// "Förnamn Efternamn" is nobody's role.
pub fn role(written: &str) -> Option<String> {
    const MOST_WORDS: usize = 7;
    let written = written.trim().trim_matches(|letter: char| matches!(letter, '*' | '.' | ',' | ';' | ':' | ' '));
    let parts: Vec<&str> = PARTS.split(written).map(str::trim).filter(|part| !part.is_empty()).collect();
    let mut kept: Vec<String> = Vec::new();
    let mut whole = find(written).is_empty();
    for part in &parts {
        // "IT- och driftchef": the first half waits for the second.
        if part.ends_with('-') {
            kept.push((*part).to_owned());
            continue;
        }
        let bare = without_names(part);
        whole &= bare == *part;
        let count = bare.split_whitespace().count();
        if (1..=MOST_WORDS).contains(&count) && bare.split_whitespace().any(is_role) {
            kept.push(bare);
        } else {
            whole = false;
        }
    }
    match kept.iter().any(|part| !part.ends_with('-')) {
        true if whole => Some(written.to_owned()),
        true => Some(kept.into_iter().filter(|part| !part.ends_with('-')).collect::<Vec<_>>().join(", ")),
        false => None,
    }
}

/// A part of what is written without words that name a person: those that are known to, and words with a capital that stand
/// after a role ("IT-chef Xelv Qorin") or two and two before it.
fn without_names(part: &str) -> String {
    let bare = without_persons(part);
    let words: Vec<&str> = bare.split_whitespace().collect();
    let Some(first) = words.iter().position(|word| is_role(word)) else { return bare };
    let is_capital = |word: &&str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.any(char::is_lowercase) && !is_role(word)
    };
    let before = words.get(..first).unwrap_or_default();
    let skipped = if before.len() >= 2 && before.iter().all(is_capital) { first } else { 0 };
    let kept = words.iter().enumerate().skip(skipped).filter(|(at, word)| *at <= first || !is_capital(word));
    kept.map(|(_, word)| *word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_are_kept_and_names_left_out() {
        let check = |written: &str, expected: Option<&str>| {
            assert_eq!(role(written).as_deref(), expected, "{written}");
        };
        check("IT-chef", Some("IT-chef"));
        check("förvaltningschef.", Some("förvaltningschef"));
        check("ISAM/IT-enheten", Some("ISAM/IT-enheten"));
        check("it- och driftchef", Some("it- och driftchef"));
        check("chef verksamhetsutveckling", Some("chef verksamhetsutveckling"));
        check("Enhetschef luft", Some("Enhetschef luft"));
        check("Samtliga chefer", Some("Samtliga chefer"));
        check("Anna Larsson", None);
        check("Anna", None);
        check("Qorin Xelvåg", None);
        check("Anna Larsson, IT-chef", Some("IT-chef"));
        check("IT-chef Anna Larsson", Some("IT-chef"));
        check("IT-chef Qorin Xelvåg", Some("IT-chef"));
        check("Qorin Xelvåg IT-chef", Some("IT-chef"));
        check("IT-chef (Anna L)", Some("IT-chef"));
        check("AL", None);
        check("–", None);
        check("VD", Some("VD"));
    }
}
