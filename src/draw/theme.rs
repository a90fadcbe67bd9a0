//! The colours and the font of a picture.

/// A colour: red, green, blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl Rgb {
    /// Reads `#rrggbb`; `None` for anything else.
    ///
    /// ```
    /// use backprop_stepper::draw::Rgb;
    /// assert_eq!(Rgb::parse("#0a0B0c"), Some(Rgb(10, 11, 12)));
    /// assert_eq!(Rgb::parse("red"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Rgb> {
        let digits = text.strip_prefix('#')?;
        if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let value = u32::from_str_radix(digits, 16).ok()?;
        let [_, red, green, blue] = value.to_be_bytes();
        Some(Rgb(red, green, blue))
    }

    /// The colour that is `part` of the way to `other`: 0 is this one, 1 is the other.
    pub fn towards(self, other: Rgb, part: f64) -> Rgb {
        let between = |from: u8, to: u8| {
            (f64::from(from) + (f64::from(to) - f64::from(from)) * part.clamp(0.0, 1.0)).round() as u8
        };
        Rgb(between(self.0, other.0), between(self.1, other.1), between(self.2, other.2))
    }
}

/// The colours of a picture by what they are for, and its font.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// Behind everything.
    pub surface: Rgb,
    /// Text.
    pub ink: Rgb,
    /// Text that can be overlooked, and outlines of what is not computed yet.
    pub muted: Rgb,
    /// Grid lines, axes, and the lines of weights that play no part.
    pub line: Rgb,
    /// What is being computed.
    pub computed: Rgb,
    /// What the current operation reads.
    pub read: Rgb,
    /// What is known.
    pub done: Rgb,
    /// The tint of positive weights.
    pub positive: Rgb,
    /// The tint of negative weights.
    pub negative: Rgb,
    /// Font families as in CSS.
    pub font: String,
}

/// The colours of a theme, for the two constants below.
#[derive(Debug, Clone, Copy)]
pub struct Palette([Rgb; 9]);

/// Dark on light: the page's own colours.
pub const LIGHT: Palette = Palette([
    Rgb(0xff, 0xff, 0xff),
    Rgb(0x1b, 0x1f, 0x24),
    Rgb(0x57, 0x60, 0x6c),
    Rgb(0xdc, 0xdf, 0xe4),
    Rgb(0xb8, 0x3d, 0x0a),
    Rgb(0x1a, 0x56, 0xc4),
    Rgb(0x3d, 0x46, 0x50),
    Rgb(0x4c, 0x7a, 0x78),
    Rgb(0x97, 0x58, 0x6f),
]);

/// Light on dark: the page's own colours.
pub const DARK: Palette = Palette([
    Rgb(0x16, 0x19, 0x1e),
    Rgb(0xe7, 0xe9, 0xec),
    Rgb(0xa3, 0xac, 0xb8),
    Rgb(0x34, 0x3b, 0x45),
    Rgb(0xff, 0x9d, 0x5c),
    Rgb(0x82, 0xb4, 0xff),
    Rgb(0xb4, 0xbd, 0xc8),
    Rgb(0x7f, 0xb5, 0xb0),
    Rgb(0xd4, 0x95, 0xad),
]);

impl Palette {
    /// The theme with these colours and a font.
    pub fn theme(self, font: &str) -> Theme {
        let [surface, ink, muted, line, computed, read, done, positive, negative] = self.0;
        Theme { surface, ink, muted, line, computed, read, done, positive, negative, font: font.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The contrast of two colours as WCAG 2 defines it.
    fn contrast(a: Rgb, b: Rgb) -> f64 {
        let luminance = |Rgb(red, green, blue): Rgb| {
            let part = |value: u8| {
                let value = f64::from(value) / 255.0;
                if value <= 0.03928 { value / 12.92 } else { libm::pow((value + 0.055) / 1.055, 2.4) }
            };
            0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue)
        };
        let (a, b) = (luminance(a) + 0.05, luminance(b) + 0.05);
        a.max(b) / a.min(b)
    }

    #[test]
    fn every_text_colour_can_be_read() {
        for palette in [LIGHT, DARK] {
            let theme = palette.theme("sans-serif");
            for colour in [theme.ink, theme.muted, theme.computed, theme.read, theme.done] {
                assert!(contrast(colour, theme.surface) >= 4.5, "{colour:?} on {:?}", theme.surface);
            }
            for colour in [theme.computed, theme.read, theme.done] {
                // Text on a plate or in a neuron of its own colour's tint.
                let tint = theme.surface.towards(colour, super::super::network::TINT);
                assert!(contrast(colour, tint) >= 4.5, "{colour:?} on its tint");
                assert!(contrast(theme.ink, tint) >= 7.0, "ink on a tint");
                assert!(contrast(theme.muted, tint) >= 4.5, "muted on a tint");
            }
            for colour in [theme.positive, theme.negative] {
                assert!(contrast(colour, theme.surface) >= 3.0, "{colour:?} on {:?}", theme.surface);
            }
        }
    }

    #[test]
    fn colours_other_than_six_digits_are_refused() {
        for text in ["", "#", "#fff", "#12345g", "#1234567", "123456", "#+12345", "#ééé"] {
            assert_eq!(Rgb::parse(text), None, "{text}");
        }
    }
}
