//! `lagesbild register`: shows the register of organisations, writes it as CSV, or replaces it by a CSV.

use std::{fs, path::PathBuf};

use anyhow::{Context, bail};
use clap::Subcommand;

use super::{
    Exit,
    ingest::{bar, exit, tell},
    printing::{counted, line, note, visible},
    reading::setup,
};
use crate::{
    config::Settings,
    ingest::{self, Outcome, Summary},
    pipeline::Register,
    review::{Organisation, OrganisationKey, Year},
    store::{Location, Store},
};

/// What `register` is told.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Replace the register by a CSV file and read the kept reviews again by it
    Import {
        /// UTF-8, comma or semicolon, with the columns that `register export` writes
        #[arg(value_name = "FILE.csv")]
        file: PathBuf,
    },
    /// Write the register as CSV
    Export {
        /// The file to write; standard output without it
        #[arg(long, value_name = "FILE.csv")]
        out: Option<PathBuf>,
    },
    /// Show the organisations, one a line
    List,
}

/// Runs the command.
pub(super) fn run(args: &Args, settings: &Settings) -> anyhow::Result<Exit> {
    let location = settings.database.parse::<Location>()?;
    match &args.action {
        Action::Import { file } => {
            let bytes = fs::read(file).with_context(|| format!("{} cannot be read", file.display()))?;
            if std::str::from_utf8(&bytes).is_err() {
                bail!("{} is not UTF-8; save it as \"CSV UTF-8\" (so Excel calls it) and import that", file.display());
            }
            // Checked whole before anything is opened or changed.
            let register = Register::from_csv(&bytes).with_context(|| file.display().to_string())?;
            import(&Store::open(&location)?, &register, settings)
        }
        Action::Export { out } => {
            let text = csv(&organisations(&location)?)?;
            match out {
                Some(path) => fs::write(path, text).with_context(|| format!("{} cannot be written", path.display()))?,
                None => line(text.trim_end())?,
            }
            Ok(Exit::Done)
        }
        Action::List => {
            for organisation in organisations(&location)? {
                line(&described(&organisation))?;
            }
            Ok(Exit::Done)
        }
    }
}

/// The organisations of the database; of one that is not there yet, those that it would begin with.
fn organisations(location: &Location) -> anyhow::Result<Vec<Organisation>> {
    let Location::Sqlite(path) = location;
    if !path.exists() {
        return Ok(Register::builtin()?.organisations().to_vec());
    }
    let store = Store::open(location)?;
    Ok(ingest::register(&store)?.organisations().to_vec())
}

fn import(store: &Store, register: &Register, settings: &Settings) -> anyhow::Result<Exit> {
    let before = placed(store)?;
    store.replace_register(register.organisations())?;
    let readers = ingest::readers(store, setup(settings, None)?)?;
    let bar = bar(store.documents()?.len());
    let mut written = Ok(());
    let summary = ingest::reread(store, &readers, |report| {
        // What says the same as before is not worth a line.
        if written.is_ok() && !matches!(report.outcome, Outcome::Unchanged { .. }) {
            written = bar.suspend(|| tell(&report));
        }
        bar.inc(1);
    })?;
    bar.finish_and_clear();
    written.context("standard output cannot be written")?;
    note(&in_all(register.organisations().len(), &summary, before, placed(store)?));
    // The register itself was replaced, so that it is never as if nothing had been done.
    Ok(if exit(&summary) == Exit::Done { Exit::Done } else { Exit::Partly })
}

/// How many kept reviews stand in figures.
fn placed(store: &Store) -> anyhow::Result<usize> {
    Ok(store.documents()?.len() - store.unplaced()?.len())
}

fn in_all(organisations: usize, summary: &Summary, before: usize, after: usize) -> String {
    let read = summary.stored + summary.unchanged + summary.refused;
    format!(
        "the register now holds {}; {} read again, {} changed; {after} have organisation and year (before: {before})",
        counted(organisations, "organisation", "organisations"),
        counted(read, "review", "reviews"),
        summary.stored,
    )
}

fn described(organisation: &Organisation) -> String {
    let year = |year: Option<Year>| year.map(|year| year.to_string()).unwrap_or_default();
    let years = match (organisation.first_year, organisation.last_year) {
        (None, None) => String::new(),
        (first, last) => format!("\t{}–{}", year(first), year(last)),
    };
    format!("{}\t{}\t{}{years}", visible(&organisation.key.0), organisation.kind, visible(&organisation.name))
}

/// The register in the form that `Register::from_csv` reads.
fn csv(organisations: &[Organisation]) -> anyhow::Result<String> {
    let year = |year: Option<Year>| year.map(|year| year.to_string()).unwrap_or_default();
    let keys = |keys: &[OrganisationKey]| keys.iter().map(|key| key.0.as_str()).collect::<Vec<_>>().join("|");
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["key", "name", "kind", "first_year", "last_year", "aliases", "predecessors", "successors"])?;
    for organisation in organisations {
        if organisation.aliases.iter().any(|alias| alias.contains('|')) {
            bail!("an alias of {} holds the sign |, which separates aliases in CSV", organisation.name);
        }
        writer.write_record([
            &organisation.key.0,
            &organisation.name,
            organisation.kind.code(),
            &year(organisation.first_year),
            &year(organisation.last_year),
            &organisation.aliases.join("|"),
            &keys(&organisation.predecessors),
            &keys(&organisation.successors),
        ])?;
    }
    Ok(String::from_utf8(writer.into_inner()?)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_exported_register_reads_back_the_same() {
        let register = Register::builtin().unwrap();
        let text = csv(register.organisations()).unwrap();
        assert_eq!(Register::from_csv(text.as_bytes()).unwrap().organisations(), register.organisations());
    }
}
