//! `lagesbild export`: the table behind a figure, or a list of what the reviews say, as CSV or JSON.

use std::path::PathBuf;

use anyhow::bail;

use super::{
    Exit,
    selection::{self, Chosen, Selection},
};
use crate::{
    analytics::{self, Behind},
    config::Settings,
    exports::{self, Dialect},
    figures::Table,
    panels::{self, PANELS, SourcedAction, SourcedMetric, SourcedRisk},
    review::ForYear,
    store::StoredAction,
};

/// Tables that are no panel's: sentence by sentence.
const LISTS: [&str; 4] = ["atgarder", "gemensamt", "risklista", "nyckeltal"];

/// Writes a table as CSV or JSON.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Which table: jamforelse, grupper (group values), luckor (what nobody has planned for), nis2 (readiness), loften
    /// (promises), inlamnade, trend, risker, matt; or, sentence by sentence, atgarder (the actions that count), gemensamt
    /// (efforts that several organisations plan for the same year), risklista (risks) or nyckeltal (metrics)
    #[arg(default_value = "jamforelse")]
    table: String,
    #[command(flatten)]
    selection: Selection,
    /// Form of the file: csv or json [default: by the ending of --out, else csv]
    #[arg(long, value_name = "FORM")]
    format: Option<Form>,
    /// Dialect of CSV: rfc4180, or swedish-excel (semicolon, decimal comma, byte order mark)
    #[arg(long, value_name = "DIALECT", default_value = "rfc4180")]
    dialect: Dialect,
    /// Write what the columns mean instead of the rows, as Markdown
    #[arg(long)]
    columns: bool,
    /// File to write [default: standard output]
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// The form of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Form {
    Csv,
    Json,
}

impl Args {
    fn form(&self) -> anyhow::Result<Form> {
        match (self.format, selection::ending(self.out.as_ref()).as_deref()) {
            (Some(form), _) => Ok(form),
            (None, None | Some("csv")) => Ok(Form::Csv),
            (None, Some("json")) => Ok(Form::Json),
            // The documentation of columns is Markdown, whatever the form of the rows.
            (None, Some(_)) if self.columns => Ok(Form::Csv),
            (None, Some(other)) => {
                bail!("a table is written as .csv or .json, not as .{other}; name the form with --format")
            }
        }
    }
}

/// Runs the command.
pub(super) fn run(args: &Args, settings: &Settings) -> anyhow::Result<Exit> {
    let form = args.form()?;
    if panels::panel(&args.table).is_none() && !LISTS.contains(&args.table.as_str()) {
        let known: Vec<&str> = PANELS.iter().map(|panel| panel.key).chain(LISTS).collect();
        bail!("{:?} is no table; the tables are: {}", args.table, known.join(", "));
    }
    let chosen = args.selection.choose(settings)?;
    let table = table(&args.table, &chosen)?;
    let mut bytes = Vec::new();
    if args.columns {
        bytes.extend(exports::documentation(&table, chosen.catalogue).into_bytes());
    } else {
        match form {
            Form::Csv => exports::csv(&table, args.dialect, &mut bytes)?,
            Form::Json => exports::json(&table, &mut bytes)?,
        }
    }
    selection::write(&bytes, args.out.as_ref())?;
    Ok(Exit::Done)
}

fn table(key: &str, chosen: &Chosen) -> anyhow::Result<Table> {
    if let Some(panel) = panels::panel(key) {
        return Ok((panel.table)(&chosen.input()));
    }
    match key {
        "atgarder" => actions(chosen),
        "gemensamt" => joint(chosen),
        "risklista" => risks(chosen),
        _ => metrics(chosen),
    }
}

fn actions(chosen: &Chosen) -> anyhow::Result<Table> {
    let input = chosen.input();
    let behind = Behind { organisation: input.organisation, ..Behind::all(input.filter) };
    let stored = chosen.store.actions(&analytics::actions(input.dataset, &behind))?;
    Ok(panels::actions(&input, &sourced(&stored)))
}

fn sourced(stored: &[StoredAction]) -> Vec<SourcedAction<'_>> {
    let sourced = stored.iter().map(|stored| SourcedAction {
        action: &stored.action,
        review: stored.review.id,
        organisation: stored.review.organisation.as_ref(),
        year: stored.review.year,
    });
    sourced.collect()
}

/// Efforts of the VP year itself, unless another is named: joint work is done in one year.
fn joint(chosen: &Chosen) -> anyhow::Result<Table> {
    let mut input = chosen.input();
    if input.filter.for_year == ForYear::Any {
        input.filter.for_year = ForYear::Only(input.filter.year);
    }
    let stored = chosen.store.actions(&analytics::planned(input.dataset, &input.filter, input.organisation))?;
    let items = sourced(&stored);
    Ok(panels::joint_table(&input, &items, &panels::joint_efforts(&input, &items)))
}

fn risks(chosen: &Chosen) -> anyhow::Result<Table> {
    let input = chosen.input();
    let stored = chosen.store.risks(&analytics::listed(input.dataset, &input.filter, input.organisation))?;
    let items: Vec<SourcedRisk<'_>> = stored
        .iter()
        .map(|stored| SourcedRisk {
            risk: &stored.risk,
            review: stored.review.id,
            organisation: stored.review.organisation.as_ref(),
            year: stored.review.year,
        })
        .collect();
    Ok(panels::risks(&input, &items))
}

fn metrics(chosen: &Chosen) -> anyhow::Result<Table> {
    let mut stored = Vec::new();
    for (review, organisation) in chosen.reviews() {
        let metrics = chosen.store.metrics_of(review)?;
        stored.extend(metrics.into_iter().map(|metric| (review, organisation, metric)));
    }
    let input = chosen.input();
    let items: Vec<SourcedMetric<'_>> = stored
        .iter()
        .map(|(review, organisation, metric)| SourcedMetric {
            metric,
            review: *review,
            organisation: Some(organisation),
            year: Some(input.filter.year),
        })
        .collect();
    Ok(panels::metrics(&input, &items))
}
