//! The status of an action: by its row or box, by its own words, by what introduces it.

use crate::{
    items::{Form, FoundAction},
    pattern::{Folded, FoldedPattern, folded_patterns},
    review::{Status, Year},
    sections::{SectionKind, begins_measure},
};

folded_patterns! {
    CELL_DONE = r"^\W*(?:grön|complete|finished|closed|avklarat|ja$|klar|klart|genomför[dt]|utför[dt]|slutför[dt]|avslutad|avklarad|ja\b|done|delivered|färdig|uppfylld|infört?|helt|gjort?|implementerad|100)";
    CELL_ONGOING = r"^\W*(?:gul\b|gult|ligger efter|släpar|on track|delayed|started|igång|nästan|pågå|delvis|påbörja|fortlöpande|löpande|in progress|ongoing|försenad|partly|partially|halv|nästan|fortsätter|återkommande|kontinuerligt|under arbete|startad|drar ut)";
    CELL_PLANNED = r"^\W*(?:klar[at]? (?:senast|till|före)\b|färdig\w* (?:senast|till|före)\b|röd|rött|nej, (?:ny|flytt|skjut|men)|postpone|deferred|moved|tas om|hanns inte|hann inte|återstår|framskj|uppskj|skjut|sköts|försenad, ny|flyttas|planera|ej påbörja|inte påbörja|kommande|ny\b|beslutad|planned|not started|skjuts|flytta|senarelagd|kvarstår|överförd|inte startad|ej startad)";
    COMING = r"\b(?:ska|skall|kommer (?:\S+ ){0,6}?att|kommer (?:\S+ ){0,6}?\w+as\b|avser|planerar|planeras|planerade?|planerat|bör|behöver|tänker|fått i uppdrag|väntas|inleds|påbörjas|har (?:\w+ )?(?:valt|beslutat|bestämt) att|har för avsikt|är planera\w+)\b";
    NOW = r"\b(?:pågår|pågående|fortsätter|fortgår|löpande|numera|arbetar (?:med|för|löpande|kontinuerligt|nu)|återkommande|regelbundet|varje (?:år|månad|vecka|kvartal|termin)|har (?:ett|en) (?:arbete|projekt) (?:inletts|påbörjats|startats)|har (?:arbetet |ett arbete |en |ett )?(?:\S+ )?(?:inletts|påbörjats|påbörjat|startat|startats|inlett)|är (?:påbörja|under|igång|på gång|på väg|i gång)\w*|håller på|sker\b|görs (?:nu|löpande|numera)|in progress|delvis|sedan (?:många )?år)\b";
    DONE =
        r"^(?:ny(?:tt|a)?|förbättra\w+) .{0,60}\b(?:införd|publicera(?:d|t|de)|framtagen)",
        r"\b(?:är|blev)\s+(?:nu\s+|redan\s+)?(?:provad\w*|prövad\w*|testad\w*|övad\w*|stängd\w*|reviderad\w*|genomförd\w*|klar\w*|färdig\w*|införd\w*|på plats|framtag\w+|uppdaterad\w*|beslutad\w*|fastställd\w*|upprättad\w*|i drift|gjord\w*|slutförd\w*|avslutad\w*|driftsatt\w*|utsedd\w*|upphandlad\w*|publicera\w+|klassad\w*|inventerad\w*|anställd\w*)|\b(?:genomför|inför|uppdatera|revidera|kontrollera|utbilda|inventera|klassa|testa|upprätta|etablera|installera|aktivera|anställ|rekrytera|utveckla|presentera|fastställ|införskaffa|upphandla|granska|publicera|kartlä|rapportera|slutför|avsluta|samla|flytta|byt|lämna|skicka|skapa|koppla|öva|starta|gå|delta)(?:des|ades|gdes|tes|ts|de)\b|\b(?:togs|tog|hölls|höll|gavs|skedde|gjordes|gjorde|gick|fick|skrevs|byggdes|lades|sattes|fattades|blev klar\w*|utsågs)\b",
        r"\b(?:har|hade)\b(?:\s+\S+){0,10}?\s+(?:\w{2,}(?:at|ats|its|it)|\w*(?:fört|förts|ställt|ställts|byggt|byggts|lagt|lagts|satt|satts|bytt|bytts|gett|getts|sett|setts|fått|gjort|gjorts|gått|köpt|köpts|stängt|stängts|lärt|kört|körts|löst|lösts|sänt|sänts|märkt|märkts|höjt|höjts|stärkt|stärkts|sökt|sökts|låst|låsts|tryckts|tryckt|anlänt|nått|rensats|flyttats|försetts|hunnits))\b";
    HEADS_DONE = r"genomförd|genomfört|har (?:gjorts|genomförts|gjort)|gjorde|resultat|avslutad|slutförd|klart?\b|delivered|achieve|vad (?:har )?(?:vi )?(?:gjort|gjorde)|utfall";
    HEADS_NOW = r"hela tiden|pågående|pågår|löpande|återkommande|in progress|ongoing|arbetar .{0,40}med|delvis";
    /// "Omklassning av det som …": the measure is named by its noun, and what comes after describes.
    VERBAL_NOUN = r"^\w+(?:ning|ande|tion|gång|prov|test)(?:en|ar)? (?:av|på|hos)\b";
    HAS_NOW = r"^(?:\w+ )?(?:\w*förvaltningen|nämnden|bolaget|kontoret|vi|sdf|chefsgruppen|ledningsgruppen)\s+(?:har|genomför|arbetar|driver|använder|deltar|följer|utvecklar|stärker|håller|ingår)\b";
    PRESENT = r"^(?:\S+\s+){0,8}?(?:sker|görs|genomförs|genomför|pågår|hanteras|följs|används|kontrolleras|uppdateras|hålls|arbetar|har en|har ett|finns|driver|utvecklas)\b";
    SUPINE = r"^(?:även |också |bland annat )?\w+(?:at|fört|tagit|ställt|lagt|byggt|hållit|skrivit|bytt|stängt|köpt|satt|gett|gjort)\b(?:\s\w+)?";
    BEGUN = r"\b(?:påbörja\w+|inlet\w+|inled\w+|startat\w*|finns i utkast|är framtag\w+|har tagits fram|är klar\w*)\b.{0,60}\bmen\b.*\b(?:inte|ej|återstår|bara)\b";
    UNDER_WAY = r"^(?:påbörja\w*|pågående|pågår|delvis|in progress|på gång)\b";
    IN_CLAUSE = r"\b(?:som|hur|vad|vilka|av|de|den|det|alla|samtliga)\s$";
    AHEAD = r"\b(?:görs|fortsätter|byts|klassas|revideras|genomförs|den \d{1,2} (?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)|under|våren|hösten|sommaren|senast|i|till|halvåret|kvartalet|tertialet|från och med|inför (?:vår|höst)terminen)\s$";
    STARTS_NOW = r"^(?:pågående|arbetet pågår)\b|\bpågår\b";
    /// "Checklista införd hos beställarna": a participle where a heading would have its verb.
    BARE_DONE = r"^(?:\S+ ){1,4}?(?:införd|infört|gjord|gjorda|genomförd|uppdaterad|reviderad|beslutad|fastställd|klassade?|upphandlad|publicerad|utsedd|stängda?|provad|testad|slutförd|avslutad|driftsatt)\b";
    /// A part of a whole, or what is left of it.
    PARTLY = r"\btill hälften\b|\bhalvvägs\b|\båterstår\b|,\s(?:\d+|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv) av (?:\S+ )?(?:\d+|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|\w+ton|\w*tio\w*)\b|^av (?:\S+ )?(?:\d+|\w+) (?:process|system|objekt)\w* (?:är|har) ";
    /// What has been changed and now is so.
    CHANGED = r"\bnu\b|^numera\b";
    CHARGED = r"\bi uppdrag\b";
}

