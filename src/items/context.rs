//! A found action, and what stands above it in its document.

use super::Assigned;
use crate::sections::{Mended, SectionKind};

use super::telling::Seen;

/// How an action is set in its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// An item of a list.
    Item,
    /// A heading in a plan with nothing below it.
    Heading,
    /// A paragraph with a label.
    Labelled,
    /// A row of a table.
    Row,
    /// A sentence of running text.
    Sentence,
}

/// An action as written, with all that stands above it.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundAction {
    /// Its words.
    pub words: Mended,
    /// How it is set.
    pub form: Form,
    /// What its section is for, or what the sentence that introduces it tells.
    pub kind: SectionKind,
    /// Headings above it, outermost first.
    pub headings: Vec<String>,
    /// The sentence that introduces its list.
    pub intro: Option<String>,
    /// The label of a paragraph, the item that introduces its sub-items, or the topic column of a table.
    pub label: Option<String>,
    /// The year that an earlier item of the list set.
    pub running_year: Option<String>,
    /// The last year that the running text of its section named before it.
    pub period: Option<String>,
    /// What the time columns of its row say.
    pub when: Option<String>,
    /// What the status column of its row says.
    pub status: Option<String>,
    /// Whether its box is ticked, where it has one.
    pub ticked: Option<bool>,
    /// Who is to do it, when and for what, as far as stated.
    pub assigned: Assigned,
    /// A mention rather than a commitment.
    pub optional: bool,
}

/// What stands above the unit at hand.
#[derive(Debug, Clone)]
pub(super) struct Context<'s> {
    pub(super) kind: SectionKind,
    pub(super) headings: Vec<&'s str>,
    pub(super) intro: Option<String>,
    pub(super) running_year: Option<String>,
    pub(super) period: Option<String>,
    /// The year that a sentence of this section last began with.
    pub(super) told_year: Option<String>,
    /// The year that the document seems to be for; what is told of it or later is to come.
    pub(super) first_year: Option<u16>,
    /// Takes down what the model of sentences sees, while it is trained.
    pub(super) seen: Option<Seen>,
}

impl Context<'_> {
    /// Whether what stands here is counted rather than mentioned.
    pub(super) fn counts(&self) -> bool {
        matches!(self.kind, SectionKind::Plan | SectionKind::Status)
    }

    pub(super) fn action(&self, words: Mended, form: Form) -> FoundAction {
        FoundAction {
            words,
            form,
            kind: self.kind,
            headings: self.headings.iter().map(|heading| (*heading).to_owned()).collect(),
            intro: self.intro.clone(),
            label: None,
            running_year: self.running_year.clone(),
            period: self.period.clone(),
            when: None,
            status: None,
            ticked: None,
            assigned: Assigned::default(),
            optional: matches!(
                self.kind,
                SectionKind::Summary | SectionKind::Findings | SectionKind::Background | SectionKind::Front
            ),
        }
    }
}
