//! QR codes out of pictures and out of the camera. The worker looks for them; here are the pixels.

use gloo_timers::future::TimeoutFuture;
use js_sys::Reflect;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    CanvasRenderingContext2d, File, HtmlCanvasElement, HtmlVideoElement, ImageBitmap, MediaStream,
    MediaStreamConstraints, MediaStreamTrack,
};

use super::files::CARD_LIMIT;
use super::parts;
use super::state::{Desk, Said, Trouble};
use crate::text::officer as t;
use crate::worker::protocol::{Answer, Failure, Request};

/// Longest side of a picture that is searched: enough for a card held in the hand, and quick.
const LONGEST_SIDE: f64 = 1600.0;
/// Longest side of a frame of the camera, and the width that it is asked for: unasked, most give 640 pixels, of which a
/// code that fills a third of the picture gets two for each module, and cannot be read.
const FRAME_SIDE: f64 = 1280.0;
/// Pause between two frames.
const FRAME_PAUSE_MS: u32 = 250;

/// A grey picture.
pub struct Luma {
    width: u32,
    height: u32,
    bytes: Vec<u8>,
}

/// The picture in a file, not larger than is useful.
pub async fn of_picture(file: &File) -> Result<Luma, Trouble> {
    let unreadable = || Trouble::from(Said(t::NOT_A_PICTURE, t::NO_QR_OUT));
    if file.size() > f64::from(CARD_LIMIT) {
        return Err(Said(t::FILE_TOO_LARGE, t::FILE_TOO_LARGE_OUT).into());
    }
    let bitmap = window().create_image_bitmap_with_blob(file).map_err(|_| unreadable())?;
    let bitmap: ImageBitmap = JsFuture::from(bitmap).await.map_err(|_| unreadable())?.unchecked_into();
    let size = (f64::from(bitmap.width()), f64::from(bitmap.height()));
    let draw = |context: &CanvasRenderingContext2d, width, height| {
        context.draw_image_with_image_bitmap_and_dw_and_dh(&bitmap, 0.0, 0.0, width, height)
    };
    grey(size, LONGEST_SIDE, draw).map_err(|_| unreadable())
}

/// Draws something of `size` onto a canvas and takes its brightness.
fn grey(
    (width, height): (f64, f64),
    longest: f64,
    draw: impl Fn(&CanvasRenderingContext2d, f64, f64) -> Result<(), JsValue>,
) -> Result<Luma, JsValue> {
    let scale = (longest / width.max(height).max(1.0)).min(1.0);
    let (width, height) = ((width * scale).round().max(1.0), (height * scale).round().max(1.0));
    let canvas: HtmlCanvasElement = document().create_element("canvas")?.unchecked_into();
    #[allow(clippy::cast_sign_loss)] // both are at least 1
    let (columns, rows) = (width as u32, height as u32);
    canvas.set_width(columns);
    canvas.set_height(rows);
    let context = canvas.get_context("2d")?.ok_or(JsValue::NULL)?;
    let context: CanvasRenderingContext2d = context.unchecked_into();
    draw(&context, width, height)?;
    let pixels = context.get_image_data(0.0, 0.0, width, height)?.data();
    // Rec. 601 weights in 256ths.
    let weigh =
        |pixel: &[u8]| ((u32::from(pixel[0]) * 77 + u32::from(pixel[1]) * 150 + u32::from(pixel[2]) * 29) >> 8) as u8;
    let bytes = pixels.chunks_exact(4).map(weigh).collect();
    Ok(Luma { width: columns, height: rows, bytes })
}

/// The text of the first QR code in a picture.
pub async fn find(desk: Desk, picture: Luma) -> Result<Option<String>, Failure> {
    let Luma { width, height, bytes } = picture;
    match desk.ask(Request::FindQr { width, height, luma: bytes }).await? {
        Answer::Found(text) => Ok(text),
        _ => Err(Failure::WorkerGone),
    }
}

