//! An action (åtgärd, aktivitet): one thing done, ongoing or planned, with the years it is for.

use serde::{Deserialize, Serialize};

use super::{Area, AreaSet, Measure, MeasureSet, Place, Status, YearSet, code::coded};

coded! {
    /// Which text earned a label.
    Source, "source of evidence" {
        /// The action's own words.
        Text = "text",
        /// The headings above it.
        Heading = "heading",
        /// Its own words, by kinship with words that people have labelled.
        Learned = "learned",
        /// The sender, who sent data rather than a document.
        Stated = "stated",
    }
}

/// What an action can be counted under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Label {
    /// A prioritised area.
    Area(Area),
    /// A measure of NIS2 article 21(2).
    Measure(Measure),
}

impl Label {
    /// `area:CODE` or `nis2:LETTER`.
    pub fn code(self) -> String {
        match self {
            Label::Area(area) => format!("area:{area}"),
            Label::Measure(measure) => format!("nis2:{measure}"),
        }
    }
}

impl std::str::FromStr for Label {
    type Err = super::UnknownCode;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.split_once(':') {
            Some(("area", code)) => Ok(Label::Area(code.parse()?)),
            Some(("nis2", code)) => Ok(Label::Measure(code.parse()?)),
            _ => Err(super::UnknownCode {
                what: "label", found: text.to_owned(), known: "area:…, nis2:…".to_owned()
            }),
        }
    }
}

impl Serialize for Label {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.code())
    }
}

impl<'de> Deserialize<'de> for Label {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// Words that spoke for (or, with a negative weight, against) a label.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EarnedBy {
    /// The words as they stand in the document.
    pub words: String,
    /// What they weigh in the taxonomy.
    pub weight: f32,
    /// Which text they stand in.
    pub source: Source,
}

/// Why a label was given.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// The label.
    pub label: Label,
    /// How sure the label is, 0 to 1.
    pub confidence: f32,
    /// The words that earned it, heaviest first.
    pub earned_by: Vec<EarnedBy>,
}

/// When an action is to be finished.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    /// The words, such as "senast den 31 mars 2026" or "våren 2027".
    pub as_written: String,
    /// The same as `2026-03-31`, `2026-06`, `2026-Q3`, `2026-T1`, `2026-H1` or `2026`; none where the words are not so exact.
    pub period: Option<String>,
}

/// Money that an action is stated to cost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amount {
    /// Whole öre; of a range its lower end.
    pub ore: i64,
    /// The upper end of a range, in öre.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most_ore: Option<i64>,
    /// The words, such as "ca 350 tkr"; of a cell without unit the figure alone.
    pub as_written: String,
    /// Where it stands.
    pub place: Place,
}

/// One action, as the annotation guide describes it, with where and why.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Action {
    /// The document's own words, line breaks and hyphenation mended, bullet removed.
    pub text: String,
    /// The nearest heading or label above it.
    pub heading: String,
    /// The years that it is for or was done in; empty where nothing tells.
    pub years: YearSet,
    /// Planned, ongoing or done.
    pub status: Status,
    /// Areas that it is counted under.
    pub areas: AreaSet,
    /// Measures of NIS2 article 21(2) that it serves.
    pub nis2: MeasureSet,
    /// The role that is responsible, as written; never the name of a person.
    #[serde(default)]
    pub responsible: Option<String>,
    /// When it is to be finished.
    #[serde(default)]
    pub deadline: Option<Deadline>,
    /// What it is stated to cost, in the order of the document.
    #[serde(default)]
    pub amounts: Vec<Amount>,
    /// A mention rather than a commitment: a summary's list that is detailed later, a statement in passing, a finding of
    /// others. Figures do not count it.
    pub optional: bool,
    /// Where it stands.
    pub place: Place,
    /// How sure it is that this is an action, 0 to 1.
    pub confidence: f32,
    /// Why each label was given.
    pub evidence: Vec<Evidence>,
}
