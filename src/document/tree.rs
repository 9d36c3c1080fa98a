//! Marked-up text → a tree of elements that can be asked in any order.
//!
//! Takes the elements, attributes and texts that a parser finds, in the order of the file; gives nodes with their children.
//! All of it lies in three vectors and one string, so that a file costs no more memory than it has bytes, and nothing is
//! ever freed node by node. Never deeper than `DEEPEST`: whoever walks the tree may do so by recursion.

use std::ops::Range;

/// Elements within one another, at most. Word and LibreOffice stay below 60.
pub(super) const DEEPEST: usize = 256;

/// Nodes of one tree, at most: a thousand pages of Word have a fourth of them.
const MOST_NODES: usize = 2_000_000;

const NONE: u32 = u32::MAX;

/// More nodes than any document has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TooManyNodes;

#[derive(Debug, Clone)]
struct Kept {
    /// The name of an element, or the words of a text.
    words: Range<u32>,
    is_text: bool,
    parent: u32,
    first: u32,
    last: u32,
    next: u32,
    attributes: Range<u32>,
}

/// A tree; the root is an element without name.
#[derive(Debug, Clone)]
pub(super) struct Tree {
    nodes: Vec<Kept>,
    attributes: Vec<(Range<u32>, Range<u32>)>,
    text: String,
}

/// A tree while it grows.
#[derive(Debug)]
pub(super) struct Grower {
    tree: Tree,
    open: Vec<u32>,
}

impl Grower {
    /// A tree for a source of so many bytes.
    pub(super) fn new(bytes: usize) -> Grower {
        let mut tree = Tree {
            nodes: Vec::with_capacity((bytes / 40).min(MOST_NODES)),
            attributes: Vec::with_capacity((bytes / 60).min(MOST_NODES)),
            text: String::with_capacity(bytes / 2),
        };
        tree.nodes.push(Kept {
            words: 0..0,
            is_text: false,
            parent: NONE,
            first: NONE,
            last: NONE,
            next: NONE,
            attributes: 0..0,
        });
        Grower { tree, open: vec![0] }
    }

    /// How many elements are open.
    pub(super) fn depth(&self) -> usize {
        self.open.len() - 1
    }

    /// The names of the open elements, innermost first.
    pub(super) fn open_names(&self) -> impl Iterator<Item = &str> {
        self.open.iter().rev().map(|at| self.tree.node(*at).name())
    }

    /// Opens an element, which takes what follows until it is closed.
    pub(super) fn open(&mut self, name: &str) -> Result<(), TooManyNodes> {
        let words = self.tree.keep(name);
        let from = place(self.tree.attributes.len());
        let at = self.add(Kept {
            words,
            is_text: false,
            parent: NONE,
            first: NONE,
            last: NONE,
            next: NONE,
            attributes: from..from,
        })?;
        self.open.push(at);
        Ok(())
    }

    /// Adds an attribute to the element that was opened last.
    pub(super) fn attribute(&mut self, name: &str, value: &str) {
        let kept = (self.tree.keep(name), self.tree.keep(value));
        self.tree.attributes.push(kept);
        let end = place(self.tree.attributes.len());
        if let Some(node) = self.open.last().and_then(|at| self.tree.nodes.get_mut(*at as usize)) {
            node.attributes.end = end;
        }
    }

    /// Adds words to the open element.
    pub(super) fn text(&mut self, words: &str) -> Result<(), TooManyNodes> {
        // A character reference parts a text in two; they are joined again.
        let end = place(self.tree.text.len());
        let last = self.open.last().map(|at| self.tree.node(*at).kept().last);
        if let Some(last) = last.and_then(|last| self.tree.nodes.get_mut(last as usize))
            && last.is_text
            && last.words.end == end
        {
            self.tree.text.push_str(words);
            last.words.end = place(self.tree.text.len());
            return Ok(());
        }
        let words = self.tree.keep(words);
        self.add(Kept { words, is_text: true, parent: NONE, first: NONE, last: NONE, next: NONE, attributes: 0..0 })?;
        Ok(())
    }

    /// Closes the element that was opened last.
    pub(super) fn close(&mut self) {
        if self.open.len() > 1 {
            self.open.pop();
        }
    }

    /// The tree; whatever is open still is closed.
    pub(super) fn finish(self) -> Tree {
        self.tree
    }

    fn add(&mut self, mut kept: Kept) -> Result<u32, TooManyNodes> {
        if self.tree.nodes.len() >= MOST_NODES {
            return Err(TooManyNodes);
        }
        let at = place(self.tree.nodes.len());
        let parent = self.open.last().copied().unwrap_or(0);
        kept.parent = parent;
        self.tree.nodes.push(kept);
        let before = match self.tree.nodes.get_mut(parent as usize) {
            Some(parent) if parent.first == NONE => {
                parent.first = at;
                parent.last = at;
                NONE
            }
            Some(parent) => std::mem::replace(&mut parent.last, at),
            None => NONE,
        };
        if let Some(before) = self.tree.nodes.get_mut(before as usize) {
            before.next = at;
        }
        Ok(at)
    }
}

