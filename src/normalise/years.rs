//! The years that an action is for.
//!
//! From the time columns of its row, its own words, the item or sentence above it, and the nearest heading, in that order.
//! A year that names a document or a law, or tells when something older began, is none of the action's.

use crate::{
    items::{Form, FoundAction},
    pattern::{Folded, folded_patterns, patterns},
    review::{Status, Year, YearSet},
    sections::SectionKind,
};

folded_patterns! {
    /// A heading that looks back over the year before the plan.
    LOOKS_BACK = r"\bhar det gått\b|\bdet har gått\b|året som gick\b|\bbeslut\w* från förra\b|\bförra (?:gången|mötet)\b|\bföregående (?:protokoll|möte)\b|^(?:vad visar|vad (?:som |vi )?(?:har |blivit )?gjort|läget|nuläge|var (?:vi )?står|status\b|hur (?:har )?det (?:gick|gått)|det här (?:blev|är) (?:inte )?klart|de fem (?:obligatoriska )?arbetssätt)|\b(?:förra året|föregående år|föregående (?:plan|genomgång)|förra (?:genomgång|plan|årets)|gångna året|året som gått|lova(?:de|t)|sedan (?:förra|föregående|sist)|i backspegeln|årets (?:arbete|händelser))|^sedan sist\b";
    BEFORE_YEAR = r"\b(?:inför|före) (?:år )?20\d\d";
    FROM_START = r"\b(?:årligen|varje (?:år|kvartal|månad|tertial|halvår)|vart? år|årlig\w*|(?:en gång|två gånger|tre gånger|fyra gånger|\d gånger) (?:per|om) (?:år|året)|månadsvis|kvartalsvis|halvårsvis|löpande)\b.*\b(?:med start|från och med|från|fr\.o\.m\.?)\b";
    THEN_YEARLY = r"\b(?:därefter|sedan|och) (?:årligen|varje år|återkommande|löpande)\b";
    /// A heading over what has no year yet.
    UNDATED = r"\b(?:utan (?:årtal|tidpunkt|tidplan|datum|år)|ej tidsatt\w*|inte tidsatt\w*|tid ej bestämd|senare år)\b";
    YEARLY = r"\b(?:årligen|varje år|samtliga (?:tre )?år|alla (?:tre )?år(?:en)?|en gång (?:per|om) året|två gånger (?:per|om) (?:år|året)|varje (?:kvartal|halvår|tertial|månad|vår|höst))\b";
    SUBORDINATE = r"\s(?:som|vilka|vilket|där|hur)\s";
    THIS_YEAR = r"\b(?:under året|årets|året som gått|i år|under perioden|innevarande år|hittills|det gångna året|under det gångna|senaste året|i (?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)|under (?:våren|sommaren|hösten|vintern)|i (?:våras|höstas|vintras)|(?:första|andra|tredje|fjärde) kvartalet|[qk][1-4]\b|\d{1,2} (?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)\b|sedan i (?:våras|höstas|vintras)|sedan (?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)|efter sommaren|sedan den \d)";
    NEXT_AUTUMN = r"\bi (?:september|oktober|november|december)\b";
    /// A heading over what is done every year of its span.
    RECURS = r"\b(?:löpande|rullande|varje år|årligen|återkommande|samtliga år|alla (?:tre )?år(?:en)?)\b";
    /// What goes on all the time has no year of its own.
    RECURRENT = r"\b(?:varannan|vart(?:annat|tredje)|varje (?:vecka|månad|kvartal|termin|tertial|incident|anmälan|ny\w*)|rutinmässigt|regelbundet|löpande|gånger (?:per|om) året|möten per år|stående punkt|är under \w+)\b|^(?:\S+\s){1,6}?använder\b";
    /// Under way now, and finished later.
    UNTIL = r"\b(?:pågår|inletts|påbörjats|påbörjad|fortsätter|beräknas|väntas)\b";
    EVERY_YEAR = r"^\W*(?:\w+\W+)?(?:varje år|årligen|alla år)(?: ska| ska vi)?\W*$";
    PERIOD = r"planperioden|treårsperioden|hela perioden";
}

