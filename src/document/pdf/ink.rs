//! One page's drawing instructions → what is inked on it: glyphs, rules, filled areas, small marks, pictures.
//!
//! Takes a page of an opened PDF; gives everything in points, y counted down from the top of the page as it is read.
//! Never forms words and never judges what a rule or a mark is for.

use std::{
    collections::HashMap,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
};

use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, Paint, SoftMask,
    font::{Glyph as FontGlyph, GlyphIdentifier, GlyphRun, OutlineGlyph},
    hayro_cmap::BfString,
    hayro_syntax::{
        object::{Dict, Name},
        page::Page,
    },
    interpret_page,
    kurbo::{Affine, BezPath, Point, Rect, Shape},
    util::TransformExt,
};

use super::paths::{self, Drawn};

/// A glyph where it stands.
#[derive(Debug, Clone)]
pub(super) struct Glyph {
    pub(super) text: BfString,
    pub(super) x0: f64,
    pub(super) x1: f64,
    /// The line it stands on.
    pub(super) y: f64,
    pub(super) size: f64,
    pub(super) weight: Weight,
    /// Marked by the file as no part of the text, such as a running header.
    pub(super) artifact: bool,
    /// Light enough to be unseen on white.
    pub(super) pale: bool,
}

/// How heavy a face is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Weight {
    Regular,
    Bold,
    /// The face has no name; the average thickness of its strokes, in thousandths of the size.
    Stroke(f64),
}

/// A straight line along one of the axes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rule {
    pub(super) level: bool,
    /// Its y where it is level, else its x.
    pub(super) at: f64,
    pub(super) from: f64,
    pub(super) to: f64,
}

/// A filled area.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Fill {
    pub(super) area: Rect,
    /// From 0, black, to 1, white.
    pub(super) light: f64,
}

/// A small drawn shape, such as a bullet or a box to tick.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Figure {
    pub(super) area: Rect,
    pub(super) hollow: bool,
    pub(super) round: bool,
}

/// What is inked on a page.
#[derive(Debug, Default)]
pub(super) struct Ink {
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) glyphs: Vec<Glyph>,
    /// Text that is laid invisibly over a picture of it, as scanners do.
    pub(super) unseen: Vec<Glyph>,
    pub(super) rules: Vec<Rule>,
    pub(super) fills: Vec<Fill>,
    pub(super) shapes: Vec<Figure>,
    /// The share of the page that pictures cover, at most 1.
    pub(super) pictured: f64,
    /// Whether the page held more glyphs than were allowed.
    pub(super) overfull: bool,
    /// Glyphs by direction of writing: rightwards, upwards, leftwards, downwards.
    turned: [usize; 4],
}

/// Light above which text is not seen on white paper.
const PALE: f64 = 0.93;

/// Weights of fonts, kept over the pages of a document.
#[derive(Default)]
pub(super) struct Fonts {
    named: HashMap<u128, Weight>,
    strokes: HashMap<GlyphIdentifier, Option<f64>>,
}

/// Reads a page. Where most of its text is turned by a right angle, the page is turned back.
pub(super) fn read<'a>(
    page: &Page<'a>,
    cache: &InterpreterCache<'a>,
    settings: &InterpreterSettings,
    fonts: &mut Fonts,
    most_glyphs: usize,
) -> Ink {
    let (width, height) = page.render_dimensions();
    let (width, height) = (f64::from(width), f64::from(height));
    let upright = upright(page);
    let ink = trace(page, cache, settings, fonts, most_glyphs, upright, (width, height));
    let turned: usize = ink.turned.iter().sum();
    let straight = ink.turned.first().copied().unwrap_or(0);
    if straight * 2 >= turned {
        return ink;
    }
    let most = (1..4).max_by_key(|quarter| ink.turned.get(*quarter).copied().unwrap_or(0)).unwrap_or(0);
    let (turn, size) = match most {
        // Text that runs upwards: the left edge of the page is the foot of the text.
        1 => (Affine::new([0.0, 1.0, -1.0, 0.0, height, 0.0]), (height, width)),
        2 => (Affine::new([-1.0, 0.0, 0.0, -1.0, width, height]), (width, height)),
        _ => (Affine::new([0.0, -1.0, 1.0, 0.0, 0.0, width]), (height, width)),
    };
    trace(page, cache, settings, fonts, most_glyphs, turn * upright, size)
}

fn upright(page: &Page<'_>) -> Affine {
    page.initial_transform(true).to_kurbo()
}

