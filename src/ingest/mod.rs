//! Opens files, reads them in parallel and saves what was read: one of the two doors to the outside.
//!
//! Takes paths or bytes; gives a report per file, in the order of the paths. One bad file stops no other. Holds the
//! contents of one bounded batch at a time, never of all files. Never judges what a review says.

mod batch;
mod found;
mod report;

use std::path::PathBuf;

use rayon::prelude::*;

use batch::{Opened, Reader};

use crate::{
    isolation::{Failure, Readers, Reply, Setup},
    pipeline::{Limits, ReadError, Register},
    store::{DocumentId, ReadDocument, Store, StoreError},
};

pub use found::{Found, paths};
pub use report::{FileReport, IngestError, Outcome, Summary};

/// Documents that are read anew at once; originals are as large as the limit lets them be.
const REREAD_AT_ONCE: usize = 16;

/// The store's register. A store without one is given the program's own.
///
/// # Errors
/// The store cannot be read or written.
pub fn register(store: &Store) -> Result<Register, IngestError> {
    let mut organisations = store.register()?;
    if organisations.is_empty() {
        organisations = Register::builtin()?.organisations().to_vec();
        store.replace_register(&organisations)?;
    }
    Ok(Register::of(organisations)?)
}

/// Processes that read documents by the store's register.
///
/// # Errors
/// The store cannot be read or written.
pub fn readers(store: &Store, setup: Setup) -> Result<Readers, IngestError> {
    Ok(Readers::new(setup, register(store)?))
}

/// Ingests files: reads them in parallel, saves them in batches, and tells what became of each, in the order given.
/// Versions follow that order too. Of an archive, each document in it is told.
///
/// # Errors
/// The store could not be asked at all. What went wrong with one file stands in its report instead.
pub fn files(
    store: &Store,
    readers: &Readers,
    paths: Vec<PathBuf>,
    on_file: impl FnMut(FileReport),
) -> Result<Summary, IngestError> {
    files_by(store, |name: &str, bytes: &[u8]| readers.read(name, bytes), readers.limits(), paths, on_file)
}

fn files_by(
    store: &Store,
    reader: impl Reader,
    limits: Limits,
    paths: Vec<PathBuf>,
    mut on_file: impl FnMut(FileReport),
) -> Result<Summary, IngestError> {
    let mut summary = Summary::default();
    for batch in batch::batches(paths) {
        let opened = batch.par_iter().map(|path| batch::open(path, limits.file_bytes)).collect();
        for report in batch::ingest(store, &reader, opened)? {
            summary.count(&report);
            on_file(report);
        }
    }
    Ok(summary)
}

/// Ingests one file that was sent in, by the same rules. Of its name only what stands after the last separator is kept.
/// Gives one report, or one for each document of an archive.
///
/// # Errors
/// The store could not be asked at all.
pub fn upload(store: &Store, readers: &Readers, name: &str, bytes: Vec<u8>) -> Result<Vec<FileReport>, IngestError> {
    upload_by(store, |name: &str, bytes: &[u8]| readers.read(name, bytes), readers.limits(), name, bytes)
}

fn upload_by(
    store: &Store,
    reader: impl Reader,
    limits: Limits,
    name: &str,
    bytes: Vec<u8>,
) -> Result<Vec<FileReport>, IngestError> {
    let name = name.rsplit(['/', '\\']).next().map(str::trim).filter(|name| !name.is_empty()).unwrap_or("review");
    let opened = if bytes.len() > limits.file_bytes {
        let error = ReadError::TooLarge { found: bytes.len(), limit: limits.file_bytes };
        Err(Box::new(report::refused(name, error.into())))
    } else {
        Ok(Opened { path: name.to_owned(), name: name.to_owned(), bytes })
    };
    batch::ingest(store, &reader, vec![opened])
}

/// Reads every stored original again, as after a change of register or taxonomy, in the order of arrival. A document that
/// can no longer be read keeps its old reading. The path in a report is the file's name.
///
/// # Errors
/// The store cannot be read or written; what was read anew before stays.
pub fn reread(store: &Store, readers: &Readers, on_file: impl FnMut(FileReport)) -> Result<Summary, IngestError> {
    reread_by(store, |name: &str, bytes: &[u8]| readers.read(name, bytes), on_file)
}

fn reread_by(store: &Store, reader: impl Reader, mut on_file: impl FnMut(FileReport)) -> Result<Summary, IngestError> {
    let mut summary = Summary::default();
    for ids in store.documents()?.chunks(REREAD_AT_ONCE) {
        let again: Vec<Again> = ids.par_iter().map(|id| again(store, &reader, *id)).collect::<Result<_, _>>()?;
        let mut readings = Vec::new();
        let mut names = Vec::new();
        for Again { id, name, read } in again {
            names.push((name, read.map(|read| readings.push((id, read))).err()));
        }
        let saved = store.replace_readings(&readings)?;
        let mut outcomes = readings.into_iter().zip(saved);
        for (name, fault) in names {
            let report = match fault {
                Some(error) => report::refused(name, error),
                None => match outcomes.next() {
                    Some(((_, read), saved)) => batch::told(name, read, Ok(saved)),
                    None => report::refused(name, IngestError::FAULT),
                },
            };
            summary.count(&report);
            on_file(report);
        }
    }
    Ok(summary)
}

/// A stored document that was read again.
struct Again {
    id: DocumentId,
    name: String,
    read: Result<ReadDocument, IngestError>,
}

/// Reads one stored original again. The outer error is the store's, the inner that of the document alone.
fn again(store: &Store, reader: &impl Reader, id: DocumentId) -> Result<Again, IngestError> {
    let (Some(document), Some(bytes)) = (store.document(id)?, store.original(id)?) else {
        return Err(StoreError::Damaged(format!("document {} has no original", id.0)).into());
    };
    let read = match reader(&document.file_name, &bytes) {
        Ok(Reply::Review(read)) => Ok(batch::document(*read)),
        // No archive is ever stored: its documents are.
        Ok(Reply::Archive(_)) => Err(IngestError::Isolation(Failure::Fault)),
        Err(error) => Err(error.into()),
    };
    Ok(Again { id, name: document.file_name, read })
}

#[cfg(test)]
mod tests;
