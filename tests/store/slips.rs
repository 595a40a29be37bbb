//! Slips on paper.

use hom_phieu::record::{Brought, DeviceFault, MAX_REFUSALS, OfficerAct, Refusal, RefusedAs, check_log, next_event};
use hom_phieu::slip::{SlipCode, SlipFault, SlipFigures};
use hom_phieu::store::{BoxWriter, Outcome, Phase, Store, StoreFault};
use hom_phieu::survey::{Digest, Mode};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::*;

/// Hashes of slips that no other test has.
pub(crate) fn slips(count: usize) -> Vec<Digest> {
    let hash = |_| {
        let mut bytes = [0; 32];
        getrandom::getrandom(&mut bytes).expect("the browser has randomness");
        Digest(bytes)
    };
    (0..count).map(hash).collect()
}

/// A box with so many printed slips of its own.
async fn with_slips(count: usize) -> (Store, BoxWriter, Vec<Digest>) {
    let (store, writer, _) = opened(true).await;
    let hashes = slips(count);
    writer.add_slips(1, &hashes).await.expect("new slips");
    assert_eq!(writer.confirm_slips().await, Ok(count as u32));
    (store, writer, hashes)
}

pub(crate) fn figures(free: u32, back: u32, out: u32, void: u32, spent: u32) -> SlipFigures {
    SlipFigures { unconfirmed: 0, free, back, out, void, spent }
}

#[wasm_bindgen_test]
async fn a_slip_on_paper_gives_out_one_ballot_and_is_spent_with_it() {
    let (_, writer, slips) = with_slips(3).await;
    assert_eq!(writer.slip_figures().await, Ok(figures(3, 0, 0, 0, 0)));
    assert_eq!(writer.state().issued, 0, "a printed slip is no ballot issued yet");
    let token = writer.release_by_slip(slips[0]).await.expect("a ballot");
    assert_eq!(writer.slip_figures().await, Ok(figures(2, 0, 1, 0, 0)));
    assert_eq!((writer.state().issued, writer.state().slip), (1, Some(token.clone())));
    assert_eq!(writer.release_by_slip(slips[1]).await, Err(StoreFault::SlipOut));
    assert_eq!(writer.release().await, Err(StoreFault::SlipOut));
    writer.cast(&token, "b1", "ballot 1", remark("r1")).await.expect("cast");
    assert_eq!(writer.slip_figures().await, Ok(figures(2, 0, 0, 0, 1)));
    let state = writer.state();
    assert_eq!((state.issued, state.slip, state.by_slip, state.last), (1, None, None, Some(Outcome::InBox)));
    assert_eq!(writer.release_by_slip(slips[0]).await, Err(StoreFault::SlipUsed));
    assert_eq!(writer.cast(&token, "b2", "ballot 2", vec![]).await, Err(StoreFault::SlipSpent));
    assert_eq!(writer.collected().await, Ok(1));
    assert_eq!(writer.spent_slips().await, Ok(vec![slips[0]]));
    assert_eq!(writer.reread().await, Ok(writer.state()), "what is kept is what is said");
}

