//! What the comparison can have as columns: areas, measures of NIS2, working methods, areas of the action plan.
//!
//! Takes `dashboards/axes.toml`, which the program carries; gives each axis' columns, each with what counts under it and
//! what a review speaks of it by. Never counts.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::review::{ActionEntry, Area, AreaSet, Language, Measure, MeasureSet, UnknownCode, Words};

/// What the columns of the comparison are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, PartialOrd, Ord, Hash)]
pub enum Axis {
    /// The twelve areas.
    #[default]
    Areas,
    /// The ten measures of NIS2 article 21(2).
    Measures,
    /// The five obligatory working methods.
    Methods,
    /// The seven areas of the action plan.
    Plan,
}

impl Axis {
    /// Every axis, in the order of choices.
    pub const ALL: [Axis; 4] = [Axis::Areas, Axis::Measures, Axis::Methods, Axis::Plan];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Axis::Areas => "omraden",
            Axis::Measures => "nis2",
            Axis::Methods => "arbetssatt",
            Axis::Plan => "handlingsplan",
        }
    }

    /// The choice of an address that names a column of this axis: `omrade=nis2`, `nis2=b`.
    pub const fn choice(self) -> &'static str {
        match self {
            Axis::Areas => "omrade",
            axis => axis.code(),
        }
    }

    /// The columns, in the order of the table.
    pub fn columns(self) -> &'static [Column] {
        match self {
            Axis::Areas => &AXES.areas,
            Axis::Measures => &AXES.measures,
            Axis::Methods => &AXES.methods,
            Axis::Plan => &AXES.plan,
        }
    }

    /// The column with a code.
    ///
    /// # Errors
    /// Where this axis has no such column; says which it has.
    pub fn column(self, code: &str) -> Result<&'static Column, UnknownCode> {
        self.columns().iter().find(|column| column.code == code).ok_or_else(|| UnknownCode {
            what: "column",
            found: code.to_owned(),
            known: self.columns().iter().map(|column| column.code.as_str()).collect::<Vec<_>>().join(", "),
        })
    }

    /// The version of what counts under the columns.
    pub fn version() -> &'static str {
        &AXES.version
    }
}

impl std::fmt::Display for Axis {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.code())
    }
}

impl std::str::FromStr for Axis {
    type Err = UnknownCode;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Axis::ALL.into_iter().find(|axis| axis.code() == text).ok_or_else(|| UnknownCode {
            what: "axis",
            found: text.to_owned(),
            known: Axis::ALL.map(Axis::code).join(", "),
        })
    }
}

/// One column of each axis, or none of it, in the order of `Axis::ALL`.
pub type Columns = [Option<&'static Column>; 4];

/// What a column is about, for its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// An area, named by the catalogue.
    Area(Area),
    /// A measure of NIS2, named by the catalogue.
    Measure(Measure),
    /// A grouping, with its own names.
    Grouping(Named),
}

/// A column of the comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Of which axis.
    pub axis: Axis,
    /// Stable code, one of its axis'.
    pub code: String,
    /// What it is about.
    pub subject: Subject,
    areas: AreaSet,
    measures: MeasureSet,
    spoken: AreaSet,
}

impl Column {
    /// The column of an area; `None` only where the program's own data cannot be read.
    pub fn of_area(area: Area) -> Option<&'static Column> {
        Axis::Areas.column(area.code()).ok()
    }

    /// The column of a measure; `None` only where the program's own data cannot be read.
    pub fn of_measure(measure: Measure) -> Option<&'static Column> {
        Axis::Measures.column(measure.code()).ok()
    }

    /// Whether an action stands under it.
    pub fn holds(&self, action: &ActionEntry) -> bool {
        self.areas.meets(action.areas) || self.measures.meets(action.measures)
    }

    /// The areas whose mention, risks or figures speak of it, beside what counts under it.
    pub fn spoken_areas(&self) -> AreaSet {
        self.areas.union(self.spoken)
    }

    /// Whether a review that speaks of these speaks of it.
    pub(super) fn spoken_of(&self, areas: AreaSet, measures: MeasureSet) -> bool {
        self.areas.union(self.spoken).meets(areas) || self.measures.meets(measures)
    }
}

/// The names of a grouping in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    name: Words,
    short: Words,
}

impl Named {
    /// The name.
    pub fn name(&self, language: Language) -> &str {
        self.name.of(language)
    }

    /// The name for a narrow column, with soft hyphens where it may break.
    pub fn short(&self, language: Language) -> &str {
        self.short.of(language)
    }
}

#[derive(Debug, Default)]
struct Axes {
    version: String,
    areas: Vec<Column>,
    measures: Vec<Column>,
    methods: Vec<Column>,
    plan: Vec<Column>,
}

