//! What a single line looks like, by itself: bullet, number, table row, rule, page furniture.

use crate::pattern::patterns;

patterns! {
    PAGE_NUMBER = r"(?i)^(?:[-–—]\s*)?(?:(?:sida|sid\.?|page|s\.)\s*)?\d{1,3}(?:\s*(?:\(|av|/|of)\s*\d{1,3}\s*\)?)?(?:\s*[-–—])?$";
    ENDS_IN_PAGE = r"(?i)(?:\b(?:sida|sid\.?|page)\s*:?\s*\d{1,3}(?:\s*(?:\(|av|/)\s*\d{1,3}\)?)?|\b\d{1,3}\s*\(\d{1,3}\))\s*$", needs r"[0-9]";
    STARTS_WITH_PAGE = r"(?i)^(?:(?:sida|sid\.?|page)\s*:?\s*\d{1,3}(?:\s*(?:\(|av|/)\s*\d{1,3}\)?)?|\d{1,3}\s*\(\d{1,3}\))(?:\s|$)", needs r"[0-9]";
    LEADERS = r"(?:\.\s?){4,}\s*\d{0,3}\s*$|…{2,}\s*\d{0,3}\s*$|_{4,}\s*\d{1,3}\s*$", needs r"\.\s?\.|\xE2\x80\xA6|_{4}";
    ADDRESS_ONLY = r"^<?(?:https?://|www\.)\S+>?$|^\(?[\w-]+(?:\.[\w-]+)*\.(?:se|org|com|pdf)\)?$";
    RULE = r"^(?:[-–—_=*·.~]\s?){3,}$";
    TABLE_RULE = r"^\|?(?:\s*:?-{2,}:?\s*\|?)+$";
    CHECKBOX = r"^(?:[-*•]\s*)?\[( |x|X|/|-)?\]\s*(\S.*)$";
    LETTERED = r"^\(?([a-zåäö])[.)]\s+(\S.*)$";
    ROMAN = r"^\(?(i{1,3}|iv|vi{0,3}|ix|x)[.)]\s+(\S.*)$";
    NUMBERED = r"^\(?(\d{1,2})(\.\)|\.|\)|:)?\s+(\S.*)$";
    MULTI_NUMBERED = r"^(\d{1,2}(?:\.\d{1,2}){1,4})\.?\)?\s+(\S.*)$";
    PARAGRAPH_SIGN = r"^§\s*(\d{1,3})[.:]?\s*(\S.*)$";
    MARKDOWN_HEADING = r"^(#{1,6})\s+(.*?)\s*#*$";
    FOOTNOTE = r"^(?:[¹²³⁴⁵⁶⁷⁸⁹⁰]+|\[\^?\d+\]:?)\s*\S";
}

/// The marker that begins an item of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Marker {
    /// A bullet or dash.
    Bullet(char),
    /// A box, ticked or not.
    Box(bool),
    /// `1.` or `1)`.
    Number(u16),
    /// `a)`.
    Letter(char),
}

