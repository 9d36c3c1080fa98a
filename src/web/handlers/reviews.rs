//! `POST /api/v1/reviews`: reviews sent in over HTTP.

use actix_multipart::Multipart;
use actix_web::{HttpRequest, HttpResponse, web};

use crate::web::{Error, State, upload};

/// Answers 200 where every file could be read (an unchanged one counts as read), 207 with the error of each faulty file
/// beside what was found in the others, and 422 where none could be read.
pub(crate) async fn receive(
    request: HttpRequest,
    state: web::Data<State>,
    body: web::Payload,
) -> Result<HttpResponse, Error> {
    // The token is looked at before a single byte of the body.
    upload::authorise(&request, state.settings())?;
    let limit = state.settings().upload_limit;
    let files = upload::files(&request, Multipart::new(request.headers(), body), limit).await?;
    let answer = web::block(move || upload::save(&state, files)).await.map_err(Error::internal)??;
    let (status, answer) = answer.status()?;
    Ok(HttpResponse::build(status).json(answer))
}
