//! Attendance and tellers as they are typed, with what is wrong at each field.

use leptos::prelude::*;

use crate::count::Attendance;
use crate::record::TellerSetup;
use crate::seal::MIN_PIN;
use crate::survey::{MAX_LINE, TellerCount, as_typed};
use crate::text::{Phrase, desk as t};

/// Most tellers of one box.
pub const MAX_TELLERS: usize = 9;

/// One teller's fields.
#[derive(Clone, Copy, Default)]
pub struct TellerFields {
    /// Full name.
    pub name: RwSignal<String>,
    /// Role.
    pub role: RwSignal<String>,
    /// PIN; empty for none.
    pub pin: RwSignal<String>,
}

impl TellerFields {
    fn set(self, name: &str, role: &str, pin: &str) {
        self.name.set(name.to_owned());
        self.role.set(role.to_owned());
        self.pin.set(pin.to_owned());
    }
}

/// The fields of the opening form.
#[derive(Clone, Copy)]
pub struct Form {
    /// Được triệu tập.
    pub summoned: RwSignal<String>,
    /// Có mặt.
    pub present: RwSignal<String>,
    /// Tổng số đại biểu; asked for only where shares are taken of it.
    pub delegates: RwSignal<String>,
    /// Whether the survey in hand takes shares of all delegates.
    pub asks_delegates: RwSignal<bool>,
    /// Fields for as many tellers as there can be. Made once: what is made in a click on one
    /// screen would be gone with that screen.
    all: StoredValue<[TellerFields; MAX_TELLERS]>,
    /// How many tellers there are.
    pub count: RwSignal<usize>,
    /// Cards that open the box.
    pub needed: RwSignal<String>,
    /// Somebody has tried to go on: from now on faults are shown.
    pub tried: RwSignal<bool>,
}

/// The form once it is right.
pub struct Order {
    /// Figures.
    pub attendance: Attendance,
    /// Tellers.
    pub tellers: Vec<TellerSetup>,
    /// Cards that open the box.
    pub needed: u32,
}

impl Form {
    /// Three tellers, two cards, nothing else filled in.
    pub fn new() -> Self {
        let form = Self {
            summoned: RwSignal::default(),
            present: RwSignal::default(),
            delegates: RwSignal::default(),
            asks_delegates: RwSignal::new(false),
            all: StoredValue::new([(); MAX_TELLERS].map(|()| TellerFields::default())),
            count: RwSignal::new(3),
            needed: RwSignal::default(),
            tried: RwSignal::new(false),
        };
        form.clear(None);
        form
    }

    /// Starts anew with nothing but as many tellers as the instrument wants; forgets every PIN.
    pub fn clear(self, wanted: Option<TellerCount>) {
        self.reset(&[""; MAX_TELLERS][..tellers(wanted)], ["", ""]);
    }

    /// Starts anew with these names and figures; forgets every PIN.
    pub fn reset(self, names: &[&str], [summoned, present]: [&str; 2]) {
        for at in 0..MAX_TELLERS {
            let role = if at == 0 { t::HEAD } else { t::MEMBER };
            self.teller(at).set(names.get(at).unwrap_or(&""), role.vi, "");
        }
        self.count.set(names.len());
        self.summoned.set(summoned.to_owned());
        self.present.set(present.to_owned());
        self.delegates.set(summoned.to_owned());
        self.needed.set(majority(names.len()));
        self.tried.set(false);
    }

    /// Fields of one teller, from 0.
    pub fn teller(self, at: usize) -> TellerFields {
        self.all.with_value(|all| all[at])
    }

    /// One more teller.
    pub fn add_teller(self) {
        let at = self.count.get_untracked();
        if at < MAX_TELLERS {
            self.teller(at).set("", t::MEMBER.vi, "");
            self.set_count(at + 1);
        }
    }

    /// So many tellers; the cards that open the box stay a majority, unless somebody wants it otherwise.
    fn set_count(self, count: usize) {
        if self.needed.get_untracked().trim() == majority(self.count.get_untracked()) {
            self.needed.set(majority(count));
        }
        self.count.set(count);
    }

    /// Takes a teller out; those below move up.
    pub fn remove_teller(self, at: usize) {
        let last = self.count.get_untracked() - 1;
        for at in at..last {
            let next = self.teller(at + 1);
            let [name, role, pin] = [next.name, next.role, next.pin].map(|field| field.get_untracked());
            self.teller(at).set(&name, &role, &pin);
        }
        self.teller(last).set("", t::MEMBER.vi, "");
        self.set_count(last);
    }

    /// Fills in figures that were announced before.
    pub fn set_attendance(self, attendance: Attendance) {
        self.summoned.set(attendance.summoned.to_string());
        self.present.set(attendance.present.to_string());
        self.delegates.set(attendance.delegates.map(|delegates| delegates.to_string()).unwrap_or_default());
        self.tried.set(false);
    }

