//! `lagesbild serve`: the comparison as web pages, until SIGTERM or SIGINT.

use std::{
    fs,
    net::{SocketAddr, TcpListener},
    path::PathBuf,
};

use anyhow::Context;

use super::{Exit, reading::setup};
use crate::{
    config::Settings,
    dashboards::{self, Dashboard},
    ingest,
    store::{Location, Store},
    web,
};

/// Serves the comparison as web pages.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Address and port to listen on [default: 127.0.0.1:8080, which only this computer reaches; or LAGESBILD_BIND]
    #[arg(long, value_name = "ADDRESS:PORT")]
    bind: Option<SocketAddr>,
    #[command(flatten)]
    pages: Pages,
}

/// Pages that are added without building anew.
#[derive(Debug, clap::Args)]
pub(super) struct Pages {
    /// A folder of dashboards (TOML) to add, or to put in the place of those of the same key
    #[arg(long, value_name = "FOLDER")]
    dashboards: Option<PathBuf>,
}

impl Pages {
    /// The dashboards that the program carries with those of the folder.
    pub(super) fn read(&self) -> anyhow::Result<Vec<Dashboard>> {
        let mut files = Vec::new();
        if let Some(folder) = &self.dashboards {
            let entries = fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))?;
            for entry in entries {
                let path = entry?.path();
                if path.extension().is_some_and(|extension| extension == "toml") {
                    let text =
                        fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))?;
                    files.push((path.display().to_string(), text));
                }
            }
            files.sort();
        }
        Ok(dashboards::all(&files)?)
    }
}

/// Runs the command.
pub(super) fn run(args: &Args, settings: &Settings) -> anyhow::Result<Exit> {
    let pages = args.pages.read()?;
    // The port first: a second server must not touch the database before it finds out that it cannot run.
    let listener = listen(args.bind.unwrap_or(settings.bind))?;
    let location: Location = settings.database.parse()?;
    let store = Store::open(&location)?;
    // Puts the register into a new database, so that pages know of whom a review is expected.
    ingest::register(&store)?;
    answer(listener, &store, settings, pages)?;
    Ok(Exit::Done)
}

/// Opens the port, or says who may hold it.
pub(super) fn listen(address: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address).map_err(|error| match error.kind() {
        std::io::ErrorKind::AddrInUse => anyhow::anyhow!(
            "port {} on {} is in use by another program; stop it, or choose another port with --bind {}:PORT",
            address.port(),
            address.ip(),
            address.ip()
        ),
        std::io::ErrorKind::PermissionDenied => {
            anyhow::anyhow!("this user may not listen on {address}; choose a port from 1024 on with --bind")
        }
        std::io::ErrorKind::AddrNotAvailable => {
            anyhow::anyhow!("{} is no address of this computer; choose another with --bind", address.ip())
        }
        _ => anyhow::anyhow!("cannot listen on {address}: {error}"),
    })
}

/// Serves until told to stop; prints the address once the port is open.
pub(super) fn answer(
    listener: TcpListener,
    store: &Store,
    settings: &Settings,
    dashboards: Vec<Dashboard>,
) -> anyhow::Result<()> {
    let address = listener.local_addr().context("the port has no address")?;
    let state = web::State::new(
        store.clone(),
        web::Settings {
            upload_token: settings.upload_token.as_ref().map(|token| token.0.clone()),
            upload_limit: settings.upload_limit_bytes,
            setup: setup(settings, None)?,
            dashboards,
        },
    )?;
    super::printing::line(&format!("Lägesbild answers on http://{address}/ (Ctrl+C stops it)"))?;
    tracing::info!(%address, "listening on {address}");
    actix_web::rt::System::new().block_on(web::serve(listener, state)).context("the server stopped")?;
    tracing::info!("stopped");
    Ok(())
}
