//! Every policy of `tests/cases/` is compiled, as that of a handler, of a module, and with a name: what the
//! compiler says, and where, is what the case says.

use cors_rules::{Rule, Topic};
use cors_tests::{
    cases::{self, Case, Verdict},
    compiler::{self, Diagnostic, Fixture},
};

/// The line of the first case, behind the lines that all cases share.
const FIRST_LINE: usize = 3;

/// Where a policy is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Handler,
    Module,
    NamedPolicy,
}

#[test]
fn unsound_policies_of_handlers_do_not_compile() {
    compare("verdicts-handler-errors", Place::Handler, Verdict::Error);
}

/// The compiler prints warnings only for code without errors, so these policies are compiled apart from the others.
#[test]
fn sound_policies_of_handlers_compile_and_odd_ones_warn() {
    compare(
        "verdicts-handler-warnings",
        Place::Handler,
        Verdict::Warning,
    );
}

#[test]
fn unsound_policies_of_modules_do_not_compile() {
    compare("verdicts-module-errors", Place::Module, Verdict::Error);
}

#[test]
fn sound_policies_of_modules_compile_and_odd_ones_warn() {
    compare("verdicts-module-warnings", Place::Module, Verdict::Warning);
}

#[test]
fn unsound_policies_with_names_do_not_compile() {
    compare("verdicts-named-errors", Place::NamedPolicy, Verdict::Error);
}

#[test]
fn sound_policies_with_names_compile_and_odd_ones_warn() {
    compare(
        "verdicts-named-warnings",
        Place::NamedPolicy,
        Verdict::Warning,
    );
}

/// Compiles all errors, or all others, and compares what is reported on each line.
fn compare(name: &str, place: Place, worst: Verdict) {
    let cases: Vec<Case> = cases::all()
        .into_iter()
        .filter(|case| (case.verdict == Verdict::Error) == (worst == Verdict::Error))
        .filter(|case| place == Place::Handler || needs_no_route(case))
        .collect();
    let code = code(place, &cases);
    let found = compiler::diagnostics(
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
        let here: Vec<&Diagnostic> = found
            .iter()
            .filter(|diagnostic| diagnostic.line == Some(FIRST_LINE + index))
            .collect();
        if !is_as_said(case, &here) {
            differences.push(difference(case, &here));
        }
    }
    let elsewhere = found.iter().filter(|diagnostic| {
        diagnostic
            .line
            .is_some_and(|line| !(FIRST_LINE..FIRST_LINE + cases.len()).contains(&line))
    });
    differences.extend(elsewhere.map(|diagnostic| format!("elsewhere: {}", diagnostic.text)));
    assert!(differences.is_empty(), "{}", differences.join("\n\n"));
}

/// Whether the verdict is the same for every route: methods, and what depends on them, are validated where
/// the route is.
fn needs_no_route(case: &Case) -> bool {
    let depends = |rule: &Rule| {
        rule.topic() == Topic::Methods
            || matches!(
                rule,
                Rule::MaxAgeWithoutPreflight | Rule::UnneededOptOut | Rule::UnneededAllow
            )
    };
    let mut dependent = Rule::ALL.iter().filter(|rule| depends(rule));
    !dependent.any(|rule| case.rules.iter().any(|name| name == rule.name()))
}

fn is_as_said(case: &Case, found: &[&Diagnostic]) -> bool {
    let level = match case.verdict {
        Verdict::Error => "error",
        Verdict::Ok | Verdict::Warning => "warning",
    };
    found.iter().all(|diagnostic| diagnostic.level == level)
        && found
            .iter()
            .map(|one| one.rule().unwrap_or("none"))
            .eq(&case.rules)
        && case.rules.is_empty() == (case.verdict == Verdict::Ok)
}

/// One case to a line; all handlers are registered, so that a mistake must not cause a second error there.
fn code(place: Place, cases: &[Case]) -> String {
    let lines = cases
        .iter()
        .enumerate()
        .map(|(index, case)| line(place, index, case));
    let registered = |index| match place {
        Place::Handler => Some(format!("    config.service(case_{index});")),
        Place::Module => Some(format!("    config.service(case_{index}::handler);")),
        Place::NamedPolicy => None,
    };
    [
        "#![allow(unused_imports)] use actix_web::{route, web::ServiceConfig};",
        "use cors_runtime::cors;",
    ]
    .map(String::from)
    .into_iter()
    .chain(lines)
    .chain(["pub fn register(config: &mut ServiceConfig) { let _ = &config;".to_string()])
    .chain((0..cases.len()).filter_map(registered))
    .chain(["}\n".to_string()])
    .collect::<Vec<_>>()
    .join("\n")
}

fn line(place: Place, index: usize, case: &Case) -> String {
    let (arguments, route) = (case.arguments(), case.route());
    let handler = "async fn handler() -> &'static str { \"\" }";
    match place {
        Place::Handler => {
            let handler = handler.replace("handler", &format!("case_{index}"));
            format!("#[cors({arguments})] {route} {handler}")
        }
        Place::Module => {
            let inside = format!("use actix_web::route; {route} pub {handler}");
            format!("#[cors({arguments})] pub mod case_{index} {{ {inside} }}")
        }
        Place::NamedPolicy => {
            format!("cors_runtime::policy! {{ pub static CASE_{index} = {{ {arguments} }}; }}")
        }
    }
}

fn difference(case: &Case, found: &[&Diagnostic]) -> String {
    let found: Vec<String> = found
        .iter()
        .map(|diagnostic| {
            let text = diagnostic.text.replace('\n', "\n    ");
            format!("  {} {text}", diagnostic.level)
        })
        .collect();
    let expected = if case.rules.is_empty() {
        "nothing".to_string()
    } else {
        case.rules.join(", ")
    };
    format!(
        "{}: #[cors({})]\nexpected {expected}, was reported\n{}",
        case.id,
        case.arguments(),
        found.join("\n")
    )
}
