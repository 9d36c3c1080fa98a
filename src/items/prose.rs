//! Whether a sentence or a bullet says what the organisation has done, does or will do.

use crate::pattern::{Folded, folded_patterns};
use crate::sections::begins_measure;

folded_patterns! {
    /// Who acts: the organisation, its office, its people.
    ACTOR = r"\b(?:\w*förvaltning(?:en|ens|arna)|\w*nämnden|bolaget|bolagets|\w*kontoret|vi|oss|styrelsen|\w*ledningen|vd|\w*enheten|\w*enheter(?:na)?|\w*avdelning(?:en|arna|ar)?|isam|\w*samordnare(?:n)?|\w*ombudet|\w*chef(?:en|er|erna)?|\w*ägare(?:n|na)?|\w*ledare(?:n|na)?|verksamhet(?:en|erna|er)|it-\w+|koncernen|sektionen|\w*gruppen|medarbetar(?:e|na)|samtlig[at]|all[at]|personal(?:en)?|sdf|controllern?|jurist(?:en)?|funktionen|leverantören|driften)\b";
    /// What is to come.
    COMING =
        r"\b(?:ska|skall|kommer(?:\s+\S+){0,4}?\s+att|kommer(?:\s+\S+){0,6}?\s+\w+as|avser|planerar|planeras|planerad(?:e|es)?|tänker|siktar|räknar med|påbörjas|inleds|startar|väntas|föreslås)\b";
    /// What is done again and again, or now, or (under a year to come) then.
    PRESENT =
        r"\b(?:godkänns|provkörs|körs|förvaras|begärs in|hämtas|fylls|ställs rutinmässigt|är föremål för|är under framtagande|är på remiss|finns på plats|genomför(?:s)?|införs?|tas (?:fram|bort|över|i)|tar (?:\w+ )?(?:fram|över|bort)|revideras?|uppdateras?|följs? upp|följer|ses över|ser över|utvecklas?|implementeras?|klassas|klassar|inventer(?:as|ar)|utbild(?:as|ar)|övar|övas|testas?|testar|prövas?|kartläggs?|upprättas|upphandlas|etableras|kontrolleras?|kontrollerar|granskas?|granskar|säkerställer|säkerställs|stärk(?:s|er)|förstärk(?:s|er)|bygg(?:s|er)|erbjuds?|erbjuder|hålls|håller|går igenom|gås igenom|byter|byts|ersätts|ersätter|flyttas|flyttar|kopplas|samordnas|publiceras|rapporteras|anställs|anställer|rekryterar|rekryteras|skapas|skapar|ställs|ställer|prioriteras|kompletteras|slutförs|slutför|fastställs|beslutas|avslutas|stängs|stänger|rullas ut|aktiveras|krypteras|skickas|tecknas|omförhandlas|samlas|migreras|börjar|driver|lägger|lägger|sätter|gör|görs|fasas ut|krävs in|bjuds in|ansluts|ansluter|utreds|utreder|arbetar|fortsätter|fortgår|pågår|sker|ingår i|använder|deltar|skrivs(?: om)?|byggs(?: ut)?|läggs(?: in)?|ses|ges|sätts|byts|förs|köps|delas|avsätter|utser|träffas|besöker|får|räknar med|tar ställning|rensar|väljer ut|låter|svarar|träffar|visar|lär|inför|registrerar|märks|\w{3,}(?:eras|ieras|nas|las|ras|tas|das|kas|gas|pas|vas|jas|sas|mas|bas)|startar|återkommande|regelbundet|löpande|ansvarar för att|ser till|leder|samlar|tecknar|ställer upp|utökas?|flyttar|prövar|provar|mäter|övervakar|analyserar|dokumenterar|planerar)\b";
    /// What has been done.
    DONE =
        r"\b(?:är|blev|finns)\s+(?:nu\s+|redan\s+|numera\s+)?(?:genomförd\w*|klar\w*|färdig\w*|införd\w*|på plats|framtag(?:en|na|et)|uppdaterad\w*|beslutad\w*|fastställd\w*|upprättad\w*|i drift|gjord\w*|slutförd\w*|avslutad\w*|driftsatt\w*|upphandlad\w*|publicerad\w*|publicerat|klassad\w*|inventerad\w*)|\b(?:genomför|inför|uppdatera|revidera|kontrollera|utbilda|inventera|klassa|öva|testa|upprätta|etablera|installera|aktivera|anställ|rekrytera|utveckla|presentera|fastställ|beslut|införskaffa|upphandla|granska|publicera|kartlägg|kartlag|anmäl|rapportera|slutför|avsluta|starta|inled|samla|flytta|byt|höj|förstärk|stärk|följ|erbjöd|följ|delta|lämna|gå|påbörja|skicka|skapa|besluta|migrera|koppla)(?:de|des|ades|te|tes|ts|s)\b|\b(?:togs|tog|hölls|höll|gavs|skedde|gjordes|gjorde|blev klar\w*|gick|fick|skrevs|byggdes|lades|sattes|drogs|anordnades|utsågs)\b",
        r"\b(?:har|hade)\b(?:\s+\S+){0,10}?\s+(?:\w{2,}(?:at|ats|its|it)|\w*(?:fört|förts|ställt|ställts|byggt|byggts|lagt|lagts|satt|satts|bytt|bytts|gett|getts|sett|setts|fått|gjort|gjorts|gått|köpt|köpts|stängt|stängts|lärt|kört|körts|löst|lösts|sänt|sänts|märkt|märkts|höjt|höjts|stärkt|stärkts|sökt|sökts|låst|låsts|tryckts|tryckt|anlänt|nått|rensats|flyttats|försetts|hunnits))\b";
    /// Words about the document, the city's rules or the law, rather than the organisation's own measures.
    ABOUT_ELSE =
        r"^(?:ägar|ägardirektiv)\w*\b|^enligt (?:anvisning|stadens|riktlinje)\w*\b|^den vanligaste\b|^det (?:mest|vanligaste|är|var|beror|kan|mesta)\b|^(?:förklaringen|orsaken|anledningen|takten|listan|detta förutsätter)\b|^(?:fyra|fem|sex|två|tre|en|ett|\d+) (?:avsåg|avsågs|avser|rörde|gällde)\b|^uppgifter om sårbarheter\b|^med \S+ avses\b|^(?:isam|\w*chefen|\w*samordnaren|ordföranden|\w*ombudet) (?:inledde|svarade|frågade|konstaterade|beskrev|redogjorde|redovisade läget|gick igenom läget|gick igenom de|informerade om att|påpekade|undrade)\b|^alla medarbetare ska (?:följa|rapportera|känna)|^x (?:markerar|betyder|anger)|^årtal\w* (?:anger|visar|avser)|^(?:tabell|figur|bilaga|diagram) \w+ (?:visar|redovisar|anger|beskriver)|^av tabellen\b|^inom varje\b|^(?:kryss|siffr)\w*\b|^belopp\w*\b|^året har (?:präglats|varit|kännetecknats)|^(?:nämnden|ledningen|styrelsen|bolaget) ska (?:varje år|årligen|en gång om året|planera för)|^(?:det innebär|redovisningen|sammanfattningen|genomgångens|stadens|nämnder och|arbetet har gått)\b|^(?:förvaltningschefen?|nämnden|bolagschefen?) (?:ansvarar|har det yttersta|leder och styr|är ytterst)|^(?:enligt|i) (?:stadens|stockholms? stads?)\b|^(?:staden|stockholms? stad|stadsledningskontoret|kommunfullmäktige|kommunstyrelsen|regeringen|riksdagen|eu|pts|msb|mcf|imy|lagen|direktivet|förordningen|standarden|iso|nis-?2|cybersäkerhetslagen|riktlinjen|tillämpningsanvisning\w*)\b",
        r"^i (?:\S+ ){0,4}?(?:budget|förslag till budget)\b|^(?:\S+\s+){0,4}?(?:alla|samtliga|stadens|berörda|varje) (?:bolag och )?nämnd(?:er|erna)?\b|^(?:\S+\s+){0,4}?ansvarar för\b|^(?:denna|den här|detta|dessa|texten|listan|punkterna|kolumnen|följande|nedan|frågor|frågan om|varje wave|varje punkt|ledningen (?:konstaterade|enades)|dokumentet|rapporten|genomgången|rapporteringen|rapport\w*|underlaget|avsnittet|tabellen|listan|planen|kapitlet|åtgärderna|aktiviteterna|prioriteringarna|prioriteringsordningen|förbättrings\w+|bilagan?|syftet|målet|avsikten|arbetet utgår|utgångspunkten)\b.{0,60}\b(?:är|ska|utgår|bygger|redovisas?|presenteras?|beskriv\w*|omfattar|gäller|syftar|följer|visar|kan|avser|har tagits fram|har (?:upprättats|skrivits|behandlats)|ligger|framgår|anges|innebär|innehåller|finns|sträcker|tas upp|inarbetas|lämnas|läggs|fastställs|beslutas|sammanfattar|ger|står|anger|skrivs in|besvaras|ställs|prioriteras|numrerats|diskuterades|konstaterade|enades|tema)\b",
        r"\bavses (?:hur|att|den|det)\b|\bledningen (?:enades|har enats)\b|\b(?:har enats|enades) om (?:följande|nedanstående)\b|\bär informationsägare\b|\bvisar hur beroende\b|\bhar visat (?:hur|att)\b|\buts(?:ågs|edd\w*) att (?:föra|justera)|\bpåminde\b|\bnästa genomgång\b|\bpunkterna förs\b|\b(?:kronor|mnkr|tkr) (?:har )?(?:reserver|avsatt|avsätt)|\bi uppdrag att sammanställa\b|\bredovisar hur\b|\bgick igenom de beslut\b|\bläggs in i verksamhetsplanen\b|\b(?:hålla|skriva) den kort\b|nämnder(?:na)? (?:och|eller) (?:bolag|styrelser)\w* (?:ska|uppmana|måste|har att|bör)|uppmana\w* (?:samtliga|alla)|nämnder/styrelser|\b(?:ställde|ställer) sig bakom\b|\bgodkände\b|till handlingarna|beslutades \w+ åtgärder|förvaltnings- och bolagschef|förvaltningschef/bolagschef|rapporterades följande|\bledningens genomgång (?:är|ska|innebär|syftar|beskriver|redovisar|har|utgör|omfattar|görs|genomförs|skrivs|biläggs|bifogas|lämnas)|\b(?:redovisas|presenteras|beskrivs|framgår|sammanfattas|listas|anges) (?:i|av|nedan|här|under|ovan)\b|\bsom bilaga\b|\bgodkänn(?:a|er|s)\b|\bhela staden\b|\bomvärlds?\w*|\bhotbild\w*|\blagen (?:ställer|kräver|innebär|träder|gäller)\b|träd(?:er|de|a) i kraft",
        r"\bhar (?:\S+ ){0,2}?(?:diskuterat|omfattats)\b",
        r"\b(?:beslutade|beslutat|beslutar) (?:\S+ ){0,4}?(?:om följande|enligt följande|om nedanstående|om genomgången)",
        r"\bkrav(?:en)? (?:på|i|ställs)\b.{0,40}\b(?:ökar|skärps|höjs)\b";
    /// What is not done, not planned, dropped or put off.
    NEGATED =
        r"^inte heller\b",
        r"^(?:någon|något|några) \S+(?: \S+){0,8} (?:inte|ej) ",
        r"\bnot planned\b|\bnot prioriti[sz]ed\b|\b(?:vi|bolaget|nämnden) avstår\b|\b(?:prioriteras|genomförs|genomfördes|gjordes|hölls|infördes|anskaffas|anskaffades|verkställdes|planeras|görs|ingår|omfattas|införs|påbörjas|hinns|ske|omfattar|startas|tas upp|upphandlas|övas|klassas|avsätts|utreds|byts|behövs|bedöms|används|finns|köps|bedömts) (?:\w+ )?(?:därför |alltså |dock |heller |ännu |oftast |sällan |tills vidare )*(?:inte|ej)\b|\b(?:inte|ej) (?:genomför|påbörja|prioritera|planera|hunnit|hunnits|kunnat|beslutat|aktuell|avsatt|klar|slutför|godkän|hunn|blivit|gjort|gjord)\w*|\b(?:ingen|inga|inget|inte någon|inte några|varken|saknas|saknar)\b|\b(?:är nedlag[dt]|utgår|utgick|stryks|ströks|struken|strykts|skjuts (?:upp|fram)|sköts|skjutits|senareläggs|avvaktar|avvaktas|ställdes in|ställts in|är inställd|\(inställd\w*\)|bortprioritera\w*|avstår|läggs ned|lades ned|pausas|parkeras|får vänta|väntar vi|dropped|deferred|not delivered|out of scope)\b",
        r"\bomfattas (?:\S+ ){0,4}?inte\b",
        r"\b(?:diskuterats?|diskuterades|övervägts?|övervägdes|utretts?)\b.{0,60}\bmen\b.{0,30}\b(?:bör|inte|ej|anstå|avvakta|not)\b",
        r"\b(?:kommer|ska|avser|planerar|kan|hinner|har|hade|är|var|fick|blev|gick|gör|går|finns|skulle) (?:\w+ ){0,3}?(?:inte|ej|aldrig)\b",
        r"\butan att\b.{0,40}\b(?:beslut|åtgärd)";
    /// Dropped or put off, whatever clause tells it.
    DROPPED = r"\b(?:är|blev|har) (?:\w+ ){0,2}?(?:struken|struket|strukits|avslagits|avslagen|lagts ned|nedlag[dt]|avförts|avförd|avskriven|skjutits upp)\b|\b(?:sköts upp|avslogs|ströks)\b";
    /// A figure rather than a measure.
    STATISTIC =
        r"^(?:två|tre|fyra|fem|sex|sju|åtta|nio|tio|en|ett|\d+) anmälning|^det är en (?:ökning|minskning)|^\d+\s*(?:%|procent)|^av (?:de|dem|bolagets|förvaltningens|nämndens|\d+|två|tre|fyra|fem|sex|sju|åtta|nio|tio|\w+ton|\w+tio\w*)\b|^kontrollen visade\b",
        r"^[^,]{0,50}\b(?:har|hade) (?:\S+ ){0,2}?(?:varit|blivit|ökat|minskat|förekommit|lett till|inneburit|präglats|drabbats|drabbat|skärpts|saknat|dröjt|fortsatt under)\b",
        r"^(?:vid|av|i) (?:kontroll|stickprov|granskning|uppföljning)\w* (?:\S+ ){0,3}?(?:återkallades|framkom|visade|konstaterades|hittades|upptäcktes)",
        r"^(?:\S+\s+){0,9}?(?:\d[\d ]*|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|\w+tio\w*|tjugo\w*|\w+ton|ingen|antalet)\s+(?:\S+\s+){0,4}?(?:\w*incident(?:er|erna)?\b|procent|anställda|av dem|av dessa|av (?:medarbetarna|de))",
        r"\buppgick\b|\buppgår till\b|\bi snitt\b|\b\d+ av \d+\b|\d+\s?(?:%|procent) av|\b\d[\d ,]*\s(?:mnkr|mkr|tkr|miljoner kronor|msek)\b|\S+@\S+|\b(?:anmäldes|anmälts|lämnades|rapporterades|rapporterats) (?:\w+ )?till (?:imy|integritetsskyddsmyndigheten|pts|msb|mcf|tillsynsmyndigheten)",
        r"\b(?:har|hade) (?:det )?(?:rapporterats|registrerats|anmälts|inträffat|noterats) (?:\S+ ){0,3}?(?:\d|en |ett |två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|inga)";
    SHARE = r"^(?:\S+\s+){0,9}?(?:\d[\d ]*|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|\w+tio\w*|tjugo\w*|\w+ton|ingen|antalet)\s+(?:\S+\s+){0,4}?%";
    RISK_FIGURES = r"\b(?:sannolikhet|konsekvens|riskvärde)\w*:?\s+(?:\w+\s+)?\(?\d|\b[1-5]\s*[x*]\s*[1-5]\s*=";
    BEGUN =
        r"\b(?:påbörja\w+|inlet\w+|inled\w+|startat\w*|finns i utkast|är framtag\w+|har tagits fram|är klar\w*)\b.{0,60}\bmen\b";
    CONSIDERED = r"\b(?:övervägt\w*|utrett\w*|diskutera\w*|föreslagit\w*|föreslog\w*|förslag\w*)\b";
    POINTS_BACK = r"^(?:det|den|de|detta|denna|dessa|arbetet|kraven?|planen|genomgången|resultatet|syftet|uppdraget|där|då|genomförs|sker|görs|klart?|startar|inom|utöver|vid|hittills)\b";
    SUBORDINATE = r"\s(?:som|att|där|om|när|vilka|vad|eftersom|innan)\s|utan\s";
    CONDITIONAL = r"^(?:exempelvis|till exempel|detta beror|det beror|anledningen|skälet|om|ifall|skulle|vid en eventuell|i den mån|under förutsättning)\b";
    /// "bör", "rekommenderas", "behöver": what others find, or a need.
    NEED = r"\b(?:bör|borde|rekommender\w+|efterfrågar|behov av|behöver|kräver|krävs|brist(?:er|ande)?|saknas|konstaterar|noterar|anser|påpekar|önskar)\b";
    VERBAL_NOUN = r"^(?:fortsatt\w*|förbättrad\w*|utökad\w*|förstärkt\w*|ökad\w*|förnyad\w*|ny(?:tt|a)?|årlig\w*|löpande|gemensam\w*|systematisk\w*|obligatorisk\w*|intern\w*|riktad\w*|regelbund\w*|första|fördjupad\w*|samlad\w*|uppdaterad\w*|reviderad\w*|pågående|planerad\w*|genomförd\w*|en|ett)?\s*(?:\S+\s+)?\w*(?:ning|ningar|ningen|ande|ende|tion|tioner|syn|synen|gång|gångar|tag|test|tester|övning|kontroll|kontroller|arbete|arbetet|insats|insatser|projekt|pilot|workshop|dialog|möten?|plan|planer|rutin|rutiner|process|mall|mallar|checklista|stöd|lösning|program|modell|analys|analyser|kampanj|krav|forum|nätverk|roll|verktyg|register|årshjul)\b";
}

