//! Attendance and tellers as they are typed, with what is wrong at each field.

use leptos::prelude::*;

use crate::count::Attendance;
use crate::record::TellerSetup;
use crate::survey::MAX_LINE;
use crate::text::{Phrase, desk as t};

/// Most tellers of one box.
pub const MAX_TELLERS: usize = 9;
/// Fewest characters of a PIN.
const PIN_LEAST: usize = 4;

/// One teller's fields.
#[derive(Clone, Copy)]
pub struct TellerFields {
    /// Full name.
    pub name: RwSignal<String>,
    /// Role.
    pub role: RwSignal<String>,
    /// PIN; empty for none.
    pub pin: RwSignal<String>,
}

impl TellerFields {
    /// A row that says its role.
    pub fn new(name: &str, role: Phrase) -> Self {
        let field = |text: &str| RwSignal::new(text.to_owned());
        Self { name: field(name), role: field(role.vi), pin: field("") }
    }
}

/// The fields of the opening form.
#[derive(Clone, Copy)]
pub struct Form {
    /// Được triệu tập.
    pub summoned: RwSignal<String>,
    /// Có mặt.
    pub present: RwSignal<String>,
    /// The tellers, in order.
    pub tellers: RwSignal<Vec<TellerFields>>,
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
            tellers: RwSignal::default(),
            needed: RwSignal::default(),
            tried: RwSignal::new(false),
        };
        form.reset(["", "", ""], ["", ""]);
        form
    }

    /// Starts anew with these names and figures; forgets every PIN.
    pub fn reset(self, names: [&str; 3], [summoned, present]: [&str; 2]) {
        let roles = [t::HEAD, t::MEMBER, t::MEMBER];
        self.tellers.set(names.into_iter().zip(roles).map(|(name, role)| TellerFields::new(name, role)).collect());
        self.summoned.set(summoned.to_owned());
        self.present.set(present.to_owned());
        self.needed.set("2".to_owned());
        self.tried.set(false);
    }

    /// Fills in figures that were announced before.
    pub fn set_attendance(self, attendance: Attendance) {
        self.summoned.set(attendance.summoned.to_string());
        self.present.set(attendance.present.to_string());
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

    /// What is wrong with the number of cards.
    pub fn needed_fault(self) -> Option<Phrase> {
        let most = self.tellers.with(Vec::len);
        match number(self.needed) {
            Some(needed) if (1..=most).contains(&(needed as usize)) => None,
            _ => Some(t::NEEDED_RANGE),
        }
    }

    /// What is wrong with a teller's name.
    pub fn name_fault(self, at: usize) -> Option<Phrase> {
        self.tellers.with(|tellers| {
            let name = tellers.get(at)?.name.get();
            let twice = tellers[..at].iter().any(|other| other.name.with(|other| other.trim() == name.trim()));
            line_fault(&name, t::NAME_MISSING).or(twice.then_some(t::NAME_TWICE))
        })
    }

    /// What is wrong with a teller's role.
    pub fn role_fault(self, at: usize) -> Option<Phrase> {
        let role = self.tellers.with(|tellers| tellers.get(at).map(|teller| teller.role.get()))?;
        line_fault(&role, t::ROLE_MISSING)
    }

    /// What is wrong with a teller's PIN.
    pub fn pin_fault(self, at: usize) -> Option<Phrase> {
        let pin = self.tellers.with(|tellers| tellers.get(at).map(|teller| teller.pin.get()))?;
        (!pin.is_empty() && pin.chars().count() < PIN_LEAST).then_some(t::PIN_SHORT)
    }

    /// The figures, where both are right.
    pub fn attendance(self) -> Option<Attendance> {
        if self.summoned_fault().or(self.present_fault()).is_some() {
            return None;
        }
        Some(Attendance { summoned: number(self.summoned)?, present: number(self.present)? })
    }

    /// How many fields are wrong.
    pub fn fault_count(self) -> usize {
        let mut faults = vec![self.summoned_fault(), self.present_fault(), self.needed_fault()];
        for at in 0..self.tellers.with(Vec::len) {
            faults.extend([self.name_fault(at), self.role_fault(at), self.pin_fault(at)]);
        }
        faults.into_iter().flatten().count()
    }

    /// The whole form, where nothing is wrong.
    pub fn order(self) -> Option<Order> {
        if self.fault_count() > 0 {
            return None;
        }
        let setup = |teller: &TellerFields| TellerSetup {
            name: composed(&teller.name.get_untracked()),
            role: composed(&teller.role.get_untracked()),
            pin: Some(teller.pin.get_untracked()).filter(|pin| !pin.is_empty()),
        };
        Some(Order {
            attendance: self.attendance()?,
            tellers: self.tellers.with_untracked(|tellers| tellers.iter().map(setup).collect()),
            needed: number(self.needed)?,
        })
    }
}

/// A whole number as people type it: `85`, `1.200`, with spaces around it.
fn number(field: RwSignal<String>) -> Option<u32> {
    field.with(|text| text.trim().replace('.', "").parse().ok())
}

fn line_fault(text: &str, missing: Phrase) -> Option<Phrase> {
    match text.trim().chars().count() {
        0 => Some(missing),
        length if length > MAX_LINE => Some(t::TOO_LONG),
        _ => None,
    }
}

/// Trimmed and NFC: some Vietnamese keyboards type accents as characters of their own.
fn composed(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    text.trim().nfc().collect()
}
