//! The whole app kept on the device, so that it works with the network off, from a cold start too.
//!
//! `sw.js` is the service worker: it keeps *generations*, lists of files with their SHA-256, and says what generations
//! mean and how one is accepted. This is the other side: how the pages read what it says ([`Heard`]), and when a newer
//! generation may take over ([`may_update`]). `browser` is all that knows the browser's interface.

use serde::Deserialize;

#[cfg(target_arch = "wasm32")]
mod browser;

#[cfg(target_arch = "wasm32")]
pub use browser::{Copy, register};

/// What a service worker says of itself and of the copies on the device.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Said {
    /// The generation that came with this service worker: 64 hexadecimal digits.
    pub generation: String,
    /// The generation that pages come from; `None` until one was accepted.
    pub current: Option<String>,
    /// Files of its own generation that are there; all of them only when the whole is accepted.
    pub done: u32,
    /// Files of its own generation.
    pub of: u32,
    /// Its own generation did not come whole: the file that is missing or has other bytes than it should, or the
    /// browser's reason.
    #[serde(default)]
    pub fault: Option<String>,
}

impl Said {
    /// Reads a message; `None` for one that is not a service worker's of ours.
    pub fn read(message: &str) -> Option<Self> {
        #[derive(Deserialize)]
        struct Message {
            offline: Said,
        }
        serde_json::from_str::<Message>(message).ok().map(|message| message.offline)
    }

    /// Its own generation is whole, and another one is in use.
    fn offers_another(&self) -> bool {
        self.done == self.of && self.fault.is_none() && self.current.as_ref().is_some_and(|id| *id != self.generation)
    }
}

/// Does the app work without a network?
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// No service worker has answered yet.
    Unknown,
    /// Files are coming.
    Loading {
        /// Files that are there.
        done: u32,
        /// Files in all.
        of: u32,
    },
    /// It does.
    Ready {
        /// The generation in use.
        generation: String,
        /// Another one that has come whole and waits for the organiser's word.
        newer: Option<String>,
    },
    /// It does not.
    Impossible(Obstacle),
}

/// Why the app cannot be kept on the device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Obstacle {
    /// The page came by plain `http:` from another machine; browsers keep nothing of such pages.
    Insecure,
    /// The browser has no service workers, or allows none: a private window, a policy, or an old browser.
    Refused,
    /// This file of the server's did not come, or has other bytes than its list says.
    Incomplete(String),
}

/// All that the service workers of this page have said so far. There may be two: one in use, and a newer one.
#[derive(Debug, Clone, Default)]
pub struct Heard {
    last: Option<Said>,
    newer: Option<String>,
}

impl Heard {
    /// Takes a message in. True where the pages' generation has changed since the one before: whoever shows a page of the
    /// old one should load it anew.
    pub fn hear(&mut self, said: Said) -> bool {
        let before = self.last.as_ref().and_then(|last| last.current.as_ref());
        let changed = before.is_some_and(|before| said.current.as_ref().is_some_and(|now| now != before));
        if said.offers_another() {
            self.newer = Some(said.generation.clone());
        }
        if self.newer == said.current {
            self.newer = None;
        }
        self.last = Some(said);
        changed
    }

    /// What it comes to.
    pub fn standing(&self) -> Standing {
        let Some(said) = &self.last else { return Standing::Unknown };
        match (&said.current, &said.fault) {
            // A newer one that did not come whole changes nothing: the browser will try again.
            (Some(generation), _) => Standing::Ready { generation: generation.clone(), newer: self.newer.clone() },
            (None, Some(file)) => Standing::Impossible(Obstacle::Incomplete(file.clone())),
            (None, None) => Standing::Loading { done: said.done, of: said.of },
        }
    }
}

/// A generation as people read it out: the first twelve digits, in groups of four.
pub fn short(generation: &str) -> String {
    let digits: Vec<char> = generation.chars().take(12).collect();
    digits.chunks(4).map(String::from_iter).collect::<Vec<_>>().join(" ")
}

/// A box of this device, as far as it matters here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeldBox {
    /// Is it a practice box?
    pub practice: bool,
    /// Is the meeting over: counted, result and record in the store?
    pub counted: bool,
}

/// Why the pages stay with their generation for now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hindrance {
    /// A real box is open, or closed and not counted.
    BoxOpen,
    /// The same for a practice box, which can also be deleted.
    PracticeBoxOpen,
    /// Another tab is in a box or a draft, or holds tellers' cards.
    AtWorkElsewhere,
}

