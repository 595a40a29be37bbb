//! A small survey and a whole meeting for tests: 2 subjects × 2 rated questions (3 and
//! 2 levels) and a remark, thresholds and a quorum.

use proptest::test_runner::{Config, RngAlgorithm};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;

use crate::ballot::Ballot;
use crate::count::{PaperRow, PaperTotals, Remark, level_ids};
use crate::record::{
    Attendance, CountInput, CountOutput, Emptied, NewBox, OfficerAct, OfficerEvent, TellerSetup, count_box,
    empty_envelopes, next_event, open_box,
};
use crate::seal::{BoxKey, Envelope, SealedBallot, SealedRemark, Unlocked};
use crate::survey::{Row, RowKind, Survey};

/// Randomness that repeats, so that a failing test can be looked at.
pub fn rng(seed: u64) -> ChaCha20Rng {
    ChaCha20Rng::seed_from_u64(seed)
}

/// Property tests: few cases, since each does real cryptography; a fixed seed, so that a
/// build does not fail by chance.
pub fn cases(cases: u32) -> Config {
    Config { cases, rng_algorithm: RngAlgorithm::ChaCha, failure_persistence: None, ..Config::default() }
}

/// The small survey.
pub fn survey() -> Survey {
    let text = r#"{
      "format": "hom-phieu/survey", "version": 1, "id": "nho", "mode": "real", "title": "Phiếu nhỏ (MẪU)",
      "instrument": { "id": "mau", "name": "Quy định mẫu", "source": "Bộ kiểm thử", "reconstruction": false },
      "issuer": { "name": "Ban công tác Mặt trận thôn Mẫu", "heading": "state" },
      "place": { "province": "Hà Tĩnh", "commune": "xã Mẫu", "hamlet": "thôn Mẫu" },
      "subjects": [
        { "id": "an", "kind": "person", "salutation": "Ông", "name": "Nguyễn Văn An" },
        { "id": "binh", "kind": "person", "salutation": "Bà", "name": "Trần Thị Bình" } ],
      "questions": [
        { "id": "tin-nhiem", "text": "Mức độ tín nhiệm", "answer": { "levels": [
          { "id": "cao", "label": "Tín nhiệm cao" }, { "id": "vua", "label": "Tín nhiệm" }, { "id": "thap", "label": "Tín nhiệm thấp" } ] } },
        { "id": "hop", "text": "Dự họp thôn", "answer": { "levels": [ { "id": "co", "label": "Có" }, { "id": "khong", "label": "Không" } ] } },
        { "id": "gop-y", "text": "Ý kiến góp ý", "answer": { "remark": { "max_chars": 50 } } } ],
      "rules": { "base": "collected",
        "thresholds": [ { "id": "thap-2-3", "question": "tin-nhiem", "levels": ["thap"], "at": { "numerator": 2, "denominator": 3 },
          "compare": "at-least", "finding": "Trình miễn nhiệm", "source": "Điều mẫu" } ],
        "quorum": { "of_summoned": { "numerator": 1, "denominator": 2 }, "compare": "more-than" } }
    }"#;
    Survey::parse(text.as_bytes()).expect("the test survey is well-formed")
}

/// Every kind of question: levels, a choice of at most 2 of 3, a score, levels per task, a remark; grades, two bounds,
/// a quorum in two forms. An has two tasks, Bình one, Cường none.
pub fn every_kind() -> Survey {
    let text = include_bytes!("../tests/data/every-kind.survey.json");
    Survey::parse(text).expect("the test survey is well-formed")
}

/// Paper counts of nothing, in the shape of the survey.
pub fn no_paper(survey: &Survey) -> PaperTotals {
    let row = |row: Row<'_>| PaperRow {
        counts: vec![0; level_ids(&row).len()],
        score: matches!(row.kind, RowKind::Score { .. }).then(Default::default),
        ..PaperRow::default()
    };
    PaperTotals { rows: survey.rows().map(row).collect(), ..PaperTotals::default() }
}

/// A box of three tellers, two of whom open it.
pub fn open(survey: &Survey, seed: u64) -> NewBox {
    let teller = |name: &str| TellerSetup { name: name.into(), role: "Thành viên".into(), pin: None };
    let tellers = [teller("Lê Văn Cường"), teller("Phạm Thị Dung"), teller("Hoàng Văn Em")];
    let attendance = Attendance { summoned: 60, present: 40, delegates: None };
    open_box(survey, &tellers, 2, attendance, "2026-11-22T19:30:00+07:00", &mut rng(seed)).expect("a box opens")
}

