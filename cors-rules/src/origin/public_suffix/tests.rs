//! The list is that of the crate `psl`, and gives the same answers.

use alloc::{
    format,
    string::{String, ToString},
    vec::Vec,
};
use std::{fs, path::PathBuf, process::Command};

use psl::Psl as _;

use super::{LIST, has_rule, is_above_registrations, is_public_suffix};

/// `UPDATE_EXPECT=1` rewrites the list.
#[test]
fn the_list_is_that_of_psl() {
    let file = rules_of_psl();
    let rules = fs::read_to_string(file).unwrap();
    let mut rules: Vec<String> = rules.lines().map(in_ascii).collect();
    rules.sort();
    rules.dedup();
    assert!(
        rules.iter().all(|rule| !rule[1..].contains(['*', '!'])),
        "the search expects `*` and `!` at the start of a rule only"
    );
    let list = rules.join("\n") + "\n";
    expect_test::expect_file!["../../../data/public_suffixes.txt"].assert_eq(&list);
}

#[test]
fn every_rule_and_its_neighbours_are_as_in_psl() {
    for rule in LIST.lines() {
        let name = rule.trim_start_matches(['*', '!', '.']);
        assert!(has_rule(rule), "{rule}");
        suffix_as_in_psl(name);
        suffix_as_in_psl(&format!("any-name.{name}"));
        suffix_as_in_psl(&format!("b.a.{name}"));
        suffix_as_in_psl(&format!("{name}x"));
        if let Some((_, parent)) = name.split_once('.') {
            suffix_as_in_psl(parent);
        }
    }
}

/// Names of one to four labels that occur in the list, so that many are suffixes and many nearly are.
#[test]
fn a_million_names_are_as_in_psl() {
    let labels: Vec<&str> = LIST.split(['.', '\n', '!']).collect();
    let mut state = 1_u64;
    let mut label = || {
        // Knuth's linear congruential generator; its upper bits are the good ones.
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        labels[usize::try_from(state >> 33).unwrap() % labels.len()]
    };
    let mut suffixes = 0;
    for number in 0..1_000_000 {
        let name: Vec<&str> = (0..=number % 4).map(|_| label()).collect();
        let name = name.join(".");
        if name.split('.').all(|label| !matches!(label, "" | "*")) {
            suffixes += usize::from(suffix_as_in_psl(&name));
        }
    }
    assert!(suffixes > 100_000, "{suffixes}");
}

/// Whether the name is a public suffix, here and in `psl`. It follows a wildcard rule only if no other rule
/// is below the name, against the algorithm of the list: such a name is a suffix here alone.
fn suffix_as_in_psl(name: &str) -> bool {
    let is_suffix = is_public_suffix(name);
    let in_psl = psl::List.find(name.rsplit('.').map(str::as_bytes)).len == name.len();
    assert!(
        is_suffix == in_psl || (is_suffix && psl_overlooks(name)),
        "{name}: {is_suffix}"
    );
    is_suffix
}

fn psl_overlooks(name: &str) -> bool {
    let (_, parent) = name.split_once('.').unwrap();
    let below = format!(".{name}");
    has_rule(&format!("*.{parent}")) && LIST.lines().any(|rule| rule.ends_with(&below))
}

/// The file from which `psl` is generated.
fn rules_of_psl() -> PathBuf {
    let cargo = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version=1"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let metadata: serde_json::Value = serde_json::from_slice(&cargo.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let psl = packages
        .iter()
        .find(|package| package["name"] == "psl")
        .unwrap();
    let manifest = PathBuf::from(psl["manifest_path"].as_str().unwrap());
    manifest.with_file_name("data").join("rules.txt")
}

/// Browsers send names in Punycode only.
fn in_ascii(rule: &str) -> String {
    let name = rule.trim_start_matches(['*', '!', '.']);
    let before = &rule[..rule.len() - name.len()];
    let name = url::Host::parse(name).unwrap().to_string();
    format!("{before}{name}")
}

#[test]
fn public_suffixes_include_the_private_section() {
    assert!(is_public_suffix("com") && is_public_suffix("co.uk"));
    assert!(is_public_suffix("github.io") && is_public_suffix("s3.amazonaws.com"));
    assert!(!is_public_suffix("example.com") && !is_public_suffix("app.intranet"));
    assert!(!is_public_suffix("") && !is_public_suffix("."));
}

#[test]
fn names_whose_every_child_is_a_suffix_are_above_registrations() {
    assert!(is_above_registrations("compute.amazonaws.com"));
    assert!(is_above_registrations("kawasaki.jp"));
    for name in [
        "localhost",
        "city.kawasaki.jp",
        "example.com",
        "app.intranet",
    ] {
        assert!(!is_above_registrations(name), "{name}");
    }
}
