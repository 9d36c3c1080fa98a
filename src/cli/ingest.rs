//! `lagesbild ingest PATH...`: a line per file with what was found, every warning under it, and an exit status that
//! tells. A bar shows the progress when a person watches.

use std::{
    io::{self, IsTerminal},
    path::PathBuf,
};

use anyhow::Context;
use indicatif::{ProgressBar, ProgressStyle};

use super::{
    Exit,
    printing::{counted, line, note, visible},
    reading::setup,
};
use crate::{
    config::Settings,
    ingest::{self, FileReport, Outcome, Summary},
    review::Language,
    store::{Location, Store},
};

/// What `ingest` is told.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Files, folders (with all below them) or quoted patterns such as '2026/*.txt'
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Label by this taxonomy (TOML) instead of the one that the program carries
    #[arg(long, value_name = "FILE")]
    taxonomy: Option<PathBuf>,
}

/// Runs the command.
pub(super) fn run(args: &Args, settings: &Settings) -> anyhow::Result<Exit> {
    let found = ingest::paths(&args.paths);
    let mut summary = Summary::default();
    for report in &found.refused {
        summary.count(report);
        tell(report)?;
    }
    // Without a file there is no need to make a database.
    if !found.files.is_empty() {
        let store = Store::open(&settings.database.parse::<Location>()?)?;
        let readers = ingest::readers(&store, setup(settings, args.taxonomy.as_deref())?)?;
        let bar = bar(found.files.len());
        let mut written = Ok(());
        let ingested = ingest::files(&store, &readers, found.files, |report| {
            if written.is_ok() {
                written = bar.suspend(|| tell(&report));
            }
            bar.inc(1);
        });
        bar.finish_and_clear();
        written.context("standard output cannot be written")?;
        add(&mut summary, ingested?);
    }
    note(&in_all(&summary));
    Ok(exit(&summary))
}

/// How a run ended, by what became of its files.
pub(super) fn exit(summary: &Summary) -> Exit {
    match (summary.refused, summary.stored + summary.unchanged) {
        (0, _) => Exit::Done,
        (_, 0) => Exit::Nothing,
        _ => Exit::Partly,
    }
}

/// Tells of one file: what was found on standard output, what could not be used on standard error.
pub(super) fn tell(report: &FileReport) -> io::Result<()> {
    let path = visible(&report.path);
    match &report.outcome {
        Outcome::Refused(error) => note(&format!("{path}: error: {}", visible(&error.to_string()))),
        Outcome::Unchanged { .. } => line(&format!("{path}: unchanged, kept before"))?,
        Outcome::Stored { organisation, year, version, actions, mentions, risks, metrics, .. } => {
            let whose = organisation.as_deref().map_or_else(|| "organisation unknown".to_owned(), visible);
            let year = year.map_or_else(|| "year unknown".to_owned(), |year| year.to_string());
            let version = if *version > 1 { format!(" (version {version})") } else { String::new() };
            line(&format!(
                "{path}: {whose}, {year}{version}: {}, {}, {}, {}",
                counted(*actions, "action", "actions"),
                counted(*mentions, "mention", "mentions"),
                counted(*risks, "risk", "risks"),
                counted(*metrics, "metric", "metrics"),
            ))?;
        }
    }
    for remark in &report.diagnostics {
        let place = remark.place.as_ref().map(|place| format!("line {}: ", place.line)).unwrap_or_default();
        line(&format!("  warning: {place}{}", visible(&remark.message(Language::En))))?;
    }
    Ok(())
}

/// A bar on standard error when that is a terminal, else nothing.
pub(super) fn bar(files: usize) -> ProgressBar {
    if !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(u64::try_from(files).unwrap_or(u64::MAX));
    match ProgressStyle::with_template("{bar:30} {pos}/{len} files, {per_sec}, {eta} left") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// One sentence on all files.
pub(super) fn in_all(summary: &Summary) -> String {
    let files = summary.stored + summary.unchanged + summary.refused;
    let mut text = format!(
        "{}: {} new, {} unchanged, {} not usable",
        counted(files, "file", "files"),
        summary.stored,
        summary.unchanged,
        summary.refused
    );
    if summary.unplaced > 0 {
        let unplaced = counted(summary.unplaced, "review", "reviews");
        text.push_str(&format!("; {unplaced} kept without organisation or year, and so in no figure"));
    }
    if summary.remarks > 0 {
        text.push_str(&format!("; {}", counted(summary.remarks, "warning", "warnings")));
    }
    text
}

fn add(summary: &mut Summary, other: Summary) {
    summary.stored += other.stored;
    summary.unchanged += other.unchanged;
    summary.refused += other.refused;
    summary.unplaced += other.unplaced;
    summary.remarks += other.remarks;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_status_tells_how_much_could_be_used() {
        let of = |stored, unchanged, refused| exit(&Summary { stored, unchanged, refused, ..Summary::default() });
        assert_eq!([of(2, 0, 0), of(0, 2, 0)], [Exit::Done; 2]);
        assert_eq!([of(1, 0, 1), of(0, 1, 1)], [Exit::Partly; 2]);
        assert_eq!(of(0, 0, 2), Exit::Nothing);
    }
}
