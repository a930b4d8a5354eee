//! The items that the words name, and the macros' documentation in editors, written from the list of arguments and
//! from the rules: `UPDATE_EXPECT=1 cargo test -p cors-macros` rewrites the files.

use std::fmt::Write as _;

use cors_rules::{AttributeRule, OptOut, Rule, Severity};
use expect_test::expect_file;

use super::words::CRATE;
use crate::arguments::Argument;

const ITEMS: &str = "\
//! An item for each word of the arguments, whose documentation rust-analyzer shows. A test of `cors-macros` writes this
//! file from the list of arguments and from the rules: `UPDATE_EXPECT=1 cargo test -p cors-macros`.
";

const TABLE: &str = "\
//! The table of arguments in the documentation of the macros, for editors. A test of `cors-macros` writes this file
//! from the list of arguments: `UPDATE_EXPECT=1 cargo test -p cors-macros`.

/// Adds the table to the documentation of a macro.
macro_rules! with_table_of_arguments {
    ($(#[$attribute:meta])* pub fn $($function:tt)+) => {
        $(#[$attribute])*
        ATTRIBUTES
        pub fn $($function)+
    };
}

pub(crate) use with_table_of_arguments;
";

/// Methods that actix-web has a macro for and that browsers send, and whether they ask first.
const METHODS: [(&str, bool); 8] = [
    ("DELETE", true),
    ("GET", false),
    ("HEAD", false),
    ("OPTIONS", true),
    ("PATCH", true),
    ("POST", false),
    ("PUT", true),
    ("QUERY", true),
];

const SOURCES: [(&str, &str); 2] = [
    (
        "env",
        "Origins from an environment variable, separated by commas, which is read when the server starts: \
         `env(\"CORS_ORIGINS\")`, or `env(\"CORS_ORIGINS\", default = [\"http://localhost:3000\"])`.",
    ),
    (
        "dynamic",
        "A `static` that is asked for each request: `dynamic(CUSTOMERS)`. It is a `SharedOrigins`, a `KeyedOrigins`, \
         or has a type that implements `OriginSource`.",
    ),
];

#[test]
fn every_word_names_a_documented_item() {
    let mut file = ITEMS.to_string();
    let mut group = |name: &str, summary: &str, words: Vec<(String, String)>| {
        let _ = write!(file, "\n/// {summary}\npub mod {name} {{\n");
        for (word, documentation) in words {
            for line in documentation.lines() {
                file += format!("    /// {line}").trim_end();
                file += "\n";
            }
            // A word that is completed in no other form than it is written.
            let hidden = (word == CRATE).then_some("    #[doc(hidden)]\n");
            let hidden = hidden.unwrap_or_default();
            let _ = writeln!(file, "{hidden}    pub mod {word} {{}}");
        }
        file += "}\n";
    };
    let owned = |(word, text): &(&str, &str)| (word.to_string(), text.to_string());
    group("arguments", "Names of arguments.", arguments());
    group("methods", "Entries of `methods`.", methods());
    group(
        "sources",
        "Values of `origins`.",
        SOURCES.iter().map(owned).collect(),
    );
    group("opt_outs", "Entries of `dangerously_allow`.", opt_outs());
    group("rules", "Entries of `allow`.", rules());
    expect_file!["../../../cors-runtime/src/editor/words.rs"].assert_eq(&file);
}

/// The table is in attributes, because rust-analyzer expands no `include_str!` there.
#[test]
fn the_documentation_of_cors_and_of_policy_lists_the_arguments() {
    let mut table = vec![
        String::new(),
        "| Argument | Meaning |".into(),
        "|:---|:---|".into(),
    ];
    table.extend(Argument::ALL.iter().map(|argument| {
        let (example, summary) = (argument.example(), argument.summary());
        format!("| `{example}` | {summary} |")
    }));
    let attributes = table.iter().fold(String::new(), |mut text, line| {
        let _ = writeln!(text, "        #[cfg_attr(rust_analyzer, doc = {line:?})]");
        text
    });
    let file = TABLE.replace("        ATTRIBUTES\n", &attributes);
    expect_file!["table_of_arguments.rs"].assert_eq(&file);
}

fn arguments() -> Vec<(String, String)> {
    let word = |argument: &Argument| match argument {
        Argument::Crate => CRATE.to_string(),
        other => other.name().to_string(),
    };
    let documentation = |argument: &Argument| {
        let (summary, form, example) = (argument.summary(), argument.form(), argument.example());
        format!("{summary}\n\nTakes {form}, as in `{example}`.")
    };
    let all = Argument::ALL.iter();
    all.map(|argument| (word(argument), documentation(argument)))
        .collect()
}

fn methods() -> Vec<(String, String)> {
    let documentation = |(method, has_preflight): &(&str, bool)| {
        let preflight = match has_preflight {
            true => "browsers ask with a preflight before they send it",
            false => {
                "CORS-safelisted, so browsers send it without a preflight unless the request has other headers"
            }
        };
        (
            method.to_string(),
            format!("The method `{method}`: {preflight}."),
        )
    };
    METHODS.iter().map(documentation).collect()
}

fn opt_outs() -> Vec<(String, String)> {
    let documentation = |opt_out: OptOut| {
        let text = match opt_out {
            OptOut::InsecureOrigins => "Allows plain `http` origins together with credentials.",
            OptOut::PublicSuffixes => {
                "Allows a wildcard directly on a public suffix together with credentials."
            }
            OptOut::NullOrigin => {
                "Allows the origin `null`, never together with credentials: any sandboxed frame has it."
            }
        };
        (opt_out.name().to_string(), text.to_string())
    };
    OptOut::ALL.into_iter().map(documentation).collect()
}

fn rules() -> Vec<(String, String)> {
    let of_policies = Rule::ALL
        .iter()
        .map(|rule| (rule.name(), rule.severity(), rule.summary()));
    let of_the_attribute = AttributeRule::ALL
        .iter()
        .map(|rule| (rule.name(), rule.severity(), rule.summary()));
    let warnings = of_policies
        .chain(of_the_attribute)
        .filter(|(_, severity, _)| *severity == Severity::Warning);
    warnings
        .map(|(name, _, summary)| {
            let documentation = format!("Silences the warning `{name}`: {summary}.");
            (name.replace('-', "_"), documentation)
        })
        .collect()
}
