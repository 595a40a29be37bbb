//! What was brought and not taken, noted in the officers' log.

use super::open::LOG;
use super::writer::in_phase;
use super::{BoxWriter, ImportFault, Phase, StoreFault, log};
use crate::record::{Brought, OfficerAct, Refusal, RefusedAs, Refuses, takes_refusal};

impl Refuses for StoreFault {
    fn refused_as(&self) -> Option<RefusedAs> {
        match self {
            Self::SlipUsed | Self::SlipAtBooth => Some(RefusedAs::Used),
            Self::SlipVoid => Some(RefusedAs::Void),
            Self::SlipOfDevice(_) => Some(RefusedAs::OtherDevice),
            Self::SlipUnknown => Some(RefusedAs::Foreign),
            Self::WrongPhase(_) => Some(RefusedAs::Closed),
            _ => None,
        }
    }
}

impl Refuses for ImportFault {
    fn refused_as(&self) -> Option<RefusedAs> {
        match self {
            Self::Store(fault) => fault.refused_as(),
            Self::Record(fault) => fault.refused_as(),
        }
    }
}

impl BoxWriter {
    /// Notes that something was refused, after it was: what refused it has undone its own transaction. Once the log has
    /// [`MAX_REFUSALS`](crate::record::MAX_REFUSALS) of them, nothing more is added.
    ///
    /// [`StoreFault::WrongPhase`] after the count.
    pub async fn refused(&self, refusal: Refusal) -> Result<(), StoreFault> {
        let (writing, state) = self.begin(&[LOG]).await?;
        in_phase(&state, &[Phase::Voting, Phase::Paused, Phase::Closed])?;
        if takes_refusal(&log::read(&writing, &state.box_id).await?) {
            log::append_with(&writing, &state, OfficerAct::Refused, |event| event.refusing(refusal)).await?;
        }
        self.commit(writing, state).await
    }

    /// As [`Self::refused`], of a fault, where it is one that refuses something. Never fails: whoever brought it is told why
    /// it was not taken, whether or not that can be noted.
    pub async fn note_refusal(&self, what: Brought, fault: &impl Refuses) {
        if let Some(why) = fault.refused_as() {
            let _ = self.refused(Refusal { what, why }).await;
        }
    }
}
