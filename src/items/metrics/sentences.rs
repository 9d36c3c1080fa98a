//! What the numbers of a sentence count.
//!
//! Takes a sentence and what stands before it; gives the figures that are the organisation's own. Goals, comparisons with
//! other years and figures of the law or the city are left out.

use std::cell::OnceCell;

use crate::{
    pattern::{Folded, FoldedPattern, folded_patterns},
    review::MetricKind,
    sections::{Mended, begins_measure},
};

use super::{
    FoundMetric,
    counts::{Count, counts},
};

folded_patterns! {
    // What stands right after the number.
    PERCENT = r"^\s?(?:%|procent|percent)";
    MONEY = r"^\s?(?P<unit>mnkr|mkr|msek|mn kr|miljon(?:er)?(?: svenska)? (?:kronor|kr\b)|tkr|kkr|tusen kronor|kronor|kr\b|sek\b)";
    TIMES = r"^\s?(?:gång(?:er)?|ggr|tillfällen?|ganger)\b";
    INCIDENTS = r"^\s?(?:st\.? |stycken )?(?:[^\s\d,.;:()]+\s+){0,4}?(?:\w*incident(?:er|erna|s)?|incidentanmälningar|incidentrapporter|\w*händelser(?:na)?|avvikelser i ia|driftstörningar|ärenden i ia)\b";
    CLASSIFICATIONS = r"^\s?(?:st\.? |stycken )?(?:[^\s\d,.;:()]+\s+){0,3}?(?:\w*klassningar|\w*klassning|omklassningar|\w*klassificeringar|classifications?)\b";
    PLANS = r"^\s?(?:[^\s\d,.;:()]+\s+){0,4}?(?:kontinuitetsplan(?:er)?|reservplaner|avbrottsplaner|continuity plans?)\b";
    PLAIN_PLANS = r"^\s?(?:[^\s\d,.;:()]+\s+){0,2}?planer\b|^\s(?:av \w+ )?[^.;]{0,40}\bplan(?:er)? för (?:bortfall|avbrott)";
    EXERCISES = r"^\s?(?:[^\s\d,.;:()]+\s+){0,2}?(?:\w*övning(?:ar)?|(?:table-?top )?exercises?)\b";
    INTERVIEWS = r"^\s?(?:[^\s\d,.;:()]+\s+){0,2}?(?:\w*intervjuer|interviews)\b";
    SYSTEMS = r"^\s?(?:st\.? |stycken )?(?:[^\s\d,.;:()]+\s+){0,3}?(?:\w*system|\w*objekt|\w*applikationer|it-tjänster|\w*systemen)\b";
    // What is said of it.
    PERSONAL = r"\bhandla(?:r|de) om personuppgift\w*|\bmed personuppgifter\b|\bpersonuppgiftsincident\w*|\bpersonuppgiftshändels\w*|\b(?:rör|röra|rörde|rört|gäller|gällde|gällt|avser|avsåg|avsett|berörde?|berört|omfattade|handlade om|innehöll|innefattade)\s+(?:\w+\s+){0,2}?personuppgift\w*|\bpersonal data (?:incident|breach)\w*|\bvar det (?:\w+ )?personuppgift\w*|\bpersonuppgifter (?:inblandade|berördes|röjdes)|\bgdpr-incident\w*";
    CLASSED = r"\b(?:\w*klassade|\w*klassats|\w*klassat|\w*klassad|\w*klassificera(?:de|ts|t)|klassning (?:är )?(?:klar|gjord)|fått sin information (?:värderad|klassad)|(?:giltig|aktuell|genomförd|godkänd|färdig) (?:\w+ )?(?:\w*klassning|värdering)|informationsvärdera(?:de|ts)|classified)\b";
    DONE = r"\b(?:klara|färdiga|klart|avklarade|genomförda|gjorda|är klara|hanns med)\b";
    REPORTING = r"\b(?:anmäl\w*|rapporter\w*|lämna\w*|skicka\w*|gick|gått|nådde)\b|\bgår vidare\b";
    AUTHORITY = r"\b(?:imy|imys|integritetsskyddsmyndigheten|tillsynsmyndighet\w*|datainspektionen)\b";
    NOTIFIABLE = r"\banmälningsplikt\w*";
    OTHER_AUTHORITY = r"cybersäkerhetslag|\bnis-?2?\b|\b24 timmar|\bpts\b|\bmsb\b|\bmcf\b|post- och telestyrelsen|transportstyrelsen|civilt försvar";
    HAPPENED = r"\b(?:har|hade|inträffa\w*|rapporter\w*|anmäl\w*|registrer\w*|skett|skedde|var|varit|är|rör\w*|gäll\w*|dokumenter\w*|noter\w*|upptäck\w*|bedöm\w*|utredd?e?s?|hållits|hölls|genomför\w*|ägt rum|gick|klassific\w*|antecknats?|blev|blivit|avsåg)\b";
    // What the sentence is about.
    ABOUT_INCIDENTS = r"incident|händelse|\bi ia\b|avvikelse|driftstörning";
    ABOUT_TRAINING = r"utbild|kurs|certifi|introduktion|training|awareness|learning|kunskapstest|har gått|gått den|deltog|deltagande|genomgång av hur|nanoutbildning|webbinari";
    ABOUT_ACCESS = r"behörighet|åtkomst|accesser|access right|access review|\bkonto(?:n|na)?\b|användarkonton|rättighet|tillträde|inloggning|loggkontroll|loggranskning|loggar|(?:vem|vilka) som (?:kan|får|har)|komma åt|kommer åt|\btillgång\b|gruppdisk|gruppmapp";
    ABOUT_CLASSES = r"klass|inventer|informationsvärder|classification";
    ABOUT_PLANS = r"kontinuitet|reservrutin|avbrottsplan|bortfall";
    ABOUT_EXERCISE = r"\b(?:övat|övade|övas|övar|övning\w*|tränat)\b";
    EVERYONE = r"^(?:samtliga|alla)(?: (?:bolagets|förvaltningens|kontorets|våra))? (?:anställda|medarbetare)\b[^.;]{0,30}\b(?:har|hade)\b[^.;]{0,20}\b(?:gått|genomfört|genomgått|gjort|slutfört)\b|\b(?:genomförts|genomförd|gjord|gjorts) av (?:samtliga|alla) (?:anställda|medarbetare)\b";
    // What makes a figure none of this year's own.
    GOAL = r"\b(?:ska|skall|skulle|mål|målet|målen|målvärde\w*|målsättning\w*|ambition\w*|target|återst\w+|kvar|kvarstå\w*|resterande|ytterligare|kommer att|planerade?s?|avser|bör|minst|högst|till \d+|inte klassats|saknar|saknas|behöver)\b";
    GOAL_OF_MONEY = r"\b(?:sanktion\w*|böter|vite|omsättning\w*|avgift\w*|bot|bötesbelopp)\b";
    COMPARED = r"\b(?:jämför\w*|jämfört med|mot|än|förra året|föregående|året innan|året före|i fjol|fjolårets?|tidigare år|från)\b[^,;]{0,40}$";
    OTHER_YEAR = r"^[^,;.(]{0,30}\b(?:året innan|året före|förra året|föregående år|i fjol|under hela 20\d\d)\b";
    MORE = r"^\s?(?:fler|färre|mer|mindre|nya till|procentenheter)\b|^\s?till\s*(?:[.,;)]|$)";
    SHARED = r"stadsdelsnämnderna|samtliga (?:\w+ )?nämnder|samtliga \w+nämnder|alla (?:\w+)?nämnder|nämnder(?:na)? gemensamt|för hela staden|gemensamt för|koncernen som helhet|nämndernas arbete|fördelas mellan";
    NOT_OWN = r"\b(?:sanktion\w*|böter|omsättning|i sverige|nationellt|hela landet|i hela staden|stadens samtliga|i världen|globalt|kommunerna i|klick(?:ade|ar|andel)?|phishing\w*|nätfiske\w*|svarsfrekvens\w*|heltid|arbetstid\w*|tjänst(?:göring)?sgrad\w*|arbetar)\b";
    LABEL = r"[:=]\s*(?:svar\s*[:=]\s*)?$|^\s*(?:svar\s*:)?\s*$";
    OFTEN = r"\b(?P<q>kvartalsvis|varje kvartal|per kvartal|en gång i kvartalet|halvårsvis|varje halvår|per halvår|en gång i halvåret|månadsvis|varje månad|en gång i månaden|månatlig\w*|månatligen|vår och höst|varje vår och höst|varje tertial|tertialvis)\b";
    REVIEWED = r"kontroll|genomgång|gå(?:s|r)? igenom|gicks? igenom|gått igenom|se(?:s|r)? över|översyn|stäm|följ|rens|ompröv|revider|granska|attester|intyga|bekräft|kvitter|godkän|stickprov|koll\b|rensning|review|uppdater|lista över|jämför|prövas|verifier";
    MONTHS = r"\b(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)\b";
    NOT_NOTIFIED = r"\b(?:inte|ej|aldrig|varken)\b[^.;]*\b(?:anmäl\w*|rapporter\w*|lämna\w*)\b[^.;]*\b(?:imy|integritetsskyddsmyndigheten)\b|\b(?:anmäl\w*|rapporter\w*)\b[^.;]*\b(?:inte|ej)\b[^.;]*\b(?:imy|integritetsskyddsmyndigheten)\b|\bbehöv(?:de|er|t) (?:inte|ej) anmälas\b";
    NOT_NOTIFIED_SUBJECT = r"^(?:den|de|dessa|denna|ingendera|händelsen|incidenten|incidenterna|händelserna|det)\b";
}

