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
    let mut picture = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| luma[y * width + x]);
    picture.detect_grids().into_iter().find_map(|grid| grid.decode().ok().map(|(_, text)| text))
}

#[cfg(test)]
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
