//! What a figure is restricted to.

use super::{Kind, Year};

/// Which actions of a review count, by the years that they are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ForYear {
    /// All of them, dated or not.
    #[default]
    Any,
    /// Those for this year.
    Only(Year),
    /// Those that state no year.
    Undated,
}

/// Restricts a figure to a VP year, a kind of organisation, and the years of the actions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Filter {
    /// The VP year whose reviews are compared.
    pub year: Year,
    /// One kind of organisation, or all.
    pub kind: Option<Kind>,
    /// Which actions of those reviews count.
    pub for_year: ForYear,
}

impl Filter {
    /// All organisations and all their actions in the reviews of a year.
    pub fn of_year(year: Year) -> Filter {
        Filter { year, kind: None, for_year: ForYear::Any }
    }
}
