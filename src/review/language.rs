//! The languages that users read: Swedish first, English complete.

use super::code::coded;

coded! {
    /// A language of the pages, exports and messages.
    Language, "language" {
        /// Swedish.
        Sv = "sv",
        /// English.
        En = "en",
    }
}
