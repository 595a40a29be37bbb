//! A text on a screen as QR codes, for the camera of another device.

use gloo_timers::future::TimeoutFuture;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::{Clamped, JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};

use super::Stream;
use super::awake::Awake;
use super::camera::Eye;
use crate::report::{QUIET_ZONE, Qr};
use crate::text::{Explain, carry as t};
use crate::worker::protocol::{Answer, Failure, Request};

/// Codes a second. A camera gives 15 to 30 pictures a second, of which a slow phone reads every fifth.
const SPEEDS: [u32; 4] = [2, 4, 6, 8];
/// The speed at which it begins.
const USUAL: usize = 2;

/// The codes, running, with the buttons that hold them, and make them slower and faster. The movement is what they are
/// for, so they run also where a user wishes for less of it (`prefers-reduced-motion`); it can be held.
pub fn view(eye: Eye, text: &str) -> AnyView {
    let lang = eye.lang;
    let stream = match Stream::new(text) {
        Ok(stream) => stream,
        Err(fault) => return fault_view(eye, &fault),
    };
    let count = stream.count();
    let held = RwSignal::new(false);
    let speed = RwSignal::new(USUAL);
    let fault = RwSignal::new(None::<Failure>);
    let canvas = NodeRef::<html::Canvas>::new();
    let awake = StoredValue::new_local(Some(Awake::keep()));
    on_cleanup(move || {
        awake.try_set_value(None);
    });
    leptos::task::spawn_local(async move {
        let mut number = 0;
        while let Some(at) = speed.try_get_untracked() {
            let pause = TimeoutFuture::new(1000 / SPEEDS[at]);
            match draw(eye, stream.part(number)).await {
                Ok(code) => {
                    pause.await;
                    // Held: the code that stands there stays. Gone: so is its screen.
                    while held.try_get_untracked() == Some(true) {
                        TimeoutFuture::new(100).await;
                    }
                    let Some(Some(canvas)) = canvas.try_get_untracked() else { return };
                    let _ = paint(&canvas, &code, number);
                }
                Err(failure) => {
                    fault.try_set(Some(failure));
                    return;
                }
            }
            if count == 1 {
                return; // it need not move
            }
            number = number.wrapping_add(1);
        }
    });
    let change = move |by: isize| speed.update(|speed| *speed = speed.saturating_add_signed(by).min(SPEEDS.len() - 1));
    let controls = move || {
        view! {
            <p>{move || t::show_time(count, SPEEDS[speed.get()], lang)}</p>
            <div class="cluster">
                {move || {
                    let label = if held.get() { t::SHOW_GO_ON } else { t::SHOW_HOLD };
                    super::button("carry-hold", label.in_lang(lang), move || held.update(|held| *held = !*held))
                }}
                {super::button("carry-slower", t::SHOW_SLOWER.in_lang(lang), move || change(-1))}
                {super::button("carry-faster", t::SHOW_FASTER.in_lang(lang), move || change(1))}
            </div>
            <p class="hint">{t::SHOW_SLOWER_HINT.in_lang(lang)}</p>
        }
        .into_any()
    };
    let lead = if count == 1 { t::SHOW_ONE } else { t::SHOW_MANY };
    view! {
        <div class="stack" data-test="carry-show">
            <p>{lead.in_lang(lang)}</p>
            {move || {
                fault
                    .with(|fault| {
                        fault.as_ref().map_or_else(|| ().into_any(), |fault| fault_view(eye, fault))
                    })
            }}
            <canvas
                class="carry-code"
                role="img"
                aria-label=t::SHOW_CODE.in_lang(lang)
                data-test="carry-code"
                node_ref=canvas
            ></canvas>
            {(count > 1).then(controls)}
        </div>
    }
    .into_any()
}

fn fault_view(eye: Eye, fault: &dyn Explain) -> AnyView {
    super::fault_view(fault.explain(eye.lang))
}

async fn draw(eye: Eye, part: String) -> Result<Qr, Failure> {
    let client = eye.client.try_get_value().ok_or(Failure::WorkerGone)?;
    match client.ask(Request::DrawPart { text: part }).await {
        Answer::Qr(code) => Ok(code),
        Answer::Failed(failure) => Err(failure),
        _ => Err(Failure::WorkerGone),
    }
}

/// One pixel for each module; the style makes them large and leaves their edges sharp.
fn paint(canvas: &HtmlCanvasElement, code: &Qr, number: u32) -> Result<(), JsValue> {
    let side = code.size + 2 * QUIET_ZONE;
    if canvas.width() != side {
        canvas.set_width(side);
        canvas.set_height(side);
    }
    let module = |at: u32| (at % side).checked_sub(QUIET_ZONE).zip((at / side).checked_sub(QUIET_ZONE));
    let is_dark = |at: u32| module(at).is_some_and(|(x, y)| code.is_dark(x, y));
    let pixels: Vec<u8> = (0..side * side).flat_map(|at| if is_dark(at) { [0, 0, 0, 255] } else { [255; 4] }).collect();
    let context: CanvasRenderingContext2d = canvas.get_context("2d")?.ok_or(JsValue::NULL)?.unchecked_into();
    context.put_image_data(&ImageData::new_with_u8_clamped_array(Clamped(&pixels), side)?, 0.0, 0.0)?;
    canvas.set_attribute("data-part", &number.to_string())
}
