//! A real Chromium, driven over `WebDriver`, that can be killed as a power cut would kill it.

use std::fs;
use std::io::{BufRead, BufReader};
use std::ops::Deref;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use thirtyfour::prelude::*;
use thirtyfour::{
    BrowserLogEntry, ChromeCapabilities, ChromiumLikeCapabilities, LoggingPrefsLogLevel, PageLoadStrategy,
};

/// How a browser is started.
pub struct Setup {
    /// The browser's memory. Start again on the same one to see what survived.
    pub profile: PathBuf,
    /// Where downloads land, without a question. Created if missing.
    pub downloads: PathBuf,
    /// Window size in CSS pixels.
    pub window: (u32, u32),
    /// What a camera sees, over and over: a `.y4m` file. Who is asked lets the page use it. `None`: no camera.
    pub camera: Option<PathBuf>,
    /// Go on before the page has loaded: for pages that are not to load.
    pub impatient: bool,
    /// The browser has service workers, so the app stays on the device. Without them every load asks the server.
    pub keeps_the_app: bool,
}

impl Setup {
    /// A laptop's window; profile and downloads below one folder (a `TempDir`, say).
    pub fn below(folder: &Path) -> Self {
        let (profile, downloads) = (folder.join("profile"), folder.join("downloads"));
        Self { profile, downloads, window: (1280, 900), camera: None, impatient: false, keeps_the_app: true }
    }

    /// Another window size, e.g. 360 × 740 for a cheap phone.
    pub fn with_window(mut self, width: u32, height: u32) -> Self {
        self.window = (width, height);
        self
    }
}

/// A running browser. Derefs to its [`WebDriver`]; nothing of it outlives the value.
pub struct Chrome {
    // Before `_service` and `browser`: fields drop in order, and the session's end needs the others.
    driver: Option<WebDriver>,
    _service: Service,
    browser: Browser,
}

impl Chrome {
    /// Starts chromedriver and, through it, Chromium.
    pub async fn start(setup: &Setup) -> Self {
        fs::create_dir_all(&setup.profile).expect("the profile folder can be made");
        fs::create_dir_all(&setup.downloads).expect("the download folder can be made");
        let service = Service::start(&chromedriver());
        let browser = Browser { profile: setup.profile.clone(), process: None };
        let capabilities = capabilities(setup).expect("capabilities are plain JSON");
        let driver =
            WebDriver::new(&service.url, capabilities).await.expect("Chromium starts; scripts/setup installs it");
        Self { driver: Some(driver), _service: service, browser }
    }

    /// Everything the console said since the last call, warnings and errors only: broken policies, missing
    /// files, uncaught errors, useless preloads.
    pub async fn console_faults(&self) -> Vec<String> {
        let entries = self.browser_log().await.expect("chromedriver keeps the browser's log");
        entries
            .into_iter()
            .filter(|entry| entry.level == "SEVERE" || entry.level == "WARNING")
            .map(|BrowserLogEntry { level, message, .. }| format!("{level}: {message}"))
            .collect()
    }

    /// Writes a picture of the window to `target/screenshots/NAME.png`, for people to look at.
    pub async fn picture(&self, name: &str) {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("screenshots");
        fs::create_dir_all(&folder).expect("the screenshots folder can be made");
        let file = folder.join(name).with_extension("png");
        self.screenshot(&file).await.expect("the window can be pictured");
    }

    /// What axe finds against WCAG 2.2 A and AA, and contrast below 7:1 (AAA): one line per place.
    pub async fn accessibility_faults(&self) -> Vec<String> {
        let axe = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/interop/node_modules/axe-core/axe.min.js");
        let source = fs::read_to_string(&axe).expect("axe-core is there; scripts/setup installs it");
        // WebDriver's scripts are outside the page's policy: nothing has to be loosened for the test.
        self.execute(source, Vec::new()).await.expect("axe loads");
        let found = self
            .execute_async(
                "const done = arguments[0];
                 axe.run(document, {
                   runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
                   rules: { 'color-contrast-enhanced': { enabled: true } },
                   resultTypes: ['violations'],
                 }).then(
                   ({ violations }) => done(violations.flatMap(({ id, help, nodes }) =>
                     nodes.map(({ target, html }) => `${id}: ${help}: ${target.join(' ')}: ${html}`))),
                   (fault) => done([`axe failed: ${fault}`]));",
                Vec::new(),
            )
            .await
            .expect("axe runs");
        found.convert().expect("axe's findings are lines of text")
    }

