//! What the pages and the two workers say to each other.
//!
//! Files cross as the exact text that is exported, so that what is stored, signed
//! and shown are the same bytes.

use serde::{Deserialize, Serialize};

use crate::ballot::BallotFault;
use crate::count::PaperTotals;
use crate::record::{
    Attendance, CheckReport, Emptied, FileKind, Join, OfficerEvent, RecordDevices, RecordFault, Remark, ResultPayload,
    TellerSetup,
};
pub use crate::report::Qr;
use crate::report::{Document, Particulars, ReportFault};
use crate::seal::{CardFault, SealFault};
use crate::survey::SurveyFaults;

/// Asked by a page of the worker.
#[derive(Debug, Serialize, Deserialize)]
pub enum Request {
    /// Deal a key and make the opening statement and the tellers' cards.
    Open {
        /// Exact text of the survey file.
        survey: String,
        /// Tellers in order, 1 to 9.
        tellers: Vec<TellerSetup>,
        /// How many of them open the box.
        needed: u32,
        /// Who was summoned and who is there.
        attendance: Attendance,
        /// Device clock, RFC 3339 with offset, to the minute.
        opened_at: String,
    },
    /// Load survey and opening, so that the next [`Request::Seal`] is quick.
    Prepare {
        /// Exact text of the survey file.
        survey: String,
        /// Exact text of the opening statement.
        opening: String,
    },
    /// Read a join file, and hold survey and opening in it against each other.
    ReadJoin {
        /// Exact text of the file.
        text: String,
    },
    /// Seal one ballot for the box that was prepared.
    Seal {
        /// One per row of the survey: level from 0, or blank.
        marks: Vec<Option<usize>>,
        /// One per remark place.
        remarks: Vec<String>,
    },
    /// Read the meeting that a phone was shown, and prepare for it.
    ReadMeeting {
        /// As it was carried.
        text: String,
    },
    /// Pack a ballot that was sealed here for the way to a kiosk.
    PackHandIn {
        /// Code of its slip.
        slip: String,
        /// What [`Answer::Sealed`] brought.
        parts: SealedParts,
    },
    /// Take apart what a phone hands in to the box that was prepared.
    ReadHandIn {
        /// As it was carried.
        text: String,
    },
    /// Is this a card of the box that was prepared, and whose?
    ReadCard {
        /// Text of the card's file or QR code.
        text: String,
        /// PIN where the card has one.
        pin: Option<String>,
    },
    /// Make the lock of the tellers' menu.
    LockMenu {
        /// At least 4 characters.
        pin: String,
    },
    /// Does this PIN open the lock of the tellers' menu?
    OpenMenu {
        /// As [`Answer::MenuLock`] brought it.
        lock: String,
        /// As typed.
        pin: String,
    },
    /// Open envelopes and remarks with the cards, and check every ballot.
    Empty(Box<EmptyOrder>),
    /// Open the sums with the cards, count, sign.
    Count(Box<CountOrder>),
    /// Check files that somebody brings.
    Check {
        /// File name and exact bytes.
        #[serde(with = "super::bytes::named")]
        files: Vec<(String, Vec<u8>)>,
    },
    /// Draw text as a QR code.
    DrawQr {
        /// What the code says.
        text: String,
    },
    /// Draw a part of a stream of codes (`carry`) as a QR code for a screen.
    DrawPart {
        /// What the code says.
        text: String,
    },
    /// Look for a QR code in a grey picture.
    FindQr {
        /// Pixels per row.
        width: u32,
        /// Rows.
        height: u32,
        /// One byte of brightness per pixel, row by row.
        #[serde(with = "super::bytes")]
        luma: Vec<u8>,
    },
}

/// Remarks that are told of as one step of progress: they take about as long as one ballot.
pub const REMARKS_A_STEP: u32 = 16;

/// Envelopes and remarks to open: all of a box, or one worker's share.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct EmptyOrder {
    /// Exact text of the survey file.
    pub survey: String,
    /// Exact text of the opening statement.
    pub opening: String,
    /// Text and PIN of each presented card.
    pub cards: Vec<(String, Option<String>)>,
    /// Exact texts of the envelopes, in any order.
    pub ballots: Vec<String>,
    /// Exact texts of the sealed remarks, in any order.
    pub remarks: Vec<String>,
}

impl EmptyOrder {
    /// Steps of progress until all of it is done.
    pub fn steps(&self) -> u32 {
        self.ballots.len() as u32 + self.remarks.len() as u32 / REMARKS_A_STEP
    }

