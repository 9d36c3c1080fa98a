//! NIS2 readiness over HTTP: the ladder against its files, the way down to the sentences, and what is missing.

use std::collections::BTreeMap;

use lagesbild::review::{Scope, ScopeDecision};
use regex::Regex;

use crate::web::{Site, all, rows_of_csv};

/// The rungs as they stand on the page: (organisation, letter) → rung; a row without rungs gives its state for each.
fn rungs(page: &str) -> BTreeMap<(String, String), String> {
    let row = Regex::new(r#"(?s)<tr data-key="([^"]+)">(.*?)</tr>"#).unwrap();
    let cell = Regex::new(r#"data-rung="([a-z_]+)""#).unwrap();
    let whole = Regex::new(r#"<td class="([a-z_]+)" colspan="10">"#).unwrap();
    let mut found = BTreeMap::new();
    for row in row.captures_iter(page) {
        let each: Vec<String> = match whole.captures(&row[2]) {
            Some(state) => vec![state[1].to_owned(); 10],
            None => cell.captures_iter(&row[2]).map(|rung| rung[1].to_owned()).collect(),
        };
        assert_eq!(each.len(), 10, "ten measures of {}", &row[1]);
        for (letter, rung) in "abcdefghij".chars().zip(each) {
            found.insert((row[1].to_owned(), letter.to_string()), rung);
        }
    }
    found
}

#[actix_web::test]
async fn every_rung_of_the_ladder_equals_its_csv() {
    let site = Site::of(all);
    for query in ["?ar=2026", "?ar=2026&slag=bolag", "?ar=2025"] {
        let page = rungs(&site.page(&format!("/nis2{query}")).await);
        let rows = rows_of_csv(&site.page(&format!("/figurer/nis2.csv{query}")).await);
        assert_eq!(rows.len(), page.len(), "{query}");
        for row in &rows {
            let key = (row["organisation_key"].clone(), row["measure"].clone());
            assert_eq!(page[&key], row["rung"], "{key:?}");
            // What is not known is empty, never the lowest.
            let known = !matches!(row["rung"].as_str(), "unusable" | "no_review");
            assert_eq!(!row["done"].is_empty(), known, "{key:?}");
        }
        assert!(rows.iter().any(|row| row["rung"] == "planned" || row["rung"] == "done"), "{query}");
    }
}

#[actix_web::test]
async fn a_rung_leads_to_the_sentences_that_it_rests_on() {
    let site = Site::of(all);
    let rows = rows_of_csv(&site.page("/figurer/nis2.csv?ar=2026").await);
    let done = rows.iter().find(|row| row["rung"] == "planned").expect("something is planned");
    let (key, letter) = (&done["organisation_key"], &done["measure"]);
    let ladder = site.page("/nis2?ar=2026").await;
    assert!(ladder.contains(&format!("href=\"/nis2/{key}?ar=2026#{letter}\"")), "the cell is a link");
    let page = site.page(&format!("/nis2/{key}?ar=2026")).await;
    let from = page.find(&format!("id=\"{letter}\"")).expect("the measure has its place");
    let section = page.get(from..).unwrap().split("</section>").next().unwrap();
    let shown = section.matches("<q>").count();
    let counts: usize = ["planned", "ongoing", "done"].iter().map(|key| done[*key].parse::<usize>().unwrap()).sum();
    assert!(shown >= counts.min(6) && counts > 0, "{shown} sentences of {counts}");
    let document = Regex::new(r#"href="(/dokument/\d+\?atgard=\d+)#rad-\d+""#).unwrap();
    let link = document.captures(section).expect("a sentence leads to its document")[1].to_owned();
    assert!(site.page(&link).await.contains("class=\"asked"), "the sentence is marked");
}

#[actix_web::test]
async fn an_organisation_without_a_review_is_told_so_and_not_shown_as_zero() {
    let site = Site::of(all);
    let rows = rows_of_csv(&site.page("/figurer/nis2.csv?ar=2026").await);
    let silent = rows.iter().find(|row| row["rung"] == "no_review").expect("some have sent nothing in");
    assert_eq!((silent["readiness_index"].as_str(), silent["planned"].as_str()), ("", ""));
    let page = site.page(&format!("/nis2/{}?ar=2026", silent["organisation_key"])).await;
    assert!(page.contains("class=\"empty\"") && !page.contains("<section"), "an empty state");
}

#[actix_web::test]
async fn requirements_say_from_when_they_hold() {
    let site = Site::of(all);
    let page = site.page("/krav").await;
    for words in ["2026-01-15", "2025:1506", "5.24", "Inget datum är beslutat"] {
        assert!(page.contains(words), "{words}");
    }
    assert!(site.page("/krav?lang=en").await.contains("In force from"));
}

#[actix_web::test]
async fn whom_the_law_covers_is_undecided_until_somebody_decides() {
    let site = Site::of(all);
    let row = |page: &str, name: &str| {
        let from = page.find("id=\"omfattas\"").unwrap();
        let table = page.get(from..).unwrap().split("</table>").next().unwrap().to_owned();
        table.split("<tr>").find(|row| row.contains(name)).unwrap().to_owned()
    };
    assert!(row(&site.page("/nis2").await, "AB Stokab").contains("obeslutat"));
    let decision = ScopeDecision {
        legal_person: "stokab".to_owned(),
        scope: Scope::Essential,
        reason: "Digital infrastruktur <b>".to_owned(),
        decided_by: "Styrelsen".to_owned(),
        decided_on: Some("2026-02-01".to_owned()),
    };
    site.store().replace_scopes(std::slice::from_ref(&decision)).unwrap();
    let told = row(&site.page("/nis2").await, "AB Stokab");
    for words in ["väsentlig verksamhetsutövare", "Digital infrastruktur &#60;b&#62;", "Styrelsen", "2026-02-01"] {
        assert!(told.contains(words), "{words}: {told}");
    }
    assert!(site.page("/nis2/stokab").await.contains("väsentlig verksamhetsutövare"));
    assert!(site.page("/nis2/farsta").await.contains("Stockholms kommun"));
    assert_eq!(site.store().scopes().unwrap(), [decision]);
}
