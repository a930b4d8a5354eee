//! Any tokens in `policy! { .. }`: it does not panic, and its expansion parses.

#![no_main]

use libfuzzer_sys::fuzz_target;
use syn::File;

fuzz_target!(|text: &str| {
    if let Ok(tokens) = text.parse() {
        let expansion = cors_fuzz::policy(tokens);
        assert!(syn::parse2::<File>(expansion).is_ok());
    }
});
