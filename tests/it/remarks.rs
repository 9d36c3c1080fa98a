//! What stands around the actions: who, when and for what; what is not done; what is odd in a text; and whom it names.

use lagesbild::{
    diagnostics::{Diagnostic, DiagnosticKind, Warned},
    pipeline::{self, Limits, ReadReview, Reading, Register, Taxonomy},
    review::{Amount, Area, Deadline, Finding, FindingKind, PersonalKind, Place, Span},
    store::Incoming,
};

use crate::web::Site;

fn read_for(year: i32, body: &str) -> Warned<ReadReview> {
    let reading = Reading {
        register: Register::builtin().unwrap(),
        taxonomy: Taxonomy::builtin().unwrap(),
        limits: Limits::default(),
    };
    let text = format!("Kulturnämnden\n\nLedningens genomgång inför verksamhetsplan {year}\n\n{body}");
    pipeline::read("a.txt", text.as_bytes(), &reading).unwrap()
}

fn read(body: &str) -> Warned<ReadReview> {
    read_for(2026, body)
}

/// Each action as `responsible | due | period | öre`, a dash for what is not stated.
fn assigned(body: &str) -> Vec<String> {
    let dash = || "-".to_owned();
    let actions = read(body).value.review.actions.into_iter().filter(|action| !action.optional);
    actions
        .map(|action| {
            let due = action.deadline.as_ref().map(|due| due.as_written.clone());
            let period = action.deadline.and_then(|due| due.period);
            let ore: Vec<String> = action.amounts.iter().map(|amount| amount.ore.to_string()).collect();
            let ore = if ore.is_empty() { dash() } else { ore.join("+") };
            let cells =
                [action.responsible.unwrap_or_else(dash), due.unwrap_or_else(dash), period.unwrap_or_else(dash)];
            format!("{} | {ore}", cells.join(" | "))
        })
        .collect()
}

#[track_caller]
fn check(body: &str, expected: &[&str]) {
    assert_eq!(assigned(body), expected, "\n{body}");
}

fn findings(body: &str) -> Vec<(FindingKind, String)> {
    read(body).value.review.findings.into_iter().map(|finding| (finding.kind, finding.text)).collect()
}

/// The remarks of one kind, each as detail and words.
fn remarks(read: Warned<ReadReview>, kind: DiagnosticKind) -> Vec<(String, String)> {
    let words = |remark: &Diagnostic| remark.place.as_ref().map(|place| place.quote.clone()).unwrap_or_default();
    let found = read.diagnostics.iter().filter(|remark| remark.kind == kind);
    found.map(|remark| (remark.detail.clone(), words(remark))).collect()
}

#[test]
fn columns_tell_who_when_and_for_what() {
    check(
        "Åtgärdsplan\n\nÅr\tÅtgärd\tAnsvarig\tKlart senast\tKostnad (tkr)\n\
         2026\tKlassa bokningssystemet\tIT-chef\t2026-03-31\t350\n\
         2026\tÖva reservrutiner\tAnna Larsson\tT2\t-\n\
         2027\tSe över behörigheter\tISAM, Anna Larsson\tvåren 2027\t1 200–1 500\n",
        &["IT-chef | 2026-03-31 | 2026-03-31 | 35000000", "- | T2 | 2026-T2 | -", "ISAM | våren 2027 | - | 120000000"],
    );
    check(
        "Åtgärdsplan\n\nKostnad i tusental kronor.\n\nÅtgärd;Start;Slut;Ansvar;Kostnad\n\
         Klassa bokningssystemet;mars 2026;september 2026;Enhetschef;120\n\
         Öva reservrutiner;Q1 2026;Q3 2026;HR;1,5 mnkr\n",
        &["Enhetschef | september 2026 | 2026-09 | 12000000", "HR | Q3 2026 | 2026-Q3 | 150000000"],
    );
}

