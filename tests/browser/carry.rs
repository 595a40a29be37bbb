//! A text carried from screen to camera.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::Path;

use hom_phieu::carry::{Collector, Stream, Taken};
use serde_json::Value;

use crate::acts::{marks, survey};
use crate::film::{OTHER, SCREEN, Sheet, film, film_of_sheets, film_of_text};
use crate::hall::Hall;
use crate::screen::Screen;

/// A signed result of a practice meeting, 19 kB.
const RESULT: &str = "tests/data/practice-meeting/tap-lam-quen-thon-mau-tap-duot.result.json";

fn file(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("the file is there")
}

/// A device whose camera sees this film, on the screen where results are checked.
async fn where_results_are_checked(film: Vec<u8>, before: &str) -> Hall {
    let mut hall = Hall::open().await;
    let film = hall.file("camera.y4m", film);
    hall.screen.setup.camera = Some(film);
    hall.screen = hall.screen.power_cut().await;
    hall.screen.before_every_page(before).await;
    hall.screen.load().await;
    hall.screen.click("start-check").await;
    hall
}

/// Waits until a text is received and checked. Where the camera saw the other text first, its holder begins anew, as the
/// page says.
async fn received(screen: &Screen) {
    let script = format!(
        "const named = (test) => document.querySelector(`[data-test=${{test}}]`);
         if (/ {OTHER} /.test(named('carry-progress')?.innerText)) named('carry-again')?.click();
         return named('check-verdict') !== null"
    );
    screen.until("all is received", &script).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_result_is_read_whole_from_a_screen_although_the_camera_misses_half_of_its_pieces() {
    let text = file(RESULT);
    let hall = where_results_are_checked(film_of_text(&text), "").await;
    let screen = &hall.screen;
    screen.look("70-before-scan").await;
    screen.click("camera-start").await;
    screen.wait("carry-progress").await;
    screen.look("71-scanning").await;
    received(screen).await;
    assert!(!screen.has("fault").await, "what came is the whole result, as it was signed");
    assert!(!screen.has("camera-stop").await, "the camera is off");
    screen.look("72-scanned").await;
    screen.click("keep-scanned").await;
    let kept = screen.download(".result.json").await;
    assert_eq!(std::fs::read_to_string(kept).unwrap(), text, "byte for byte");
    hall.leave().await;
}

/// Some browsers name the detector and have no service behind it: it fails when it is first asked.
const BROKEN_DETECTOR: &str = "
  window.asked = 0;
  window.BarcodeDetector = class {
    static async getSupportedFormats() { return ['qr_code']; }
    async detect() { window.asked += 1; throw new DOMException('no service', 'NotSupportedError'); }
  };";

#[tokio::test(flavor = "multi_thread")]
async fn where_the_browsers_own_detector_fails_the_worker_looks() {
    let text = file("tests/data/practice-meeting/tap-lam-quen-thon-mau-tap-duot.opening.json");
    let stream = Stream::new(&text).expect("it is short enough");
    // Each piece in several places: the hand moves on with every scene.
    let parts: Vec<String> = (0..14).map(|at| stream.part(at % stream.count())).collect();
    let scenes: Vec<_> = parts.iter().map(|part| (Some(part.as_str()), 2)).collect();
    let hall = where_results_are_checked(film(&scenes, SCREEN), BROKEN_DETECTOR).await;
    let screen = &hall.screen;
    screen.click("camera-start").await;
    screen.wait("check-verdict").await;
    assert_eq!(screen.script("return window.asked", Vec::new()).await, 1, "it is not asked again");
    hall.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_that_carries_nothing_is_named_and_the_camera_looks_on() {
    let hall = where_results_are_checked(film(&[(Some("https://example.org/"), 5)], SCREEN), "").await;
    let screen = &hall.screen;
    screen.click("camera-start").await;
    screen.until("it is named", "return document.querySelector('[data-test=carry-said]').innerText !== ''").await;
    screen.look("73-no-part").await;
    screen.click("camera-stop").await;
    screen.wait("camera-start").await;
    hall.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_camera_the_way_by_file_is_named() {
    let hall = Hall::open().await;
    let screen = &hall.screen;
    screen.click("start-check").await;
    screen.click("camera-start").await;
    screen.wait("fault").await;
    screen.look("74-no-camera-to-scan").await;
    hall.leave().await;
}

const A_CODE_STANDS: &str = "return document.querySelector('[data-test=carry-code]')?.dataset.part >= 0";

/// The code on the screen: its part's number, its side in pixels, and its brightness, row by row.
const CODE: &str = "
  const canvas = document.querySelector('[data-test=carry-code]');
  if (!canvas?.dataset.part) return null;
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  return [canvas.dataset.part, canvas.width, Array.from(data).filter((_, at) => at % 4 === 0)];";

/// The code that stands on the screen.
async fn code_of(screen: &Screen) -> [Value; 3] {
    let code = screen.script(CODE, Vec::new()).await;
    <[Value; 3]>::try_from(code.as_array().expect("a code").clone()).expect("three members")
}

/// Side and brightness of a code.
fn pixels([_, side, luma]: &[Value; 3]) -> (usize, Vec<u8>) {
    let luma = luma.as_array().expect("pixels").iter().map(|light| light.as_u64().unwrap() as u8);
    (side.as_u64().expect("a side") as usize, luma.collect())
}

/// What a reader that is not ours says of the code, four pixels for each module.
fn read(code: &[Value; 3]) -> String {
    let (side, luma) = pixels(code);
    let at = |x: usize, y: usize| luma[y / 4 * side + x / 4];
    let mut picture = rqrr::PreparedImage::prepare_from_greyscale(side * 4, side * 4, at);
    picture.detect_grids()[0].decode().expect("the code is whole").1
}

/// The whole of the text whose codes run on the screen.
pub async fn carried(screen: &Screen) -> String {
    screen.until("a code stands", A_CODE_STANDS).await;
    let mut collector = Collector::new();
    loop {
        match collector.take(&read(&code_of(screen).await)) {
            Taken::New | Taken::Repeated => {}
            Taken::Complete => return collector.take_text().unwrap(),
            other => panic!("{other:?}"),
        }
    }
}

/// A film of another device's screen: the codes as they ran there, twice as many as are needed, for the reader in the worker
/// overlooks some for ever. Where the other shows one code only, the hand moves.
pub async fn filmed(screen: &Screen) -> Vec<u8> {
    screen.until("a code stands", A_CODE_STANDS).await;
    let (mut collector, mut seen) = (Collector::new(), BTreeMap::new());
    loop {
        let code = code_of(screen).await;
        let number: u32 = code[0].as_str().and_then(|number| number.parse().ok()).expect("codes are numbered");
        if let Entry::Vacant(place) = seen.entry(number) {
            let (side, luma) = pixels(&code);
            place.insert(Sheet::of_pixels(side, &luma));
            collector.take(&read(&code));
        }
        let (_, count) = collector.progress();
        if collector.text().is_some() && (count == 1 || seen.len() as u32 >= (count * 2).max(20)) {
            break;
        }
    }
    // Chromium has a word on how often the canvas was read.
    drop(screen.chrome.console_faults().await);
    let scenes = seen.values().cycle().take(seen.len().max(20)).map(|sheet| (Some(sheet), 1));
    film_of_sheets(&scenes.collect::<Vec<_>>(), SCREEN)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_result_runs_over_the_screen_until_another_device_has_it() {
    let (hall, cards) = Hall::with_practice_box().await;
    let screen = &hall.screen;
    screen.vote(&marks(&survey("src/survey/practice.json"), 0)).await;
    screen.close_box(false).await;
    let [result, ..] = screen.count_with(&cards[..2]).await;
    screen.click("carry-result").await;
    screen.until("a code stands", "return document.querySelector('[data-test=carry-code]')?.dataset.part > 0").await;
    screen.bring("[data-test=carry-code]").await;
    screen.look("75-carried").await;

    assert_eq!(carried(screen).await, std::fs::read_to_string(result).unwrap());

    // Held, it stands still: two looks a while apart see one code.
    screen.click("carry-hold").await;
    let part = "const done = arguments[0], part = () => document.querySelector('[data-test=carry-code]').dataset.part;
      setTimeout(() => { const first = part(); setTimeout(() => done(first === part()), 1500); }, 500);";
    let still = screen.chrome.execute_async(part, Vec::new()).await.expect("the page answers");
    assert_eq!(still.json(), &Value::Bool(true));
    hall.leave().await;
}
