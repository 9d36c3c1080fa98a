//! What a section is about, by the wording of its heading.

use crate::pattern::{Folded, FoldedPattern, folded_patterns};

use super::verbs::begins_measure;

/// What a section of a review is for; decides what its sentences can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SectionKind {
    /// Title page, contacts, anything before the first heading.
    Front,
    /// A summary, detailed later.
    Summary,
    /// What affects the work: law, budget, organisation, method.
    Background,
    /// What was done, is under way, or became of earlier plans.
    Status,
    /// Findings of others: data protection officer, auditors.
    Findings,
    /// Risks.
    Risks,
    /// Figures.
    Metrics,
    /// What is to be done.
    Plan,
    /// What is said not to be done, or not to be decided.
    NotPlanned,
    /// The decision on the review itself.
    Decision,
    /// Nothing tells.
    Unknown,
}

folded_patterns! {
    /// What was decided to be done, rather than the decision on the review.
    DECIDED_PLAN = r"(?:detalj|kvartals|genomförande|arbets|tids)plan(?:en)?\b|^beslut(?:ade|at)?\s+(?:för|inför|om)\s+(?:20\d\d|år\b|åtgärder|aktiviteter|insatser|nästa|kommande|verksamhetsår|planperiod)|^beslutad(?:e)?\s+(?:åtgärder|aktiviteter|insatser|plan)";
    DECISION = r"^(?:förslag till )?beslut\b|(?:förvaltningens|kontorets|ledningens|ledningsgruppens|bolagets|nämndens|styrelsens|direktörens) (?:synpunkter|ställningstagande|slutsats|sammanfattande bedömning)|^frågor till (?:ledningen|styrelsen|vd)|^(?:rätt utdraget|vid protokollet|utdragsbestyr)|föreslås besluta|^fastställande|^godkännande|^underskrift|^justera";
    SUMMARY = r"sammanfatt|^i korthet|summary|^kortfattat|^det viktigaste|^översikt$|^kärnpunkter";
    SURROUNDINGS = r"^(?:dagens )?agenda$|^dagordning|^ärendets beredning|^beredning|faktorer|påverka(?:r|t|n)|^bakgrund|^inledning|^syfte|omvärld|^vad händer|\bhotbild|förutsättningar|^om (?:denna|den här|detta|dokumentet|genomgången)|^definition|^metod|^så (?:har|är) (?:vi|genomgången)|^arbetssätt för genomgången";
    FINDINGS = r"\bdso\b|\bdso:s|dataskyddsombud|gdpr-årsrapport|årsrapport|revision(?:en|ens|srapport|sgranskning)?\b|revisor|rekommendation|avvikelse|^brister|iakttagelse|^synpunkter|^observationer|findings";
    NOT_PLANNED = r"\bvalt bort\b|inte föreslås|^skjuts\b|på framtiden|blev inte av|blir inte av|^inte (?:nu|i år|med\b)|^avstår|^avstått|välj(?:er|s|a)? (?:vi |nämnden |bolaget |förvaltningen )?bort|^bortval|bortprioriter|^(?:utgår|utgått|struket|strukna|parkerat|senare|nedprioriterat)\b|prioriterar (?:vi )?inte|inte med i planen|ingår (?:inte|ej)|^(?:\S+ ){0,3}(?:prioriteras|ingår|görs|gör vi|gör|genomförs|planeras|hinner|hinns|tas) (?:inte|ej)\b|^(?:\S+ ){0,4}(?:inte|ej) (?:prioriter|gör|ingår|planer|påbörj|beslut|hinn)|får vänta|måste vänta|^(?:inte|ej) (?:gjort|genomfört|genomförda?|klart?)|not delivered|^avvakta|\bvänta(?:r)?\b|^utanför|bortval|avgränsning|önskelista|wish ?list|obeslutad|^öppna frågor|out of scope|not planned";
    PUTS_OFF = r"\bvänta\w* (?:tills?|på) (?:\w+ )?20\d\d|\b(?:skjuts|flyttas) \w* ?till 20\d\d";
    STATUS = r"^så (?:ser det ut|är läget|är det)\b|\bvi (?:har )?(?:lärt|sett|gjort|hunnit)\b|^lärdomar|har lärt|^övrigt som utförts|\butförts?\b|\bblev klara?t?\b|\binte (?:är )?klart?\b|^de fem (?:obligatoriska )?arbetssätt|\b(?:ur|i) förra (?:genomgång|plan|året)|\bförra (?:genomgång|planen|årets)|var (?:vi )?står|hur ligger vi|så ligger vi|utgångsläge|^i dag$|^så är det i dag|follow-?up|hur (?:gick|har) |så gick|backspegel|^på gång\b|^klar[at]?(?:t)?$|^gjort\b|^utfört|checklista från|från förra|sedan (?:förra|föregående|sist)|vad har hänt|läget i korthet|så (?:långt|här långt)|^avklarat|vad vi har (?:gjort|gjorde)|gjorde vi|vad hände|visar kontrollerna|^erfarenheter från|\bvarit\b|så gick|hur (?:gick|har) det|gick det|års plan\b|\bhänt\b|årets händelser|^delivery|^påbörjat|^leverans|uppföljning(?:en)? av|genomförd|genomfört|(?:har|som) gjorts|gjort|gjorde|vad blev|utfall|resultat|nuläge|\bläget\b|\bstatus\b|föregående|förra året|gångna|året som gått|under året$|pågående|pågår|lova(?:de|t)|löften|deliver(?:ed|ies)|achieve|återkoppling|årets arbete|tidigare (?:års? )?(?:åtgärd|beslut|genomgång)|egen uppföljning|tillbakablick|återblick|läge(?:srapport|sbild)|avslutade";
    RISKS = r"\boroa(?:r|s)\b|\brädda? för\b|\bfarhågor|\bkan (?:hända|gå (?:snett|fel)|inträffa)\b|\bgå (?:snett|fel)\b|\bhot(?:en)? (?:som|mot|vi)\b|^hot(?:en)?$|\bhot och \w+|\brisk(?:er|erna|läge|läget|analys|analysen|bild|bilden|matris|matrisen|register|bedömning|bedömningen|tabell|lista|karta|värdering|s)?\b|\bvor\b|väsentlighets- och risk|risk-? ?och sårbarhet|\brsa\b";
    /// A heading that begins so names a measure or its topic, as the first of NIS2 article 21(2) does, not the risks
    /// themselves.
    RISK_MEASURE = r"^\(?a[.)] risk(?:analys|hantering)|^riskanalys(?:er)? och (?:policy|policyer|strategi|strategier|säkerhetspolicy\w*)\b|^(?:(?:ny|årlig|gemensam|fördjupad|uppdaterad|förnyad|återkommande|genomförd)\w* )?(?:risk- ?och sårbarhetsanalys|riskanalys|riskbedömning)(?:er|en|ar)? (?:av|på|vid)\b";
    METRICS = r"nyckeltal|\bmått\b|\bmätetal|indikator|i siffror|statistik|\bkpi|^siffror|mätning|key figures";
    PLAN = r"^(?:och )?därefter\b|^på (?:längre )?sikt|^längre fram|vill (?:vi )?göra|vi vill\b|^inriktning|^prio\b|\bprio \d|horisont \d|vad vi tänker|tänker (?:vi )?göra|^det här gör vi|ska göra(?:s)?|åtgärd|aktivitet|handlingsplan|\bplan(?:en|er|eras|erar|ering|eringen|erade|erat)?\b|åtgärdsplan|treårsplan|prioriter|förbättring|inriktning|\bkommande\b|färdplan|roadmap|målbild|framåt|framöver|vad (?:ska|vi (?:ska|vill|tänker|planerar|gör))\b|^utblick|årsplan|flerårsplan|ska (?:vi|göra|genomföra)|att göra|arbete\w* under 20|satsning|^(?:planerade |beslutade |våra )?insatser|beslutade|^fortsatt\b|\bår [123]\b|vp-året|vågor|\bwave|workstream|åtaganden|to do|nästa steg|i tur och ordning|gör vi\b";
    BACKGROUND = r"budget|lagstiftning|lagkrav|regelverk|^nis-?2-direktivet|organisation|ansvar|\broller|intern kontroll|ledningssystem|^uppdrag|\bkrav\b|trender|kontakt|medverkande|underlag|deltagare|närvarande|styrande dokument|ordlista|begrepp|^bilaga|^bilagor|^lag\b|^allmänt|stadens|^ramverk|^hantering av (?:dokumentet|ärendet)|^ärendet|^arbetssätt";
    TOPIC = r"^styrning, risk\b|^(?:lokala? anvisning\w*|planering och uppföljning|styrning(?: och uppföljning| och (?:resurser|ansvar|organisation))?|uppföljning(?: och (?:styrning|kontroll))?|(?:informations|informationssäkerhets)?klassning\w*|inventering och klassning|behörighet\w*|incident\w*|kontinuitet\w*|anskaffning och utveckling\w*|upphandling\w*|utbildning\w*(?: och \w+)?|kompetens\w*|riskhantering|dataskydd\w*|leverantör\w*|leveranskedja\w*|systemstöd|teknik\w*|nis-?2)$";
}

