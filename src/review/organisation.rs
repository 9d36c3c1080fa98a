//! The organisations that write reviews: every nämnd and bolag of the city, as the register holds them.

use serde::{Deserialize, Serialize};

use super::{Year, code::coded};

coded! {
    /// The kind of an organisation; peers are compared within a kind.
    Kind, "kind of organisation" {
        /// Kommunstyrelsen, whose office is stadsledningskontoret.
        Kommunstyrelse = "kommunstyrelse",
        /// A stadsdelsnämnd.
        Stadsdelsnamnd = "stadsdelsnamnd",
        /// A facknämnd.
        Facknamnd = "facknamnd",
        /// A company that the city owns.
        Bolag = "bolag",
    }
}

/// The stable name of an organisation in addresses and files, such as `skarpnack`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OrganisationKey(pub String);

impl std::fmt::Display for OrganisationKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&self.0)
    }
}

/// One row of the register. Organisations merge, split and are renamed; their history stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisation {
    /// Stable key.
    pub key: OrganisationKey,
    /// Official form of the nämnd's or bolag's name.
    pub name: String,
    /// Kind.
    pub kind: Kind,
    /// First VP year in which it exists, where known.
    pub first_year: Option<Year>,
    /// Last VP year in which it exists; open where it still does.
    pub last_year: Option<Year>,
    /// Other names: förvaltning, short forms, older names.
    pub aliases: Vec<String>,
    /// Whom it took over from.
    pub predecessors: Vec<OrganisationKey>,
    /// Who took over from it.
    pub successors: Vec<OrganisationKey>,
}

impl Organisation {
    /// Whether a review is expected of it for the VP year.
    pub fn exists_in(&self, year: Year) -> bool {
        self.first_year.is_none_or(|first| first <= year) && self.last_year.is_none_or(|last| year <= last)
    }
}
