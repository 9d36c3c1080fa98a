//! Where a database is: a file of SQLite now; PostgreSQL joins here.

use std::{path::PathBuf, str::FromStr};

use super::StoreError;

/// Where a database is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Location {
    /// A file of SQLite.
    Sqlite(PathBuf),
}

impl FromStr for Location {
    type Err = StoreError;

    /// Reads a path, or `sqlite:PATH`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        if text.starts_with("postgres:") || text.starts_with("postgresql:") {
            return Err(StoreError::PostgresNotYet);
        }
        let path = text.strip_prefix("sqlite:").unwrap_or(text);
        let path = path.strip_prefix("//").unwrap_or(path);
        match path {
            "" => Err(StoreError::NoLocation),
            // Each connection of the pool would see its own, empty database.
            ":memory:" => Err(StoreError::InMemory),
            path => Ok(Location::Sqlite(PathBuf::from(path))),
        }
    }
}

impl std::fmt::Display for Location {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Location::Sqlite(path) => write!(f, "{}", path.display()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_may_be_named_with_or_without_its_scheme() {
        for text in ["a.sqlite", "sqlite:a.sqlite", " sqlite://a.sqlite "] {
            assert_eq!(text.parse::<Location>().unwrap(), Location::Sqlite("a.sqlite".into()), "{text}");
        }
        assert_eq!("sqlite:///srv/a".parse::<Location>().unwrap(), Location::Sqlite("/srv/a".into()));
    }

    #[test]
    fn what_is_not_supported_is_said() {
        for (text, part) in [("postgres://h/d", "PostgreSQL"), ("", "names no file"), (":memory:", "file")] {
            let error = text.parse::<Location>().unwrap_err().to_string();
            assert!(error.contains(part), "{text}: {error}");
        }
    }
}
