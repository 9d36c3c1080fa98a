//! Finds risks: rows of risk tables, items, sentences and cards under a heading of risks, or with the figures of risks.

use crate::{
    pattern::patterns,
    sections::{Marker, Mended, Section, SectionKind, Unit, begins_measure},
};

use super::{
    columns::{TableKind, header},
    paragraphs::introduces_risks,
    prose::saying,
    risk_tables,
    scale::{self, Scale},
    sentences::split,
};

patterns! {
    TREATMENT = r"(?i)(?:^|[\s(;.,–-])(?:(?:åtgärd(?:er)?|hantering|riskhantering|behandling|treatment|motåtgärd(?:er)?|motmedel|så hanteras den)\s*[:–-]|->|→|=>|⇒)\s*(\S.*)$";
    EVENT_LABEL = r"(?i)^(?:(?:risk(?:en)?|oönskad händelse|händelse|event|scenario|hot|r)\s*\d{0,2}\s*[:.–-]\s*|R\d{1,2}\s+|(?:den|det) (?:första|andra|tredje|fjärde|femte|största|främsta|allvarligaste) (?:risken |av dem )?(?:är|gäller|avser) (?:risken )?)";
    EVENT_TAIL = r"(?i)[\s,;:(\[–-]*(?:\b(?:bedöms|bedömd|bedömts|bedömer vi|vi bedömer|detta bedöms|risken bedöms|har|ha|med|som|till|är|där|vars|värderas|värderad|värderats|och|risken)\b\s*)*[\s,;:(\[–-]*$";
    NO_TREATMENT = r"(?i)^(?:ingen|inga|åtgärd|behövs|accepteras)\b";
    NO_RISK = r"(?i)^(?:skala|bedömning(?:en)?|sannolikhet(?:en)?(?: \([sl]\))? och|i (?:\S+ )?(?:väsentlighets|risk)|mötet\b|åtgärd (?:krävs|behövs)|riskvärden?|tabell|teckenförklaring|gräns|riskerna|nedan|analysen|följande|modellen|värdet|siffr|talen|först anges|grön|gul|röd|totalt)\b";
}

/// A risk as written.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundRisk {
    /// The unwanted event.
    pub words: Mended,
    /// What stands for sannolikhet, such as "3. Möjlig".
    pub likelihood: Option<String>,
    /// What stands for konsekvens.
    pub consequence: Option<String>,
    /// What stands for riskvärde.
    pub value: Option<String>,
    /// Treatments in the order of the document.
    pub treatments: Vec<String>,
    /// What its row or heading calls the topic.
    pub topic: Option<String>,
}

impl FoundRisk {
    pub(super) fn of(words: Mended) -> FoundRisk {
        FoundRisk { words, likelihood: None, consequence: None, value: None, treatments: Vec::new(), topic: None }
    }

    /// Takes figures where it has none yet.
    pub(super) fn assess(&mut self, scale: Scale) {
        self.likelihood = self.likelihood.take().or(scale.likelihood);
        self.consequence = self.consequence.take().or(scale.consequence);
        self.value = self.value.take().or(scale.value);
    }

    pub(super) fn is_assessed(&self) -> bool {
        self.likelihood.is_some() || self.consequence.is_some() || self.value.is_some()
    }
}

pub(super) fn find(sections: &[Section]) -> Vec<FoundRisk> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(section) = sections.get(at) {
        at += 1;
        let first = found.len();
        let mut before: Option<&Mended> = Some(&section.title);
        for unit in &section.body {
            match unit {
                Unit::Paragraph(words) => before = Some(words),
                Unit::Item { .. } => {}
                Unit::Table(table) => {
                    let header = header(table);
                    match header.kind {
                        TableKind::Risks => found.extend(risk_tables::rows(table, &header)),
                        TableKind::RiskCards => found.extend(risk_tables::cards(table, before)),
                        _ => {}
                    }
                }
            }
        }
        let has_table = found.len() > first;
        let mut lines = lines(&section.body);
        // "S: 3, K: 4" set apart looks like a heading; it goes on with the card above it.
        while let Some(next) = sections.get(at).filter(|next| is_only_figures(&next.title)) {
            lines.push(Line { words: next.title.clone(), is_item: false, is_numbered: false });
            lines.extend(self::lines(&next.body));
            at += 1;
        }
        if section.kind == SectionKind::Risks {
            listed(section, &lines, has_table, &mut found);
        } else if lines.iter().filter(|line| is_assessed(&line.words)).count() >= 2 {
            listed(section, &lines, true, &mut found);
        } else if let Some(list) = introduced(&section.body) {
            listed(section, &self::lines(list), has_table, &mut found);
        }
    }
    found
}

