//! Which patterns a text may match, told by one look at the text for all of them.
//!
//! Takes the strings that patterns need; gives, for a text, a set of the patterns whose needs it meets. A review has
//! hundreds of lines and the program hundreds of patterns, few of which match: trying each was most of the cost of reading.

use std::{
    cell::{Cell, OnceCell, RefCell},
    hash::{DefaultHasher, Hash, Hasher},
    rc::Rc,
    sync::{PoisonError, RwLock},
};

use super::fold;

/// Letters that are told apart: the gap between words, a to z, digits, the underscore, and å, ä and ö.
pub(super) const LETTERS: usize = 41;

/// Strings that are looked for have this many letters at least.
pub(super) const SHORTEST: usize = 3;

/// And they are looked for by this many at most.
pub(super) const LONGEST: usize = 8;

/// How many patterns there can be with needs; any more are tried on every text.
const MOST_PATTERNS: usize = 768;

/// Texts that are remembered on a thread, and the longest of them in bytes: the same line is asked about by many patterns.
const REMEMBERED: usize = 512;
const LONGEST_REMEMBERED: usize = 2_000;

type Set = [u64; MOST_PATTERNS / 64];

/// The letter of a byte of folded text.
pub(super) const fn letter_of_folded(byte: u8) -> u8 {
    match byte {
        b'a'..=b'z' => byte - b'a' + 1,
        b'0'..=b'9' => byte - b'0' + 27,
        b'_' => 37,
        b'A' => 38,
        b'E' => 39,
        b'O' => 40,
        _ => 0,
    }
}

/// The letter of a sign of text as it stands.
pub(super) fn letter(c: char) -> u8 {
    u8::try_from(fold(c)).map_or(0, letter_of_folded)
}

/// A string that patterns need.
#[derive(Debug)]
struct Needed {
    /// Its letters, a byte each, and which bytes of eight they take.
    letters: u64,
    mask: u64,
    patterns: Vec<usize>,
}

/// Strings by what they begin with.
#[derive(Debug)]
struct Index {
    /// A bit for each place of `list_of` that is taken; small, so that most places of a text are passed over quickly.
    taken: Vec<u64>,
    /// For each beginning, scattered over 2^16 places, an index into `lists`, the first of which is empty.
    list_of: Vec<u16>,
    lists: Vec<Vec<Needed>>,
}

impl Index {
    const EMPTY: Index = Index { taken: Vec::new(), list_of: Vec::new(), lists: Vec::new() };

    /// Where a beginning is kept; any spread will do, as the whole string is compared.
    fn place(beginning: u64) -> usize {
        usize::try_from(beginning.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 48).unwrap_or_default()
    }

    fn add(&mut self, beginning: u64, letters: u64, mask: u64, number: usize) -> Option<()> {
        if self.taken.is_empty() {
            self.taken = vec![0; (1 << 16) / 64];
            self.list_of = vec![0; 1 << 16];
            self.lists.push(Vec::new());
        }
        let place = Index::place(beginning);
        let slot = self.list_of.get_mut(place)?;
        if *slot == 0 {
            *slot = u16::try_from(self.lists.len()).ok()?;
            self.lists.push(Vec::new());
            *self.taken.get_mut(place / 64)? |= 1 << (place % 64);
        }
        let list = self.lists.get_mut(usize::from(*slot))?;
        match list.iter_mut().find(|needed| (needed.letters, needed.mask) == (letters, mask)) {
            Some(needed) => needed.patterns.push(number),
            None => list.push(Needed { letters, mask, patterns: vec![number] }),
        }
        Some(())
    }

    /// Marks the patterns that need a string which stands here.
    fn mark(&self, beginning: u64, here: u64, met: &mut Set) {
        let place = Index::place(beginning);
        if self.taken.get(place / 64).is_none_or(|word| word & (1 << (place % 64)) == 0) {
            return;
        }
        let list = self.list_of.get(place).and_then(|list| self.lists.get(usize::from(*list)));
        for needed in list.into_iter().flatten().filter(|needed| here & needed.mask == needed.letters) {
            for number in &needed.patterns {
                if let Some(word) = met.get_mut(number / 64) {
                    *word |= 1 << (number % 64);
                }
            }
        }
    }
}

/// The strings that the patterns used so far need: those of three letters, and longer ones by their first four.
#[derive(Debug)]
struct Registry {
    patterns: usize,
    short: Index,
    long: Index,
}

static REGISTRY: RwLock<Registry> = RwLock::new(Registry { patterns: 0, short: Index::EMPTY, long: Index::EMPTY });

/// The bytes of three letters, and of four.
const THREE: u64 = 0xff_ffff;
const FOUR: u64 = 0xffff_ffff;

/// The number of a pattern among those with needs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Number(usize);

