//! Characters of symbol fonts → the characters that they look like.
//!
//! Takes a font's name and a code; gives Unicode. Office programs write bullets, boxes and ticks as letters of Wingdings or
//! Symbol, often moved to the private area U+F000. Gives nothing for what carries no meaning in running text.

/// The character that a code of a symbol font shows; `None` where it is mere decoration.
pub(super) fn shown(font: &str, code: u32) -> Option<char> {
    let code = if (0xf000..=0xf0ff).contains(&code) { code - 0xf000 } else { code };
    let font = font.to_lowercase();
    if font == "wingdings 2" {
        return Some(match code {
            0x50 => '✓',
            0x52..=0x54 => '☒',
            0xa2 | 0xa3 | 0x2a => '☐',
            0x97..=0x9f => '•',
            _ => return None,
        });
    }
    if font == "symbol" {
        return Some(match code {
            0x20 => ' ',
            0x2d => '−',
            0xa3 => '≤',
            0xae => '→',
            0xb0 => '°',
            0xb1 => '±',
            0xb3 => '≥',
            0xb4 => '×',
            0xb7 => '•',
            0xb9 => '≠',
            0xbb => '≈',
            0xde => '⇒',
            code @ 0x21..=0x7e => return char::from_u32(code).filter(|c| !c.is_ascii_alphabetic()),
            _ => return None,
        });
    }
    Some(match code {
        0x20 => ' ',
        0x6f | 0x71 | 0x72 | 0xa8 => '☐',
        0xfd | 0xfe | 0x78 => '☒',
        0xfc => '✓',
        0xfb => '✗',
        0x6c | 0x6e | 0x9e | 0x9f | 0xa7 | 0xb7 | 0x73..=0x77 => '•',
        0xe0 | 0xe8 | 0xf0 | 0xd8 => '→',
        0x4a => '☺',
        _ => return None,
    })
}

/// Whether a font shows symbols for letters.
pub(super) fn is_symbols(font: &str) -> bool {
    matches!(font.to_lowercase().as_str(), "symbol" | "wingdings" | "wingdings 2" | "wingdings 3" | "webdings")
}

/// Words with the letters of symbol fonts replaced.
pub(super) fn replace(words: &str, font: Option<&str>) -> String {
    let symbols = font.filter(|font| is_symbols(font));
    let replaced = |c: char| match (symbols, u32::from(c)) {
        (_, code @ 0xf000..=0xf0ff) => shown(symbols.unwrap_or("wingdings"), code),
        (Some(font), code @ 0x20..=0xff) => shown(font, code),
        _ => Some(c),
    };
    words.chars().filter(|c| *c != '\u{ad}').filter_map(replaced).collect()
}

/// Whether words need no replacing.
pub(super) fn is_plain(words: &str, font: Option<&str>) -> bool {
    !font.is_some_and(is_symbols) && !words.chars().any(|c| c == '\u{ad}' || ('\u{f000}'..='\u{f0ff}').contains(&c))
}