patterns! {
    /// The title of the document names the year that it is written for, which dates none of its actions.
    REVIEW_TITLE = r"(?i)ledningens genomgång|management review|informationssäkerhet(?:en|sarbetet)?,? (?:inför |för |vp )?20\d\d";
    /// Years and ranges: 2026, 2027-2028, 2026–28, 2026 och 2027, 2026/2027.
    YEARS = r"\b(20\d\d)(?:\s*(?:[-–—]|till och med|till|t\.?o\.?m\.?)\s*((?:20)?\d\d)\b)?", needs r"20[0-9]";
    /// Words before a year that make it the name of something.
    NAMES_BEFORE = r"(?i)(?:ledningens genomgång(?:en)?(?: år)?|gdpr-?\s?årsrapport(?:en)?(?: för| från)?|dso-?årsrapport(?:en)?(?: för| från)?|årsrapport(?:en)?(?: för| från)?|budget(?:en)?(?: för)?|verksamhetsplan(?:en)?(?: för)?|\bvp|verksamhetsberättelse(?:n)?(?: för)?|handlingsplan(?:en)?(?: för)?|rapport(?:en)?(?: för| från)?|tertialrapport\w*(?: \d)?(?: för)?|internkontrollplan(?:en)?(?: för)?|\bikp|dnr|lag|förordning(?:en)?|iso|27001:|27002:|\(|direktiv(?:et)?(?: \(eu\))?|sfs|nr|genomgång(?:en)? (?:för|från|av)|plan(?:en)? (?:för|från)|version(?:en)?|upphandling(?:en)? (?:från|av)|avtal(?:et)? (?:från|av)|från och med|fr\.o\.m\.|affärsplan(?:en)?(?: för)?|\p{L}*val(?:et)?|(?:klassats|klassade|klassad|gjordes|gjorts|gjorda|genomförts|etablerat) (?:före|innan)|utgåva(?:n)?|väsentlighets- och riskanalys(?:en)?(?: \(vor\))?(?: för)?|vor|rsa(?: för)?|infosäkkollen|anvisning(?:en|ar)?(?: för)?)\s*$";
    /// Words after a year that make it part of a description: "under 2024 etablerade".
    PARTICIPLE_AFTER = r"(?i)^\s+(?:\w+(?:ade|erade|lda|nda|tta|gna|vna|rda|llda|ckta|mna)|års)\b";
    AFTER_IN_NAME = r"^\s*[:/]\s*\d";
    RELATIVE = r"(?i)\b(?:år (?P<n>[123]|ett|två|tre)\b|(?P<vp>vp-året|(?:det |under )?kommande (?:verksamhets|plan)?året|nästa år|nästkommande år|verksamhetsåret|planåret|första (?:plan|verksamhets)?året|det första året)|(?P<second>andra (?:plan|verksamhets)?året|året därpå|året därefter|följande år)|(?P<third>tredje (?:plan|verksamhets)?året|sista (?:plan)?året)|(?P<two>kommande två (?:verksamhets)?år(?:en)?|de två följande åren|två kommande år(?:en)?|åren därefter|år (?:2|två)\s*(?:och|-|–)\s*(?:3|tre))|(?P<three>(?:samtliga|alla|hela|under|under de|de kommande|kommande|de)\s+(?:tre (?:kommande )?år(?:en)?|planperioden|treårsperioden)|\btre åren\b|planperioden|treårsperioden|samtliga år|alla tre åren|alla år|varje år under perioden|varje planår|hela perioden))";
    AT_TIME = r"(?i)^(?:under|i|senast|våren|hösten|före|till|med start|från|vid|inför|efter|t1|t2|q[1-4]|kvartal)\b";
    TEMPORAL = r"(?i)(?:\bunder(?:\s+\w+)?|\bsenast|\bi|\bvåren|\bhösten|\bsommaren|\bkvartal(?:et)?\s*\d?|\b[qk][1-4]|\bt[123]|\btertial\s*\d?|\bunder (?:första|andra|tredje|fjärde) (?:kvartalet|tertialet|halvåret|halvan)(?: av)?|\bhalvan av|halvåret|\bföre|\binnan|\bfrån|\bår|\bmed start|\bstart|\bklart?|\btill|januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|\bhela|\bvecka \d+|\bför|\boch|\bslutet av|\bbörjan av|[\d-])\s*[,(]?\s*$";
}

/// The frame that relative words are counted in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    /// The VP year of the review.
    pub(super) review_year: Option<Year>,
}