    /// Its parts for so many workers, some of which may have nothing to do.
    pub fn parts(&self, workers: usize) -> Vec<Self> {
        let part = |texts: &[String], worker: usize| {
            let each = texts.len().div_ceil(workers);
            texts.chunks(each.max(1)).nth(worker).unwrap_or_default().to_vec()
        };
        let one = |worker| {
            let Self { survey, opening, cards, ballots, remarks } = self;
            let [ballots, remarks] = [part(ballots, worker), part(remarks, worker)];
            Self { survey: survey.clone(), opening: opening.clone(), cards: cards.clone(), ballots, remarks }
        };
        (0..workers).map(one).collect()
    }
}

/// All that is needed to count.
#[derive(Debug, Serialize, Deserialize)]
pub struct CountOrder {
    /// Exact text of the survey file.
    pub survey: String,
    /// Exact text of the opening statement.
    pub opening: String,
    /// Text and PIN of each presented card.
    pub cards: Vec<(String, Option<String>)>,
    /// What came out of the box.
    pub emptied: Emptied,
    /// Ballots handed out.
    pub issued: u32,
    /// What was counted by hand, where people also voted on paper.
    pub paper: Option<PaperTotals>,
    /// The remarks that stood on those ballots.
    pub paper_remarks: Vec<Remark>,
    /// Final attendance.
    pub attendance: Attendance,
    /// The officers' log until now; the worker checks the chain.
    pub log: Vec<OfficerEvent>,
    /// What each device did, where more than the chief device took part or slips were used.
    pub devices: Option<RecordDevices>,
    /// Device clock, RFC 3339 with offset, to the minute.
    pub counted_at: String,
}

/// Asked by the desk of the reports' worker: what a report is made of, and as what it leaves.
#[derive(Debug, Serialize, Deserialize)]
pub struct ReportOrder {
    /// What it is about.
    pub about: ReportAbout,
    /// What the organiser adds.
    pub particulars: Particulars,
    /// As what it leaves.
    pub form: ReportForm,
}

/// What a report is about. Exact texts: the worker checks them anew before anything is laid out.
#[derive(Debug, Serialize, Deserialize)]
pub enum ReportAbout {
    /// An opening and its survey.
    Opening {
        /// Exact text of the survey file.
        survey: String,
        /// Exact text of the opening statement.
        opening: String,
    },
    /// A signed result: file names and exact bytes of it and of its opening statement, in any order. Without the
    /// latter the report says that nobody has held it against the opening.
    Result(#[serde(with = "super::bytes::named")] Vec<(String, Vec<u8>)>),
}

/// As what a report leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReportForm {
    /// Minutes to be shown and printed.
    Page,
    /// Minutes for a word processor.
    Docx,
    /// Figures for a spreadsheet. An opening has none.
    Xlsx,
    /// Figures for other systems. An opening has none.
    Csv,
}

/// Answered by the worker to a [`Request`]. Every request ends in exactly one answer that is not
/// [`Answer::Progress`].
#[derive(Debug, Serialize, Deserialize)]
pub enum Answer {
    /// Done so far; only [`Request::Empty`], [`Request::Count`] and [`Request::Check`] send it.
    Progress {
        /// Steps done.
        done: u32,
        /// Steps in all.
        of: u32,
    },
    /// To [`Request::Open`].
    Opened(Box<Opened>),
    /// To [`Request::Prepare`]: the fingerprint words of the opening, and what a box file is held against.
    Prepared {
        /// Ten words, Vietnamese.
        words: Vec<String>,
        /// Lengths of a sealed ballot and of a sealed remark of this box, in characters.
        sizes: [usize; 2],
    },
    /// To [`Request::ReadJoin`].
    Join(Box<JoinRead>),
    /// To [`Request::Seal`].
    Sealed(Box<SealedParts>),
    /// To [`Request::ReadMeeting`].
    Meeting(Box<MeetingInfo>),
    /// To [`Request::PackHandIn`]: the text to carry.
    HandIn(String),
    /// To [`Request::ReadHandIn`]: the slip's code, and what is stored.
    HandedIn {
        /// As the phone has it; nobody has looked yet whether it is one.
        slip: String,
        /// Ballot and remarks, stored apart from the slip.
        parts: Box<SealedParts>,
    },
    /// To [`Request::ReadCard`].
    Card(CardInfo),
    /// To [`Request::LockMenu`]: what is to be kept.
    MenuLock(String),
    /// To [`Request::OpenMenu`].
    MenuOpens(bool),
    /// To [`Request::Empty`].
    Emptied(Box<Emptied>),
    /// To [`Request::Count`].
    Counted(Box<Counted>),
    /// To [`Request::Check`].
    Checked(Box<CheckReport>),
    /// To [`Request::DrawQr`] and [`Request::DrawPart`].
    Qr(Qr),
    /// To [`Request::FindQr`]: the text of the first code found.
    Found(Option<String>),
    /// The request could not be carried out.
    Failed(Failure),
}

