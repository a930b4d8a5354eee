//! Input that no user intends: much too long, nested, cut off, in other alphabets. The macro
//! answers with errors or code in reasonable time, and never panics.

use std::{
    fmt::Write as _,
    time::{Duration, Instant},
};

use cors_tests::compiler::{self, Diagnostic, Fixture};

/// Generous, for slow machines: what takes time that grows with the square of its length takes longer.
const REASONABLE: Duration = Duration::from_secs(60);

#[test]
fn ten_thousand_origins_compile() {
    let origins = listed((0..10_000).map(|index| format!("https://shop-{index}.example")));
    let found = diagnostics("broken-many-origins", &handler(&origins));
    assert_rules(&found, &["many-origins"]);
}

#[test]
fn ten_thousand_patterns_compile() {
    let origins = listed((0..10_000).map(|index| format!("https://*.shop-{index}.example")));
    let found = diagnostics("broken-many-patterns", &handler(&origins));
    assert_rules(&found, &["many-origins"]);
}

#[test]
fn a_thousand_mistakes_are_a_thousand_errors() {
    let origins = listed((0..1_000).map(|index| format!("https://shop-{index}.example/")));
    let found = diagnostics("broken-many-mistakes", &handler(&origins));
    assert_rules(&found, &["origin-with-path"; 1_000]);
}

#[test]
fn a_literal_of_a_megabyte_is_shown_in_part() {
    let long = "a".repeat(1 << 20);
    let found = diagnostics(
        "broken-long-literal",
        &handler(&format!("\"https://{long}\"")),
    );
    assert_rules(&found, &["origin-invalid-host"]);
    assert!(found.iter().all(|one| one.text.len() < 500));
}

#[test]
fn long_values_of_every_argument_are_errors() {
    let long = "a".repeat(1 << 16);
    let digits = "9".repeat(1 << 16);
    let code = format!(
        "{IMPORTS}#[cors(origins = [\"{long}\", \"{digits}\"], methods = [\"{long}\"], \
         allow_headers = [\"{long} \"], expose_headers = [\"{long}:\"], \
         {long} = 1, \"{long}\")]\n{HANDLER}"
    );
    let found = diagnostics("broken-long-values", &code);
    assert_rules(
        &found,
        &[
            "origin-without-scheme",
            "origin-without-scheme",
            "method-not-served",
            "invalid-header-name",
            "invalid-header-name",
            "unknown-argument",
            "unknown-argument",
        ],
    );
}

#[test]
fn a_number_without_end_is_not_read() {
    let digits = "9".repeat(1 << 20);
    let code = format!("{IMPORTS}#[cors(origins = \"*\", max_age = {digits})]\n{HANDLER}");
    let found = diagnostics("broken-long-number", &code);
    assert_rules(&found, &["a number is longer than 1000 digits"]);
}

#[test]
fn endless_nesting_is_not_parsed() {
    let (open, close) = ("[".repeat(5_000), "]".repeat(5_000));
    let found = diagnostics("broken-nesting", &handler(&format!("{open}{close}")));
    assert_rules(&found, &["brackets are nested deeper than 16 levels"]);
}

#[test]
fn endless_operators_are_not_parsed() {
    let minuses = "- ".repeat(50_000);
    let code = format!("{IMPORTS}#[cors(origins = \"*\", max_age = {minuses} 1)]\n{HANDLER}");
    let found = diagnostics("broken-operators", &code);
    assert_rules(&found, &["an argument is longer than 64 tokens"]);
}

