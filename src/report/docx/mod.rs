//! A document as .docx (ECMA-376, part 1), to be finished in a word processor.
//!
//! Written here and not by a crate: `docx-rs` has no repeated table headings, which a long table must have, and adds
//! 190 kB to the worker. Page, margins, type and page number are those of Nghị định 30/2020, appendix I.

mod body;

use core::fmt::Write;

use super::document::Document;
use super::xml::{DECLARATION, escape};
use super::zip::Zip;

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const TYPES: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// A4 with margins of 20, 15, 20 and 30 mm (top, right, bottom, left), in twentieths of a point.
const PAGE: &str = concat!(
    r#"<w:pgSz w:w="11906" w:h="16838"/>"#,
    r#"<w:pgMar w:top="1134" w:right="850" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/>"#,
    "<w:titlePg/>", // the first page has another head: no number
);
/// Width between the margins, in twentieths of a point.
const WIDTH: u32 = 11906 - 850 - 1701;

/// The document in Times New Roman 13 pt (26 half points), 6 pt below each paragraph.
const STYLES: &str = concat!(
    r#"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="Times New Roman" w:cs="Times New Roman"/>"#,
    r#"<w:sz w:val="26"/><w:szCs w:val="26"/><w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>"#,
    r#"<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>"#,
    r#"<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>"#,
    r#"<w:style w:type="paragraph" w:styleId="Header"><w:name w:val="header"/><w:basedOn w:val="Normal"/><w:pPr><w:jc w:val="center"/></w:pPr></w:style>"#,
    r#"<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="280" w:after="60"/><w:jc w:val="center"/></w:pPr><w:rPr><w:b/><w:sz w:val="28"/><w:szCs w:val="28"/></w:rPr></w:style>"#,
    r#"<w:style w:type="paragraph" w:styleId="Subtitle"><w:name w:val="Subtitle"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:after="200"/><w:jc w:val="center"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>"#,
    r#"<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="160" w:after="60"/><w:ind w:firstLine="567"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>"#,
    r#"<w:style w:type="paragraph" w:styleId="BodyText"><w:name w:val="Body Text"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:after="120"/><w:ind w:firstLine="567"/><w:jc w:val="both"/></w:pPr></w:style>"#,
);

