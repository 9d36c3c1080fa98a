//! What must stand in a text for a pattern to match it, so that most patterns are never run over most texts.
//!
//! Takes the source of a pattern; gives the letters that a match may begin with, where it is bound to the start, and words
//! of which some must be there. Takes a text; gives which letters, pairs and triples of letters it holds. Both are told
//! without regard to case, so a gate may let a text pass that does not match, and never stops one that does.

use regex_syntax::ast::{
    Ast, ClassBracketed, ClassPerlKind, ClassSet, ClassSetItem, ClassUnicode, ClassUnicodeKind, Flag, FlagsItemKind,
    RepetitionKind, RepetitionRange, parse::Parser,
};

/// How a pattern and its texts are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Script {
    /// As it comes, in any case.
    Plain,
    /// Folded to ASCII: `A` for å, `E` for ä, `O` for ö, all else in lower case.
    Folded,
}

/// More words than these tell too little to be worth looking for.
const MOST_WORDS: usize = 400;

/// Letters of a word that are looked for, at most.
const LONGEST_WORD: usize = 10;

const DIGIT: u8 = 29;
const OTHER_ASCII: u8 = 30;
const OTHER: u8 = 31;

/// Signs with a code of their own, from 32 on.
const SIGNS: &[u8] = b" !\"#$%&'()*+,-./:;<=>?@[\\]^{|}~";

/// Codes of ASCII without regard to case.
const ASCII: [u8; 128] = {
    let mut codes = [OTHER_ASCII; 128];
    let mut at = 0u8;
    while at < 26 {
        codes[(b'a' + at) as usize] = at;
        codes[(b'A' + at) as usize] = at;
        at += 1;
    }
    at = 0;
    while at < 10 {
        codes[(b'0' + at) as usize] = DIGIT;
        at += 1;
    }
    at = 0;
    while (at as usize) < SIGNS.len() {
        codes[SIGNS[at as usize] as usize] = 32 + at;
        at += 1;
    }
    codes
};

/// Codes of folded text, where some capitals stand for Swedish letters.
const FOLDED: [u8; 128] = {
    let mut codes = ASCII;
    codes[b'A' as usize] = 26;
    codes[b'E' as usize] = 27;
    codes[b'O' as usize] = 28;
    codes
};

/// One of 64 codes of a letter.
fn code(c: char, script: Script) -> u8 {
    let table = match script {
        Script::Plain => &ASCII,
        Script::Folded => &FOLDED,
    };
    match c {
        'å' | 'Å' | '\u{212b}' => 26,
        'ä' | 'Ä' => 27,
        'ö' | 'Ö' => 28,
        // Letters that fold to ASCII ones.
        '\u{212a}' => 10,
        '\u{17f}' => 18,
        _ => table.get(c as usize).copied().unwrap_or(OTHER),
    }
}

/// Bits of a signature: one for each letter, then for each pair, then 2048 that triples share.
const BITS: usize = 64 + 64 * 64 + 2048;

/// The letters, pairs and triples of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Signature([u64; BITS / 64]);

impl Signature {
    pub(super) fn of(text: &str, script: Script) -> Signature {
        let mut signature = Signature([0; BITS / 64]);
        let ascii = |table: &'static [u8; 128]| {
            text.bytes().map(move |byte| table.get(usize::from(byte)).copied().unwrap_or(OTHER))
        };
        match script {
            Script::Folded => signature.note(ascii(&FOLDED)),
            Script::Plain if text.is_ascii() => signature.note(ascii(&ASCII)),
            Script::Plain => signature.note(text.chars().map(|c| code(c, script))),
        }
        signature
    }

    fn note(&mut self, codes: impl Iterator<Item = u8>) {
        // Before the first two letters stand signs that no word has.
        let (mut before, mut last) = (OTHER, OTHER);
        for code in codes {
            for bit in [single(code), pair(last, code), triple(before, last, code)] {
                if let Some(bits) = self.0.get_mut(usize::from(bit >> 6)) {
                    *bits |= 1 << (bit & 63);
                }
            }
            (before, last) = (last, code);
        }
    }

    fn holds(&self, word: &Word) -> bool {
        word.iter().all(|bit| self.0.get(usize::from(bit >> 6)).is_some_and(|bits| bits >> (bit & 63) & 1 == 1))
    }
}

fn single(code: u8) -> u16 {
    u16::from(code & 63)
}

fn pair(first: u8, second: u8) -> u16 {
    64 + (u16::from(first & 63) << 6 | u16::from(second & 63))
}