impl Tree {
    /// The node that holds all others.
    pub(super) fn root(&self) -> Node<'_> {
        self.node(0)
    }

    fn node(&self, at: u32) -> Node<'_> {
        Node { tree: self, at }
    }

    fn keep(&mut self, words: &str) -> Range<u32> {
        let start = place(self.text.len());
        self.text.push_str(words);
        start..place(self.text.len())
    }

    fn words(&self, range: &Range<u32>) -> &str {
        self.text.get(range.start as usize..range.end as usize).unwrap_or_default()
    }
}

/// Positions are 32 bits wide: no part that may be read is as large.
fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(NONE)
}

/// An element or a text of a tree.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node<'t> {
    tree: &'t Tree,
    at: u32,
}

impl<'t> Node<'t> {
    fn kept(self) -> &'t Kept {
        const NOTHING: &Kept =
            &Kept { words: 0..0, is_text: true, parent: NONE, first: NONE, last: NONE, next: NONE, attributes: 0..0 };
        self.tree.nodes.get(self.at as usize).unwrap_or(NOTHING)
    }

    /// Whether the other is this very node.
    pub(super) fn is(self, other: Node<'_>) -> bool {
        std::ptr::eq(self.tree, other.tree) && self.at == other.at
    }

    /// The name of an element; empty for a text.
    pub(super) fn name(self) -> &'t str {
        let kept = self.kept();
        if kept.is_text { "" } else { self.tree.words(&kept.words) }
    }

    /// The words of a text; `None` for an element.
    pub(super) fn text(self) -> Option<&'t str> {
        let kept = self.kept();
        kept.is_text.then(|| self.tree.words(&kept.words))
    }

    /// What stands within, in order.
    pub(super) fn children(self) -> impl Iterator<Item = Node<'t>> {
        let found = |at: u32| (at != NONE).then(|| self.tree.node(at));
        std::iter::successors(found(self.kept().first), move |node| found(node.kept().next))
    }

    /// The first child of this name.
    pub(super) fn child(self, name: &str) -> Option<Node<'t>> {
        self.children().find(|child| child.name() == name)
    }

    /// The first node of this name below this one, at any depth.
    pub(super) fn below(self, name: &str) -> Option<Node<'t>> {
        self.descendants().find(|node| node.name() == name)
    }

    /// All nodes below this one, in the order of the file.
    pub(super) fn descendants(self) -> impl Iterator<Item = Node<'t>> {
        // Nodes lie in the order of the file, so those below follow until one whose parents are others.
        let mut after = self;
        let end = loop {
            match (after.kept().next, after.kept().parent) {
                (NONE, NONE) => break place(self.tree.nodes.len()),
                (NONE, parent) => after = self.tree.node(parent),
                (next, _) => break next,
            }
        };
        (self.at + 1..end).map(|at| self.tree.node(at))
    }

    /// The value of an attribute.
    pub(super) fn attribute(self, name: &str) -> Option<&'t str> {
        self.attributes().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// Names and values of all attributes.
    pub(super) fn attributes(self) -> impl Iterator<Item = (&'t str, &'t str)> {
        let Range { start, end } = self.kept().attributes;
        let kept = self.tree.attributes.get(start as usize..end as usize).unwrap_or_default();
        kept.iter().map(|(name, value)| (self.tree.words(name), self.tree.words(value)))
    }

    /// The value of an attribute of a child, such as `w:val` of `w:pStyle`.
    pub(super) fn value_of(self, child: &str, attribute: &str) -> Option<&'t str> {
        self.child(child).and_then(|child| child.attribute(attribute))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_keeps_order_attributes_and_joined_texts() {
        let mut grower = Grower::new(0);
        grower.open("p").unwrap();
        grower.attribute("style", "Rubrik1");
        grower.text("Åt").unwrap();
        grower.text("gärd").unwrap();
        grower.open("tab").unwrap();
        grower.close();
        grower.text("2").unwrap();
        grower.close();
        grower.open("q").unwrap();
        let tree = grower.finish();
        let p = tree.root().child("p").unwrap();
        assert_eq!(p.attribute("style"), Some("Rubrik1"));
        let seen: Vec<_> = p.children().map(|node| (node.name(), node.text())).collect();
        assert_eq!(seen, [("", Some("Åtgärd")), ("tab", None), ("", Some("2"))]);
        assert_eq!(p.descendants().count(), 3);
        assert_eq!(tree.root().descendants().count(), 5);
        assert!(tree.root().below("tab").is_some() && p.below("q").is_none());
    }
}
