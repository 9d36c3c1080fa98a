//! The twelve prioritised areas (prioriterade områden) that actions are compared by.

use super::code::{coded, coded_set};

coded! {
    /// A prioritised area, as defined in the annotation guide. The four that the users named first stand first.
    Area, "area" {
        /// NIS2, CER or the cybersäkerhetslag named, or a requirement said to come from them.
        Nis2 = "nis2",
        /// Inventory and classification of information, processes or systems.
        Informationsklassning = "informationsklassning",
        /// Training, awareness, competence.
        Utbildning = "utbildning",
        /// Continuity plans and management, exercises, fallback, crisis preparedness.
        Kontinuitet = "kontinuitet",
        /// Incidents of all kinds and their reporting.
        Incidenthantering = "incidenthantering",
        /// Access rights, roles in systems, access reviews.
        Behorighetshantering = "behorighetshantering",
        /// Procurement, contracts, suppliers, acquisition and development.
        Upphandling = "upphandling",
        /// The local instruction and other steering documents and routines.
        LokalAnvisning = "lokal_anvisning",
        /// Planning, follow-up, internal control, roles and resources.
        Styrning = "styrning",
        /// Personal data, records of processing, impact assessments, archive and information handling rules.
        Dataskydd = "dataskydd",
        /// Risk analysis, risk register, RSA, VoR.
        Riskhantering = "riskhantering",
        /// Tools and technical protection to introduce.
        Systemstod = "systemstod",
    }
}

coded_set! {
    /// A set of areas.
    AreaSet of Area
}