#[test]
fn words_and_lines_below_tell_who_when_and_for_what() {
    check(
        "Åtgärder 2026\n\n\
         - Klassa bokningssystemet. Ansvarig: IT-chef. Klart: september 2026. Kostnad: 200 000 kronor.\n\
         - Öva reservrutiner senast den 31 mars 2026 (förvaltningschef)\n\
         - Utbilda alla chefer (chefer och medarbetare)\n\
         - Byta system under tredje kvartalet 2026 för 7 700 000 kr; IT-enheten ansvarar\n\
         - Se över behörigheter. Ansvarig: Qorin Xelvåg\n",
        &[
            "IT-chef | september 2026 | 2026-09 | 20000000",
            "förvaltningschef | 31 mars 2026 | 2026-03-31 | -",
            "- | - | - | -",
            "IT-enheten | tredje kvartalet 2026 | 2026-Q3 | 770000000",
            "- | - | - | -",
        ],
    );
    check(
        "Åtgärder 2026\n\n- Klassa bokningssystemet\n\nAnsvarig: säkerhetschef\n\n- Öva reservrutiner en gång\n\nKlart: 2026-10. Kostnad: 350 tkr.\n",
        &["säkerhetschef | - | - | -", "- | 2026-10 | 2026-10 | 35000000"],
    );
}

#[test]
fn what_is_not_done_is_a_finding_and_no_action() {
    let body = "Åtgärder 2026\n\n- Öva reservrutiner\n- Kryptering av e-post prioriteras inte under 2026\n\n\
                Läget\n\nIngen övning har genomförts under året. Inga incidenter har anmälts till IMY.\n\n\
                Det här prioriteras inte\n\n- Byta passersystem\n";
    let texts = [
        "Kryptering av e-post prioriteras inte under 2026",
        "Ingen övning har genomförts under året.",
        "Byta passersystem",
    ];
    let expected: Vec<_> = texts.iter().map(|text| (FindingKind::NotDone, (*text).to_owned())).collect();
    assert_eq!(findings(body), expected);
    let counted = read(body).value.review.actions;
    assert_eq!(counted.iter().filter(|action| !action.optional).count(), 1);
}

#[test]
fn a_follow_up_that_was_dropped_is_a_finding_and_one_put_off_is_not() {
    let body = "Uppföljning av åtgärder 2025\n\nÅtgärd\tStatus\nKlassa arkivet\tGenomförd\nÖva reservrutiner\tEj genomförd\n\n\
                - Nej. Rutinen för larm skrevs aldrig.\n- Inventera systemen → flyttas till 2026\n";
    let texts: Vec<String> = findings(body).into_iter().map(|(_, text)| text).collect();
    assert_eq!(texts, ["Öva reservrutiner", "Rutinen för larm skrevs aldrig."]);
}

#[test]
fn what_others_found_stands_apart() {
    let body = "Åtgärder 2026\n\n- Öva reservrutiner\n\nDataskyddsombudets årsrapport\n\n\
                Dataskyddsombudet rekommenderar följande:\n\n- Registerförteckningen bör kompletteras\n- Gallring saknas i två system\n";
    let expected = ["Registerförteckningen bör kompletteras", "Gallring saknas i två system"];
    let found = findings(body);
    assert_eq!(found.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>(), expected);
    assert!(found.iter().all(|(kind, _)| *kind == FindingKind::OfOthers));
}

#[test]
fn a_wrong_date_for_the_law_is_remarked_on_with_its_place() {
    let body =
        "Bakgrund\n\nCybersäkerhetslagen gäller från den 16 januari 2026. NIS2-direktivet trädde i kraft 2023.\n";
    let expected = ("16 januari 2026".to_owned(), "Cybersäkerhetslagen gäller från den 16 januari 2026.".to_owned());
    assert_eq!(remarks(read(body), DiagnosticKind::WrongLawDate), [expected]);
    let right = "Bakgrund\n\nFrån den 15 januari 2026 gäller cybersäkerhetslagen.\n";
    assert_eq!(remarks(read(right), DiagnosticKind::WrongLawDate), []);
}

