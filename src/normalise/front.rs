//! Whose review it is, for which year, by which number and when decided.

use std::collections::HashMap;

use crate::{
    items::Front,
    pattern::patterns,
    review::{Year, YearSet},
};

use super::{
    names::Names,
    swedish::date,
    years::{Frame, heading_years},
};

patterns! {
    DNR = r"(?i)\b(?:dnr|diarienr|diarienummer|diarienumret|ärendenummer|ärendenr|ärende|d\.nr)\b[\s:.*|\t]*(?P<n>\d{2}\p{Lu}{2,6}\d{2,}|(?:\p{Lu}[\p{Lu}\p{Ll}]{0,7}[ -]?)?\d[\d.]*(?:[-/:.]\d+)+)", needs r"(?i)dnr|diarien|rende|d\.nr";
    DECIDED = r"(?i)\b(?:\p{L}+beslut\b|beslutad|beslutat|beslutade|beslutades|beslutsdatum|fastställd|fastställt|fastställdes|fastställde|behandla[dts]\w*|undertecknad|(?:tog|tagit) del av|antagen|antogs|godkänd|godkändes|godkände|godkänt|beslut fattat|beslut (?:i|av) [\p{L} ]*?(?:nämnd(?:en)?|styrelse(?:n)?|direktör(?:en)?|chef(?:en)?|\bvd)|beslut)\b", needs r"(?i)beslut|fastst|behandla|underteckn|antag|antog|godk|del av";
    /// "ÄLD 2025/455" on the title page, without a label.
    BARE_DNR = r"\b(?P<n>(?P<prefix>\p{Lu}{2,5}) ?(?:(?:20)?\d\d(?:/\d{1,6}|-\d{3,6})\b|20\d\d-\d{1,2}))(?:[^\d-]|$)", needs r"[0-9][/-][0-9]";
    /// "har den 27 november 2025 tagit del av genomgången och godkänt den".
    DATE_THEN_DECIDED = r"(?i)\bden \d{1,2} \p{L}+ 20\d\d\b[^.]{0,60}\b(?:godkän[dt]e?s?|beslut\p{L}+|fastställ\p{L}+|antog\p{L}*|antagit)\b";
    /// What others decided dates no review.
    BY_OTHERS = r"(?i)\b(?:riksdag|regering|(?:cybersäkerhets|dataskydds|säkerhetsskydds)?lag(?:en)?\b|kommunfullmäktige)";
    /// "Stadsdelsnämnden 11 december 2025" on the title page: who meets, and when.
    ORGAN_THEN_DATE = r"(?i)(?:^|[.·|,] )(?:ledningsgruppen|\p{L}*nämnden|(?:bolags)?styrelsen|direktionen)[ ,:]+(?:den )?(?:20\d\d-\d\d-\d\d|\d{1,2} \p{L}+ 20\d\d)$";
    BARE = r"(?i)^beslut$";
    SINCE = r"(?i)\b(?:från|till|senast|före|efter|sedan)\b";
    MINUTES = r"(?i)\b(?:protokoll|minnesanteckningar)\b";
    MEETING = r"(?i)^\W*(?:tid|datum|mötesdatum|sammanträde\p{L}*|möte\p{L}*)\b|\b(?:sammanträde|möte)\s+(?:den\s+)?\d";
    VP_YEAR = r"(?i)\b(?:verksamhetsplan(?:en)?|vp|verksamhetsår(?:et)?|affärsplan(?:en)?|planår(?:et)?)\s*(?:för|år|inför)?\s*(?:år\s*)?(\d{4})\b|\binför\s+(?:verksamhetsåret\s+|vp\s+|år\s+)?(\d{4})\b", needs r"(?i)vp|verksamhets|plan|inf";
    TITLE_YEAR = r"(?i)\b(?:ledningens genomgång|management review|genomgång(?:en)?|LG)\b\W{0,4}(?:(?:av |för |avseende )?informationssäkerhet(?:en|sarbetet)?\W{0,3})?(?:och \p{L}+\s)?(?:avseende\s+)?(?:för\s+)?(?:verksamhetsåret\s+|vp\s+|år\s+)?(\d{4})\b", needs r"(?i)genomg|review|LG";
    CONCERNS = r"(?i)\b(?:avser|gäller|omfattar)\s+(?:åren|år|perioden)?\s*(20\d\d)\b";
    SPAN = r"\b(20\d\d)\s*[-–—]\s*(20\d\d)\b";
    ANY_YEAR = r"\b(\d{4})\b";
    LIKE_A_NAME = r"\b(\p{Lu}[\p{Lu}-]+(?:\s\p{Lu}[\p{Lu}-]+)*\s?(?:STADSDELSNÄMND|STADSDELSFÖRVALTNING|NÄMNDEN|FÖRVALTNINGEN|KONTORET)|(?:AB\s+)?\p{Lu}[\p{L}:-]+(?:\s(?:och|i|\p{Lu}[\p{L}-]+))*\s?(?:stadsdelsnämnd|stadsdelsförvaltning|nämnden?|förvaltningen|AB)|\p{Lu}\p{Ll}+(?:nämnden|förvaltningen|kontoret))\b";
    SUBJECT = r"(?i)informationssäkerhet|åtgärd|handlingsplan|årsplan";
    REVIEW = r"(?i)ledningens genomgång|management review";
    OUTLOOK = r"(?i)\b(?:inriktning|utblick|utsikt|outlook)\b";
}

