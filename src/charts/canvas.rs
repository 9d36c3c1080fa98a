//! The few strokes that charts are made of, in whole pixels, over plotters' SVG.
//!
//! Takes a size and a painter; gives a finished SVG with title and description for those who do not see it. A drawing
//! that fails gives nothing: plotters leaves a partial SVG behind then.

use std::{borrow::Cow, fmt::Write, sync::LazyLock};

use plotters::{
    coord::Shift,
    drawing::{DrawingArea, IntoDrawingArea},
    element::{Circle, PathElement, Polygon, Rectangle},
    prelude::SVGBackend,
    style::{
        FontStyle, FontTransform, IntoFont, RGBColor, ShapeStyle, TextStyle,
        text_anchor::{HPos, Pos, VPos},
    },
};
use regex::Regex;

use crate::charts::{
    ChartError,
    font::{self, Weight},
    palette,
};

/// plotters has no dots: what is stroked in this colour is dotted when the SVG is finished.
const DOTTED: RGBColor = RGBColor(0x76, 0x80, 0x8c);

/// A rectangle in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) x: i32,
    pub(super) y: i32,
    pub(super) width: i32,
    pub(super) height: i32,
}

impl Area {
    pub(super) fn new(x: i32, y: i32, width: i32, height: i32) -> Area {
        Area { x, y, width, height }
    }

    pub(super) fn right(self) -> i32 {
        self.x + self.width
    }

    pub(super) fn bottom(self) -> i32 {
        self.y + self.height
    }

    pub(super) fn middle(self) -> (i32, i32) {
        (self.x + self.width / 2, self.y + self.height / 2)
    }

    /// So much smaller on every side.
    pub(super) fn inset(self, by: i32) -> Area {
        Area::new(self.x + by, self.y + by, (self.width - 2 * by).max(0), (self.height - 2 * by).max(0))
    }
}

/// How a text is set. `y` of a text is the middle of its capitals.
#[derive(Clone, Copy)]
pub(super) struct Type {
    pub(super) size: i32,
    pub(super) weight: Weight,
    pub(super) colour: RGBColor,
    pub(super) align: HPos,
}

impl Type {
    pub(super) const fn regular(size: i32) -> Type {
        Type { size, weight: Weight::Regular, colour: palette::INK, align: HPos::Left }
    }

    pub(super) const fn bold(size: i32) -> Type {
        Type { size, weight: Weight::Bold, colour: palette::INK, align: HPos::Left }
    }

    pub(super) const fn coloured(mut self, colour: RGBColor) -> Type {
        self.colour = colour;
        self
    }

    pub(super) const fn aligned(mut self, align: HPos) -> Type {
        self.align = align;
        self
    }
}

/// A drawing being made.
pub(super) struct Canvas<'a> {
    area: DrawingArea<SVGBackend<'a>, Shift>,
}

/// What those read who do not see the drawing.
pub(super) struct Described<'a> {
    pub(super) title: &'a str,
    pub(super) description: String,
    pub(super) language: &'a str,
}

