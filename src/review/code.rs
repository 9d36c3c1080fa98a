//! Enums with one stable short text per value, and bit sets over them.
//!
//! The codes are the words of `../shared/GUIDE.md`: they stand in JSON, in the database, in addresses and in CSV, and
//! never change. What a person reads instead comes from the catalogue.

/// A text that is none of the codes of the named enum.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{found:?} is no {what}; known are: {known}")]
pub struct UnknownCode {
    /// What was asked for, such as `area`.
    pub what: &'static str,
    /// The text that was given.
    pub found: String,
    /// The known codes, separated by commas.
    pub known: String,
}

/// Declares an enum whose values each have one stable code, with `ALL`, `code`, `FromStr`, `Display` and serde.
macro_rules! coded {
    ($(#[$meta:meta])* $name:ident, $what:literal { $($(#[$vmeta:meta])* $variant:ident = $code:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vmeta])* $variant,)+ }

        impl $name {
            /// Every value, in the order of its declaration.
            pub const ALL: &'static [$name] = &[$($name::$variant,)+];

            /// The stable short text of this value.
            pub const fn code(self) -> &'static str {
                match self { $($name::$variant => $code,)+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.code())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::review::UnknownCode;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $($code => Ok($name::$variant),)+
                    _ => Err($crate::review::UnknownCode {
                        what: $what,
                        found: text.to_owned(),
                        known: [$($code),+].join(", "),
                    }),
                }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.code())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

/// Declares a set of values of a coded enum, kept as bits; serialised as a list of codes in declared order.
macro_rules! coded_set {
    ($(#[$meta:meta])* $set:ident of $item:ident) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, PartialOrd, Ord)]
        pub struct $set(u16);

        impl $set {
            /// The set without members.
            pub const EMPTY: $set = $set(0);

            /// Puts a member in; putting it in twice changes nothing.
            pub fn insert(&mut self, item: $item) { self.0 |= 1 << item as u16; }

            /// Takes a member out, if it is in.
            pub fn remove(&mut self, item: $item) { self.0 &= !(1 << item as u16); }

            /// Whether the member is in.
            pub const fn contains(self, item: $item) -> bool { self.0 & (1 << item as u16) != 0 }

            /// Whether there is no member.
            pub const fn is_empty(self) -> bool { self.0 == 0 }

            /// How many members there are.
            pub const fn len(self) -> usize { self.0.count_ones() as usize }

            /// The members of both sets.
            pub const fn intersection(self, other: $set) -> $set { $set(self.0 & other.0) }

            /// The members of either set.
            pub const fn union(self, other: $set) -> $set { $set(self.0 | other.0) }

            /// Whether a member is in both.
            pub const fn meets(self, other: $set) -> bool { self.0 & other.0 != 0 }

            /// The members in declared order.
            pub fn iter(self) -> impl Iterator<Item = $item> {
                $item::ALL.iter().copied().filter(move |item| self.contains(*item))
            }
        }

        impl FromIterator<$item> for $set {
            fn from_iter<I: IntoIterator<Item = $item>>(items: I) -> Self {
                let mut set = $set::EMPTY;
                for item in items { set.insert(item); }
                set
            }
        }

        impl serde::Serialize for $set {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_seq(self.iter())
            }
        }

        impl<'de> serde::Deserialize<'de> for $set {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Ok(Vec::<$item>::deserialize(deserializer)?.into_iter().collect())
            }
        }
    };
}

pub(super) use {coded, coded_set};