/// The years of an action.
pub(super) fn of_action(action: &FoundAction, status: Status, frame: Frame) -> YearSet {
    if let Some(when) = &action.when {
        let told = heading_years(when, frame);
        if !told.is_empty() {
            return told;
        }
    }
    let text = action.words.text();
    let nearest = above(action, status, frame);
    let own = own_years(text, status, frame);
    // "Arbetet pågår och blir klart våren 2026": from the year told of to the year it ends.
    let to_come = |year: Year| frame.review_year.is_some_and(|first| year >= first);
    if status == Status::Ongoing
        && action.kind == SectionKind::Status
        && action.when.is_none()
        && !own.is_empty()
        && own.iter().all(to_come)
        && UNTIL.is_match(&Folded::of(text))
    {
        return own.union(frame.review_year.and_then(|year| year.plus(-1)).into_iter().collect());
    }
    match (own.is_empty(), nearest.is_empty()) {
        (true, false) => {
            // "Självskattning 2027" below "Insatser 2027–2028": one of the years that the heading spans.
            let bare = bare_years(text, frame);
            let within = !bare.is_empty() && bare.iter().all(|year| nearest.contains(year));
            return if status == Status::Planned && nearest.len() > 1 && within { bare } else { nearest };
        }
        (true, true) => {}
        (false, true) => {
            // "inleds 2026 och slutförs 2027", "årligen, med start 2026": more years than the one that a word of time leads.
            if status == Status::Planned && action.kind == SectionKind::Plan {
                if FROM_START.is_match(&Folded::of(text)) || THEN_YEARLY.is_match(&Folded::of(text)) {
                    let end = frame.review_year.and_then(|year| year.plus(2)).or(own.last());
                    return span(own.first(), end);
                }
                return own.union(bare_years(text, frame));
            }
            return own;
        }
        (false, false) => {
            let before = |year: Year| {
                nearest.first().is_some_and(|first| year < first) && frame.review_year.is_none_or(|first| year < first)
            };
            // Under a plan's year an older year in the words is history, not when it will be done.
            let is_history = own.iter().all(before) && !own_is_main_clause(text);
            if action.kind == SectionKind::Plan && status == Status::Planned && (is_history || own_is_subordinate(text))
            {
                return nearest;
            }
            return own;
        }
    }
    if status == Status::Planned && !action.optional {
        let bare = bare_years(text, frame);
        if !bare.is_empty() {
            return bare;
        }
    }
    if status == Status::Planned
        && action.kind == SectionKind::Plan
        && !action.optional
        && YEARLY.is_match(&Folded::of(text))
    {
        return (0..3).filter_map(|step| frame.review_year.and_then(|year| year.plus(step))).collect();
    }
    if THIS_YEAR.is_match(&Folded::of(text)) {
        let last = frame.review_year.and_then(|year| year.plus(-1));
        let past =
            status != Status::Planned || NEXT_AUTUMN.is_match(&Folded::of(text)) && action.kind != SectionKind::Plan;
        return match (past, last, frame.review_year) {
            (true, Some(last), _) => [last].into_iter().collect(),
            (false, _, Some(year)) if action.kind == SectionKind::Plan => [year].into_iter().collect(),
            _ => YearSet::EMPTY,
        };
    }
    // What was done is told of the year that the section tells of.
    let last = frame.review_year.and_then(|year| year.plus(-1));
    match (&action.period, last) {
        (Some(period), Some(last))
            if action.kind == SectionKind::Status && status != Status::Planned && *period == last.to_string() =>
        {
            [last].into_iter().collect()
        }
        // Running text that follows up tells of the year that has been; a list may gather what several years did.
        (_, Some(last))
            if action.kind == SectionKind::Status
                && action.form == Form::Sentence
                && status == Status::Done
                && !action.optional =>
        {
            [last].into_iter().collect()
        }
        _ => YearSet::EMPTY,
    }
}

/// "De processer som klassades 2026": the first year stands in a clause that describes.
fn own_is_subordinate(text: &str) -> bool {
    let Some(found) = YEARS.find(text) else { return false };
    text.get(..found.start()).is_some_and(|before| SUBORDINATE.is_match(&Folded::of(before)))
}

/// Years of the plan that stand bare after what is to be done: "tre system 2026 och resterande fyra 2027".
fn bare_years(text: &str, frame: Frame) -> YearSet {
    let mut years = YearSet::EMPTY;
    for found in YEARS.captures_iter(text) {
        let Some(whole) = found.get(0) else { continue };
        let before = text.get(..whole.start()).unwrap_or_default();
        if !is_name(before, text.get(whole.end()..).unwrap_or_default()) {
            insert(&mut years, found.get(1).map(|part| part.as_str()), found.get(2).map(|part| part.as_str()));
        }
    }
    years.iter().filter(|year| frame.review_year.is_some_and(|first| *year >= first)).collect()
}

