//! The page as its users handle it: buttons by their `data-test` name, labels by the mark they
//! stand for. Every call waits for what it needs, and says what it waited for when that fails.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::chrome::{Chrome, Setup};
use crate::server::Server;

/// Longest wait for a screen: the first start compiles two wasm files on a busy machine.
const PATIENCE: Duration = Duration::from_secs(45);
/// How often a page that still says something new is waited for once more.
const ENDURANCE: u32 = 20;

/// A laptop and a phone.
pub const WIDTHS: [(u32, u32); 2] = [(1280, 900), (390, 844)];

/// A browser with the app open.
pub struct Screen {
    pub chrome: Chrome,
    pub setup: Setup,
    url: String,
}

fn named(test: &str) -> By {
    By::Css(format!("[data-test=\"{test}\"]"))
}

impl Screen {
    /// Starts a browser and opens the app.
    pub async fn open(server: &Server, setup: Setup) -> Self {
        Self::open_page(server, "", setup).await
    }

    /// Starts a browser on one of the app's pages, as an address that somebody was given.
    pub async fn open_page(server: &Server, page: &str, setup: Setup) -> Self {
        Self::start(setup, format!("{}{page}", server.url())).await
    }

    /// Kills the browser as a power cut would, and starts it again on the same profile.
    pub async fn power_cut(self) -> Self {
        let Self { chrome, setup, url } = self;
        chrome.kill();
        Self::start(setup, url).await
    }

    /// Ends the browser as its user does; what it kept lies in the profile.
    pub async fn leave(self) -> Setup {
        self.chrome.quit().await;
        self.setup
    }

    async fn start(setup: Setup, url: String) -> Self {
        let screen = Self { chrome: Chrome::start(&setup).await, setup, url };
        screen.size(screen.setup.window).await;
        if !screen.setup.keeps_the_app {
            screen.before_every_page("delete Navigator.prototype.serviceWorker").await;
        }
        screen.load().await;
        screen
    }

    /// Loads the page and waits until the app has taken it over.
    pub async fn load(&self) {
        self.chrome.goto(&self.url).await.expect("the page loads");
        self.until("the app takes over the page", "return document.getElementById('boot') === null").await;
    }

