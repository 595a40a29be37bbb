//! What the minutes say of the count: figures, tables, findings, grades and remarks, from what was signed.

use super::apart;
use super::document::{Block, Column, HeadCell, Run, Table};
use super::minutes::{Paper, VI};
use super::tables::{self, Figure, ResultTable};
use crate::count::{Finding, Grade, PaperTotals, Part};
use crate::record::{ResultPayload, Teller};
use crate::survey::Survey;
use crate::text::{file_faults, minutes as t, numbers, result};

/// The six figures, the quorum, how the paper ballots were counted, and what does not add up.
pub(super) fn figures(paper: &mut Paper, payload: &ResultPayload) {
    let both = payload.figures.paper != Part::default();
    let whole = |figure: u32| numbers::whole(figure, VI);
    let rows = tables::six(&payload.figures).map(|figure| {
        let mut row = vec![figure.name.vi.to_owned()];
        if both {
            row.extend(figure.parts.map_or([String::new(), String::new()], |parts| parts.map(whole)));
        }
        row.push(whole(figure.total));
        row
    });
    let mut head = vec![HeadCell::down(t::CONTENT, 1)];
    let mut columns = vec![Column::words(4)];
    let numbers_of: &[&str] = if both { &[t::ELECTRONIC, t::PAPER, t::TOTAL] } else { &[t::NUMBER] };
    for name in numbers_of {
        head.push(HeadCell::down(*name, 1));
        columns.push(Column::number(2));
    }
    paper.section(t::FIGURES);
    let table = Table { caption: String::new(), columns, head: vec![head], rows: rows.to_vec(), wide: both };
    paper.push(Block::Table(table));
    if let Some(found) = &payload.quorum {
        let words = if found.met { result::QUORUM_MET.vi } else { result::QUORUM_NOT_MET.vi };
        let [present, summoned] = found.share.map(|figure| numbers::whole(figure, VI));
        let share = numbers::percent(found.share, VI);
        let mark = tables::quorum_text(&payload.survey, found, VI);
        paper.say(format!("{words}: {present}/{summoned} ({share}); quy định {mark}."));
    }
    if let Some(totals) = &payload.paper {
        on_paper(paper, totals, &payload.tellers);
    }
    let aside = payload.figures.electronic.invalid;
    if aside > 0 {
        paper.say(format!("{}: {}. {}", result::ASIDE.vi, whole(aside), result::ASIDE_TEXT.vi));
    }
    for sum in payload.conservation.iter().filter(|sum| !sum.holds()) {
        let relation = if sum.relation == "<=" { "≤" } else { &sum.relation };
        let [left, right] = [sum.left, sum.right].map(|figure| numbers::whole(figure, VI));
        let text = format!(" {} ({left} {relation} {right}).", file_faults::sum_words(&sum.rule, VI));
        paper.push(Block::Paragraph(vec![Run::bold(format!("{}:", result::SUMS_FAIL.vi)), Run::plain(text)]));
    }
}

/// Who entered the paper ballots, and why some of them are invalid.
fn on_paper(paper: &mut Paper, totals: &PaperTotals, tellers: &[Teller]) {
    if let Some(passes) = totals.passes {
        let name = |number: u32| {
            let found = tellers.iter().find(|teller| teller.teller == number);
            found.map_or_else(|| number.to_string(), |teller| teller.name.clone())
        };
        paper.say(t::passes(&passes.tellers.map(name), passes.differences));
    }
    let reasons: Vec<String> = totals
        .rejected
        .iter()
        .map(|one| format!("{}: {}", result::reason(one.reason).vi, numbers::whole(one.ballots, VI)))
        .collect();
    if !reasons.is_empty() {
        paper.say(format!("{} – {}.", result::REASONS.vi, reasons.join("; ")));
    }
}

