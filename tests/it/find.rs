//! The search and the pages of areas, asked through the app: what is found, marked, narrowed and hidden.

use actix_web::http::StatusCode;
use lagesbild::store::Incoming;
use regex::Regex;

use crate::web::{Site, all, rows_of_csv};

/// A word that no fixture holds.
const OWN: &str = "zebraplanen";

/// The first review with another text for its first action, which then stands for itself.
fn with_action(text: &str) -> impl FnOnce(&mut Vec<Incoming>) {
    let text = text.to_owned();
    move |cases| cases[0].read.review.actions[0].text = text
}

fn tally(page: &str, sort: &str) -> usize {
    let found = Regex::new(&format!(">{sort} <b>([^<]*)</b>")).unwrap();
    let digits: String = found.captures(page).expect(sort)[1].chars().filter(char::is_ascii_digit).collect();
    digits.parse().unwrap()
}

fn hits(page: &str) -> Vec<String> {
    let hit = Regex::new(r"(?s)<blockquote>(.*?)</blockquote>").unwrap();
    hit.captures_iter(page).map(|found| found[1].to_owned()).collect()
}

#[actix_web::test]
async fn other_forms_and_compounds_are_found_and_marked() {
    let site = Site::of(with_action("Informationsklassningen av zebror"));
    for query in ["klassning+zebra", "klassningar%20zebror", "INFORMATIONSKLASSNING%20zebrorna", "klassning+zebror"] {
        let page = site.page(&format!("/sok?q={query}&vad=atgarder")).await;
        if query == "klassning+zebra" {
            // The stem of "zebra" is that of "zebror".
            assert!(hits(&page).iter().any(|hit| hit.contains("<mark>zebror</mark>")), "{page}");
        }
        assert!(hits(&page)[0].contains("<mark>Informationsklassningen</mark> av"), "{query}: {page}");
    }
}

#[actix_web::test]
async fn letters_need_not_be_typed_with_their_marks() {
    let site = Site::of(with_action("Se över behörighetsgenomgångarna i zebraregistret"));
    let page = site.page("/sok?q=behorighet+zebraregistret").await;
    assert!(page.contains("<mark>behörighetsgenomgångarna</mark>"), "{page}");
}

