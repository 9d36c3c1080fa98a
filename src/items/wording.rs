//! Wording that the finders of actions share: years that lead, titles, labels.

use crate::pattern::patterns;

patterns! {
    /// "2027 – Fortsatt …": a year that holds for this item and those after it.
    LEADING_YEAR = r"^(?:(?:[Uu]nder|[Åå]r(?:en)?|VP|vp)\s+)?((?:20\d\d)(?:\s*(?:[-–—/]|och|till)\s*(?:20)?\d\d)?)\s*(?::|[-–—]\s|\.\s|,\s)\s*(\S.*)$";
    ONLY_YEAR = r"(?i)^(?:(?:under|år|vp|för|verksamhetsår(?:et)?|planår|åtgärder(?: för)?|plan(?: för)?)\s+)?20\d\d(?:\s*(?:[-–—/]|och)\s*20\d\d)?\s*[:;.]?$";
    YEAR = r"\b20\d\d\b";
    /// "Del E. Beredskap", "Tabell 4": parts of the document.
    PART = r"(?i)^(?:del|avsnitt|kapitel|bilaga|tabell|figur|punkt|fråga)\s+(?:\p{Lu}|[ivx]+|\d+)\b";
    REVIEW_TITLE = r"(?i)^ledningens genomgång\b";
    /// A letterhead or title page: the organisation alone.
    ORGANISATION = r"^(?:\p{Lu}[\p{L}:-]*[ ]){0,4}(?:\p{L}*(?:nämnd|nämnden|förvaltning|förvaltningen|kontoret|styrelsen|ledningen)|AB)$";
    /// Labels that tell of the document or of a measure, and are none themselves.
    DATA_LABEL = r"(?i)^(?:ansvar\w*|dnr|diarie\w*|kontakt\w*|datum|version|status|klart?|tid\w*|när|budget|kostnad|beslut\w*|handläggare|e-post|telefon|varför|motiv\w*|nytta|resurs\w*|betyg|org\w*|närvarande|plats|bilag\w*|källa|not|obs|exempel|sannolikhet|konsekvens|riskvärde|risk(?:en)?$|mål|syfte|tillägg|fastställd|upprättad|till|från|ordförande|sekreterare|förkortningar|teckenförklaring|vid protokollet|justerat?)\b";
}
