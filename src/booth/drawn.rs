//! A screen that stands already, as a view: of all screens, only one type.
//!
//! `AnyView` keeps, for each type of view, code to draw it, to bring an older drawing up to date, to put it in place and
//! to take it away. The booth's screens are drawn once and thrown away, so the second is never wanted.

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
use wasm_bindgen::JsCast;

/// An element that stands, and is put into the page as it is.
pub(crate) struct Drawn(SendWrapper<Element>);

/// An element that was made by plain calls ([`dom`](super::dom)).
pub(crate) fn stand(element: Node) -> Drawn {
    Drawn(SendWrapper::new(element.unchecked_into()))
}

impl Drawn {
    /// The element, to stand among others that were made by plain calls.
    pub(crate) fn into_node(self) -> Node {
        self.0.take().unchecked_into()
    }
}

impl Render for Drawn {
    type State = Element;

    fn build(self) -> Element {
        self.0.take()
    }

    fn rebuild(self, standing: &mut Element) {
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

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Element {
        self.build()
    }

    fn into_owned(self) -> Self {
        self
    }
}