/// The status of an action.
pub(super) fn of_action(action: &FoundAction, review_year: Option<Year>) -> Status {
    if let Some(status) = action.status.as_deref().and_then(of_cell) {
        return status;
    }
    match (action.ticked, action.kind) {
        (Some(true), _) => Status::Done,
        (Some(false), SectionKind::Plan) => Status::Planned,
        (_, SectionKind::Plan) => in_plan(action),
        _ => elsewhere(action, review_year),
    }
}

/// What a status column says; nothing where it says something else.
fn of_cell(cell: &str) -> Option<Status> {
    match cell.chars().next() {
        Some('✅' | '☑' | '✔' | '✓' | '🟢') => return Some(Status::Done),
        Some('🟡' | '🟠' | '⏳' | '🔄' | '🚧' | '🔵') => return Some(Status::Ongoing),
        Some('🔴') => return Some(Status::Planned),
        _ => {}
    }
    let cell = Folded::of(cell.trim());
    let order = [(&CELL_PLANNED, Status::Planned), (&CELL_ONGOING, Status::Ongoing), (&CELL_DONE, Status::Done)];
    order.into_iter().find(|(pattern, _)| pattern.is_match(&cell)).map(|(_, status)| status)
}

/// In a plan what is told in the present is planned, unless it plainly tells of today or the past.
fn in_plan(action: &FoundAction) -> Status {
    let text = Folded::of(action.words.text());
    let lead = action.intro.as_deref().or(action.headings.last().map(String::as_str)).map(Folded::of);
    let lead_tells_of_now = lead.is_some_and(|lead| HEADS_NOW.is_match(&lead) && !COMING.is_match(&lead));
    let is_sentence = matches!(action.form, Form::Sentence | Form::Labelled);
    let is_dated = text.text().contains(" 20");
    if lead_tells_of_now && action.form == Form::Item {
        Status::Ongoing
    } else if COMING.is_match(&text) {
        Status::Planned
    } else if DONE.is_match(&text) && (is_sentence || starts_done(&text)) && !begins_measure(action.words.text()) {
        if NOW.is_match(&text) { Status::Ongoing } else { Status::Done }
    } else if STARTS_NOW.is_match(&text) || (is_sentence && HAS_NOW.is_match(&text) && !is_dated) {
        Status::Ongoing
    } else {
        Status::Planned
    }
}

