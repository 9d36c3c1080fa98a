//! The register of organisations: every nämnd and bolag of the city, with the names that documents give them.
//!
//! Takes the CSV of `register.csv` (or one of the same columns); gives organisations, and finds whose name a text gives.
//! Never matches a name that merely sounds alike: a name counts only as written in the register.

use crate::review::{Organisation, OrganisationKey, Year};

use super::names::Names;

/// The register that the program carries; `register import` replaces it in a database.
const BUILTIN: &str = include_str!("register.csv");

const COLUMNS: [&str; 8] = ["key", "name", "kind", "first_year", "last_year", "aliases", "predecessors", "successors"];

/// Why a register file cannot be used. Rows count from 1, the heading being row 1.
#[derive(Debug, thiserror::Error)]
pub enum RegisterError {
    /// A column is missing from the heading.
    #[error(
        "the register lacks the column {0:?}; its heading must be: key,name,kind,first_year,last_year,aliases,predecessors,successors"
    )]
    MissingColumn(&'static str),
    /// The CSV itself is broken.
    #[error("the register is no valid CSV")]
    Csv(#[from] csv::Error),
    /// A field of a row is wrong.
    #[error("row {row}, column {column}: {problem}")]
    Field {
        /// Row, from 1.
        row: usize,
        /// Column of the heading.
        column: &'static str,
        /// What is wrong, in words.
        problem: String,
    },
    /// The names are too many to be searched for.
    #[error("the names of the register cannot be searched")]
    Names(#[from] aho_corasick::BuildError),
    /// There is no organisation in it.
    #[error("the register holds no organisation")]
    Empty,
}

/// The organisations, ready to be looked up by name.
#[derive(Debug, Clone)]
pub struct Register {
    organisations: Vec<Organisation>,
    names: Names,
}

impl Register {
    /// The register that the program carries.
    ///
    /// # Errors
    /// Never in a program whose tests pass; they read it.
    pub fn builtin() -> Result<Register, RegisterError> {
        Register::from_csv(BUILTIN.as_bytes())
    }

    /// Reads the CSV form: UTF-8, comma or semicolon, aliases and keys separated by `|`.
    ///
    /// # Errors
    /// Names the row and column of the first fault; nothing is taken from a faulty file.
    pub fn from_csv(bytes: &[u8]) -> Result<Register, RegisterError> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let heading = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let delimiter = if heading.contains(&b';') { b';' } else { b',' };
        let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(bytes);
        let positions = {
            let headers = reader.headers()?;
            let mut positions = [0usize; COLUMNS.len()];
            for (slot, column) in positions.iter_mut().zip(COLUMNS) {
                *slot = headers
                    .iter()
                    .position(|name| name.trim() == column)
                    .ok_or(RegisterError::MissingColumn(column))?;
            }
            positions
        };
        let mut organisations = Vec::new();
        for (index, record) in reader.records().enumerate() {
            let record = record?;
            let field = |name: &str| -> &str {
                COLUMNS
                    .iter()
                    .position(|column| *column == name)
                    .and_then(|at| positions.get(at))
                    .and_then(|at| record.get(*at))
                    .unwrap_or_default()
                    .trim()
            };
            organisations.push(organisation(index + 2, field)?);
        }
        check(&organisations)?;
        Register::of(organisations)
    }

    /// A register of organisations that were checked before, such as those kept in a store.
    ///
    /// # Errors
    /// Where the names cannot be searched.
    pub fn of(organisations: Vec<Organisation>) -> Result<Register, RegisterError> {
        let names = organisations.iter().enumerate().flat_map(|(index, organisation)| {
            std::iter::once(&organisation.name).chain(&organisation.aliases).map(move |name| (index, name.as_str()))
        });
        let names = Names::new(names)?;
        Ok(Register { organisations, names })
    }

    pub(super) fn names(&self) -> &Names {
        &self.names
    }

    /// The organisations in the order of the file.
    pub fn organisations(&self) -> &[Organisation] {
        &self.organisations
    }
}

fn organisation<'a>(row: usize, field: impl Fn(&str) -> &'a str) -> Result<Organisation, RegisterError> {
    let fault = |column, problem: String| RegisterError::Field { row, column, problem };
    let list = |text: &str| {
        text.split('|').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect::<Vec<_>>()
    };
    let year = |column: &'static str, text: &str| -> Result<Option<Year>, RegisterError> {
        if text.is_empty() { Ok(None) } else { text.parse().map(Some).map_err(|problem| fault(column, problem)) }
    };
    let key = field("key");
    if key.is_empty() || !key.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-') {
        return Err(fault("key", format!("{key:?} is no key; use a to z, 0 to 9 and hyphens")));
    }
    if field("name").is_empty() {
        return Err(fault("name", "the name is missing".to_owned()));
    }
    let (first_year, last_year) = (year("first_year", field("first_year"))?, year("last_year", field("last_year"))?);
    if let (Some(first), Some(last)) = (first_year, last_year)
        && last < first
    {
        return Err(fault("last_year", format!("{last} is before the first year {first}")));
    }
    Ok(Organisation {
        key: OrganisationKey(key.to_owned()),
        name: field("name").to_owned(),
        kind: field("kind").parse().map_err(|error: crate::review::UnknownCode| fault("kind", error.to_string()))?,
        first_year,
        last_year,
        aliases: list(field("aliases")),
        predecessors: list(field("predecessors")).into_iter().map(OrganisationKey).collect(),
        successors: list(field("successors")).into_iter().map(OrganisationKey).collect(),
    })
}

