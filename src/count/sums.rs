//! Conservation sums: what must add up in every honest count.

use serde::{Deserialize, Serialize};

use super::{Figures, LevelCount, PaperRow, PaperTotals, Part, RowResult, ScoreTotal};
use crate::survey::{Base, Row, RowKind, Survey};

/// One sum that must hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Conservation {
    /// Which sum; the same words in every file.
    pub rule: String,
    /// Left side.
    pub left: u64,
    /// `=` or `<=`.
    pub relation: String,
    /// Right side.
    pub right: u64,
}

impl Conservation {
    /// Does it hold?
    pub fn holds(&self) -> bool {
        match self.relation.as_str() {
            "=" => self.left == self.right,
            "<=" => self.left <= self.right,
            _ => false,
        }
    }
}

/// Every sum of a result, whether it holds or not: thu về ≤ phát ra ≤ có mặt ≤ triệu tập; hợp lệ + không hợp lệ = thu
/// vào; per row levels (or scores given) + blank + invalid = valid ballots, of paper alone and of both together; a score
/// is no more than the highest for each who gave one; nobody chose more subjects than allowed.
pub fn conservation(
    survey: &Survey,
    figures: &Figures,
    rows: &[RowResult],
    paper: Option<&PaperTotals>,
) -> Vec<Conservation> {
    let sum = |rule: String, left: u64, relation: &str, right: u64| Conservation {
        rule,
        left,
        relation: relation.to_owned(),
        right,
    };
    let wide = |figure: u32| u64::from(figure);
    let mut sums = Vec::new();
    let mut part = |name: &str, part: Part| {
        sums.push(sum(format!("{name}: collected <= issued"), wide(part.collected), "<=", wide(part.issued)));
        let judged = wide(part.valid) + wide(part.invalid);
        sums.push(sum(format!("{name}: valid + invalid = collected"), judged, "=", wide(part.collected)));
    };
    part("electronic", figures.electronic);
    part("paper", figures.paper);
    let total = figures.total();
    sums.push(sum("issued <= present".into(), wide(total.issued), "<=", wide(figures.attendance.present)));
    let [present, summoned] = [figures.attendance.present, figures.attendance.summoned];
    sums.push(sum("present <= summoned".into(), wide(present), "<=", wide(summoned)));
    if survey.rules.base == Base::Delegates {
        // Where nobody gave their number, this is how it shows: shares of nothing must not pass for a result.
        let delegates = figures.base(Base::Delegates);
        sums.push(sum("summoned <= delegates".into(), wide(summoned), "<=", wide(delegates)));
    }
    let shapes: Vec<Row<'_>> = survey.rows().collect();
    for (index, (row, shape)) in rows.iter().zip(&shapes).enumerate() {
        let name = match &row.task {
            Some(task) => format!("{}/{task}/{}", row.subject, row.question),
            None => format!("{}/{}", row.subject, row.question),
        };
        let what = if row.score.is_some() { "given" } else { "levels" };
        let levels: u64 = row.levels.iter().map(|level| wide(level.count)).sum();
        let marked = |levels, score: Option<ScoreTotal>| score.map_or(levels, |score| wide(score.given));
        let left = marked(levels, row.score) + wide(row.blank) + wide(row.invalid);
        sums.push(sum(format!("{name}: {what} + blank + invalid = valid"), left, "=", wide(total.valid)));
        let points = |rule: &str, score: Option<ScoreTotal>| match (score, shape.kind) {
            (Some(score), RowKind::Score { max }) => {
                let rule = format!("{name}: {rule} <= {max} x given");
                Some(sum(rule, wide(score.sum), "<=", wide(score.given) * wide(max)))
            }
            _ => None,
        };
        sums.extend(points("sum", row.score));
        // All rows of a choice together; said once, at its last.
        let last = !shapes[index + 1..].iter().any(|other| other.question.id == shape.question.id);
        let chosen = |rule: &str, valid: u32, count: &dyn Fn(usize) -> u64| match shape.kind {
            RowKind::Choose { at_most } if last => {
                let same = (0..shapes.len()).filter(|other| shapes[*other].question.id == shape.question.id);
                let rule =
                    format!("{}: {rule} <= {at_most} x {}valid", row.question, &rule[..rule.len() - "chosen".len()]);
                Some(sum(rule, same.map(count).sum(), "<=", wide(valid) * wide(at_most)))
            }
            _ => None,
        };
        let all = |levels: &[LevelCount]| levels.iter().map(|level| wide(level.count)).sum::<u64>();
        sums.extend(chosen("chosen", total.valid, &|other| rows.get(other).map_or(0, |row| all(&row.levels))));
        // On paper alone too: the ballots of the box must not make room for marks that no paper can carry.
        let Some(paper) = paper else { continue };
        let Some(on_paper) = paper.rows.get(index) else { continue };
        let count = |row: &PaperRow| row.counts.iter().map(|count| wide(*count)).sum::<u64>();
        let left = marked(count(on_paper), on_paper.score) + wide(on_paper.blank) + wide(on_paper.invalid);
        let valid = figures.paper.valid;
        sums.push(sum(format!("{name}: paper {what} + blank + invalid = paper valid"), left, "=", wide(valid)));
        sums.extend(points("paper sum", on_paper.score));
        sums.extend(chosen("paper chosen", valid, &|other| paper.rows.get(other).map_or(0, count)));
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::super::Attendance;
    use super::*;
    use crate::survey::{Changes, Mode, template};

    /// Regression: shares of a number of delegates that nobody gave were shares of 0, and nothing said so.
    #[test]
    fn shares_of_all_delegates_need_their_number() {
        let changes = Changes { base: Some(Base::Delegates), ..Changes::default() };
        let template = template("nq-96-lay").and_then(|template| template.with(changes).ok());
        let survey = template.expect("is built in and may be changed so").sample(Mode::Real);
        let faults = |delegates| {
            let attendance = Attendance { summoned: 30, present: 25, delegates };
            let figures = Figures { attendance, ..Figures::default() };
            let sums = conservation(&survey, &figures, &[], None).into_iter();
            sums.filter(|sum| !sum.holds()).map(|sum| sum.rule).collect::<Vec<_>>()
        };
        assert_eq!(faults(None), ["summoned <= delegates"]);
        assert_eq!(faults(Some(29)), ["summoned <= delegates"]);
        assert!(faults(Some(30)).is_empty());
    }
}
