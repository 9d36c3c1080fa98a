//! What is one effort and what is not, on a handful of invented actions.

use super::*;

fn effort(organisation: u32, area: Area, measure: &str, text: &str) -> Effort {
    Effort {
        organisation,
        areas: [area].into_iter().collect(),
        measures: measure.parse().into_iter().collect(),
        text: text.to_owned(),
    }
}

fn exercise() -> Vec<Effort> {
    use Area::{Behorighetshantering as Access, Kontinuitet as Continuity};
    vec![
        effort(0, Continuity, "c", "Öva elavbrott med reservkraft vid äldreboenden"),
        effort(1, Continuity, "c", "Reservkraften ska prövas vid ett elavbrott"),
        effort(2, Continuity, "c", "Övning: elavbrott utan reservkraft"),
        effort(3, Access, "i", "Behörigheter gås igenom varje halvår"),
        effort(4, Access, "j", "Flerfaktorsinloggning för alla"),
        effort(5, Access, "j", "Flerfaktorsinloggningen byggs ut"),
        effort(6, Access, "j", "Alla får flerfaktorsinloggning"),
    ]
}

#[test]
fn actions_of_three_organisations_that_share_rare_words_are_one_effort() {
    let found = joint(&exercise());
    let told: Vec<(&[usize], Area, Option<Measure>)> =
        found.iter().map(|group| (group.members.as_slice(), group.area, group.measure)).collect();
    assert!(told.contains(&(&[0, 1, 2], Area::Kontinuitet, Some(Measure::C))), "{found:?}");
    assert!(told.contains(&(&[4, 5, 6], Area::Behorighetshantering, Some(Measure::J))), "one long word is enough");
    assert_eq!(told.len(), 2);
    let power = found.iter().find(|group| group.area == Area::Kontinuitet).unwrap();
    assert!(power.words.contains(&"elavbrott".to_owned()) && power.words.contains(&"reservkraft".to_owned()));
    assert!(found.iter().all(|group| group.sureness > 0.2 && group.sureness <= 1.0));
}

#[test]
fn two_organisations_are_too_few_however_many_actions_they_have() {
    let mut efforts = exercise();
    efforts[2].organisation = 1;
    assert!(joint(&efforts).iter().all(|group| group.area != Area::Kontinuitet));
}

#[test]
fn the_same_words_on_another_subject_are_another_effort() {
    let mut efforts = exercise();
    efforts[1].measures = [Measure::E].into_iter().collect();
    assert!(joint(&efforts).iter().all(|group| group.area != Area::Kontinuitet));
    efforts[1] = effort(1, Area::Upphandling, "c", "Reservkraften ska prövas vid ett elavbrott");
    assert!(joint(&efforts).iter().all(|group| group.area != Area::Kontinuitet));
}

#[test]
fn each_action_stands_in_one_group_and_the_order_of_what_is_given_changes_nothing() {
    let mut efforts = exercise();
    let words = |efforts: &[Effort]| joint(efforts).into_iter().map(|group| group.words).collect::<Vec<_>>();
    let first = words(&efforts);
    let mut members: Vec<usize> = joint(&efforts).into_iter().flat_map(|group| group.members).collect();
    members.sort_unstable();
    members.dedup();
    assert_eq!(members.len(), 6);
    efforts.reverse();
    assert_eq!(words(&efforts), first);
    assert!(joint(&[]).is_empty());
}
