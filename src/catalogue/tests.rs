//! The words of both languages: the same keys, none empty, every key that code and templates use.

use super::*;

fn keys(catalogue: &Catalogue) -> Vec<&str> {
    let mut keys: Vec<&str> = catalogue.texts.keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

fn both() -> [&'static Catalogue; 2] {
    [Catalogue::of(Language::Sv), Catalogue::of(Language::En)]
}

#[test]
fn both_languages_have_the_same_keys_and_no_empty_text() {
    let [swedish, english] = both();
    assert!(keys(swedish).len() > 100, "the Swedish file reads");
    assert_eq!(keys(swedish), keys(english));
    for catalogue in both() {
        for (key, text) in &catalogue.texts {
            assert!(!text.trim().is_empty(), "{key} has no words");
        }
    }
}

#[test]
fn both_languages_fill_the_same_gaps() {
    let gap = regex::Regex::new(r"\{([a-z_0-9]+)\}").unwrap();
    let gaps = |text: &str| {
        let mut names: Vec<String> = gap.captures_iter(text).map(|found| found[1].to_owned()).collect();
        names.sort();
        names.dedup();
        names
    };
    let [swedish, english] = both();
    for (key, text) in &swedish.texts {
        assert_eq!(gaps(text), gaps(english.text(key)), "{key}");
    }
}

#[test]
fn every_value_of_the_vocabulary_has_its_words() {
    for catalogue in both() {
        for area in Area::ALL {
            assert!(!catalogue.area(*area).is_empty() && !catalogue.area_short(*area).is_empty(), "{area}");
            assert!(!catalogue.area_meaning(*area).is_empty(), "{area}");
        }
        assert!(Measure::ALL.iter().all(|measure| !catalogue.measure(*measure).is_empty()));
        assert!(Measure::ALL.iter().all(|measure| !catalogue.measure_short(*measure).is_empty()));
        assert!(Kind::ALL.iter().all(|kind| !catalogue.kind(*kind).is_empty() && !catalogue.kinds(*kind).is_empty()));
        assert!(Measure::ALL.iter().all(|measure| !catalogue.measure_short(*measure).is_empty()));
        assert!(Scope::ALL.iter().all(|scope| !catalogue.scope(*scope).is_empty()));
        for state in crate::figures::LadderState::ALL {
            assert!(!catalogue.rung(state.code()).is_empty() && !catalogue.rung_meaning(state.code()).is_empty());
        }
        assert!(Status::ALL.iter().all(|status| !catalogue.status(*status).is_empty()));
        assert!(OutcomeKind::ALL.iter().all(|outcome| !catalogue.outcome(*outcome).is_empty()));
        assert!(OutcomeKind::ALL.iter().all(|outcome| !catalogue.outcome_meaning(*outcome).is_empty()));
        assert!(CellState::ALL.iter().all(|state| !catalogue.state(*state).is_empty()));
        assert!(CellState::ALL.iter().all(|state| !catalogue.state_short(*state).is_empty()));
        assert!(MetricKind::ALL.iter().all(|kind| !catalogue.metric(*kind).is_empty()));
    }
}

/// Reads our own source and templates, so that a key with a slip of the pen is found here and not on a page.
#[test]
fn every_key_used_in_code_and_templates_exists() {
    fn files(folder: &std::path::Path, found: &mut Vec<std::path::PathBuf>) {
        let Ok(entries) = std::fs::read_dir(folder) else { return };
        for entry in entries.flatten() {
            let path = entry.path();
            if path.is_dir() {
                files(&path, found);
            } else if path.extension().is_some_and(|end| end == "rs" || end == "html") {
                found.push(path);
            }
        }
    }
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    files(&root.join("src"), &mut paths);
    files(&root.join("dashboards/templates"), &mut paths);
    let used = regex::Regex::new(r#"\b(?:text|fill|t|f)\(\s*"([a-z_]+\.[a-z_0-9]+)""#).unwrap();
    let catalogue = Catalogue::of(Language::Sv);
    let mut seen = 0;
    for path in paths.iter().filter(|path| !path.ends_with("catalogue/tests.rs")) {
        let source = std::fs::read_to_string(path).unwrap();
        for found in used.captures_iter(&source) {
            seen += 1;
            assert!(catalogue.has(&found[1]), "{} uses {}, which has no words", path.display(), &found[1]);
        }
    }
    assert!(seen > 0);
}

#[test]
fn numbers_have_the_form_of_their_language() {
    let [swedish, english] = both();
    assert_eq!(swedish.integer(1_234_567), "1\u{a0}234\u{a0}567");
    assert_eq!(english.integer(-1_234), "\u{2212}1,234");
    assert_eq!(swedish.decimal(1234.5, 2), "1\u{a0}234,5");
    assert_eq!(english.decimal(1234.0, 2), "1,234");
    assert_eq!(swedish.decimal(-0.001, 2), "0");
    assert_eq!(swedish.share(0.634), "63\u{a0}%");
    assert_eq!(english.share(0.9996), "99%");
    assert_eq!(english.share(0.0001), "1%");
    assert_eq!(swedish.cell(&Cell::Integer(2026), Unit::Year), "2026");
    assert_eq!(swedish.cell(&Cell::Missing, Unit::Count), "–");
}

#[test]
fn years_are_joined_to_runs() {
    let years = |numbers: &[i32]| numbers.iter().map(|n| crate::review::Year::try_from(*n).unwrap()).collect();
    let catalogue = Catalogue::of(Language::Sv);
    assert_eq!(catalogue.years(years(&[2025, 2027, 2028])), "2025, 2027–2028");
    assert_eq!(catalogue.years(years(&[])), "–");
}

#[test]
fn filling_never_fills_a_value_again() {
    let catalogue = Catalogue::of(Language::En);
    let filled = catalogue.fill("chart.of_organisation", &[("title", "{organisation}"), ("organisation", "X")]);
    assert_eq!(filled, "{organisation}: X");
}