    /// Fetches an address of the page's own origin, from inside the page: status and headers.
    pub async fn fetch(&self, address: &str) -> Fetched {
        let answer = self
            .execute_async(
                "const done = arguments[1];
                 fetch(arguments[0], { cache: 'no-store' }).then(
                   (answer) => done([answer.status, Object.fromEntries(answer.headers)]),
                   (fault) => done([0, { fault: String(fault) }]));",
                vec![json!(address)],
            )
            .await
            .expect("a script runs in the page");
        let (status, headers) = answer.convert().expect("the script answers with status and headers");
        Fetched { status, headers }
    }

    /// Ends the browser as a power cut does: no unload events, no flush, no goodbye. Returns when it and its
    /// helper processes are gone, so that the profile can be opened again.
    pub fn kill(mut self) {
        let pids = self.browser.main_processes();
        assert!(!pids.is_empty(), "no browser runs on {}", self.browser.profile.display());
        self.browser.kill();
        if let Some(driver) = self.driver.take() {
            // There is no session to end politely any more.
            driver.leak().ok();
        }
    }

    /// Ends the browser as its user does.
    pub async fn quit(mut self) {
        if let Some(driver) = self.driver.take() {
            driver.quit().await.expect("Chromium closes");
        }
        self.browser.wait_until_gone();
    }
}

impl Deref for Chrome {
    type Target = WebDriver;

    fn deref(&self) -> &WebDriver {
        self.driver.as_ref().expect("the session ends only with the value")
    }
}

/// An answer to [`Chrome::fetch`].
pub struct Fetched {
    /// HTTP status; 0 when no answer came.
    pub status: u16,
    headers: Value,
}

impl Fetched {
    /// A header by its lower-case name; empty when absent.
    pub fn header(&self, name: &str) -> &str {
        self.headers[name].as_str().unwrap_or_default()
    }
}

/// What every browser is started with.
const ARGUMENTS: &[&str] = &[
    "--headless=new",
    // Containers have no user namespaces and little shared memory; the pages are our own.
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    // Nothing but the page may use the network, or a test of "offline" proves little.
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--force-device-scale-factor=1",
    "--accept-lang=vi",
];

fn capabilities(setup: &Setup) -> WebDriverResult<ChromeCapabilities> {
    let mut capabilities = DesiredCapabilities::chrome();
    capabilities.set_binary(&program("HOM_PHIEU_CHROMIUM", "chromium").to_string_lossy())?;
    let (width, height) = setup.window;
    for argument in ARGUMENTS {
        capabilities.add_arg(argument)?;
    }
    if let Some(video) = &setup.camera {
        capabilities.add_arg("--use-fake-ui-for-media-stream")?;
        capabilities.add_arg("--use-fake-device-for-media-stream")?;
        capabilities.add_arg(&format!("--use-file-for-fake-video-capture={}", video.display()))?;
    }
    if setup.impatient {
        capabilities.set_page_load_strategy(PageLoadStrategy::None)?;
    }
    capabilities.add_arg(&format!("--user-data-dir={}", setup.profile.display()))?;
    capabilities.add_arg(&format!("--window-size={width},{height}"))?;
    capabilities.add_experimental_option(
        "prefs",
        json!({
            "download.default_directory": setup.downloads,
            "download.prompt_for_download": false,
            "profile.default_content_setting_values.automatic_downloads": 1,
        }),
    )?;
    capabilities.set_browser_log_level(LoggingPrefsLogLevel::All)?;
    Ok(capabilities)
}

/// chromedriver, killed on drop.
struct Service {
    process: Child,
    url: String,
}

/// How often the driver is started before it counts as broken.
const STARTS: usize = 10;

impl Service {
    /// Starts the driver; anew where the port that it picked was not free.
    fn start(program: &Path) -> Self {
        let mut said = String::new();
        for _ in 0..STARTS {
            match Self::start_once(program) {
                Ok(service) => return service,
                Err(words) => said = words,
            }
        }
        panic!("{} starts on no port: {said}", program.display())
    }

