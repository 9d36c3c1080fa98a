//! The rungs of the NIS2 readiness ladder.

use std::cmp::Ordering;

use super::code::coded;

coded! {
    /// How far a measure has come by an organisation's review, lowest first. What is not mentioned may well be done:
    /// the review does not tell.
    Rung, "rung" {
        /// The review says nothing of it.
        NotMentioned = "not_mentioned",
        /// Spoken of, without anything planned or done.
        Named = "named",
        /// Something is planned.
        Planned = "planned",
        /// Something is under way.
        Ongoing = "ongoing",
        /// Something is said to be done.
        Done = "done",
        /// Something is done, and the review tells how it went.
        FollowedUp = "followed_up",
    }
}

impl Rung {
    /// Steps above `Named`, 0 to 4; none where the review says nothing, for nothing can be said of it then.
    pub const fn steps(self) -> Option<u32> {
        match self {
            Rung::NotMentioned => None,
            Rung::Named => Some(0),
            Rung::Planned => Some(1),
            Rung::Ongoing => Some(2),
            Rung::Done => Some(3),
            Rung::FollowedUp => Some(4),
        }
    }

    /// How it moved since an earlier review; none where either says nothing, for nothing can be compared then.
    pub fn moved_since(self, before: Rung) -> Option<Ordering> {
        Some(self.steps()?.cmp(&before.steps()?))
    }

    /// Steps of the highest rung.
    pub const HIGHEST: u32 = 4;
}
