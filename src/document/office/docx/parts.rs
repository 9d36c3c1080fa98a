//! The container of a Word document → the trees of its parts, found by how they are related.
//!
//! Takes the bytes; gives the main part, and its styles, lists, notes, headers and footers whatever they are called. Never
//! follows a relation that leads out of the container.

use std::collections::HashMap;

use crate::document::{
    Limits, ReadError,
    office::{package::Package, xml},
    tree::Tree,
};

use super::KIND;

#[derive(Debug)]
struct Relation {
    /// The last word of its type, such as `styles`.
    kind: String,
    target: String,
}

/// The parts of one document.
pub(super) struct Parts<'b> {
    package: Package<'b>,
    limit: usize,
    main: String,
    relations: HashMap<String, Relation>,
}

impl<'b> Parts<'b> {
    /// Opens the container and finds the main part.
    pub(super) fn open(bytes: &'b [u8], limits: Limits) -> Result<Parts<'b>, ReadError> {
        let package = Package::open(bytes, KIND, limits.unpacked_bytes)?;
        let mut parts = Parts { package, limit: limits.unpacked_bytes, main: String::new(), relations: HashMap::new() };
        let main = parts.relations_of("")?.into_values().find(|relation| relation.kind == "officeDocument");
        parts.main = main.map_or_else(|| "word/document.xml".to_owned(), |relation| relation.target);
        parts.relations = parts.relations_of(&parts.main.clone())?;
        Ok(parts)
    }

    /// The tree of the main part.
    pub(super) fn main(&mut self) -> Result<Tree, ReadError> {
        let name = self.main.clone();
        self.tree(&name)?.ok_or(ReadError::Damaged { kind: KIND })
    }

    /// The tree of the part that is related to the main one in this way.
    pub(super) fn related(&mut self, kind: &str) -> Result<Option<Tree>, ReadError> {
        let found = self.relations.values().find(|relation| relation.kind == kind);
        let Some(name) = found.map(|relation| relation.target.clone()) else { return Ok(None) };
        self.tree(&name)
    }

    /// The tree of the part with this id of a relation.
    pub(super) fn by_id(&mut self, id: &str) -> Result<Option<Tree>, ReadError> {
        let Some(name) = self.relations.get(id).map(|relation| relation.target.clone()) else { return Ok(None) };
        self.tree(&name)
    }

    /// How many pages Word counted when it saved the document.
    pub(super) fn pages(&mut self) -> Result<Option<usize>, ReadError> {
        let Some(tree) = self.tree("docProps/app.xml")? else { return Ok(None) };
        let words = tree.root().below("Pages").and_then(|pages| pages.children().next()).and_then(|node| node.text());
        Ok(words.and_then(|words| words.trim().parse().ok()))
    }

    fn tree(&mut self, name: &str) -> Result<Option<Tree>, ReadError> {
        let Some(bytes) = self.package.part(name)? else { return Ok(None) };
        xml::parse(&bytes).map(Some).map_err(|fault| fault.of(KIND, self.limit))
    }

    fn relations_of(&mut self, part: &str) -> Result<HashMap<String, Relation>, ReadError> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let slash = if folder.is_empty() { "" } else { "/" };
        let Some(tree) = self.tree(&format!("{folder}{slash}_rels/{file}.rels"))? else { return Ok(HashMap::new()) };
        let mut found = HashMap::new();
        for node in tree.root().descendants().filter(|node| node.name() == "Relationship") {
            let (Some(id), Some(kind), Some(target)) =
                (node.attribute("Id"), node.attribute("Type"), node.attribute("Target"))
            else {
                continue;
            };
            if node.attribute("TargetMode") == Some("External") {
                continue;
            }
            let target = match target.strip_prefix('/') {
                Some(whole) => whole.to_owned(),
                None => format!("{folder}{slash}{}", target.trim_start_matches("./")),
            };
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            found.insert(id.to_owned(), Relation { kind, target });
        }
        Ok(found)
    }
}
