//! The words of the arguments: each shows its documentation, and is completed when it is half typed.

use std::{fs, path::Path};

use syn::{Attribute, Expr, ExprLit, Item, ItemMod, Lit, Meta};

use crate::{code::Place, editor::editor};

/// Words that rust-analyzer has an item for.
struct Group {
    name: String,
    words: Vec<Word>,
}

struct Word {
    name: String,
    summary: String,
    /// Whether it is shown, and not completed.
    is_hidden: bool,
}

impl Group {
    fn of(module: &ItemMod) -> Self {
        Self {
            name: module.ident.to_string(),
            words: modules(&module.content.as_ref().unwrap().1)
                .map(Word::of)
                .collect(),
        }
    }

    /// The group of this name in the file that is generated from the list of arguments.
    fn named(name: &str) -> Self {
        let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
        let source = fs::read_to_string(tests.join("../cors-runtime/src/editor/words.rs")).unwrap();
        let file = syn::parse_file(&source).unwrap();
        let group = modules(&file.items)
            .map(Self::of)
            .find(|group| group.name == name);
        group.unwrap()
    }
}

impl Word {
    fn of(module: &ItemMod) -> Self {
        let first = module.attrs.iter().find_map(documentation);
        Self {
            name: module.ident.to_string(),
            summary: first.expect("a word is documented"),
            is_hidden: module
                .attrs
                .iter()
                .any(|one| matches!(one.meta, Meta::List(_))),
        }
    }
}

fn modules(items: &[Item]) -> impl Iterator<Item = &ItemMod> {
    items.iter().filter_map(|item| match item {
        Item::Mod(module) => Some(module),
        _ => None,
    })
}

/// A line of `///`.
fn documentation(attribute: &Attribute) -> Option<String> {
    match &attribute.meta {
        Meta::NameValue(pair) => match &pair.value {
            Expr::Lit(ExprLit {
                lit: Lit::Str(text),
                ..
            }) => Some(text.value().trim().to_string()),
            _ => None,
        },
        Meta::Path(_) | Meta::List(_) => None,
    }
}

/// Asks about every word of the group, written in place of `{}`.
fn assert_shown(group: &str, arguments: &str, written: impl Fn(&Word) -> String) {
    let mut editor = editor();
    for word in Group::named(group).words {
        let arguments = arguments.replace("{}", &written(&word));
        for place in Place::ALL {
            let shown = editor.hover(&place.with(&arguments));
            assert!(
                shown.contains(&word.summary),
                "{place:?}, {arguments}: {shown}"
            );
        }
    }
}

/// Asks what may be written at `$0`: the words of the group, each with its documentation, and nothing else.
fn assert_completed(group: &str, half_typed: &[&str]) {
    let mut editor = editor();
    let group = Group::named(group);
    let mut expected: Vec<_> = group.words.iter().filter(|word| !word.is_hidden).collect();
    expected.sort_by(|a, b| a.name.cmp(&b.name));
    for place in Place::ALL {
        for arguments in half_typed {
            let mut found = editor.completions(&place.with(arguments));
            found.sort_by(|a, b| a.label.cmp(&b.label));
            let labels: Vec<_> = found.iter().map(|one| &one.label).collect();
            let names: Vec<_> = expected.iter().map(|word| &word.name).collect();
            assert_eq!(labels, names, "{place:?}, {arguments}");
            for (completion, word) in found.iter().zip(&expected) {
                assert!(
                    completion.documentation.contains(&word.summary),
                    "{}",
                    word.name
                );
            }
        }
    }
}

/// With the cursor in the word.
fn marked(name: &str) -> String {
    let (first, rest) = name.split_at(1);
    format!("{first}$0{rest}")
}

#[test]
fn the_names_of_arguments_are_shown_and_completed() {
    let word = |word: &Word| match word.name.as_str() {
        "crate_path" => "cr$0ate".into(),
        name => marked(name),
    };
    assert_shown("arguments", "{}", word);
    assert_shown("arguments", "unknown = 3, {}, origins =", word);
    assert_completed(
        "arguments",
        &[
            "$0",
            "or$0",
            "origins = \"*\", $0",
            "origins = \"*\", cred$0",
            "origins = \"*\", $0, credentials",
            "policy = PARTNERS, max$0",
            "max$0 = 60, policy = PARTNERS",
            "unknown = 3, max$0",
        ],
    );
}

#[test]
fn methods_are_shown_and_completed() {
    assert_shown("methods", "origins = \"*\", methods = [{}]", |word| {
        marked(&word.name)
    });
    assert_shown("methods", "methods = [\"{}\"]", |word| marked(&word.name));
    assert_completed(
        "methods",
        &[
            "methods = [$0]",
            "origins = \"*\", methods = [PUT, $0]",
            "methods = [P$0]",
            "methods = P$0",
        ],
    );
}

#[test]
fn sources_of_origins_are_shown_and_completed() {
    assert_shown("sources", "origins = {}(CUSTOMERS)", |word| {
        marked(&word.name)
    });
    assert_shown("sources", "origins = [\"https://a.example\", {}]", |word| {
        marked(&word.name)
    });
    assert_completed(
        "sources",
        &[
            "origins = $0",
            "origins = dyn$0",
            "origins = [$0]",
            "origins = [\"https://a.example\", e$0]",
        ],
    );
}

#[test]
fn opt_outs_are_shown_and_completed() {
    let list = "origins = [\"https://a.example\"], dangerously_allow = [{}]";
    assert_shown("opt_outs", list, |word| marked(&word.name));
    assert_completed(
        "opt_outs",
        &[
            "dangerously_allow = [$0]",
            "origins = \"*\", dangerously_allow = [nu$0]",
            "dangerously_allow = [null_origin, $0], origins = \"*\"",
        ],
    );
}

#[test]
fn names_of_rules_are_shown_and_completed() {
    let list = "origins = [\"https://a.example\"], allow = [\"{}\"]";
    assert_shown("rules", list, |word| marked(&word.name.replace('_', "-")));
    // rust-analyzer completes nothing inside a string.
    assert_completed(
        "rules",
        &[
            "allow = [$0]",
            "origins = \"*\", allow = [any$0]",
            "allow = [\"any-port\", dup$0]",
        ],
    );
}
