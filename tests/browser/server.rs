//! A web server for the tests: the built page on a random loopback port, under the strict policy; and a bad line, where
//! a test wants one.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state, map_response};
use axum::response::Html;
use axum::routing::{get, post};
use hom_phieu::record::HandIn;
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::sync::{mpsc, watch};
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tower_http::services::ServeDir;

/// The policy the page promises to run under. `index.html` holds the same but for `frame-ancestors`, which a
/// `<meta>` cannot say; `Trunk.toml` holds exactly this.
pub const POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
                          object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

/// The folder that `scripts/build` wrote, from `HOM_PHIEU_DIST`.
///
/// Not found by guessing: a forgotten build from last week would pass today's tests.
pub fn dist() -> PathBuf {
    let dist = std::env::var_os("HOM_PHIEU_DIST")
        .expect("HOM_PHIEU_DIST names the built page; scripts/test builds it and sets this");
    // Cargo runs tests in the crate's folder, where a relative path means what its writer meant.
    let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join(dist);
    assert!(dist.join("index.html").is_file(), "{} has no index.html: run scripts/build", dist.display());
    dist
}

/// What becomes of a file on its way to the page.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It does not come, until all is well again.
    HeldBack,
    /// Its second half is missing.
    CutOff,
    /// The server has no such file.
    Missing,
}

/// The files that have a fate, by how their addresses end.
type Fates = Vec<(&'static str, Fate)>;

/// A running server; it stops when dropped, and then the page is offline.
pub struct Server {
    address: SocketAddr,
    /// Where below its root the page is.
    path: &'static str,
    fates: watch::Sender<Fates>,
    task: JoinHandle<()>,
}

impl Server {
    /// Serves a folder.
    pub async fn start(folder: &Path) -> Self {
        Self::serve(Router::new(), folder).await
    }

    async fn serve(router: Router, folder: &Path) -> Self {
        // `scripts/speed` lays a `.br` beside each file, as a server that is well kept does; a plain build has none.
        let files = ServeDir::new(folder).precompressed_br();
        let (fates, on_the_way) = watch::channel(Fates::new());
        let router = router
            .fallback_service(files)
            .layer(map_response(with_headers))
            .layer(from_fn_with_state(on_the_way, meets_its_fate));
        let listener =
            TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("the loopback interface has a free port");
        let address = listener.local_addr().expect("a bound socket has an address");
        let task = tokio::spawn(async move {
            axum::serve(listener, router).await.expect("the test server runs");
        });
        Self { address, path: "", fates, task }
    }

    /// The page lies in a folder below the root, as on a portal: `path/` of what is served.
    pub fn below(mut self, path: &'static str) -> Self {
        self.path = path;
        self
    }

    /// Serves a folder of which one page runs one more script, by whose reports ([`Told`]) a test sees what the page shows
    /// without a driver.
    pub async fn with_script(folder: &Path, page: &str, script: &'static str) -> (Self, Told) {
        let (told, reports) = mpsc::unbounded_channel();
        let (address, file) = (format!("/{page}"), folder.join(page));
        let page = move || {
            let file = file.clone();
            async move {
                let page = tokio::fs::read_to_string(file).await.expect("the page was built");
                Html(page.replace("</head>", "<script type=\"module\" src=\"./tests-own.js\"></script></head>"))
            }
        };
        let script = move || async move { ([(header::CONTENT_TYPE, "text/javascript")], script) };
        let hear =
            move |body: String| async move { told.send(body).map_or(StatusCode::GONE, |()| StatusCode::NO_CONTENT) };
        let router =
            Router::new().route(&address, get(page)).route("/tests-own.js", get(script)).route("/told", post(hear));
        (Self::serve(router, folder).await, Told(reports))
    }

    /// Serves a folder as a portal does that takes ballots from phones: beside the page lie `meeting.json` and `hand-in`.
    pub async fn of_a_portal(folder: &Path) -> (Self, Portal) {
        let (meeting, shown) = watch::channel(None::<String>);
        let (answer, given) = watch::channel((StatusCode::OK, Says::Nothing));
        let (sender, posted) = mpsc::unbounded_channel();
        let show = move || {
            let meeting = shown.borrow().clone();
            async move { ([(header::CACHE_CONTROL, "no-store")], meeting.ok_or(StatusCode::NOT_FOUND)) }
        };
        let take = move |headers: HeaderMap, body: String| {
            let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
            let (status, says) = *given.borrow();
            let said = match says {
                Says::Nothing => String::new(),
                Says::Page => "<!doctype html><title>Đăng nhập</title>".to_owned(),
                Says::Taken => receipt(&body),
            };
            let kept = sender.send(Posted { kind: kind.to_owned(), body });
            // Where a portal's own gate sends who has not logged in.
            let away = status.is_redirection().then_some([(header::LOCATION, "./meeting.json")]);
            async move { (kept.map_or(StatusCode::GONE, |()| status), away, said) }
        };
        let router = Router::new().route("/meeting.json", get(show)).route("/hand-in", post(take));
        (Self::serve(router, folder).await, Portal { meeting, answer, posted })
    }

    /// From now on, files whose address ends so meet this fate. What the browser has already it does not ask for again.
    pub fn lets(&self, ending: &'static str, fate: Fate) {
        self.fates.send_modify(|fates| fates.push((ending, fate)));
    }

    /// From now on everything arrives, also what was held back.
    pub fn is_well(&self) {
        self.fates.send_replace(Fates::new());
    }

    /// The page's address. `localhost` and loopback are secure contexts: `IndexedDB`, Web Locks and
    /// `crypto.subtle` are as under https.
    pub fn url(&self) -> String {
        format!("http://{}/{}", self.address, self.path)
    }
}

/// The side of a portal that the organiser has set up.
pub struct Portal {
    meeting: watch::Sender<Option<String>>,
    answer: watch::Sender<(StatusCode, Says)>,
    posted: mpsc::UnboundedReceiver<Posted>,
}

/// What a portal's answer to a ballot has in it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Says {
    Nothing,
    /// A page, as of a site that answers whatever it is asked with one.
    Page,
    /// That it took this very ballot.
    Taken,
}