/// Half-typed attributes are in `ui/keeps_item/half_typed.rs`; these are further from anything meant.
#[test]
fn nonsense_is_an_error_at_its_place() {
    let attributes: [(&str, &[&str]); 20] = [
        ("(,)", &["malformed-arguments"]),
        ("($)", &["expected ident"]),
        ("(#[cors])", &["missing-origins", "attribute-on-entry"]),
        ("(origins)", &["wrong-type"]),
        ("(origins())", &["wrong-type"]),
        (
            "(origins = [\"https://a.example\"; 3])",
            &["malformed-arguments"],
        ),
        (
            "(origins = concat!(\"https://\", \"a.example\"))",
            &["wrong-type"],
        ),
        (
            "(origins = [b\"https://a.example\", c\"x\", 'x', 1.5, r#\"x\"#])",
            &["wrong-type"; 4],
        ),
        ("(origins = 1..2)", &["wrong-type"]),
        ("(origins = |x| x)", &["wrong-type"]),
        (
            "(origins = if true { \"*\" } else { \"*\" })",
            &["wrong-type"],
        ),
        ("(ōrigins = [\"https://a.example\"])", &["unknown-argument"]),
        (
            "(a::b::origins = [\"https://a.example\"])",
            &["unknown-argument"],
        ),
        ("(unsafe { origins })", &["unknown-argument"]),
        (
            "(origins = [\"☃\", \"https://☃.example\", \"\\u{202e}\", \"\\0\"])",
            &[
                "origin-without-scheme",
                "origin-not-ascii",
                "origin-with-space",
                "origin-with-space",
            ],
        ),
        (
            "(methods = [r#type, crate::GET, GET + PUT, \"\"], origins = \"*\")",
            &["wrong-type"; 2],
        ),
        (
            "(dangerously_allow = everything, origins = \"*\")",
            &["wrong-type"],
        ),
        ("(max_age = 10 * 60, origins = \"*\")", &["wrong-type"]),
        ("(credentials(true), origins = \"*\")", &["wrong-type"]),
        (
            "{origins = \"*\", origins = \"*\"}",
            &["duplicate-argument"],
        ),
    ];
    let handlers = attributes.iter().enumerate().map(|(index, (arguments, _))| {
        format!("#[cors{arguments}] #[get(\"/\")] async fn handler_{index}() -> String {{ String::new() }}")
    });
    let code = IMPORTS.to_string() + &handlers.collect::<Vec<_>>().join("\n");
    let found = diagnostics("broken-nonsense", &code);
    for (index, (arguments, expected)) in attributes.iter().enumerate() {
        let line = IMPORTS.lines().count() + index + 1;
        let here = found.iter().filter(|one| one.line == Some(line));
        let texts: Vec<&str> = here.map(|one| one.rule().unwrap_or(&one.text)).collect();
        assert_eq!(texts, *expected, "{arguments}");
    }
}

#[test]
fn a_function_that_is_not_a_handler_is_one_error() {
    let code =
        format!("{IMPORTS}#[cors(origins = \"*\")]\n{HANDLER}").replace("&'static str", "u8");
    let found = diagnostics("broken-no-responder", &code.replace("\"\"", "0"));
    assert_rules(
        &found,
        &["the trait bound `u8: Responder` is not satisfied"],
    );
}

const IMPORTS: &str = "use actix_web::get;\nuse cors_runtime::cors;\n";
const HANDLER: &str = "#[get(\"/\")]\nasync fn handler() -> &'static str { \"\" }\n\
    pub fn register(config: &mut actix_web::web::ServiceConfig) { config.service(handler); }\n";

fn listed(origins: impl Iterator<Item = String>) -> String {
    let mut list = String::new();
    for origin in origins {
        let _ = writeln!(list, "    \"{origin}\",");
    }
    list
}

fn handler(origins: &str) -> String {
    format!("{IMPORTS}#[cors(origins = [\n{origins}\n])]\n{HANDLER}")
}

/// What the compiler says, within reasonable time.
fn diagnostics(name: &str, code: &str) -> Vec<Diagnostic> {
    let start = Instant::now();
    let found = compiler::diagnostics(
        "check",
        &Fixture {
            name,
            edition: "2024",
            dependencies: &compiler::runtime(),
            code,
        },
    );
    let taken = start.elapsed();
    assert!(taken < REASONABLE, "{name} took {taken:?}");
    found
}

fn assert_rules(found: &[Diagnostic], rules: &[&str]) {
    let of_lines = found.iter().filter(|one| one.line.is_some());
    let named: Vec<&str> = of_lines
        .map(|one| one.rule().unwrap_or(&one.text))
        .collect();
    assert_eq!(named, rules);
}
