//! The officers' log: a hash chain of its own on every device, apart from the ballots.
//!
//! Every entry names the digest of the one before, the first that of the opening
//! statement. Times are the device's clock and are called so wherever they are shown.

use serde::{Deserialize, Serialize};

use super::devices::{CHIEF, MAX_DEVICES};
use super::opening::minute_of;
use super::refusal::{MAX_REFUSALS, Refusal};
use super::{OfficerAct, OfficerEvent, RecordFault};
use crate::survey::Digest;

/// The next entry of a log, without device and count.
pub fn next_event(log: &[OfficerEvent], opening: Digest, kind: OfficerAct, device_clock: &str) -> OfficerEvent {
    OfficerEvent {
        seq: log.len() as u32,
        kind,
        device: None,
        count: None,
        refused: None,
        device_clock: device_clock.to_owned(),
        previous: log.last().map_or(opening, Digest::of_json),
    }
}

impl OfficerEvent {
    /// The entry with the device that it is about.
    #[must_use]
    pub fn about(self, device: u32) -> Self {
        Self { device: Some(device), ..self }
    }

    /// The entry with how many it is about.
    #[must_use]
    pub fn counting(self, count: u32) -> Self {
        Self { count: Some(count), ..self }
    }

    /// The entry with what was refused.
    #[must_use]
    pub fn refusing(self, refusal: Refusal) -> Self {
        Self { refused: Some(refusal), ..self }
    }
}

/// Every entry of the chief device's log that does not follow from the one before, acts out of their order, and refusals
/// beyond [`MAX_REFUSALS`].
pub fn check_log(log: &[OfficerEvent], opening: Digest) -> Vec<RecordFault> {
    check_log_of(CHIEF, log, opening)
}

/// As [`check_log`], of any device: the chief's begins with `opened`, another's with its own `joined`.
pub fn check_log_of(device: u32, log: &[OfficerEvent], opening: Digest) -> Vec<RecordFault> {
    let mut faults = Vec::new();
    let mut previous = opening;
    let mut stage = Stage::Begin;
    let mut refusals = 0;
    for (index, event) in log.iter().enumerate() {
        let seq = index as u32;
        refusals += usize::from(event.kind == OfficerAct::Refused);
        let too_many = event.kind == OfficerAct::Refused && refusals > MAX_REFUSALS;
        let follows = event.previous == previous && event.seq == seq && !too_many;
        match stage.after(device, event.kind) {
            Some(next) if follows => stage = next,
            next => {
                faults.push(RecordFault::BrokenLog { seq });
                stage = next.unwrap_or(stage);
            }
        }
        if !has_its_members(device, seq, event) {
            faults.push(RecordFault::LogMembers { seq });
        }
        previous = Digest::of_json(event);
    }
    if log.is_empty() {
        faults.push(RecordFault::BrokenLog { seq: 0 });
    }
    faults
}

/// Reads entries as a store keeps them, one text each; the place of the first that cannot be read, or stands at another
/// place than it says, is the fault.
///
/// Boxes opened before there were several devices called the clock `at`. Their entries are taken over with their links
/// made anew, always the same, so that the entries that follow hold.
pub fn read_log<'a>(texts: impl IntoIterator<Item = &'a str>) -> Result<Vec<OfficerEvent>, usize> {
    let mut log: Vec<OfficerEvent> = Vec::new();
    let mut before: Option<Digest> = None;
    for (seq, text) in texts.into_iter().enumerate() {
        let event = if let Ok(event) = serde_json::from_str::<OfficerEvent>(text) {
            before = None;
            event
        } else {
            let old: EventBefore = serde_json::from_str(text).map_err(|_| seq)?;
            // Old entries stand before all new ones, linked as they were.
            let follows = log.is_empty() || before == Some(old.previous);
            if !follows || log.len() != old.seq as usize {
                return Err(seq);
            }
            before = Some(Digest::of_json(&old));
            next_event(&log, old.previous, old.kind, &old.at)
        };
        if event.seq as usize != seq {
            return Err(seq);
        }
        log.push(event);
    }
    Ok(log)
}

/// An entry of a box that was opened before there were several devices.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct EventBefore {
    seq: u32,
    kind: OfficerAct,
    at: String,
    previous: Digest,
}

/// Entries at which the device's clock had gone back by more than a minute since the one before, and by how many.
pub fn steps_back(log: &[OfficerEvent]) -> Vec<(u32, u32)> {
    let pairs = log.iter().zip(log.iter().skip(1));
    let step = |(before, event): (&OfficerEvent, &OfficerEvent)| {
        let back = minute_of(&before.device_clock)? - minute_of(&event.device_clock)?;
        (back > 1).then_some((event.seq, u32::try_from(back).unwrap_or(u32::MAX)))
    };
    pairs.filter_map(step).collect()
}

/// Entry at which the device was closed; `None` while it may still take ballots.
pub(super) fn first_close(log: &[OfficerEvent]) -> Option<usize> {
    log.iter().position(|event| event.kind == OfficerAct::Closed)
}

