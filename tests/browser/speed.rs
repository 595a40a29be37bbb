//! How fast the page is where it matters: on a cheap phone behind a poor line, as Chromium plays one.
//!
//! Run by `scripts/speed`. Nothing here asserts on time: a busy machine would fail it. All times are taken inside the
//! page; a question over `WebDriver` costs the page time of its own.

use std::path::Path;

use serde_json::{Value, json};

use crate::acts::survey;
use crate::chrome::{Chrome, Setup};
use crate::screen::{Screen, WIDTHS};
use crate::server::{Server, dist};

/// How often each figure is taken; a median needs an odd number.
const RUNS: usize = 5;
/// Clicks per run. Each gets a frame of its own.
const CLICKS: usize = 40;
/// How many times slower than this machine the device is.
const SLOW: f64 = 4.0;
/// 400 kbit/s in bytes, and the milliseconds before an answer begins.
const POOR_LINE: (f64, f64) = (400_000.0 / 8.0, 400.0);

/// Stands for the teller, who hands the ballot over, and for the voter, who touches the first circle; notes when.
/// Runs before anything of the page. Usable is the ballot once it is drawn, as far as a window shows it, and a click has
/// filled the circle and reached the count at the foot (where there is one); whole, once what is further down is there too.
const WATCH: &str = r#"
  (() => {
    const noted = {};
    const one = (test) => document.querySelector(`[data-test="${test}"]`);
    window.usable = new Promise((ok) => {
      const look = () => {
        for (const test of ["continue-box", "continue-slip"]) {
          const button = one(test);
          if (noted[test] !== undefined || button === null || button.disabled) continue;
          noted[test] = performance.now();
          button.click();
        }
        const mark = one("mark");
        if (mark === null) return;
        noted.mark = performance.now();
        watcher.disconnect();
        // A message that is sent from a frame's callback arrives after the frame was laid out and painted.
        const drawn = new MessageChannel();
        drawn.port1.onmessage = () => {
          noted.drawn = performance.now();
          const tally = one("tally")?.textContent;
          mark.closest("label").click();
          const touched = () => {
            const counted = tally === undefined || one("tally").textContent !== tally;
            if (!mark.checked || !counted) return setTimeout(touched);
            noted.usable = performance.now();
            const came = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
            noted.bytes = came.reduce((sum, { transferSize }) => sum + transferSize, 0);
            const all = () => {
              if (document.querySelector("[aria-busy=true]") !== null) return setTimeout(all);
              noted.whole = performance.now();
              ok(noted);
            };
            all();
          };
          queueMicrotask(touched);
        };
        requestAnimationFrame(() => drawn.port2.postMessage(null));
      };
      const watcher = new MutationObserver(look);
      watcher.observe(document, { childList: true, subtree: true, attributeFilter: ["disabled"] });
    });
  })();
"#;

/// Clicks labels, a row after the other and then the next level, each in its own frame.
const CLICK: &str = r#"
  const [count, done] = arguments;
  const rows = Map.groupBy(document.querySelectorAll("[data-test=mark]"), (mark) => mark.name).values().toArray();
  let at = 0;
  const next = () => {
    if (at === count) return done(true);
    const row = rows[at % rows.length];
    const mark = row[(Math.floor(at / rows.length) + 1) % row.length];
    mark.closest("label").click();
    if (!mark.checked) return done(`click ${at} filled nothing`);
    at += 1;
    requestAnimationFrame(() => setTimeout(next));
  };
  next();
"#;

/// Marks every row, puts the ballot into the box, notes how long that took, and has the next ballot handed out.
const CAST: &str = r#"
  const [done] = arguments;
  const one = (test) => document.querySelector(`[data-test="${test}"]`);
  const there = (test) => new Promise((ok) => {
    const look = () => {
      const found = one(test);
      if (found === null || found.disabled) return;
      watcher.disconnect();
      ok(found);
    };
    const watcher = new MutationObserver(look);
    watcher.observe(document, { childList: true, subtree: true, attributes: true });
    look();
  });
  (async () => {
    for (const mark of document.querySelectorAll("[data-test=mark][data-level='1']")) mark.closest("label").click();
    one("to-review").click();
    const cast = await there("cast");
    await new Promise((ok) => setTimeout(ok, 1000)); // a voter reads here; what is still loading may come to its end
    const start = performance.now();
    cast.click();
    const status = await there("casting-step");
    let sealed;
    const words = new MutationObserver(() => (sealed ??= performance.now()));
    words.observe(status, { characterData: true, childList: true, subtree: true });
    await there("in-box");
    const stored = performance.now();
    one("next").click();
    (await there("release")).click();
    await there("mark");
    while (document.querySelector("[aria-busy=true]") !== null) await new Promise((ok) => setTimeout(ok));
    return { all: stored - start, seal: sealed - start, store: stored - sealed };
  })().then(done, (fault) => done(String(fault)));
