//! Settings: every key with its meaning, from a TOML file and the environment.
//!
//! Takes the text of the file and the environment; gives typed `Settings`. Never reads anything else, and never shows
//! the token.

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
};

/// A text that is never shown, such as a token.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(pub String);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("(not shown)")
    }
}

/// A setting: its name in the file and in the environment, its default, and what it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    /// Name in the settings file.
    pub name: &'static str,
    /// Environment variable that overrides the file.
    pub variable: &'static str,
    /// Value where neither gives one; empty for none.
    pub default: &'static str,
    /// What it does.
    pub meaning: &'static str,
}

/// Every setting. README's table is tested against this.
pub const KEYS: &[Key] = &[
    Key {
        name: "database",
        variable: "LAGESBILD_DATABASE",
        default: "lagesbild.sqlite",
        meaning: "The SQLite file that holds everything; made where it is missing. `--database` overrides it.",
    },
    Key {
        name: "bind",
        variable: "LAGESBILD_BIND",
        default: "127.0.0.1:8080",
        meaning: "Address and port that `serve` listens on.",
    },
    Key {
        name: "upload_token",
        variable: "LAGESBILD_UPLOAD_TOKEN",
        default: "",
        meaning: "Bearer token that `POST /api/v1/reviews` asks for; without one, nothing can be sent in over HTTP.",
    },
    Key {
        name: "upload_limit_bytes",
        variable: "LAGESBILD_UPLOAD_LIMIT_BYTES",
        default: "67108864",
        meaning: "Most bytes of one request that sends in reviews.",
    },
    Key {
        name: "file_limit_bytes",
        variable: "LAGESBILD_FILE_LIMIT_BYTES",
        default: "33554432",
        meaning: "Most bytes of one review, however it comes.",
    },
    Key {
        name: "unpacked_limit_bytes",
        variable: "LAGESBILD_UNPACKED_LIMIT_BYTES",
        default: "67108864",
        meaning: "Most bytes that a DOCX, ODT or ZIP may unpack to.",
    },
    Key {
        name: "text_limit_bytes",
        variable: "LAGESBILD_TEXT_LIMIT_BYTES",
        default: "4194304",
        meaning: "Most bytes of text of one document: a thousand pages and more.",
    },
    Key { name: "page_limit", variable: "LAGESBILD_PAGE_LIMIT", default: "2000", meaning: "Most pages of one PDF." },
    Key {
        name: "reader_memory_bytes",
        variable: "LAGESBILD_READER_MEMORY_BYTES",
        default: "536870912",
        meaning: "Most bytes of memory of a process that reads documents.",
    },
    Key {
        name: "reader_seconds",
        variable: "LAGESBILD_READER_SECONDS",
        default: "8",
        meaning: "Most seconds that reading one document may take.",
    },
    Key {
        name: "tesseract",
        variable: "LAGESBILD_TESSERACT",
        default: "tesseract",
        meaning: "The program that reads pages which are pictures; `off` for none.",
    },
    Key {
        name: "ocr_page_limit",
        variable: "LAGESBILD_OCR_PAGE_LIMIT",
        default: "60",
        meaning: "Most pages of one PDF that are read as pictures.",
    },
    Key {
        name: "taxonomy",
        variable: "LAGESBILD_TAXONOMY",
        default: "",
        meaning: "A taxonomy (TOML) to label by instead of the one that the program carries.",
    },
];

/// The settings of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Where the database is.
    pub database: String,
    /// Address and port to listen on.
    pub bind: SocketAddr,
    /// Token for sending in reviews.
    pub upload_token: Option<Secret>,
    /// Most bytes of a request that sends in reviews.
    pub upload_limit_bytes: usize,
    /// Most bytes of one review.
    pub file_limit_bytes: usize,
    /// Most bytes that a file may unpack to.
    pub unpacked_limit_bytes: usize,
    /// Most bytes of text of one document.
    pub text_limit_bytes: usize,
    /// Most pages of one PDF.
    pub page_limit: usize,
    /// Most bytes of memory of a reading process.
    pub reader_memory_bytes: usize,
    /// Most seconds for one document.
    pub reader_seconds: usize,
    /// The program that reads pictures of pages, if any.
    pub tesseract: Option<PathBuf>,
    /// Most pages that are read as pictures.
    pub ocr_page_limit: usize,
    /// A taxonomy to label by.
    pub taxonomy: Option<PathBuf>,
}

/// Why the settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("the settings file {path} cannot be read: {reason}")]
    File {
        /// Its path.
        path: String,
        /// What the system said.
        reason: String,
    },
    /// The file is no TOML.
    #[error("the settings file {path} is not valid TOML: {reason}")]
    Toml {
        /// Its path.
        path: String,
        /// Where and why.
        reason: String,
    },
    /// A key that is none of the settings.
    #[error("the settings file {path} has the unknown key {key:?}; known are: {known}")]
    UnknownKey {
        /// Its path.
        path: String,
        /// The key.
        key: String,
        /// All keys, separated by commas.
        known: String,
    },
    /// A value that the setting cannot have. The value is not repeated, as it may be a secret.
    #[error("the setting {name} (from {from}) must be {expected}")]
    Value {
        /// Name of the setting.
        name: &'static str,
        /// The file or the variable.
        from: String,
        /// What it must be.
        expected: &'static str,
    },
}

