//! The numbers of a sentence that count something, each with the words that are its own.
//!
//! Takes a folded sentence; gives its numbers in figures or words. Years, dates, numbers of articles and stretches of time
//! count nothing and are left out.

use std::ops::Range;

use crate::pattern::{Folded, folded_patterns};

/// A number in figures or words.
macro_rules! number {
    () => {
        r"(?P<n>\d{1,3}(?: \d{3})+(?:,\d+)?|\d+(?:,\d+)?|(?:ett )?dussin|(?:ett )?(?:tio|tjugo|trettio|fyrtio|femtio|sextio|sjuttio|åttio|nittio|hundra)tal|(?:(?:ett|två|tre|fyra|fem|sex|sju|åtta|nio)?hundra)?(?:tjugo|trettio|fyrtio|femtio|sextio|sjuttio|åttio|nittio)(?:en|ett|två|tre|fyra|fem|sex|sju|åtta|nio)?|(?:ett|två|tre|fyra|fem|sex|sju|åtta|nio)?hundra(?:en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|\w+ton)?|noll|en enda|endast en|endast ett|bara en|en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|tretton|fjorton|femton|sexton|sjutton|arton|nitton|inga|ingen|inget)(?:\s?-\s?\d+)?"
    };
}

folded_patterns! {
    NUMBER = concat!(r"\b", number!(), r"\b");
    /// What follows a number that measures time, money of others, or names a paragraph.
    OTHER_UNIT = r"^\s?(?:h|timm\w*|tim|minut\w*|dygn\w*|dag(?:ar|s)?|arbetsdag\w*|veck(?:a|or|ors)|månad\w*|kvartal(?:en)?|halvår\w*|år|års|kap|kvm|km|meter|euro|miljarder|meur|e)\b|^[:/.]\d|^-\w|^[:.]e\b|^\s?\?";
    /// What stands before a number that only numbers.
    NUMBERS = r"\b(?:artikel|artiklarna|art|kap|kapitel|avsnitt|punkt|punkten|nr|nummer|tabell|bilaga|bil|version|prio|prioritet|steg|nivå|etapp|våg|wave|horisont|kv|q|t|tertial|kvartal|vecka|iso|iec|mål|målet|sida|klockan|kl|den|fråga|del|grad|paragraf|fas|betyg|klass|nis|skala|år|vp|fr o m|senast)[.:]?\s?$";
    /// What may follow "en" or "ett" that counts.
    ONE = r"^\s?(?:av (?:dem|dessa|incidenterna|händelserna)\b|enda\b|till (?:imy|integritet|tillsyn)|anmäl(?:des|ts|d|de)\b|har\b|hade\b|var\b|bedöm|gick\b|rör|gäll|rapporter|lämna|blev\b|ledde|medförde|behövde|avsåg)";
    ONE_THING = r"^\s?(?:incident|händelse|personuppgiftsincident|övning|skrivbordsövning|säkerhetshändelse|säkerhetsincident|anmälan\b)";
    ONE_BEFORE = r"(?:^|[,:;(.-]|\b(?:och|varav|därav|men|endast|bara|har|haft|inträffade|inträffat|rapporterats|skedde))\s*$";
    MONTH = r"^\s?(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)\w*\b";
    ABOUT = r"\b(?:omkring|cirka|ca\.?|ungefär|runt|knappt|drygt|närmare|nästan|över|minst|about|approx\w*|around|uppemot|uppskattningsvis|ett)\s*$";
    CLAUSE_START = r"[;:(]\s|[;(]|, (?:varav|och|men|mot|att jämföra|jämfört|vilket|då|medan|därav|därtill)\b|,\s| - | och(?: \w+){0,2} ?$";
}

/// A number with the words around it, up to its neighbours.
#[derive(Debug, Clone)]
pub(super) struct Count<'t> {
    pub(super) range: Range<usize>,
    /// The number as folded.
    pub(super) number: &'t str,
    /// From the number before to this one.
    pub(super) before: &'t str,
    /// From this one to the next.
    pub(super) after: &'t str,
    /// All that stands before it in the sentence.
    pub(super) all_before: &'t str,
    /// All that stands after it in the sentence.
    pub(super) all_after: &'t str,
}

