//! One function per address: the typed question, the blocking step, the answer.

pub(super) mod files;
pub(super) mod pages;
pub(super) mod promises;
pub(super) mod reviews;
