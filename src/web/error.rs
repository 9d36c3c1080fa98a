//! What can go wrong with a request, and how it is told.
//!
//! Pages tell it as a page in the reader's language; the interface as problem+json (RFC 9457). The cause of an internal
//! error is logged once and never sent.

use actix_web::{
    HttpResponse, ResponseError,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::{Method, StatusCode, header},
    middleware::Next,
};
use askama::Template;
use serde::Serialize;

use super::{
    links::Link,
    site::{Layout, Section, Site, Visitor},
    upload::Answer,
};
use crate::{catalogue::Catalogue, review::YearSet, search::LONGEST_QUERY, store::StoreError};

/// Why a request gets no page.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The address leads nowhere.
    #[error("no such address")]
    NotFound,
    /// The address does not answer to the method.
    #[error("method not allowed")]
    Method,
    /// No reviews for the year.
    #[error("no reviews for the year {asked:?}")]
    UnknownYear {
        /// As asked.
        asked: String,
        /// Years with reviews.
        known: YearSet,
    },
    /// Not in the register.
    #[error("no organisation with that key")]
    UnknownOrganisation(String),
    /// None of the areas.
    #[error("no area with that code")]
    UnknownArea(String),
    /// Not in the store.
    #[error("no document with that number")]
    UnknownDocument(String),
    /// A value that a choice does not have.
    #[error("no valid value of {name}")]
    Choice {
        /// Name in the address.
        name: &'static str,
        /// As asked.
        found: String,
        /// Valid values.
        known: String,
    },
    /// A form that another site made a browser send.
    #[error("a form of another site")]
    OtherSite,
    /// A judgement without a role, or one that names a person.
    #[error("no role, or a name of a person")]
    Role,
    /// The query cannot be read.
    #[error("the query cannot be read")]
    Query,
    /// More letters to search for than are taken.
    #[error("the search has too many letters")]
    QueryTooLong,
    /// The token is missing or wrong.
    #[error("no or a wrong token")]
    TokenMissing,
    /// No token is configured, so nothing is received.
    #[error("no upload token is configured")]
    TokenUnset,
    /// More bytes than allowed.
    #[error("upload larger than {limit} bytes")]
    TooLarge {
        /// Bytes allowed.
        limit: usize,
    },
    /// No multipart, or broken.
    #[error("the upload cannot be read")]
    Upload,
    /// A multipart without files.
    #[error("the upload holds no file")]
    NoFiles,
    /// None of the files sent in can be read; the answer says why, file by file.
    #[error("none of the files can be read")]
    Unreadable(Box<Answer>),
    /// Anything that is our fault.
    #[error("internal error")]
    Internal(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        Error::internal(error)
    }
}

impl Error {
    /// An error that is our fault.
    pub(super) fn internal(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
        Error::Internal(cause.into())
    }

    /// Title and text in the reader's language.
    fn words(&self, t: &Catalogue) -> (String, String) {
        let both = |title: &str, text: &str| (t.text(title).to_owned(), t.text(text).to_owned());
        match self {
            Error::NotFound => both("web_fault.not_found", "web_fault.not_found_text"),
            Error::Method => both("web_fault.method", "web_fault.method_text"),
            Error::UnknownYear { asked, known } => {
                let year = [("year", asked.as_str())];
                let text = if known.is_empty() { "web_fault.year_none" } else { "web_fault.year_text" };
                (t.fill("web_fault.year", &year), t.fill(text, &year))
            }
            Error::UnknownOrganisation(key) => {
                (t.text("web_fault.organisation").to_owned(), t.fill("web_fault.organisation_text", &[("key", key)]))
            }
            Error::UnknownArea(code) => {
                (t.text("web_fault.area").to_owned(), t.fill("web_fault.area_text", &[("code", code)]))
            }
            Error::UnknownDocument(id) => {
                (t.text("web_fault.document").to_owned(), t.fill("web_fault.document_text", &[("id", id)]))
            }
            Error::Choice { name, found, known } => {
                let values = [("found", found.as_str()), ("name", name), ("known", known)];
                (t.text("web_fault.choice").to_owned(), t.fill("web_fault.choice_text", &values))
            }
            Error::OtherSite => both("web_fault.other_site", "web_fault.other_site_text"),
            Error::Role => both("web_fault.role", "web_fault.role_text"),
            Error::Query => both("web_fault.choice", "web_fault.query_text"),
            Error::QueryTooLong => {
                let most = LONGEST_QUERY.to_string();
                (t.text("web_fault.choice").to_owned(), t.fill("web_search.too_long", &[("n", &most)]))
            }
            Error::TokenMissing => both("web_fault.token_missing", "web_fault.token_missing_text"),
            Error::TokenUnset => both("web_fault.token_unset", "web_fault.token_unset_text"),
            Error::TooLarge { limit } => {
                let limit = t.integer(i64::try_from(*limit).unwrap_or(i64::MAX));
                (t.text("web_fault.too_large").to_owned(), t.fill("web_fault.too_large_text", &[("limit", &limit)]))
            }
            Error::Upload => both("web_fault.upload", "web_fault.upload_text"),
            Error::NoFiles => both("web_fault.upload", "web_fault.no_files_text"),
            Error::Unreadable(_) => both("web_fault.unreadable", "web_fault.unreadable_text"),
            Error::Internal(_) => both("web_fault.internal", "web_fault.internal_text"),
        }
    }

