//! The pages.

use actix_web::{HttpResponse, web::Path};

use crate::web::{Error, answer, pages, site::Visitor};

/// `GET /`
pub(crate) async fn overview(visitor: Visitor) -> Result<HttpResponse, Error> {
    answer::page(visitor, pages::overview::page).await
}

/// `GET /jamforelse`
pub(crate) async fn compare(visitor: Visitor) -> Result<HttpResponse, Error> {
    answer::page(visitor, pages::compare::page).await
}

/// `GET /atgarder`
pub(crate) async fn actions(visitor: Visitor) -> Result<HttpResponse, Error> {
    answer::page(visitor, pages::actions::page).await
}

/// `GET /nis2`
pub(crate) async fn readiness(visitor: Visitor) -> Result<HttpResponse, Error> {
    answer::page(visitor, pages::readiness::page).await
}

/// `GET /nis2/{key}`
pub(crate) async fn readiness_of(visitor: Visitor, key: Path<String>) -> Result<HttpResponse, Error> {
    answer::page(visitor, move |site| pages::readiness_of::page(site, &key)).await
}

/// `GET /oversikter`
pub(crate) async fn dashboards(visitor: Visitor) -> Result<HttpResponse, Error> {
    answer::page(visitor, pages::dashboard::list).await
}

/// `GET /oversikter/{key}`
pub(crate) async fn dashboard(visitor: Visitor, key: Path<String>) -> Result<HttpResponse, Error> {
    answer::page(visitor, move |site| pages::dashboard::page(site, &key)).await
}

/// `GET /krav`
pub(crate) async fn requirements(visitor: Visitor) -> Result<HttpResponse, Error> {
    answer::page(visitor, pages::requirements::page).await
}

/// `GET /gemensamt`
pub(crate) async fn joint(visitor: Visitor) -> Result<HttpResponse, Error> {
    answer::page(visitor, pages::joint::page).await
}

/// `GET /omraden`
pub(crate) async fn areas(visitor: Visitor) -> Result<HttpResponse, Error> {
    answer::page(visitor, pages::areas::page).await
}

/// `GET /omraden/{code}`
pub(crate) async fn area(visitor: Visitor, code: Path<String>) -> Result<HttpResponse, Error> {
    answer::page(visitor, move |site| pages::area::page(site, &code)).await
}

/// `GET /sok`
pub(crate) async fn search(visitor: Visitor) -> Result<HttpResponse, Error> {
    answer::page(visitor, pages::search::page).await
}

/// `GET /organisationer`
pub(crate) async fn organisations(visitor: Visitor) -> Result<HttpResponse, Error> {
    answer::page(visitor, pages::organisations::page).await
}

/// `GET /organisationer/{key}`
pub(crate) async fn organisation(visitor: Visitor, key: Path<String>) -> Result<HttpResponse, Error> {
    answer::page(visitor, move |site| pages::organisation::page(site, &key)).await
}

/// `GET /inlamnade`
pub(crate) async fn reporting(visitor: Visitor) -> Result<HttpResponse, Error> {
    answer::page(visitor, pages::reporting::page).await
}

/// `GET /genomgangar`
pub(crate) async fn reviews(visitor: Visitor) -> Result<HttpResponse, Error> {
    answer::page(visitor, pages::reviews::page).await
}

/// `GET /dokument/{id}`
pub(crate) async fn document(visitor: Visitor, id: Path<String>) -> Result<HttpResponse, Error> {
    answer::page(visitor, move |site| pages::document::page(site, &id)).await
}

/// `GET /om`
pub(crate) async fn about(visitor: Visitor) -> Result<HttpResponse, Error> {
    answer::page(visitor, pages::about::page).await
}

/// `GET /tillganglighet`
pub(crate) async fn accessibility(visitor: Visitor) -> Result<HttpResponse, Error> {
    answer::page(visitor, pages::accessibility::page).await
}

/// Any other address.
pub(crate) async fn nowhere() -> Result<HttpResponse, Error> {
    Err(Error::NotFound)
}
