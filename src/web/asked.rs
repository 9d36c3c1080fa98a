//! What an address asks for: the choices of its query, typed.
//!
//! Takes the texts of the query; gives years, kinds, areas and so on, or an error that says which values there are.
//! A choice left empty (as forms send it) is no choice.

use std::str::FromStr;

use serde::Deserialize;

use super::Error;
use crate::{
    analytics::{self, Axis, Column, Columns, Direction, Sort, SortBy},
    panels,
    review::{
        Area, Dataset, Filter, ForYear, Kind, Language, Organisation, OrganisationKey, OutcomeKind, Status,
        UnknownCode, Year,
    },
    search::Group,
};

/// The choices as texts; every page takes those that concern it.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Asked {
    ar: Option<String>,
    slag: Option<String>,
    r#for: Option<String>,
    sortera: Option<String>,
    riktning: Option<String>,
    organisation: Option<String>,
    omrade: Option<String>,
    nis2: Option<String>,
    arbetssatt: Option<String>,
    handlingsplan: Option<String>,
    axel: Option<String>,
    status: Option<String>,
    sida: Option<String>,
    utfall: Option<String>,
    rad: Option<String>,
    q: Option<String>,
    vad: Option<String>,
    atgard: Option<String>,
    risk: Option<String>,
    dialekt: Option<String>,
    #[serde(alias = "sprak")]
    lang: Option<String>,
}

fn given(choice: &Option<String>) -> Option<&str> {
    choice.as_deref().map(str::trim).filter(|text| !text.is_empty())
}

fn coded<T: FromStr>(name: &'static str, choice: &Option<String>, known: &[&str]) -> Result<Option<T>, Error> {
    given(choice)
        .map(|text| text.parse().map_err(|_| Error::Choice { name, found: text.to_owned(), known: known.join(", ") }))
        .transpose()
}

impl Asked {
    /// The language that the address names.
    pub(super) fn language(&self) -> Option<Language> {
        given(&self.lang)?.parse().ok()
    }

    /// The year asked for, one with reviews; the newest where none is asked for; `None` where there are no reviews.
    pub(super) fn year(&self, dataset: &Dataset) -> Result<Option<Year>, Error> {
        let years = dataset.years();
        match given(&self.ar) {
            None => Ok(years.last()),
            Some(text) => match text.parse::<Year>() {
                Ok(year) if years.contains(year) => Ok(Some(year)),
                _ => Err(Error::UnknownYear { asked: text.to_owned(), known: years }),
            },
        }
    }

    /// Whether a year is asked for.
    pub(super) fn names_year(&self) -> bool {
        given(&self.ar).is_some()
    }

    /// The kind of organisation.
    pub(super) fn kind(&self) -> Result<Option<Kind>, Error> {
        let known: Vec<&str> = Kind::ALL.iter().map(|kind| kind.code()).collect();
        coded("slag", &self.slag, &known)
    }