/// May a newer generation take over now? Never while a box is open: a meeting ends with the program that it began with,
/// paused, closed and half-counted ones too. Boxes that cannot be read do not count: nobody votes in them, and a newer
/// program may be the one that can read them.
pub fn may_update(boxes: impl IntoIterator<Item = HeldBox>, at_work_elsewhere: bool) -> Result<(), Hindrance> {
    let mut practice = false;
    for one in boxes.into_iter().filter(|one| !one.counted) {
        if !one.practice {
            return Err(Hindrance::BoxOpen);
        }
        practice = true;
    }
    if practice {
        Err(Hindrance::PracticeBoxOpen)
    } else if at_work_elsewhere {
        Err(Hindrance::AtWorkElsewhere)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const REAL_OPEN: HeldBox = HeldBox { practice: false, counted: false };
    const REAL_COUNTED: HeldBox = HeldBox { practice: false, counted: true };
    const PRACTICE_OPEN: HeldBox = HeldBox { practice: true, counted: false };
    const PRACTICE_COUNTED: HeldBox = HeldBox { practice: true, counted: true };

    fn said(generation: &str, current: Option<&str>, done: u32) -> Said {
        Said { generation: generation.into(), current: current.map(Into::into), done, of: 9, fault: None }
    }

    fn ready(generation: &str, newer: Option<&str>) -> Standing {
        Standing::Ready { generation: generation.into(), newer: newer.map(Into::into) }
    }

    #[test]
    fn a_device_without_a_meeting_under_way_may_update() {
        assert_eq!(may_update([], false), Ok(()));
        assert_eq!(may_update([REAL_COUNTED, PRACTICE_COUNTED], false), Ok(()));
    }

    #[test]
    fn no_update_while_any_box_is_open_and_the_real_one_is_named_first() {
        assert_eq!(may_update([REAL_COUNTED, REAL_OPEN], false), Err(Hindrance::BoxOpen));
        assert_eq!(may_update([PRACTICE_OPEN, REAL_OPEN], true), Err(Hindrance::BoxOpen));
        assert_eq!(may_update([PRACTICE_OPEN, REAL_COUNTED], false), Err(Hindrance::PracticeBoxOpen));
    }

    #[test]
    fn no_update_under_the_hands_of_another_tab() {
        assert_eq!(may_update([], true), Err(Hindrance::AtWorkElsewhere));
    }

    #[test]
    fn a_first_visit_counts_files_until_the_copy_is_accepted() {
        let mut heard = Heard::default();
        assert_eq!(heard.standing(), Standing::Unknown);
        heard.hear(said("a", None, 3));
        assert_eq!(heard.standing(), Standing::Loading { done: 3, of: 9 });
        assert!(!heard.hear(said("a", Some("a"), 9)), "the page is of this very generation");
        assert_eq!(heard.standing(), ready("a", None));
    }

    #[test]
    fn a_file_that_did_not_come_is_named_and_a_later_attempt_may_succeed() {
        let mut heard = Heard::default();
        heard.hear(Said { fault: Some("main.css".into()), ..said("a", None, 0) });
        assert_eq!(heard.standing(), Standing::Impossible(Obstacle::Incomplete("main.css".into())));
        heard.hear(said("a", Some("a"), 9));
        assert_eq!(heard.standing(), ready("a", None));
    }

    #[test]
    fn a_newer_generation_is_offered_only_when_it_has_come_whole() {
        let mut heard = Heard::default();
        heard.hear(said("a", Some("a"), 9));
        heard.hear(said("b", Some("a"), 4));
        assert_eq!(heard.standing(), ready("a", None));
        heard.hear(Said { fault: Some("main.css".into()), ..said("b", Some("a"), 0) });
        assert_eq!(heard.standing(), ready("a", None), "half an upload is no news");
        heard.hear(said("b", Some("a"), 9));
        assert_eq!(heard.standing(), ready("a", Some("b")));
    }

    /// Two service workers answer one question, in any order.
    #[test]
    fn the_old_worker_speaking_last_does_not_hide_the_newer_one() {
        let mut heard = Heard::default();
        heard.hear(said("b", Some("a"), 9));
        heard.hear(said("a", Some("a"), 9));
        assert_eq!(heard.standing(), ready("a", Some("b")));
    }

    #[test]
    fn after_the_update_the_pages_are_told_to_load_anew() {
        let mut heard = Heard::default();
        heard.hear(said("b", Some("a"), 9));
        assert!(heard.hear(said("b", Some("b"), 9)));
        assert_eq!(heard.standing(), ready("b", None));
    }

    #[test]
    fn only_the_service_workers_own_messages_are_read() {
        let text = r#"{"offline":{"generation":"a","current":null,"done":1,"of":2}}"#;
        assert_eq!(Said::read(text), Some(Said { of: 2, ..said("a", None, 1) }));
        for foreign in ["", "null", "{}", r#"{"offline":1}"#, r#"{"offline":{"generation":"a","done":-1,"of":2}}"#] {
            assert_eq!(Said::read(foreign), None, "{foreign}");
        }
    }

    #[test]
    fn a_generation_is_read_out_in_three_groups() {
        assert_eq!(short("ca6f313c84ac0e0e69b1e8d7"), "ca6f 313c 84ac");
        assert_eq!(short(""), "");
    }
}
