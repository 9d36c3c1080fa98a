//! Ingesting with a reader of the tests' own: bounds, order, versions, and what one bad file does to the others.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;
use crate::{
    diagnostics::{Diagnostic, DiagnosticKind, Stage, Warned},
    pipeline::{Member, ReadReview},
    review::{Matched, OrganisationKey, Place, Review, Status, Year, YearSet},
    store::Location,
};

const LIMITS: Limits = Limits { file_bytes: 10_000, unpacked_bytes: 100_000, text_bytes: 100_000, pages: 10 };

fn store(folder: &tempfile::TempDir) -> Store {
    let store = Store::open(&Location::Sqlite(folder.path().join("a.sqlite"))).unwrap();
    register(&store).unwrap();
    store
}

/// Reads `KEY YEAR`, each further line an action; `panic` and `pdf` as such.
fn read(name: &str, bytes: &[u8]) -> Result<Reply, Failure> {
    let text = String::from_utf8(bytes.to_vec()).map_err(|_| ReadError::NotText)?;
    let mut lines = text.lines();
    let head = lines.next().ok_or(ReadError::Empty)?;
    match head {
        "fault" => return Err(Failure::Fault),
        "pdf" => return Err(ReadError::Damaged { kind: "PDF" }.into()),
        "zip" => {
            let member = |text: &str| Member { name: format!("mapp/{text}.txt"), bytes: text.into() };
            return Ok(Reply::Archive(lines.map(member).collect()));
        }
        _ => {}
    }
    let (key, year) = head.split_once(' ').unwrap_or((head, ""));
    let register = Register::builtin().unwrap();
    let organisation = register.organisations().iter().find(|organisation| organisation.key.0 == key);
    let action = |text: &str| crate::review::Action {
        text: text.to_owned(),
        heading: String::new(),
        years: YearSet::EMPTY,
        status: Status::Planned,
        areas: Default::default(),
        nis2: Default::default(),
        responsible: None,
        deadline: None,
        amounts: Vec::new(),
        optional: text.starts_with('('),
        place: Place::default(),
        confidence: 0.5,
        evidence: Vec::new(),
    };
    let review = Review {
        doc: name.to_owned(),
        organisation: organisation.map(|organisation| Matched {
            key: organisation.key.clone(),
            name: organisation.name.clone(),
            kind: organisation.kind,
        }),
        organisation_as_written: Some(key.to_owned()),
        review_year: year.parse::<Year>().ok(),
        plan_years: YearSet::EMPTY,
        dnr: None,
        decided_on: None,
        actions: lines.map(action).collect(),
        risks: Vec::new(),
        metrics: Vec::new(),
        findings: Vec::new(),
        personal: Vec::new(),
        taxonomy_version: "1".to_owned(),
    };
    let mut diagnostics = Vec::new();
    if review.organisation.is_none() {
        diagnostics.push(Diagnostic::whole(Stage::Normalise, DiagnosticKind::UnknownOrganisation, key));
    }
    let value = ReadReview { media_type: "text/plain".to_owned(), text, review };
    Ok(Reply::Review(Box::new(Warned { value, diagnostics })))
}

fn run(store: &Store, paths: Vec<PathBuf>) -> (Vec<FileReport>, Summary) {
    let mut reports = Vec::new();
    let summary = files_by(store, read, LIMITS, paths, |report| reports.push(report)).unwrap();
    (reports, summary)
}

fn write(folder: &tempfile::TempDir, name: &str, text: &str) -> PathBuf {
    let path = folder.path().join(name);
    std::fs::write(&path, text).unwrap();
    path
}

#[test]
fn one_bad_file_stops_no_other_and_each_is_told_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(&folder);
    let paths = vec![
        write(&folder, "a.txt", "farsta 2026\nÖva\n(nämnt)"),
        write(&folder, "b.txt", ""),
        folder.path().join("c.txt"),
        write(&folder, "d.pdf", "pdf"),
        write(&folder, "e.txt", "fault"),
        write(&folder, "f.txt", &"x".repeat(10_001)),
        folder.path().to_path_buf(),
        write(&folder, "h.txt", "okänd 2026\nÖva"),
        write(&folder, "i.txt", "farsta"),
    ];
    let (reports, summary) = run(&store, paths);
    let told: Vec<String> = reports
        .iter()
        .map(|report| match &report.outcome {
            Outcome::Refused(error) => error.to_string(),
            Outcome::Stored { organisation, year, actions, mentions, .. } => {
                format!("{organisation:?} {year:?} {actions} {mentions}")
            }
            Outcome::Unchanged { .. } => "unchanged".to_owned(),
        })
        .collect();
    let expected = [
        "Farsta stadsdelsnämnd",
        "is empty",
        "no such file",
        "PDF is damaged",
        "fault of the program",
        "10001 bytes, more than the limit of 10000",
        "neither a file nor a folder",
        "None Some(Year(2026)) 1 0",
        "None 0 0",
    ];
    for (told, part) in told.iter().zip(expected) {
        assert!(told.contains(part), "{told}");
    }
    assert_eq!(summary, Summary { stored: 3, unchanged: 0, refused: 6, unplaced: 2, remarks: 1 });
    assert_eq!(store.unplaced().unwrap().len(), 2);
    assert_eq!(store.dataset().unwrap().reviews.len(), 1);
}

