//! Every policy of `tests/cases/policies.json`, validated in process: its rules, and the site, range, message
//! and help of each violation. `UPDATE_EXPECT=1` rewrites `corpus.txt`.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot read its files fails loudly"
)]

use std::{collections::BTreeSet, fmt::Write as _, fs, path::Path};

use cors_rules::{Config, OptOut, Rule, Severity, Violation, rule_names};
use serde_json::Value;

#[test]
fn every_policy_breaks_the_rules_that_its_case_names() {
    for case in cases() {
        let (verdict, violations) = validate(&case);
        let rules: Vec<&str> = violations.iter().map(|one| one.rule().name()).collect();
        assert_eq!(texts(&case["rules"]).unwrap(), rules, "{}", case["id"]);
        assert_eq!(case["verdict"], verdict, "{}", case["id"]);
    }
}

#[test]
fn every_help_proposes_the_fix_that_its_case_names() {
    let mut count = 0;
    for case in cases() {
        if let Some(fix) = case["fix"].as_str() {
            let (_, violations) = validate(&case);
            assert_eq!(violations[0].replacement(), Some(fix), "{}", case["id"]);
            count += 1;
        }
    }
    assert_eq!(count, 41);
}

#[test]
fn every_warning_is_silenced_by_its_name() {
    let mut silenced = BTreeSet::new();
    for case in cases() {
        let (verdict, violations) = validate(&case);
        if verdict == "warning" {
            let names: BTreeSet<_> = violations.iter().map(|one| one.rule().name()).collect();
            let mut config = config(&case);
            config.allow.extend(&names);
            silenced.extend(names);
            let warnings = config.validate().unwrap().warnings;
            assert!(warnings.is_empty(), "{}: {warnings:?}", case["id"]);
        }
    }
    let warnings = Rule::ALL.iter().filter(|rule| !rule.is_error());
    assert_eq!(silenced, warnings.map(|rule| rule.name()).collect());
}

/// What is proposed must not break the rule that it is to mend.
#[test]
fn every_proposed_origin_is_a_valid_one() {
    for case in cases() {
        let (_, violations) = validate(&case);
        for violation in violations {
            let is_origin = violation.site().to_string().starts_with("origins[");
            let Some(proposed) = violation.replacement().filter(|_| is_origin) else {
                continue;
            };
            let mended = Config {
                origins: Some(
                    proposed
                        .trim_matches('"')
                        .split("\", \"")
                        .map(String::from)
                        .collect(),
                ),
                dangerously_allow: vec![OptOut::NullOrigin],
                ..Config::default()
            };
            assert!(mended.validate().is_ok(), "{violation}");
        }
    }
}

#[test]
fn every_violation_is_reported_where_it_is_with_a_help() {
    let mut report = String::new();
    for case in cases() {
        let (_, violations) = validate(&case);
        if !violations.is_empty() {
            writeln!(report, "{}", case["id"].as_str().unwrap()).unwrap();
        }
        for violation in violations {
            let bytes = violation.range().map_or_else(String::new, |range| {
                assert!(violation.value().get(range.clone()).is_some());
                format!(" {}..{}", range.start, range.end)
            });
            let (site, rule) = (violation.site(), violation.rule().name());
            writeln!(report, "  {site}{bytes} {rule}").unwrap();
            writeln!(report, "    {}", violation.message()).unwrap();
            writeln!(report, "    help: {}", violation.help()).unwrap();
            assert!(violation.note().starts_with(&format!("rule `{rule}`")));
        }
    }
    expect_test::expect_file!["corpus.txt"].assert_eq(&report);
}

fn cases() -> Vec<Value> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/cases/policies.json");
    let text = fs::read_to_string(file).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn validate(case: &Value) -> (&'static str, Vec<Violation>) {
    match config(case).validate() {
        Err(errors) => ("error", errors),
        Ok(validated) if validated.warnings.is_empty() => ("ok", Vec::new()),
        Ok(validated) => ("warning", validated.warnings),
    }
}

fn config(case: &Value) -> Config {
    let policy = &case["policy"];
    let opt_outs = texts(&policy["dangerously_allow"]).unwrap_or_default();
    Config {
        origins: texts(&policy["origins"]),
        methods: texts(&policy["methods"]),
        allow_headers: texts(&policy["allow_headers"]).unwrap_or_default(),
        expose_headers: texts(&policy["expose_headers"]).unwrap_or_default(),
        max_age: Some(&policy["max_age"])
            .filter(|value| !value.is_null())
            .map(ToString::to_string),
        credentials: policy["credentials"] == true,
        dangerously_allow: OptOut::ALL
            .into_iter()
            .flat_map(|opt_out| {
                let named = opt_outs.iter().filter(move |name| **name == opt_out.name());
                named.map(move |_| opt_out)
            })
            .collect(),
        allow: texts(&policy["allow"])
            .unwrap_or_default()
            .iter()
            .map(|text| {
                let mut names = rule_names(Severity::Warning);
                names.find(|name| name == text).unwrap()
            })
            .collect(),
        served: texts(&case["served"]),
        ..Config::default()
    }
}

fn texts(list: &Value) -> Option<Vec<String>> {
    let list = list.as_array()?.iter();
    Some(list.map(|text| text.as_str().unwrap().into()).collect())
}