"#;

/// The ballot that the comparisons were measured with: 10 people, 3 levels each, and a remark.
fn ten_by_three() -> Value {
    let mut survey = survey("src/survey/practice.json");
    survey["id"] = json!("do-toc-do");
    survey["mode"] = json!("real");
    let people = survey["subjects"].as_array_mut().unwrap();
    for number in 9..=10 {
        let mut one = people[number - 9].clone();
        one["id"] = json!(format!("nguoi-{number}"));
        one["name"] = json!(format!("Phan Văn Mẫu {}", ["Sơn", "Tùng"][number - 9]));
        people.push(one);
    }
    survey["questions"].as_array_mut().unwrap().drain(..2);
    survey
}

/// The same ballot as a plain form without any script: what the browser itself costs, and a check on the method.
fn bare_html(survey: &Value) -> String {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let levels = survey["questions"][0]["answer"]["levels"].as_array().unwrap();
    let people = survey["subjects"].as_array().unwrap().iter().map(|person| {
        let id = text(&person["id"]);
        let option = |(at, level): (usize, &Value)| {
            let label = text(&level["label"]);
            format!("<label><input type=radio name={id} value={at} data-test=mark><span>{label}</span></label>")
        };
        let options: String = levels.iter().enumerate().map(option).collect();
        format!("<fieldset><legend>{}</legend>{options}<textarea></textarea></fieldset>", text(&person["name"]))
    });
    let people: String = people.collect();
    format!("<!doctype html><html lang=vi><meta charset=utf-8><title>Mẫu</title><form>{people}</form>")
}

async fn cdp(chrome: &Chrome, method: &str, parameters: Value) -> Value {
    chrome.cdp().send_raw(method, parameters).await.unwrap_or_else(|fault| panic!("{method}: {fault}"))
}

async fn slow_down(chrome: &Chrome, rate: f64) {
    cdp(chrome, "Emulation.setCPUThrottlingRate", json!({ "rate": rate })).await;
}

async fn set_line(chrome: &Chrome, line: Option<(f64, f64)>) {
    let (bytes, latency) = line.unwrap_or((-1.0, 0.0));
    let line = json!({ "offline": false, "latency": latency, "downloadThroughput": bytes, "uploadThroughput": bytes });
    cdp(chrome, "Network.emulateNetworkConditions", line).await;
}

/// Runs a script that answers later, in one round trip.
async fn later(chrome: &Chrome, script: &str, arguments: Vec<Value>) -> Value {
    let answer = chrome.execute_async(script, arguments).await.expect("the script answers in time");
    answer.json().clone()
}

/// Opens an address as a device that was never there, but for the box it keeps; returns what [`WATCH`] noted.
async fn open_cold(chrome: &Chrome, address: &str) -> Value {
    chrome.goto("about:blank").await.expect("there is always an empty page");
    cdp(chrome, "Network.clearBrowserCache", json!({})).await;
    chrome.goto(address).await.expect("the page loads");
    later(chrome, "const [done] = arguments; usable.then(done)", Vec::new()).await
}

/// Figures by name; each run adds a value.
#[derive(Default)]
struct Figures(serde_json::Map<String, Value>);

impl Figures {
    fn add(&mut self, name: &str, value: f64) {
        let values = self.0.entry(name).or_insert_with(|| json!([]));
        values.as_array_mut().expect("made an array above").push(json!(value));
    }
}

/// A figure that a script in the page returned.
fn figure(noted: &Value, name: &str) -> f64 {
    noted[name].as_f64().unwrap_or_else(|| panic!("the page noted no {name}: {noted}"))
}

/// What is told apart of the main thread's work; the first is all of it.
const WORK: [&str; 4] = ["TaskDuration", "ScriptDuration", "RecalcStyleDuration", "LayoutDuration"];

