//! What the reading makes of each way of writing that real reviews have: one small document a behaviour.

use lagesbild::{
    pipeline::{self, Limits, Reading, Register, Taxonomy},
    review::{Action, Area, Measure, MetricKind, Review},
};

/// Reads a document that begins as every review does.
fn read(body: &str) -> Review {
    let reading = Reading {
        register: Register::builtin().unwrap(),
        taxonomy: Taxonomy::builtin().unwrap(),
        limits: Limits::default(),
    };
    let text = format!("Kulturnämnden\n\nLedningens genomgång inför verksamhetsplan 2026\n\n{body}");
    pipeline::read("a.txt", text.as_bytes(), &reading).unwrap().value.review
}

/// Each counted action as `text [years] status`.
fn actions(body: &str) -> Vec<String> {
    let counted = read(body).actions.into_iter().filter(|action| !action.optional);
    counted
        .map(|action| {
            let years: Vec<String> = action.years.iter().map(|year| year.to_string()).collect();
            format!("{} [{}] {}", action.text, years.join(" "), action.status)
        })
        .collect()
}

#[track_caller]
fn check(body: &str, expected: &[&str]) {
    assert_eq!(actions(body), expected, "\n{body}");
}

#[test]
fn a_year_heading_dates_what_stands_below_it() {
    check(
        "1 Bakgrund\n\nText.\n\n2 Åtgärder\n\n2.1 2026\n\n- Öva reservrutiner\n\n2.2 2027 - 2028\n\n- Klassa om alla system\n",
        &["Öva reservrutiner [2026] planned", "Klassa om alla system [2027 2028] planned"],
    );
    check(
        "Åtgärder år 1\n\n- Öva reservrutiner\n\nÅtgärder år 2\n\n- Klassa om alla system\n",
        &["Öva reservrutiner [2026] planned", "Klassa om alla system [2027] planned"],
    );
}

#[test]
fn a_year_inside_a_bullet_holds_for_those_after_it() {
    check(
        "Planerade åtgärder\n\n• 2026 – Inventera systemen\n• Klassa de viktigaste\n• 2027 – Följa upp klassningen\n",
        &[
            "Inventera systemen [2026] planned",
            "Klassa de viktigaste [2026] planned",
            "Följa upp klassningen [2027] planned",
        ],
    );
}

#[test]
fn wrapped_lines_are_mended_and_page_furniture_is_left_out() {
    check(
        "Åtgärder 2026\n\n• Ta fram en gemensam rutin för hur alla enheter rapporterar informations-\nsäkerhetsincidenter och\n\n\
         Kulturförvaltningen                        3 (8)\n\nvem som sedan följer upp dem\n• Öva\u{ad} reservrutiner\n",
        &[
            "Ta fram en gemensam rutin för hur alla enheter rapporterar informationssäkerhetsincidenter och vem som sedan följer upp dem [2026] planned",
            "Öva reservrutiner [2026] planned",
        ],
    );
}

#[test]
fn a_bullet_that_introduces_others_is_context() {
    check(
        "Under 2026 ska förvaltningen\n\n- chefer;\n  - gå igenom vilka som har tillgång till mappar\n  - genomföra e-utbildningen\n- öva reservrutiner\n",
        &[
            "gå igenom vilka som har tillgång till mappar [2026] planned",
            "genomföra e-utbildningen [2026] planned",
            "öva reservrutiner [2026] planned",
        ],
    );
}

#[test]
fn a_bare_heading_of_a_plan_is_an_action_and_one_with_bullets_is_not() {
    check(
        "3 Prioriterade åtgärder\n\n3.1 2026\n\nInventering och klassning\n\n- Klassa bokningssystemet\n\nUppdatera lokal anvisning\n\n3.2 2027\n\nFölja upp utbildningen\n",
        &[
            "Klassa bokningssystemet [2026] planned",
            "Uppdatera lokal anvisning [2026] planned",
            "Följa upp utbildningen [2027] planned",
        ],
    );
}