/// Draws on white and finishes the SVG.
pub(super) fn draw(
    (width, height): (i32, i32),
    described: &Described<'_>,
    paint: impl FnOnce(&Canvas<'_>) -> Result<(), ChartError>,
) -> Result<String, ChartError> {
    let mut drawn = String::new();
    {
        let size = (width.max(1).unsigned_abs(), height.max(1).unsigned_abs());
        let canvas = Canvas { area: SVGBackend::with_string(&mut drawn, size).into_drawing_area() };
        canvas.fill(Area::new(0, 0, width, height), palette::PAPER)?;
        paint(&canvas)?;
        canvas.area.present().map_err(failed)?;
    }
    finish(&drawn, described)
}

fn failed(error: impl std::fmt::Display) -> ChartError {
    ChartError::Drawing(error.to_string())
}

impl Canvas<'_> {
    pub(super) fn fill(&self, area: Area, colour: RGBColor) -> Result<(), ChartError> {
        let corners = [(area.x, area.y), (area.right(), area.bottom())];
        self.area.draw(&Rectangle::new(corners, ShapeStyle::from(&colour).filled())).map_err(failed)
    }

    pub(super) fn outline(&self, area: Area, colour: RGBColor) -> Result<(), ChartError> {
        let corners = [(area.x, area.y), (area.right(), area.bottom())];
        self.area.draw(&Rectangle::new(corners, ShapeStyle::from(&colour))).map_err(failed)
    }

    pub(super) fn dotted(&self, area: Area) -> Result<(), ChartError> {
        self.outline(area, DOTTED)
    }

    /// Slanted lines inside an outline: one stroke that goes up and down along the edges, so that a row stays small.
    pub(super) fn hatched(&self, area: Area) -> Result<(), ChartError> {
        const STEP: i32 = 8;
        let mut points: Vec<(i32, i32)> = Vec::new();
        let mut shift = STEP / 2 - area.height;
        let mut upwards = true;
        while shift < area.width {
            // A line at 45 degrees, so far from the lower left corner, cut where it leaves the area.
            let (from, to) = ((-shift).max(0), area.height.min(area.width - shift));
            let low = (area.x + shift + from, area.bottom() - from);
            let high = (area.x + shift + to, area.bottom() - to);
            let (first, second) = if upwards { (low, high) } else { (high, low) };
            if let Some(last) = points.last().filter(|last| last.0 != first.0 && last.1 != first.1) {
                points.push(if upwards { (area.x, area.bottom()) } else { (area.right(), last.1.min(area.y)) });
            }
            points.extend([first, second]);
            upwards = !upwards;
            shift += STEP;
        }
        self.stroke(points, palette::HATCH, 1)?;
        self.outline(area, palette::STRONG_RULE)
    }

    pub(super) fn stroke(&self, points: Vec<(i32, i32)>, colour: RGBColor, width: u32) -> Result<(), ChartError> {
        if points.len() < 2 {
            return Ok(());
        }
        self.area.draw(&PathElement::new(points, ShapeStyle::from(&colour).stroke_width(width))).map_err(failed)
    }

    pub(super) fn line(&self, from: (i32, i32), to: (i32, i32), colour: RGBColor) -> Result<(), ChartError> {
        self.stroke(vec![from, to], colour, 1)
    }

    pub(super) fn disc(&self, middle: (i32, i32), radius: i32, colour: RGBColor) -> Result<(), ChartError> {
        let style = ShapeStyle::from(&colour).filled();
        self.area.draw(&Circle::new(middle, radius.max(1), style)).map_err(failed)
    }

    pub(super) fn polygon(&self, points: Vec<(i32, i32)>, colour: RGBColor) -> Result<(), ChartError> {
        self.area.draw(&Polygon::new(points, ShapeStyle::from(&colour).filled())).map_err(failed)
    }

    pub(super) fn text(&self, text: &str, at: (i32, i32), set: Type) -> Result<(), ChartError> {
        self.turned(text, at, set, FontTransform::None)
    }

    /// A text that reads from below upwards.
    pub(super) fn text_upwards(&self, text: &str, at: (i32, i32), set: Type) -> Result<(), ChartError> {
        self.turned(text, at, set, FontTransform::Rotate270)
    }

    fn turned(&self, text: &str, at: (i32, i32), set: Type, turn: FontTransform) -> Result<(), ChartError> {
        let weight = match set.weight {
            Weight::Regular => FontStyle::Normal,
            Weight::Bold => FontStyle::Bold,
        };
        // plotters writes sizes divided by 1.24; `finish` rounds what comes back.
        let style =
            TextStyle::from((font::FAMILY, f64::from(set.size) * 1.24).into_font().style(weight).transform(turn))
                .color(&set.colour)
                .pos(Pos::new(set.align, VPos::Center));
        self.area.draw(&plotters::element::Text::new(text.to_owned(), at, style)).map_err(failed)
    }
}

static SIZES: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r#"font-size="([0-9.]+)""#).ok());

/// Title and description, the family said once, centred capitals, dots; and nothing that says only the default.
fn finish(drawn: &str, described: &Described<'_>) -> Result<String, ChartError> {
    let rounded = |found: &regex::Captures<'_>| {
        let size = found.get(1).and_then(|size| size.as_str().parse::<f64>().ok()).unwrap_or(12.0);
        format!("font-size=\"{}\"", size.round())
    };
    let sizes = SIZES.as_ref().map_or(Cow::Borrowed(drawn), |sizes| sizes.replace_all(drawn, rounded));
    let dotted = format!("stroke=\"#{:02X}{:02X}{:02X}\"", DOTTED.0, DOTTED.1, DOTTED.2);
    let body = sizes
        .replace(&format!(" font-family=\"{}\"", font::FAMILY), "")
        .replace(" opacity=\"1\"", "")
        .replace(" dy=\"0.5ex\"", " dy=\"0.357em\"")
        .replace(" stroke=\"none\"", "")
        .replace(&dotted, &format!("{dotted} stroke-dasharray=\"2 3\""));
    let (head, rest) = body
        .split_once('\n')
        .and_then(|(first, rest)| Some((first.strip_suffix('>')?, rest)))
        .ok_or_else(|| ChartError::Drawing("the drawing has no beginning".to_owned()))?;
    let id = identity(described.title, &described.description);
    let mut svg = String::with_capacity(body.len() + 1024);
    let written = write!(
        svg,
        "{head} font-family=\"{}\" role=\"img\" lang=\"{}\" aria-labelledby=\"t{id}\" aria-describedby=\"d{id}\">\n<title id=\"t{id}\">{}</title>\n<desc id=\"d{id}\">{}</desc>\n{rest}",
        font::FAMILY,
        described.language,
        escaped(described.title),
        escaped(&described.description),
    );
    written.map_err(failed)?;
    Ok(svg)
}

/// Two charts on one page need unlike ids, and the same chart the same bytes: FNV-1a over what it says.
fn identity(title: &str, description: &str) -> String {
    let hash = title
        .bytes()
        .chain(description.bytes())
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{hash:016x}")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
