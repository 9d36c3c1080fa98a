//! The rules of the repository, as tests: who may import whom, how large files are, and what must be found where.

use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    fs,
    path::{Path, PathBuf},
};

use lagesbild::{config, panels::PANELS};

/// Who may import whom. What is not in it does not exist.
const IMPORTS: &[(&str, &[&str])] = &[
    ("review", &[]),
    ("config", &[]),
    ("pattern", &[]),
    ("personal", &["pattern", "review"]),
    ("catalogue", &["figures", "review"]),
    ("diagnostics", &["catalogue", "review"]),
    ("document", &["pattern", "diagnostics", "review"]),
    ("sections", &["document", "pattern", "review", "diagnostics"]),
    ("items", &["learned", "sections", "document", "pattern", "personal", "review", "diagnostics"]),
    ("normalise", &["learned", "items", "sections", "document", "pattern", "personal", "review", "diagnostics"]),
    ("pipeline", &["document", "sections", "items", "normalise", "review", "diagnostics"]),
    ("learned", &[]),
    ("isolation", &["pipeline", "review", "diagnostics"]),
    ("store", &["review", "diagnostics"]),
    ("ingest", &["isolation", "pipeline", "store", "review", "diagnostics"]),
    ("search", &["personal", "review"]),
    ("figures", &["review"]),
    ("evaluation", &["review"]),
    ("requirements", &["review"]),
    ("analytics", &["figures", "requirements", "review"]),
    ("joint", &["review"]),
    ("panels", &["joint", "analytics", "requirements", "figures", "review", "catalogue", "personal"]),
    ("dashboards", &["panels", "review"]),
    ("charts", &["figures", "review", "catalogue"]),
    ("exports", &["figures", "review", "catalogue"]),
    (
        "web",
        &[
            "isolation",
            "pipeline",
            "store",
            "ingest",
            "figures",
            "analytics",
            "joint",
            "panels",
            "dashboards",
            "requirements",
            "charts",
            "exports",
            "catalogue",
            "diagnostics",
            "personal",
            "search",
            "review",
        ],
    ),
    (
        "cli",
        &[
            "config",
            "document",
            "sections",
            "items",
            "learned",
            "normalise",
            "isolation",
            "pipeline",
            "store",
            "ingest",
            "figures",
            "analytics",
            "panels",
            "dashboards",
            "charts",
            "exports",
            "catalogue",
            "diagnostics",
            "review",
            "web",
            "evaluation",
            "personal",
        ],
    ),
    ("main", &["cli"]),
];

/// Crates that one module alone may name.
const OWNERS: &[(&str, &str)] = &[
    ("diesel", "store"),
    ("actix_web", "web"),
    ("plotters", "charts"),
    ("resvg", "charts"),
    ("askama", "web"),
    ("zip", "document"),
    ("quick_xml", "document"),
    ("html5gum", "document"),
];

/// Lines of a file from which on it is too long.
const MOST_LINES: usize = 600;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files below a folder, sorted; none where it is not there.
fn below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(below(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn rust_files(folders: &[&str]) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = folders.iter().flat_map(|folder| below(&root().join(folder))).collect();
    files.retain(|path| path.extension().is_some_and(|suffix| suffix == "rs"));
    files
}

/// The path from the top of the repository.
fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", shown(path)))
}

/// The top module that a file of `src` belongs to.
fn module(path: &Path) -> String {
    let inside = path.strip_prefix(root().join("src")).unwrap();
    inside.components().next().unwrap().as_os_str().to_str().unwrap().trim_end_matches(".rs").to_owned()
}

