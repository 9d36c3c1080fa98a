//! SVG to PNG by resvg, with the shipped font and no other.
//!
//! Takes our own SVG; gives the bytes of a picture. Reads nothing from the system and follows no reference out of the SVG.

use std::sync::{Arc, LazyLock};

use resvg::{tiny_skia, usvg};

use crate::charts::{ChartError, font};

/// Pixels that a picture may have: 64 million, four times the largest chart at twice its size.
const MOST_PIXELS: u64 = 64_000_000;

static FONTS: LazyLock<Arc<usvg::fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = usvg::fontdb::Database::new();
    fonts.load_font_data(font::REGULAR.to_vec());
    fonts.load_font_data(font::BOLD.to_vec());
    Arc::new(fonts)
});

pub(super) fn draw(svg: &str, scale: f32) -> Result<Vec<u8>, ChartError> {
    let failed = |error: &dyn std::fmt::Display| ChartError::Drawing(error.to_string());
    let scale = if scale.is_finite() { scale.clamp(0.25, 4.0) } else { 1.0 };
    let options =
        usvg::Options { fontdb: Arc::clone(&FONTS), font_family: "Noto Sans".to_owned(), ..usvg::Options::default() };
    let tree = usvg::Tree::from_str(svg, &options).map_err(|error| failed(&error))?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "sizes of an SVG are positive and small"
    )]
    let pixels = |length: f32| (length * scale).ceil() as u32;
    let (width, height) = (pixels(tree.size().width()), pixels(tree.size().height()));
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(ChartError::Drawing(format!("{width} × {height} pixels are too many; ask for a smaller scale")));
    }
    let mut picture = tiny_skia::Pixmap::new(width, height).ok_or_else(|| failed(&"the picture has no size"))?;
    resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut picture.as_mut());
    encode(&picture, width, height).map_err(|error| failed(&error))
}

/// Every chart stands on white, so that no pixel needs an alpha. The fast way to compress: pictures of charts are plain
/// enough to stay small by it.
fn encode(picture: &tiny_skia::Pixmap, width: u32, height: u32) -> Result<Vec<u8>, png::EncodingError> {
    let mut opaque = Vec::with_capacity(picture.data().len() / 4 * 3);
    for pixel in picture.data().chunks_exact(4) {
        opaque.extend(pixel.iter().take(3));
    }
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&opaque)?;
    writer.finish()?;
    Ok(bytes)
}
