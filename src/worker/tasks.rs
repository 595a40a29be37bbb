//! The requests that need cryptography, one function each. They carry texts in and out;
//! the rules are in `seal`, `count` and `record`.

use rand_core::OsRng;

use super::protocol::{
    Answer, CardInfo, CardOut, CountOrder, Counted, EmptyOrder, Failure, JoinRead, Opened, REMARKS_A_STEP, SealedParts,
};
use super::qr;
use crate::ballot::Ballot;
use crate::record::{
    Attendance, CARD_WORDS, CountInput, FINGERPRINT_WORDS, FileKind, Join, MAX_RESULT_BYTES, NotAllowed, OpenFault,
    Opening, RecordFault, TellerSetup, check as verify, count_box, empty_envelopes, kind_of, open_box, words,
};
use crate::seal::{
    BALLOT_FORMAT, BALLOT_VERSION, BoxKey, Card, CardFault, Envelope, MenuLock, REMARK_FORMAT, SealedBallot,
    SealedRemark, Unlocked,
};
use crate::survey::{Survey, json};

/// Takes steps done and steps in all.
pub(super) type Progress<'a> = &'a mut dyn FnMut(u32, u32);

/// Largest sealed ballot or remark that is read back from the store, in bytes: 100 subjects × 20
/// questions × 6 options.
pub(super) const MAX_SEALED_BYTES: usize = 4 * 1024 * 1024;

/// What the worker keeps between requests: public things only.
#[derive(Default)]
pub struct State {
    pub(super) prepared: Option<Prepared>,
}

/// A box, ready to be sealed for.
pub(super) struct Prepared {
    pub(super) survey: Survey,
    pub(super) opening: Opening,
    pub(super) key: BoxKey,
}

impl Prepared {
    fn new(survey: &str, opening: &str) -> Result<Self, Failure> {
        let survey = Survey::parse(survey.as_bytes()).map_err(Failure::Survey)?;
        let opening = Opening::parse(opening.as_bytes())?;
        let key = opening.box_key(&survey)?;
        Ok(Self { survey, opening, key })
    }

    fn unlock(&self, card: &Card, pin: Option<&str>) -> Result<Unlocked, CardFault> {
        let secrets = card.unlock(&self.key, |teller| self.opening.pinned(teller), pin)?;
        Unlocked::new(&self.key, card.teller, secrets)
    }

    /// The presented cards, of which each teller has one.
    fn unlock_all(&self, presented: &[(String, Option<String>)]) -> Result<Vec<Unlocked>, Failure> {
        let mut cards: Vec<Unlocked> = Vec::with_capacity(presented.len());
        for (place, (text, pin)) in presented.iter().enumerate() {
            let unlocked = Card::parse(text).and_then(|card| {
                if cards.iter().any(|other| other.teller() == card.teller) {
                    return Err(CardFault::Twice);
                }
                self.unlock(&card, pin.as_deref())
            });
            cards.push(unlocked.map_err(|fault| Failure::Card { teller: Some(place), fault })?);
        }
        Ok(cards)
    }
}

pub(super) fn answered(result: Result<Answer, Failure>) -> Answer {
    result.unwrap_or_else(Answer::Failed)
}

/// Deals a key; makes the opening statement and the tellers' cards.
pub(super) fn open(
    survey: &str,
    tellers: &[TellerSetup],
    needed: u32,
    attendance: Attendance,
    opened_at: &str,
) -> Answer {
    answered(try_open(survey, tellers, needed, attendance, opened_at))
}