/// Refusals had words on the screen, and left no entry that anybody could ask about afterwards.
#[wasm_bindgen_test]
async fn a_slip_that_is_refused_leaves_an_entry_and_nothing_else() {
    let (_, writer, slips) = with_slips(2).await;
    writer.accept_handed_in(slips[0], "b1", "ballot 1", vec![]).await.expect("handed in");
    let box_id = writer.state().box_id;
    let opening = writer.log().await.expect("readable")[0].previous;
    let before = (writer.state(), writer.slip_figures().await, writer.collected().await);
    let kept_before = kept("hom-phieu-practice").await;
    let fault = writer.release_by_slip(slips[0]).await.expect_err("it is used");
    writer.note_refusal(Brought::Slip, &fault).await;
    let log = writer.log().await.expect("readable");
    let last = log.last().expect("an entry");
    let used = Refusal { what: Brought::Slip, why: RefusedAs::Used };
    assert_eq!((last.kind, last.refused, last.device, last.count), (OfficerAct::Refused, Some(used), None, None));
    assert_eq!(
        (writer.reread().await.expect("readable"), writer.slip_figures().await, writer.collected().await),
        before
    );
    let count = |kept: &str| kept.matches(&slips[0].to_text()).count();
    assert_eq!(count(&kept("hom-phieu-practice").await), count(&kept_before), "the entry does not name the slip");
    assert_eq!(check_log(&log, opening), []);

    // What is no refusal leaves none: no such code was ever printed, or another ballot is out.
    writer.note_refusal(Brought::Slip, &SlipFault::WrongCheck).await;
    writer.note_refusal(Brought::Slip, &StoreFault::SlipOut).await;
    assert_eq!(writer.log().await.as_ref(), Ok(&log));

    // Whoever shows a used slip all evening fills no log: all but one of those it takes are put there at once.
    let known = log.len();
    let mut log = log;
    for _ in 2..MAX_REFUSALS {
        let event = next_event(&log, opening, OfficerAct::Refused, &log[0].device_clock).refusing(used);
        log.push(event);
    }
    let text = |event| serde_json::to_string(event).expect("plain data");
    let entries: Vec<_> = log[known..].iter().map(|event| (event.seq, text(event))).collect();
    let script = format!(
        "return new Promise(done => {{ indexedDB.open('hom-phieu-practice').onsuccess = event => {{ \
         const db = event.target.result, t = db.transaction('log', 'readwrite'); \
         for (const [seq, text] of {}) t.objectStore('log').put(text, [{box_id:?}, seq]); \
         t.oncomplete = () => {{ db.close(); done(); }}; }}; }})",
        serde_json::to_string(&entries).expect("plain data")
    );
    run(&script).await;
    for _ in 0..3 {
        writer.refused(used).await.expect("noted, or passed over");
    }
    let log = writer.log().await.expect("readable");
    assert_eq!(log.iter().filter(|event| event.kind == OfficerAct::Refused).count(), MAX_REFUSALS);
    writer.close_with_slips(attendance(9), 1).await.expect("closed");
    let closed = writer.log().await.expect("readable");
    assert_eq!(next_event(&log, opening, OfficerAct::Closed, &closed[log.len()].device_clock), closed[log.len()]);
    assert_eq!(check_log(&closed, opening), []);
    writer.counted("result", "record", &hom_phieu::store::clock::now_minute()).await.expect("counted");
    assert_eq!(writer.refused(used).await, Err(StoreFault::WrongPhase(Phase::Counted)));
}

#[wasm_bindgen_test]
async fn a_tellers_word_spends_no_slip() {
    let (_, writer, slips) = with_slips(1).await;
    let token = writer.release_by_slip(slips[0]).await.expect("a ballot");
    writer.returned(&token).await.expect("given back");
    let token = writer.release().await.expect("by a teller");
    writer.cast(&token, "b1", "ballot 1", vec![]).await.expect("cast");
    assert_eq!(writer.slip_figures().await, Ok(figures(0, 1, 0, 0, 0)));
    assert_eq!(writer.state().issued, 2);
}

#[wasm_bindgen_test]
async fn who_gives_the_ballot_back_may_come_again_with_the_same_slip_and_is_issued_once() {
    let (_, writer, slips) = with_slips(2).await;
    for _ in 0..3 {
        let token = writer.release_by_slip(slips[0]).await.expect("a ballot");
        writer.returned(&token).await.expect("given back");
    }
    assert_eq!((writer.state().issued, writer.state().by_slip), (1, None));
    assert_eq!(writer.slip_figures().await, Ok(figures(1, 1, 0, 0, 0)));
    // On an own phone then.
    writer.accept_handed_in(slips[0], "b1", "ballot 1", remark("r1")).await.expect("handed in");
    assert_eq!(writer.state().issued, 1);
    assert_eq!(writer.slip_figures().await, Ok(figures(1, 0, 0, 0, 1)));
}

