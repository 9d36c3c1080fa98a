//! Promises over hand-made reviews: each outcome, and what persons say of them.

use super::*;
use crate::{
    analytics::sample::{dataset, year},
    review::{
        Area, AreaSet, FindingId, JudgementEntry, Kind, ReviewEntry, ReviewId, Sketcher, Stems, Verdict, fingerprint,
    },
};

/// A data set that begins with organisations and no reviews.
struct Made {
    data: Dataset,
    sketcher: Sketcher,
}

const TRAINING: &[Area] = &[Area::Utbildning];
const CONTINUITY: &[Area] = &[Area::Kontinuitet];

impl Made {
    fn new() -> Made {
        let data = Dataset { organisations: dataset().organisations, ..Dataset::default() };
        Made { data, sketcher: Sketcher::default() }
    }

    /// Reviews must come in the order of organisation and year.
    fn review(mut self, organisation: u32, of: i32, usable: bool) -> Made {
        self.data.reviews.push(ReviewEntry {
            id: ReviewId(of),
            organisation: OrganisationIndex(organisation),
            year: year(of),
            plan_years: YearSet::EMPTY,
            usable,
            remarks: 0,
        });
        self
    }

    fn last(&self) -> ReviewIndex {
        ReviewIndex(u32::try_from(self.data.reviews.len()).unwrap() - 1)
    }

    fn stems(&mut self, text: &str) -> Stems {
        let start = u32::try_from(self.data.stems.len()).unwrap();
        self.data.stems.extend(self.sketcher.sketch(text));
        Stems { start, end: u32::try_from(self.data.stems.len()).unwrap() }
    }

    fn action(mut self, text: &str, status: Status, years: &[i32], areas: &[Area]) -> Made {
        let stems = self.stems(text);
        self.data.actions.push(ActionEntry {
            id: ActionId(i32::try_from(self.data.actions.len()).unwrap()),
            review: self.last(),
            years: years.iter().copied().map(year).collect(),
            areas: areas.iter().copied().collect::<AreaSet>(),
            measures: Default::default(),
            status,
            fingerprint: fingerprint(text),
            stems,
            optional: false,
        });
        self
    }

    fn plan(self, text: &str, years: &[i32], areas: &[Area]) -> Made {
        self.action(text, Status::Planned, years, areas)
    }

    fn not_done(mut self, text: &str, areas: &[Area]) -> Made {
        let stems = self.stems(text);
        self.data.findings.push(FindingEntry {
            id: FindingId(1),
            review: self.last(),
            areas: areas.iter().copied().collect(),
            fingerprint: fingerprint(text),
            stems,
        });
        self
    }

    fn judged(mut self, promise: &str, verdict: Verdict) -> Made {
        let id = JudgementId(i32::try_from(self.data.judgements.len()).unwrap());
        let (organisation, year) = (OrganisationIndex(0), year(2025));
        self.data.judgements.push(JudgementEntry { id, organisation, year, promise: fingerprint(promise), verdict });
        self
    }

    fn of(&self, number: i32) -> Vec<Promise> {
        promises(&self.data, &Filter::of_year(year(number)), None)
    }

    fn outcomes(&self, number: i32) -> Vec<OutcomeKind> {
        self.of(number).iter().map(|promise| promise.outcome).collect()
    }
}

const EXERCISE: &str = "Öva kontinuitetsplanen för trygghetslarmen";
const COURSE: &str = "Utbilda chefer i informationssäkerhet";
const FOLDERS: &str = "Gå igenom gamla gruppmappar och stänga dem";

