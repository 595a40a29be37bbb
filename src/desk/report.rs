//! Minutes and tables: what the organiser adds to them, and the ways they leave. The reports' worker lays them out.

#![allow(clippy::large_types_passed_by_value)] // `Report` is a bundle of handles: copied, as the desk is

use leptos::prelude::*;

use super::parts::{self, Field};
use super::state::{Desk, Kept, Trouble};
use super::{files, minutes};
use crate::report::{Document, Particulars};
use crate::survey::Survey;
use crate::text::{Phrase, report as t};
use crate::worker::protocol::{Failure, ReportAbout, ReportAnswer, ReportForm, ReportOrder};

/// What the organiser adds, as typed.
#[derive(Clone, Copy)]
pub struct Added {
    number: RwSignal<String>,
    venue: RwSignal<String>,
    chair: RwSignal<String>,
    secretary: RwSignal<String>,
    /// One per line.
    witnesses: RwSignal<String>,
    began_at: RwSignal<String>,
    ended_at: RwSignal<String>,
    adopted_by: RwSignal<String>,
    /// One per line.
    opinions: RwSignal<String>,
    remarks: RwSignal<bool>,
}

impl Added {
    /// Nothing yet.
    pub fn new() -> Self {
        let text = || RwSignal::new(String::new());
        Self {
            number: text(),
            venue: text(),
            chair: text(),
            secretary: text(),
            witnesses: text(),
            began_at: text(),
            ended_at: text(),
            adopted_by: text(),
            opinions: text(),
            remarks: RwSignal::new(false),
        }
    }

    /// Forgets what belongs to another meeting.
    pub fn clear(self) {
        let fields = [
            self.number,
            self.venue,
            self.chair,
            self.secretary,
            self.witnesses,
            self.began_at,
            self.ended_at,
            self.adopted_by,
            self.opinions,
        ];
        for field in fields {
            field.set(String::new());
        }
        self.remarks.set(false);
    }

    /// As the report takes it; what is empty or not understood is left to the pen.
    fn particulars(self) -> Particulars {
        let text = |field: RwSignal<String>| Some(field.get_untracked());
        let lines = |field: RwSignal<String>| field.with_untracked(|text| text.lines().map(str::to_owned).collect());
        Particulars {
            number: text(self.number),
            venue: text(self.venue),
            chair: text(self.chair),
            secretary: text(self.secretary),
            witnesses: lines(self.witnesses),
            began_at: text(self.began_at),
            ended_at: text(self.ended_at),
            opinions: lines(self.opinions),
            adopted_by: self.adopted_by.with_untracked(|text| text.trim().replace('.', "").parse().ok()),
            include_remarks: self.remarks.get_untracked(),
        }
    }
}

/// What the minutes are about; texts as the desk holds them.
#[derive(Clone)]
pub enum About {
    /// Survey and opening statement.
    Opening(String, String),
    /// A result and the files beside it.
    Result(Vec<(String, Vec<u8>)>),
}

/// A report in the making. A bundle of handles: copied freely.
#[derive(Clone, Copy)]
struct Report {
    desk: Desk,
    about: Kept<About>,
    /// Begins the files' names.
    name: StoredValue<String>,
    /// The minutes as they would be printed now.
    document: RwSignal<Option<Document>, LocalStorage>,
}

/// The panel, and the sheet that is printed. The sheet lies beside the panel, as `style/print.css` wants it.
pub fn panel(desk: Desk, survey: &Survey, about: About) -> AnyView {
    let practice = if survey.is_practice() { "-tap-duot" } else { "" };
    let opening = matches!(about, About::Opening(..));
    let report = Report {
        desk,
        about: StoredValue::new_local(about),
        name: StoredValue::new(format!("{}{practice}", survey.id)),
        document: RwSignal::new_local(None),
    };
    // Laid out at once: who prints by the keyboard gets the minutes too.
    let asked = report.ask(ReportForm::Page);
    leptos::task::spawn_local(async move {
        if let Ok(ReportAnswer::Document(document)) = asked.await {
            report.document.try_set(Some(*document));
        }
    });
    let remarks = !opening && survey.remark_slots().next().is_some();
    let file =
        |test, label: Phrase, form| parts::button("", test, desk.say(label), move || desk.act(report.hand_out(form)));
    view! {
        <section class="panel stack">
            <h2>{desk.say(if opening { t::OPENING_TITLE } else { t::TITLE })}</h2>
            <p>{desk.say(t::HINT)}</p>
            <details>
                <summary data-test="particulars">{desk.say(t::PARTICULARS)}</summary>
                <div class="stack tight" on:change=move |_| report.lay_out(None)>
                    {fields(desk, opening)}
                </div>
            </details>
            {remarks.then(|| include_remarks(&report))}
            <div class="cluster">
                {parts::button("primary", "print-minutes", desk.say(t::PRINT), move || report.lay_out(Some(files::print_sheet)))}
                {(!opening)
                    .then(|| {
                        let print = move || report.lay_out(Some(files::print_figures));
                        parts::button("", "print-figures", desk.say(t::PRINT_FIGURES), print)
                    })}
                {file("export-docx", t::DOCX, ReportForm::Docx)}
                {(!opening).then(|| file("export-xlsx", t::XLSX, ReportForm::Xlsx))}
                {(!opening).then(|| file("export-csv", t::CSV, ReportForm::Csv))}
            </div>
        </section>
        {move || report.document.with(|document| document.as_ref().map(minutes::sheet))}
        // The same marks over tables and charts, which are printed without the sheet.
        {move || (!opening).then(|| report.document.with(|document| document.as_ref().map(minutes::marks)))}
    }
    .into_any()
}

