//! What the screens share, and which of them is shown.

use leptos::prelude::*;

use super::compose::Composer;
use super::counting::Running;
use super::form::Form;
use super::hall::slips::SlipDesk;
use super::offline::Offline;
use super::paper::PaperDesk;
use super::report::Added;
use crate::booth::address::BoxAddress;
use crate::carry::camera::Eye;
use crate::record::{CHIEF, FileKind, Opening, RecordFault, ResultPayload};
use crate::store::{BoxState, BoxWriter, Phase, Store};
use crate::survey::{Base, Survey, json};
use crate::text::{Explain, Explained, Lang, Phrase};
use crate::worker::Client;
use crate::worker::protocol::{Answer, CardInfo, Failure, Opened, Qr, ReportAnswer, ReportOrder, Request};

/// The screens, in the order of a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Screen {
    /// What would you like to do?
    Start,
    /// A survey is composed.
    Compose,
    /// What is asked.
    Preview,
    /// Attendance and tellers.
    Opening,
    /// Cards are handed out, one teller at a time.
    Cards,
    /// The opening statement, before the first vote.
    Sheet,
    /// Between this page and the booth's: the box changes hands.
    Handover,
    /// Before the organiser's menu, where it is locked.
    Unlock,
    /// The organiser's menu during the vote.
    Officer,
    /// The lock of that menu is set.
    MenuLock,
    /// Slips are printed and voided.
    Slips,
    /// Devices are added, and their boxes taken.
    Devices,
    /// A device becomes a kiosk of a box that is open on another.
    Join,
    /// A box is made of its backup.
    Restore,
    /// A joined device hands over its box.
    HandOver,
    /// Figures announced, box closed.
    Close,
    /// Paper ballots are entered and counted.
    Paper,
    /// The paper ballot, to be printed.
    PaperBallot,
    /// Tellers present their cards.
    Present,
    /// The count runs.
    Counting,
    /// What came out.
    Result,
    /// Files that somebody brings are checked.
    Check,
}

/// Kept outside the reactive graph, handles not tied to a thread.
pub type Kept<T> = StoredValue<T, LocalStorage>;

/// The survey in hand, and the exact text it was read from.
pub struct Loaded {
    /// As parsed.
    pub survey: Survey,
    /// As it goes into files and digests.
    pub text: String,
}

/// A card that a teller has presented. Forgotten as soon as the count succeeds.
pub struct Presented {
    /// Whose it is.
    pub info: CardInfo,
    /// Its text.
    pub text: String,
    /// Its PIN.
    pub pin: Option<String>,
}

impl Drop for Presented {
    fn drop(&mut self) {
        zeroize::Zeroize::zeroize(&mut self.text);
        zeroize::Zeroize::zeroize(&mut self.pin);
    }
}

/// A result with all that is shown around it.
#[derive(Clone)]
pub struct Shown {
    /// What was signed.
    pub payload: ResultPayload,
    /// Fingerprint of the result.
    pub result_words: Vec<String>,
    /// The result's fingerprint as a QR code.
    pub qr: Option<Qr>,
    /// Exact texts that can be exported; empty where the files came from outside.
    pub files: Vec<(FileKind, String)>,
}

/// Why something did not work, ready to be put into words.
pub struct Trouble(pub Vec<Box<dyn Explain>>);

impl<T: Explain + 'static> From<T> for Trouble {
    fn from(fault: T) -> Self {
        Self(vec![Box::new(fault)])
    }
}

/// A fault of the screens' own: what happened, and the way out.
pub struct Said(pub Phrase, pub Phrase);

impl Explain for Said {
    fn explain(&self, lang: Lang) -> Explained {
        Explained { what: self.0.in_lang(lang).to_owned(), way_out: self.1.in_lang(lang).to_owned() }
    }
}

/// What the screens share. There is one for the life of the page, and this is where it stands: every closure has a
/// copy, so it is small.
#[derive(Clone, Copy)]
pub struct Desk(&'static Shared);

impl core::ops::Deref for Desk {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        self.0
    }
}