/// What stands before a sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around<'s> {
    /// The headings above it, nearest first, or the question that it answers.
    pub(super) heading: &'s str,
    /// The sentence before it in the same paragraph.
    pub(super) previous: &'s str,
    /// Whether what stands here is planned, so that only money and what returns every year counts.
    pub(super) is_plan: bool,
}

/// Adds the figures of a sentence.
pub(super) fn read(sentence: &Mended, around: Around<'_>, found: &mut Vec<FoundMetric>) {
    let text = sentence.text();
    let folded = Folded::of(text);
    let subject = Subject { sentence: &folded, text, around, previous: OnceCell::new(), heading: OnceCell::new() };
    let counts = counts(&folded);
    let shared = SHARED.is_match(&folded);
    let first = found.len();
    let mut push = |kind, number: String, unit: Option<String>, approximate| {
        // A second figure of a kind compares or repeats, save for money.
        let is_second = kind != MetricKind::BudgetMsek
            && found.get(first..).unwrap_or_default().iter().any(|metric: &FoundMetric| metric.kind == kind);
        if !is_second {
            found.push(FoundMetric { kind, number, unit, approximate, shared, words: sentence.clone() });
        }
    };
    for (at, count) in counts.iter().enumerate() {
        let written = || folded.original(text, count.range.clone()).to_owned();
        for (kind, unit) in subject.kinds(count, counts.get(at + 1), at.checked_sub(1).and_then(|at| counts.get(at))) {
            // "Samtliga 98 anställda" is all of them.
            let all = kind == MetricKind::TrainedSharePercent && !PERCENT.is_match(&Folded::part(count.after));
            let number = if all { "100".to_owned() } else { written() };
            push(kind, number, unit, count.is_approximate());
        }
    }
    if let Some(often) = subject.how_often() {
        push(MetricKind::AccessReviewsPerYear, often, None, false);
    }
    if counts.is_empty() && EVERYONE.is_match(&folded) && ABOUT_TRAINING.is_match(&folded) && !subject.is_plan() {
        push(MetricKind::TrainedSharePercent, "100".to_owned(), None, false);
    }
    if NOT_NOTIFIED.is_match(&folded)
        && NOT_NOTIFIED_SUBJECT.is_match(&folded)
        && ABOUT_INCIDENTS.is_match(&Folded::of(&format!("{} {text}", around.previous)))
    {
        push(MetricKind::IncidentsReportedImy, "noll".to_owned(), None, false);
    }
}

