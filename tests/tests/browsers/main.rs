//! What pages in real browsers see of an API on another origin.
//!
//! A page runs its checks and sends what it saw to the server that it came from. Each engine is started
//! once and shows all pages, side by side in frames.

#![allow(clippy::unwrap_used, clippy::unused_async)]

use cors_tests::support;

#[path = "../app_cors/bearer.rs"]
mod bearer;

mod app_cors;
mod site;

use std::sync::LazyLock;

use cors_tests::browser::Browser;
use site::{Reports, Site};

/// What an engine saw of every page, and what it printed for developers.
struct Seen {
    browser: Browser,
    reports: Reports,
    console: String,
}

/// What every engine saw, one after another.
static SEEN: LazyLock<Vec<Seen>> = LazyLock::new(|| {
    let api = app_cors::api();
    let see = |browser: Browser| {
        let site = Site::open(app_cors::pages(&api).into());
        app_cors::PAGES.replace([site.origin()]).unwrap();
        let window = browser.show(&site.origin());
        Seen {
            browser,
            reports: site.reports(),
            console: window.console(),
        }
    };
    Browser::ALL.map(see).into()
});
