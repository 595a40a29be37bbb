//! The blocks of a document as the library's paragraphs and tables.

use docx_rs::{
    AlignmentType, BreakType, DocumentChild, LineSpacing, LineSpacingType, Paragraph, ParagraphBorder,
    ParagraphBorderPosition, ParagraphBorders, Pic, Run as Words, TableAlignmentType, TableBorder, TableBorderPosition,
    TableBorders, TableCell, TableCellMargins, TableLayoutType, TableRow, VAlignType, VMergeType, WidthType,
};

use super::super::document::{Block, Document, Fingerprint, Run, Sign, Table};
use super::super::png::png;
use super::finish::{in_xml, repeated};
use super::{BODY_TEXT, HEADING, SUBTITLE, TITLE, WIDTH};
use crate::survey::Heading;
use crate::text::minutes as t;

/// Side of a fingerprint's code: 38 mm, in EMU (36,000 a millimetre).
const CODE_SIDE: u32 = 38 * 36_000;
/// Empty lines between a role and the name below it.
const ROOM_TO_SIGN: usize = 4;

/// What stands in the body, and what each of its pictures shows, in words.
pub fn write(document: &Document) -> (Vec<DocumentChild>, Vec<String>) {
    let mut body = Body { out: Vec::new(), labels: Vec::new(), keep: false };
    body.head(document);
    body.paragraph(styled(TITLE, &[Run::plain(&document.title)]));
    body.paragraph(styled(SUBTITLE, &[Run::plain(&document.subtitle)]));
    body.blocks(&document.blocks);
    (body.out, body.labels)
}

struct Body {
    out: Vec<DocumentChild>,
    labels: Vec<String>,
    /// What is written now stays on one page with what follows.
    keep: bool,
}

/// Words in their look; a size, in half points, only where it is not the style's.
pub fn words(run: &Run, size: Option<usize>) -> Words {
    let mut out = size.map_or_else(Words::new, |size| Words::new().size(size));
    if run.bold {
        out = out.bold();
    }
    if run.italic {
        out = out.italic();
    }
    for (at, line) in run.text.split('\n').enumerate() {
        if at > 0 {
            out = out.add_break(BreakType::TextWrapping);
        }
        out = out.add_text(in_xml(line));
    }
    out
}

fn plain(runs: &[Run]) -> Paragraph {
    runs.iter().fold(Paragraph::new(), |paragraph, run| paragraph.add_run(words(run, None)))
}

fn styled(style: &str, runs: &[Run]) -> Paragraph {
    plain(runs).style(style)
}

/// A line of its own size, in half points.
fn sized(side: AlignmentType, run: &Run, size: usize) -> Paragraph {
    Paragraph::new().align(side).add_run(words(run, Some(size)))
}

/// A line in the middle of a cell, shorter than the words above it.
fn rule(width: usize, margin: usize) -> Paragraph {
    let margin = i32::try_from(margin.min(width / 2)).ok();
    let line = ParagraphBorder::new(ParagraphBorderPosition::Top).size(6).space(1).color("000000");
    let mut paragraph = Paragraph::new()
        .line_spacing(LineSpacing::new().before(20).after(60).line(60).line_rule(LineSpacingType::Exact))
        .indent(margin, None, margin, None);
    paragraph.property = paragraph.property.set_borders(ParagraphBorders::with_empty().set(line));
    paragraph
}

/// A table without lines.
fn grid(widths: [usize; 2], rows: Vec<[TableCell; 2]>) -> docx_rs::Table {
    let rows = rows.into_iter().map(|cells| {
        let cells = cells.into_iter().zip(widths).map(|(cell, width)| cell.width(width, WidthType::Dxa));
        TableRow::new(cells.collect()).cant_split()
    });
    docx_rs::Table::without_borders(rows.collect())
        .set_grid(widths.to_vec())
        .width(widths.iter().sum(), WidthType::Dxa)
        .align(TableAlignmentType::Center)
        .layout(TableLayoutType::Fixed)
}

fn filled(paragraphs: impl IntoIterator<Item = Paragraph>) -> TableCell {
    paragraphs.into_iter().fold(TableCell::new(), TableCell::add_paragraph)
}

