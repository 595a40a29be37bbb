//! Surveys in the making, kept on this device until somebody deletes them.
//!
//! In a database of their own: a draft may still become real or practice, the booth never needs it, and nothing that
//! happens here can touch a box. The rules are those of the boxes: strict durability, one writer per draft, and what
//! cannot be read back is said, not passed over.

use std::rc::Rc;

use base64ct::{Base64UrlUnpadded, Encoding};
use wasm_bindgen::JsValue;

use super::idb::Database;
use super::idb::Transaction;
use super::json::{Json, list, object, stringify};
use super::locks::Lock;
use super::{StoreFault, clock};
use crate::survey::compose::Composition;

/// Draft id → text.
const DRAFTS: &str = "drafts";
const STORES: &[&str] = &[DRAFTS];
const VERSION: u32 = 2;

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
    /// The boxes that were opened with it, the first first.
    pub used: Vec<DraftUse>,
    /// What was typed; `None` where it cannot be read back. It is then left as it is.
    pub composition: Option<Composition>,
    text: String,
}

/// That a box was opened with a draft. It stays with the draft, whatever is changed in it afterwards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftUse {
    /// The box.
    pub box_id: String,
    /// When it was opened, to the minute.
    pub opened: String,
    /// For practice.
    pub practice: bool,
}

/// The one writer of a draft, until it is dropped.
pub struct DraftWriter {
    drafts: Drafts,
    id: String,
    used: Vec<DraftUse>,
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
        let mut writer = self.hold(id).await?;
        let reading = self.0.read(STORES)?;
        let kept = read(&reading.get(DRAFTS, &id.into()).await?);
        writer.used = kept.as_ref().map(|kept| kept.used.clone()).unwrap_or_default();
        let composition = kept.and_then(|kept| kept.composition);
        Ok((writer, composition.ok_or_else(|| StoreFault::Damaged(format!("draft {id} cannot be read")))?))
    }

    /// A second draft like the first, for the next round: everybody keeps their identifier.
    pub async fn duplicate(&self, of: &Composition) -> Result<(), StoreFault> {
        self.create().await?.save(&of.next_round()).await
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

    /// Writes down that a box was opened with a draft, whoever writes the draft meanwhile. Nothing where it is gone, or
    /// this is known.
    pub async fn mark_used(&self, id: &str, of: DraftUse) -> Result<(), StoreFault> {
        let writing = self.0.write(STORES)?;
        let Some(kept) = read(&writing.get(DRAFTS, &id.into()).await?) else { return Ok(()) };
        let mut used = kept.used;
        if used.iter().any(|other| other.box_id == of.box_id) {
            return Ok(());
        }
        used.push(of);
        let text = kept.composition.map(|composition| composition.to_text()).unwrap_or_default();
        put(&writing, id, &kept.changed, &text, &used)?;
        writing.done().await
    }

    async fn hold(&self, id: &str) -> Result<DraftWriter, StoreFault> {
        let lock = Lock::take(&format!("hom-phieu/draft/{id}")).await?;
        Ok(DraftWriter { drafts: self.clone(), id: id.to_owned(), used: Vec::new(), _lock: lock })
    }
}

impl DraftWriter {
    /// The draft's name in the store.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The boxes that had been opened with it when it was taken in hand.
    pub fn used(&self) -> &[DraftUse] {
        &self.used
    }

    /// Writes the draft down. Done only when it is on the disk.
    pub async fn save(&self, composition: &Composition) -> Result<(), StoreFault> {
        let writing = self.drafts.0.write(STORES)?;
        // Asked of the store: a box may have been opened since.
        let used = read(&writing.get(DRAFTS, &self.id.as_str().into()).await?).map(|kept| kept.used);
        put(&writing, &self.id, &clock::now_minute(), &composition.to_text(), &used.unwrap_or_default())?;
        writing.done().await
    }
}

fn put(writing: &Transaction, id: &str, changed: &str, text: &str, used: &[DraftUse]) -> Result<(), StoreFault> {
    let used = used.iter().map(|one| {
        let members = [
            ("box", one.box_id.as_str().into()),
            ("opened", one.opened.as_str().into()),
            ("practice", one.practice.into()),
        ];
        object(&members)
    });
    let text = stringify(&object(&[
        ("id", id.into()),
        ("changed", changed.into()),
        ("text", text.into()),
        ("used", list(used)),
    ]));
    writing.put(DRAFTS, &id.into(), &text)
}

/// `None` where not even the draft's name can be told.
fn read(value: &JsValue) -> Option<KeptDraft> {
    let text = value.as_string()?;
    let kept = Json::parse(&text)?;
    let id = kept.text("id")?;
    let composition = kept.text("text").and_then(|text| Composition::from_text(&text).ok());
    let used = kept.list("used", |one| {
        Some(DraftUse { box_id: one.text("box")?, opened: one.text("opened")?, practice: one.flag("practice")? })
    });
    let changed = kept.text("changed").unwrap_or_default();
    Some(KeptDraft { id, changed, used: used.unwrap_or_default(), composition, text })
}
