//! Servers that answer anything: a fetch ends after a bounded number of requests, never panics, and nothing is readable
//! that the last response does not allow.

#![allow(clippy::unwrap_used)]

use std::time::Duration;

use cors_browser::{
    Body, Credentials, Dialogue, Event, Fetch, HttpRequest, Mode, Outcome, Page, Redirect,
    ReferrerPolicy, Response,
};
use proptest::{collection::vec, option, prelude::*, sample::select};

/// 21 hops, each with a preflight.
const MOST_REQUESTS: usize = 42;

const ADDRESSES: &[&str] = &[
    "https://app.example",
    "https://api.example/x",
    "https://third.example/",
    "https://u:p@api.example/",
    "http://localhost:1/",
    "https://api.example:6666/",
    "data:,x",
    "blob:https://app.example/1",
    "about:blank",
    "null",
    "//third.example",
    "/y",
    "?",
    "",
    "https://app.example/\u{e9}",
    "custom://x",
    "ws://api.example",
    "http://[::1]",
];

const NAMES: &[&str] = &[
    "access-control-allow-origin",
    "access-control-allow-credentials",
    "access-control-allow-methods",
    "access-control-allow-headers",
    "access-control-max-age",
    "access-control-expose-headers",
    "location",
    "cross-origin-resource-policy",
    "referrer-policy",
    "set-cookie",
    "content-type",
    "authorization",
    "x-a",
    "range",
    "",
];

const VALUES: &[&str] = &[
    "*",
    "null",
    "https://app.example",
    "https://app.example/",
    "true",
    "True",
    "PUT, *",
    "x-a, authorization",
    ",",
    "\"",
    "600",
    "99999999999999999999",
    "-1",
    "same-site",
    "same-origin",
    "no-referrer",
    "text/plain",
    "\u{0}",
    "bytes=0-",
    "\u{1b}[2J",
];

fn text(known: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop_oneof![8 => select(known).prop_map(str::to_owned), 1 => any::<String>()]
}

fn lines() -> impl Strategy<Value = Vec<(String, String)>> {
    vec(
        (text(NAMES), prop_oneof![text(VALUES), text(ADDRESSES)]),
        0..6,
    )
}

fn response() -> impl Strategy<Value = Response> {
    let status = prop_oneof![
        select(vec![200_u16, 204, 302, 303, 307, 401, 101]),
        any::<u16>()
    ];
    (status, lines()).prop_map(|(status, lines)| Response::new(status, lines))
}

fn fetch() -> impl Strategy<Value = Fetch> {
    let constructors: Vec<fn(String) -> Fetch> = vec![
        Fetch::new,
        Fetch::xhr,
        Fetch::image,
        Fetch::script,
        Fetch::module_script,
        Fetch::stylesheet,
        Fetch::font,
        Fetch::event_source,
        Fetch::form,
        Fetch::websocket,
    ];
    let modes = vec![
        Mode::Cors,
        Mode::NoCors,
        Mode::SameOrigin,
        Mode::Navigate,
        Mode::WebSocket,
    ];
    let credentials = vec![
        Credentials::Omit,
        Credentials::SameOrigin,
        Credentials::Include,
    ];
    let redirects = vec![Redirect::Follow, Redirect::Error, Redirect::Manual];
    let bodies = vec![
        Body::text("x"),
        Body::bytes("x"),
        Body::stream("x"),
        Body::blob("application/json", "{}"),
    ];
    let policies = vec![
        ReferrerPolicy::NoReferrer,
        ReferrerPolicy::SameOrigin,
        ReferrerPolicy::UnsafeUrl,
    ];
    let settings = (
        select(modes),
        select(credentials),
        select(redirects),
        select(policies),
    );
    let methods = text(&["GET", "put", "POST", "TRACE", "patch", "*", "HEAD"]);
    let parts = (
        select(constructors),
        text(ADDRESSES),
        methods,
        settings,
        lines(),
        option::of(select(bodies)),
    );
    parts.prop_map(
        |(constructor, url, method, (mode, credentials, redirect, policy), lines, body)| {
            let fetch = constructor(url)
                .method(method)
                .mode(mode)
                .credentials(credentials)
                .redirect(redirect);
            let fetch = lines
                .into_iter()
                .fold(fetch.referrer_policy(policy), |fetch, line| {
                    fetch.header(line.0, line.1)
                });
            match body {
                Some(body) => fetch.body(body),
                None => fetch,
            }
        },
    )
}

