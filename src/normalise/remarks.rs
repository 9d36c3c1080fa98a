//! What a reader of a review should know is odd in it: a wrong date for the law, a name that is no longer in use, a decision
//! date that does not fit, shared wording, risks without treatment.
//!
//! Takes the review and its sentences; gives remarks, each with its place. Never corrects the text or a value.

use crate::{
    diagnostics::{Diagnostic, DiagnosticKind, Stage},
    document::Document,
    items::Sentence,
    pattern::{Pattern, patterns},
    review::{Place, Review, Risk, Year},
};

use super::{
    Register, boilerplate,
    swedish::{date, month, months},
};

/// Day on which the cybersäkerhetslag (2025:1506) came into force, the year and month of it, and the year.
const IN_FORCE: (&str, &str, &str) = ("2026-01-15", "2026-01", "2026");

/// First decision and first VP year for which Myndigheten för civilt försvar is no longer called MSB.
const RENAMED: (&str, i32) = ("2026-01-01", 2027);

/// Åtgärd behövs ej vid riskvärde under 9.
const TREATED_FROM: u8 = 9;

/// More shared wording than this is worth a remark.
const MOST_SHARED: f64 = 0.30;

patterns! {
    LAW = r"(?i)cybersäkerhetslag\w*|\(?2025:1506\)?|nis-?2-lag\w*|\blagen\b";
    NAMED_LAW = r"(?i)cybersäkerhetslag|2025:1506|nis-?2-lag";
    /// Other rules, whose dates are their own.
    OTHER_RULE = r"(?i)direktiv\w*|förordning\w*|\bgdpr\b|\bdora\b|ai-akt\w*|säkerhetsskyddslag\w*|\bcra\b|lagrådsremiss\w*|proposition\w*|föreskrift\w*";
    FORCE = r"(?i)\b(?:träd\w+\s+(?:\S+\s+){0,3}?i\s+kraft|i\s+kraft|börja\w*\s+(?:att\s+)?gälla|gäller|gälla|in\s+force|into\s+force)\b";
    /// A day, a month with its year, or a year, right after the words or before them.
    WHEN = r"(?i)(?:\d{1,2}\s+)?(?:(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)\s+)20\d\d\b|\b20\d\d-\d\d-\d\d\b|\b20\d\d\b";
    CONNECTS = r"(?i)^[\s,(]*(?:(?:från|fr\.o\.m\.|och|med|sedan|först|tidigast|senast|redan|den|i|under|år|av|on|from|since|of|as|omkring)[\s,]*)*$";
    MSB = r"\bMSB\b|(?i)\bmyndigheten för samhällsskydd och beredskap\b";
    RENAMES = r"(?i)\bMCF\b|myndigheten för civilt försvar|tidigare|dåvarande|före detta|f\.\s?d\.|numera|bytte namn|byter namn|haft";
    PAST = r"(?i)tidigare|f\.\s?d\.|före detta|slogs? (?:samman|ihop)|slagits (?:samman|ihop)|sammanslag|sammanläg|uppgick|uppgått|gick upp|bildades|bildats|dåvarande|övert[ao]g|ersatt|ersätter|historik|bytte namn|hette|fram till|upphör|avveckl|förr\b|delades|ärvt|ärvde|föregångare";
    ANY_YEAR = r"\b(?:19|20)\d\d\b";
    NO_TREATMENT = r"(?i)^\W*(?:(?:ingen|inga|inget|saknas|ej|inte)\b.{0,40}|n/?a|behövs (?:ej|inte))?\W*$";
}

