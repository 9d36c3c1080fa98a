//! The store: what goes in comes out the same, once, in versions.

use lagesbild::{
    diagnostics::{Diagnostic, DiagnosticKind, Stage},
    normalise::Register,
    review::{
        Action, Amount, Area, Deadline, EarnedBy, Evidence, Finding, FindingKind, Kind, Label, Matched, Measure,
        Metric, MetricKind, Organisation, OrganisationKey, Personal, PersonalKind, Place, Review, ReviewId, Risk,
        Source, Span, Status, Year, YearSet,
    },
    store::{Incoming, Location, ReadDocument, Saved, Sha256Hex, Store},
};

pub(crate) fn year(number: i32) -> Year {
    Year::try_from(number).unwrap()
}

fn years(numbers: &[i32]) -> YearSet {
    numbers.iter().copied().map(year).collect()
}

pub(crate) struct Base {
    pub(crate) store: Store,
    folder: tempfile::TempDir,
}

pub(crate) fn base() -> Base {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&Location::Sqlite(folder.path().join("a.sqlite"))).unwrap();
    store.replace_register(Register::builtin().unwrap().organisations()).unwrap();
    Base { store, folder }
}

pub(crate) fn place(line: u32, quote: &str) -> Place {
    let start = line as usize * 100;
    Place { page: Some(line / 10 + 1), line, span: Span { start, end: start + quote.len() }, quote: quote.to_owned() }
}

fn action(text: &str, optional: bool) -> Action {
    Action {
        text: text.to_owned(),
        heading: "Åtgärder".to_owned(),
        years: years(&[2026, 2028]),
        status: Status::Ongoing,
        areas: [Area::Nis2, Area::Systemstod].into_iter().collect(),
        nis2: [Measure::A, Measure::J].into_iter().collect(),
        responsible: Some("IT-chef".to_owned()),
        deadline: Some(Deadline { as_written: "våren 2027".to_owned(), period: None }),
        amounts: vec![Amount {
            ore: 35_000_001,
            most_ore: Some(40_000_000),
            as_written: "350–400 tkr".to_owned(),
            place: place(13, "350–400 tkr"),
        }],
        optional,
        place: place(12, text),
        confidence: 0.7,
        evidence: vec![Evidence {
            label: Label::Area(Area::Nis2),
            confidence: 0.9,
            earned_by: vec![EarnedBy { words: "NIS2".to_owned(), weight: -1.3, source: Source::Heading }],
        }],
    }
}

pub(crate) fn review(key: Option<&str>, review_year: Option<i32>) -> Review {
    Review {
        doc: "a".to_owned(),
        organisation: key.map(|key| Matched {
            key: OrganisationKey(key.to_owned()),
            name: key.to_uppercase(),
            kind: Kind::Stadsdelsnamnd,
        }),
        organisation_as_written: Some("Farstas förvaltning".to_owned()),
        review_year: review_year.map(year),
        plan_years: years(&[2026, 2027, 2028]),
        dnr: Some("FAR 2025/1".to_owned()),
        decided_on: Some("2025-11-27".to_owned()),
        actions: vec![action("Öva \"allt\",\noch\u{0}annat", false), action("Nämnt i förbigående", true)],
        risks: vec![Risk {
            text: "Avbrott".to_owned(),
            likelihood: Some(3),
            consequence: None,
            value: Some(12),
            treatment: Some("Öva".to_owned()),
            areas: [Area::Kontinuitet].into_iter().collect(),
            optional: false,
            place: place(20, "Avbrott"),
            confidence: 0.1,
            evidence: vec![Evidence {
                label: Label::Area(Area::Kontinuitet),
                confidence: 0.8,
                earned_by: vec![EarnedBy { words: "avbrott".to_owned(), weight: 1.0, source: Source::Text }],
            }],
        }],
        metrics: vec![Metric {
            kind: MetricKind::BudgetMsek,
            value: -0.1,
            approximate: true,
            quote: "minus 0,1 mnkr".to_owned(),
            note: Some("shared".to_owned()),
            place: place(30, "minus\n0,1 mnkr"),
            confidence: 1.0,
        }],
        findings: vec![Finding {
            kind: FindingKind::NotDone,
            text: "Ingen övning har hållits".to_owned(),
            heading: "Läget".to_owned(),
            areas: [Area::Kontinuitet].into_iter().collect(),
            place: place(40, "Ingen övning\nhar hållits"),
            confidence: 0.7,
            evidence: Vec::new(),
        }],
        personal: vec![Personal {
            kind: PersonalKind::Email,
            page: Some(2),
            line: 5,
            span: Span { start: 7, end: 12 },
        }],
        taxonomy_version: "7".to_owned(),
    }
}