/// A name that two organisations share would make a review belong to either; a key that leads nowhere breaks history.
fn check(organisations: &[Organisation]) -> Result<(), RegisterError> {
    use std::collections::HashMap;
    if organisations.is_empty() {
        return Err(RegisterError::Empty);
    }
    let mut keys = HashMap::new();
    let mut names = HashMap::new();
    for (index, organisation) in organisations.iter().enumerate() {
        let row = index + 2;
        if let Some(first) = keys.insert(&organisation.key, row) {
            return Err(RegisterError::Field {
                row,
                column: "key",
                problem: format!("the key stands in row {first} already"),
            });
        }
        for name in std::iter::once(&organisation.name).chain(&organisation.aliases) {
            match names.insert(name.to_lowercase(), row) {
                Some(first) if first != row => {
                    return Err(RegisterError::Field {
                        row,
                        column: "aliases",
                        problem: format!("{name:?} stands in row {first} already"),
                    });
                }
                _ => {}
            }
        }
    }
    for (index, organisation) in organisations.iter().enumerate() {
        let ends = [("predecessors", &organisation.predecessors), ("successors", &organisation.successors)];
        for (column, key) in ends.into_iter().flat_map(|(column, list)| list.iter().map(move |key| (column, key))) {
            if !keys.contains_key(key) {
                return Err(RegisterError::Field {
                    row: index + 2,
                    column,
                    problem: format!("{key} is no key of the register"),
                });
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_builtin_register_reads() {
        let register = Register::builtin().expect("builtin register");
        assert!(register.organisations().len() >= 46);
    }

    #[test]
    fn a_fault_names_row_and_column() {
        let csv = "key,name,kind,first_year,last_year,aliases,predecessors,successors\na,A-nämnden,namnd,,,,,\n";
        let error = Register::from_csv(csv.as_bytes()).expect_err("kind is unknown");
        assert!(error.to_string().starts_with("row 2, column kind:"), "{error}");
    }

    #[test]
    fn no_organisation_ends_before_it_begins() {
        let csv =
            "key,name,kind,first_year,last_year,aliases,predecessors,successors\na,A-nämnden,facknamnd,2024,2023,,,\n";
        let error = Register::from_csv(csv.as_bytes()).expect_err("years are the wrong way round");
        assert_eq!(error.to_string(), "row 2, column last_year: 2023 is before the first year 2024");
    }

    #[test]
    fn a_name_belongs_to_one_organisation() {
        let csv = "key;name;kind;first_year;last_year;aliases;predecessors;successors\na;A-nämnden;facknamnd;;;Kontoret;;\nb;B-nämnden;facknamnd;;;kontoret;;\n";
        let error = Register::from_csv(csv.as_bytes()).expect_err("alias twice");
        assert!(error.to_string().contains("row 2 already"), "{error}");
    }
}