    /// Errors: what the driver said where it ended without a port.
    ///
    /// It takes a free port of `::1` and then wants the same one of 127.0.0.1, where a test's browser or server may have
    /// it; then it says so and ends. Asking the system for a free port beforehand would only be another such race.
    fn start_once(program: &Path) -> Result<Self, String> {
        let mut process = Command::new(program)
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver starts; scripts/setup installs it");
        let stdout = process.stdout.take().expect("stdout is piped");
        let mut said = Vec::new();
        for line in BufReader::new(stdout).lines().map_while(Result::ok) {
            let port = line.split_once("started successfully on port ");
            if let Some(port) = port.and_then(|(_, port)| port.trim_end_matches('.').parse::<u16>().ok()) {
                return Ok(Self { process, url: format!("http://127.0.0.1:{port}") });
            }
            said.push(line);
        }
        process.wait().ok();
        Err(said.join(" "))
    }
}

/// One whole run of all tests failed because the driver, started some hundred times, once picked a port that was taken.
#[tokio::test(flavor = "multi_thread")]
async fn a_driver_that_found_its_port_taken_is_started_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let (program, before) = (folder.path().join("driver"), folder.path().join("before"));
    let script = format!(
        "#!/bin/sh
         if [ ! -e '{before}' ]; then touch '{before}'; echo 'IPv4 port not available. Exiting...'; exit 1; fi
         exec '{driver}' \"$@\"",
        before = before.display(),
        driver = chromedriver().display(),
    );
    fs::write(&program, script).expect("a program");
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("it may run");
    let service = Service::start(&program);
    assert!(before.exists());
    WebDriver::new(&service.url, capabilities(&Setup::below(folder.path())).expect("capabilities"))
        .await
        .expect("the driver that was started again starts a browser")
        .quit()
        .await
        .expect("and ends it");
}

impl Drop for Service {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

/// The browser's processes, known by their profile; killed on drop, should any be left.
pub struct Browser {
    profile: PathBuf,
    /// Where the driver did not start it.
    process: Option<Child>,
}

impl Browser {
    /// Starts Chromium at an address, without a driver: quicker, and nothing but the page is there.
    pub fn start(profile: &Path, url: &str) -> Self {
        let process = Command::new(program("HOM_PHIEU_CHROMIUM", "chromium"))
            .args(ARGUMENTS)
            .arg(format!("--user-data-dir={}", profile.display()))
            .args(["--window-size=1280,900", url])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("Chromium starts; scripts/setup installs it");
        Self { profile: profile.to_owned(), process: Some(process) }
    }

    /// The main process: Chromium's helpers carry `--type=`.
    fn main_processes(&self) -> Vec<u32> {
        let ours = format!("--user-data-dir={}", self.profile.display());
        processes(|command| {
            command.contains(&ours) && !command.contains("--type=") && !command.starts_with("chromedriver")
        })
    }

    /// As a power cut: returns when it and its helper processes are gone.
    pub fn kill(&mut self) {
        for pid in self.main_processes() {
            // The shell's own `kill`: the program is not on every system.
            Command::new("sh").args(["-c", &format!("kill -9 {pid}")]).status().ok();
        }
        if let Some(mut process) = self.process.take() {
            process.wait().ok();
        }
        self.wait_until_gone();
    }

    /// Helpers notice the main process's end by themselves, a moment later; until then they hold locks.
    fn wait_until_gone(&self) {
        let profile = self.profile.display().to_string();
        let start = Instant::now();
        while !processes(|command| command.contains(&profile)).is_empty() {
            assert!(start.elapsed() < Duration::from_secs(20), "Chromium still holds {profile}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if !self.main_processes().is_empty() {
            self.kill();
        }
    }
}

/// Processes whose command line, arguments parted by spaces, is as asked. A zombie has no command line.
fn processes(wanted: impl Fn(&str) -> bool) -> Vec<u32> {
    let entries = fs::read_dir("/proc").expect("these tests run on Linux");
    let pids = entries.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
    pids.filter(|pid: &u32| {
        let command = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
        wanted(&String::from_utf8_lossy(&command).replace('\0', " "))
    })
    .collect()
}

fn chromedriver() -> PathBuf {
    program("HOM_PHIEU_CHROMEDRIVER", "chromedriver")
}

/// A program by its environment variable, else the first of that name on PATH (the driver wants a full path).
fn program(variable: &str, name: &str) -> PathBuf {
    if let Some(path) = std::env::var_os(variable) {
        return PathBuf::from(path);
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
        .unwrap_or_else(|| panic!("{name} is not on PATH: run scripts/setup, or set {variable}"))
}
