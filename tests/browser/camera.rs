//! A card held before a live camera. The camera is Chromium's own stand-in, and sees a film made here.

use std::path::PathBuf;

use crate::acts::{marks, survey};
use crate::film::{CARD, film};
use crate::hall::Hall;
use crate::worker::HOLD;

/// Notes each camera that the page opens; lets it have one only when `permission` says so, as a person would.
const CAMERAS: &str = "
  window.cameras = [];
  const open = navigator.mediaDevices.getUserMedia;
  navigator.mediaDevices.getUserMedia = async function (wanted) {
    const camera = await open.call(this, wanted);
    await window.permission;
    cameras.push(camera);
    return camera;
  };";

const PICTURE_IN_SIGHT: &str = "
  const video = document.querySelector('video'), { top, bottom } = video.getBoundingClientRect();
  return video.videoWidth > 0 && top >= 0 && bottom <= innerHeight";

const LIGHT_IS_OUT: &str = "
  return cameras.length > 0
      && cameras.flatMap((camera) => camera.getTracks()).every(({ readyState }) => readyState === 'ended')";

/// A closed practice box that waits for cards, on a device whose camera sees the first of them.
async fn before_the_camera() -> (Hall, Vec<PathBuf>) {
    let (mut hall, cards) = Hall::with_practice_box().await;
    hall.screen.vote(&marks(&survey("src/survey/practice.json"), 0)).await;
    hall.screen.close_box(false).await;
    let card = std::fs::read_to_string(&cards[0]).unwrap();
    let film = hall.file("camera.y4m", film(&[(None, 5), (Some(&card), 5)], CARD));
    hall.screen.setup.camera = Some(film);
    hall.screen = hall.screen.power_cut().await;
    hall.screen.before_every_page(CAMERAS).await;
    hall.screen.before_every_page(HOLD).await;
    hall.screen.load().await;
    hall.screen.click("continue-box").await;
    hall.screen.wait("card-add").await;
    (hall, cards)
}

/// Unasked, the camera gave 640 pixels, in which a code of this size has two for each module: no card was found. And the
/// picture opened below the foot of the window, where nobody saw what the camera saw.
#[tokio::test(flavor = "multi_thread")]
async fn a_card_held_before_the_camera_is_taken_and_the_cameras_light_goes_out() {
    let (hall, cards) = before_the_camera().await;
    let screen = &hall.screen;
    screen.script("holdWorker('all')", Vec::new()).await;
    screen.click("camera-start").await;
    screen.wait("camera-stop").await;
    screen.until("the whole picture is in sight", PICTURE_IN_SIGHT).await;
    let focus = screen.script("return document.activeElement.dataset.test", Vec::new()).await;
    assert_eq!(focus, "camera-stop", "who works with the keyboard stands where the camera is turned off");
    screen.look("50-camera").await;
    screen.script("holdWorker('')", Vec::new()).await;
    screen.cards_in(1).await;
    screen.until("the light is out", LIGHT_IS_OUT).await;
    screen.look("51-camera-took").await;

    // The other card as a file: both ways lead to the same list.
    screen.upload("card-file", &[&cards[1]]).await;
    screen.cards_in(2).await;
    screen.count_and_export().await;
    hall.leave().await;
}

/// The screen was left while the browser still asked whether the page may use the camera. The answer then turned on a
/// camera that nothing on the page could turn off: it was taken in hand only where its picture was to be shown.
#[tokio::test(flavor = "multi_thread")]
async fn a_camera_that_is_allowed_too_late_does_not_stay_on() {
    let (hall, _) = before_the_camera().await;
    let screen = &hall.screen;
    screen.script("window.permission = new Promise((give) => { window.allow = give })", Vec::new()).await;
    screen.click("camera-start").await;
    // Another language draws the screen anew.
    screen.script("document.querySelector('[data-test=lang][lang=en]').click()", Vec::new()).await;
    screen.until("English", "return document.documentElement.lang === 'en'").await;
    screen.script("allow()", Vec::new()).await;
    screen.until("the light is out", LIGHT_IS_OUT).await;
    hall.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_device_without_a_camera_says_so_and_names_the_other_way() {
    let (hall, cards) = Hall::with_practice_box().await;
    let screen = &hall.screen;
    screen.close_box(false).await;
    screen.click("camera-start").await;
    screen.wait("fault").await;
    screen.look("52-no-camera").await;
    screen.upload("card-file", &[&cards[0]]).await;
    screen.cards_in(1).await;
    hall.leave().await;
}
