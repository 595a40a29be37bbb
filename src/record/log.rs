//! The officers' log: a hash chain of its own, apart from the ballots.
//!
//! Every entry names the digest of the one before, the first that of the opening
//! statement. Times are the device's clock and are called so wherever they are shown.

use super::{OfficerAct, OfficerEvent, RecordFault};
use crate::survey::Digest;

/// The next entry of a log.
pub fn next_event(log: &[OfficerEvent], opening: Digest, kind: OfficerAct, at: &str) -> OfficerEvent {
    OfficerEvent {
        seq: log.len() as u32,
        kind,
        at: at.to_owned(),
        previous: log.last().map_or(opening, Digest::of_json),
    }
}

/// Every entry that does not follow from the one before, and acts out of their order.
pub fn check_log(log: &[OfficerEvent], opening: Digest) -> Vec<RecordFault> {
    let mut faults = Vec::new();
    let mut previous = opening;
    let mut before: Option<OfficerAct> = None;
    for (index, event) in log.iter().enumerate() {
        let follows = event.previous == previous && event.seq as usize == index;
        if !follows || !may_follow(before, event.kind) {
            faults.push(RecordFault::BrokenLog { seq: index as u32 });
        }
        previous = Digest::of_json(event);
        before = Some(event.kind);
    }
    faults
}

/// Which act may follow which.
fn may_follow(before: Option<OfficerAct>, act: OfficerAct) -> bool {
    use OfficerAct::{Closed, Counted, Exported, Opened, Paused, Resumed};
    match before {
        None => act == Opened,
        Some(Opened | Resumed) => matches!(act, Paused | Closed),
        Some(Paused) => matches!(act, Resumed | Closed),
        Some(Closed) => act == Counted,
        Some(Counted | Exported) => act == Exported,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPENING: Digest = Digest([9; 32]);

    fn log() -> Vec<OfficerEvent> {
        use OfficerAct::{Closed, Opened, Paused, Resumed};
        let mut log = Vec::new();
        for act in [Opened, Paused, Resumed, Closed] {
            let event = next_event(&log, OPENING, act, "2026-11-22T19:30:00+07:00");
            log.push(event);
        }
        log
    }

    #[test]
    fn a_log_as_it_was_kept_holds() {
        assert!(check_log(&log(), OPENING).is_empty());
    }

    #[test]
    fn an_entry_left_out_shows_in_the_one_after() {
        let mut log = log();
        log.remove(1);
        assert_eq!(check_log(&log, OPENING)[0], RecordFault::BrokenLog { seq: 1 });
    }

    #[test]
    fn a_changed_time_shows_in_the_entry_after() {
        let mut log = log();
        log[0].at = "2026-11-22T18:00:00+07:00".into();
        assert_eq!(check_log(&log, OPENING), [RecordFault::BrokenLog { seq: 1 }]);
    }

    #[test]
    fn a_log_of_another_opening_does_not_hold() {
        assert_eq!(check_log(&log(), Digest([8; 32])), [RecordFault::BrokenLog { seq: 0 }]);
    }

    #[test]
    fn a_box_cannot_be_opened_again_after_its_close() {
        let mut log = log();
        let event = next_event(&log, OPENING, OfficerAct::Resumed, "2026-11-22T19:40:00+07:00");
        log.push(event);
        assert_eq!(check_log(&log, OPENING), [RecordFault::BrokenLog { seq: 4 }]);
    }
}
