//! Names of persons: a common given name before a surname, or two words with capitals after a label such as "Handläggare:".

use std::{collections::HashMap, sync::LazyLock};

use super::roles::is_role;
use crate::{pattern::patterns, review::Span};

/// One a line; `?` marks a name that is also a common word, which counts only before a surname of a common ending.
const GIVEN: &str = include_str!("given_names.txt");

static GIVEN_NAMES: LazyLock<HashMap<&'static str, bool>> = LazyLock::new(|| {
    let lines = GIVEN.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| (line.trim_end_matches('?'), line.ends_with('?'))).collect()
});

patterns! {
    LABEL = r"(?i)\b(?:handläggare|kontakt(?:person)?|(?:upprättad|upprättat|framtagen|skriven|sammanställd|undertecknad|underskriven) av|författare|föredragande|justerare|justeras(?: av)?|vid protokollet|sekreterare|ordförande|närvarande|deltagare|undertecknad|underskrift|namn)(?:\s*[:|\t]\s*|\s{2,})$";
    COMMON_ENDING = r"(?:sson|son|ström|berg|berget|gren|lund|qvist|kvist|quist|dahl|man|mark|stedt|strand|holm|blad|borg|brink|bäck|beck|fors|gård|hult|löf|löv|nder|rup|sjö|skog|stad|vall|wall|ell|én|in|ius|ander|ic|ić|ov|ski|adeh|pour|oglu|oğlu)$";
    NO_SURNAME = r"(?i)^(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|feb|apr|jun|jul|aug|sept?|okt|nov|dec|ab|stad|stads|stockholms?|vasa|adolf|eleonora|magdalena|fredriks?|distrikt|norra|södra|östra|västra)$|(?:gata|gatan|gränd|väg|vägen|torg|torget|plan|park|parken|kyrka|församling|skola|skolan|hus|huset|hem|hemmet|system|fastigheter|försäkrings?|markutveckling|livförsäkring|gården|backe|bron|sjukhus|namn|nämnd|dag|dagen|program|projekt)s?$";
}

const PARTICLES: [&str; 9] = ["von", "af", "de", "van", "der", "al", "el", "bin", "ben"];

#[derive(Clone, Copy)]
struct Word<'t> {
    text: &'t str,
    start: usize,
    end: usize,
}

pub(super) fn find(text: &str) -> Vec<Span> {
    let words = words(text);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let rest = words.get(at..).unwrap_or_default();
        let find = || given_first(text, rest).or_else(|| surname_first(text, rest)).or_else(|| labelled(text, rest));
        let length = if word.text.starts_with(char::is_uppercase) { find() } else { None };
        match length.and_then(|length| rest.get(length - 1).map(|last| (length, last.end))) {
            Some((length, end)) if !is_saint(text, word.start) => {
                found.push(Span { start: word.start, end });
                at += length;
            }
            _ => at += 1,
        }
    }
    found
}

/// Runs of letters, with a hyphen or an apostrophe between two of them. By hand: on the whole text a pattern that knows all
/// letters is ten times as slow.
fn words(text: &str) -> Vec<Word<'_>> {
    let mut found: Vec<Word<'_>> = Vec::with_capacity(text.len() / 7);
    let mut open: Option<(usize, usize)> = None;
    let mut close = |open: Option<(usize, usize)>| {
        if let Some((start, end)) = open
            && let Some(word) = text.get(start..end)
        {
            found.push(Word { text: word, start, end });
        }
    };
    for (at, c) in text.char_indices() {
        if c.is_alphabetic() {
            // One sign at most stands between two letters, or else a new word begins.
            let start = open.map_or(at, |(start, _)| start);
            open = Some((start, at + c.len_utf8()));
        } else if !(matches!(c, '-' | '\'' | '’') && open.is_some_and(|(_, end)| end == at)) {
            close(open.take());
        }
    }
    close(open);
    found
}

/// Whether a word is a given name and no common word.
pub(super) fn is_given(word: &str) -> bool {
    given(word.trim_matches(|letter: char| !letter.is_alphabetic())) == Some(false)
}