#[wasm_bindgen_test]
async fn a_ballot_from_a_phone_and_its_slip_go_in_together_or_not_at_all() {
    let (_, writer, slips) = with_slips(3).await;
    writer.accept_handed_in(slips[0], "b1", "ballot 1", remark("r1")).await.expect("handed in");
    assert_eq!((writer.collected().await, writer.state().issued), (Ok(1), 1));
    // The answer was lost on the way, and the phone asks again; or tries a second ballot.
    let again = writer.accept_handed_in(slips[0], "b1", "ballot 1", remark("r1")).await;
    assert_eq!(again, Err(StoreFault::AlreadyThere.into()));
    let second = writer.accept_handed_in(slips[0], "b2", "ballot 2", vec![]).await;
    assert_eq!(second, Err(StoreFault::SlipUsed.into()));
    // A remark's key that is taken undoes ballot, slip and figure. This said "already there", and the kiosk that the ballot
    // was in the box: whoever filmed a neighbour's codes and handed in its remark first made that vote vanish.
    let failed = writer.accept_handed_in(slips[1], "b2", "ballot 2", remark("r1")).await;
    assert_eq!(failed, Err(DeviceFault::PartTaken.into()));
    // So it is with a ballot's identifier that has other bytes, and with a remark that stands twice in one hand-in.
    let other = writer.accept_handed_in(slips[1], "b1", "ballot 2", vec![]).await;
    assert_eq!(other, Err(DeviceFault::PartTaken.into()));
    let twice = writer.accept_handed_in(slips[1], "b2", "ballot 2", [remark("r2"), remark("r2")].concat()).await;
    assert_eq!(twice, Err(DeviceFault::PartTaken.into()));
    assert_eq!(writer.slip_figures().await, Ok(figures(2, 0, 0, 0, 1)));
    assert_eq!((writer.collected().await, writer.reread().await.map(|state| state.issued)), (Ok(1), Ok(1)));
    // Somebody votes at the device meanwhile; its own slip cannot be used twice at once.
    let token = writer.release_by_slip(slips[1]).await.expect("a ballot");
    assert_eq!(writer.accept_handed_in(slips[1], "b2", "ballot 2", vec![]).await, Err(StoreFault::SlipAtBooth.into()));
    writer.accept_handed_in(slips[2], "b3", "ballot 3", vec![]).await.expect("handed in");
    assert_eq!(writer.state().slip, Some(token.clone()));
    writer.cast(&token, "b2", "ballot 2", vec![]).await.expect("cast");
    assert_eq!((writer.collected().await, writer.slip_figures().await), (Ok(3), Ok(figures(0, 0, 0, 0, 3))));
    writer.close(attendance(3)).await.expect("no slip is left to be counted");
    assert_eq!(
        writer.accept_handed_in(slips[2], "b9", "late", vec![]).await,
        Err(StoreFault::WrongPhase(Phase::Closed).into())
    );
}

#[wasm_bindgen_test]
async fn of_two_phones_with_one_slip_one_gets_its_ballot_in() {
    let (_, writer, slips) = with_slips(1).await;
    let twin = writer.clone();
    let (first, second) = futures_channel::oneshot::channel();
    let slip = slips[0];
    wasm_bindgen_futures::spawn_local(async move {
        let _ = first.send(twin.accept_handed_in(slip, "b2", "ballot 2", vec![]).await);
    });
    let here = writer.accept_handed_in(slip, "b1", "ballot 1", vec![]).await;
    let mut outcomes = [here, second.await.expect("an answer")];
    outcomes.sort_by_key(Result::is_err);
    assert_eq!(outcomes, [Ok(()), Err(StoreFault::SlipUsed.into())]);
    assert_eq!(writer.collected().await, Ok(1));
}

