//! One file per page: a pure build from the site's data to the template's values. Never knows of HTTP.

pub(super) mod about;
pub(super) mod actions;
pub(super) mod compare;
pub(super) mod document;
mod figures;
pub(super) mod files;
pub(super) mod organisation;
pub(super) mod organisations;
pub(super) mod overview;
mod parts;
pub(super) mod promises;
pub(super) mod reporting;
pub(super) mod reviews;