pub(crate) fn incoming(name: &str, bytes: &[u8], review: Review) -> Incoming {
    let remark = |place| Diagnostic {
        stage: Stage::Items,
        kind: DiagnosticKind::RiskProduct,
        place,
        detail: "3 × 3".to_owned(),
    };
    Incoming {
        file_name: name.to_owned(),
        sha256: Sha256Hex::of(bytes),
        bytes: bytes.to_vec(),
        read: ReadDocument {
            media_type: "text/plain".to_owned(),
            text: "texten som den lästes\n".to_owned(),
            review,
            diagnostics: vec![remark(Some(place(3, "3 × 3 = 10"))), remark(None)],
        },
    }
}

fn saved(base: &Base, incoming: Incoming) -> (ReviewId, i32) {
    match base.store.save(&[incoming]).unwrap()[..] {
        [Saved::New { review, version }] => (review, version),
        ref other => panic!("{other:?}"),
    }
}

#[test]
fn what_goes_in_comes_out_the_same() {
    let base = base();
    let every_byte: Vec<u8> = (0..=255).chain([0, 13, 10]).collect();
    let name = "a\n\"b\" 報告.txt";
    let given = incoming(name, &every_byte, review(Some("farsta"), Some(2026)));
    let (id, version) = saved(&base, given.clone());
    assert_eq!(version, 1);

    let head = base.store.review(id).unwrap().unwrap();
    assert_eq!(head.organisation_name.as_deref(), Some("Farsta stadsdelsnämnd"));
    assert_eq!(
        (head.file_name.as_str(), head.year, head.plan_years),
        (name, Some(year(2026)), years(&[2026, 2027, 2028]))
    );
    assert_eq!((head.dnr.as_deref(), head.decided_on.as_deref()), (Some("FAR 2025/1"), Some("2025-11-27")));
    assert!(head.current && head.usable && head.is_placed());
    assert_eq!((head.remarks, head.taxonomy_version.as_str()), (2, "7"));
    assert!(head.received_at.ends_with('Z') && head.received_at.len() == 20, "{}", head.received_at);

    let document = base.store.document(head.document).unwrap().unwrap();
    assert_eq!((document.bytes, document.text.as_str()), (259, "texten som den lästes\n"));
    assert_eq!(document.sha256, given.sha256.0);
    assert_eq!(base.store.original(head.document).unwrap().unwrap(), every_byte);

    let dataset = base.store.dataset().unwrap();
    let ids: Vec<_> = dataset.actions.iter().map(|action| action.id).collect();
    let actions = base.store.actions(&ids).unwrap();
    let found: Vec<&Action> = actions.iter().map(|stored| &stored.action).collect();
    assert_eq!(found, given.read.review.actions.iter().collect::<Vec<_>>());
    assert_eq!(actions[0].review, head);
    let risks = base.store.risks(&[dataset.risks[0].id]).unwrap();
    assert_eq!(risks[0].risk, given.read.review.risks[0]);
    assert_eq!(base.store.metrics_of(id).unwrap(), given.read.review.metrics);
    assert_eq!(base.store.findings_of(id).unwrap(), given.read.review.findings);
    assert_eq!(base.store.personal_of(id).unwrap(), given.read.review.personal);
    assert_eq!(base.store.diagnostics_of(id).unwrap(), given.read.diagnostics);
    assert!(dataset.metrics[0].shared);
}