    /// The columns of the comparison that actions must stand under, at most one of each axis.
    pub(super) fn columns(&self) -> Result<Columns, Error> {
        let mut columns = Columns::default();
        let choices = [&self.omrade, &self.nis2, &self.arbetssatt, &self.handlingsplan];
        for (column, (axis, choice)) in columns.iter_mut().zip(Axis::ALL.into_iter().zip(choices)) {
            let found = |text: &str| -> Result<&'static Column, Error> {
                let told =
                    |error: UnknownCode| Error::Choice { name: axis.choice(), found: error.found, known: error.known };
                axis.column(text).map_err(told)
            };
            *column = given(choice).map(found).transpose()?;
        }
        Ok(columns)
    }

    /// The area.
    pub(super) fn area(&self) -> Result<Option<Area>, Error> {
        let known: Vec<&str> = Area::ALL.iter().map(|area| area.code()).collect();
        coded("omrade", &self.omrade, &known)
    }

    /// What the columns of the comparison are.
    pub(super) fn axis(&self) -> Result<Axis, Error> {
        Ok(coded("axel", &self.axel, &Axis::ALL.map(Axis::code))?.unwrap_or_default())
    }

    /// The status.
    pub(super) fn status(&self) -> Result<Option<Status>, Error> {
        let known: Vec<&str> = Status::ALL.iter().map(|status| status.code()).collect();
        coded("status", &self.status, &known)
    }

    /// Which actions count, by the years that they are for.
    pub(super) fn for_year(&self) -> Result<ForYear, Error> {
        let text = given(&self.r#for).unwrap_or_default();
        panels::parse_for_year(text).map_err(|_| Error::Choice {
            name: "for",
            found: text.to_owned(),
            known: format!("any, undated, {}–{}", Year::FIRST, Year::LAST),
        })
    }

    /// The filter of figures; `None` where there are no reviews.
    pub(super) fn filter(&self, dataset: &Dataset) -> Result<Option<Filter>, Error> {
        let (kind, for_year) = (self.kind()?, self.for_year()?);
        Ok(self.year(dataset)?.map(|year| Filter { year, kind, for_year }))
    }

    /// The filter of promises: of the newest year that a later review tells of, and for that year, unless others are named.
    pub(super) fn promised(&self, dataset: &Dataset) -> Result<Option<Filter>, Error> {
        let filter = self.filter(dataset)?;
        let newest = analytics::newest_known(dataset).filter(|_| !self.names_year());
        Ok(filter.map(|filter| {
            let year = newest.unwrap_or(filter.year);
            let for_year = if given(&self.r#for).is_some() { filter.for_year } else { ForYear::Only(year) };
            Filter { year, for_year, ..filter }
        }))
    }

    /// The filter of a panel.
    pub(super) fn of_panel(&self, key: &str, dataset: &Dataset) -> Result<Option<Filter>, Error> {
        if key == panels::PROMISES { self.promised(dataset) } else { self.filter(dataset) }
    }

    /// What came of a promise.
    pub(super) fn outcome(&self) -> Result<Option<OutcomeKind>, Error> {
        let known: Vec<&str> = OutcomeKind::ALL.iter().map(|outcome| outcome.code()).collect();
        coded("utfall", &self.utfall, &known)
    }

    /// The organisation, one of the register.
    pub(super) fn organisation<'d>(&self, dataset: &'d Dataset) -> Result<Option<&'d Organisation>, Error> {
        given(&self.organisation).map(|key| organisation(dataset, key)).transpose()
    }

    /// What to sort by; a column shows most first, unless told otherwise.
    pub(super) fn sort(&self) -> Result<Sort, Error> {
        let choice = |name, found: &str, known: String| Error::Choice { name, found: found.to_owned(), known };
        let text = given(&self.sortera).unwrap_or_default();
        let by = SortBy::read(text, self.axis()?).map_err(|error| choice("sortera", text, error.known))?;
        let direction = match given(&self.riktning) {
            Some(text) => text.parse().map_err(|_| choice("riktning", text, "stigande, fallande".to_owned()))?,
            None if matches!(by, SortBy::Column(_) | SortBy::Total) => Direction::Descending,
            None => Direction::Ascending,
        };
        Ok(Sort { by, direction })
    }

    /// What to search for, as typed.
    pub(super) fn words(&self) -> Option<&str> {
        given(&self.q)
    }

    /// The sort of text to search in.
    pub(super) fn group(&self) -> Result<Option<Group>, Error> {
        let known: Vec<&str> = Group::ALL.iter().map(|group| group.code()).collect();
        coded("vad", &self.vad, &known)
    }

    /// The page of a long list, from 1.
    pub(super) fn page(&self) -> usize {
        given(&self.sida).and_then(|text| text.parse().ok()).filter(|page| *page > 0).unwrap_or(1)
    }

    /// The line of a document.
    pub(super) fn line(&self) -> Option<usize> {
        given(&self.rad)?.parse().ok()
    }

    /// The action to mark in a document.
    pub(super) fn action(&self) -> Option<i32> {
        given(&self.atgard)?.parse().ok()
    }

    /// The risk to mark in a document.
    pub(super) fn risk(&self) -> Option<i32> {
        given(&self.risk)?.parse().ok()
    }

    /// Whether a sentence is asked to be marked.
    pub(super) fn names_sentence(&self) -> bool {
        given(&self.atgard).or(given(&self.risk)).is_some()
    }

    /// The dialect of CSV.
    pub(super) fn dialect(&self) -> Option<&str> {
        given(&self.dialekt)
    }
}

/// The organisation with a key.
pub(super) fn organisation<'d>(dataset: &'d Dataset, key: &str) -> Result<&'d Organisation, Error> {
    dataset
        .find(&OrganisationKey(key.to_owned()))
        .and_then(|index| dataset.organisation(index))
        .ok_or_else(|| Error::UnknownOrganisation(key.to_owned()))
}
