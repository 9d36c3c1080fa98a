//! A ZIP archive of documents → its members, unpacked in memory.
//!
//! Takes bytes; gives the files that a person put in, each with a name to show. A name is never used as a path and leads
//! nowhere: what would climb out of a folder is cut off. Archives within an archive are opened once, and no deeper.

use super::{
    Limits, ReadError, detect,
    office::{self, Container, package::Package},
};

const KIND: &str = "ZIP archive";

/// All members together may unpack to so many times what one document may.
const TIMES_ONE: usize = 2;

/// Characters of a part of a name that are shown, at most.
const LONGEST_NAME: usize = 120;

/// One file of an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Its folders and name, parted by `/`, for showing.
    pub name: String,
    /// Its bytes. Of a member that is larger than one file may be there are no more than show it to be so.
    pub bytes: Vec<u8>,
}

/// Whether bytes are a ZIP archive of files, rather than a document in a ZIP container.
pub fn is_archive(bytes: &[u8]) -> bool {
    detect::is_zip(bytes) && matches!(office::container(bytes), Ok(Container::Archive))
}

/// The documents of an archive, in its order. Folders, hidden files and what operating systems add are left out.
///
/// # Errors
/// `Damaged` where it is no archive, `Locked` where a member needs a password, `UnpacksTooLarge` where there are too many
/// members or bytes.
pub fn members(bytes: &[u8], limits: Limits) -> Result<Vec<Member>, ReadError> {
    let total = limits.unpacked_bytes.saturating_mul(TIMES_ONE);
    let mut left = total;
    let mut found = Vec::new();
    for member in unpack(bytes, limits, total, &mut left)? {
        if !is_archive(&member.bytes) {
            found.push(member);
            continue;
        }
        for inner in unpack(&member.bytes, limits, total, &mut left)? {
            found.push(Member { name: format!("{}/{}", member.name, inner.name), bytes: inner.bytes });
        }
    }
    Ok(found)
}

fn unpack(bytes: &[u8], limits: Limits, total: usize, left: &mut usize) -> Result<Vec<Member>, ReadError> {
    // The limit is said as the one for all, however much of it is used.
    let told = |error| match error {
        ReadError::UnpacksTooLarge { .. } => ReadError::UnpacksTooLarge { limit: total },
        error => error,
    };
    let mut package = Package::open(bytes, KIND, *left).map_err(told)?;
    let mut found = Vec::new();
    for (at, raw) in package.raw_names().iter().enumerate() {
        let Some(name) = shown(&decoded(raw)) else { continue };
        let bytes = package.part_at(at, limits.file_bytes).map_err(told)?;
        *left = left.saturating_sub(bytes.len());
        if !bytes.is_empty() {
            found.push(Member { name, bytes });
        }
    }
    Ok(found)
}

/// A name to show; `None` for what is no document of anyone: folders, hidden files, the marks of operating systems.
fn shown(name: &str) -> Option<String> {
    let name = name.replace('\\', "/");
    if name.ends_with('/') {
        return None;
    }
    let is_shown = |c: &char| {
        !c.is_control()
            && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | ':')
    };
    let clean = |part: &str| part.chars().filter(is_shown).take(LONGEST_NAME).collect::<String>().trim().to_owned();
    let parts: Vec<String> =
        name.split('/').map(clean).filter(|part| !matches!(part.as_str(), "" | "." | "..")).collect();
    let last = parts.last()?.to_lowercase();
    let is_junk = parts.iter().any(|part| part == "__MACOSX" || part.starts_with('.'))
        || last.starts_with("~$")
        || matches!(last.as_str(), "thumbs.db" | "desktop.ini");
    (!is_junk).then(|| parts.join("/"))
}

/// The upper half of code page 437, in which older programs write names.
const CODE_PAGE: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";

/// A name as text. UTF-8 where it is, for many programs write it without saying so; else by the letters that Swedish names
/// have: those of Windows lie where code page 437 has signs of mathematics.
fn decoded(raw: &[u8]) -> String {
    if let Ok(name) = std::str::from_utf8(raw) {
        return name.to_owned();
    }
    let of_windows = |byte: &u8| matches!(byte, 0xc4 | 0xc5 | 0xc9 | 0xd6 | 0xdc | 0xe4 | 0xe5 | 0xe9 | 0xf6 | 0xfc);
    if !raw.iter().any(|byte| (0x80..=0x9f).contains(byte)) && raw.iter().any(of_windows) {
        return encoding_rs::WINDOWS_1252.decode_without_bom_handling(raw).0.into_owned();
    }
    let letters: Vec<char> = CODE_PAGE.chars().collect();
    let letter = |byte: u8| match byte.checked_sub(0x80) {
        Some(upper) => letters.get(usize::from(upper)).copied().unwrap_or('_'),
        None => char::from(byte),
    };
    raw.iter().map(|byte| letter(*byte)).collect()
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::{ZipWriter, write::SimpleFileOptions};

    use super::*;

    fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn names(bytes: &[u8]) -> Vec<String> {
        members(bytes, Limits::default()).unwrap().into_iter().map(|member| member.name).collect()
    }

    #[test]
    fn members_are_named_safely_and_junk_is_left_out() {
        let inner = archive(&[("djupast.zip", &archive(&[("a.txt", b"a")])), ("c.md", b"# c")]);
        let bytes = archive(&[
            ("2026/Kulturnämnden.txt", b"text"),
            ("../../etc/passwd.txt", b"text"),
            ("C:\\nät\\b.txt", b"text"),
            ("__MACOSX/2026/._Kulturnämnden.txt", b"junk"),
            ("2026/.DS_Store", b"junk"),
            ("2026/~$utkast.docx", b"junk"),
            ("tom.txt", b""),
            ("äldre.zip", &inner),
        ]);
        let expected =
            ["2026/Kulturnämnden.txt", "etc/passwd.txt", "C/nät/b.txt", "äldre.zip/djupast.zip", "äldre.zip/c.md"];
        assert!(is_archive(&bytes));
        assert_eq!(names(&bytes), expected);
    }

    #[test]
    fn names_of_older_programs_keep_their_letters() {
        assert_eq!(decoded(b"\x8fterblick f\x94r n\x84mnden.docx"), "Återblick för nämnden.docx");
        assert_eq!(decoded(b"\xc5terblick f\xf6r n\xe4mnden.docx"), "Återblick för nämnden.docx");
        assert_eq!(decoded("Återblick.docx".as_bytes()), "Återblick.docx");
        assert_eq!(CODE_PAGE.chars().count(), 128);
    }

    #[test]
    fn an_archive_that_unpacks_to_too_much_is_refused() {
        let limits = Limits { file_bytes: 1000, unpacked_bytes: 1000, ..Limits::default() };
        let zeros = vec![0; 100_000];
        let one = archive(&[("noll.txt", &zeros)]);
        assert_eq!(members(&one, limits).unwrap()[0].bytes.len(), 1001);
        let files: Vec<(String, Vec<u8>)> = (0..5).map(|at| (format!("{at}.txt"), zeros.clone())).collect();
        let files: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        assert_eq!(members(&archive(&files), limits), Err(ReadError::UnpacksTooLarge { limit: 2000 }));
        assert_eq!(members(b"PK\x03\x04nothing", limits), Err(ReadError::Damaged { kind: KIND }));
    }
}