/// The table of each question, with what its shares are taken of.
pub(super) fn tables_of_questions(paper: &mut Paper, payload: &ResultPayload) {
    paper.section(t::RESULT);
    let base = payload.survey.rules.base;
    if tables::has_shares(&payload.survey) {
        let notes = tables::sums_notes(&payload.survey).into_iter().map(|note| note.vi.to_owned());
        let said = core::iter::once(t::base(result::base(base).vi, payload.figures.base(base))).chain(notes);
        paper.say(said.collect::<Vec<_>>().join(" "));
    }
    let tables = tables::of_result(payload);
    for table in &tables {
        paper.push(Block::Table(result_table(&payload.survey, table)));
    }
    if apart::both_ways(payload) {
        paper.say(t::APART);
        for table in &tables {
            paper.push(Block::Table(table_apart(&payload.survey, table)));
        }
    }
}

/// The same table once more, each figure as devices and paper brought it.
fn table_apart(survey: &Survey, table: &ResultTable<'_>) -> Table {
    let mut columns = vec![Column::number(2), Column::words(8)];
    let mut head = [result::NO, tables::name_heading(survey)].map(|name| HeadCell::down(name.vi, 1)).to_vec();
    for column in table.columns.iter().filter(|column| column.id != tables::MEAN) {
        columns.push(Column::number(6));
        head.push(HeadCell::down(column.label(VI), 1));
    }
    let row = |line: &tables::ResultLine<'_>| {
        let parts = line.parts.iter().flatten().map(|parts| apart::made_of(*parts, VI));
        [line.place(), line.who()].into_iter().chain(parts).collect()
    };
    let rows = table.lines.iter().map(row).collect();
    let question = table.question.short.as_ref().unwrap_or(&table.question.text);
    Table { caption: format!("{question}: {}", t::APART_CAPTION), columns, head: vec![head], rows, wide: true }
}

/// TT, họ tên, chức vụ where anybody has one, per level ballots and share, blank, invalid.
fn result_table(survey: &Survey, table: &ResultTable<'_>) -> Table {
    let posts = tables::has_posts(survey);
    let mut columns = vec![Column::number(3), Column::words(if posts { 10 } else { 16 })];
    let mut top = [result::NO, tables::name_heading(survey)].map(|name| HeadCell::down(name.vi, 2)).to_vec();
    if posts {
        columns.push(Column::words(10));
        top.push(HeadCell::down(result::POST.vi, 2));
    }
    let mut below = Vec::new();
    for column in &table.columns {
        columns.push(Column::number(if column.shared { 4 } else { 6 }));
        if column.shared {
            columns.push(Column::number(5));
            top.push(HeadCell::across(column.label(VI), 2));
            below.extend([result::VOTES.vi, "%"].map(|text| HeadCell::down(text, 1)));
        } else {
            top.push(HeadCell::down(column.label(VI), 2));
        }
    }
    let rows = table.lines.iter().map(|line| {
        let mut row = vec![line.place(), line.who()];
        row.extend(posts.then(|| tables::post(line.subject)));
        for (column, figure) in table.columns.iter().zip(&line.figures) {
            // The sign stands in the heading.
            let (figure, percent) = match *figure {
                Figure::Count(count) => (numbers::whole(count, VI), String::new()),
                Figure::Share(share) => {
                    (numbers::whole(share[0], VI), numbers::percent(share, VI).replace("\u{a0}%", ""))
                }
                Figure::Mean(mean) => (numbers::mean(mean, VI), String::new()),
            };
            row.push(figure);
            row.extend(column.shared.then_some(percent));
        }
        row
    });
    let rows = rows.collect();
    let head = if below.is_empty() { vec![top] } else { vec![top, below] };
    Table { caption: table.question.text.clone(), columns, head, rows, wide: true }
}