/// How many lines of the head are the title page's.
const NEAR: usize = 15;

/// What the head of a document tells.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Meta {
    pub(super) organisation: Whose,
    pub(super) review_year: Option<Year>,
    /// A year that was stated and is out of range.
    pub(super) year_out_of_range: Option<i32>,
    pub(super) dnr: Option<String>,
    pub(super) decided_on: Option<String>,
}

/// Whose review it is.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) enum Whose {
    /// An organisation of the register, by index.
    Known(usize),
    /// A name that is not in the register.
    Unknown(String),
    /// Several with equal right, by index.
    Several(Vec<usize>),
    /// None is named.
    #[default]
    Nobody,
}

/// Reads the head. `hub` marks organisations that every review names in passing (kommunstyrelsen, the parent company).
pub(super) fn read(front: &Front, text: &str, names: &Names, hub: impl Fn(usize) -> bool) -> Meta {
    let decided_on = decided(front);
    let (review_year, year_out_of_range) = review_year(front, decided_on.as_deref());
    Meta { organisation: whose(front, text, names, hub), review_year, year_out_of_range, dnr: dnr(front), decided_on }
}

/// The organisation named first and most: the head counts more than the text, and a name that all reviews hold counts only
/// where no other stands in the head.
fn whose(front: &Front, text: &str, names: &Names, hub: impl Fn(usize) -> bool) -> Whose {
    const IN_HEAD: usize = 8;
    let mut scores: HashMap<usize, (usize, usize)> = HashMap::new();
    let mut order = 0;
    for (line_at, line) in front.head.iter().enumerate() {
        for named in names.find(line) {
            let weight = match line_at {
                0..12 => 3 * IN_HEAD,
                12..25 => IN_HEAD,
                _ => 2,
            };
            // A line that is nothing but the name is a title or letterhead.
            let alone = if named.length * 10 >= line.len() * 7 { 2 } else { 1 };
            let entry = scores.entry(named.organisation).or_insert((0, order));
            entry.0 += if hub(named.organisation) { weight / 4 } else { weight * alone };
            order += 1;
        }
    }
    if scores.is_empty() {
        // A name may be broken over two lines.
        for named in names.find(&front.head.join(" ")) {
            scores.entry(named.organisation).or_insert((2, order));
            order += 1;
        }
    }
    let head_is_silent = scores.is_empty();
    let mut mentions: HashMap<usize, usize> = HashMap::new();
    for named in names.find(text) {
        *mentions.entry(named.organisation).or_default() += 1;
    }
    for (organisation, count) in mentions {
        let entry = scores.entry(organisation).or_insert((0, usize::MAX));
        entry.0 += if hub(organisation) { count.min(4) } else { 2 * count.min(20) };
    }
    let mut ranked: Vec<(usize, (usize, usize))> = scores.into_iter().collect();
    ranked.sort_by_key(|(organisation, (score, order))| (std::cmp::Reverse(*score), *order, *organisation));
    match ranked.as_slice() {
        [] => front
            .head
            .iter()
            .find_map(|line| LIKE_A_NAME.captures(line))
            .and_then(|found| found.get(1))
            .map_or(Whose::Nobody, |name| Whose::Unknown(name.as_str().to_owned())),
        [(first, (score, _)), (second, (next, _)), ..] if score == next && head_is_silent => {
            Whose::Several(vec![*first, *second])
        }
        // A single mention deep in the text names nobody as the sender, and another name in the head does.
        [(first, (score, order)), ..] => match unknown_sender(front).filter(|_| *order == usize::MAX) {
            Some(name) => Whose::Unknown(name),
            None if *score >= 4 => Whose::Known(*first),
            None => Whose::Nobody,
        },
    }
}

/// A line of the head that is a name such as "Xnämnden" and nothing else.
fn unknown_sender(front: &Front) -> Option<String> {
    front.head.iter().take(15).find_map(|line| {
        let found = LIKE_A_NAME.captures(line)?.get(1)?;
        (found.len() * 10 >= line.trim().len() * 6).then(|| found.as_str().to_owned())
    })
}

fn dnr(front: &Front) -> Option<String> {
    let lines = front.head.iter().chain(&front.tail);
    let labelled = lines.filter_map(|line| DNR.captures(line)).find_map(|found| found.name("n"));
    // A law and a standard are numbered alike.
    let bare = || {
        let lines = front.head.iter().take(NEAR).chain(&front.margins);
        let found = lines.filter_map(|line| BARE_DNR.captures(line));
        let own = found.filter(|found| {
            found
                .name("prefix")
                .is_some_and(|prefix| !["EU", "EG", "SFS", "SOU", "ISO", "KF", "VP"].contains(&prefix.as_str()))
        });
        own.filter_map(|found| found.name("n")).next()
    };
    labelled.or_else(bare).map(|number| number.as_str().trim().to_owned())
}

