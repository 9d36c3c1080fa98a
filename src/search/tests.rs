//! The index by what it finds.

use super::*;
use crate::review::{
    ActionId, AreaSet, FindingKind, Kind, OrganisationIndex, ReviewIndex, RiskId, Span, Status, Year, YearSet,
};

fn text(what: What, year: i32, text: &str) -> Text<'_> {
    Text {
        what,
        review: ReviewIndex(0),
        organisation: OrganisationIndex(0),
        kind: Kind::Bolag,
        year: Year::try_from(year).unwrap(),
        areas: AreaSet::EMPTY,
        status: matches!(what, What::Action(_)).then_some(Status::Planned),
        years: YearSet::EMPTY,
        optional: false,
        page: None,
        line: 1,
        heading: "",
        text,
    }
}

fn action(words: &str) -> Text<'_> {
    text(What::Action(ActionId(1)), 2026, words)
}

/// What a query finds, in order.
fn find<'i>(index: &'i Index, query: &str) -> Vec<&'i str> {
    let found = index.find(&Query::parse(query).unwrap(), &Narrowing::default());
    found.hits.iter().map(|hit| index.text(*hit).unwrap().text).collect()
}

#[track_caller]
fn check(texts: &[&str], query: &str, expected: &[&str]) {
    let texts: Vec<Text> = texts.iter().map(|text| action(text)).collect();
    assert_eq!(find(&Index::build(&texts), query), expected, "{query}");
}

/// A text with what a query marks in brackets.
fn marks(words: &str, query: &str) -> String {
    let index = Index::build(&[action(words)]);
    let found = index.find(&Query::parse(query).unwrap(), &Narrowing::default());
    let run = |run: Run| if run.marked { format!("[{}]", run.text) } else { run.text.to_owned() };
    found.hits.iter().flat_map(|hit| index.runs(&found, *hit)).map(run).collect()
}

#[test]
fn every_form_of_a_word_finds_every_other() {
    let texts = ["Genomföra utbildningar", "Utbildningen är klar", "Övning"];
    for query in ["utbildning", "utbildningarna", "UTBILDNINGENS"] {
        let texts: Vec<Text> = texts.iter().map(|text| action(text)).collect();
        assert_eq!(find(&Index::build(&texts), query).len(), 2, "{query}");
    }
}

#[test]
fn a_word_finds_the_compounds_that_it_is_a_part_of() {
    check(&["Informationsklassningen fortsätter"], "klassning", &["Informationsklassningen fortsätter"]);
    check(&["Informationsklassningen fortsätter"], "klassningar", &["Informationsklassningen fortsätter"]);
    check(&["Införa behörighetsgenomgångar"], "behörighet", &["Införa behörighetsgenomgångar"]);
    check(&["Ny cybersäkerhetslag"], "säkerheten", &["Ny cybersäkerhetslag"]);
    check(&["Cybersäkerhetslagen"], "lagen", &["Cybersäkerhetslagen"]);
}

#[test]
fn a_word_that_only_looks_like_a_part_is_none() {
    check(&["Frisk personal", "Berättelsen"], "risk", &[]);
    check(&["Berättelsen"], "rätt", &[]);
    check(&["Klassning"], "informationsklassning", &[]);
    check(&["Förslag"], "lag", &[]);
}

#[test]
fn letters_with_marks_are_their_own_but_need_not_be_typed() {
    let texts = ["Behörigheter ses över", "Behorigheter", "Vägen", "Vagen"];
    check(&texts, "behorighet", &["Behörigheter ses över", "Behorigheter"]);
    check(&texts, "behörighet", &["Behörigheter ses över"]);
    check(&texts, "väg", &["Vägen"]);
    check(&["Införa behörighetsgenomgångar"], "genomgang", &["Införa behörighetsgenomgångar"]);
    // Marks set after their letters, as some programs write them.
    check(&["o\u{308}va a\u{30a}terställning"], "öva återställning", &["o\u{308}va a\u{30a}terställning"]);
}

#[test]
fn all_words_must_be_found_in_the_same_text() {
    let texts = ["Öva kontinuitetsplanen", "Öva brandlarm", "Kontinuitetsplan finns"];
    check(&texts, "öva kontinuitet", &["Öva kontinuitetsplanen"]);
    check(&texts, "öva regnbåge", &[]);
}

