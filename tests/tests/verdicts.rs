//! Every policy of `tests/cases/` is compiled: what the compiler says, and where, is what the case says.

use cors_tests::{
    cases::{self, Case, Verdict},
    compiler::{self, Diagnostic, Fixture},
};

/// The line of the first case, behind the lines that all cases share.
const FIRST_LINE: usize = 3;

#[test]
fn unsound_policies_do_not_compile() {
    let cases: Vec<Case> = cases::all()
        .into_iter()
        .filter(|case| case.verdict == Verdict::Error)
        .collect();
    compare("verdicts-errors", "error", &cases);
}

/// Warnings are told when nothing is wrong, so these policies are compiled apart from the others.
#[test]
fn sound_policies_compile_and_odd_ones_warn() {
    let cases: Vec<Case> = cases::all()
        .into_iter()
        .filter(|case| case.verdict != Verdict::Error)
        .collect();
    compare("verdicts-warnings", "warning", &cases);
}

fn compare(name: &str, level: &str, cases: &[Case]) {
    let code = code(cases);
    let told = compiler::diagnostics(
        "check",
        &Fixture {
            name,
            edition: "2024",
            dependencies: &compiler::runtime(),
            code: &code,
        },
    );

    let mut differences = Vec::new();
    for (index, case) in cases.iter().enumerate() {
        let here: Vec<&Diagnostic> = told
            .iter()
            .filter(|diagnostic| diagnostic.line == Some(FIRST_LINE + index))
            .collect();
        let is_as_said = here.iter().all(|diagnostic| diagnostic.level == level)
            && here
                .iter()
                .map(|one| one.rule().unwrap_or("none"))
                .eq(&case.rules)
            && case.rules.is_empty() == (case.verdict == Verdict::Ok);
        if !is_as_said {
            differences.push(difference(case, &here));
        }
    }
    let elsewhere = told.iter().filter(|diagnostic| {
        diagnostic
            .line
            .is_some_and(|line| !(FIRST_LINE..FIRST_LINE + cases.len()).contains(&line))
    });
    differences.extend(elsewhere.map(|diagnostic| format!("elsewhere: {}", diagnostic.text)));
    assert!(differences.is_empty(), "{}", differences.join("\n\n"));
}

/// One handler to a line; all are registered, so that a mistake must not cause a second error there.
fn code(cases: &[Case]) -> String {
    let handlers = cases.iter().enumerate().map(|(index, case)| {
        let attributes = case.attributes();
        format!("{attributes} async fn case_{index}() -> &'static str {{ \"\" }}")
    });
    let register = (0..cases.len()).map(|index| format!("    config.service(case_{index});"));
    [
        "use actix_web::{route, web::ServiceConfig};",
        "use cors_runtime::cors;",
    ]
    .map(String::from)
    .into_iter()
    .chain(handlers)
    .chain(["pub fn register(config: &mut ServiceConfig) {".to_string()])
    .chain(register)
    .chain(["}\n".to_string()])
    .collect::<Vec<_>>()
    .join("\n")
}

fn difference(case: &Case, told: &[&Diagnostic]) -> String {
    let told: Vec<String> = told
        .iter()
        .map(|diagnostic| {
            format!(
                "  {} {}",
                diagnostic.level,
                diagnostic.text.replace('\n', "\n    ")
            )
        })
        .collect();
    let expected = if case.rules.is_empty() {
        "nothing".to_string()
    } else {
        case.rules.join(", ")
    };
    format!(
        "{}: {}\nexpected {expected}, was told\n{}",
        case.id,
        case.attributes(),
        told.join("\n")
    )
}