impl<'t> Count<'t> {
    /// The clause that it stands in, up to its neighbours.
    pub(super) fn clause(&self) -> String {
        format!("{} {} {}", self.clause_before(), self.number, self.clause_after())
    }

    pub(super) fn clause_before(&self) -> &'t str {
        let before = Folded::part(self.before);
        let mut start = 0;
        while let Some(found) = CLAUSE_START.find_from(&before, start) {
            start = found.end;
        }
        self.before.get(start..).unwrap_or_default()
    }

    pub(super) fn clause_after(&self) -> &'t str {
        let end = CLAUSE_START.find(&Folded::part(self.after)).map_or(self.after.len(), |found| found.start);
        self.after.get(..end).unwrap_or_default()
    }

    /// "en", "ett": oftener an article than a count.
    pub(super) fn is_article(&self) -> bool {
        matches!(self.number, "en" | "ett")
    }

    pub(super) fn is_none(&self) -> bool {
        matches!(self.number, "inga" | "ingen" | "inget" | "noll")
    }

    pub(super) fn is_approximate(&self) -> bool {
        ABOUT.is_match(&Folded::part(self.before))
            || self.number.ends_with("tal")
            || self.number.ends_with("dussin")
            || self.number.contains('-')
    }
}

/// The numbers that count, in the order of the sentence.
pub(super) fn counts(folded: &Folded) -> Vec<Count<'_>> {
    let text = folded.text();
    let ranges: Vec<Range<usize>> = NUMBER
        .captures_iter(folded)
        .filter_map(|found| {
            let all = found.get(0)?.range();
            let number = found.name("n")?.range();
            is_count(folded, &all).then_some(number.start..all.end)
        })
        .collect();
    let mut counts = Vec::new();
    for (at, range) in ranges.iter().enumerate() {
        let previous = at.checked_sub(1).and_then(|at| ranges.get(at)).map_or(0, |range| range.end);
        let next = ranges.get(at + 1).map_or(text.len(), |range| range.start);
        let part = |range: Range<usize>| text.get(range).unwrap_or_default();
        counts.push(Count {
            range: range.clone(),
            number: part(range.clone()),
            before: part(previous..range.start),
            after: part(range.end..next),
            all_before: part(0..range.start),
            all_after: part(range.end..text.len()),
        });
    }
    counts
}

fn is_count(folded: &Folded, range: &Range<usize>) -> bool {
    let (before, after) = (folded.before(range.start), folded.from(range.end));
    let number = folded.text().get(range.clone()).unwrap_or_default();
    let is_digits = number.starts_with(|c: char| c.is_ascii_digit());
    let is_year = number.len() == 4 && number.starts_with("20") && number.bytes().all(|byte| byte.is_ascii_digit());
    let is_span_of_years = number.len() > 6 && number.starts_with("20") && number.contains('-');
    let glued = is_digits && before.ends_with(['-', '/', '.', ':', '#', '_']) && !before.ends_with(" -");
    let article_of_time = OTHER_UNIT.is_match(&Folded::part(after)) && !number.starts_with("ing");
    // "En anmäldes", "varav en personuppgiftsincident" count; "efter en incident" does not.
    let counts_one = ONE.is_match(&Folded::part(after))
        || (ONE_THING.is_match(&Folded::part(after)) && ONE_BEFORE.is_match(&Folded::part(before)));
    let is_article = matches!(number, "en" | "ett") && !counts_one;
    let only_numbers = is_digits && (MONTH.is_match(&Folded::part(after)) || NUMBERS.is_match(&Folded::part(before)));
    !(is_year || is_article || is_span_of_years || glued || article_of_time || only_numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_numbers_or_measures_time_counts_nothing() {
        let check = |text: &str, expected: &[&str]| {
            let folded = Folded::of(text);
            let found: Vec<&str> = counts(&folded).iter().map(|count| count.number).collect();
            assert_eq!(found, expected, "{text}");
        };
        check("Under 2025 har 47 incidenter rapporterats, varav tre till IMY inom 72 timmar", &["47", "tre"]);
        check("Till och med den 31 oktober har arton fall setts, enligt artikel 33.5", &["arton"]);
        check("NIS2 och ISO 27001 gäller sedan 2024-10-17, dnr 1.1/24", &[]);
        check("Ett trettiotal av 1 200 konton", &["ett trettiotal", "1 200"]);
    }
}
