//! Dashboards as data: which panels stand on one page, for whom, with which filters and words.
//!
//! Takes the TOML of definitions, those that the program carries and those of a folder that is given; gives dashboards in
//! order. Never counts or draws: panels do. A fault names the file and the line.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use crate::{panels, review::Words};

/// The definitions that the program carries, by file.
const BUILTIN: [(&str, &str); 2] = [
    ("stadsledningskontoret.toml", include_str!("../dashboards/definitions/stadsledningskontoret.toml")),
    ("styrgruppen.toml", include_str!("../dashboards/definitions/styrgruppen.toml")),
];

/// A choice that a dashboard offers, by the name that it has in addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FilterKey {
    /// `ar`: the VP year.
    Year,
    /// `slag`: the kind of organisation.
    Kind,
    /// `for`: the years of the actions.
    ForYear,
    /// `organisation`: one organisation.
    Organisation,
}

impl FilterKey {
    const ALL: [(&'static str, FilterKey); 4] = [
        ("ar", FilterKey::Year),
        ("slag", FilterKey::Kind),
        ("for", FilterKey::ForYear),
        ("organisation", FilterKey::Organisation),
    ];
}

/// A panel on a dashboard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// The panel's key.
    pub panel: String,
    /// What to say above it.
    pub text: Option<Words>,
}

/// A dashboard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dashboard {
    /// Its name in addresses.
    pub key: String,
    /// Its title.
    pub title: Words,
    /// Whom it is for.
    pub audience: Words,
    /// What it answers.
    pub text: Words,
    /// The choices that it offers.
    pub filters: Vec<FilterKey>,
    /// Its panels, from above.
    pub panels: Vec<Placed>,
}

/// Why a definition cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{file}, line {line}: {problem}")]
pub struct DefinitionError {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong, and what can stand there.
    pub problem: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    key: Spanned<String>,
    title: Words,
    audience: Words,
    text: Words,
    #[serde(default)]
    filters: Vec<Spanned<String>>,
    #[serde(default, rename = "panel")]
    panels: Vec<PlacedFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PlacedFile {
    key: Spanned<String>,
    text: Option<Words>,
}

/// Reads one definition. `file` names it in errors.
///
/// # Errors
/// Names the file and line of broken TOML, or of a key, panel or filter that does not exist.
pub fn read(file: &str, text: &str) -> Result<Dashboard, DefinitionError> {
    let fault = |at: usize, problem: String| DefinitionError {
        file: file.to_owned(),
        line: 1 + text.bytes().take(at).filter(|byte| *byte == b'\n').count(),
        problem,
    };
    let read: File = toml::from_str(text)
        .map_err(|error| fault(error.span().map_or(0, |span| span.start), error.message().trim().to_owned()))?;
    let is_plain = |key: &str| {
        !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    };
    if !is_plain(read.key.get_ref()) {
        let problem = format!("key = {:?}: use small letters a–z, figures and hyphens", read.key.get_ref());
        return Err(fault(read.key.span().start, problem));
    }
    let mut filters = Vec::new();
    for filter in &read.filters {
        let known = FilterKey::ALL.iter().find(|(name, _)| name == filter.get_ref());
        filters.push(known.map(|(_, key)| *key).ok_or_else(|| {
            let names = FilterKey::ALL.map(|(name, _)| name).join(", ");
            fault(filter.span().start, format!("there is no filter {:?}; known are: {names}", filter.get_ref()))
        })?);
    }
    let mut placed = Vec::new();
    for panel in read.panels {
        if panels::panel(panel.key.get_ref()).is_none() {
            let names: Vec<&str> = panels::PANELS.iter().map(|panel| panel.key).collect();
            let problem = format!("there is no panel {:?}; known are: {}", panel.key.get_ref(), names.join(", "));
            return Err(fault(panel.key.span().start, problem));
        }
        placed.push(Placed { panel: panel.key.into_inner(), text: panel.text });
    }
    if placed.is_empty() {
        return Err(fault(text.len(), "a dashboard needs at least one [[panel]]".to_owned()));
    }
    Ok(Dashboard {
        key: read.key.into_inner(),
        title: read.title,
        audience: read.audience,
        text: read.text,
        filters,
        panels: placed,
    })
}

/// The dashboards that the program carries, with those of further files added, or put in the place of one of the same
/// key. In the order of their keys.
///
/// # Errors
/// The first definition that cannot be used.
pub fn all(further: &[(String, String)]) -> Result<Vec<Dashboard>, DefinitionError> {
    let builtin = BUILTIN.iter().map(|(file, text)| (*file, *text));
    let further = further.iter().map(|(file, text)| (file.as_str(), text.as_str()));
    let mut found: BTreeMap<String, Dashboard> = BTreeMap::new();
    for (file, text) in builtin.chain(further) {
        let dashboard = read(file, text)?;
        found.insert(dashboard.key.clone(), dashboard);
    }
    Ok(found.into_values().collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::Language;

    const WHOLE: &str = r#"key = "eget"
title = { sv = "Eget", en = "Own" }
audience = { sv = "Alla", en = "All" }
text = { sv = "Text", en = "Text" }
filters = ["ar", "slag"]

[[panel]]
key = "trend"
"#;

    #[test]
    fn every_panel_stands_on_a_dashboard_that_the_program_carries() {
        let carried = all(&[]).unwrap();
        for panel in panels::PANELS {
            let stands = carried.iter().flat_map(|dashboard| &dashboard.panels).any(|placed| placed.panel == panel.key);
            assert!(stands, "{} stands on no dashboard", panel.key);
        }
    }

    #[test]
    fn a_file_adds_a_dashboard_or_replaces_one() {
        let count = all(&[]).unwrap().len();
        let with = |text: String| all(&[("eget.toml".to_owned(), text)]).unwrap();
        assert_eq!(with(WHOLE.to_owned()).len(), count + 1);
        let replaced = with(WHOLE.replace("\"eget\"", "\"styrgruppen\""));
        assert_eq!(replaced.len(), count);
        let own = replaced.iter().find(|dashboard| dashboard.key == "styrgruppen").unwrap();
        assert_eq!(own.title.of(Language::Sv), "Eget");
    }

    #[test]
    fn a_fault_names_file_and_line() {
        let check = |text: String, line: usize, words: &str| {
            let error = read("eget.toml", &text).unwrap_err();
            assert_eq!((error.file.as_str(), error.line), ("eget.toml", line), "{error}");
            assert!(error.problem.contains(words), "{error}");
        };
        check(WHOLE.replace("\"trend\"", "\"trender\""), 8, "jamforelse");
        check(WHOLE.replace("\"slag\"", "\"sort\""), 5, "organisation");
        check(WHOLE.replace("\"eget\"", "\"Eget!\""), 1, "small letters");
        check(format!("{WHOLE}fel = 1\n"), 9, "fel");
        check(WHOLE.replace("[[panel]]\nkey = \"trend\"\n", ""), 7, "[[panel]]");
        check("key = \n".to_owned(), 1, "");
    }
}
