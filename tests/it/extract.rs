//! `lagesbild extract` and `evaluate` as a user meets them.

use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;

fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lagesbild"));
    let output = command.current_dir(folder).env_clear().args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

const REVIEW: &str = "Kulturnämnden\n\nLedningens genomgång 2026\n\nDnr KUN 2025/7\n\nÅtgärder 2026\n\n\
     - Öva en dag utan kassasystem\n\nRisker\n\nOönskad händelse\tSannolikhet\tKonsekvens\tRiskvärde\tÅtgärd\n\
     Listor läcker\t3. Möjlig\t4. Allvarlig\t13\tKontroll\n";

#[test]
fn one_object_a_file_in_the_form_of_the_guide() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("kultur.txt"), REVIEW).unwrap();
    let (status, out, err) = run(folder.path(), &["extract", "kultur.txt"]);
    assert_eq!(status, 0, "{err}");
    let read: Value = serde_json::from_str(out.trim()).unwrap();
    assert_eq!(read["doc"], "kultur");
    assert_eq!(read["organisation"], "Kulturnämnden");
    assert_eq!(read["kind"], "facknamnd");
    assert_eq!(read["review_year"], 2026);
    assert_eq!(read["dnr"], "KUN 2025/7");
    let action = &read["actions"][0];
    assert_eq!(action["text"], "Öva en dag utan kassasystem");
    assert_eq!(action["years"], serde_json::json!([2026]));
    assert_eq!(action["status"], "planned");
    assert_eq!(action["areas"], serde_json::json!(["kontinuitet"]));
    assert_eq!(action["nis2"], serde_json::json!(["c"]));
    assert_eq!(action["place"]["line"], 9);
    assert_eq!(action["place"]["quote"], "Öva en dag utan kassasystem");
    assert_eq!(action["evidence"][0]["label"], "area:kontinuitet");
    let risk = &read["risks"][0];
    assert_eq!(
        (risk["likelihood"].as_u64(), risk["consequence"].as_u64(), risk["value"].as_u64()),
        (Some(3), Some(4), Some(13))
    );
    // The wrong product is kept and remarked on, in the object and on standard error.
    assert_eq!(read["warnings"][0]["kind"], "risk_product");
    assert!(err.contains("kultur.txt: warning: line 14:"), "{err}");
}

#[test]
fn objects_go_to_a_folder_and_none_overwrites_another() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a", "b"] {
        std::fs::create_dir(folder.path().join(name)).unwrap();
        std::fs::write(folder.path().join(name).join("review.txt"), REVIEW).unwrap();
    }
    let (status, out, err) = run(folder.path(), &["extract", "a/review.txt", "b/review.txt", "--out", "read"]);
    assert_eq!((status, out.as_str()), (1, ""), "{err}");
    assert!(err.contains("b/review.txt: error: another file of this run has the same stem"), "{err}");
    assert!(folder.path().join("read/review.json").is_file());
}

#[test]
fn what_cannot_be_read_is_told_and_stops_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes).unwrap();
    write("good.txt", REVIEW.as_bytes());
    write("empty.txt", b"");
    write("report.rtf", b"{\\rtf1 ...}");
    let files = ["extract", "missing.txt", "empty.txt", "report.rtf", "good.txt"];
    let (status, out, err) = run(folder.path(), &files);
    assert_eq!(status, 1);
    assert_eq!(out.lines().count(), 1);
    for told in [
        "missing.txt: error: no such file",
        "empty.txt: error: the file is empty",
        "report.rtf: error: RTF is not read; save the document as PDF",
    ] {
        assert!(err.contains(told), "{told}: {err}");
    }
    assert_eq!(run(folder.path(), &["extract", "empty.txt"]).0, 2);
}

#[test]
fn evaluate_tells_the_figures_and_where_reading_and_gold_part() {
    let folder = tempfile::tempdir().unwrap();
    let case = folder.path().join("cases/kultur-2026");
    std::fs::create_dir_all(&case).unwrap();
    std::fs::write(case.join("source.txt"), REVIEW).unwrap();
    let about = "organisation = \"Kulturnämnden\"\nkind = \"facknamnd\"\nreview_year = 2026\nplan_years = [2026]\ndnr = \"KUN 2025/7\"\n\
         [[actions]]\ntext = \"Öva en dag utan kassasystem\"\nyears = [2027]\nstatus = \"planned\"\nareas = [\"kontinuitet\"]\nnis2 = [\"c\"]\n\
         [[risks]]\ntext = \"Listor läcker\"\nlikelihood = 3\nconsequence = 4\nvalue = 13\n";
    std::fs::write(case.join("about.toml"), about).unwrap();
    let (status, out, err) = run(folder.path(), &["evaluate", "--detail", "cases", "cases"]);
    assert_eq!(status, 0, "{err}");
    let last: Vec<&str> = out.lines().last().unwrap().split_whitespace().collect();
    assert_eq!(last, ["all", "1", "1.000", "0.000", "1.000", "1.000", "1.000", "0.000", "1.000", "1.000", "1.000"]);
    assert!(out.contains("years [2026] should be [2027]"), "{out}");
}
