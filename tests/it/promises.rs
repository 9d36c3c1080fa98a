//! The page of promises: its counts, pairs and file, and what persons judge there.

use std::collections::BTreeMap;

use actix_web::{http::StatusCode, test::TestRequest};
use lagesbild::{
    review::{Finding, FindingKind, Place, Verdict},
    store::{Incoming, Sha256Hex},
};
use regex::Regex;

use crate::web::{Answer, Site, all, rows_of_csv};

const FARSTA: &str = "/loften?ar=2025&for=any&organisation=farsta";

/// Farsta's review for 2026, with a statement that something is not done.
fn with_finding(cases: &mut [Incoming]) {
    let review = &mut cases.iter_mut().find(|case| case.file_name.starts_with("farsta-2026")).unwrap().read.review;
    review.findings.push(Finding {
        kind: FindingKind::NotDone,
        text: "Checklista för säkerhetskrav vid direktupphandling tas inte fram.".to_owned(),
        heading: "Uppföljning".to_owned(),
        areas: Default::default(),
        place: Place { line: 3, ..Place::default() },
        confidence: 0.9,
        evidence: Vec::new(),
    });
}

fn decoded(text: &str) -> String {
    text.replace("&#38;", "&").replace("&amp;", "&")
}

/// The pair of a promise that begins with these words.
fn pair<'p>(page: &'p str, words: &str) -> &'p str {
    let mut pairs = page.split("<li id=\"lofte-").skip(1);
    let found = pairs.find(|pair| pair.split("</blockquote>").next().unwrap().contains(words));
    found.unwrap_or_else(|| panic!("no promise {words:?}"))
}

fn outcome(pair: &str) -> &str {
    pair.split("data-outcome=\"").nth(1).unwrap().split('"').next().unwrap()
}

