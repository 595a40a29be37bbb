//! A ballot on its way from a resident's phone: the meeting that the phone was shown, the hand-in that it makes, and
//! what a kiosk takes out of it.

use super::protocol::{Answer, Failure, MeetingInfo, SealedParts};
use super::tasks::{MAX_SEALED_BYTES, Prepared, State, answered, to_text};
use crate::record::{HandIn, Meeting, Opening, RecordFault};
use crate::seal::{BALLOT_FORMAT, BALLOT_VERSION, Envelope, REMARK_FORMAT, SealedRemark};
use crate::survey::json;

/// Reads a meeting, and prepares for it: what a phone confirms is what it seals for.
pub(super) fn read_meeting(state: &mut State, text: &str) -> Answer {
    let read = Meeting::parse(text.as_bytes()).map(|(meeting, key)| {
        let info = MeetingInfo {
            survey: meeting.survey_text(),
            place: meeting.opening.place.clone(),
            words: meeting.opening.words(),
            hand_in_at: meeting.hand_in_at,
        };
        state.prepared = Some(Prepared { survey: meeting.survey, opening: meeting.opening, key });
        Answer::Meeting(Box::new(info))
    });
    read.unwrap_or_else(|fault| Answer::Failed(fault.into()))
}

/// Packs a ballot with the code of its slip.
pub(super) fn pack(state: &State, slip: &str, parts: &SealedParts) -> Answer {
    let Some(Prepared { opening, .. }) = &state.prepared else { return Answer::Failed(Failure::NotPrepared) };
    answered(try_pack(opening, slip, parts).map_err(Failure::Record))
}

fn try_pack(opening: &Opening, slip: &str, parts: &SealedParts) -> Result<Answer, RecordFault> {
    let envelope: Envelope = json::read(parts.ballot.as_bytes(), MAX_SEALED_BYTES, BALLOT_FORMAT, BALLOT_VERSION)?;
    let remarks = parts
        .remarks
        .iter()
        .map(|(_, text)| json::read::<SealedRemark>(text.as_bytes(), MAX_SEALED_BYTES, REMARK_FORMAT, 1))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(Answer::HandIn(HandIn::new(slip, opening, &envelope, &remarks).to_text()))
}

/// Takes a hand-in apart, if it is one for the box that was prepared.
pub(super) fn read(state: &State, text: &str) -> Answer {
    let Some(Prepared { survey, opening, key }) = &state.prepared else { return Answer::Failed(Failure::NotPrepared) };
    let read = HandIn::parse(text.as_bytes(), opening, key, survey.remark_slots().count()).map(|hand_in| {
        let envelope = hand_in.envelope();
        let remark = |sealed: &String| {
            let remark = SealedRemark::of(hand_in.mode, &hand_in.box_id, sealed.clone());
            (remark.id().to_text(), to_text(&remark))
        };
        let parts = SealedParts {
            ballot_id: envelope.id().to_text(),
            ballot: to_text(&envelope),
            remarks: hand_in.remarks.iter().map(remark).collect(),
        };
        Answer::HandedIn { slip: hand_in.slip, parts: Box::new(parts) }
    });
    read.unwrap_or_else(|fault| Answer::Failed(fault.into()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;
    use crate::worker::handle::handle;
    use crate::worker::protocol::Request;

    fn ask(state: &mut State, request: Request) -> Answer {
        handle(request, state, &mut |_, _| {})
    }

    fn meeting(seed: u64) -> String {
        let survey = testing::survey();
        Meeting::new(&survey, &testing::open(&survey, seed).opening, None).to_text()
    }

    /// A phone that was shown this meeting seals a ballot; what it stores, and what it carries.
    fn by_phone(meeting: &str) -> (SealedParts, String) {
        let mut phone = State::default();
        let Answer::Meeting(info) = ask(&mut phone, Request::ReadMeeting { text: meeting.into() }) else {
            panic!("the phone reads the meeting")
        };
        assert_eq!(info.words.len(), 10);
        let seal = Request::Seal {
            marks: vec![Some(0), None, Some(2), Some(1)],
            remarks: vec!["Tốt".into(), String::new()],
        };
        let Answer::Sealed(parts) = ask(&mut phone, seal) else { panic!("a ballot is sealed") };
        let pack = Request::PackHandIn { slip: "1-7K3D".into(), parts: (*parts).clone() };
        let Answer::HandIn(text) = ask(&mut phone, pack) else { panic!("the hand-in is made") };
        (*parts, text)
    }

    #[test]
    fn what_a_kiosk_takes_out_of_a_hand_in_is_what_the_phone_sealed() {
        let meeting = meeting(1);
        let (sealed, text) = by_phone(&meeting);
        let mut kiosk = State::default();
        let unprepared = ask(&mut kiosk, Request::ReadHandIn { text: text.clone() });
        assert!(matches!(unprepared, Answer::Failed(Failure::NotPrepared)));
        ask(&mut kiosk, Request::ReadMeeting { text: meeting });
        let Answer::HandedIn { slip, parts } = ask(&mut kiosk, Request::ReadHandIn { text }) else {
            panic!("the hand-in is read")
        };
        assert_eq!(slip, "1-7K3D");
        assert_eq!((parts.ballot_id, parts.ballot, parts.remarks), (sealed.ballot_id, sealed.ballot, sealed.remarks));
    }

    #[test]
    fn what_is_no_hand_in_of_this_box_is_refused_with_its_fault() {
        let mut kiosk = State::default();
        ask(&mut kiosk, Request::ReadMeeting { text: meeting(1) });
        let (_, foreign) = by_phone(&meeting(2));
        let cut = foreign[..foreign.len() / 2].to_owned();
        for text in [foreign, cut, String::new(), meeting(1)] {
            let answer = ask(&mut kiosk, Request::ReadHandIn { text });
            assert!(matches!(answer, Answer::Failed(Failure::Record(_))), "{answer:?}");
        }
        let answer = ask(&mut kiosk, Request::ReadMeeting { text: "{}".into() });
        assert!(matches!(answer, Answer::Failed(Failure::Record(_))), "{answer:?}");
    }
}