/// "Anna Larsson", "Karl-Erik von Essen", "Anna M. Larsson": how many words.
fn given_first(text: &str, words: &[Word<'_>]) -> Option<usize> {
    let first = words.first()?;
    let ambiguous = given(first.text)?;
    let mut at = 1;
    while at <= 3 {
        let word = words.get(at)?;
        let between = text.get(words.get(at - 1)?.end..word.start)?;
        if !matches!(between, " " | "\u{a0}" | ". ") {
            return None;
        }
        let is_initial = word.text.chars().count() == 1 && word.text.starts_with(char::is_uppercase);
        let is_middle = given(word.text).is_some() && next_is_surname(text, words, at);
        if PARTICLES.contains(&word.text) || is_initial || is_middle {
            at += 1;
            continue;
        }
        let fits = is_surname(word.text) && (!ambiguous || COMMON_ENDING.is_match(&word.text.to_lowercase()));
        // Capitals throughout stand for a name only where both words have them.
        let same_case = is_upper(first.text) == is_upper(word.text);
        return (fits && same_case && between != ". ").then_some(at + 1).or_else(|| {
            // The full stop of an initial parts the words.
            (fits && same_case && at > 1).then_some(at + 1)
        });
    }
    None
}

fn next_is_surname(text: &str, words: &[Word<'_>], at: usize) -> bool {
    let (Some(word), Some(next)) = (words.get(at), words.get(at + 1)) else { return false };
    text.get(word.end..next.start) == Some(" ") && is_surname(next.text)
}

/// "Larsson, Anna".
fn surname_first(text: &str, words: &[Word<'_>]) -> Option<usize> {
    let (first, second) = (words.first()?, words.get(1)?);
    let fits = text.get(first.end..second.start)? == ", "
        && is_surname(first.text)
        && COMMON_ENDING.is_match(first.text)
        && given(second.text) == Some(false)
        && given(first.text).is_none();
    fits.then_some(2)
}

/// Two or three words with capitals after a label that names follow.
fn labelled(text: &str, words: &[Word<'_>]) -> Option<usize> {
    /// A label stands no farther back than this.
    const REACH: usize = 48;
    let first = words.first()?;
    let before = text.get(..first.start)?;
    if !before.ends_with([':', '|', '\t', ' ']) {
        return None;
    }
    let reach = (before.len().saturating_sub(REACH)..=before.len()).find(|at| before.is_char_boundary(*at))?;
    let line = before.get(reach..)?.rsplit('\n').next()?;
    let parts = line.trim_end().ends_with([':', '|']) || line.ends_with(['\t']) || line.ends_with("  ");
    if !parts || !is_surname(first.text) || !LABEL.is_match(line) {
        return None;
    }
    let more = words.windows(2).take(2).take_while(|pair| match pair {
        [one, two] => matches!(text.get(one.end..two.start), Some(" ")) && is_surname(two.text),
        _ => false,
    });
    let length = more.count() + 1;
    let all = words.get(..length)?;
    (length >= 2 && all.iter().all(|word| !is_role(word.text))).then_some(length)
}

/// Whether a word, or each part of a double name, is a given name; and whether it is a common word too.
fn given(word: &str) -> Option<bool> {
    let known = |part: &str| {
        let part = if is_upper(part) { title(part) } else { part.to_owned() };
        GIVEN_NAMES.get(part.as_str()).copied()
    };
    let mut ambiguous = false;
    for part in word.split('-') {
        ambiguous |= known(part)?;
    }
    Some(ambiguous && !word.contains('-'))
}

fn title(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().chain(letters.flat_map(char::to_lowercase)).collect()
}

fn is_upper(word: &str) -> bool {
    word.chars().count() > 1 && word.chars().all(|letter| !letter.is_lowercase())
}

fn is_surname(word: &str) -> bool {
    word.chars().count() >= 2 && word.starts_with(char::is_uppercase) && !NO_SURNAME.is_match(word) && !is_role(word)
}

/// "S:t Erik Markutveckling", "Sankt Göran".
fn is_saint(text: &str, start: usize) -> bool {
    let before = text.get(..start).unwrap_or_default().trim_end();
    ["S:t", "S:ta", "Sankt", "Sankta", "St"].iter().any(|saint| before.ends_with(saint))
}
