//! Text → words in the form that they are looked up by; and the stand-ins of what tells of a person.
//!
//! Takes any text; gives each word in lower case with the bytes it stands on. Never fails: what is no letter or digit
//! parts words.

use std::{borrow::Cow, ops::Range};

use snowball_stemmers_rs::{Algorithm, Stemmer};

use crate::{personal, review::PersonalKind};

/// Signs that stand for words which tell of a person. Unicode keeps them free for such inner use: no text may hold them.
const STAND_INS: [(PersonalKind, char); 3] =
    [(PersonalKind::Name, '\u{fdd0}'), (PersonalKind::Email, '\u{fdd1}'), (PersonalKind::Personnummer, '\u{fdd2}')];

/// Endings of inflection, longest first, that a word is freed of before it is looked for inside others. Fewer than the
/// stemmer takes away: of "säkerhet" it leaves "säker", which stands in too many words.
const ENDINGS: [&str; 15] =
    ["ernas", "arnas", "ornas", "erna", "arna", "orna", "ens", "ets", "ers", "ars", "en", "et", "ar", "er", "s"];

/// The fewest letters that are looked for inside other words.
const SHORTEST_PART: usize = 4;

/// The text with stand-ins for what tells of a person, and without signs that could be taken for one.
pub(super) fn hidden(text: &str) -> Cow<'_, str> {
    let is_stand_in = |letter: char| STAND_INS.iter().any(|(_, sign)| *sign == letter);
    if text.contains(is_stand_in) {
        return Cow::Owned(hidden(&text.replace(is_stand_in, " ")).into_owned());
    }
    personal::mask(text, |kind| match kind {
        PersonalKind::Name => "\u{fdd0}",
        PersonalKind::Email => "\u{fdd1}",
        PersonalKind::Personnummer => "\u{fdd2}",
    })
}

/// A text of the index with the reader's words in the place of stand-ins.
pub fn with_words<'w>(text: &str, words: impl Fn(PersonalKind) -> &'w str) -> String {
    let mut shown = String::with_capacity(text.len());
    for letter in text.chars() {
        match STAND_INS.iter().find(|(_, sign)| *sign == letter) {
            Some((kind, _)) => shown.push_str(words(*kind)),
            None => shown.push(letter),
        }
    }
    shown
}

/// Visits each word: its bytes, and its form in lower case. A soft hyphen parts no word; a mark set after its letter, as
/// some programs write å, ä and ö, is joined with it.
pub(super) fn each(text: &str, mut visit: impl FnMut(Range<usize>, &str)) {
    let mut form = String::with_capacity(32);
    let mut start = 0;
    for (at, letter) in text.char_indices() {
        match letter {
            'a'..='z' | '0'..='9' | 'å' | 'ä' | 'ö' => begin(&mut form, &mut start, at).push(letter),
            '\u{ad}' => {}
            '\u{300}'..='\u{36f}' if !form.is_empty() => set_mark(&mut form, letter),
            _ if letter.is_alphanumeric() => begin(&mut form, &mut start, at).extend(letter.to_lowercase()),
            _ if !form.is_empty() => {
                visit(start..at, &form);
                form.clear();
            }
            _ => {}
        }
    }
    if !form.is_empty() {
        visit(start..text.len(), &form);
    }
}

fn begin<'f>(form: &'f mut String, start: &mut usize, at: usize) -> &'f mut String {
    if form.is_empty() {
        *start = at;
    }
    form
}

fn set_mark(form: &mut String, mark: char) {
    let whole = match (form.chars().next_back(), mark) {
        (Some('a'), '\u{308}') => 'ä',
        (Some('o'), '\u{308}') => 'ö',
        (Some('a'), '\u{30a}') => 'å',
        _ => return,
    };
    form.pop();
    form.push(whole);
}

/// The words of a text in lower case.
pub(super) fn forms(text: &str) -> Vec<String> {
    let mut forms = Vec::new();
    each(text, |_, form| forms.push(form.to_owned()));
    forms
}

/// A letter without its mark: one for one, so that places in a word stay.
pub(super) fn plain(letter: char) -> char {
    match letter {
        'å' | 'ä' | 'à' | 'á' | 'â' | 'ã' | 'æ' => 'a',
        'ö' | 'ò' | 'ó' | 'ô' | 'õ' | 'ø' => 'o',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        'ç' => 'c',
        'ñ' => 'n',
        other => other,
    }
}

/// A word without marks.
pub(super) fn folded(word: &str) -> String {
    word.chars().map(plain).collect()
}

/// Whether a word as asked for begins another: a letter with a mark means itself, one without may mean either.
pub(super) fn begins(asked: &str, word: impl Iterator<Item = char>) -> bool {
    let mut word = word;
    asked.chars().all(|asked| word.next().is_some_and(|letter| asked == letter || asked == plain(letter)))
}

/// Finds stems of Swedish words.
pub(super) struct Stems(Stemmer);

impl Stems {
    pub(super) fn new() -> Stems {
        Stems(Stemmer::create(Algorithm::Swedish))
    }

    /// The stem of a word in lower case. Of figures, they themselves.
    pub(super) fn of<'w>(&self, word: &'w str) -> Cow<'w, str> {
        if word.starts_with(|letter: char| letter.is_alphabetic()) { self.0.stem(word) } else { Cow::Borrowed(word) }
    }
}

/// What of a word is looked for inside compounds: "klassningarna" gives "klassning". `None` where it is too short.
pub(super) fn part(word: &str) -> Option<&str> {
    let long = |word: &&str| word.chars().take(SHORTEST_PART).count() == SHORTEST_PART;
    let worded = word.starts_with(|letter: char| letter.is_alphabetic());
    let bare = ENDINGS.iter().find_map(|ending| word.strip_suffix(ending)).filter(|bare| long(bare));
    bare.or(Some(word)).filter(|part| worded && long(part))
}