impl Body {
    fn paragraph(&mut self, paragraph: Paragraph) {
        let paragraph = self.kept(paragraph);
        self.out.push(DocumentChild::Paragraph(Box::new(paragraph)));
    }

    fn kept(&self, paragraph: Paragraph) -> Paragraph {
        if self.keep { paragraph.keep_next(true).keep_lines(true) } else { paragraph }
    }

    /// A table, and a little room: two tables that touch become one.
    fn table(&mut self, table: docx_rs::Table) {
        self.out.push(DocumentChild::Table(Box::new(table)));
        let room = LineSpacing::new().line(160).line_rule(LineSpacingType::Exact);
        self.paragraph(Paragraph::new().line_spacing(room));
    }

    /// Issuer on the left; national or party title, place and date on the right.
    fn head(&mut self, document: &Document) {
        let centre = |run: &Run, size| sized(AlignmentType::Center, run, size);
        let head = &document.head;
        let party = head.style == Heading::Party;
        let left = WIDTH * 42 / 100;
        let right = WIDTH - left;

        let mut issuer: Vec<Paragraph> = head.parent.iter().map(|parent| centre(&Run::plain(parent), 24)).collect();
        issuer.push(centre(&Run::bold(&head.issuer), 24));
        issuer.push(if party { centre(&Run::plain("*"), 26) } else { rule(left, left * 30 / 100) });
        issuer.push(centre(&Run::plain(&head.number), 26));

        let mut title = if party {
            vec![centre(&Run::bold(t::PARTY), 28), rule(right, right * 22 / 100)]
        } else {
            let (state, motto) = (Run::bold(t::STATE), Run::bold(t::MOTTO));
            vec![centre(&state, 24), centre(&motto, 26), rule(right, right * 23 / 100)]
        };
        title.push(centre(&Run::italic(&head.date), 26));

        let table = grid([left, right], vec![[filled(issuer), filled(title)]]);
        self.out.push(DocumentChild::Table(Box::new(table)));
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(text) => self.paragraph(styled(HEADING, &[Run::plain(text)])),
            Block::Paragraph(runs) => self.paragraph(styled(BODY_TEXT, runs)),
            Block::List { numbered, items } => {
                for (at, item) in items.iter().enumerate() {
                    let mark = if *numbered { format!("{}. ", at + 1) } else { "- ".to_owned() };
                    let runs: Vec<Run> = core::iter::once(Run::plain(mark)).chain(item.iter().cloned()).collect();
                    self.paragraph(styled(BODY_TEXT, &runs).line_spacing(LineSpacing::new().after(60)));
                }
            }
            Block::Table(table) => self.figures(table),
            Block::Fingerprint(print) => self.fingerprint(print),
            Block::Signatures(places) => self.signatures(places),
            Block::Together(blocks) => {
                for (at, block) in blocks.iter().enumerate() {
                    self.keep = at + 1 < blocks.len(); // the last is not held to what follows
                    self.block(block);
                }
                self.keep = false;
            }
        }
    }

    fn figures(&mut self, table: &Table) {
        if !table.caption.is_empty() {
            let caption = plain(&[Run::bold(&table.caption)]).keep_next(true).keep_lines(true);
            self.paragraph(caption.line_spacing(LineSpacing::new().before(160).after(60)));
        }
        let full = if table.wide { WIDTH } else { WIDTH * 65 / 100 };
        let weights: Vec<usize> = table.columns.iter().map(|column| column.weight.max(1) as usize).collect();
        let sum = weights.iter().sum::<usize>().max(1);
        let widths: Vec<usize> = weights.iter().map(|weight| full * weight / sum).collect();
        let size = match (table.wide, widths.len()) {
            (false, _) => 26,
            (true, ..=10) => 22,
            (true, ..=13) => 20,
            (true, _) => 18,
        };
        // The heading is kept with the first row; a short table is kept whole, and with what follows it where that is asked.
        let cell = |width, side, run: &Run, keep| {
            let line = sized(side, run, size);
            let cell = filled([if keep { line.keep_next(true) } else { line }]);
            cell.width(width, WidthType::Dxa).vertical_align(VAlignType::Center)
        };
        let head = table.head_places().into_iter().map(|places| {
            let cells = places.into_iter().map(|place| {
                let width = widths[place.column..place.column + place.columns].iter().sum();
                let text = if place.begins { place.cell.text.as_str() } else { "" };
                let cell = cell(width, AlignmentType::Center, &Run::bold(text), true).grid_span(place.columns);
                match (place.begins, place.cell.rows > 1) {
                    (true, true) => cell.vertical_merge(VMergeType::Restart),
                    (true, false) => cell,
                    (false, _) => cell.vertical_merge(VMergeType::Continue),
                }
            });
            repeated(TableRow::new(cells.collect()).cant_split())
        });
        let rows = table.rows.iter().enumerate().map(|(at, row)| {
            let keep = self.keep || (table.is_short() && at + 1 < table.rows.len());
            let cells = row.iter().zip(&table.columns).zip(&widths).map(|((text, column), width)| {
                let side = if column.number { AlignmentType::Center } else { AlignmentType::Left };
                cell(*width, side, &Run::plain(text), keep)
            });
            TableRow::new(cells.collect()).cant_split()
        });
        let rows = docx_rs::Table::new(head.chain(rows).collect());
        self.table(
            rows.set_grid(widths.clone())
                .width(full, WidthType::Dxa)
                .align(TableAlignmentType::Center)
                .set_borders(lines())
                .layout(TableLayoutType::Fixed)
                .margins(TableCellMargins::new().margin(0, 57, 0, 57)),
        );
    }

    /// The words on the left, the code on the right.
    fn fingerprint(&mut self, print: &Fingerprint) {
        let left = WIDTH * 70 / 100;
        let label = self.kept(plain(&[Run::bold(format!("{}:", print.label))]));
        let numbered: Vec<String> =
            print.words.iter().enumerate().map(|(at, word)| format!("{}. {word}", at + 1)).collect();
        let five = numbered.chunks(5).map(|five| {
            let line = plain(&[Run::plain(five.join("    "))]);
            self.kept(line.line_spacing(LineSpacing::new().before(60)))
        });
        let text = filled(core::iter::once(label).chain(five));
        let mut picture = Paragraph::new().align(AlignmentType::Right);
        if let Some(code) = &print.code {
            self.labels.push(print.label.clone());
            let (png, side) = png(code);
            // An id of our own: the library counts through all documents of a process.
            let picture_id = format!("rIdImage{}", self.labels.len());
            let code = Pic::new_with_dimensions(png, side, side).id(picture_id).size(CODE_SIDE, CODE_SIDE);
            picture = picture.add_run(Words::new().add_image(code));
        }
        self.table(grid([left, WIDTH - left], vec![[text, filled([picture])]]));
    }

    /// Two places in a row. A place is held together by its row.
    fn signatures(&mut self, places: &[Sign]) {
        let centre = |run: Option<Run>| plain(run.as_slice()).align(AlignmentType::Center);
        let cell = |place: Option<&Sign>| match place {
            None => filled([Paragraph::new()]), // a cell has at least one paragraph
            Some(place) => {
                let role = [Some(Run::bold(&place.role)), Some(Run::italic(t::SIGN))];
                let room = core::iter::repeat_n(None, ROOM_TO_SIGN);
                let name = centre(Some(Run::bold(&place.name))).line_spacing(LineSpacing::new().after(240));
                filled(role.into_iter().chain(room).map(centre).chain([name]))
            }
        };
        let rows = places.chunks(2).map(|two| [cell(two.first()), cell(two.get(1))]);
        self.table(grid([WIDTH / 2, WIDTH - WIDTH / 2], rows.collect()));
    }
}

fn lines() -> TableBorders {
    use TableBorderPosition::{Bottom, InsideH, InsideV, Left, Right, Top};
    [Top, Left, Bottom, Right, InsideH, InsideV]
        .into_iter()
        .fold(TableBorders::new(), |lines, place| lines.set(TableBorder::new(place).size(4)))
}
