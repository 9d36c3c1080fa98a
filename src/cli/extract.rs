//! `lagesbild extract FILE...`: what is read from a document, as JSON in the form of the annotation guide.
//!
//! One object a file on standard output, or `STEM.json` files in a folder; warnings stand in the object and on standard
//! error. Stores nothing.

use std::{
    collections::HashSet,
    fs,
    path::{Path, PathBuf},
};

use anyhow::Context;
use serde::Serialize;

use super::{
    Exit,
    printing::{line, note, visible},
    reading::setup,
};
use crate::{
    config::Settings,
    diagnostics::{Diagnostic, Warned},
    isolation::{Readers, Reply},
    pipeline::{ReadReview, Register},
    review::{Action, Finding, Kind, Language, Metric, OrganisationKey, Personal, Place, Risk, Year, YearSet},
};

/// What `extract` is told.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Reviews: PDF, DOCX, ODT, HTML, text, Markdown or JSON
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Write STEM.json files into this folder instead of printing
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Match organisations by this register (CSV) instead of the one that the program carries
    #[arg(long, value_name = "FILE")]
    register: Option<PathBuf>,
    /// Label by this taxonomy (TOML) instead of the one that the program carries
    #[arg(long, value_name = "FILE")]
    taxonomy: Option<PathBuf>,
}

/// A review in the form of the annotation guide: the organisation as a name, `null` where the document does not tell.
#[derive(Debug, Serialize)]
struct Extracted<'r> {
    doc: &'r str,
    organisation: Option<&'r str>,
    organisation_key: Option<&'r OrganisationKey>,
    organisation_as_written: Option<&'r str>,
    kind: Option<Kind>,
    review_year: Option<Year>,
    plan_years: YearSet,
    dnr: Option<&'r str>,
    decided_on: Option<&'r str>,
    actions: &'r [Action],
    risks: &'r [Risk],
    metrics: &'r [Metric],
    findings: &'r [Finding],
    personal: &'r [Personal],
    warnings: Vec<Warning<'r>>,
    media_type: &'r str,
    taxonomy_version: &'r str,
}

#[derive(Debug, Serialize)]
struct Warning<'r> {
    stage: &'r str,
    kind: &'r str,
    place: Option<&'r Place>,
    detail: &'r str,
    message: String,
}

/// Runs the command.
pub(super) fn run(args: &Args, settings: &Settings) -> anyhow::Result<Exit> {
    let readers = readers(args, settings)?;
    if let Some(folder) = &args.out {
        fs::create_dir_all(folder).with_context(|| format!("the folder {} cannot be made", folder.display()))?;
    }
    let mut read = 0;
    let mut written = HashSet::new();
    for file in &args.files {
        let name = visible(&file.to_string_lossy());
        // Two files of one stem would overwrite one another's object.
        let again = args.out.is_some() && !written.insert(file.file_stem().unwrap_or_default().to_owned());
        let found = match again {
            true => Err(anyhow::anyhow!("another file of this run has the same stem; read it with another --out")),
            false => one(file, &readers),
        };
        match found {
            Ok(Warned { value, diagnostics }) => {
                for diagnostic in &diagnostics {
                    let place = diagnostic.place.as_ref().map(|place| format!("line {}: ", place.line));
                    let message = diagnostic.message(Language::En);
                    note(&format!("{name}: warning: {}{}", place.unwrap_or_default(), visible(&message)));
                }
                write(args, &value, &diagnostics)?;
                read += 1;
            }
            Err(error) => note(&format!("{name}: error: {}", visible(&format!("{error:#}")))),
        }
    }
    Ok(match (read, args.files.len() - read) {
        (_, 0) => Exit::Done,
        (0, _) => Exit::Nothing,
        _ => Exit::Partly,
    })
}

fn readers(args: &Args, settings: &Settings) -> anyhow::Result<Readers> {
    let register = match &args.register {
        Some(path) => {
            let bytes = fs::read(path).with_context(|| format!("{} cannot be read", path.display()))?;
            Register::from_csv(&bytes).with_context(|| path.display().to_string())?
        }
        None => Register::builtin()?,
    };
    Ok(Readers::new(setup(settings, args.taxonomy.as_deref())?, register))
}

fn one(file: &Path, readers: &Readers) -> anyhow::Result<Warned<ReadReview>> {
    let metadata = fs::metadata(file).context("no such file, or it may not be read")?;
    anyhow::ensure!(!metadata.is_dir(), "this is a folder; name the files in it, or use `lagesbild ingest`");
    let limit = readers.limits().file_bytes;
    let size = usize::try_from(metadata.len()).unwrap_or(usize::MAX);
    anyhow::ensure!(size <= limit, "the file is {size} bytes, more than the limit of {limit}");
    let bytes = fs::read(file).context("the file cannot be read")?;
    match readers.read(&file.to_string_lossy(), &bytes)? {
        Reply::Review(read) => Ok(*read),
        Reply::Archive(_) => anyhow::bail!("this is an archive; unpack it, or use `lagesbild ingest`"),
    }
}

fn write(args: &Args, read: &ReadReview, diagnostics: &[Diagnostic]) -> anyhow::Result<()> {
    let extracted = extracted(read, diagnostics);
    match &args.out {
        // One object a line, so that a script can take them apart.
        None => line(&serde_json::to_string(&extracted)?)?,
        Some(folder) => {
            let path = folder.join(format!("{}.json", read.review.doc));
            let text = serde_json::to_string_pretty(&extracted)?;
            fs::write(&path, text + "\n").with_context(|| format!("{} cannot be written", path.display()))?;
        }
    }
    Ok(())
}

fn extracted<'r>(read: &'r ReadReview, diagnostics: &'r [Diagnostic]) -> Extracted<'r> {
    let review = &read.review;
    let organisation = review.organisation.as_ref();
    Extracted {
        doc: &review.doc,
        organisation: organisation.map(|organisation| organisation.name.as_str()),
        organisation_key: organisation.map(|organisation| &organisation.key),
        organisation_as_written: review.organisation_as_written.as_deref(),
        kind: organisation.map(|organisation| organisation.kind),
        review_year: review.review_year,
        plan_years: review.plan_years,
        dnr: review.dnr.as_deref(),
        decided_on: review.decided_on.as_deref(),
        actions: &review.actions,
        risks: &review.risks,
        metrics: &review.metrics,
        findings: &review.findings,
        personal: &review.personal,
        warnings: diagnostics.iter().map(warning).collect(),
        media_type: &read.media_type,
        taxonomy_version: &review.taxonomy_version,
    }
}

fn warning(diagnostic: &Diagnostic) -> Warning<'_> {
    Warning {
        stage: diagnostic.stage.code(),
        kind: diagnostic.kind.code(),
        place: diagnostic.place.as_ref(),
        detail: &diagnostic.detail,
        message: diagnostic.message(Language::En),
    }
}