/// Rust without its line comments, so that a link in a comment is no import.
fn code(text: &str) -> String {
    text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

fn word(text: &str) -> &str {
    let end = text.find(|letter: char| !letter.is_alphanumeric() && letter != '_').unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

/// The first names of paths that begin with `start`, also of a list in braces: `crate::{a::{b, c}, d}` gives a and d.
fn first_names(code: &str, start: &str) -> Vec<String> {
    let mut names = Vec::new();
    for (at, _) in code.match_indices(start) {
        // `$crate::` and `my_crate::` are others.
        let (before, from) = code.split_at_checked(at).unwrap();
        if before.ends_with(|letter: char| letter.is_alphanumeric() || letter == '_') {
            continue;
        }
        let rest = from.strip_prefix(start).unwrap();
        let Some(list) = rest.strip_prefix('{') else {
            names.push(word(rest).to_owned());
            continue;
        };
        let (mut depth, mut begins) = (1, true);
        for (place, letter) in list.char_indices() {
            match letter {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 1 => begins = true,
                _ if begins && !letter.is_whitespace() => {
                    names.push(word(list.get(place..).unwrap()).to_owned());
                    begins = false;
                }
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
    }
    names
}

#[test]
fn names_of_imports_are_found_in_every_form() {
    let text =
        "use crate::{\n    a::{b, c},\n    d::e, f,\n};\nfn x() -> crate::g::H { $crate::i::j() }\nuse other_crate::k;";
    assert_eq!(first_names(text, "crate::"), ["a", "d", "f", "g", "i"]);
}

#[test]
fn modules_import_only_what_the_table_lets_them() {
    let src = root().join("src");
    let table: BTreeMap<&str, &[&str]> = IMPORTS.iter().copied().collect();
    let tops: BTreeSet<String> = rust_files(&["src"]).iter().map(|path| module(path)).collect();
    let mut faults = Vec::new();
    for path in rust_files(&["src"]) {
        let own = module(&path);
        if own == "lib" {
            continue;
        }
        let Some(allowed) = table.get(own.as_str()) else {
            faults.push(format!("{}: the module {own} is not in the table", shown(&path)));
            continue;
        };
        let code = code(&read(&path));
        let mut names = first_names(&code, "crate::");
        names.extend(first_names(&code, "lagesbild::"));
        // In the file of a top module `super` is the crate; there the module's own children are no imports.
        if path == src.join(format!("{own}.rs")) || path == src.join(&own).join("mod.rs") {
            let children: BTreeSet<String> = below(&src.join(&own)).iter().map(|path| stem(path)).collect();
            let by_super = first_names(&code, "super::");
            names.extend(by_super.into_iter().filter(|name| !children.contains(name)));
        }
        // A macro or a value of the crate is no module.
        for name in names.iter().filter(|name| **name != own && !allowed.contains(&name.as_str())) {
            if tops.contains(name) {
                faults.push(format!("{}: {own} must not import {name}", shown(&path)));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    for name in table.keys() {
        assert!(tops.contains(*name), "the table names {name}, which is no module");
    }
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

#[test]
fn a_crate_that_one_module_owns_is_named_by_no_other() {
    for path in rust_files(&["src"]) {
        let code = code(&read(&path));
        for (name, owner) in OWNERS {
            // The command line starts the runtime that the server needs.
            let starts = *name == "actix_web" && path.ends_with("cli/serve.rs");
            let named = !first_names(&code, &format!("{name}::")).is_empty();
            assert!(!named || module(&path) == *owner || starts, "{}: only {owner} may name {name}", shown(&path));
        }
    }
}

#[test]
fn no_module_is_a_drawer_for_everything() {
    for path in rust_files(&["src", "tests"]) {
        for part in path.strip_prefix(root()).unwrap().components() {
            let part = part.as_os_str().to_string_lossy();
            let name = part.trim_end_matches(".rs");
            assert!(!["util", "utils", "common", "helper", "helpers", "misc"].contains(&name), "{}", shown(&path));
        }
    }
}

#[test]
fn every_file_says_what_it_is_and_is_short_enough() {
    for path in rust_files(&["src", "tests", "benches", "examples"]) {
        let text = read(&path);
        assert!(
            text.starts_with("//! "),
            "{} must open with //! and what it takes, gives and never does",
            shown(&path)
        );
        let generated = path.ends_with("store/schema.rs");
        let lines = text.lines().count();
        assert!(generated || lines <= MOST_LINES, "{} has {lines} lines; {MOST_LINES} are the most", shown(&path));
    }
    let main = read(&root().join("src/main.rs"));
    assert!(main.lines().count() < 40, "main.rs only calls cli");
}

#[test]
fn migrations_go_both_ways_and_are_the_same_for_every_database() {
    let names = |folder: &Path| -> BTreeSet<String> {
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    };
    let databases = names(&root().join("migrations"));
    assert!(databases.contains("sqlite"), "{databases:?}");
    let first = names(&root().join("migrations/sqlite"));
    for database in &databases {
        let folder = root().join("migrations").join(database);
        assert_eq!(names(&folder), first, "{database} has other migrations than sqlite");
        for migration in &first {
            for file in ["up.sql", "down.sql"] {
                let path = folder.join(migration).join(file);
                assert!(!read(&path).trim().is_empty(), "{} is empty", shown(&path));
            }
        }
    }
}

#[test]
fn every_setting_stands_in_the_readme() {
    let readme = read(&root().join("README.md"));
    let words: HashSet<&str> = readme.split(|letter: char| !letter.is_alphanumeric() && letter != '_').collect();
    for key in config::KEYS {
        for name in [key.name, key.variable] {
            assert!(words.contains(name), "README.md must tell of the setting {name}: {}", key.meaning);
        }
    }
    let known: HashSet<&str> = config::KEYS.iter().map(|key| key.variable).collect();
    let logging = ["LAGESBILD_LOG", "LAGESBILD_LOG_FORMAT", "LAGESBILD_CONFIG"];
    for name in words.iter().filter(|word| word.starts_with("LAGESBILD_")) {
        assert!(known.contains(name) || logging.contains(name), "README.md tells of {name}, which nothing reads");
    }
}

#[test]
fn every_picture_of_the_readme_is_there() {
    let readme = read(&root().join("README.md"));
    let pictures: Vec<&str> = readme.split("](").skip(1).filter_map(|rest| rest.split(')').next()).collect();
    let own: Vec<&&str> = pictures.iter().filter(|target| !target.contains("://")).collect();
    assert!(!own.is_empty(), "README.md shows a picture");
    for target in own {
        assert!(root().join(target).is_file(), "README.md shows {target}, which is not there");
    }
}

#[test]
fn every_panel_has_an_address_and_a_test() {
    let routes = read(&root().join("src/web/routes.rs"));
    let tests =
        ["web.rs", "numbers.rs", "comparison.rs"].map(|file| read(&root().join("tests/it").join(file))).concat();
    let keys: BTreeSet<&str> = PANELS.iter().map(|panel| panel.key).collect();
    assert_eq!(keys.len(), PANELS.len(), "two panels have the same key");
    for key in keys {
        let served = routes.contains("/figurer/{key}.{format}") || routes.contains(&format!("/figurer/{key}."));
        assert!(served, "no address leads to the panel {key}");
        let asked = tests.contains(&format!("/{key}?")) || tests.contains(&format!("/{key}.csv"));
        assert!(asked, "no test compares the file of the panel {key} with its page");
    }
}

/// The text files that belong to the repository. Where there is no git, as in an unpacked archive, what stands in it.
fn tracked() -> Vec<(String, String)> {
    let listed = std::process::Command::new("git").args(["ls-files", "-z"]).current_dir(root()).output();
    let files: Vec<PathBuf> = match listed {
        Ok(output) if output.status.success() && !output.stdout.is_empty() => {
            let names = String::from_utf8(output.stdout).unwrap();
            names.split('\0').filter(|name| !name.is_empty()).map(|name| root().join(name)).collect()
        }
        _ => ["src", "tests/it", "benches", "dashboards", "fixtures", "migrations", ".ci"]
            .iter()
            .flat_map(|folder| below(&root().join(folder)))
            .collect(),
    };
    assert!(files.len() > 100, "only {} files were found", files.len());
    let text = |path: &PathBuf| Some((shown(path), String::from_utf8(fs::read(path).ok()?).ok()?));
    files.iter().filter_map(text).collect()
}

#[test]
fn nothing_is_tied_to_one_machine_or_one_network() {
    // Put together, so that this file does not hold them.
    let registries = [
        ["crates", ".io"],
        ["npmjs", ".org"],
        ["npmjs", ".com"],
        ["pypi", ".org"],
        ["pythonhosted", ".org"],
        ["deb.debian", ".org"],
        ["proxy.golang", ".org"],
    ]
    .map(|parts| parts.concat());
    // What cargo itself writes for the public registry, whichever mirror was asked.
    let canonical = format!("registry+https://github.com/rust-lang/{}-index", registries[0]);
    let places = [["/ho", "me/"], ["/ro", "ot/"], ["/Us", "ers/"], ["/wo", "rk/"], ["C:\\Us", "ers\\"]]
        .map(|parts| parts.concat());
    for (name, text) in tracked() {
        let text = text.replace(&canonical, "");
        for registry in &registries {
            assert!(!text.contains(registry), "{name} names the registry {registry}");
        }
        for place in &places {
            let begins = |at: usize| {
                !text.get(..at).unwrap().ends_with(|letter: char| letter.is_alphanumeric() || "._-}".contains(letter))
            };
            let found = text.match_indices(place.as_str()).any(|(at, _)| begins(at));
            assert!(!found, "{name} holds a path of one machine ({place})");
        }
        if name.ends_with("package-lock.json") {
            assert!(!text.contains("\"resolved\""), "{name} names where packages were fetched from");
        }
        if name == "Cargo.lock" {
            let other = text.lines().find(|line| line.starts_with("source = \"") && *line != "source = \"\"");
            assert_eq!(other, None, "{name} names another registry");
        }
    }
}

/// How many words in a row are no coincidence.
const WORDS: usize = 10;

fn words(text: &str) -> Vec<String> {
    let split = text.split(|letter: char| !letter.is_alphanumeric());
    split.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

#[test]
fn nothing_is_copied_from_the_real_reviews() {
    // Real reviews lie beside a checkout where the reading is measured, and nowhere else.
    let real = below(&root().join("../shared/reviews"));
    let mut theirs: HashSet<Vec<String>> = HashSet::new();
    for path in &real {
        let text = String::from_utf8_lossy(&fs::read(path).unwrap()).into_owned();
        theirs.extend(words(&text).windows(WORDS).map(<[String]>::to_vec));
    }
    if theirs.is_empty() {
        return;
    }
    for (name, text) in tracked() {
        for run in words(&text).windows(WORDS) {
            assert!(!theirs.contains(run), "{name} holds a run of a real review: {}", run.join(" "));
        }
    }
}
