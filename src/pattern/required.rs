//! What a text must hold for a pattern to match: short strings, one of which stands in each match.
//!
//! Takes the syntax tree of a pattern; gives strings over the letters of `signs`, or nothing where none are needed. Errs
//! only by asking for too little: a pattern without needs is tried on every text.

use regex_syntax::hir::{Class, Hir, HirKind, Look};

use super::signs::{LETTERS, LONGEST, SHORTEST, letter, letter_of_folded};

/// Stands in a string where a word or the text begins or ends.
const EDGE: u8 = u8::MAX;

/// More strings than these are not told apart.
const MOST_STRINGS: usize = 4_096;
const MOST_COMBINED: usize = 256;

/// More letters than these in a class, and anything may stand there; and more signs than these are not looked at.
const MOST_LETTERS: usize = 4;
const MOST_SIGNS: u32 = 256;

/// Over which text a pattern runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Over {
    /// Text as it stands.
    Plain,
    /// Folded text, in ASCII.
    Folded,
}

type Strings = Vec<Vec<u8>>;

/// What is known of the texts that a part of a pattern matches.
#[derive(Debug, Clone, Default)]
struct Known {
    /// All of them, where they are few.
    all: Option<Strings>,
    /// What they begin with.
    begin: Option<Strings>,
    /// What they end with.
    end: Option<Strings>,
    /// Strings, one of which each holds.
    hold: Option<Strings>,
}

impl Known {
    fn exactly(strings: Strings) -> Known {
        let strings = Some(strings);
        Known { all: strings.clone(), begin: strings.clone(), end: strings.clone(), hold: strings }
    }
}

/// The strings, one of which stands in each match of a pattern.
pub(super) fn strings(pattern: &Hir, over: Over) -> Option<Strings> {
    let mut found: Strings = known(pattern, over).hold?.iter().map(|string| settle(string)).collect();
    for string in &mut found {
        string.truncate(LONGEST);
    }
    found.sort();
    found.dedup();
    found.iter().all(|string| string.len() >= SHORTEST).then_some(found)
}

fn known(part: &Hir, over: Over) -> Known {
    match part.kind() {
        HirKind::Empty => Known::exactly(vec![Vec::new()]),
        HirKind::Literal(literal) => std::str::from_utf8(&literal.0).map_or_else(
            |_| Known::default(),
            |text| Known::exactly(vec![text.chars().map(|c| of(c, over)).collect()]),
        ),
        HirKind::Class(class) => letters(class, over).map_or_else(Known::default, |letters| {
            Known::exactly(letters.into_iter().map(|letter| vec![letter]).collect())
        }),
        HirKind::Look(look) => Known::exactly(vec![if is_edge(*look, over) { vec![EDGE] } else { Vec::new() }]),
        HirKind::Capture(capture) => known(&capture.sub, over),
        HirKind::Repetition(repeated) => {
            let once = known(&repeated.sub, over);
            match (repeated.min, repeated.max) {
                (1, Some(1)) => once,
                (0, Some(1)) => once.all.map_or_else(Known::default, |mut strings| {
                    strings.push(Vec::new());
                    Known::exactly(strings)
                }),
                (0, _) => Known::default(),
                _ => Known { all: None, ..once },
            }
        }
        HirKind::Concat(parts) => one_after_another(parts, over),
        HirKind::Alternation(parts) => {
            let parts: Vec<Known> = parts.iter().map(|part| known(part, over)).collect();
            Known {
                all: union(parts.iter().map(|part| &part.all)),
                begin: union(parts.iter().map(|part| &part.begin)),
                end: union(parts.iter().map(|part| &part.end)),
                hold: union(parts.iter().map(|part| &part.hold)),
            }
        }
    }
}

fn of(c: char, over: Over) -> u8 {
    match over {
        Over::Plain => letter(c),
        Over::Folded => u8::try_from(c).map_or(0, letter_of_folded),
    }
}

/// Whether something ends where this holds. ASCII's notion of a word parts "å" from "r", which the letters here do not.
fn is_edge(look: Look, over: Over) -> bool {
    match look {
        Look::WordAsciiNegate | Look::WordUnicodeNegate => false,
        Look::WordAscii
        | Look::WordStartAscii
        | Look::WordEndAscii
        | Look::WordStartHalfAscii
        | Look::WordEndHalfAscii => over == Over::Folded,
        _ => true,
    }
}

