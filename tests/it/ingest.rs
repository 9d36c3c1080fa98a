//! `lagesbild ingest` and `lagesbild register` as a user meets them: lines, errors, exit statuses.

use std::path::Path;

use assert_cmd::Command;

/// A review that any reader of plain text places: one organisation, one year, two actions.
pub(crate) fn review(name: &str, year: i32, action: &str) -> String {
    format!(
        "{name}\nLedningens genomgång av informationssäkerhet\nInför verksamhetsplan {year}\n\n\
         Åtgärder {year}\n\n• {action}\n• Genomföra utbildning i informationssäkerhet för alla chefer.\n"
    )
}

fn lagesbild(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lagesbild"));
    command.current_dir(folder).env_clear();
    command
}

/// Status, standard output, standard error.
pub(crate) fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = lagesbild(folder).args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

pub(crate) fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

#[test]
fn reviews_are_kept_once_and_the_newest_counts() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    write(folder, "in/a.txt", &review("Farsta stadsdelsnämnd", 2026, "Öva kontinuitetsplanen för hemtjänsten."));
    let (status, out, err) = run(folder, &["ingest", "in"]);
    assert_eq!(status, 0, "{out}{err}");
    assert!(out.starts_with("in/a.txt: Farsta stadsdelsnämnd, 2026: 2 actions"), "{out}");
    assert!(folder.join("lagesbild.sqlite").is_file());

    write(folder, "in/b.txt", &review("Farsta stadsdelsnämnd", 2026, "Öva alla kontinuitetsplaner."));
    let (status, out, err) = run(folder, &["ingest", "in"]);
    assert_eq!(status, 0, "{out}{err}");
    assert!(out.contains("in/a.txt: unchanged"), "{out}");
    assert!(out.contains("in/b.txt: Farsta stadsdelsnämnd, 2026 (version 2): 2 actions"), "{out}");
    assert!(err.contains("2 files: 1 new, 1 unchanged, 0 not usable"), "{err}");
}

#[test]
fn a_review_without_organisation_or_year_is_kept_and_marked() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    write(folder, "a.txt", &review("Rymdnämnden", 2026, "Öva kontinuitetsplanen."));
    let (status, out, err) = run(folder, &["ingest", "a.txt"]);
    assert_eq!(status, 0, "{out}{err}");
    assert!(out.contains("a.txt: organisation unknown, 2026") && out.contains("\n  warning: "), "{out}");
    assert!(err.contains("1 review kept without organisation or year"), "{err}");
}

#[test]
fn one_bad_file_stops_nothing_and_the_status_tells() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    write(folder, "a.txt", &review("Farsta stadsdelsnämnd", 2026, "Öva kontinuitetsplanen."));
    write(folder, "b.txt", "");
    write(folder, "c.rtf", "{\\rtf1 }");
    let (status, out, err) = run(folder, &["ingest", "a.txt", "b.txt", "c.rtf", "d.txt"]);
    assert_eq!(status, 1, "{out}{err}");
    assert_eq!(out.matches("a.txt: Farsta").count(), 1, "{out}");
    for line in ["b.txt: error: the file is empty", "c.rtf: error: RTF is not read", "d.txt: error: no such file"] {
        assert!(err.contains(line), "{err}");
    }
}

#[test]
fn nothing_usable_makes_no_database_and_status_2() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    std::fs::create_dir(folder.join("empty")).unwrap();
    let (status, out, err) = run(folder, &["ingest", "no.txt", "empty", "*.odt"]);
    assert_eq!((status, out.as_str()), (2, ""), "{err}");
    for line in ["no.txt: error: no such file", "empty: error: the folder holds no reviews", "*.odt: error: no review"]
    {
        assert!(err.contains(line), "{err}");
    }
    assert!(!folder.join("lagesbild.sqlite").exists());
    assert_eq!(run(folder, &["ingest"]).0, 2);
}

