//! Is there paper? What was issued and collected, announced before a ballot is looked at.

use leptos::prelude::*;

use super::super::form::number;
use super::super::parts::{self, Field};
use super::super::state::{Desk, Screen, Trouble};
use super::{BATCH, change, keep};
use crate::count::{Conservation, PaperCount, PaperFigures, Sheet};
use crate::text::{Phrase, desk as d, numbers, officer, paper as t};

/// The figures as they are typed.
#[derive(Clone, Copy)]
pub struct Figures {
    /// Somebody voted on paper.
    pub has: RwSignal<bool>,
    prepared: RwSignal<String>,
    issued: RwSignal<String>,
    exchanged: RwSignal<String>,
    collected: RwSignal<String>,
}

impl Figures {
    /// Nothing typed.
    pub fn new() -> Self {
        let text = || RwSignal::new(String::new());
        let form =
            Self { has: RwSignal::new(false), prepared: text(), issued: text(), exchanged: text(), collected: text() };
        form.clear();
        form
    }

    /// As if nothing had been typed.
    pub fn clear(self) {
        self.has.set(false);
        for field in [self.prepared, self.issued, self.collected] {
            field.set(String::new());
        }
        self.exchanged.set("0".to_owned());
    }

    /// Fills in what was announced.
    pub fn fill(self, figures: PaperFigures) {
        self.has.set(true);
        self.prepared.set(figures.prepared.map(|prepared| prepared.to_string()).unwrap_or_default());
        self.issued.set(figures.issued.to_string());
        self.exchanged.set(figures.exchanged.to_string());
        self.collected.set(figures.collected.to_string());
    }

    /// The figures, where every field is right. Figures that contradict each other are shown, not refused.
    pub fn read(self) -> Option<PaperFigures> {
        if self.prepared_fault().is_some() {
            return None;
        }
        Some(PaperFigures {
            prepared: number(self.prepared),
            issued: number(self.issued)?,
            exchanged: number(self.exchanged)?,
            collected: number(self.collected)?,
        })
    }

    fn prepared_fault(self) -> Option<Phrase> {
        let empty = self.prepared.with(|text| text.trim().is_empty());
        (!empty && number(self.prepared).is_none()).then_some(d::NOT_A_NUMBER)
    }
}

/// The four fields.
fn fields(desk: Desk) -> AnyView {
    let form = desk.paper().form;
    let one = |test: &'static str, label, hint, value| Field {
        id: test.to_owned(),
        test,
        teller: None,
        label,
        hint: Some(hint),
        kind: "numeric",
        value,
    };
    let fault = move |value| move || number(value).is_none().then_some(d::NOT_A_NUMBER);
    let failing = move || {
        let sums: Vec<Conservation> = form.read().map(|figures| figures.sums()).unwrap_or_default();
        let failing: Vec<AnyView> = sums
            .iter()
            .filter(|sum| !sum.holds())
            .map(|sum| {
                let words = desk.say(t::sum_words(&sum.rule));
                view! { <li>{words} ": " {sum.left} " / " {sum.right}</li> }.into_any()
            })
            .collect();
        (!failing.is_empty()).then(|| {
            view! {
                <div class="notice warn" data-test="paper-sums">
                    <p class="notice-title">{desk.say(t::SUMS_FAIL)}</p>
                    <ul>{failing}</ul>
                    <p>{desk.say(t::SUMS_FAIL_TEXT)}</p>
                </div>
            }
        })
    };
    view! {
        <div class="fields">
            {parts::field(
                desk,
                one("paper-issued", t::ISSUED, t::ISSUED_HINT, form.issued),
                fault(form.issued),
            )}
            {parts::field(
                desk,
                one("paper-collected", t::COLLECTED, t::COLLECTED_HINT, form.collected),
                fault(form.collected),
            )}
            {parts::field(
                desk,
                one("paper-exchanged", t::EXCHANGED, t::EXCHANGED_HINT, form.exchanged),
                fault(form.exchanged),
            )}
            {parts::field(
                desk,
                one("paper-prepared", t::PREPARED, t::PREPARED_HINT, form.prepared),
                move || form.prepared_fault(),
            )}
        </div>
        <div role="status">{failing}</div>
    }
    .into_any()
}