/// The items that a sentence such as "de största riskerna är:" introduces.
fn introduced(body: &[Unit]) -> Option<&[Unit]> {
    let intro =
        body.iter().position(|unit| matches!(unit, Unit::Paragraph(words) if introduces_risks(words.text())))?;
    let list = body.get(intro + 1..)?;
    let end = list.iter().position(|unit| !matches!(unit, Unit::Item { .. })).unwrap_or(list.len());
    list.get(..end).filter(|list| !list.is_empty())
}

/// A paragraph or an item, mended where its setting broke it.
struct Line {
    words: Mended,
    is_item: bool,
    is_numbered: bool,
}

/// The paragraphs and items; a paragraph that carries on a sentence belongs to what stands before it.
fn lines(body: &[Unit]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for unit in body {
        let (words, marker) = match unit {
            Unit::Paragraph(words) => (words, None),
            Unit::Item { words, marker, .. } => (words, Some(marker)),
            Unit::Table(_) => continue,
        };
        let carries_on = marker.is_none()
            && lines.last().is_some_and(|last| {
                let text = last.words.text();
                let open = text.matches('(').count() > text.matches(')').count();
                let begins_low = words.text().starts_with(|c: char| c.is_lowercase());
                last.is_item && !text.ends_with(['.', ':', ';', '?', '!']) && (begins_low || open)
            });
        match lines.last_mut().filter(|_| carries_on) {
            Some(last) => last.words = last.words.followed_by(words),
            None => lines.push(Line {
                words: words.clone(),
                is_item: marker.is_some(),
                is_numbered: matches!(marker, Some(Marker::Number(_))),
            }),
        }
    }
    lines
}

/// Whether words tell of an event and end in its figures.
fn is_assessed(words: &Mended) -> bool {
    let told = tell(words);
    told.scale.is_some_and(|scale| scale.is_whole()) && told.event.is_some_and(|event| is_event(event.text()))
}

fn is_only_figures(words: &Mended) -> bool {
    let told = tell(words);
    told.scale.is_some_and(|scale| scale.is_whole()) && !told.event.is_some_and(|event| is_event(event.text()))
}

fn is_event(text: &str) -> bool {
    text.split_whitespace().count() >= 2 && !NO_RISK.is_match(text)
}

/// What a line tells of a risk.
pub(super) struct Told {
    pub(super) event: Option<Mended>,
    pub(super) scale: Option<Scale>,
    pub(super) treatment: Option<String>,
}

/// Takes a line apart: the event, its figures, what is done about it.
pub(super) fn tell(words: &Mended) -> Told {
    let text = words.text();
    let scale = scale::read(text);
    let from = scale.as_ref().map_or(0, |scale| scale.span.end);
    let named = TREATMENT.captures_iter(text).find(|found| {
        let at = found.get(0).map_or(0, |all| all.start());
        scale.as_ref().is_none_or(|scale| at + 1 >= scale.span.end || at < scale.span.start)
    });
    let treatment_at = named.as_ref().and_then(|found| found.get(0)).map(|all| all.start());
    let mut treatment = named.as_ref().and_then(|found| found.get(1)).map(|part| part.as_str().to_owned());
    let end = scale.iter().map(|scale| scale.span.start).chain(treatment_at).min().unwrap_or(text.len());
    let mut event = part(words, 0..end);
    let after = treatment_at.filter(|at| *at >= from).unwrap_or(text.len());
    let rest = text.get(from..after).unwrap_or_default();
    let skipped = rest.len() - rest.trim_start_matches([' ', ')', ']', '.', ',', ';', ':', '–', '-']).len();
    if scale.is_some() && skipped < rest.len() {
        // Figures that lead belong to the event after them; labels that lead belong to the one before.
        let leads = text.get(..from).is_some_and(|figures| !figures.contains(|c: char| c.is_alphabetic()));
        let is_short = event.as_ref().is_none_or(|event| event.text().split_whitespace().count() < 2);
        if leads && is_short && !NO_TREATMENT.is_match(rest.get(skipped..).unwrap_or_default()) {
            event = part(words, from + skipped..after).or(event);
        } else if treatment.is_none() && rest.get(skipped..).is_some_and(|rest| !rest.starts_with('(')) {
            treatment = rest.get(skipped..).map(str::to_owned);
        }
    }
    Told { event, scale, treatment }
}