#[test]
fn each_outcome_is_told_from_the_others() {
    let made = Made::new()
        .review(0, 2025, true)
        .plan(EXERCISE, &[2025], CONTINUITY)
        .plan(COURSE, &[], TRAINING)
        .plan("Klassa journalsystemet", &[2025], &[Area::Informationsklassning])
        .plan(FOLDERS, &[2025], &[Area::Behorighetshantering])
        .plan("Teckna biträdesavtal med leverantörer av kameror", &[2025], &[Area::Dataskydd])
        .plan("Granska efterlevnaden av lokal anvisning externt", &[2027], &[Area::LokalAnvisning])
        .plan("Skriva en rutin för loggar i fastighetssystemet", &[2025], &[Area::Systemstod])
        .plan("Införa tjänstelegitimation", &[2025], &[Area::Systemstod])
        .review(0, 2026, true)
        .action("Övning av kontinuitetsplanen för trygghetslarmen har hållits", Status::Done, &[2025], CONTINUITY)
        .action("Utbildning av chefer i informationssäkerhet", Status::Ongoing, &[2026], TRAINING)
        .plan("Klassa journalsystemet", &[2026], &[Area::Informationsklassning])
        .not_done("Genomgången av gamla gruppmappar har inte blivit av", &[Area::Behorighetshantering])
        .plan("Granska efterlevnaden av lokal anvisning externt", &[2027], &[Area::LokalAnvisning])
        .plan("Skriva en rutin för loggar", &[2026], &[Area::Incidenthantering]);
    use OutcomeKind::{CarriedOver, Changed, Done, Dropped, Ongoing, Planned, Silent};
    assert_eq!(made.outcomes(2025), [Done, Ongoing, CarriedOver, Dropped, Silent, Planned, Changed, Silent]);
    let all = made.of(2025);
    assert!(all.iter().all(|promise| promise.confidence.is_some_and(|sure| (0.4..=1.0).contains(&sure))), "{all:#?}");
    let tally = Tally::of(&all);
    assert_eq!((tally.total(), tally.known(), tally.slipped()), (8, 8, 4));
    assert_eq!(tally.slippage(), Some(0.5));
    assert_eq!(tally.share(OutcomeKind::Silent), Some(0.25));
}

#[test]
fn without_a_next_review_that_can_be_used_nothing_is_known() {
    let made = Made::new().review(0, 2025, true).plan(EXERCISE, &[2025], CONTINUITY).review(0, 2026, false);
    assert_eq!(made.outcomes(2025), [OutcomeKind::Unknown]);
    let tally = Tally::of(&made.of(2025));
    assert_eq!((tally.known(), tally.slippage(), tally.share(OutcomeKind::Unknown)), (0, None, None));
    assert_eq!(newest_known(&made.data), None);
    // A year without a review is passed over: the next that can be used tells.
    let later = made.review(0, 2027, true).action(EXERCISE, Status::Done, &[2026], CONTINUITY);
    assert_eq!(later.outcomes(2025), [OutcomeKind::Done]);
    assert_eq!(newest_known(&later.data), Some(year(2025)));
}

#[test]
fn carrying_over_is_counted_in_a_row() {
    let plan = |made: Made, of: i32| made.review(0, of, true).plan(EXERCISE, &[of], CONTINUITY);
    let made = [2024, 2025, 2026, 2027].into_iter().fold(Made::new(), plan);
    let times: Vec<u32> = [2024, 2025, 2026, 2027].iter().map(|of| made.of(*of)[0].times).collect();
    assert_eq!(times, [1, 2, 3, 0]);
}

#[test]
fn what_was_meant_for_a_later_year_all_along_has_not_slipped_and_what_is_moved_on_has() {
    let made = Made::new()
        .review(0, 2025, true)
        .plan(EXERCISE, &[2026, 2027], CONTINUITY)
        .plan(COURSE, &[2027], TRAINING)
        .plan(FOLDERS, &[2027], &[])
        .review(0, 2026, true)
        .plan(EXERCISE, &[2027], CONTINUITY)
        .plan(COURSE, &[2028], TRAINING)
        .plan(FOLDERS, &[2026], &[]);
    assert_eq!(made.outcomes(2025), [OutcomeKind::Planned, OutcomeKind::CarriedOver, OutcomeKind::Changed]);
}

#[test]
fn the_same_words_for_several_years_pair_year_with_year() {
    let made = Made::new()
        .review(0, 2025, true)
        .plan(EXERCISE, &[2026], CONTINUITY)
        .plan(EXERCISE, &[2027], CONTINUITY)
        .review(0, 2026, true)
        .plan(EXERCISE, &[2027], CONTINUITY)
        .plan(EXERCISE, &[2026], CONTINUITY);
    assert_eq!(made.outcomes(2025), [OutcomeKind::Planned; 2]);
}

#[test]
fn one_statement_answers_one_promise() {
    let made = Made::new()
        .review(0, 2025, true)
        .plan(EXERCISE, &[2025], CONTINUITY)
        .plan("Öva kontinuitetsplanen för trygghetslarmen en gång till", &[2025], CONTINUITY)
        .review(0, 2026, true)
        .action(EXERCISE, Status::Done, &[2025], CONTINUITY)
        .plan(COURSE, &[2026], TRAINING);
    assert_eq!(made.outcomes(2025), [OutcomeKind::Done, OutcomeKind::Silent]);
}