#[test]
fn a_database_can_be_opened_again_and_by_two_at_once() {
    let base = base();
    saved(&base, incoming("a", b"a", review(Some("farsta"), Some(2026))));
    let other = Store::open(&Location::Sqlite(base.folder.path().join("a.sqlite"))).unwrap();
    let before = other.data_version().unwrap();
    saved(&base, incoming("b", b"b", review(Some("farsta"), Some(2025))));
    assert!(other.data_version().unwrap() > before);
    assert_eq!(other.dataset().unwrap().reviews.len(), 2);
}

#[test]
fn the_same_bytes_again_change_nothing() {
    let base = base();
    let first = incoming("a", b"a", review(Some("farsta"), Some(2026)));
    let (id, _) = saved(&base, first.clone());
    let before = base.store.dataset().unwrap();
    let again = incoming("another name", b"a", review(Some("bromma"), Some(2025)));
    assert_eq!(base.store.save(&[again, first.clone()]).unwrap(), [Saved::Unchanged { review: id }; 2]);
    let after = base.store.dataset().unwrap();
    assert_eq!((after.version, &after.actions, &after.reviews), (before.version, &before.actions, &before.reviews));
    let known = base.store.known(&[first.sha256.clone(), Sha256Hex::of(b"b")]).unwrap();
    assert_eq!(known.into_iter().collect::<Vec<_>>(), [(first.sha256, id)]);
    assert_eq!(base.store.save(&[]).unwrap(), []);
}

#[test]
fn the_newest_version_counts_and_older_ones_stay_readable() {
    let base = base();
    let batch = [
        incoming("1", b"1", review(Some("farsta"), Some(2026))),
        incoming("2", b"2", review(Some("farsta"), Some(2026))),
        incoming("other", b"other", review(Some("farsta"), Some(2025))),
    ];
    let outcomes = base.store.save(&batch).unwrap();
    let (third, version) = saved(&base, incoming("3", b"3", review(Some("farsta"), Some(2026))));
    assert_eq!(version, 3);
    let Saved::New { review: first, version: 1 } = outcomes[0] else { panic!("{outcomes:?}") };
    let heads = base.store.reviews_of(&OrganisationKey("farsta".to_owned())).unwrap();
    let told: Vec<_> = heads.iter().map(|h| (h.year.unwrap().number(), h.version, h.current)).collect();
    assert_eq!(told, [(2026, 3, true), (2026, 2, false), (2026, 1, false), (2025, 1, true)]);
    let dataset = base.store.dataset().unwrap();
    assert_eq!(dataset.reviews.len(), 2);
    assert!(dataset.reviews.iter().any(|review| review.id == third));
    assert_eq!(dataset.actions.len(), 4);
    let old = base.store.review(first).unwrap().unwrap();
    assert_eq!(base.store.original(old.document).unwrap().unwrap(), b"1");
    assert_eq!(base.store.metrics_of(first).unwrap().len(), 1);
}

#[test]
fn a_review_without_organisation_or_year_is_kept_and_in_no_figure() {
    let base = base();
    saved(&base, incoming("1", b"1", review(None, Some(2026))));
    saved(&base, incoming("2", b"2", review(Some("farsta"), None)));
    let (id, version) = saved(&base, incoming("3", b"3", review(Some("farsta"), None)));
    let (gone, _) = saved(&base, incoming("4", b"4", review(Some("not-in-register"), Some(2026))));
    assert_eq!(version, 1, "unplaced reviews form no chain");
    let unplaced = base.store.unplaced().unwrap();
    assert_eq!(unplaced.iter().map(|head| head.file_name.as_str()).collect::<Vec<_>>(), ["1", "2", "3", "4"]);
    assert!(unplaced.iter().all(|head| head.current && !head.is_placed()));
    assert_eq!(unplaced[0].organisation_as_written.as_deref(), Some("Farstas förvaltning"));
    let remarks = base.store.diagnostics_of(gone).unwrap();
    assert_eq!(remarks.last().unwrap().kind, DiagnosticKind::UnknownOrganisation);
    let dataset = base.store.dataset().unwrap();
    assert_eq!((dataset.reviews.len(), dataset.actions.len(), dataset.unplaced), (0, 0, 4));
    assert!(base.store.review(id).unwrap().is_some());
}

