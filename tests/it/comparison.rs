//! The comparison along its other axes, the values of groups, what nobody plans and joint work: pages against their files.

use std::collections::BTreeMap;

use regex::Regex;

use crate::{
    ingest::{review, run, write},
    web::{Site, all, cells_of_page, rows_of_csv},
};

/// An address as a browser reads it from a page.
fn address(written: &str) -> String {
    written.replace("&#38;", "&").replace("&amp;", "&")
}

#[actix_web::test]
async fn every_number_of_each_axis_equals_its_csv() {
    let site = Site::of(all);
    for (axis, columns) in [("nis2", 10), ("arbetssatt", 5), ("handlingsplan", 7)] {
        for query in ["", "&ar=2025", "&slag=facknamnd", "&for=2027", "&sortera=incidenthantering"] {
            if axis == "nis2" && query.contains("sortera") {
                continue;
            }
            let (order, cells) = cells_of_page(&site.page(&format!("/jamforelse?axel={axis}{query}")).await);
            let rows = rows_of_csv(&site.page(&format!("/jamforelse.csv?axel={axis}{query}")).await);
            assert_eq!(rows.len(), cells.len(), "{axis}{query}");
            assert_eq!(rows.len(), order.len() * columns, "{axis}{query}");
            for row in &rows {
                let number = |key: &str| row[key].parse().unwrap_or(0);
                let numbers = [number("planned"), number("ongoing"), number("done"), number("total")];
                let key = (row["organisation_key"].clone(), row["column"].clone());
                assert_eq!(row["axis"], axis);
                assert_eq!(cells[&key], (row["state"].clone(), numbers), "{axis}{query} {key:?}");
            }
        }
    }
}