/// The hidden fields of the form by which a pair is judged, with what is matched.
fn fields(pair: &str) -> Vec<(String, String)> {
    let form = pair.split("action=\"/loften/bedomning\">").nth(1).unwrap();
    let hidden = Regex::new(r#"name="(\w+)" value="([^"]*)""#).unwrap();
    let hidden = hidden.captures_iter(form.split("<select").next().unwrap());
    let mut fields: Vec<_> = hidden.map(|found| (found[1].to_owned(), decoded(&found[2]))).collect();
    let option = Regex::new(r#"<option value="([0-9a-f]{16})" selected>"#).unwrap();
    fields.extend(option.captures(form).map(|found| ("mot".to_owned(), found[1].to_owned())));
    fields
}

fn post(path: &str, fields: &[(String, String)]) -> TestRequest {
    TestRequest::post().uri(path).set_form(fields)
}

async fn judge(site: &Site, pair: &str, verdict: &str, role: &str) -> Answer {
    let mut fields = fields(pair);
    fields.extend([("utslag".to_owned(), verdict.to_owned()), ("roll".to_owned(), role.to_owned())]);
    site.send(post("/loften/bedomning", &fields).insert_header(("sec-fetch-site", "same-origin"))).await
}

#[actix_web::test]
async fn promises_stand_beside_what_the_next_review_says() {
    let site = Site::of(|cases| with_finding(cases));
    let page = site.page(FARSTA).await;
    for (promise, result, words) in [
        ("Upprätta en klassningsplan", "done", "Klassningsplan med fem viktigaste"),
        ("Ta fram kontinuitetsplaner för särskilt", "ongoing", "Kontinuitetsplaner för särskilt boende"),
        ("Revidera den lokala anvisningen", "planned", "Revidera den lokala anvisningen"),
        ("Öva samtliga kontinuitetsplaner", "carried_over", "2028"),
        ("Ta fram en checklista", "dropped", "tas inte fram"),
        ("Anpassa incidentrapporteringen", "silent", "Genomgången för 2026"),
    ] {
        let pair = pair(&page, promise);
        assert_eq!(outcome(pair), result, "{promise}");
        assert!(pair.contains(words), "{promise}: {pair}");
        assert!(pair.contains("class=\"to-document\"") && pair.contains("farsta-2025"), "{promise}");
    }
    assert!(pair(&page, "Upprätta en klassningsplan").contains("Gemensamma ord:"));
    let newest = site.page("/loften?ar=2026&organisation=farsta").await;
    assert!(newest.contains("data-outcome=\"unknown\"") && !newest.contains("data-outcome=\"silent\""));
    assert!(!newest.contains("action=\"/loften/bedomning\""), "nothing can be said of what is not known");
    assert!(site.page("/organisationer/farsta?ar=2025").await.contains("/loften?ar=2025&#38;organisation=farsta"));
}

#[actix_web::test]
async fn every_number_of_the_page_equals_its_files() {
    let site = Site::of(|cases| with_finding(cases));
    let row = Regex::new(r#"(?s)<tr[^>]* data-key="([^"]+)"><th scope="row">.*?</tr>"#).unwrap();
    let cell = Regex::new(r#"(?s)<td class="num">(.*?)</td>"#).unwrap();
    let tags = Regex::new("<[^>]*>").unwrap();
    let keys = ["promises", "outcome_done", "outcome_ongoing", "outcome_planned", "outcome_carried_over"];
    let more = ["outcome_changed", "outcome_dropped", "outcome_silent", "outcome_unknown"];
    for query in ["ar=2025", "ar=2025&for=any", "ar=2025&for=2026&slag=stadsdelsnamnd", "ar=2026"] {
        let page = site.page(&format!("/loften?{query}")).await;
        let counts = rows_of_csv(&site.page(&format!("/figurer/loften.csv?{query}")).await);
        let counts: BTreeMap<&str, _> = counts.iter().map(|row| (row["scope_key"].as_str(), row)).collect();
        let pairs = rows_of_csv(&site.page(&format!("/loften.csv?{query}")).await);
        let mut seen = 0;
        for found in row.captures_iter(&page) {
            let mut numbers: Vec<String> =
                cell.captures_iter(&found[0]).map(|cell| tags.replace_all(&cell[1], "").into_owned()).collect();
            let slippage = numbers.remove(1);
            assert_eq!(slippage == "–", counts[&found[1]]["slippage"].is_empty(), "{query} {}", &found[1]);
            for (number, key) in numbers.iter().zip(keys.iter().chain(&more)) {
                assert_eq!(*number, counts[&found[1]][*key], "{query} {} {key}", &found[1]);
            }
            seen += 1;
        }
        assert_eq!(seen, counts.len(), "{query}");
        assert_eq!(counts["all"]["promises"], pairs.len().to_string(), "{query}");
        for key in keys.iter().chain(&more).skip(1) {
            let code = key.trim_start_matches("outcome_");
            let of_code = pairs.iter().filter(|row| row["outcome"] == code).count().to_string();
            assert_eq!(counts["all"][*key], of_code, "{query} {key}");
        }
        let (slipped, known): (f64, f64) =
            (counts["all"]["slipped"].parse().unwrap(), counts["all"]["known_outcomes"].parse().unwrap());
        match counts["all"]["slippage"].parse::<f64>() {
            Ok(slippage) => assert!((slippage - slipped / known).abs() < 1e-9),
            Err(_) => assert!(known == 0.0),
        }
    }
}

#[actix_web::test]
async fn choices_restrict_the_pairs_and_long_lists_have_pages() {
    let site = Site::of(all);
    let page = site.page(&format!("{FARSTA}&utfall=done")).await;
    assert!(page.matches("data-outcome=\"done\"").count() > 3);
    assert_eq!(page.matches("data-outcome=").count(), page.matches("data-outcome=\"done\"").count());
    let area = rows_of_csv(&site.page("/loften.csv?ar=2025&omrade=kontinuitet").await);
    assert!(!area.is_empty() && area.iter().all(|row| row["areas"].split(' ').any(|area| area == "kontinuitet")));
    let first = site.page("/loften?ar=2025&for=any").await;
    let second = site.page("/loften?ar=2025&for=any&sida=2").await;
    assert_eq!((first.matches("data-outcome=").count(), second.matches("data-outcome=").count()), (20, 20));
    assert!(first.contains("Nästa sida") && second.contains("Föregående sida"));
    let wrong = site.send(TestRequest::get().uri("/loften?utfall=borta")).await;
    assert!(wrong.status == StatusCode::BAD_REQUEST && wrong.text().contains("carried_over"));
}

#[actix_web::test]
async fn what_a_person_says_stays_when_a_new_version_comes_in_until_it_is_taken_back() {
    let mut newer = Vec::new();
    let site = Site::of(|cases| newer = cases.clone());
    let words = "Upprätta en klassningsplan";
    let page = site.page(FARSTA).await;
    let answer = judge(&site, pair(&page, words), "not_same", "ISAM").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    assert!(answer.header("location").starts_with("/loften?ar=2025&for=any&organisation=farsta"));
    let page = site.page(FARSTA).await;
    let judged = pair(&page, words);
    assert_ne!(outcome(judged), "done", "{judged}");
    assert!(judged.contains("ISAM") && judged.contains("inte samma sak som ”Klassningsplan med fem"), "{judged}");

    // The same review again with another sentence, as a new version.
    newer.retain(|case| case.file_name.starts_with("farsta-202"));
    for case in &mut newer {
        case.sha256 = Sha256Hex::of(case.file_name.as_bytes());
        case.read.review.actions.rotate_left(1);
    }
    site.store.save(&newer).unwrap();
    let page = site.page(FARSTA).await;
    let judged = pair(&page, words);
    assert!(outcome(judged) != "done" && judged.contains("inte samma sak som ”Klassningsplan"), "{judged}");

    let taken = Regex::new(r#"name="bedomning" value="(\d+)""#).unwrap().captures(judged).unwrap()[1].to_owned();
    let back = [("bedomning".to_owned(), taken), ("tillbaka".to_owned(), "ar=2025".to_owned())];
    let request = post("/loften/bedomning/ta-tillbaka", &back).insert_header(("sec-fetch-site", "same-origin"));
    assert_eq!(site.send(request).await.header("location"), "/loften?ar=2025");
    let page = site.page(FARSTA).await;
    assert_eq!(outcome(pair(&page, words)), "done");
}

#[actix_web::test]
async fn a_person_can_confirm_a_match_and_say_that_nothing_answers() {
    let site = Site::of(all);
    let words = "Upprätta en klassningsplan";
    let page = site.page(FARSTA).await;
    assert_eq!(judge(&site, pair(&page, words), "same", "Säkerhetschef").await.status, StatusCode::SEE_OTHER);
    let page = site.page(FARSTA).await;
    let judged = pair(&page, words);
    assert!(outcome(judged) == "done" && judged.contains("bedömd av en person"), "{judged}");
    assert_eq!(judge(&site, judged, "nothing", "ISAM").await.status, StatusCode::SEE_OTHER);
    let page = site.page(FARSTA).await;
    let judged = pair(&page, words);
    assert!(outcome(judged) == "silent" && judged.contains("inget i nästa genomgång svarar"), "{judged}");
    let verdicts: Vec<Verdict> = site.store.dataset().unwrap().judgements.iter().map(|one| one.verdict).collect();
    assert_eq!(verdicts, [Verdict::Nothing], "the later answer took the place of the earlier");
}

#[actix_web::test]
async fn only_our_own_pages_may_judge_and_only_as_a_role() {
    let site = Site::of(all);
    let page = site.page(FARSTA).await;
    let mut own = fields(pair(&page, "Upprätta en klassningsplan"));
    own.extend([("utslag".to_owned(), "nothing".to_owned()), ("roll".to_owned(), "ISAM".to_owned())]);
    let foreign: [&[(&str, &str)]; 5] = [
        &[("sec-fetch-site", "cross-site")],
        &[("sec-fetch-site", "same-site"), ("origin", "http://lage.example"), ("host", "lage.example")],
        &[("origin", "https://annan.example"), ("host", "lage.example")],
        &[("origin", "null"), ("host", "lage.example")],
        &[],
    ];
    for headers in foreign {
        let request = headers.iter().fold(post("/loften/bedomning", &own), |request, one| request.insert_header(*one));
        assert_eq!(site.send(request).await.status, StatusCode::FORBIDDEN, "{headers:?}");
    }
    for (field, value) in [
        ("roll", ""),
        ("roll", "isam@stad.example"),
        ("skal", "Ring Anna Andersson"),
        ("utslag", "kanske"),
        ("lofte", "00000000000000aa"),
        ("organisation", "okand"),
    ] {
        let mut wrong: Vec<_> = own.iter().filter(|(name, _)| name != field).cloned().collect();
        wrong.push((field.to_owned(), value.to_owned()));
        let request = post("/loften/bedomning", &wrong).insert_header(("sec-fetch-site", "same-origin"));
        let answer = site.send(request).await;
        assert!(answer.status.is_client_error(), "{field} {value}: {}", answer.status);
    }
    assert!(site.store.dataset().unwrap().judgements.is_empty(), "nothing of all this was kept");
    // Without the newer header the older one tells.
    let old = post("/loften/bedomning", &own).insert_header(("origin", "http://lage.example"));
    let old = old.insert_header(("host", "lage.example"));
    assert_eq!(site.send(old).await.status, StatusCode::SEE_OTHER);
    let read = site.send(TestRequest::get().uri("/loften/bedomning")).await;
    assert_eq!(read.status, StatusCode::METHOD_NOT_ALLOWED);
}
