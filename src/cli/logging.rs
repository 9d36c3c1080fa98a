//! Structured logs on standard error: `LAGESBILD_LOG` says how much, `LAGESBILD_LOG_FORMAT=json` in which form. A server
//! logs each request by default; other commands tell what they did themselves and log warnings only. Logs never hold the
//! text of a document.

use std::io::IsTerminal;

use anyhow::Context;
use tracing_subscriber::EnvFilter;

/// What is logged where `LAGESBILD_LOG` says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Usual {
    /// Warnings and errors.
    Warnings,
    /// Each request too.
    Requests,
}

impl Usual {
    const fn directives(self) -> &'static str {
        match self {
            Usual::Warnings => "warn",
            Usual::Requests => "warn,lagesbild=info",
        }
    }
}

/// Starts logging; a second start in the same process changes nothing.
///
/// # Errors
/// `LAGESBILD_LOG` cannot be understood.
pub(super) fn start(usual: Usual) -> anyhow::Result<()> {
    let asked = std::env::var("LAGESBILD_LOG").unwrap_or_default();
    let directives = if asked.trim().is_empty() { usual.directives() } else { &asked };
    let filter = EnvFilter::try_new(directives).with_context(|| {
        format!("LAGESBILD_LOG={directives:?} is no level; give error, warn, info, debug, trace or off")
    })?;
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal());
    let json = std::env::var("LAGESBILD_LOG_FORMAT").is_ok_and(|format| format == "json");
    // An error means that a logger is set already, which then serves.
    let _ = if json { builder.json().try_init() } else { builder.try_init() };
    // The message of a panic may repeat a document's words: only its place is told.
    std::panic::set_hook(Box::new(|fault| {
        let place = fault.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "the program ran into a fault of its own at {place}; please report it");
    }));
    Ok(())
}