/// "Under fjärde kvartalet 2025 kommer …": the year stands at the head of the sentence.
fn own_is_main_clause(text: &str) -> bool {
    let before = YEARS.find(text).and_then(|found| text.get(..found.start()));
    before
        .is_some_and(|before| before.split_whitespace().count() <= 4 && (before.is_empty() || AT_TIME.is_match(before)))
}

/// What stands above tells: an earlier item, the introducing sentence, the label, the nearest heading with a year.
fn above(action: &FoundAction, status: Status, frame: Frame) -> YearSet {
    if let Some(running) = &action.running_year {
        let years = heading_years(running, frame);
        // A time that heads an earlier sentence holds for what comes then, not for what was done before it.
        let is_past = status != Status::Planned && action.form == Form::Sentence;
        let is_to_come = |year: Year| frame.review_year.is_some_and(|first| year >= first);
        if !(is_past && years.iter().all(is_to_come)) {
            return years;
        }
    }
    for words in action.label.iter().chain(&action.intro) {
        let years = heading_years(words, frame);
        if !years.is_empty() {
            return years;
        }
        if let Some(year) = frame
            .review_year
            .and_then(|year| year.plus(-1))
            .filter(|_| action.kind == SectionKind::Status)
            .filter(|_| THIS_YEAR.is_match(&Folded::of(words)) || LOOKS_BACK.is_match(&Folded::of(words)))
        {
            return [year].into_iter().collect();
        }
    }
    for heading in action.headings.iter().rev().filter(|heading| !REVIEW_TITLE.is_match(heading)) {
        if UNDATED.is_match(&Folded::of(heading)) {
            return YearSet::EMPTY;
        }
        let mut years = heading_years(heading, frame);
        if years.is_empty() && action.kind == SectionKind::Status && status != Status::Planned {
            // "Utfall av plan för 2026": the plan's year is the year that the follow-up tells of.
            let told = all_years(heading);
            let is_past = |year: Year| frame.review_year.is_some_and(|first| year < first);
            years = if told.iter().all(is_past) { told } else { YearSet::EMPTY };
        }
        // "Läget inför 2028": what has been done was done the year before.
        if action.kind == SectionKind::Status
            && status != Status::Planned
            && BEFORE_YEAR.is_match(&Folded::of(heading))
            && years.first() == frame.review_year
        {
            years = frame.review_year.and_then(|year| year.plus(-1)).into_iter().collect();
        }
        if !years.is_empty() {
            // A plan's own span ("Åtgärder 2026–2028") dates none of its actions.
            let recurs = RECURS.is_match(&Folded::of(heading));
            let is_span = years.len() > 2 && action.form != Form::Row && !recurs;
            return if is_span { YearSet::EMPTY } else { years };
        }
        if status == Status::Ongoing && RECURRENT.is_match(&Folded::of(action.words.text())) {
            return YearSet::EMPTY;
        }
        let looks_back = || THIS_YEAR.is_match(&Folded::of(heading)) || LOOKS_BACK.is_match(&Folded::of(heading));
        if let Some(year) = frame
            .review_year
            .and_then(|year| year.plus(-1))
            .filter(|_| action.kind == SectionKind::Status && status != Status::Planned && looks_back())
        {
            return [year].into_iter().collect();
        }
    }
    YearSet::EMPTY
}

/// Every year that a heading, a time column or a label names or counts ("år 2").
pub(super) fn heading_years(text: &str, frame: Frame) -> YearSet {
    let mut years = YearSet::EMPTY;
    for found in YEARS.captures_iter(text) {
        let Some(whole) = found.get(0) else { continue };
        let before = text.get(..whole.start()).unwrap_or_default();
        let after = text.get(whole.end()..).unwrap_or_default();
        if !is_name(before, after) {
            insert(&mut years, found.get(1).map(|part| part.as_str()), found.get(2).map(|part| part.as_str()));
        }
    }
    if years.is_empty() {
        years = relative(text, frame);
    }
    if years.is_empty() && EVERY_YEAR.is_match(&Folded::of(text)) {
        years = (0..3).filter_map(|step| frame.review_year.and_then(|year| year.plus(step))).collect();
    }
    years
}

/// Whether a text can count years at all; most cannot, and the pattern is dear.
fn may_count_years(text: &str) -> bool {
    ["år", "År", "ÅR", "period", "vp", "VP", "Vp"].iter().any(|word| text.contains(word))
}

