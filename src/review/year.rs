//! Calendar years of the verksamhetsplan, and sets of them.

use serde::{Deserialize, Serialize};

/// A year that a review or an action is for: 2000 to 2063, so that a set of years fits into 64 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i32", into = "i32")]
pub struct Year(u16);

/// A number that is no year the program can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the year {0} is out of range; years from {first} to {last} are accepted", first = Year::FIRST.number(), last = Year::LAST.number())]
pub struct YearOutOfRange(pub i32);

impl Year {
    /// The first year that can be held.
    pub const FIRST: Year = Year(2000);
    /// The last year that can be held.
    pub const LAST: Year = Year(2063);

    /// The year as a number.
    pub const fn number(self) -> i32 {
        self.0 as i32
    }

    /// The year at a place of a set, from 0.
    fn at(place: Option<u32>) -> Option<Year> {
        Some(Year(Year::FIRST.0 + u16::try_from(place?).ok()?))
    }

    /// The year so many years later (or earlier), where it can be held.
    pub fn plus(self, years: i32) -> Option<Year> {
        Year::try_from(self.number() + years).ok()
    }
}

impl TryFrom<i32> for Year {
    type Error = YearOutOfRange;
    fn try_from(number: i32) -> Result<Self, Self::Error> {
        match u16::try_from(number) {
            Ok(n) if (Year::FIRST.0..=Year::LAST.0).contains(&n) => Ok(Year(n)),
            _ => Err(YearOutOfRange(number)),
        }
    }
}

impl From<Year> for i32 {
    fn from(year: Year) -> i32 {
        year.number()
    }
}

impl std::fmt::Display for Year {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl std::str::FromStr for Year {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let number: i32 = text.trim().parse().map_err(|_| format!("{text:?} is no year"))?;
        Year::try_from(number).map_err(|error| error.to_string())
    }
}

/// A set of years, serialised as an ascending list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct YearSet(u64);

impl YearSet {
    /// The set without members.
    pub const EMPTY: YearSet = YearSet(0);

    /// Puts a year in.
    pub fn insert(&mut self, year: Year) {
        self.0 |= 1 << (year.0 - Year::FIRST.0);
    }

    /// Whether the year is in.
    pub const fn contains(self, year: Year) -> bool {
        self.0 & (1 << (year.0 - Year::FIRST.0)) != 0
    }

    /// Whether there is no year.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// How many years there are.
    pub const fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Whether a year is in both sets.
    pub const fn meets(self, other: YearSet) -> bool {
        self.0 & other.0 != 0
    }

    /// The years of either set.
    pub const fn union(self, other: YearSet) -> YearSet {
        YearSet(self.0 | other.0)
    }

    /// The years, ascending.
    pub fn iter(self) -> impl Iterator<Item = Year> {
        (Year::FIRST.0..=Year::LAST.0).map(Year).filter(move |year| self.contains(*year))
    }

    /// The earliest year.
    pub fn first(self) -> Option<Year> {
        Year::at(self.0.checked_ilog2().map(|_| self.0.trailing_zeros()))
    }

    /// The latest year.
    pub fn last(self) -> Option<Year> {
        Year::at(self.0.checked_ilog2())
    }
}

impl FromIterator<Year> for YearSet {
    fn from_iter<I: IntoIterator<Item = Year>>(years: I) -> Self {
        let mut set = YearSet::EMPTY;
        for year in years {
            set.insert(year);
        }
        set
    }
}

impl Serialize for YearSet {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl<'de> Deserialize<'de> for YearSet {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Vec::<Year>::deserialize(deserializer)?.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_years_that_fit_the_set_are_held() {
        assert_eq!(Year::try_from(1999), Err(YearOutOfRange(1999)));
        assert_eq!(Year::try_from(2064), Err(YearOutOfRange(2064)));
        let ends: YearSet = [Year::FIRST, Year::LAST].into_iter().collect();
        assert_eq!(ends.iter().map(Year::number).collect::<Vec<_>>(), [2000, 2063]);
        assert_eq!((ends.first(), ends.last()), (Some(Year::FIRST), Some(Year::LAST)));
        assert_eq!((YearSet::EMPTY.first(), YearSet::EMPTY.last()), (None, None));
        let one = YearSet::from_iter([Year::LAST]);
        assert!(one.meets(ends) && !one.meets(YearSet::from_iter([Year::FIRST])) && one.first() == one.last());
    }
}
