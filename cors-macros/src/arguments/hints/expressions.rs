//! What an expression shows without being evaluated: a string, the name of a constant, an environment variable.

use syn::{Expr, ExprCall, ExprMacro, ExprMethodCall, Lit, Macro, Path, UnOp};

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
        Expr::Lit(_) => variable_in_text(&obvious_string(found)?),
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
        _ => None,
    }
}

/// `$NAME`, `${NAME}`, `env(NAME)`
fn variable_in_text(text: &str) -> Option<String> {
    let in_braces = text
        .strip_prefix("${")
        .and_then(|rest| rest.strip_suffix('}'));
    let in_call = text
        .strip_prefix("env(")
        .and_then(|rest| rest.strip_suffix(')'));
    let name = in_braces.or(in_call).or_else(|| text.strip_prefix('$'))?;
    Some(name.trim_matches(['"', '\'']).to_string())
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
