//! Films of what is held before a camera: Chromium's stand-in for one shows them, over and over.

use fast_qr::{ECL, QRBuilder};
use hom_phieu::carry::Stream;

/// What cheap webcams see.
const PICTURE: (usize, usize) = (1280, 720);
/// Pictures a second.
const SPEED: usize = 5;

/// Side of a code in the picture, with its margin; how far it is turned, in radians; its error correction.
#[derive(Clone, Copy)]
pub struct Held(f64, f64, ECL);

/// A card in a hand, at arm's length.
pub const CARD: Held = Held(260.0, 0.12, ECL::M);
/// Another device's screen, which stands still: the code fills most of the picture's height.
pub const SCREEN: Held = Held(600.0, 0.04, ECL::L);

/// A film as YUV4MPEG2. Each scene is the text of the code that is held up, or nothing, and for how many pictures.
#[allow(clippy::cast_precision_loss, clippy::cast_sign_loss)] // pixels: small, and from 0
pub fn film(scenes: &[(Option<&str>, usize)], Held(side, turned, correction): Held) -> Vec<u8> {
    let (width, height) = PICTURE;
    let mut grain = 1_u32;
    let mut film = format!("YUV4MPEG2 W{width} H{height} F{SPEED}:1 Ip A1:1 C420jpeg\n").into_bytes();
    for (at, (said, pictures)) in scenes.iter().enumerate() {
        // No hand keeps still.
        let (sine, cosine) = (turned + at as f64 % 7.0 * 0.015).sin_cos();
        let code = said.map(|said| QRBuilder::new(said).ecl(correction).build().expect("it fits into a code"));
        let mut luma = Vec::with_capacity(width * height);
        for at in 0..width * height {
            let (x, y) = ((at % width) as f64 - width as f64 / 2.0, (at / width) as f64 - height as f64 / 2.0);
            let (u, v) = ((x * cosine + y * sine) / side + 0.5, (y * cosine - x * sine) / side + 0.5);
            let code = code.as_ref().filter(|_| (0.0..1.0).contains(&u) && (0.0..1.0).contains(&v));
            let light = code.map_or(110 + (x.abs() / 20.0) as u32, |code| {
                // Margin of four modules, then the code.
                let module = |at: f64| ((at * (code.size + 8) as f64) as usize).checked_sub(4);
                let inside = |at: f64| module(at).filter(|at| *at < code.size);
                if inside(u).zip(inside(v)).is_some_and(|(x, y)| code[y][x].value()) { 60 } else { 205 }
            });
            grain = grain.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            luma.push((light + (grain >> 28)) as u8);
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
