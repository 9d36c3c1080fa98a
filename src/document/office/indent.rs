//! The indents of the items of a list, one after the other → how deep each stands.
//!
//! Takes the level that the file states and the indent from the left margin, in twentieths of a point. Needed because office
//! programs set inner items in a list of its own, on its first level, only further in. Never looks at words.

/// Twentieths of a point that one column of indent stands for.
pub(super) const COLUMN: i32 = 120;

/// Two indents that differ by less are the same.
const SAME: i32 = 180;

/// The list that is open.
#[derive(Debug, Default)]
pub(super) struct Open {
    /// Indents of the items on a first level that are open, outermost first.
    lefts: Vec<i32>,
    last: Option<i32>,
}

impl Open {
    /// The depth of an item: its level, or one more than the item before on the first level that is indented less.
    pub(super) fn depth(&mut self, level: u8, left: i32) -> u8 {
        self.last = Some(left);
        if level > 0 {
            return level.min(8);
        }
        while self.lefts.last().is_some_and(|last| *last > left + SAME) {
            self.lefts.pop();
        }
        if self.lefts.last().is_none_or(|last| *last + SAME < left) {
            self.lefts.push(left);
        }
        u8::try_from(self.lefts.len().saturating_sub(1)).unwrap_or(8).min(8)
    }

    /// Whether a paragraph so far in stands under the last item.
    pub(super) fn holds(&self, left: i32) -> bool {
        self.last.is_some_and(|last| last > 0 && left + SAME / 2 >= last)
    }
}
