//! What charts with organisations as rows share: the words above each group, and lengths in pixels.

use crate::{charts::Style, figures::Heading};

/// Things drawn are few: more than `i32` holds cannot be.
pub(super) fn length(number: usize) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX / 64)
}

/// The words above the first row of each group; none where the rows are sorted across the groups.
pub(super) fn group_headings(rows: &[Heading], style: &Style) -> Vec<Option<String>> {
    let mut seen: Vec<&str> = Vec::new();
    let mut headings = Vec::with_capacity(rows.len());
    for row in rows {
        if seen.last().is_some_and(|last| *last == row.group) {
            headings.push(None);
            continue;
        }
        if row.group.is_empty() || seen.contains(&row.group.as_str()) {
            return vec![None; rows.len()];
        }
        seen.push(&row.group);
        let key = format!("kind_plural.{}", row.group);
        let words = style.catalogue.text(&key);
        // A group of one that is named as its only member is not named twice.
        headings.push((words != row.label).then(|| words.to_owned()));
    }
    headings
}
