//! The ten measures of article 21(2) a–j of directive (EU) 2022/2555 (NIS2).

use super::code::{coded, coded_set};

coded! {
    /// A measure of NIS2 article 21(2), by its letter.
    Measure, "NIS2 measure" {
        /// (a) policies on risk analysis and information system security.
        A = "a",
        /// (b) incident handling.
        B = "b",
        /// (c) business continuity, backup, disaster recovery, crisis management.
        C = "c",
        /// (d) supply chain security.
        D = "d",
        /// (e) security in acquisition, development and maintenance, vulnerability handling.
        E = "e",
        /// (f) assessing the effectiveness of measures.
        F = "f",
        /// (g) cyber hygiene and training.
        G = "g",
        /// (h) cryptography.
        H = "h",
        /// (i) human resources security, access control, asset management.
        I = "i",
        /// (j) multi-factor authentication and secured communication.
        J = "j",
    }
}

coded_set! {
    /// A set of NIS2 measures.
    MeasureSet of Measure
}
