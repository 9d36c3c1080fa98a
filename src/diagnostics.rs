//! What a stage remarks on without failing.
//!
//! Takes the stages' findings; gives `Warned<T>`, a value with its remarks, each with stage, kind, place and a message in
//! the reader's language. Never an error: unreadable bytes are the reader's `ReadError`.

use serde::{Deserialize, Serialize};

use crate::review::{Language, Place};

/// A value and what was remarked while making it.
#[derive(Debug, Clone, PartialEq)]
pub struct Warned<T> {
    /// The value.
    pub value: T,
    /// Remarks in the order of the document.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Warned<T> {
    /// A value without remarks.
    pub fn clean(value: T) -> Self {
        Warned { value, diagnostics: Vec::new() }
    }

    /// Hands the value to the next stage and keeps the remarks of both.
    pub fn then<U>(mut self, stage: impl FnOnce(T) -> Warned<U>) -> Warned<U> {
        let mut next = stage(self.value);
        self.diagnostics.append(&mut next.diagnostics);
        Warned { value: next.value, diagnostics: self.diagnostics }
    }
}

macro_rules! texts {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $code:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$vmeta])* $variant,)+ }

        impl $name {
            /// Every value.
            pub const ALL: &'static [$name] = &[$($name::$variant,)+];

            /// The stable short text of this value.
            pub const fn code(self) -> &'static str {
                match self { $($name::$variant => $code,)+ }
            }

            /// The value with this code.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.code() == code)
            }
        }

        impl Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.code())
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let code = String::deserialize(deserializer)?;
                $name::from_code(&code).ok_or_else(|| serde::de::Error::custom("no such code"))
            }
        }
    };
}

texts! {
    /// The stage of the flow that remarked.
    Stage {
        /// Bytes to text and blocks.
        Document = "document",
        /// Blocks to sections.
        Sections = "sections",
        /// Sections to found items.
        Items = "items",
        /// Found items to a review.
        Normalise = "normalise",
    }
}

texts! {
    /// What was remarked. The `detail` of the diagnostic fills the message's gap.
    DiagnosticKind {
        /// The bytes are not UTF-8 and were read as the encoding in `detail`.
        OtherEncoding = "other_encoding",
        /// Some bytes fit no encoding and were replaced.
        BytesReplaced = "bytes_replaced",
        /// No organisation is named.
        NoOrganisation = "no_organisation",
        /// The organisation in `detail` is not in the register.
        UnknownOrganisation = "unknown_organisation",
        /// Several organisations are named with equal right; `detail` lists them.
        SeveralOrganisations = "several_organisations",
        /// The organisation in `detail` did not exist in the review's year by the register.
        OrganisationNotInYear = "organisation_not_in_year",
        /// No year is stated that the review is for.
        NoYear = "no_year",
        /// The stated year in `detail` is out of range.
        YearOutOfRange = "year_out_of_range",
        /// Nothing was found that figures can count.
        NoActions = "no_actions",
        /// The risk value in `detail` is not the product of its factors.
        RiskProduct = "risk_product",
        /// A figure of a risk in `detail` is outside 1 to 5.
        RiskOutOfScale = "risk_out_of_scale",
        /// A row of a table could not be read with certainty.
        TableRowUnsure = "table_row_unsure",
        /// The date in `detail` is not the day on which the cybersäkerhetslag came into force.
        WrongLawDate = "wrong_law_date",
        /// The authority in `detail` has another name now.
        FormerAuthority = "former_authority",
        /// The organisation in `detail` had ended before the year of the review; after an arrow stand those that took over.
        EndedOrganisation = "ended_organisation",
        /// The date of decision in `detail` does not fit the year of the review.
        DecisionDateUnlikely = "decision_date_unlikely",
        /// So much of the words, in `detail`, stand in sentences that many reviews share.
        MuchBoilerplate = "much_boilerplate",
        /// A table in a plan whose headings, in `detail`, tell of nothing that is known.
        TableUnknown = "table_unknown",
        /// A risk of the value in `detail` has no treatment, and needs one from 9 on.
        RiskUntreated = "risk_untreated",
    }
}