fn triple(first: u8, second: u8, third: u8) -> u16 {
    let packed = u32::from(first) << 12 | u32::from(second) << 6 | u32::from(third);
    // The upper eleven bits are the best mixed.
    let mixed = packed.wrapping_mul(0x9e37_79b1) >> 21;
    64 + 64 * 64 + (mixed & 2047) as u16
}

/// The bits by which a word is looked for: of a long one, its first, last and middle triple.
type Word = [u16; 3];

fn word(codes: &[u8]) -> Word {
    match *codes {
        [] => [0; 3],
        [one] => [single(one); 3],
        [first, second] => [pair(first, second); 3],
        _ => {
            let at = |from: usize| match codes.get(from..from + 3) {
                Some(&[first, second, third]) => triple(first, second, third),
                _ => 0,
            };
            let last = codes.len() - 3;
            [at(0), at(last), at(last / 2)]
        }
    }
}

/// What a text must have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Gate {
    /// The letters that a text must begin with one of.
    first: Option<Letters>,
    /// Of each of these, at least one word must be there; those that are quickly looked through first.
    needs: Vec<Vec<Word>>,
    script: Script,
}

impl Gate {
    /// The gate of a pattern; one that lets everything pass where nothing is known of it.
    pub(super) fn of(pattern: &str, script: Script) -> Gate {
        let open = Gate { first: None, needs: Vec::new(), script };
        let Ok(ast) = Parser::new().parse(pattern) else { return open };
        if reads_lines(&ast) {
            return open;
        }
        let facts = Facts::of(&ast, script);
        let first = (facts.bound && !facts.nullable).then_some(facts.first);
        // Words of one letter tell something only where they are signs or figures.
        let tells = |need: &Vec<Vec<u8>>| {
            need.len() <= MOST_WORDS && need.iter().all(|word| word.len() > 1 || word.iter().all(|code| *code >= DIGIT))
        };
        let told = facts.needs.into_iter().filter(tells);
        let mut needs: Vec<Vec<Word>> = told.map(|need| need.iter().map(|codes| word(codes)).collect()).collect();
        needs.sort_by_key(Vec::len);
        Gate { first, needs, script }
    }

    /// Whether the first letter lets a text pass.
    pub(super) fn begins(&self, text: &str) -> bool {
        match self.first {
            None => true,
            Some(letters) => text.chars().next().is_some_and(|c| letters.holds(c, self.script)),
        }
    }

    /// Whether there are words to look for.
    pub(super) fn has_needs(&self) -> bool {
        !self.needs.is_empty()
    }

    /// Whether the words that must be there can be.
    pub(super) fn admits(&self, signature: &Signature) -> bool {
        self.needs.iter().all(|need| need.iter().any(|word| signature.holds(word)))
    }
}

/// A set of letters; those beyond ASCII are in it all or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Letters {
    ascii: u128,
    beyond: bool,
}

impl Letters {
    const ALL: Letters = Letters { ascii: u128::MAX, beyond: true };

    fn holds(self, c: char, script: Script) -> bool {
        let c = match script {
            Script::Plain => c.to_ascii_lowercase(),
            Script::Folded => c,
        };
        match u32::from(c) {
            ascii @ 0..128 => self.ascii >> ascii & 1 == 1,
            _ => self.beyond,
        }
    }

    fn add(&mut self, c: char, script: Script) {
        let lower = if script == Script::Plain { c.to_ascii_lowercase() } else { c };
        match u32::from(lower) {
            ascii @ 0..128 => self.ascii |= 1 << ascii,
            _ => self.beyond = true,
        }
        // Long s and the sign of kelvin fold to them.
        self.beyond |= script == Script::Plain && matches!(lower, 's' | 'k');
    }

    fn union(self, other: Letters) -> Letters {
        Letters { ascii: self.ascii | other.ascii, beyond: self.beyond || other.beyond }
    }
}

/// What is known of a part of a pattern.
#[derive(Debug, Clone, Default)]
struct Facts {
    /// May match nothing.
    nullable: bool,
    /// Matches at the start of the text only.
    bound: bool,
    /// What a match that is not empty may begin with.
    first: Letters,
    /// The codes of the one word that it matches, where there is but one.
    word: Option<Vec<u8>>,
    /// Of each, at least one must be there.
    needs: Vec<Vec<Vec<u8>>>,
}

impl Facts {
    fn nothing() -> Facts {
        Facts { nullable: true, ..Facts::default() }
    }

    fn unknown(first: Letters) -> Facts {
        Facts { first, ..Facts::default() }
    }