fn try_open(
    survey: &str,
    tellers: &[TellerSetup],
    needed: u32,
    attendance: Attendance,
    opened_at: &str,
) -> Result<Answer, Failure> {
    let survey = Survey::parse(survey.as_bytes()).map_err(Failure::Survey)?;
    let new_box =
        open_box(&survey, tellers, needed, attendance, opened_at, &mut OsRng).map_err(|fault| match fault {
            OpenFault::Seal(fault) => Failure::Seal(fault),
            OpenFault::Name { .. } => Failure::Record(RecordFault::Value(NotAllowed::TellerText)),
            OpenFault::Card { teller, fault } => Failure::Card { teller: Some(teller), fault },
        })?;
    let cards = new_box
        .cards
        .iter()
        .map(|card| {
            let text = card.to_text();
            let qr = qr::draw(&text)?;
            let words = card_words(&new_box.opening, card.teller);
            Ok(CardOut { teller: card.teller, name: card.name.clone(), words, text, qr })
        })
        .collect::<Result<_, Failure>>()?;
    Ok(Answer::Opened(Box::new(Opened {
        box_id: new_box.opening.box_id.clone(),
        opening: new_box.opening.to_text(),
        words: new_box.opening.words(),
        fingerprint_qr: qr::draw(&new_box.opening.digest().to_text())?,
        cards,
    })))
}

fn card_words(opening: &Opening, teller: u32) -> Vec<String> {
    opening.pinned(teller).map(|kid| words(&kid, CARD_WORDS)).unwrap_or_default()
}

/// Loads survey and opening into `state`, so that the next ballot is sealed quickly.
pub(super) fn prepare(state: &mut State, survey: &str, opening: &str) -> Answer {
    answered(Prepared::new(survey, opening).map(|prepared| {
        let words = prepared.opening.words();
        let sizes = prepared.key.sealed_chars();
        state.prepared = Some(prepared);
        Answer::Prepared { words, sizes }
    }))
}

/// Reads a join file.
pub(super) fn read_join(text: &str) -> Answer {
    answered(Join::parse(text.as_bytes()).map_err(Failure::Record).map(|(join, key)| {
        let (words, sizes) = (join.opening.words(), key.sealed_chars());
        Answer::Join(Box::new(JoinRead { join, words, sizes }))
    }))
}

/// Seals one ballot for the box that was prepared. The ballot's answers are wiped when it drops.
pub(super) fn seal(state: &State, marks: Vec<Option<usize>>, remarks: Vec<String>) -> Answer {
    answered(try_seal(state, marks, remarks))
}

fn try_seal(state: &State, marks: Vec<Option<usize>>, remarks: Vec<String>) -> Result<Answer, Failure> {
    let Prepared { survey, key, .. } = state.prepared.as_ref().ok_or(Failure::NotPrepared)?;
    let ballot = Ballot::from_parts(survey, marks, remarks)?;
    let sealed = SealedBallot::seal(&ballot, key, &mut OsRng)?;
    // A device that seals something unreadable would lose the vote in silence: look again.
    sealed.verify(key)?;
    let envelope = Envelope::close(&sealed, key, &mut OsRng)?;
    let remarks = SealedRemark::seal_all(&ballot, key, &mut OsRng)?
        .iter()
        .map(|remark| (remark.id().to_text(), to_text(remark)))
        .collect();
    Ok(Answer::Sealed(Box::new(SealedParts {
        ballot_id: envelope.id().to_text(),
        ballot: to_text(&envelope),
        remarks,
    })))
}

pub(super) fn to_text(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("sealed parts are plain data")
}

/// Tells whether a card belongs to the box that was prepared, and whose it is.
pub(super) fn read_card(state: &State, text: &str, pin: Option<&str>) -> Answer {
    let Some(prepared) = &state.prepared else { return Answer::Failed(Failure::NotPrepared) };
    let read = Card::parse(text).and_then(|card| {
        prepared.unlock(&card, pin)?;
        let words = card_words(&prepared.opening, card.teller);
        // The card's own name is under no seal where it has no PIN: who it is, the opening says.
        let named = prepared.opening.tellers.iter().find(|teller| teller.teller == card.teller);
        let name = named.map(|teller| teller.name.clone()).ok_or(CardFault::WrongKeys)?;
        Ok(CardInfo { teller: card.teller, name, words })
    });
    let failed = |fault| match (&fault, other_file(text)) {
        (CardFault::NotACard { .. }, Some(kind)) => Failure::OtherFile(kind),
        _ => Failure::Card { teller: None, fault },
    };
    read.map_or_else(|fault| Answer::Failed(failed(fault)), Answer::Card)
}