/// A file that cannot be read gives axes without columns; a test reads it.
static AXES: LazyLock<Axes> = LazyLock::new(|| Axes::read(SOURCE).unwrap_or_default());
const SOURCE: &str = include_str!("../../dashboards/axes.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: String,
    nis2: Vec<Entry>,
    arbetssatt: Vec<Entry>,
    handlingsplan: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    code: String,
    name: Option<Words>,
    short: Option<Words>,
    #[serde(default)]
    areas: AreaSet,
    #[serde(default)]
    measures: MeasureSet,
    #[serde(default)]
    spoken: AreaSet,
}

impl Axes {
    fn read(source: &str) -> Result<Axes, String> {
        let file: File = toml::from_str(source).map_err(|error| error.to_string())?;
        let area = |area: &Area| Column {
            axis: Axis::Areas,
            code: area.code().to_owned(),
            subject: Subject::Area(*area),
            areas: [*area].into_iter().collect(),
            measures: MeasureSet::EMPTY,
            spoken: AreaSet::EMPTY,
        };
        let axes = Axes {
            version: file.version,
            areas: Area::ALL.iter().map(area).collect(),
            measures: columns(Axis::Measures, file.nis2)?,
            methods: columns(Axis::Methods, file.arbetssatt)?,
            plan: columns(Axis::Plan, file.handlingsplan)?,
        };
        let letters = axes.measures.iter().map(|column| column.code.as_str());
        if !letters.eq(Measure::ALL.iter().map(|measure| measure.code())) {
            return Err("nis2 must have the letters a to j, in order".to_owned());
        }
        Ok(axes)
    }
}

fn columns(axis: Axis, entries: Vec<Entry>) -> Result<Vec<Column>, String> {
    let mut columns: Vec<Column> = Vec::with_capacity(entries.len());
    for entry in entries {
        let told = format!("{axis}: {}", entry.code);
        if columns.iter().any(|column| column.code == entry.code) {
            return Err(format!("{told} stands twice"));
        }
        if entry.areas.is_empty() && entry.measures.is_empty() {
            return Err(format!("{told} has neither areas nor measures"));
        }
        let subject = match (axis, entry.name, entry.short) {
            (Axis::Measures, None, None) => {
                Subject::Measure(entry.code.parse().map_err(|error| format!("{told}: {error}"))?)
            }
            (Axis::Methods | Axis::Plan, Some(name), Some(short)) => Subject::Grouping(Named { name, short }),
            _ => return Err(format!("{told} must have name and short, and a measure neither")),
        };
        columns.push(Column {
            axis,
            code: entry.code,
            subject,
            areas: entry.areas,
            measures: entry.measures,
            spoken: entry.spoken,
        });
    }
    Ok(columns)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_of_the_program_reads_and_names_every_column() {
        let axes = Axes::read(SOURCE).unwrap();
        let lengths = [&axes.areas, &axes.measures, &axes.methods, &axes.plan].map(Vec::len);
        assert_eq!(lengths, [12, 10, 5, 7]);
        assert!(!axes.version.is_empty());
        for column in axes.methods.iter().chain(&axes.plan) {
            let Subject::Grouping(named) = &column.subject else { panic!("{} is a grouping", column.code) };
            for language in Language::ALL {
                assert!(!named.name(*language).is_empty() && !named.short(*language).is_empty(), "{}", column.code);
            }
        }
    }

    #[test]
    fn a_fault_of_the_file_is_told() {
        let fault = |from: &str, to: &str, words: &str| {
            let told = Axes::read(&SOURCE.replacen(from, to, 1)).unwrap_err();
            assert!(told.contains(words), "{told}");
        };
        fault("areas = [\"upphandling\"]", "areas = [\"inkop\"]", "inkop");
        fault("areas = [\"upphandling\"]", "", "neither areas nor measures");
        fault("code = \"upphandling\"", "code = \"incidenthantering\"", "stands twice");
        fault("measures = [\"j\"]", "measures = [\"k\"]", "k");
        fault("code = \"j\"", "code = \"h\"", "stands twice");
        fault("name = {", "label = {", "label");
        fault("version = \"1\"", "", "version");
    }

    #[test]
    fn codes_read_back_and_unknown_ones_say_what_there_is() {
        for axis in Axis::ALL {
            assert_eq!(axis.to_string().parse(), Ok(axis));
            for column in axis.columns() {
                assert_eq!(axis.column(&column.code).unwrap(), column);
            }
        }
        assert!("x".parse::<Axis>().unwrap_err().known.contains("arbetssatt"));
        assert!(Axis::Methods.column("x").unwrap_err().known.contains("lokal_anvisning"));
    }
}