/// What a sentence speaks of. Most sentences hold no number, and need nothing of what stands around them.
struct Subject<'f> {
    sentence: &'f Folded,
    text: &'f str,
    around: Around<'f>,
    previous: OnceCell<Folded>,
    heading: OnceCell<Folded>,
}

type Kinds = Vec<(MetricKind, Option<String>)>;

impl Subject<'_> {
    fn previous(&self) -> &Folded {
        self.previous.get_or_init(|| Folded::of(self.around.previous))
    }

    fn heading(&self) -> &Folded {
        self.heading.get_or_init(|| Folded::of(self.around.heading))
    }

    fn is_plan(&self) -> bool {
        self.around.is_plan || begins_measure(self.text)
    }

    /// Whether the sentence, the one before or the heading speaks of something.
    fn is_about(&self, pattern: &FoldedPattern) -> bool {
        pattern.is_match(self.sentence) || pattern.is_match(self.previous()) || pattern.is_match(self.heading())
    }

    /// Whether the heading, or the sentence right before, speaks of something: "Behörighet. Kontroll gjord i april."
    fn stands_under(&self, pattern: &FoldedPattern) -> bool {
        pattern.is_match(self.previous()) || pattern.is_match(self.heading())
    }

    /// What a number counts; "12 av 17 system" also tells how many there are.
    fn kinds(&self, count: &Count<'_>, next: Option<&Count<'_>>, previous: Option<&Count<'_>>) -> Kinds {
        let after = Folded::part(count.after);
        let clause = Folded::part(&count.clause());
        if let Some(unit) =
            MONEY.captures_iter(&after).next().and_then(|found| found.name("unit").map(|unit| unit.range()))
        {
            let unit = count.after.get(unit).unwrap_or_default().to_owned();
            let other =
                GOAL_OF_MONEY.is_match(self.sentence) || COMPARED.is_match(&Folded::part(count.clause_before()));
            return if other || count.is_article() && unit.starts_with("kr") {
                Vec::new()
            } else {
                vec![(MetricKind::BudgetMsek, Some(unit))]
            };
        }
        if TIMES.is_match(&after) {
            return self.times(count);
        }
        if self.is_plan() || self.is_other(count, &after, &clause) {
            return Vec::new();
        }
        if PERCENT.is_match(&after) {
            let trained = self.is_about(&ABOUT_TRAINING) && !NOT_OWN.is_match(self.sentence);
            return if trained { vec![(MetricKind::TrainedSharePercent, None)] } else { Vec::new() };
        }
        // "12 av 17": the part and the whole have one noun.
        let is_part = |after: &str, next: Option<&Count<'_>>| next.is_some() && PART_OF.is_match(&Folded::part(after));
        if is_part(count.after, next) {
            return self.part(count, next.map_or("", |next| next.all_after));
        }
        let of_part = previous.is_some_and(|previous| is_part(previous.after, Some(count)));
        self.counted(count, &after, of_part).into_iter().map(|kind| (kind, None)).collect()
    }

    /// Goals, comparisons, and figures of others.
    fn is_other(&self, count: &Count<'_>, after: &Folded, clause: &Folded) -> bool {
        let before = Folded::part(count.clause_before());
        let from_to = count.clause_before().trim_end().ends_with("frAn");
        MORE.is_match(after)
            || (GOAL.is_match(clause) && !(count.is_none() && AUTHORITY.is_match(after)))
            || COMPARED.is_match(&before)
            || OTHER_YEAR.is_match(after)
            || from_to
            || (NOT_OWN.is_match(self.sentence) && !AUTHORITY.is_match(self.sentence) && !PERCENT.is_match(after))
    }

    fn times(&self, count: &Count<'_>) -> Kinds {
        let reviews = ABOUT_ACCESS.is_match(self.sentence)
            || ((REVIEWED.is_match(self.sentence) || RECURS.is_match(self.sentence))
                && self.stands_under(&ABOUT_ACCESS));
        if reviews && !count.is_article() {
            return vec![(MetricKind::AccessReviewsPerYear, None)];
        }
        let exercised = ABOUT_EXERCISE.is_match(self.sentence) && !self.is_plan() && !GOAL.is_match(self.sentence);
        if exercised { vec![(MetricKind::Exercises, None)] } else { Vec::new() }
    }

    /// The part in "12 av 17 system är klassade"; `rest` is what follows the whole.
    fn part(&self, count: &Count<'_>, rest: &str) -> Kinds {
        let rest = Folded::part(rest);
        let before = Folded::part(count.before);
        let kind = if CLASSED.is_match(&rest) || CLASSED.is_match(&before) {
            MetricKind::Classifications
        } else if PLANS.is_match(&rest)
            || ABOUT_PLANS.is_match(&rest)
            || PLANS_FOR.is_match(&before)
            || HAVE_PLAN.is_match(&rest)
        {
            MetricKind::ContinuityPlans
        } else if DONE.is_match(&rest) && self.is_about(&ABOUT_CLASSES) {
            MetricKind::Classifications
        } else {
            return Vec::new();
        };
        vec![(kind, None)]
    }

    fn counted(&self, count: &Count<'_>, after: &Folded, of_part: bool) -> Vec<MetricKind> {
        let happened = HAPPENED.is_match(after) || HAPPENED.is_match(&Folded::part(count.before));
        let weak = count.is_article() || count.is_none();
        let authority = AUTHORITY.is_match(after) || AUTHORITY.is_match(&Folded::part(count.before));
        let reported = authority && (REPORTING.is_match(after) || REPORTING.is_match(&Folded::part(count.before)))
            || NOTIFIABLE.is_match(after)
            || (REPORTING_STARTS.is_match(after) && self.is_about(&AUTHORITY) && !AUTHORITY.is_match(self.heading()));
        if TO_AUTHORITY.is_match(after) && self.is_about(&ABOUT_INCIDENTS) {
            return vec![MetricKind::IncidentsReportedImy];
        }
        if REPORTED_START.is_match(after) && self.stands_under(&ABOUT_INCIDENTS) && !weak {
            return vec![MetricKind::Incidents];
        }
        let other_authority = OTHER_AUTHORITY.is_match(self.sentence) && !IMY.is_match(self.sentence);
        if reported && !other_authority && (authority || NOTIFIABLE.is_match(after)) {
            return vec![MetricKind::IncidentsReportedImy];
        }
        // "100 incidenter har skett, de flesta är personuppgiftsincidenter": the noun right after the number is what it counts.
        let own = if INCIDENTS.is_match(after) { Folded::part(count.clause_after()) } else { after.clone() };
        if count.is_none() && PERSONAL.is_match(after) && !NONE_PERSONAL.is_match(after) {
            return Vec::new();
        }
        if PERSONAL.is_match(&own) && (!weak || happened) {
            return if self.starts_with_other_noun(after) {
                Vec::new()
            } else {
                vec![MetricKind::IncidentsPersonalData]
            };
        }
        if weak
            && count.is_none()
            && INCIDENTS.is_match(after)
            && happened
            && after.text().split_whitespace().next().is_some_and(|word| word.starts_with("incident"))
        {
            return vec![MetricKind::Incidents];
        }
        if EXERCISES.is_match(after) && (!count.is_article() || HAPPENED.is_match(after)) && !count.is_none() {
            return vec![MetricKind::Exercises];
        }
        if weak {
            return Vec::new();
        }
        let before = Folded::part(count.before);
        if EVERYBODY.is_match(&before) && STAFF_TRAINED.is_match(after) && self.is_about(&ABOUT_TRAINING) {
            return vec![MetricKind::TrainedSharePercent];
        }
        if WHOLE_AFTER.is_match(&before) {
            return vec![MetricKind::Systems];
        }
        if CLASSIFICATIONS.is_match(after) {
            return vec![MetricKind::Classifications];
        }
        if PLANS.is_match(after) || (PLAIN_PLANS.is_match(after) && self.is_about(&ABOUT_PLANS)) {
            return vec![MetricKind::ContinuityPlans];
        }
        if INTERVIEWS.is_match(after) || INTERVIEWED.is_match(&before) {
            return vec![MetricKind::Interviews];
        }
        if SYSTEMS.is_match(after) && !INCIDENTS.is_match(after) {
            let all = ALL.is_match(&before);
            let classed = CLASSED.is_match(&Folded::part(count.clause_after())) && !of_part;
            return match (all, classed || CLASSED_BEFORE.is_match(&before)) {
                (true, true) => vec![MetricKind::Systems, MetricKind::Classifications],
                (false, true) => vec![MetricKind::Classifications],
                _ if DONE.is_match(after) && ABOUT_CLASSES.is_match(self.sentence) => vec![MetricKind::Classifications],
                _ if SOME_SYSTEMS.is_match(&before) && !of_part && !OWNED.is_match(after) => Vec::new(),
                _ => vec![MetricKind::Systems],
            };
        }
        if CLASSED.is_match(&Folded::part(count.clause_after())) && !self.starts_with_other_noun(after) {
            return vec![MetricKind::Classifications];
        }
        if INCIDENTS.is_match(after) && ABOUT_INCIDENTS.is_match(self.sentence) {
            let plain = PLAIN_EVENT.is_match(after) && !EVENT_REPORTED.is_match(self.sentence);
            return if plain { Vec::new() } else { vec![MetricKind::Incidents] };
        }
        if DONE_START.is_match(after) && self.is_about(&ABOUT_CLASSES) {
            return vec![MetricKind::Classifications];
        }
        self.labelled(count, after).into_iter().collect()
    }

    /// "Antal incidenter: 47", "systemen, totalt 63 stycken", "Svar: 26".
    fn labelled(&self, count: &Count<'_>, after: &Folded) -> Option<MetricKind> {
        if !ENDS.is_match(after) {
            return None;
        }
        let before = Folded::part(count.before);
        if PIECES.is_match(after) {
            let noun = LAST_NOUN.captures_iter(&before).last().and_then(|found| found.get(1).map(|noun| noun.range()));
            let noun = noun.and_then(|noun| before.text().get(noun)).map(Folded::part);
            let of_heading = Some(self.heading().clone()).filter(|_| count.all_before.trim().is_empty());
            return super::tables::kind_of_folded(&noun.or(of_heading)?, "");
        }
        // "Incidenterna ökade från 25 till 39".
        if before.text().trim() == "till" && FROM.is_match(&Folded::part(count.all_before)) {
            let all = Folded::part(count.all_before);
            let noun = LAST_NOUN.captures_iter(&all).last().and_then(|found| found.get(1).map(|noun| noun.range()))?;
            return super::tables::kind_of_folded(&Folded::part(all.text().get(noun)?), "");
        }
        if LABEL.is_match(&before) && ANSWER.is_match(&before) && count.all_before.len() < 12 {
            return super::tables::kind_of_folded(self.heading(), "");
        }
        if let Some(label) =
            LABELLED.captures_iter(&before).last().and_then(|found| found.get(1).map(|label| label.range()))
        {
            return super::tables::kind_of_folded(&Folded::part(before.text().get(label)?), "");
        }
        None
    }

    fn starts_with_other_noun(&self, after: &Folded) -> bool {
        OTHER_NOUN.is_match(after)
    }

    /// "Behörigheterna gås igenom kvartalsvis", "kontrolleras i mars och oktober".
    fn how_often(&self) -> Option<String> {
        let about = (REVIEWED.is_match(self.sentence) || self.sentence.text().contains("loggkontroll"))
            && (ABOUT_ACCESS.is_match(self.sentence) || self.stands_under(&ABOUT_ACCESS));
        if !about {
            return None;
        }
        if let Some(found) =
            OFTEN.captures_iter(self.sentence).next().and_then(|found| found.name("q").map(|q| q.range()))
        {
            let often = self.sentence.text().get(found).unwrap_or_default();
            let times = [("kvartal", "4"), ("halvAr", "2"), ("mAnad", "12"), ("tertial", "3"), ("hOst", "2")];
            return times.iter().find(|(word, _)| often.contains(word)).map(|(_, times)| (*times).to_owned());
        }
        let months = MONTHS.captures_iter(self.sentence).count();
        (months == 2 && TWICE.is_match(self.sentence)).then(|| "två".to_owned())
    }
}

