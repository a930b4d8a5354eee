//! How messages are worded: short, plain, in the same shape, and never with advice in the first line.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot read its files fails loudly"
)]

use std::{fs, path::Path};

use cors_rules::{AttributeRule, Rule, Violation};
use cors_tests::cases;

/// The longest first line, in characters.
const LONGEST_MESSAGE: usize = 90;

/// Words that no message contains.
const UNWANTED: [&str; 9] = [
    "please",
    "oops",
    "sorry",
    "illegal",
    "bad ",
    "whitelist",
    "blacklist",
    "valid but",
    "!",
];

/// What only a help may say.
const ADVICE: [&str; 5] = ["did you mean", "write ", "remove ", "use ", "instead"];

/// Rules whose message names the setting, and not its value.
const WITHOUT_VALUE: [Rule; 2] = [Rule::ManyOrigins, Rule::MaxAgeWithoutPreflight];

#[test]
fn violations_of_policies_are_worded_alike() {
    for case in cases::all() {
        let violations = match case.config().validate() {
            Ok(accepted) => accepted.warnings,
            Err(violations) => violations,
        };
        for violation in violations {
            let faults = faults(&violation.message(), Some(&violation.help()));
            assert!(
                faults.is_empty(),
                "{faults:?} in {violation:#?}\n{violation}"
            );
            assert!(names_its_value(&violation), "{violation}");
        }
    }
}

#[test]
fn all_messages_of_the_compiler_have_the_same_shape() {
    let mut count = 0;
    for (file, message, help) in all_messages() {
        let faults = faults(&message, help.as_deref());
        assert!(
            faults.is_empty(),
            "{file}: {faults:?} in {message}\n{help:?}"
        );
        count += 1;
    }
    assert!(count > Rule::ALL.len() + AttributeRule::ALL.len());
}

#[test]
fn the_words_of_hostile_values_are_short_and_on_one_line() {
    for value in [
        "\u{202e}\u{0}\n".repeat(100),
        "`".repeat(100),
        "ß".repeat(1000),
    ] {
        let config = cors_rules::Config {
            origins: Some(vec![value.clone()]),
            methods: Some(vec![value.clone()]),
            allow_headers: vec![value.clone()],
            expose_headers: vec![value.clone()],
            max_age: Some(value),
            ..Default::default()
        };
        for violation in config.validate().unwrap_err() {
            let message = violation.message();
            assert!(message.chars().count() <= LONGEST_MESSAGE, "{message}");
            assert!(!message.contains(char::is_control), "{message:?}");
        }
    }
}

fn faults(message: &str, help: Option<&str>) -> Vec<&'static str> {
    let lower = prose(message);
    let said = format!("{lower} {}", prose(help.unwrap_or_default()));
    let help_or = help.unwrap_or("write it");
    [
        (
            message.chars().count() > LONGEST_MESSAGE,
            "the message is too long",
        ),
        (
            !begins_like_a_clause(message),
            "the message begins with a capital",
        ),
        (message.ends_with('.'), "the message ends with a period"),
        (
            ADVICE
                .iter()
                .any(|words| format!(" {lower}").contains(&format!(" {words}"))),
            "the message gives advice",
        ),
        (help.is_none(), "there is no help"),
        (
            !begins_like_a_clause(help_or),
            "the help begins with a capital",
        ),
        (help_or.ends_with('.'), "the help ends with a period"),
        (
            UNWANTED.iter().any(|words| said.contains(words)),
            "an unwanted word",
        ),
    ]
    .into_iter()
    .filter_map(|(is_wrong, fault)| is_wrong.then_some(fault))
    .collect()
}

/// The text in lower case, without what is in backticks.
fn prose(text: &str) -> String {
    let outside: Vec<&str> = text.split('`').step_by(2).collect();
    outside.concat().to_lowercase()
}

fn begins_like_a_clause(text: &str) -> bool {
    text.starts_with(|c: char| c.is_lowercase() || c == '`')
}

/// Whether the value, where the message has one, is in backticks, as far as it is not shortened or escaped.
fn names_its_value(violation: &Violation) -> bool {
    let message = violation.message();
    let is_value = |quoted: &str| match quoted.split_once(['…', '\\']) {
        Some((start, _)) => violation.value().starts_with(start),
        None => violation.value() == quoted,
    };
    WITHOUT_VALUE.contains(&violation.rule())
        || violation.value().is_empty()
        || message.split('`').skip(1).step_by(2).any(is_value)
}

/// File, message and help of everything of ours that the UI tests expect.
fn all_messages() -> Vec<(String, String, Option<String>)> {
    let mut found = Vec::new();
    let ui = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ui");
    for folder in fs::read_dir(ui).unwrap() {
        for file in fs::read_dir(folder.unwrap().path()).unwrap() {
            let path = file.unwrap().path();
            if path
                .extension()
                .is_some_and(|extension| extension == "stderr")
            {
                let text = fs::read_to_string(&path).unwrap();
                found.extend(
                    errors(&text)
                        .map(|(message, help)| (path.display().to_string(), message, help)),
                );
            }
        }
    }
    found
}

/// The errors that name a rule.
fn errors(text: &str) -> impl Iterator<Item = (String, Option<String>)> {
    let text = format!("\n{text}");
    let blocks: Vec<String> = text.split("\nerror: ").skip(1).map(String::from).collect();
    blocks
        .into_iter()
        .filter(|block| block.contains("note: rule `"))
        .map(|block| {
            let first = block.lines().next().unwrap_or_default();
            // A warning is the use of something deprecated, in any module.
            let message = first
                .split_once("_::cors`: ")
                .map_or(first, |(_, message)| message);
            let help = block
                .lines()
                .find_map(|line| line.trim_start().strip_prefix("help: "));
            (message.to_string(), help.map(String::from))
        })
}