impl Report {
    /// Asks the reports' worker. What is asked is read now: the screen, and this with it, may be gone when the answer
    /// comes.
    fn ask(self, form: ReportForm) -> impl Future<Output = Result<ReportAnswer, Failure>> {
        let about = self.about.try_with_value(|about| match about {
            About::Opening(survey, opening) => {
                ReportAbout::Opening { survey: survey.clone(), opening: opening.clone() }
            }
            About::Result(files) => ReportAbout::Result(files.clone()),
        });
        let desk = self.desk;
        let particulars = desk.added.get_value().particulars();
        async move {
            let order = ReportOrder { about: about.ok_or(Failure::NotPrepared)?, particulars, form };
            desk.ask_for_report(order).await
        }
    }

    /// Lays the minutes out anew with what has been typed; then prints them, or the figures under their marks.
    fn lay_out(self, print: Option<fn()>) {
        let asked = self.ask(ReportForm::Page);
        let lay_out = async move {
            let ReportAnswer::Document(document) = asked.await? else {
                return Err(Failure::ReportsGone.into());
            };
            if self.document.try_set(Some(*document)).is_some() {
                return Ok(()); // the screen was left
            }
            if let Some(print) = print {
                // After the sheet has been drawn.
                request_animation_frame(print);
            }
            Ok::<(), Trouble>(())
        };
        if print.is_some() {
            self.desk.act(lay_out);
        } else {
            // Typing on must not wait for it; where it fails, so does the button, and says why.
            leptos::task::spawn_local(async move { drop(lay_out.await) });
        }
    }

    /// Writes a file. It comes even where the screen was left meanwhile: somebody asked for it.
    fn hand_out(self, form: ReportForm) -> impl Future<Output = Result<(), Trouble>> {
        let asked = self.ask(form);
        let name = self.name.get_value();
        let opening = self.about.with_value(|about| matches!(about, About::Opening(..)));
        async move {
            let ReportAnswer::File(bytes) = asked.await? else { return Err(Failure::ReportsGone.into()) };
            let (end, kind) = match form {
                ReportForm::Docx if opening => ("-bien-ban-mo-hom.docx", files::DOCX),
                ReportForm::Docx => ("-bien-ban-kiem-phieu.docx", files::DOCX),
                ReportForm::Xlsx => ("-so-lieu.xlsx", files::XLSX),
                ReportForm::Csv | ReportForm::Page => ("-so-lieu.csv", files::CSV),
            };
            files::download_bytes(&format!("{name}{end}"), &bytes, kind);
            Ok(())
        }
    }
}

fn fields(desk: Desk, opening: bool) -> AnyView {
    let added = desk.added.get_value();
    let one = |id: &'static str, label, hint, kind, value| {
        let field = Field { id: id.to_owned(), test: id, teller: None, label, hint, kind, value };
        parts::field(desk, field, || None)
    };
    view! {
        <p class="hint">{desk.say(t::BY_HAND)}</p>
        <div class="fields">
            {one("minutes-venue", t::VENUE, Some(t::VENUE_HINT), "text", added.venue)}
            {one("minutes-number", t::NUMBER, Some(t::NUMBER_HINT), "text", added.number)}
            {one("minutes-chair", t::CHAIR, None, "text", added.chair)}
            {one("minutes-secretary", t::SECRETARY, None, "text", added.secretary)}
            {one("minutes-began", t::BEGAN, None, "datetime-local", added.began_at)}
            {one("minutes-ended", t::ENDED, None, "datetime-local", added.ended_at)}
            {one("minutes-adopted", t::ADOPTED, None, "numeric", added.adopted_by)}
        </div>
        {lines(desk, "minutes-witnesses", t::WITNESSES, added.witnesses)}
        {(!opening).then(|| lines(desk, "minutes-opinions", t::OPINIONS, added.opinions))}
    }
    .into_any()
}

fn lines(desk: Desk, id: &'static str, label: Phrase, value: RwSignal<String>) -> AnyView {
    view! {
        <div class="field">
            <label for=id>{desk.say(label)}</label>
            <textarea
                id=id
                rows="2"
                autocomplete="off"
                data-test=id
                prop:value=value
                on:input=move |event| value.set(event_target_value(&event))
            ></textarea>
        </div>
    }
    .into_any()
}

fn include_remarks(report: &Report) -> AnyView {
    let report = *report;
    let (desk, value) = (report.desk, report.desk.added.get_value().remarks);
    parts::tick(desk, "include-remarks", t::REMARKS, t::REMARKS_HINT, value, move || report.lay_out(None))
}
