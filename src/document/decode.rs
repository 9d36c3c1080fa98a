//! Bytes → text: UTF-8, UTF-16 or Windows-1252, and a refusal of what is no text.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::diagnostics::{Diagnostic, DiagnosticKind, Stage, Warned};

use super::ReadError;

/// More control characters than this share, and the bytes are no text.
const MOST_CONTROLS: f64 = 0.02;

/// Decodes by byte order mark, else UTF-8 where it is valid, else UTF-16 by the pattern of zero bytes, else Windows-1252,
/// which holds Latin-1. Control characters other than tab, line breaks and form feed become spaces.
pub(super) fn text(bytes: &[u8]) -> Result<Warned<String>, ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    let encoding = encoding_of(bytes);
    let (text, _, replaced) = encoding.decode(bytes);
    let mut diagnostics = Vec::new();
    if encoding != UTF_8 {
        diagnostics.push(Diagnostic::whole(Stage::Document, DiagnosticKind::OtherEncoding, encoding.name()));
    }
    let controls = text.chars().filter(|c| is_stray_control(*c)).count();
    let characters = text.chars().count().max(1);
    if controls as f64 > MOST_CONTROLS * characters as f64 {
        return Err(ReadError::NotText);
    }
    if replaced || controls > 0 {
        let lost = controls + text.chars().filter(|c| *c == '\u{fffd}').count();
        diagnostics.push(Diagnostic::whole(Stage::Document, DiagnosticKind::BytesReplaced, lost.to_string()));
    }
    let text = match controls {
        0 => text.into_owned(),
        _ => text.chars().map(|c| if is_stray_control(c) { ' ' } else { c }).collect(),
    };
    Ok(Warned { value: text, diagnostics })
}

/// The encoding of bytes by their mark, else by what they hold.
pub(super) fn encoding_of(bytes: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    // Swedish text in UTF-16 has a zero in nearly every second byte, and a text in UTF-8 has none.
    let zeros = |offset: usize| bytes.iter().skip(offset).step_by(2).take(512).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let pairs = (bytes.len() / 2).min(512);
    if odd * 10 > pairs * 6 && even * 10 < pairs {
        return UTF_16LE;
    }
    if even * 10 > pairs * 6 && odd * 10 < pairs {
        return UTF_16BE;
    }
    if std::str::from_utf8(bytes).is_ok() { UTF_8 } else { WINDOWS_1252 }
}

fn is_stray_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}')
}