fn elsewhere(action: &FoundAction, review_year: Option<Year>) -> Status {
    let text = Folded::of(action.words.text());
    let says = |pattern: &FoldedPattern, words: &String| pattern.is_match(&Folded::of(words));
    let leads = || action.intro.iter().chain(action.headings.last());
    // "som bör bedömas är gjord": what a subordinate clause says is to come does not make the measure one to come.
    let done_first = DONE.find(&text).is_some_and(|done| {
        COMING.find(&text).is_none_or(|coming| {
            done.start < coming.start || IN_CLAUSE.is_match(&Folded::of(text.before(coming.start)))
        })
    });
    match (COMING.is_match(&text), NOW.is_match(&text), DONE.is_match(&text)) {
        _ if CHARGED.is_match(&text) => Status::Planned,
        _ if BEGUN.is_match(&text) => Status::Ongoing,
        _ if is_dated_ahead(&text, review_year) && !DONE.is_match(&text) => Status::Planned,
        // "Påbörjat" above a list says of each item that it is not finished.
        _ if action.headings.last().is_some_and(|heading| says(&UNDER_WAY, heading)) => Status::Ongoing,
        _ if SUPINE.is_match(&text) => Status::Done,
        _ if action.kind == SectionKind::Status && PARTLY.is_match(&text) => Status::Ongoing,
        _ if action.kind == SectionKind::Status && BARE_DONE.is_match(&text) => Status::Done,
        (false, ..) if action.kind == SectionKind::Status && CHANGED.is_match(&text) => Status::Done,
        (true, false, true) if !done_first => Status::Planned,
        (_, true, true) => Status::Ongoing,
        (true, false, false) => Status::Planned,
        (_, true, _) => Status::Ongoing,
        (_, _, true) => Status::Done,
        _ if action.kind == SectionKind::Status => {
            let lead_tells_of_done = leads().chain(&action.label).any(|words| says(&HEADS_DONE, words));
            let lead_tells_of_now = leads().any(|words| says(&HEADS_NOW, words));
            let is_ongoing = (lead_tells_of_now && !lead_tells_of_done) || PRESENT.is_match(&text);
            if is_ongoing { Status::Ongoing } else { Status::Done }
        }
        _ if matches!(action.kind, SectionKind::Summary | SectionKind::Findings) => Status::Planned,
        _ if action.form == Form::Row => Status::Planned,
        _ => Status::Ongoing,
    }
}

/// Whether a time to come heads the sentence or is its only one: "Under 2027 breddas lösningen".
fn is_dated_ahead(text: &Folded, review_year: Option<Year>) -> bool {
    let Some(first) = review_year else { return false };
    let mut years = (0..3).filter_map(|step| first.plus(step)).filter_map(|year| text.text().find(&year.to_string()));
    years.any(|at| {
        let before = text.before(at);
        before.split_whitespace().count() <= 3 || AHEAD.is_match(&Folded::of(before))
    })
}

/// Whether the main clause, not a later one, tells of the past.
fn starts_done(text: &Folded) -> bool {
    DONE.find(text).is_some_and(|found| {
        let before = text.before(found.start);
        if IN_CLAUSE.is_match(&Folded::of(before)) || VERBAL_NOUN.is_match(&Folded::of(before)) {
            return false;
        }
        before.split_whitespace().count() <= 6 && !before.contains("att ") && !before.contains("den under ")
    })
}
