//! The taxonomy: which words earn an action its areas and its measures of NIS2 article 21(2).
//!
//! Takes the TOML of `taxonomy.toml` (or one of the same form); gives labels, each with the words that earned it. The same
//! words give the same labels always; nothing is learnt while reading.

use std::{cell::RefCell, collections::HashMap, rc::Rc};

use serde::Deserialize;

use crate::learned::{Model, ModelError, Pieces};
use crate::pattern::{Folded, folded_patterns, patterns};
use crate::review::{Area, AreaSet, EarnedBy, Evidence, Label, Measure, MeasureSet, Source};

use super::{
    learned,
    terms::{Hit, Terms, Tokens},
};

const BUILTIN: &str = include_str!("taxonomy.toml");

/// Weights of the learned model, an output for each area and then for each measure; made by `lagesbild train`.
const LEARNED: &[u8] = include_bytes!("learned.bin");

/// From this weight on a label is given.
const THRESHOLD: f32 = 1.0;

/// What a heading adds to a label that the words themselves only hint at.
const HINT: f32 = 0.5;

/// What a word weighs that stands in a clause of purpose or circumstance, where the main clause names its own subject.
const IN_PASSING: f32 = 0.45;

/// Why a taxonomy cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TaxonomyError {
    /// The TOML is broken or has the wrong keys.
    #[error("the taxonomy is not in order")]
    Toml(#[from] toml::de::Error),
    /// A group gives neither area nor measure.
    #[error("group {0} of the taxonomy names neither an area nor a NIS2 measure")]
    NoLabel(usize),
    /// The program carries no learned weights that fit.
    #[error(transparent)]
    Learned(#[from] ModelError),
    /// The terms are too many for the automaton.
    #[error("the terms of the taxonomy cannot be searched")]
    Terms(#[from] aho_corasick::BuildError),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: String,
    /// Whether the learned model has its say beside the terms.
    #[serde(default = "yes")]
    learned: bool,
    #[serde(default)]
    mask: Vec<String>,
    group: Vec<Group>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    area: Option<Area>,
    nis2: Option<Measure>,
    #[serde(default = "one")]
    weight: f32,
    /// Whether the words name a vehicle (a routine, a role, a resource) rather than a subject.
    #[serde(default)]
    vehicle: bool,
    terms: Vec<String>,
}

fn yes() -> bool {
    true
}

fn one() -> f32 {
    1.0
}

/// What one term speaks for.
#[derive(Debug, Clone, Copy)]
struct Speaks {
    area: Option<Area>,
    measure: Option<Measure>,
    weight: f32,
    vehicle: bool,
    is_mask: bool,
}

/// A taxonomy, ready to label.
#[derive(Debug, Clone)]
pub struct Taxonomy {
    version: String,
    source: String,
    learned: Option<Model>,
    terms: Terms,
    speaks: Vec<Speaks>,
    /// The words that speak for nothing, apart: they come first among the terms.
    masks: Terms,
}

/// What stands above an action and may speak for its labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Above<'t> {
    /// Its own label or topic column: as close as its own words.
    Label(&'t str),
    /// The sentence that introduces its list, or a heading: speaks where the action's own words do not.
    Heading(&'t str),
}

impl<'t> Above<'t> {
    fn words(self) -> &'t str {
        let (Above::Label(words) | Above::Heading(words)) = self;
        words
    }
}

/// The labels of an action.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Labels {
    pub(super) areas: AreaSet,
    pub(super) measures: MeasureSet,
    pub(super) evidence: Vec<Evidence>,
}

impl Labels {
    /// Gives a label that the document itself states above the action.
    pub(super) fn state(&mut self, label: Label, words: &str) {
        if !self.contains(label) {
            self.add(label, 0.9, vec![EarnedBy { words: words.to_owned(), weight: 1.0, source: Source::Heading }]);
        }
    }

    pub(super) fn contains(&self, label: Label) -> bool {
        match label {
            Label::Area(area) => self.areas.contains(area),
            Label::Measure(measure) => self.measures.contains(measure),
        }
    }

    pub(super) fn add(&mut self, label: Label, confidence: f32, earned_by: Vec<EarnedBy>) {
        match label {
            Label::Area(area) => self.areas.insert(area),
            Label::Measure(measure) => self.measures.insert(measure),
        }
        self.evidence.push(Evidence { label, confidence, earned_by });
    }

    pub(super) fn take_back(&mut self, label: Label) {
        match label {
            Label::Area(area) => self.areas.remove(area),
            Label::Measure(measure) => self.measures.remove(measure),
        }
        self.evidence.retain(|evidence| evidence.label != label);
    }
}

#[derive(Debug, Clone, Default)]
struct Scores {
    areas: [Score; 12],
    measures: [Score; 10],
}

#[derive(Debug, Clone, Default)]
struct Score {
    weight: f32,
    /// Weight that a subject earned, rather than a vehicle.
    subject: f32,
    earned_by: Vec<EarnedBy>,
}

impl Taxonomy {
    /// The taxonomy that the program carries.
    ///
    /// # Errors
    /// Never in a program whose tests pass; they read it.
    pub fn builtin() -> Result<Taxonomy, TaxonomyError> {
        Taxonomy::from_toml(BUILTIN)
    }

    /// The terms of the taxonomy that the program carries, without the learned model: for its training.
    ///
    /// # Errors
    /// Never in a program whose tests pass.
    pub fn builtin_terms() -> Result<Taxonomy, TaxonomyError> {
        Taxonomy::of(File { learned: false, ..toml::from_str(BUILTIN)? }, BUILTIN)
    }

    /// Reads a taxonomy.
    ///
    /// # Errors
    /// Names the line of the TOML, or the group, that is wrong.
    pub fn from_toml(text: &str) -> Result<Taxonomy, TaxonomyError> {
        Taxonomy::of(toml::from_str(text)?, text)
    }

    fn of(file: File, text: &str) -> Result<Taxonomy, TaxonomyError> {
        let mut terms: Vec<&str> = Vec::new();
        let mut speaks = Vec::new();
        let masks = Terms::new(file.mask.iter().map(String::as_str))?;
        for mask in &file.mask {
            terms.push(mask);
            speaks.push(Speaks { area: None, measure: None, weight: 0.0, vehicle: false, is_mask: true });
        }
        for (index, group) in file.group.iter().enumerate() {
            if group.area.is_none() && group.nis2.is_none() {
                return Err(TaxonomyError::NoLabel(index + 1));
            }
            for term in &group.terms {
                terms.push(term);
                speaks.push(Speaks {
                    area: group.area,
                    measure: group.nis2,
                    weight: group.weight,
                    vehicle: group.vehicle,
                    is_mask: false,
                });
            }
        }
        Ok(Taxonomy {
            version: file.version.clone(),
            source: text.to_owned(),
            learned: if file.learned { Some(Model::from_bytes(LEARNED)?) } else { None },
            terms: Terms::new(terms)?,
            speaks,
            masks,
        })
    }

    /// The version that its file states.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The TOML that it was read from.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// What labels the items of one document.
    pub(super) fn labeller(&self) -> Labeller<'_> {
        Labeller { taxonomy: self, above: RefCell::default() }
    }

    fn scores(&self, text: &str, source: Source) -> Scores {
        let (main, aside) = clauses(text);
        let mut scores = self.scores_of(&main, source);
        if !aside.trim().is_empty() {
            let share = if scores.has_subject() { IN_PASSING } else { 1.0 };
            let aside = self.scores_of(&aside, source);
            scores.inherit(Area::Nis2, &aside);
            scores.add(aside, share);
        }
        scores
    }

    /// A text in lower case without the words that speak for nothing, such as the name of a nämnd. The learned model sees no
    /// others.
    pub fn unmasked(&self, text: &str) -> String {
        let tokens = Tokens::of(text);
        let masks = self.masks.find(&tokens);
        if masks.is_empty() {
            return text.to_owned();
        }
        let kept = (0..tokens.len()).filter(|at| !masks.iter().any(|mask| mask.first <= *at && *at <= mask.last));
        kept.map(|at| tokens.words(at, at)).collect::<Vec<_>>().join(" ")
    }

    fn scores_of(&self, text: &str, source: Source) -> Scores {
        let tokens = Tokens::of(text);
        let hits = self.terms.find(&tokens);
        let masked: Vec<(usize, usize)> = hits
            .iter()
            .filter(|hit| self.speaks.get(hit.term).is_some_and(|speaks| speaks.is_mask))
            .map(|hit| (hit.first, hit.last))
            .collect();
        let mut scores = Scores::default();
        for hit in &hits {
            let Some(speaks) = self.speaks.get(hit.term).filter(|speaks| !speaks.is_mask) else { continue };
            if masked.iter().any(|(first, last)| *first <= hit.first && hit.last <= *last) {
                continue;
            }
            scores.earn(*speaks, *hit, &tokens, source);
        }
        scores
    }
}