/// What a sentence or bullet says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Saying {
    /// Names someone of the organisation as the one who acts.
    pub(super) actor: bool,
    /// Speaks of what is to come.
    pub(super) coming: bool,
    /// Speaks of what is done now or regularly.
    pub(super) present: bool,
    /// Speaks of what has been done.
    pub(super) done: bool,
    /// Begins with the verb or noun of a measure.
    pub(super) measure: bool,
    /// Speaks of the document, the city or the law.
    pub(super) about_else: bool,
    /// Says that something is not done.
    pub(super) negated: bool,
    /// A need or a recommendation.
    pub(super) doubtful: bool,
    /// A condition or an example.
    pub(super) conditional: bool,
    /// Begun, but not carried through: "är påbörjad, men ...".
    pub(super) begun: bool,
}

impl Saying {
    /// Whether it tells of a measure at all.
    pub(super) fn tells(self) -> bool {
        (self.coming || self.done || self.present || self.measure) && (!self.negated || self.begun)
    }
}

pub(super) fn saying(text: &str) -> Saying {
    let folded = &Folded::of(text);
    // "NIS2: följa stadens arbete": the measure begins after its label.
    let after_label =
        text.split_once(": ").filter(|(label, _)| label.split_whitespace().count() <= 4).map(|(_, rest)| rest);
    Saying {
        actor: ACTOR.is_match(folded),
        coming: COMING.is_match(folded),
        present: PRESENT.is_match(folded),
        done: DONE.is_match(folded),
        measure: begins_measure(text) || after_label.is_some_and(begins_measure) || VERBAL_NOUN.is_match(folded),
        about_else: ABOUT_ELSE.is_match(folded),
        negated: negates(folded),
        doubtful: NEED.is_match(folded),
        conditional: CONDITIONAL.is_match(folded),
        begun: BEGUN.is_match(folded) && !CONSIDERED.is_match(folded),
    }
}