folded_patterns! {
    /// Words of the areas that a plan or a follow-up can be ordered by.
    AREA_WORD = r"klassning|inventering|behörighet|åtkomst|incident|kontinuitet|beredskap|utbildning|kompetens|upphandling|anskaffning|leverantör|inköp|\bavtal|dataskydd|personuppgift|anvisning|styrdokument|riskhantering|planering och uppfölj|systemstöd|tekni(?:k|skt)|säkra? kommunikation|meddelanden|arkiv|övning";
}

folded_patterns! {
    OF_OTHERS = r"\bdso\b|\bdso:s|dataskyddsombud|årsrapport|revision|revisor|rekommendation|synpunkter|iakttagelse|findings";
}

/// Whether a heading names those who found something, rather than what was found: "Avvikelser" heads a topic of a plan too.
pub(super) fn names_others(title: &str) -> bool {
    OF_OTHERS.is_match(&Folded::of(title))
}

/// Whether a heading's words are no more than the name of an area.
pub(super) fn is_area(title: &str) -> bool {
    let folded = Folded::of(title);
    title.split_whitespace().count() <= 5
        && !title.ends_with(['?', ':'])
        && AREA_WORD.is_match(&folded)
        && !begins_measure(title)
}

/// The kind that a heading's words tell, its number left out.
pub fn wording(title: &str) -> Option<SectionKind> {
    let folded = &Folded::of(title.trim().trim_end_matches(':'));
    if TOPIC.is_match(folded) || RISK_MEASURE.is_match(folded) || begins_measure(title) {
        return None;
    }
    // "Det här får vänta till 2027" puts off to a year, which is a plan.
    if NOT_PLANNED.is_match(folded) && PUTS_OFF.is_match(folded) {
        return Some(SectionKind::Plan);
    }
    let order: [(&FoldedPattern, SectionKind); 11] = [
        (&DECIDED_PLAN, SectionKind::Plan),
        (&DECISION, SectionKind::Decision),
        (&SUMMARY, SectionKind::Summary),
        (&NOT_PLANNED, SectionKind::NotPlanned),
        (&SURROUNDINGS, SectionKind::Background),
        (&FINDINGS, SectionKind::Findings),
        (&METRICS, SectionKind::Metrics),
        (&STATUS, SectionKind::Status),
        (&RISKS, SectionKind::Risks),
        (&PLAN, SectionKind::Plan),
        (&BACKGROUND, SectionKind::Background),
    ];
    order.into_iter().find(|(pattern, _)| pattern.is_match(folded)).map(|(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_tell_what_a_section_is_for() {
        let check = |title: &str, kind| assert_eq!(wording(title), kind, "{title}");
        check("Sammanfattning", Some(SectionKind::Summary));
        check("Faktorer i omvärlden som påverkar oss", Some(SectionKind::Background));
        check("Uppföljning av åtgärder 2025", Some(SectionKind::Status));
        check("Planerade åtgärder 2026–2028", Some(SectionKind::Plan));
        check("Väsentlighets- och riskanalys", Some(SectionKind::Risks));
        check("Dataskyddsombudets årsrapport", Some(SectionKind::Findings));
        check("Det här prioriteras inte", Some(SectionKind::NotPlanned));
        check("Förslag till beslut", Some(SectionKind::Decision));
        check("Planering och uppföljning", None);
        check("Riskhantering", None);
        check("Vad kan gå snett?", Some(SectionKind::Risks));
        check("Hot som vi räknar med", Some(SectionKind::Risks));
        check("Riskläge", Some(SectionKind::Risks));
        check("Riskanalys av styrsystemen", None);
        check("Kontinuitet", None);
    }
}
