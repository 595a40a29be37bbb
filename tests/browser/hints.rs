//! What a device says of itself on the officer's screen: battery, clock, whether its data are kept. Chromium has no
//! battery to run down here, so its answers are given by the test; the page asks them of the browser as ever.

use crate::acts::{marks, survey};
use crate::hall::Hall;
use crate::screen::Screen;

/// Before every page: what the device says of itself stands in this origin's storage, where a test writes it.
const DEVICE: &str = "
  const said = JSON.parse(sessionStorage.device ?? '{}');
  const battery = { level: 1, charging: true, ...said.battery };
  Navigator.prototype.getBattery = async () => battery;
  if (said.old) Object.defineProperty(Navigator.prototype, 'storageBuckets', { value: undefined });
  StorageManager.prototype.persisted = async () => said.kept ?? true;
  StorageManager.prototype.persist = async () => said.kept ?? true;
  const Clock = Date, late = said.late ?? 0;
  window.Date = class extends Clock {
    constructor(...given) { given.length > 0 ? super(...given) : super(Clock.now() - late); }
    static now() { return Clock.now() - late; }
  };";

/// The officer's screen of the box, on a device that says this of itself.
async fn officer_with(screen: &Screen, device: &str) {
    screen.script(&format!("sessionStorage.device = JSON.stringify({device})"), Vec::new()).await;
    screen.load().await;
    screen.click("continue-box").await;
    screen.click("officer").await;
    screen.wait("officer-close").await;
}

/// Waits until the hints hold these words.
async fn hinted(screen: &Screen, words: &str) {
    let script = format!("return document.querySelector('[data-test=hints]').innerText.includes('{words}')");
    screen.until(words, &script).await;
}

/// Nothing is hinted at, now that the screen has asked all that it asks.
async fn nothing_is_hinted(screen: &Screen) {
    // The figures come after the hints have been asked for, and the page draws once more.
    screen.until("the figures", "return document.querySelector('[data-test=in-box]')?.innerText === '1'").await;
    let drawn = "const done = arguments[0]; setTimeout(() => requestAnimationFrame(() => done(true)), 500)";
    screen.chrome.execute_async(drawn, Vec::new()).await.expect("the page draws");
    assert_eq!(screen.script("return document.querySelector('[data-test=hints]').innerText", Vec::new()).await, "");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_low_battery_and_a_clock_that_went_back_are_hinted_at_until_all_is_well() {
    let hall = Hall::open().await;
    let screen = &hall.screen;
    screen.before_every_page(DEVICE).await;
    screen.load().await;
    screen.click("start-practice").await;
    screen.open_box(false, None).await;
    screen.vote(&marks(&survey("src/survey/practice.json"), 0)).await;

    officer_with(screen, "{}").await;
    nothing_is_hinted(screen).await;

    officer_with(screen, "{ battery: { level: 0.124, charging: false } }").await;
    hinted(screen, "Pin còn 12 %").await;
    hinted(screen, "Xin cắm sạc").await;
    screen.look("120-hint-battery").await;
    officer_with(screen, "{ battery: { level: 0.124, charging: true } }").await;
    nothing_is_hinted(screen).await;
    officer_with(screen, "{ battery: { level: 0.2, charging: false } }").await;
    nothing_is_hinted(screen).await;

    // A day ago, as where a battery inside has run out.
    officer_with(screen, "{ late: 24 * 3600e3 }").await;
    hinted(screen, "Đồng hồ của máy đã lùi lại").await;
    hinted(screen, "chỉnh lại giờ của máy").await;
    screen.look("121-hint-clock").await;

    // A Chromium that has no storage buckets, as on Windows 7.
    officer_with(screen, "{ old: true }").await;
    hinted(screen, "chỉ giữ được một bản của hòm phiếu").await;
    screen.look_at("123-hint-one-copy").await;

    officer_with(screen, "{ kept: false, late: 24 * 3600e3, battery: { level: 0.05, charging: false } }").await;
    for words in ["Đồng hồ của máy đã lùi lại", "Pin còn 5 %", "Trình duyệt chưa hứa giữ dữ liệu lâu dài"]
    {
        hinted(screen, words).await;
    }
    screen.look("122-hints").await;
    officer_with(screen, "{}").await;
    nothing_is_hinted(screen).await;
    hall.leave().await;
}
