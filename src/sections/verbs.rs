//! The verbs that begin a measure: "Genomföra …", "Ta fram …", "Följ upp …".

use crate::pattern::{Folded, folded_patterns};

folded_patterns! {
    MEASURE_START = r"(?x)^(?:att\s+|ska\s+|fortsatt(?:a)?\s+(?:att\s+)?|påbörja\s+(?:att\s+)?)?(?:
        genomför(?:a)?|ta\s+(?:fram|bort|hand|över|in|emot|del|ställning)|tag\s+fram|uppdatera|revidera|utveckla|vidareutveckla|inför(?:a)?|implementera|
        säkerställ(?:a)?|säkra|fortsätt(?:a)?|följ(?:a)?\s+upp|följ(?:a|er)|utbilda|klassa|klassificera|omklassa|inventera|öva|se\s+över|se\s+till|granska|kartlägg(?:a)?|
        upprätta|etablera|tydliggör(?:a)?|stärk(?:a)?|förstärk(?:a)?|höj(?:a)?|bygg(?:a)?|testa|pröva|prova|köra?|gå\s+igenom|gå\s+genom|rensa|ställ(?:a)?|skapa|
        utred(?:a)?|utarbeta|anpassa|samordna|samverka|rekrytera|utse|upphandla|avtala|migrera|flytta|byt(?:a)?|aktivera|installera|konfigurera|kryptera|segmentera|
        logga|övervaka|skanna|mät(?:a)?|rapportera|redovisa|dokumentera|förankra|kommunicera|informera|sprid(?:a)?|erbjud(?:a)?|anordna|hålla?|bjud(?:a)?\s+in|
        identifiera|analysera|bedöm(?:a)?|värdera|prioritera|planera|förbered(?:a)?|påbörja|starta|inled(?:a)?|slutför(?:a)?|avsluta|avveckla|fasa\s+ut|stäng(?:a)?|
        begräns(?:a)?|minska|öka|förbättra|effektivisera|förenkla|standardisera|automatisera|integrera|koppla|knyt(?:a)?|komplettera|fastställ(?:a)?|besluta|anta|
        publicera|arkivera|gallra|överväg(?:a)?|verka|arbeta|delta|använd(?:a)?|tillämpa|tillse|tillsätt(?:a)?|anställ(?:a)?|avsätt(?:a)?|fördela|ge|skriv(?:a)?|rita|
        lägg(?:a)?|sätt(?:a)?|dra|lär(?:a)?|träna|simulera|återställ(?:a)?|kontrollera|revidera|verifiera|validera|certifiera|kravställ(?:a)?|teckna|omförhandla|
        bevaka|upprepa|förnya|kräv(?:a)?|märk(?:a)?|lås(?:a)?|spärra|anslut(?:a)?|hantera|åtgärda|rätta|laga|justera|harmonisera|samla|ordna|införskaffa|skaffa|köp(?:a)?|beställ(?:a)?|utöka|bredda|fördjupa|underhåll(?:a)?|förvalta|
        registrera|förteckna|rulla\s+ut|driftsätt(?:a)?|pilotera|definiera|formulera|översätt(?:a)?|engagera|involvera|stödja?|stötta|påminn(?:a)?|certifiera|
        sammanställ(?:a)?|återkoppla|avstäm(?:a)?|stäm(?:a)?\s+av|jämför(?:a)?|spegla|synkronisera|låt(?:a)?|skydda|isolera|patcha|uppgradera|ersätt(?:a)?|knyta|
        \w{3,}era|\w{3,}göra|\w{2,}ställa|\w{2,}föra|\w{2,}lägga|\w{2,}sätta|\w{2,}skriva|\w{2,}bygga|\w{2,}leda|bibehåll(?:a)?|upprätthåll(?:a)?|vidta(?:ga)?|vidmakthåll(?:a)?|realisera|färdigställ(?:a)?|slutföra|genomlys(?:a)?|roll(?:a)?\s+ut|komma\s+igång|få\s+(?:på|till|bättre|ordning)
    )\b";
}

/// Within so many bytes the verb ends, and what may stand before it.
const LONGEST_BEGINNING: usize = 64;

/// Whether words begin with the verb of a measure.
pub fn begins_measure(words: &str) -> bool {
    let beginning = match words.get(LONGEST_BEGINNING..).and_then(|rest| rest.find(' ')) {
        Some(space) => words.get(..LONGEST_BEGINNING + space).unwrap_or(words),
        None => words,
    };
    MEASURE_START.is_match(&Folded::of(beginning))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn infinitives_and_imperatives_begin_measures() {
        for words in [
            "Genomföra utbildning",
            "Följ upp loggarna",
            "ta fram en rutin",
            "Fortsatt arbeta med klassning",
            "Se över avtalen",
        ] {
            assert!(begins_measure(words), "{words}");
        }
        for words in ["Genomförda åtgärder", "Planerade åtgärder", "Utbildning av chefer", "Kommande år"] {
            assert!(!begins_measure(words), "{words}");
        }
    }
}
