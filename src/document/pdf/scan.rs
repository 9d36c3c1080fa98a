//! Scanned pages → pictures to recognise text in, and what was recognised → a document.
//!
//! Takes the bytes of a PDF, or tables of words and places as tesseract writes them (`tsv`); gives pictures of its pages, or
//! the document that the same layout makes of those words. Never starts the recogniser: the caller does.

use hayro::{RenderCache, RenderSettings, hayro_interpret::InterpreterSettings, vello_cpu::color::palette::css::WHITE};
use hayro_interpret::kurbo::Rect;

use crate::{
    diagnostics::Warned,
    document::{Document, Limits, ReadError},
};

use super::{
    KIND,
    edges::{self, Sheet},
    ink::{Rule, Weight},
    lay_out, open,
    picture::Picture,
    words::{self, Word},
};

/// How finely pages are drawn, in dots an inch: what tesseract reads best.
const DOTS: f64 = 300.0;
/// No side of a picture is longer than this, in dots.
const LONGEST: f64 = 5000.0;
/// The longer side of a page, in points. Only proportions matter to the layout, so every scan is taken for an A4.
const LONG_SIDE: f64 = 842.0;

/// The pages of a PDF as grey PNG pictures of 300 dots an inch, at most `most_pages` of them.
///
/// # Errors
/// `ReadError` where the PDF is damaged, locked, empty, or has more pages than the limit.
pub fn pictures(bytes: &[u8], limits: Limits, most_pages: usize) -> Result<Vec<Vec<u8>>, ReadError> {
    let pdf = open(bytes, limits)?;
    let cache = RenderCache::new();
    let settings = InterpreterSettings::default();
    let mut found = Vec::new();
    for page in pdf.pages().iter().take(most_pages) {
        let (width, height) = page.render_dimensions();
        let longest = f64::from(width.max(height)).max(1.0);
        let scale = (DOTS / 72.0).min(LONGEST / longest) as f32;
        let pixels = hayro::PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
        let picture = hayro::render(page, &cache, &settings, &RenderSettings::default(), &pixels);
        let (width, height) = (u32::from(picture.width()), u32::from(picture.height()));
        let grey: Vec<u8> = picture
            .data_as_u8_slice()
            .chunks_exact(4)
            .map(|dot| match dot {
                [red, green, blue, _] => {
                    ((u32::from(*red) * 77 + u32::from(*green) * 150 + u32::from(*blue) * 29) >> 8) as u8
                }
                _ => 255,
            })
            .collect();
        found.push(encoded(&grey, width, height, scale).map_err(|_| ReadError::Damaged { kind: KIND })?);
    }
    Ok(found)
}

fn encoded(grey: &[u8], width: u32, height: u32, scale: f32) -> Result<Vec<u8>, png::EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    // Dots a metre: the recogniser reads the size of letters off it.
    let dots = (scale * 72.0 / 0.0254).round() as u32;
    encoder.set_pixel_dims(Some(png::PixelDimensions { xppu: dots, yppu: dots, unit: png::Unit::Meter }));
    let mut writer = encoder.write_header()?;
    writer.write_image_data(grey)?;
    writer.finish()?;
    Ok(bytes)
}

/// The document that was recognised: the words of each page with their places, as tesseract's `tsv` has them. The pictures
/// that they were recognised in tell rules and bold type; without them the words alone must tell.
pub fn recognised(pages_tsv: &[String], pictures: &[Vec<u8>]) -> Warned<Document> {
    let mut pages: Vec<Page> = Vec::new();
    for (at, tsv) in pages_tsv.iter().enumerate() {
        let picture = pictures.get(at).and_then(|bytes| Picture::read(bytes));
        pages.push(page(tsv, picture.as_ref()));
    }
    settle_sizes(&mut pages);
    name_bullets(&mut pages);
    let sheets = pages.into_iter().zip(1u32..).map(|(page, number)| {
        let words = page.lines.into_iter().flat_map(|line| line.words).collect();
        let rows = words::rows(words);
        let rules = page.rules.into_iter().filter(|rule| !edges::is_underline(rule, &rows)).collect();
        Sheet { number, page: Rect::new(0.0, 0.0, page.width, page.height), rows, rules, ..Sheet::default() }
    });
    let mut sheets: Vec<Sheet> = sheets.collect();
    words::weigh(sheets.iter_mut().flat_map(|sheet| &mut sheet.rows).flat_map(|row| &mut row.words));
    lay_out(sheets)
}

