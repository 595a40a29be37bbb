//! The drafts of this device, on the first screen.

use leptos::prelude::*;

use super::compose;
use super::parts;
use super::state::Desk;
use crate::store::{Drafts, KeptDraft, StoreFault};
use crate::survey::Mode;
use crate::survey::compose::{Composition, Line};
use crate::text::{compose as t, dates, desk as d};

#[derive(Clone, Copy)]
struct Shelf {
    desk: Desk,
    drafts: RwSignal<Vec<KeptDraft>, LocalStorage>,
    /// The one that was deleted last, to bring it back.
    deleted: RwSignal<Option<KeptDraft>, LocalStorage>,
}

/// The drafts; nothing where there is none.
pub fn view(desk: Desk) -> AnyView {
    let shelf = Shelf { desk, drafts: RwSignal::new_local(Vec::new()), deleted: RwSignal::new_local(None) };
    leptos::task::spawn_local(async move {
        if let Err(fault) = shelf.refresh().await {
            desk.trouble.set(Some(fault.into()));
        }
    });
    let list = move || {
        shelf.drafts.with(|drafts| {
            (!drafts.is_empty()).then(|| {
                let items: Vec<AnyView> = drafts.iter().map(|draft| item(shelf, draft)).collect();
                view! {
                    <section class="stack" data-test="drafts">
                        <h2>{desk.say(t::DRAFTS)}</h2>
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
                    <p>{desk.say(t::DELETED)}</p>
                    {parts::button("", "draft-restore", desk.say(t::RESTORE), bring)}
                </div>
            }
        })
    };
    view! {
        {list}
        <div role="status">{restore}</div>
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
        None => view! { <p>{desk.say(t::UNREADABLE)}</p> }.into_any(),
    };
    view! {
        <div class="panel cluster spread" data-test="draft">
            <div class="stack tight draft-about">
                {about}
                <p class="muted small">{t::changed(&dates::moment(&draft.changed, desk.now()), desk.now())}</p>
            </div>
            <div class="cluster">
                {readable.then(|| parts::button("primary", "draft-resume", desk.say(t::RESUME), resume))}
                {readable.then(|| parts::button("", "draft-duplicate", desk.say(t::DUPLICATE), double))}
                {parts::button("quiet", "draft-delete", desk.say(t::DELETE), delete)}
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
    let place = if place.is_empty() { desk.say(t::NO_PLACE).to_owned() } else { place.join(", ") };
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
