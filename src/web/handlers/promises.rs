//! The page of promises, its file, and the forms by which persons judge matches.

use actix_web::{
    HttpRequest, HttpResponse,
    http::header::LOCATION,
    web::{Form, Path},
};

use crate::web::{
    Error, answer,
    judging::{self, Given, TakenBack},
    pages,
    site::Visitor,
};

/// `GET /loften`
pub(crate) async fn page(visitor: Visitor) -> Result<HttpResponse, Error> {
    answer::page(visitor, pages::promises::page).await
}

/// `GET /loften.{format}`
pub(crate) async fn file(visitor: Visitor, format: Path<String>) -> Result<HttpResponse, Error> {
    answer::file(visitor, move |site| pages::promises::file(site, &format)).await
}

/// `POST /loften/bedomning`
pub(crate) async fn judge(request: HttpRequest, visitor: Visitor, given: Form<Given>) -> Result<HttpResponse, Error> {
    judging::same_site(&request)?;
    let back = answer::blocking(visitor, move |site| judging::judge(site, &given)).await?;
    Ok(see(back))
}

/// `POST /loften/bedomning/ta-tillbaka`
pub(crate) async fn take_back(
    request: HttpRequest,
    visitor: Visitor,
    taken: Form<TakenBack>,
) -> Result<HttpResponse, Error> {
    judging::same_site(&request)?;
    let back = answer::blocking(visitor, move |site| judging::take_back(site, &taken)).await?;
    Ok(see(back))
}

/// 303: the page is read again, and reloading it sends nothing twice.
fn see(address: String) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((LOCATION, address)).finish()
}
