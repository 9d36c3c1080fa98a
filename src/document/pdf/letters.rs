//! What a glyph says → the letters to read: ligatures taken apart, accents put on their letters, bullets named.
//!
//! Takes characters as a font's tables give them; gives what a person would type. Never looks at where they stand.

/// Appends what a glyph says to a word.
pub(super) fn push(word: &mut String, c: char) {
    match c {
        '\u{fb00}' => word.push_str("ff"),
        '\u{fb01}' => word.push_str("fi"),
        '\u{fb02}' => word.push_str("fl"),
        '\u{fb03}' => word.push_str("ffi"),
        '\u{fb04}' => word.push_str("ffl"),
        '\u{fb05}' | '\u{fb06}' => word.push_str("st"),
        '\u{2011}' => word.push('-'),
        '\u{300}'..='\u{36f}' => {
            let composed = word.chars().last().and_then(|base| accented(base, c));
            if let Some(composed) = composed {
                word.pop();
                word.push(composed);
            }
        }
        '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}' => {}
        c if c.is_control() => {}
        c => word.push(c),
    }
}

/// Whether a character is an accent that may stand apart from its letter.
pub(super) fn is_accent(c: char) -> bool {
    matches!(c, '¨' | '˚' | '´' | '`' | '^' | 'ˆ' | '~' | '˜' | '¸' | 'ˇ' | '\u{300}'..='\u{36f}')
}

/// A letter with an accent.
pub(super) fn accented(base: char, accent: char) -> Option<char> {
    let (from, to) = match accent {
        '¨' | '\u{308}' => ("aAoOuUeEiIyYı", "äÄöÖüÜëËïÏÿŸï"),
        '˚' | '\u{30a}' => ("aAuU", "åÅůŮ"),
        '´' | '\u{301}' => ("aAeEiIoOuUyYnNcCıs", "áÁéÉíÍóÓúÚýÝńŃćĆíś"),
        '`' | '\u{300}' => ("aAeEiIoOuUı", "àÀèÈìÌòÒùÙì"),
        '^' | 'ˆ' | '\u{302}' => ("aAeEiIoOuUı", "âÂêÊîÎôÔûÛî"),
        '~' | '˜' | '\u{303}' => ("aAnNoO", "ãÃñÑõÕ"),
        '¸' | '\u{327}' => ("cCsS", "çÇşŞ"),
        'ˇ' | '\u{30c}' => ("cCsSzZrReEnN", "čČšŠžŽřŘěĚňŇ"),
        _ => return None,
    };
    from.chars().zip(to.chars()).find(|(letter, _)| *letter == base).map(|(_, composed)| composed)
}

/// The sign for a bullet or box that a symbol font keeps among its private characters; a plain bullet for those unknown.
pub(super) fn private_sign(c: char) -> Option<char> {
    if !('\u{e000}'..='\u{f8ff}').contains(&c) {
        return None;
    }
    // Symbol fonts map the byte of the character into U+F000–F0FF; these are the bytes of Wingdings.
    Some(match u32::from(c) & 0xff {
        0x6f | 0x71 | 0x72 | 0xa8 if is_symbol_byte(c) => '☐',
        0xfe | 0x52 if is_symbol_byte(c) => '☑',
        0xfd | 0x78 if is_symbol_byte(c) => '☒',
        0xfc if is_symbol_byte(c) => '✓',
        0xa7 | 0x6e if is_symbol_byte(c) => '▪',
        0xd8 if is_symbol_byte(c) => '➢',
        0xa1 | 0x6d if is_symbol_byte(c) => '◦',
        _ => '•',
    })
}

fn is_symbol_byte(c: char) -> bool {
    ('\u{f000}'..='\u{f0ff}').contains(&c)
}

/// Whether a word is a sign that begins an item of a list. A lone "o" is Word's bullet of the second level.
pub(super) fn is_bullet(word: &str) -> bool {
    let mut letters = word.chars();
    let (Some(first), None) = (letters.next(), letters.next()) else { return false };
    matches!(
        first,
        '•' | '●'
            | '○'
            | '◦'
            | '▪'
            | '▫'
            | '■'
            | '□'
            | '‣'
            | '⁃'
            | '∙'
            | '·'
            | '►'
            | '▸'
            | '▶'
            | '➢'
            | '➤'
            | '✓'
            | '✔'
            | '✗'
            | '✘'
            | '☐'
            | '☑'
            | '☒'
            | '❑'
            | '❏'
            | '◆'
            | '◇'
            | '❖'
            | '–'
            | '—'
            | '-'
            | '−'
            | '*'
            | '»'
            | '>'
            | 'o'
            | '⚫'
            | '⚪'
            | '\u{25fe}'
            | '\u{25fd}'
            | '+'
            | '→'
    )
}

/// Bullets that `sections` does not know, by one that it does.
pub(super) fn known_bullet(word: &str) -> &str {
    match word {
        "▸" | "▶" | "➤" | "→" | "◆" | "❖" | "⚫" | "\u{25fe}" | "−" => "•",
        "◇" | "⚪" | "\u{25fd}" | "o" => "◦",
        other => other,
    }
}

/// Whether a word numbers an item or a heading: `1.`, `3.1`, `a)`, `(2)`.
pub(super) fn is_number(word: &str) -> bool {
    let bare = word.trim_start_matches('(');
    let stem = bare.trim_end_matches([')', '.', ':']);
    let ended = stem.len() < bare.len();
    let digits = stem.chars().filter(char::is_ascii_digit).count();
    let numeric = digits > 0 && stem.chars().all(|c| c.is_ascii_digit() || c == '.') && !stem.contains("..");
    if numeric {
        let parts = stem.split('.').count();
        return stem.split('.').all(|part| (1..=2).contains(&part.len())) && (ended || parts > 1 || digits <= 2);
    }
    let is_roman = matches!(stem, "i" | "ii" | "iii" | "iv" | "v" | "vi" | "vii" | "viii" | "ix" | "x");
    ended && (is_roman || (stem.chars().count() == 1 && stem.chars().all(char::is_lowercase)))
}
