//! Where a document names persons. Never the words themselves, so that they spread no further than the document.

use serde::{Deserialize, Serialize};

use super::{Span, code::coded};

coded! {
    /// What tells of a person.
    PersonalKind, "kind of personal data" {
        /// A given name and a surname.
        Name = "name",
        /// An e-mail address.
        Email = "email",
        /// A personnummer or samordningsnummer.
        Personnummer = "personnummer",
    }
}

/// A place in the text as read that tells of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Personal {
    /// What stands there.
    pub kind: PersonalKind,
    /// Page, from 1, where the format tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// Line of the text as read, from 1.
    pub line: u32,
    /// Byte span into the text as read.
    pub span: Span,
}
