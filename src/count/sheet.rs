//! The count sheet of the paper ballots: every ballot is entered twice, by different tellers, and the two passes are
//! compared ballot by ballot.
//!
//! The ballots lie in numbered batches, so that ballot *n* of batch *b* is the same sheet of paper in both passes. Where
//! the passes differ, the whole team looks at the sheet and says what stands on it; nobody alters a ballot. A sheet of
//! paper that is found later is laid at the end of the stack and entered in both passes; what stands before it stays.
//! Single ballots are known here until the differences are settled. [`Sheet::finish`] then gives up the sheet for
//! [`CountedPaper`], which holds totals only (promise 1 of the design).

use serde::{Deserialize, Serialize};

use super::sheet_sums::totals;
use super::{
    CountedPaper, Difference, PaperBallot, PaperFigures, PaperFlag, PaperTotals, Pass, Passes, Place, Reading,
    SheetFault,
};
use crate::survey::Survey;

/// Most ballots of a batch: more are hard to keep in order by hand.
pub const MAX_BATCH: u32 = 25;
/// Most paper ballots of one box. A sheet of a thousand rows and both passes then still fits the device.
pub const MAX_PAPER: u32 = 20_000;

/// One pass.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct Entered {
    /// Who enters it: number of a teller, from 1.
    teller: Option<u32>,
    /// As they lie in the batches.
    pub(super) ballots: Vec<PaperBallot>,
}

/// What the whole team read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Settlement {
    ballot: usize,
    place: Place,
    reading: Reading,
}

/// The count sheet while ballots are entered, compared and settled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    pub(super) figures: PaperFigures,
    batch: u32,
    pub(super) passes: [Entered; 2],
    compared: bool,
    settled: Vec<Settlement>,
    /// Ballots of the first pass when the second began: another reads them now, so they stay.
    #[serde(default)]
    begun_at: usize,
    /// Ballots that were compared; those found later lie behind them.
    #[serde(default)]
    compared_to: usize,
}

impl Sheet {
    /// An empty sheet for ballots in batches of so many.
    pub fn new(figures: PaperFigures, batch: u32) -> Result<Self, SheetFault> {
        let bounded = figures.collected <= MAX_PAPER && (1..=MAX_BATCH).contains(&batch);
        let passes = Default::default();
        let sheet = Self { figures, batch, passes, compared: false, settled: Vec::new(), begun_at: 0, compared_to: 0 };
        bounded.then_some(sheet).ok_or(SheetFault::TooLarge)
    }

    /// Can this be a sheet of the survey? Asked of one that was read back from the store.
    pub fn fits(&self, survey: &Survey) -> bool {
        let within = |entered: &Entered| {
            entered.ballots.len() <= self.figures.collected as usize
                && entered.ballots.iter().all(|ballot| ballot.fits(survey))
        };
        self.figures.collected <= MAX_PAPER
            && (1..=MAX_BATCH).contains(&self.batch)
            && self.passes.iter().all(within)
            && Pass::BOTH.into_iter().all(|pass| self.staying(pass) <= self.passes[pass as usize].ballots.len())
            && (!self.compared || self.complete())
    }

    /// As announced.
    pub fn figures(&self) -> PaperFigures {
        self.figures
    }

    /// Corrects what was announced; not below what is entered. Once the passes are compared, only more can have been
    /// collected: the passes are then open again for the ballots that were found, behind those that were compared.
    pub fn set_figures(&mut self, figures: PaperFigures) -> Result<(), SheetFault> {
        if figures.collected <= self.figures.collected {
            self.open()?;
        }
        let entered = Pass::BOTH.map(|pass| self.entered(pass)).into_iter().max().unwrap_or_default();
        match figures.collected {
            collected if collected > MAX_PAPER => Err(SheetFault::TooLarge),
            collected if collected < entered => Err(SheetFault::FewerThanEntered { entered }),
            _ => {
                self.figures = figures;
                self.compared = false;
                Ok(())
            }
        }
    }

    /// Ballots entered in a pass.
    pub fn entered(&self, pass: Pass) -> u32 {
        self.passes[pass as usize].ballots.len() as u32
    }

    /// Who enters a pass: number of a teller, from 1.
    pub fn teller(&self, pass: Pass) -> Option<u32> {
        self.passes[pass as usize].teller
    }

