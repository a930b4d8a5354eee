//! The gallery in three engines: every scenario comes out as its page expects it, and as `outcomes.txt` has
//! it, which names where engines differ. `UPDATE_EXPECT=1 cargo test -p cors-examples --test gallery` writes
//! the file anew.

#![allow(clippy::unwrap_used)]

use cors_tests::support;

mod program;

use std::{collections::BTreeMap, net::TcpListener, sync::LazyLock};

use cors_tests::browser::Browser;
use expect_test::expect_file;
use program::{Gallery, Report};

/// What each engine reported, one after another.
static REPORTS: LazyLock<Vec<Report>> = LazyLock::new(|| {
    let gallery = Gallery::start();
    for browser in Browser::ALL {
        gallery.wait_for_report_of(browser);
    }
    gallery.reports()
});

/// The scenarios that did not come out as the page expects.
fn unexpected(browser: Browser) -> Vec<String> {
    let engine = format!("{browser:?}");
    let report = REPORTS.iter().find(|report| report.engine == engine);
    let results = report.unwrap().results.iter();
    results
        .filter(|result| !result.is_as_expected)
        .map(|result| format!("{}: {}, {}", result.name, result.outcome, result.detail))
        .collect()
}

#[test]
fn every_scenario_is_as_expected_in_chromium() {
    assert_eq!(unexpected(Browser::Chromium), [""; 0]);
}

#[test]
fn every_scenario_is_as_expected_in_firefox() {
    assert_eq!(unexpected(Browser::Firefox), [""; 0]);
}

#[test]
fn every_scenario_is_as_expected_in_webkit() {
    assert_eq!(unexpected(Browser::WebKit), [""; 0]);
}

#[test]
fn the_page_takes_a_free_port_where_its_own_is_taken() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let gallery = Gallery::start_on(taken.local_addr().unwrap().port());
    assert_eq!(gallery.client.send("GET /", &[]).status, 200);
}

#[test]
fn every_control_has_a_name_and_a_place_for_the_keyboard() {
    for report in REPORTS.iter() {
        assert_eq!(report.unnamed, [""; 0], "{}", report.engine);
    }
}

#[test]
fn every_control_shows_that_it_has_the_focus() {
    for report in REPORTS.iter() {
        assert_eq!(report.unfocused, [""; 0], "{}", report.engine);
    }
}

#[test]
fn nothing_is_wider_than_a_narrow_window() {
    for report in REPORTS.iter() {
        assert_eq!(report.too_wide, [""; 0], "{}", report.engine);
    }
}

/// Where an engine does something else than the standard says.
const DEPARTURES: [(&str, &str); 1] = [("WebKit", "font-refused")];

#[test]
fn every_prediction_comes_true() {
    let mut count = 0;
    for report in REPORTS.iter() {
        for result in &report.results {
            let Some(prediction) = &result.prediction else {
                continue;
            };
            let is_departure = DEPARTURES.contains(&(&report.engine, &result.name));
            let is_true =
                prediction.outcome == result.outcome && prediction.requests == result.requests;
            assert_eq!(is_true, !is_departure, "{}: {result:?}", report.engine);
            count += 1;
        }
    }
    // Most scenarios are predicted.
    assert!(count > 3 * 80, "{count}");
}

#[test]
fn every_scenario_has_the_outcome_that_is_written_down_for_each_engine() {
    let mut outcomes = Vec::new();
    for (index, result) in REPORTS[0].results.iter().enumerate() {
        let mut engines_by_outcome = BTreeMap::<String, Vec<&str>>::new();
        for report in REPORTS.iter() {
            let other = &report.results[index];
            assert_eq!(other.name, result.name);
            let outcome = format!("{}: {}", other.outcome, other.requests.join(", "));
            let engines = engines_by_outcome.entry(outcome).or_default();
            engines.push(&report.engine);
        }
        for (outcome, engines) in engines_by_outcome {
            let engines = match engines.len() {
                3 => String::new(),
                _ => format!(" [{}]", engines.join(", ")),
            };
            outcomes.push(format!("{}{engines}: {outcome}\n", result.name));
        }
    }
    expect_file!["outcomes.txt"].assert_eq(&outcomes.concat());
}