#[test]
fn what_is_not_done_is_no_action() {
    check(
        "Åtgärder 2026\n\n- Öva reservrutiner\n- Kryptering av e-post prioriteras inte under 2026\n- Ingen övning har genomförts\n\n\
         Det här gör vi inte\n\n- Byta passersystem\n",
        &["Öva reservrutiner [2026] planned"],
    );
}

#[test]
fn boilerplate_of_the_city_and_the_law_is_no_action() {
    check(
        "Bakgrund\n\nAlla nämnder och bolagsstyrelser ska ta fram en plan. Cybersäkerhetslagen ställer krav på utbildning av ledningen.\n\n\
         Åtgärder 2026\n\n- Öva reservrutiner\n",
        &["Öva reservrutiner [2026] planned"],
    );
}

#[test]
fn a_plan_in_prose_gives_an_action_a_sentence() {
    check(
        "Plan för 2026\n\nUnder 2026 ska förvaltningen klassa alla system. Dessutom ska en rutin för incidenter tas fram. Listan är inte komplett.\n",
        &[
            "Under 2026 ska förvaltningen klassa alla system. [2026] planned",
            "Dessutom ska en rutin för incidenter tas fram. [2026] planned",
        ],
    );
}

#[test]
fn tables_are_read_by_the_wording_of_their_headings() {
    let expected = [
        "Klassa bokningssystemet [2026] ongoing",
        "Öva reservrutiner [2026] planned",
        "Se över behörigheter [2027] planned",
    ];
    check(
        "Åtgärdsplan\n\nÅr\tÅtgärd\tAnsvarig\tStatus\n2026\tKlassa bokningssystemet\tIT\tPågår\n\tÖva reservrutiner\tISAM\tEj påbörjad\n2027\tSe över behörigheter\tHR\tPlanerad\n",
        &expected,
    );
    check(
        "## Åtgärdsplan\n\n| Status | Vad | När |\n|---|---|---|\n| Pågår | Klassa bokningssystemet | T1 2026 |\n| Planerad | Öva reservrutiner | senast 2026-06-30 |\n| Planerad | Se över behörigheter | 2027 |\n",
        &expected,
    );
    check(
        "Åtgärdsplan\n\nÅr     Åtgärd                          Status\n2026   Klassa                          Pågår\n       bokningssystemet\n2026   Öva reservrutiner               Planerad\n2027   Se över behörigheter            Planerad\n",
        &expected,
    );
    check(
        "Åtgärdsplan\n\nÅr;Åtgärd;Status\n2026;Klassa bokningssystemet;Pågår\n2026;Öva reservrutiner;Planerad\n2027;Se över behörigheter;Planerad\n",
        &expected,
    );
}

#[test]
fn a_follow_up_tells_done_ongoing_and_dropped_apart() {
    check(
        "Uppföljning av åtgärder 2025\n\nÅtgärd\tUtfall\nKlassa bokningssystemet\tGenomförd\nÖva reservrutiner\tDelvis genomförd\nByta passersystem\tEj genomförd\n\n\
         Åtgärder 2026\n\n- Öva reservrutiner\n",
        &[
            "Klassa bokningssystemet [2025] done",
            "Öva reservrutiner [2025] ongoing",
            "Öva reservrutiner [2026] planned",
        ],
    );
}

#[test]
fn boxes_tell_their_status() {
    check(
        "Åtgärder 2026\n\n- [x] Klassa bokningssystemet\n- [ ] Öva reservrutiner\n",
        &["Klassa bokningssystemet [2026] done", "Öva reservrutiner [2026] planned"],
    );
}