#[actix_web::test]
async fn every_hit_leads_to_its_line_in_its_document() {
    let site = Site::of(all);
    let link = Regex::new(r##"class="to-document" href="([^"#]+)#(rad-\d+)""##).unwrap();
    for sort in ["atgarder", "risker", "ovrigt"] {
        let page = site.page(&format!("/sok?q=system&vad={sort}")).await;
        let found: Vec<_> = link.captures_iter(&page).collect();
        assert!(!found.is_empty(), "{sort}");
        for found in found.iter().take(5) {
            let document = site.page(&found[1].replace("&#38;", "&")).await;
            assert!(document.contains(&format!("<li id=\"{}\">", &found[2])), "{} {}", &found[1], &found[2]);
        }
    }
}

#[actix_web::test]
async fn filters_narrow_and_stay_in_every_address() {
    let site = Site::of(all);
    let whole = site.page("/sok?q=utbildning").await;
    let page = site.page("/sok?q=utbildning&ar=2026&slag=stadsdelsnamnd&status=planned&omrade=utbildning").await;
    assert!((1..tally(&whole, "Allt")).contains(&tally(&page, "Allt")));
    for chosen in ["2026", "stadsdelsnamnd", "planned", "utbildning"] {
        assert!(page.contains(&format!("<option value=\"{chosen}\" selected>")), "the form shows {chosen}");
    }
    let kept = "q=utbildning&#38;ar=2026&#38;slag=stadsdelsnamnd&#38;omrade=utbildning&#38;status=planned";
    assert!(page.contains(&format!("href=\"/sok?{kept}&#38;vad=atgarder\"")), "{page}");
    assert!(page.contains(&format!("href=\"/sok.csv?{kept}\"")), "{page}");
    let one = site.page("/sok?q=utbildning&organisation=farsta").await;
    assert!(one.contains("/organisationer/farsta?") && !one.contains("href=\"/organisationer/bromma?"));
    let sum: usize = ["Åtgärder", "Risker", "Övrig text"].iter().map(|sort| tally(&whole, sort)).sum();
    assert_eq!(sum, tally(&whole, "Allt"), "the sorts add up");
}

#[actix_web::test]
async fn the_files_hold_what_the_pages_show_in_the_same_order() {
    let site = Site::of(all);
    for query in ["q=utbildning", "q=incident&vad=risker", "q=%22lokal%20anvisning%22&ar=2026"] {
        let page = site.page(&format!("/sok?{query}")).await;
        let rows = rows_of_csv(&site.page(&format!("/sok.csv?{query}")).await);
        let json: serde_json::Value = serde_json::from_str(&site.page(&format!("/sok.json?{query}")).await).unwrap();
        let sort = if query.contains("risker") { "Risker" } else { "Allt" };
        assert_eq!(rows.len(), tally(&page, sort), "{query}");
        assert_eq!(rows.len(), json["rows"].as_array().unwrap().len(), "{query}");
        for (hit, row) in hits(&page).iter().zip(&rows) {
            let plain = hit.replace("<mark>", "").replace("</mark>", "").replace("&#34;", "\"").replace("&#39;", "'");
            assert_eq!(plain, row["text"], "{query}");
            assert!(!row["document"].is_empty() && !row["line"].is_empty() && !row["year"].is_empty(), "{row:?}");
        }
    }
    let later = site.page("/sok?q=informationss%C3%A4kerhet&sida=2").await;
    let all = rows_of_csv(&site.page("/sok.csv?q=informationss%C3%A4kerhet").await);
    assert!(later.contains("Föregående sida") && all.len() > 30);
    let first = hits(&later)[0].replace("<mark>", "").replace("</mark>", "");
    assert_eq!(first, all[30]["text"], "the second page goes on where the first ends");
}

#[actix_web::test]
async fn words_of_documents_and_of_queries_are_never_markup() {
    let site = Site::of(|cases| {
        cases[0].read.review.actions[0].text = format!("<script>alert(1)</script> {OWN} \"&'");
        cases[0].read.review.actions[0].heading = "<i>rubrik</i>".to_owned();
        cases[0].read.text.push_str("\n\n<img src=x> giraffplanen </mark>\n");
        cases[0].file_name = "<b>.txt".to_owned();
    });
    for query in [OWN, "giraffplanen", "%3Cb%3E%22%3E", "%22%3E%3Cscript%3E", "script"] {
        for language in ["sv", "en"] {
            let page = site.page(&format!("/sok?q={query}&lang={language}")).await;
            for markup in ["<script", "<b>.txt", "<i>rubrik", "<img", "\"><"] {
                assert!(!page.replace("\"><option", "").contains(markup) || markup == "\"><", "{query}: {markup}");
            }
            let (opened, closed) = (page.matches("<mark>").count(), page.matches("</mark>").count());
            assert_eq!(opened, closed, "{query}");
        }
    }
    assert!(site.page(&format!("/sok?q={OWN}")).await.contains(&format!("<mark>{OWN}</mark> &#34;&#38;&#39;")));
    assert!(site.page("/sok?q=%22%3E%3Cp%3E").await.contains("value=\"&#34;&#62;&#60;p&#62;\""));
}

#[actix_web::test]
async fn what_tells_of_a_person_is_neither_found_nor_shown() {
    let secret = "anna.larsson@stad.example.org";
    let site = Site::of(|cases| {
        cases[0].read.review.actions[0].text = format!("Kontakta {secret} om {OWN}");
        cases[0].read.text.push_str(&format!("\n\nFråga {secret} om giraffplanen, nr 811218-9876.\n"));
    });
    for query in [secret, "larsson", "anna.larsson", "stad.example", "811218-9876", "%22811218%22", "larson"] {
        let page = site.page(&format!("/sok?q={query}")).await;
        assert_eq!(hits(&page), Vec::<String>::new(), "{query}");
        // Besides what was asked for, nothing is given back: no suggestion either.
        let given_back = page.replace(query, "").replace(&query.replace('@', "%40"), "");
        assert!(!given_back.contains("arsson"), "{query}: {page}");
        assert!(!site.page(&format!("/sok.csv?q={query}")).await.contains("Kontakta"), "{query}");
    }
    for query in [OWN, "giraffplanen"] {
        let page = site.page(&format!("/sok?q={query}")).await;
        let file = site.page(&format!("/sok.csv?q={query}")).await;
        for shown in [&page, &file] {
            assert!(
                shown.contains("[e-post]") && !shown.contains("example.org") && !shown.contains("811218"),
                "{shown}"
            );
        }
    }
    assert!(site.page(&format!("/sok?q={OWN}&lang=en")).await.contains("[e-mail]"), "in the reader's language");
}

#[actix_web::test]
async fn a_search_that_finds_nothing_says_what_would() {
    let site = Site::of(all);
    let none = site.page("/sok").await;
    assert!(none.contains("href=\"/sok?q=klassning\""), "examples: {none}");
    let example = Regex::new("<li><a href=\"(/sok\\?q=[^\"]+)\">").unwrap();
    let examples: Vec<String> = example.captures_iter(&none).map(|found| found[1].to_owned()).collect();
    assert!(examples.len() > 2);
    for example in examples {
        assert!(!hits(&site.page(&example).await).is_empty(), "{example}");
    }
    assert!(site.page("/sok?q=utbidlning").await.contains("href=\"/sok?q=utbildning\""), "the nearest word");
    let both = site.page("/sok?q=utbidlning+xyzzyx").await;
    assert!(both.contains("href=\"/sok?q=utbildning\""), "what is suggested finds something: {both}");
    let apart = site.page("/sok?q=utbildning+%22diarienummer%22").await;
    assert!(hits(&apart).is_empty() && apart.contains("href=\"/sok?q=utbildning\""), "fewer words: {apart}");
    let narrow = site.page("/sok?q=utbildning&ar=2026&organisation=farsta&omrade=nis2&status=done").await;
    assert!(narrow.contains("utan urval") && narrow.contains("href=\"/sok?q=utbildning\""), "{narrow}");
    assert!(site.page("/sok?q=-utbildning").await.contains("uteslutas"));
    let long = site.get(&format!("/sok?q={}", "a".repeat(201))).await;
    assert!(long.status == StatusCode::OK && long.text().contains("Högst 200 tecken"));
    assert_eq!(site.get(&format!("/sok.csv?q={}", "a".repeat(201))).await.status, StatusCode::BAD_REQUEST);
    for odd in ["%22", "-", "%FF", "%00", "%F0%9F%98%80", "&sida=99", "+++"] {
        site.page(&format!("/sok?q={odd}")).await;
    }
}

#[actix_web::test]
async fn every_page_has_a_field_that_leads_to_the_search() {
    let site = Site::of(all);
    for path in ["/", "/jamforelse", "/dokument/1", "/omraden/nis2"] {
        let page = site.page(path).await;
        assert!(page.contains("action=\"/sok\"") && page.contains("name=\"q\""), "{path}");
    }
}

#[actix_web::test]
async fn the_page_of_an_area_says_the_same_as_comparison_and_actions() {
    let site = Site::of(all);
    for (area, year) in [("nis2", 2026), ("kontinuitet", 2025), ("utbildning", 2026)] {
        let page = site.page(&format!("/omraden/{area}?ar={year}")).await;
        let rows = rows_of_csv(&site.page(&format!("/jamforelse.csv?ar={year}")).await);
        let of_area = |state: &str| {
            let rows = rows.iter().filter(|row| row["area"] == area && row["state"] == state);
            rows.map(|row| format!("href=\"/organisationer/{}?ar={year}\"", row["organisation_key"]))
                .collect::<Vec<_>>()
        };
        let silent = page.split("id=\"tysta\"").nth(1).unwrap().split("<h2").next().unwrap();
        let listed = silent.split("<details").next().unwrap();
        assert_eq!(listed.matches("<li>").count(), of_area("silent").len(), "{area}");
        assert!(of_area("silent").iter().all(|href| listed.contains(href)), "{area}");
        let counted = rows_of_csv(&site.page(&format!("/atgarder.csv?ar={year}&omrade={area}")).await).len();
        assert!(page.contains(&format!("{counted} åtgärder med dokumentens egna ord")), "{area}");
        assert_eq!(page.matches("<li id=\"atgard-").count(), counted.min(25), "{area}");
    }
    let overview = site.page("/omraden").await;
    assert_eq!(overview.matches("<tr><th scope=\"row\"><a href=\"/omraden/").count(), 12);
}

#[actix_web::test]
async fn an_area_that_does_not_exist_is_told_with_the_way_to_those_that_do() {
    let site = Site::of(all);
    let answer = site.get("/omraden/kaffe").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(answer.text().contains("Okänt område") && answer.text().contains("href=\"/omraden\""));
    assert_eq!(site.get("/omraden/%3Cb%3E").await.status, StatusCode::NOT_FOUND);
    assert_eq!(site.get("/omraden/nis2?ar=2031").await.status, StatusCode::NOT_FOUND);
    assert_eq!(site.get("/sok?q=a&vad=kaffe").await.status, StatusCode::BAD_REQUEST);
}