folded_patterns! {
    PART_OF = r"^\s?av\s+(?:(?:de|våra|alla|totalt|drygt|cirka|omkring|sammanlagt|\w+s)\s+){0,3}$";
    TO_AUTHORITY = r"^\s?(?:av (?:dem|dessa) )?till (?:imy|integritetsskyddsmyndigheten)\b";
    REPORTED_START = r"^\s?(?:anmälda|rapporterade|registrerade|inträffade)(?: t\.o\.m| till och med| hittills|[.,;]|$| under)";
    PLANS_FOR = r"\b(?:kontinuitetsplan|reservplan|avbrottsplan)\w* (?:finns|är \w+|har \w+) (?:för|på|i|hos|vid)\s*$";
    HAVE_PLAN = r"\bhar en (?:\w+ )?plan\b";
    RECURS = r"^(?:sker|görs|genomförs|kontroller?\w*)\b";
    WHOLE_AFTER = r"\bsystem\w* [^.;]*\bav (?:totalt |sammanlagt |de )?\s*$";
    SOME_SYSTEMS = r"\b(?:de|dessa|och|andra|för|nya|ytterligare|två av)\s*$";
    OWNED = r"^\s?\S+\s+som\s+(?:\S+\s+){0,3}?(?:äger|ägs|är ägare|förvalt\w+|ansvar\w+|finns|använd\w+|har)\b";
    EVERYBODY = r"^(?:samtliga|alla)(?: \w+)? $";
    STAFF_TRAINED = r"^\s?(?:\w+ )?(?:anställda|medarbetare|tjänstemän)\b[^.;]{0,30}\b(?:har|hade)\b[^.;]{0,30}\b(?:gått|genomfört|genomgått|gjort|slutfört|klarat)\b";
    NONE_PERSONAL = r"^\s?(?:personuppgiftsincident|personuppgiftshändels|av (?:dem|dessa|incidenterna)|incident\w* (?:rör|gäll|avs)|rörde|gällde|avsåg|berörde|har (?:rört|gällt|avsett))";
    FROM = r"\bfrån \S+ till\s*$";
    PIECES = r"^\s?(?:stycken|st)\b";
    LAST_NOUN = r"(personuppgiftsincidenter(?:na)?|\w*incidenter(?:na)?|(?:rapporterade|anmälda) händelser|\w*klassningar(?:na)?|kontinuitetsplaner(?:na)?|övningar(?:na)?|intervjuer(?:na)?|\w*system(?:en)?)\b[^.;]*$";
    IMY = r"\b(?:imy|imys|integritetsskyddsmyndigheten)\b";
    REPORTING_STARTS = r"^\s?(?:av (?:dem|dessa) )?(?:har )?(?:anmäl|rapporter)";
    INTERVIEWED = r"\b(?:intervju(?:er|ade|at|ats|ades)?|samtal)\s+(?:med\s+)?(?:\w+\s+)?$";
    ALL = r"\b(?:alla|samtliga)(?: \w+)?\s*$";
    CLASSED_BEFORE = r"\b(?:satt skyddsnivå på|klassat|klassats|klassade|klassificerat)\s+(?:\w+\s+)?$";
    PLAIN_EVENT = r"^\s?(?:[^\s\d,.;:()]+\s+){0,4}?händelser(?:na)?\b";
    EVENT_REPORTED = r"rapporter|anmäl|registrer|utre|\bia\b|inträffa|antecknat";
    DONE_START = r"^\s?(?:är |var |hittills |nu )*(?:klara|färdiga|klassade)\b";
    ENDS = r"^\s*(?:st\.?|stycken|stycken\.|st\b)?\s*(?:[.,;)!]|$|t\.?\s?o\.?\s?m|till och med|under|hittills|i år|varav|till antalet|\(|20\d\d|jan|per )";
    ANSWER = r"^\s*(?:svar\s*[:.]?)?\s*$";
    LABELLED = r"((?:antal\w*|totalt?|rapporterade|anmälda|klassade|genomförda|incident\w*|\w*incidenter(?:na)?|system\w*|\w*system(?:en)?|\w*klassningar(?:na)?|kontinuitetsplaner(?:na)?|övningar(?:na)?|intervjuer|händelser(?:na)?)\b[^.;]{0,70}?)(?:\s*[:=-]\s*|,? (?:totalt|sammanlagt)\s+|\s+(?:var|är|uppgår (?:nu )?till|uppgick till|blev|stannade på)\s+(?:\w+\s+)?|\s\((?:\w+\s)?)(?:cirka |omkring |ca )?$";
    OTHER_NOUN = r"^\s?(?:av \w+ )?(?:medarbetare|anställda|chefer|enheter|avdelningar|personer|leverantörer|avtal|konton|behörigheter|mappar|behandlingar|procent|hushåll|brev|timmar|deltagare|kurser|åtgärder|processer som|utskick)\b";
    TWICE = r"\b(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)\b[^.]{0,12}\b(?:och|,|respektive)\s*(?:den \d+ )?(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)\b";
}
