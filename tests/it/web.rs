//! The pages and the interface over HTTP, asked through the same app that `serve` runs.

use std::collections::BTreeMap;

use actix_web::{
    body::to_bytes,
    http::{StatusCode, header},
    test,
    web::{Bytes, Data},
};
use lagesbild::{
    normalise::Register,
    pipeline::Limits,
    store::{Incoming, Location, Store},
    web::{Settings, State, app},
};
use regex::Regex;

use crate::handmade;

const TOKEN: &str = "en-nyckel-for-prov";

/// A site over a database of its own.
pub(crate) struct Site {
    state: Data<State>,
    pub(crate) store: Store,
    _folder: tempfile::TempDir,
}

/// What was answered.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    headers: header::HeaderMap,
    body: Bytes,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.to_vec()).unwrap()
    }

    fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

impl Site {
    pub(crate) fn of(change: impl FnOnce(&mut Vec<Incoming>)) -> Site {
        Site::with(Some(TOKEN), change)
    }

    fn with(token: Option<&str>, change: impl FnOnce(&mut Vec<Incoming>)) -> Site {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&Location::Sqlite(folder.path().join("prov.sqlite"))).unwrap();
        let register = Register::builtin().unwrap();
        store.replace_register(register.organisations()).unwrap();
        store.set_invented().unwrap();
        let mut cases = handmade::cases(register.organisations());
        change(&mut cases);
        store.save(&cases).unwrap();
        let settings = Settings {
            upload_token: token.map(str::to_owned),
            upload_limit: 100_000,
            setup: crate::isolation::setup(Limits { file_bytes: 50_000, ..Limits::default() }),
            dashboards: lagesbild::dashboards::all(&[]).unwrap(),
        };
        let state = Data::new(State::new(store.clone(), settings).unwrap());
        Site { state, store, _folder: folder }
    }

    pub(crate) fn store(&self) -> &Store {
        &self.store
    }

    pub(crate) async fn send(&self, request: test::TestRequest) -> Answer {
        let service = test::init_service(app(self.state.clone())).await;
        let response = test::call_service(&service, request.to_request()).await;
        let (status, headers) = (response.status(), response.headers().clone());
        let body = to_bytes(response.into_body()).await.map_err(|_| "a body").unwrap();
        Answer { status, headers, body }
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(test::TestRequest::get().uri(path)).await
    }

    pub(crate) async fn status(&self, path: &str) -> u16 {
        self.get(path).await.status.as_u16()
    }

    /// The page that tells of a faulty choice.
    pub(crate) async fn refused(&self, path: &str) -> String {
        let answer = self.get(path).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{path}");
        answer.text()
    }

    pub(crate) async fn page(&self, path: &str) -> String {
        let answer = self.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        answer.text()
    }
}

pub(crate) fn all(_: &mut Vec<Incoming>) {}

/// The cells of the comparison as they stand on the page: (organisation, area) → (state, planned, ongoing, done, total).
pub(crate) type Cells = BTreeMap<(String, String), (String, [u32; 4])>;

