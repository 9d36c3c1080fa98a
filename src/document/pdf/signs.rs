//! Small drawn shapes → the bullets and boxes that they stand for.
//!
//! Takes the shapes and words of a page; gives words for those that begin a line of text. Never keeps other shapes.

use hayro_interpret::kurbo::Rect;

use super::{
    ink::{Figure, Weight},
    letters,
    words::{self, Word},
};

/// A bullet is no larger than this share of the size of its text; what is larger is a box to tick.
const LARGEST_BULLET: f64 = 0.62;
/// How far before its text a sign stands at most.
const BEFORE: f64 = 3.2;

/// Adds the signs that shapes stand for, and names those that symbol fonts draw.
pub(super) fn name(words: &mut Vec<Word>, shapes: &[Figure]) {
    for word in words.iter_mut() {
        let mut letters = word.text.chars();
        if let (Some(only), None) = (letters.next(), letters.next())
            && let Some(sign) = letters::private_sign(only)
        {
            word.text = sign.to_string();
        }
        // A sign that its font does not name and that stands alone is a bullet.
        if word.text == "\u{fffd}" {
            word.text = "•".to_owned();
        }
    }
    let mut signs: Vec<Word> = Vec::new();
    for shape in shapes {
        if signs.iter().any(|sign| words::area(sign).inflate(1.0, 1.0).contains(shape.area.center())) {
            continue;
        }
        if let Some(text) = text_after(words, shape.area)
            && let Some(sign) = sign(shape, shapes, text.size)
        {
            signs.push(Word {
                text: sign.to_owned(),
                x0: shape.area.x0,
                x1: shape.area.x1,
                y: text.y,
                size: text.size,
                weight: Weight::Regular,
                bold: false,
                raised: false,
                artifact: false,
                spaced: true,
                first: shape.area.width(),
            });
        }
    }
    words.append(&mut signs);
}

/// The word that a shape stands before, with nothing between or right before the shape.
fn text_after(words: &[Word], area: Rect) -> Option<&Word> {
    let middle = area.center().y;
    let level = |word: &&Word| middle > word.y - 0.95 * word.size && middle < word.y + 0.2 * word.size;
    let mut after: Option<&Word> = None;
    for word in words.iter().filter(level) {
        let touches = word.x0 < area.x1 - 0.5 && word.x1 > area.x0 - 0.8 * word.size;
        if touches {
            return None;
        }
        let distance = word.x0 - area.x1;
        if distance > -0.6 && distance < BEFORE * word.size && after.is_none_or(|known| word.x0 < known.x0) {
            after = Some(word);
        }
    }
    after
}

fn sign(shape: &Figure, shapes: &[Figure], size: f64) -> Option<&'static str> {
    let side = shape.area.width().max(shape.area.height()) / size;
    let (hollow, round) = (shape.hollow, shape.round);
    if !(0.12..=1.5).contains(&side) {
        return None;
    }
    if side > LARGEST_BULLET {
        let holds = shapes.iter().any(|other| {
            other.area.area() < 0.85 * shape.area.area() && shape.area.inflate(0.5, 0.5).contains(other.area.center())
        });
        return Some(match (hollow, holds) {
            (true, false) => "☐",
            (_, true) => "☑",
            (false, false) => "•",
        });
    }
    Some(match (hollow, round) {
        (true, true) => "◦",
        (true, false) => "▫",
        (false, true) => "•",
        (false, false) => "▪",
    })
}
