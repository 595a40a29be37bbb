//! The chief device's list of devices: adding them, taking their boxes, naming those that are missing.

use leptos::prelude::*;

use super::backup;
use crate::carry::{scan, show};
use crate::desk::files;
use crate::desk::parts::{self, Field, Picker};
use crate::desk::state::{Desk, Kept, Screen, Trouble};
use crate::record::{AddedDevice, Brought, CHIEF, DeviceRecord, FileKind, MAX_BOX_BYTES};
use crate::store::{Gathered, Phase};
use crate::text::{desk as d, devices as t, numbers};
use crate::worker::protocol::{Answer, Failure, Request};

/// Largest box file that is read.
const BOX_LIMIT: u32 = MAX_BOX_BYTES as u32;

/// What the parts of this screen share.
#[derive(Clone, Copy)]
struct Here {
    desk: Desk,
    known: Kept<Option<Known>>,
    /// `known` has changed.
    changed: RwSignal<()>,
    /// Name of the next device.
    name: RwSignal<String>,
    /// The join file that is shown: whose, and its exact text.
    join: RwSignal<Option<(AddedDevice, String)>>,
    /// As codes, too.
    as_codes: RwSignal<bool>,
    told: RwSignal<Option<String>>,
}

struct Known {
    added: Vec<AddedDevice>,
    gathered: Gathered,
}

/// The button that leads here; only the chief device has one.
pub fn link(desk: Desk) -> Option<AnyView> {
    desk.is_chief()
        .then(|| parts::button("big", "officer-devices", desk.say(t::TITLE), move || desk.go(Screen::Devices)))
}

/// The screen.
pub fn screen(desk: Desk) -> AnyView {
    let here = Here {
        desk,
        known: StoredValue::new_local(None),
        changed: RwSignal::new(()),
        name: RwSignal::default(),
        join: RwSignal::new(None),
        as_codes: RwSignal::new(false),
        told: RwSignal::new(None),
    };
    desk.form.tried.set(false);
    leptos::task::spawn_local(async move {
        if let Err(trouble) = refresh(here).await {
            desk.trouble.set(Some(trouble));
        }
    });
    let phase = desk.box_state().map(|state| state.phase);
    let open = matches!(phase, Some(Phase::Voting | Phase::Paused));
    let back = move || {
        desk.go(match phase {
            Some(Phase::Closed) if desk.paper().is_open() => Screen::Paper,
            Some(Phase::Closed) => Screen::Present,
            _ => Screen::Officer,
        });
    };
    view! {
        {parts::heading(desk.say(t::TITLE))}
        <p class="lead">{desk.say(t::LEAD)}</p>
        {move || {
            here.changed.track();
            list(here)
        }}
        {move || here.join.get().map(|(device, text)| join_file(here, device, text))}
        {open.then(|| add(here))}
        {import(here)}
        <div class="cluster">
            {backup::button(desk)} {parts::button("quiet", "back", desk.say(d::BACK), back)}
        </div>
    }
    .into_any()
}

async fn refresh(here: Here) -> Result<(), Trouble> {
    let writer = here.desk.writer()?;
    let added = writer.added_devices().await?;
    let gathered = writer.gathered().await?;
    let next = 1 + added.iter().map(|device| device.device).fold(CHIEF, u32::max);
    here.name.try_set(t::name(next, crate::text::Lang::Vi));
    here.known.try_set_value(Some(Known { added, gathered }));
    here.changed.try_set(());
    Ok(())
}