/// As `docs/formats.md` has it: the ballot's identifier, which only who read the hand-in can name.
fn receipt(hand_in: &str) -> String {
    let hand_in: HandIn = serde_json::from_str(hand_in).expect("a hand-in");
    serde_json::json!({ "ballot": hand_in.envelope().id() }).to_string()
}

/// What a phone posted.
#[derive(Debug, PartialEq)]
pub struct Posted {
    /// Its `content-type`.
    pub kind: String,
    pub body: String,
}

impl Portal {
    /// From now on phones can fetch this meeting.
    pub fn has(&self, meeting: String) {
        self.meeting.send_replace(Some(meeting));
    }

    /// From now on it answers every ballot so.
    pub fn says(&self, status: u16, says: Says) {
        self.answer.send_replace((StatusCode::from_u16(status).expect("a status of HTTP"), says));
    }

    /// The next ballot that arrives.
    pub async fn next(&mut self) -> Posted {
        timeout(Duration::from_secs(60), self.posted.recv()).await.expect("a phone posts").expect("the server runs")
    }

    /// True where no other ballot has arrived.
    pub fn is_empty(&self) -> bool {
        self.posted.is_empty()
    }
}

/// What the pages of [`Server::with_script`] report.
pub struct Told(mpsc::UnboundedReceiver<String>);

impl Told {
    /// The next report.
    pub async fn next(&mut self) -> Value {
        let report =
            timeout(Duration::from_secs(300), self.0.recv()).await.expect("the page reports within five minutes");
        serde_json::from_str(&report.expect("the server runs")).expect("reports are JSON")
    }

    /// What has been reported since, without waiting.
    pub fn rest(&mut self) -> Vec<Value> {
        std::iter::from_fn(|| self.0.try_recv().ok())
            .map(|report| serde_json::from_str(&report).expect("reports are JSON"))
            .collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn with_headers<B>(mut response: Response<B>) -> Response<B> {
    let headers = response.headers_mut();
    let html = headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    // All but the page has its content's hash in its address.
    let cache = if html { "no-store" } else { "public, max-age=31536000, immutable" };
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static(cache));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}

async fn meets_its_fate(
    State(mut fates): State<watch::Receiver<Fates>>,
    request: Request,
    next: Next,
) -> Response<Body> {
    let path = request.uri().path().to_owned();
    let fate_of = |fates: &Fates| fates.iter().find(|(ending, _)| path.ends_with(ending)).map(|(_, fate)| *fate);
    let fate = fate_of(&fates.borrow());
    match fate {
        None => next.run(request).await,
        Some(Fate::HeldBack) => {
            fates.wait_for(|fates| fate_of(fates).is_none()).await.ok(); // an error: the server is gone, so is who asked
            next.run(request).await
        }
        Some(Fate::CutOff) => {
            let (mut head, body) = next.run(request).await.into_parts();
            let whole = to_bytes(body, usize::MAX).await.expect("a file can be read");
            head.headers.remove(header::CONTENT_LENGTH);
            not_kept(Response::from_parts(head, Body::from(whole.slice(..whole.len() / 2))))
        }
        Some(Fate::Missing) => {
            let mut nothing = Response::new(Body::empty());
            *nothing.status_mut() = StatusCode::NOT_FOUND;
            not_kept(nothing)
        }
    }
}

/// Or the browser would never ask for the file again: its address has its content's hash in it.
fn not_kept(mut response: Response<Body>) -> Response<Body> {
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