fn decided(front: &Front) -> Option<String> {
    /// A line longer than this tells of more than a date.
    const MOST_DATED: usize = 40;
    let lines: Vec<&String> = front.head.iter().chain(&front.decision).chain(&front.tail).collect();
    for (at, line) in lines.iter().enumerate() {
        if let Some(date) = DATE_THEN_DECIDED.captures(line).and_then(|found| date(found.get(0)?.as_str())) {
            return Some(date);
        }
        let Some(found) = DECIDED.find(line).filter(|_| !BY_OTHERS.is_match(line)) else { continue };
        let after = line.get(found.end()..).unwrap_or_default();
        // "Beslut: tjänsten utökas från den 1 januari": the bare word dates only what follows at once.
        let reach = if BARE.is_match(found.as_str()) { 26 } else { 90 };
        let near: String = after.chars().take(reach).collect();
        if BARE.is_match(found.as_str()) && SINCE.is_match(&near) {
            continue;
        }
        if let Some(date) = date(&near) {
            return Some(date);
        }
        // "Beslutad" in one cell or line, the date in the next; or a line that breaks off before its date.
        let label = line.trim().trim_end_matches(':').len() <= found.as_str().len() + 6;
        let breaks_off =
            near.len() == after.len() && near.split_whitespace().count() <= 4 && !near.ends_with(['.', ':']);
        let next = lines.get(at + 1).filter(|next| {
            label && next.chars().count() <= MOST_DATED || breaks_off && next.starts_with(|c: char| c.is_ascii_digit())
        });
        if let Some(date) = next.and_then(|next| date(next)) {
            return Some(date);
        }
    }
    if let Some(date) =
        front.head.iter().take(NEAR).find(|line| ORGAN_THEN_DATE.is_match(line)).and_then(|line| date(line))
    {
        return Some(date);
    }
    // Minutes are dated by their meeting.
    let is_minutes = front.head.iter().take(6).any(|line| MINUTES.is_match(line));
    let meeting = |line: &&String| MEETING.is_match(line);
    front.head.iter().filter(|_| is_minutes).take(15).filter(meeting).find_map(|line| date(line))
}

/// The VP year: claims are weighed, the plan's first year and the year after the decision settle what titles leave open.
fn review_year(front: &Front, decided_on: Option<&str>) -> (Option<Year>, Option<i32>) {
    let mut claims: HashMap<i32, u32> = HashMap::new();
    let mut claim = |year: Option<&str>, weight: u32| {
        if let Some(year) = year.and_then(|year| year.parse::<i32>().ok()) {
            *claims.entry(year).or_default() += weight;
        }
    };
    for (at, line) in front.head.iter().enumerate() {
        let near = at < NEAR;
        for found in VP_YEAR.captures_iter(line) {
            claim(found.get(1).or_else(|| found.get(2)).map(|year| year.as_str()), if near { 6 } else { 1 });
        }
        for found in TITLE_YEAR.captures_iter(line) {
            claim(found.get(1).map(|year| year.as_str()), if near { 5 } else { 1 });
        }
        if near {
            for found in CONCERNS.captures_iter(line) {
                claim(found.get(1).map(|year| year.as_str()), 4);
            }
            for found in SPAN.captures_iter(line).filter(|_| !OUTLOOK.is_match(line)) {
                claim(found.get(1).map(|year| year.as_str()), 2);
            }
            // A document without the usual title is still named by its first lines.
            let is_title = (REVIEW.is_match(line) || at < 2 && SUBJECT.is_match(line)) && line.chars().count() < 90;
            if is_title {
                for found in ANY_YEAR.captures_iter(line) {
                    claim(found.get(1).map(|year| year.as_str()), 2);
                }
            }
        }
    }
    let frame = Frame { review_year: None };
    let planned: YearSet =
        front.plan_headings.iter().fold(YearSet::EMPTY, |years, heading| years.union(heading_years(heading, frame)));
    let planned = front.plan_items.iter().fold(planned, |years, words| years.union(heading_years(words, frame)));
    if let Some(first) = planned.first() {
        *claims.entry(first.number()).or_default() += 3;
    }
    if let Some(year) = decided_on.and_then(|date| date.get(..4)).and_then(|year| year.parse::<i32>().ok()) {
        *claims.entry(year + 1).or_default() += 2;
    }
    let mut ranked: Vec<(i32, u32)> = claims.into_iter().collect();
    ranked.sort_by_key(|(year, weight)| (std::cmp::Reverse(*weight), *year));
    // The best claim counts or none: what is stated out of range is not mended by a lesser claim.
    let stated = ranked.first().filter(|(_, weight)| *weight >= 2).map(|(year, _)| *year);
    let best = stated.and_then(|year| Year::try_from(year).ok());
    let out_of_range = stated.filter(|_| best.is_none());
    (best, out_of_range)
}
