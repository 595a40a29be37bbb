//! The first screen: practise, compose, open a survey, check a result; or go on with a box.

use leptos::prelude::*;

use super::compose;
use super::drafts;
use super::files;
use super::form::{MAX_TELLERS, tellers};
use super::parts::{self, Picker};
use super::state::{Desk, Screen, Trouble};
use super::{held, offline};
use crate::survey::{Survey, TellerCount};
use crate::text::{Explain, compose as c, desk as t};

/// Invented tellers of the practice meeting, marked as such.
const SAMPLE_TELLERS: [&str; MAX_TELLERS] = [
    "Nguyễn Văn Mẫu",
    "Trần Thị Mẫu",
    "Lê Văn Mẫu",
    "Phạm Thị Mẫu",
    "Hoàng Văn Mẫu",
    "Vũ Thị Mẫu",
    "Đặng Văn Mẫu",
    "Bùi Thị Mẫu",
    "Đỗ Văn Mẫu",
];
/// Summoned and present at the practice meeting.
const SAMPLE_ATTENDANCE: [&str; 2] = ["30", "25"];

/// The first screen.
pub fn screen(desk: Desk) -> AnyView {
    let survey = Picker {
        id: "start-load",
        accept: ".json,application/json",
        multiple: false,
        label: t::START_LOAD,
        hint: t::START_LOAD_HINT,
    };
    view! {
        <div class="stack">
            {parts::heading(t::APP.vi)} <p class="lead">{desk.say(t::START_LEAD)}</p>
            {offline::line(desk)}
        </div>
        {held::view(desk)}
        {drafts::view(desk)}
        <section class="stack">
            <h2>{desk.say(t::START_NEW)}</h2>
            <div class="choices">
                <div class="panel stack choice">
                    {parts::button("big", "start-compose", desk.say(c::START), move || compose::begin_new(desk))}
                    <p>{desk.say(c::START_HINT)}</p>
                </div>
                <div class="panel stack choice">
                    {parts::button("primary big", "start-practice", desk.say(t::START_PRACTICE), move || practise(desk))}
                    <p>{desk.say(t::START_PRACTICE_HINT)}</p>
                </div>
                <div class="panel stack choice">
                    {parts::picker(desk, survey, move |files| load(desk, files))}
                </div>
                <div class="panel stack choice">
                    {parts::button("big", "start-check", desk.say(t::START_CHECK), move || desk.go(Screen::Check))}
                    <p>{desk.say(t::START_CHECK_HINT)}</p>
                </div>
                {super::hall::join::choices(desk)}
            </div>
        </section>
        {offline::view(desk)}
    }
    .into_any()
}

fn practise(desk: Desk) {
    let survey = Survey::practice();
    let text = serde_json::to_string_pretty(&survey).expect("a survey is plain data");
    fill_in_sample_meeting(desk, &survey);
    desk.load(survey, text);
    desk.client.with_value(crate::worker::Client::warm_up);
    desk.go(Screen::Preview);
}

/// Invented tellers and figures, so that a practice meeting begins at once.
pub fn fill_in_sample_meeting(desk: Desk, survey: &Survey) {
    desk.form.reset(&SAMPLE_TELLERS[..tellers(TellerCount::of(survey))], SAMPLE_ATTENDANCE);
}

fn load(desk: Desk, chosen: Vec<web_sys::File>) {
    let Some(file) = chosen.into_iter().next() else { return };
    desk.act(async move {
        let bytes = files::bytes(&file, files::SURVEY_LIMIT).await?;
        let survey = Survey::parse(&bytes).map_err(|faults| {
            // One line for each, so that all can be mended at once.
            Trouble(faults.0.into_iter().map(|fault| Box::new(fault) as Box<dyn Explain>).collect())
        })?;
        // Parsed, so it is UTF-8. Editors' byte order mark is no part of the text.
        let text = String::from_utf8_lossy(&bytes).trim_start_matches('\u{feff}').to_owned();
        desk.form.clear(TellerCount::of(&survey));
        desk.load(survey, text);
        desk.client.with_value(crate::worker::Client::warm_up);
        desk.go(Screen::Preview);
        Ok(())
    });
}
