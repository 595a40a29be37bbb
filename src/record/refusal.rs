//! What was brought to a box and not taken, as the officers' log says it.
//!
//! An entry says that something was refused, of which kind, and why. It names no slip, no ballot and nobody: two entries
//! with the same words cannot be told apart but by their minute.

use serde::{Deserialize, Serialize};

use super::{DeviceFault, OfficerAct, OfficerEvent, RecordFault};
use crate::slip::SlipFault;

/// Most refusals in one log; what is refused after them leaves no entry, so that nobody can fill a log by showing a used
/// slip all evening.
pub const MAX_REFUSALS: usize = 200;

/// What was refused, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Refusal {
    /// What was brought.
    pub what: Brought,
    /// Why it was not taken.
    pub why: RefusedAs,
}

/// What can be brought to a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Brought {
    /// A slip, for a ballot on this device.
    Slip,
    /// A ballot that was sealed on somebody's own phone, with its slip.
    HandIn,
    /// Another device's box file.
    BoxFile,
}

/// Why it was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum RefusedAs {
    /// The slip was used, or its ballot is out at this moment.
    Used,
    /// The slip was voided.
    Void,
    /// The slip is for another device of the box.
    OtherDevice,
    /// Of another box, or of a device that was never added.
    Foreign,
    /// A practice file where the box is real, or the other way round.
    OtherMode,
    /// Not readable, or not what it says that it is.
    Damaged,
    /// The vote was paused or closed.
    Closed,
}

/// A fault by which something that was brought may have been refused.
pub trait Refuses {
    /// What the log says of it; `None` where nothing was brought that could have been taken: a mistyped code, a full disk.
    fn refused_as(&self) -> Option<RefusedAs>;
}

impl Refuses for RecordFault {
    fn refused_as(&self) -> Option<RefusedAs> {
        use DeviceFault::{ForeignBox, NeverAdded, Number, OtherOpening, SealedForOther};
        Some(match self {
            Self::WrongMode { .. } => RefusedAs::OtherMode,
            Self::Device(
                ForeignBox { .. } | OtherOpening { .. } | SealedForOther { .. } | NeverAdded { .. } | Number { .. },
            ) => RefusedAs::Foreign,
            _ => RefusedAs::Damaged,
        })
    }
}

impl Refuses for SlipFault {
    fn refused_as(&self) -> Option<RefusedAs> {
        matches!(self, Self::OtherDevice { .. }).then_some(RefusedAs::OtherDevice)
    }
}

/// Whether a log has room for one more refusal.
pub fn takes_refusal(log: &[OfficerEvent]) -> bool {
    log.iter().filter(|event| event.kind == OfficerAct::Refused).count() < MAX_REFUSALS
}

#[cfg(test)]
mod tests {
    use OfficerAct::{Closed, Counted, Exported, Joined, Opened, Paused, Refused, Resumed};

    use super::super::{RecordFault, check_log, check_log_of, next_event};
    use super::*;
    use crate::survey::{Digest, Mode};

    const OPENING: Digest = Digest([9; 32]);
    const CLOCK: &str = "2026-11-22T19:30:00+07:00";
    const USED: Refusal = Refusal { what: Brought::Slip, why: RefusedAs::Used };

    fn log_of(acts: impl IntoIterator<Item = OfficerAct>) -> Vec<OfficerEvent> {
        let mut log = Vec::new();
        for act in acts {
            let event = next_event(&log, OPENING, act, CLOCK);
            log.push(match act {
                Refused => event.refusing(USED),
                Joined => event.about(2),
                _ => event,
            });
        }
        log
    }