/// The handles behind a [`Desk`].
pub struct Shared {
    /// Language of the screen.
    pub lang: RwSignal<Lang>,
    /// The screen that is shown.
    pub screen: RwSignal<Screen>,
    /// Training: banner, colours and file names say so.
    pub practice: RwSignal<bool>,
    /// What did not work, shown above the screen.
    pub trouble: RwSignal<Option<Trouble>, LocalStorage>,
    /// Something is under way; a second click does nothing.
    pub busy: RwSignal<bool>,
    /// Attendance and tellers as typed.
    pub form: Form,
    /// The survey that is being composed.
    composer: Composer,
    /// The paper ballots of the box in hand.
    papers: PaperDesk,
    /// The copy of the app on this device.
    pub offline: Offline,
    /// The slips of the box in hand.
    slips: SlipDesk,
    /// What the organiser adds to the minutes.
    pub added: StoredValue<Added>,
    /// The worker.
    pub client: Kept<Client>,
    /// The reports' worker: started when there is something to report.
    reports: Kept<Client<ReportAnswer>>,
    /// The survey in hand.
    pub loaded: Kept<Option<Loaded>>,
    /// A box that has been made and not yet opened for voting.
    pub opened: Kept<Option<Opened>>,
    /// The box in hand.
    pub writer: Kept<Option<BoxWriter>>,
    /// Cards presented so far.
    pub presented: RwSignal<Vec<Presented>, LocalStorage>,
    /// The count that is under way.
    pub count: Running,
    /// The result in hand.
    pub shown: Kept<Option<Shown>>,
}

impl Desk {
    /// At the first screen, with nothing in hand.
    pub fn new() -> Self {
        let shared = Shared {
            lang: RwSignal::new(Lang::Vi),
            screen: RwSignal::new(Screen::Start),
            practice: RwSignal::new(false),
            trouble: RwSignal::new_local(None),
            busy: RwSignal::new(false),
            form: Form::new(),
            composer: Composer::new(),
            papers: PaperDesk::new(),
            offline: Offline::new(),
            slips: SlipDesk::new(),
            added: StoredValue::new(Added::new()),
            client: StoredValue::new_local(Client::new()),
            reports: StoredValue::new_local(Client::new()),
            loaded: StoredValue::new_local(None),
            opened: StoredValue::new_local(None),
            writer: StoredValue::new_local(None),
            presented: RwSignal::new_local(Vec::new()),
            count: Running::new(),
            shown: StoredValue::new_local(None),
        };
        Self(Box::leak(Box::new(shared)))
    }

    /// The survey that is being composed.
    pub fn composer(self) -> Composer {
        self.composer
    }

    /// The paper ballots of the box in hand.
    pub fn paper(self) -> PaperDesk {
        self.papers
    }

    /// The slips of the box in hand.
    pub fn slips(self) -> SlipDesk {
        self.slips
    }

    /// The language, for a screen that is drawn anew when it changes.
    pub fn now(self) -> Lang {
        self.lang.get_untracked()
    }