fn list(here: Here) -> AnyView {
    let desk = here.desk;
    let lang = desk.now();
    here.known.with_value(|known| {
        let Some(Known { added, gathered }) = known else { return ().into_any() };
        // One device alone is no list: a sum without what it is the sum of.
        if gathered.devices.is_none() {
            return ().into_any();
        }
        let number = |count: u32| numbers::whole(count, lang);
        let parts_of = gathered.devices.as_ref().map(|devices| devices.parts.as_slice()).unwrap_or_default();
        let mut rows: Vec<AnyView> = parts_of.iter().map(|part| row(here, part, added)).collect();
        let total = [gathered.issued, gathered.ballots.len() as u32].map(number);
        let [issued, collected] = total;
        rows.push(
            view! {
                <tr data-test="devices-total">
                    <th scope="row">{desk.say(t::TOTAL)}</th>
                    <td></td>
                    <td>{issued}</td>
                    <td>{collected}</td>
                    <td></td>
                </tr>
            }
            .into_any(),
        );
        let heads =
            [desk.say(t::DEVICE), desk.say(t::STATE), desk.say(t::ISSUED), desk.say(t::COLLECTED), desk.say(t::FILE)];
        let heads = heads.into_iter().map(parts::head).collect();
        let warnings = gathered.devices.as_ref().map(|devices| {
            let twice = devices.slips_twice;
            let many = devices.duplicates;
            view! {
                {(many > 0).then(|| parts::notice("warn", t::duplicates(&number(many), lang), ""))}
                {(twice > 0).then(|| parts::notice("warn", t::slips_twice(&number(twice), lang), ""))}
            }
        });
        view! {
            <section class="panel stack">
                <h2>{desk.say(t::LIST)}</h2>
                {parts::table(desk.say(t::LIST), Some("devices"), None, heads, rows)}
                {warnings}
            </section>
        }
        .into_any()
    })
}

fn row(here: Here, part: &DeviceRecord, added: &[AddedDevice]) -> AnyView {
    let desk = here.desk;
    let own = part.device == CHIEF;
    let state = match (own, part.handed_over, &part.instance) {
        (true, ..) => t::THIS_DEVICE,
        (_, true, _) => t::HANDED_OVER,
        (_, false, Some(_)) => t::BACKUP_ONLY,
        (_, false, None) => t::NOT_YET,
    };
    let known = added.iter().find(|device| device.device == part.device).cloned();
    let heard = part.instance.clone().filter(|_| !own);
    let act = match (heard, known) {
        (Some(instance), _) => {
            let device = part.device;
            let keep = move || desk.act(keep_box(desk, device, instance.clone()));
            Some(parts::button("quiet", "device-keep", desk.say(t::KEEP_BOX), keep))
        }
        (None, Some(device)) => {
            let again = move || {
                let device = device.clone();
                desk.act(async move {
                    let join = desk.writer()?.join_file(&device).await?;
                    here.as_codes.set(false);
                    here.join.set(Some((device, join.to_text())));
                    Ok(())
                });
            };
            Some(parts::button("quiet", "device-join", desk.say(t::AGAIN), again))
        }
        _ => None,
    };
    let number = |count: u32| numbers::whole(count, desk.now());
    view! {
        <tr data-test="device" data-device=part.device.to_string()>
            <th scope="row">{part.name.clone()}</th>
            <td>{desk.say(state)}</td>
            <td>{number(part.issued)}</td>
            <td>{number(part.collected)}</td>
            <td>{act}</td>
        </tr>
    }
    .into_any()
}

/// What a device handed over, saved again: with the chief device's own backup these are the whole box.
async fn keep_box(desk: Desk, device: u32, instance: String) -> Result<(), Trouble> {
    let files = desk.writer()?.boxes_handed_over().await?;
    if let Some(file) = files.iter().find(|file| file.device == device && file.instance == instance) {
        backup::download(desk, FileKind::Box, &format!("-may-{device}"), &file.to_text());
    }
    Ok(())
}

// ── adding ──

fn add(here: Here) -> AnyView {
    let desk = here.desk;
    let name = Field {
        id: "device-name".to_owned(),
        test: "device-name",
        teller: None,
        label: t::ADD_NAME,
        hint: Some(t::ADD_NAME_HINT),
        kind: "text",
        value: here.name,
    };
    let add = move || {
        here.told.set(None);
        desk.act(async move {
            let join = desk.writer()?.add_device(here.name.get_untracked().trim()).await?;
            let device = AddedDevice { device: join.device, name: join.name.clone() };
            here.as_codes.set(false);
            here.join.set(Some((device, join.to_text())));
            refresh(here).await
        });
    };
    view! {
        <section class="panel stack">
            <h2>{desk.say(t::ADD_TITLE)}</h2>
            {parts::field(desk, name, || None)}
            <div class="cluster">{parts::button("primary", "device-add", desk.say(t::ADD), add)}</div>
        </section>
    }
    .into_any()
}

