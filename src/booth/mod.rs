//! stub
use leptos::prelude::*;
#[component]
pub fn Booth(survey: crate::survey::Survey, lang: RwSignal<crate::text::Lang>, client: crate::worker::Client, writer: crate::store::BoxWriter, on_officer: Callback<()>) -> impl IntoView { let _=(survey,lang,client,writer,on_officer); }
