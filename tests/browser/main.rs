//! The page in a real browser, under the policy it promises. Run by `scripts/test`, which builds it first.

#![allow(clippy::unwrap_used)] // a test that fails here has found what it looks for

mod acts;
mod booth;
mod camera;
mod carry;
mod chrome;
mod compose;
mod crash;
mod devices;
mod endure;
mod endure_slips;
mod film;
mod fleeting;
mod hall;
mod hints;
mod history;
mod kinds;
mod kiosk;
mod meeting;
mod mishaps;
mod offline;
mod paper;
mod paper_found;
mod paper_kinds;
mod papers;
mod phones;
mod points;
mod portal;
mod rest;
mod screen;
mod server;
mod slips;
mod speed;
mod templates;
mod thousand;
mod torn;
mod whole_hall;
mod worker;

use std::time::Duration;

use thirtyfour::prelude::*;

use chrome::{Chrome, Setup};
use server::{POLICY, Server, dist};

#[tokio::test(flavor = "multi_thread")]
async fn the_page_opens_under_the_strict_policy_without_a_complaint() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let server = Server::start(&dist()).await;
    let chrome = Chrome::start(&Setup::below(folder.path())).await;

    chrome.goto(server.url()).await.expect("the page loads");
    wait_until_open(&chrome).await;
    assert_eq!(chrome.fetch("./").await.header("content-security-policy"), POLICY);
    chrome.picture("open").await;
    assert_eq!(chrome.accessibility_faults().await, Vec::<String>::new());

    for name in ["worker", "reports"] {
        let worker = chrome
            .find(By::Css(format!("meta[name=hom-phieu-{name}]")))
            .await
            .expect("the page names its workers")
            .attr("content")
            .await
            .expect("the page is still there")
            .expect("the name is filled in by scripts/finish-dist.mjs");
        let loader = chrome.fetch(&worker).await;
        assert_eq!((loader.status, loader.header("content-type")), (200, "text/javascript"), "{name}");
        let wasm = chrome.fetch(&worker.replace("loader.js", &format!("{name}_bg.wasm"))).await;
        assert_eq!((wasm.status, wasm.header("content-type")), (200, "application/wasm"), "{name}");
    }

    assert_eq!(chrome.console_faults().await, Vec::<String>::new());
    chrome.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_opens_again_on_the_profile_of_a_killed_browser() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let server = Server::start(&dist()).await;
    let phone = Setup::below(folder.path()).with_window(360, 740);

    let chrome = Chrome::start(&phone).await;
    chrome.goto(server.url()).await.expect("the page loads");
    wait_until_open(&chrome).await;
    chrome.kill();

    let chrome = Chrome::start(&phone).await;
    chrome.goto(server.url()).await.expect("the page loads");
    wait_until_open(&chrome).await;
    assert_eq!(chrome.console_faults().await, Vec::<String>::new());
    chrome.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_booth_without_its_box_says_so_or_leads_to_the_desk() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let server = Server::start(&dist()).await;
    let chrome = Chrome::start(&Setup::below(folder.path())).await;

    chrome
        .goto(format!("{}booth.html#practice/AAAAAAAAAAAAAAAAAAAAAA/vi", server.url()))
        .await
        .expect("the page loads");
    wait_until_open(&chrome).await;
    let link = chrome.find(By::Css("[data-test=to-desk]")).await.expect("there is a way on");
    assert_eq!(chrome.fetch("./booth.html").await.header("content-security-policy"), POLICY);
    chrome.picture("no-such-box").await;
    assert_eq!(chrome.accessibility_faults().await, Vec::<String>::new());
    link.click().await.expect("the link can be clicked");
    wait_for(&chrome, "start-practice").await;

    chrome.goto(format!("{}booth.html", server.url())).await.expect("the page loads");
    wait_for(&chrome, "start-practice").await;
    assert_eq!(chrome.console_faults().await, Vec::<String>::new());
    chrome.quit().await;
}

async fn wait_for(chrome: &Chrome, test: &str) {
    chrome
        .query(By::Css(format!("[data-test={test}]")))
        .wait(Duration::from_secs(30), Duration::from_millis(100))
        .first()
        .await
        .unwrap_or_else(|fault| panic!("{test}: {fault}"));
}

#[test]
fn page_and_server_hold_the_same_policy() {
    let page = include_str!("../../index.html");
    let meta = POLICY.strip_suffix("; frame-ancestors 'none'").expect("the part that a <meta> cannot say");
    assert!(page.contains(&format!("content=\"{meta}\"")), "index.html has another policy");
    let trunk = include_str!("../../Trunk.toml");
    assert!(trunk.contains(&format!("Content-Security-Policy = \"{POLICY}\"")), "Trunk.toml has another policy");
}

/// Waits for the app's first act: taking away the sentence that the page opens with.
async fn wait_until_open(chrome: &Chrome) {
    let open = chrome
        .query(By::Id("boot"))
        .wait(Duration::from_secs(30), Duration::from_millis(100))
        .not_exists()
        .await
        .expect("the browser answers");
    assert!(open, "the app took over the page: {:?}", chrome.console_faults().await);
}
