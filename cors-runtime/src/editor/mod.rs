//! What `#[cors]` and `policy!` give rust-analyzer: an item for each word of their arguments, whose documentation it
//! shows and whose name it completes, and errors and warnings at places where it would not show the compiler's.
//! The compiler gets none of it: the condition is evaluated here, where it is declared, so that no user gets a warning.

#[cfg(rust_analyzer)]
#[allow(non_snake_case, unreachable_pub)]
pub mod words;

/// Words of arguments as names, paths as values, an error, a warning. While nothing of a word is typed, something as
/// long is in its place, and a policy that has the right type.
#[cfg(rust_analyzer)]
#[doc(hidden)]
#[macro_export]
macro_rules! __editor {
    ((
        [$($argument:ident,)*] [$($method:ident,)*] [$($source:ident,)*] [$($opt_out:ident,)*] [$($rule:ident,)*]
        [$($policy:tt)*] [$($static:tt)*]
    )) => {
        const _: () = {
            $(use $crate::editor::words::arguments::$argument as _;)*
            use $crate::editor::words::arguments as _;
            $(use $crate::editor::words::methods::$method as _;)*
            use $crate::editor::words::methods as _;
            $(use $crate::editor::words::sources::$source as _;)*
            use $crate::editor::words::sources as _;
            $(use $crate::editor::words::opt_outs::$opt_out as _;)*
            use $crate::editor::words::opt_outs as _;
            $(use $crate::editor::words::rules::$rule as _;)*
            use $crate::editor::words::rules as _;
            $(const _: &$crate::Policy = &$crate::__editor! { policy $policy };)*
            $(const _: () = { let _ = &$static; };)*
        };
    };
    (policy ()) => {
        $crate::__private::NO_ORIGIN
    };
    (policy $policy:tt) => {
        $policy
    };
    (error $text:literal) => {
        ::core::compile_error! { $text }
    };
    ($place:ident $text:literal { $($item:tt)* }) => {
        const _: () = {
            #[doc = $text]
            mod $place {}
        };
    };
}

/// A warning's item; nothing of the rest. The words are one token here, because every handler has them.
#[cfg(not(rust_analyzer))]
#[doc(hidden)]
#[macro_export]
macro_rules! __editor {
    ($words:tt) => {};
    (error $text:literal) => {};
    ($place:ident $text:literal { $($item:tt)* }) => { $($item)* };
}
