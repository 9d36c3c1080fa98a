//! Every number on a page equals the same number in its CSV: overview, organisation and figures. The comparison and the
//! reporting are compared in `web`.

use std::collections::BTreeMap;

use lagesbild::{catalogue::Catalogue, review::Language};
use regex::Regex;

use crate::web::{Site, all, rows_of_csv};

type Record = BTreeMap<String, String>;

/// The rows of a table's body as the texts of their cells.
fn rows_of_html(table: &str) -> Vec<Vec<String>> {
    let row = Regex::new(r"(?s)<tr[^>]*>(.*?)</tr>").unwrap();
    let cell = Regex::new(r"(?s)<t[hd][^>]*>(.*?)</t[hd]>").unwrap();
    let markup = Regex::new(r"<[^>]*>").unwrap();
    let body = table.split("<tbody>").nth(1).expect("a body").split("</tbody>").next().unwrap();
    let cells = |row: &str| -> Vec<String> {
        cell.captures_iter(row).map(|cell| markup.replace_all(&cell[1], "").trim().to_owned()).collect()
    };
    row.captures_iter(body).map(|row| cells(&row[1])).collect()
}

/// The table that follows a text of the page.
fn table_after(page: &str, text: &str) -> Vec<Vec<String>> {
    let from = page.split_once(text).unwrap_or_else(|| panic!("the page lacks {text}")).1;
    rows_of_html(from.split("</table>").next().unwrap())
}

fn words() -> &'static Catalogue {
    Catalogue::of(Language::Sv)
}

fn number(row: &Record, key: &str) -> i64 {
    row[key].parse().unwrap_or(0)
}

fn sum(rows: &[&Record], key: &str) -> String {
    words().integer(rows.iter().map(|row| number(row, key)).sum())
}

/// A decimal of a CSV as a page writes it; a dash where there is none.
fn decimal(text: &str) -> String {
    text.parse().map_or_else(|_| words().text("words.missing").to_owned(), |number| words().decimal(number, 2))
}

