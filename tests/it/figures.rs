//! Risks and metrics in each way of writing them: one small document a behaviour, all of it invented.

use lagesbild::{
    pipeline::{self, Limits, Reading, Register, Taxonomy},
    review::Review,
};

fn read(body: &str) -> Review {
    let reading = Reading {
        register: Register::builtin().unwrap(),
        taxonomy: Taxonomy::builtin().unwrap(),
        limits: Limits::default(),
    };
    let text = format!("Kulturnämnden\n\nLedningens genomgång inför verksamhetsplan 2026\n\n{body}");
    pipeline::read("a.txt", text.as_bytes(), &reading).unwrap().value.review
}

/// Each risk as `event likelihood×consequence=value`.
#[track_caller]
fn risks(body: &str, expected: &[&str]) {
    let figure = |figure: Option<u8>| figure.map_or("–".to_owned(), |figure| figure.to_string());
    let review = read(body);
    let told: Vec<String> = review
        .risks
        .iter()
        .map(|risk| {
            let event = risk.text.trim_end_matches('.');
            format!("{event} {}×{}={}", figure(risk.likelihood), figure(risk.consequence), figure(risk.value))
        })
        .collect();
    assert_eq!(told, expected, "\n{body}");
    assert!(!review.actions.iter().any(|action| !action.optional), "no treatment is an action\n{body}");
}

#[track_caller]
fn metrics(body: &str, expected: &[&str]) {
    let told: Vec<String> =
        read(body).metrics.iter().map(|metric| format!("{} {}", metric.kind, metric.value)).collect();
    assert_eq!(told, expected, "\n{body}");
}

const TWO: [&str; 2] = ["Strömmen går i arkivet 3×4=12", "Nycklar kommer bort 2×2=4"];

#[test]
fn columns_of_risks_are_known_by_their_product() {
    risks(
        "Risker\n\n| Det här kan ske | Hur ofta | Hur illa | Tal | Motdrag\n| --- | --- | --- | --- | ---\n\
         | Strömmen går i arkivet | 3 | 4 | 12 | Skaffa reservkraft\n| Nycklar kommer bort | 2 | 2 | 4 | Ingen\n",
        &TWO,
    );
}

#[test]
fn treatments_headed_as_measures_are_no_actions() {
    risks(
        "Plan\n\n| Bedömning | Poäng | Åtgärd\n| --- | --- | ---\n| Strömmen går i arkivet | 3 / 4 / 12 | Skaffa reservkraft\n\
         | Nycklar kommer bort | 2 / 2 / 4 | Byta lås\n",
        &TWO,
    );
}

#[test]
fn one_cell_may_hold_all_figures() {
    for (first, second) in [
        ("3x4=12", "2x2=4"),
        ("12 (3×4)", "4 (2×2)"),
        ("S 3 (möjligt), K 4 (allvarlig)", "S 2, K 2"),
        ("3 / 4 / 12", "2 / 2 / 4"),
    ] {
        risks(
            &format!(
                "Risker\n\n| Händelse | Bedömning | Åtgärd\n| --- | --- | ---\n| Strömmen går i arkivet | {first} | Reservkraft\n\
                 | Nycklar kommer bort | {second} | Nya lås\n"
            ),
            &TWO,
        );
    }
}

#[test]
fn plain_lines_that_end_in_a_product_are_rows() {
    risks(
        "Vad kan gå fel\n\nStrömmen går i arkivet 3 4 12 Skaffa\nreservkraft\nNycklar kommer bort 2 2 4\n-> nya lås\n",
        &TWO,
    );
}

#[test]
fn items_carry_their_figures_in_many_forms() {
    for (first, second) in [
        (" (S 3, K 4, riskvärde 12). Reservkraft skaffas.", " (S 2, K 2, riskvärde 4)."),
        (": 3 / 4 / 12. Åtgärd: reservkraft.", ": 2 / 2 / 4. Åtgärd: ingen."),
        (" (3; 4; 12)", " (2; 2; 4)"),
        (" [3x4=12] → reservkraft", " [2x2=4] → accepteras"),
        (
            ". Sannolikhet: möjlig (3), konsekvens: allvarlig (4). Riskvärde 12.",
            ". Sannolikhet: 2, konsekvens: 2. Riskvärde 4.",
        ),
        (
            ". Vi bedömer sannolikheten till tre och konsekvensen till fyra, riskvärdet blir tolv.",
            ". Vi bedömer sannolikheten till två och konsekvensen till två, riskvärdet blir fyra.",
        ),
    ] {
        risks(&format!("Risker\n\n- Strömmen går i arkivet{first}\n- Nycklar kommer bort{second}\n"), &TWO);
    }
}