/// The event of a cell or a heading, without its number.
pub(super) fn event(words: &Mended) -> Mended {
    part(words, 0..words.text().len()).unwrap_or_else(|| words.clone())
}

fn part(words: &Mended, range: std::ops::Range<usize>) -> Option<Mended> {
    let text = words.text().get(range.clone())?;
    let start = EVENT_LABEL.find(text).map_or(0, |label| label.end());
    let cut = range.end < words.text().len();
    let end = if cut { EVENT_TAIL.find(text).map_or(text.len(), |tail| tail.start()) } else { text.trim_end().len() };
    (end > start).then(|| words.part(range.start + start..range.start + end)).filter(|part| !part.text().is_empty())
}

/// Items, sentences, and cards of an event with lines of figures below it. `assessed`: a table tells
/// the risks of the section, so that what has no figures is none.
fn listed(section: &Section, lines: &[Line], assessed: bool, found: &mut Vec<FoundRisk>) {
    let first = found.len();
    // A card whose event is the heading itself.
    let title = tell(&section.title);
    let has_figures = |words: &Mended| scale::read(words.text()).is_some();
    let title_is_event = !section.kind_is_own
        && title.event.as_ref().is_some_and(|event| event.text().split_whitespace().count() >= 3)
        && lines.iter().any(|line| has_figures(&line.words) && !is_assessed(&line.words));
    if title_is_event || is_assessed(&section.title) {
        let mut risk = FoundRisk::of(title.event.unwrap_or_else(|| section.title.clone()));
        if let Some(scale) = title.scale {
            risk.assess(scale);
        }
        found.push(risk);
    }
    for (at, line) in lines.iter().enumerate() {
        let sentences = split(&line.words);
        let told_apart = sentences.iter().filter(|sentence| is_assessed(sentence)).count();
        if told_apart >= 2 || (told_apart == 1 && sentences.len() > 2 && !line.is_item) {
            for sentence in &sentences {
                take(tell(sentence), false, first, found);
            }
            continue;
        }
        let text = line.words.text();
        let told = tell(&line.words);
        if told.scale.is_some() || told.treatment.is_some() {
            take(told, line.is_item || section.kind == SectionKind::Risks && !assessed, first, found);
            continue;
        }
        let next = lines.get(at + 1).map(|next| tell(&next.words));
        let heads_figures = next.is_some_and(|next| {
            next.scale.as_ref().is_some_and(|scale| scale.span.start < 12)
                && next.event.is_none_or(|event| !is_event(event.text()))
        });
        let said = saying(text);
        let is_measure = begins_measure(text)
            || (said.done || said.coming) && said.actor && !said.doubtful
            || said.done && !said.negated && (said.actor || !said.present || text.contains(" har "));
        let is_of_plan = line.is_numbered && section.kind != SectionKind::Risks;
        let is_no_event = is_measure || is_of_plan || NO_RISK.is_match(text) || text.ends_with(':');
        let is_risk = line.is_item && !assessed && !is_no_event && text.split_whitespace().count() >= 3;
        if is_risk || heads_figures {
            found.push(FoundRisk::of(event(&line.words)));
        }
    }
}

/// Adds a risk with its figures, or figures and treatment to the risk before. One figure alone makes a risk of an item only.
fn take(told: Told, is_item: bool, first: usize, found: &mut Vec<FoundRisk>) {
    let is_new = told.scale.as_ref().is_some_and(|scale| is_item || scale.is_whole())
        && told.event.as_ref().is_some_and(|event| is_event(event.text()));
    if is_new {
        found.extend(told.event.map(|event| FoundRisk::of(first_sentence(&event))));
    }
    if let Some(risk) = found.get_mut(first..).and_then(<[FoundRisk]>::last_mut) {
        if let Some(scale) = told.scale {
            risk.assess(scale);
        }
        risk.treatments.extend(told.treatment.filter(|treatment| treatment.contains(char::is_alphanumeric)));
    }
}

/// What follows the first sentence explains the event.
fn first_sentence(event: &Mended) -> Mended {
    let sentences = split(event);
    let long = |sentence: &&Mended| sentence.text().split_whitespace().count() >= 3;
    if sentences.len() > 1 { sentences.iter().find(long).unwrap_or(event).clone() } else { event.clone() }
}