/// The letters of a class, where they are few.
fn letters(class: &Class, over: Over) -> Option<Vec<u8>> {
    let mut found = [false; LETTERS];
    let mut mark = |letter: u8| {
        if let Some(slot) = found.get_mut(usize::from(letter)) {
            *slot = true;
        }
    };
    match class {
        Class::Unicode(class) => {
            let signs: u32 =
                class.ranges().iter().map(|range| u32::from(range.end()) - u32::from(range.start()) + 1).sum();
            if signs > MOST_SIGNS {
                return None;
            }
            for c in class.ranges().iter().flat_map(|range| range.start()..=range.end()) {
                mark(of(c, over));
            }
        }
        // Folded text holds ASCII alone.
        Class::Bytes(class) => {
            for byte in class.ranges().iter().flat_map(|range| range.start()..=range.end()).filter(u8::is_ascii) {
                mark(of(char::from(byte), over));
            }
        }
    }
    let letters: Vec<u8> = (0u8..).zip(found).filter(|(_, is)| *is).map(|(letter, _)| letter).collect();
    (!letters.is_empty() && letters.len() <= MOST_LETTERS).then_some(letters)
}

fn union<'k>(parts: impl Iterator<Item = &'k Option<Strings>>) -> Option<Strings> {
    let mut all: Strings = Vec::new();
    for part in parts {
        all.extend(part.as_ref()?.iter().cloned());
    }
    all.sort();
    all.dedup();
    (all.len() <= MOST_STRINGS).then_some(all)
}

/// Each of some strings before each of others, where that makes not too many.
fn combined(first: &Strings, second: &Strings) -> Option<Strings> {
    let count = first.len() * second.len();
    let few = count <= MOST_COMBINED || (first.len().min(second.len()) == 1 && count <= MOST_STRINGS);
    few.then(|| {
        let each = |one: &Vec<u8>, next: &Vec<u8>| one.iter().chain(next).copied().collect();
        first.iter().flat_map(|one| second.iter().map(move |next| each(one, next))).collect()
    })
}

fn one_after_another(parts: &[Hir], over: Over) -> Known {
    let nothing = || vec![Vec::new()];
    let mut run: Strings = nothing();
    let mut begin: Option<Strings> = None;
    let mut held: Vec<Strings> = Vec::new();
    let mut is_exact = true;
    for part in parts {
        let part = known(part, over);
        if let Some(longer) = part.all.as_ref().and_then(|all| combined(&run, all)) {
            run = longer;
            continue;
        }
        is_exact = false;
        let ended = part.begin.as_ref().and_then(|begin| combined(&run, begin)).unwrap_or(run);
        begin.get_or_insert_with(|| ended.clone());
        held.push(ended);
        held.extend(part.hold);
        run = part.end.unwrap_or_else(nothing);
    }
    if is_exact {
        return Known::exactly(run);
    }
    held.push(run.clone());
    let hold = held.into_iter().min_by(|one, other| often(one).total_cmp(&often(other)));
    Known { all: None, begin, end: Some(run), hold }
}

/// Roughly how often one of the strings stands in a text: more strings, and shorter ones, stand in more texts.
fn often(strings: &Strings) -> f32 {
    let each = strings.iter().map(|string| match settle(string).len() {
        0..SHORTEST => 100.0,
        3 => 0.06,
        4 => 0.015,
        5 => 0.005,
        6 => 0.002,
        _ => 0.001,
    });
    each.sum()
}

/// The string with a gap where an edge stands before its first letter or after its last. Edges within tell nothing new.
fn settle(string: &[u8]) -> Vec<u8> {
    let is_word = |letter: Option<&u8>| letter.is_some_and(|letter| !matches!(*letter, 0 | EDGE));
    let inner: Vec<u8> = string.iter().copied().filter(|letter| *letter != EDGE).collect();
    let mut settled = Vec::with_capacity(inner.len() + 2);
    if string.first() == Some(&EDGE) && is_word(inner.first()) {
        settled.push(0);
    }
    settled.extend(&inner);
    if string.last() == Some(&EDGE) && is_word(inner.last()) {
        settled.push(0);
    }
    settled
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pattern: &str, expected: Option<&[&str]>) {
        let tree = regex_syntax::parse(pattern).expect("pattern");
        let letters = |word: &&str| word.chars().map(letter).collect::<Vec<u8>>();
        let mut expected: Option<Strings> = expected.map(|words| words.iter().map(letters).collect());
        if let Some(words) = &mut expected {
            words.sort();
        }
        assert_eq!(strings(&tree, Over::Plain), expected, "{pattern}");
    }

    #[test]
    fn each_match_holds_one_of_the_strings() {
        check(r"(?i)\b(?:vi|bolaget)\b", Some(&[" vi ", " bolaget"]));
        check(r"\w+förvaltning(?:en)?", Some(&["förvaltn"]));
        check(r"\bta\s+fram", Some(&[" fram"]));
        check(r"år|\d+", None);
        check(r"(?:a|b)*", None);
        check(r"^(?:och )?sedan\b", Some(&[" och seda", " sedan "].map(|word| word.get(..8).unwrap_or(word))));
    }
}