    /// Number of the batch and of the ballot in it, both from 1; and how many lie in that batch.
    pub fn position(&self, ballot: usize) -> [u32; 3] {
        let (at, batch) = (ballot as u32, self.batch.max(1));
        let first = at - at % batch;
        [at / batch + 1, at % batch + 1, self.figures.collected.saturating_sub(first).clamp(1, batch)]
    }

    /// Ballots that a batch holds, the last excepted.
    pub fn batch(&self) -> u32 {
        self.batch
    }

    /// Names who enters a pass: another teller than for the other, and the second only when the first is complete.
    pub fn begin(&mut self, pass: Pass, teller: u32) -> Result<(), SheetFault> {
        self.open()?;
        if pass == Pass::Second {
            self.whole(Pass::First)?;
        }
        if self.teller(pass.other()) == Some(teller) {
            return Err(SheetFault::SameTeller);
        }
        if self.entered(pass) > 0 && self.teller(pass) != Some(teller) {
            return Err(SheetFault::PassBegun);
        }
        self.passes[pass as usize].teller = Some(teller);
        Ok(())
    }

    /// Enters the next ballot of the stack. The first pass is complete when the second begins, so what it takes
    /// afterwards was found later and lies behind all that the second has seen.
    pub fn enter(&mut self, survey: &Survey, pass: Pass, ballot: PaperBallot) -> Result<(), SheetFault> {
        self.open()?;
        let collected = self.figures.collected;
        if self.teller(pass).is_none() {
            return Err(SheetFault::NoTeller);
        }
        if self.entered(pass) >= collected {
            return Err(SheetFault::MoreThanCollected { collected });
        }
        if pass == Pass::Second {
            self.whole(Pass::First)?;
        }
        if !ballot.fits(survey) {
            return Err(SheetFault::OtherBallot);
        }
        if pass == Pass::Second && self.entered(pass) == 0 {
            self.begun_at = self.passes[0].ballots.len();
        }
        self.passes[pass as usize].ballots.push(ballot);
        Ok(())
    }

    /// Can ballots of a pass still be taken back? None of the first once the second has begun, and none that was
    /// compared, so that no pass is made to follow the other; one found later can, until the second pass has it.
    pub fn may_take_back(&self, pass: Pass) -> Result<(), SheetFault> {
        self.open()?;
        match self.passes[pass as usize].ballots.len() {
            0 => Err(SheetFault::NothingEntered),
            entered if entered > self.staying(pass) => Ok(()),
            _ if self.compared_to > 0 => Err(SheetFault::Compared),
            _ => Err(SheetFault::PassBegun),
        }
    }

    /// Takes the last ballot back, to be entered anew by whoever enters this pass, where it [may be](Self::may_take_back).
    pub fn take_back(&mut self, pass: Pass) -> Result<PaperBallot, SheetFault> {
        self.may_take_back(pass)?;
        self.passes[pass as usize].ballots.pop().ok_or(SheetFault::NothingEntered)
    }

    /// Takes a pass back as far as it [may be](Self::may_take_back), to be entered anew; by another teller, too, where
    /// nothing of it is left.
    pub fn take_back_all(&mut self, pass: Pass) -> Result<(), SheetFault> {
        self.may_take_back(pass)?;
        let staying = self.staying(pass);
        let entered = &mut self.passes[pass as usize];
        entered.ballots.truncate(staying);
        if entered.ballots.is_empty() {
            entered.teller = None;
        }
        Ok(())
    }

    /// How many ballots of a pass stay, whoever wants to take them back.
    fn staying(&self, pass: Pass) -> usize {
        let begun = pass == Pass::First && self.entered(Pass::Second) > 0;
        if begun { self.begun_at.max(self.passes[1].ballots.len()) } else { self.compared_to }
    }

    /// Ends the entering. From now on a ballot changes only by what is settled.
    pub fn compare(&mut self) -> Result<(), SheetFault> {
        Pass::BOTH.into_iter().try_for_each(|pass| self.whole(pass))?;
        self.compared = true;
        self.compared_to = self.figures.collected as usize;
        Ok(())
    }

    /// Have the passes been compared?
    pub fn is_compared(&self) -> bool {
        self.compared
    }