/// Which of the project's other files a text is.
fn other_file(text: &str) -> Option<FileKind> {
    let value = json::parse(text.trim().as_bytes(), MAX_RESULT_BYTES).ok()?;
    kind_of(&value).filter(|kind| *kind != FileKind::Card)
}

/// Makes the lock of the tellers' menu.
pub(super) fn lock_menu(pin: &str) -> Answer {
    let lock = MenuLock::new(pin, &mut OsRng);
    let failed = |fault| Answer::Failed(Failure::Card { teller: None, fault });
    lock.map_or_else(failed, |lock| Answer::MenuLock(lock.as_str().to_owned()))
}

/// Opens envelopes, checks the ballots in them, and opens remarks.
pub(super) fn empty(order: EmptyOrder, progress: Progress<'_>) -> Answer {
    answered(try_empty(&order, progress))
}

fn try_empty(order: &EmptyOrder, progress: Progress<'_>) -> Result<Answer, Failure> {
    let prepared = Prepared::new(&order.survey, &order.opening)?;
    let cards = prepared.unlock_all(&order.cards)?;
    let read =
        |text: &String| json::read::<Envelope>(text.as_bytes(), MAX_SEALED_BYTES, BALLOT_FORMAT, BALLOT_VERSION).ok();
    // What a damaged disk left of one ballot must not keep the others from being counted.
    let envelopes: Vec<Envelope> = order.ballots.iter().filter_map(read).collect();
    let read_remark =
        |text: &String| json::read::<SealedRemark>(text.as_bytes(), MAX_SEALED_BYTES, REMARK_FORMAT, 1).ok();
    let remarks: Vec<SealedRemark> = order.remarks.iter().filter_map(read_remark).collect();
    let [ballots, of] = [envelopes.len() as u32, order.steps()];
    let mut emptied = empty_envelopes(&prepared.key, &cards, &envelopes, &mut |done| progress(done, of))?;
    emptied.unreadable += (order.ballots.len() - envelopes.len()) as u32;
    emptied.open_remarks(&prepared.key, &cards, &remarks, &mut |done| progress(ballots + done / REMARKS_A_STEP, of));
    emptied.damaged_remarks += (order.remarks.len() - remarks.len()) as u32;
    progress(of, of);
    Ok(Answer::Emptied(Box::new(emptied)))
}

/// Opens the sums, counts, signs.
pub(super) fn count(order: CountOrder, progress: Progress<'_>) -> Answer {
    answered(try_count(order, progress))
}

fn try_count(order: CountOrder, progress: Progress<'_>) -> Result<Answer, Failure> {
    let prepared = Prepared::new(&order.survey, &order.opening)?;
    let cards = prepared.unlock_all(&order.cards)?;
    let input = CountInput {
        survey: &prepared.survey,
        opening: &prepared.opening,
        key: &prepared.key,
        cards: &cards,
        emptied: order.emptied,
        issued: order.issued,
        paper: order.paper,
        paper_remarks: order.paper_remarks,
        attendance: order.attendance,
        log: order.log,
        devices: order.devices,
        counted_at: &order.counted_at,
    };
    let output = count_box(input, progress, &mut OsRng)?;
    Ok(Answer::Counted(Box::new(Counted {
        result: output.result,
        record: output.record,
        payload: output.payload,
        words: words(&output.fingerprint, FINGERPRINT_WORDS),
        fingerprint_qr: qr::draw(&output.fingerprint.to_text())?,
    })))
}

