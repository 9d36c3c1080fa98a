//! What each stage of reading makes of one document of each format, so that a change shows in which stage it began.
//!
//! Written by the program and then read by a person: `INSTA_UPDATE=always cargo test snapshots` writes them anew, and the
//! difference is looked at before it is kept.

use std::{fmt::Write, fs, path::Path};

use lagesbild::{
    document::{self, Limits},
    items,
    pipeline::{self, Reading, Register, Taxonomy},
    sections::{self, Unit},
};

/// Lines with how they look, as the reader of the format gives them.
fn of_document(document: &document::Document) -> String {
    let mut told = format!("{}\n", document.media_type);
    for line in &document.lines {
        let page = line.page.map_or(String::new(), |page| format!("p{page} "));
        let _ = writeln!(told, "{:>3} {page}{:?} {}| {}", line.number, line.look, line.indent, document.words(line));
    }
    told
}

/// The outline with the kind of each section, and what stands in it.
fn of_sections(sections: &[sections::Section]) -> String {
    let mut told = String::new();
    for section in sections {
        let own = if section.kind_is_own { "" } else { " (inherited)" };
        let _ = writeln!(
            told,
            "{}# {} [{:?}{own}]",
            "  ".repeat(section.parents.len()),
            section.title.text(),
            section.kind
        );
        for unit in &section.body {
            let _ = match unit {
                Unit::Paragraph(words) => writeln!(told, "    ¶ {}", words.text()),
                Unit::Item { marker, depth, words } => writeln!(told, "    {depth} {marker:?} {}", words.text()),
                Unit::Table(rows) => rows.iter().try_for_each(|row| {
                    writeln!(told, "    | {}", row.iter().map(|cell| cell.text()).collect::<Vec<_>>().join(" | "))
                }),
            };
        }
    }
    told
}

/// What was found, as written, before it is judged.
fn of_items(found: &items::Found) -> String {
    let mut told = String::new();
    for action in &found.actions {
        let _ = writeln!(told, "action {:?} in {:?}: {}", action.form, action.kind, action.words.text());
        let above = [&action.label, &action.intro, &action.running_year, &action.when, &action.status];
        for words in above.into_iter().flatten() {
            let _ = writeln!(told, "    {words}");
        }
    }
    for risk in &found.risks {
        let figures = [&risk.likelihood, &risk.consequence, &risk.value].map(|figure| figure.as_deref().unwrap_or("-"));
        let _ = writeln!(told, "risk {}: {}", figures.join(" / "), risk.words.text());
    }
    for metric in &found.metrics {
        let _ = writeln!(told, "metric {:?} {}: {}", metric.kind, metric.number, metric.words.text());
    }
    for finding in &found.findings {
        let _ = writeln!(told, "finding {:?}: {}", finding.kind, finding.words.text());
    }
    told
}

/// What the review holds after it was judged: years, status, labels, places.
fn of_review(review: &lagesbild::review::Review) -> String {
    let mut told = String::new();
    for action in &review.actions {
        let areas: Vec<&str> = action.areas.iter().map(|area| area.code()).collect();
        let letters: String = action.nis2.iter().map(|measure| measure.code()).collect();
        let years: Vec<i32> = action.years.iter().map(|year| year.number()).collect();
        let _ = writeln!(
            told,
            "line {} {:?} {years:?} {areas:?} {letters:?}{}: {}",
            action.place.line,
            action.status,
            if action.optional { " mention" } else { "" },
            action.text
        );
    }
    for risk in &review.risks {
        let _ = writeln!(told, "risk {:?} {:?} {:?}: {}", risk.likelihood, risk.consequence, risk.value, risk.text);
    }
    told
}

fn check(case: &str, extension: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/corpus").join(case);
    let bytes = fs::read(folder.join("source").with_extension(extension)).expect("a fixture");
    let read = document::read(&bytes, Limits::default()).expect("readable").value;
    let outline = sections::split(&read).value;
    let found = items::find(&read, &outline).value;
    let reading = Reading {
        register: Register::builtin().expect("register"),
        taxonomy: Taxonomy::builtin().expect("taxonomy"),
        limits: Limits::default(),
    };
    let review = pipeline::read(case, &bytes, &reading).expect("readable").value.review;
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        insta::assert_snapshot!(format!("{extension}-1-document"), of_document(&read));
        insta::assert_snapshot!(format!("{extension}-2-sections"), of_sections(&outline));
        insta::assert_snapshot!(format!("{extension}-3-items"), of_items(&found));
        insta::assert_snapshot!(format!("{extension}-4-review"), of_review(&review));
    });
}

#[test]
fn stages_of_a_text() {
    check("arbetsmarknadsnamnden-2025", "txt");
}

#[test]
fn stages_of_markdown() {
    check("overformyndarnamnden-2027", "md");
}

#[test]
fn stages_of_a_page() {
    check("s-t-erik-forsakrings-ab-2027", "html");
}

#[test]
fn stages_of_a_word_document() {
    check("ab-familjebostader-2026", "docx");
}

#[test]
fn stages_of_an_odt() {
    check("miljo-och-halsoskyddsnamnden-2025", "odt");
}

#[test]
fn stages_of_a_pdf() {
    check("stockholms-hamn-ab-2027", "pdf");
}
