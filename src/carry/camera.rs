//! QR codes out of pictures and out of the camera. The browser looks for them where it can, else the worker; here are
//! the pixels.

use gloo_timers::future::TimeoutFuture;
use js_sys::Reflect;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    CanvasRenderingContext2d, File, HtmlCanvasElement, HtmlMediaElement, HtmlVideoElement, ImageBitmap, MediaStream,
    MediaStreamConstraints, MediaStreamTrack,
};

use super::detector::Detector;
use crate::text::{Lang, Phrase, carry as t};
use crate::worker::Client;
use crate::worker::protocol::{Answer, Failure, Request};

/// Largest file of a photograph.
const PICTURE_LIMIT: f64 = (32 << 20) as f64;

/// Longest side of a picture that is searched: enough for a card held in the hand, and quick.
const LONGEST_SIDE: f64 = 1600.0;
/// Longest side of a frame of the camera, and the width that it is asked for: unasked, most give 640 pixels, of which a
/// code that fills a third of the picture gets two for each module, and cannot be read.
const FRAME_SIDE: f64 = 1280.0;

/// Why a camera or a picture is of no use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CameraFault {
    /// There is none, another program has it, or its user does not let the page use it.
    Closed,
    /// The picture's file is larger than any photograph.
    TooLarge,
    /// The file is no picture.
    NotAPicture,
}

/// Who looks, and in which language the screen speaks.
#[derive(Clone, Copy)]
pub struct Eye {
    /// The worker that looks for codes.
    pub client: StoredValue<Client, LocalStorage>,
    /// Language of the screen.
    pub lang: Lang,
}

/// What a camera on screen is for.
#[derive(Clone, Copy)]
pub struct Purpose {
    /// Words of the button that turns it on.
    pub start: Phrase,
    /// What to hold before it.
    pub hint: Phrase,
    /// Pause between two frames, in milliseconds.
    pub pause: u32,
}

/// A grey picture.
pub struct Luma {
    width: u32,
    height: u32,
    bytes: Vec<u8>,
}

/// The picture in a file, not larger than is useful.
pub async fn of_picture(file: &File) -> Result<Luma, CameraFault> {
    if file.size() > PICTURE_LIMIT {
        return Err(CameraFault::TooLarge);
    }
    let bitmap = window().create_image_bitmap_with_blob(file).map_err(|_| CameraFault::NotAPicture)?;
    let bitmap: ImageBitmap = JsFuture::from(bitmap).await.map_err(|_| CameraFault::NotAPicture)?.unchecked_into();
    let size = (f64::from(bitmap.width()), f64::from(bitmap.height()));
    let draw = |context: &CanvasRenderingContext2d, width, height| {
        context.draw_image_with_image_bitmap_and_dw_and_dh(&bitmap, 0.0, 0.0, width, height)
    };
    canvas().and_then(|canvas| grey(&canvas, size, LONGEST_SIDE, draw)).map_err(|_| CameraFault::NotAPicture)
}

/// A canvas that nobody sees.
fn canvas() -> Result<HtmlCanvasElement, JsValue> {
    Ok(document().create_element("canvas")?.unchecked_into())
}