#[test]
fn words_in_quotes_stand_in_a_row_as_typed() {
    let texts = ["En lokal anvisning tas fram", "Anvisning för lokal", "Lokala anvisningar"];
    check(&texts, "\"lokal anvisning\"", &["En lokal anvisning tas fram"]);
    check(&texts, "”lokal anvisning”", &["En lokal anvisning tas fram"]);
    check(&["klassningar", "klassning", "nyklassning"], "\"klassning\"", &["klassning"]);
    check(&["Lokal anvisning"], "\"lokal anvisning", &["Lokal anvisning"]);
}

#[test]
fn joined_words_stand_in_a_row_in_any_form() {
    let texts = ["Öka IT-säkerheten", "Säkerhet i it"];
    check(&texts, "it-säkerhet", &["Öka IT-säkerheten"]);
    check(&["enligt ISO/IEC 27001, bilaga A"], "iso/iec", &["enligt ISO/IEC 27001, bilaga A"]);
}

#[test]
fn a_minus_leaves_out_what_is_found_by_the_rest() {
    let texts = ["Utbildning för chefer", "Utbildning för nyanställda", "Utbildning i lokal anvisning"];
    check(&texts, "utbildning -chef -\"lokal anvisning\"", &["Utbildning för nyanställda"]);
    let query = Query::parse("-utbildning").unwrap();
    assert!(query.is_empty() && query.only_excludes());
    check(&texts, "-utbildning", &[]);
}

#[test]
fn the_word_itself_ranks_over_its_forms_and_those_over_compounds() {
    let texts = ["Informationsklassning", "Klassningar", "Klassning"];
    check(&texts, "klassning", &["Klassning", "Klassningar", "Informationsklassning"]);
}

#[test]
fn actions_rank_over_risks_over_other_text_and_newer_years_first() {
    let finding = What::Finding(FindingKind::NotDone);
    let texts = [
        text(What::Sentence, 2027, "övning a"),
        text(finding, 2026, "övning b"),
        text(What::Risk(RiskId(1)), 2025, "övning c"),
        text(What::Risk(RiskId(2)), 2027, "övning d"),
        text(What::Action(ActionId(1)), 2025, "övning e"),
        text(What::Action(ActionId(2)), 2026, "övning f"),
        text(What::Action(ActionId(3)), 2026, "övningar"),
    ];
    let index = Index::build(&texts);
    assert_eq!(
        find(&index, "övning"),
        ["övning f", "övning e", "övning d", "övning c", "övning a", "övning b", "övningar"]
    );
    let found = index.find(&Query::parse("övning").unwrap(), &Narrowing::default());
    let counts = Group::ALL.map(|group| found.counts.of(group));
    assert_eq!((counts, found.counts.total()), ([3, 2, 2], 7));
}

#[test]
fn a_search_is_narrowed_and_still_counts_every_sort() {
    let mut of_another = text(What::Action(ActionId(2)), 2026, "övning b");
    of_another.organisation = OrganisationIndex(1);
    let texts = [action("övning a"), of_another, text(What::Risk(RiskId(1)), 2025, "övning c")];
    let index = Index::build(&texts);
    let find = |narrowing: Narrowing| index.find(&Query::parse("övning").unwrap(), &narrowing);
    let risks = find(Narrowing { group: Some(Group::Risks), ..Narrowing::default() });
    assert_eq!((risks.hits.len(), risks.counts.total()), (1, 3));
    assert_eq!(find(Narrowing { year: Year::try_from(2025).ok(), ..Narrowing::default() }).hits.len(), 1);
    assert_eq!(find(Narrowing { organisation: Some(OrganisationIndex(1)), ..Narrowing::default() }).hits.len(), 1);
    assert_eq!(find(Narrowing { status: Some(Status::Planned), ..Narrowing::default() }).hits.len(), 2);
}

#[test]
fn what_was_asked_for_is_marked_where_it_stands() {
    assert_eq!(marks("Öva kontinuitetsplanen, öva!", "öva kontinuitet"), "[Öva kontinuitetsplanen], [öva]!");
    assert_eq!(marks("Lokal plan och lokal anvisning.", "\"lokal anvisning\""), "Lokal plan och [lokal anvisning].");
    assert_eq!(marks("Behörigheter", "behorighet"), "[Behörigheter]");
    assert_eq!(marks("<b>plan</b>", "plan"), "<b>[plan]</b>");
}

