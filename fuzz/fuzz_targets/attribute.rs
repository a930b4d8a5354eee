//! Any tokens as the arguments of `#[cors]`, above any tokens: the attribute does not panic, a whole item stays whole,
//! and what is accepted parses.
//!
//! The first line of an input is the arguments, the others are the item.

#![no_main]

use std::panic;

use libfuzzer_sys::fuzz_target;
use proc_macro2::TokenStream;
use syn::{File, Item};

// The fuzzer's own hook ends the process at a panic that the attribute catches, where actix-web refuses a path by one.
fuzz_target!(init: panic::set_hook(Box::new(|_| ())), |text: &str| {
    let (arguments, item) = text.split_once('\n').unwrap_or((text, ""));
    let item = if item.is_empty() {
        "#[put(\"/\")] async fn handler() {}"
    } else {
        item
    };
    let (Ok(arguments), Ok(item)) = (arguments.parse(), item.parse::<TokenStream>()) else {
        return;
    };
    let expansion = cors_fuzz::cors(arguments, &item);
    if let Some(name) = function(&item) {
        let file =
            syn::parse2::<File>(expansion).expect("a whole item has an expansion that parses");
        assert!(
            file.items
                .iter()
                .any(|item| name_of(item) == Some(name.clone()))
        );
    }
});

/// The name of the only item, if it is a function.
fn function(item: &TokenStream) -> Option<String> {
    match &syn::parse2::<File>(item.clone()).ok()?.items[..] {
        [Item::Fn(function)] => Some(function.sig.ident.to_string()),
        _ => None,
    }
}

/// A handler is a function, or a struct of this name.
fn name_of(item: &Item) -> Option<String> {
    match item {
        Item::Fn(item) => Some(item.sig.ident.to_string()),
        Item::Struct(item) => Some(item.ident.to_string()),
        _ => None,
    }
}
