//! Bytes → text: UTF-8, UTF-16 or Windows-1252, and a refusal of what is no text.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::diagnostics::{Diagnostic, DiagnosticKind, Stage, Warned};

use super::ReadError;

/// More control characters than this share, and the bytes are no text.
const MOST_CONTROLS: f64 = 0.02;

/// What the encoding of a text is called that holds bytes of two.
const MIXED: &str = "UTF-8 mixed with windows-1252";

/// Decodes by byte order mark, else UTF-8 where it is valid or nearly so, else UTF-16 by the pattern of zero bytes, else Windows-1252,
/// which holds Latin-1. Control characters other than tab, line breaks and form feed become spaces.
pub(super) fn text(bytes: &[u8]) -> Result<Warned<String>, ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    let encoding = encoding_of(bytes);
    let mut diagnostics = Vec::new();
    let (text, replaced) = match encoding.decode(bytes) {
        // Bytes of another encoding within UTF-8, as where texts were pasted together: read one by one.
        (_, _, true) if encoding == UTF_8 => {
            diagnostics.push(Diagnostic::whole(Stage::Document, DiagnosticKind::OtherEncoding, MIXED));
            (Cow::Owned(mixed(bytes)), false)
        }
        (text, _, replaced) => (text, replaced),
    };
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
    if is_mostly_utf8(bytes) { UTF_8 } else { WINDOWS_1252 }
}

/// Whether letters of several bytes are valid far oftener than not. Text in Windows-1252 has hardly any that are.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut valid, mut broken) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    broken == 0 || valid > broken * 4
}

/// UTF-8 with bytes of Windows-1252 strewn in.
fn mixed(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).utf8_chunks() {
        text.push_str(chunk.valid());
        text.push_str(&WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
    }
    text
}

fn is_stray_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}')
}
