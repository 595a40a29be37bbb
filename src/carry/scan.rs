//! A text from the screen of another device, by the camera of this one.

use leptos::prelude::*;

use super::awake::Awake;
use super::camera::{self, CameraFault, Eye, Purpose};
use super::{Collector, Taken};
use crate::text::{Explain, Phrase, carry as t};

/// Moving codes: as many looks as the device has breath for, and a moment for the page in between.
const PURPOSE: Purpose = Purpose { start: t::SCAN_START, hint: t::SCAN_HINT, pause: 10 };

/// Camera, progress in words, and `whole` with the text once it is there. What was received stays when the camera is
/// turned off and on again.
pub fn view(eye: Eye, whole: impl Fn(String) + Copy + Send + Sync + 'static) -> AnyView {
    let lang = eye.lang;
    if !camera::is_there() {
        return no_camera(eye, t::SCAN_NONE);
    }
    let collector = StoredValue::new_local(Collector::new());
    let awake = StoredValue::new_local(None::<Awake>);
    on_cleanup(move || {
        awake.try_set_value(None);
    });
    let progress = RwSignal::new((0, 0));
    let said = RwSignal::new(None::<Phrase>);
    let fault = RwSignal::new(None::<CameraFault>);
    let found = move |text: String| {
        let Some((taken, now)) = collector.try_update_value(|collector| (collector.take(&text), collector.progress()))
        else {
            return false; // the screen is gone
        };
        progress.set(now);
        match taken {
            Taken::New => said.set(None),
            Taken::Repeated => {}
            Taken::Foreign => said.set(Some(t::SCAN_FOREIGN)),
            Taken::Malformed => said.set(Some(t::SCAN_MALFORMED)),
            Taken::Spoiled => said.set(Some(t::SCAN_SPOILED)),
            Taken::Complete => {
                said.set(Some(t::SCAN_WHOLE));
                let text = collector.try_update_value(Collector::take_text).flatten();
                progress.set((0, 0));
                awake.set_value(None);
                if let Some(text) = text {
                    whole(text);
                }
                return false;
            }
        }
        true
    };
    let told = move |what: Option<CameraFault>| {
        fault.set(what);
        said.set(None);
        awake.set_value(what.is_none().then(Awake::keep));
    };
    let again = move || {
        collector.set_value(Collector::new());
        progress.set((0, 0));
        said.set(None);
    };
    view! {
        <div class="stack tight" data-test="carry-scan">
            {move || fault.get().map(|fault| fault_view(eye, fault))}
            {camera::view(eye, PURPOSE, found, told)}
            {move || {
                let (have, of) = progress.get();
                (of > 0)
                    .then(|| {
                        let words = t::scan_progress(have, of, lang);
                        view! {
                            <progress
                                class="progress"
                                aria-label=t::SCAN_PROGRESS.in_lang(lang)
                                max=of.to_string()
                                value=have.to_string()
                            ></progress>
                            <p class="strong" data-test="carry-progress">
                                {words}
                            </p>
                        }
                    })
            }}
            <div role="status" data-test="carry-said">
                {move || said.get().map(|said| view! { <p class="strong">{said.in_lang(lang)}</p> })}
            </div>
            {move || {
                let stuck = said.get().is_some_and(|said| said != t::SCAN_WHOLE) && progress.get().1 > 0;
                stuck.then(|| super::button("carry-again", t::SCAN_AGAIN.in_lang(lang), again))
            }}
        </div>
    }
    .into_any()
}

fn no_camera(eye: Eye, what: Phrase) -> AnyView {
    view! {
        <p class="hint" data-test="carry-no-camera">
            {what.in_lang(eye.lang)} " " {t::BY_FILE.in_lang(eye.lang)}
        </p>
    }
    .into_any()
}

fn fault_view(eye: Eye, fault: CameraFault) -> AnyView {
    let mut explained = fault.explain(eye.lang);
    explained.way_out = [&explained.way_out, " ", t::BY_FILE.in_lang(eye.lang)].concat();
    super::fault_view(explained)
}
