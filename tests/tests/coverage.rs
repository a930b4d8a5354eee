//! Every rule has a test that shows its message, and a page that explains it.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot read its files fails loudly"
)]

use std::{fs, path::Path};

use cors_rules::{AttributeRule, Rule, Severity, Topic};
use cors_tests::cases;
use expect_test::expect_file;

#[test]
fn every_rule_has_a_file_that_breaks_it() {
    for rule in catalogue() {
        let folder = root().join("tests/tests/ui").join(rule.topic.name());
        let file = folder.join(rule.name).with_extension("rs");
        assert!(file.exists(), "{} is missing", file.display());
        let reported = fs::read_to_string(file.with_extension("stderr")).unwrap();
        let note = format!("\n       note: {}\n", rule.note);
        assert!(
            reported.contains(&note),
            "{} is not what the file breaks",
            rule.name
        );
    }
}

#[test]
fn every_rule_about_a_policy_has_a_case() {
    let cases = cases::all();
    for rule in Rule::ALL {
        let is_broken = |case: &cases::Case| case.rules.iter().any(|name| name == rule.name());
        assert!(
            cases.iter().any(is_broken),
            "no case breaks {}",
            rule.name()
        );
    }
}

#[test]
fn every_rule_has_a_page_where_its_note_points() {
    let pages = pages();
    for rule in catalogue() {
        let page = rule.name.replace('-', "_");
        let link = format!("/cors_runtime/rules/{page}/");
        assert!(rule.note.ends_with(&link), "{}", rule.note);
        let title = format!("    /// `{}`: {}.\n", rule.name, rule.summary);
        let module = format!("\n    {page}\n");
        assert!(
            pages
                .iter()
                .any(|text| text.contains(&title) && text.contains(&module)),
            "no page named {page} begins with {title}"
        );
    }
}

/// `UPDATE_EXPECT=1` rewrites the index. Its messages are those of the files that break the rules.
#[test]
fn the_index_of_rules_has_each_with_its_level_and_message() {
    let mut index = Vec::new();
    let mut topic = None;
    for rule in catalogue() {
        if topic.replace(rule.topic) != Some(rule.topic) {
            let name = rule.topic.name();
            index.push(format!(
                "\n# Rules about {name}\n\n| rule | level | message |\n|:---|:---|:---|\n"
            ));
        }
        let page = rule.name.replace('-', "_");
        let level = format!("{:?}", rule.severity).to_lowercase();
        let message = message(&rule).replace('|', "\\|");
        index.push(format!(
            "| [`{}`]({page}) | {level} | {message} |\n",
            rule.name
        ));
    }
    expect_file!["../../cors-runtime/docs/rules.md"].assert_eq(&index.concat());
}

/// `UPDATE_EXPECT=1` rewrites the message on each page.
#[test]
fn every_page_shows_the_message_and_how_to_silence_a_warning() {
    for rule in catalogue() {
        let (level, silence) = match rule.severity {
            Severity::Error => ("error", String::new()),
            Severity::Warning => ("warning", silence(rule.name)),
        };
        let printed = printed(&rule);
        let page = format!("```text\n{level}: {printed}\n```\n{silence}");
        let file = format!(
            "../../cors-runtime/docs/rules/{}.md",
            rule.name.replace('-', "_")
        );
        expect_file![file].assert_eq(&page);
    }
}

fn silence(rule: &str) -> String {
    format!("\n`allow = [\"{rule}\"]` in the same `#[cors(..)]` silences this warning.\n")
}

/// The first line of what the compiler prints about the file that breaks the rule.
fn message(rule: &Listed) -> String {
    let printed = printed(rule);
    let line = printed.lines().next().unwrap();
    line.rsplit_once("_::cors`: ")
        .map_or(line, |(_, message)| message)
        .into()
}

/// What the compiler prints about the file that breaks the rule, without the level and the place.
fn printed(rule: &Listed) -> String {
    let file = root()
        .join("tests/tests/ui")
        .join(rule.topic.name())
        .join(rule.name)
        .with_extension("stderr");
    let reported = fs::read_to_string(file).unwrap();
    let note = format!("\n       note: {}\n", rule.note);
    let end = reported.find(&note).unwrap() + note.len();
    let (_, printed) = reported[..end].rsplit_once("error: ").unwrap();
    printed.trim_end().to_owned()
}

/// A rule of either catalogue.
struct Listed {
    name: &'static str,
    topic: Topic,
    severity: Severity,
    summary: &'static str,
    note: String,
}

fn catalogue() -> Vec<Listed> {
    let policy = Rule::ALL.iter().map(|rule| Listed {
        name: rule.name(),
        topic: rule.topic(),
        severity: rule.severity(),
        summary: rule.summary(),
        note: rule.note(),
    });
    let attribute = AttributeRule::ALL.iter().map(|rule| Listed {
        name: rule.name(),
        topic: rule.topic(),
        severity: rule.severity(),
        summary: rule.summary(),
        note: rule.note(),
    });
    policy.chain(attribute).collect()
}

/// The source of each page.
fn pages() -> Vec<String> {
    let folder = root().join("cors-runtime/src/rules");
    fs::read_dir(folder)
        .unwrap()
        .flat_map(|file| {
            let text = fs::read_to_string(file.unwrap().path()).unwrap();
            let pages: Vec<_> = text.split("page! {").map(String::from).collect();
            pages
        })
        .collect()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}
