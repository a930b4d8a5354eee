//! Every rule has a test that shows its words, and a page that explains it.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot read its files fails loudly"
)]

use std::{fs, path::Path};

use cors_rules::Rule;
use cors_tests::cases;

#[test]
fn every_rule_has_a_file_that_breaks_it() {
    for rule in Rule::ALL {
        let folder = root().join("tests/tests/ui").join(rule.topic().name());
        let name = rule.name();
        let file = folder.join(name).with_extension("rs");
        assert!(file.exists(), "{} is missing", file.display());
        let told = fs::read_to_string(file.with_extension("stderr")).unwrap();
        let note = format!("\n       note: {}\n", rule.note());
        assert!(told.contains(&note), "{name} is not what the file breaks");
    }
}

#[test]
fn every_rule_about_a_policy_has_a_case() {
    let cases = cases::all();
    for rule in Rule::ALL {
        let is_broken = |case: &cases::Case| case.rules.iter().any(|name| name == rule.name());
        let is_about_the_attribute = rule.topic() == cors_rules::Topic::Placement;
        assert!(
            is_about_the_attribute || cases.iter().any(is_broken),
            "no case breaks {}",
            rule.name()
        );
    }
}

#[test]
fn every_rule_has_a_page_where_its_note_points() {
    let folder = root().join("cors-runtime/src/rules");
    let pages: String = fs::read_dir(folder)
        .unwrap()
        .map(|file| fs::read_to_string(file.unwrap().path()).unwrap())
        .collect();
    for rule in Rule::ALL {
        let page = rule.name().replace('-', "_");
        let link = format!("/cors_runtime/rules/{page}/");
        assert!(rule.note().ends_with(&link), "{}", rule.note());
        let title = format!("    /// `{}`: {}.\n", rule.name(), rule.summary());
        assert!(pages.contains(&title), "no page begins with {title}");
        let module = format!("\n    {page}\n");
        assert!(pages.contains(&module), "no page is named {page}");
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}
