//! One batch of files: opened, compared with what is known, read in parallel, saved together, reported in order.

use std::{
    collections::HashMap,
    fs::File,
    io::Read as _,
    path::{Path, PathBuf},
};

use rayon::prelude::*;

use super::{FileReport, IngestError, Outcome, report::refused};
use crate::{
    diagnostics::Warned,
    isolation::{Failure, Reply},
    pipeline::{Member, ReadError, ReadReview},
    review::ReviewId,
    store::{Incoming, ReadDocument, Saved, Sha256Hex, Store, StoreError},
};

/// Files of one batch: enough to keep all threads busy and to make one wait for the disk cheap.
const MOST_FILES: usize = 64;

/// Bytes of one batch; a single file may be larger.
const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// How the bytes of a named file are read: by a process of their own, or a test's way.
pub(super) trait Reader: Fn(&str, &[u8]) -> Result<Reply, Failure> + Sync {}

impl<F: Fn(&str, &[u8]) -> Result<Reply, Failure> + Sync> Reader for F {}

/// Splits paths into batches that bound what is in memory at once.
pub(super) fn batches(paths: Vec<PathBuf>) -> impl Iterator<Item = Vec<PathBuf>> {
    let mut paths = paths.into_iter().peekable();
    std::iter::from_fn(move || {
        let mut batch = vec![paths.next()?];
        let mut bytes = batch.first().map_or(0, |path| size(path));
        while batch.len() < MOST_FILES
            && let Some(next) = paths.next_if(|path| bytes.saturating_add(size(path)) <= MOST_BYTES)
        {
            bytes = bytes.saturating_add(size(&next));
            batch.push(next);
        }
        Some(batch)
    })
}

fn size(path: &Path) -> u64 {
    std::fs::metadata(path).map_or(0, |what| what.len())
}

/// A file that was opened.
pub(super) struct Opened {
    /// The path as given or found, for reports.
    pub(super) path: String,
    /// The file's name, without folders.
    pub(super) name: String,
    /// Its bytes.
    pub(super) bytes: Vec<u8>,
}

/// Opens a file, no further than the limit.
pub(super) fn open(path: &Path, limit: usize) -> Result<Opened, Box<FileReport>> {
    let shown = path.to_string_lossy().into_owned();
    match bytes(path, limit) {
        Ok(bytes) => {
            let name = path.file_name().map_or_else(|| shown.clone(), |name| name.to_string_lossy().into_owned());
            Ok(Opened { path: shown, name, bytes })
        }
        Err(error) => Err(Box::new(refused(shown, error))),
    }
}

fn bytes(path: &Path, limit: usize) -> Result<Vec<u8>, IngestError> {
    let fault = |error: std::io::Error| IngestError::of_io(&error);
    let file = File::open(path).map_err(fault)?;
    let what = file.metadata().map_err(fault)?;
    if !what.is_file() {
        return Err(IngestError::NotAFile);
    }
    let found = usize::try_from(what.len()).unwrap_or(usize::MAX);
    if found > limit {
        return Err(ReadError::TooLarge { found, limit }.into());
    }
    // The file may grow while it is read; one byte more than the limit is enough to tell.
    let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Vec::with_capacity(found);
    file.take(most).read_to_end(&mut bytes).map_err(fault)?;
    if bytes.len() > limit {
        return Err(ReadError::TooLarge { found: bytes.len(), limit }.into());
    }
    Ok(bytes)
}

/// What came of a file before its batch is saved.
enum Step {
    /// There is nothing to save.
    Told(FileReport),
    /// It was read from the file at the path.
    Read { path: String, incoming: Box<Incoming> },
    /// It is an archive, which is opened again at its turn: only one is unpacked at a time.
    Archive(Opened),
}

/// Reads and saves a batch; the reports are in the order of the files, the documents of an archive in its own.
pub(super) fn ingest(
    store: &Store,
    reader: &impl Reader,
    opened: Vec<Result<Opened, Box<FileReport>>>,
) -> Result<Vec<FileReport>, IngestError> {
    let mut reports = Vec::new();
    let mut waiting = Vec::new();
    for step in steps(store, reader, opened)? {
        match step {
            Step::Archive(archive) => {
                reports.append(&mut save(store, std::mem::take(&mut waiting))?);
                reports.append(&mut unpacked(store, reader, archive)?);
            }
            step => waiting.push(step),
        }
    }
    reports.append(&mut save(store, waiting)?);
    Ok(reports)
}

/// Reads files in parallel, those that are not known already.
fn steps(
    store: &Store,
    reader: &impl Reader,
    opened: Vec<Result<Opened, Box<FileReport>>>,
) -> Result<Vec<Step>, IngestError> {
    let hashed: Vec<Result<(Opened, Sha256Hex), Box<FileReport>>> = opened
        .into_par_iter()
        .map(|file| {
            file.map(|file| {
                let hash = Sha256Hex::of(&file.bytes);
                (file, hash)
            })
        })
        .collect();
    let hashes: Vec<Sha256Hex> = hashed.iter().flatten().map(|(_, hash)| hash.clone()).collect();
    let known = store.known(&hashes)?;
    let step = |file: Result<(Opened, Sha256Hex), Box<FileReport>>| match file {
        Ok((file, hash)) => step(reader, &known, file, hash),
        Err(report) => Step::Told(*report),
    };
    Ok(hashed.into_par_iter().map(step).collect())
}