/// Threshold by threshold: the rule and its source, then whom it meets. Everybody's figures stand in the tables.
pub(super) fn findings(paper: &mut Paper, payload: &ResultPayload) {
    let survey = &payload.survey;
    // Where there are bands instead, these are what the rule has; their section follows.
    if survey.rules.thresholds.is_empty() && survey.rules.grades.is_some() {
        return;
    }
    paper.section(t::FINDINGS);
    if payload.quorum.as_ref().is_some_and(|found| !found.met) && !payload.findings.is_empty() {
        paper.push(Block::Paragraph(vec![Run::bold(result::WITHOUT_QUORUM.vi)]));
    }
    if survey.rules.thresholds.is_empty() {
        paper.say(t::NO_FINDINGS);
    }
    for threshold in &survey.rules.thresholds {
        let (met, others): (Vec<_>, Vec<_>) =
            payload.findings.iter().filter(|finding| finding.threshold == threshold.id).partition(|found| found.met);
        let question = survey.questions.iter().find(|question| question.id == threshold.question);
        let asked = question.map_or("", |question| question.short.as_deref().unwrap_or(&question.text));
        let rule = format!(
            "{asked} – {} {}: ",
            tables::levels_of(threshold, question),
            result::between(threshold.at, threshold.compare, threshold.below, VI)
        );
        paper.push(Block::Paragraph(vec![
            Run::bold(rule),
            Run::plain(format!("{}. ({})", threshold.finding, threshold.source)),
        ]));
        let item = |finding: &&Finding| vec![Run::plain(tables::finding_text(survey, finding, VI))];
        let items: Vec<Vec<Run>> = met.iter().map(item).collect();
        paper.push(Block::List { numbered: false, items });
        not_met(paper, survey, &others);
    }
}

/// Those whom a threshold does not meet, by where they stand to it: "Chưa quá nửa – Ông Mẫu: 1/3; Bà Mẫu: 0/3."
fn not_met(paper: &mut Paper, survey: &Survey, others: &[&Finding]) {
    let mut said: Vec<(String, Vec<String>)> = Vec::new();
    for finding in others {
        let standing = tables::standing_text(finding, VI);
        let [count, base] = finding.share.map(|figure| numbers::whole(figure, VI));
        let who = format!("{}: {count}/{base}", tables::found(survey, finding));
        match said.iter_mut().find(|(words, _)| *words == standing) {
            Some((_, all)) => all.push(who),
            None => said.push((standing, vec![who])),
        }
    }
    for (standing, all) in said {
        paper.say(t::not_met(&standing, &all));
    }
}

/// The grades, with the means that they follow from.
pub(super) fn grades(paper: &mut Paper, payload: &ResultPayload) {
    let survey = &payload.survey;
    let Some(rules) = &survey.rules.grades else { return };
    paper.section(result::GRADES.vi);
    paper.say(format!("{}. ({})", result::bands(&rules.bands, VI), rules.source));
    let several = rules.questions.len() > 1;
    let mut head = vec![HeadCell::down(result::NO.vi, 1), HeadCell::down(tables::name_heading(survey).vi, 1)];
    let mut columns = vec![Column::number(2), Column::words(8)];
    for id in &rules.questions {
        let question = survey.questions.iter().find(|question| question.id == *id);
        let words = question.map_or(id.as_str(), |question| question.short.as_deref().unwrap_or(&question.text));
        head.push(HeadCell::down(words, 1));
        columns.push(Column::number(5));
    }
    if several {
        head.push(HeadCell::down(result::SUM_OF_MEANS.vi, 1));
        columns.push(Column::number(4));
    }
    head.push(HeadCell::down(result::GRADE.vi, 1));
    columns.push(Column::words(8));
    let line = |(at, grade): (usize, &Grade)| {
        let mut row = vec![(at + 1).to_string(), tables::name_of(survey, &grade.subject)];
        row.extend(grade.means.iter().map(|mean| result::mean(*mean, VI)));
        row.extend(several.then(|| numbers::sum_of_means(&grade.means, VI)));
        row.push(if grade.band.is_some() { grade.label.clone() } else { result::NO_GRADE.vi.to_owned() });
        row
    };
    let rows = payload.grades.iter().enumerate().map(line).collect();
    paper.push(Block::Table(Table { caption: String::new(), columns, head: vec![head], rows, wide: true }));
}