/// The question on the screen of the close, with the fields where the answer is yes.
pub fn question(desk: Desk) -> AnyView {
    let has = desk.paper().form.has;
    view! {
        <section class="panel stack">
            {parts::tick(desk, "has-paper", t::HAS_PAPER, t::HAS_PAPER_HINT, has, || ())}
            {move || has.get().then(|| fields(desk))}
        </section>
    }
    .into_any()
}

/// The figures of the paper ballots, where there is any and they are right.
pub fn typed(desk: Desk) -> Option<PaperFigures> {
    let form = desk.paper().form;
    form.read().filter(|_| form.has.get())
}

/// What is read aloud about paper, where there is any and its figures are right; and, with what was issued and collected
/// on the device, about both together.
pub fn announced(desk: Desk, device: Option<[u32; 2]>) -> Option<String> {
    let figures = typed(desk)?;
    let lang = desk.now();
    let words = [figures.issued, figures.collected, figures.exchanged].map(|figure| numbers::whole(figure, lang));
    let mut text = t::announcement(words.each_ref().map(String::as_str), lang);
    if let Some([issued, collected]) = device {
        let both = [issued.saturating_add(figures.issued), collected.saturating_add(figures.collected)];
        let both = both.map(|figure| numbers::whole(figure, lang));
        text = format!("{text} {}", t::announcement_together(both.each_ref().map(String::as_str), lang));
    }
    Some(text)
}

/// Keeps the figures as typed: a new sheet, or the one in hand corrected.
pub async fn keep_figures(desk: Desk, figures: PaperFigures) -> Result<(), Trouble> {
    if desk.paper().sheet().is_some() {
        return change(desk, |sheet, _| sheet.set_figures(figures)).await;
    }
    let sheet = Sheet::new(figures, BATCH)?;
    keep(desk, PaperCount::Entering(sheet)).await
}

/// A button that keeps the figures.
fn keep_button(desk: Desk, class: &'static str, label: Phrase) -> AnyView {
    let act = move || match desk.paper().form.read() {
        Some(figures) => desk.act(keep_figures(desk, figures)),
        None => parts::show_field_faults(desk),
    };
    parts::button(class, "paper-figures", desk.say(label), act)
}

/// Where paper was forgotten at the close.
pub fn screen(desk: Desk) -> AnyView {
    desk.paper().form.has.set(true);
    desk.form.tried.set(false);
    view! {
        {parts::steps(desk, d::STEPS_COUNT, 0)}
        {parts::heading(desk.say(t::TITLE_FIGURES))}
        <section class="panel stack">
            <h2>{desk.say(t::FIGURES)}</h2>
            {fields(desk)}
        </section>
        {move || aloud(desk)}
        <div class="cluster spread">
            {parts::button("quiet", "back", desk.say(t::NO_PAPER), move || desk.go(Screen::Present))}
            {keep_button(desk, "primary big", t::SAVE_FIGURES)}
        </div>
    }
    .into_any()
}

fn aloud(desk: Desk) -> Option<AnyView> {
    let sentence = announced(desk, None)?;
    Some(
        view! {
            <figure class="panel stack tight aloud">
                <figcaption class="muted">{desk.say(officer::READ_ALOUD)}</figcaption>
                <blockquote>{sentence}</blockquote>
            </figure>
        }
        .into_any(),
    )
}

/// The announced figures, folded up, to be corrected.
pub fn correct(desk: Desk) -> AnyView {
    view! {
        <details class="panel">
            <summary data-test="paper-correct">{desk.say(t::CORRECT)}</summary>
            <div class="stack">
                <p>{desk.say(t::FOUND_MORE)}</p> {fields(desk)} <div class="cluster">{keep_button(desk, "", t::CHANGE_FIGURES)}</div>
            </div>
        </details>
    }
    .into_any()
}
