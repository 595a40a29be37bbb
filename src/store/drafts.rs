//! Surveys in the making, kept on this device until somebody deletes them.
//!
//! In a database of their own: a draft may still become real or practice, the booth never needs it, and nothing that
//! happens here can touch a box. The rules are those of the boxes: strict durability, one writer per draft, and what
//! cannot be read back is said, not passed over.

use std::rc::Rc;

use base64ct::{Base64UrlUnpadded, Encoding};
use wasm_bindgen::JsValue;

use super::idb::Database;
use super::json::{Json, object, stringify};
use super::locks::Lock;
use super::{StoreFault, clock};
use crate::survey::compose::Composition;

/// Draft id → text.
const DRAFTS: &str = "drafts";
const STORES: &[&str] = &[DRAFTS];
const VERSION: u32 = 1;

/// The drafts of this device; clones share one database.
#[derive(Clone)]
pub struct Drafts(Rc<Database>);

/// A draft as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptDraft {
    /// Its name in the store.
    pub id: String,
    /// When it was last changed, to the minute.
    pub changed: String,
    /// What was typed; `None` where it cannot be read back. It is then left as it is.
    pub composition: Option<Composition>,
    text: String,
}

/// The one writer of a draft, until it is dropped.
pub struct DraftWriter {
    drafts: Drafts,
    id: String,
    _lock: Lock,
}

impl Drafts {
    /// Opens the drafts of this device.
    pub async fn open() -> Result<Self, StoreFault> {
        Ok(Self(Rc::new(Database::open("hom-phieu-drafts", VERSION, STORES).await?)))
    }

    /// All drafts, the one that was changed last first.
    pub async fn list(&self) -> Result<Vec<KeptDraft>, StoreFault> {
        let reading = self.0.read(STORES)?;
        let values = reading.all(DRAFTS, &JsValue::UNDEFINED).await?;
        let mut drafts: Vec<KeptDraft> = values.iter().filter_map(|value| read(&value)).collect();
        if drafts.len() != values.length() as usize {
            return Err(StoreFault::Damaged("a draft has no name".to_owned()));
        }
        drafts.sort_by(|one, other| other.changed.cmp(&one.changed).then_with(|| one.id.cmp(&other.id)));
        Ok(drafts)
    }

    /// Becomes the one writer of a new draft. Nothing is written yet.
    pub async fn create(&self) -> Result<DraftWriter, StoreFault> {
        let mut id = [0; 16];
        getrandom::getrandom(&mut id).map_err(|fault| StoreFault::Unavailable(fault.to_string()))?;
        self.hold(&Base64UrlUnpadded::encode_string(&id)).await
    }

    /// Becomes the one writer of a draft: [`StoreFault::OtherTab`] where there is one, in this tab too.
    pub async fn writer(&self, id: &str) -> Result<(DraftWriter, Composition), StoreFault> {
        let writer = self.hold(id).await?;
        let reading = self.0.read(STORES)?;
        let kept = read(&reading.get(DRAFTS, &id.into()).await?);
        let composition = kept.and_then(|kept| kept.composition);
        Ok((writer, composition.ok_or_else(|| StoreFault::Damaged(format!("draft {id} cannot be read")))?))
    }

    /// A second draft like the first.
    pub async fn duplicate(&self, of: &Composition) -> Result<(), StoreFault> {
        // Another survey, so another name for its files.
        self.create().await?.save(&Composition { id: None, ..of.clone() }).await
    }

    /// Deletes a draft. Not while somebody writes it.
    pub async fn delete(&self, id: &str) -> Result<(), StoreFault> {
        let _hold = self.hold(id).await?;
        let writing = self.0.write(STORES)?;
        writing.delete(DRAFTS, &id.into())?;
        writing.done().await
    }

    /// Brings a deleted draft back as it was.
    pub async fn restore(&self, draft: &KeptDraft) -> Result<(), StoreFault> {
        let writing = self.0.write(STORES)?;
        writing.add(DRAFTS, &draft.id.as_str().into(), &draft.text)?;
        writing.done().await
    }

    async fn hold(&self, id: &str) -> Result<DraftWriter, StoreFault> {
        let lock = Lock::take(&format!("hom-phieu/draft/{id}")).await?;
        Ok(DraftWriter { drafts: self.clone(), id: id.to_owned(), _lock: lock })
    }
}

impl DraftWriter {
    /// Writes the draft down. Done only when it is on the disk.
    pub async fn save(&self, composition: &Composition) -> Result<(), StoreFault> {
        let text = stringify(&object(&[
            ("id", self.id.as_str().into()),
            ("changed", clock::now_minute().into()),
            ("text", composition.to_text().into()),
        ]));
        let writing = self.drafts.0.write(STORES)?;
        writing.put(DRAFTS, &self.id.as_str().into(), &text)?;
        writing.done().await
    }
}

/// `None` where not even the draft's name can be told.
fn read(value: &JsValue) -> Option<KeptDraft> {
    let text = value.as_string()?;
    let kept = Json::parse(&text)?;
    let id = kept.text("id")?;
    let composition = kept.text("text").and_then(|text| Composition::from_text(&text).ok());
    Some(KeptDraft { id, changed: kept.text("changed").unwrap_or_default(), composition, text })
}
