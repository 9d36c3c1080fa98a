//! The command line: one file per command. Takes arguments and settings; gives an exit status (`Exit`).
//!
//! Parses, sets up logging and dispatches; what a command does stands in its own file.

mod chart;
mod demo;
mod evaluate;
mod exit;
mod export;
mod extract;
mod ingest;
mod logging;
mod printing;
mod reading;
mod register;
mod scope;
mod selection;
mod serve;
mod train;

use std::{path::PathBuf, process::ExitCode};

use clap::{Parser, Subcommand};

use crate::{config::Settings, isolation};

pub(crate) use exit::Exit;

/// Reads the management reviews of information security (ledningens genomgång) of a city's organisations and compares
/// them.
#[derive(Debug, Parser)]
#[command(name = "lagesbild", version, arg_required_else_help = true)]
struct Cli {
    /// The database: a SQLite file, made where it is missing [default: lagesbild.sqlite in the current folder; or
    /// LAGESBILD_DATABASE]
    #[arg(long, global = true, value_name = "PATH")]
    database: Option<String>,
    /// The settings file, in TOML
    #[arg(long, global = true, value_name = "FILE", env = "LAGESBILD_CONFIG")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Read reviews and print one JSON object per file
    Extract(extract::Args),
    /// Measure how well documents are read, against what careful people read from them
    Evaluate(evaluate::Args),
    /// Read reviews and keep them in the database
    Ingest(ingest::Args),
    /// Show, write or replace the register of organisations
    Register(register::Args),
    /// Write or replace the decisions on whom the Cybersecurity Act covers
    Scope(scope::Args),
    /// Serve the comparison as web pages
    Serve(serve::Args),
    /// Show the invented reviews that come with the program
    Demo(demo::Args),
    /// Draw a figure as SVG or PNG
    Chart(chart::Args),
    /// Write a figure's table as CSV or JSON
    Export(export::Args),
    /// Train the learned model anew from annotated fixtures
    #[command(hide = true)]
    Train(train::Args),
    /// Read documents for a parent process, bounded in what it may use
    #[command(name = isolation::COMMAND, hide = true)]
    ReadForParent,
}

impl Command {
    fn logs(&self) -> logging::Usual {
        match self {
            Command::Serve(_) => logging::Usual::Requests,
            _ => logging::Usual::Warnings,
        }
    }
}

/// Runs the command line of the process. Status 0: all well; 1: some input could not be used, other was; 2: wrong usage,
/// or nothing could be done.
pub fn run() -> ExitCode {
    // clap ends the process itself on wrong usage, with status 2.
    let cli = Cli::parse();
    // Before anything else: its standard output is for its parent alone, and it reads no settings.
    if matches!(cli.command, Command::ReadForParent) {
        return match isolation::serve(std::io::stdin(), std::io::stdout()) {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::from(2),
        };
    }
    match logging::start(cli.command.logs()).and_then(|()| dispatch(&cli)) {
        Ok(exit) => exit.into(),
        Err(error) => {
            printing::error(&error);
            ExitCode::from(2)
        }
    }
}

fn dispatch(cli: &Cli) -> anyhow::Result<Exit> {
    let mut settings = Settings::load(cli.config.as_deref(), |name| std::env::var(name).ok())?;
    if let Some(database) = &cli.database {
        settings.database.clone_from(database);
    }
    match &cli.command {
        Command::Extract(args) => extract::run(args, &settings),
        Command::Evaluate(args) => evaluate::run(args, &settings),
        Command::Ingest(args) => ingest::run(args, &settings),
        Command::Register(args) => register::run(args, &settings),
        Command::Scope(args) => scope::run(args, &settings),
        Command::Serve(args) => serve::run(args, &settings),
        Command::Demo(args) => demo::run(args, &settings),
        Command::Chart(args) => chart::run(args, &settings),
        Command::Export(args) => export::run(args, &settings),
        Command::Train(args) => train::run(args),
        Command::ReadForParent => Ok(Exit::Nothing),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_well_formed() {
        super::Cli::command().debug_assert();
    }
}
