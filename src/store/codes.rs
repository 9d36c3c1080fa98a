//! How values stand in columns: sets as codes joined by commas, JSON with a version, and back again.

use std::{fmt::Display, str::FromStr};

use serde::{Deserialize, Serialize};

use super::StoreError;
use crate::review::{Amount, Evidence, OrganisationKey, Place, Year};

/// `nis2,utbildning` or `2026,2027`; empty for none.
pub(super) fn joined<T: Display>(items: impl Iterator<Item = T>) -> String {
    let mut text = String::new();
    for item in items {
        if !text.is_empty() {
            text.push(',');
        }
        text.push_str(&item.to_string());
    }
    text
}

/// Reads what `joined` wrote.
pub(super) fn split<T: FromStr, S: FromIterator<T>>(text: &str) -> Result<S, StoreError> {
    text.split(',').filter(|part| !part.is_empty()).map(parsed).collect()
}

/// Reads one code.
pub(super) fn parsed<T: FromStr>(text: &str) -> Result<T, StoreError> {
    text.parse().map_err(|_| StoreError::Damaged(format!("the code {text:?}")))
}

/// Reads a year.
pub(super) fn year(number: i32) -> Result<Year, StoreError> {
    Year::try_from(number).map_err(|error| StoreError::Damaged(error.to_string()))
}

/// A number for a column of whole numbers; the largest that fits where it does not, which only a damaged value needs.
pub(super) fn whole<N: TryInto<i32>>(number: N) -> i32 {
    number.try_into().unwrap_or(i32::MAX)
}

/// A small number from a column.
pub(super) fn small<N: TryFrom<i32>>(number: i32) -> Result<N, StoreError> {
    N::try_from(number).map_err(|_| StoreError::Damaged(format!("the number {number}")))
}

/// The version of every JSON form below.
const VERSION: u32 = 1;

/// The names of an organisation besides its own.
#[derive(Serialize, Deserialize)]
pub(super) struct Names {
    version: u32,
    pub(super) aliases: Vec<String>,
    pub(super) predecessors: Vec<OrganisationKey>,
    pub(super) successors: Vec<OrganisationKey>,
}

impl Names {
    pub(super) fn new(
        aliases: Vec<String>,
        predecessors: Vec<OrganisationKey>,
        successors: Vec<OrganisationKey>,
    ) -> Self {
        Names { version: VERSION, aliases, predecessors, successors }
    }
}

#[derive(Serialize, Deserialize)]
struct EvidenceForm {
    version: u32,
    evidence: Vec<Evidence>,
}

#[derive(Serialize, Deserialize)]
struct PlaceForm {
    version: u32,
    place: Place,
}

#[derive(Serialize, Deserialize)]
struct AmountsForm {
    version: u32,
    amounts: Vec<Amount>,
}

/// Writes amounts; nothing where there are none.
pub(super) fn amounts_json(amounts: &[Amount]) -> Result<Option<String>, StoreError> {
    let form = || json(&AmountsForm { version: VERSION, amounts: amounts.to_vec() });
    (!amounts.is_empty()).then(form).transpose()
}

/// Reads amounts.
pub(super) fn amounts_of(text: Option<&str>) -> Result<Vec<Amount>, StoreError> {
    Ok(text.map(from_json::<AmountsForm>).transpose()?.map(|form| form.amounts).unwrap_or_default())
}

/// Writes why labels were given.
pub(super) fn evidence_json(evidence: &[Evidence]) -> Result<String, StoreError> {
    json(&EvidenceForm { version: VERSION, evidence: evidence.to_vec() })
}

/// Reads why labels were given.
pub(super) fn evidence_of(text: &str) -> Result<Vec<Evidence>, StoreError> {
    Ok(from_json::<EvidenceForm>(text)?.evidence)
}

/// Writes a place.
pub(super) fn place_json(place: &Place) -> Result<String, StoreError> {
    json(&PlaceForm { version: VERSION, place: place.clone() })
}

/// Reads a place.
pub(super) fn place_of(text: &str) -> Result<Place, StoreError> {
    Ok(from_json::<PlaceForm>(text)?.place)
}

/// Writes any of the forms.
pub(super) fn json<T: Serialize>(form: &T) -> Result<String, StoreError> {
    serde_json::to_string(form).map_err(|error| StoreError::Database(error.to_string()))
}

/// Reads any of the forms. The error's own text is left out, as it may repeat a document's words.
pub(super) fn from_json<T: for<'de> Deserialize<'de>>(text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text)
        .map_err(|error| StoreError::Damaged(format!("JSON, line {} column {}", error.line(), error.column())))
}
