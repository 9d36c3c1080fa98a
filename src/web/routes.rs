//! Every address of the site, in one table.

use actix_web::{
    FromRequest, Handler, Resource, Responder, guard,
    web::{self, ServiceConfig},
};

use super::{assets, handlers as h};

/// Puts the routes into an app. A known address answers other methods with 405.
pub(super) fn routes(app: &mut ServiceConfig) {
    app.service(get("/", h::pages::overview))
        .service(get("/jamforelse", h::pages::compare))
        .service(get("/jamforelse.{format}", h::files::compare))
        .service(get("/figurer/{key}.{format}", h::files::figure))
        .service(get("/atgarder", h::pages::actions))
        .service(get("/atgarder.{format}", h::files::actions))
        .service(get("/nis2", h::pages::readiness))
        .service(get("/nis2/{key}", h::pages::readiness_of))
        .service(get("/oversikter", h::pages::dashboards))
        .service(get("/oversikter/{key}", h::pages::dashboard))
        .service(get("/krav", h::pages::requirements))
        .service(get("/gemensamt", h::pages::joint))
        .service(get("/gemensamt.{format}", h::files::joint))
        .service(get("/omraden", h::pages::areas))
        .service(get("/omraden/{code}", h::pages::area))
        .service(get("/sok", h::pages::search))
        .service(get("/sok.{format}", h::files::search))
        .service(get("/loften", h::promises::page))
        .service(get("/loften.{format}", h::promises::file))
        .service(post("/loften/bedomning", h::promises::judge))
        .service(post("/loften/bedomning/ta-tillbaka", h::promises::take_back))
        .service(get("/organisationer", h::pages::organisations))
        .service(get("/organisationer/{key}", h::pages::organisation))
        .service(get("/inlamnade", h::pages::reporting))
        .service(get("/genomgangar", h::pages::reviews))
        .service(get("/dokument/{id}", h::pages::document))
        .service(get("/dokument/{id}/original", h::files::original))
        .service(get("/om", h::pages::about))
        .service(get("/tillganglighet", h::pages::accessibility))
        .service(web::resource("/api/v1/reviews").route(web::post().to(h::reviews::receive)))
        .service(get("/assets/{name:.+}", assets::file))
        .default_service(web::route().to(h::pages::nowhere));
}

/// An address that a form is sent to.
fn post<F, Args>(path: &str, handler: F) -> Resource
where
    F: Handler<Args>,
    Args: FromRequest + 'static,
    F::Output: Responder + 'static,
{
    web::resource(path).route(web::post().to(handler))
}

/// An address that is read, with GET or with HEAD.
fn get<F, Args>(path: &str, handler: F) -> Resource
where
    F: Handler<Args>,
    Args: FromRequest + 'static,
    F::Output: Responder + 'static,
{
    web::resource(path).route(web::route().guard(guard::Any(guard::Get()).or(guard::Head())).to(handler))
}