/// One remark.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// Who remarked.
    pub stage: Stage,
    /// What.
    pub kind: DiagnosticKind,
    /// Where, unless it concerns the whole document.
    pub place: Option<Place>,
    /// The words or the figure that it is about; empty where the kind says all.
    pub detail: String,
}

impl Diagnostic {
    /// A remark on the whole document.
    pub fn whole(stage: Stage, kind: DiagnosticKind, detail: impl Into<String>) -> Self {
        Diagnostic { stage, kind, place: None, detail: detail.into() }
    }

    /// A remark on a place.
    pub fn at(stage: Stage, kind: DiagnosticKind, place: Place, detail: impl Into<String>) -> Self {
        Diagnostic { stage, kind, place: Some(place), detail: detail.into() }
    }

    /// The remark as a sentence that says what to do, in the reader's language.
    pub fn message(&self, language: Language) -> String {
        let d = &self.detail;
        use DiagnosticKind as K;
        use Language::{En, Sv};
        match (self.kind, language) {
            (K::OtherEncoding, Sv) => {
                format!("Texten är inte UTF-8 utan lästes som {d}. Kontrollera att å, ä och ö ser rätt ut.")
            }
            (K::OtherEncoding, En) => {
                format!("The text is not UTF-8 and was read as {d}. Check that å, ä and ö look right.")
            }
            (K::BytesReplaced, Sv) => format!("Texten har tecken som inte gick att läsa ({d}); de visas som \u{fffd}."),
            (K::BytesReplaced, En) => {
                format!("The text holds characters that could not be read ({d}); they are shown as \u{fffd}.")
            }
            (K::NoOrganisation, Sv) => {
                "Ingen nämnd eller inget bolag nämns. Genomgången sparas men räknas inte förrän organisationen är känd."
                    .into()
            }
            (K::NoOrganisation, En) => {
                "No nämnd or bolag is named. The review is kept but not counted until its organisation is known.".into()
            }
            (K::UnknownOrganisation, Sv) => format!(
                "\u{201d}{d}\u{201d} finns inte i registret. Genomgången sparas men räknas inte; lägg till organisationen eller ett alias i registret."
            ),
            (K::UnknownOrganisation, En) => format!(
                "\u{201c}{d}\u{201d} is not in the register. The review is kept but not counted; add the organisation or an alias to the register."
            ),
            (K::SeveralOrganisations, Sv) => {
                format!("Flera organisationer nämns som avsändare ({d}). Genomgången sparas men räknas inte.")
            }
            (K::SeveralOrganisations, En) => {
                format!("Several organisations are named as sender ({d}). The review is kept but not counted.")
            }
            (K::OrganisationNotInYear, Sv) => format!(
                "{d} finns enligt registret inte det år som genomgången gäller. Genomgången sparas men räknas inte; rätta åren i registret eller dokumentet."
            ),
            (K::OrganisationNotInYear, En) => {
                format!(
                    "By the register {d} does not exist in the year that the review is for. The review is kept but not counted; mend the years in the register or the document."
                )
            }
            (K::NoYear, Sv) => {
                "Inget verksamhetsår anges. Genomgången sparas men räknas inte förrän året är känt.".into()
            }
            (K::NoYear, En) => "No year is stated. The review is kept but not counted until its year is known.".into(),
            (K::YearOutOfRange, Sv) => {
                format!("Det angivna året {d} är orimligt. Genomgången sparas men räknas inte förrän året är känt.")
            }
            (K::YearOutOfRange, En) => format!(
                "The stated year {d} is out of range. The review is kept but not counted until its year is known."
            ),
            (K::NoActions, Sv) => {
                "Inga åtgärder hittades. Kontrollera att filen är en ledningens genomgång och att texten följde med."
                    .into()
            }
            (K::NoActions, En) => {
                "No actions were found. Check that the file is a management review and that its text came along.".into()
            }
            (K::RiskProduct, Sv) => {
                format!("Riskvärdet stämmer inte med sannolikhet × konsekvens ({d}). Det skrivna värdet används.")
            }
            (K::RiskProduct, En) => {
                format!("The risk value is not likelihood × consequence ({d}). The value as written is used.")
            }
            (K::RiskOutOfScale, Sv) => format!("En risksiffra ligger utanför skalan 1–5 ({d}) och används inte."),
            (K::RiskOutOfScale, En) => format!("A figure of a risk is outside the scale 1–5 ({d}) and is not used."),
            (K::TableRowUnsure, Sv) => format!("En tabellrad kunde inte läsas säkert ({d}). Jämför med originalet."),
            (K::TableRowUnsure, En) => {
                format!("A row of a table could not be read with certainty ({d}). Compare with the original.")
            }
            (K::WrongLawDate, Sv) => format!(
                "Texten anger {d} för cybersäkerhetslagens ikraftträdande. Lagen (2025:1506) gäller från den 15 januari 2026; rätta datumet i dokumentet."
            ),
            (K::WrongLawDate, En) => format!(
                "The text gives {d} as the day on which the cybersäkerhetslag came into force. The act (2025:1506) applies from 15 January 2026; mend the date in the document."
            ),
            (K::FormerAuthority, Sv) => format!(
                "{d} heter sedan den 1 januari 2026 Myndigheten för civilt försvar (MCF). Skriv det nya namnet."
            ),
            (K::FormerAuthority, En) => {
                format!("{d} is called Myndigheten för civilt försvar (MCF) since 1 January 2026. Use the new name.")
            }
            (K::EndedOrganisation, Sv) => format!(
                "En organisation nämns som enligt registret har upphört före genomgångens år ({d}). Skriv namnet på den som tog över, eller att det gäller historia."
            ),
            (K::EndedOrganisation, En) => format!(
                "An organisation is named that by the register had ended before the year of the review ({d}). Name the one that took over, or say that it is history."
            ),
            (K::DecisionDateUnlikely, Sv) => format!(
                "Beslutsdatumet {d} stämmer inte med verksamhetsåret: det ligger efter året, eller mer än 18 månader före det. Kontrollera datum och år i dokumentet."
            ),
            (K::DecisionDateUnlikely, En) => format!(
                "The date of decision {d} does not fit the year of the plan: it lies after that year, or more than 18 months before it. Check date and year in the document."
            ),
            (K::MuchBoilerplate, Sv) => format!(
                "Stadens gemensamma formuleringar utgör {d} av texten. Låt genomgången beskriva det egna läget och de egna åtgärderna."
            ),
            (K::MuchBoilerplate, En) => format!(
                "Wording that the city shares makes up {d} of the text. Let the review tell of its own state and its own measures."
            ),
            (K::TableUnknown, Sv) => format!(
                "En tabell i planen kunde inte tolkas, för rubrikerna är okända ({d}). Inget i den räknas; kalla kolumnerna Åtgärd, År, Ansvarig, Status eller liknande."
            ),
            (K::TableUnknown, En) => format!(
                "A table in the plan could not be understood, as its headings are not known ({d}). Nothing in it counts; name its columns Åtgärd, År, Ansvarig, Status or the like."
            ),
            (K::RiskUntreated, Sv) => format!(
                "En risk med riskvärde {d} saknar åtgärd. Åtgärd behövs vid riskvärde 9 eller mer; skriv vad som görs, eller vem som har godtagit risken."
            ),
            (K::RiskUntreated, En) => format!(
                "A risk of value {d} has no treatment. Treatment is needed from risk value 9 on; write what is done, or who has accepted the risk."
            ),
        }
    }
}