/// What a line looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark<'t> {
    Blank,
    /// A line of dashes or the like; `true` for `===`, which underlines a heading of the first order.
    Rule(char),
    /// Page number, address, footnote, contents: no part of the running text.
    Furniture,
    /// `# Heading` with its level.
    Markdown(u8, &'t str),
    /// `1.2 Words`: depth and the number's parts packed for comparison.
    Numbered(Number, &'t str),
    Item(Marker, &'t str),
    Row,
    Text(&'t str),
}

/// A heading's number such as 3.1.2, at most five deep.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Number {
    parts: [u16; 5],
    depth: u8,
}

impl Number {
    pub(super) fn parse(text: &str) -> Number {
        let mut number = Number { parts: [0; 5], depth: 0 };
        for (slot, part) in number.parts.iter_mut().zip(text.split('.')) {
            *slot = part.parse().unwrap_or(0);
            number.depth += 1;
        }
        number
    }

    /// How many parts it has.
    pub fn depth(self) -> u8 {
        self.depth
    }

    /// Its last part.
    pub fn last(self) -> u16 {
        self.parts.get(usize::from(self.depth).saturating_sub(1)).copied().unwrap_or(0)
    }
}

/// Signs that begin an item whatever follows.
const BULLETS: &str = "•●○◦▪▫■□‣⁃∙·►➢✓✔✗✘☐☑☒❑❏";

const DIGITS: &[u8] = b"0123456789";

/// Signs that "(viii)" takes, the longest number in letters.
const LONGEST_LETTERS: usize = 6;

/// What a line begins with: most patterns of a line need no more to be ruled out.
#[derive(Debug, Clone, Copy)]
enum Beginning {
    Ascii(u8),
    /// A letter such as "Å".
    Letter,
    /// "•", "–", "²": anything may follow.
    Other,
}

impl Beginning {
    fn of(words: &str) -> Beginning {
        match words.chars().next() {
            Some(c) if c.is_ascii() => u8::try_from(c).map_or(Beginning::Other, Beginning::Ascii),
            Some('\u{c0}'..='\u{ff}') => Beginning::Letter,
            _ => Beginning::Other,
        }
    }

    /// Whether the line begins with one of some signs, or may with another that is not ASCII.
    fn with(self, signs: &[u8]) -> bool {
        match self {
            Beginning::Ascii(sign) => signs.contains(&sign),
            Beginning::Letter => false,
            Beginning::Other => true,
        }
    }
}

/// Whether dots, or the like, stand at the end or before a last figure.
fn ends_in_leaders(words: &str) -> bool {
    let end = words.trim_end().trim_end_matches(char::is_numeric).trim_end();
    match end.strip_suffix('.') {
        Some(before) => before.trim_end().ends_with('.'),
        None => end.ends_with(['…', '_']),
    }
}

/// Looks at one line, already trimmed.
pub(super) fn look(words: &str) -> Mark<'_> {
    if words.is_empty() {
        return Mark::Blank;
    }
    let begins = Beginning::of(words);
    if words.starts_with('#')
        && let Some(found) = MARKDOWN_HEADING.captures(words)
    {
        let level = found.get(1).map_or(1, |m| m.as_str().len());
        return Mark::Markdown(u8::try_from(level).unwrap_or(6), found.get(2).map_or("", |m| m.as_str()));
    }
    if words.contains('|') && TABLE_RULE.is_match(words) {
        return Mark::Rule('|');
    }
    if begins.with(b"-_=*.~") && RULE.is_match(words) {
        return Mark::Rule(words.chars().next().unwrap_or('-'));
    }
    if (begins.with(b"-sSpP0123456789") && PAGE_NUMBER.is_match(words))
        || (ends_in_leaders(words) && LEADERS.is_match(words))
        || (!words.contains(char::is_whitespace) && ADDRESS_ONLY.is_match(words))
        || (begins.with(b"[") && FOOTNOTE.is_match(words))
    {
        return Mark::Furniture;
    }
    if is_row(words) {
        return Mark::Row;
    }
    if begins.with(b"-*[")
        && let Some(found) = CHECKBOX.captures(words)
    {
        let ticked = found.get(1).is_some_and(|m| matches!(m.as_str(), "x" | "X"));
        return Mark::Item(Marker::Box(ticked), found.get(2).map_or("", |m| m.as_str()));
    }
    if words.starts_with('§')
        && let Some(found) = PARAGRAPH_SIGN.captures(words)
    {
        return Mark::Numbered(
            Number::parse(found.get(1).map_or("0", |m| m.as_str())),
            found.get(2).map_or("", |m| m.as_str()),
        );
    }
    let bare = words.strip_prefix("**").unwrap_or(words);
    if bare.len() == words.len()
        && let Some(rest) = after_bullet(words)
    {
        let mark = words.chars().next().unwrap_or('-');
        // A dash without a space after it ("-Genomföra") has lost the first letter to the mark.
        let rest = if words.chars().nth(1).is_some_and(char::is_uppercase) {
            words.strip_prefix(mark).unwrap_or(rest)
        } else {
            rest
        };
        let marker = match mark {
            '☐' | '❑' | '❏' | '□' => Marker::Box(false),
            '☑' | '☒' | '✓' | '✔' => Marker::Box(true),
            mark => Marker::Bullet(mark),
        };
        // "- [x] done" and "• a) …" carry a second marker that tells more.
        return match look_inside(rest) {
            Some(inner) => inner,
            None => Mark::Item(marker, rest),
        };
    }
    let begins = Beginning::of(bare);
    if begins.with(DIGITS)
        && let Some(found) = MULTI_NUMBERED.captures(bare)
    {
        return Mark::Numbered(
            Number::parse(found.get(1).map_or("0", |m| m.as_str())),
            found.get(2).map_or("", |m| m.as_str()),
        );
    }
    if begins.with(b"(0123456789")
        && let Some(found) = NUMBERED.captures(bare)
    {
        let rest = found.get(3).map_or("", |m| m.as_str());
        let number = found.get(1).map_or("0", |m| m.as_str());
        let sign = found.get(2).map_or("", |m| m.as_str());
        let starts_upper = rest
            .chars()
            .next()
            .is_some_and(|c| c.is_uppercase() || c == '*' || c.is_ascii_digit() || c == '”' || c == '"');
        if sign == ")" || sign == ".)" || bare.starts_with('(') {
            return Mark::Item(Marker::Number(number.parse().unwrap_or(0)), rest);
        }
        if starts_upper || sign == "." {
            return Mark::Numbered(Number::parse(number), rest);
        }
    }
    if words.trim_start_matches('(').starts_with(char::is_lowercase)
        && words.chars().take(LONGEST_LETTERS).any(|c| matches!(c, '.' | ')'))
        && let Some(found) = LETTERED.captures(words).or_else(|| ROMAN.captures(words))
    {
        let letter = found.get(1).and_then(|m| m.as_str().chars().next()).unwrap_or('a');
        return Mark::Item(Marker::Letter(letter), found.get(2).map_or("", |m| m.as_str()));
    }
    Mark::Text(words)
}

/// What stands after a bullet: a sign made for it, or a dash, star or "o" with a space after it, or a dash right before a
/// capital.
fn after_bullet(words: &str) -> Option<&str> {
    let mut signs = words.chars();
    let bullet = signs.next()?;
    let after = signs.as_str();
    let next = signs.next()?;
    let rest = match bullet {
        '\u{e000}'..='\u{f8ff}' => after,
        c if BULLETS.contains(c) => after,
        '-' | '–' if next.is_uppercase() => signs.as_str(),
        '-' | '–' | '—' | '*' | '§' | '+' | '»' | '>' | 'o' if next.is_whitespace() => signs.as_str(),
        _ => return None,
    };
    let rest = rest.trim_start();
    (!rest.is_empty() && !rest.contains('\n')).then_some(rest)
}

fn look_inside(rest: &str) -> Option<Mark<'_>> {
    if !Beginning::of(rest).with(b"-*[") {
        return None;
    }
    let found = CHECKBOX.captures(rest)?;
    let ticked = found.get(1).is_some_and(|m| matches!(m.as_str(), "x" | "X"));
    Some(Mark::Item(Marker::Box(ticked), found.get(2).map_or("", |m| m.as_str())))
}

/// Whether a line is a row whose cells the line itself separates, by tabs or bars. Columns set by runs of spaces or by
/// semicolons need the lines around them and are found by `grid`.
fn is_row(words: &str) -> bool {
    let bars = words.matches('|').count();
    if bars >= 2 && (words.starts_with('|') || bars >= 3) {
        return true;
    }
    let first_cell = words.split('\t').next().unwrap_or_default().trim();
    // "•\tText" and "3.1\tRubrik" are a marker with a tab after it.
    let is_marker =
        first_cell.chars().count() <= 1 || first_cell.chars().all(|c| c.is_ascii_digit() || c == '.' || c == ')');
    let tabs = words.matches('\t').count();
    tabs >= 2 || (tabs == 1 && !is_marker)
}

/// Whether the line ends or begins with a page number, which makes it a running header or footer.
pub(super) fn carries_page_number(words: &str) -> bool {
    (words.trim_end().ends_with(|c: char| c == ')' || c.is_numeric()) && ENDS_IN_PAGE.is_match(words))
        || (Beginning::of(words).with(b"sSpP0123456789") && STARTS_WITH_PAGE.is_match(words))
}
