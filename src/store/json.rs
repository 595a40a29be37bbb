//! JSON by the browser's own reader and writer, member by member.
//!
//! Rust's (`serde_json` and what its derives make of every type) is a quarter of the booth's wasm file, for a handful of
//! texts that this program wrote itself. So what the booth reads is read here; the desk and the worker, which read
//! files that strangers made, keep the strict reader.

use js_sys::{Array, JSON, Object, Reflect};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    type Members;

    // Plain `value[name]`: a voter's ballot waits for some hundreds of these, and `Reflect.get` with a name that was made a
    // JavaScript string before takes three calls instead of one.
    #[wasm_bindgen(method, structural, indexing_getter)]
    fn at(this: &Members, name: &str) -> JsValue;
}

/// A value in the browser's memory; neither null nor undefined, which have no members to ask for.
pub struct Json(JsValue);

impl Json {
    /// Reads a text; `None` where it is not JSON.
    pub fn parse(text: &str) -> Option<Self> {
        Self::some(JSON::parse(text).ok()?)
    }

    fn some(value: JsValue) -> Option<Self> {
        (!value.is_undefined() && !value.is_null()).then_some(Self(value))
    }

    fn member(&self, name: &str) -> JsValue {
        self.0.unchecked_ref::<Members>().at(name)
    }

    /// A member; `None` where there is none, or it is null.
    pub fn get(&self, name: &str) -> Option<Self> {
        Self::some(self.member(name))
    }

    /// A member that is text.
    pub fn text(&self, name: &str) -> Option<String> {
        self.member(name).as_string()
    }

    /// This, as text.
    pub fn as_text(&self) -> Option<String> {
        self.0.as_string()
    }

    /// A member that is a whole number from 0.
    pub fn number(&self, name: &str) -> Option<u32> {
        let number = self.member(name).as_f64()?;
        #[allow(clippy::cast_sign_loss)] // compared below
        let whole = number as u32;
        #[allow(clippy::float_cmp)] // exact: a whole number below 2³² is one in both
        (f64::from(whole) == number).then_some(whole)
    }

    /// A member that is true or false.
    pub fn flag(&self, name: &str) -> Option<bool> {
        self.member(name).as_bool()
    }

    /// A member that is a list, each entry read by `read`.
    pub fn list<T>(&self, name: &str, mut read: impl FnMut(&Self) -> Option<T>) -> Option<Vec<T>> {
        let list = self.member(name).dyn_into::<Array>().ok()?;
        let mut entries = Vec::new();
        for entry in list.iter() {
            entries.push(read(&Self::some(entry)?)?);
        }
        Some(entries)
    }
}

/// Writes an object with these members.
pub fn object(members: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in members {
        let _ = Reflect::set(&object, &(*name).into(), value); // a new object takes any member
    }
    object.into()
}

/// A list.
pub fn list<T: Into<JsValue>>(entries: impl IntoIterator<Item = T>) -> JsValue {
    entries.into_iter().map(Into::into).collect::<Array>().into()
}

/// Text, or null.
pub fn text_or_null(text: Option<&str>) -> JsValue {
    text.map_or(JsValue::NULL, Into::into)
}

/// As text.
pub fn stringify(value: &JsValue) -> String {
    JSON::stringify(value).map(String::from).unwrap_or_default() // throws only for cycles and big integers
}
