//! Receiving reviews: who may, which files, and what is answered about each.
//!
//! Takes a multipart upload; gives one report per file, by the same rules as `lagesbild ingest`. One bad file stops
//! nothing else.

use actix_multipart::Multipart;
use actix_web::{
    HttpRequest,
    http::{StatusCode, header},
};
use futures_util::TryStreamExt;
use serde::Serialize;
use subtle::ConstantTimeEq;

use super::{Error, Settings, State};
use crate::{
    diagnostics::Diagnostic,
    ingest::{self, FileReport, Outcome},
    review::Language,
};

/// A file of an upload.
pub(super) struct Upload {
    name: String,
    bytes: Vec<u8>,
}

/// What is answered.
#[derive(Debug, Serialize)]
pub struct Answer {
    read: usize,
    refused: usize,
    files: Vec<FileAnswer>,
}

#[derive(Debug, Serialize)]
struct FileAnswer {
    file: String,
    outcome: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    found: Option<Found>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
    warnings: Vec<Warning>,
}

#[derive(Debug, Serialize)]
struct Found {
    organisation: Option<String>,
    year: Option<i32>,
    version: i32,
    counted: bool,
    actions: usize,
    mentions: usize,
    risks: usize,
    metrics: usize,
}

#[derive(Debug, Serialize)]
struct Warning {
    kind: &'static str,
    line: Option<u32>,
    sv: String,
    en: String,
}

impl Answer {
    /// 200 where all were read, 207 where some were refused; where none could be read, the answer is an error.
    pub(super) fn status(self) -> Result<(StatusCode, Answer), Error> {
        match (self.read, self.refused) {
            (_, 0) => Ok((StatusCode::OK, self)),
            (0, _) => Err(Error::Unreadable(Box::new(self))),
            _ => Ok((StatusCode::MULTI_STATUS, self)),
        }
    }
}

/// Lets those pass who know the token; compared in constant time.
pub(super) fn authorise(request: &HttpRequest, settings: &Settings) -> Result<(), Error> {
    let token = settings.upload_token.as_deref().filter(|token| !token.is_empty()).ok_or(Error::TokenUnset)?;
    let given = request.headers().get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let given = given.and_then(|value| value.split_once(' '));
    let (scheme, given) = given.ok_or(Error::TokenMissing)?;
    let same = bool::from(given.trim().as_bytes().ct_eq(token.as_bytes()));
    if scheme.eq_ignore_ascii_case("bearer") && same { Ok(()) } else { Err(Error::TokenMissing) }
}

/// The files of an upload, at most `limit` bytes in all.
pub(super) async fn files(request: &HttpRequest, mut parts: Multipart, limit: usize) -> Result<Vec<Upload>, Error> {
    let announced = request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok());
    // The announced length also counts the borders between parts; only a clear excess is refused unread.
    if announced.and_then(|value| value.parse::<usize>().ok()).is_some_and(|length| length > limit + 64 * 1024) {
        return Err(Error::TooLarge { limit });
    }
    let mut files = Vec::new();
    let mut taken = 0;
    while let Some(mut part) = parts.try_next().await.map_err(|_| Error::Upload)? {
        let name = part.content_disposition().and_then(|head| head.get_filename()).map(file_name);
        let mut bytes = Vec::new();
        while let Some(chunk) = part.try_next().await.map_err(|_| Error::Upload)? {
            taken += chunk.len();
            if taken > limit {
                return Err(Error::TooLarge { limit });
            }
            bytes.extend_from_slice(&chunk);
        }
        files.extend(name.map(|name| Upload { name, bytes }));
    }
    if files.is_empty() { Err(Error::NoFiles) } else { Ok(files) }
}

/// The last part of a name, without what a shell or a browser could take for a folder or a command.
fn file_name(sent: &str) -> String {
    // Three signs that browsers and curl send encoded, and those only (HTML, multipart/form-data).
    let sent = sent.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n");
    let last = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String = last.chars().filter(|letter| !letter.is_control()).take(200).collect();
    if clean.trim_matches(['.', ' ']).is_empty() { "namnlös".to_owned() } else { clean }
}

/// Reads and saves the files one by one.
pub(super) fn save(state: &State, files: Vec<Upload>) -> Result<Answer, Error> {
    let readers = state.readers().map_err(Error::internal)?;
    let mut answers = Vec::with_capacity(files.len());
    for file in files {
        let reports = ingest::upload(state.store(), &readers, &file.name, file.bytes).map_err(Error::internal)?;
        answers.extend(reports.into_iter().map(FileAnswer::of));
    }
    let refused = answers.iter().filter(|answer| answer.error.is_some()).count();
    Ok(Answer { read: answers.len() - refused, refused, files: answers })
}

impl FileAnswer {
    fn of(report: FileReport) -> FileAnswer {
        let (outcome, found, error) = match report.outcome {
            Outcome::Stored { organisation, year, version, actions, mentions, risks, metrics, .. } => {
                let counted = organisation.is_some() && year.is_some();
                let year = year.map(|year| year.number());
                let found = Found { organisation, year, version, counted, actions, mentions, risks, metrics };
                ("stored", Some(found), None)
            }
            Outcome::Unchanged { .. } => ("unchanged", None, None),
            Outcome::Refused(error) => ("refused", None, Some(error.to_string())),
        };
        let warnings = report.diagnostics.iter().map(Warning::of).collect();
        FileAnswer { file: report.path, outcome, found, error, warnings }
    }
}

impl Warning {
    fn of(diagnostic: &Diagnostic) -> Warning {
        Warning {
            kind: diagnostic.kind.code(),
            line: diagnostic.place.as_ref().map(|place| place.line),
            sv: diagnostic.message(Language::Sv),
            en: diagnostic.message(Language::En),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn a_sent_name_is_never_a_path() {
        assert_eq!(file_name("../../etc/passwd"), "passwd");
        assert_eq!(file_name("C:\\dok\\års.txt"), "års.txt");
        assert_eq!(file_name(".."), "namnlös");
        assert_eq!(file_name("a\r\nb.txt"), "ab.txt");
        assert_eq!(file_name("a%22b%22%0D%0A 100%25.txt"), "a\"b\" 100%25.txt");
    }
}
