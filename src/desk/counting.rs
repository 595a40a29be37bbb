//! The count: progress while it runs, a way out when it fails. Cards are forgotten when it succeeds.

use leptos::prelude::*;

use super::state::{Desk, Screen, Shown, Trouble};
use super::{paper, parts};
use crate::record::FileKind;
use crate::store::{Gathered, clock};
use crate::text::{numbers, officer as t};
use crate::worker::Pool;
use crate::worker::protocol::{Answer, CountOrder, EmptyOrder, Failure, Request};

/// Counts with the cards that were presented, unless something else is under way: a card that is still being read would
/// not be among them.
pub fn begin(desk: Desk) {
    if !desk.busy.get_untracked() {
        desk.count.stopped.set_value(false);
        desk.count.progress.set((0, 0));
        desk.go(Screen::Counting);
        desk.act(run(desk));
    }
}

/// Progress of the count. The count itself is the desk's: this is drawn anew whenever language or text size change.
pub fn screen(desk: Desk) -> AnyView {
    let progress = desk.count.progress;
    let step = move || {
        let (done, of) = progress.get();
        let lang = desk.now();
        (of > 0).then(|| t::counting_step(&numbers::whole(done, lang), &numbers::whole(of, lang), lang))
    };
    view! {
        {parts::steps(desk, crate::text::desk::STEPS_COUNT, 2)}
        {move || {
            if desk.busy.get() {
                view! {
                    {parts::heading(desk.say(t::COUNTING_TITLE))}
                    <p>{desk.say(t::COUNTING_LEAD)}</p>
                    <progress
                        class="progress"
                        aria-label=desk.say(t::COUNTING_TITLE)
                        max=move || progress.get().1.max(1).to_string()
                        value=move || { if progress.get().1 == 0 { None } else { Some(progress.get().0.to_string()) } }
                    ></progress>
                    <p role="status">{step}</p>
                    {parts::button("", "count-stop", desk.say(t::COUNT_STOP), move || desk.count.stop(desk))}
                }
                    .into_any()
            } else {
                failed(desk)
            }
        }}
    }
    .into_any()
}

/// Why it failed stands above, as with every act.
fn failed(desk: Desk) -> AnyView {
    view! {
        {parts::heading(desk.say(t::COUNT_FAILED))}
        <p>{desk.say(t::COUNT_SAFE)}</p>
        <div class="cluster">
            {parts::button("primary", "count-again", desk.say(t::COUNT_AGAIN), move || begin(desk))}
            {parts::button("", "count-cards", desk.say(t::COUNT_CARDS), move || desk.go(Screen::Present))}
        </div>
    }
    .into_any()
}

/// The count that is under way: how far it is, and what would have to be stopped.
///
/// It outlives the screen, which is drawn anew in the midst of it: one that the screen held could not be stopped any more,
/// and was signed although somebody had said no.
#[derive(Clone, Copy)]
pub struct Running {
    /// Steps done and steps in all.
    progress: RwSignal<(u32, u32)>,
    pool: StoredValue<Option<Pool>, LocalStorage>,
    stopped: StoredValue<bool>,
}

impl Running {
    /// Nothing is counted yet.
    pub fn new() -> Self {
        Self { progress: RwSignal::new((0, 0)), pool: StoredValue::new_local(None), stopped: StoredValue::new(false) }
    }

    /// An error where the count was stopped while no worker was at it that could have been ended.
    fn go_on(self) -> Result<(), Failure> {
        if self.stopped.get_value() { Err(Failure::WorkerGone) } else { Ok(()) }
    }

    /// Nothing is written before the end, so that a count can be stopped at any time.
    fn stop(self, desk: Desk) {
        self.stopped.set_value(true);
        self.pool.with_value(|pool| pool.iter().for_each(Pool::stop));
        desk.client.with_value(crate::worker::Client::stop);
    }
}

async fn run(desk: Desk) -> Result<(), Trouble> {
    let running = desk.count;
    let done = count(desk).await;
    running.pool.set_value(None);
    if running.stopped.get_value() && done.is_err() {
        desk.go(Screen::Present);
        return Ok(());
    }
    done
}

async fn count(desk: Desk) -> Result<(), Trouble> {
    let running = desk.count;
    let writer = desk.writer()?;
    if let Some(unfinished) = paper::unfinished(desk) {
        return Err(unfinished.into());
    }
    let (paper, paper_remarks) = desk.paper().count.with_untracked(|count| {
        let remarks = count.as_ref().map(|count| count.remarks().to_vec()).unwrap_or_default();
        (count.as_ref().and_then(|count| count.totals().cloned()), remarks)
    });
    let state = writer.state();
    let cards: Vec<_> =
        desk.presented.with_untracked(|cards| cards.iter().map(|card| (card.text.clone(), card.pin.clone())).collect());
    let Gathered { ballots, remarks, issued, devices } = writer.gathered().await?;
    running.go_on()?;
    let rest = ballots.len() as u32 / 8 + 1;
    let told = move |done, of| running.progress.set((done, of));
    let pool = Pool::new(ballots.len());
    running.pool.set_value(Some(pool.clone()));
    let [survey, opening] = [state.survey.clone(), state.opening.clone()];
    let order = EmptyOrder { survey, opening, cards: cards.clone(), ballots, remarks };
    let steps = order.steps();
    // Opening all that is sealed and checking the proofs takes nearly all of the time.
    let emptied = pool.empty(&order, move |done| told(done, steps + rest)).await?;
    running.pool.set_value(None);
    running.go_on()?;
    let order = CountOrder {
        survey: state.survey,
        opening: state.opening.clone(),
        cards,
        emptied,
        issued,
        paper,
        paper_remarks,
        attendance: state.attendance,
        log: writer.log().await?,
        devices,
        counted_at: clock::now_minute(),
    };
    let client = desk.client.get_value();
    let report = move |done, of: u32| {
        told(steps + (u64::from(done) * u64::from(rest) / u64::from(of.max(1))) as u32, steps + rest);
    };
    let answer = client.ask_with_progress(Request::Count(Box::new(order)), report).await;
    let counted = match answer {
        Answer::Counted(counted) => *counted,
        Answer::Failed(failure) => return Err(failure.into()),
        _ => return Err(Failure::WorkerGone.into()),
    };
    // Kept before it is shown: what was seen must not be lost.
    writer.counted(&counted.result, &counted.record, &counted.payload.counted_at).await?;
    desk.presented.update(Vec::clear);
    desk.shown.set_value(Some(Shown {
        payload: counted.payload,
        result_words: counted.words,
        qr: Some(counted.fingerprint_qr),
        files: vec![
            (FileKind::Result, counted.result),
            (FileKind::Record, counted.record),
            (FileKind::Opening, state.opening),
        ],
    }));
    desk.go(Screen::Result);
    Ok(())
}
