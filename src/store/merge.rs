//! What is known of a box at one moment: the own ballots as a box file, and those that other devices handed over.
//!
//! The own ballots and what came from elsewhere lie apart, so that whose a ballot is need not be guessed, and `record`
//! merges both by the one rule that the command line and the verifier follow too.

use std::collections::BTreeMap;

use super::idb::{Transaction, range_of};
use super::open::{BALLOTS, DEVICES, HANDED_OVER, LOG, REMARKS, SLIPS};
use super::slips::{self, Standing};
use super::{BoxState, ImportFault, StoreFault, log};
use crate::record::{
    AddedDevice, BoxFile, DeviceBox, Merged, Opening, OtherDevice, UnspentSlips, is_sealed_text, unreadable,
};
use crate::seal::{Envelope, SealedRemark};
use crate::survey::Digest;

/// The stores that are read for it.
pub(super) const READ: &[&str] = &[BALLOTS, REMARKS, LOG, SLIPS, DEVICES, HANDED_OVER];

/// The devices that the chief device added, by number. Awaits requests of `transaction` only, as all here.
pub(super) async fn added(transaction: &Transaction, box_id: &str) -> Result<Vec<AddedDevice>, StoreFault> {
    let range = range_of(box_id)?;
    let keys = transaction.keys(DEVICES, &range).await?;
    let values = transaction.all(DEVICES, &range).await?;
    let read = |(key, value): (wasm_bindgen::JsValue, wasm_bindgen::JsValue)| {
        let number = js_sys::Array::from(&key).get(1).as_f64()?;
        #[allow(clippy::cast_sign_loss)] // written by this program: from 2
        Some(AddedDevice { device: number as u32, name: value.as_string()? })
    };
    let damaged = || StoreFault::Damaged("the list of devices cannot be read".to_owned());
    keys.iter().zip(values.iter()).map(|both| read(both).ok_or_else(damaged)).collect()
}

/// What was handed over, each device and instance as full as it is known.
pub(super) async fn handed_over(transaction: &Transaction, box_id: &str) -> Result<Merged, ImportFault> {
    let mut merged = Merged::default();
    for text in transaction.all(HANDED_OVER, &range_of(box_id)?).await?.iter() {
        let text = text.as_string().unwrap_or_default();
        let file = BoxFile::parse(text.as_bytes())
            .map_err(|fault| StoreFault::Damaged(format!("a box that was handed over: {fault}")))?;
        merged.take(file)?;
    }
    Ok(merged)
}

/// This device's own box as a file. `state` has an instance.
pub(super) async fn own(transaction: &Transaction, state: &BoxState) -> Result<BoxFile, ImportFault> {
    let opening = Opening::parse(state.opening.as_bytes())?;
    let ballots = sealed(transaction, BALLOTS, &state.box_id, |text| {
        serde_json::from_str::<Envelope>(text).ok().map(|envelope| envelope.sealed)
    })
    .await?;
    let remarks = sealed(transaction, REMARKS, &state.box_id, |text| {
        serde_json::from_str::<SealedRemark>(text).ok().map(|remark| remark.sealed)
    })
    .await?;
    let of = DeviceBox {
        device: state.device,
        name: &state.name,
        instance: &state.instance,
        issued: state.issued,
        slips: own_slips(transaction, state).await?,
        log: log::read_sound(transaction, &state.box_id).await?,
    };
    Ok(BoxFile::new(&opening, of, ballots, remarks))
}

/// The other devices as this chief device knows them, for a backup.
pub(super) async fn others(transaction: &Transaction, state: &BoxState) -> Result<Vec<OtherDevice>, StoreFault> {
    let mut others: BTreeMap<u32, OtherDevice> = BTreeMap::new();
    let unnamed = |device| OtherDevice { device, name: None, slips: Vec::new() };
    for AddedDevice { device, name } in added(transaction, &state.box_id).await? {
        others.entry(device).or_insert_with(|| unnamed(device)).name = Some(name);
    }
    for (hash, kept) in slips::readable(transaction, &state.box_id).await?.0 {
        // Cards that may never have been printed are asked about on this device, and only here.
        if kept.device != state.device && kept.standing != Standing::Made {
            let slip = Digest::from_text(&hash).ok_or_else(|| damaged("a slip"))?;
            others.entry(kept.device).or_insert_with(|| unnamed(kept.device)).slips.push(slip);
        }
    }
    for other in others.values_mut() {
        other.slips.sort_unstable();
    }
    Ok(others.into_values().collect())
}

/// What a box file lists of each entry of a store. One that cannot be read comes along too, to be counted as unreadable: it
/// must not keep all others from leaving the device.
async fn sealed(
    transaction: &Transaction,
    store: &str,
    box_id: &str,
    read: impl Fn(&str) -> Option<String>,
) -> Result<Vec<String>, StoreFault> {
    let keys = transaction.keys(store, &range_of(box_id)?).await?;
    let texts = texts(transaction, store, box_id).await?;
    let entry = |(key, text): (wasm_bindgen::JsValue, String)| {
        let damaged = || unreadable(&js_sys::Array::from(&key).get(1).as_string().unwrap_or_default(), &text);
        read(&text).filter(|sealed| is_sealed_text(sealed)).unwrap_or_else(damaged)
    };
    Ok(keys.iter().zip(texts).map(entry).collect())
}

/// Printed, voided and the hashes of the spent, where this device had any slips.
async fn own_slips(transaction: &Transaction, state: &BoxState) -> Result<Option<(u32, u32, Vec<Digest>)>, StoreFault> {
    let (kept, damaged_slips) = slips::readable(transaction, &state.box_id).await?;
    let figures = slips::figures(&kept, state.device);
    // Of these nothing is known but that they were printed.
    let unknown = state.lost_slips + damaged_slips;
    let [printed, void] = [figures.printed(), figures.void].map(|count| count + unknown);
    let spent = kept.iter().filter(|(_, kept)| kept.standing == Standing::Spent);
    let spent: Option<Vec<Digest>> = spent.map(|(hash, _)| Digest::from_text(hash)).collect();
    let spent = spent.ok_or_else(|| damaged("a slip"))?;
    Ok((printed > 0).then_some((printed, void, spent)))
}

/// How this device's slips stand that no ballot came in with, for a backup. A ballot that is out is not in the box.
pub(super) async fn unspent(transaction: &Transaction, state: &BoxState) -> Result<UnspentSlips, StoreFault> {
    let mut lists = UnspentSlips { free: Vec::new(), issued: Vec::new(), void: Vec::new() };
    for (hash, kept) in slips::readable(transaction, &state.box_id).await?.0 {
        let list = match kept.standing {
            _ if kept.device != state.device => continue,
            Standing::Free => &mut lists.free,
            Standing::Back | Standing::Out => &mut lists.issued,
            Standing::Void => &mut lists.void,
            Standing::Made | Standing::Spent => continue,
        };
        list.push(Digest::from_text(&hash).ok_or_else(|| damaged("a slip"))?);
    }
    for list in [&mut lists.free, &mut lists.issued, &mut lists.void] {
        list.sort_unstable();
    }
    Ok(lists)
}

/// Exact texts of one store of the box; an empty one where no text is.
pub(super) async fn texts(transaction: &Transaction, store: &str, box_id: &str) -> Result<Vec<String>, StoreFault> {
    let values = transaction.all(store, &range_of(box_id)?).await?;
    Ok(values.iter().map(|value| value.as_string().unwrap_or_default()).collect())
}

fn damaged(what: &str) -> StoreFault {
    StoreFault::Damaged(format!("{what} of the box cannot be read"))
}
