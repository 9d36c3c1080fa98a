//! From arguments to the files they lead to: files as named, folders with all below them, patterns.

use std::{
    collections::BTreeSet,
    ffi::OsStr,
    path::{Path, PathBuf},
};

use super::{
    FileReport, IngestError,
    report::{SUFFIXES, refused},
};

/// The files that arguments lead to.
#[derive(Debug, Default)]
pub struct Found {
    /// Files to ingest, sorted by path, each once.
    pub files: Vec<PathBuf>,
    /// Arguments that lead to none, and folders that cannot be opened, with the reason; in the order of the arguments.
    pub refused: Vec<FileReport>,
}

/// Finds the files. A file is taken as named, whatever it is called; of folders and patterns those files are taken that
/// are called like reviews (`*.txt`, `*.md`, …). Hidden files and folders are passed over, and links to folders are not
/// followed. An argument that leads nowhere is told and stops no other.
pub fn paths(arguments: &[PathBuf]) -> Found {
    let mut files = BTreeSet::new();
    let mut found = Found::default();
    for argument in arguments {
        if let Err(error) = take(argument, &mut files, &mut found.refused) {
            found.refused.push(refused(argument.to_string_lossy(), error));
        }
    }
    found.files = files.into_iter().collect();
    found
}

fn take(argument: &Path, files: &mut BTreeSet<PathBuf>, faults: &mut Vec<FileReport>) -> Result<(), IngestError> {
    match std::fs::metadata(argument) {
        Ok(what) if what.is_dir() => match folder(argument, files, faults)? {
            0 => Err(IngestError::NoReviews),
            _ => Ok(()),
        },
        Ok(what) if what.is_file() => {
            files.insert(argument.to_path_buf());
            Ok(())
        }
        Ok(_) => Err(IngestError::NotAFile),
        Err(error) => match argument.to_str() {
            Some(text) if is_pattern(text) => pattern(text, files, faults),
            _ => Err(IngestError::of_io(&error)),
        },
    }
}

/// Takes the reviews of a folder and of those below it; gives how many there are.
fn folder(folder: &Path, files: &mut BTreeSet<PathBuf>, faults: &mut Vec<FileReport>) -> Result<usize, IngestError> {
    let mut count = 0;
    for entry in std::fs::read_dir(folder).map_err(|error| IngestError::of_io(&error))? {
        let Ok(entry) = entry else { continue };
        let path = entry.path();
        if is_hidden(&path) {
            continue;
        }
        // Of the entry itself, so that a link that leads back up is no endless way.
        if entry.file_type().is_ok_and(|what| what.is_dir()) {
            // Folders are as deep as the system's longest path lets them be: some thousand steps at most.
            match self::folder(&path, files, faults) {
                Ok(below) => count += below,
                Err(error) => {
                    count += 1;
                    faults.push(refused(path.to_string_lossy(), error));
                }
            }
        } else if is_called_like_a_review(&path) && path.is_file() {
            files.insert(path);
            count += 1;
        }
    }
    Ok(count)
}

fn pattern(text: &str, files: &mut BTreeSet<PathBuf>, faults: &mut Vec<FileReport>) -> Result<(), IngestError> {
    let options =
        glob::MatchOptions { case_sensitive: true, require_literal_separator: true, require_literal_leading_dot: true };
    let matches = glob::glob_with(text, options).map_err(|error| IngestError::Pattern(error.to_string()))?;
    let mut count = 0;
    for path in matches {
        match path {
            Ok(path) if path.is_dir() => count += folder(&path, files, faults)?,
            Ok(path) if is_called_like_a_review(&path) && path.is_file() => {
                files.insert(path);
                count += 1;
            }
            Ok(_) => {}
            Err(error) => {
                count += 1;
                faults.push(refused(error.path().to_string_lossy(), IngestError::of_io(error.error())));
            }
        }
    }
    if count == 0 { Err(IngestError::NoMatch) } else { Ok(()) }
}

fn is_pattern(text: &str) -> bool {
    text.contains(['*', '?', '['])
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

fn is_called_like_a_review(path: &Path) -> bool {
    let suffix = path.extension().and_then(OsStr::to_str).unwrap_or_default();
    SUFFIXES.iter().any(|known| suffix.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::Outcome;

    fn reasons(found: &Found) -> Vec<String> {
        let reason = |report: &FileReport| match &report.outcome {
            Outcome::Refused(error) => error.to_string(),
            other => format!("{other:?}"),
        };
        found.refused.iter().map(reason).collect()
    }

    fn tree(files: &[&str]) -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        for file in files {
            let path = root.path().join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, file).unwrap();
        }
        root
    }

    fn names(root: &tempfile::TempDir, found: &Found) -> Vec<String> {
        found.files.iter().map(|f| f.strip_prefix(root.path()).unwrap().to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn a_folder_gives_its_reviews_sorted_and_nothing_else() {
        let root = tree(&["b.TXT", "a/x.md", "a/about.toml", ".git/c.txt", "a/.d.txt", "c.pdf", "z/deep/er/e.docx"]);
        let found = paths(&[root.path().into(), root.path().join("b.TXT")]);
        assert_eq!(names(&root, &found), ["a/x.md", "b.TXT", "c.pdf", "z/deep/er/e.docx"]);
        assert!(found.refused.is_empty());
    }

    #[test]
    fn a_file_is_taken_as_named() {
        let root = tree(&["review", "[1].txt"]);
        let found = paths(&[root.path().join("review"), root.path().join("[1].txt")]);
        assert_eq!(names(&root, &found), ["[1].txt", "review"]);
    }

    #[test]
    fn a_pattern_gives_what_it_fits() {
        let root = tree(&["2025/a.txt", "2026/a.txt", "2026/b.md", "2026/about.toml", "2026/.c.txt"]);
        assert_eq!(names(&root, &paths(&[root.path().join("*/a.txt")])), ["2025/a.txt", "2026/a.txt"]);
        assert_eq!(names(&root, &paths(&[root.path().join("2026/*")])), ["2026/a.txt", "2026/b.md"]);
        assert_eq!(names(&root, &paths(&[root.path().join("*6")])), ["2026/a.txt", "2026/b.md"]);
    }

    #[test]
    fn what_leads_nowhere_is_told_and_stops_nothing() {
        let root = tree(&["a.txt", "empty/about.toml"]);
        let found = paths(&["no.txt", "empty", "*.odt", "a.txt", "[.txt"].map(|name| root.path().join(name)));
        assert_eq!(names(&root, &found), ["a.txt"]);
        let reasons = reasons(&found);
        for (reason, part) in reasons.iter().zip(["no such file", "holds no reviews", "no review fits", "no valid"]) {
            assert!(reason.contains(part), "{reason}");
        }
        assert_eq!(reasons.len(), 4);
    }

    #[cfg(unix)]
    #[test]
    fn links_that_lead_back_and_pipes_end_nothing() {
        let root = tree(&["a/a.txt"]);
        std::os::unix::fs::symlink(root.path(), root.path().join("a/up")).unwrap();
        std::os::unix::fs::symlink(root.path().join("gone"), root.path().join("a/b.txt")).unwrap();
        std::os::unix::fs::symlink(root.path().join("a/a.txt"), root.path().join("c.txt")).unwrap();
        assert_eq!(names(&root, &paths(&[root.path().into()])), ["a/a.txt", "c.txt"]);
        assert_eq!(reasons(&paths(&["/dev/null".into()])), [IngestError::NotAFile.to_string()]);
    }
}
