//! The booth itself: what its screens share, and the one place that changes the screen.

use core::{
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};
use std::{rc::Rc, sync::Arc};

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::{
    ballot::{ballot, watch_layout},
    burst::keep_bursts_apart,
    casting::{casting, trouble},
    controls::{controls, dress_page, set_size},
    dom::{changing, el, follow, live},
    drawn::{Drawn, stand},
    flow::{Event, Screen},
    guard::guard,
    house::House,
    idle::idle,
    paper::Paper,
    review::review,
};
use crate::{
    store::{BoxWriter, Outcome, in_background},
    survey::Survey,
    text::{Lang, booth as t},
    worker::{BoothAnswer, BoothRequest, Client},
};

/// Ids and radio names must differ between two booths on one page (a portal may hold two).
static BOOTHS: AtomicU32 = AtomicU32::new(0);

/// What the store says, as far as the locked screen shows it.
#[derive(Default)]
pub(crate) struct Status {
    /// Ballots in the box.
    pub(crate) count: Option<u32>,
    /// The slip that is out.
    pub(crate) slip: Option<String>,
    /// What became of the last one.
    pub(crate) last: Option<Outcome>,
    /// No ballot was handed out or taken in yet since the page was loaded.
    pub(crate) restarted: bool,
}

/// The store and the worker.
#[derive(Clone)]
pub(crate) struct Devices {
    pub(crate) client: Client<BoothAnswer>,
    pub(crate) writer: BoxWriter,
}

impl Devices {
    /// Tells the worker which box it seals for. Its answer is not needed: a failure shows when sealing.
    pub(crate) async fn prepare(&self) {
        let state = self.writer.state();
        self.client.ask(BoothRequest::Prepare { survey: state.survey, opening: state.opening }).await;
    }
}

/// Handles to all that the screens share; copying one copies no answer.
#[derive(Clone, Copy)]
pub(crate) struct Ctx {
    number: u32,
    survey: StoredValue<Arc<Survey>>,
    /// What this page does with a ballot.
    house: StoredValue<Rc<dyn House>, LocalStorage>,
    /// None where there is no box: the ballot is only looked at, or sealed on somebody's phone.
    devices: StoredValue<Option<Devices>, LocalStorage>,
    usual_lang: Lang,
    pub(crate) on_officer: Callback<()>,
    pub(crate) lang: RwSignal<Lang>,
    /// Text size, from 0.
    pub(crate) size: RwSignal<usize>,
    pub(crate) screen: RwSignal<Screen>,
    pub(crate) paper: RwSignal<Paper>,
    /// The row of a subject that was not taken, because as many are chosen as may be.
    pub(crate) refused: RwSignal<Option<usize>>,
    pub(crate) status: RwSignal<Status>,
    /// Sealed already, being stored.
    pub(crate) storing: RwSignal<bool>,
    /// The ballot is drawn as a table.
    pub(crate) wide: Memo<bool>,
}

impl Ctx {
    /// Nothing handed out yet.
    pub(crate) fn new(
        survey: StoredValue<Arc<Survey>>,
        house: Rc<dyn House>,
        devices: Option<Devices>,
        on_officer: Callback<()>,
        lang: RwSignal<Lang>,
        size: RwSignal<usize>,
        wide: Memo<bool>,
    ) -> Self {
        Self {
            number: BOOTHS.fetch_add(1, Ordering::Relaxed),
            survey,
            house: StoredValue::new_local(house),
            devices: StoredValue::new_local(devices),
            usual_lang: lang.get_untracked(),
            on_officer,
            lang,
            size,
            screen: RwSignal::new(Screen::Locked),
            paper: RwSignal::new(Paper::default()),
            refused: RwSignal::new(None),
            status: RwSignal::new(Status { restarted: true, ..Status::default() }),
            storing: RwSignal::new(false),
            wide,
        }
    }

    pub(crate) fn survey(self) -> Arc<Survey> {
        self.survey.get_value()
    }

    pub(crate) fn house(self) -> Rc<dyn House> {
        self.house.get_value()
    }

    /// `None` once the booth has been left, as may happen while something is awaited.
    pub(crate) fn devices(self) -> Option<Devices> {
        self.devices.try_get_value().flatten()
    }

    /// An id or radio name that no other booth on the page has.
    pub(crate) fn id(self, kind: &str, index: usize) -> String {
        format!("booth{}-{kind}{index}", self.number)
    }

