//! Figures as pictures: SVG by plotters, PNG by resvg with the shipped font.
//!
//! Takes a figure and a style; gives the same bytes each run. Never counts, never reads a system font or the clock.

mod bars;
mod canvas;
mod font;
mod frame;
mod grid;
mod ladder;
mod legend;
mod matrix;
mod palette;
mod png;
mod rows;
mod series;

use crate::{catalogue::Catalogue, figures::Figure, review::Language};

/// How a figure is drawn.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// The words of the reader's language.
    pub catalogue: &'static Catalogue,
}

impl Style {
    /// The style for a language.
    pub fn of(language: Language) -> Style {
        Style { catalogue: Catalogue::of(language) }
    }
}

/// Why a figure could not be drawn.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChartError {
    /// A table has no picture.
    #[error("this figure is a table and has no picture; export it as CSV or JSON instead")]
    NoPicture,
    /// The drawing itself failed.
    #[error("the chart could not be drawn: {0}")]
    Drawing(String),
}

/// Draws a figure as SVG: with title, unit, source and, where the data are invented, the notice.
///
/// # Errors
/// `NoPicture` for a table; `Drawing` where the drawing fails, and then nothing of it is given.
pub fn svg(figure: &Figure, style: &Style) -> Result<String, ChartError> {
    match figure {
        Figure::Matrix(matrix) => matrix::draw(matrix, style),
        Figure::Bars(bars) => bars::draw(bars, style),
        Figure::Series(series) => series::draw(series, style),
        Figure::Grid(grid) => grid::draw(grid, style),
        Figure::Ladder(ladder) => ladder::draw(ladder, style),
        Figure::Table(_) => Err(ChartError::NoPicture),
    }
}

/// Draws an SVG as PNG, so many pixels to each of the SVG's units (0.25 to 4; 2 prints sharply on A4).
///
/// # Errors
/// `Drawing` where the SVG is none or the picture would be too large.
pub fn png(svg: &str, scale: f32) -> Result<Vec<u8>, ChartError> {
    png::draw(svg, scale)
}

#[cfg(test)]
mod tests;
