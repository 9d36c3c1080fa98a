//! Dashboards over HTTP and from the command line: panels with their files, filters, own definitions and their faults.

use std::fs;

use assert_cmd::Command;
use regex::Regex;

use crate::web::{Site, all};

#[actix_web::test]
async fn each_panel_of_a_dashboard_has_its_drawing_its_table_and_its_files() {
    let site = Site::of(all);
    let link = Regex::new(r#"href="(/figurer/[a-z0-9]+\.(?:csv|json|svg|png)\?[^"]*)""#).unwrap();
    for dashboard in lagesbild::dashboards::all(&[]).unwrap() {
        let page = site.page(&format!("/oversikter/{}?ar=2026&slag=bolag", dashboard.key)).await;
        assert_eq!(page.matches("class=\"narrow\"").count(), dashboard.panels.len(), "a table a panel");
        let links: Vec<String> = link.captures_iter(&page).map(|found| found[1].replace("&amp;", "&")).collect();
        assert!(links.len() >= 3 * dashboard.panels.len(), "{links:?}");
        for link in links {
            assert!(link.contains("slag=bolag"), "the filter follows: {link}");
            assert_eq!(site.status(&link).await, 200, "{link}");
        }
    }
}

#[actix_web::test]
async fn a_dashboard_a_year_or_a_kind_that_does_not_exist_is_told() {
    let site = Site::of(all);
    assert_eq!(site.status("/oversikter/nagon").await, 404);
    assert_eq!(site.status("/oversikter/styrgruppen?ar=1999").await, 404);
    assert_eq!(site.status("/oversikter/styrgruppen?slag=hav").await, 400);
    // The steering group's dashboard does not offer the years of actions, and takes none.
    let plain = site.page("/oversikter/styrgruppen?ar=2026").await;
    let with = site.page("/oversikter/styrgruppen?ar=2026&for=2027").await;
    assert_eq!(plain.matches("<td").count(), with.matches("<td").count());
}

#[test]
fn a_folder_of_definitions_is_read_at_the_start_and_a_fault_names_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let definition = "key = \"eget\"\ntitle = { sv = \"E\", en = \"E\" }\naudience = { sv = \"A\", en = \"A\" }\n\
                      text = { sv = \"T\", en = \"T\" }\n\n[[panel]]\nkey = \"trender\"\n";
    fs::write(folder.path().join("eget.toml"), definition).unwrap();
    let answer = Command::cargo_bin("lagesbild")
        .unwrap()
        .args(["--database", "x.sqlite", "serve", "--dashboards"])
        .arg(folder.path())
        .current_dir(folder.path())
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&answer.stderr).into_owned();
    assert!(!answer.status.success() && told.contains("eget.toml, line 7") && told.contains("trend"), "{told}");
    assert!(!folder.path().join("x.sqlite").exists(), "nothing is begun");
}
