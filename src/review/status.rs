//! How far an action has come, by the review's own words.

use super::code::coded;

coded! {
    /// The status of an action in its review.
    Status, "status" {
        /// Said to come.
        Planned = "planned",
        /// Said to be under way, or done again and again.
        Ongoing = "ongoing",
        /// Said to be finished.
        Done = "done",
    }
}