    fn of(ast: &Ast, script: Script) -> Facts {
        match ast {
            Ast::Empty(_) | Ast::Flags(_) => Facts { word: Some(Vec::new()), ..Facts::nothing() },
            Ast::Assertion(assertion) => {
                use regex_syntax::ast::AssertionKind::{StartLine, StartText};
                Facts { bound: matches!(assertion.kind, StartLine | StartText), ..Facts::nothing() }
            }
            Ast::Literal(literal) => {
                let mut first = Letters::default();
                first.add(literal.c, script);
                Facts { first, word: Some(vec![code(literal.c, script)]), ..Facts::default() }
            }
            Ast::Dot(_) => Facts::unknown(Letters::ALL),
            Ast::ClassPerl(class) => Facts::class(perl(&class.kind, class.negated, script)),
            Ast::ClassUnicode(class) => Facts::class((unicode(class), None)),
            Ast::ClassBracketed(class) => Facts::class(bracketed(class, script)),
            Ast::Group(group) => Facts::of(&group.ast, script),
            Ast::Repetition(repetition) => {
                let inner = Facts::of(&repetition.ast, script);
                let at_least_once = match &repetition.op.kind {
                    RepetitionKind::OneOrMore => true,
                    RepetitionKind::ZeroOrMore | RepetitionKind::ZeroOrOne => false,
                    RepetitionKind::Range(
                        RepetitionRange::Exactly(least)
                        | RepetitionRange::AtLeast(least)
                        | RepetitionRange::Bounded(least, _),
                    ) => *least > 0,
                };
                match at_least_once {
                    true => Facts { needs: inner.all_needs(), word: None, ..inner },
                    false => Facts { nullable: true, first: inner.first, ..Facts::default() },
                }
            }
            Ast::Alternation(alternation) => {
                Facts::one_of(alternation.asts.iter().map(|ast| Facts::of(ast, script)).collect())
            }
            Ast::Concat(concat) => Facts::all_of(concat.asts.iter().map(|ast| Facts::of(ast, script))),
        }
    }

    /// A class that matches one of these letters, where they are few with their codes.
    fn class((first, codes): (Letters, Option<Vec<u8>>)) -> Facts {
        let needs = codes.into_iter().map(|codes| codes.into_iter().map(|code| vec![code]).collect()).collect();
        Facts { first, needs, ..Facts::default() }
    }

    /// Its needs, with the word that it is.
    fn all_needs(&self) -> Vec<Vec<Vec<u8>>> {
        let mut needs = self.needs.clone();
        if let Some(word) = self.word.as_ref().filter(|word| !word.is_empty()) {
            needs.push(vec![cut(word)]);
        }
        needs
    }

    fn one_of(parts: Vec<Facts>) -> Facts {
        let mut whole = Facts { bound: parts.iter().all(|part| part.bound), ..Facts::default() };
        let mut need = Some(Vec::new());
        for part in &parts {
            whole.nullable |= part.nullable;
            whole.first = whole.first.union(part.first);
            // Of each alternative, that which tells the most.
            let best = part.all_needs().into_iter().max_by_key(|need| {
                (need.iter().map(Vec::len).min().unwrap_or(0).min(4), std::cmp::Reverse(need.len()))
            });
            need = match (need, best) {
                (Some(mut all), Some(best)) => {
                    all.extend(best);
                    Some(all)
                }
                _ => None,
            };
        }
        whole.needs.extend(need.filter(|need| !need.is_empty()));
        whole
    }

    fn all_of(parts: impl Iterator<Item = Facts>) -> Facts {
        let mut whole = Facts::nothing();
        let mut word: Vec<u8> = Vec::new();
        let mut only_words = true;
        for part in parts {
            if whole.nullable {
                whole.first = whole.first.union(part.first);
            }
            whole.nullable &= part.nullable;
            whole.bound |= part.bound;
            match part.word {
                Some(more) => word.extend(more),
                None => {
                    only_words = false;
                    let ended = std::mem::take(&mut word);
                    whole.needs.extend((!ended.is_empty()).then(|| vec![cut(&ended)]));
                    whole.needs.extend(part.needs);
                }
            }
        }
        match only_words {
            true => whole.word = Some(word),
            false => whole.needs.extend((!word.is_empty()).then(|| vec![cut(&word)])),
        }
        whole
    }
}

fn cut(word: &[u8]) -> Vec<u8> {
    word.iter().take(LONGEST_WORD).copied().collect()
}

