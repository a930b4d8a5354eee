//! Twelve hours of a page's clock: the preflight cache of a browser, which the server cannot empty.

use std::time::Duration;

use cors_browser::{Fetch, Page, Response};

/// A page that asks every ten seconds, and a server whose preflights may be cached for ten minutes.
#[test]
fn in_twelve_hours_a_cached_preflight_is_asked_for_every_ten_minutes() {
    let mut page = Page::on("https://app.example");
    let fetch = Fetch::new("https://api.example/x").method("PUT");
    let mut preflights = Vec::new();
    for second in (0..12 * 60 * 60).step_by(10) {
        page.set_time(Duration::from_secs(second));
        let dialogue = page.run(&fetch, |request| {
            Some(Response::new(
                if request.is_preflight { 204 } else { 200 },
                [
                    ("access-control-allow-origin", "https://app.example"),
                    ("access-control-allow-methods", "PUT"),
                    ("access-control-max-age", "600"),
                ],
            ))
        });
        assert!(dialogue.outcome.readable().is_some(), "{dialogue}");
        if dialogue.requests().any(|request| request.is_preflight) {
            preflights.push(second);
        }
    }
    let expected: Vec<_> = (0..72).map(|number| number * 600).collect();
    assert_eq!(preflights, expected);
}
