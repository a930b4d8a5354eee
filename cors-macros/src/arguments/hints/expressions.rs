//! What an expression shows without being evaluated: a string, the name of a constant, an environment variable.

use cors_rules::variable_in;
use syn::{BinOp, Expr, ExprCall, ExprMacro, ExprMethodCall, Lit, Macro, Path, UnOp};

/// The name of the constant that the expression is computed from.
pub(in super::super) fn named(found: &Expr) -> Option<&Path> {
    match found {
        Expr::Path(path) if path.qself.is_none() => Some(&path.path),
        Expr::Reference(inner) => named(&inner.expr),
        Expr::Paren(inner) => named(&inner.expr),
        Expr::Group(inner) => named(&inner.expr),
        Expr::Cast(inner) => named(&inner.expr),
        Expr::Index(inner) => named(&inner.index).or_else(|| named(&inner.expr)),
        Expr::Try(inner) => named(&inner.expr),
        Expr::MethodCall(call) => named(&call.receiver),
        Expr::Unary(inner) if matches!(inner.op, UnOp::Deref(_)) => named(&inner.expr),
        Expr::Binary(binary) => named(&binary.left).or_else(|| named(&binary.right)),
        Expr::Call(call) if call.args.len() == 1 => named(call.args.first()?),
        _ => None,
    }
}

/// The environment variable that the expression reads: `std::env::var("X")`, `env("X").split(',')`, `env!("X")`.
pub(in super::super) fn variable(found: &Expr) -> Option<String> {
    match found {
        Expr::Lit(_) => variable_in(&obvious_string(found)?).map(String::from),
        Expr::Reference(inner) => variable(&inner.expr),
        Expr::Paren(inner) => variable(&inner.expr),
        Expr::Group(inner) => variable(&inner.expr),
        Expr::Try(inner) => variable(&inner.expr),
        Expr::MethodCall(call) => variable(&call.receiver),
        Expr::Index(index) => is_environment(&index.expr)
            .then(|| obvious_string(&index.index))
            .flatten(),
        Expr::Assign(assign) => is_environment(&assign.left)
            .then(|| obvious_string(&assign.right))
            .flatten(),
        Expr::Call(call) => is_environment(&call.func)
            .then(|| obvious_string(call.args.first()?))
            .flatten(),
        Expr::Macro(ExprMacro { mac, .. }) => {
            let last = mac.path.segments.last()?.ident.to_string();
            matches!(last.as_str(), "env" | "option_env")
                .then(|| macro_string(mac))
                .flatten()
        }
        _ => None,
    }
}

/// The string that the expression has at run time, where that is obvious.
pub(super) fn obvious_string(found: &Expr) -> Option<String> {
    match found {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Str(text) => Some(text.value()),
            Lit::ByteStr(text) => String::from_utf8(text.value()).ok(),
            Lit::CStr(text) => text.value().into_string().ok(),
            _ => None,
        },
        Expr::Reference(reference) => obvious_string(&reference.expr),
        Expr::Group(group) => obvious_string(&group.expr),
        Expr::Paren(paren) => obvious_string(&paren.expr),
        Expr::MethodCall(ExprMethodCall { receiver, args, .. }) if args.is_empty() => {
            obvious_string(receiver)
        }
        Expr::Call(ExprCall { args, .. }) if args.len() == 1 => obvious_string(args.first()?),
        Expr::Macro(ExprMacro { mac, .. }) if mac.path.is_ident("concat") => macro_string(mac),
        Expr::Binary(sum) if matches!(sum.op, BinOp::Add(_)) => {
            Some(obvious_string(&sum.left)? + &obvious_string(&sum.right)?)
        }
        _ => None,
    }
}

fn is_environment(function: &Expr) -> bool {
    let last = named(function).and_then(|path| path.segments.last());
    last.is_some_and(|last| {
        ["env", "var", "var_os"]
            .iter()
            .any(|name| last.ident == name)
    })
}