    /// The sentence in the language of the screen.
    pub fn say(self, phrase: Phrase) -> &'static str {
        phrase.in_lang(self.now())
    }

    /// Shows another screen.
    pub fn go(self, screen: Screen) {
        self.trouble.set(None);
        self.screen.set(screen);
    }

    /// Lets go of everything in hand and shows the first screen.
    pub fn to_start(self) {
        self.presented.update(Vec::clear);
        self.opened.set_value(None);
        self.shown.set_value(None);
        self.loaded.set_value(None);
        self.writer.set_value(None);
        self.paper().clear();
        self.slips().clear();
        self.composer().close();
        self.practice.set(false);
        self.added.get_value().clear();
        self.go(Screen::Start);
    }

    /// Takes a survey in hand.
    pub fn load(self, survey: Survey, text: String) {
        self.practice.set(survey.is_practice());
        self.form.asks_delegates.set(survey.rules.base == Base::Delegates);
        self.loaded.set_value(Some(Loaded { survey, text }));
    }

    /// Does `work` unless something else is under way, and shows what goes wrong.
    pub fn act(self, work: impl Future<Output = Result<(), Trouble>> + 'static) {
        if self.busy.get_untracked() {
            return;
        }
        self.trouble.set(None);
        self.busy.set(true);
        // Boxed, so that one copy of the executor's code serves every act.
        let work: std::pin::Pin<Box<dyn Future<Output = Result<(), Trouble>>>> = Box::pin(work);
        leptos::task::spawn_local(async move {
            let done = work.await;
            self.busy.set(false);
            if let Err(trouble) = done {
                self.trouble.set(Some(trouble));
            }
        });
    }

    /// Asks the worker; a failure is a fault.
    pub async fn ask(self, request: Request) -> Result<Answer, Failure> {
        let client = self.client.get_value();
        match client.ask(request).await {
            Answer::Failed(failure) => Err(failure),
            answer => Ok(answer),
        }
    }

    /// The camera's way to the worker.
    pub fn eye(self) -> Eye {
        Eye { client: self.client, lang: self.now() }
    }

    /// Asks the reports' worker; a failure is a fault.
    pub async fn ask_for_report(self, order: ReportOrder) -> Result<ReportAnswer, Failure> {
        let reports = self.reports.get_value();
        match reports.ask(order).await {
            ReportAnswer::Failed(failure) => Err(failure),
            answer => Ok(answer),
        }
    }

    /// The box in hand.
    pub fn writer(self) -> Result<BoxWriter, Failure> {
        self.writer.get_value().ok_or(Failure::NotPrepared)
    }

    /// The state of the box in hand.
    pub fn box_state(self) -> Option<BoxState> {
        self.writer.with_value(|writer| writer.as_ref().map(BoxWriter::state))
    }

    /// Is this the device that opened the box in hand?
    pub fn is_chief(self) -> bool {
        self.box_state().is_none_or(|state| state.device == CHIEF)
    }

    /// Address of the box in hand.
    pub fn address(self) -> Option<BoxAddress> {
        let state = self.box_state()?;
        Some(BoxAddress { practice: state.practice, box_id: state.box_id, lang: self.now() })
    }

    /// Hands a box over to the page that its voters come to, which takes this one's place: where slips were printed for
    /// this device it asks for them, else a teller releases each ballot.
    pub async fn to_voters(self, address: BoxAddress) -> Result<(), Trouble> {
        let held = self.writer.get_value().filter(|writer| writer.state().box_id == address.box_id);
        let writer = match held {
            Some(writer) => Ok(writer),
            None => Store::open(address.practice).await?.writer_soon(&address.box_id).await,
        };
        let Ok(writer) = writer else {
            // The voters' page says why, and offers to try again.
            self.to_booth(&address);
            return Ok(());
        };
        let by_slip = writer.slip_figures().await?.printed() > 0;
        drop(writer);
        self.leave_for(&if by_slip { address.hall() } else { address.booth() });
        Ok(())
    }

    /// Hands a box over to the page where a teller releases each ballot.
    pub fn to_booth(self, address: &BoxAddress) {
        self.leave_for(&address.booth());
    }

    fn leave_for(self, page: &str) {
        self.writer.set_value(None); // frees the box for the other page
        self.opened.set_value(None);
        self.go(Screen::Handover);
        let _ = window().location().replace(page); // throws only for addresses that are none
    }

    /// Takes a box of this device in hand and goes where its meeting stands; during the vote to the officer's menu.
    pub async fn resume(self, address: &BoxAddress) -> Result<(), Trouble> {
        let store = Store::open(address.practice).await?;
        let writer = store.writer_soon(&address.box_id).await?;
        let state = writer.state();
        let survey = Survey::parse(state.survey.as_bytes())?;
        self.paper().load(&writer, &survey).await?;
        self.load(survey, state.survey.clone());
        let locked = writer.menu_lock().await?.is_some();
        self.writer.set_value(Some(writer));
        match state.phase {
            // Later there are no voters about.
            Phase::Voting | Phase::Paused if locked => self.go(Screen::Unlock),
            Phase::Voting | Phase::Paused => self.go(Screen::Officer),
            Phase::Closed if state.device != CHIEF => self.go(Screen::HandOver),
            Phase::Closed if self.paper().is_open() => self.go(Screen::Paper),
            Phase::Closed => self.go(Screen::Present),
            Phase::Counted => {
                self.shown.set_value(Some(super::result::stored(self, &state).await?));
                self.go(Screen::Result);
            }
        }
        Ok(())
    }
}

/// Larger than any opening statement: nine tellers take some 5 kB.
const OPENING_LIMIT: usize = 256 * 1024;

/// Reads an opening statement, to show it. Its keys and proof are the worker's business.
pub fn read_opening(text: &str) -> Result<Opening, RecordFault> {
    Ok(json::read(text.as_bytes(), OPENING_LIMIT, "hom-phieu/opening", 1)?)
}

/// Place of a survey as one line.
pub fn place(survey: &Survey) -> String {
    let place = &survey.place;
    [place.hamlet.as_str(), &place.commune, &place.province].join(", ")
}