    /// What is wrong with the number summoned.
    pub fn summoned_fault(self) -> Option<Phrase> {
        match number(self.summoned) {
            None => Some(t::NOT_A_NUMBER),
            Some(0) => Some(t::AT_LEAST_ONE),
            Some(_) => None,
        }
    }

    /// What is wrong with the number present.
    pub fn present_fault(self) -> Option<Phrase> {
        match (number(self.present), number(self.summoned)) {
            (None, _) => Some(t::NOT_A_NUMBER),
            (Some(present), Some(summoned)) if present > summoned => Some(t::MORE_THAN_SUMMONED),
            (Some(0), _) => Some(t::AT_LEAST_ONE),
            _ => None,
        }
    }

    /// What is wrong with the number of delegates, where it is asked for.
    pub fn delegates_fault(self) -> Option<Phrase> {
        if !self.asks_delegates.get() {
            return None;
        }
        match (number(self.delegates), number(self.summoned)) {
            (None, _) => Some(t::NOT_A_NUMBER),
            (Some(delegates), Some(summoned)) if summoned > delegates => Some(t::FEWER_THAN_SUMMONED),
            (Some(0), _) => Some(t::AT_LEAST_ONE),
            _ => None,
        }
    }

    /// What is wrong with the number of cards.
    pub fn needed_fault(self) -> Option<Phrase> {
        let most = self.count.get();
        match number(self.needed) {
            Some(needed) if (1..=most).contains(&(needed as usize)) => None,
            _ => Some(t::NEEDED_RANGE),
        }
    }

    /// What is wrong with a teller's name.
    pub fn name_fault(self, at: usize) -> Option<Phrase> {
        let name = self.teller(at).name.get();
        let twice = (0..at).any(|other| self.teller(other).name.with(|other| other.trim() == name.trim()));
        line_fault(&name, t::NAME_MISSING).or(twice.then_some(t::NAME_TWICE))
    }

    /// What is wrong with a teller's role.
    pub fn role_fault(self, at: usize) -> Option<Phrase> {
        self.teller(at).role.with(|role| line_fault(role, t::ROLE_MISSING))
    }

    /// What is wrong with a teller's PIN.
    pub fn pin_fault(self, at: usize) -> Option<Phrase> {
        let short = self.teller(at).pin.with(|pin| !pin.is_empty() && pin.chars().count() < MIN_PIN);
        short.then_some(t::PIN_SHORT)
    }

    /// The figures, where both are right.
    pub fn attendance(self) -> Option<Attendance> {
        if self.summoned_fault().or(self.present_fault()).or(self.delegates_fault()).is_some() {
            return None;
        }
        let delegates = if self.asks_delegates.get() { Some(number(self.delegates)?) } else { None };
        Some(Attendance { summoned: number(self.summoned)?, present: number(self.present)?, delegates })
    }

    /// How many fields are wrong.
    pub fn fault_count(self) -> usize {
        let mut faults = vec![self.summoned_fault(), self.present_fault(), self.delegates_fault(), self.needed_fault()];
        for at in 0..self.count.get() {
            faults.extend([self.name_fault(at), self.role_fault(at), self.pin_fault(at)]);
        }
        faults.into_iter().flatten().count()
    }

    /// The whole form, where nothing is wrong.
    pub fn order(self) -> Option<Order> {
        if self.fault_count() > 0 {
            return None;
        }
        let setup = |teller: TellerFields| TellerSetup {
            name: as_typed(&teller.name.get_untracked()),
            role: as_typed(&teller.role.get_untracked()),
            pin: Some(teller.pin.get_untracked()).filter(|pin| !pin.is_empty()),
        };
        Some(Order {
            attendance: self.attendance()?,
            tellers: (0..self.count.get_untracked()).map(|at| setup(self.teller(at))).collect(),
            needed: number(self.needed)?,
        })
    }
}

/// How many tellers the form begins with: as few as the instrument wants, or three.
pub fn tellers(wanted: Option<TellerCount>) -> usize {
    wanted.map_or(3, |wanted| wanted.least as usize).min(MAX_TELLERS)
}

/// More than half of the tellers, as it is typed.
fn majority(tellers: usize) -> String {
    (tellers / 2 + 1).to_string()
}

/// A whole number as people type it: `85`, `1.200`, with spaces around it.
pub(super) fn number(field: RwSignal<String>) -> Option<u32> {
    field.with(|text| text.trim().replace('.', "").parse().ok())
}

fn line_fault(text: &str, missing: Phrase) -> Option<Phrase> {
    match text.trim().chars().count() {
        0 => Some(missing),
        length if length > MAX_LINE => Some(t::TOO_LONG),
        _ => None,
    }
}
