//! How well documents are read: what was read against what careful people read (gold), in nine figures.
//!
//! Takes reviews and their gold; gives counts from which each figure follows, and the disagreements one by one. The
//! definitions are those of `score.py` of the annotation guide, so that both give the same figures. Never changes what
//! was read.

mod gold;
mod matching;
mod score;

pub use gold::{Gold, GoldAction, GoldError, GoldMetric, GoldRisk};
pub use matching::{Likeness, likeness};
pub use score::{Disagreement, Figure, Found, Scores, Share, score};
