//! What all requests share: the store, the settings, and the data that figures are computed from.

use std::{
    sync::{Arc, Mutex, PoisonError, RwLock},
    time::Instant,
};

use super::finder::Finder;
use crate::{
    dashboards::Dashboard,
    ingest::{self, IngestError},
    isolation::{Readers, Setup},
    review::Dataset,
    store::{Store, StoreError},
};

/// What `cli` sets.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Who may send in reviews must know this; nobody may where there is none.
    pub upload_token: Option<String>,
    /// Bytes of one upload with all its files.
    pub upload_limit: usize,
    /// How the processes that read documents are started.
    pub setup: Setup,
    /// The pages of panels.
    pub dashboards: Vec<Dashboard>,
}

/// Shared by all requests.
pub struct State {
    store: Store,
    settings: Settings,
    dataset: RwLock<Arc<Dataset>>,
    readers: Mutex<Option<Arc<Readers>>>,
    finder: Mutex<Option<Arc<Finder>>>,
}

impl State {
    /// A state over an open store; reads the data once, so that a store that cannot be read is found at the start.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn new(store: Store, settings: Settings) -> Result<State, StoreError> {
        let dataset = RwLock::new(Arc::new(store.dataset()?));
        Ok(State { store, settings, dataset, readers: Mutex::new(None), finder: Mutex::new(None) })
    }

    /// The store.
    pub(super) fn store(&self) -> &Store {
        &self.store
    }

    /// What `cli` set.
    pub(super) fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The processes that read documents, by the register as it is now.
    pub(super) fn readers(&self) -> Result<Arc<Readers>, IngestError> {
        let register = ingest::register(&self.store)?;
        let mut readers = self.readers.lock().unwrap_or_else(PoisonError::into_inner);
        let current = readers.as_ref().filter(|readers| readers.register().organisations() == register.organisations());
        if let Some(current) = current {
            return Ok(Arc::clone(current));
        }
        Ok(Arc::clone(readers.insert(Arc::new(Readers::new(self.settings.setup.clone(), register)))))
    }

    /// The data as last read; without I/O.
    pub(super) fn latest(&self) -> Arc<Dataset> {
        Arc::clone(&self.dataset.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The data as they are now: read anew where the store has changed, also by another process.
    pub(super) fn dataset(&self) -> Result<Arc<Dataset>, StoreError> {
        let latest = self.latest();
        if self.store.data_version()? == latest.version {
            return Ok(latest);
        }
        let fresh = Arc::new(self.store.dataset()?);
        // Should an older one be put over a newer, the next request finds out and reads again.
        *self.dataset.write().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&fresh);
        Ok(fresh)
    }

    /// The index over given data: built at the first search, and anew where the data have changed. One request builds it;
    /// others that search wait for that one.
    pub(super) fn finder(&self, dataset: &Dataset) -> Result<Arc<Finder>, StoreError> {
        let mut finder = self.finder.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(current) = finder.as_ref().filter(|finder| finder.version == dataset.version) {
            return Ok(Arc::clone(current));
        }
        let began = Instant::now();
        let fresh = Arc::new(Finder::build(&self.store, dataset)?);
        let duration_ms = began.elapsed().as_millis();
        tracing::info!(texts = fresh.index.len(), duration_ms, "built the index of the search");
        Ok(Arc::clone(finder.insert(fresh)))
    }
}