fn trace<'a>(
    page: &Page<'a>,
    cache: &InterpreterCache<'a>,
    settings: &InterpreterSettings,
    fonts: &mut Fonts,
    most_glyphs: usize,
    transform: Affine,
    (width, height): (f64, f64),
) -> Ink {
    let whole = Rect::new(0.0, 0.0, width, height);
    let mut context = Context::new(transform, whole, cache, page.xref(), settings.clone());
    let ink = Ink { width, height, ..Ink::default() };
    let mut tracer = Tracer { ink, fonts, most_glyphs, steps: 0, clips: vec![whole], marked: Vec::new() };
    // Nothing of what was interpreted is used after a page that is overfull: reading ends with it.
    let interpreted = catch_unwind(AssertUnwindSafe(|| interpret_page(page, &mut context, &mut tracer)));
    match interpreted {
        Ok(()) => {}
        Err(cause) if cause.is::<Overfull>() => tracer.ink.overfull = true,
        Err(cause) => resume_unwind(cause),
    }
    tracer.ink
}

/// What one page may draw: a map of a city has a tenth of it. Forms that draw one another, each several times, have no end
/// that anyone lives to see.
const MOST_STEPS: usize = 1_000_000;

/// Thrown to end the interpretation of a page, which cannot be told to stop in any other way.
struct Overfull;

struct Tracer<'f> {
    ink: Ink,
    fonts: &'f mut Fonts,
    most_glyphs: usize,
    /// Instructions so far.
    steps: usize,
    /// What of the page can be seen, innermost last.
    clips: Vec<Rect>,
    /// For each open marked content, whether it is an artifact.
    marked: Vec<bool>,
}

impl Tracer<'_> {
    fn clip(&self) -> Rect {
        self.clips.last().copied().unwrap_or(Rect::new(0.0, 0.0, self.ink.width, self.ink.height))
    }

    fn step(&mut self) {
        self.steps += 1;
        if self.steps > MOST_STEPS {
            resume_unwind(Box::new(Overfull));
        }
    }

    fn push_clip(&mut self, area: Rect) {
        self.step();
        let inner = self.clip().intersect(area);
        self.clips.push(inner);
    }

    fn weight(&mut self, run: &GlyphRun<'_, '_>) -> Weight {
        let outlines = || {
            run.glyphs().iter().filter_map(|glyph| match &**glyph {
                FontGlyph::Outline(outline) => Some(outline),
                FontGlyph::Type3(_) => None,
            })
        };
        let Some(first) = outlines().next() else { return Weight::Regular };
        if let Some(data) = first.font_data() {
            return *self.fonts.named.entry(data.cache_key).or_insert_with(|| {
                let name = data.postscript_name.as_deref().unwrap_or_default().to_lowercase();
                let bold = data.weight.is_some_and(|weight| weight >= 600)
                    || ["bold", "black", "heavy", "semibd", "-bd", "demi"].iter().any(|word| name.contains(word));
                if bold { Weight::Bold } else { Weight::Regular }
            });
        }
        let mut sum = 0.0;
        let mut count = 0usize;
        let any_lower = outlines().any(is_lower);
        for outline in
            outlines().filter(|outline| if any_lower { is_lower(outline) } else { is_figure(outline) }).take(6)
        {
            let stroke =
                self.fonts.strokes.entry(outline.identifier()).or_insert_with(|| stroke_of(&outline.outline()));
            if let Some(stroke) = stroke {
                sum += *stroke;
                count += 1;
            }
        }
        if count == 0 { Weight::Regular } else { Weight::Stroke(sum / count as f64) }
    }
}

