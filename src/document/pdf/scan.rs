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
    lay_out, letters, open,
    picture::{Blob, Picture},
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
    let mut words: Vec<Word> = words.collect();
    if let (Some(picture), Some(size), Some(y)) = (picture, size, y) {
        find_sign(&mut words, found, picture, size, y, scale);
    }
    Line { key: found.first().map_or((0, 0, 0), |word| word.key), words, size: size.map_or(0.0, |size| size * scale) }
}

/// Finds the bullet or box that begins a line in the picture, as the recogniser takes it for a letter or overlooks it. Size
/// and height of the line are in dots.
fn find_sign(words: &mut Vec<Word>, found: &[Found<'_>], picture: &Picture, size: f64, y: f64, scale: f64) {
    let named = |blob: Blob| {
        let (side, other) = (blob.width.max(blob.height) / size, blob.width.min(blob.height) / size);
        let square = other > 0.1 && other * 1.5 > side;
        match blob.filled {
            0.66.. if square && side < 0.5 => Some("•"),
            0.25..0.66 if square && side < 0.42 => Some("◦"),
            0.08..0.5 if square && side > 0.55 && side < 1.3 => Some("☐"),
            _ => None,
        }
    };
    let Some(first) = found.first() else { return };
    let [left, _, width, _] = first.place;
    let short = first.text.chars().count() <= 2 && !letters::is_number(first.text);
    let next = found.get(1).and_then(|next| next.place.first());
    let apart = next.is_some_and(|next| next - left - width > 0.22 * size);
    if short && apart {
        // A letter that stands alone is no bullet, save where it is filled like one.
        let sign = picture
            .blob(first.place)
            .and_then(named)
            .filter(|sign| *sign == "•" || (*sign == "☐" && first.text != "I"));
        if let (Some(sign), Some(word)) = (sign, words.first_mut()) {
            sign.clone_into(&mut word.text);
        }
        return;
    }
    let heights = (y - 0.85 * size, y + 0.15 * size);
    let before = picture.blob_before(left - 0.12 * size, heights, 3.0 * size, 0.2 * size);
    if let (Some(blob), Some(word)) = (before, words.first().cloned())
        && let Some(sign) = named(blob)
    {
        let x0 = blob.left * scale;
        words.insert(
            0,
            Word { text: sign.to_owned(), x0, x1: x0 + blob.width * scale, weight: Weight::Regular, ..word },
        );
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
const LIKE_BULLETS: [&str; 25] = [
    "e", "o", "*", "+", "-", "°", "¢", "«", "»", "»«", "©", "®", "¤", "·", "•", "¬", "■", "□", "=", "~", "—", "–",
    "e.", "o.", ".",
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Look;

    /// A page of tesseract's table: each line as left, top and its words with their boxes' heights.
    fn tsv(lines: &[(f64, f64, &str)]) -> String {
        let mut rows = vec![
            "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext".to_owned(),
            "1\t1\t0\t0\t0\t0\t0\t0\t2480\t3508\t-1\t".to_owned(),
        ];
        for (number, (left, top, words)) in lines.iter().enumerate() {
            let mut x = *left;
            for (at, word) in words.split(' ').enumerate() {
                let width = 22.0 * word.chars().count() as f64;
                // Forty-six dots are eleven points; large type is written in capitals here.
                let size = if word.chars().all(char::is_uppercase) && word.len() > 3 { 80.0 } else { 46.0 };
                let height = size * if word.contains(['g', 'p', 'y']) { 0.93 } else { 0.72 };
                rows.push(format!("5\t1\t1\t1\t{number}\t{at}\t{x}\t{top}\t{width}\t{height}\t96\t{word}"));
                x += width + if at == 0 && word.len() == 1 { 30.0 } else { 12.0 };
            }
        }
        rows.join("\n")
    }

    #[test]
    fn bullets_taken_for_letters_are_bullets_where_several_stand_below_one_another() {
        let page = tsv(&[
            (200.0, 300.0, "PLAN"),
            (200.0, 420.0, "Nämnden ska under året"),
            (220.0, 500.0, "e Klassa bolagets information"),
            (220.0, 570.0, "e Öva hur arbetet går till"),
        ]);
        let document = recognised(&[page], &[]).value;
        let looks: Vec<(Look, &str)> = document.lines.iter().map(|line| (line.look, document.words(line))).collect();
        let expected = [
            (Look::Heading(1), "PLAN"),
            (Look::Paragraph { bold: false }, "Nämnden ska under året"),
            (Look::Item(0), "• Klassa bolagets information"),
            (Look::Item(0), "• Öva hur arbetet går till"),
        ];
        assert_eq!(looks, expected);
    }

    #[test]
    fn pages_are_drawn_grey_and_as_many_as_asked_for() {
        let bytes = include_bytes!("samples/scan.pdf");
        let drawn = pictures(bytes, Limits::default(), 5).expect("drawn");
        assert_eq!(drawn.len(), 1);
        let picture = Picture::read(&drawn[0]).expect("grey");
        // The scan shows one thick bar that is no rule of a table's frame, yet a rule.
        assert!(picture.rules().iter().any(|rule| rule.level && rule.to - rule.from > 900.0));
        assert_eq!(pictures(bytes, Limits::default(), 0).expect("drawn").len(), 0);
    }

    #[test]
    fn what_is_no_table_of_words_gives_an_empty_document() {
        let broken = ["5\t1\t1".to_owned(), "\u{0}\t\t\t\t".to_owned(), String::new()];
        assert!(recognised(&broken, &[vec![1, 2, 3]]).value.lines.is_empty());
    }
}