/// Takes up a pattern that needs one of the strings.
pub(super) fn register(strings: &[Vec<u8>]) -> Option<Number> {
    let mut registry = REGISTRY.write().unwrap_or_else(PoisonError::into_inner);
    let Registry { patterns, short, long } = &mut *registry;
    if *patterns == MOST_PATTERNS {
        return None;
    }
    let number = *patterns;
    *patterns += 1;
    for string in strings {
        let (letters, mask) = string
            .iter()
            .take(LONGEST)
            .rev()
            .fold((0, 0), |(letters, mask), letter| (letters << 8 | u64::from(*letter), mask << 8 | 0xff));
        if string.len() == SHORTEST {
            short.add(letters & THREE, letters, mask, number)?;
        } else {
            long.add(letters & FOUR, letters, mask, number)?;
        }
    }
    Some(Number(number))
}

impl Registry {
    /// The patterns that find what they need in the letters of a text, which end in as many gaps as a string is long.
    fn met(&self, letters: &[u8]) -> Set {
        let mut met = [0; MOST_PATTERNS / 64];
        for window in letters.array_windows::<LONGEST>() {
            let here = u64::from_le_bytes(*window);
            self.short.mark(here & THREE, here, &mut met);
            self.long.mark(here & FOUR, here, &mut met);
        }
        met
    }
}

/// A text that was folded and looked at.
#[derive(Debug)]
pub(super) struct Looked {
    /// As it stands; empty where only the folded text is known.
    raw: String,
    pub(super) folded: String,
    /// The patterns whose needs are met, of the first so many.
    met: OnceCell<(Set, usize)>,
    met_later: Cell<Option<(Set, usize)>>,
}

impl Looked {
    pub(super) fn of_folded(folded: String) -> Looked {
        Looked { raw: String::new(), folded, met: OnceCell::new(), met_later: Cell::new(None) }
    }

    fn new(text: &str) -> Looked {
        let mut folded = String::with_capacity(text.len());
        folded.extend(text.chars().map(fold));
        Looked { raw: text.to_owned(), ..Looked::of_folded(folded) }
    }

    fn look(&self) -> (Set, usize) {
        let mut letters = Vec::with_capacity(self.folded.len() + 1 + LONGEST);
        letters.push(0);
        letters.extend(self.folded.bytes().map(letter_of_folded));
        letters.extend([0; LONGEST]);
        let registry = REGISTRY.read().unwrap_or_else(PoisonError::into_inner);
        (registry.met(&letters), registry.patterns)
    }

    /// Whether the text holds what a pattern needs.
    pub(super) fn meets(&self, Number(number): Number) -> bool {
        let holds = |set: &Set| set.get(number / 64).is_some_and(|word| word & (1 << (number % 64)) != 0);
        let (set, known) = self.met.get_or_init(|| self.look());
        if number < *known {
            return holds(set);
        }
        // A pattern that was first used after the look.
        let later = self.met_later.get().filter(|(_, known)| number < *known).unwrap_or_else(|| self.look());
        self.met_later.set(Some(later));
        holds(&later.0)
    }
}

/// Texts that were looked at lately.
struct Remembered {
    slots: Vec<Option<Rc<Looked>>>,
    last: Option<Rc<Looked>>,
}

thread_local! {
    static REMEMBERED_TEXTS: RefCell<Remembered> = const { RefCell::new(Remembered { slots: Vec::new(), last: None }) };
}

/// Asks something of a text as it was looked at, now or before.
pub(super) fn with_looked<T>(text: &str, ask: impl FnOnce(&Rc<Looked>) -> T) -> T {
    if text.len() > LONGEST_REMEMBERED {
        return ask(&Rc::new(Looked::new(text)));
    }
    REMEMBERED_TEXTS.with_borrow_mut(|remembered| {
        let Remembered { slots, last } = remembered;
        if let Some(last) = last.as_ref().filter(|last| last.raw == text) {
            return ask(last);
        }
        if slots.is_empty() {
            slots.resize(REMEMBERED, None);
        }
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        let at = usize::try_from(hasher.finish() % REMEMBERED as u64).unwrap_or_default();
        let known = slots.get(at).cloned().flatten().filter(|known| known.raw == text);
        let looked = known.unwrap_or_else(|| {
            let looked = Rc::new(Looked::new(text));
            if let Some(slot) = slots.get_mut(at) {
                *slot = Some(Rc::clone(&looked));
            }
            looked
        });
        let answer = ask(&looked);
        *last = Some(looked);
        answer
    })
}

/// Forgets the texts of a document that was read: what is remembered on a thread is no place to keep them.
pub(super) fn forget() {
    REMEMBERED_TEXTS.with_borrow_mut(|remembered| {
        remembered.last = None;
        remembered.slots.iter_mut().for_each(|slot| *slot = None);
    });
}