#[actix_web::test]
async fn a_cell_of_each_axis_leads_to_as_many_sentences_as_it_says() {
    let site = Site::of(all);
    let cell = Regex::new(r#"(?s)<td class="h\d"><a href="([^"]+)">\s*<b>(\d+)</b>"#).unwrap();
    for (axis, choice) in [("nis2", "nis2="), ("arbetssatt", "arbetssatt="), ("handlingsplan", "handlingsplan=")] {
        let page = site.page(&format!("/jamforelse?axel={axis}")).await;
        let mut seen = 0;
        for found in cell.captures_iter(&page).take(12) {
            let address = address(&found[1]);
            assert!(address.contains(choice), "{address}");
            let rows = rows_of_csv(&site.page(&address.replace("/atgarder?", "/atgarder.csv?")).await);
            assert_eq!(rows.len().to_string(), found[2], "{address}");
            let list = site.page(&address).await;
            assert!(list.contains(&format!("<select id=\"{axis}\"")), "the form keeps the choice of {axis}");
            assert!(list.contains(&format!("/jamforelse?axel={axis}")), "the way back leads to the same axis");
            seen += 1;
        }
        assert!(seen > 5, "{axis} has cells with numbers");
    }
}

#[actix_web::test]
async fn the_switch_of_axis_keeps_the_selection_and_drops_an_order_that_means_nothing() {
    let site = Site::of(all);
    let page = site.page("/jamforelse?slag=facknamnd&for=2026&sortera=utbildning").await;
    let link = Regex::new(r#"<a href="([^"]+)"[^>]*>NIS2 artikel 21.2</a>"#).unwrap();
    let other = address(&link.captures(&page).unwrap()[1]);
    assert_eq!(other, "/jamforelse?axel=nis2&ar=2026&slag=facknamnd&for=2026");
    let page = site.page(&other).await;
    assert!(page.contains("<input type=\"hidden\" name=\"axel\" value=\"nis2\">"), "the form stays on the axis");
    assert!(page.contains("sortera=b&#38;riktning=fallande"), "headings sort by the axis' columns");
}

#[actix_web::test]
async fn an_unknown_axis_or_column_is_told_with_those_there_are() {
    let site = Site::of(all);
    for (path, words) in [
        ("/jamforelse?axel=farger", "omraden, nis2, arbetssatt, handlingsplan"),
        ("/jamforelse.csv?axel=farger", "omraden, nis2, arbetssatt, handlingsplan"),
        ("/jamforelse?axel=nis2&sortera=utbildning", "register, namn, totalt, a, b"),
        ("/atgarder?nis2=k", "a, b, c, d, e, f, g, h, i, j"),
        ("/atgarder?arbetssatt=x", "lokal_anvisning"),
    ] {
        let answer = site.refused(path).await;
        assert!(answer.contains(words), "{path}: {answer}");
    }
}

/// The group values of a page: (group, column) → words.
fn groups_of_page(page: &str) -> BTreeMap<(String, usize), String> {
    let row = Regex::new(r#"(?s)<tr class="peers" data-group="(\w+)">(.*?)</tr>"#).unwrap();
    let cell = Regex::new(r"(?s)<td>(.*?)</td>").unwrap();
    let markup = Regex::new(r"<[^>]*>").unwrap();
    let mut found = BTreeMap::new();
    for row in row.captures_iter(page) {
        for (at, cell) in cell.captures_iter(&row[2]).enumerate() {
            found.insert((row[1].to_owned(), at), markup.replace_all(&cell[1], "").trim().to_owned());
        }
    }
    found
}

#[actix_web::test]
async fn values_of_groups_equal_their_csv_and_lead_to_planned_actions_of_as_many_organisations() {
    let site = Site::of(all);
    for query in ["?ar=2026", "?ar=2025", "?ar=2026&axel=nis2", "?ar=2026&slag=facknamnd&for=2027"] {
        let shown = groups_of_page(&site.page(&format!("/jamforelse{query}")).await);
        let rows = rows_of_csv(&site.page(&format!("/figurer/grupper.csv{query}")).await);
        assert_eq!(rows.len(), shown.len(), "{query}");
        let mut at: BTreeMap<String, usize> = BTreeMap::new();
        for row in &rows {
            let column = at.entry(row["group"].clone()).or_default();
            let words = match row["usable_reviews"].as_str() {
                "0" => "–".to_owned(),
                usable => format!("{} av {usable}", row["reviews_planning"]),
            };
            assert_eq!(shown[&(row["group"].clone(), *column)], words, "{query} {row:?}");
            *column += 1;
        }
        assert!(rows.iter().any(|row| row["group"] == "all"));
    }
    let page = site.page("/jamforelse?ar=2026&slag=facknamnd").await;
    let link = Regex::new(r#"<td><a href="(/atgarder[^"]+status=planned)">(\d+) av"#).unwrap();
    for found in link.captures_iter(&page).take(8) {
        let rows = rows_of_csv(&site.page(&address(&found[1]).replace("/atgarder?", "/atgarder.csv?")).await);
        let who: std::collections::BTreeSet<&String> = rows.iter().map(|row| &row["organisation_key"]).collect();
        assert_eq!(who.len().to_string(), found[2], "{}", &found[1]);
    }
}

#[actix_web::test]
async fn what_nobody_plans_is_the_same_on_the_page_and_in_its_file_and_is_true() {
    let site = Site::of(all);
    let section = Regex::new(r#"(?s)<section data-gaps="(\w+)" class="part">(.*?)</section>"#).unwrap();
    let item = Regex::new(r#"<li><a href="([^"]+)">"#).unwrap();
    for query in ["?ar=2026", "?ar=2025", "?ar=2026&for=2028", "?ar=2026&slag=bolag"] {
        let page = site.page(&format!("/jamforelse{query}")).await;
        let rows = rows_of_csv(&site.page(&format!("/figurer/luckor.csv{query}")).await);
        let table = site.page(&format!("/oversikter/stadsledningskontoret{query}")).await;
        let mut seen = 0;
        for found in section.captures_iter(&page) {
            let own: Vec<_> = rows.iter().filter(|row| row["group"] == found[1]).collect();
            for item in item.captures_iter(&found[2]) {
                assert!(table.contains(&format!("<a href=\"{}\"", &item[1])), "{query}: the table leads elsewhere");
            }
            let listed: Vec<String> = item.captures_iter(&found[2]).map(|item| address(&item[1])).collect();
            let gaps = own.iter().filter(|row| row["gap"] == "nobody_plans").count();
            assert_eq!(listed.len(), gaps, "{query} {}", &found[1]);
            assert!(listed.iter().all(|address| address.starts_with("/omraden/") || address.starts_with("/nis2?")));
            for row in own.iter().filter(|row| row["gap"] == "nobody_plans").take(3) {
                let kind = if &found[1] == "all" || query.contains("slag") { "" } else { &found[1] };
                let chosen = format!("slag={kind}&omrade={}&nis2={}&status=planned", row["area"], row["measure"]);
                let planned = format!("/atgarder.csv{query}&{}", chosen.trim_start_matches("slag=&"));
                assert!(rows_of_csv(&site.page(&planned).await).is_empty(), "{planned} is planned for");
            }
            if own.iter().any(|row| row["gap"] == "no_usable_review") {
                assert_eq!((gaps, own.len()), (0, 1), "of no usable review nothing is said to be missing");
                assert!(found[2].contains("inte känt"), "{}", &found[2]);
            }
            seen += 1;
        }
        assert_eq!(seen, if query.contains("slag") { 1 } else { 4 });
    }
}

#[actix_web::test]
async fn where_no_review_came_in_no_gap_is_told() {
    let site = Site::of(|cases| {
        cases.retain(|case| case.read.review.organisation.as_ref().is_some_and(|own| own.kind.code() != "bolag"));
    });
    let rows = rows_of_csv(&site.page("/figurer/luckor.csv?slag=bolag").await);
    assert_eq!(rows.len(), 1);
    assert_eq!((rows[0]["gap"].as_str(), rows[0]["usable_reviews"].as_str()), ("no_usable_review", "0"));
}

#[actix_web::test]
async fn an_organisation_stands_beside_its_group() {
    let site = Site::of(all);
    let row = Regex::new(
        r#"<tr><th scope="row">([^<]+)</th><td class="num"><a href="([^"]+)">([^<]+)</a></td><td class="num">(\d+) av (\d+)</td><td class="num">([\d,]+)</td>"#,
    )
    .unwrap();
    let page = site.page("/organisationer/farsta?ar=2026").await;
    let groups = rows_of_csv(&site.page("/figurer/grupper.csv?ar=2026&slag=stadsdelsnamnd").await);
    let mut seen = 0;
    for found in row.captures_iter(&page) {
        let own = groups.iter().find(|row| row["group"] == "stadsdelsnamnd" && row["column_name"] == found[1]).unwrap();
        assert_eq!([&own["reviews_planning"], &own["usable_reviews"]], [&found[4], &found[5]]);
        assert_eq!(own["median_planned"].parse::<f64>().unwrap(), found[6].replace(',', ".").parse::<f64>().unwrap());
        let planned = site.page(&address(&found[2]).replace("/atgarder?", "/atgarder.csv?")).await;
        let number = if &found[3] == "tyst" { "0" } else { &found[3] };
        assert_eq!(rows_of_csv(&planned).len().to_string(), number, "{}", &found[1]);
        seen += 1;
    }
    assert_eq!(seen, 12, "{page}");
}

/// Three organisations that plan the same in the words of their own.
fn exercise(cases: &mut [lagesbild::store::Incoming]) {
    let texts = [
        "Öva elavbrott med reservkraft",
        "Reservkraften ska prövas vid ett elavbrott",
        "Övning med Anna Svensson: elavbrott utan reservkraft <b>",
    ];
    let of_2026 = |case: &&mut lagesbild::store::Incoming| {
        let review = &case.read.review;
        !review.actions.is_empty()
            && review.organisation.is_some()
            && review.review_year.is_some_and(|year| year.number() == 2026)
    };
    for (case, text) in cases.iter_mut().filter(of_2026).zip(texts) {
        let action = &mut case.read.review.actions[0];
        action.text = text.to_owned();
        action.status = lagesbild::review::Status::Planned;
        action.optional = false;
        action.years = [2026].map(|year| lagesbild::review::Year::try_from(year).unwrap()).into_iter().collect();
        action.areas = ["kontinuitet".parse().unwrap()].into_iter().collect();
        action.nis2 = ["c".parse().unwrap()].into_iter().collect();
    }
}

#[actix_web::test]
async fn what_three_organisations_plan_alike_is_a_draft_for_joint_work() {
    let site = Site::of(|cases| exercise(cases));
    let page = site.page("/gemensamt?ar=2026").await;
    let section = Regex::new(r#"(?s)<section class="joint part" data-joint="(\d+)">(.*?)</section>"#).unwrap();
    let rows = rows_of_csv(&site.page("/gemensamt.csv?ar=2026").await);
    for found in section.captures_iter(&page) {
        let own: Vec<_> = rows.iter().filter(|row| row["joint"] == found[1]).collect();
        assert_eq!(own.len(), found[2].matches("<li>").count());
        let who: std::collections::BTreeSet<&String> = own.iter().map(|row| &row["organisation_key"]).collect();
        assert_eq!(who.len().to_string(), own[0]["joint_organisations"]);
        assert!(who.len() >= 3 && found[2].contains("/dokument/"), "each sentence leads to its document");
    }
    let own = rows.iter().find(|row| row["joint_words"].contains("reservkraft")).expect("the exercise is found");
    assert_eq!([own["area"].as_str(), own["measure"].as_str()], ["kontinuitet", "c"]);
    assert!(page.contains("elavbrott") && !page.contains("Anna Svensson") && !page.contains("reservkraft <b>"));
    assert!(!rows.iter().any(|row| row["action"].contains("Svensson")), "persons are masked in the file too");
    assert!(!site.page("/gemensamt?ar=2026&for=2029").await.contains("elavbrott"), "another year is another list");
}

#[test]
fn the_command_line_follows_the_axis_and_says_which_there_are() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    for (name, file) in [("Farsta stadsdelsnämnd", "a.txt"), ("Bromma stadsdelsnämnd", "b.txt"), ("Stokab", "c.txt")]
    {
        write(folder, file, &review(name, 2026, "Införa flerfaktorsinloggning i alla system under 2026."));
    }
    let (status, out, err) = run(folder, &["ingest", "a.txt", "b.txt", "c.txt"]);
    assert_eq!(status, 0, "{out}{err}");
    let (status, csv, err) = run(folder, &["export", "jamforelse", "--axis", "nis2", "--sort", "j", "--kind", "bolag"]);
    assert_eq!(status, 0, "{err}");
    let rows = rows_of_csv(&csv);
    assert!(rows.iter().all(|row| row["axis"] == "nis2" && row["kind"] == "bolag"));
    assert_eq!(rows.len() % 10, 0);
    assert_eq!(rows[9]["column"], "j");
    let (status, svg, err) = run(folder, &["chart", "jamforelse", "--axis", "handlingsplan"]);
    assert_eq!(status, 0, "{err}");
    assert!(svg.contains("handlingsplanens områden, VP 2026"), "its title says of what");
    let (_, svg, _) = run(folder, &["chart", "jamforelse", "--axis", "nis2"]);
    assert!(svg.contains("2 av 2") && svg.contains("1 av 1"), "values of groups are drawn");
    for table in ["grupper", "luckor", "gemensamt"] {
        let (status, csv, err) = run(folder, &["export", table]);
        assert_eq!(status, 0, "{err}");
        assert!(!rows_of_csv(&csv).is_empty(), "{table}");
    }
    let (status, _, err) = run(folder, &["export", "jamforelse", "--axis", "farger"]);
    assert!(status != 0 && err.contains("omraden, nis2, arbetssatt, handlingsplan"), "{err}");
    let (status, _, err) = run(folder, &["export", "jamforelse", "--axis", "nis2", "--sort", "utbildning"]);
    assert!(status != 0 && err.contains("register, namn, totalt, a"), "{err}");
}