/// The remarks on a review.
pub(super) fn remarks(
    review: &Review,
    sentences: &[Sentence],
    document: &Document,
    register: &Register,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut push = |kind, place: Option<Place>, detail: String| {
        found.push(Diagnostic { stage: Stage::Normalise, kind, place, detail });
    };
    for sentence in sentences {
        if let Some(written) = wrong_law_date(sentence.text()) {
            push(DiagnosticKind::WrongLawDate, Some(sentence.place(document)), written);
        }
    }
    if let Some((written, sentence)) = former_authority(review, sentences) {
        push(DiagnosticKind::FormerAuthority, Some(sentence.place(document)), written);
    }
    for (named, sentence) in ended(review, sentences, register) {
        push(DiagnosticKind::EndedOrganisation, Some(sentence.place(document)), named);
    }
    if let Some(day) = unlikely_decision(review) {
        let place = document.lines.iter().find(|line| date(document.words(line)).as_deref() == Some(day));
        let place = place.map(|line| document.place(line.span, line.number, line.page));
        push(DiagnosticKind::DecisionDateUnlikely, place, day.to_owned());
    }
    for risk in review.risks.iter().filter(|risk| is_untreated(risk)) {
        let value = risk.value.map(|value| value.to_string()).unwrap_or_default();
        push(DiagnosticKind::RiskUntreated, Some(risk.place.clone()), value);
    }
    if let Some(share) = boilerplate::share(sentences).filter(|share| *share > MOST_SHARED) {
        push(DiagnosticKind::MuchBoilerplate, None, format!("{:.0} %", share * 100.0));
    }
    found
}

/// The date that a sentence gives for the law's coming into force, where it is another than the right one.
fn wrong_law_date(text: &str) -> Option<String> {
    if !NAMED_LAW.is_match(text) {
        return None;
    }
    for force in FORCE.find_iter(text) {
        let before = text.get(..force.start()).unwrap_or_default();
        let after = text.get(force.end()..).unwrap_or_default();
        // The rule that is named last before the words, or else first after them, is the one that they speak of.
        let last = |pattern: &Pattern, text: &str| pattern.find_iter(text).last().map(|found| found.end());
        let first = |pattern: &Pattern, text: &str| pattern.find(text).map(|found| found.start());
        let until = text.get(..force.end()).unwrap_or_default();
        let of_law = match (last(&LAW, until), last(&OTHER_RULE, until)) {
            (Some(law), other) => other.is_none_or(|other| other < law),
            (None, Some(_)) => false,
            (None, None) => match (first(&LAW, after), first(&OTHER_RULE, after)) {
                (Some(law), other) => other.is_none_or(|other| law < other),
                (None, _) => false,
            },
        };
        let stands_after = || {
            let found = WHEN.find(after)?;
            CONNECTS.is_match(after.get(..found.start())?).then(|| found.as_str())
        };
        // "Den 1 januari 2025 träder lagen i kraft", "från den 15 januari 2026 gäller".
        let stands_before = || {
            let found = WHEN.find_iter(before).last()?;
            let between = before.get(found.end()..)?;
            (between.split_whitespace().count() <= 4
                && !between.contains(['.', ';', ','])
                && !between.contains(" och "))
            .then(|| found.as_str())
        };
        if of_law
            && let Some(written) = stands_after().or_else(stands_before)
            && !is_right(written)
        {
            return Some(written.to_owned());
        }
    }
    None
}

fn is_right(written: &str) -> bool {
    let (day, in_month, in_year) = IN_FORCE;
    if let Some(found) = date(written) {
        return found == day;
    }
    let year = ANY_YEAR.find(written).map(|year| year.as_str()).unwrap_or_default();
    match months(written).first().and_then(|name| month(name)) {
        Some(month) => format!("{year}-{month:02}") == in_month,
        None => year == in_year,
    }
}

/// The first mention of MSB as if it were still called so.
fn former_authority<'s>(review: &Review, sentences: &'s [Sentence]) -> Option<(String, &'s Sentence)> {
    let (first_day, first_year) = RENAMED;
    let by_year = review.review_year.is_some_and(|year| year.number() >= first_year);
    let by_day = review.decided_on.as_deref().is_some_and(|day| day >= first_day);
    if !by_year && !by_day {
        return None;
    }
    sentences.iter().find_map(|sentence| {
        let found = MSB.find(sentence.text()).filter(|_| !RENAMES.is_match(sentence.text()))?;
        Some((found.as_str().to_owned(), sentence))
    })
}