    #[test]
    fn refusals_stand_from_the_opening_to_the_count_and_change_nothing_of_what_else_may_stand() {
        let chief = [Opened, Refused, Paused, Refused, Resumed, Refused, Closed, Refused, Counted, Exported];
        assert_eq!(check_log(&log_of(chief), OPENING), []);
        assert_eq!(check_log_of(2, &log_of([Joined, Refused, Closed, Refused]), OPENING), []);
        for (acts, seq) in [
            (&[Opened, Closed, Counted, Refused][..], 3),
            (&[Opened, Paused, Refused, Paused], 3),
            (&[Opened, Closed, Refused, Resumed], 3),
        ] {
            let faults = check_log(&log_of(acts.iter().copied()), OPENING);
            assert_eq!(faults, [RecordFault::BrokenLog { seq }], "{acts:?}");
        }
        assert!(!check_log(&log_of([Refused, Opened]), OPENING).is_empty());
    }

    #[test]
    fn a_refusal_says_what_was_refused_and_no_other_act_does() {
        let mut log = log_of([Opened, Refused]);
        log[1].refused = None;
        assert_eq!(check_log(&log, OPENING), [RecordFault::LogMembers { seq: 1 }]);
        for member in [|event: OfficerEvent| event.about(2), |event: OfficerEvent| event.counting(1)] {
            let mut log = log_of([Opened, Refused]);
            log[1] = member(log[1].clone());
            assert_eq!(check_log(&log, OPENING), [RecordFault::LogMembers { seq: 1 }]);
        }
        let mut log = log_of([Opened, Paused]);
        log[1].refused = Some(USED);
        assert_eq!(check_log(&log, OPENING), [RecordFault::LogMembers { seq: 1 }]);
    }

    #[test]
    fn a_log_takes_so_many_refusals_and_no_more() {
        let acts = |count| [Opened].into_iter().chain(std::iter::repeat_n(Refused, count));
        assert!(takes_refusal(&log_of(acts(MAX_REFUSALS - 1))));
        let full = log_of(acts(MAX_REFUSALS));
        assert!(!takes_refusal(&full));
        assert_eq!(check_log(&full, OPENING), []);
        let one_more = log_of(acts(MAX_REFUSALS + 1));
        assert_eq!(check_log(&one_more, OPENING), [RecordFault::BrokenLog { seq: MAX_REFUSALS as u32 + 1 }]);
        // Whatever else is to be done can still be done.
        assert_eq!(check_log(&log_of(acts(MAX_REFUSALS).chain([Closed, Counted])), OPENING), []);
    }

    #[test]
    fn an_entry_holds_two_words_of_a_refusal_and_nothing_that_was_brought() {
        let event = &log_of([Opened, Refused])[1];
        let expected = format!(
            r#"{{"seq":1,"kind":"refused","refused":{{"what":"slip","why":"used"}},"device_clock":"{CLOCK}","previous":"{}"}}"#,
            event.previous
        );
        assert_eq!(serde_json::to_string(event).unwrap(), expected);
        assert_eq!(&serde_json::from_str::<OfficerEvent>(&expected).unwrap(), event);
    }

    #[test]
    fn a_fault_is_a_refusal_only_where_something_was_brought_that_could_have_been_taken() {
        let [expected, found] = [Mode::Real, Mode::Practice];
        let as_of = |fault: RecordFault| fault.refused_as();
        assert_eq!(as_of(RecordFault::WrongMode { expected, found }), Some(RefusedAs::OtherMode));
        assert_eq!(as_of(DeviceFault::NeverAdded { device: 3 }.into()), Some(RefusedAs::Foreign));
        let [expected, found] = ["a", "b"].map(str::to_owned);
        assert_eq!(as_of(DeviceFault::ForeignBox { expected, found }.into()), Some(RefusedAs::Foreign));
        assert_eq!(as_of(RecordFault::UnknownKind), Some(RefusedAs::Damaged));
        assert_eq!(as_of(DeviceFault::PartTaken.into()), Some(RefusedAs::Damaged));
        assert_eq!(SlipFault::OtherDevice { device: 2 }.refused_as(), Some(RefusedAs::OtherDevice));
        assert_eq!(SlipFault::WrongCheck.refused_as(), None, "a typing error is no slip");
    }
}