impl<'a> Device<'a> for Tracer<'_> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, draw_mode: &DrawMode) {
        self.step();
        let (light, opaque) = light_of(&props.paint);
        if opaque < 0.05 {
            return;
        }
        let clip = self.clip();
        let ink = &mut self.ink;
        for drawn in paths::drawn(path, props.transform, draw_mode, clip) {
            match drawn {
                Drawn::Rule(_) if light > 0.985 => {}
                Drawn::Rule(rule) => ink.rules.push(rule),
                Drawn::Fill(area) => ink.fills.push(Fill { area, light }),
                Drawn::Shape { .. } if light > 0.985 => {}
                Drawn::Shape { area, hollow, round } => ink.shapes.push(Figure { area, hollow, round }),
            }
        }
    }

    fn push_clip_path(&mut self, clip_path: &ClipPath) {
        self.push_clip(clip_path.path.bounding_box());
    }

    fn push_clip_rect(&mut self, rect: &Rect) {
        self.push_clip(*rect);
    }

    fn pop_clip(&mut self) {
        if self.clips.len() > 1 {
            self.clips.pop();
        }
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.step();
    }

    fn pop_transparency_group(&mut self) {}

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        self.step();
        let (light, opaque) = light_of(&props.paint);
        let weight = self.weight(run);
        let clip = self.clip().inflate(2.0, 2.0);
        let artifact = self.marked.contains(&true);
        let unseen = matches!(mode, DrawMode::Invisible) || opaque < 0.05;
        for glyph in run.glyphs() {
            if self.ink.glyphs.len() + self.ink.unseen.len() >= self.most_glyphs {
                resume_unwind(Box::new(Overfull));
            }
            let transform = props.transform * glyph.transform();
            let [a, b, c, d, ..] = transform.as_coeffs();
            let origin = transform * Point::ZERO;
            let Some(direction) = direction(a, b) else { continue };
            let text = glyph.as_unicode().unwrap_or(BfString::Char('\u{fffd}'));
            if let Some(count) = self.ink.turned.get_mut(direction)
                && text != BfString::Char(' ')
            {
                *count += 1;
            }
            let advance = match &**glyph {
                FontGlyph::Outline(outline) => outline.advance_width(),
                FontGlyph::Type3(drawn) => drawn.advance_width(),
            };
            let size = c.hypot(d) * 1000.0;
            let x1 = origin.x + a * f64::from(advance.unwrap_or(500.0));
            let seen = origin.x.is_finite()
                && origin.y.is_finite()
                && clip.contains(Point::new(origin.x, origin.y - size / 4.0));
            if direction != 0 || !seen || !(0.5..2000.0).contains(&size) {
                continue;
            }
            let pale = light > PALE;
            let glyph = Glyph { text, x0: origin.x, x1: x1.max(origin.x), y: origin.y, size, weight, artifact, pale };
            if unseen { self.ink.unseen.push(glyph) } else { self.ink.glyphs.push(glyph) }
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.step();
        let unit = Rect::new(0.0, 0.0, f64::from(image.width()), f64::from(image.height()));
        let area = props.transform.transform_rect_bbox(unit).intersect(self.clip());
        let page = (self.ink.width * self.ink.height).max(1.0);
        self.ink.pictured = (self.ink.pictured + area.area() / page).min(1.0);
        self.ink.fills.push(Fill { area, light: 0.5 });
    }

    fn begin_marked_content(&mut self, tag: &[u8], properties: Option<&Dict<'_>>) {
        self.step();
        let pagination = |dict: &Dict<'_>| {
            dict.get::<Name<'_>>("Type").is_some_and(|name| name.as_ref() == b"Pagination".as_slice())
                || dict.contains_key("Subtype")
        };
        self.marked.push(tag == b"Artifact" && properties.is_some_and(pagination));
    }

    fn end_marked_content(&mut self) {
        self.marked.pop();
    }
}

/// Rightwards, upwards, leftwards or downwards; none for slanting text, such as a watermark.
fn direction(a: f64, b: f64) -> Option<usize> {
    if b.abs() <= a.abs() * 0.1 {
        Some(if a > 0.0 { 0 } else { 2 })
    } else if a.abs() <= b.abs() * 0.1 {
        Some(if b < 0.0 { 1 } else { 3 })
    } else {
        None
    }
}

/// How light a paint is, from 0 to 1, and how opaque.
fn light_of(paint: &Paint<'_>) -> (f64, f64) {
    match paint {
        Paint::Color(color) => {
            let [red, green, blue, alpha] = color.to_rgba().components().map(f64::from);
            (0.3 * red + 0.59 * green + 0.11 * blue, alpha)
        }
        Paint::Pattern(_) => (0.5, 1.0),
    }
}

fn is_lower(outline: &OutlineGlyph) -> bool {
    matches!(outline.as_unicode(), Some(BfString::Char(c)) if c.is_lowercase())
}

fn is_figure(outline: &OutlineGlyph) -> bool {
    matches!(outline.as_unicode(), Some(BfString::Char(c)) if c.is_alphanumeric())
}

/// The average thickness of a glyph's strokes: its area by half its outline.
fn stroke_of(outline: &BezPath) -> Option<f64> {
    let length = outline.perimeter(1.0);
    (length > 1.0).then(|| outline.area().abs() * 2.0 / length)
}
