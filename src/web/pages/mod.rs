//! One file per page: a pure build from the site's data to the template's values. Never knows of HTTP.

pub(super) mod about;
pub(super) mod accessibility;
pub(super) mod actions;
pub(super) mod area;
pub(super) mod areas;
pub(super) mod compare;
pub(super) mod dashboard;
pub(super) mod document;
mod figures;
pub(super) mod files;
mod gaps;
pub(super) mod joint;
pub(super) mod organisation;
pub(super) mod organisations;
pub(super) mod overview;
mod parts;
mod peers;
pub(super) mod promises;
pub(super) mod readiness;
pub(super) mod readiness_of;
pub(super) mod reporting;
pub(super) mod requirements;
pub(super) mod reviews;
mod scopes;
pub(super) mod search;
