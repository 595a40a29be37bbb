//! A phone that has a network: the meeting is fetched and the ballot posted, where the organiser has set that up.

use hom_phieu::record::HandIn;
use hom_phieu::slip::SlipCode;
use hom_phieu::survey::Mode;

use crate::acts::{Ballots, assert_verifies};
use crate::carry::carried;
use crate::devices::until_said;
use crate::hall::Device;
use crate::phones::{film_of_screen, print_slips, type_slip};
use crate::screen::WIDTHS;
use crate::server::{Posted, Says, Server, dist};

const SURVEY: &str = "src/survey/practice.json";

/// The portal here only keeps what arrives: it is brought to the kiosk, which knows whether it is a ballot.
#[tokio::test(flavor = "multi_thread")]
async fn a_phone_posts_its_ballot_where_the_organiser_said_and_keeps_it_until_it_is_in_the_box() {
    let (server, mut portal) = Server::of_a_portal(&dist()).await;
    let chief = Device::visits(&server, "", WIDTHS[0]).await;
    let mut ballots = Ballots::of(SURVEY);
    let desk = &chief.screen;
    desk.click("start-practice").await;
    let cards = desk.open_box(false, None).await;
    let slips = print_slips(desk, 2).await;

    // The organiser names the address; one of another site is refused.
    desk.script("document.querySelector('[data-test=post-at]').closest('details').open = true", Vec::new()).await;
    desk.fill("[data-test=post-at]", "https://example.org/hand-in").await;
    desk.click("phones-show").await;
    until_said(desk, "Đường dẫn phải ở trên chính trang này").await;
    assert!(!desk.has("carry-code").await, "phones are shown no such address");
    desk.look("110-portal-elsewhere").await;
    desk.fill("[data-test=post-at]", "./hand-in").await;
    desk.click("phones-show").await;
    let meeting = carried(desk).await;
    drop(desk.chrome.console_faults().await); // how often the canvas is read

    // A phone that comes too early is told so, and shown the way by camera.
    let phone = Device::visits(&server, "hall.html#phone=meeting.json", WIDTHS[1]).await;
    let hand = &phone.screen;
    hand.wait("fault").await;
    hand.wait("camera-start").await;
    hand.chrome.picture("111-portal-no-meeting").await;
    drop(hand.chrome.console_faults().await); // the missing file
    portal.has(meeting);
    hand.chrome.refresh().await.expect("the page can be asked for");
    hand.click("meeting-same").await;
    type_slip(hand, &slips[0]).await;
    hand.mark(&ballots.next()).await;
    hand.click("cast").await;
    hand.wait("post").await;
    hand.look("112-portal-hand-over").await;

    // No network; an address where nobody takes ballots, which was said to be a slip's fault; a portal that is out of order:
    // the ballot stays, and so does the way by camera.
    hand.network(false).await;
    hand.click("post").await;
    until_said(hand, "Không gửi được qua mạng. Phiếu vẫn còn ở đây").await;
    assert!(hand.has("carry-code").await, "the ballot is still there");
    hand.look_at("113-portal-no-network").await;
    hand.network(true).await;
    let mut posted = Vec::new();
    for status in [404, 503] {
        portal.says(status, Says::Nothing);
        hand.click("post").await;
        posted.push(portal.next().await);
        until_said(hand, "Không gửi được qua mạng. Phiếu vẫn còn ở đây").await;
    }

    // Refused: said so, and nothing is thrown away.
    portal.says(409, Says::Nothing);
    hand.click("post").await;
    until_said(hand, "Nơi nhận KHÔNG nhận phiếu này").await;
    assert!(hand.has("carry-code").await, "the ballot is still there");
    hand.look_at("114-portal-refused").await;
    posted.push(portal.next().await);

    // Something answers, and not as one does who took the ballot: a page for whatever is asked, nothing at all. These were
    // taken for "it is in the box", and the phone threw the vote away.
    for (status, says) in [(200, Says::Page), (204, Says::Nothing), (202, Says::Taken)] {
        portal.says(status, says);
        hand.click("post").await;
        posted.push(portal.next().await);
        until_said(hand, "không xác nhận đã nhận phiếu. Phiếu vẫn còn ở đây").await;
        assert!(hand.has("carry-code").await, "the ballot is still there");
    }
    hand.look_at("114b-portal-unsaid").await;
    // A gate that sends who has not logged in to its own page, which says 200.
    portal.says(303, Says::Nothing);
    hand.click("post").await;
    posted.push(portal.next().await);
    until_said(hand, "Không gửi được qua mạng. Phiếu vẫn còn ở đây").await;
    drop(hand.chrome.console_faults().await); // the redirect that was not followed

    // Taken: the same text each time, the one whose codes run on the screen.
    let shown = carried(hand).await;
    portal.says(201, Says::Taken);
    hand.click("post").await;
    until_said(hand, "Nơi nhận báo: phiếu đã vào hòm").await;
    assert!(!hand.has("post").await, "what has arrived is not sent again");
    let heading = hand.script("return document.querySelector('h1').innerText", Vec::new()).await;
    assert_eq!(heading, "Phiếu đã vào hòm", "nothing says that it is not there yet");
    assert!(!hand.has("they-have-it").await, "there is nobody to ask");
    hand.look_at("115-portal-taken").await;
    let taken = portal.next().await;
    assert_eq!(taken, Posted { kind: "application/json".into(), body: shown });
    assert!(posted.iter().all(|other| *other == taken), "each time the same");
    assert!(portal.is_empty(), "eight were posted, none without a network");
    hand.click("phone-done").await;
    hand.wait("slip-code").await;
    phone.leave().await;

    let hand_in: HandIn = serde_json::from_str(&taken.body).unwrap();
    let box_id = hand_in.box_id;

    // What arrived is a ballot of this box, and is counted.
    chief.camera_sees(film_of_screen(&taken.body));
    let desk = &chief.screen;
    desk.click("back").await;
    desk.click("officer-vote").await;
    desk.click("from-phone").await;
    desk.click("camera-start").await;
    desk.wait("taken-in").await;
    desk.click("back").await;
    desk.close_box_with_slips(1).await;
    let files = desk.count_with(&cards[..2]).await;
    assert_verifies(&files, ballots.expected);
    for file in &files {
        let text = std::fs::read_to_string(file).unwrap();
        for slip in &slips {
            assert!(!text.contains(slip.as_str()), "{}: a slip's code", file.display());
            let code = SlipCode::parse(slip).unwrap();
            let hash = [Mode::Practice, Mode::Real].map(|mode| code.hash(mode, &box_id).to_text());
            assert!(hash.iter().all(|hash| !text.contains(hash)), "{}: a slip's hash", file.display());
        }
    }
    chief.leave().await;
}