/// Main-thread CPU milliseconds so far, in the order of [`WORK`].
async fn main_thread(chrome: &Chrome) -> [f64; 4] {
    let answer = cdp(chrome, "Performance.getMetrics", json!({})).await;
    let metrics = answer["metrics"].as_array().expect("the browser has metrics");
    WORK.map(|name| {
        let metric = metrics.iter().find(|metric| metric["name"] == name);
        let seconds = metric.and_then(|metric| metric["value"].as_f64());
        seconds.unwrap_or_else(|| panic!("no metric {name}: {answer}")) * 1000.0
    })
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "measures; run by scripts/speed"]
async fn speed_of_a_ballot() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("speed.survey.json");
    let survey = ten_by_three();
    std::fs::write(&file, survey.to_string()).unwrap();
    let bare = folder.path().join("bare");
    std::fs::create_dir(&bare).unwrap();
    std::fs::write(bare.join("index.html"), bare_html(&survey)).unwrap();

    let server = Server::start(&dist()).await;
    let bare = Server::start(&bare).await;
    // What is measured is a first visit.
    let setup = Setup { keeps_the_app: false, ..Setup::below(folder.path()) };
    let screen = Screen::open(&server, setup).await;
    let chrome = &screen.chrome;
    screen.upload("start-load", &[&file]).await;
    screen.open_box(false, None).await;
    // Wherever the booth lives: its own page, or the one page that there is.
    let booth = chrome.current_url().await.unwrap().to_string();
    screen.click("release").await;
    screen.wait("mark").await;

    chrome.set_script_timeout(std::time::Duration::from_secs(120)).await.unwrap();
    for domain in ["Network", "Page"] {
        cdp(chrome, &format!("{domain}.enable"), json!({})).await;
    }
    // CPU time, not time on the clock: what else the machine does is not the page's doing.
    cdp(chrome, "Performance.enable", json!({ "timeDomain": "threadTicks" })).await;
    cdp(chrome, "Page.addScriptToEvaluateOnNewDocument", json!({ "source": WATCH })).await;

    let mut figures = Figures::default();
    let conditions = [
        ("slow-line", SLOW, Some(POOR_LINE)),
        ("slow", SLOW, None),
        ("line", 1.0, Some(POOR_LINE)),
        ("plain", 1.0, None),
    ];
    for (width, window) in [("table", WIDTHS[0]), ("cards", WIDTHS[1])] {
        screen.size(window).await;
        for (condition, rate, line) in conditions {
            slow_down(chrome, rate).await;
            set_line(chrome, line).await;
            for _ in 0..RUNS {
                let noted = open_cold(chrome, &booth).await;
                eprintln!("{width} {condition}: {noted}");
                figures.add(&format!("usable/{width}/{condition}"), figure(&noted, "usable"));
                figures.add(&format!("whole/{width}/{condition}"), figure(&noted, "whole"));
                figures.add("bytes", figure(&noted, "bytes"));
                if width == "table" {
                    let noted = open_cold(chrome, &bare.url()).await;
                    figures.add(&format!("usable/bare/{condition}"), figure(&noted, "usable"));
                }
            }
        }
    }
    set_line(chrome, None).await;

    slow_down(chrome, SLOW).await;
    let clicked =
        [("table", WIDTHS[0], booth.clone()), ("cards", WIDTHS[1], booth.clone()), ("bare", WIDTHS[0], bare.url())];
    for (name, window, address) in &clicked {
        screen.size(*window).await;
        open_cold(chrome, address).await;
        for _ in 0..RUNS {
            let before = main_thread(chrome).await;
            assert_eq!(later(chrome, CLICK, vec![json!(CLICKS)]).await, json!(true), "{name}");
            let after = main_thread(chrome).await;
            for (work, (before, after)) in WORK.iter().zip(before.into_iter().zip(after)) {
                #[allow(clippy::cast_precision_loss)] // a few dozen
                figures.add(&format!("click/{name}/{work}"), (after - before) / CLICKS as f64);
            }
        }
    }

    screen.size(WIDTHS[0]).await;
    for (name, rate) in [("plain", 1.0), ("slow", SLOW)] {
        slow_down(chrome, 1.0).await;
        open_cold(chrome, &booth).await;
        slow_down(chrome, rate).await;
        for _ in 0..RUNS {
            let took = later(chrome, CAST, Vec::new()).await;
            eprintln!("cast {name}: {took}");
            for part in ["all", "seal", "store"] {
                figures.add(&format!("cast/{part}/{name}"), figure(&took, part));
            }
        }
    }
    slow_down(chrome, 1.0).await;

    let version = cdp(chrome, "Browser.getVersion", json!({})).await;
    let report = json!({ "browser": version["product"], "runs": RUNS, "figures": figures.0 });
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("speed.json");
    std::fs::write(&file, report.to_string()).unwrap();
    screen.chrome.quit().await;
}
