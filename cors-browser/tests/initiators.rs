//! What each part of the platform sends, and what the browser adds: beyond the table of cases.

#![allow(clippy::unwrap_used)]

use cors_browser::{Body, Dialogue, Fetch, HttpRequest, Outcome, Page, Reason, Response};

const PAGE: &str = "https://app.example";

/// Every request is answered by this response.
fn run(page: &str, fetch: &Fetch, response: &Response) -> Dialogue {
    Page::on(page).run(fetch, |_| Some(response.clone()))
}

fn only_request(fetch: &Fetch) -> HttpRequest {
    let dialogue = run(
        PAGE,
        fetch,
        &Response::new(200, [("access-control-allow-origin", PAGE)]),
    );
    let requests: Vec<_> = dialogue.requests().cloned().collect();
    assert_eq!(requests.len(), 1, "{dialogue}");
    requests.into_iter().next().unwrap()
}

#[test]
fn a_websocket_handshake_has_an_origin_and_needs_no_cors_headers() {
    let accepted = Response::new(
        101,
        [("sec-websocket-accept", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")],
    );
    let dialogue = run(PAGE, &Fetch::websocket("wss://api.example/live"), &accepted);
    let request = dialogue.requests().next().unwrap();
    assert_eq!(request.url, "https://api.example/live");
    assert_eq!(request.origin().as_deref(), Some(PAGE));
    assert_eq!(
        request.browser_headers.text("upgrade").as_deref(),
        Some("websocket")
    );
    assert!(request.credentials);
    assert!(dialogue.outcome.readable().unwrap().headers.is_empty());
}

#[test]
fn a_websocket_that_is_not_accepted_is_blocked() {
    let fetch = Fetch::websocket("wss://api.example/live");
    let reason = |response: &Response| run(PAGE, &fetch, response).outcome.reason();
    assert_eq!(
        reason(&Response::new(200, [("access-control-allow-origin", "*")])),
        Some(Reason::WebsocketHandshake)
    );
    assert_eq!(
        reason(&Response::new(101, [("sec-websocket-accept", "x")])),
        Some(Reason::WebsocketHandshake)
    );
    assert_eq!(
        reason(&Response::new(302, [("location", "/")])),
        Some(Reason::RedirectModeError)
    );
    let insecure = run(
        PAGE,
        &Fetch::websocket("ws://api.example/"),
        &Response::new(101, [("", ""); 0]),
    );
    assert_eq!(insecure.outcome.reason(), Some(Reason::MixedContent));
}

#[test]
fn a_beacon_that_is_too_large_sends_nothing() {
    let large = |size: usize| {
        let body = Body::blob("application/json", vec![b'1'; size]);
        let fetch = Fetch::beacon("https://api.example/log", body);
        run(PAGE, &fetch, &Response::new(204, [("x", "y")]))
    };
    let dialogue = large(64 * 1024 + 1);
    assert_eq!(dialogue.outcome.reason(), Some(Reason::KeepaliveLimit));
    assert_eq!(dialogue.requests().count(), 0);
    assert!(large(64 * 1024).is_preflighted());
}

#[test]
fn a_beacon_preflights_a_body_that_no_form_sends() {
    let simple = only_request(&Fetch::beacon("https://api.example/log", Body::text("x")));
    assert_eq!((simple.method.as_str(), simple.credentials), ("POST", true));
    let json = Fetch::beacon(
        "https://api.example/log",
        Body::blob("application/json", "{}"),
    );
    let dialogue = run(PAGE, &json, &Response::new(204, [("x", "y")]));
    assert_eq!(
        dialogue.outcome.reason(),
        Some(Reason::PreflightAcaoMissing)
    );
}

#[test]
fn a_keepalive_request_carries_at_most_64_kib() {
    let reason = |length| {
        let fetch = Fetch::beacon("https://api.example/", Body::text("x".repeat(length)));
        run(PAGE, &fetch, &Response::new(204, [("x", "y")]))
            .outcome
            .reason()
    };
    assert_eq!(reason(64 * 1024), None);
    assert_eq!(reason(64 * 1024 + 1), Some(Reason::KeepaliveLimit));
}

#[test]
fn cookies_are_stored_when_credentials_went_with_the_request_readable_or_not() {
    let response = Response::new(200, [("set-cookie", "a=1"), ("set-cookie", "b=2")]);
    let stored = |fetch: &Fetch| run(PAGE, fetch, &response).stored_cookies().count();
    assert_eq!(
        stored(&Fetch::new("https://api.example/").with_credentials()),
        2
    );
    assert_eq!(stored(&Fetch::new("https://api.example/")), 0);
    assert_eq!(stored(&Fetch::image("https://api.example/")), 2);
    assert_eq!(
        stored(&Fetch::image("https://api.example/").crossorigin()),
        0
    );
}

#[test]
fn cookies_go_with_requests_that_include_credentials_and_never_with_a_preflight() {
    let mut page = Page::on(PAGE);
    page.set_cookies("session=1");
    let allowed = Response::new(
        204,
        [
            ("access-control-allow-origin", PAGE),
            ("access-control-allow-credentials", "true"),
            ("access-control-allow-methods", "PUT"),
        ],
    );
    let put = Fetch::new("https://api.example/").method("PUT");
    let mut cookies = |fetch: &Fetch| -> Vec<_> {
        let dialogue = page.run(fetch, |_| Some(allowed.clone()));
        dialogue
            .requests()
            .map(|request| request.browser_headers.text("cookie"))
            .collect()
    };
    assert_eq!(
        cookies(&put.clone().with_credentials()),
        [None, Some("session=1".to_owned())]
    );
    assert_eq!(
        cookies(&put),
        [None],
        "the preflight of the first request is cached"
    );
}

#[test]
fn an_insecure_image_of_a_secure_page_is_asked_for_over_https() {
    assert_eq!(
        only_request(&Fetch::image("http://cdn.example/a.png")).url,
        "https://cdn.example/a.png"
    );
    let by_address = run(
        PAGE,
        &Fetch::image("http://192.0.2.1/a.png"),
        &Response::new(200, [("x", "y")]),
    );
    assert_eq!(by_address.outcome.reason(), Some(Reason::MixedContent));
    let by_cors = run(
        PAGE,
        &Fetch::image("http://cdn.example/a.png").crossorigin(),
        &Response::new(200, [("x", "y")]),
    );
    assert_eq!(by_cors.outcome.reason(), Some(Reason::MixedContent));
}

#[test]
fn loopback_is_not_mixed_content_and_a_form_may_be_insecure() {
    let ok = Response::new(200, [("access-control-allow-origin", PAGE)]);
    assert!(
        run(PAGE, &Fetch::new("http://localhost:8080/"), &ok)
            .outcome
            .readable()
            .is_some()
    );
    assert!(
        run(PAGE, &Fetch::form("http://shop.example/"), &ok)
            .outcome
            .readable()
            .is_some()
    );
    let page = "http://localhost:3000";
    let ok = Response::new(200, [("access-control-allow-origin", page)]);
    assert!(
        run(page, &Fetch::new("http://api.example/"), &ok)
            .outcome
            .readable()
            .is_some()
    );
}

#[test]
fn fetch_metadata_says_how_far_the_page_is() {
    let site = |url: &str| {
        let request = only_request(&Fetch::new(url));
        request.browser_headers.text("sec-fetch-site")
    };
    assert_eq!(site("https://app.example/").as_deref(), Some("same-origin"));
    assert_eq!(
        site("https://www.app.example/").as_deref(),
        Some("same-site")
    );
    assert_eq!(site("https://api.example/").as_deref(), Some("cross-site"));
    let font = only_request(&Fetch::font("https://cdn.example/a.woff2"));
    assert_eq!(
        font.browser_headers.text("sec-fetch-dest").as_deref(),
        Some("font")
    );
    assert_eq!(
        font.browser_headers.text("sec-fetch-mode").as_deref(),
        Some("cors")
    );
}

#[test]
fn an_xhr_joins_repeated_headers_and_drops_the_body_of_a_get() {
    let fetch = Fetch::xhr("https://app.example/")
        .header("x-a", "1")
        .header("X-A", "2")
        .body(Body::text("x"));
    let request = only_request(&fetch);
    assert_eq!(request.headers.lines("x-a").collect::<Vec<_>>(), [b"1, 2"]);
    assert_eq!(request.body, None);
}

#[test]
fn a_referrer_policy_on_a_redirect_hides_the_origin_of_a_later_post() {
    use cors_browser::Mode;
    let mut page = Page::on(PAGE);
    let fetch = Fetch::new("https://api.example/")
        .method("POST")
        .mode(Mode::NoCors);
    let mut answers = vec![
        Response::new(200, [("x", "y")]),
        Response::new(
            307,
            [
                ("location", "/next"),
                ("referrer-policy", "unsafe-url, no-referrer, nonsense"),
            ],
        ),
    ];
    let dialogue = page.run(&fetch, |_| answers.pop());
    let origins: Vec<_> = dialogue.requests().map(HttpRequest::origin).collect();
    assert_eq!(origins, [Some(PAGE.to_owned()), Some("null".to_owned())]);
    assert_eq!(dialogue.outcome, Outcome::Opaque);
}

#[test]
fn a_server_without_a_response_has_its_own_reason() {
    let dialogue = Page::on(PAGE).run(&Fetch::new("https://api.example/"), |_| None);
    assert_eq!(dialogue.outcome.reason(), Some(Reason::NoAnswer));
    let nonsense =
        Page::on("app.example").run(&Fetch::new("https://api.example/"), |_| unreachable!());
    assert_eq!(nonsense.outcome.reason(), Some(Reason::InvalidPage));
}