    /// Every place where the passes differ, in the order of the batches; empty before [`Self::compare`].
    pub fn differences(&self) -> Vec<Difference> {
        if !self.compared {
            return Vec::new();
        }
        let [first, second] = &self.passes;
        let mut differences = Vec::new();
        for (ballot, (one, two)) in first.ballots.iter().zip(&second.ballots).enumerate() {
            let flags =
                PaperFlag::ALL.map(|flag| (Place::Flag(flag), [one, two].map(|read| Reading::Flag(read.has(flag)))));
            let marks = one.marks.iter().zip(&two.marks).enumerate();
            let marks = marks.map(|(row, (one, two))| (Place::Row(row), [*one, *two].map(Reading::Mark)));
            let differing = flags.into_iter().chain(marks).filter(|(_, [one, two])| one != two);
            differences.extend(differing.map(|(place, read)| Difference {
                ballot,
                place,
                read,
                settled: self.settlement(ballot, place),
            }));
        }
        differences
    }

    /// Records what the whole team reads on the ballot itself: one of the two, or a third. May be corrected.
    pub fn settle(&mut self, survey: &Survey, ballot: usize, place: Place, reading: Reading) -> Result<(), SheetFault> {
        if !self.compared {
            return Err(SheetFault::NotCompared);
        }
        if !self.differences().iter().any(|one| one.ballot == ballot && one.place == place) {
            return Err(SheetFault::NoDifference);
        }
        let possible = match (place, reading) {
            (Place::Row(row), Reading::Mark(mark)) => survey.rows().nth(row).is_some_and(|row| mark.fits(&row)),
            (Place::Flag(_), Reading::Flag(_)) => true,
            _ => false,
        };
        if !possible {
            return Err(SheetFault::OtherBallot);
        }
        self.settled.retain(|one| one.ballot != ballot || one.place != place);
        self.settled.push(Settlement { ballot, place, reading });
        Ok(())
    }

    /// Gives the totals, where both passes are complete, compared and settled. The single ballots end with the sheet.
    pub fn finish(&self, survey: &Survey) -> Result<CountedPaper, SheetFault> {
        Pass::BOTH.into_iter().try_for_each(|pass| self.whole(pass))?;
        if !self.compared {
            return Err(SheetFault::NotCompared);
        }
        let differences = self.differences();
        let open = differences.iter().filter(|one| one.settled.is_none()).count() as u32;
        if open > 0 {
            return Err(SheetFault::Unsettled { open });
        }
        let passes = match Pass::BOTH.map(|pass| self.teller(pass)) {
            [Some(first), Some(second)] => {
                Some(Passes { tellers: [first, second], differences: differences.len() as u32 })
            }
            // Nobody enters a stack of nothing.
            _ if self.figures.collected == 0 => None,
            _ => return Err(SheetFault::NoTeller),
        };
        let mut ballots = self.passes[0].ballots.clone();
        for Difference { ballot, place, settled, .. } in &differences {
            let Some(ballot) = ballots.get_mut(*ballot) else { continue };
            match (place, settled) {
                (Place::Row(row), Some(Reading::Mark(mark))) => {
                    if let Some(there) = ballot.marks.get_mut(*row) {
                        *there = *mark;
                    }
                }
                (Place::Flag(flag), Some(Reading::Flag(wrong))) => ballot.set(*flag, *wrong),
                _ => {}
            }
        }
        Ok(CountedPaper {
            figures: self.figures,
            totals: PaperTotals { passes, ..totals(survey, &self.figures, &ballots) },
            remarks: Vec::new(),
        })
    }

    fn open(&self) -> Result<(), SheetFault> {
        if self.compared { Err(SheetFault::Compared) } else { Ok(()) }
    }

    fn complete(&self) -> bool {
        Pass::BOTH.into_iter().all(|pass| self.whole(pass).is_ok())
    }

    fn whole(&self, pass: Pass) -> Result<(), SheetFault> {
        let (entered, collected) = (self.entered(pass), self.figures.collected);
        if entered == collected { Ok(()) } else { Err(SheetFault::Unfinished { pass, entered, collected }) }
    }

    fn settlement(&self, ballot: usize, place: Place) -> Option<Reading> {
        self.settled.iter().find(|one| one.ballot == ballot && one.place == place).map(|one| one.reading)
    }
}
