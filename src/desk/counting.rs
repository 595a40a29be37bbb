//! The count: progress while it runs, a way out when it fails. Cards are forgotten when it succeeds.

use leptos::prelude::*;

use super::state::{Desk, Screen, Shown, Trouble};
use super::{paper, parts};
use crate::record::FileKind;
use crate::store::clock;
use crate::text::{numbers, officer as t};
use crate::worker::protocol::{Answer, CountOrder, Failure, Request};

/// Progress of the count, which begins at once.
pub fn screen(desk: Desk) -> AnyView {
    let progress = RwSignal::new((0_u32, 0_u32));
    // Not when the screen is only drawn anew in another language.
    if !desk.busy.get_untracked() && desk.trouble.with_untracked(Option::is_none) {
        desk.act(run(desk, progress));
    }
    let step = move || {
        let (done, of) = progress.get();
        let lang = desk.now();
        (of > 0).then(|| t::counting_step(&numbers::whole(done, lang), &numbers::whole(of, lang), lang))
    };
    view! {
        {parts::steps(desk, crate::text::desk::STEPS_COUNT, 2)}
        {parts::heading(desk.say(t::COUNTING_TITLE))}
        {move || {
            if desk.busy.get() {
                view! {
                    <p>{desk.say(t::COUNTING_LEAD)}</p>
                    <progress
                        class="progress"
                        aria-label=desk.say(t::COUNTING_TITLE)
                        max=move || progress.get().1.max(1).to_string()
                        value=move || { if progress.get().1 == 0 { None } else { Some(progress.get().0.to_string()) } }
                    ></progress>
                    <p role="status">{step}</p>
                }
                    .into_any()
            } else {
                failed(desk, progress)
            }
        }}
    }
    .into_any()
}

fn failed(desk: Desk, progress: RwSignal<(u32, u32)>) -> AnyView {
    view! {
        {parts::notice("bad", desk.say(t::COUNT_FAILED), desk.say(t::COUNT_SAFE))}
        <div class="cluster">
            {parts::button("primary", "count-again", desk.say(t::COUNT_AGAIN), move || desk.act(run(desk, progress)))}
            {parts::button("", "count-cards", desk.say(t::COUNT_CARDS), move || desk.go(Screen::Present))}
        </div>
    }
    .into_any()
}

async fn run(desk: Desk, progress: RwSignal<(u32, u32)>) -> Result<(), Trouble> {
    let writer = desk.writer()?;
    if let Some(unfinished) = paper::unfinished(desk) {
        return Err(unfinished.into());
    }
    let totals = desk.paper().count.with_untracked(|count| count.as_ref().and_then(|count| count.totals().cloned()));
    let state = writer.state();
    let cards =
        desk.presented.with_untracked(|cards| cards.iter().map(|card| (card.text.clone(), card.pin.clone())).collect());
    let order = CountOrder {
        survey: state.survey,
        opening: state.opening.clone(),
        cards,
        ballots: writer.ballots().await?,
        remarks: writer.remarks().await?,
        issued: state.issued,
        paper: totals,
        attendance: state.attendance,
        log: writer.log().await?,
        devices: None,
        counted_at: clock::now_minute(),
    };
    let client = desk.client.get_value();
    let report = move |done, of| {
        progress.try_set((done, of));
    };
    let answer = client.ask_with_progress(Request::Count(Box::new(order)), report).await;
    let counted = match answer {
        Answer::Counted(counted) => *counted,
        Answer::Failed(failure) => return Err(failure.into()),
        _ => return Err(Failure::WorkerGone.into()),
    };
    // Kept before it is shown: what was seen must not be lost.
    writer.counted(&counted.result, &counted.record).await?;
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
