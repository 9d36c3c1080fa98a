//! `lagesbild serve`: the comparison as web pages, until SIGTERM or SIGINT.

use std::net::{SocketAddr, TcpListener};

use anyhow::Context;

use super::{Exit, reading::setup};
use crate::{
    config::Settings,
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
}

/// Runs the command.
pub(super) fn run(args: &Args, settings: &Settings) -> anyhow::Result<Exit> {
    // The port first: a second server must not touch the database before it finds out that it cannot run.
    let listener = listen(args.bind.unwrap_or(settings.bind))?;
    let location: Location = settings.database.parse()?;
    let store = Store::open(&location)?;
    // Puts the register into a new database, so that pages know of whom a review is expected.
    ingest::register(&store)?;
    answer(listener, &store, settings)?;
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
pub(super) fn answer(listener: TcpListener, store: &Store, settings: &Settings) -> anyhow::Result<()> {
    let address = listener.local_addr().context("the port has no address")?;
    let state = web::State::new(
        store.clone(),
        web::Settings {
            upload_token: settings.upload_token.as_ref().map(|token| token.0.clone()),
            upload_limit: settings.upload_limit_bytes,
            setup: setup(settings, None)?,
        },
    )?;
    super::printing::line(&format!("Lägesbild answers on http://{address}/ (Ctrl+C stops it)"))?;
    tracing::info!(%address, "listening on {address}");
    actix_web::rt::System::new().block_on(web::serve(listener, state)).context("the server stopped")?;
    tracing::info!("stopped");
    Ok(())
}
