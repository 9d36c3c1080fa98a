//! Finds whose name a text gives: the register's names and aliases, exactly as written there.

use aho_corasick::{AhoCorasick, MatchKind};

/// Every name of the register, each with the organisation it belongs to. Longer names win over those within them.
#[derive(Debug, Clone)]
pub(super) struct Names {
    automaton: AhoCorasick,
    organisation_of: Vec<usize>,
}

/// A name found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Named {
    /// Index of the organisation in the register.
    pub(super) organisation: usize,
    /// Byte in the folded text.
    pub(super) at: usize,
    /// Length in bytes of the name.
    pub(super) length: usize,
}

impl Names {
    /// `names` yields each organisation's names with its index.
    pub(super) fn new<'n>(
        names: impl IntoIterator<Item = (usize, &'n str)>,
    ) -> Result<Names, aho_corasick::BuildError> {
        let (organisation_of, names): (Vec<usize>, Vec<String>) =
            names.into_iter().map(|(organisation, name)| (organisation, fold(name))).unzip();
        let automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&names)?;
        Ok(Names { automaton, organisation_of })
    }

    /// Names in the text, whole words only; a hyphen belongs to the word, so that "Älvsjö SDF" is not found in
    /// "Hägersten-Älvsjö SDF".
    pub(super) fn find(&self, text: &str) -> Vec<Named> {
        let text = fold(text);
        self.automaton
            .find_iter(&text)
            .filter(|found| {
                let before = text.get(..found.start()).and_then(|text| text.chars().next_back());
                let after = text.get(found.end()..).unwrap_or_default();
                // A genitive belongs to the name: "Stokabs", "SISAB:s".
                let after = after.strip_prefix(":s").or_else(|| after.strip_prefix('s')).unwrap_or(after);
                let inside = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '-');
                !inside(before) && !inside(after.chars().next())
            })
            .filter_map(|found| {
                let organisation = *self.organisation_of.get(found.pattern().as_usize())?;
                Some(Named { organisation, at: found.start(), length: found.len() })
            })
            .collect()
    }
}

/// Lower case, one kind of white space and hyphen; white space is kept one for one.
fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut space = false;
    let mut push = |c: char| {
        let c = match c {
            '\u{2010}' | '\u{2011}' | '–' => '-',
            c if c.is_whitespace() || c == '*' => ' ',
            '\u{ad}' => return,
            c => c,
        };
        if !(c == ' ' && space) {
            folded.push(c);
        }
        space = c == ' ';
    };
    for c in text.chars() {
        if c.is_ascii() { push(c.to_ascii_lowercase()) } else { c.to_lowercase().for_each(&mut push) }
    }
    folded
}