#[test]
fn a_successor_tells_of_what_an_organisation_that_ended_promised() {
    let mut made = Made::new().review(0, 2026, true).action(EXERCISE, Status::Done, &[2025], CONTINUITY);
    let ada = made.data.organisations[0].key.clone();
    made.data.organisations[3].successors = vec![ada];
    let made = made.review(3, 2025, true).plan(EXERCISE, &[2025], CONTINUITY);
    assert_eq!(made.outcomes(2025), [OutcomeKind::Done]);
    assert_eq!(made.of(2025)[0].organisation, OrganisationIndex(3));
}

fn two_years() -> Made {
    Made::new()
        .review(0, 2025, true)
        .plan(EXERCISE, &[2025], CONTINUITY)
        .review(0, 2026, true)
        .action(EXERCISE, Status::Done, &[2025], CONTINUITY)
        .action("Pappersrutin vid avbrott", Status::Ongoing, &[2026], CONTINUITY)
}

#[test]
fn what_persons_say_goes_before_what_is_counted() {
    let paper = fingerprint("Pappersrutin vid avbrott");
    for (verdicts, outcome) in [
        (vec![Verdict::Same(fingerprint(EXERCISE))], OutcomeKind::Done),
        (vec![Verdict::NotSame(fingerprint(EXERCISE))], OutcomeKind::Silent),
        (vec![Verdict::Same(paper)], OutcomeKind::Ongoing),
        (vec![Verdict::NotSame(fingerprint(EXERCISE)), Verdict::Same(paper)], OutcomeKind::Ongoing),
        (vec![Verdict::Nothing], OutcomeKind::Silent),
    ] {
        let made = verdicts.iter().fold(two_years(), |made, verdict| made.judged(EXERCISE, *verdict));
        let found = made.of(2025).remove(0);
        assert_eq!(found.outcome, outcome, "{verdicts:?}");
        assert_eq!(found.judgements.len(), verdicts.len());
        let decides = verdicts.iter().any(|verdict| !matches!(verdict, Verdict::NotSame(_)));
        assert_eq!((found.is_judged, found.confidence == Some(1.0)), (decides, decides), "{verdicts:?}");
    }
    // What is no longer said is no answer; what is counted stands again.
    let gone = two_years().judged(EXERCISE, Verdict::Same(7)).of(2025).remove(0);
    assert_eq!((gone.outcome, gone.is_judged), (OutcomeKind::Done, false));
}

#[test]
fn years_kinds_and_areas_restrict_what_is_listed_and_add_up() {
    let made = Made::new()
        .review(0, 2025, true)
        .plan(EXERCISE, &[2025], &[Area::Kontinuitet, Area::Nis2])
        .plan(COURSE, &[], TRAINING)
        .plan(FOLDERS, &[2026], &[])
        .review(4, 2025, true)
        .plan(COURSE, &[2025], TRAINING);
    let count = |kind, for_year| promises(&made.data, &Filter { year: year(2025), kind, for_year }, None).len();
    assert_eq!(count(None, ForYear::Any), 4);
    assert_eq!(count(None, ForYear::Only(year(2025))), 3, "an undated one is for the year of its review");
    assert_eq!(count(None, ForYear::Undated), 1);
    assert_eq!(count(Some(Kind::Bolag), ForYear::Any), 1);
    let all = made.of(2025);
    assert_eq!(promises(&made.data, &Filter::of_year(year(2025)), Some(OrganisationIndex(4))).len(), 1);
    let sum = |totals: Vec<u32>| totals.iter().sum::<u32>();
    assert_eq!(sum(by_organisation(&all).iter().map(|(_, tally)| tally.total()).collect()), 4);
    assert_eq!(sum(by_kind(&made.data, &all).iter().map(|(_, tally)| tally.total()).collect()), 4);
    let areas: Vec<(Area, u32)> = by_area(&all).iter().map(|(area, tally)| (*area, tally.total())).collect();
    assert_eq!(areas, [(Area::Nis2, 1), (Area::Utbildning, 2), (Area::Kontinuitet, 1)]);
}

#[test]
fn a_list_that_was_copied_is_flagged() {
    let texts = [EXERCISE, COURSE, FOLDERS, "Klassa journalsystemet", "Skriva en rutin för loggar"];
    let of = |made: Made, number: i32| {
        texts.iter().fold(made.review(0, number, true), |made, text| made.plan(text, &[number], &[]))
    };
    let made = of(of(Made::new(), 2025), 2026);
    let found = made.of(2025);
    assert!(found.iter().all(|promise| promise.is_copied && promise.outcome == OutcomeKind::CarriedOver));
    assert!(!two_years().of(2025)[0].is_copied);
}
