//! The pages and the interface over HTTP.
//!
//! Takes the store and the settings; gives the app that `cli` serves and that tests call. A handler is a typed
//! question, one blocking step for store and drawing, a pure build of the page, and the answer. Never counts: figures
//! come from `panels` and `analytics`; never words of its own: they come from `catalogue`.

mod answer;
mod asked;
mod assets;
mod error;
mod finder;
mod guard;
mod handlers;
mod judging;
mod links;
mod log;
mod pages;
mod routes;
mod site;
mod state;
mod upload;

pub use error::Error;
pub use state::{Settings, State};

use std::{io, net::TcpListener, time::Duration};

use actix_web::{
    App, HttpServer,
    body::MessageBody,
    dev::{ServiceFactory, ServiceRequest, ServiceResponse},
    middleware::{Compress, from_fn},
    rt, web,
};
use tracing_actix_web::TracingLogger;

/// The whole app over a state: what `serve` runs and what tests call.
pub fn app(
    state: web::Data<State>,
) -> App<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl MessageBody>,
        Error = actix_web::Error,
        InitError = (),
    >,
> {
    App::new()
        .app_data(state)
        .configure(routes::routes)
        .wrap(from_fn(error::present))
        .wrap(from_fn(guard::headers))
        .wrap(Compress::default())
        .wrap(TracingLogger::<log::Requests>::new())
}

/// Serves until SIGTERM or SIGINT; requests under way are answered first, for at most ten seconds.
///
/// # Errors
/// The listener cannot be used, or the signals cannot be watched.
pub async fn serve(listener: TcpListener, state: State) -> io::Result<()> {
    use rt::signal::unix::{SignalKind, signal};
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    let state = web::Data::new(state);
    let server = HttpServer::new(move || app(state.clone()))
        .disable_signals()
        .shutdown_timeout(10)
        .client_request_timeout(Duration::from_secs(30))
        .listen(listener)?
        .run();
    let handle = server.handle();
    rt::spawn(async move {
        let (term, int) = (terminate.recv(), interrupt.recv());
        futures_util::pin_mut!(term, int);
        futures_util::future::select(term, int).await;
        tracing::info!("stopping: requests under way are answered first");
        handle.stop(true).await;
    });
    server.await
}
