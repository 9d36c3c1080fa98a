//! Reading as a whole: the fixtures against what people read from them, and what holds for any input.

use std::path::{Path, PathBuf};

use lagesbild::{
    diagnostics::Warned,
    evaluation::{Gold, Scores, score},
    pipeline::{self, Limits, ReadReview, Reading, Register, Taxonomy},
    review::{Evidence, Label},
};
use proptest::prelude::*;

fn reading() -> Reading {
    Reading {
        register: Register::builtin().unwrap(),
        taxonomy: Taxonomy::builtin().unwrap(),
        limits: Limits::default(),
    }
}

/// Every fixture: its case, its document, its gold.
fn fixtures() -> Vec<(String, PathBuf, Gold)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let folders = ["reviews", "corpus"].map(|folder| std::fs::read_dir(root.join(folder)).unwrap());
    let mut cases: Vec<_> = folders
        .into_iter()
        .flatten()
        .map(|entry| {
            let case = entry.unwrap().path();
            let gold = Gold::from_toml(&std::fs::read_to_string(case.join("about.toml")).unwrap()).unwrap();
            let files = std::fs::read_dir(&case).unwrap().map(|entry| entry.unwrap().path());
            let document = files.into_iter().find(|path| !path.ends_with("about.toml")).unwrap();
            (case.file_name().unwrap().to_string_lossy().into_owned(), document, gold)
        })
        .collect();
    cases.sort_by(|a, b| a.1.cmp(&b.1));
    cases
}

fn read(case: &str, document: &Path, reading: &Reading) -> Warned<ReadReview> {
    pipeline::read(case, &std::fs::read(document).unwrap(), reading).unwrap()
}

/// The README's table of figures: name, of all fixtures, of those held out.
fn stated() -> Vec<(String, f64, f64)> {
    let readme = include_str!("../../README.md");
    let section = readme.split("## How far to trust the reading").nth(1).unwrap().split("\n## ").next().unwrap();
    section
        .lines()
        .filter_map(|line| {
            let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
            Some((cells.first()?.to_string(), cells.get(2)?.parse().ok()?, cells.get(3)?.parse().ok()?))
        })
        .collect()
}

#[test]
fn the_readme_states_the_figures_of_the_fixtures() {
    let reading = reading();
    let (mut all, mut held_out) = (Scores::default(), Scores::default());
    let fixtures = fixtures();
    for (case, document, gold) in &fixtures {
        let review = read(case, document, &reading).value.review;
        score(&review, gold, &mut all);
        if gold.held_out {
            score(&review, gold, &mut held_out);
        }
    }
    let rounded = |value: f64| (value * 100.0).round() / 100.0;
    let pairs = all.figures().into_iter().zip(held_out.figures());
    let measured: Vec<(String, f64, f64)> =
        pairs.map(|(all, held_out)| (all.name.to_owned(), rounded(all.value), rounded(held_out.value))).collect();
    assert_eq!(stated(), measured);
    assert!(include_str!("../../README.md").contains(&format!("{} invented reviews", fixtures.len())));
}

#[test]
fn every_finding_leads_back_to_its_words() {
    let reading = reading();
    for (case, document, _) in fixtures() {
        let Warned { value, diagnostics } = read(&case, &document, &reading);
        let review = &value.review;
        let places = review.actions.iter().map(|action| &action.place);
        let places = places.chain(review.risks.iter().map(|risk| &risk.place));
        let places = places.chain(review.metrics.iter().map(|metric| &metric.place));
        let places = places.chain(diagnostics.iter().filter_map(|diagnostic| diagnostic.place.as_ref()));
        for place in places {
            assert_eq!(place.span.of(&value.text), Some(place.quote.as_str()), "{case}");
            let line = value.text.get(..place.span.start).unwrap().matches('\n').count() + 1;
            assert_eq!(place.line as usize, line, "{case}: {:?}", place.quote);
        }
        let earned = |evidence: &[Evidence], label: Label| {
            evidence.iter().any(|evidence| evidence.label == label && !evidence.earned_by.is_empty())
        };
        for action in &review.actions {
            for area in action.areas.iter() {
                assert!(earned(&action.evidence, Label::Area(area)), "{case}: {area} of {:?}", action.text);
            }
            for measure in action.nis2.iter() {
                assert!(earned(&action.evidence, Label::Measure(measure)), "{case}: {measure} of {:?}", action.text);
            }
        }
        for risk in &review.risks {
            for area in risk.areas.iter() {
                assert!(earned(&risk.evidence, Label::Area(area)), "{case}: {area} of {:?}", risk.text);
            }
        }
    }
}

#[test]
fn the_same_bytes_give_the_same_review() {
    let reading = reading();
    for (case, document, _) in fixtures().into_iter().take(4) {
        assert_eq!(read(&case, &document, &reading), read(&case, &document, &reading), "{case}");
    }
}

#[test]
fn a_name_that_merely_sounds_alike_is_not_matched() {
    let text =
        "Kulturskolenämnden\n\nLedningens genomgång 2026\n\nÅtgärder 2026\n\n- Genomföra utbildning för alla chefer\n";
    let read = pipeline::read("a.txt", text.as_bytes(), &reading()).unwrap();
    assert_eq!(read.value.review.organisation, None);
    assert_eq!(read.value.review.organisation_as_written.as_deref(), Some("Kulturskolenämnden"));
}

#[test]
fn a_review_without_a_year_is_never_given_one() {
    let text = "Kulturnämnden\n\nLedningens genomgång\n\nÅtgärder\n\n- Genomföra utbildning för alla chefer\n";
    let read = pipeline::read("a.txt", text.as_bytes(), &reading()).unwrap();
    assert_eq!(read.value.review.review_year, None);
    assert!(read.diagnostics.iter().any(|diagnostic| diagnostic.kind.code() == "no_year"));
}

/// Pieces that structure is judged by, so that random documents meet every branch.
const PIECES: [&str; 40] = [
    "\n",
    "\n\n",
    "\n\n\n",
    "\u{c}",
    "\t",
    "  ",
    "   ",
    " | ",
    "|",
    ";",
    "- ",
    "• ",
    "1. ",
    "2) ",
    "a) ",
    "3.1 ",
    "# ",
    "## ",
    "**",
    "[x] ",
    "----\n",
    "6 (9)",
    "Sida 3 av 8",
    "Åtgärder 2026",
    "2027 – ",
    "År\tÅtgärd\tStatus\n",
    "Oönskad händelse  S  K  Riskvärde\n",
    "Risker\n",
    "Uppföljning\n",
    "ska förvaltningen öva ",
    "har inte genomförts",
    "informations-\nsäkerhet",
    "Kulturnämnden",
    "Dnr KUN 2025/1",
    "12 av 17 system",
    "3x4=12",
    "\u{ad}",
    "\u{200b}",
    "ä",
    "😀",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_document_is_read_and_every_place_fits(pieces in prop::collection::vec(0..PIECES.len(), 0..120)) {
        let text: String = pieces.iter().map(|piece| PIECES[*piece]).collect();
        if let Ok(read) = pipeline::read("any.txt", text.as_bytes(), &shared()) {
            for action in &read.value.review.actions {
                prop_assert_eq!(action.place.span.of(&read.value.text), Some(action.place.quote.as_str()));
            }
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = pipeline::read("any", &bytes, &shared());
    }
}

/// Built once: a case of a property test should not build the register anew.
fn shared() -> std::sync::Arc<Reading> {
    static SHARED: std::sync::OnceLock<std::sync::Arc<Reading>> = std::sync::OnceLock::new();
    SHARED.get_or_init(|| std::sync::Arc::new(reading())).clone()
}
