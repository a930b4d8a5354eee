//! Lists of literals and variables, without the program's own environment.

use super::*;
use crate::origins::StaticOrigins;

const PLAIN: OriginsUse = OriginsUse {
    setting: OriginsSetting::Listed(&StaticOrigins::few(&[], &[])),
    credentials: false,
    opt_outs: &[],
    allow: &[],
};
const REQUIRED: EnvVariable = EnvVariable {
    name: "ORIGINS",
    default: &[],
};
const WITH_DEFAULT: EnvVariable = EnvVariable {
    name: "MORE",
    default: &["http://localhost:3000"],
};

/// The set for a list whose variable `ORIGINS` has the value; every other variable is missing.
fn read(
    listed: &[&str],
    variables: &[EnvVariable],
    value: &str,
    origins: OriginsUse,
) -> Result<RuntimeOrigins, OriginsError> {
    let value_of = |name: &str| match name {
        "ORIGINS" => Ok(value.to_string()),
        _ => Err(Fault::Missing),
    };
    let list = read_list(listed, variables, value_of).map_err(OriginsError::new)?;
    validate(&list, origins)
}

fn allows(set: &RuntimeOrigins, origin: &str) -> bool {
    set.contains(origin.as_bytes(), cors_rules::Hazards::empty())
}

#[test]
fn every_problem_has_its_position_and_its_help() {
    let value = "https://a.example/, https://b.example,,http://c.example";
    let with_credentials = OriginsUse {
        credentials: true,
        ..PLAIN
    };
    let error = read(&[], &[REQUIRED], value, with_credentials).unwrap_err();
    let text = error.to_string();
    assert_eq!(error.problems().count(), 3);
    for part in [
        "environment variable `ORIGINS`, origins[0]: origin `https://a.example/`",
        "help: write `https://a.example`",
        "environment variable `ORIGINS`, origins[2]: an empty string",
        "environment variable `ORIGINS`, origins[3]: ",
    ] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
    assert_eq!(text.matches("\n  help: ").count(), 3, "{text}");
    assert_eq!(format!("{error:?}"), text);
}

#[test]
fn a_report_ends_after_twenty_problems() {
    let entries = vec!["https://*"; 23].join(",");
    let error = read(&[], &[REQUIRED], &entries, PLAIN).unwrap_err();
    let text = error.to_string();
    assert_eq!(text.matches("misplaced wildcard").count(), 20);
    assert!(text.ends_with("\nand 3 more problems"), "{text}");
}

#[test]
fn literals_variables_and_defaults_are_one_list() {
    let variables = [REQUIRED, WITH_DEFAULT];
    let set = read(
        &["https://a.example"],
        &variables,
        "https://b.example",
        PLAIN,
    )
    .unwrap();
    for origin in [
        "https://a.example",
        "https://b.example",
        "http://localhost:3000",
    ] {
        assert!(allows(&set, origin), "{origin}");
    }
    assert!(!allows(&set, "http://localhost:3001"));
}

#[test]
fn an_entry_of_a_variable_has_its_position_in_the_variable() {
    let error = read(
        &["https://a.example"],
        &[REQUIRED],
        "https://b.example,*",
        PLAIN,
    )
    .unwrap_err();
    let text = error.to_string();
    assert!(
        text.starts_with("environment variable `ORIGINS`, origins[1]: "),
        "{text}"
    );
}

#[test]
fn a_default_replaces_a_missing_variable_and_no_empty_one() {
    let empty = |_: &str| Err(Fault::Empty);
    let problems = read_list(&[], &[WITH_DEFAULT], empty).unwrap_err();
    assert_eq!(problems[0].fault, Fault::Empty);
    let missing = |_: &str| Err(Fault::Missing);
    let list = read_list(&[], &[WITH_DEFAULT], missing).unwrap();
    assert_eq!(list[0].text, "http://localhost:3000");
    let error = OriginsError::new(read_list(&[], &[REQUIRED], missing).unwrap_err());
    assert_eq!(error.missing_variables().collect::<Vec<_>>(), ["ORIGINS"]);
}

#[test]
fn a_missing_variable_is_missing() {
    let fault = value_of("CORS_RUNTIME_TEST_NO_SUCH_VARIABLE").unwrap_err();
    assert_eq!(fault, Fault::Missing);
}
