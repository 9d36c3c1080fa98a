//! What became of a promise, by the organisation's next review.

use super::code::coded;

coded! {
    /// The kind of an outcome.
    OutcomeKind, "outcome" {
        /// Said to be finished.
        Done = "done",
        /// Said to be under way.
        Ongoing = "ongoing",
        /// Planned still, for the same later year as before.
        Planned = "planned",
        /// Planned again, for a later year.
        CarriedOver = "carried_over",
        /// Planned still, but in clearly other words, another area or an earlier year.
        Changed = "changed",
        /// Said not to be done.
        Dropped = "dropped",
        /// The next review says nothing of it.
        Silent = "silent",
        /// There is no next review yet that can be used. Never the same as silent.
        Unknown = "unknown",
    }
}

impl OutcomeKind {
    /// Whether the next review tells what became of it, be it by silence.
    pub const fn is_known(self) -> bool {
        !matches!(self, OutcomeKind::Unknown)
    }

    /// Whether the promise slipped: carried over, dropped, or passed over in silence.
    pub const fn has_slipped(self) -> bool {
        matches!(self, OutcomeKind::CarriedOver | OutcomeKind::Dropped | OutcomeKind::Silent)
    }
}
