//! What the law asks for, as data: catalogues of requirements with version, source and the day from which they hold, and
//! how each requirement hangs together with areas, measures and clauses of ISO/IEC 27001:2022 annex A.
//!
//! Takes the TOML files of `dashboards/requirements`, which the program carries; gives catalogues. Never says whether an
//! organisation meets a requirement.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::review::{AreaSet, Measure, MeasureSet, Words};

/// The files, in the order in which pages show them. The ten measures come first: readiness is counted by them.
const FILES: [(&str, &str); 3] = [
    ("nis2-artikel-21.toml", include_str!("../../dashboards/requirements/nis2-artikel-21.toml")),
    ("cybersakerhetslag.toml", include_str!("../../dashboards/requirements/cybersakerhetslag.toml")),
    ("mcf-foreskrifter.toml", include_str!("../../dashboards/requirements/mcf-foreskrifter.toml")),
];

/// Why a catalogue cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum RequirementsError {
    /// The TOML is broken or has the wrong keys; the message names the line.
    #[error("{file}: {problem}")]
    Toml {
        /// The file.
        file: String,
        /// What is wrong, and where.
        #[source]
        problem: Box<toml::de::Error>,
    },
    /// A day is none.
    #[error("{file}: in_force = {found:?} is no day such as 2026-01-15")]
    Day {
        /// The file.
        file: String,
        /// What stands there.
        found: String,
    },
}

/// One requirement.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Requirement {
    /// Stable key within its catalogue, such as a letter.
    pub key: String,
    /// What is asked for.
    pub title: Words,
    /// The measures of NIS2 article 21(2) that it asks for.
    #[serde(default)]
    pub measures: MeasureSet,
    /// The areas in which it is worked with.
    #[serde(default)]
    pub areas: AreaSet,
    /// Controls of ISO/IEC 27001:2022 annex A, such as `5.24`.
    #[serde(default)]
    pub iso: Vec<String>,
}

/// A catalogue of requirements.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Requirements {
    /// Stable key.
    pub key: String,
    /// Version of this file.
    pub version: String,
    /// First day on which it holds, `2026-01-15`; none where that is not decided.
    pub in_force: Option<String>,
    /// Where it stands, for a person to look up.
    pub source: String,
    /// Its name.
    pub title: Words,
    /// What to know about it.
    pub note: Words,
    /// The requirements; none yet where it is not decided.
    #[serde(default, rename = "requirement")]
    pub requirements: Vec<Requirement>,
}

impl Requirements {
    /// Reads a catalogue. `file` names it in errors.
    ///
    /// # Errors
    /// Names the file and the line that is wrong.
    pub fn from_toml(file: &str, text: &str) -> Result<Requirements, RequirementsError> {
        let read: Requirements = toml::from_str(text)
            .map_err(|problem| RequirementsError::Toml { file: file.to_owned(), problem: Box::new(problem) })?;
        match &read.in_force {
            Some(day) if chrono::NaiveDate::parse_from_str(day, "%Y-%m-%d").is_err() => {
                Err(RequirementsError::Day { file: file.to_owned(), found: day.clone() })
            }
            _ => Ok(read),
        }
    }
}

static BUILTIN: LazyLock<Vec<Requirements>> =
    LazyLock::new(|| FILES.iter().filter_map(|(file, text)| Requirements::from_toml(file, text).ok()).collect());

/// The catalogues that the program carries; a test reads each.
pub fn builtin() -> &'static [Requirements] {
    &BUILTIN
}

/// The areas in which a measure of NIS2 article 21(2) is worked with.
pub fn areas_of(measure: Measure) -> AreaSet {
    requirement_of(measure).map_or(AreaSet::EMPTY, |requirement| requirement.areas)
}

/// The requirement of the directive that is a measure.
pub fn requirement_of(measure: Measure) -> Option<&'static Requirement> {
    builtin().first()?.requirements.iter().find(|requirement| requirement.key == measure.code())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_catalogue_is_in_order_and_every_measure_has_its_mapping() {
        for (file, text) in FILES {
            Requirements::from_toml(file, text).unwrap();
        }
        for measure in Measure::ALL {
            let requirement = requirement_of(*measure).unwrap();
            assert_eq!(requirement.measures.iter().collect::<Vec<_>>(), [*measure]);
            assert!(!requirement.areas.is_empty() && !requirement.iso.is_empty(), "{measure}");
            let is_control = |clause: &String| {
                let (theme, number) = clause.split_once('.').unwrap();
                let most = match theme {
                    "5" => 37,
                    "6" => 8,
                    "7" => 14,
                    "8" => 34,
                    _ => 0,
                };
                (1..=most).contains(&number.parse::<u32>().unwrap())
            };
            assert!(requirement.iso.iter().all(is_control), "{measure}: {:?}", requirement.iso);
        }
    }

    #[test]
    fn a_fault_names_file_and_line() {
        let error = |text: &str| Requirements::from_toml("a.toml", text).unwrap_err();
        let RequirementsError::Toml { file, problem } = error("key = \"x\"\nfel = 1\n") else {
            panic!("a fault of TOML")
        };
        assert_eq!(file, "a.toml");
        assert!(problem.to_string().contains("line 2"), "{problem}");
        let whole = "key = \"x\"\nversion = \"1\"\nin_force = \"i morgon\"\nsource = \"\"\n\
                     title = { sv = \"\", en = \"\" }\nnote = { sv = \"\", en = \"\" }\n";
        assert!(error(whole).to_string().contains("i morgon"));
    }
}
