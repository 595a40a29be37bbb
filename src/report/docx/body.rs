//! The blocks of a document as `WordprocessingML`.

use core::fmt::Write;

use super::super::document::{Block, Document, Fingerprint, Run, Sign, Table};
use super::super::png::png;
use super::super::xml::escape;
use super::WIDTH;
use crate::survey::Heading;
use crate::text::minutes as t;

/// Side of a fingerprint's code: 38 mm, in EMU (36,000 a millimetre).
const CODE_SIDE: u32 = 38 * 36_000;
/// Empty lines between a role and the name below it.
const ROOM_TO_SIGN: usize = 4;

/// The body's XML and the pictures it names.
pub fn write(document: &Document) -> (String, Vec<Vec<u8>>) {
    let mut body = Body { out: String::new(), pictures: Vec::new(), keep: false };
    body.head(document);
    body.paragraph("<w:pStyle w:val=\"Title\"/>", &[Run::plain(&document.title)]);
    body.paragraph("<w:pStyle w:val=\"Subtitle\"/>", &[Run::plain(&document.subtitle)]);
    body.blocks(&document.blocks);
    (body.out, body.pictures)
}

/// Relationship of the picture at that place, from 0.
pub fn picture_id(at: usize) -> String {
    format!("rIdImage{}", at + 1)
}

struct Body {
    out: String,
    pictures: Vec<Vec<u8>>,
    /// What is written now stays on one page with what follows.
    keep: bool,
}

