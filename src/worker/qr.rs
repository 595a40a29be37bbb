//! QR codes out (cards, fingerprints) and in (a camera's picture of a card).

use super::protocol::{Failure, Qr};

/// Pictures larger than this are not searched: 4096 × 4096.
const MOST_PIXELS: usize = 1 << 24;

/// Draws `text`; [`Failure::QrTooLong`] above 2331 bytes, which no code can hold.
pub fn draw(text: &str) -> Result<Qr, Failure> {
    Qr::draw(text).ok_or(Failure::QrTooLong)
}

/// Text of the first readable code in a grey picture, row by row; `None` where there is none.
pub fn find(width: u32, height: u32, luma: &[u8]) -> Option<String> {
    let (width, height) = (width as usize, height as usize);
    let pixels = width.checked_mul(height).filter(|pixels| (1..=MOST_PIXELS).contains(pixels))?;
    if pixels != luma.len() {
        return None;
    }
    // `rqrr` looks along rows, and overlooks some large codes that it finds along columns, and the other way round: of
    // 72 pictures of one, it read 27 as they are, 38 turned, and 42 in one way or the other.
    search(width, height, |x, y| luma[y * width + x])
        .or_else(|| search(height, width, |x, y| luma[x * width + (width - 1 - y)]))
}

fn search(width: usize, height: usize, light: impl FnMut(usize, usize) -> u8) -> Option<String> {
    let mut picture = rqrr::PreparedImage::prepare_from_greyscale(width, height, light);
    picture.detect_grids().into_iter().find_map(|grid| grid.decode().ok().map(|(_, text)| text))
}

#[cfg(test)]
#[allow(clippy::cast_precision_loss, clippy::cast_sign_loss)] // pixels: small, and from 0
mod tests {
    use super::*;

    /// Grey picture of `qr` with four light modules around it and `scale` pixels per module.
    fn rendered(qr: &Qr, scale: usize) -> (u32, Vec<u8>) {
        let size = qr.size as usize;
        let side = (size + 8) * scale;
        let luma = (0..side * side)
            .map(|at| {
                let (x, y) = ((at % side) / scale, (at / side) / scale);
                let inside = (4..size + 4).contains(&x) && (4..size + 4).contains(&y);
                if inside && qr.dark[(y - 4) * size + x - 4] { 30 } else { 225 }
            })
            .collect();
        (side as u32, luma)
    }

    #[test]
    fn what_is_drawn_is_found_again() {
        let card = format!("hom-phieu/card/1 {}", "Ab0-_".repeat(60));
        for text in ["phiếu bầu thôn Đông", "https://example.org/?x=1", &card] {
            let (side, luma) = rendered(&draw(text).expect("short enough"), 4);
            assert_eq!(find(side, side, &luma).as_deref(), Some(text));
        }
    }

    /// What a camera of 1280 × 720 pixels sees of a part's code, 440 pixels wide and turned by 0.1 radians.
    fn seen(part: &str, tilt: f64) -> (usize, usize, Vec<u8>) {
        let qr = Qr::draw_large(part).expect("short enough");
        let (width, height, side) = (1280, 720, 440.0);
        let (sine, cosine) = tilt.sin_cos();
        let mut grain = 1_u32;
        let modules = f64::from(qr.size + 8);
        let luma = (0..width * height).map(|at| {
            let (x, y) = ((at % width) as f64 - 640.0, (at / width) as f64 - 360.0);
            let (u, v) = ((x * cosine + y * sine) / side + 0.5, (y * cosine - x * sine) / side + 0.5);
            let light = match (0.0..1.0).contains(&u) && (0.0..1.0).contains(&v) {
                true if qr.is_dark(((u * modules) as u32).wrapping_sub(4), ((v * modules) as u32).wrapping_sub(4)) => {
                    60
                }
                true => 205,
                false => 110,
            };
            grain = grain.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            light + ((grain >> 24) % 16) as u8
        });
        (width, height, luma.collect())
    }

    #[test]
    fn a_large_code_that_is_overlooked_along_rows_is_found_along_columns() {
        // A text that stays as it is: which pictures are overlooked hangs on every module.
        let stream = crate::carry::Stream::new(include_str!("../../tests/data/carry/text.json")).expect("short enough");
        let overlooked = (0..60).any(|number| {
            let part = stream.part(number);
            let (width, height, luma) = seen(&part, 0.04 + 0.004 * f64::from(number));
            let found = find(width as u32, height as u32, &luma);
            assert!(found.is_none() || found.as_ref() == Some(&part));
            let along_rows = search(width, height, |x, y| luma[y * width + x]);
            along_rows.is_none() && found.is_some()
        });
        assert!(overlooked);
    }

    #[test]
    fn a_picture_without_a_code_has_no_text() {
        assert_eq!(find(64, 48, &[128; 64 * 48]), None);
    }

    #[test]
    fn a_picture_of_another_size_than_it_says_is_not_searched() {
        assert_eq!(find(10, 10, &[0; 99]), None);
        assert_eq!(find(0, 0, &[]), None);
        assert_eq!(find(u32::MAX, u32::MAX, &[0; 4]), None);
    }

    #[test]
    fn text_beyond_the_largest_code_is_refused() {
        assert_eq!(draw(&"ế".repeat(1200)), Err(Failure::QrTooLong));
    }
}
