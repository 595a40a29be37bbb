//! What the hall is for: two kiosks and somebody's phone, with no network, and a power cut.

use std::net::TcpStream;
use std::path::Path;

use serde_json::{Value, json};

use crate::acts::{Ballots, assert_verifies, verify};
use crate::carry::filmed;
use crate::devices::{add_device, until_list, until_said};
use crate::hall::Device;
use crate::phones::{print_slips, type_slip};
use crate::screen::{Screen, WIDTHS};
use crate::server::{Server, dist};

/// A real vote, of no practice.
const SURVEY: &str = "tests/data/second.survey.json";

/// The ten words that people hold against the opening statement on the wall.
async fn words(screen: &Screen) -> Value {
    screen.script("return [...document.querySelectorAll('.words li')].map((word) => word.innerText)", Vec::new()).await
}

/// Two kiosks and a phone, each of which has opened the app once. Then the network goes and all are started anew, so that
/// nothing is there but what they kept; and what passes from one to another is a file on a stick or a code on a screen.
#[tokio::test(flavor = "multi_thread")]
async fn two_kiosks_and_a_phone_hold_a_meeting_without_a_network_one_is_killed_and_comes_back_and_the_result_verifies()
{
    let server = Server::start(&dist()).await;
    let address = server.url().trim_start_matches("http://").trim_end_matches('/').to_owned();
    let mut chief = Device::visits(&server, "", WIDTHS[0]).await;
    let mut second = Device::visits(&server, "", WIDTHS[0]).await;
    let mut phone = Device::visits(&server, "hall.html#phone", WIDTHS[1]).await;
    for device in [&chief, &second, &phone] {
        device.screen.has_the_app().await;
    }
    drop(server);
    chief.screen = chief.screen.power_cut().await;
    second.screen = second.screen.power_cut().await;
    phone.screen = phone.screen.power_cut().await;
    assert!(TcpStream::connect(&address).is_err(), "the server is gone");
    let mut ballots = Ballots::of(SURVEY);

    // The chief device opens the box. One ballot by a teller; then four slips, a second device, and codes for phones.
    let desk = &chief.screen;
    desk.wait("offline-ready").await;
    desk.upload("start-load", &[&Path::new(env!("CARGO_MANIFEST_DIR")).join(SURVEY)]).await;
    let cards = desk.open_box(false, None).await;
    desk.vote(&ballots.next()).await;
    let slips = print_slips(desk, 4).await;
    desk.click("phones-show").await;
    phone.camera_sees(filmed(desk).await);
    desk.click("back").await;
    desk.click("officer-devices").await;
    let join = add_device(desk, 2).await;
    desk.click("back").await;
    desk.click("officer-vote").await;
    desk.wait("slip-code").await;

    // The second joins by the file. Its light goes out while a ballot is being put in; it says where it stands.
    second.screen.click("start-join").await;
    second.screen.upload("join-file", &[&join]).await;
    second.screen.wait("join").await;
    let of_the_box = words(&second.screen).await;
    second.screen.click("join").await;
    second.screen.wait("release").await;
    second.screen.vote(&ballots.next()).await;
    let cut = ballots.next();
    second.screen.click("release").await;
    second.screen.mark(&cut).await;
    second.screen.click("cast").await;
    second.screen = second.screen.power_cut().await;
    second.screen.click("continue-box").await;
    second.screen.says_how_it_stands(1).await;
    second.screen.look("100-hall-killed-and-back").await;
    second.screen.goes_on_with(&cut, 1).await;

    // The phone reads the meeting off the chief's screen, seals, and shows its ballot to the chief's camera.
    let hand = &phone.screen;
    hand.click("camera-start").await;
    hand.wait("meeting-same").await;
    assert_eq!(words(hand).await, of_the_box, "people compare ten words, the same on every device");
    hand.look("101-hall-phone-meeting").await;
    hand.click("meeting-same").await;
    type_slip(hand, &slips[0]).await;
    hand.mark(&ballots.next()).await;
    hand.click("cast").await;
    hand.wait("hand-over").await;
    assert!(!hand.has("post").await, "no address, no posting");
    hand.look("102-hall-phone-hands-over").await;
    chief.camera_sees(filmed(hand).await);
    let kiosk = &chief.screen;
    kiosk.click("from-phone").await;
    kiosk.click("camera-start").await;
    kiosk.wait("taken-in").await;
    assert!(kiosk.text("taken-count").await.contains('2'));
    kiosk.look("103-hall-taken-in").await;
    kiosk.click("back").await;
    hand.click("they-have-it").await;
    hand.click("phone-done").await;
    hand.wait("slip-code").await;

    // A resident without a phone has a slip, and a ballot marked when the light goes out here too: wiped, and the slip is
    // good again.
    let wiped = ballots.next();
    type_slip(kiosk, &slips[1]).await;
    kiosk.mark(&wiped).await;
    chief.screen = chief.screen.power_cut().await;
    let kiosk = &chief.screen;
    kiosk.click("continue-box").await;
    kiosk.wait("slip-back").await;
    assert_eq!(kiosk.text("count-in-box").await, "2");
    type_slip(kiosk, &slips[1]).await;
    kiosk.mark(&wiped).await;
    kiosk.cast().await;
    kiosk.wait("slip-code").await;
    assert_eq!(kiosk.text("count-in-box").await, "3");

    // The second closes and hands over, from its screen into the chief's camera; twice, of which one changes nothing.
    let other = &second.screen;
    other.click("officer").await;
    other.click("officer-close").await;
    other.click("close-confirm").await;
    other.click("box-codes").await;
    chief.camera_sees(filmed(other).await);
    other.bring("[data-test=carry-code]").await;
    other.look("104-hall-box-as-codes").await;
    let desk = &chief.screen;
    desk.click("officer").await;
    desk.click("officer-devices").await;
    until_list(desk, of_devices(["chưa nộp", "0", "0"], "3")).await;
    desk.click("camera-start").await;
    until_said(desk, "thêm 2 phiếu mới").await;
    other.click("box-arrived").await;
    until_said(other, "Đã ghi vào nhật ký: hòm đã nộp").await;
    let merged = of_devices(["✓ đã nộp", "2", "2"], "5");
    until_list(desk, merged.clone()).await;
    desk.look("105-hall-box-taken").await;
    desk.click("camera-start").await;
    until_said(desk, "thêm 0 phiếu mới").await;
    until_list(desk, merged).await;

    // Two slips are left in the hat, so as many ballots were issued as are there.
    desk.click("back").await;
    desk.click("officer-close").await;
    desk.fill("[data-test=slips-left]", "2").await;
    until_said(desk, "Số phiếu phát ra là 5, số phiếu thu về là 5").await;
    assert!(!desk.has("devices-missing").await);
    desk.look("106-hall-close").await;
    desk.click("close-confirm").await;
    let files = desk.count_with(&cards[..2]).await;
    desk.look("107-hall-result").await;
    let result = &verify(&files)["result"];
    let parts = result["devices"]["parts"].as_array().expect("the result names the devices");
    let parts = parts.iter().map(|part| json!([part["name"], part["issued"], part["collected"], part["handed_over"]]));
    assert_eq!(parts.collect::<Vec<_>>(), [json!(["Máy 1", 3, 3, true]), json!(["Máy 2", 2, 2, true])]);
    assert_verifies(&files, ballots.expected);
    assert!(TcpStream::connect(&address).is_err(), "and nothing has answered since");
    for device in [phone, second, chief] {
        device.leave().await;
    }
}

/// The chief device's list: three ballots of its own, what is known of the second, and the sum, as many issued as
/// collected.
fn of_devices([state, issued, collected]: [&str; 3], all: &str) -> Value {
    json!([["Máy 1", "máy này", "3", "3"], ["Máy 2", state, issued, collected], ["Tổng cộng", "", all, all]])
}
