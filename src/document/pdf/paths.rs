//! A drawn path → the rules, filled areas and small shapes that it makes.
//!
//! Takes one path with its transform; gives what of it can be told apart by its measures. Never joins paths.

use hayro_interpret::{
    DrawMode,
    kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape},
};

use super::ink::Rule;

/// A rule is no thicker than this, in points.
const THICKEST_RULE: f64 = 2.6;
/// A rule is at least this long.
const SHORTEST_RULE: f64 = 5.0;
/// The largest small shape: a box to tick.
const LARGEST_SHAPE: f64 = 15.0;
/// More pieces than this in one path are a picture.
const MOST_PIECES: usize = 4000;

/// What a piece of a path makes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Drawn {
    Rule(Rule),
    Fill(Rect),
    Shape { area: Rect, hollow: bool, round: bool },
}

/// Tells the pieces of a path apart. `clip` is what can be seen of it.
pub(super) fn drawn(path: &BezPath, transform: Affine, mode: &DrawMode, clip: Rect) -> Vec<Drawn> {
    let mut found = Vec::new();
    let (fills, strokes) = match mode {
        DrawMode::Fill(_) => (true, None),
        DrawMode::Stroke(stroke) => (false, Some(stroke)),
        DrawMode::FillAndStroke(_, stroke) => (true, Some(stroke)),
        DrawMode::Invisible => return found,
    };
    for piece in pieces(path, transform).into_iter().take(MOST_PIECES) {
        let area = piece.area.intersect(clip);
        let unseen = area.width() < 0.0 || area.height() < 0.0 || (piece.area.area() > 0.0 && area.area() <= 0.0);
        if unseen || !area.is_finite() {
            continue;
        }
        if fills && let Some(fill) = filled(&piece, area) {
            found.push(fill);
        }
        if let Some(stroke) = strokes {
            let [a, b, ..] = transform.as_coeffs();
            stroked(&piece, area, clip, f64::from(stroke.line_width) * a.hypot(b), &mut found);
        }
    }
    found
}

struct Piece {
    area: Rect,
    round: bool,
    closed: bool,
    corners: Vec<Point>,
}

fn pieces(path: &BezPath, transform: Affine) -> Vec<Piece> {
    let mut found: Vec<Piece> = Vec::new();
    for element in path.elements() {
        if let PathEl::MoveTo(start) = element {
            let start = transform * *start;
            found.push(Piece {
                area: Rect::from_points(start, start),
                round: false,
                closed: false,
                corners: vec![start],
            });
            continue;
        }
        let Some(piece) = found.last_mut() else { continue };
        let mut reach = |point: Point| {
            let point = transform * point;
            piece.area = piece.area.union_pt(point);
            piece.corners.push(point);
        };
        match *element {
            PathEl::LineTo(to) => reach(to),
            PathEl::QuadTo(by, to) => {
                reach(by);
                reach(to);
                piece.round = true;
            }
            PathEl::CurveTo(first, second, to) => {
                reach(first);
                reach(second);
                reach(to);
                piece.round = true;
            }
            PathEl::ClosePath => {
                piece.closed = true;
                if let Some(first) = piece.corners.first().copied() {
                    piece.corners.push(first);
                }
            }
            PathEl::MoveTo(_) => {}
        }
    }
    found
}

fn filled(piece: &Piece, area: Rect) -> Option<Drawn> {
    let (width, height) = (area.width(), area.height());
    if height <= THICKEST_RULE && width >= SHORTEST_RULE && width > 3.0 * height {
        return Some(Drawn::Rule(Rule { level: true, at: area.center().y, from: area.x0, to: area.x1 }));
    }
    if width <= THICKEST_RULE && height >= SHORTEST_RULE && height > 3.0 * width {
        return Some(Drawn::Rule(Rule { level: false, at: area.center().x, from: area.y0, to: area.y1 }));
    }
    if is_small(width, height) {
        return Some(Drawn::Shape { area, hollow: false, round: piece.round });
    }
    (!piece.round && width > 4.0 && height > 4.0 && fills_its_area(piece)).then_some(Drawn::Fill(area))
}

/// Whether a shape is about as wide as high, and no larger than a box to tick.
fn is_small(width: f64, height: f64) -> bool {
    let (least, most) = (width.min(height), width.max(height));
    least >= 1.2 && most <= LARGEST_SHAPE && least * 1.45 >= most
}

fn fills_its_area(piece: &Piece) -> bool {
    let mut path = BezPath::new();
    for (at, corner) in piece.corners.iter().enumerate() {
        if at == 0 { path.move_to(*corner) } else { path.line_to(*corner) }
    }
    path.close_path();
    path.area().abs() > 0.8 * piece.area.area()
}

fn stroked(piece: &Piece, area: Rect, clip: Rect, thickness: f64, found: &mut Vec<Drawn>) {
    let (width, height) = (area.width(), area.height());
    if is_small(width, height) && (piece.closed || piece.round || piece.corners.len() > 3) {
        found.push(Drawn::Shape { area, hollow: true, round: piece.round });
        return;
    }
    if piece.round {
        return;
    }
    // A thick stroke is a filled area: some producers set the ground of a cell so.
    if thickness > THICKEST_RULE * 2.0 {
        let grown = area.inflate(
            if height < 0.5 { 0.0 } else { thickness / 2.0 },
            if height < 0.5 { thickness / 2.0 } else { 0.0 },
        );
        found.push(Drawn::Fill(grown.intersect(clip)));
        return;
    }
    for (from, to) in piece.corners.iter().zip(piece.corners.iter().skip(1)) {
        let (across, down) = ((to.x - from.x).abs(), (to.y - from.y).abs());
        let segment = Rect::from_points(*from, *to).intersect(clip.inflate(1.0, 1.0));
        if down <= 0.5 && segment.width() >= 1.0 && across > 2.0 * down {
            found.push(Drawn::Rule(Rule { level: true, at: segment.center().y, from: segment.x0, to: segment.x1 }));
        } else if across <= 0.5 && segment.height() >= 1.0 && down > 2.0 * across {
            found.push(Drawn::Rule(Rule { level: false, at: segment.center().x, from: segment.y0, to: segment.y1 }));
        }
    }
}
