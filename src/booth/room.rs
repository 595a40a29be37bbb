//! The booth itself: what its screens share, and the one place that changes the screen.

use core::{
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};
use std::{rc::Rc, sync::Arc};

use gloo_timers::{callback::Timeout, future::TimeoutFuture};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Node;

use super::{
    ballot::{ballot, form, watch_layout},
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
    rest,
    review::review,
};
use crate::{
    store::{BoxWriter, Outcome, in_background},
    survey::Survey,
    text::{Lang, booth as t},
    worker::{BoothAnswer, BoothRequest, Client},
};

/// When the page has drawn what there is to be drawn after it was loaded, in milliseconds: sooner than anybody touches it.
const READY_AFTER_MS: u32 = 300;

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
    /// Ballots in the box when the page took it.
    pub(crate) collected: u32,
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
    /// Handed out, and not drawn yet.
    new: StoredValue<bool>,
    /// What was drawn to be copied, by what it is. It never stands on the page, so that no mark is ever in it.
    patterns: StoredValue<Vec<(String, Node)>, LocalStorage>,
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
        let status = devices.as_ref().map(|devices| {
            let state = devices.writer.state();
            Status { count: Some(devices.collected), slip: state.slip, last: state.last, restarted: true }
        });
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
            status: RwSignal::new(status.unwrap_or_default()),
            storing: RwSignal::new(false),
            wide,
            new: StoredValue::new(false),
            patterns: StoredValue::new_local(Vec::new()),
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

    /// A copy of what `draw` draws, which is drawn once.
    pub(super) fn copy_of(self, what: String, draw: impl FnOnce() -> Node) -> Node {
        let known =
            self.patterns.with_value(|all| all.iter().find(|(other, _)| *other == what).map(|(_, it)| it.clone()));
        let pattern = known.unwrap_or_else(|| {
            let drawn = draw();
            self.patterns.update_value(|all| all.push((what, drawn.clone())));
            drawn
        });
        pattern.clone_node_with_deep(true).unwrap_or(pattern)
    }

    /// Is the ballot that is being drawn drawn for the first time?
    pub(super) fn is_new(self) -> bool {
        self.new.try_update_value(core::mem::take).unwrap_or_default()
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
            self.new.set_value(true);
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

    /// Shows how things stand as last committed.
    pub(crate) fn update(self) {
        let Some(devices) = self.devices() else { return };
        let state = devices.writer.state();
        self.status.try_update(|status| {
            status.slip = state.slip;
            status.last = state.last;
        });
    }

    /// As [`Self::update`], and has the ballots counted anew, which takes longer the more there are.
    pub(crate) async fn refresh(self) {
        self.update();
        let Some(devices) = self.devices() else { return };
        if let Ok(count) = devices.writer.collected().await {
            self.status.try_update(|status| status.count = Some(count));
        }
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

/// Draws a ballot for nobody while the booth waits: a browser compiles what runs for the first time, and the first voter
/// would wait for it.
fn get_ready(ctx: Ctx) {
    let owner = Owner::current().unwrap_or_default().child();
    let drawing = Timeout::new(READY_AFTER_MS, move || {
        if ctx.screen.get_untracked() == Screen::Locked {
            owner.with(|| drop(untrack(|| form(ctx, 0, false))));
            owner.cleanup();
        }
    });
    StoredValue::new_local(drawing);
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
    wide.get_untracked(); // now: asked while a screen is being drawn, the browser would have to lay it out for the answer
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
        TimeoutFuture::new(READY_AFTER_MS).await;
        rest::fetch().await;
        in_background(rest::prepare(ctx));
    });
    get_ready(ctx);
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