#[test]
fn names_that_are_out_of_use_are_remarked_on() {
    let body = "Bakgrund\n\nIncidenter rapporteras till MSB. Myndigheten för civilt försvar, tidigare MSB, ger råd.\n\n\
                Arbetet sker tillsammans med Spånga-Tensta stadsdelsförvaltning. Norrmalms stadsdelsnämnd slogs samman 2023.\n";
    let kind = DiagnosticKind::FormerAuthority;
    assert_eq!(
        remarks(read_for(2027, body), kind),
        [("MSB".to_owned(), "Incidenter rapporteras till MSB.".to_owned())]
    );
    assert_eq!(remarks(read_for(2026, body), kind), [], "in 2025 it was still called so");
    let ended = remarks(read_for(2026, body), DiagnosticKind::EndedOrganisation);
    assert_eq!(
        ended.iter().map(|(detail, _)| detail.as_str()).collect::<Vec<_>>(),
        ["Spånga-Tensta stadsdelsnämnd → Järva stadsdelsnämnd"]
    );
    assert_eq!(remarks(read_for(2023, body), DiagnosticKind::EndedOrganisation), []);
}

#[test]
fn a_decision_that_does_not_fit_the_year_is_remarked_on() {
    let decided = |day: &str| remarks(read(&format!("Beslutad {day}\n")), DiagnosticKind::DecisionDateUnlikely);
    assert_eq!(decided("2025-11-27"), []);
    assert_eq!(decided("2027-01-02"), [("2027-01-02".to_owned(), "Beslutad 2027-01-02".to_owned())]);
    assert_eq!(decided("2024-05-02").len(), 1);
}

#[test]
fn a_risk_from_nine_on_needs_treatment() {
    let body = "Risker\n\nOönskad händelse\tSannolikhet\tKonsekvens\tRiskvärde\tÅtgärd\n\
                Listor läcker ut\t3\t4\t12\t–\nAvbrott i driften\t3\t3\t9\tÖva reservrutiner\nFel i arkivet\t2\t4\t8\t\n";
    assert_eq!(remarks(read(body), DiagnosticKind::RiskUntreated), [("12".to_owned(), "Listor läcker ut".to_owned())]);
}

#[test]
fn much_shared_wording_is_remarked_on() {
    let own = "Kulturhuset bytte passersystem och tränade garderoben på att läsa listor för hand. ".repeat(4);
    let shared =
        "Nämnden arbetar efter de fem obligatoriska arbetssätten och efter mål 3.5 i stadens budget för året. "
            .repeat(5);
    let kind = DiagnosticKind::MuchBoilerplate;
    assert_eq!(remarks(read(&format!("Bakgrund\n\n{own}{shared}\n")), kind).len(), 1);
    assert_eq!(remarks(read(&format!("Bakgrund\n\n{own}{own}{own}\n")), kind), []);
}

#[test]
fn tables_that_cannot_be_read_with_certainty_are_remarked_on() {
    let unknown = "Åtgärdsplan\n\nFigur\tFärg\nCirkel\tRöd\nKvadrat\tBlå\nLinje\tGrön\n";
    let found = remarks(read(unknown), DiagnosticKind::TableUnknown);
    assert_eq!(found.iter().map(|(detail, _)| detail.as_str()).collect::<Vec<_>>(), ["Figur | Färg"]);
    let wide = "## Åtgärdsplan\n\n| År | Åtgärd | |\n|---|---|---|\n| 2026 | Klassa systemen | extra |\n| 2026 | Öva larm | |\n";
    assert_eq!(remarks(read(wide), DiagnosticKind::TableRowUnsure).len(), 1);
}

#[test]
fn persons_are_found_by_line_and_span_without_their_words() {
    let read = read("Handläggare: Qorin Xelvåg\n\nFrågor: anna.larsson@example.org, nr 811218-9876\n").value;
    let found: Vec<(PersonalKind, u32, &str)> = read
        .review
        .personal
        .iter()
        .map(|personal| (personal.kind, personal.line, personal.span.of(&read.text).unwrap()))
        .collect();
    assert_eq!(
        found,
        [
            (PersonalKind::Name, 5, "Qorin Xelvåg"),
            (PersonalKind::Email, 7, "anna.larsson@example.org"),
            (PersonalKind::Personnummer, 7, "811218-9876"),
        ]
    );
    let json = serde_json::to_string(&read.review.personal).unwrap();
    assert!(!json.contains("Qorin") && !json.contains("8112"), "{json}");
}

#[test]
fn every_remark_says_what_to_do_in_both_languages() {
    use lagesbild::review::Language;
    for kind in DiagnosticKind::ALL {
        let remark = Diagnostic::whole(lagesbild::diagnostics::Stage::Items, *kind, "x");
        let (sv, en) = (remark.message(Language::Sv), remark.message(Language::En));
        assert!(sv != en && sv.ends_with('.') && en.ends_with('.'), "{sv} / {en}");
    }
}

