//! The place of an item in its list → the label that a reader sees before it.
//!
//! Takes numbers and the ways of writing them that Word, LibreOffice and browsers have; gives words such as `2.1` or `b`.
//! Never decides whether something is an item.

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Figures {
    #[default]
    Decimal,
    /// 01, 02, … 10.
    Padded,
    Lower,
    Upper,
    LowerRoman,
    UpperRoman,
}

impl Figures {
    /// The number as written.
    pub(super) fn write(self, number: u32) -> String {
        match self {
            Figures::Decimal => number.to_string(),
            Figures::Padded => format!("{number:02}"),
            Figures::Lower => letters(number, b'a'),
            Figures::Upper => letters(number, b'A'),
            Figures::LowerRoman => roman(number).to_lowercase(),
            Figures::UpperRoman => roman(number),
        }
    }
}

/// Characters of a label, at most: no list needs more, and a file may repeat one for every paragraph.
const LONGEST: usize = 40;

/// A label, or a part of one, as short as any is.
pub(super) fn bounded(label: &str) -> String {
    label.chars().take(LONGEST).collect()
}

/// The bullet or box that stands for a sign of a list, whatever font draws it.
pub(super) fn bullet(sign: &str) -> &'static str {
    match sign.trim().chars().next() {
        // Wingdings o, q, r, ¨ and the boxes that Unicode has.
        Some('\u{f06f}' | '\u{f071}' | '\u{f072}' | '\u{f0a8}' | '☐' | '❑' | '❏' | '□') => "☐",
        Some('\u{f0fe}' | '\u{f0fd}' | '☑' | '☒') => "☒",
        Some('\u{f0fc}' | '✓' | '✔') => "✓",
        Some('–' | '-' | '—' | '−') => "–",
        _ => "•",
    }
}

/// a … z, aa, bb, … as Word counts on.
fn letters(number: u32, first: u8) -> String {
    let Some(before) = number.checked_sub(1) else { return "0".to_owned() };
    let letter = char::from(first.saturating_add(u8::try_from(before % 26).unwrap_or(0)));
    std::iter::repeat_n(letter, (before / 26 + 1).min(9) as usize).collect()
}

fn roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..4000).contains(&number) {
        return number.to_string();
    }
    let mut rest = number;
    let mut written = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            written.push_str(sign);
            rest -= value;
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_lists_write_them() {
        assert_eq!(Figures::Decimal.write(12), "12");
        assert_eq!(Figures::Padded.write(3), "03");
        assert_eq!([1, 26, 27, 28].map(|number| Figures::Lower.write(number)), ["a", "z", "aa", "bb"]);
        assert_eq!([4, 9, 14, 1994].map(|number| Figures::UpperRoman.write(number)), ["IV", "IX", "XIV", "MCMXCIV"]);
        assert_eq!(Figures::Upper.write(0), "0");
    }
}
