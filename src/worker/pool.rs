//! Several workers for the slow part of a count: each opens its share of the envelopes and remarks, and checks the proofs.

use std::cell::RefCell;
use std::rc::Rc;

use futures_util::future::join_all;
use js_sys::Reflect;

use super::Client;
use super::protocol::{Answer, EmptyOrder, Failure, Request};
use crate::record::Emptied;

/// More would not help: a village laptop has two to eight cores, and each worker takes some 20 MB.
const MOST: usize = 8;
/// Fewer ballots are not worth a worker's start.
const SHARE: usize = 16;

/// Workers of one count. Dropped or stopped, they end at once, whatever they are at.
#[derive(Clone)]
pub struct Pool(Rc<Vec<Client>>);

impl Pool {
    /// As many workers as the device has cores, for so many ballots.
    pub fn new(ballots: usize) -> Self {
        let workers = cores().min(MOST).min(ballots.div_ceil(SHARE)).max(1);
        Self(Rc::new((0..workers).map(|_| Client::new()).collect()))
    }

    /// Ends all workers; what they were asked is answered with [`Failure::WorkerGone`].
    pub fn stop(&self) {
        self.0.iter().for_each(Client::stop);
    }

    /// Carries out an order. `progress` takes steps done, of [`EmptyOrder::steps`].
    pub async fn empty(&self, order: &EmptyOrder, progress: impl Fn(u32) + 'static) -> Result<Emptied, Failure> {
        let progress: Rc<dyn Fn(u32)> = Rc::new(progress);
        let done = Rc::new(RefCell::new(vec![0; self.0.len()]));
        let asked = order.parts(self.0.len()).into_iter().enumerate().map(|(worker, part)| {
            let (done, progress) = (done.clone(), progress.clone());
            let told = move |steps, _| {
                done.borrow_mut()[worker] = steps;
                progress(done.borrow().iter().sum());
            };
            let client = self.0[worker].clone();
            async move { client.ask_with_progress(Request::Empty(Box::new(part)), told).await }
        });
        let mut emptied = Emptied::default();
        for answer in join_all(asked).await {
            match answer {
                Answer::Emptied(part) => emptied.add(*part),
                Answer::Failed(failure) => return Err(failure),
                _ => return Err(Failure::WorkerGone),
            }
        }
        Ok(emptied)
    }
}

/// Cores that the browser tells of; two where it tells nothing.
fn cores() -> usize {
    let navigator = Reflect::get(&js_sys::global(), &"navigator".into()).ok();
    let told = navigator.and_then(|navigator| Reflect::get(&navigator, &"hardwareConcurrency".into()).ok()?.as_f64());
    #[allow(clippy::cast_sign_loss)] // at least 1, as the browser counts
    told.map_or(2, |cores| cores.clamp(1.0, 64.0) as usize)
}