#[cfg(unix)]
#[test]
fn no_file_name_can_break_the_lines() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let name = "a\"b'\nfalskt.txt: Farsta\u{1b}[2J 報告 تقرير.txt";
    write(folder, name, "");
    let (status, out, err) = run(folder, &["ingest", "."]);
    assert_eq!((status, out.as_str()), (2, ""), "{err}");
    let shown = "a\"b'\\nfalskt.txt: Farsta\\u{1b}[2J 報告 تقرير.txt: error: the file is empty";
    assert!(err.lines().next().is_some_and(|line| line.ends_with(shown)), "{err}");
}

#[test]
fn a_database_that_cannot_be_used_is_told_and_nothing_is_done() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    write(folder, "a.txt", "text");
    write(folder, "text.sqlite", &"inte en databas ".repeat(100));
    for (database, part) in [
        ("no/such.sqlite", "its folder does not exist"),
        ("text.sqlite", "not a database"),
        ("postgres://server/base", "PostgreSQL is not supported yet"),
    ] {
        let (status, _, err) = run(folder, &["--database", database, "ingest", "a.txt"]);
        assert_eq!(status, 2, "{err}");
        assert!(err.starts_with("lagesbild: ") && err.contains(part), "{err}");
    }
}

#[test]
fn the_register_goes_out_and_in() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let (status, list, err) = run(folder, &["register", "list"]);
    assert_eq!(status, 0, "{err}");
    assert!(list.contains("farsta\tstadsdelsnamnd\tFarsta stadsdelsnämnd\n"), "{list}");
    assert!(!folder.join("lagesbild.sqlite").exists(), "showing makes no database");

    assert_eq!(run(folder, &["register", "export", "--out", "r.csv"]).0, 0);
    let text = std::fs::read_to_string(folder.join("r.csv")).unwrap();
    let some = "key,name,kind,first_year,last_year,aliases,predecessors,successors\nrymd,Rymdnämnden,facknamnd,,,,,\n";
    write(folder, "some.csv", some);
    let (status, _, err) = run(folder, &["register", "import", "some.csv"]);
    assert_eq!(status, 0, "{err}");
    assert!(err.contains("now holds 1 organisation;"), "{err}");
    assert_eq!(run(folder, &["register", "export"]).1, some);
    assert_eq!(run(folder, &["register", "import", "r.csv"]).0, 0);
    assert_eq!(run(folder, &["register", "export"]).1, text);

    write(folder, "bad.csv", "key,name\n");
    let (status, _, err) = run(folder, &["register", "import", "bad.csv"]);
    assert_eq!(status, 2);
    assert!(err.contains("bad.csv") && err.contains("lacks the column"), "{err}");
    assert_eq!(run(folder, &["register", "export"]).1, text);
}

#[test]
fn a_new_register_places_reviews_that_had_no_place() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    write(folder, "a.txt", &review("Rymdnämnden", 2026, "Öva kontinuitetsplanen."));
    assert_eq!(run(folder, &["ingest", "a.txt"]).0, 0);
    let (_, mut text, _) = run(folder, &["register", "export"]);
    text.push_str("rymd,Rymdnämnden,facknamnd,,,,,\n");
    write(folder, "r.csv", &text);
    let (status, out, err) = run(folder, &["register", "import", "r.csv"]);
    assert_eq!(status, 0, "{err}");
    assert!(out.starts_with("a.txt: Rymdnämnden, 2026: "), "{out}");
    assert!(err.contains("1 have organisation and year (before: 0)"), "{err}");
}

#[test]
fn a_register_that_is_not_utf_8_is_told_how_to_be_saved() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let (status, csv, _) = run(folder, &["register", "export"]);
    assert_eq!(status, 0);
    let latin: Vec<u8> = csv.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap_or(b'?')).collect();
    std::fs::write(folder.join("latin.csv"), latin).unwrap();
    let (status, _, err) = run(folder, &["register", "import", "latin.csv"]);
    assert_eq!(status, 2, "{err}");
    assert!(err.contains("not UTF-8") && err.contains("CSV UTF-8"), "{err}");
    assert!(!folder.join("lagesbild.sqlite").exists(), "nothing is made for a faulty register");
}