#[test]
fn the_same_files_again_change_nothing_and_are_not_read() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(&folder);
    let paths: Vec<PathBuf> =
        (0..70).map(|n| write(&folder, &format!("{n:02}.txt"), &format!("farsta 2026\nÖva {n}"))).collect();
    let (first, summary) = run(&store, paths.clone());
    assert_eq!(summary.stored, 70);
    let versions: Vec<i32> = first
        .iter()
        .map(|report| match report.outcome {
            Outcome::Stored { version, .. } => version,
            _ => 0,
        })
        .collect();
    assert_eq!(versions, (1..=70).collect::<Vec<_>>());
    let version = store.data_version().unwrap();
    let calls = AtomicUsize::new(0);
    let count = |name: &str, bytes: &[u8]| {
        calls.fetch_add(1, Ordering::Relaxed);
        read(name, bytes)
    };
    let summary = files_by(&store, count, LIMITS, paths, |_| {}).unwrap();
    assert_eq!((summary.unchanged, calls.into_inner(), store.data_version().unwrap()), (70, 0, version));
}

#[test]
fn the_same_bytes_twice_in_one_batch_are_kept_once() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(&folder);
    let paths = ["a.txt", "b.txt"].map(|name| write(&folder, name, "farsta 2026\nÖva")).to_vec();
    let (reports, _) = run(&store, paths);
    assert!(
        matches!(reports[0].outcome, Outcome::Stored { .. }) && matches!(reports[1].outcome, Outcome::Unchanged { .. })
    );
}

#[test]
fn batches_are_bounded_in_files_and_in_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let small = write(&folder, "small", "x");
    let large = folder.path().join("large");
    std::fs::File::create(&large).unwrap().set_len(40 * 1024 * 1024).unwrap();
    let sizes = |paths: Vec<PathBuf>| batch::batches(paths).map(|batch| batch.len()).collect::<Vec<_>>();
    assert_eq!(sizes(vec![small.clone(); 150]), [64, 64, 22]);
    assert_eq!(sizes(vec![large.clone(), large.clone(), small.clone(), large]), [1, 2, 1]);
    assert_eq!(sizes(Vec::new()), [0; 0]);
}

#[test]
fn an_upload_follows_the_same_rules() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(&folder);
    let send = |name: &str, text: &str| {
        let mut reports = upload_by(&store, read, LIMITS, name, text.as_bytes().to_vec()).unwrap();
        assert_eq!(reports.len(), 1);
        reports.remove(0)
    };
    let first = send("C:\\Användare\\a\n\"b\".txt", "farsta 2026\nÖva");
    let Outcome::Stored { review, .. } = first.outcome else { panic!("{first:?}") };
    assert_eq!(store.review(review).unwrap().unwrap().file_name, "a\n\"b\".txt");
    assert!(matches!(send("b.txt", "farsta 2026\nÖva").outcome, Outcome::Unchanged { review: same } if same == review));
    assert!(matches!(send("", "").outcome, Outcome::Refused(IngestError::Read(ReadError::Empty))));
    let large = send("c.txt", &"x".repeat(10_001));
    assert!(matches!(large.outcome, Outcome::Refused(IngestError::Read(ReadError::TooLarge { .. }))));
}

#[test]
fn each_document_of_an_archive_is_told_in_its_place_and_no_archive_within() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(&folder);
    let paths = vec![
        write(&folder, "a.txt", "farsta 2025"),
        write(&folder, "b.zip", "zip\nbromma 2026\nzip\npdf\nfarsta 2025"),
        write(&folder, "c.zip", "zip"),
        write(&folder, "d.txt", "farsta 2026"),
    ];
    let (reports, summary) = run(&store, paths.clone());
    let told = |report: &FileReport| {
        let path = report.path.rsplit_once(".zip").map_or("", |(_, member)| member).to_owned();
        let outcome = match &report.outcome {
            Outcome::Stored { .. } => "stored",
            Outcome::Unchanged { .. } => "unchanged",
            Outcome::Refused(_) => "refused",
        };
        format!("{path} {outcome}")
    };
    let expected = [
        " stored",
        "/mapp/bromma 2026.txt stored",
        "/mapp/zip.txt refused",
        "/mapp/pdf.txt refused",
        "/mapp/farsta 2025.txt unchanged",
        " refused",
        " stored",
    ];
    assert_eq!(reports.iter().map(told).collect::<Vec<_>>(), expected);
    assert_eq!((summary.stored, summary.unchanged, summary.refused), (3, 1, 3));
    let (_, again) = run(&store, paths);
    assert_eq!((again.stored, again.unchanged), (0, 4));
}

#[test]
fn after_a_new_register_reviews_find_their_place() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(&folder);
    let paths = vec![
        write(&folder, "a.txt", "farsta 2026\nÖva"),
        write(&folder, "b.txt", "bromma 2026\nÖva"),
        write(&folder, "c.txt", "pdf"),
    ];
    run(&store, paths);
    let mut organisations = store.register().unwrap();
    organisations.retain(|organisation| organisation.key != OrganisationKey("farsta".to_owned()));
    store.replace_register(&organisations).unwrap();
    assert_eq!(store.dataset().unwrap().unplaced, 1);
    store.replace_register(Register::builtin().unwrap().organisations()).unwrap();
    let mut reports = Vec::new();
    let summary = reread_by(&store, read, |report| reports.push(report.path)).unwrap();
    assert_eq!((summary.stored, summary.unchanged, reports.len()), (1, 1, 2));
    assert_eq!(store.dataset().unwrap().unplaced, 0);

    let refuse = |_: &str, _: &[u8]| Err(ReadError::NotText.into());
    let version = store.data_version().unwrap();
    let summary = reread_by(&store, refuse, |_| {}).unwrap();
    assert_eq!((summary.refused, store.data_version().unwrap()), (2, version));
    assert_eq!(store.dataset().unwrap().reviews.len(), 2);
}