/// Draws something of `size` onto a canvas and takes its brightness.
fn grey(
    canvas: &HtmlCanvasElement,
    (width, height): (f64, f64),
    longest: f64,
    draw: impl Fn(&CanvasRenderingContext2d, f64, f64) -> Result<(), JsValue>,
) -> Result<Luma, JsValue> {
    let scale = (longest / width.max(height).max(1.0)).min(1.0);
    let (width, height) = ((width * scale).round().max(1.0), (height * scale).round().max(1.0));
    #[allow(clippy::cast_sign_loss)] // both are at least 1
    let (columns, rows) = (width as u32, height as u32);
    canvas.set_width(columns);
    canvas.set_height(rows);
    // Kept where the program reads: a phone's graphics chip would hand each picture back slowly.
    let options = js_sys::Object::new();
    Reflect::set(&options, &"willReadFrequently".into(), &JsValue::TRUE)?;
    let context = canvas.get_context_with_context_options("2d", &options)?.ok_or(JsValue::NULL)?;
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
pub async fn find(eye: Eye, picture: Luma) -> Result<Option<String>, Failure> {
    let Luma { width, height, bytes } = picture;
    let client = eye.client.try_get_value().ok_or(Failure::WorkerGone)?;
    match client.ask(Request::FindQr { width, height, luma: bytes }).await {
        Answer::Found(text) => Ok(text),
        Answer::Failed(failure) => Err(failure),
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

/// Does the browser offer cameras at all? Not on insecure addresses, where web-sys would still hand out an object.
pub fn is_there() -> bool {
    let devices = Reflect::get(&window().navigator(), &"mediaDevices".into());
    devices.is_ok_and(|devices| !devices.is_undefined())
}

/// The camera's part of the screen. `found` gets what each code says, and tells whether to look on; `told` gets what
/// is wrong with the camera, and `None` when it is turned on.
pub fn view(
    eye: Eye,
    purpose: Purpose,
    found: impl Fn(String) -> bool + Copy + Send + Sync + 'static,
    told: impl Fn(Option<CameraFault>) + Copy + Send + Sync + 'static,
) -> AnyView {
    let running = RwSignal::new(false);
    // The browser asks its user: a second press changes nothing.
    let asking = StoredValue::new(false);
    let camera = StoredValue::new_local(None::<Camera>);
    let video = NodeRef::<html::Video>::new();
    let stop = move || {
        running.try_set(false);
        camera.try_set_value(None);
    };
    on_cleanup(move || {
        camera.try_set_value(None);
    });
    let start = move || {
        if asking.get_value() {
            return;
        }
        asking.set_value(true);
        told(None);
        leptos::task::spawn_local(async move {
            let opened = open().await;
            // Gone where the screen was left while the browser asked for permission; so is the camera then.
            let Some(Some(video)) = video.try_get_untracked() else { return };
            asking.try_set_value(false);
            let Ok(opened) = opened else { return told(Some(CameraFault::Closed)) };
            video.set_src_object(Some(&opened.0));
            let _ = video.play();
            camera.try_set_value(Some(opened));
            running.set(true);
            let mut detector = Detector::of_browser().await;
            let Ok(canvas) = canvas() else { return stop() };
            while running.try_get_untracked() == Some(true) {
                let seen = look(eye, &video, &canvas, &mut detector).await;
                // Turned off meanwhile: what was seen is no longer wanted.
                if running.try_get_untracked() != Some(true) {
                    return;
                }
                if let Some(text) = seen
                    && !found(text)
                {
                    return stop();
                }
                TimeoutFuture::new(purpose.pause).await;
            }
        });
    };
    // The picture opens where the button was, which on most screens is at the foot of the window.
    let in_sight = move |_| {
        if let Some(video) = video.get_untracked() {
            video.scroll_into_view_with_bool(false);
        }
    };
    let say = move |phrase: Phrase| phrase.in_lang(eye.lang);
    view! {
        <div class="stack tight">
            <div hidden=move || !running.get()>
                <video
                    class="camera"
                    node_ref=video
                    muted
                    playsinline
                    aria-label=say(purpose.hint)
                    on:loadeddata=in_sight
                ></video>
                <p class="hint">{say(purpose.hint)}</p>
            </div>
            {move || {
                if running.get() {
                    super::button("camera-stop", say(t::CAMERA_STOP), stop)
                } else {
                    super::button("camera-start", say(purpose.start), start)
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
async fn look(
    eye: Eye,
    video: &HtmlVideoElement,
    canvas: &HtmlCanvasElement,
    detector: &mut Option<Detector>,
) -> Option<String> {
    let size = (f64::from(video.video_width()), f64::from(video.video_height()));
    // Without a frame the browser's detector would fail, as one does that has no service.
    if size.0 < 1.0 || video.ready_state() < HtmlMediaElement::HAVE_CURRENT_DATA {
        return None;
    }
    if let Some(of_browser) = detector {
        match of_browser.look(video).await {
            Ok(found) => return found,
            Err(_) => *detector = None, // its service is missing or has gone: from now on the worker
        }
    }
    let draw = |context: &CanvasRenderingContext2d, width, height| {
        context.draw_image_with_html_video_element_and_dw_and_dh(video, 0.0, 0.0, width, height)
    };
    let picture = grey(canvas, size, FRAME_SIDE, draw).ok()?;
    find(eye, picture).await.ok().flatten()
}