#[test]
fn what_tells_of_a_person_is_not_found() {
    let words = "Kontakta anna.larsson@example.org eller Anna Larsson om planen";
    for query in ["larsson", "anna", "example", "\"anna larsson\"", "anna.larsson@example.org"] {
        check(&[words], query, &[]);
    }
    let index = Index::build(&[action(words)]);
    let [found] = find(&index, "planen").try_into().unwrap();
    let shown = with_words(found, |kind| kind.code());
    assert!(!shown.contains("arsson") && shown.starts_with("Kontakta email eller name om"), "{shown}");
    assert!(index.suggestion(&Query::parse("larson").unwrap()).is_none());
}

#[test]
fn a_sign_of_the_index_in_a_text_is_no_person() {
    let index = Index::build(&[action("En \u{fdd0} plan")]);
    assert_eq!(find(&index, "plan"), ["En   plan"]);
}

#[test]
fn a_word_that_is_nowhere_gets_the_nearest_that_is() {
    let index = Index::build(&[action("Kontinuitet och incidenter"), action("incidenter")]);
    let suggestion = |query: &str| index.suggestion(&Query::parse(query).unwrap()).map(|(_, word)| word);
    assert_eq!(suggestion("incidneter"), Some("incidenter"));
    assert_eq!(suggestion("och kontinuetet"), Some("kontinuitet"));
    assert_eq!(suggestion("kontinuitet"), None);
    assert_eq!(suggestion("xyzzy"), None);
}

#[test]
fn no_query_breaks_anything() {
    let index = Index::build(&[action("Öva 2026 × [namn] \u{1F600} İstanbul ß \u{ad}a\u{ad}")]);
    for query in [
        "",
        " ",
        "-",
        "\"",
        "\"\"",
        "-\"",
        "--",
        "- a",
        "\"\" -\"\" \"",
        "”“",
        "%00",
        "\u{0}",
        "\u{ad}",
        "\u{308}",
        "ß",
        "İ",
        "\u{1F600}",
        "a-",
        "-a-b",
        "öva-2026",
        "\"öva 2026",
        "٣",
        "ﬁ",
        "a\u{300}\u{301}",
    ] {
        let parsed = Query::parse(query).unwrap();
        let found = index.find(&parsed, &Narrowing::default());
        found.hits.iter().for_each(|hit| drop(index.runs(&found, *hit)));
        let _ = (index.suggestion(&parsed), parsed.parts());
    }
    assert_eq!(find(&Index::build(&[]), "öva"), Vec::<&str>::new());
    assert!(Query::parse(&"ö".repeat(LONGEST_QUERY)).is_ok());
    assert_eq!(Query::parse(&"ö".repeat(LONGEST_QUERY + 1)), Err(QueryTooLong { letters: LONGEST_QUERY + 1 }));
}

#[track_caller]
fn check_passages(text: &str, taken: &[&str], expected: &[(u32, &str)]) {
    let spans: Vec<Span> = taken
        .iter()
        .map(|part| text.find(part).map(|start| Span { start, end: start + part.len() }).unwrap())
        .collect();
    let found = passages(text, &spans);
    assert_eq!(found.iter().map(|found| (found.line, &*found.text)).collect::<Vec<_>>(), expected);
}

#[test]
fn running_text_is_cut_into_sentences_with_their_lines() {
    check_passages(
        "1 Inledning\nNämnden har, bl.a. Under året,\narbetat med informa-\ntionssäkerhet. Det är\nbra.\n\n• En punkt\n• Två\n",
        &[],
        &[
            (1, "1 Inledning"),
            (2, "Nämnden har, bl.a. Under året, arbetat med informationssäkerhet."),
            (4, "Det är bra."),
            (7, "En punkt"),
            (8, "Två"),
        ],
    );
    check_passages("drift- \noch förvaltning", &[], &[(1, "drift- och förvaltning")]);
    check_passages("6 (9)\n\n", &[], &[]);
}

#[test]
fn what_stands_in_the_index_already_is_left_out_of_the_running_text() {
    check_passages(
        "Först detta.\n• Öva planen.\nSedan mer.",
        &["Öva planen."],
        &[(1, "Först detta."), (3, "Sedan mer.")],
    );
    check_passages("Hela raden är tagen", &["Hela raden är tagen", "raden"], &[]);
    check_passages("", &[], &[]);
}
