//! Colours. One hue for numbers, darker for more, so that it survives greyscale and colour blindness; what is not a
//! number is told by hatching, dots and words, never by colour alone.

use plotters::style::RGBColor;

pub(super) const PAPER: RGBColor = RGBColor(255, 255, 255);
pub(super) const INK: RGBColor = RGBColor(0x17, 0x20, 0x2b);
pub(super) const SOFT: RGBColor = RGBColor(0x55, 0x61, 0x6f);
pub(super) const RULE: RGBColor = RGBColor(0xd7, 0xdc, 0xe2);
pub(super) const STRONG_RULE: RGBColor = RGBColor(0x8a, 0x95, 0xa3);
pub(super) const ACCENT: RGBColor = RGBColor(0x12, 0x50, 0x7b);

/// Few to many; relative luminance falls with every step.
pub(super) const SHADES: [RGBColor; 5] = [
    RGBColor(0xe4, 0xee, 0xf6),
    RGBColor(0xc5, 0xdb, 0xeb),
    RGBColor(0x98, 0xbf, 0xdc),
    RGBColor(0x2f, 0x78, 0xac),
    RGBColor(0x12, 0x50, 0x7b),
];

/// The text on a shade: contrast at least 4.5 to 1.
pub(super) const fn on_shade(shade: usize) -> RGBColor {
    if shade >= 3 { PAPER } else { INK }
}

pub(super) const ZERO: RGBColor = RGBColor(0xf6, 0xf3, 0xec);
pub(super) const HATCH: RGBColor = RGBColor(0x9a, 0xa4, 0xb0);

pub(super) const NOTICE: RGBColor = RGBColor(0xff, 0xf6, 0xdd);
pub(super) const NOTICE_RULE: RGBColor = RGBColor(0xb9, 0x89, 0x00);

pub(super) const RISK_LOW: RGBColor = RGBColor(0xf1, 0xf4, 0xf7);
pub(super) const RISK_HIGH: RGBColor = RGBColor(0xf8, 0xdd, 0xd3);

/// Lines that stand out: blue, vermilion, green, purple of Okabe and Ito, darkened for text. Each has its own mark too.
pub(super) const LINES: [RGBColor; 4] =
    [RGBColor(0x00, 0x5f, 0x98), RGBColor(0xb8, 0x4a, 0x00), RGBColor(0x00, 0x7a, 0x58), RGBColor(0x9a, 0x3f, 0x76)];
pub(super) const QUIET_LINE: RGBColor = RGBColor(0xa3, 0xac, 0xb8);
