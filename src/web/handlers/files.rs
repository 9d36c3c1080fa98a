//! The files: the same figures as the pages, as CSV, JSON, SVG and PNG, and the documents as they came.

use actix_web::{HttpResponse, web::Path};

use crate::web::{Error, answer, pages, site::Visitor};

/// `GET /jamforelse.{format}`
pub(crate) async fn compare(visitor: Visitor, format: Path<String>) -> Result<HttpResponse, Error> {
    answer::file(visitor, move |site| pages::files::file(site, "jamforelse", &format)).await
}

/// `GET /figurer/{key}.{format}`
pub(crate) async fn figure(visitor: Visitor, path: Path<(String, String)>) -> Result<HttpResponse, Error> {
    let (key, format) = path.into_inner();
    answer::file(visitor, move |site| pages::files::file(site, &key, &format)).await
}

/// `GET /atgarder.{format}`
pub(crate) async fn actions(visitor: Visitor, format: Path<String>) -> Result<HttpResponse, Error> {
    answer::file(visitor, move |site| pages::actions::file(site, &format)).await
}

/// `GET /gemensamt.{format}`
pub(crate) async fn joint(visitor: Visitor, format: Path<String>) -> Result<HttpResponse, Error> {
    answer::file(visitor, move |site| pages::joint::file(site, &format)).await
}

/// `GET /sok.{format}`
pub(crate) async fn search(visitor: Visitor, format: Path<String>) -> Result<HttpResponse, Error> {
    answer::file(visitor, move |site| pages::search::file(site, &format)).await
}

/// `GET /dokument/{id}/original`
pub(crate) async fn original(visitor: Visitor, id: Path<String>) -> Result<HttpResponse, Error> {
    answer::file(visitor, move |site| pages::document::original(site, &id)).await
}