/// The residents' words where they are included, otherwise how many there are.
pub(super) fn remarks(paper: &mut Paper, payload: &ResultPayload, include: bool) {
    if payload.survey.remark_slots().next().is_none() {
        return;
    }
    paper.section(t::REMARKS);
    let from_paper = payload.paper.as_ref().and_then(|paper| paper.remarks);
    let from_paper = from_paper.map_or_else(String::new, |count| format!(" {}", t::remarks_on_paper(count)));
    let surplus = payload.remarks_surplus;
    let surplus = if surplus == 0 { String::new() } else { format!(" {}", t::remarks_surplus(surplus)) };
    if include {
        let items: Vec<Vec<Run>> = payload
            .remarks
            .iter()
            .map(|remark| {
                let name = tables::name_of(&payload.survey, &remark.subject);
                vec![Run::bold(format!("{name}: ")), Run::plain(&remark.text)]
            })
            .collect();
        let rest = t::remarks_rest(payload.remarks_empty, payload.remarks_unreadable);
        paper.say(format!(
            "{} {rest}{surplus}{from_paper}",
            if items.is_empty() { result::REMARKS_NONE.vi } else { t::SHUFFLED }
        ));
        if !items.is_empty() {
            paper.push(Block::List { numbered: false, items });
        }
    } else {
        paper.say(format!("{}{surplus}{from_paper}", t::remarks_kept(payload.remarks.len())));
    }
}

#[cfg(test)]
mod tests {
    use crate::ballot::Ballot;
    use crate::count::{PaperTotals, Passes, RejectReason, Rejected, Remark};
    use crate::report::{Particulars, Verified, counting_minutes, text};
    use crate::seal::{SealedBallot, SealedRemark};
    use crate::testing;

    /// Minutes of a meeting of so many electronic ballots, all blank, and five on paper, of which two had no stamp.
    fn minutes(electronic: usize, differences: u32, include_remarks: bool) -> String {
        let survey = testing::survey();
        let mut paper = PaperTotals { issued: 6, collected: 5, ..testing::no_paper(&survey) };
        paper.rejected = vec![Rejected { reason: RejectReason::NoStamp, ballots: 2 }];
        paper.rows.iter_mut().for_each(|row| row.blank = 3);
        paper.passes = Some(Passes { tellers: [3, 1], differences });
        let remark = Remark { subject: "an".into(), question: "gop-y".into(), text: "Gần dân".into() };
        let new_box = testing::open(&survey, 1);
        let key = new_box.opening.box_key(&survey).unwrap();
        let rng = &mut testing::rng(2);
        let ballots = vec![Ballot::blank(&survey); electronic];
        let sealed = ballots.iter().map(|ballot| SealedBallot::seal(ballot, &key, rng).unwrap()).collect();
        let remarks = ballots.iter().flat_map(|ballot| SealedRemark::seal_all(ballot, &key, rng).unwrap()).collect();
        let by_hand = (Some(paper), vec![remark]);
        let output = testing::count_with_paper(&survey, &new_box, sealed, remarks, &[1, 2], by_hand).unwrap();
        let opening = new_box.opening.to_text();
        let verified = Verified::read(output.result.as_bytes(), Some(opening.as_bytes())).unwrap();
        text(&counting_minutes(&verified, &Particulars { include_remarks, ..Particulars::default() }))
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn the_minutes_name_who_entered_the_paper_ballots_and_why_some_are_invalid() {
        let text = minutes(1, 2, true);
        for words in [
            "Bỏ phiếu kín trên máy và trên giấy",
            "trên máy + trên giấy = cộng",
            "| 1 | Ông Nguyễn Văn An | 0 + 0 = 0 | 0 + 0 = 0 | 0 + 0 = 0 | 1 + 3 = 4 | 0 + 0 = 0 |",
            "Lượt 1: Hoàng Văn Em nhập; lượt 2: Lê Văn Cường nhập; 2 chỗ khác nhau đã được cả tổ xem lại tờ phiếu",
            "Lý do phiếu giấy không hợp lệ – Không có dấu: 2.",
            "Trong đó 1 ý kiến ghi trên phiếu giấy, do tổ kiểm phiếu chép lại.",
            "Ông Nguyễn Văn An: Gần dân",
        ] {
            assert!(text.contains(words), "{words}\n{text}");
        }
    }

    #[test]
    fn minutes_of_a_meeting_on_paper_alone_speak_of_no_device() {
        let text = minutes(0, 0, false);
        assert!(
            text.contains("Hình thức: Bỏ phiếu kín trên giấy.") && text.contains("hai lượt giống hệt nhau"),
            "{text}"
        );
        assert!(!text.contains("trên máy + trên giấy"), "there is nothing to tell apart: {text}");
        assert!(!text.contains("Gần dân") && text.contains("Có 1 ý kiến bằng lời"), "{text}");
    }
}