/// What has happened so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Begin,
    Voting,
    Paused,
    Closed,
    Counted,
}

impl Stage {
    /// The stage after an act; `None` where the act cannot be done at this stage, or not on this device.
    fn after(self, device: u32, act: OfficerAct) -> Option<Self> {
        use OfficerAct::{
            BackedUp, Closed, Counted, Exported, HandedOver, Imported, Joined, Opened, Paused, Refused, Restored,
            Resumed, Slips, Voided,
        };
        let chief = device == CHIEF;
        let open = matches!(self, Self::Voting | Self::Paused);
        match act {
            Opened => (self == Self::Begin && chief).then_some(Self::Voting),
            Joined if self == Self::Begin => (!chief).then_some(Self::Voting),
            Paused => (self == Self::Voting).then_some(Self::Paused),
            Resumed => (self == Self::Paused).then_some(Self::Voting),
            Closed => open.then_some(Self::Closed),
            Joined => (chief && open).then_some(self),
            Slips | Voided => open.then_some(self),
            Imported => (chief && (open || self == Self::Closed)).then_some(self),
            Restored | Refused => (open || self == Self::Closed).then_some(self),
            BackedUp => (self != Self::Begin).then_some(self),
            HandedOver => (!chief && self == Self::Closed).then_some(self),
            Counted => (chief && self == Self::Closed).then_some(Self::Counted),
            Exported => (self == Self::Counted).then_some(self),
        }
    }
}

/// Whether an entry has the members of its act: which device was added or imported, how many, and what was refused.
fn has_its_members(device: u32, seq: u32, event: &OfficerEvent) -> bool {
    if event.refused.is_some() != (event.kind == OfficerAct::Refused) {
        return false;
    }
    let other = |device: Option<u32>| device.is_some_and(|device| device > CHIEF && device <= MAX_DEVICES);
    match event.kind {
        OfficerAct::Joined if seq == 0 => event.device == Some(device) && event.count.is_none(),
        OfficerAct::Joined => other(event.device) && event.count.is_none(),
        OfficerAct::Imported => event.count.is_some() && (event.device == Some(CHIEF) || other(event.device)),
        OfficerAct::Slips | OfficerAct::Voided => {
            event.count.is_some() && event.device.is_none_or(|of| (CHIEF..=MAX_DEVICES).contains(&of))
        }
        _ => event.device.is_none() && event.count.is_none(),
    }
}

#[cfg(test)]
mod tests {
    use OfficerAct::{
        BackedUp, Closed, Counted, Exported, HandedOver, Imported, Joined, Opened, Paused, Restored, Resumed, Slips,
        Voided,
    };

    use super::*;

    const OPENING: Digest = Digest([9; 32]);
    const CLOCK: &str = "2026-11-22T19:30:00+07:00";

    type Entry = (OfficerAct, Option<u32>, Option<u32>);

    fn log_of(acts: &[Entry]) -> Vec<OfficerEvent> {
        let mut log = Vec::new();
        for &(act, device, count) in acts {
            let event = OfficerEvent { device, count, ..next_event(&log, OPENING, act, CLOCK) };
            log.push(event);
        }
        log
    }

    fn bare(acts: &[OfficerAct]) -> Vec<OfficerEvent> {
        log_of(&acts.iter().map(|act| (*act, None, None)).collect::<Vec<_>>())
    }

    fn log() -> Vec<OfficerEvent> {
        bare(&[Opened, Paused, Resumed, Closed])
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
        log[0].device_clock = "2026-11-22T18:00:00+07:00".into();
        assert_eq!(check_log(&log, OPENING), [RecordFault::BrokenLog { seq: 1 }]);
    }

    #[test]
    fn a_log_of_another_opening_does_not_hold() {
        assert_eq!(check_log(&log(), Digest([8; 32])), [RecordFault::BrokenLog { seq: 0 }]);
    }

    #[test]
    fn a_box_cannot_be_opened_again_after_its_close() {
        let mut log = log();
        let event = next_event(&log, OPENING, Resumed, "2026-11-22T19:40:00+07:00");
        log.push(event);
        assert_eq!(check_log(&log, OPENING), [RecordFault::BrokenLog { seq: 4 }]);
    }

    #[test]
    fn an_empty_log_is_no_log() {
        assert_eq!(check_log(&[], OPENING), [RecordFault::BrokenLog { seq: 0 }]);
    }