#[wasm_bindgen_test]
async fn a_slip_that_was_lost_is_voided_before_use_and_not_after() {
    let (_, writer, hashes) = with_slips(4).await;
    writer.void_slip(hashes[0]).await.expect("voided");
    assert_eq!(writer.release_by_slip(hashes[0]).await, Err(StoreFault::SlipVoid));
    assert_eq!(writer.accept_handed_in(hashes[0], "b1", "b", vec![]).await, Err(StoreFault::SlipVoid.into()));
    assert_eq!(writer.void_slip(hashes[0]).await, Err(StoreFault::SlipVoid));
    let token = writer.release_by_slip(hashes[1]).await.expect("a ballot");
    assert_eq!(writer.void_slip(hashes[1]).await, Err(StoreFault::SlipAtBooth));
    // Given back, then lost: whoever gets another slip is not issued two ballots.
    writer.returned(&token).await.expect("given back");
    writer.void_slip(hashes[1]).await.expect("voided");
    assert_eq!(writer.state().issued, 0);
    writer.accept_handed_in(hashes[2], "b1", "ballot", vec![]).await.expect("handed in");
    assert_eq!(writer.void_slip(hashes[2]).await, Err(StoreFault::SlipUsed));
    assert_eq!(writer.void_unused_slips().await, Ok(1));
    assert_eq!(writer.slip_figures().await, Ok(figures(0, 0, 0, 3, 1)));
    assert_eq!(writer.void_slip(slips(1)[0]).await, Err(StoreFault::SlipUnknown));
    assert_eq!(writer.release_by_slip(slips(1)[0]).await, Err(StoreFault::SlipUnknown));
}

#[wasm_bindgen_test]
async fn slips_count_when_they_are_said_to_be_printed_and_are_good_before() {
    let (_, writer, _) = opened(true).await;
    let batch = slips(3);
    writer.add_slips(1, &batch).await.expect("new slips");
    assert_eq!(writer.slip_figures().await, Ok(SlipFigures { unconfirmed: 3, ..SlipFigures::default() }));
    assert_eq!(writer.add_slips(1, &batch[..1]).await, Err(StoreFault::AlreadyThere));
    assert_eq!(writer.close(attendance(3)).await, Err(StoreFault::SlipsUnconfirmed));
    writer.accept_handed_in(batch[0], "b1", "ballot", vec![]).await.expect("it was printed, or nobody would have it");
    assert_eq!(writer.discard_slips().await, Ok(2));
    assert_eq!(writer.slip_figures().await, Ok(figures(0, 0, 0, 0, 1)));
    assert_eq!(writer.release_by_slip(batch[1]).await, Err(StoreFault::SlipUnknown));
}

#[wasm_bindgen_test]
async fn a_slip_of_another_device_is_known_and_not_taken() {
    let (_, writer, own) = with_slips(1).await;
    let others = slips(2);
    writer.add_slips(2, &others).await.expect("new slips");
    assert_eq!(writer.slip_figures().await.map(|figures| figures.unconfirmed), Ok(2), "asked about on this device");
    writer.confirm_slips().await.expect("printed");
    let mut sorted = others.clone();
    sorted.sort();
    assert_eq!(writer.slips_of_device(2).await, Ok(sorted));
    assert_eq!(writer.slips_of_others().await, Ok(vec![(2, 2)]));
    for refused in [writer.release_by_slip(others[0]).await.map(drop), writer.void_slip(others[0]).await] {
        assert_eq!(refused, Err(StoreFault::SlipOfDevice(2)));
    }
    let handed = writer.accept_handed_in(others[0], "b1", "b", vec![]).await;
    assert_eq!(handed, Err(StoreFault::SlipOfDevice(2).into()));
    assert_eq!(writer.void_unused_slips().await, Ok(1), "those of this device alone");
    assert_eq!(writer.slip_figures().await, Ok(figures(0, 0, 0, 1, 0)));
    assert_eq!(writer.slips_of_device(1).await, Ok(own));
}

