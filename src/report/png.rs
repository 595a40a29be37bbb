//! A QR code as a picture (PNG, RFC 2083): one bit per pixel, for programs that draw no paths.

use miniz_oxide::deflate::compress_to_vec_zlib;

use super::qr::{QUIET_ZONE, Qr};
use super::zip::crc32;

/// Pixels per module: sharp on paper even where a program smooths pictures.
const SCALE: u32 = 8;

/// Draws the code with its quiet zone.
pub fn png(code: &Qr) -> Vec<u8> {
    let side = (code.size + 2 * QUIET_ZONE) * SCALE;
    let mut pixels = Vec::with_capacity((side * (side / 8 + 1)) as usize);
    for y in 0..side {
        pixels.push(0); // no filter
        for byte in 0..side / 8 {
            // SCALE is 8: a byte is a module.
            let [x, y] = [byte, y / SCALE].map(|at| at.wrapping_sub(QUIET_ZONE));
            pixels.push(if code.is_dark(x, y) { 0x00 } else { 0xff });
        }
    }
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut header = Vec::new();
    header.extend(side.to_be_bytes());
    header.extend(side.to_be_bytes());
    header.extend([1, 0, 0, 0, 0]); // 1 bit, grey, deflate, no filter method, not interlaced
    chunk(&mut out, *b"IHDR", &header);
    chunk(&mut out, *b"IDAT", &compress_to_vec_zlib(&pixels, 6));
    chunk(&mut out, *b"IEND", &[]);
    out
}

fn chunk(out: &mut Vec<u8>, name: [u8; 4], content: &[u8]) {
    out.extend((content.len() as u32).to_be_bytes());
    let start = out.len();
    out.extend(name);
    out.extend(content);
    let sum = crc32(&out[start..]);
    out.extend(sum.to_be_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_picture_holds_the_code() {
        let code = Qr::draw("phiếu").unwrap();
        let bytes = png(&code);
        let side = u32::from_be_bytes(bytes[16..20].try_into().unwrap());
        assert_eq!(side, (code.size + 8) * 8);
        let length = u32::from_be_bytes(bytes[33..37].try_into().unwrap()) as usize;
        let pixels = miniz_oxide::inflate::decompress_to_vec_zlib(&bytes[41..41 + length]).unwrap();
        let row = (side / 8 + 1) as usize;
        let grey = |x: usize, y: usize| if pixels[y * row + 1 + x / 8] == 0 { 0 } else { 255 };
        let side = side as usize;
        let mut found = rqrr::PreparedImage::prepare_from_greyscale(side, side, grey);
        assert_eq!(found.detect_grids()[0].decode().unwrap().1, "phiếu");
    }
}
