//! Any page, any request of its script, any server: the browser comes to an end in a bounded number of requests, and
//! nothing panics.
//!
//! An input is a list of blocks with an empty line between them. The first one is the script's request: the page, the
//! address, the method, and headers, each on a line. Every other one is a response: the status, and headers.

#![no_main]

use cors_browser::{Body, Credentials, Fetch, Page, Response};
use libfuzzer_sys::fuzz_target;

/// 21 hops, each with a preflight.
const MOST_REQUESTS: usize = 42;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let mut blocks = text.split("\n\n");
    let Some((page, fetch)) = blocks.next().and_then(script) else {
        return;
    };
    let responses: Vec<_> = blocks.map(response).collect();
    let mut page = Page::on(page);
    for credentials in [Credentials::SameOrigin, Credentials::Include] {
        let mut answers = responses.iter().cycle().cloned();
        let dialogue = page.run(&fetch.clone().credentials(credentials), |_| answers.next());
        assert!(dialogue.requests().count() <= MOST_REQUESTS);
        assert!(!dialogue.to_string().is_empty());
    }
});

fn script(block: &str) -> Option<(&str, Fetch)> {
    let mut lines = block.lines();
    let page = lines.next()?;
    let fetch = Fetch::new(lines.next()?).method(lines.next()?);
    let fetch = headers(lines).fold(fetch, |fetch, (name, value)| fetch.header(name, value));
    let has_body = block.contains("content-type");
    Some((
        page,
        if has_body {
            fetch.body(Body::text("x"))
        } else {
            fetch
        },
    ))
}

fn response(block: &str) -> Response {
    let mut lines = block.lines();
    let status = lines
        .next()
        .and_then(|line| line.parse().ok())
        .unwrap_or(200);
    Response::new(status, headers(lines))
}

fn headers<'a>(lines: impl Iterator<Item = &'a str>) -> impl Iterator<Item = (&'a str, &'a str)> {
    lines.filter_map(|line| line.split_once(':'))
}
