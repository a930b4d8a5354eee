//! Marks below values, and the code that errors become.

use quote::quote;

use crate::expand_cors;

/// Whether the slash at the end of the origin is marked.
fn is_marked(origin: &str) -> bool {
    let item = quote!(
        #[get("/")]
        async fn handler() {}
    );
    let expansion = expand_cors(quote!(origins = [#origin]), &item).to_string();
    assert!(expansion.contains("ends in a slash"), "{origin}");
    expansion.contains('^')
}

#[test]
fn wrong_bytes_are_marked_in_values_of_up_to_72_bytes() {
    let of_length = |length: usize| {
        let host = "a".repeat(length - "https://.example/".len());
        format!("https://{host}.example/")
    };
    assert!(is_marked(&of_length(71)));
    assert!(is_marked(&of_length(72)));
    assert!(!is_marked(&of_length(73)));
}

#[test]
fn an_error_about_the_whole_attribute_is_repeated_for_rust_analyzer() {
    let is_repeated = |arguments| {
        let item = quote!(
            #[get("/")]
            async fn handler() {}
        );
        let expansion = expand_cors(arguments, &item).to_string();
        assert!(expansion.contains("compile_error !"));
        expansion.contains("__editor ! { error ")
    };
    assert!(is_repeated(quote!(credentials)));
    assert!(!is_repeated(quote!(origins = 1)));
}

#[test]
fn the_conditions_of_an_item_that_is_not_a_function_hold_for_its_errors() {
    for item in [
        quote!(
            struct Handler;
        ),
        quote!(
            fn() {}
        ),
    ] {
        let item = quote!(#[cfg(unix)] #[get("/")] #item);
        let expansion = expand_cors(quote!(origins = 1), &item).to_string();
        let errors = expansion.matches("compile_error !").count();
        let conditional = expansion.matches("# [cfg (unix)] const _ ").count();
        assert!(errors > 0, "{expansion}");
        assert_eq!(conditional, errors, "{expansion}");
    }
}

#[test]
fn the_conditions_of_an_item_hold_for_both_forms_of_an_error() {
    let item = quote!(
        #[cfg(unix)]
        #[get("/")]
        async fn handler() {}
    );
    let expansion = expand_cors(quote!(credentials), &item).to_string();
    for error in ["const _ ", ":: cors_runtime :: __editor ! { error "] {
        let conditional = format!("# [cfg (unix)] {error}");
        assert!(expansion.contains(&conditional), "{expansion}");
    }
}

#[test]
fn an_error_in_an_impl_is_not_wrapped_in_a_constant() {
    for (item, is_item) in [
        (
            quote!(
                async fn get() {}
            ),
            true,
        ),
        (
            quote!(
                async fn get(&self) {}
            ),
            false,
        ),
    ] {
        let expansion = expand_cors(quote!(origins = "*"), &item).to_string();
        assert!(expansion.contains("compile_error !"), "{item}");
        assert_eq!(expansion.contains("const _"), is_item, "{item}");
    }
}
