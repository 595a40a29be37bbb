//! The worker, held back: screens that stand for a moment only, while it works, can so be looked at for as long as it
//! takes. Nothing of the product is changed: an answer comes later, as from a slow device.

/// For [`Screen::before_every_page`](crate::screen::Screen::before_every_page). `holdWorker('all')` keeps back every
/// answer from then on, `holdWorker('half')` those after half of the work; `holdWorker('')` lets them go, but for those of
/// a worker that was ended meanwhile. `breakWorkers()` lets every worker break down.
pub const HOLD: &str = r#"
  (() => {
    let hold = "";
    const held = [];
    const workers = new Set();
    const terminate = Worker.prototype.terminate;
    Worker.prototype.terminate = function () {
      workers.delete(this);
      terminate.call(this);
    };
    window.breakWorkers = () => [...workers].forEach((worker) => worker.dispatchEvent(new Event("error")));
    window.holdWorker = (what) => {
      hold = what;
      if (hold === "") held.splice(0).forEach((deliver) => deliver());
    };
    const passes = ({ data }) => {
      if (hold === "") return true;
      const progress = JSON.parse(data).answer.Progress;
      return hold === "half" && progress !== undefined && progress.done * 2 <= progress.of;
    };
    const listen = Worker.prototype.addEventListener;
    Worker.prototype.addEventListener = function (type, listener, ...others) {
      workers.add(this);
      const late = (event) => () => workers.has(this) && listener(event);
      const patient = (event) => passes(event) ? listener(event) : held.push(late(event));
      listen.call(this, type, type === "message" ? patient : listener, ...others);
    };
  })();
"#;