#[wasm_bindgen_test]
async fn a_typed_code_is_read_as_a_slip_of_this_box_and_device() {
    let (_, writer, _) = opened(true).await;
    let code = SlipCode::generate(1, &mut rand_core::OsRng).expect("device 1");
    let hash = writer.read_slip(&code.to_string().to_lowercase()).expect("a slip");
    assert_eq!(hash, code.hash(Mode::Practice, &writer.state().box_id));
    assert_eq!(writer.read_slip(&code.qr_text()), Ok(hash));
    let other = SlipCode::generate(2, &mut rand_core::OsRng).expect("device 2");
    assert_eq!(writer.read_slip(&other.to_string()), Err(SlipFault::OtherDevice { device: 2 }));
    // The same card before the box of another meeting.
    let (_, elsewhere, _) = opened(true).await;
    let there = elsewhere.read_slip(&code.to_string()).expect("a slip");
    assert_eq!(elsewhere.release_by_slip(there).await, Err(StoreFault::SlipUnknown));
}

#[wasm_bindgen_test]
async fn at_the_close_each_slip_that_somebody_drew_is_a_ballot_issued() {
    let (_, writer, slips) = with_slips(10).await;
    let token = writer.release().await.expect("by a teller");
    writer.cast(&token, "b0", "ballot 0", vec![]).await.expect("cast");
    for (at, slip) in slips[..4].iter().enumerate() {
        writer.accept_handed_in(*slip, &format!("b{}", at + 1), &format!("ballot {at}"), vec![]).await.expect("in");
    }
    writer.void_slip(slips[4]).await.expect("voided");
    // Five are left; three lie in the hat, two people went home with theirs.
    assert_eq!(writer.close(attendance(9)).await, Err(StoreFault::SlipsNotCounted));
    assert_eq!(writer.close_with_slips(attendance(9), 6).await, Err(StoreFault::TooManyLeft(5)));
    assert_eq!(writer.state().phase, Phase::Voting);
    writer.close_with_slips(attendance(9), 3).await.expect("closed");
    let state = writer.state();
    assert_eq!((state.phase, state.issued, state.undistributed), (Phase::Closed, 1 + (10 - 1 - 3), 3));
    assert_eq!(writer.void_unused_slips().await, Err(StoreFault::WrongPhase(Phase::Closed)));
    assert_eq!(writer.add_slips(1, &slips[..1]).await, Err(StoreFault::WrongPhase(Phase::Closed)));
    let log = writer.log().await.expect("readable");
    let acts: Vec<_> = log.iter().map(|event| (event.kind, event.device, event.count)).collect();
    let expected = [
        (OfficerAct::Opened, None, None),
        (OfficerAct::Slips, Some(1), Some(10)),
        (OfficerAct::Voided, None, Some(1)),
        (OfficerAct::Closed, None, None),
    ];
    assert_eq!(acts, expected, "printing and voiding are officers' acts; using a slip is not");
}

/// Promise 1: nothing that is kept names a slip and a ballot together, nor tells in which order slips were used.
#[wasm_bindgen_test]
async fn what_is_kept_of_a_slip_is_its_hash_and_one_word() {
    let (_, writer, hashes) = with_slips(6).await;
    let before = kept("hom-phieu-practice").await;
    for (at, slip) in [5, 2, 0].into_iter().enumerate() {
        let (id, ballot) = (format!("ballot-id-{at}"), format!("sealed ballot {at}"));
        if at == 1 {
            let token = writer.release_by_slip(hashes[slip]).await.expect("a ballot");
            let out = kept("hom-phieu-practice").await;
            assert!(out.contains(&token) && out.contains(&format!("by_slip\\\":\\\"{}", hashes[slip])), "{out}");
            writer.cast(&token, &id, &ballot, vec![]).await.expect("cast");
        } else {
            writer.accept_handed_in(hashes[slip], &id, &ballot, vec![]).await.expect("handed in");
        }
    }
    let after = kept("hom-phieu-practice").await;
    for (at, hash) in hashes.iter().enumerate() {
        let text = hash.to_text();
        assert_eq!(after.matches(&text).count(), 1, "a hash is a key in one store and stands nowhere else");
        let word = if [5, 2, 0].contains(&at) { "1 spent" } else { "1 free" };
        assert!(after.contains(&format!("\"{text}\"],\"{word}\"]")), "{text} {word}\n{after}");
        assert!(before.contains(&format!("\"{text}\"],\"1 free\"]")));
    }
    for at in 0..3 {
        assert_eq!(after.matches(&format!("ballot-id-{at}")).count(), 1);
    }
    // However they were used, the next box whose slips were used otherwise looks the same: keys are hashes, and sorted.
    let state = writer.state();
    assert_eq!((state.slip, state.by_slip), (None, None));
}