struct Page {
    width: f64,
    height: f64,
    lines: Vec<Line>,
    rules: Vec<Rule>,
}

/// Words that tesseract found to be a line.
struct Line {
    key: (u32, u32, u32),
    words: Vec<Word>,
    size: f64,
}

/// A word as recognised, in dots: left, top, width, height.
struct Found<'t> {
    key: (u32, u32, u32),
    place: [f64; 4],
    text: &'t str,
}

fn page(tsv: &str, picture: Option<&Picture>) -> Page {
    let mut size = (0.0, 0.0);
    let mut found: Vec<Found<'_>> = Vec::new();
    for row in tsv.lines() {
        let fields: Vec<&str> = row.split('\t').collect();
        let number = |at: usize| fields.get(at).and_then(|field| field.parse::<f64>().ok());
        let whole = |at: usize| fields.get(at).and_then(|field| field.parse::<u32>().ok()).unwrap_or(0);
        let (Some(level), Some(left), Some(top), Some(width), Some(height)) =
            (number(0), number(6), number(7), number(8), number(9))
        else {
            continue;
        };
        if level == 1.0 {
            size = (width, height);
        }
        let text = fields.get(11).map_or("", |text| text.trim_matches(|c: char| c.is_whitespace() || c == '|'));
        let sure = number(10).unwrap_or(-1.0);
        // What is least sure is specks and edges of paper.
        if text.is_empty() || sure < 0.0 || (sure < 20.0 && text.chars().count() < 3) || height <= 0.0 {
            continue;
        }
        found.push(Found { key: (whole(2), whole(3), whole(4)), place: [left, top, width, height], text });
    }
    let longest = f64::max(size.0, size.1);
    let scale = if longest > 0.0 { LONG_SIDE / longest } else { 1.0 };
    let mut lines: Vec<Line> = Vec::new();
    let mut rest = found.as_slice();
    while let Some(first) = rest.first() {
        let count = rest.iter().take_while(|word| word.key == first.key).count();
        let (words, after) = rest.split_at(count);
        lines.push(line(words, scale, picture));
        rest = after;
    }
    let rules = picture.map(|picture| picture.rules()).unwrap_or_default().into_iter().map(|rule| Rule {
        at: rule.at * scale,
        from: rule.from * scale,
        to: rule.to * scale,
        ..rule
    });
    Page { width: size.0 * scale, height: size.1 * scale, lines, rules: rules.collect() }
}

/// The size of type that a box of this height around a word tells, and how far the word reaches below the line.
fn size_of(text: &str, height: f64) -> (f64, f64) {
    let below = text.contains(['g', 'j', 'p', 'q', 'y', ',', ';', '(', ')', 'Q', '/', '|']);
    let ring = text.contains(['Å', 'Ä', 'Ö', 'É']);
    let above =
        ring || text.chars().any(|c| c.is_uppercase() || c.is_ascii_digit() || "bdfhkltåäöéi()/|!?".contains(c));
    let share = match (ring, above) {
        (true, _) => 0.92,
        (_, true) => 0.72,
        _ => 0.52,
    } + if below { 0.21 } else { 0.0 };
    let size = height / share;
    (size, if below { 0.21 * size } else { 0.0 })
}