/// Whether `^` may stand for the start of a line within the text.
fn reads_lines(ast: &Ast) -> bool {
    let sets = |flags: &regex_syntax::ast::Flags| {
        flags.items.iter().any(|item| item.kind == FlagsItemKind::Flag(Flag::MultiLine))
    };
    match ast {
        Ast::Flags(set) => sets(&set.flags),
        Ast::Group(group) => group.flags().is_some_and(sets) || reads_lines(&group.ast),
        Ast::Repetition(repetition) => reads_lines(&repetition.ast),
        Ast::Alternation(alternation) => alternation.asts.iter().any(reads_lines),
        Ast::Concat(concat) => concat.asts.iter().any(reads_lines),
        _ => false,
    }
}

fn perl(kind: &ClassPerlKind, negated: bool, script: Script) -> (Letters, Option<Vec<u8>>) {
    if negated {
        return (Letters::ALL, None);
    }
    let is_in = |c: &char| match kind {
        ClassPerlKind::Digit => c.is_ascii_digit(),
        ClassPerlKind::Space => c.is_ascii_whitespace() || *c == '\u{b}',
        ClassPerlKind::Word => c.is_ascii_alphanumeric() || *c == '_',
    };
    let mut letters = Letters::default();
    ('\0'..='\u{7f}').filter(is_in).for_each(|c| letters.add(c, script));
    letters.beyond |= script == Script::Plain;
    // Figures of other scripts are figures too.
    let codes = match (kind, script) {
        (ClassPerlKind::Digit, Script::Plain) => Some(vec![DIGIT, OTHER]),
        (ClassPerlKind::Digit, Script::Folded) => Some(vec![DIGIT]),
        _ => None,
    };
    (letters, codes)
}

fn unicode(class: &ClassUnicode) -> Letters {
    let is_letter = match &class.kind {
        ClassUnicodeKind::Named(name) => matches!(name.as_str(), "L" | "Lu" | "Ll"),
        ClassUnicodeKind::OneLetter(name) => *name == 'L',
        ClassUnicodeKind::NamedValue { .. } => false,
    };
    if class.negated || !is_letter {
        return Letters::ALL;
    }
    let mut letters = Letters { ascii: 0, beyond: true };
    ('a'..='z').for_each(|c| letters.add(c, Script::Plain));
    letters
}

/// Codes of more letters than these tell nothing.
const MOST_CODES: usize = 12;

fn bracketed(class: &ClassBracketed, script: Script) -> (Letters, Option<Vec<u8>>) {
    let ClassSet::Item(item) = &class.kind else { return (Letters::ALL, None) };
    if class.negated {
        return (Letters::ALL, None);
    }
    let mut letters = Letters::default();
    let mut codes = Some(Vec::new());
    collect(item, script, &mut letters, &mut codes);
    let codes = codes.map(|mut codes: Vec<u8>| {
        codes.sort_unstable();
        codes.dedup();
        codes
    });
    (letters, codes.filter(|codes| codes.len() <= MOST_CODES))
}

/// Adds what an item of a class matches; the codes are given up where they are many.
fn collect(item: &ClassSetItem, script: Script, letters: &mut Letters, codes: &mut Option<Vec<u8>>) {
    let mut all = |more: (Letters, Option<Vec<u8>>)| {
        *letters = letters.union(more.0);
        match (codes.as_mut(), more.1) {
            (Some(known), Some(more)) => known.extend(more),
            _ => *codes = None,
        }
    };
    let mut one = Letters::default();
    match item {
        ClassSetItem::Empty(_) => {}
        ClassSetItem::Literal(literal) => {
            one.add(literal.c, script);
            all((one, Some(vec![code(literal.c, script)])));
        }
        ClassSetItem::Range(range) if u32::from(range.end.c) - u32::from(range.start.c) < 128 => {
            let mut found = Vec::new();
            for c in range.start.c..=range.end.c {
                one.add(c, script);
                found.push(code(c, script));
            }
            all((one, Some(found)));
        }
        ClassSetItem::Perl(class) => all(perl(&class.kind, class.negated, script)),
        ClassSetItem::Unicode(class) => all((unicode(class), None)),
        ClassSetItem::Bracketed(class) => all(bracketed(class, script)),
        ClassSetItem::Union(union) => union.items.iter().for_each(|item| collect(item, script, letters, codes)),
        ClassSetItem::Range(range) if range.start.c > '\u{7f}' => all((Letters { ascii: 0, beyond: true }, None)),
        ClassSetItem::Range(_) | ClassSetItem::Ascii(_) => all((Letters::ALL, None)),
    }
}
