//! Which screen follows which: the booth as a small state machine, without the web.
//!
//! The rule that matters: marks exist only on the screens for which
//! [`Screen::holds_marks`] is true. `Booth` wipes the paper on the
//! way to every other screen, so no path can forget to.

/// Seconds without a touch after which a voter is asked whether they are still there.
pub const IDLE: u32 = 45;
/// Seconds to answer before the ballot is wiped.
pub const GRACE: u32 = 20;
/// On the trouble screen somebody is fetched: that takes longer, and no mark is on view.
const IDLE_IN_TROUBLE: u32 = 180;

/// What the screen shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Screen {
    /// Between two voters: the number of ballots in the box, nothing else.
    Locked,
    /// The ballot.
    Marking {
        /// The subject in hand, from 0.
        at: usize,
        /// The voter has seen the review, and may go back there from anywhere.
        reviewed: bool,
    },
    /// What was marked, in words.
    Review,
    /// The ballot is being sealed and stored.
    Casting,
    /// The ballot is not in the box, and why. Shows no mark: someone comes to help.
    Trouble(Trouble),
    /// The ballot is in the box.
    InBox,
}

/// Why a ballot is not in the box, as far as a voter or teller can do something about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// The disk is full.
    Full,
    /// Another window has taken the box.
    OtherTab,
    /// Sealing failed or its worker broke down; it has been started anew.
    Sealing,
    /// The box takes no ballots now.
    NotOpen,
    /// The write failed otherwise.
    Storing,
}

/// What happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// A blank ballot is handed over: a new slip, or the one that is still out.
    Handed,
    /// Go to this subject.
    Show(usize),
    /// Look at the ballot in words.
    Look,
    /// Put it into the box; also: try again.
    Cast,
    /// The store has it, durably.
    Stored,
    /// It is not in the box.
    Failed(Trouble),
    /// Nobody is there any more, or the voter gives the ballot back: wipe it, the slip stays out.
    Abandoned,
    /// The voter has seen that the ballot is in the box.
    Done,
}

impl Screen {
    /// The screen after `event`, or `None` where the event means nothing here
    /// (a second tap on a button that has done its work).
    pub fn after(self, event: Event) -> Option<Self> {
        use Event as E;
        Some(match (self, event) {
            (Self::Locked, E::Handed) => Self::Marking { at: 0, reviewed: false },
            (Self::Marking { reviewed, .. }, E::Show(at)) => Self::Marking { at, reviewed },
            (Self::Review, E::Show(at)) => Self::Marking { at, reviewed: true },
            (Self::Marking { .. } | Self::Trouble(_), E::Look) => Self::Review,
            (Self::Review | Self::Trouble(_), E::Cast) => Self::Casting,
            (Self::Casting, E::Stored) => Self::InBox,
            (Self::Casting, E::Failed(trouble)) => Self::Trouble(trouble),
            // Not from Casting: a write that is under way may yet succeed.
            (Self::Marking { .. } | Self::Review | Self::Trouble(_), E::Abandoned) | (Self::InBox, E::Done) => {
                Self::Locked
            }
            _ => return None,
        })
    }

    /// True where a voter's marks may exist in memory.
    pub fn holds_marks(self) -> bool {
        !matches!(self, Self::Locked | Self::InBox)
    }

    /// True where the voter reads and chooses, so that language and text size are of use.
    pub fn is_voters(self) -> bool {
        matches!(self, Self::Marking { .. } | Self::Review | Self::Trouble(_))
    }

    /// Seconds of silence after which to ask. `None`: never; least of all while a ballot is being stored.
    pub fn idle_after(self) -> Option<u32> {
        match self {
            Self::Marking { .. } | Self::Review => Some(IDLE),
            Self::Trouble(_) => Some(IDLE_IN_TROUBLE),
            Self::Locked | Self::Casting | Self::InBox => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MARKING: Screen = Screen::Marking { at: 0, reviewed: false };

    #[test]
    fn a_voter_goes_from_ballot_to_review_to_box() {
        let path = [Event::Handed, Event::Look, Event::Cast, Event::Stored, Event::Done];
        let last =
            path.iter().fold(Screen::Locked, |screen, event| screen.after(*event).expect("each step is allowed"));
        assert_eq!(last, Screen::Locked);
    }

    #[test]
    fn the_box_is_said_to_hold_the_ballot_only_after_the_store_says_so() {
        for screen in [Screen::Locked, MARKING, Screen::Review, Screen::Trouble(Trouble::Full), Screen::InBox] {
            assert_eq!(screen.after(Event::Stored), None, "{screen:?}");
        }
        assert_eq!(Screen::Casting.after(Event::Stored), Some(Screen::InBox));
    }

    #[test]
    fn a_second_tap_on_cast_does_nothing() {
        assert_eq!(Screen::Casting.after(Event::Cast), None);
        assert_eq!(Screen::InBox.after(Event::Cast), None);
    }

    #[test]
    fn silence_never_wipes_a_ballot_that_is_being_stored() {
        assert_eq!(Screen::Casting.idle_after(), None);
        assert_eq!(Screen::Casting.after(Event::Abandoned), None);
    }

    #[test]
    fn an_abandoned_ballot_leaves_no_marks() {
        for screen in [MARKING, Screen::Review, Screen::Trouble(Trouble::Storing)] {
            let after = screen.after(Event::Abandoned).expect("can be abandoned");
            assert!(!after.holds_marks());
        }
    }

    #[test]
    fn trouble_keeps_the_marks_for_another_try() {
        let trouble = Screen::Casting.after(Event::Failed(Trouble::Full)).expect("can fail");
        assert!(trouble.holds_marks());
        assert_eq!(trouble.after(Event::Cast), Some(Screen::Casting));
    }

    #[test]
    fn after_the_review_every_subject_leads_back_to_it() {
        let editing = Screen::Review.after(Event::Show(3)).expect("can be edited");
        assert_eq!(editing, Screen::Marking { at: 3, reviewed: true });
        assert_eq!(editing.after(Event::Show(4)), Some(Screen::Marking { at: 4, reviewed: true }));
    }
}
