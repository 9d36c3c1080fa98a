//! Finds words in everything that reviews say: actions, risks, findings, and the running text around them.
//!
//! Takes texts with where they stand; gives an index that is held in memory, and for a query the items that hold it, best
//! first, with the words to mark. Words that tell of a person are taken out before anything is indexed, so that no query
//! finds them. Never reads the store, never shows anything, never keeps or logs a query.
//!
//! A word is found by itself, by its stem (Snowball), and as a part of a compound: "klassning" finds
//! "informationsklassningen". Å, ä and ö are letters of their own, but a query typed without them finds them too.

mod build;
mod index;
mod passages;
mod query;
mod text;
mod vocabulary;
mod words;

pub use index::{Found, Index, Run};
pub use passages::{Passage, passages};
pub use query::{LONGEST_QUERY, Query, QueryTooLong};
pub use text::{Counts, Group, Hit, Narrowing, Text, What};
pub use words::with_words;

#[cfg(test)]
mod tests;
