//! The shipped font: its bytes, and how wide a text is in it.
//!
//! Takes texts; gives widths and lines. Widths come from the font itself, so that what fits here fits in the picture.

use std::sync::LazyLock;

use skrifa::{FontRef, MetadataProvider, instance::LocationRef, instance::Size};

/// Noto Sans Regular, Latin.
pub(super) const REGULAR: &[u8] = include_bytes!("../../dashboards/assets/fonts/NotoSans-Regular.ttf");
/// Noto Sans Bold, Latin.
pub(super) const BOLD: &[u8] = include_bytes!("../../dashboards/assets/fonts/NotoSans-Bold.ttf");

/// The family as the font names itself, with what a browser may use instead.
pub(super) const FAMILY: &str = "Noto Sans, Arial, sans-serif";

const SOFT_HYPHEN: char = '\u{ad}';

/// The weight of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    /// Running text.
    Regular,
    /// Headings and counts.
    Bold,
}

static REGULAR_WIDTHS: LazyLock<Widths> = LazyLock::new(|| Widths::of(REGULAR));
static BOLD_WIDTHS: LazyLock<Widths> = LazyLock::new(|| Widths::of(BOLD));

/// Advance widths in parts of the em, for the letters that the font holds.
struct Widths(std::collections::HashMap<char, f32>);

impl Widths {
    /// A font that cannot be read gives no widths, and every letter counts as average; a test reads both.
    fn of(bytes: &[u8]) -> Widths {
        let Ok(font) = FontRef::new(bytes) else { return Widths(Default::default()) };
        let glyphs = font.glyph_metrics(Size::new(1.0), LocationRef::default());
        let widths = font
            .charmap()
            .mappings()
            .filter_map(|(code, glyph)| Some((char::from_u32(code)?, glyphs.advance_width(glyph)?)))
            .collect();
        Widths(widths)
    }
}

/// The width of a text in pixels. Soft hyphens take no room.
pub(super) fn width(text: &str, size: i32, weight: Weight) -> i32 {
    let widths = match weight {
        Weight::Regular => &*REGULAR_WIDTHS,
        Weight::Bold => &*BOLD_WIDTHS,
    };
    let ems: f32 = text
        .chars()
        .filter(|letter| *letter != SOFT_HYPHEN)
        .map(|letter| widths.0.get(&letter).copied().unwrap_or(0.6))
        .sum();
    #[expect(clippy::cast_possible_truncation, reason = "texts are far shorter than i32 holds")]
    let pixels = (ems * size as f32).ceil() as i32;
    pixels
}

/// Breaks a text into lines no wider than `room`, at spaces and soft hyphens; only a piece that fits no line by itself
/// is broken between letters.
pub(super) fn wrap(text: &str, size: i32, weight: Weight, room: i32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    let fits = |text: &str| width(text, size, weight) <= room;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let mut start = true;
        let pieces: Vec<&str> = word.split(SOFT_HYPHEN).collect();
        for (at, piece) in pieces.iter().enumerate() {
            let hyphen = if at + 1 < pieces.len() { "-" } else { "" };
            let glue = if line.is_empty() || !start { "" } else { " " };
            if fits(&format!("{line}{glue}{piece}{hyphen}")) {
                line.push_str(glue);
                line.push_str(piece);
            } else {
                if !line.is_empty() {
                    if !start {
                        line.push('-');
                    }
                    lines.push(std::mem::take(&mut line));
                }
                for letter in piece.chars() {
                    if !line.is_empty() && !fits(&format!("{line}{letter}")) {
                        lines.push(std::mem::take(&mut line));
                    }
                    line.push(letter);
                }
            }
            start = false;
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// The text, cut short with an ellipsis where it is wider than `room`.
pub(super) fn fit(text: &str, size: i32, weight: Weight, room: i32) -> String {
    if width(text, size, weight) <= room {
        return text.to_owned();
    }
    let mut kept = String::new();
    for letter in text.chars() {
        if width(&format!("{kept}{letter}…"), size, weight) > room {
            break;
        }
        kept.push(letter);
    }
    format!("{}…", kept.trim_end())
}
