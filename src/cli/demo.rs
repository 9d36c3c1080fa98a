//! `lagesbild demo`: the invented reviews of `fixtures/reviews` in a temporary database that is removed at the end.

use std::{
    net::{Ipv4Addr, SocketAddr, TcpListener},
    path::{Path, PathBuf},
};

use anyhow::Context;

use super::{
    Exit,
    printing::{line, note, visible},
    reading::setup,
    serve::{Pages, answer, listen},
};
use crate::{
    config::Settings,
    ingest::{self, Outcome, Summary},
    store::{Location, Store},
};

/// Where the invented reviews are, from the folder of the repository.
const FIXTURES: &str = "fixtures";

/// Those of them that are shown: all of the first, of the second those marked `demo = true`, as others are of the same
/// organisation and year.
const SHOWN: &str = "reviews";
const SOME_SHOWN: &str = "corpus";

/// Shows the invented reviews of fixtures/ in a temporary database.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Address and port to listen on [default: 127.0.0.1:8080, or a free port where that is taken]
    #[arg(long, value_name = "ADDRESS:PORT")]
    bind: Option<SocketAddr>,
    #[command(flatten)]
    pages: Pages,
}

/// Runs the command.
pub(super) fn run(args: &Args, settings: &Settings) -> anyhow::Result<Exit> {
    let folder = fixtures()?;
    let pages = args.pages.read()?;
    let listener = port(args.bind)?;
    // Removed with all it holds when it goes out of scope, also after an error.
    let place = tempfile::Builder::new().prefix("lagesbild-demo-").tempdir().context("no temporary folder")?;
    let store = Store::open(&Location::Sqlite(place.path().join("demo.sqlite")))?;
    store.set_invented()?;
    let readers = ingest::readers(&store, setup(settings, None)?)?;
    let mut summary = Summary::default();
    for path in ingest::paths(&[folder.join(SHOWN), folder.join(SOME_SHOWN)]).files {
        if !is_shown(&path) {
            continue;
        }
        let bytes = std::fs::read(&path).with_context(|| format!("{} cannot be read", path.display()))?;
        for report in ingest::upload(&store, &readers, &name(&path), bytes)? {
            if let Outcome::Refused(error) = &report.outcome {
                note(&format!("{}: {error}", visible(&report.path)));
            }
            summary.count(&report);
        }
    }
    line(&format!("Demo: {} invented reviews were read into a temporary database.", summary.stored))?;
    answer(listener, &store, settings, pages)?;
    drop(store);
    place.close().context("the temporary database could not be removed")?;
    Ok(Exit::Done)
}

/// The folder of invented reviews: here or in a folder above, so that the demo also starts inside the repository.
fn fixtures() -> anyhow::Result<PathBuf> {
    let here = std::env::current_dir().context("the current folder cannot be found")?;
    here.ancestors()
        .map(|folder| folder.join(FIXTURES))
        .find(|folder| Path::is_dir(folder))
        .with_context(|| format!("there is no {FIXTURES} here or above; run the demo in the folder of the repository"))
}

fn is_shown(document: &Path) -> bool {
    let case = document.parent();
    let is_some = case.and_then(Path::parent).is_some_and(|folder| folder.ends_with(SOME_SHOWN));
    let about = || case.and_then(|case| std::fs::read_to_string(case.join("about.toml")).ok());
    !is_some || about().is_some_and(|about| about.lines().any(|line| line == "demo = true"))
}

/// The name of a case's folder, as every document of the fixtures is called `source`.
fn name(path: &Path) -> String {
    let part = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
    match path.parent().filter(|_| path.file_stem().is_some_and(|stem| stem == "source")) {
        Some(case) => format!("{}.{}", part(case.file_name()), part(path.extension())),
        None => part(path.file_name()),
    }
}

fn port(asked: Option<SocketAddr>) -> anyhow::Result<TcpListener> {
    let local = |port| SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    match asked {
        Some(address) => listen(address),
        None => listen(local(8080)).or_else(|_| listen(local(0))),
    }
}