fn relative(text: &str, frame: Frame) -> YearSet {
    let mut years = YearSet::EMPTY;
    let Some(first) = frame.review_year.filter(|_| may_count_years(text)) else { return years };
    for found in RELATIVE.captures_iter(text) {
        let has = |name: &str| found.name(name).is_some();
        let steps: &[i32] = match found.name("n").map(|n| n.as_str().to_lowercase()).as_deref() {
            Some("1" | "ett") => &[0],
            Some("2" | "två") => &[1],
            Some("3" | "tre") => &[2],
            _ if has("vp") => &[0],
            _ if has("second") => &[1],
            _ if has("third") => &[2],
            _ if has("two") => &[1, 2],
            _ if has("three") => &[0, 1, 2],
            _ => &[],
        };
        for year in steps.iter().filter_map(|step| first.plus(*step)) {
            years.insert(year);
        }
    }
    years
}

/// Years in the action's own words that tell when it is done.
fn own_years(text: &str, status: Status, frame: Frame) -> YearSet {
    let mut years = YearSet::EMPTY;
    for found in YEARS.captures_iter(text) {
        let Some(whole) = found.get(0) else { continue };
        let before = text.get(..whole.start()).unwrap_or_default();
        let after = text.get(whole.end()..).unwrap_or_default();
        let describes = PARTICIPLE_AFTER.is_match(after) && status == Status::Planned;
        let at_end = after.trim_start_matches([')', '.', ' ', ';', ',']).is_empty();
        // "sedan 2025" dates what was done, not what is to come.
        let is_since = before.trim_end().ends_with("sedan") || before.trim_end().ends_with("Sedan");
        if is_since && status == Status::Planned
            || is_name(before, after)
            || describes
            || !(is_since || TEMPORAL.is_match(end_of(before)) || at_end || before.is_empty())
        {
            continue;
        }
        insert(&mut years, found.get(1).map(|part| part.as_str()), found.get(2).map(|part| part.as_str()));
    }
    if years.is_empty() && status == Status::Planned && !PERIOD.is_match(&Folded::of(text)) {
        years = relative(text, frame);
    }
    years
}

/// The end of what stands before a year: as much as tells what the year names. A line may hold thousands of years, and
/// looking at all that stands before each would take the square of them.
fn end_of(before: &str) -> &str {
    const ENOUGH: usize = 160;
    let from = before.len().saturating_sub(ENOUGH);
    let from = (from..=before.len()).find(|at| before.is_char_boundary(*at)).unwrap_or(before.len());
    before.get(from..).unwrap_or_default()
}

fn is_name(before: &str, after: &str) -> bool {
    let before = end_of(before);
    // A bracket before a year names a law only where a number follows it: "(2025:1506)".
    let bracket = before.trim_end().ends_with('(');
    (NAMES_BEFORE.is_match(before) && !bracket)
        || AFTER_IN_NAME.is_match(after)
        || before.ends_with(['/', ':']) && before.trim_end_matches(['/', ':']).ends_with(|c: char| c.is_ascii_digit())
}

/// Every year that stands in a text, whatever it names.
fn all_years(text: &str) -> YearSet {
    let mut years = YearSet::EMPTY;
    for found in YEARS.captures_iter(text) {
        insert(&mut years, found.get(1).map(|part| part.as_str()), found.get(2).map(|part| part.as_str()));
    }
    years
}

/// All years from one to another.
fn span(first: Option<Year>, last: Option<Year>) -> YearSet {
    let (Some(first), Some(last)) = (first, last) else { return first.into_iter().collect() };
    (first.number()..=last.number()).filter_map(|number| Year::try_from(number).ok()).collect()
}

/// Puts in a year or a range of years; a range that runs backwards or over ten years is taken for its first year.
fn insert(years: &mut YearSet, first: Option<&str>, last: Option<&str>) {
    const LONGEST: i32 = 10;
    let number = |written: Option<&str>| written.and_then(|written| written.parse::<i32>().ok());
    let Some(first) = number(first) else { return };
    // "2026–28" leaves out the century.
    let last = number(last).map_or(first, |last| if last < 100 { first / 100 * 100 + last } else { last });
    let last = if (0..=LONGEST).contains(&(last - first)) { last } else { first };
    for year in (first..=last).filter_map(|number| Year::try_from(number).ok()) {
        years.insert(year);
    }
}