impl Body {
    fn put(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// A paragraph with further properties, in the order that the schema asks for: style first, then
    /// what keeps it together, then the rest.
    fn paragraph(&mut self, properties: &str, runs: &[Run]) {
        let (style, rest) = match properties.split_once("/>") {
            Some((style, rest)) if style.starts_with("<w:pStyle") => (format!("{style}/>"), rest),
            _ => (String::new(), properties),
        };
        let keep = if self.keep { "<w:keepNext/><w:keepLines/>" } else { "" };
        let _ = write!(self.out, "<w:p><w:pPr>{style}{keep}{rest}</w:pPr>");
        for run in runs {
            self.run(run, "");
        }
        self.put("</w:p>");
    }

    fn run(&mut self, run: &Run, size: &str) {
        let bold = if run.bold { "<w:b/>" } else { "" };
        let italic = if run.italic { "<w:i/>" } else { "" };
        let _ = write!(self.out, "<w:r><w:rPr>{bold}{italic}{size}</w:rPr>");
        for (at, line) in run.text.split('\n').enumerate() {
            if at > 0 {
                self.put("<w:br/>");
            }
            let _ = write!(self.out, r#"<w:t xml:space="preserve">{}</w:t>"#, escape(line));
        }
        self.put("</w:r>");
    }

    /// A table without lines; `cells` of each row are written by the caller.
    fn grid(&mut self, widths: &[u32], rows: usize, mut cell: impl FnMut(&mut Self, usize, usize)) {
        self.put(r#"<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/></w:tblPr>"#);
        self.columns(widths);
        for row in 0..rows {
            self.put("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
            for (column, width) in widths.iter().enumerate() {
                let _ = write!(self.out, r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>"#);
                cell(self, row, column);
                self.put("</w:tc>");
            }
            self.put("</w:tr>");
        }
        self.put("</w:tbl>");
    }

    fn columns(&mut self, widths: &[u32]) {
        self.put("<w:tblGrid>");
        for width in widths {
            let _ = write!(self.out, r#"<w:gridCol w:w="{width}"/>"#);
        }
        self.put("</w:tblGrid>");
    }

    /// Issuer on the left; national or party title, place and date on the right.
    fn head(&mut self, document: &Document) {
        const CENTRE: &str = r#"<w:jc w:val="center"/>"#;
        let head = &document.head;
        let left = WIDTH * 42 / 100;
        self.grid(&[left, WIDTH - left], 1, |body, _, column| {
            let party = head.style == Heading::Party;
            if column == 0 {
                if let Some(parent) = &head.parent {
                    body.sized(CENTRE, &Run::plain(parent), 24);
                }
                body.sized(CENTRE, &Run::bold(&head.issuer), 24);
                if party {
                    body.sized(CENTRE, &Run::plain("*"), 26);
                } else {
                    body.rule(left, left * 30 / 100);
                }
                body.sized(CENTRE, &Run::plain(&head.number), 26);
            } else {
                let right = WIDTH - left;
                if party {
                    body.sized(CENTRE, &Run::bold(t::PARTY), 28);
                    body.rule(right, right * 22 / 100);
                } else {
                    body.sized(CENTRE, &Run::bold(t::STATE), 24);
                    body.sized(CENTRE, &Run::bold(t::MOTTO), 26);
                    body.rule(right, right * 23 / 100);
                }
                body.sized(CENTRE, &Run::italic(&head.date), 26);
            }
        });
    }

    fn sized(&mut self, properties: &str, run: &Run, half_points: u32) {
        let _ = write!(self.out, "<w:p><w:pPr>{properties}</w:pPr>");
        self.run(run, &format!(r#"<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>"#));
        self.put("</w:p>");
    }

    /// A line in the middle of a cell, shorter than the words above it.
    fn rule(&mut self, width: u32, margin: u32) {
        let margin = margin.min(width / 2);
        let _ = write!(
            self.out,
            r#"<w:p><w:pPr><w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr><w:spacing w:before="20" w:after="60" w:line="60" w:lineRule="exact"/><w:ind w:left="{margin}" w:right="{margin}"/></w:pPr></w:p>"#
        );
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(text) => self.paragraph(r#"<w:pStyle w:val="Heading1"/>"#, &[Run::plain(text)]),
            Block::Paragraph(runs) => self.paragraph(r#"<w:pStyle w:val="BodyText"/>"#, runs),
            Block::List { numbered, items } => {
                for (at, item) in items.iter().enumerate() {
                    let mark = if *numbered { format!("{}. ", at + 1) } else { "- ".to_owned() };
                    let runs: Vec<Run> = core::iter::once(Run::plain(mark)).chain(item.iter().cloned()).collect();
                    self.paragraph(r#"<w:pStyle w:val="BodyText"/><w:spacing w:after="60"/>"#, &runs);
                }
            }
            Block::Table(table) => self.table(table),
            Block::Fingerprint(print) => self.fingerprint(print),
            Block::Signatures(places) => self.signatures(places),
            Block::Together(blocks) => {
                self.keep = true;
                for (at, block) in blocks.iter().enumerate() {
                    self.keep = at + 1 < blocks.len(); // the last is not held to what follows
                    self.block(block);
                }
                self.keep = false;
            }
        }
    }

    fn table(&mut self, table: &Table) {
        if !table.caption.is_empty() {
            let properties = r#"<w:keepNext/><w:keepLines/><w:spacing w:before="160" w:after="60"/>"#;
            let _ = write!(self.out, "<w:p><w:pPr>{properties}</w:pPr>");
            self.run(&Run::bold(&table.caption), "");
            self.put("</w:p>");
        }
        let full = if table.wide { WIDTH } else { WIDTH * 65 / 100 };
        let sum = table.columns.iter().map(|column| column.weight.max(1)).sum::<u32>().max(1);
        let widths: Vec<u32> = table.columns.iter().map(|column| full * column.weight.max(1) / sum).collect();
        let size = match (table.wide, widths.len()) {
            (false, _) => 26,
            (true, ..=10) => 22,
            (true, ..=13) => 20,
            (true, _) => 18,
        };
        let _ = write!(
            self.out,
            r#"<w:tbl><w:tblPr><w:tblW w:w="{full}" w:type="dxa"/><w:jc w:val="center"/>{BORDERS}<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar></w:tblPr>"#
        );
        self.columns(&widths);
        for places in table.head_places() {
            // Repeated on every page that the table reaches.
            self.put("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
            for place in places {
                let width: u32 = widths[place.column..place.column + place.columns].iter().sum();
                let span = format!(r#"<w:gridSpan w:val="{}"/>"#, place.columns);
                let merge = match (place.begins, place.cell.rows > 1) {
                    (true, true) => r#"<w:vMerge w:val="restart"/>"#,
                    (true, false) => "",
                    (false, _) => "<w:vMerge/>",
                };
                let text = if place.begins { place.cell.text.as_str() } else { "" };
                self.cell(
                    &format!(r#"<w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}"#),
                    "center",
                    &Run::bold(text),
                    size,
                );
            }
            self.put("</w:tr>");
        }
        for row in &table.rows {
            self.put("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
            for ((text, column), width) in row.iter().zip(&table.columns).zip(&widths) {
                let side = if column.number { "center" } else { "left" };
                self.cell(&format!(r#"<w:tcW w:w="{width}" w:type="dxa"/>"#), side, &Run::plain(text), size);
            }
            self.put("</w:tr>");
        }
        self.put("</w:tbl>");
        self.space();
    }

    fn cell(&mut self, properties: &str, side: &str, run: &Run, size: u32) {
        let _ = write!(self.out, r#"<w:tc><w:tcPr>{properties}<w:vAlign w:val="center"/></w:tcPr>"#);
        self.sized(&format!(r#"<w:jc w:val="{side}"/>"#), run, size);
        self.put("</w:tc>");
    }

    /// After a table: two tables that touch become one.
    fn space(&mut self) {
        let keep = if self.keep { "<w:keepNext/>" } else { "" };
        let _ = write!(self.out, r#"<w:p><w:pPr>{keep}<w:spacing w:line="160" w:lineRule="exact"/></w:pPr></w:p>"#);
    }

    /// The words on the left, the code on the right.
    fn fingerprint(&mut self, print: &Fingerprint) {
        let left = WIDTH * 70 / 100;
        let rule = self.keep;
        self.grid(&[left, WIDTH - left], 1, |body, _, column| {
            body.keep = rule;
            if column == 0 {
                body.paragraph("", &[Run::bold(format!("{}:", print.label))]);
                let words: Vec<String> =
                    print.words.iter().enumerate().map(|(at, word)| format!("{}. {word}", at + 1)).collect();
                for five in words.chunks(5) {
                    body.paragraph(r#"<w:spacing w:before="60"/>"#, &[Run::plain(five.join("    "))]);
                }
            } else {
                body.put(r#"<w:p><w:pPr><w:jc w:val="right"/></w:pPr>"#);
                if let Some(code) = &print.code {
                    body.pictures.push(png(code));
                    body.picture(&print.label);
                }
                body.put("</w:p>");
            }
        });
        self.keep = rule;
        self.space();
    }

    /// Shows the last of the pictures.
    fn picture(&mut self, label: &str) {
        let at = self.pictures.len().saturating_sub(1);
        let (id, number, label, side) = (picture_id(at), at + 1, escape(label), CODE_SIDE);
        let _ = write!(
            self.out,
            r#"<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{side}" cy="{side}"/><wp:docPr id="{number}" name="QR {number}" descr="{label}"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="image{number}.png"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{id}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{side}" cy="{side}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"#
        );
    }

    /// Two places in a row.
    fn signatures(&mut self, places: &[Sign]) {
        const CENTRE: &str = r#"<w:jc w:val="center"/>"#;
        let keep = self.keep;
        self.grid(&[WIDTH / 2, WIDTH - WIDTH / 2], places.len().div_ceil(2), |body, row, column| {
            // Held together within its row by the row itself.
            body.keep = false;
            if let Some(place) = places.get(row * 2 + column) {
                body.paragraph(CENTRE, &[Run::bold(&place.role)]);
                body.paragraph(CENTRE, &[Run::italic(t::SIGN)]);
                for _ in 0..ROOM_TO_SIGN {
                    body.paragraph(CENTRE, &[]);
                }
                body.paragraph(r#"<w:spacing w:after="240"/><w:jc w:val="center"/>"#, &[Run::bold(&place.name)]);
            } else {
                body.put("<w:p/>"); // a cell has at least one paragraph
            }
        });
        self.keep = keep;
        self.space();
    }
}

const BORDERS: &str = concat!(
    "<w:tblBorders>",
    r#"<w:top w:val="single" w:sz="4" w:space="0" w:color="000000"/><w:left w:val="single" w:sz="4" w:space="0" w:color="000000"/>"#,
    r#"<w:bottom w:val="single" w:sz="4" w:space="0" w:color="000000"/><w:right w:val="single" w:sz="4" w:space="0" w:color="000000"/>"#,
    r#"<w:insideH w:val="single" w:sz="4" w:space="0" w:color="000000"/><w:insideV w:val="single" w:sz="4" w:space="0" w:color="000000"/>"#,
    "</w:tblBorders>",
);