fn line(found: &[Found<'_>], scale: f64, picture: Option<&Picture>) -> Line {
    let median = |mut values: Vec<f64>| {
        values.sort_by(f64::total_cmp);
        values.get(values.len() / 2).copied()
    };
    let measured: Vec<(f64, f64)> = found
        .iter()
        .filter(|word| word.text.chars().filter(|c| c.is_alphanumeric()).count() >= 2)
        .map(|word| {
            let [_, top, _, height] = word.place;
            let (size, below) = size_of(word.text, height);
            (size, top + height - below)
        })
        .collect();
    let size = median(measured.iter().map(|(size, _)| *size).collect());
    let y = median(measured.iter().map(|(_, y)| *y).collect());
    let words = found.iter().map(|word| {
        let [left, top, width, height] = word.place;
        // A bullet by itself floats in the middle of its line.
        let own = size.unwrap_or(height / 0.5);
        let y = y.unwrap_or(top + height / 2.0 + 0.3 * own);
        Word {
            text: word.text.to_owned(),
            x0: left * scale,
            x1: (left + width) * scale,
            y: y * scale,
            size: own * scale,
            weight: picture
                .and_then(|picture| picture.stroke(word.place))
                .map_or(Weight::Regular, |stroke| Weight::Stroke(1000.0 * stroke / own)),
            bold: false,
            raised: false,
            artifact: false,
            spaced: false,
            first: width * scale / word.text.chars().count().max(1) as f64,
        }
    });
    Line {
        key: found.first().map_or((0, 0, 0), |word| word.key),
        words: words.collect(),
        size: size.map_or(0.0, |size| size * scale),
    }
}

/// Boxes tell sizes roughly: lines near the size of most letters have that size, and the larger ones fall into few.
fn settle_sizes(pages: &mut [Page]) {
    let mut sizes: Vec<(f64, usize)> = pages
        .iter()
        .flat_map(|page| &page.lines)
        .filter(|line| line.size > 0.0)
        .map(|line| (line.size, line.words.iter().map(|word| word.text.chars().count()).sum()))
        .collect();
    sizes.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = sizes.iter().map(|(_, letters)| letters).sum::<usize>() / 2;
    let mut sum = 0;
    let body = sizes.iter().find(|(_, letters)| {
        sum += letters;
        sum > half
    });
    let Some(body) = body.map(|(size, _)| *size) else { return };
    // Sizes with no step between them are one.
    let mut steps: Vec<(f64, f64)> = Vec::new();
    for (size, _) in sizes.iter().filter(|(size, _)| size / body >= 1.16) {
        match steps.last_mut().filter(|step| size / step.1 < 1.07) {
            Some(step) => step.1 = *size,
            None => steps.push((*size, *size)),
        }
    }
    let settled = |size: f64| steps.iter().find(|step| size <= step.1).map_or(size, |step| (step.0 + step.1) / 2.0);

    for line in pages.iter_mut().flat_map(|page| &mut page.lines) {
        let size = if line.size > 0.0 { line.size } else { body };
        let size = if size / body > 0.86 && size / body < 1.16 { body } else { settled(size) };
        for word in &mut line.words {
            // A lone sign has no size of its own.
            word.size = if line.size > 0.0 { size } else { body };
        }
    }
}

/// What tesseract takes a bullet for.
const LIKE_BULLETS: [&str; 24] = [
    "e", "o", "*", "+", "-", "°", "¢", "«", "»", "©", "®", "¤", "·", "•", "¬", "■", "□", "=", "~", "—", "–", "e.",
    "o.", ".",
];

/// Those of them that stand at the start of no sentence.
const BEGINS_NO_SENTENCE: [&str; 12] = ["*", "°", "¢", "«", "©", "®", "¤", "·", "•", "¬", "■", "□"];

/// Signs that begin several lines at the same place are bullets, whatever they were taken for.
fn name_bullets(pages: &mut [Page]) {
    let begins = |line: &Line| {
        let first = line.words.first()?;
        let alone = line.words.len() == 1;
        let apart = line.words.get(1).is_some_and(|next| next.x0 - first.x1 > 0.3 * next.size);
        (LIKE_BULLETS.contains(&first.text.as_str()) && (alone || apart)).then_some((first.x0 + first.x1) / 2.0)
    };
    let places: Vec<f64> = pages.iter().flat_map(|page| &page.lines).filter_map(begins).collect();
    for line in pages.iter_mut().flat_map(|page| &mut page.lines) {
        let Some(x) = begins(line) else { continue };
        let several = places.iter().filter(|other| (**other - x).abs() < 4.0).count() >= 2;
        if let Some(first) = line.words.first_mut()
            && (several || BEGINS_NO_SENTENCE.contains(&first.text.as_str()))
            && !matches!(first.text.as_str(), "–" | "—")
        {
            first.text = "•".to_owned();
        }
    }
    for page in pages {
        page.lines.sort_by_key(|line| line.key);
    }
}
