//! What bytes are, by their content.

use super::ReadError;

/// How far into a file its mark may stand; some producers put a few bytes before `%PDF-`.
const MARK_WITHIN: usize = 1024;

/// Whether the bytes are a PDF.
pub(super) fn is_pdf(bytes: &[u8]) -> bool {
    contains(bytes.get(..bytes.len().min(MARK_WITHIN)).unwrap_or_default(), b"%PDF-")
}

/// Refuses, by name, the kinds that this version does not read.
pub(super) fn refuse_other_kinds(bytes: &[u8]) -> Result<(), ReadError> {
    let kind = if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        zip_kind(bytes)
    } else if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        "the older Word format (.doc)"
    } else if bytes.starts_with(b"{\\rtf") {
        "RTF"
    } else if bytes.starts_with(b"\x89PNG") || bytes.starts_with(b"\xff\xd8\xff") || bytes.starts_with(b"II*\0") {
        "a picture"
    } else {
        return Ok(());
    };
    Err(ReadError::NotRead { kind })
}

/// Tells office documents by the names of their parts, which a ZIP archive holds uncompressed.
fn zip_kind(bytes: &[u8]) -> &'static str {
    if contains(bytes, b"word/") {
        "DOCX"
    } else if contains(bytes, b"opendocument.text") {
        "ODT"
    } else if contains(bytes, b"xl/workbook") {
        "XLSX"
    } else {
        "a ZIP archive"
    }
}

/// The media type of decoded text, or a refusal where the text is the source of another kind.
pub(super) fn text_kind(text: &str) -> Result<&'static str, ReadError> {
    let start = text.trim_start();
    let head: String = start.chars().take(200).collect::<String>().to_lowercase();
    if head.starts_with("<!doctype html") || head.starts_with("<html") || head.contains("<html ") {
        return Err(ReadError::NotRead { kind: "HTML" });
    }
    if head.starts_with("<?xml") {
        return Err(ReadError::NotRead { kind: "XML" });
    }
    if start.starts_with('{') && head.contains("\":") {
        return Err(ReadError::NotRead { kind: "JSON" });
    }
    let heading = |line: &str| line.starts_with("# ") || line.starts_with("## ");
    Ok(if text.lines().any(heading) { "text/markdown" } else { "text/plain" })
}

fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}
