//! What bytes are, by their content.

use super::ReadError;

/// A review that a system sends in the form of the annotation guide.
pub const JSON: &str = "application/json";

/// How far into a file its mark may stand; some producers put a few bytes before `%PDF-`.
const MARK_WITHIN: usize = 1024;

/// Whether the bytes are a PDF.
pub(super) fn is_pdf(bytes: &[u8]) -> bool {
    contains(bytes.get(..bytes.len().min(MARK_WITHIN)).unwrap_or_default(), b"%PDF-")
}

/// Refuses, by name, the kinds that this version does not read.
pub(super) fn refuse_other_kinds(bytes: &[u8]) -> Result<(), ReadError> {
    let kind = if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return Err(compound_kind(bytes));
    } else if bytes.starts_with(b"{\\rtf") {
        "RTF"
    } else if bytes.starts_with(b"\x89PNG") || bytes.starts_with(b"\xff\xd8\xff") || bytes.starts_with(b"II*\0") {
        "a picture"
    } else {
        return Ok(());
    };
    Err(ReadError::NotRead { kind })
}

/// Whether bytes are a ZIP container, as office documents and archives are.
pub(super) fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// Tells the older formats of Microsoft by the names of their streams, and newer documents that are locked, which come in
/// the same container.
fn compound_kind(bytes: &[u8]) -> ReadError {
    let holds = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        contains(bytes, &name)
    };
    if holds("EncryptedPackage") {
        return ReadError::Locked { kind: "document" };
    }
    let kind = if holds("Workbook") {
        "the older Excel format (.xls)"
    } else if holds("PowerPoint Document") {
        "the older PowerPoint format (.ppt)"
    } else {
        "the older Word format (.doc)"
    };
    ReadError::NotRead { kind }
}

/// Whether decoded text is the source of a web page.
pub(super) fn is_html(text: &str) -> bool {
    let head: String = text.trim_start().chars().take(2000).collect::<String>().to_lowercase();
    // What may stand before the first element: declarations and comments.
    let mut rest = head.as_str();
    loop {
        rest = rest.trim_start();
        let end = match rest {
            _ if rest.starts_with("<!--") => "-->",
            _ if rest.starts_with("<?xml") => "?>",
            _ => break,
        };
        match rest.split_once(end) {
            Some((_, after)) => rest = after,
            None => return false,
        }
    }
    let element =
        |name: &str| rest.strip_prefix(name).is_some_and(|rest| rest.starts_with(['>', ' ', '\n', '\r', '\t']));
    if rest.starts_with("<!doctype html")
        || ["<html", "<head", "<body", "<meta", "<title"].iter().any(|name| element(name))
    {
        return true;
    }
    // A part of a page, unless Markdown begins with an element.
    let is_part =
        ["<h1", "<h2", "<p", "<div", "<article", "<main", "<section", "<table"].iter().any(|name| element(name));
    is_part && !text.lines().any(|line| line.starts_with("# ") || line.starts_with("## "))
}

/// The media type of decoded text, or a refusal where the text is the source of another kind.
pub(super) fn text_kind(text: &str) -> Result<&'static str, ReadError> {
    let start = text.trim_start();
    let head: String = start.chars().take(200).collect::<String>().to_lowercase();
    if head.contains("mime-version:") && text.contains("multipart/related") {
        return Err(ReadError::NotRead { kind: "a web archive (MHTML)" });
    }
    if head.starts_with("<?xml") {
        return Err(ReadError::NotRead { kind: "XML" });
    }
    if start.starts_with('{') && head.contains("\":") {
        return Ok(JSON);
    }
    let heading = |line: &str| line.starts_with("# ") || line.starts_with("## ");
    Ok(if text.lines().any(heading) { "text/markdown" } else { "text/plain" })
}

fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}