/// What the CORS check needs, written a second time in another way.
fn is_allowed_by(dialogue: &Dialogue, response: &Response) -> bool {
    let origin = dialogue
        .requests()
        .last()
        .and_then(HttpRequest::origin)
        .unwrap();
    let allowed: Vec<_> = response
        .headers
        .lines("access-control-allow-origin")
        .collect();
    allowed == [b"*"] || allowed == [origin.as_bytes()]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_server_and_any_page_come_to_an_end(
        page in text(ADDRESSES), fetches in vec(fetch(), 1..4), responses in vec(response(), 1..5),
    ) {
        let mut page = Page::on(&page);
        for (second, fetch) in (0..).zip(&fetches) {
            page.set_time(Duration::from_secs(second));
            let mut answers = responses.iter().cycle().cloned();
            let dialogue = page.run(fetch, |_| answers.next());
            prop_assert!(dialogue.requests().count() <= MOST_REQUESTS, "{}", dialogue);
            let printed = dialogue.to_string();
            prop_assert!(!printed.contains(|c: char| c != '\n' && c.is_control()), "{:?}", printed);
            if let Outcome::Readable(readable) = &dialogue.outcome {
                prop_assert!(readable.headers.lines("set-cookie").next().is_none());
                let last = dialogue.responses().last();
                prop_assert!(!readable.is_cross_origin || is_allowed_by(&dialogue, last.unwrap()), "{}", dialogue);
            }
        }
    }

    #[test]
    fn a_preflight_never_has_credentials(fetch in fetch(), responses in vec(response(), 1..5)) {
        let mut answers = responses.into_iter();
        let dialogue = Page::on("https://app.example").run(&fetch, |_| answers.next());
        for request in dialogue.requests().filter(|request| request.is_preflight) {
            prop_assert!(!request.credentials && request.body.is_none(), "{}", dialogue);
        }
    }
}

#[test]
fn an_endless_redirect_ends_after_twenty() {
    let mut page = Page::on("https://app.example");
    let redirect = Response::new(
        307,
        [("access-control-allow-origin", "*"), ("location", "?")],
    );
    let dialogue = page.run(&Fetch::new("https://api.example/"), |_| {
        Some(redirect.clone())
    });
    assert_eq!(dialogue.requests().count(), 21);
}

/// Lists as long as no HTTP library lets through. Work that grew with the square of them would not end.
#[test]
fn a_flood_of_headers_is_read_in_linear_time() {
    let mut page = Page::on("https://app.example");
    let names: Vec<_> = (0..50_000).map(|number| format!("x-{number}")).collect();
    let list = names.join(",");
    let mut preflight = Response::new(
        204,
        [
            ("access-control-allow-origin", "*"),
            ("access-control-allow-headers", &list),
            ("access-control-allow-methods", &list),
        ],
    );
    preflight
        .headers
        .extend(names.iter().map(|name| (name, "y")));
    preflight
        .headers
        .append("access-control-expose-headers", &list);
    let dialogue = page.run(
        &Fetch::new("https://api.example/").header("x-7", "1"),
        |_| Some(preflight.clone()),
    );
    assert_eq!(
        dialogue.outcome.readable().unwrap().headers.iter().count(),
        50_000,
        "every one is exposed"
    );
    assert_eq!(
        dialogue
            .events
            .iter()
            .filter(|event| matches!(event, Event::Request(_)))
            .count(),
        2
    );
}
