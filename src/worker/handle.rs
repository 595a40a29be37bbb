//! What the worker does with each request.

use super::protocol::{Answer, Failure, Qr, Request};
use super::tasks::{self, State};
use super::{hand_in, qr, tasks::Progress};
use crate::seal::MenuLock;

/// Carries out one request. `state` lives from request to request; `progress` takes steps
/// done and steps in all, and may be called as often as the work likes.
pub fn handle(request: Request, state: &mut State, progress: Progress<'_>) -> Answer {
    match request {
        Request::Open { survey, tellers, needed, attendance, opened_at } => {
            tasks::open(&survey, &tellers, needed, attendance, &opened_at)
        }
        Request::Prepare { survey, opening } => tasks::prepare(state, &survey, &opening),
        Request::ReadJoin { text } => tasks::read_join(&text),
        Request::Seal { marks, remarks } => tasks::seal(state, marks, remarks),
        Request::ReadMeeting { text } => hand_in::read_meeting(state, &text),
        Request::PackHandIn { slip, parts } => hand_in::pack(state, &slip, &parts),
        Request::ReadHandIn { text } => hand_in::read(state, &text),
        Request::ReadCard { text, pin } => tasks::read_card(state, &text, pin.as_deref()),
        Request::LockMenu { pin } => tasks::lock_menu(&pin),
        Request::OpenMenu { lock, pin } => Answer::MenuOpens(MenuLock::kept(lock).opens(&pin)),
        Request::Empty(order) => tasks::empty(*order, progress),
        Request::Count(order) => tasks::count(*order, progress),
        Request::Check { files } => tasks::check(&files, progress),
        Request::DrawQr { text } => qr::draw(&text).map_or_else(Answer::Failed, Answer::Qr),
        Request::DrawPart { text } => Qr::draw_large(&text).map_or(Answer::Failed(Failure::QrTooLong), Answer::Qr),
        Request::FindQr { width, height, luma } => Answer::Found(qr::find(width, height, &luma)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(request: Request) -> Answer {
        handle(request, &mut State::default(), &mut |_, _| {})
    }

    #[test]
    fn a_ballot_is_not_sealed_before_a_box_is_prepared() {
        let answer = ask(Request::Seal { marks: vec![Some(0), None], remarks: vec![] });
        assert!(matches!(answer, Answer::Failed(Failure::NotPrepared)), "{answer:?}");
    }

    #[test]
    fn a_code_is_drawn() {
        let answer = ask(Request::DrawQr { text: "thẻ".into() });
        assert!(matches!(&answer, Answer::Qr(qr) if qr.dark.len() as u32 == qr.size * qr.size), "{answer:?}");
    }

    #[test]
    fn a_part_of_a_text_is_drawn_with_modules_as_large_as_can_be() {
        let text: String = (0..4_000_u32).map(|number| (number * number % 9_973).to_string()).collect();
        let part = crate::carry::Stream::new(&text).expect("it is short enough").part(0);
        let answer = ask(Request::DrawPart { text: part.clone() });
        assert!(matches!(&answer, Answer::Qr(qr) if qr.size <= 85), "{answer:?}");
        let usual = ask(Request::DrawQr { text: part });
        assert!(matches!(&usual, Answer::Qr(qr) if qr.size > 85), "a card's error correction would take more");
        let too_long = ask(Request::DrawPart { text: "ế".repeat(1200) });
        assert!(matches!(too_long, Answer::Failed(Failure::QrTooLong)), "{too_long:?}");
    }

    #[test]
    fn requests_and_answers_survive_the_wire() {
        let request = Request::FindQr { width: 2, height: 1, luma: vec![0, 255] };
        let text = serde_json::to_string(&request).expect("plain data");
        assert_eq!(text, r#"{"FindQr":{"width":2,"height":1,"luma":"AP8="}}"#);
        let back = serde_json::from_str(&text).expect("its own text");
        assert!(matches!(back, Request::FindQr { luma, .. } if luma == [0, 255]));

        let check = Request::Check { files: vec![("a.result.json".into(), vec![0xef, 0xbb])] };
        let text = serde_json::to_string(&check).expect("plain data");
        let back = serde_json::from_str(&text).expect("its own text");
        assert!(matches!(back, Request::Check { files } if files == [("a.result.json".to_owned(), vec![0xef, 0xbb])]));

        let seal = Request::Seal { marks: vec![Some(2), None], remarks: vec!["tốt".into()] };
        let text = serde_json::to_string(&seal).expect("plain data");
        let back = serde_json::from_str(&text).expect("its own text");
        assert!(matches!(back, Request::Seal { marks, .. } if marks == [Some(2), None]));
    }
}