/// Checks files that somebody brings.
pub(super) fn check(files: &[(String, Vec<u8>)], progress: Progress<'_>) -> Answer {
    Answer::Checked(Box::new(verify(files, progress)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Emptied, OfficerAct, next_event};
    use crate::testing;
    use crate::worker::handle::handle;
    use crate::worker::protocol::Request;

    fn ask(state: &mut State, request: Request) -> Answer {
        handle(request, state, &mut |_, _| {})
    }

    #[test]
    fn whose_a_card_is_the_opening_says() {
        // A card without a PIN has its name in the clear: the name that was shown could be anybody's.
        let survey = testing::survey();
        let new_box = testing::open(&survey, 1);
        let (survey, opening) = (serde_json::to_string(&survey).unwrap(), new_box.opening.to_text());
        let mut state = State::default();
        assert!(matches!(ask(&mut state, Request::Prepare { survey, opening }), Answer::Prepared { .. }));
        let mut card = new_box.cards[0].clone();
        card.name = "Người Khác".into();
        let Answer::Card(info) = ask(&mut state, Request::ReadCard { text: card.to_text(), pin: None }) else {
            panic!("the card is read")
        };
        assert_eq!(info.name, new_box.opening.tellers[0].name);
    }

    #[test]
    fn a_whole_meeting_runs_over_the_protocol() {
        let survey = testing::survey();
        let text = serde_json::to_string(&survey).unwrap();
        let mut state = State::default();
        let attendance = Attendance { summoned: 60, present: 40, delegates: None };
        let tellers: Vec<TellerSetup> = ["An", "Bình"]
            .map(|name| TellerSetup { name: name.into(), role: "Thành viên".into(), pin: Some("1357".into()) })
            .to_vec();
        let opened_at = "2026-11-22T19:30:00+07:00".to_owned();
        let request = Request::Open { survey: text.clone(), tellers, needed: 2, attendance, opened_at };
        let Answer::Opened(opened) = ask(&mut state, request) else { panic!("a box opens") };

        let prepare = Request::Prepare { survey: text.clone(), opening: opened.opening.clone() };
        let Answer::Prepared { words, sizes } = ask(&mut state, prepare) else { panic!("the box is prepared") };
        assert_eq!(words, opened.words);
        let seal = Request::Seal {
            marks: vec![Some(0), None, Some(2), Some(1)],
            remarks: vec!["Tốt".into(), String::new()],
        };
        let Answer::Sealed(sealed) = ask(&mut state, seal) else { panic!("a ballot is sealed") };

        let card = |text: &str, pin: Option<&str>| Request::ReadCard { text: text.into(), pin: pin.map(Into::into) };
        let needs_pin = ask(&mut state, card(&opened.cards[0].text, None));
        assert!(matches!(needs_pin, Answer::Failed(Failure::Card { fault: CardFault::NeedsPin, .. })));
        let Answer::Card(info) = ask(&mut state, card(&opened.cards[1].text, Some("1357"))) else {
            panic!("the card is read")
        };
        assert_eq!((info.teller, info.words), (2, opened.cards[1].words.clone()));
        for (other, kind) in [(&opened.opening, FileKind::Opening), (&text, FileKind::Survey)] {
            let told = ask(&mut state, card(other, None));
            assert!(matches!(told, Answer::Failed(Failure::OtherFile(of)) if of == kind), "{told:?}");
        }
        let neither = ask(&mut state, card(r#"{"format":"other"}"#, None));
        assert!(matches!(neither, Answer::Failed(Failure::Card { fault: CardFault::NotACard { .. }, .. })));

        let opening = Opening::parse(opened.opening.as_bytes()).unwrap();
        let envelope: Envelope = serde_json::from_str(&sealed.ballot).unwrap();
        let remark: SealedRemark = serde_json::from_str(&sealed.remarks[0].1).unwrap();
        assert_eq!([envelope.sealed.len(), remark.sealed.len()], sizes, "what a box file is held against");
        let join = Join::new(&survey, &opening, 2, "Máy 2", vec![]);
        let read_join = |join: &Join| Request::ReadJoin { text: join.to_text() };
        let Answer::Join(read) = ask(&mut state, read_join(&join)) else { panic!("the join file is read") };
        assert_eq!((&read.join, &read.words, read.sizes), (&join, &opened.words, sizes));
        let other = Join { box_id: "AAAAAAAAAAAAAAAAAAAAAA".into(), ..join };
        assert!(matches!(ask(&mut state, read_join(&other)), Answer::Failed(Failure::Record(_))));
        let mut log = Vec::new();
        for act in [OfficerAct::Opened, OfficerAct::Closed] {
            let event = next_event(&log, opening.digest(), act, "2026-11-22T19:30:00+07:00");
            log.push(event);
        }
        let presented = |cards: &[usize]| -> Vec<_> {
            cards.iter().map(|&at| (opened.cards[at].text.clone(), Some("1357".into()))).collect()
        };
        let envelopes = |cards: &[usize]| {
            Request::Empty(Box::new(EmptyOrder {
                survey: text.clone(),
                opening: opened.opening.clone(),
                cards: presented(cards),
                ballots: vec![sealed.ballot.clone()],
                remarks: sealed.remarks.iter().map(|(_, text)| text.clone()).collect(),
            }))
        };
        let order = |cards: &[usize], emptied: Emptied| {
            Request::Count(Box::new(CountOrder {
                survey: text.clone(),
                opening: opened.opening.clone(),
                cards: presented(cards),
                emptied,
                issued: 1,
                paper: None,
                paper_remarks: Vec::new(),
                attendance,
                log: log.clone(),
                devices: None,
                counted_at: "2026-11-22T20:30:00+07:00".into(),
            }))
        };
        for request in [envelopes(&[0, 0]), order(&[0, 0], Emptied::default())] {
            let twice = ask(&mut state, request);
            assert!(matches!(twice, Answer::Failed(Failure::Card { teller: Some(1), fault: CardFault::Twice })));
        }
        // What a damaged disk left of a ballot or a remark kept all others from being counted.
        let no_remarks = [String::new(), String::new(), "{\"format\":".to_owned()];
        let damaged = Request::Empty(Box::new(EmptyOrder {
            survey: text.clone(),
            opening: opened.opening.clone(),
            cards: presented(&[0, 1]),
            ballots: vec![String::new(), sealed.ballot.clone(), sealed.ballot[..sealed.ballot.len() / 2].to_owned()],
            remarks: sealed.remarks.iter().map(|(_, text)| text.clone()).chain(no_remarks).collect(),
        }));
        let Answer::Emptied(some) = ask(&mut state, damaged) else { panic!("the others are opened") };
        assert_eq!((some.ballots.len(), some.unreadable), (1, 2));
        assert_eq!((some.remarks.len(), some.damaged_remarks), (2, 3));
        let Answer::Counted(some) = ask(&mut state, order(&[0, 1], *some)) else { panic!("the others are counted") };
        // Two places of each of the two damaged ballots: three texts came that nobody can read, and of one place nothing.
        assert_eq!(some.payload.remarks_unreadable, 4);
        let electronic = some.payload.figures.electronic;
        assert_eq!((electronic.collected, electronic.valid, electronic.invalid), (3, 1, 2));

        let Answer::Emptied(emptied) = ask(&mut state, envelopes(&[0, 1])) else { panic!("the envelopes are opened") };
        let Answer::Counted(counted) = ask(&mut state, order(&[0, 1], *emptied)) else { panic!("the box is counted") };
        assert_eq!(counted.payload.rows[0].levels[0].count, 1);
        assert_eq!(counted.payload.rows[1].blank, 1);

        let files = vec![
            ("a.result.json".to_owned(), counted.result.into_bytes()),
            ("a.record.json".to_owned(), counted.record.into_bytes()),
            ("a.opening.json".to_owned(), opened.opening.clone().into_bytes()),
        ];
        let Answer::Checked(report) = ask(&mut state, Request::Check { files }) else { panic!("files are checked") };
        assert!(report.is_clean() && report.unchecked.is_empty(), "{report:?}");
        assert_eq!((report.result_words, report.opening_words), (counted.words, opened.words));
    }
}
