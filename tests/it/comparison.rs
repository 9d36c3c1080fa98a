//! The comparison along its other axes, the values of groups, what nobody plans and joint work: pages against their files.

use std::collections::BTreeMap;

use regex::Regex;

use crate::web::{Site, all, cells_of_page, rows_of_csv};

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
