//! What documents are read by, from settings and arguments: limits, taxonomy, and the processes that read.

use std::{fs, path::Path, time::Duration};

use anyhow::Context;

use crate::{
    config::Settings,
    isolation::{Bounds, Ocr, Setup},
    pipeline::{Limits, Taxonomy},
};

/// How the processes that read are started. `taxonomy` overrides the settings' own.
pub(super) fn setup(settings: &Settings, taxonomy: Option<&Path>) -> anyhow::Result<Setup> {
    let program =
        std::env::current_exe().context("the program cannot find itself, which it needs to read documents")?;
    let number = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
    Ok(Setup {
        program,
        taxonomy: self::taxonomy(taxonomy.or(settings.taxonomy.as_deref()))?,
        limits: Limits {
            file_bytes: settings.file_limit_bytes,
            unpacked_bytes: settings.unpacked_limit_bytes,
            text_bytes: settings.text_limit_bytes,
            pages: settings.page_limit,
        },
        bounds: Bounds {
            memory_bytes: number(settings.reader_memory_bytes),
            time: Duration::from_secs(number(settings.reader_seconds)),
        },
        ocr: settings.tesseract.as_deref().and_then(|program| Ocr::find(program, settings.ocr_page_limit)),
    })
}

fn taxonomy(path: Option<&Path>) -> anyhow::Result<Taxonomy> {
    let Some(path) = path else { return Ok(Taxonomy::builtin()?) };
    let text = fs::read_to_string(path)
        .with_context(|| format!("the taxonomy {} cannot be read as UTF-8 text", path.display()))?;
    Taxonomy::from_toml(&text).with_context(|| path.display().to_string())
}
