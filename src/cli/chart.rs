//! `lagesbild chart`: a figure as SVG or PNG, on standard output or in a file.

use std::{io::IsTerminal, path::PathBuf};

use anyhow::bail;

use super::{
    Exit,
    selection::{self, Selection},
};
use crate::{
    charts::{self, Style},
    config::Settings,
    panels::PANELS,
};

/// Draws a figure as SVG or PNG.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Which figure: jamforelse (comparison), inlamnade (who has sent in), trend, risker (risk grid) or nis2 (ladder)
    #[arg(default_value = "jamforelse")]
    figure: String,
    #[command(flatten)]
    selection: Selection,
    /// Form of the picture: svg or png [default: by the ending of --out, else svg]
    #[arg(long, value_name = "FORM")]
    format: Option<Form>,
    /// Pixels to each unit of a PNG, 0.25 to 4; 2 prints sharply on A4
    #[arg(long, default_value_t = 2.0, value_name = "NUMBER")]
    scale: f32,
    /// File to write [default: standard output]
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// The form of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Form {
    Svg,
    Png,
}

impl Args {
    fn form(&self) -> anyhow::Result<Form> {
        match (self.format, selection::ending(self.out.as_ref()).as_deref()) {
            (Some(form), _) => Ok(form),
            (None, None | Some("svg")) => Ok(Form::Svg),
            (None, Some("png")) => Ok(Form::Png),
            (None, Some(other)) => {
                bail!("a chart is written as .svg or .png, not as .{other}; name the form with --format")
            }
        }
    }
}

/// Runs the command.
pub(super) fn run(args: &Args, settings: &Settings) -> anyhow::Result<Exit> {
    let form = args.form()?;
    if !(0.25..=4.0).contains(&args.scale) {
        bail!("the scale {} is out of range; give 0.25 to 4", args.scale);
    }
    if form == Form::Png && args.out.is_none() && std::io::stdout().is_terminal() {
        bail!("a PNG is not written to a terminal; name a file with --out FILE");
    }
    let Some(panel) = crate::panels::panel(&args.figure) else {
        let known: Vec<&str> = PANELS.iter().map(|panel| panel.key).collect();
        bail!("{:?} is no figure; the figures are: {}", args.figure, known.join(", "));
    };
    let chosen = args.selection.choose(settings)?;
    let svg = charts::svg(&(panel.build)(&chosen.input()), &Style { catalogue: chosen.catalogue })?;
    match form {
        Form::Svg => selection::write(svg.as_bytes(), args.out.as_ref())?,
        Form::Png => selection::write(&charts::png(&svg, args.scale)?, args.out.as_ref())?,
    }
    Ok(Exit::Done)
}