/// The literals of a macro's arguments, joined.
fn macro_string(mac: &Macro) -> Option<String> {
    let parser = syn::punctuated::Punctuated::<Lit, syn::Token![,]>::parse_terminated;
    let literals = mac.parse_body_with(parser).ok()?;
    literals
        .iter()
        .map(|literal| match literal {
            Lit::Str(text) => Some(text.value()),
            Lit::Int(number) => Some(number.base10_digits().to_string()),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proc_macro2::{Delimiter, Group, TokenStream};
    use syn::Expr;

    use super::{named, obvious_string, variable};
    use crate::arguments::path_text;

    fn parsed(text: &str) -> Expr {
        syn::parse_str(text).unwrap()
    }

    /// The expression as a fragment of another macro.
    fn fragment(text: &str) -> Expr {
        let tokens: TokenStream = text.parse().unwrap();
        let group = Group::new(Delimiter::None, tokens);
        syn::parse_quote!(#group)
    }

    #[test]
    fn the_constant_that_an_expression_is_computed_from_is_found() {
        let name = |found: &Expr| named(found).map(path_text);
        for text in [
            "time::HOUR",
            "&time::HOUR",
            "(time::HOUR)",
            "time::HOUR as u32",
            "LIST[time::HOUR]",
            "time::HOUR[0]",
            "time::HOUR?",
            "time::HOUR.as_secs()",
            "*time::HOUR",
            "time::HOUR * 2",
            "2 * time::HOUR",
            "Some(time::HOUR)",
        ] {
            assert_eq!(name(&parsed(text)).as_deref(), Some("time::HOUR"), "{text}");
        }
        assert_eq!(name(&fragment("HOUR")).as_deref(), Some("HOUR"));
        for text in ["60", "-HOUR", "max(HOUR, DAY)", "<Time as Units>::HOUR"] {
            assert_eq!(name(&parsed(text)), None, "{text}");
        }
    }

    #[test]
    fn the_environment_variable_that_an_expression_reads_is_found() {
        for text in [
            "\"$SITES\"",
            "\"${SITES}\"",
            "\"%SITES%\"",
            "\"env(SITES)\"",
            "&env(\"SITES\")",
            "(env(\"SITES\"))",
            "env(\"SITES\")?",
            "env(\"SITES\").split(',')",
            "std::env::var(\"SITES\")",
            "std::env::var_os(\"SITES\")",
            "env[\"SITES\"]",
            "env = \"SITES\"",
            "env!(\"SITES\")",
            "std::option_env!(\"SITES\")",
        ] {
            assert_eq!(variable(&parsed(text)).as_deref(), Some("SITES"), "{text}");
        }
        let read = fragment("env(\"SITES\")");
        assert_eq!(variable(&read).as_deref(), Some("SITES"));
        for text in [
            "\"SITES\"",
            "\"$a.example\"",
            "read(\"SITES\")",
            "list[\"SITES\"]",
            "name = \"SITES\"",
            "concat!(\"SITES\")",
            "env(SITES)",
        ] {
            assert_eq!(variable(&parsed(text)), None, "{text}");
        }
    }

    #[test]
    fn a_string_is_found_where_it_is_obvious() {
        for text in [
            "\"a1\"",
            "b\"a1\"",
            "c\"a1\"",
            "&\"a1\"",
            "(\"a1\")",
            "\"a1\".to_owned()",
            "String::from(\"a1\")",
            "concat!(\"a\", 1)",
            "\"a\" + \"1\"",
        ] {
            assert_eq!(
                obvious_string(&parsed(text)).as_deref(),
                Some("a1"),
                "{text}"
            );
        }
        assert_eq!(obvious_string(&fragment("\"a1\"")).as_deref(), Some("a1"));
        for text in [
            "1",
            "NAME",
            "\"a1\".replace('a', \"b\")",
            "join(\"a1\", \"b\")",
            "format!(\"a1\")",
            "\"a\" - \"1\"",
            "\"a\" + NAME",
            "concat!(\"a\", true)",
        ] {
            assert_eq!(obvious_string(&parsed(text)), None, "{text}");
        }
    }
}