#[test]
fn a_summary_that_is_detailed_later_only_mentions() {
    let review = read(
        "Sammanfattning\n\nFör 2026 prioriteras följande:\n\n- Öva reservrutiner\n\nÅtgärder 2026\n\n- Öva reservrutiner på biblioteken\n",
    );
    let found: Vec<(bool, &str)> =
        review.actions.iter().map(|action| (action.optional, action.text.as_str())).collect();
    assert_eq!(found, [(true, "Öva reservrutiner"), (false, "Öva reservrutiner på biblioteken")]);
}

#[test]
fn a_row_of_a_risk_table_is_one_risk_also_with_two_treatments() {
    let review = read(
        "Riskanalys\n\nArbetssätt\tOönskad händelse\tSannolikhet\tKonsekvens\tRiskvärde\tÅtgärd\n\
         Incidenthantering\tIngen anmäler\t3. Möjlig\t4. Allvarlig\t12\tÖva\n\t\t\t\t\tPåminn varje kvartal\nBehörighet\tGamla konton\t2\t3\t6\tBehövs ej\n",
    );
    let risks: Vec<_> = review
        .risks
        .iter()
        .map(|risk| (risk.text.as_str(), risk.likelihood, risk.consequence, risk.value, risk.treatment.as_deref()))
        .collect();
    assert_eq!(
        risks,
        [
            ("Ingen anmäler", Some(3), Some(4), Some(12), Some("Öva; Påminn varje kvartal")),
            ("Gamla konton", Some(2), Some(3), Some(6), Some("Behövs ej")),
        ]
    );
}

#[test]
fn risks_stand_in_bullets_and_cards_too() {
    let review = read(
        "Risker\n\n- Listor läcker, 3x4=12. Åtgärd: kontroll\n- Larm når inte fram\n\nOönskad händelse: Vikarier har kvar sina konton\nSannolikhet: Möjlig (3)\nKonsekvens: Kännbar (3)\nRiskvärde: 9\n",
    );
    let risks: Vec<_> = review.risks.iter().map(|risk| (risk.text.as_str(), risk.likelihood, risk.value)).collect();
    assert_eq!(
        risks,
        [
            ("Listor läcker", Some(3), Some(12)),
            ("Larm når inte fram", None, None),
            ("Vikarier har kvar sina konton", Some(3), Some(9))
        ]
    );
}

#[test]
fn figures_are_read_in_digits_and_words() {
    let review = read(
        "Läget 2025\n\nUnder 2025 har omkring 40 incidenter rapporterats. Tjugotre av dem rörde personuppgifter och endast en anmäldes till IMY. \
         61 procent av medarbetarna har gått utbildningen. 12 av 17 system är klassade. Nämnden avsätter 1,5 mnkr.\n",
    );
    let mut metrics: Vec<_> =
        review.metrics.iter().map(|metric| (metric.kind, metric.value, metric.approximate)).collect();
    metrics.sort_by_key(|(kind, ..)| *kind);
    assert_eq!(
        metrics,
        [
            (MetricKind::Incidents, 40.0, true),
            (MetricKind::IncidentsPersonalData, 23.0, false),
            (MetricKind::IncidentsReportedImy, 1.0, false),
            (MetricKind::Classifications, 12.0, false),
            (MetricKind::BudgetMsek, 1.5, false),
            (MetricKind::TrainedSharePercent, 61.0, false),
            (MetricKind::Systems, 17.0, false),
        ]
    );
}

#[test]
fn the_years_of_review_and_decision_differ() {
    let review = read("Beslutad 2025-12-10\nDnr KUN 2025/77\n\nÅtgärder 2026\n\n- Öva reservrutiner\n");
    assert_eq!(review.review_year.map(i32::from), Some(2026));
    assert_eq!(review.decided_on.as_deref(), Some("2025-12-10"));
    assert_eq!(review.dnr.as_deref(), Some("KUN 2025/77"));
}

#[test]
fn years_beside_one_another_are_a_plan_whatever_stands_above_them() {
    check(
        "## Läget och vägen framåt\n\n### 2026\n\n- Öva reservrutiner\n\n### 2027\n\n- Klassa om alla system\n",
        &["Öva reservrutiner [2026] planned", "Klassa om alla system [2027] planned"],
    );
}