fn join_file(here: Here, device: AddedDevice, text: String) -> AnyView {
    let desk = here.desk;
    let saved = {
        let text = text.clone();
        move || backup::download(desk, FileKind::Join, &format!("-may-{}", device.device), &text)
    };
    view! {
        <section class="panel stack" data-test="join-shown">
            <h2>{t::join_of(&device.name, desk.now())}</h2>
            <p>{desk.say(t::JOIN_WAY)}</p>
            <p class="hint">{desk.say(t::JOIN_ONE)}</p>
            <div class="cluster">
                {parts::button("primary big", "join-download", desk.say(t::DOWNLOAD_JOIN), saved)}
                {parts::button("", "join-codes", desk.say(t::SHOW_CODE), move || here.as_codes.set(true))}
                {parts::button("quiet", "join-done", desk.say(t::HIDE), move || here.join.set(None))}
            </div>
            {move || here.as_codes.get().then(|| show::view(desk.eye(), &text))}
        </section>
    }
    .into_any()
}

// ── taking in ──

fn import(here: Here) -> AnyView {
    let desk = here.desk;
    let picker = Picker {
        id: "box-file",
        accept: ".json,application/json",
        multiple: true,
        label: t::IMPORT_FILE,
        hint: t::IMPORT_HINT,
    };
    let chosen = move |chosen: Vec<web_sys::File>| {
        here.told.set(None);
        desk.act(async move {
            for file in &chosen {
                let bytes = files::bytes(file, BOX_LIMIT).await?;
                take(here, &String::from_utf8_lossy(&bytes)).await?;
            }
            Ok(())
        });
    };
    let seen = move |text: String| {
        here.told.set(None);
        desk.act(async move { take(here, &text).await });
    };
    view! {
        <section class="panel stack">
            <h2>{desk.say(t::IMPORT_TITLE)}</h2>
            {parts::picker(desk, picker, chosen)} {scan::view(desk.eye(), seen)}
            <div role="status">{move || here.told.get().map(|told| parts::notice("good", told, ""))}</div>
        </section>
    }
    .into_any()
}

async fn take(here: Here, text: &str) -> Result<(), Trouble> {
    let desk = here.desk;
    let state = desk.box_state().ok_or(Failure::NotPrepared)?;
    let prepare = Request::Prepare { survey: state.survey, opening: state.opening };
    let Answer::Prepared { sizes, .. } = desk.ask(prepare).await? else { return Err(Failure::WorkerGone.into()) };
    let writer = desk.writer()?;
    let taken = match writer.import(text, sizes).await {
        Ok(taken) => taken,
        Err(fault) => {
            writer.note_refusal(Brought::BoxFile, &fault).await;
            return Err(fault.into());
        }
    };
    here.told.try_set(Some(t::taken(&numbers::whole(taken.ballots, desk.now()), desk.now())));
    refresh(here).await
}

// ── at the close and before the count ──

/// What other devices brought so far, ballots issued and collected, is put into `others`; and the names of those that did
/// not hand over into `missing`.
pub fn look(desk: Desk, others: RwSignal<[u32; 2]>, missing: RwSignal<Vec<String>>) {
    leptos::task::spawn_local(async move {
        if let Err(trouble) = try_look(desk, others, missing).await {
            desk.trouble.set(Some(trouble));
        }
    });
}

async fn try_look(desk: Desk, others: RwSignal<[u32; 2]>, missing: RwSignal<Vec<String>>) -> Result<(), Trouble> {
    let writer = desk.writer()?;
    if writer.added_devices().await?.is_empty() {
        return Ok(());
    }
    let gathered = writer.gathered().await?;
    let [issued, collected] = [writer.state().issued, writer.collected().await?];
    // What is on both counts once.
    let more = (gathered.ballots.len() as u32).saturating_sub(collected);
    others.try_set([gathered.issued.saturating_sub(issued), more]);
    let parts = gathered.devices.iter().flat_map(|devices| &devices.parts);
    let waiting = parts.filter(|part| part.device != CHIEF && !part.handed_over).map(|part| part.name.clone());
    missing.try_set(waiting.collect());
    Ok(())
}

/// Names the devices that did not hand over, with the way to take their boxes. A warning, no bar.
pub fn missing_view(desk: Desk, missing: RwSignal<Vec<String>>) -> AnyView {
    let names = missing.get();
    if names.is_empty() {
        return ().into_any();
    }
    view! {
        <div class="stack" data-test="devices-missing">
            {parts::notice("warn", t::missing(&names.join(", "), desk.now()), desk.say(t::MISSING_WAY))}
        </div>
    }
    .into_any()
}