fn step(reader: &impl Reader, known: &HashMap<Sha256Hex, ReviewId>, file: Opened, sha256: Sha256Hex) -> Step {
    if let Some(review) = known.get(&sha256) {
        return Step::Told(unchanged(file.path, *review));
    }
    match reader(&file.name, &file.bytes) {
        Ok(Reply::Review(read)) => {
            let incoming = Incoming { file_name: file.name, sha256, bytes: file.bytes, read: document(*read) };
            Step::Read { path: file.path, incoming: Box::new(incoming) }
        }
        Ok(Reply::Archive(_)) => Step::Archive(file),
        Err(error) => Step::Told(refused(file.path, error.into())),
    }
}

/// What was read, in the form that the store keeps.
pub(super) fn document(read: Warned<ReadReview>) -> ReadDocument {
    let Warned { value: ReadReview { media_type, text, review }, diagnostics } = read;
    ReadDocument { media_type, text, review, diagnostics }
}

/// Ingests the documents of an archive. One within another is refused: it could unpack without end.
fn unpacked(store: &Store, reader: &impl Reader, archive: Opened) -> Result<Vec<FileReport>, IngestError> {
    let members = match reader(&archive.name, &archive.bytes) {
        Ok(Reply::Archive(members)) if members.is_empty() => {
            return Ok(vec![refused(archive.path, IngestError::NoReviews)]);
        }
        Ok(Reply::Archive(members)) => members,
        Ok(Reply::Review(_)) => return Ok(vec![refused(archive.path, IngestError::FAULT)]),
        Err(error) => return Ok(vec![refused(archive.path, error.into())]),
    };
    let opened = members.into_iter().map(|Member { name, bytes }| {
        let last = name.rsplit(['/', '\\']).next().unwrap_or(&name).to_owned();
        Ok(Opened { path: format!("{}/{name}", archive.path), name: last, bytes })
    });
    let flat = steps(store, reader, opened.collect())?.into_iter().map(|step| match step {
        Step::Archive(inner) => Step::Told(refused(inner.path, ReadError::NotRead { kind: "a ZIP archive" }.into())),
        step => step,
    });
    save(store, flat.collect())
}

/// Saves what was read, together; one by one where that fails, so that one document stops no other.
fn save(store: &Store, steps: Vec<Step>) -> Result<Vec<FileReport>, IngestError> {
    let mut reports: Vec<Option<FileReport>> = Vec::with_capacity(steps.len());
    let mut batch = Vec::new();
    let mut slots = Vec::new();
    for step in steps {
        match step {
            Step::Told(report) => reports.push(Some(report)),
            Step::Read { path, incoming } => {
                slots.push((reports.len(), path));
                batch.push(*incoming);
                reports.push(None);
            }
            // Told by the caller, document by document.
            Step::Archive(_) => {}
        }
    }
    if batch.is_empty() {
        return Ok(reports.into_iter().flatten().collect());
    }
    let outcomes: Vec<Result<Saved, StoreError>> = match store.save(&batch) {
        Ok(saved) => saved.into_iter().map(Ok).collect(),
        Err(StoreError::Busy) => return Err(StoreError::Busy.into()),
        Err(error) => {
            tracing::warn!(%error, documents = batch.len(), "a batch could not be saved; saving one by one");
            batch.iter().map(|incoming| alone(store, incoming)).collect()
        }
    };
    for (((slot, path), incoming), outcome) in slots.into_iter().zip(batch).zip(outcomes) {
        if let Some(place) = reports.get_mut(slot) {
            *place = Some(told(path, incoming.read, outcome));
        }
    }
    Ok(reports.into_iter().flatten().collect())
}

fn alone(store: &Store, incoming: &Incoming) -> Result<Saved, StoreError> {
    let saved = store.save(std::slice::from_ref(incoming))?;
    saved.into_iter().next().ok_or_else(|| StoreError::Database("nothing was saved".to_owned()))
}

/// The report on a document that was read, by what the store made of it.
pub(super) fn told(path: String, read: ReadDocument, outcome: Result<Saved, StoreError>) -> FileReport {
    let (id, version) = match outcome {
        Ok(Saved::New { review, version }) => (review, version),
        Ok(Saved::Unchanged { review }) => return unchanged(path, review),
        Err(error) => return refused(path, error.into()),
    };
    let review = read.review;
    let mentions = review.actions.iter().filter(|action| action.optional).count();
    let outcome = Outcome::Stored {
        review: id,
        actions: review.actions.len() - mentions,
        mentions,
        risks: review.risks.len(),
        metrics: review.metrics.len(),
        organisation: review.organisation.map(|matched| matched.name),
        year: review.review_year,
        version,
    };
    FileReport { path, outcome, diagnostics: read.diagnostics }
}

fn unchanged(path: String, review: ReviewId) -> FileReport {
    FileReport { path, outcome: Outcome::Unchanged { review }, diagnostics: Vec::new() }
}
