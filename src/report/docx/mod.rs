//! A document as .docx (ECMA-376, part 1), to be finished in a word processor.
//!
//! Page, margins, type and page number are those of Nghị định 30/2020, appendix I. `docx-rs` writes the markup; what it
//! cannot say is added in `finish`.

mod body;
mod finish;

use docx_rs::{
    AlignmentType, Docx, Header, LineSpacing, LineSpacingType, PageMargin, PageNum, Paragraph, RunFonts,
    SpecialIndentType, Style, StyleType,
};

use super::document::{Document, Run};

/// A4 with margins of 20, 15, 20 and 30 mm (top, right, bottom, left), in twentieths of a point.
const PAGE: (u32, u32) = (11_906, 16_838);
const MARGIN: PageMargin =
    PageMargin { top: 1_134, right: 850, bottom: 1_134, left: 1_701, header: 567, footer: 567, gutter: 0 };
/// Width between the margins, in twentieths of a point.
const WIDTH: usize = 11_906 - 850 - 1_701;
/// The first line of a paragraph, 1 cm further in.
const INDENT: SpecialIndentType = SpecialIndentType::FirstLine(567);

/// Names of the styles.
const HEADER: &str = "Header";
const TITLE: &str = "Title";
const SUBTITLE: &str = "Subtitle";
const HEADING: &str = "Heading1";
const BODY_TEXT: &str = "BodyText";

/// Writes the document. The same document always gives the same bytes; no author and no time goes in.
pub fn docx(document: &Document) -> Vec<u8> {
    const FONT: &str = "Times New Roman";
    let (body, labels) = body::write(document);
    let mut docx = Docx::new()
        .default_fonts(RunFonts::new().ascii(FONT).hi_ansi(FONT).east_asia(FONT).cs(FONT))
        .default_size(26) // half points
        .default_line_spacing(LineSpacing::new().before(0).after(0).line(264).line_rule(LineSpacingType::Auto))
        .page_size(PAGE.0, PAGE.1)
        .page_margin(MARGIN)
        .header(header(document, true))
        .first_header(header(document, false));
    docx.document.children = body;
    let title = format!("{} – {}", document.title, document.subtitle);
    finish::finish(with_styles(docx).build(), &title, &labels)
}

fn with_styles(docx: Docx) -> Docx {
    let style = |id: &str, name: &str| Style::new(id, StyleType::Paragraph).name(name).based_on("Normal");
    let spacing = |before, after| LineSpacing::new().before(before).after(after);
    let below = |after| LineSpacing::new().after(after);
    let indented = |style: Style| style.indent(None, Some(INDENT), None, None);
    let with_next = |mut style: Style| {
        style.paragraph_property = style.paragraph_property.keep_next(true);
        style
    };
    let (centre, both) = (AlignmentType::Center, AlignmentType::Both);
    docx.add_style(style(HEADER, "header").align(centre))
        .add_style(with_next(style(TITLE, "Title").line_spacing(spacing(280, 60)).align(centre).bold().size(28)))
        .add_style(style(SUBTITLE, "Subtitle").line_spacing(below(200)).align(centre).bold())
        .add_style(with_next(indented(
            style(HEADING, "heading 1").line_spacing(spacing(160, 60)).outline_lvl(0).bold(),
        )))
        .add_style(indented(style(BODY_TEXT, "Body Text").line_spacing(below(120)).align(both)))
}