    /// Changes the screen, where `event` means anything on this one. The only place that does.
    pub(crate) fn go(self, event: Event) -> bool {
        let Some(next) = self.screen.try_get_untracked().and_then(|screen| screen.after(event)) else {
            return false;
        };
        self.refused.set(None);
        if event == Event::Handed {
            self.paper.set(Paper::blank(&self.survey()));
            self.status.update(|status| status.restarted = false);
        } else if !next.holds_marks() {
            self.paper.update(Paper::wipe);
        }
        // Not before: that the ballot is in the box is read by the voter who chose them.
        if next == Screen::Locked {
            self.lang.set(self.usual_lang);
            set_size(self, 0);
        }
        self.screen.set(next);
        true
    }

    /// Leaves nothing behind: the page is being put away. What is being stored goes on.
    pub(crate) fn forget(self) {
        let _ = self.go(Event::Abandoned) || self.go(Event::Done);
    }

    /// Asks the store how things stand.
    pub(crate) async fn refresh(self) {
        let Some(devices) = self.devices() else { return };
        let count = devices.writer.collected().await.ok();
        let state = devices.writer.state();
        self.status.try_update(|status| {
            status.count = count.or(status.count);
            status.slip = state.slip;
            status.last = state.last;
        });
    }
}

/// Moves the focus once the new screen stands. Headings, so that it is read from its start.
pub(crate) fn focus_later(id: String) {
    set_timeout(
        move || {
            window().scroll_to_with_x_and_y(0.0, 0.0);
            let element = document().get_element_by_id(&id);
            if let Some(element) = element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
                let _ = element.focus();
            }
        },
        Duration::ZERO,
    );
}

/// The voting booth: from one voter to the next, until the tellers take over through `on_officer`.
///
/// Sets `data-mode`, `data-text` and `lang` on `<html>`. It lives as long as the reactive owner that it is made under.
///
/// `lang` is the language of the screen; its value now is the one that each voter starts with. `house` says what becomes
/// of a ballot. `devices` are the box whose survey is `survey`, and the worker that seals for it; none on a phone.
pub(crate) fn booth(
    survey: Arc<Survey>,
    lang: RwSignal<Lang>,
    house: Rc<dyn House>,
    devices: Option<Devices>,
    on_officer: Callback<()>,
) -> Drawn {
    let size = RwSignal::new(0);
    let survey = StoredValue::new(survey);
    let wide = watch_layout(survey, size);
    let ctx = Ctx::new(survey, house, devices, on_officer, lang, size, wide);
    dress_page(ctx);
    guard(ctx);
    keep_bursts_apart(ctx);
    on_cleanup(move || ctx.lang.set(ctx.usual_lang));
    follow(move || {
        let id = match ctx.screen.get() {
            Screen::Marking { at, reviewed } if at > 0 || reviewed => ctx.id("s", at),
            _ => ctx.id("h", 0),
        };
        focus_later(id);
    });
    in_background(async move {
        ctx.refresh().await;
        // While the first voter is still reading: sealing must not wait for the worker's file.
        if let Some(devices) = ctx.devices() {
            devices.prepare().await;
        }
        // Page and worker have come: now the rest of the app may, for the next time without a network.
        let _ = crate::offline::register().await;
    });
    let screen = move || match ctx.screen.get() {
        Screen::Locked => ctx.house().locked(ctx),
        Screen::Marking { at, reviewed } => ballot(ctx, at, reviewed),
        Screen::Review => review(ctx),
        Screen::Casting => casting(ctx),
        Screen::Trouble(why) => trouble(ctx, why),
        Screen::InBox => ctx.house().in_box(ctx),
    };
    let offers_controls = Memo::new(move |_| ctx.screen.get().is_voters());
    // On a phone, whose booth has no box, that screen says that the ballot is not in the box yet.
    let in_the_box = Memo::new(move |_| ctx.screen.get() == Screen::InBox && ctx.devices().is_some());
    // Beside the focus that goes to the heading, which Orca with Firefox passed over now and then, as the heading
    // before had gone. It stands before it is filled, or it would not be read.
    let status = live(el("p", &[("class", "visually-hidden"), ("role", "status")], &[]), move || {
        if in_the_box.get() { t::DONE.in_lang(ctx.lang.get()) } else { "" }.to_owned()
    });
    let parts = [
        changing(move || offers_controls.get().then(|| controls(ctx))),
        changing(move || Some(screen().into_node())),
        idle(ctx),
        status,
    ];
    stand(el("div", &[("class", "booth")], &parts))
}
