//! Films of what is held before a camera: Chromium's stand-in for one shows them, over and over.

use fast_qr::{ECL, QRBuilder};
use hom_phieu::carry::Stream;

/// What cheap webcams see.
const PICTURE: (usize, usize) = (1280, 720);
/// Pictures a second.
const SPEED: usize = 5;
/// Black and white under a hall's lamps, of 255.
const DARK: u8 = 60;
const BRIGHT: u8 = 205;

/// Side of a code in the picture, with its margin; how far it is turned, in radians; its error correction.
#[derive(Clone, Copy)]
pub struct Held(f64, f64, ECL);

/// A card in a hand, at arm's length.
pub const CARD: Held = Held(260.0, 0.12, ECL::M);
/// Another device's screen, which stands still: the code fills most of the picture's height.
pub const SCREEN: Held = Held(600.0, 0.04, ECL::L);
/// A slip, a hand's width away.
pub const SLIP: Held = Held(900.0, 0.08, ECL::M);

/// What is held up: its brightness, row by row.
pub struct Sheet {
    width: usize,
    light: Vec<u8>,
}

impl Sheet {
    /// A code's modules as a camera sees black and white, with the margin of four.
    fn saying(said: &str, correction: ECL) -> Self {
        let code = QRBuilder::new(said).ecl(correction).build().expect("it fits into a code");
        let width = code.size + 8;
        let module = |at: usize| at.checked_sub(4).filter(|at| *at < code.size);
        let is_dark = |at: usize| module(at % width).zip(module(at / width)).is_some_and(|(x, y)| code[y][x].value());
        Self { width, light: (0..width * width).map(|at| if is_dark(at) { DARK } else { BRIGHT }).collect() }
    }

    /// Something that is `width` pixels wide, from black (0) to white (255), as it looks under a lamp.
    pub fn of_pixels(width: usize, luma: &[u8]) -> Self {
        let light = luma.iter().map(|light| DARK + (u16::from(*light) * u16::from(BRIGHT - DARK) / 255) as u8);
        Self { width, light: light.collect() }
    }

    /// The brightness at this place, each from 0 to 1; nothing beside the sheet.
    #[allow(clippy::cast_precision_loss, clippy::cast_sign_loss)] // pixels: small, and from 0
    fn at(&self, x: f64, y: f64) -> Option<u8> {
        let height = self.light.len() / self.width;
        let inside = (0.0..1.0).contains(&x) && (0.0..1.0).contains(&y);
        let at = |share: f64, length: usize| (share * length as f64) as usize;
        inside.then(|| self.light[at(y, height) * self.width + at(x, self.width)])
    }

    /// Height as a share of the width.
    #[allow(clippy::cast_precision_loss)]
    fn shape(&self) -> f64 {
        (self.light.len() / self.width) as f64 / self.width as f64
    }
}

/// A film as YUV4MPEG2. Each scene is the text of the code that is held up, or nothing, and for how many pictures.
pub fn film(scenes: &[(Option<&str>, usize)], held: Held) -> Vec<u8> {
    let sheets: Vec<_> = scenes.iter().map(|(said, _)| said.map(|said| Sheet::saying(said, held.2))).collect();
    let scenes: Vec<_> = sheets.iter().zip(scenes).map(|(sheet, (_, pictures))| (sheet.as_ref(), *pictures)).collect();
    film_of_sheets(&scenes, held)
}

/// The same of anything that can be held up.
#[allow(clippy::cast_precision_loss, clippy::cast_sign_loss)] // pixels: small, and from 0
pub fn film_of_sheets(scenes: &[(Option<&Sheet>, usize)], Held(side, turned, _): Held) -> Vec<u8> {
    let (width, height) = PICTURE;
    let mut grain = 1_u32;
    let mut film = format!("YUV4MPEG2 W{width} H{height} F{SPEED}:1 Ip A1:1 C420jpeg\n").into_bytes();
    for (at, (sheet, pictures)) in scenes.iter().enumerate() {
        // No hand keeps still.
        let (sine, cosine) = (turned + at as f64 % 7.0 * 0.015).sin_cos();
        let mut luma = Vec::with_capacity(width * height);
        for at in 0..width * height {
            let (x, y) = ((at % width) as f64 - width as f64 / 2.0, (at / width) as f64 - height as f64 / 2.0);
            let (u, v) = ((x * cosine + y * sine) / side, (y * cosine - x * sine) / side);
            let wall = 110 + (x.abs() / 20.0) as u8;
            let light = sheet.and_then(|sheet| sheet.at(u + 0.5, v / sheet.shape() + 0.5));
            grain = grain.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            luma.push(light.unwrap_or(wall) + (grain >> 28) as u8);
        }
        for _ in 0..*pictures {
            film.extend_from_slice(b"FRAME\n");
            film.extend_from_slice(&luma);
            film.resize(film.len() + width * height / 2, 128); // no colour
        }
    }
    film
}

/// Into how many parts the other text is cut that somebody shows in the midst of [`film_of_text`].
pub const OTHER: u32 = 5;

/// A film of the codes that another screen shows of this text, as a camera sees them: half of the text's own pieces are
/// never seen, so sums must replace them; some codes are seen twice; and in the midst somebody shows another text's.
pub fn film_of_text(text: &str) -> Vec<u8> {
    let other: String = (0..1_400_u32).map(|number| (number * number % 9_973).to_string()).collect();
    let [stream, other] = [text, &other].map(|text| Stream::new(text).expect("it is short enough"));
    assert_eq!(other.count(), OTHER, "whoever reads it first cannot have it whole");
    let mut parts: Vec<(Option<String>, usize)> = vec![(None, 2)];
    // Half of the pieces and as many sums as there are pieces, and a few: the reader in the worker misses some for ever.
    let seen = (0..stream.count()).step_by(2).chain(stream.count()..stream.count() * 2 + 6);
    for (at, number) in seen.enumerate() {
        parts.push((Some(stream.part(number)), 1 + at % 2));
        if at == 2 {
            parts.push((Some(other.part(0)), 1));
        }
    }
    let scenes: Vec<_> = parts.iter().map(|(said, pictures)| (said.as_deref(), *pictures)).collect();
    film(&scenes, SCREEN)
}
