//! One paragraph with how it is set → the lines that it makes.
//!
//! Takes words piece by piece; gives lines, each told to begin or to carry on. Never looks at what words mean, only at the
//! marks and letters that they begin and end with.

use crate::document::Look;

/// One paragraph.
#[derive(Debug, Clone, Default)]
pub(in crate::document) struct Words {
    pub(in crate::document) look: Look,
    /// In columns.
    pub(in crate::document) indent: u16,
    /// Bullet or number, written before the words.
    pub(in crate::document) label: String,
    /// Whether the label is a number that may as well be a chapter's.
    pub(in crate::document) loose: bool,
    /// At least one; line breaks part them.
    pub(in crate::document) parts: Vec<Part>,
}

/// The words between two line breaks, and how they are set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::document) struct Part {
    pub(in crate::document) text: String,
    /// Characters, those in bold, and the size of the smallest in half points.
    pub(super) letters: usize,
    bold: usize,
    pub(super) size: Option<u16>,
}

impl Words {
    pub(in crate::document) fn new(look: Look, indent: u16, label: String) -> Words {
        Words { look, indent, label, loose: false, parts: vec![Part::default()] }
    }

    /// Adds words; a line break in them begins the next part.
    pub(in crate::document) fn push(&mut self, text: &str, bold: bool, size: Option<u16>) {
        for (at, piece) in text.split('\n').enumerate() {
            if at > 0 || self.parts.is_empty() {
                self.parts.push(Part::default());
            }
            let Some(part) = self.parts.last_mut() else { continue };
            let letters = piece.chars().filter(|c| !c.is_whitespace()).count();
            part.text.push_str(piece);
            part.letters += letters;
            part.bold += if bold { letters } else { 0 };
            if letters > 0
                && let Some(size) = size
            {
                part.size = Some(part.size.map_or(size, |known| known.min(size)));
            }
        }
    }

    /// Sets all of it in bold.
    pub(in crate::document) fn embolden(&mut self) {
        for part in &mut self.parts {
            part.bold = part.letters;
        }
    }

    pub(in crate::document) fn is_blank(&self) -> bool {
        self.parts.iter().all(|part| part.letters == 0)
    }

    /// The text of all parts, for comparing.
    pub(in crate::document) fn text(&self) -> String {
        let mut all = self.label.clone();
        for part in &self.parts {
            all.push(' ');
            all.push_str(part.text.trim());
        }
        all.trim().to_owned()
    }

    /// The lines that the parts make: the words, and whether they begin a line or carry on the one before.
    pub(super) fn lines(&self) -> Vec<(bool, String, &Part)> {
        let mut found: Vec<(bool, String, &Part)> = Vec::new();
        let is_text = matches!(self.look, Look::Paragraph { .. } | Look::Plain | Look::Aside);
        let mut blank_before = false;
        for part in &self.parts {
            let text = part.text.trim();
            if text.is_empty() {
                blank_before = true;
                continue;
            }
            let carries_on = found.last().is_some_and(|(_, before, last)| {
                if begins_marked(text) {
                    return false;
                }
                // A line break in an item or a heading leaves it what it is.
                if !is_text {
                    return true;
                }
                let is_full = before.chars().count() >= 60 && !before.ends_with(['.', ':', ';', '!', '?']);
                !blank_before && part.is_bold() == last.is_bold() && (text.starts_with(char::is_lowercase) || is_full)
            });
            let mut words = String::new();
            if found.is_empty() && !self.label.is_empty() && !(is_bullet(&self.label) && begins_with_box(text)) {
                words.push_str(&self.label);
                words.push(' ');
            }
            words.push_str(text);
            found.push((!carries_on, words, part));
            blank_before = false;
        }
        found
    }

    /// The label and words of a cell's paragraph, one line each.
    pub(super) fn in_cell(&self, lines: &mut Vec<String>) {
        for (begins, words, _) in self.lines() {
            match lines.last_mut().filter(|_| !begins) {
                Some(last) => {
                    last.push(' ');
                    last.push_str(&words);
                }
                None => lines.push(words),
            }
        }
    }
}

impl Part {
    pub(super) fn is_bold(&self) -> bool {
        self.letters > 0 && self.bold == self.letters
    }
}

fn is_bullet(label: &str) -> bool {
    matches!(label, "•" | "–")
}

fn begins_with_box(text: &str) -> bool {
    text.starts_with(['☐', '☒', '☑', '✓', '✔', '❑', '❏', '□'])
}

/// Whether words begin with a bullet, a box or a number of their own.
pub(super) fn begins_marked(text: &str) -> bool {
    let mut letters = text.chars();
    let first = letters.next().unwrap_or(' ');
    let rest = letters.as_str();
    if matches!(first, '•' | '·' | '▪' | '◦' | '●' | '○' | '■' | '►' | '➢') || begins_with_box(text) {
        return true;
    }
    if matches!(first, '-' | '–' | '*') {
        return rest.starts_with(char::is_whitespace);
    }
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let after = text.get(digits..).unwrap_or_default();
    (1..=2).contains(&digits) && after.starts_with(['.', ')']) && after.chars().nth(1).is_some_and(char::is_whitespace)
}