/// The log of a meeting up to its close.
pub fn log(new_box: &NewBox) -> Vec<OfficerEvent> {
    let mut log = Vec::new();
    for act in [OfficerAct::Opened, OfficerAct::Closed] {
        let event = next_event(&log, new_box.opening.digest(), act, "2026-11-22T19:30:00+07:00");
        log.push(event);
    }
    log
}

/// Takes the cards of some tellers (from 1) out of a new box.
pub fn unlock(new_box: &NewBox, key: &BoxKey, tellers: &[u32]) -> Vec<Unlocked> {
    tellers
        .iter()
        .map(|&teller| {
            let card = &new_box.cards[teller as usize - 1];
            let secrets = card.unlock(key, |teller| new_box.opening.pinned(teller), None).expect("the card fits");
            Unlocked::new(key, teller, secrets).expect("the card fits")
        })
        .collect()
}

/// Seals, opens and counts; the cards of tellers 1 and 3 are presented.
pub fn meeting(survey: &Survey, ballots: &[Ballot], seed: u64) -> (NewBox, CountOutput) {
    meeting_with_paper(survey, ballots, None, seed)
}

/// As [`meeting`], with what was counted by hand.
pub fn meeting_with_paper(
    survey: &Survey,
    ballots: &[Ballot],
    paper: Option<PaperTotals>,
    seed: u64,
) -> (NewBox, CountOutput) {
    let new_box = open(survey, seed);
    let key = new_box.opening.box_key(survey).expect("the opening fits its survey");
    let mut rng = rng(seed + 1);
    let sealed = ballots.iter().map(|ballot| SealedBallot::seal(ballot, &key, &mut rng).expect("seals")).collect();
    let remarks =
        ballots.iter().flat_map(|ballot| SealedRemark::seal_all(ballot, &key, &mut rng).expect("seals")).collect();
    let output = count_with_paper(survey, &new_box, sealed, remarks, &[1, 3], (paper, Vec::new()));
    (new_box, output.expect("counts"))
}

/// What comes out when these ballots are put into envelopes, and those and the remarks are opened.
pub fn emptied(
    new_box: &NewBox,
    key: &BoxKey,
    ballots: &[SealedBallot],
    remarks: &[SealedRemark],
    tellers: &[u32],
) -> Result<Emptied, crate::record::RecordFault> {
    let mut rng = rng(77);
    let envelopes: Vec<Envelope> =
        ballots.iter().map(|ballot| Envelope::close(ballot, key, &mut rng).expect("closes")).collect();
    let cards = unlock(new_box, key, tellers);
    let mut emptied = empty_envelopes(key, &cards, &envelopes, &mut |_| {})?;
    emptied.open_remarks(key, &cards, remarks, &mut |_| {});
    Ok(emptied)
}

/// Counts with the cards of some tellers.
pub fn count(
    survey: &Survey,
    new_box: &NewBox,
    ballots: Vec<SealedBallot>,
    remarks: Vec<SealedRemark>,
    tellers: &[u32],
) -> Result<CountOutput, crate::record::RecordFault> {
    count_with_paper(survey, new_box, ballots, remarks, tellers, (None, Vec::new()))
}

/// As [`count`], with what was counted by hand and the remarks that stood there.
pub fn count_with_paper(
    survey: &Survey,
    new_box: &NewBox,
    ballots: Vec<SealedBallot>,
    remarks: Vec<SealedRemark>,
    tellers: &[u32],
    (paper, paper_remarks): (Option<PaperTotals>, Vec<Remark>),
) -> Result<CountOutput, crate::record::RecordFault> {
    let key = new_box.opening.box_key(survey).expect("the opening fits its survey");
    let input = CountInput {
        survey,
        opening: &new_box.opening,
        key: &key,
        cards: &unlock(new_box, &key, tellers),
        issued: ballots.len() as u32,
        emptied: emptied(new_box, &key, &ballots, &remarks, tellers)?,
        paper,
        paper_remarks,
        attendance: Attendance { summoned: 60, present: 40, delegates: None },
        log: log(new_box),
        devices: None,
        counted_at: "2026-11-22T20:30:00+07:00",
    };
    count_box(input, &mut |_, _| {}, &mut rng(99))
}
