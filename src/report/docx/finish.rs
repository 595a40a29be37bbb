//! What `docx-rs` 0.4.22 cannot say, put into the parts that it wrote, and the parts into a file.
//!
//! - A table's heading is repeated on every page (`w:tblHeader`): the minutes of sixty people go over several.
//! - A picture says what it shows (`descr`), for who hears the document, and has a number of its own.
//! - The text is Vietnamese (`w:lang`), or Word underlines every word of it in red.
//! - The file has a title and a language, and neither author nor time: the library writes "unknown" and 1970.
//! - Members stand in the order of ECMA-376's schema. Word reads the library's order too; others need not.
//! - Parts are deflated and carry no time; the library stores them as they are, ten times as large.

use core::fmt::Write as _;
use std::io::{Cursor, Read, Write};

use docx_rs::{HeightRule, TableRow, XMLDocx};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter, result::ZipError};

/// How the library writes [`repeated`]: a height that asks for nothing, and that no other row has.
const REPEATED: &str = r#"<w:trHeight w:val="0" w:hRule="atLeast" />"#;
const PICTURE: &str = r#"<wp:docPr id="1" name="Figure" />"#;
const RUN_DEFAULTS: &str = "</w:rPr></w:rPrDefault>";
const LANGUAGE: &str = r#"<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA" />"#;

/// What is ordered, and how (ECMA-376, part 1, annex A.1). The rest the library writes in order, or in which order it
/// stands does not matter (`w:rPr`).
pub(super) const ORDER: [(&str, &[&str]); 5] = [
    (
        "w:pPr",
        &["w:pStyle", "w:keepNext", "w:keepLines", "w:pBdr", "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr"],
    ),
    ("w:style", &["w:name", "w:basedOn", "w:qFormat", "w:pPr", "w:rPr"]),
    ("w:tblPr", &["w:tblW", "w:jc", "w:tblBorders", "w:tblLayout", "w:tblCellMar"]),
    ("w:sectPr", &["w:headerReference", "w:pgSz", "w:pgMar", "w:cols", "w:titlePg"]),
    ("w:settings", &["w:zoom", "w:defaultTabStop", "w:compat"]),
];

/// A row that is to be seen on every page which its table reaches.
pub fn repeated(row: TableRow) -> TableRow {
    row.row_height(0.0).height_rule(HeightRule::AtLeast)
}

/// `text` without the characters that XML 1.0 does not have (section 2.2): one of them, and no program opens the file.
pub fn in_xml(text: &str) -> String {
    let allowed = |character: &char| matches!(character, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    text.chars().filter(allowed).collect()
}

/// Completes the parts and packs them. `labels` say what the pictures show, in their order.
pub fn finish(mut parts: XMLDocx, title: &str, labels: &[String]) -> Vec<u8> {
    change(&mut parts.document, |document| {
        let mut pieces = document.split(PICTURE);
        let mut out = pieces.next().unwrap_or_default().to_owned();
        for (at, (piece, label)) in pieces.zip(labels).enumerate() {
            let (number, label) = (at + 1, escape(label));
            let _ = write!(out, r#"<wp:docPr id="{number}" name="QR {number}" descr="{label}" />{piece}"#);
        }
        in_order(&out.replace(REPEATED, "<w:tblHeader />"))
    });
    change(&mut parts.styles, |styles| in_order(&styles.replace(RUN_DEFAULTS, &format!("{LANGUAGE}{RUN_DEFAULTS}"))));
    change(&mut parts.settings, in_order);
    for header in &mut parts.headers {
        change(header, in_order);
    }
    parts.doc_props.core = properties(title).into_bytes();
    pack(parts).expect("into memory, names of the library's own")
}

fn properties(title: &str) -> String {
    let title = escape(title);
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title><dc:language>vi-VN</dc:language></cp:coreProperties>"#
    )
}

/// For an element or a quoted attribute.
fn escape(text: &str) -> String {
    in_xml(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn change(part: &mut Vec<u8>, by: impl FnOnce(&str) -> String) {
    // The library writes strings.
    if let Ok(text) = core::str::from_utf8(part) {
        *part = by(text).into_bytes();
    }
}

/// The same with the members of what [`ORDER`] names in that order. Takes what the library writes, where `<` and `>`
/// are nowhere but in tags.
fn in_order(xml: &str) -> String {
    members(&mut &*xml).into_iter().map(|(_, text)| text).collect()
}

/// What stands before the next end tag that is not one of theirs: each member with its name; text has none.
fn members<'a>(rest: &mut &'a str) -> Vec<(&'a str, String)> {
    let mut all = Vec::new();
    while !rest.is_empty() && !rest.starts_with("</") {
        if !rest.starts_with('<') {
            let text = take(rest, rest.find('<').unwrap_or(rest.len()));
            all.push(("", text.to_owned()));
            continue;
        }
        let tag = take(rest, rest.find('>').map_or(rest.len(), |end| end + 1));
        let name = tag[1..].split([' ', '>', '/']).next().unwrap_or_default();
        let mut element = tag.to_owned();
        if !tag.ends_with("/>") && !tag.starts_with("<?") {
            let mut inner = members(rest);
            if let Some((_, order)) = ORDER.iter().find(|(parent, _)| *parent == name) {
                inner.sort_by_key(|(name, _)| order.iter().position(|one| one == name).unwrap_or(order.len()));
            }
            element.extend(inner.into_iter().map(|(_, text)| text));
            element += take(rest, rest.find('>').map_or(rest.len(), |end| end + 1));
        }
        all.push((name, element));
    }
    all
}

fn take<'a>(rest: &mut &'a str, length: usize) -> &'a str {
    let (taken, left) = rest.split_at(length);
    *rest = left;
    taken
}

fn pack(parts: XMLDocx) -> Result<Vec<u8>, ZipError> {
    let mut stored = Cursor::new(Vec::new());
    parts.pack(&mut stored).map_err(std::io::Error::other)?;
    let mut stored = ZipArchive::new(stored)?;
    let mut packed = ZipWriter::new(Cursor::new(Vec::new()));
    // The default time is the first that ZIP knows, 1-1-1980: the same content gives the same bytes.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for at in 0..stored.len() {
        let mut part = stored.by_index(at)?;
        if part.is_dir() {
            continue;
        }
        let mut content = Vec::new();
        part.read_to_end(&mut content)?;
        packed.start_file(part.name()?, options)?;
        packed.write_all(&content)?;
    }
    Ok(packed.finish()?.into_inner())
}
