//! `cors-browser` and three browsers agree: about the requests on the wire, their cookies, what the page gets, and which headers
//! it may read. The scenarios are those of `cors-browser`'s table that can be shown over plain HTTP on one machine; each is
//! run by the crate and in Chromium, Firefox and `WebKitGTK`, against the same answers. Where an engine differs,
//! `differences.txt` lists how; `UPDATE_EXPECT=1` rewrites it.

#![allow(clippy::unwrap_used, clippy::unused_async)]

mod observation;
mod predicted;
mod scenario;
mod site;
#[allow(dead_code, reason = "the table's own test needs the rest")]
#[path = "../../../cors-browser/tests/table/mod.rs"]
mod table;

use cors_tests::browser::Browser;
use expect_test::expect_file;
use observation::Observation;
use scenario::Scenario;
use site::Site;

#[test]
fn three_browsers_do_what_is_predicted_except_where_differences_are_listed() {
    let mut count = 0;
    let mut differences = String::new();
    for browser in Browser::ALL {
        let site = Site::open();
        let scenarios = Scenario::all(site.ports());
        let predicted: Vec<_> = scenarios.iter().map(predicted::observations).collect();
        count = scenarios.len();
        let seen = site.show(browser, scenarios.clone());
        for ((scenario, predicted), seen) in scenarios.iter().zip(&predicted).zip(&seen) {
            differences += &difference(browser, scenario, predicted, seen);
        }
    }
    assert!(count >= 400, "only {count} scenarios");
    expect_file!["differences.txt"].assert_eq(&differences);
}

/// How a browser differs from what is predicted, or nothing.
fn difference(
    browser: Browser,
    scenario: &Scenario,
    predicted: &[Observation],
    seen: &[Observation],
) -> String {
    assert_eq!(predicted.len(), seen.len(), "{}", scenario.id);
    let fetches = predicted.iter().zip(seen).enumerate();
    fetches
        .map(|(index, (predicted, seen))| {
            let lines: String = predicted.differences(seen).collect();
            let title = match index {
                0 => format!("{browser:?}: {}\n", scenario.id),
                _ => format!("{browser:?}: {}, fetch {}\n", scenario.id, index + 1),
            };
            if lines.is_empty() {
                lines
            } else {
                title + &lines
            }
        })
        .collect()
}
