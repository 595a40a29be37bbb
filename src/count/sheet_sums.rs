//! What a count sheet adds up to, and what must hold of it at any moment.

use super::{
    Conservation, PaperBallot, PaperFigures, PaperRow, PaperTotals, Pass, RejectReason, Rejected, RunningFigures, Sheet,
};
use crate::survey::{RowKind, Survey};

impl Sheet {
    /// Invalid ballots of a pass so far.
    pub fn rejected(&self, survey: &Survey, pass: Pass) -> u32 {
        self.passes[pass as usize].ballots.iter().filter(|ballot| ballot.judge(survey).is_err()).count() as u32
    }

    /// The figures of a pass while it is entered.
    pub fn running(&self, survey: &Survey, pass: Pass) -> RunningFigures {
        let PaperFigures { issued, collected, .. } = self.figures;
        let (entered, invalid) = (self.entered(pass), self.rejected(survey, pass));
        let valid =
            self.passes[pass as usize].ballots.iter().filter(|ballot| ballot.judge(survey).is_ok()).count() as u32;
        RunningFigures { issued, collected, entered, left: collected.saturating_sub(entered), valid, invalid }
    }

    /// What must add up at any moment: the announced figures, and [`Self::pass_sums`] of both passes.
    pub fn sums(&self, survey: &Survey) -> Vec<Conservation> {
        let mut sums = self.figures.sums();
        sums.extend(Pass::BOTH.into_iter().flat_map(|pass| self.pass_sums(survey, pass)));
        sums
    }

    /// What must add up in a pass at any moment: it holds no more ballots than were collected, no row other than as many
    /// marks as there are valid ballots, no choice more names than allowed.
    pub fn pass_sums(&self, survey: &Survey, pass: Pass) -> Vec<Conservation> {
        let name = format!("pass {}", pass.number());
        let ballots = &self.passes[pass as usize].ballots;
        let totals = totals(survey, &self.figures, ballots);
        let entered = ballots.len() as u64;
        let mut sums =
            vec![sum(&format!("{name}: entered <= collected"), entered, "<=", self.figures.collected.into())];
        let valid = entered.saturating_sub(u64::from(totals.part().invalid));
        for (at, row) in totals.rows.iter().enumerate() {
            sums.push(sum(&format!("{name}: row {}: marks = valid", at + 1), row.ballots(), "=", valid));
        }
        for (question, at_most) in choices(survey) {
            let of_question = survey.rows().zip(&totals.rows).filter(|(row, _)| row.question.id == question);
            let chosen: u64 = of_question.flat_map(|(_, row)| &row.counts).map(|count| u64::from(*count)).sum();
            let rule = format!("{name}: {question}: chosen <= {at_most} x valid");
            sums.push(sum(&rule, chosen, "<=", valid.saturating_mul(at_most.into())));
        }
        sums
    }
}

impl RunningFigures {
    /// What holds of them: entered + left = thu về; hợp lệ + không hợp lệ = entered; thu về ≤ phát ra.
    pub fn sums(&self) -> [Conservation; 3] {
        let wide = u64::from;
        [
            sum("entered + left = collected", wide(self.entered) + wide(self.left), "=", wide(self.collected)),
            sum("valid + invalid = entered", wide(self.valid) + wide(self.invalid), "=", wide(self.entered)),
            sum("collected <= issued", wide(self.collected), "<=", wide(self.issued)),
        ]
    }
}

/// Adds up ballots under the survey's rules.
pub(super) fn totals(survey: &Survey, figures: &PaperFigures, ballots: &[PaperBallot]) -> PaperTotals {
    let mut rows: Vec<PaperRow> = survey.rows().map(|row| PaperRow::empty(&row)).collect();
    let mut rejected: Vec<Rejected> = Vec::new();
    for ballot in ballots {
        match ballot.judge(survey) {
            Ok(worths) => rows.iter_mut().zip(worths).for_each(|(row, worth)| row.count(worth)),
            Err(reason) => reject(&mut rejected, reason),
        }
    }
    rejected.sort_by_key(|one| one.reason);
    PaperTotals { issued: figures.issued, collected: figures.collected, rejected, rows, ..PaperTotals::default() }
}

fn reject(all: &mut Vec<Rejected>, reason: RejectReason) {
    match all.iter_mut().find(|one| one.reason == reason) {
        Some(one) => one.ballots = one.ballots.saturating_add(1),
        None => all.push(Rejected { reason, ballots: 1 }),
    }
}

fn choices(survey: &Survey) -> impl Iterator<Item = (&str, u32)> {
    let mut found: Vec<(&str, u32)> = Vec::new();
    for row in survey.rows() {
        if let RowKind::Choose { at_most } = row.kind
            && !found.iter().any(|(question, _)| *question == row.question.id)
        {
            found.push((&row.question.id, at_most));
        }
    }
    found.into_iter()
}

pub(super) fn sum(rule: &str, left: u64, relation: &str, right: u64) -> Conservation {
    Conservation { rule: rule.to_owned(), left, relation: relation.to_owned(), right }
}
