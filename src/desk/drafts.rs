//! The drafts of this device, on the first screen.

use leptos::prelude::*;

use super::compose;
use super::parts;
use super::state::Desk;
use crate::store::{DraftUse, Drafts, KeptDraft, StoreFault};
use crate::survey::Mode;
use crate::survey::compose::{Composition, Line};
use crate::text::{compose as t, dates, desk as d, drafts as w};

#[derive(Clone, Copy)]
struct Shelf {
    desk: Desk,
    drafts: RwSignal<Vec<KeptDraft>, LocalStorage>,
    /// The one that was deleted last, to bring it back.
    deleted: RwSignal<Option<KeptDraft>, LocalStorage>,
    /// One that had served was duplicated.
    doubled: RwSignal<bool>,
}

/// The drafts; nothing where there is none.
pub fn view(desk: Desk) -> AnyView {
    let shelf = Shelf {
        desk,
        drafts: RwSignal::new_local(Vec::new()),
        deleted: RwSignal::new_local(None),
        doubled: RwSignal::new(false),
    };
    leptos::task::spawn_local(async move {
        if let Err(fault) = shelf.refresh().await {
            desk.trouble.set(Some(fault.into()));
        }
    });
    // Which drafts have served already is another matter than which are still to be done.
    let group = move |served: bool| {
        shelf.drafts.with(|drafts| {
            let items: Vec<AnyView> =
                drafts.iter().filter(|draft| draft.used.is_empty() != served).map(|draft| item(shelf, draft)).collect();
            let (title, test) = if served { (w::TITLE_USED, "drafts-used") } else { (w::TITLE, "drafts") };
            (!items.is_empty()).then(|| {
                view! {
                    <section class="stack" data-test=test>
                        <h2>{desk.say(title)}</h2>
                        {items}
                    </section>
                }
            })
        })
    };
    let restore = move || {
        shelf.deleted.get().map(|draft| {
            let bring = move || {
                let draft = draft.clone();
                desk.act(async move {
                    Drafts::open().await?.restore(&draft).await?;
                    shelf.deleted.set(None);
                    Ok(shelf.refresh().await?)
                });
            };
            view! {
                <div class="notice info cluster spread">
                    <p>{desk.say(w::DELETED)}</p>
                    {parts::button("", "draft-restore", desk.say(w::RESTORE), bring)}
                </div>
            }
        })
    };
    view! {
        {move || group(false)}
        {move || group(true)}
        <div role="status">
            {restore}
            {move || shelf.doubled.get().then(|| parts::notice("good", desk.say(w::NEXT_ROUND_MADE), ""))}
        </div>
    }
    .into_any()
}

impl Shelf {
    async fn refresh(self) -> Result<(), StoreFault> {
        self.drafts.set(Drafts::open().await?.list().await?);
        Ok(())
    }
}

fn item(shelf: Shelf, draft: &KeptDraft) -> AnyView {
    let desk = shelf.desk;
    let served = !draft.used.is_empty();
    let resume = {
        let id = draft.id.clone();
        move || {
            let id = id.clone();
            desk.act(async move { Ok(compose::resume(desk, &id).await?) });
        }
    };
    let double = {
        let composition = draft.composition.clone();
        move || {
            let composition = composition.clone();
            desk.act(async move {
                if let Some(composition) = composition {
                    Drafts::open().await?.duplicate(&composition).await?;
                    shelf.doubled.set(served);
                }
                Ok(shelf.refresh().await?)
            });
        }
    };
    let delete = {
        let draft = draft.clone();
        move || {
            let draft = draft.clone();
            desk.act(async move {
                Drafts::open().await?.delete(&draft.id).await?;
                shelf.deleted.set(Some(draft));
                shelf.refresh().await?;
                Ok(())
            });
        }
    };
    let readable = draft.composition.is_some();
    let about = match &draft.composition {
        Some(composition) => about(desk, composition),
        None => view! { <p>{desk.say(w::UNREADABLE)}</p> }.into_any(),
    };
    view! {
        <div class="panel cluster spread" data-test="draft">
            <div class="stack tight draft-about">
                {about}
                {served.then(|| uses(desk, draft))}
                <p class="muted small">{t::changed(&dates::moment(&draft.changed, desk.now()), desk.now())}</p>
            </div>
            <div class="cluster">
                {readable.then(|| {
                    let (class, words) = if served { ("", w::LOOK_AGAIN) } else { ("primary", w::RESUME) };
                    parts::button(class, "draft-resume", desk.say(words), resume)
                })}
                {readable.then(|| {
                    let (class, words) = if served { ("primary", w::NEXT_ROUND) } else { ("", t::DUPLICATE) };
                    parts::button(class, "draft-duplicate", desk.say(words), double)
                })}
                {parts::button("quiet", "draft-delete", desk.say(w::DELETE), delete)}
            </div>
        </div>
    }
    .into_any()
}

fn about(desk: Desk, composition: &Composition) -> AnyView {
    let lang = desk.now();
    let line = |line| composition.line(line).trim();
    let place: Vec<&str> = [line(Line::Hamlet), line(Line::Commune), line(Line::Province)]
        .into_iter()
        .filter(|one| !one.is_empty())
        .collect();
    let place = if place.is_empty() { desk.say(w::NO_PLACE).to_owned() } else { place.join(", ") };
    let state = match composition.check() {
        Ok(_) => desk.say(t::READY).to_owned(),
        Err(faults) => t::left_to_do(faults.0.len(), lang),
    };
    let practice = composition.mode == Mode::Practice;
    view! {
        {practice.then(|| view! { <p class="tag">{desk.say(d::PRACTICE)}</p> })}
        <p class="strong" data-test="draft-title">{composition.title.clone()}</p>
        <p>{place} " · " {t::people(composition.entries.len(), lang)} " · " {state}</p>
    }
    .into_any()
}

/// For which meetings it was used.
fn uses(desk: Desk, draft: &KeptDraft) -> AnyView {
    let line = |one: &DraftUse| {
        let moment = dates::moment(&one.opened, desk.now());
        let words = if one.practice { w::used_in_practice(&moment, desk.now()) } else { w::used(&moment, desk.now()) };
        view! { <p class="strong" data-test="draft-used">"✓ " {words}</p> }.into_any()
    };
    draft.used.iter().map(line).collect::<Vec<_>>().into_any()
}
