//! A grey picture of a page → the rules drawn on it and how thick its letters are.
//!
//! Takes PNG bytes as `scan::pictures` writes them; gives measures in dots. Never recognises anything.

use super::ink::Rule;

/// Darker than this is ink.
const DARK: u8 = 140;
/// Rules are at least this long, in dots: a quarter of an inch at 300 dots an inch.
const SHORTEST_RULE: usize = 75;
/// More rules than this are a photograph.
const MOST_RULES: usize = 3000;

/// A patch of ink that stands by itself, in dots.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Blob {
    pub(super) left: f64,
    pub(super) width: f64,
    pub(super) height: f64,
    /// The share of its box that is inked.
    pub(super) filled: f64,
}

/// A decoded picture.
pub(super) struct Picture {
    grey: Vec<u8>,
    width: usize,
}

impl Picture {
    /// Decodes a grey PNG; none where it is of another kind.
    pub(super) fn read(bytes: &[u8]) -> Option<Picture> {
        let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().ok()?;
        let mut grey = vec![0; reader.output_buffer_size()?];
        let info = reader.next_frame(&mut grey).ok()?;
        let fits = info.color_type == png::ColorType::Grayscale && info.bit_depth == png::BitDepth::Eight;
        (fits && info.width > 0).then_some(Picture { grey, width: info.width as usize })
    }

    fn is_dark(&self, x: usize, y: usize) -> bool {
        x < self.width && self.grey.get(y * self.width + x).is_some_and(|grey| *grey < DARK)
    }

    fn height(&self) -> usize {
        self.grey.len() / self.width.max(1)
    }

    /// Level and upright rules. One that is several dots thick is found once.
    pub(super) fn rules(&self) -> Vec<Rule> {
        let mut found: Vec<Rule> = Vec::new();
        let (width, height) = (self.width, self.height());
        for level in [true, false] {
            let (lines, along) = if level { (height, width) } else { (width, height) };
            let mut before: Vec<(usize, usize)> = Vec::new();
            for line in 0..lines {
                let dark = |at: usize| if level { self.is_dark(at, line) } else { self.is_dark(line, at) };
                let mut runs: Vec<(usize, usize)> = Vec::new();
                let mut from = None;
                for at in 0..=along {
                    match (from, at < along && dark(at)) {
                        (None, true) => from = Some(at),
                        (Some(start), false) => {
                            if at - start >= SHORTEST_RULE {
                                runs.push((start, at));
                            }
                            from = None;
                        }
                        _ => {}
                    }
                }
                for run in &runs {
                    let thicker = before.iter().any(|other| other.0 <= run.1 && other.1 >= run.0);
                    if !thicker && found.len() < MOST_RULES {
                        found.push(Rule { level, at: line as f64, from: run.0 as f64, to: run.1 as f64 });
                    }
                }
                before = runs;
            }
        }
        if found.len() >= MOST_RULES { Vec::new() } else { found }
    }

    /// The ink of the columns from `left` on to `right`, between two heights.
    fn ink(&self, (left, right): (usize, usize), (top, bottom): (usize, usize)) -> Option<Blob> {
        let (mut first, mut last, mut high, mut low, mut ink) = (usize::MAX, 0, usize::MAX, 0, 0usize);
        for y in top..bottom.min(self.height()) {
            for x in left..right {
                if self.is_dark(x, y) {
                    (first, last, high, low, ink) = (first.min(x), last.max(x), high.min(y), low.max(y), ink + 1);
                }
            }
        }
        if ink == 0 {
            return None;
        }
        let (width, height) = ((last + 1 - first) as f64, (low + 1 - high) as f64);
        Some(Blob { left: first as f64, width, height, filled: ink as f64 / (width * height) })
    }

    /// The ink within a box given by left, top, width and height.
    pub(super) fn blob(&self, place: [f64; 4]) -> Option<Blob> {
        let [left, top, width, height] = place.map(|number| number.max(0.0) as usize);
        self.ink((left, left + width), (top, top + height))
    }

    /// The nearest ink to the left of a place, no further off than `reach`, between two heights. `gap` is the white space
    /// that ends it.
    pub(super) fn blob_before(&self, x: f64, heights: (f64, f64), reach: f64, gap: f64) -> Option<Blob> {
        let (top, bottom) = (heights.0.max(0.0) as usize, heights.1.max(0.0) as usize);
        let (end, start) = (x.max(0.0) as usize, (x - reach).max(0.0) as usize);
        let inked = |x: usize| (top..bottom).any(|y| self.is_dark(x, y));
        let last = (start..end).rev().find(|x| inked(*x))?;
        let mut first = last;
        let mut white = 0usize;
        for x in (start..last).rev() {
            if inked(x) {
                first = x;
                white = 0;
            } else {
                white += 1;
                if white as f64 > gap {
                    break;
                }
            }
        }
        self.ink((first, last + 1), (top, bottom))
    }

    /// How thick the strokes are within a box given by left, top, width and height: twice the ink by the length of its edge.
    pub(super) fn stroke(&self, place: [f64; 4]) -> Option<f64> {
        let [left, top, width, height] = place.map(|number| number.max(0.0) as usize);
        let (mut ink, mut edge) = (0usize, 0usize);
        for y in top..(top + height).min(self.height()) {
            for x in left..left + width {
                if self.is_dark(x, y) {
                    ink += 1;
                    edge += usize::from(!self.is_dark(x + 1, y)) + usize::from(x == 0 || !self.is_dark(x - 1, y));
                    edge += usize::from(!self.is_dark(x, y + 1)) + usize::from(y == 0 || !self.is_dark(x, y - 1));
                }
            }
        }
        (edge > 20).then(|| 2.0 * ink as f64 / edge as f64)
    }
}
