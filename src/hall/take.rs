//! A ballot that a phone hands in: read, held against the box, and put into it with its slip.

use leptos::prelude::*;

use crate::booth::Devices;
use crate::record::{Brought, RefusedAs, Refuses};
use crate::slip::SlipFault;
use crate::store::{ImportFault, StoreFault};
use crate::text::{Explain, Explained, Lang};
use crate::worker::Client;
use crate::worker::protocol::{Answer, Failure, Request};

/// What became of it.
#[derive(Clone)]
pub(super) enum Taken {
    /// It is in the box; whether it was before, and how many are there now.
    InBox { before: bool, count: u32 },
    /// It is not, and nothing was changed.
    Refused(Explained),
}

enum Fault {
    Read(Failure),
    Slip(SlipFault),
    Store(ImportFault),
}

impl Explain for Fault {
    fn explain(&self, lang: Lang) -> Explained {
        match self {
            Self::Read(fault) => fault.explain(lang),
            Self::Slip(fault) => fault.explain(lang),
            Self::Store(fault) => fault.explain(lang),
        }
    }
}

impl Refuses for Fault {
    fn refused_as(&self) -> Option<RefusedAs> {
        match self {
            Self::Read(Failure::Record(fault)) => fault.refused_as(),
            Self::Read(_) => None, // the worker could not look at it
            // A phone sends a code whose check fits, or it was not made by one.
            Self::Slip(fault) => fault.refused_as().or(Some(RefusedAs::Damaged)),
            Self::Store(fault) => fault.refused_as(),
        }
    }
}

/// Takes what was scanned.
pub(super) async fn take(
    client: StoredValue<Client, LocalStorage>,
    devices: Devices,
    text: String,
    lang: Lang,
) -> Taken {
    let before = match put(client, &devices, text).await {
        Ok(()) => false,
        // The phone did not see that it was taken, and shows it again.
        Err(Fault::Store(ImportFault::Store(StoreFault::AlreadyThere))) => true,
        Err(fault) => {
            devices.writer.note_refusal(Brought::HandIn, &fault).await;
            return Taken::Refused(fault.explain(lang));
        }
    };
    match devices.writer.collected().await {
        Ok(count) => Taken::InBox { before, count },
        Err(fault) => Taken::Refused(fault.explain(lang)),
    }
}

async fn put(client: StoredValue<Client, LocalStorage>, devices: &Devices, text: String) -> Result<(), Fault> {
    let gone = Fault::Read(Failure::WorkerGone);
    let Some(client) = client.try_get_value() else { return Err(gone) };
    let state = devices.writer.state();
    // Each time anew: the worker that looks for codes may have broken down since.
    if let Answer::Failed(failure) = client.ask(Request::Prepare { survey: state.survey, opening: state.opening }).await
    {
        return Err(Fault::Read(failure));
    }
    let (slip, parts) = match client.ask(Request::ReadHandIn { text }).await {
        Answer::HandedIn { slip, parts } => (slip, parts),
        Answer::Failed(failure) => return Err(Fault::Read(failure)),
        _ => return Err(gone),
    };
    let hash = devices.writer.read_slip(&slip).map_err(Fault::Slip)?;
    let slip = zeroize::Zeroizing::new(slip);
    drop(slip);
    devices.writer.accept_handed_in(hash, &parts.ballot_id, &parts.ballot, parts.remarks).await.map_err(Fault::Store)
}
