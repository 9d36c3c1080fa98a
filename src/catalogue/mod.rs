//! The words and number forms of every page, chart, export and message, in Swedish and English.
//!
//! Takes a key or a value of the vocabulary; gives its words in one language, from `dashboards/i18n/sv.toml` and
//! `en.toml`, which the program carries. Never decides what is shown.

mod numbers;

use std::{collections::HashMap, sync::LazyLock};

use crate::{
    figures::{Cell, CellState, Unit},
    review::{
        Area, FindingKind, Kind, Language, Measure, MetricKind, OutcomeKind, PersonalKind, Scope, Status, YearSet,
    },
};

static SWEDISH: LazyLock<Catalogue> =
    LazyLock::new(|| Catalogue::read(Language::Sv, include_str!("../../dashboards/i18n/sv.toml")));
static ENGLISH: LazyLock<Catalogue> =
    LazyLock::new(|| Catalogue::read(Language::En, include_str!("../../dashboards/i18n/en.toml")));

/// The words of one language.
#[derive(Debug)]
pub struct Catalogue {
    language: Language,
    texts: HashMap<String, String>,
}

impl Catalogue {
    /// The words of a language.
    pub fn of(language: Language) -> &'static Catalogue {
        match language {
            Language::Sv => &SWEDISH,
            Language::En => &ENGLISH,
        }
    }

    /// A file that cannot be read gives no words, so that keys show instead; a test reads both files.
    fn read(language: Language, source: &str) -> Catalogue {
        let tables = toml::from_str::<HashMap<String, HashMap<String, String>>>(source).unwrap_or_default();
        let texts = tables
            .into_iter()
            .flat_map(|(table, texts)| texts.into_iter().map(move |(key, text)| (format!("{table}.{key}"), text)))
            .collect();
        Catalogue { language, texts }
    }

    /// The language of the words.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The words of a key such as `chart.source`; the key itself where there are none.
    pub fn text<'a>(&'a self, key: &'a str) -> &'a str {
        self.texts.get(key).map_or(key, String::as_str)
    }

    /// Whether there are words for the key.
    pub fn has(&self, key: &str) -> bool {
        self.texts.contains_key(key)
    }

    /// The words of a key with each `{name}` replaced by its value.
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        let mut rest = self.text(key);
        let mut filled = String::with_capacity(rest.len() + 16);
        // One pass from the left, so that a value that looks like a gap is never filled again.
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let value = after
                .split_once('}')
                .and_then(|(name, tail)| values.iter().find(|(key, _)| *key == name).map(|(_, value)| (value, tail)));
            match value {
                Some((value, tail)) => {
                    filled.push_str(value);
                    rest = tail;
                }
                None => {
                    filled.push('{');
                    rest = after;
                }
            }
        }
        filled.push_str(rest);
        filled
    }

    fn named(&self, table: &str, code: &str) -> &str {
        self.texts.get(&format!("{table}.{code}")).map_or("", String::as_str)
    }

    /// Name of an area.
    pub fn area(&self, area: Area) -> &str {
        self.named("area", area.code())
    }

    /// Name of an area for a narrow column, with soft hyphens where it may break.
    pub fn area_short(&self, area: Area) -> &str {
        self.named("area_short", area.code())
    }

    /// What is counted under an area, as a sentence.
    pub fn area_meaning(&self, area: Area) -> &str {
        self.named("area_meaning", area.code())
    }

    /// Name of a measure of NIS2 article 21(2).
    pub fn measure(&self, measure: Measure) -> &str {
        self.named("measure", measure.code())
    }

    /// Name of a measure for a narrow column, with soft hyphens where it may break.
    pub fn measure_short(&self, measure: Measure) -> &str {
        self.named("measure_short", measure.code())
    }

    /// A rung of the readiness ladder, or why there is none, in a word or two.
    pub fn rung(&self, code: &str) -> &str {
        self.named("rung", code)
    }

    /// A rung of the readiness ladder as a legend tells it.
    pub fn rung_meaning(&self, code: &str) -> &str {
        self.named("rung_meaning", code)
    }

    /// What the Cybersecurity Act makes of a legal person.
    pub fn scope(&self, scope: Scope) -> &str {
        self.named("scope", scope.code())
    }

    /// Name of a kind of organisation, one of them.
    pub fn kind(&self, kind: Kind) -> &str {
        self.named("kind", kind.code())
    }

    /// Name of a kind of organisation, several of them.
    pub fn kinds(&self, kind: Kind) -> &str {
        self.named("kind_plural", kind.code())
    }

    /// What stands in the place of words that tell of a person.
    pub fn personal(&self, kind: PersonalKind) -> &str {
        self.named("personal", kind.code())
    }

    /// Name of a kind of finding, several of them.
    pub fn findings(&self, kind: FindingKind) -> &str {
        self.named("finding", kind.code())
    }

    /// What came of a promise, in a word or two.
    pub fn outcome(&self, outcome: OutcomeKind) -> &str {
        self.named("outcome", outcome.code())
    }

    /// What an outcome says, as a sentence.
    pub fn outcome_meaning(&self, outcome: OutcomeKind) -> &str {
        self.named("outcome_meaning", outcome.code())
    }

    /// Name of a status.
    pub fn status(&self, status: Status) -> &str {
        self.named("status", status.code())
    }

    /// What a state of a cell says, as a legend tells it.
    pub fn state(&self, state: CellState) -> &str {
        self.named("state", state.code())
    }

    /// A state of a cell in a word or two.
    pub fn state_short(&self, state: CellState) -> &str {
        self.named("state_short", state.code())
    }

    /// What a metric counts, with its unit.
    pub fn metric(&self, kind: MetricKind) -> &str {
        self.named("metric", kind.code())
    }

    /// A whole number: `1 234` with a no-break space, or `1,234`.
    pub fn integer(&self, number: i64) -> String {
        numbers::integer(self.language, number)
    }

    /// A decimal number with at most so many decimals: `1 234,5` or `1,234.5`.
    pub fn decimal(&self, number: f64, decimals: usize) -> String {
        numbers::decimal(self.language, number, decimals)
    }

    /// A share from 0 to 1 in whole percent: `63 %` or `63%`.
    pub fn share(&self, share: f64) -> String {
        numbers::share(self.language, share)
    }

    /// Years, runs joined: `2025, 2027–2028`; a dash where there are none.
    pub fn years(&self, years: YearSet) -> String {
        numbers::years(years)
    }

    /// A cell as people read it: numbers in the language's form, a dash where nothing is known.
    pub fn cell(&self, cell: &Cell, unit: Unit) -> String {
        match (cell, unit) {
            (Cell::Missing, _) => self.text("words.missing").to_owned(),
            (Cell::Text(text), _) => text.clone(),
            (Cell::Integer(number), Unit::Year | Unit::Code) => number.to_string(),
            (Cell::Integer(number), _) => self.integer(*number),
            (Cell::Number(number), Unit::Share) => self.share(*number),
            (Cell::Number(number), _) => self.decimal(*number, 2),
        }
    }
}

#[cfg(test)]
mod tests;
