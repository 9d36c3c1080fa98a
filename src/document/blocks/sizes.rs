//! The sizes of a document's paragraphs → which are set as headings.
//!
//! Takes all blocks; tells for a paragraph whether it is larger than the text. Headings by size alone count only where no
//! style says what is a heading.

use std::collections::HashMap;

use crate::document::Look;

use super::{
    Block,
    words::{Part, Words},
};

/// Twelve points, in half points.
const UNSTATED: u16 = 24;

/// The sizes that paragraphs are set in, where no style says what is a heading.
pub(super) struct Sizes {
    body: u16,
    /// Larger sizes, the largest first.
    larger: Vec<u16>,
    pub(super) has_headings: bool,
}

impl Sizes {
    pub(super) fn of<'b>(blocks: &'b [Block]) -> Sizes {
        let mut letters: HashMap<u16, usize> = HashMap::new();
        let mut has_headings = false;
        let mut unstated = 0;
        let words = |block: &'b Block| match block {
            Block::Words(words) => Some(words),
            _ => None,
        };
        let all: Vec<&Words> = blocks.iter().filter_map(words).collect();
        for words in &all {
            has_headings |= matches!(words.look, Look::Heading(_));
            for part in &words.parts {
                match part.size {
                    Some(size) => *letters.entry(size).or_default() += part.letters,
                    None => unstated += part.letters,
                }
            }
        }
        // Words that are set in no size of their own are the text, in the size that programs begin with.
        *letters.entry(UNSTATED).or_default() += unstated;
        let body = letters.iter().max_by_key(|(size, count)| (**count, **size)).map_or(0, |(size, _)| *size);
        let mut larger = Vec::new();
        if !has_headings && body > 0 {
            let parts = all.iter().filter(|words| matches!(words.look, Look::Paragraph { .. } | Look::Plain));
            for part in parts.flat_map(|words| &words.parts) {
                if let Some(size) = part.size.filter(|size| is_larger(*size, body) && is_short(part)) {
                    larger.push(size);
                }
            }
            larger.sort_unstable_by(|one, other| other.cmp(one));
            larger.dedup();
        }
        Sizes { body, larger, has_headings }
    }

    pub(super) fn look(&self, part: &Part) -> Look {
        let rank = part.size.and_then(|size| self.larger.iter().position(|larger| *larger == size));
        if let Some(rank) = rank.filter(|_| is_short(part)) {
            return Look::Heading(u8::try_from(rank + 1).unwrap_or(9).min(9));
        }
        let larger = part.size.is_some_and(|size| self.body > 0 && is_larger(size, self.body)) && is_short(part);
        Look::Paragraph { bold: part.is_bold() || larger }
    }
}

/// An eighth larger, as 12.5 to 11: less is no heading's size.
fn is_larger(size: u16, body: u16) -> bool {
    u32::from(size) * 8 >= u32::from(body) * 9
}

fn is_short(part: &Part) -> bool {
    part.letters > 0 && part.text.trim().chars().count() <= 120
}