#[actix_web::test]
async fn the_areas_and_key_figures_of_the_overview_are_those_of_the_comparison() {
    let site = Site::of(all);
    let figure = Regex::new(r#"<a class="number" href="[^"]*">([^<]*)"#).unwrap();
    for year in ["2025", "2026"] {
        let page = site.page(&format!("/?ar={year}")).await;
        let compared = rows_of_csv(&site.page(&format!("/jamforelse.csv?ar={year}")).await);
        let table = table_after(&page, "<table id=\"omraden\"");
        assert_eq!(table.len(), 12, "{year}");
        for row in &table {
            let own: Vec<&Record> = compared.iter().filter(|found| found["area_name"] == row[0]).collect();
            let state = |state: &str| own.iter().filter(|row| row["state"] == state).count().to_string();
            let counts = ["total", "planned", "ongoing", "done"].map(|key| sum(&own, key));
            assert_eq!(row[1..3], [state("counted"), state("silent")], "{year} {}", row[0]);
            assert_eq!(row[3..], counts, "{year} {}", row[0]);
        }
        let figures: Vec<String> = figure.captures_iter(&page).map(|found| found[1].trim().to_owned()).collect();
        let sent = rows_of_csv(&site.page(&format!("/figurer/inlamnade.csv?ar={year}")).await);
        let expected = || sent.iter().filter(|row| row["expected"] == "yes");
        let actions = rows_of_csv(&site.page(&format!("/atgarder.csv?ar={year}")).await).len();
        let silent = compared.iter().filter(|row| row["area"] == "nis2" && row["state"] == "silent").count();
        let counted = [
            expected().filter(|row| row["report_state"] != "no_review").count(),
            expected().filter(|row| row["report_state"] == "usable").count(),
            actions,
            silent,
        ];
        assert_eq!(figures, counted.map(|number| words().integer(i64::try_from(number).unwrap())), "{year}");
        assert_eq!(sum(&sent.iter().collect::<Vec<_>>(), "actions"), figures[2], "{year}");
    }
}

#[actix_web::test]
async fn the_figures_of_the_overview_are_those_of_their_files() {
    let site = Site::of(all);
    let page = site.page("/?ar=2026").await;
    let mut tables = page.split("<table class=\"narrow\">").skip(1).map(rows_of_html);

    let trend = rows_of_csv(&site.page("/figurer/trend.csv?ar=2026").await);
    for row in tables.next().expect("the trend") {
        for (year, shown) in ["2025", "2026"].iter().zip(&row[1..]) {
            let found = trend.iter().find(|found| found["area_name"] == row[0] && found["year"] == *year).unwrap();
            assert_eq!(&words().share(found["share"].parse().unwrap()), shown, "{} {year}", row[0]);
            let whole = number(found, "reviews_with_area") as f64 / number(found, "usable_reviews") as f64;
            assert!((whole - found["share"].parse::<f64>().unwrap()).abs() < 1e-9);
        }
    }

    let risks = rows_of_csv(&site.page("/figurer/risker.csv?ar=2026").await);
    for (row, likelihood) in tables.next().expect("the risks").iter().zip(["5", "4", "3", "2", "1"]) {
        assert_eq!(row[1..], counts_of(&risks, likelihood), "likelihood {likelihood}");
    }

    let stated = rows_of_csv(&site.page("/figurer/matt.csv?ar=2026").await);
    let metrics = tables.next().expect("the metrics");
    assert!(metrics.len() > 3);
    for row in metrics {
        let found = stated.iter().find(|found| found["metric_name"] == row[0]).unwrap();
        let shown = ["stated_in", "of_reviews", "lowest", "median", "highest"].map(|key| decimal(&found[key]));
        assert_eq!(row[1..], shown, "{}", row[0]);
    }
}

/// The counts of a row of the risk grid, by consequence.
fn counts_of(rows: &[Record], likelihood: &str) -> Vec<String> {
    let of = |consequence: &str| {
        let found =
            rows.iter().find(|row| row["likelihood"] == likelihood && row["consequence"] == consequence).unwrap();
        found["count"].clone()
    };
    ["1", "2", "3", "4", "5"].map(of).to_vec()
}

#[actix_web::test]
async fn the_numbers_of_an_organisation_are_those_of_its_files() {
    let site = Site::of(all);
    let group = Regex::new(r#"<h3>([^<]*) <span class="soft">\((\d+)\)</span></h3>"#).unwrap();
    for key in ["farsta", "kommunstyrelsen", "stockholms-hamn"] {
        let page = site.page(&format!("/organisationer/{key}?ar=2026")).await;
        let query = format!("ar=2026&organisation={key}");
        for path in ["/atgarder.csv", "/figurer/risker.csv", "/figurer/risklista.csv", "/figurer/nyckeltal.csv"] {
            assert!(page.contains(&format!("{path}?{}", query.replace('&', "&#38;"))), "{key} has no link to {path}");
        }
        let actions = rows_of_csv(&site.page(&format!("/atgarder.csv?{query}")).await);
        let part = page.split("id=\"atgarder\"").nth(1).unwrap().split("id=\"risker\"").next().unwrap();
        let groups: Vec<(String, usize)> = group
            .captures_iter(part)
            .filter(|found| found[1] != *words().text("web_organisation.mentions"))
            .map(|found| (found[1].to_owned(), found[2].parse().unwrap()))
            .collect();
        assert_eq!(groups.iter().map(|(_, count)| count).sum::<usize>(), actions.len(), "{key}");
        for (label, count) in groups {
            let undated = label == words().text("web_organisation.undated");
            let years = if undated { String::new() } else { label.replace("och ", "").replace(',', "") };
            let same = actions.iter().filter(|row| row["years"] == years).count();
            assert!(label.contains('–') || same == count, "{key} {label}: {count} on the page, {same} in the file");
        }

        let risks = rows_of_csv(&site.page(&format!("/figurer/risklista.csv?{query}")).await);
        let rated = risks.iter().filter(|row| row["optional"] == "no" && !row["risk_value"].is_empty()).count();
        if rated > 0 {
            let grid = rows_of_csv(&site.page(&format!("/figurer/risker.csv?{query}")).await);
            for (row, likelihood) in table_after(&page, "<table class=\"grid\">").iter().zip(["5", "4", "3", "2", "1"])
            {
                let shown: Vec<String> = row[1..].iter().map(|count| count.replace('·', "0")).collect();
                assert_eq!(shown, counts_of(&grid, likelihood), "{key} {likelihood}");
            }
            let list = page.split("<table class=\"grid\">").nth(1).unwrap().split("</table>").nth(1).unwrap();
            let list = rows_of_html(list);
            assert_eq!(list.len(), rated, "{key}");
            for row in list {
                let found = risks.iter().find(|found| found["risk"] == row[0]).unwrap();
                let shown = ["likelihood", "consequence", "risk_value"].map(|key| found[key].clone());
                assert_eq!(row[1..4], shown, "{key} {}", row[0]);
            }
        }

        let metrics = rows_of_csv(&site.page(&format!("/figurer/nyckeltal.csv?{query}")).await);
        let shown = table_after(&page, "id=\"matt\"");
        assert_eq!(shown.len(), metrics.len(), "{key}");
        for (row, found) in shown.iter().zip(&metrics) {
            assert_eq!(row[1].trim_start_matches("cirka "), decimal(&found["value"]), "{key} {}", row[0]);
        }
    }
}
