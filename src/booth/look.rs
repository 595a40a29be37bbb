//! A ballot to be looked at before there is a box: drawn by what draws the voter's, on a window that is given.

use std::{rc::Rc, sync::Arc};

use leptos::prelude::*;
use web_sys::Node;

use super::{
    Ctx,
    ballot::{form, table_fits},
    dom::el,
    drawn::{Drawn, stand},
    flow::Trouble,
    house::{AT_THE_BOX, House, PutAway, Words},
    paper::{Paper, only_choice},
};
use crate::{survey::Survey, text::Lang};

/// The ballot that lies before a voter whose window has `width` pixels, with nothing marked: a sheet, or the step of the
/// subject `at` where there is [one for each](has_steps). It must be made inert: nothing comes of marking it, and its
/// buttons lead nowhere. What keeps it up to date goes with the reactive owner it is made under.
pub fn look(survey: Arc<Survey>, width: f64, at: usize) -> Node {
    let fits = table_fits(&survey, width);
    let blank = Paper::blank(&survey);
    let nobody = Callback::new(|()| {});
    let (lang, size) = (RwSignal::new(Lang::Vi), RwSignal::new(0));
    let ctx = Ctx::new(StoredValue::new(survey), Rc::new(Nowhere), None, nobody, lang, size, Memo::new(move |_| fits));
    ctx.paper.set(blank);
    form(ctx, at, false)
}

/// Whether such a voter sees one subject after the other.
pub fn has_steps(survey: &Survey, width: f64) -> bool {
    only_choice(survey).is_none() && !table_fits(survey, width)
}

/// A ballot that is only looked at goes nowhere.
struct Nowhere;

impl House for Nowhere {
    fn locked(&self, _: Ctx) -> Drawn {
        stand(el("p", &[], &[]))
    }

    fn put_away(&self, _: Ctx) -> PutAway {
        Box::pin(async { Err(Trouble::NotOpen) })
    }

    fn in_box(&self, _: Ctx) -> Drawn {
        stand(el("p", &[], &[]))
    }

    fn words(&self) -> &'static Words {
        &AT_THE_BOX
    }
}
