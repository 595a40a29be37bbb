//! A view that has been drawn already: of all views, only one type.
//!
//! `AnyView` keeps, for each type of view, code to draw it, to bring an older drawing up to date, to put it in place and
//! to take it away. The booth's screens are drawn once and thrown away, so the second is never wanted, and drawing at
//! once makes the rest one. That is a tenth of the wasm file. Where something must stay as it is while its
//! surroundings change (a button that may have the focus), `into_any` is right.

use leptos::{
    attr::{Attribute, any_attribute::AnyAttribute},
    prelude::*,
    tachys::{
        hydration::Cursor,
        renderer::types::{Element, Node},
        view::{Mountable, Position, PositionState, add_attr::AddAnyAttr},
    },
};
use send_wrapper::SendWrapper;

/// Elements that stand, and are put into the page as they are.
pub(super) struct Drawn(SendWrapper<Box<dyn Mountable>>);

/// Draws.
pub(super) trait Draw {
    /// Draws now, in the reactive surroundings of the caller.
    fn drawn(self) -> Drawn;
}

impl<V: Render> Draw for V
where
    V::State: 'static,
{
    fn drawn(self) -> Drawn {
        Drawn(SendWrapper::new(Box::new(self.build())))
    }
}

/// What stands in the page.
pub(super) struct Standing(Box<dyn Mountable>);

impl Mountable for Standing {
    fn unmount(&mut self) {
        self.0.unmount();
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        self.0.mount(parent, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        self.0.insert_before_this(child)
    }

    fn elements(&self) -> Vec<Element> {
        self.0.elements()
    }
}

impl Render for Drawn {
    type State = Standing;

    fn build(self) -> Standing {
        Standing(self.0.take())
    }

    fn rebuild(self, standing: &mut Standing) {
        let mut new = self.build();
        standing.insert_before_this(&mut new);
        standing.unmount();
        *standing = new;
    }
}

/// Drawn already: attributes come too late, and the booth gives none.
impl AddAnyAttr for Drawn {
    type Output<A: Attribute> = Self;

    fn add_any_attr<A: Attribute>(self, _: A) -> Self {
        self
    }
}

/// Asked for by the types only: without a server there is no HTML to write or to take over.
impl RenderHtml for Drawn {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(self, _: &mut String, _: &mut Position, _: bool, _: bool, _: Vec<AnyAttribute>) {}

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Standing {
        self.build()
    }

    fn into_owned(self) -> Self {
        self
    }
}