    #[test]
    fn devices_slips_and_backups_stand_wherever_the_box_is_open_for_them() {
        let chief = log_of(&[
            (Opened, None, None),
            (Joined, Some(2), None),
            (Slips, Some(2), Some(60)),
            (Slips, None, Some(40)),
            (Paused, None, None),
            (Voided, None, Some(1)),
            (BackedUp, None, None),
            (Imported, Some(2), Some(7)),
            (Resumed, None, None),
            (Restored, None, None),
            (Closed, None, None),
            (Imported, Some(2), Some(31)),
            (Restored, None, None),
            (Counted, None, None),
            (Exported, None, None),
            (BackedUp, None, None),
            (Exported, None, None),
        ]);
        assert_eq!(check_log(&chief, OPENING), []);
        let second = log_of(&[
            (Joined, Some(2), None),
            (Paused, None, None),
            (Resumed, None, None),
            (Voided, None, Some(2)),
            (BackedUp, None, None),
            (Closed, None, None),
            (HandedOver, None, None),
            (HandedOver, None, None),
        ]);
        assert_eq!(check_log_of(2, &second, OPENING), []);
        // Each device's log is its own.
        assert_eq!(check_log_of(3, &second, OPENING), [RecordFault::LogMembers { seq: 0 }]);
        assert!(!check_log(&second, OPENING).is_empty());
        assert!(!check_log_of(2, &chief, OPENING).is_empty());
    }

    #[test]
    fn acts_at_a_stage_that_does_not_allow_them_are_named() {
        for (late, before) in [
            (Voided, &[Opened, Closed][..]),
            (Joined, &[Opened, Closed]),
            (Slips, &[Opened, Closed]),
            (Imported, &[Opened, Closed, Counted]),
            (Restored, &[Opened, Closed, Counted]),
            (HandedOver, &[Opened, Closed]),
            (Opened, &[Opened]),
            (Counted, &[Opened]),
            (BackedUp, &[]),
        ] {
            let entry = match late {
                Joined => (late, Some(2), None),
                Imported => (late, Some(2), Some(1)),
                Slips | Voided => (late, None, Some(1)),
                _ => (late, None, None),
            };
            let acts: Vec<Entry> = before.iter().map(|act| (*act, None, None)).chain([entry]).collect();
            let expected = RecordFault::BrokenLog { seq: before.len() as u32 };
            assert_eq!(check_log(&log_of(&acts), OPENING), [expected], "{late:?}");
        }
        // Only the chief device counts and takes others in.
        for entry in [(Counted, None, None), (Imported, Some(3), Some(1)), (Joined, Some(3), None)] {
            let acts = [(Joined, Some(2), None), (Closed, None, None), entry];
            let expected = [RecordFault::BrokenLog { seq: 2 }];
            assert_eq!(check_log_of(2, &log_of(&acts), OPENING), expected, "{entry:?}");
        }
    }

    #[test]
    fn an_act_without_its_device_or_count_is_named_and_so_is_one_with_too_much() {
        for entry in [
            (Joined, None, None),
            (Joined, Some(1), None),
            (Joined, Some(31), None),
            (Joined, Some(2), Some(1)),
            (Imported, Some(2), None),
            (Imported, None, Some(1)),
            (Slips, None, None),
            (Slips, Some(0), Some(1)),
            (BackedUp, Some(2), None),
            (Paused, None, Some(1)),
        ] {
            let log = log_of(&[(Opened, None, None), entry]);
            assert_eq!(check_log(&log, OPENING), [RecordFault::LogMembers { seq: 1 }], "{entry:?}");
        }
    }

    #[test]
    fn the_log_of_a_box_that_was_opened_before_there_were_several_devices_goes_on() {
        // A box must survive the app's update: its clock was called `at`.
        let mut previous = OPENING;
        let mut texts = Vec::new();
        for (seq, kind) in [(0, Opened), (1, Paused), (2, Resumed)] {
            let old = EventBefore { seq, kind, at: CLOCK.into(), previous };
            previous = Digest::of_json(&old);
            texts.push(serde_json::to_string(&old).unwrap());
        }
        let read = |texts: &[String]| read_log(texts.iter().map(String::as_str));
        let log = read(&texts).unwrap();
        assert_eq!(log, bare(&[Opened, Paused, Resumed]));
        let closed = next_event(&log, OPENING, Closed, CLOCK);
        texts.push(serde_json::to_string(&closed).unwrap());
        assert_eq!(check_log(&read(&texts).unwrap(), OPENING), []);
        // What was changed is not healed by that.
        let changed: Vec<String> = texts.iter().map(|text| text.replacen("paused", "opened", 1)).collect();
        assert_eq!(read(&changed), Err(2));
        texts.remove(1);
        assert_eq!(read(&texts), Err(1));
        assert_eq!(read(&["{}".into()]), Err(0));
    }

    #[test]
    fn a_clock_that_went_back_is_noticed_whatever_the_offset_and_is_no_fault() {
        let mut log = Vec::new();
        for (act, clock) in [
            (Opened, "2026-11-22T19:30:00+07:00"),
            (Paused, "2026-11-22T19:29:00+07:00"),  // one minute: rounding
            (Resumed, "2026-11-22T12:45:00+00:00"), // later, in another offset
            (Closed, "2026-11-21T19:45:00+07:00"),
        ] {
            let event = next_event(&log, OPENING, act, clock);
            log.push(event);
        }
        assert_eq!(check_log(&log, OPENING), []);
        assert_eq!(steps_back(&log), [(3, 1440)]);
    }
}
