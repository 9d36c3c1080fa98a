//! Owns the rows: documents byte for byte, what was read from them, the register, and versions of reviews.
//!
//! Takes values of `review` and bytes; gives them back, and the `Dataset` that figures are computed from. The only
//! module that names diesel. Never reads a document, opens a file other than its database, or counts for a figure.

mod codes;
mod connection;
mod dataset;
mod documents;
mod error;
mod items;
mod judgements;
mod location;
mod register;
mod reviews;
mod save;
mod schema;
mod scopes;
mod statements;
mod texts;
mod values;

use std::collections::HashMap;

use crate::{
    diagnostics::Diagnostic,
    review::{
        ActionId, Dataset, Finding, FindingId, Judgement, JudgementId, Metric, Organisation, OrganisationKey, Personal,
        ReviewId, RiskId, ScopeDecision,
    },
};

use connection::{Connections, read, write};

pub use error::StoreError;
pub use location::Location;
pub use texts::{StoredText, StoredTexts, TextOf};
pub use values::{
    DocumentId, Incoming, ReadDocument, ReviewHead, Saved, Sha256Hex, StoredAction, StoredDocument, StoredFinding,
    StoredJudgement, StoredRisk,
};

/// A database. Cheap to clone; all clones share one pool of connections. Every call may wait for the disk: a web server
/// calls it apart from its own threads.
#[derive(Clone)]
pub struct Store {
    connections: Connections,
}

impl Store {
    /// Opens a database; makes it where it is missing and brings it up to date.
    ///
    /// # Errors
    /// It cannot be opened, is another program's, or was changed by a newer version of this program.
    pub fn open(location: &Location) -> Result<Store, StoreError> {
        Ok(Store { connections: connection::open(location)? })
    }

