//! A QR code as a picture (PNG): one bit per pixel, for programs that draw no paths.

use ::png::{BitDepth, ColorType, Encoder};

use super::qr::{QUIET_ZONE, Qr};

/// Pixels per module: sharp on paper even where a program smooths pictures.
const SCALE: u32 = 8;

/// Draws the code with its quiet zone; also the pixels of a side.
pub fn png(code: &Qr) -> (Vec<u8>, u32) {
    let side = (code.size + 2 * QUIET_ZONE) * SCALE;
    let mut pixels = Vec::with_capacity((side * side / 8) as usize);
    for y in 0..side {
        for byte in 0..side / 8 {
            // SCALE is 8: a byte is a module.
            let [x, y] = [byte, y / SCALE].map(|at| at.wrapping_sub(QUIET_ZONE));
            pixels.push(if code.is_dark(x, y) { 0x00 } else { 0xff });
        }
    }
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, side, side);
    encoder.set_color(ColorType::Grayscale);
    encoder.set_depth(BitDepth::One);
    let written = encoder.write_header().and_then(|mut writer| {
        writer.write_image_data(&pixels)?;
        writer.finish()
    });
    written.expect("as many pixels as were announced, into memory");
    (out, side)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_picture_holds_the_code() {
        let code = Qr::draw("phiếu").unwrap();
        let (bytes, side) = png(&code);
        assert_eq!(side, (code.size + 8) * 8);
        let mut reader = ::png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut pixels).unwrap();
        let (side, row) = (side as usize, side as usize / 8);
        let grey = |x: usize, y: usize| if pixels[y * row + x / 8] == 0 { 0 } else { 255 };
        let mut found = rqrr::PreparedImage::prepare_from_greyscale(side, side, grey);
        assert_eq!(found.detect_grids()[0].decode().unwrap().1, "phiếu");
    }
}
