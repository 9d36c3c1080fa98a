//! Words in pictures, by the program tesseract where it is installed.
//!
//! Takes pictures that this program drew itself; gives the TSV of words and boxes that tesseract prints for each. Never
//! hands tesseract bytes that came from outside.

use std::{
    io::{Read as _, Write as _},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::mpsc,
    thread,
    time::Duration,
};

use rayon::prelude::*;

use super::Failure;

/// A page takes a second or two; one that takes this long will not end.
const TIME_OF_A_PAGE: Duration = Duration::from_secs(60);

/// The program, and how much it is given to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ocr {
    /// The program.
    pub program: PathBuf,
    /// Language of the text, as tesseract names it.
    pub language: &'static str,
    /// Pages of one document, at most.
    pub most_pages: usize,
}

impl Ocr {
    /// The program on this machine, where it is installed and knows Swedish. `name` is a path, or a name on `PATH`.
    pub fn find(name: &Path, most_pages: usize) -> Option<Ocr> {
        let listed = Command::new(name).arg("--list-langs").stdin(Stdio::null()).output().ok()?;
        // Older versions list on standard error.
        let languages = [listed.stdout, listed.stderr].concat();
        let knows_swedish = String::from_utf8_lossy(&languages).lines().any(|line| line.trim() == "swe");
        knows_swedish.then(|| Ocr { program: name.to_owned(), language: "swe", most_pages })
    }

    /// The words of each picture, pages in parallel.
    pub(super) fn words(&self, pictures: &[Vec<u8>]) -> Result<Vec<Vec<u8>>, Failure> {
        pictures.par_iter().map(|picture| self.page(picture)).collect()
    }

    fn page(&self, picture: &[u8]) -> Result<Vec<u8>, Failure> {
        let fault = |error: std::io::Error| Failure::Ocr(error.to_string());
        let mut child = Command::new(&self.program)
            .args(["stdin", "stdout", "-l", self.language, "--psm", "4", "tsv"])
            // Pages are read in parallel; threads within a page would only stand in one another's way.
            .env("OMP_THREAD_LIMIT", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(fault)?;
        let (Some(mut input), Some(mut output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(Failure::Ocr("it has no input or output".to_owned()));
        };
        let (sender, words) = mpsc::channel();
        thread::spawn(move || {
            let mut words = Vec::new();
            let _ = output.read_to_end(&mut words);
            let _ = sender.send(words);
        });
        // It takes the whole picture before it prints a word.
        let written = input.write_all(picture);
        drop(input);
        let words = words.recv_timeout(TIME_OF_A_PAGE);
        if words.is_err() {
            let _ = child.kill();
        }
        let ended = child.wait().map_err(fault)?;
        match (written, words, ended.success()) {
            (Ok(()), Ok(words), true) => Ok(words),
            (_, Err(_), _) => Err(Failure::Ocr("a page took too long".to_owned())),
            _ => Err(Failure::Ocr(format!("it ended with {ended}"))),
        }
    }
}
