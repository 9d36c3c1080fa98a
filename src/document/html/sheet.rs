//! The style sheets within a page → what its classes say of weight, size and hiding.
//!
//! Takes the text of `<style>` elements; gives a rule for each class that is selected by itself. Google Docs and others set
//! bold by classes only. Rules for a medium, and those that ask where an element stands, are left out.

use std::collections::HashMap;

use crate::document::tree::Node;

use super::marks;

/// Characters of style sheets that are read, at most.
const LONGEST: usize = 1 << 18;

/// What a class says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Rule {
    pub(super) bold: Option<bool>,
    /// In half points.
    pub(super) size: Option<u16>,
    pub(super) hidden: bool,
}

/// The rules of a page.
#[derive(Debug, Clone, Default)]
pub(super) struct Sheet {
    rules: HashMap<String, Rule>,
}

impl Sheet {
    /// Reads the style sheets of a page.
    pub(super) fn of(root: Node<'_>) -> Sheet {
        let sheets = root.descendants().filter(|node| node.name() == "style");
        let text: String = sheets.flat_map(Node::children).filter_map(Node::text).collect();
        let mut sheet = Sheet::default();
        let mut rest: &str = text.char_indices().nth(LONGEST).and_then(|(end, _)| text.get(..end)).unwrap_or(&text);
        while let Some((selectors, after)) = rest.split_once('{') {
            let selectors = selectors.rsplit("*/").next().unwrap_or_default().rsplit(';').next().unwrap_or_default();
            if selectors.trim_start().starts_with('@') {
                rest = past_block(after);
                continue;
            }
            let (body, after) = after.split_once('}').unwrap_or((after, ""));
            rest = after;
            let rule = Rule { bold: marks::weight_of(body), size: marks::size_of(body), hidden: marks::hides(body) };
            if rule == Rule::default() {
                continue;
            }
            for selector in selectors.split(',').map(str::trim) {
                let class = selector.split_once('.').map(|(_, class)| class).unwrap_or_default();
                let is_plain =
                    !class.is_empty() && class.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
                if is_plain && !selector.contains(char::is_whitespace) {
                    let known = sheet.rules.entry(class.to_owned()).or_default();
                    known.bold = rule.bold.or(known.bold);
                    known.size = rule.size.or(known.size);
                    known.hidden |= rule.hidden;
                }
            }
        }
        sheet
    }

    /// What the classes of an element say, the last ones first.
    pub(super) fn rule(&self, node: Node<'_>) -> Rule {
        let mut found = Rule::default();
        if self.rules.is_empty() {
            return found;
        }
        for class in node.attribute("class").unwrap_or_default().split_whitespace() {
            if let Some(rule) = self.rules.get(class) {
                found.bold = rule.bold.or(found.bold);
                found.size = rule.size.or(found.size);
                found.hidden |= rule.hidden;
            }
        }
        found
    }
}

/// What follows a block that holds rules of its own.
fn past_block(text: &str) -> &str {
    let mut depth = 1;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return text.get(at + 1..).unwrap_or_default();
        }
    }
    ""
}
