//! Surveys in the making.

use hom_phieu::store::{Drafts, StoreFault};
use hom_phieu::survey::Mode;
use hom_phieu::survey::compose::{Composition, Edit, Line};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::*;

/// A draft that no other test has.
fn draft(title: &str) -> Composition {
    let mut made = Composition::new("ha-tinh-827", Mode::Real).expect("a built-in template");
    made.apply(Edit::Line(Line::Title, title.to_owned()));
    made
}

async fn titles(drafts: &Drafts, like: &str) -> Vec<String> {
    let listed = drafts.list().await.expect("readable").into_iter();
    let titles = listed.filter_map(|draft| draft.composition).map(|made| made.title);
    titles.filter(|title| title.starts_with(like)).collect()
}

#[wasm_bindgen_test]
async fn a_draft_is_kept_with_its_faults_and_comes_back_after_a_restart() {
    let drafts = Drafts::open().await.expect("the browser keeps data");
    let writer = drafts.create().await.expect("a new draft");
    assert_eq!(titles(&drafts, "Giữ").await, [""; 0], "nothing is written before there is something to keep");
    writer.save(&draft("Giữ \u{202e}")).await.expect("saved");
    writer.save(&draft("Giữ lại")).await.expect("saved");
    drop((writer, drafts));
    let drafts = Drafts::open().await.expect("the browser keeps data");
    assert_eq!(titles(&drafts, "Giữ").await, ["Giữ lại"]);
}

#[wasm_bindgen_test]
async fn a_draft_has_one_writer() {
    let drafts = Drafts::open().await.expect("the browser keeps data");
    let writer = drafts.create().await.expect("a new draft");
    writer.save(&draft("Một người")).await.expect("saved");
    let listed = drafts.list().await.expect("readable");
    let one =
        |draft: &&hom_phieu::store::KeptDraft| draft.composition.as_ref().is_some_and(|made| made.title == "Một người");
    let id = listed.iter().find(one).expect("listed").id.clone();
    assert_eq!(drafts.writer(&id).await.err(), Some(StoreFault::OtherTab));
    assert_eq!(drafts.delete(&id).await, Err(StoreFault::OtherTab));
    drop(writer);
    gloo_timers::future::TimeoutFuture::new(100).await;
    let (_writer, made) = drafts.writer(&id).await.expect("free again");
    assert_eq!(made, draft("Một người"));
}

#[wasm_bindgen_test]
async fn a_draft_is_doubled_deleted_and_brought_back() {
    let drafts = Drafts::open().await.expect("the browser keeps data");
    drafts.duplicate(&draft("Nhân đôi")).await.expect("kept");
    drafts.duplicate(&draft("Nhân đôi")).await.expect("kept");
    assert_eq!(titles(&drafts, "Nhân đôi").await.len(), 2);
    let listed = drafts.list().await.expect("readable");
    let one = listed.iter().find(|one| one.composition.as_ref().is_some_and(|made| made.title == "Nhân đôi"));
    let one = one.expect("listed").clone();
    gloo_timers::future::TimeoutFuture::new(100).await; // for the locks
    drafts.delete(&one.id).await.expect("deleted");
    assert_eq!(titles(&drafts, "Nhân đôi").await.len(), 1);
    drafts.restore(&one).await.expect("brought back");
    assert_eq!(drafts.restore(&one).await, Err(StoreFault::AlreadyThere));
    assert!(drafts.list().await.expect("readable").contains(&one));
}

// Doubled without them, they were made anew from the order of the list, and rounds were compared person against person
// as the lists happened to stand.
#[wasm_bindgen_test]
async fn a_doubled_draft_keeps_the_identifiers_of_everybody() {
    let drafts = Drafts::open().await.expect("the browser keeps data");
    let mut made = draft("Đợt sau");
    made.apply(Edit::Sample);
    drafts.duplicate(&made).await.expect("kept");
    let listed = drafts.list().await.expect("readable");
    let mut next = listed.into_iter().filter_map(|one| one.composition).filter(|one| one.title == "Đợt sau");
    let mut next = next.next().expect("listed");
    let before = made.check().expect("a survey").subjects;
    assert_eq!(next.check().expect("a survey").subjects, before);
    let first = next.entries[0].key;
    next.apply(Edit::Remove(first));
    assert_eq!(next.check().expect("a survey").subjects, before[1..]);
}

#[wasm_bindgen_test]
async fn a_draft_that_cannot_be_read_is_listed_as_such_and_hides_no_other() {
    let drafts = Drafts::open().await.expect("the browser keeps data");
    let writer = drafts.create().await.expect("a new draft");
    writer.save(&draft("Hỏng")).await.expect("saved");
    let listed = drafts.list().await.expect("readable");
    let one = listed.iter().find(|one| one.composition.as_ref().is_some_and(|made| made.title == "Hỏng"));
    let id = one.expect("listed").id.clone();
    drop(writer);
    gloo_timers::future::TimeoutFuture::new(100).await;
    let broken = format!("{{\"id\":{id:?},\"changed\":\"\",\"text\":\"{{\"}}");
    overwrite("hom-phieu-drafts", "drafts", &id, &broken).await;
    let listed = drafts.list().await.expect("readable");
    assert!(listed.iter().any(|one| one.id == id && one.composition.is_none()));
    assert!(matches!(drafts.writer(&id).await.err(), Some(StoreFault::Damaged(_))));
    gloo_timers::future::TimeoutFuture::new(100).await;
    drafts.delete(&id).await.expect("it can go even so");
}