#[test]
fn cards_tell_the_event_first() {
    risks(
        "Risker\n\nRisk: Strömmen går i arkivet\nS: 3, K: 4, R: 12\nÅtgärd: Reservkraft\n\n\
         Risk: Nycklar kommer bort\nS: 2, K: 2, R: 4\nÅtgärd: Ingen\n",
        &TWO,
    );
    risks(
        "Risker\n\n| Risk 1 | Strömmen går i arkivet |\n| Sannolikhet (1–5) | 3 |\n| Konsekvens (1–5) | 4 |\n| Riskvärde | 12 |\n\
         | Åtgärd | Reservkraft |\n| Risk 2 | Nycklar kommer bort |\n| Sannolikhet (1–5) | 2 |\n| Konsekvens (1–5) | 2 |\n\
         | Riskvärde | 2 x 2 = 4 |\n| Åtgärd | Ingen |\n",
        &TWO,
    );
}

#[test]
fn measures_below_a_table_of_risks_are_no_risks() {
    let body = "Risker\n\n| Risk | S | K | RV\n| --- | --- | --- | ---\n| Strömmen går i arkivet | 3 | 4 | 12\n\
                | Nycklar kommer bort | 2 | 2 | 4\n\n- Kort film om lås\n- Ny rutin för nycklar i arkivet\n";
    let events: Vec<String> = read(body).risks.into_iter().map(|risk| risk.text).collect();
    assert_eq!(events, ["Strömmen går i arkivet", "Nycklar kommer bort"]);
}

#[test]
fn each_number_counts_what_its_own_words_say() {
    metrics(
        "Nuläge\n\nUnder året har 58 händelser registrerats i IA, varav 21 klassats som personuppgiftsincidenter. Av dessa har fyra anmälts till Integritetsskyddsmyndigheten.\n",
        &["incidents 58", "incidents_personal_data 21", "incidents_reported_imy 4"],
    );
    metrics(
        "Nuläge\n\nTolv av kontorets nitton system är klassade. Ett dussin incidenter har rapporterats, ingen anmäldes till IMY.\n",
        &["classifications 12", "systems 19", "incidents 12", "incidents_reported_imy 0"],
    );
    metrics(
        "Nuläge\n\nDet inträffade ett fyrtiotal incidenter. Drygt hälften, 28 stycken, rörde personuppgifter och i två fall gjordes en anmälan till IMY.\n",
        &["incidents 40", "incidents_personal_data 28", "incidents_reported_imy 2"],
    );
    metrics(
        "Nuläge\n\nI förteckningen finns 44 system. 29 av dessa är klassade. Krisgruppen har övat två gånger under året.\n",
        &["systems 44", "classifications 29", "exercises 2"],
    );
}

#[test]
fn goals_other_years_and_the_law_are_no_metrics() {
    metrics(
        "Nuläge\n\nI dag har 71 procent gått e-utbildningen, och målet är 95 procent. Det rapporterades 37 incidenter, jämfört med 29 året innan.\n",
        &["trained_share_percent 71", "incidents 37"],
    );
    metrics(
        "Nuläge\n\nIncidenterna ökade från 25 till 39. Sanktionsavgiften kan uppgå till 10 miljoner kronor. Bolaget har en miljon kunder.\n",
        &["incidents 39"],
    );
    metrics(
        "Nuläge\n\nEfter en incident ska händelsen anmälas inom 72 timmar. Artikel 21 gäller sedan den 18 oktober.\n",
        &[],
    );
}

#[test]
fn the_newest_year_of_a_table_counts() {
    metrics(
        "Nyckeltal\n\n| Nyckeltal | 2024 | 2025 | Mål 2026\n| --- | --- | --- | ---\n| Klassade system | 14 | 19 | 30\n\
         | Andel utbildade | 60 % | 71 % | 90 %\n| Övningar | 1 | 2 | 3\n",
        &["classifications 19", "trained_share_percent 71", "exercises 2"],
    );
}

#[test]
fn reviews_of_access_are_counted_by_the_year() {
    for (often, times) in [("kvartalsvis", 4), ("halvårsvis", 2), ("varje månad", 12), ("två gånger per år", 2)] {
        metrics(
            &format!("Nuläge\n\nBehörigheterna i lönesystemet kontrolleras {often}.\n"),
            &[&format!("access_reviews_per_year {times}")],
        );
    }
}

#[test]
fn costs_of_measures_are_money_and_their_sum_counts_once() {
    metrics(
        "Åtgärder 2026\n\n| Åtgärd | Ansvarig | Kostnad (tkr)\n| --- | --- | ---\n| Klassa arkivet | Chef | 1 200\n| Öva reservrutin | Chef | 300\n",
        &["budget_msek 1.2", "budget_msek 0.3"],
    );
    metrics(
        "Åtgärder 2026\n\n| Åtgärd | Ansvarig | Kostnad (tkr)\n| --- | --- | ---\n| Klassa arkivet | Chef | 1 200\n| Öva reservrutin | Chef | 300\n| Summa | | 1 500\n",
        &["budget_msek 1.5"],
    );
}
