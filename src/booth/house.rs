//! What differs between the pages that put a ballot before a voter. A page holds the code of its own houses only, so
//! `booth.html` goes without cameras and slips.

use core::{future::Future, pin::Pin};

use super::{
    Ctx,
    casting::{in_box, seal_and_store},
    drawn::Drawn,
    flow::Trouble,
    locked::locked,
};
use crate::text::{Phrase, booth as t};

/// A ballot on its way; done when it is where it belongs, durably.
pub(crate) type PutAway = Pin<Box<dyn Future<Output = Result<(), Trouble>>>>;

/// One way to come by a blank ballot, and to put a marked one away.
pub(crate) trait House {
    /// The screen between two voters.
    fn locked(&self, ctx: Ctx) -> Drawn;

    /// Seals the ballot that lies marked and puts it away.
    fn put_away(&self, ctx: Ctx) -> PutAway;

    /// The screen after that.
    fn in_box(&self, ctx: Ctx) -> Drawn;

    /// What the act of casting is called here.
    fn words(&self) -> &'static Words;
}

/// Sentences that depend on where the ballot goes.
pub(crate) struct Words {
    /// What it means to cast.
    pub(crate) last_word: Phrase,
    /// The act.
    pub(crate) cast: Phrase,
    /// While it works.
    pub(crate) casting: Phrase,
    /// Wipe the ballot instead.
    pub(crate) give_back: Phrase,
}

/// On a device that is the box.
pub(crate) static AT_THE_BOX: Words =
    Words { last_word: t::FINAL, cast: t::CAST, casting: t::CASTING, give_back: t::GIVE_BACK };

/// A teller releases every ballot.
pub(crate) struct Released;

impl House for Released {
    fn locked(&self, ctx: Ctx) -> Drawn {
        locked(ctx)
    }

    fn put_away(&self, ctx: Ctx) -> PutAway {
        Box::pin(seal_and_store(ctx))
    }

    fn in_box(&self, ctx: Ctx) -> Drawn {
        in_box(ctx)
    }

    fn words(&self) -> &'static Words {
        &AT_THE_BOX
    }
}
