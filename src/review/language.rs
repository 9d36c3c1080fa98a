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

/// Words in both languages.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    sv: String,
    en: String,
}

impl Words {
    /// The words of a language.
    pub fn of(&self, language: Language) -> &str {
        match language {
            Language::Sv => &self.sv,
            Language::En => &self.en,
        }
    }
}