#[test]
fn a_card_is_one_action_with_its_lines_below() {
    check(
        "## Åtgärder\n\n**A. Slå ihop de två mapparna**\nAnsvarig: administrativ chef\nTid: januari–maj 2026\nKostnad: 180 tkr\n\
         Varför: ingen vet vem som läser vad\n\n**B. Öva en helg utan system**\nAnsvarig: säkerhetssamordnare\nTid: våren 2027\n",
        &["A. Slå ihop de två mapparna [2026] planned", "B. Öva en helg utan system [2027] planned"],
    );
    check(
        "## Kort 1. Läsplattan\n\nVad: Läsplattor raderas på distans.\n\nVarför: Två blev stulna.\n\nAnsvarig: it-samordnare\n\n\
         Tid: 2027\n\nKostnad: 120 tkr\n",
        &["Läsplattor raderas på distans. [2027] planned"],
    );
}

#[test]
fn a_label_turns_from_how_things_stand_to_what_will_be_done() {
    check(
        "## Åtkomst\n\nSå ser det ut. Kontona granskas sällan.\n\nDet här ska vi göra.\n\n- Öva reservrutiner\n- Gallra konton (2027)\n",
        &["Öva reservrutiner [] planned", "Gallra konton (2027) [2027] planned"],
    );
    check(
        "## Inventering\n\nSå här har det gått:\n\n- Alla system är klassade\n- Mappen har delats per enhet\n",
        &["Alla system är klassade [2025] done", "Mappen har delats per enhet [2025] done"],
    );
}

#[test]
fn resolutions_without_marks_are_items() {
    check(
        "## § 4 Incidenter\n\nMötet beslutade\n\natt läkarutlåtanden ska skickas krypterat från 2026,\n\n\
         att ge skadechefen i uppdrag att skriva en instruktion under 2027.\n",
        &[
            "att läkarutlåtanden ska skickas krypterat från 2026, [2026] planned",
            "att ge skadechefen i uppdrag att skriva en instruktion under 2027. [2027] planned",
        ],
    );
}

#[test]
fn quarters_stand_for_crosses_and_a_row_of_one_cell_heads_those_below() {
    check(
        "## Åtgärder 2026–2028\n\n| Åtgärd | Ansvarig | 2026 | 2027 |\n|---|---|---|---|\n| Ordning och reda | | | |\n\
         | Se över anvisningen | Säkerhetschef | K1 | X |\n| Klassa tillstånden | Enhetschef | | K3 |\n",
        &["Se över anvisningen [2026 2027] planned", "Klassa tillstånden [2027] planned"],
    );
}

#[test]
fn letters_of_the_article_earn_nis2_and_those_of_chapters_do_not() {
    let labelled = |headings: [&str; 4]| {
        let sections = headings.map(|heading| format!("### {heading}\n\n- Ny ordning för fjärrstyrda pumpar\n\n"));
        let review = read(&format!("## Åtgärder 2026\n\n{}", sections.concat()));
        let labels = |action: &Action| (action.areas.contains(Area::Nis2), action.nis2);
        review.actions.iter().map(labels).collect::<Vec<_>>()
    };
    let article = labelled(["a) Riskanalys", "b) Incidenter", "c) Kontinuitet", "d) Leverantörskedjan"]);
    for ((is_nis2, measures), letter) in article.iter().zip([Measure::A, Measure::B, Measure::C, Measure::D]) {
        assert!(*is_nis2 && measures.contains(letter), "{article:?}");
    }
    assert_eq!(article.len(), 4);
    let chapters = labelled(["a) Tunnlar", "b) Broar", "c) Kajer", "d) Signaler"]);
    assert!(chapters.len() == 4 && chapters.iter().all(|(is_nis2, _)| !is_nis2), "{chapters:?}");
}