    /// Makes the page as large as a device's. Chromium's own window has a least width above a phone's.
    pub async fn size(&self, (width, height): (u32, u32)) {
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 700 });
        self.chrome.cdp().send_raw("Emulation.setDeviceMetricsOverride", metrics).await.expect("the size is taken");
        // The page hears of it with a later frame, and may then lay itself out anew: who marks a ballot in the
        // meantime is left with half of it. A page wider than its window never gets there, hence the limit.
        let drawn = "
            const [width, done] = arguments, start = performance.now();
            const look = () => (innerWidth === width || performance.now() - start > 1000)
              ? requestAnimationFrame(() => setTimeout(done, 50)) : setTimeout(look, 20);
            setTimeout(done, 3000);
            look();";
        // A page that goes while it is asked (a new browser's first, say) takes the answer with it; the next one gives it.
        if self.chrome.execute_async(drawn, vec![json!(width)]).await.is_err() {
            self.chrome.execute_async(drawn, vec![json!(width)]).await.expect("the page is drawn");
        }
    }

    /// The browser forgets every file of the page, as on a device that was never here; what the page stored stays.
    pub async fn on_a_bare_device(&self) {
        assert!(!self.setup.keeps_the_app, "the copy that the service worker keeps would be left");
        self.chrome.cdp().send_raw("Network.clearBrowserCache", json!({})).await.expect("the cache can be emptied");
    }

    /// Runs a script at the very start of every page from now on, before anything of the page's own.
    pub async fn before_every_page(&self, script: &str) {
        let parameters = json!({ "source": script });
        let cdp = self.chrome.cdp();
        cdp.send_raw("Page.addScriptToEvaluateOnNewDocument", parameters).await.expect("the script is taken");
    }

    /// Waits until the browser has taken in the whole app, as it does after a first visit.
    pub async fn has_the_app(&self) {
        let script = "return window.hasTheApp === true
            || void navigator.serviceWorker.ready.then(({ active }) => { window.hasTheApp = active.state === 'activated' })";
        self.until("the app is on the device", script).await;
    }

    /// The page's network is there, or not, as on a phone that has left the hall.
    pub async fn network(&self, is_there: bool) {
        let conditions =
            json!({ "offline": !is_there, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        let cdp = self.chrome.cdp();
        cdp.send_raw("Network.enable", json!({})).await.expect("the network can be watched");
        cdp.send_raw("Network.emulateNetworkConditions", conditions).await.expect("the network obeys");
    }

    /// Runs a script in the page.
    pub async fn script(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.chrome.execute(script.to_owned(), arguments).await.expect("the script runs").json().clone()
    }

    /// Waits until a script returns true; longer than [`PATIENCE`] only while the page says something new, as a long
    /// count does, and at most [`ENDURANCE`] times as long.
    pub async fn until(&self, what: &str, script: &str) {
        const TEXT: &str = "return document.body.innerText";
        let mut start = Instant::now();
        let mut said = (0, Value::Null);
        loop {
            let answer = self.chrome.execute(script.to_owned(), Vec::new()).await;
            if answer.is_ok_and(|answer| answer.json() == &Value::Bool(true)) {
                return;
            }
            if start.elapsed() > PATIENCE {
                let text = self.script(TEXT, Vec::new()).await;
                if text != said.1 && said.0 < ENDURANCE {
                    (start, said) = (Instant::now(), (said.0 + 1, text));
                    continue;
                }
                self.chrome.picture("stuck").await;
                panic!("waited for: {what}\nconsole: {:?}\npage:\n{text}", self.chrome.console_faults().await);
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Waits until a control is there and can be used.
    pub async fn wait(&self, test: &str) {
        let script = format!(
            "const e = document.querySelector('[data-test=\"{test}\"]');
             return e !== null && !e.disabled && e.getClientRects().length > 0
               && document.querySelector('[aria-busy=true]') === null"
        );
        self.until(test, &script).await;
    }

    /// Clicks a control.
    pub async fn click(&self, test: &str) {
        self.wait(test).await;
        self.bring(&format!("[data-test=\"{test}\"]")).await;
        let control = self.chrome.find(named(test)).await.expect("it was there a moment ago");
        control.click().await.unwrap_or_else(|fault| panic!("{test} cannot be clicked: {fault}"));
    }

    /// Clicks one of several controls of the same name.
    pub async fn click_at(&self, css: &str) {
        self.until(css, &format!("return document.querySelector('{css}') !== null")).await;
        self.bring(css).await;
        let control = self.chrome.find(By::Css(css)).await.expect("it was there a moment ago");
        control.click().await.unwrap_or_else(|fault| panic!("{css} cannot be clicked: {fault}"));
    }

    /// Brings an element into the middle, where no bar at the foot covers it, and waits until it stands
    /// still: a new screen scrolls to its heading a moment after it is drawn, and a click aimed before that
    /// lands beside its target. People look first; the driver does not.
    pub async fn bring(&self, css: &str) {
        let script = "
            const [css, done] = arguments;
            let still = 0, last = null;
            const look = () => {
              const element = document.querySelector(css);
              if (element === null) return done(false);
              element.scrollIntoView({ block: 'center' });
              const now = element.getBoundingClientRect().top;
              still = now === last ? still + 1 : 0;
              last = now;
              if (still === 4) done(true); else setTimeout(() => requestAnimationFrame(look), 5);
            };
            look();";
        self.chrome.execute_async(script, vec![json!(css)]).await.expect("the page scrolls");
    }

    /// Text of an element.
    pub async fn text(&self, test: &str) -> String {
        self.wait(test).await;
        self.chrome.find(named(test)).await.expect("it is there").text().await.expect("it has text")
    }

    /// True where a control is on the screen.
    pub async fn has(&self, test: &str) -> bool {
        self.chrome.find(named(test)).await.is_ok()
    }

    /// Types into a field, in place of what was there.
    pub async fn fill(&self, css: &str, text: &str) {
        self.until(css, &format!("return document.querySelector('{css}') !== null")).await;
        let field = self.chrome.find(By::Css(css)).await.expect("the field is there");
        field.clear().await.expect("the field can be emptied");
        field.send_keys(text).await.expect("the field takes text");
    }

    /// Gives files to a file field.
    pub async fn upload(&self, test: &str, files: &[&Path]) {
        self.until(test, &format!("return document.querySelector('[data-test=\"{test}\"]') !== null")).await;
        let field = self.chrome.find(named(test)).await.expect("the field is there");
        let paths: Vec<&str> = files.iter().map(|file| file.to_str().expect("test paths are UTF-8")).collect();
        field.send_keys(paths.join("\n")).await.expect("the field takes files");
    }

    /// Waits for a download whose name ends so, and returns its path.
    pub async fn download(&self, ending: &str) -> PathBuf {
        let start = Instant::now();
        loop {
            let entries = std::fs::read_dir(&self.setup.downloads).expect("the downloads folder is there");
            let found = entries
                .filter_map(|entry| Some(entry.ok()?.path()))
                .find(|path| path.to_string_lossy().ends_with(ending));
            if let Some(path) = found {
                return path;
            }
            assert!(start.elapsed() < PATIENCE, "no download *{ending}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Looks at the screen, as [`Screen::look_at`] does, and at the console: no complaint there.
    pub async fn look(&self, name: &str) {
        self.look_at(name).await;
        assert_eq!(self.chrome.console_faults().await, Vec::<String>::new(), "{name}");
    }

    /// Looks at the screen as laptop and as phone: no accessibility fault, nothing wider than the window; and a picture
    /// of each for people to look at.
    pub async fn look_at(&self, name: &str) {
        for window in WIDTHS {
            self.size(window).await;
            tokio::time::sleep(Duration::from_millis(150)).await;
            self.glance(&format!("{name}-{}", window.0)).await;
        }
        self.size(self.setup.window).await;
    }

    /// Looks at the screen in the window as it is: for one that stands for a few seconds only.
    pub async fn glance(&self, name: &str) {
        self.chrome.picture(name).await;
        assert_eq!(self.chrome.accessibility_faults().await, Vec::<String>::new(), "{name}");
        let wide = "return document.documentElement.scrollWidth <= document.documentElement.clientWidth";
        assert_eq!(self.script(wide, Vec::new()).await, Value::Bool(true), "{name} is wider than its window");
    }

    /// Everything that the page's origin keeps on the device, as one text: databases, storage, caches, cookies.
    pub async fn storage(&self) -> Value {
        let script = "
            const done = arguments[0];
            (async () => {
              const asked = (request) => new Promise((ok, no) => {
                request.onsuccess = () => ok(request.result);
                request.onerror = () => no(request.error);
              });
              const out = { local: { ...localStorage }, session: { ...sessionStorage }, cookie: document.cookie,
                            history: history.state, url: location.href, caches: {}, databases: {} };
              for (const name of await caches.keys()) {
                out.caches[name] = (await (await caches.open(name)).keys()).map(({ url }) => url);
              }
              // The second copy of each lies in a bucket of its own.
              const buckets = [['', indexedDB]];
              for (const name of await navigator.storageBuckets.keys()) {
                buckets.push([`${name}/`, (await navigator.storageBuckets.open(name)).indexedDB]);
              }
              for (const [bucket, factory] of buckets) for (const { name } of await factory.databases()) {
                const db = await asked(factory.open(name));
                const kept = out.databases[bucket + name] = {};
                for (const store of db.objectStoreNames) {
                  const all = db.transaction(store).objectStore(store);
                  const [keys, values] = await Promise.all([asked(all.getAllKeys()), asked(all.getAll())]);
                  kept[store] = keys.map((key, at) => [key, values[at]]);
                }
                db.close();
              }
              return out;
            })().then(done, (fault) => done(String(fault)));";
        let found = self.chrome.execute_async(script, Vec::new()).await.expect("the storage can be read");
        found.json().clone()
    }
}