    /// Where to go instead.
    fn ways(&self, t: &Catalogue) -> Vec<Way> {
        match self {
            Error::UnknownYear { known, .. } => known
                .iter()
                .map(|year| Way { href: Link::to("/jamforelse").with("ar", year).href(), label: year.to_string() })
                .collect(),
            Error::UnknownOrganisation(_) => {
                vec![Way { href: "/organisationer".to_owned(), label: t.text("web_nav.organisations").to_owned() }]
            }
            Error::UnknownArea(_) => {
                vec![Way { href: "/omraden".to_owned(), label: t.text("web_nav.areas").to_owned() }]
            }
            Error::UnknownDocument(_) => {
                vec![Way { href: "/genomgangar".to_owned(), label: t.text("web_nav.reviews").to_owned() }]
            }
            _ => Vec::new(),
        }
    }
}

impl ResponseError for Error {
    fn status_code(&self) -> StatusCode {
        match self {
            Error::NotFound
            | Error::UnknownYear { .. }
            | Error::UnknownOrganisation(_)
            | Error::UnknownArea(_)
            | Error::UnknownDocument(_) => StatusCode::NOT_FOUND,
            Error::Method => StatusCode::METHOD_NOT_ALLOWED,
            Error::Choice { .. }
            | Error::Role
            | Error::Query
            | Error::QueryTooLong
            | Error::Upload
            | Error::NoFiles => StatusCode::BAD_REQUEST,
            Error::TokenMissing => StatusCode::UNAUTHORIZED,
            Error::TokenUnset | Error::OtherSite => StatusCode::FORBIDDEN,
            Error::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Error::Unreadable(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Error::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn error_response(&self) -> HttpResponse<BoxBody> {
        HttpResponse::new(self.status_code())
    }
}

/// Problem details by RFC 9457.
#[derive(Serialize)]
struct Problem<'a> {
    r#type: &'static str,
    title: &'a str,
    status: u16,
    detail: &'a str,
    /// What is told of each file, in the form of a successful answer.
    #[serde(flatten)]
    answer: Option<&'a Answer>,
}

#[derive(Template)]
#[template(path = "fault.html", config = "dashboards/askama.toml")]
struct Fault {
    page: Layout,
    message: String,
    ways: Vec<Way>,
}

struct Way {
    href: String,
    label: String,
}

/// Gives every refusal its body: a page, or problem+json under `/api/`.
pub(super) async fn present(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let response = next.call(request).await?;
    let status = response.status();
    if !status.is_client_error() && !status.is_server_error() {
        return Ok(response.map_into_boxed_body());
    }
    let unread;
    let error = match response.response().error().and_then(|error| error.as_error::<Error>()) {
        Some(error) => error,
        None => {
            unread = match status {
                StatusCode::NOT_FOUND => Error::NotFound,
                StatusCode::METHOD_NOT_ALLOWED => Error::Method,
                _ if status.is_client_error() => Error::Query,
                _ => Error::internal(format!("answered {status} without a cause")),
            };
            &unread
        }
    };
    if let Error::Internal(cause) = error {
        tracing::error!(cause = chain(cause.as_ref()), "a request failed");
    }
    let Some(visitor) = Visitor::of(response.request()).ok().or_else(|| Visitor::plain(response.request())) else {
        return Ok(response.map_into_boxed_body());
    };
    let (title, text) = error.words(Catalogue::of(visitor.language));
    let mut answer = HttpResponse::build(error.status_code());
    if matches!(error, Error::TokenMissing) {
        answer.insert_header((header::WWW_AUTHENTICATE, "Bearer realm=\"lagesbild\""));
    }
    if let Some(allow) = response.headers().get(header::ALLOW) {
        answer.insert_header((header::ALLOW, allow.clone()));
    }
    answer.insert_header((header::CONTENT_LANGUAGE, visitor.language.code()));
    let body = if response.request().path().starts_with("/api/") {
        answer.content_type("application/problem+json");
        let answer = match error {
            Error::Unreadable(answer) => Some(&**answer),
            _ => None,
        };
        let status = error.status_code().as_u16();
        let problem = Problem { r#type: "about:blank", title: &title, status, detail: &text, answer };
        serde_json::to_string(&problem).unwrap_or_default()
    } else {
        answer.content_type("text/html; charset=utf-8");
        let dataset = visitor.state.latest();
        fault(error, &visitor.with(dataset), &title, text)
    };
    let body = if response.request().method() == Method::HEAD { String::new() } else { body };
    Ok(response.into_response(answer.body(body)))
}

/// The page that tells of an error; plain text where even that page fails.
fn fault(error: &Error, site: &Site, title: &str, text: String) -> String {
    let plain = askama::filters::escape(&text, askama::filters::Html).map(|safe| safe.to_string()).unwrap_or_default();
    Fault { page: site.layout(title, Section::Other), message: text, ways: error.ways(site.t) }
        .render()
        .unwrap_or(plain)
}

fn chain(error: &(dyn std::error::Error + 'static)) -> String {
    std::iter::successors(Some(error), |error| error.source()).map(ToString::to_string).collect::<Vec<_>>().join(": ")
}