#[test]
fn actions_come_in_the_order_asked_and_unknown_ids_are_left_out() {
    let base = base();
    saved(&base, incoming("1", b"1", review(Some("farsta"), Some(2026))));
    let mut ids: Vec<_> = base.store.dataset().unwrap().actions.iter().map(|action| action.id).collect();
    ids.reverse();
    ids.insert(1, lagesbild::review::ActionId(9_999));
    ids.push(ids[0]);
    let found: Vec<_> = base.store.actions(&ids).unwrap().into_iter().map(|stored| stored.id).collect();
    assert_eq!(found, [ids[0], ids[2], ids[0]]);
    assert!(base.store.review(ReviewId(9_999)).unwrap().is_none());
    assert!(base.store.actions(&[]).unwrap().is_empty());
}

#[test]
fn the_register_is_kept_in_its_order_and_shown_in_the_swedish() {
    let base = base();
    let organisation = |key: &str, name: &str, kind| Organisation {
        key: OrganisationKey(key.to_owned()),
        name: name.to_owned(),
        kind,
        first_year: Some(year(2023)),
        last_year: None,
        aliases: vec!["Å, \"ä\"".to_owned()],
        predecessors: vec![OrganisationKey("b".to_owned())],
        successors: Vec::new(),
    };
    let given = [
        organisation("d", "Örby", Kind::Bolag),
        organisation("c", "Ängby", Kind::Bolag),
        organisation("b", "Zinken", Kind::Bolag),
        organisation("a", "Årsta", Kind::Bolag),
        organisation("e", "Östermalm", Kind::Stadsdelsnamnd),
    ];
    base.store.replace_register(&given).unwrap();
    assert_eq!(base.store.register().unwrap(), given);
    let version = base.store.data_version().unwrap();
    base.store.replace_register(&given).unwrap();
    assert_eq!(base.store.data_version().unwrap(), version, "the same register changes nothing");
    let keys: Vec<_> = base.store.dataset().unwrap().organisations.into_iter().map(|o| o.key.0).collect();
    assert_eq!(keys, ["e", "b", "a", "c", "d"]);
}

#[test]
fn a_new_reading_replaces_the_old_and_keeps_the_review() {
    let base = base();
    let first = incoming("1", b"1", review(Some("farsta"), Some(2026)));
    let second = incoming("2", b"2", review(Some("farsta"), Some(2026)));
    let (first_id, _) = saved(&base, first.clone());
    let (second_id, _) = saved(&base, second.clone());
    let documents = base.store.documents().unwrap();
    let before = base.store.dataset().unwrap();
    let same = [(documents[0], first.read), (documents[1], second.read.clone())];
    let unchanged = base.store.replace_readings(&same).unwrap();
    assert_eq!(unchanged, [Saved::Unchanged { review: first_id }, Saved::Unchanged { review: second_id }]);
    assert_eq!(base.store.data_version().unwrap(), before.version);

    let mut read = second.read;
    read.review = review(Some("bromma"), Some(2026));
    read.review.actions.truncate(1);
    let outcome = base.store.replace_readings(&[(documents[1], read)]).unwrap();
    assert_eq!(outcome, [Saved::New { review: second_id, version: 1 }]);
    let after = base.store.dataset().unwrap();
    assert_eq!((after.reviews.len(), after.actions.len()), (2, 3), "the first version counts again");
    assert!(base.store.review(first_id).unwrap().unwrap().current);
    assert_eq!(after.version, before.version + 1);
}

#[test]
fn invented_data_is_marked_for_good() {
    let base = base();
    let (id, _) = saved(&base, incoming("1", b"1", review(Some("farsta"), Some(2026))));
    assert!(!base.store.dataset().unwrap().invented);
    base.store.set_invented().unwrap();
    base.store.set_invented().unwrap();
    assert!(base.store.dataset().unwrap().invented);
    let document = base.store.review(id).unwrap().unwrap().document;
    assert!(base.store.document(document).unwrap().unwrap().invented);
}