/// Organisations that had ended before the review's year and are named as if they had not, each once.
fn ended<'s>(review: &Review, sentences: &'s [Sentence], register: &Register) -> Vec<(String, &'s Sentence)> {
    let Some(year) = review.review_year else { return Vec::new() };
    let organisations = register.organisations();
    let mut found: Vec<(usize, &Sentence)> = Vec::new();
    for sentence in sentences {
        for named in register.names().find(sentence.text()) {
            let Some(organisation) = organisations.get(named.organisation) else { continue };
            let is_own = review.organisation_as_written.as_deref() == Some(organisation.name.as_str());
            let last = organisation.last_year.filter(|last| *last < year);
            let Some(last) = last.filter(|_| !is_own) else { continue };
            let known = found.iter().any(|(at, _)| *at == named.organisation);
            if !known && !speaks_of_past(sentence.text(), last) {
                found.push((named.organisation, sentence));
            }
        }
    }
    let named = |at: usize| {
        let organisation = organisations.get(at)?;
        let heirs: Vec<&str> = organisation
            .successors
            .iter()
            .filter_map(|key| organisations.iter().find(|other| other.key == *key))
            .map(|heir| heir.name.as_str())
            .collect();
        let heirs = if heirs.is_empty() { String::new() } else { format!(" → {}", heirs.join(", ")) };
        Some(format!("{}{heirs}", organisation.name))
    };
    found.into_iter().filter_map(|(at, sentence)| Some((named(at)?, sentence))).collect()
}

fn speaks_of_past(text: &str, last: Year) -> bool {
    let names_year = ANY_YEAR
        .find_iter(text)
        .filter_map(|year| year.as_str().parse::<i32>().ok())
        .any(|year| year <= last.number() + 1);
    names_year || PAST.is_match(text)
}

/// The day of decision where it lies after the VP year, or more than 18 months before it.
fn unlikely_decision(review: &Review) -> Option<&str> {
    let (year, day) = (review.review_year?.number(), review.decided_on.as_deref()?);
    let earliest = format!("{}-07-01", year - 2);
    let latest = format!("{year}-12-31");
    (day < earliest.as_str() || day > latest.as_str()).then_some(day)
}

fn is_untreated(risk: &Risk) -> bool {
    let treated = risk.treatment.as_deref().is_some_and(|treatment| !NO_TREATMENT.is_match(treatment));
    !risk.optional && !treated && risk.value.is_some_and(|value| value >= TREATED_FROM)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_another_date_for_this_law_is_wrong() {
        let check =
            |text: &str, expected: Option<&str>| assert_eq!(wrong_law_date(text).as_deref(), expected, "{text}");
        check("Cybersäkerhetslagen gäller från 16 januari 2026.", Some("16 januari 2026"));
        check("Den 1 januari 2025 träder cybersäkerhetslagen i kraft.", Some("1 januari 2025"));
        check("Cybersäkerhetslagen (2025:1506) träder i kraft under 2025.", Some("2025"));
        check("Den nya cybersäkerhetslagen träder i kraft i oktober 2024.", Some("oktober 2024"));
        check("Från den 15 januari 2026 gäller cybersäkerhetslagen (2025:1506).", None);
        check("Cybersäkerhetslagen är i kraft sedan 2026-01-15.", None);
        check("Cybersäkerhetslagen träder i kraft i januari 2026.", None);
        check("NIS2-direktivet trädde i kraft den 16 januari 2023 och blir cybersäkerhetslag.", None);
        check("En ny cybersäkerhetslag väntas under 2025 och kommer att gälla hela staden.", None);
        check("Lagen om tobak gäller från 1 juli 2019.", None);
        check("Cybersäkerhetslagen beslutades den 11 december 2025.", None);
        check("Utbildning om cybersäkerhetslagen hölls den 3 mars 2026, samma regler gäller alla.", None);
    }
}