/// Exactly what version 1 made: five stores, and a box without a word of slips, with a ballot out.
#[wasm_bindgen_test]
async fn a_database_of_version_1_keeps_its_boxes_and_learns_of_slips() {
    let script = r#"
      const text = '{"box_id":"AAAAAAAAAAAAAAAAAAAAAA","practice":false,"phase":"Voting","survey":"{}","opening":' +
        '"{ \\"format\\": \\"hom-phieu/opening\\", \\"title\\": \\"Thôn Đông\\" }","words":["sông"],' +
        '"attendance":{"summoned":40,"present":30,"delegates":null},"issued":2,"slip":"c2xpcA","last":"InBox"}';
      return new Promise((done, failed) => {
        const gone = indexedDB.deleteDatabase('hom-phieu');
        gone.onblocked = () => failed('still open');
        gone.onsuccess = () => {
          const opening = indexedDB.open('hom-phieu', 1);
          opening.onupgradeneeded = () => {
            for (const name of ['boxes', 'ballots', 'remarks', 'log', 'files']) opening.result.createObjectStore(name);
          };
          opening.onsuccess = () => {
            const db = opening.result, writing = db.transaction(['boxes', 'ballots', 'remarks', 'log'], 'readwrite');
            writing.objectStore('boxes').put(text, 'AAAAAAAAAAAAAAAAAAAAAA');
            writing.objectStore('ballots').put('ballot 1', ['AAAAAAAAAAAAAAAAAAAAAA', 'b1']);
            writing.objectStore('remarks').put('remark 1', ['AAAAAAAAAAAAAAAAAAAAAA', 'r1']);
            writing.oncomplete = () => { db.close(); done(); };
          };
        };
      });"#;
    run(script).await;
    let store = Store::open(false).await.expect("taken over");
    let writer = store.writer("AAAAAAAAAAAAAAAAAAAAAA").await.expect("the box is there");
    let state = writer.state();
    assert_eq!((state.issued, state.slip.as_deref(), state.last), (2, Some("c2xpcA"), Some(Outcome::InBox)));
    assert_eq!((state.device, state.by_slip, state.undistributed), (1, None, 0));
    assert_eq!(writer.ballots().await, Ok(vec!["ballot 1".to_owned()]));
    assert_eq!(writer.remarks().await, Ok(vec!["remark 1".to_owned()]));
    assert_eq!(writer.slip_figures().await, Ok(SlipFigures::default()));
    // The ballot that was out is cast, and slips can be printed.
    writer.cast("c2xpcA", "b2", "ballot 2", vec![]).await.expect("cast");
    let new = slips(1);
    writer.add_slips(1, &new).await.expect("new slips");
    writer.accept_handed_in(new[0], "b3", "ballot 3", vec![]).await.expect("handed in");
    assert_eq!((writer.collected().await, writer.state().issued), (Ok(3), 3));
    // The box of version 1 is now kept as one of version 2, and read as such.
    assert_eq!(writer.reread().await, Ok(writer.state()));
}
