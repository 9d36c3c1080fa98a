//! Judgements of promises in the store, and the sketches by which promises are matched.

use lagesbild::review::{Area, Finding, FindingKind, Judgement, OrganisationKey, Verdict};

use crate::store::{base, incoming, place, review, year};

fn judgement(verdict: Verdict) -> Judgement {
    Judgement {
        organisation: OrganisationKey("farsta".to_owned()),
        year: year(2026),
        promise: u64::MAX - 1,
        verdict,
        role: "ISAM".to_owned(),
        note: Some("Samma övning.".to_owned()),
    }
}

#[test]
fn judgements_come_out_as_they_went_in_and_can_be_taken_back() {
    let base = base();
    let before = base.store.data_version().unwrap();
    let same = judgement(Verdict::Same(u64::MAX));
    let id = base.store.judge(&same).unwrap();
    assert_eq!(base.store.data_version().unwrap(), before + 1, "pages renew");
    let stored = base.store.judgements(&[id]).unwrap().remove(0);
    assert_eq!((stored.id, &stored.judgement), (id, &same));
    let dataset = base.store.dataset().unwrap();
    let farsta = dataset.find(&same.organisation).unwrap();
    let entry = dataset.judgements_of(farsta, year(2026))[0];
    assert_eq!((entry.promise, entry.verdict), (u64::MAX - 1, Verdict::Same(u64::MAX)));
    assert!(dataset.judgements_of(farsta, year(2025)).is_empty());
    assert!(base.store.take_back(id).unwrap());
    let after = base.store.data_version().unwrap();
    assert!(!base.store.take_back(id).unwrap() && base.store.data_version().unwrap() == after);
    assert!(base.store.dataset().unwrap().judgements.is_empty());
}

#[test]
fn a_judgement_takes_the_place_of_what_it_contradicts_and_of_nothing_else() {
    let base = base();
    let left = || {
        let mut verdicts: Vec<Verdict> =
            base.store.dataset().unwrap().judgements.iter().map(|one| one.verdict).collect();
        verdicts.sort_by_key(|verdict| (verdict.code(), verdict.follow_up()));
        verdicts
    };
    for (said, then) in [
        (Verdict::NotSame(1), vec![Verdict::NotSame(1)]),
        (Verdict::NotSame(2), vec![Verdict::NotSame(1), Verdict::NotSame(2)]),
        (Verdict::Same(1), vec![Verdict::NotSame(2), Verdict::Same(1)]),
        (Verdict::Same(3), vec![Verdict::NotSame(2), Verdict::Same(3)]),
        (Verdict::NotSame(3), vec![Verdict::NotSame(2), Verdict::NotSame(3)]),
        (Verdict::Nothing, vec![Verdict::NotSame(2), Verdict::NotSame(3), Verdict::Nothing]),
    ] {
        base.store.judge(&judgement(said)).unwrap();
        assert_eq!(left(), then, "{said:?}");
    }
    // A register that is replaced takes no judgement with it.
    let organisations = base.store.register().unwrap();
    base.store.replace_register(&organisations[1..]).unwrap();
    base.store.replace_register(&organisations).unwrap();
    assert_eq!(left().len(), 3);
}

#[test]
fn the_data_set_holds_sketches_of_actions_and_of_what_is_not_done() {
    let base = base();
    let mut incoming = incoming("a", b"a", review(Some("farsta"), Some(2026)));
    let finding = |kind, text: &str| Finding {
        kind,
        text: text.to_owned(),
        heading: String::new(),
        areas: [Area::Kontinuitet].into_iter().collect(),
        place: place(3, text),
        confidence: 0.8,
        evidence: Vec::new(),
    };
    incoming.read.review.findings = vec![
        finding(FindingKind::OfOthers, "Granska loggar"),
        finding(FindingKind::NotDone, "Övning har inte hållits"),
    ];
    base.store.save(&[incoming]).unwrap();
    let dataset = base.store.dataset().unwrap();
    let [found] = dataset.findings[..] else { panic!("what others found tells of no promise") };
    let mut sketcher = lagesbild::review::Sketcher::default();
    assert_eq!(dataset.stems(found.stems), sketcher.sketch("Övning har inte hållits"));
    let texts = base.store.actions(&dataset.actions.iter().map(|action| action.id).collect::<Vec<_>>()).unwrap();
    for (entry, stored) in dataset.actions.iter().zip(&texts) {
        assert_eq!(dataset.stems(entry.stems), sketcher.sketch(&stored.action.text));
    }
    assert_eq!(base.store.findings(&[found.id]).unwrap()[0].finding.text, "Övning har inte hållits");
}