/// Answered by the reports' worker to a [`ReportOrder`].
#[derive(Debug, Serialize, Deserialize)]
pub enum ReportAnswer {
    /// The worker runs.
    Ready,
    /// As [`ReportForm::Page`].
    Document(Box<Document>),
    /// As a file: its bytes.
    File(#[serde(with = "super::bytes")] Vec<u8>),
    /// The report could not be made.
    Failed(Failure),
}

/// A box that has just been made.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Opened {
    /// Identifier of the box: 22 characters of base64url.
    pub box_id: String,
    /// Exact text of `*.opening.json`.
    pub opening: String,
    /// Fingerprint of the opening as ten words.
    pub words: Vec<String>,
    /// QR code of the fingerprint for the opening minutes.
    pub fingerprint_qr: Qr,
    /// The cards, in the order of the tellers. They exist nowhere else.
    pub cards: Vec<CardOut>,
}

/// A join file that can be followed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct JoinRead {
    /// The file.
    pub join: Join,
    /// Fingerprint of its opening as ten words.
    pub words: Vec<String>,
    /// Lengths of a sealed ballot and of a sealed remark of this box, in characters.
    pub sizes: [usize; 2],
}

/// A card to hand over.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CardOut {
    /// Teller, from 1.
    pub teller: u32,
    /// The teller's name.
    pub name: String,
    /// Fingerprint as four words, to tell cards apart.
    pub words: Vec<String>,
    /// Exact text of the card's file and QR code.
    pub text: String,
    /// The QR code.
    pub qr: Qr,
}

/// The meeting that a phone takes part in.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct MeetingInfo {
    /// Exact text of the survey.
    pub survey: String,
    /// Where it is held.
    pub place: String,
    /// Fingerprint of the opening as ten words.
    pub words: Vec<String>,
    /// Where a hand-in may be posted.
    pub hand_in_at: Option<String>,
}

/// What a presented card says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardInfo {
    /// Teller, from 1.
    pub teller: u32,
    /// The teller's name.
    pub name: String,
    /// Fingerprint as four words.
    pub words: Vec<String>,
}

/// One sealed ballot and its remarks, which are stored apart.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SealedParts {
    /// Identifier: digest of the sealed bytes, 43 characters.
    pub ballot_id: String,
    /// Exact text to store.
    pub ballot: String,
    /// Identifier and exact text of each sealed remark; as many for every ballot of a survey.
    pub remarks: Vec<(String, String)>,
}

/// What comes out of the count.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Counted {
    /// Exact text of `*.result.json` (JWS).
    pub result: String,
    /// Exact text of `*.record.json`.
    pub record: String,
    /// What was signed.
    pub payload: ResultPayload,
    /// Fingerprint of the result as ten words.
    pub words: Vec<String>,
    /// QR code of the fingerprint for the minutes.
    pub fingerprint_qr: Qr,
}

/// Why a request was not carried out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Failure {
    /// The survey file is wrong.
    #[error("the survey has faults")]
    Survey(SurveyFaults),
    /// An answer cannot be taken.
    #[error(transparent)]
    Ballot(#[from] BallotFault),
    /// A card cannot be used.
    #[error("card {}: {fault}", .teller.map_or_else(String::new, |n| n.to_string()))]
    Card {
        /// Place among the presented cards, from 0, where there are several.
        teller: Option<usize>,
        /// What is wrong with it.
        fault: CardFault,
    },
    /// What was presented as a card is another of the project's files.
    #[error("this is no card, but {0:?}")]
    OtherFile(FileKind),
    /// Sealing or opening failed.
    #[error(transparent)]
    Seal(#[from] SealFault),
    /// A file that should belong to this box does not.
    #[error(transparent)]
    Record(#[from] RecordFault),
    /// No report is made.
    #[error(transparent)]
    Report(#[from] ReportFault),
    /// The text is longer than a QR code can hold.
    #[error("too long for a QR code")]
    QrTooLong,
    /// Nothing was prepared before a request that needs it.
    #[error("no box is prepared")]
    NotPrepared,
    /// The worker could not be started or broke down.
    #[error("the worker stopped")]
    WorkerGone,
    /// The reports' worker could not be started or broke down.
    #[error("the reports' worker stopped")]
    ReportsGone,
}
