//! A ZIP archive (PKWARE APPNOTE 6.3.10), as .docx and .xlsx are one.
//!
//! Of our own, because a page pays for every byte: this and `miniz_oxide` add some 10 kB to the worker (brotli), the
//! `zip` crate 80, `docx-rs` 190 and `rust_xlsxwriter` 260. Only what a writer needs: each entry is deflated, no
//! encryption, no times (1-1-1980 stands for none), sizes far below 4 GiB.

use miniz_oxide::deflate::compress_to_vec;

/// Middle of speed and size.
const LEVEL: u8 = 6;
/// 1-1-1980, the first day that the format knows: the same content gives the same bytes.
const NO_DATE: u16 = 0x0021;
/// Names are UTF-8.
const FLAGS: u16 = 1 << 11;
const DEFLATED: u16 = 8;
const VERSION: u16 = 20;

/// An archive that is being written.
#[derive(Default)]
pub struct Zip {
    bytes: Vec<u8>,
    directory: Vec<u8>,
    entries: u16,
}

impl Zip {
    /// Adds one file. Names are the program's own: short, and each used once.
    pub fn add(&mut self, name: &str, content: &[u8]) {
        let packed = compress_to_vec(content, LEVEL);
        let offset = self.bytes.len() as u32;
        let mut common = Vec::with_capacity(26);
        for field in [VERSION, FLAGS, DEFLATED, 0, NO_DATE] {
            common.extend(field.to_le_bytes());
        }
        for field in [crc32(content), packed.len() as u32, content.len() as u32] {
            common.extend(field.to_le_bytes());
        }
        common.extend((name.len() as u16).to_le_bytes());
        common.extend([0, 0]); // no extra field

        self.bytes.extend(b"PK\x03\x04");
        self.bytes.extend(&common);
        self.bytes.extend(name.as_bytes());
        self.bytes.extend(packed);

        self.directory.extend(b"PK\x01\x02");
        self.directory.extend(VERSION.to_le_bytes());
        self.directory.extend(&common);
        self.directory.extend([0; 10]); // no comment, disk 0, no attributes
        self.directory.extend(offset.to_le_bytes());
        self.directory.extend(name.as_bytes());
        self.entries += 1;
    }

    /// The archive.
    pub fn finish(mut self) -> Vec<u8> {
        let (start, size) = (self.bytes.len() as u32, self.directory.len() as u32);
        self.bytes.append(&mut self.directory);
        self.bytes.extend(b"PK\x05\x06");
        self.bytes.extend([0; 4]);
        for _ in 0..2 {
            self.bytes.extend(self.entries.to_le_bytes());
        }
        self.bytes.extend(size.to_le_bytes());
        self.bytes.extend(start.to_le_bytes());
        self.bytes.extend([0, 0]);
        self.bytes
    }
}

/// CRC-32 as ZIP and PNG use it (ISO 3309, reflected, polynomial 0xEDB88320).
pub fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |crc, &byte| {
        (0..8).fold(crc ^ u32::from(byte), |crc, _| (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg()))
    })
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn the_checksum_is_that_of_the_standard() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
        assert_eq!(crc32(b""), 0);
    }

    #[test]
    fn an_archive_is_read_back_by_a_library_that_is_not_ours() {
        let mut zip = Zip::default();
        let long = "phiếu ".repeat(10_000);
        zip.add("a/một.txt", long.as_bytes());
        zip.add("trống", b"");
        let bytes = zip.finish();
        assert!(bytes.len() < 2_000, "it is deflated");
        let mut read = ::zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        assert_eq!(read.len(), 2);
        let mut text = String::new();
        read.by_name("a/một.txt").unwrap().read_to_string(&mut text).unwrap(); // the library holds the checksum too
        assert_eq!(text, long);
    }
}
