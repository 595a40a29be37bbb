//! The order of a list, by its buttons; and what is said of a form before it is used.

use crate::hall::Hall;

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_put_in_order_by_name_and_by_post() {
    let hall = Hall::open().await;
    let screen = &hall.screen;
    screen.begin("ha-tinh-827").await;
    let list =
        "Họ tên\tChức vụ\nBà Trần Thị Mẫu Bình\tTrưởng thôn\nÔng Đỗ Văn Mẫu An\t\nÔng Lê Văn Mẫu Cường\tBí thư chi bộ";
    screen.paste(list).await;
    screen.click("paste-add").await;
    screen.listed(3).await;
    let [binh, an, cuong] = ["Bà Trần Thị Mẫu Bình", "Ông Đỗ Văn Mẫu An", "Ông Lê Văn Mẫu Cường"];
    assert_eq!(screen.people().await, [binh, an, cuong]);

    screen.click("sort-names").await;
    let said = |words: &str| format!("return document.querySelector('[data-test=said]').innerText === '{words}'");
    screen.until("sorted by name", &said("Đã xếp theo tên.")).await;
    assert_eq!(screen.people().await, [an, binh, cuong]);

    // By the alphabet of the posts, and it is said that no post is known to be above another.
    let told = "return document.body.innerText.includes('máy không biết chức vụ nào trên chức vụ nào')";
    screen.until("it is said what the order is", told).await;
    screen.click("sort-post").await;
    screen.until("sorted by post", &said("Đã xếp theo chức vụ.")).await;
    assert_eq!(screen.people().await, [cuong, binh, an], "without a post last");
    screen.click("undo").await;
    let first = format!("return document.querySelector('[data-test=person]').innerText === '{an}'");
    screen.until("as it was", &first).await;
    assert_eq!(screen.people().await, [an, binh, cuong]);
    hall.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_to_be_known_of_a_form_is_said_before_it_is_used() {
    let hall = Hall::open().await;
    let screen = &hall.screen;
    // Where the form is chosen: the note of every one that has a note, a reconstruction or not.
    screen.click("start-compose").await;
    screen.wait("form").await;
    let note = |form: &str, words: &str| {
        format!(
            "return document.querySelector('[data-form=\"{form}\"]').closest('li')
                .querySelector('[data-test=form-note]').textContent.includes('{words}')"
        )
    };
    screen.until("the voters' note", &note("hoi-nghi-cu-tri", "hãy đối chiếu trước khi dùng")).await;
    screen.until("the note on paper ballots", &note("qd-96", "đánh dấu 2–3 ô thì không hợp lệ")).await;
    screen.click("compose-leave").await;

    // A file that names an instrument and counts by another base.
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/hostile/survey/valid-threshold-over-another-base.json");
    let file = hall.file("khac.survey.json", std::fs::read(path).unwrap());
    screen.upload("start-load", &[&file]).await;
    screen.wait("departs").await;
    let departs = screen.text("departs").await;
    assert!(departs.contains("tổng số phiếu thu về") && departs.contains("tổng số có mặt"), "{departs}");
    assert!(screen.text("note").await.contains("đánh dấu 2–3 ô thì không hợp lệ"));
    screen.look("37-departs").await;
    screen.click("opening-next").await;
    screen.wait("make-cards").await;
    assert!(screen.has("departs").await, "and again where the box is opened");
    assert!(!screen.has("few-voters").await, "nobody was counted yet");
    screen.fill("[data-test=summoned]", "6").await;
    screen.fill("[data-test=present]", "4").await;
    screen.wait("few-voters").await;
    let few = screen.text("few-voters").await;
    assert!(few.contains("Chỉ có 4 người có mặt") && few.contains("Vẫn mở hòm được"), "{few}");
    hall.leave().await;
}