/// A running camera; dropped, its light goes out.
struct Camera(MediaStream);

impl Drop for Camera {
    fn drop(&mut self) {
        for track in self.0.get_tracks() {
            track.unchecked_into::<MediaStreamTrack>().stop();
        }
    }
}

/// The camera's part of the screen; nothing where the browser offers none.
pub fn view(desk: Desk, found: impl Fn(String) + Copy + Send + Sync + 'static) -> AnyView {
    // Missing on insecure addresses, where web-sys would still hand out an object.
    let devices = Reflect::get(&window().navigator(), &"mediaDevices".into());
    if devices.is_err() || devices.is_ok_and(|devices| devices.is_undefined()) {
        return ().into_any();
    }
    let running = RwSignal::new(false);
    let camera = StoredValue::new_local(None::<Camera>);
    let video = NodeRef::<html::Video>::new();
    let stop = move || {
        running.set(false);
        camera.try_set_value(None);
    };
    on_cleanup(move || {
        camera.try_set_value(None);
    });
    let start = move || {
        desk.act(async move {
            let opened = open().await.map_err(|_| Trouble::from(Said(t::CAMERA_FAILED, t::CAMERA_FAILED_OUT)))?;
            // Gone where the screen was left while the browser asked for permission; so is the camera then.
            let Some(Some(video)) = video.try_get_untracked() else { return Ok(()) };
            video.set_src_object(Some(&opened.0));
            let _ = video.play();
            camera.try_set_value(Some(opened));
            running.set(true);
            leptos::task::spawn_local(async move {
                while running.try_get_untracked() == Some(true) {
                    if let Some(text) = look(desk, &video).await {
                        stop();
                        found(text);
                        return;
                    }
                    TimeoutFuture::new(FRAME_PAUSE_MS).await;
                }
            });
            Ok(())
        });
    };
    // The picture opens where the button was, which on most screens is at the foot of the window.
    let in_sight = move |_| {
        if let Some(video) = video.get_untracked() {
            video.scroll_into_view_with_bool(false);
        }
    };
    view! {
        <div class="stack tight">
            <div hidden=move || !running.get()>
                <video
                    class="camera"
                    node_ref=video
                    muted
                    playsinline
                    aria-label=desk.say(t::CAMERA_HINT)
                    on:loadeddata=in_sight
                ></video>
                <p class="hint">{desk.say(t::CAMERA_HINT)}</p>
            </div>
            {move || {
                if running.get() {
                    parts::button("", "camera-stop", desk.say(t::CAMERA_STOP), stop)
                } else {
                    parts::button("", "camera-start", desk.say(t::CAMERA_START), start)
                }
            }}
        </div>
    }
    .into_any()
}

async fn open() -> Result<Camera, JsValue> {
    let wanted = MediaStreamConstraints::new();
    // The camera at the back, where a phone has two.
    let video = js_sys::Object::new();
    Reflect::set(&video, &"facingMode".into(), &"environment".into())?;
    // A wish; what the camera cannot do it leaves.
    Reflect::set(&video, &"width".into(), &FRAME_SIDE.into())?;
    wanted.set_video(&video);
    let stream = window().navigator().media_devices()?.get_user_media_with_constraints(&wanted)?;
    JsFuture::from(stream).await.map(|stream| Camera(stream.unchecked_into()))
}

/// One frame. A fault of the worker is no reason to stop the camera.
async fn look(desk: Desk, video: &HtmlVideoElement) -> Option<String> {
    let size = (f64::from(video.video_width()), f64::from(video.video_height()));
    if size.0 < 1.0 {
        return None; // no frame yet
    }
    let draw = |context: &CanvasRenderingContext2d, width, height| {
        context.draw_image_with_html_video_element_and_dw_and_dh(video, 0.0, 0.0, width, height)
    };
    let picture = grey(size, FRAME_SIDE, draw).ok()?;
    find(desk, picture).await.ok().flatten()
}
