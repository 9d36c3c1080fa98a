//! The source of a page, however ill formed → a tree of its elements.
//!
//! Takes text; gives elements by name with the ends that HTML lets an author leave out. Comments and declarations are left
//! out, and what lies too deep is kept on the deepest level that is allowed.

use html5gum::{DefaultEmitter, Token, Tokenizer};

use crate::document::tree::{DEEPEST, Grower, TooManyNodes, Tree};

/// Elements without content.
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

/// Elements that end an open paragraph by beginning.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "ul",
];

/// Elements whose content no end tag outside can end.
const WALLS: &[&str] = &["table", "td", "th", "caption", "html", "template"];

/// Builds the tree of a page.
pub(super) fn parse(text: &str) -> Result<Tree, TooManyNodes> {
    let mut emitter = DefaultEmitter::default();
    // So that `<` in a script or style begins no element.
    emitter.naively_switch_states(true);
    let mut soup = Soup { grower: Grower::new(text.len()), beyond: 0 };
    for token in Tokenizer::new_with_emitter(text, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name);
                soup.begin(&name)?;
                for (key, value) in &tag.attributes {
                    soup.grower.attribute(&String::from_utf8_lossy(key), &String::from_utf8_lossy(value));
                }
                if VOID.contains(&&*name) {
                    soup.grower.close();
                } else if soup.grower.depth() >= DEEPEST {
                    // Too deep to hold anything: what follows stands beside it.
                    soup.grower.close();
                    soup.beyond += 1;
                }
            }
            Token::EndTag(tag) => soup.end(&String::from_utf8_lossy(&tag.name)),
            Token::String(words) => soup.grower.text(&String::from_utf8_lossy(&words))?,
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    Ok(soup.grower.finish())
}

struct Soup {
    grower: Grower,
    /// Elements that were closed at once for their depth, and whose end tags are still to come.
    beyond: usize,
}

impl Soup {
    fn begin(&mut self, name: &str) -> Result<(), TooManyNodes> {
        if BLOCKS.contains(&name) {
            self.end_paragraph();
        }
        match name {
            "li" => self.close_to(&["li"], &["ul", "ol", "menu", "dir"]),
            "dt" | "dd" => self.close_to(&["dt", "dd"], &["dl"]),
            "tr" => self.close_to(&["tr"], &["table"]),
            "td" | "th" => self.close_to(&["td", "th"], &["tr"]),
            "thead" | "tbody" | "tfoot" => {
                self.close_to(&["thead", "tbody", "tfoot", "caption", "colgroup"], &["table"])
            }
            "option" => self.close_to(&["option"], &["select"]),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.close_to(&["h1", "h2", "h3", "h4", "h5", "h6"], &["div", "section", "li", "article"]);
            }
            _ => {}
        }
        self.grower.open(name)
    }

    /// Ends the paragraph that a block element stands in. None is open above another block, so that the search ends at the
    /// nearest one, however deep the page.
    fn end_paragraph(&mut self) {
        let is_end =
            |open: &str| open == "button" || BLOCKS.contains(&open) || WALLS.contains(&open) || open.is_empty();
        let nearest = self.grower.open_names().enumerate().find(|(_, open)| is_end(open));
        if let Some((above, "p")) = nearest {
            (0..=above).for_each(|_| self.grower.close());
        }
    }

    /// Closes the innermost element of these names and all within it, unless a wall stands between.
    fn close_to(&mut self, names: &[&str], walls: &[&str]) {
        let tabular = names.iter().any(|name| matches!(*name, "tr" | "td" | "thead"));
        let mut within = 0;
        for open in self.grower.open_names() {
            within += 1;
            if names.contains(&open) {
                break;
            }
            if walls.contains(&open)
                || (WALLS.contains(&open) && !(tabular && matches!(open, "td" | "th")))
                || open.is_empty()
            {
                return;
            }
        }
        for _ in 0..within {
            self.grower.close();
        }
    }

    fn end(&mut self, name: &str) {
        if VOID.contains(&name) {
            return;
        }
        if self.beyond > 0 {
            self.beyond -= 1;
            return;
        }
        let tabular = matches!(name, "table" | "thead" | "tbody" | "tfoot" | "tr" | "td" | "th" | "caption");
        let mut within = 0;
        let mut is_open = false;
        for open in self.grower.open_names() {
            within += 1;
            is_open = open == name;
            let is_wall = (open == "table" && name != "html") || (WALLS.contains(&open) && !tabular);
            if is_open || is_wall || open.is_empty() {
                break;
            }
        }
        if is_open {
            for _ in 0..within {
                self.grower.close();
            }
        }
    }
}
