//! The files that pages need, carried by the program: style sheet, fonts, mark.

use actix_web::{HttpResponse, http::header, web};
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

use super::Error;

/// Name, media type and bytes of every file under `/assets/`.
const FILES: [(&str, &str, &[u8]); 5] = [
    ("lagesbild.css", "text/css; charset=utf-8", include_bytes!("../../dashboards/assets/lagesbild.css")),
    ("mark.svg", "image/svg+xml", include_bytes!("../../dashboards/assets/mark.svg")),
    (
        "fonts/NotoSans-Regular.woff2",
        "font/woff2",
        include_bytes!("../../dashboards/assets/fonts/NotoSans-Regular.woff2"),
    ),
    ("fonts/NotoSans-Bold.woff2", "font/woff2", include_bytes!("../../dashboards/assets/fonts/NotoSans-Bold.woff2")),
    ("fonts/OFL.txt", "text/plain; charset=utf-8", include_bytes!("../../dashboards/assets/fonts/OFL.txt")),
];

/// Address of the style sheet; changes when the sheet does, so that browsers may keep it for long.
pub(super) fn style() -> &'static str {
    static ADDRESS: LazyLock<String> = LazyLock::new(|| {
        let bytes = FILES.iter().find(|(name, ..)| *name == "lagesbild.css").map_or(&[][..], |(.., bytes)| bytes);
        let digest = Sha256::digest(bytes);
        let start: String = digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
        format!("/assets/lagesbild.css?v={start}")
    });
    &ADDRESS
}

/// `GET /assets/{name}`
pub(super) async fn file(name: web::Path<String>) -> Result<HttpResponse, Error> {
    let (_, media_type, bytes) = FILES.iter().find(|(known, ..)| *known == name.as_str()).ok_or(Error::NotFound)?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, *media_type))
        .insert_header((header::CACHE_CONTROL, "public, max-age=86400"))
        .body(*bytes))
}
