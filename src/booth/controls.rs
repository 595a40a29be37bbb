//! Language and text size: offered to each voter, and back to the usual for the next.

use leptos::prelude::*;

use super::Ctx;
use crate::text::{Lang, booth as t};

/// Values of `html[data-text]`, smallest first; see `style/main.css`.
const SIZES: [&str; 3] = ["normal", "large", "larger"];

fn set_on_page(name: &str, value: &str) {
    if let Some(html) = document().document_element() {
        let _ = html.set_attribute(name, value);
    }
}

/// Sets the text size, from 0. The page first: whether the table fits is measured on it.
pub(super) fn set_size(ctx: Ctx, size: usize) {
    set_on_page("data-text", SIZES[size]);
    ctx.size.set(size);
}

/// Keeps `<html>` in step with mode and language.
pub(super) fn dress_page(ctx: Ctx) {
    if ctx.survey().is_practice() {
        set_on_page("data-mode", "practice");
    }
    Effect::new(move |_| set_on_page("lang", ctx.lang.get().tag()));
    on_cleanup(|| set_on_page("data-text", SIZES[0]));
}

/// The two groups of buttons.
pub(super) fn controls(ctx: Ctx) -> impl IntoView {
    let lang = ctx.lang.get();
    let choose_lang = move |to: Lang, name: &'static str| {
        view! {
            <button
                type="button"
                class="button"
                lang=to.tag()
                data-test="lang"
                aria-pressed=if lang == to { "true" } else { "false" }
                on:click=move |_| ctx.lang.set(to)
            >
                {name}
            </button>
        }
    };
    let sizes = (0..SIZES.len())
        .map(|size| {
            view! {
                <button
                    type="button"
                    class=["button a1", "button a2", "button a3"][size]
                    data-test="text-size"
                    aria-label=t::TEXT_SIZES[size].in_lang(lang)
                    aria-pressed=move || if ctx.size.get() == size { "true" } else { "false" }
                    on:click=move |_| set_size(ctx, size)
                >
                    {["A", "A+", "A++"][size]}
                </button>
            }
        })
        .collect_view();
    view! {
        <div class="controls">
            <fieldset>
                <legend class="visually-hidden">{t::LANGUAGE.in_lang(lang)}</legend>
                {choose_lang(Lang::Vi, "Tiếng Việt")}
                {choose_lang(Lang::En, "English")}
            </fieldset>
            <fieldset>
                <legend class="visually-hidden">{t::TEXT_SIZE.in_lang(lang)}</legend>
                {sizes}
            </fieldset>
        </div>
    }
}
