//! From a request to its answer: the one blocking step, and what is sent.

use actix_web::{
    HttpResponse,
    cookie::{Cookie, SameSite, time::Duration},
    http::header::{CONTENT_DISPOSITION, CONTENT_TYPE},
    web,
};
use askama::Template;

use super::{
    Error,
    site::{LANGUAGE_COOKIE, Site, Visitor},
};

/// A file to send.
pub(super) struct File {
    /// Media type.
    pub(super) media_type: &'static str,
    /// Name to save it under; shown in the browser where there is none.
    pub(super) save_as: Option<String>,
    /// Bytes.
    pub(super) bytes: Vec<u8>,
}

/// Builds a page off the threads that answer requests, and sends it.
pub(super) async fn page<T: Template>(
    visitor: Visitor,
    build: impl FnOnce(&Site) -> Result<T, Error> + Send + 'static,
) -> Result<HttpResponse, Error> {
    let chosen = visitor.asked.language();
    let html = blocking(visitor, move |site| build(site)?.render().map_err(Error::internal)).await?;
    let mut answer = HttpResponse::Ok();
    answer.content_type("text/html; charset=utf-8").insert_header(("vary", "Cookie"));
    if let Some(language) = chosen {
        let cookie = Cookie::build(LANGUAGE_COOKIE, language.code())
            .path("/")
            .same_site(SameSite::Lax)
            .http_only(true)
            .max_age(Duration::days(365));
        answer.cookie(cookie.finish());
    }
    Ok(answer.body(html))
}

/// Builds a file off the threads that answer requests, and sends it.
pub(super) async fn file(
    visitor: Visitor,
    build: impl FnOnce(&Site) -> Result<File, Error> + Send + 'static,
) -> Result<HttpResponse, Error> {
    let file = blocking(visitor, build).await?;
    let mut answer = HttpResponse::Ok();
    answer.insert_header((CONTENT_TYPE, file.media_type)).insert_header(("vary", "Cookie"));
    if let Some(name) = file.save_as {
        answer.insert_header((CONTENT_DISPOSITION, disposition(&name)));
    }
    Ok(answer.body(file.bytes))
}

/// One step that may read the store or draw.
pub(super) async fn blocking<T: Send + 'static>(
    visitor: Visitor,
    work: impl FnOnce(&Site) -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    web::block(move || work(&visitor.site()?)).await.map_err(Error::internal)?
}

/// `attachment` with the name in both forms of RFC 6266; a name from outside cannot break out of the header.
fn disposition(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|letter| if letter.is_ascii_alphanumeric() || "-._ ()".contains(letter) { letter } else { '_' })
        .collect();
    let encoded: String = name
        .bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect();
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
}

#[cfg(test)]
mod tests {
    use super::disposition;

    #[test]
    fn a_file_name_stays_inside_its_header() {
        assert_eq!(
            disposition("års\"\r\n.txt"),
            "attachment; filename=\"_rs___.txt\"; filename*=UTF-8''%C3%A5rs%22%0D%0A.txt"
        );
    }
}