/// A site with one organisation's review in which persons are named and something is not done.
fn site() -> Site {
    Site::of(|cases| {
        let case = cases.iter_mut().find(|case| case.file_name == "kulturnamnden-2026.md").unwrap();
        let text = "Handläggare: Qorin Xelvåg\nÖva med Anna Larsson, anna@example.org\n";
        let at = |words: &str| {
            let start = text.find(words).unwrap();
            let line = u32::try_from(text.get(..start).unwrap().matches('\n').count() + 1).unwrap();
            let span = Span { start, end: start + words.len() };
            Place { page: None, line, span, quote: words.to_owned() }
        };
        case.read.text = text.to_owned();
        let review = &mut case.read.review;
        review.actions.truncate(1);
        let action = &mut review.actions[0];
        action.text = "Öva med Anna Larsson, anna@example.org".to_owned();
        action.optional = false;
        action.place = at("Öva med Anna Larsson, anna@example.org");
        action.responsible = Some("museichefen".to_owned());
        action.deadline =
            Some(Deadline { as_written: "senast juni 2026".to_owned(), period: Some("2026-06".to_owned()) });
        let amount =
            |ore, words: &str| Amount { ore, most_ore: None, as_written: words.to_owned(), place: Place::default() };
        action.amounts = vec![amount(35_000_000, "350")];
        review.findings = vec![Finding {
            kind: FindingKind::NotDone,
            text: "Anna Larsson har inte övat".to_owned(),
            heading: "Läget".to_owned(),
            areas: [Area::Kontinuitet].into_iter().collect(),
            place: at("Öva med"),
            confidence: 0.7,
            evidence: Vec::new(),
        }];
    })
}

#[actix_web::test]
async fn pages_and_files_mask_persons_and_tell_who_when_and_for_what() {
    let site = site();
    let page = site.page("/organisationer/kulturnamnden?ar=2026").await;
    for told in ["Öva med [namn], [e-post]", "museichefen", "senast juni 2026 (2026-06)", "350 (350\u{a0}000 kronor)"]
    {
        assert!(page.contains(told), "{told}");
    }
    assert!(page.contains("Görs inte") && page.contains("[namn] har inte övat"), "the finding");
    let link = regex::Regex::new(r#"href="(/dokument/\d+)\?atgard=(\d+)"#).unwrap();
    let found = link.captures(&page).unwrap();
    let document = site.page(&format!("{}?atgard={}", &found[1], &found[2])).await;
    assert!(document.contains("Handläggare: [namn]") && document.contains("2 [namn]"), "{document}");
    let csv = site.page("/atgarder.csv?ar=2026&organisation=kulturnamnden").await;
    let english = site.page("/atgarder.csv?ar=2026&organisation=kulturnamnden&lang=en").await;
    assert!(csv.contains("museichefen,senast juni 2026,2026-06,350000,350,"), "{csv}");
    assert!(english.contains("Öva med [name]"), "{english}");
    for shown in [&page, &document, &csv, &english] {
        assert!(!shown.contains("Larsson") && !shown.contains("Xelvåg") && !shown.contains("anna@"), "{shown}");
    }
}

#[actix_web::test]
async fn a_list_that_was_copied_from_the_year_before_is_told_of() {
    let site = Site::of(|cases| {
        let of =
            |name: &str, cases: &[Incoming]| cases.iter().position(|case| case.file_name.starts_with(name)).unwrap();
        let (old, new) = (of("kulturnamnden-2025", cases), of("kulturnamnden-2026", cases));
        let mut copied = cases[old].read.review.actions.clone();
        for action in &mut copied {
            action.text = action.text.replace("2025", "2026");
        }
        cases[new].read.review.actions = copied;
    });
    let page = site.page("/organisationer/kulturnamnden?ar=2026").await;
    assert!(page.contains("står med samma ord i genomgången för 2025"), "{page}");
    assert!(!site.page("/organisationer/kulturnamnden?ar=2025").await.contains("står med samma ord"));
    assert_eq!(site.page("/genomgangar?ar=2026").await.matches("åtgärder som 2025").count(), 1);
}