    /// The register, in the order of the file that it came from; empty in a new database.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn register(&self) -> Result<Vec<Organisation>, StoreError> {
        read(&self.connections, register::all)
    }

    /// Puts a register in the place of the old one. Reviews of organisations that are gone are no longer placed; to
    /// place others by it, read their documents again.
    ///
    /// # Errors
    /// The database cannot be written; then nothing is changed.
    pub fn replace_register(&self, organisations: &[Organisation]) -> Result<(), StoreError> {
        write(&self.connections, |connection| register::replace(connection, organisations))
    }

    /// Whom the Cybersecurity Act covers, as decided.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn scopes(&self) -> Result<Vec<ScopeDecision>, StoreError> {
        read(&self.connections, scopes::all)
    }

    /// Puts decisions on the scope of the Cybersecurity Act in the place of the old ones.
    ///
    /// # Errors
    /// The database cannot be written; then nothing is changed.
    pub fn replace_scopes(&self, decisions: &[ScopeDecision]) -> Result<(), StoreError> {
        write(&self.connections, |connection| scopes::replace(connection, decisions))
    }

    /// Marks the data as invented, for good; every page and export then says so.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn set_invented(&self) -> Result<(), StoreError> {
        write(&self.connections, connection::set_invented)
    }

    /// Which of these documents are stored already, with the review that was read from each.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn known(&self, sha256: &[Sha256Hex]) -> Result<HashMap<Sha256Hex, ReviewId>, StoreError> {
        read(&self.connections, |connection| documents::known(connection, sha256.iter()))
    }

    /// Saves documents with what was read from them, in one transaction and in the order given; tells what became of
    /// each, in the same order. The same bytes again change nothing. A review whose organisation the stored register
    /// does not hold is kept unplaced, with a remark.
    ///
    /// # Errors
    /// The database cannot be written; then nothing of the batch is kept.
    pub fn save(&self, batch: &[Incoming]) -> Result<Vec<Saved>, StoreError> {
        if batch.is_empty() {
            return Ok(Vec::new());
        }
        write(&self.connections, |connection| save::batch(connection, batch))
    }

    /// Puts new readings of stored documents in the place of the old ones, as after a change of register or taxonomy, in
    /// one transaction. Reviews keep their ids. A reading that says the same as before is `Unchanged`, and its actions
    /// keep their ids.
    ///
    /// # Errors
    /// There is no such document, or the database cannot be written; then nothing is changed.
    pub fn replace_readings(&self, readings: &[(DocumentId, ReadDocument)]) -> Result<Vec<Saved>, StoreError> {
        if readings.is_empty() {
            return Ok(Vec::new());
        }
        write(&self.connections, |connection| save::replace(connection, readings))
    }

    /// Counts up with every change of the data. Cheap, to be asked at each request.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn data_version(&self) -> Result<i64, StoreError> {
        read(&self.connections, connection::data_version)
    }

    /// Everything that figures are computed from: current reviews only, sorted as `Dataset` says.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn dataset(&self) -> Result<Dataset, StoreError> {
        read(&self.connections, dataset::load)
    }

    /// Actions by their ids, in the order asked. Ids that are not there are left out.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn actions(&self, ids: &[ActionId]) -> Result<Vec<StoredAction>, StoreError> {
        read(&self.connections, |connection| items::actions(connection, ids))
    }

    /// Risks by their ids, in the order asked. Ids that are not there are left out.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn risks(&self, ids: &[RiskId]) -> Result<Vec<StoredRisk>, StoreError> {
        read(&self.connections, |connection| items::risks(connection, ids))
    }

    /// Every text of current, placed reviews, for the search.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn texts(&self) -> Result<StoredTexts, StoreError> {
        read(&self.connections, texts::all)
    }

    /// Findings by their ids, in the order asked. Ids that are not there are left out.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn findings(&self, ids: &[FindingId]) -> Result<Vec<StoredFinding>, StoreError> {
        read(&self.connections, |connection| statements::findings(connection, ids))
    }

    /// Keeps what a person says of a promise, in the place of what it contradicts. It names both by their words, and so
    /// stays when a review is read again or a new version comes in.
    ///
    /// # Errors
    /// The database cannot be written; then nothing is changed.
    pub fn judge(&self, judgement: &Judgement) -> Result<JudgementId, StoreError> {
        write(&self.connections, |connection| judgements::add(connection, judgement))
    }

    /// Takes back a judgement; tells whether it was there.
    ///
    /// # Errors
    /// The database cannot be written; then nothing is changed.
    pub fn take_back(&self, judgement: JudgementId) -> Result<bool, StoreError> {
        write(&self.connections, |connection| judgements::remove(connection, judgement))
    }

    /// Judgements by their ids, in the order asked. Ids that are not there are left out.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn judgements(&self, ids: &[JudgementId]) -> Result<Vec<StoredJudgement>, StoreError> {
        read(&self.connections, |connection| judgements::by_id(connection, ids))
    }

    /// The actions of a review, also of an older version or one that stands in no figure; in the order of the document.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn actions_of(&self, review: ReviewId) -> Result<Vec<StoredAction>, StoreError> {
        read(&self.connections, |connection| items::stored_actions_of(connection, review))
    }

    /// The risks of a review, likewise.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn risks_of(&self, review: ReviewId) -> Result<Vec<StoredRisk>, StoreError> {
        read(&self.connections, |connection| items::stored_risks_of(connection, review))
    }

    /// The metrics of a review, in the order of the document.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn metrics_of(&self, review: ReviewId) -> Result<Vec<Metric>, StoreError> {
        read(&self.connections, |connection| items::metrics_of(connection, review))
    }

    /// What a review says is not done, and what others found, in the order of the document.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn findings_of(&self, review: ReviewId) -> Result<Vec<Finding>, StoreError> {
        read(&self.connections, |connection| statements::findings_of(connection, review))
    }

    /// Where a review names persons, in the order of the text; never the words.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn personal_of(&self, review: ReviewId) -> Result<Vec<Personal>, StoreError> {
        read(&self.connections, |connection| statements::personal_of(connection, review))
    }

    /// The head of a review.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn review(&self, id: ReviewId) -> Result<Option<ReviewHead>, StoreError> {
        read(&self.connections, |connection| reviews::head(connection, id))
    }

    /// The heads of reviews, in the order asked. Ids that are not there are left out.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn reviews(&self, ids: &[ReviewId]) -> Result<Vec<ReviewHead>, StoreError> {
        let mut heads =
            read(&self.connections, |connection| reviews::heads_by_id(connection, ids.iter().map(|id| id.0)))?;
        Ok(ids.iter().filter_map(|id| heads.remove(&id.0)).collect())
    }

    /// All reviews of an organisation with all their versions, newest year and newest version first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn reviews_of(&self, organisation: &OrganisationKey) -> Result<Vec<ReviewHead>, StoreError> {
        read(&self.connections, |connection| reviews::of(connection, organisation))
    }

    /// Reviews without organisation or year, in the order of arrival. They stand in no figure.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn unplaced(&self) -> Result<Vec<ReviewHead>, StoreError> {
        read(&self.connections, reviews::unplaced)
    }

    /// The review that was read from a document.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn review_of_document(&self, document: DocumentId) -> Result<Option<ReviewHead>, StoreError> {
        read(&self.connections, |connection| reviews::of_document(connection, document))
    }

    /// The remarks on a review, in the order of the document.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn diagnostics_of(&self, review: ReviewId) -> Result<Vec<Diagnostic>, StoreError> {
        read(&self.connections, |connection| items::remarks_of(connection, review))
    }

    /// All documents, in the order of arrival.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn documents(&self) -> Result<Vec<DocumentId>, StoreError> {
        read(&self.connections, documents::all)
    }

    /// A document with its text as read.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn document(&self, id: DocumentId) -> Result<Option<StoredDocument>, StoreError> {
        read(&self.connections, |connection| documents::one(connection, id))
    }

    /// The file of a document, byte for byte.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn original(&self, id: DocumentId) -> Result<Option<Vec<u8>>, StoreError> {
        read(&self.connections, |connection| documents::original(connection, id))
    }
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Store")
    }
}
