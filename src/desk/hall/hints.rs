//! What a device notices about itself, for the officer's screen: its clock, its battery, whether its data are kept.

use js_sys::Promise;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::desk::parts;
use crate::desk::state::{Desk, Trouble};
use crate::record::minute_of;
use crate::store::{Persistence, Store, clock};
use crate::text::{desk as d, devices as t, numbers};

#[wasm_bindgen]
extern "C" {
    /// Battery Status API (W3C); Chromium alone has it, and web-sys does not.
    type WithBattery;

    #[wasm_bindgen(method, catch, js_name = getBattery)]
    fn battery(this: &WithBattery) -> Result<Promise, JsValue>;

    type Battery;

    #[wasm_bindgen(method, getter)]
    fn level(this: &Battery) -> f64;

    #[wasm_bindgen(method, getter)]
    fn charging(this: &Battery) -> bool;
}

/// Below this it is said, in percent.
const LOW: f64 = 20.0;
/// As [`crate::record::steps_back`]: a minute is rounding.
const ROUNDING: i64 = 1;

#[derive(Clone, Copy, Default)]
struct Noticed {
    clock_back: bool,
    /// Percent.
    battery: Option<u32>,
    not_kept: bool,
    one_copy: bool,
}

/// Nothing, where all is well.
pub fn view(desk: Desk) -> AnyView {
    let noticed = RwSignal::new(Noticed::default());
    leptos::task::spawn_local(async move {
        match look(desk).await {
            Ok(found) => {
                noticed.try_set(found);
            }
            Err(trouble) => desk.trouble.set(Some(trouble)),
        }
    });
    view! {
        <div role="status" class="stack" data-test="hints">
            {move || {
                let Noticed { clock_back, battery, not_kept, one_copy } = noticed.get();
                let lang = desk.now();
                view! {
                    {clock_back.then(|| parts::notice("warn", desk.say(t::CLOCK_BACK), desk.say(t::CLOCK_BACK_WAY)))}
                    {battery
                        .map(|percent| {
                            let level = t::battery(&numbers::whole(percent, lang), lang);
                            parts::notice("warn", level, desk.say(t::BATTERY_WAY))
                        })}
                    {one_copy.then(|| parts::notice("warn", desk.say(t::ONE_COPY), desk.say(t::ONE_COPY_WAY)))}
                    {not_kept.then(|| parts::notice("info", desk.say(d::KEPT_NO), desk.say(t::NOT_KEPT_WAY)))}
                }
            }}
        </div>
    }
    .into_any()
}

async fn look(desk: Desk) -> Result<Noticed, Trouble> {
    let writer = desk.writer()?;
    let log = writer.log().await?;
    let last = log.last().and_then(|event| minute_of(&event.device_clock));
    let clock_back = last.zip(minute_of(&clock::now_minute())).is_some_and(|(last, now)| last - now > ROUNDING);
    let store = Store::open(writer.state().practice).await?;
    let not_kept = store.persisted().await == Persistence::Denied;
    Ok(Noticed { clock_back, battery: low_battery().await, not_kept, one_copy: store.at_risk() })
}

/// Percent, where the browser tells, it is low, and it is not being charged.
async fn low_battery() -> Option<u32> {
    let navigator: JsValue = window().navigator().into();
    if !js_sys::Reflect::has(&navigator, &"getBattery".into()).ok()? {
        return None;
    }
    let battery = JsFuture::from(navigator.unchecked_into::<WithBattery>().battery().ok()?).await.ok()?;
    let battery: Battery = battery.unchecked_into();
    let percent = (battery.level() * 100.0).round();
    #[allow(clippy::cast_sign_loss)] // a level is 0 to 1
    (!battery.charging() && percent < LOW).then_some(percent as u32)
}
