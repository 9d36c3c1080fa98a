//! `lagesbild evaluate GOLD_DIR DOCS_DIR`: how well documents are read, against what careful people read from them.
//!
//! Gold is a folder of `STEM.json` files in the form of the annotation guide, or of folders with an `about.toml` each;
//! the document of a case is `STEM.*` or the file beside its `about.toml`. Prints the nine figures per document and in
//! all; with `--detail`, each disagreement.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::Context;

use super::{
    Exit,
    printing::{line, note, visible},
    reading::setup,
};
use crate::{
    config::Settings,
    evaluation::{Gold, Scores, score},
    isolation::{Readers, Reply},
    pipeline::Register,
    review::{Review, YearSet},
};

/// What `evaluate` is told.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Folder with the gold: STEM.json files, or folders with about.toml
    #[arg(value_name = "GOLD_DIR")]
    gold: PathBuf,
    /// Folder with the documents, by the same stems
    #[arg(value_name = "DOCS_DIR")]
    documents: PathBuf,
    /// Print where reading and gold part, line by line
    #[arg(long)]
    detail: bool,
    /// Label by this taxonomy (TOML) instead of the one that the program carries
    #[arg(long, value_name = "FILE")]
    taxonomy: Option<PathBuf>,
}

/// A document with its gold.
struct Case {
    stem: String,
    gold: Gold,
    document: Option<PathBuf>,
}

/// Runs the command.
pub(super) fn run(args: &Args, settings: &Settings) -> anyhow::Result<Exit> {
    let cases = cases(&args.gold, &args.documents)?;
    anyhow::ensure!(!cases.is_empty(), "there is no gold in {}", args.gold.display());
    let readers = Readers::new(setup(settings, args.taxonomy.as_deref())?, Register::builtin()?);
    let mut all = Scores::default();
    let mut unread = 0;
    line(&row("document", &Scores::default().figures().map(|figure| figure.name.to_owned())))?;
    for case in &cases {
        match read(case, &readers) {
            Ok(review) => {
                let mut own = Scores::default();
                let disagreements = score(&review, &case.gold, &mut own);
                score(&review, &case.gold, &mut all);
                line(&figures(&case.stem, &own))?;
                for disagreement in disagreements.iter().filter(|_| args.detail) {
                    line(&format!("  {}: {}", disagreement.what, visible(&disagreement.detail)))?;
                }
            }
            Err(error) => {
                unread += 1;
                // What cannot be read is missed, not left out.
                score(&nothing(&case.stem), &case.gold, &mut all);
                note(&format!("{}: error: {}", case.stem, visible(&format!("{error:#}"))));
            }
        }
    }
    line(&figures(&format!("all {}", cases.len()), &all))?;
    Ok(match unread {
        0 => Exit::Done,
        unread if unread == cases.len() => Exit::Nothing,
        _ => Exit::Partly,
    })
}

fn read(case: &Case, readers: &Readers) -> anyhow::Result<Review> {
    let path = case.document.as_ref().context("there is no document of this stem")?;
    let bytes = fs::read(path).with_context(|| format!("{} cannot be read", path.display()))?;
    match readers.read(&case.stem, &bytes)? {
        Reply::Review(read) => Ok(read.value.review),
        Reply::Archive(_) => anyhow::bail!("this is an archive; evaluate the documents in it"),
    }
}

/// What is read of a document that cannot be read.
fn nothing(stem: &str) -> Review {
    Review {
        doc: stem.to_owned(),
        organisation: None,
        organisation_as_written: None,
        review_year: None,
        plan_years: YearSet::EMPTY,
        dnr: None,
        decided_on: None,
        actions: Vec::new(),
        risks: Vec::new(),
        metrics: Vec::new(),
        findings: Vec::new(),
        personal: Vec::new(),
        taxonomy_version: String::new(),
    }
}

fn figures(name: &str, scores: &Scores) -> String {
    row(name, &scores.figures().map(|figure| format!("{:.3}", figure.value)))
}

fn row(name: &str, cells: &[String; 9]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| format!("{cell:>8}")).collect();
    format!("{name:<36}{}", cells.concat())
}

fn cases(gold: &Path, documents: &Path) -> anyhow::Result<Vec<Case>> {
    let mut cases = Vec::new();
    for path in listed(gold)? {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let about = path.join("about.toml");
        let found = if about.is_file() {
            let gold = Gold::from_toml(&text_of(&about)?).with_context(|| about.display().to_string())?;
            Some((gold, beside(&documents.join(&stem), |name| !name.starts_with("about."))?))
        } else if path.extension().is_some_and(|extension| extension == "json") {
            let gold = Gold::from_json(&text_of(&path)?).with_context(|| path.display().to_string())?;
            let of_stem = format!("{stem}.");
            Some((gold, beside(documents, |name| name.starts_with(&of_stem) && !name.ends_with(".json"))?))
        } else {
            None
        };
        cases.extend(found.map(|(gold, document)| Case { stem, gold, document }));
    }
    Ok(cases)
}

fn text_of(path: &Path) -> anyhow::Result<String> {
    fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))
}

fn listed(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("the folder {} cannot be read", folder.display()))?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>, std::io::Error>>()?;
    paths.sort();
    Ok(paths)
}

fn beside(folder: &Path, wanted: impl Fn(&str) -> bool) -> anyhow::Result<Option<PathBuf>> {
    let of_name =
        |path: &PathBuf| path.is_file() && path.file_name().is_some_and(|name| wanted(&name.to_string_lossy()));
    Ok(listed(folder)?.into_iter().find(of_name))
}
