//! The documents of office programs, which are ZIP containers of XML.
//!
//! Takes bytes that begin like a ZIP archive; tells by what stands in it whether it is a document, and gives a `Document`
//! of those that are text. Never looks at the file's name.

mod docx;
mod indent;
mod odt;
pub(super) mod package;
#[cfg(test)]
mod tests;
mod xml;

use crate::diagnostics::Warned;

use super::{Document, Limits, ReadError};

use self::package::Package;

/// What a ZIP container is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Container {
    Docx,
    Odt,
    /// A document of a kind that is not read, by its name.
    Other(&'static str),
    /// None of these: an archive of files.
    Archive,
}

/// Bytes of the part that tells the kind, at most.
const MOST_TOLD: usize = 1 << 20;

/// What a ZIP container is, by the part that office programs put in it for this.
///
/// # Errors
/// `Damaged` where it is no ZIP container after all.
pub(super) fn container(bytes: &[u8]) -> Result<Container, ReadError> {
    let mut package = Package::open(bytes, "ZIP archive", MOST_TOLD)?;
    if package.has("mimetype") {
        let stated = package.part("mimetype").ok().flatten().unwrap_or_default();
        let stated = String::from_utf8_lossy(&stated).trim().to_owned();
        if let Some(kind) = stated.strip_prefix("application/vnd.oasis.opendocument.") {
            return Ok(match kind {
                "text" | "text-template" | "text-master" | "text-web" => Container::Odt,
                "spreadsheet" | "spreadsheet-template" => Container::Other("ODS"),
                "presentation" | "presentation-template" => Container::Other("ODP"),
                _ => Container::Other("a drawing"),
            });
        }
        if stated.starts_with("application/epub") {
            return Ok(Container::Other("EPUB"));
        }
    }
    if package.has("[Content_Types].xml") {
        let types = package.part("[Content_Types].xml").ok().flatten().unwrap_or_default();
        let types = String::from_utf8_lossy(&types).into_owned();
        let main = |program: &str| types.contains(&format!("{program}.")) && types.contains(".main+xml");
        if main("wordprocessingml") || types.contains("ms-word.document") || types.contains("ms-word.template") {
            return Ok(Container::Docx);
        }
        for (sign, name) in [
            ("spreadsheetml", "XLSX"),
            ("ms-excel", "XLSX"),
            ("presentationml", "PPTX"),
            ("ms-powerpoint", "PPTX"),
            ("visio", "a drawing"),
        ] {
            if types.contains(sign) {
                return Ok(Container::Other(name));
            }
        }
    }
    Ok(match () {
        () if package.has("word/document.xml") => Container::Docx,
        () if package.has("xl/workbook.xml") => Container::Other("XLSX"),
        () if package.has("ppt/presentation.xml") => Container::Other("PPTX"),
        () if package.has("content.xml") && package.has("META-INF/manifest.xml") => Container::Odt,
        () => Container::Archive,
    })
}

/// Reads a document in a ZIP container.
///
/// # Errors
/// `ReadError` where it is of a kind that is not read, or cannot be read.
pub(super) fn read(bytes: &[u8], limits: Limits) -> Result<Warned<Document>, ReadError> {
    match container(bytes)? {
        Container::Docx => docx::read(bytes, limits),
        Container::Odt => odt::read(bytes, limits),
        Container::Other(kind) => Err(ReadError::NotRead { kind }),
        Container::Archive => Err(ReadError::NotRead { kind: "a ZIP archive" }),
    }
}