/// Writes the document. The same document always gives the same bytes; no author and no time goes in.
pub fn docx(document: &Document) -> Vec<u8> {
    let (body, pictures) = body::write(document);
    let mut zip = Zip::default();
    let mut part = |name: &str, content: String| zip.add(name, (DECLARATION.to_owned() + &content).as_bytes());

    part("[Content_Types].xml", content_types());
    part(
        "_rels/.rels",
        relations(&[
            ("rId1", &format!("{OFFICE}/officeDocument"), "word/document.xml"),
            ("rId2", &format!("{PACKAGE}/relationships/metadata/core-properties"), "docProps/core.xml"),
        ]),
    );
    let title = escape(&format!("{} – {}", document.title, document.subtitle));
    part(
        "docProps/core.xml",
        format!(
            r#"<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title><dc:language>vi-VN</dc:language></cp:coreProperties>"#
        ),
    );
    let sections = format!(
        r#"<w:sectPr><w:headerReference w:type="default" r:id="rId2"/><w:headerReference w:type="first" r:id="rId3"/>{PAGE}</w:sectPr>"#
    );
    part(
        "word/document.xml",
        format!(
            r#"<w:document xmlns:w="{WORD}" xmlns:r="{OFFICE}" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><w:body>{body}{sections}</w:body></w:document>"#
        ),
    );
    let mut named = vec![
        ("rId1".to_owned(), format!("{OFFICE}/styles"), "styles.xml".to_owned()),
        ("rId2".to_owned(), format!("{OFFICE}/header"), "header1.xml".to_owned()),
        ("rId3".to_owned(), format!("{OFFICE}/header"), "header2.xml".to_owned()),
    ];
    for at in 0..pictures.len() {
        named.push((body::picture_id(at), format!("{OFFICE}/image"), format!("media/image{}.png", at + 1)));
    }
    let borrowed: Vec<(&str, &str, &str)> =
        named.iter().map(|(id, kind, target)| (id.as_str(), kind.as_str(), target.as_str())).collect();
    part("word/_rels/document.xml.rels", relations(&borrowed));
    part("word/styles.xml", format!(r#"<w:styles xmlns:w="{WORD}">{STYLES}</w:styles>"#));
    part("word/header1.xml", header(document, true));
    part("word/header2.xml", header(document, false));
    for (at, picture) in pictures.iter().enumerate() {
        zip.add(&format!("word/media/image{}.png", at + 1), picture);
    }
    zip.finish()
}

fn content_types() -> String {
    let parts = [
        ("word/document.xml", "document.main"),
        ("word/styles.xml", "styles"),
        ("word/header1.xml", "header"),
        ("word/header2.xml", "header"),
    ];
    let mut out = format!(
        r#"<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>"#
    );
    for (name, kind) in parts {
        let _ = write!(out, r#"<Override PartName="/{name}" ContentType="{TYPES}.{kind}+xml"/>"#);
    }
    out + "</Types>"
}

fn relations(all: &[(&str, &str, &str)]) -> String {
    let mut out = format!(r#"<Relationships xmlns="{PACKAGE}/relationships">"#);
    for (id, kind, target) in all {
        let _ = write!(out, r#"<Relationship Id="{id}" Type="{kind}" Target="{target}"/>"#);
    }
    out + "</Relationships>"
}

/// Head of a page: what must be seen on every page, and from page 2 its number in the middle.
fn header(document: &Document, numbered: bool) -> String {
    let mut out = format!(r#"<w:hdr xmlns:w="{WORD}">"#);
    let paragraph = |out: &mut String, runs: &str| {
        let _ = write!(out, r#"<w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>{runs}</w:p>"#);
    };
    if numbered {
        paragraph(
            &mut out,
            r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>"#,
        );
    }
    for mark in &document.marks {
        paragraph(&mut out, &format!("<w:r><w:rPr><w:b/></w:rPr><w:t>{}</w:t></w:r>", escape(mark)));
    }
    if !numbered && document.marks.is_empty() {
        paragraph(&mut out, ""); // a header has at least one paragraph
    }
    out + "</w:hdr>"
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use super::*;
    use crate::report::{Block, Column, Head, HeadCell, Run, Sign, Table};
    use crate::survey::Heading;

    /// A document whose every text is `nasty`.
    fn document(nasty: &str) -> Document {
        let text = || nasty.to_owned();
        let table = Table {
            caption: text(),
            columns: vec![Column::words(1), Column::number(0)],
            head: vec![vec![HeadCell::down(nasty, 2), HeadCell::across(nasty, 7)], vec![]],
            rows: vec![vec![text()], vec![text(), text(), text()]],
            wide: true,
        };
        Document {
            head: Head { style: Heading::Party, parent: Some(text()), issuer: text(), number: text(), date: text() },
            marks: vec![text()],
            title: text(),
            subtitle: text(),
            blocks: vec![
                Block::Heading(text()),
                Block::List { numbered: true, items: vec![vec![Run::bold(nasty), Run::italic(nasty)]] },
                Block::Together(vec![
                    Block::Table(table),
                    Block::Signatures(vec![Sign { role: text(), name: text() }]),
                ]),
                Block::Together(Vec::new()),
            ],
        }
    }

    #[test]
    fn no_text_breaks_the_markup_and_none_turns_its_direction() {
        for nasty in ["a < b & \"c\" 'd' ]]>", "một\nhai\r\nba", "\u{202e}nA\u{0}\u{fffe}", "</w:t></w:r>", ""] {
            let bytes = docx(&document(nasty).made_plain());
            let mut zip = ::zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
            for at in 0..zip.len() {
                let mut xml = String::new();
                zip.by_index(at).unwrap().read_to_string(&mut xml).unwrap();
                assert!(!xml.contains('\u{202e}'));
                let mut reader = quick_xml::Reader::from_str(&xml);
                while !matches!(reader.read_event().unwrap(), quick_xml::events::Event::Eof) {}
            }
        }
    }

    #[test]
    fn the_same_document_gives_the_same_bytes() {
        assert_eq!(docx(&document("An")), docx(&document("An")));
    }
}