/// Whether a sentence begins by pointing back at the one before: "Arbetet görs …", "Den omfattar …".
pub(super) fn goes_on(text: &str) -> bool {
    POINTS_BACK.is_match(&Folded::of(text))
}

/// Whether a sentence states a figure: how many incidents there were, how many have been trained.
pub(super) fn is_statistic(text: &str) -> bool {
    let folded = &Folded::of(text);
    STATISTIC.is_match(folded) || (text.contains('%') && SHARE.is_match(folded))
}

/// Whether the words give the figures of a risk.
pub(super) fn has_risk_figures(text: &str) -> bool {
    RISK_FIGURES.is_match(&Folded::of(text))
}

/// Whether the words say that something is not done. A purpose such as "så att obehöriga inte kommer åt" negates nothing.
pub(super) fn is_negated(text: &str) -> bool {
    negates(&Folded::of(text))
}

fn negates(text: &Folded) -> bool {
    if DROPPED.is_match(text) {
        return true;
    }
    let Some(found) = NEGATED.find(text) else { return false };
    let after = text.from(found.end).trim_start();
    if ["bara ", "endast ", "enbart "].iter().any(|word| after.starts_with(word)) {
        return false;
    }
    // "verkställdes inte": only a main clause puts the verb before the negation.
    let matched = text.from(found.start).get(..found.len()).unwrap_or_default();
    if matches!(matched.split_once(' '), Some((_, "inte" | "ej"))) {
        return true;
    }
    let before = text.before(found.start);
    // Only the clause that the negation stands in tells whether it is a subordinate one.
    let clause = [". ", ", ", " men ", "; ", ": "]
        .iter()
        .filter_map(|cut| before.rfind(cut).map(|at| at + cut.len() - 1))
        .max()
        .unwrap_or(0);
    let before = before.get(clause..).unwrap_or_default();
    let begins_with_no = ["ingen ", "inga ", "inget ", "inte "].iter().any(|word| text.text().starts_with(word));
    begins_with_no || !SUBORDINATE.is_match(&Folded::of(before))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn not_done_is_not_planned() {
        for text in [
            "Ingen övning har genomförts under året.",
            "Krypterad e-post prioriteras inte under 2026.",
            "Förvaltningen kommer inte att upphandla något nytt system.",
            "Pilotprojektet skjuts upp till 2029.",
            "Beslutet om att anlita en granskare verkställdes inte.",
        ] {
            assert!(!saying(text).tells(), "{text}");
        }
        for text in
            ["Stänga konton som inte används.", "Förvaltningen ska se till att gamla mappar inte ligger kvar öppna."]
        {
            assert!(saying(text).tells(), "{text}");
        }
    }

    #[test]
    fn the_law_and_the_document_are_not_the_organisation() {
        for text in [
            "Alla nämnder och bolagsstyrelser ska ta fram en plan.",
            "Åtgärderna redovisas i prioritetsordning.",
            "Lagen ställer krav på rapportering.",
        ] {
            assert!(saying(text).about_else, "{text}");
        }
        assert!(!saying("Under 2026 ska förvaltningen öva på papper.").about_else);
    }
}