/// Labels the items of one document, many of which stand below the same heading.
#[derive(Debug)]
pub(super) struct Labeller<'t> {
    taxonomy: &'t Taxonomy,
    /// What was found out of the words that stand above items.
    above: RefCell<HashMap<String, Rc<Heading>>>,
}

/// What the words above an item say.
#[derive(Debug, Default)]
pub(super) struct Heading {
    scores: Scores,
    /// What the learned model sees of them.
    pub(super) pieces: Pieces,
}

impl Labeller<'_> {
    /// Labels an action by its words and by what stands above it, nearest first.
    pub(super) fn label(&self, text: &str, above: &[Above<'_>]) -> Labels {
        let mut scores = self.taxonomy.scores(text, Source::Text);
        let mut headings = Vec::new();
        let above: Vec<(Above<'_>, Rc<Heading>)> =
            above.iter().map(|above| (*above, self.heading(above.words()))).collect();
        for (above, heading) in &above {
            match above {
                Above::Label(_) => scores.add(heading.scores.clone(), 1.0),
                Above::Heading(_) => headings.push(&heading.scores),
            }
        }
        if !scores.has_area() {
            // The nearest heading that speaks for an area speaks for an action whose own words are silent.
            if let Some(nearest) = headings.iter().find(|heading| heading.has_area()) {
                scores.add((*nearest).clone(), 1.0);
            }
        } else if !scores.has_subject() && !scores.has(Area::Styrning) {
            // "Ta fram en rutin" under "Incidenthantering": the words name the vehicle, the heading the subject.
            if let Some(nearest) = headings.iter().find(|heading| heading.has_subject()) {
                scores.add((*nearest).clone(), 1.0);
            }
        } else {
            for heading in &headings {
                scores.confirm(heading);
            }
        }
        // A requirement said to come from NIS2 stays one all the way down.
        for heading in &headings {
            scores.inherit(Area::Nis2, heading);
        }
        scores.leave_lists();
        let labels = scores.labels();
        let nearest = above.first().map(|(above, heading)| (above.words(), heading.as_ref()));
        match &self.taxonomy.learned {
            Some(model) => learned::second_opinion(labels, model, &self.taxonomy.unmasked(text), nearest),
            None => labels,
        }
    }

    fn heading(&self, words: &str) -> Rc<Heading> {
        if let Some(known) = self.above.borrow().get(words) {
            return Rc::clone(known);
        }
        let pieces = Pieces::above(words);
        let heading = Rc::new(Heading { scores: self.taxonomy.scores(words, Source::Heading), pieces });
        self.above.borrow_mut().insert(words.to_owned(), Rc::clone(&heading));
        heading
    }
}

impl Scores {
    fn earn(&mut self, speaks: Speaks, hit: Hit, tokens: &Tokens, source: Source) {
        let words = tokens.words(hit.first, hit.last);
        let area = speaks.area.and_then(|area| self.areas.get_mut(area as usize));
        let measure = speaks.measure.and_then(|measure| self.measures.get_mut(measure as usize));
        for score in area.into_iter().chain(measure) {
            // A word that two terms share counts once.
            if score
                .earned_by
                .iter()
                .any(|known| known.words.contains(words) && known.weight >= speaks.weight && speaks.weight > 0.0)
            {
                continue;
            }
            score.weight += speaks.weight;
            if !speaks.vehicle {
                score.subject += speaks.weight;
            }
            score.earned_by.push(EarnedBy { words: words.to_owned(), weight: speaks.weight, source });
        }
    }

    fn each(&self) -> impl Iterator<Item = &Score> {
        self.areas.iter().chain(&self.measures)
    }

    fn each_mut(&mut self) -> impl Iterator<Item = &mut Score> {
        self.areas.iter_mut().chain(&mut self.measures)
    }

    fn has_area(&self) -> bool {
        self.areas.iter().any(|score| score.weight >= THRESHOLD)
    }

    fn has(&self, area: Area) -> bool {
        self.areas.get(area as usize).is_some_and(|score| score.weight >= THRESHOLD)
    }

    fn has_subject(&self) -> bool {
        self.areas.iter().any(|score| score.subject >= THRESHOLD)
    }

    fn add(&mut self, other: Scores, share: f32) {
        let theirs = other.areas.into_iter().chain(other.measures);
        for (mine, theirs) in self.each_mut().zip(theirs) {
            mine.weight += theirs.weight * share;
            mine.subject += theirs.subject * share;
            let earned =
                theirs.earned_by.into_iter().map(|earned| EarnedBy { weight: earned.weight * share, ..earned });
            mine.earned_by.extend(earned);
        }
    }

    /// A heading settles a label that the words only hint at.
    fn confirm(&mut self, heading: &Scores) {
        for (mine, theirs) in self.each_mut().zip(heading.each()) {
            if mine.weight > 0.0 && mine.weight < THRESHOLD && theirs.weight >= THRESHOLD {
                mine.weight += HINT;
                mine.earned_by
                    .extend(theirs.earned_by.iter().map(|earned| EarnedBy { weight: HINT, ..earned.clone() }));
            }
        }
    }

    fn inherit(&mut self, area: Area, heading: &Scores) {
        if let (Some(mine), Some(theirs)) = (self.areas.get_mut(area as usize), heading.areas.get(area as usize))
            && mine.weight < THRESHOLD
            && theirs.weight >= THRESHOLD
        {
            mine.weight += theirs.weight;
            mine.earned_by.extend(theirs.earned_by.iter().cloned());
        }
    }

    /// Words that name many areas at once, and how they are governed, speak of governance alone.
    fn leave_lists(&mut self) {
        const MANY: usize = 5;
        let named = self.areas.iter().filter(|score| score.weight >= THRESHOLD).count();
        if named < MANY || !self.has(Area::Styrning) {
            return;
        }
        for (index, score) in self.areas.iter_mut().enumerate() {
            if index != Area::Styrning as usize && index != Area::Nis2 as usize {
                *score = Score::default();
            }
        }
        for (index, score) in self.measures.iter_mut().enumerate() {
            if index != Measure::A as usize && index != Measure::F as usize {
                *score = Score::default();
            }
        }
    }

    fn labels(self) -> Labels {
        let mut labels = Labels::default();
        let areas = Area::ALL.iter().map(|area| Label::Area(*area));
        let measures = Measure::ALL.iter().map(|measure| Label::Measure(*measure));
        let scores = self.areas.into_iter().chain(self.measures);
        for (label, mut score) in areas.chain(measures).zip(scores) {
            if score.weight < THRESHOLD {
                continue;
            }
            match label {
                Label::Area(area) => labels.areas.insert(area),
                Label::Measure(measure) => labels.measures.insert(measure),
            }
            score.earned_by.sort_by(|a, b| b.weight.total_cmp(&a.weight));
            // Two words that agree are surer than one; a heading alone is less sure than the words.
            let own = score.earned_by.iter().any(|earned| earned.source == Source::Text);
            let confidence = (if own { 0.8 } else { 0.6 }) + 0.1 * (score.weight - THRESHOLD).min(1.5);
            labels.evidence.push(Evidence { label, confidence, earned_by: score.earned_by });
        }
        labels
    }
}

folded_patterns! {
    /// Words that begin a clause of purpose, circumstance or description.
    ASIDE = r"\s(?:tillsammans med|för att|i syfte att|så att|vilket|vilka|i samband med|enligt|i enlighet med|utifrån|inklusive|där|eftersom|med hänsyn till|till följd av|i form av|med stöd av|utöver|förutom|efter att|innan|när|som)\s";
    /// What training is about is not what it is.
    TRAINING = r"\b\w*(?:utbildning|kurs|föreläsning|utbilda|halvdag|introduktion|introduktionspaket|webbinari|lathund|temadag)\w*\s+(?:\w+\s+){0,2}?(?:i|om|inom|kring|rörande|för)\s";
}

patterns! {
    BRACKET = r"\([^)]*\)", needs r"\(";
}

/// The words that say what is done, and those that say why, when or of which kind. Brackets that name NIS2 stay.
fn clauses(text: &str) -> (String, String) {
    let mut main = String::with_capacity(text.len());
    let mut aside = String::new();
    let unbracketed = BRACKET.replace_all(text, |found: &regex::Captures<'_>| {
        let inner = found.get(0).map_or("", |inner| inner.as_str());
        if inner.to_lowercase().contains("nis") {
            return inner.to_owned();
        }
        aside.push_str(inner);
        " ".to_owned()
    });
    for sentence in unbracketed.split_inclusive(". ") {
        let folded = Folded::of(sentence);
        let cut = [ASIDE.find(&folded).map(|found| found.start), TRAINING.find(&folded).map(|found| found.end)];
        let cut = cut.into_iter().flatten().min().map_or(sentence.len(), |cut| folded.original(sentence, 0..cut).len());
        main.push_str(sentence.get(..cut).unwrap_or_default());
        main.push(' ');
        aside.push(' ');
        aside.push_str(sentence.get(cut..).unwrap_or_default());
    }
    (main, aside)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, above: &[Above<'_>], areas: &[Area], letters: &str) {
        let labels = Taxonomy::builtin().expect("taxonomy").labeller().label(text, above);
        assert_eq!(labels.areas.iter().collect::<Vec<_>>(), areas, "{text}");
        assert_eq!(labels.measures.iter().map(Measure::code).collect::<String>(), letters, "{text}");
    }

    #[test]
    fn words_earn_labels_and_say_so() {
        check("Klassa alla system som hör till hemtjänsten", &[], &[Area::Informationsklassning], "i");
        check("Utbildningsnämnden arbetar kontinuerligt", &[], &[], "");
        let labels = Taxonomy::builtin().expect("taxonomy").labeller().label("Alla chefer går en e-utbildning", &[]);
        let earned: Vec<&str> = labels.evidence[0].earned_by.iter().map(|earned| earned.words.as_str()).collect();
        assert!(earned.contains(&"e-utbildning"), "{earned:?}");
    }

    #[test]
    fn a_heading_speaks_where_the_words_are_silent() {
        let above = [Above::Heading("Informationsklassning")];
        check("Förenklad blankett och ny mall", &above, &[Area::Informationsklassning], "i");
        check("Registerförteckningen ses över", &above, &[Area::Dataskydd], "");
        check(
            "Rapportera inom 24 timmar",
            &[Above::Heading("Krav enligt NIS2")],
            &[Area::Nis2, Area::Incidenthantering],
            "b",
        );
    }

    #[test]
    fn a_group_without_label_is_refused() {
        let error = Taxonomy::from_toml("version = \"1\"\n[[group]]\nterms = [\"x\"]\n").expect_err("no label");
        assert!(error.to_string().contains("group 1"), "{error}");
    }
}