/// Head of a page: what must be seen on every page, and from page 2 its number in the middle.
fn header(document: &Document, numbered: bool) -> Header {
    let paragraph = || Paragraph::new().style(HEADER);
    let number = numbered.then(|| paragraph().add_page_num(PageNum::new()));
    let marks = document.marks.iter().map(|mark| paragraph().add_run(body::words(&Run::bold(mark), None)));
    let mut lines: Vec<Paragraph> = number.into_iter().chain(marks).collect();
    if lines.is_empty() {
        lines.push(paragraph()); // a header has at least one paragraph
    }
    lines.into_iter().fold(Header::new(), Header::add_paragraph)
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use quick_xml::events::Event;

    use super::*;
    use crate::report::{Block, Column, Fingerprint, Head, HeadCell, Qr, Sign, Table};
    use crate::survey::Heading;

    fn part(docx: &[u8], name: &str) -> String {
        let mut xml = String::new();
        zip::ZipArchive::new(Cursor::new(docx)).unwrap().by_name(name).unwrap().read_to_string(&mut xml).unwrap();
        xml
    }

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
            let zip = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
            for name in zip.file_names() {
                let xml = part(&bytes, &name.unwrap());
                assert!(!xml.contains('\u{202e}'));
                let mut reader = quick_xml::Reader::from_str(&xml);
                while !matches!(reader.read_event().unwrap(), Event::Eof) {}
            }
        }
    }

    #[test]
    fn the_same_document_gives_the_same_bytes() {
        assert_eq!(docx(&document("An")), docx(&document("An")));
    }

    #[test]
    fn a_tables_heading_is_repeated_and_no_other_row() {
        let mut minutes = document("An");
        let Block::Together(blocks) = &mut minutes.blocks[2] else { panic!("as made above") };
        let Block::Table(table) = &mut blocks[0] else { panic!("as made above") };
        let rows = table.rows.len();
        let xml = part(&docx(&minutes), "word/document.xml");
        let repeated = xml.split("<w:tr>").filter(|row| row.contains("<w:tblHeader />")).count();
        assert_eq!(repeated, 2, "both rows of the heading");
        // Those, the document's own head, and a row of signatures.
        assert_eq!(xml.matches("<w:tr>").count(), rows + 4);
        assert!(!xml.contains("w:trHeight"), "nothing is left of what stood for it");
    }

    #[test]
    fn every_picture_says_what_it_shows_whatever_that_is() {
        let print = |label: &str| {
            let code = Qr::draw(label);
            Block::Fingerprint(Fingerprint { label: label.into(), words: vec![], payload: String::new(), code })
        };
        let mut minutes = document("An");
        minutes.blocks = vec![print("Hòm \"<a>\" & 'b'"), print("Kết quả")];
        let xml = part(&docx(&minutes), "word/document.xml");
        assert!(
            xml.contains(r#"<wp:docPr id="1" name="QR 1" descr="Hòm &quot;&lt;a&gt;&quot; &amp; 'b'" />"#),
            "{xml}"
        );
        assert!(xml.contains(r#"<wp:docPr id="2" name="QR 2" descr="Kết quả" />"#), "{xml}");
    }

    /// Members of another order are members that some program does not find.
    #[test]
    fn members_stand_in_the_order_of_the_schema() {
        let bytes = docx(&document("An"));
        let mut seen = 0;
        for name in ["word/document.xml", "word/styles.xml", "word/settings.xml", "word/header1.xml"] {
            let xml = part(&bytes, name);
            let mut reader = quick_xml::Reader::from_str(&xml);
            let mut open: Vec<(String, Vec<String>)> = Vec::new();
            loop {
                let event = reader.read_event().unwrap();
                let started = match &event {
                    Event::Start(start) | Event::Empty(start) => Some(start.name().as_ref().to_owned()),
                    _ => None,
                };
                if let (Some(name), Some((_, members))) = (&started, open.last_mut()) {
                    members.push(name.clone());
                }
                match event {
                    Event::Start(_) => open.push((started.unwrap(), Vec::new())),
                    Event::End(_) => {
                        let (parent, members) = open.pop().unwrap();
                        let Some((_, order)) = finish::ORDER.iter().find(|(one, _)| *one == parent) else { continue };
                        let places = members.iter().map(|name| order.iter().position(|one| one == name));
                        let places: Vec<usize> =
                            places.map(|place| place.unwrap_or_else(|| panic!("{parent}: {members:?}"))).collect();
                        assert!(places.is_sorted(), "{parent}: {members:?}");
                        seen += 1;
                    }
                    Event::Eof => break,
                    _ => {}
                }
            }
        }
        assert!(seen > 20, "{seen}");
    }
}