pub(crate) fn cells_of_page(page: &str) -> (Vec<String>, Cells) {
    let head = Regex::new(r#"<th scope="col" data-key="([a-z0-9_]+)""#).unwrap();
    let areas: Vec<String> = head.captures_iter(page).map(|found| found[1].to_owned()).collect();
    let row = Regex::new(r#"(?s)<tr data-key="([^"]+)">(.*?)</tr>"#).unwrap();
    let cell = Regex::new(r#"(?s)<td class="([a-z0-9_]+)"([^>]*)>(.*?)</td>"#).unwrap();
    let split = Regex::new(r"<b>(\d+)</b>\s*<i>(\d+)·(\d+)·(\d+)</i>").unwrap();
    let mut cells = Cells::new();
    let mut order = Vec::new();
    for row in row.captures_iter(page) {
        order.push(row[1].to_owned());
        let found: Vec<(String, [u32; 4], bool)> = cell
            .captures_iter(&row[2])
            .map(|cell| match split.captures(&cell[3]) {
                Some(n) => {
                    let number = |at: usize| n[at].parse().unwrap();
                    ("counted".to_owned(), [number(2), number(3), number(4), number(1)], false)
                }
                None => (cell[1].to_owned(), [0; 4], cell[2].contains("colspan")),
            })
            .collect();
        for (at, area) in areas.iter().enumerate() {
            let (state, numbers, _) = if found[0].2 { &found[0] } else { &found[at] };
            cells.insert((row[1].to_owned(), area.clone()), (state.clone(), *numbers));
        }
    }
    (order, cells)
}

pub(crate) fn rows_of_csv(text: &str) -> Vec<BTreeMap<String, String>> {
    csv::Reader::from_reader(text.as_bytes()).deserialize().collect::<Result<_, _>>().unwrap()
}

#[actix_web::test]
async fn every_page_answers_and_is_light() {
    let site = Site::of(all);
    let picture = Regex::new("(?s)<svg.*?</svg>").unwrap();
    for path in [
        "/",
        "/?ar=2025",
        "/jamforelse",
        "/jamforelse?slag=bolag&for=2027&sortera=nis2&riktning=stigande",
        "/atgarder",
        "/atgarder?sida=3",
        "/nis2",
        "/nis2?ar=2025&slag=bolag",
        "/nis2/farsta",
        "/nis2/farsta?ar=2025",
        "/krav",
        "/oversikter",
        "/oversikter/stadsledningskontoret",
        "/oversikter/stadsledningskontoret?ar=2025&slag=bolag&for=2026",
        "/oversikter/styrgruppen",
        "/atgarder?nis2=b&handlingsplan=incidenthantering",
        "/jamforelse?axel=handlingsplan",
        "/gemensamt",
        "/gemensamt?slag=facknamnd&for=2027",
        "/loften",
        "/loften?ar=2025&for=any&sida=2",
        "/organisationer",
        "/organisationer/farsta",
        "/organisationer/farsta?ar=2025",
        "/organisationer/bromma",
        "/inlamnade",
        "/inlamnade?ar=2025",
        "/genomgangar",
        "/dokument/1",
        "/om",
        "/tillganglighet",
        "/omraden",
        "/omraden/nis2",
        "/omraden/utbildning?ar=2025&sida=2",
        "/sok",
        "/sok?q=utbildning",
        "/sok?q=informationss%C3%A4kerhet&sida=2",
        "/sok?q=finnsinte",
    ] {
        for language in ["sv", "en"] {
            let joined = format!("{path}{}lang={language}", if path.contains('?') { '&' } else { '?' });
            let page = site.page(&joined).await;
            assert!(page.contains(&format!("<html lang=\"{language}\">")), "{joined}");
            // Drawings stand in the page, and are pictures all the same.
            let weight = picture.replace_all(&page, "").len();
            assert!(weight < 150_000 && page.len() < 250_000, "{joined} has {weight} of {} bytes", page.len());
            assert!(!page.contains("web_") && !page.contains("web."), "{joined} shows the key of a missing text");
            let notice = if language == "sv" { "Påhittade uppgifter" } else { "Invented data" };
            assert!(page.contains(notice), "{joined}");
        }
    }
}

#[actix_web::test]
async fn every_number_of_the_comparison_equals_its_csv() {
    let site = Site::of(|cases| {
        // One review that cannot be used, so that all five states are compared.
        for action in &mut cases[0].read.review.actions {
            action.optional = true;
        }
    });
    for query in ["", "?ar=2025", "?slag=facknamnd", "?for=2027", "?for=undated&sortera=styrning"] {
        let (order, cells) = cells_of_page(&site.page(&format!("/jamforelse{query}")).await);
        let rows = rows_of_csv(&site.page(&format!("/jamforelse.csv{query}")).await);
        assert_eq!(rows.len(), cells.len(), "{query}");
        for row in &rows {
            let number = |key: &str| row[key].parse().unwrap_or(0);
            let numbers = [number("planned"), number("ongoing"), number("done"), number("total")];
            let key = (row["organisation_key"].clone(), row["area"].clone());
            assert_eq!(cells[&key], (row["state"].clone(), numbers), "{query} {key:?}");
        }
        let mut in_file: Vec<&String> = rows.iter().map(|row| &row["organisation_key"]).collect();
        in_file.dedup();
        assert_eq!(order.iter().collect::<Vec<_>>(), in_file, "{query}: the same order");
    }
    let (_, cells) = cells_of_page(&site.page("/jamforelse?ar=2025").await);
    let states: std::collections::BTreeSet<&str> = cells.values().map(|(state, _)| state.as_str()).collect();
    assert!(states.is_superset(&["counted", "silent", "unusable", "no_review"].into()), "{states:?}");
}

#[actix_web::test]
async fn every_number_of_the_reporting_equals_its_csv() {
    let site = Site::of(all);
    let line = Regex::new(
        r#"(?s)data-key="(\w+)"><th scope="row">[^<]*</th><td class="num">(\d+)</td><td class="num">(\d+)</td><td class="num">(\d+)</td>"#,
    )
    .unwrap();
    for year in ["2025", "2026"] {
        let page = site.page(&format!("/inlamnade?ar={year}")).await;
        let rows = rows_of_csv(&site.page(&format!("/figurer/inlamnade.csv?ar={year}")).await);
        let mut seen = 0;
        for found in line.captures_iter(&page) {
            let of_kind = |row: &&BTreeMap<String, String>| &found[1] == "all" || row["kind"] == found[1];
            let count = |wanted: &dyn Fn(&BTreeMap<String, String>) -> bool| {
                rows.iter().filter(of_kind).filter(|row| row["expected"] == "yes" && wanted(row)).count().to_string()
            };
            assert_eq!(count(&|_| true), found[2], "expected of {}", &found[1]);
            assert_eq!(count(&|row| row["report_state"] != "no_review"), found[3], "received of {}", &found[1]);
            assert_eq!(count(&|row| row["report_state"] == "usable"), found[4], "usable of {}", &found[1]);
            seen += 1;
        }
        assert_eq!(seen, 5, "four kinds and all");
    }
}

#[actix_web::test]
async fn a_cell_leads_to_as_many_sentences_as_it_says_and_on_to_the_document() {
    let site = Site::of(all);
    let page = site.page("/jamforelse?for=2026").await;
    let cell = Regex::new(r#"(?s)<td class="h\d"><a href="([^"]+)">\s*<b>(\d+)</b>"#).unwrap();
    for found in cell.captures_iter(&page).take(40) {
        let address = found[1].replace("&#38;", "&").replace("&amp;", "&");
        let list = site.page(&address).await;
        let counted = list.split("<h2>").next().unwrap().matches("<li id=\"atgard-").count();
        assert_eq!(counted.to_string(), found[2], "{address}");
        let rows = rows_of_csv(&site.page(&address.replace("/atgarder?", "/atgarder.csv?")).await);
        assert_eq!(rows.len().to_string(), found[2], "{address} as CSV");
    }
    let list = site.page("/atgarder?organisation=farsta&ar=2026&omrade=kontinuitet").await;
    let link = Regex::new(r##"class="to-document" href="([^"#]+)#rad-(\d+)""##).unwrap().captures(&list).unwrap();
    let document = site.page(&link[1]).await;
    let line = format!("<li id=\"rad-{}\">", &link[2]);
    let at = document.split(&line).nth(1).expect("the line has its anchor");
    assert!(at.split("</li>").next().unwrap().contains("<mark class=\"asked\">"), "the sentence is marked in its line");
}

#[actix_web::test]
async fn filters_and_order_are_kept() {
    let site = Site::of(all);
    let page = site.page("/jamforelse?slag=bolag").await;
    let (order, _) = cells_of_page(&page);
    let register = Register::builtin().unwrap();
    let kind = |key: &str| register.organisations().iter().find(|one| one.key.0 == key).unwrap().kind.code();
    assert!(!order.is_empty() && order.iter().all(|key| kind(key) == "bolag"));
    assert!(page.contains("<option value=\"bolag\" selected>"), "the form shows what is chosen");
    let (order, cells) = cells_of_page(&site.page("/jamforelse?sortera=utbildning").await);
    let totals: Vec<u32> = order
        .iter()
        .map(|key| &cells[&(key.clone(), "utbildning".to_owned())])
        .filter(|(state, _)| state == "counted")
        .map(|(_, numbers)| numbers[3])
        .collect();
    assert!(totals.len() > 5 && totals.windows(2).all(|pair| pair[0] >= pair[1]), "{totals:?}");
    let done = site.page("/atgarder?status=done&organisation=farsta").await;
    assert!(done.contains("tag done") && !done.contains("tag planned"));
}

#[actix_web::test]
async fn what_does_not_exist_is_told_with_what_does() {
    let site = Site::of(all);
    for (path, status, words) in [
        ("/finns-inte", 404, "Sidan finns inte"),
        ("/jamforelse?ar=2031", 404, "Inga genomgångar för 2031"),
        ("/jamforelse?ar=hej", 404, "href=\"/jamforelse?ar=2026\""),
        ("/organisationer/okand", 404, "Okänd organisation"),
        ("/atgarder?organisation=okand", 404, "Okänd organisation"),
        ("/dokument/999", 404, "Dokumentet finns inte"),
        ("/dokument/abc", 404, "Dokumentet finns inte"),
        ("/jamforelse?slag=klubb", 400, "kommunstyrelse, stadsdelsnamnd, facknamnd, bolag"),
        ("/jamforelse?sortera=namnam", 400, "informationsklassning"),
        ("/jamforelse.csv?dialekt=lotus", 400, "rfc4180, excel"),
        ("/jamforelse.doc", 404, "Sidan finns inte"),
        ("/finns-inte?lang=en", 404, "There is no such page"),
    ] {
        let answer = site.get(path).await;
        assert_eq!(answer.status.as_u16(), status, "{path}");
        assert!(answer.text().contains(words), "{path}: {}", answer.text());
    }
}

#[actix_web::test]
async fn words_of_a_document_are_never_markup() {
    let nasty = "<script>alert(1)</script> \"&'";
    let site = Site::of(|cases| {
        let case = &mut cases[0];
        case.read.review.actions[0].text = nasty.to_owned();
        case.read.review.actions[0].heading = nasty.to_owned();
        case.read.text.insert_str(0, nasty);
        case.file_name = "<b>.txt".to_owned();
        case.read.review.organisation = None;
        case.read.review.organisation_as_written = Some("<i>Rymdnämnden</i>".to_owned());
        let case = &mut cases[1];
        case.read.review.actions[0].text = nasty.to_owned();
        case.read.review.actions[0].optional = false;
    });
    let key = site.state_key();
    for path in ["/genomgangar", "/dokument/1", &format!("/organisationer/{key}"), "/atgarder?ar=2026", "/dokument/2"] {
        let page = site.page(path).await;
        for markup in ["<script", "<b>.txt", "<i>Rymd"] {
            assert!(!page.contains(markup), "{path} lets {markup} through");
        }
    }
    assert!(site.page("/genomgangar").await.contains("&#60;i&#62;Rymdnämnden"), "an unplaced review is listed");
}

#[actix_web::test]
async fn an_older_version_and_a_review_without_a_place_show_what_was_read_from_them() {
    let site = Site::of(|cases| {
        let mut newer = cases[0].clone();
        newer.sha256 = lagesbild::store::Sha256Hex::of(b"newer");
        cases.push(newer);
        cases[1].read.review.organisation = None;
        let kind = lagesbild::diagnostics::DiagnosticKind::UnknownOrganisation;
        let stage = lagesbild::diagnostics::Stage::Normalise;
        cases[1].read.diagnostics.push(lagesbild::diagnostics::Diagnostic::whole(
            stage,
            kind,
            "Rymdnämnden".to_owned(),
        ));
    });
    let marks = |page: &str| page.matches("<mark>").count();
    let older = site.page("/dokument/1").await;
    assert!(older.contains("ersatt av nyare") && marks(&older) > 3);
    let unplaced = site.page("/dokument/2").await;
    assert!(unplaced.contains("Rymdnämnden”") && marks(&unplaced) > 3, "{unplaced}");
}

impl Site {
    /// The organisation of the second document.
    fn state_key(&self) -> String {
        let head = self.store.review(lagesbild::review::ReviewId(2)).unwrap().unwrap();
        head.organisation.unwrap().0
    }
}

#[actix_web::test]
async fn every_answer_forbids_what_the_pages_do_not_need() {
    let site = Site::of(all);
    for path in ["/", "/jamforelse.csv", "/assets/lagesbild.css", "/finns-inte", "/dokument/1/original"] {
        let answer = site.get(path).await;
        assert!(answer.header("content-security-policy").starts_with("default-src 'none'; style-src 'self'"), "{path}");
        assert!(!answer.header("content-security-policy").contains("unsafe"), "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "same-origin", "{path}");
    }
    let original = site.get("/dokument/1/original").await;
    assert!(original.header("content-disposition").starts_with("attachment"));
    let kept = site.store.original(lagesbild::store::DocumentId(1)).unwrap().unwrap();
    assert_eq!(original.body.to_vec(), kept, "byte for byte");
}

#[actix_web::test]
async fn a_chosen_language_is_remembered() {
    let site = Site::of(all);
    let answer = site.get("/om?lang=en").await;
    let cookie = answer.header("set-cookie").split(';').next().unwrap().to_owned();
    assert_eq!(cookie, "lang=en");
    let next = site.send(test::TestRequest::get().uri("/om").insert_header(("cookie", cookie))).await;
    assert!(next.text().contains("<html lang=\"en\">"));
}

#[actix_web::test]
async fn files_come_in_every_form() {
    let site = Site::of(all);
    let excel = site.get("/jamforelse.csv?dialekt=excel").await;
    assert!(excel.body.starts_with(b"\xef\xbb\xbf") && excel.text().contains(';'));
    assert_eq!(site.get("/jamforelse.csv?dialekt=swedish-excel").await.body, excel.body, "as the command line has it");
    assert!(site.get("/jamforelse.json").await.json().is_object());
    for key in ["inlamnade", "trend", "risker"] {
        assert!(site.page(&format!("/figurer/{key}.svg")).await.starts_with("<svg"), "{key}");
    }
    assert!(site.get("/jamforelse.png").await.body.starts_with(b"\x89PNG"));
    assert_eq!(site.get("/jamforelse.svg").await.header("content-type"), "image/svg+xml");
    for inline in ["style=", "<style", "<script", "href=\"http"] {
        assert!(!site.page("/").await.contains(inline), "the policy would block {inline}");
    }
}

#[actix_web::test]
async fn without_reviews_every_page_explains_itself() {
    let site = Site::of(Vec::clear);
    for path in [
        "/",
        "/jamforelse",
        "/jamforelse?axel=nis2",
        "/atgarder",
        "/nis2",
        "/nis2/farsta",
        "/krav",
        "/oversikter",
        "/oversikter/styrgruppen",
        "/gemensamt",
        "/loften",
        "/organisationer",
        "/organisationer/farsta",
        "/inlamnade",
        "/genomgangar",
        "/om",
        "/omraden",
        "/omraden/nis2",
        "/sok",
        "/sok?q=utbildning",
    ] {
        site.page(path).await;
    }
    assert!(site.page("/").await.contains("lagesbild ingest"));
    assert_eq!(site.get("/jamforelse.csv").await.status, StatusCode::NOT_FOUND);
}

// ── Sending in ──

fn upload(token: Option<&str>, files: &[(&str, &[u8])]) -> test::TestRequest {
    let mut body = Vec::new();
    for (name, bytes) in files {
        body.extend_from_slice(
            format!("--gräns\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n").as_bytes(),
        );
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice("--gräns--\r\n".as_bytes());
    // The border must be ASCII in the header.
    let body = String::from_utf8_lossy(&body).replace("gräns", "grans").into_bytes();
    let request = test::TestRequest::post()
        .uri("/api/v1/reviews")
        .insert_header(("content-type", "multipart/form-data; boundary=grans"))
        .set_payload(body);
    match token {
        Some(token) => request.insert_header(("authorization", format!("Bearer {token}"))),
        None => request,
    }
}

const REVIEW: &str = "Bromma stadsdelsnämnd\n\nLedningens genomgång av informationssäkerhet inför verksamhetsplan 2026\n\n\
    Planerade åtgärder\n\nUnder 2026 ska nämnden\n\n\
    - genomföra utbildning i informationssäkerhet för alla chefer\n\
    - klassa samtliga verksamhetssystem\n";

#[actix_web::test]
async fn a_review_sent_in_shows_at_the_next_request() {
    let of_bromma = |case: &Incoming| case.read.review.organisation.as_ref().is_some_and(|one| one.key.0 == "bromma");
    let site = Site::of(|cases| cases.retain(|case| !of_bromma(case)));
    assert!(site.page("/organisationer/bromma?ar=2026").await.contains("inte lämnat in"));
    let answer = site.send(upload(Some(TOKEN), &[("bromma.txt", REVIEW.as_bytes())])).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    let told = answer.json();
    assert_eq!(told["read"], 1);
    assert_eq!(told["files"][0]["file"], "bromma.txt");
    assert_eq!(told["files"][0]["outcome"], "stored");
    assert_eq!(told["files"][0]["found"]["organisation"], "Bromma stadsdelsnämnd");
    assert_eq!(told["files"][0]["found"]["year"], 2026);
    let found = "/sok?q=verksamhetssystem&organisation=bromma";
    let page = site.page("/organisationer/bromma?ar=2026").await;
    assert!(site.page(found).await.contains("<mark>verksamhetssystem</mark>"), "the index follows");
    assert!(page.contains("klassa samtliga verksamhetssystem"), "{page}");
    let again = site.send(upload(Some(TOKEN), &[("annat-namn.txt", REVIEW.as_bytes())])).await;
    assert_eq!((again.status, &again.json()["files"][0]["outcome"]), (StatusCode::OK, &"unchanged".into()));
}

#[actix_web::test]
async fn one_bad_file_stops_no_other() {
    let site = Site::of(all);
    let files: [(&str, &[u8]); 3] =
        [("tom.txt", b""), ("../../bromma.txt", REVIEW.as_bytes()), ("bild.rtf", b"{\\rtf1 och mer}")];
    let answer = site.send(upload(Some(TOKEN), &files)).await;
    assert_eq!(answer.status, StatusCode::MULTI_STATUS, "{}", answer.text());
    let told = answer.json();
    assert_eq!((&told["read"], &told["refused"]), (&1.into(), &2.into()));
    assert_eq!(told["files"][1]["file"], "bromma.txt");
    assert!(told["files"][0]["error"].as_str().unwrap().contains("empty"));
    assert!(told["files"][2]["error"].as_str().unwrap().contains("RTF is not read"));
}

#[actix_web::test]
async fn where_no_file_can_be_read_the_answer_is_an_error_that_tells_of_each() {
    let site = Site::of(all);
    let answer = site.send(upload(Some(TOKEN), &[("tom.txt", b""), ("bild.rtf", b"{\\rtf1 och mer}")])).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(answer.header("content-type"), "application/problem+json");
    let told = answer.json();
    assert_eq!((&told["status"], &told["refused"]), (&422.into(), &2.into()));
    assert!(told["title"].as_str().unwrap().contains("Ingen av filerna"));
    assert!(told["files"][1]["error"].as_str().unwrap().contains("RTF is not read"));
}

#[actix_web::test]
async fn only_those_with_the_token_may_send_in() {
    let site = Site::of(all);
    let files: [(&str, &[u8]); 1] = [("bromma.txt", REVIEW.as_bytes())];
    for token in [None, Some("fel"), Some("x "), Some("")] {
        let answer = site.send(upload(token.filter(|token| !token.ends_with(' ')), &files)).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{token:?}");
        assert_eq!(answer.header("content-type"), "application/problem+json");
        assert_eq!(answer.json()["status"], 401);
        assert!(answer.header("www-authenticate").starts_with("Bearer"));
    }
    let closed = Site::with(None, all);
    let answer = closed.send(upload(Some(TOKEN), &files)).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(answer.json()["detail"].as_str().unwrap().contains("LAGESBILD_UPLOAD_TOKEN"));
}

#[actix_web::test]
async fn what_cannot_be_an_upload_is_refused_with_its_reason() {
    let site = Site::of(all);
    let large = vec![b'a'; 120_000];
    let answer = site.send(upload(Some(TOKEN), &[("stor.txt", &large)])).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.json()["detail"].as_str().unwrap().contains("100\u{a0}000"), "{}", answer.text());
    let none = site.send(upload(Some(TOKEN), &[])).await;
    assert_eq!((none.status, &none.json()["status"]), (StatusCode::BAD_REQUEST, &400.into()));
    let bearer = ("authorization", format!("Bearer {TOKEN}"));
    let plain = test::TestRequest::post().uri("/api/v1/reviews").insert_header(bearer).set_payload("hej");
    assert_eq!(site.send(plain).await.status, StatusCode::BAD_REQUEST);
    let get = site.get("/api/v1/reviews").await;
    assert_eq!(get.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(get.header("content-type"), "application/problem+json");
}