impl Settings {
    /// The settings of a file (none: the defaults), overridden by the environment.
    ///
    /// # Errors
    /// The file cannot be read, holds an unknown key, or a value is of the wrong kind.
    pub fn load(file: Option<&Path>, environment: impl Fn(&str) -> Option<String>) -> Result<Settings, ConfigError> {
        let table = match file {
            Some(path) => read(path)?,
            None => toml::Table::new(),
        };
        let shown = file.map(|path| path.display().to_string()).unwrap_or_default();
        let value = |name: &'static str| -> Option<(String, String)> {
            let key = KEYS.iter().find(|key| key.name == name)?;
            if let Some(text) = environment(key.variable) {
                return Some((text, key.variable.to_owned()));
            }
            match table.get(name) {
                Some(toml::Value::String(text)) => Some((text.clone(), shown.clone())),
                Some(other) => Some((other.to_string(), shown.clone())),
                None => Some((key.default.to_owned(), "the defaults".to_owned())),
            }
        };
        let text = |name| value(name).map(|(text, _)| text).unwrap_or_default();
        let number = |name: &'static str| -> Result<usize, ConfigError> {
            let (text, from) = value(name).unwrap_or_default();
            let fault = ConfigError::Value { name, from, expected: "a whole number above 0" };
            text.trim().parse().ok().filter(|number| *number > 0).ok_or(fault)
        };
        let bind = {
            let (text, from) = value("bind").unwrap_or_default();
            let expected = "an address and port such as 127.0.0.1:8080";
            text.trim().parse().map_err(|_| ConfigError::Value { name: "bind", from, expected })?
        };
        Ok(Settings {
            database: text("database"),
            bind,
            upload_token: Some(text("upload_token").trim().to_owned()).filter(|token| !token.is_empty()).map(Secret),
            upload_limit_bytes: number("upload_limit_bytes")?,
            file_limit_bytes: number("file_limit_bytes")?,
            unpacked_limit_bytes: number("unpacked_limit_bytes")?,
            text_limit_bytes: number("text_limit_bytes")?,
            page_limit: number("page_limit")?,
            reader_memory_bytes: number("reader_memory_bytes")?,
            reader_seconds: number("reader_seconds")?,
            tesseract: Some(text("tesseract").trim().to_owned())
                .filter(|program| !program.is_empty() && program != "off")
                .map(PathBuf::from),
            ocr_page_limit: number("ocr_page_limit")?,
            taxonomy: Some(text("taxonomy")).filter(|path| !path.is_empty()).map(PathBuf::from),
        })
    }
}

fn read(path: &Path) -> Result<toml::Table, ConfigError> {
    let shown = path.display().to_string();
    let text = std::fs::read_to_string(path)
        .map_err(|error| ConfigError::File { path: shown.clone(), reason: error.to_string() })?;
    // The error's message alone: its Display repeats the line, which may hold the token.
    let table: toml::Table = text.parse().map_err(|error: toml::de::Error| ConfigError::Toml {
        path: shown.clone(),
        reason: error.message().to_owned(),
    })?;
    match table.keys().find(|key| KEYS.iter().all(|known| known.name != key.as_str())) {
        Some(key) => Err(ConfigError::UnknownKey {
            path: shown,
            key: key.clone(),
            known: KEYS.iter().map(|key| key.name).collect::<Vec<_>>().join(", "),
        }),
        None => Ok(table),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> tempfile::NamedTempFile {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), text).unwrap();
        file
    }

    #[test]
    fn without_anything_the_defaults_hold() {
        let settings = Settings::load(None, |_| None).unwrap();
        assert_eq!(settings.database, "lagesbild.sqlite");
        assert_eq!(settings.bind.to_string(), "127.0.0.1:8080");
        assert_eq!(settings.upload_token, None);
        assert_eq!(settings.file_limit_bytes, 32 * 1024 * 1024);
    }

    #[test]
    fn the_environment_overrides_the_file_and_the_file_the_defaults() {
        let file = file("database = \"a.sqlite\"\nfile_limit_bytes = 10\nupload_limit_bytes = 20\n");
        let environment = |name: &str| (name == "LAGESBILD_FILE_LIMIT_BYTES").then(|| "30".to_owned());
        let settings = Settings::load(Some(file.path()), environment).unwrap();
        assert_eq!(
            (settings.database.as_str(), settings.file_limit_bytes, settings.upload_limit_bytes),
            ("a.sqlite", 30, 20)
        );
    }

    #[test]
    fn a_wrong_key_or_value_is_named() {
        let unknown = file("databas = \"a\"\n");
        let error = Settings::load(Some(unknown.path()), |_| None).unwrap_err().to_string();
        assert!(error.contains("\"databas\"") && error.contains("file_limit_bytes"), "{error}");
        let wrong = file("bind = \"localhost\"\n");
        let error = Settings::load(Some(wrong.path()), |_| None).unwrap_err().to_string();
        assert!(error.contains("127.0.0.1:8080"), "{error}");
    }

    #[test]
    fn a_token_is_never_shown() {
        let token = |name: &str| (name == "LAGESBILD_UPLOAD_TOKEN").then(|| "hemlig".to_owned());
        let settings = Settings::load(None, token).unwrap();
        assert_eq!(settings.upload_token.as_ref().map(|token| token.0.as_str()), Some("hemlig"));
        assert!(!format!("{settings:?}").contains("hemlig"));
        let broken = file("upload_token = \"hemlig\n");
        let error = Settings::load(Some(broken.path()), |_| None).unwrap_err();
        assert!(!error.to_string().contains("hemlig"), "{error}");
    }
}
