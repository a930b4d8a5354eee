//! Extractors in a handler's signature that read a request header which the policy does not allow: no page of an
//! allowed origin can call such a handler. Types are recognised by their paths, so another type with a similar
//! name gets no warning.

use cors_rules::{AttributeRule, Policy};
use proc_macro2::Span;
use syn::{
    FnArg, GenericArgument, PatType, Path, PathArguments, Signature, Type, spanned::Spanned as _,
};

use crate::{
    arguments::{Argument, CorsArgs},
    diagnostics::{Position, Warning, shape_text},
};

/// A header that an extractor reads.
struct RequiredHeader {
    name: &'static str,
    rule: AttributeRule,
    extractor: String,
    span: Span,
}

/// A warning for each extractor whose header is not allowed.
pub(crate) fn warnings(
    signature: &Signature,
    args: &CorsArgs,
    policy: &Policy,
) -> Vec<(AttributeRule, Warning)> {
    // The headers of a named policy are not known here.
    let is_known = !args.has(Argument::Policy) || args.has(Argument::AllowHeaders);
    // A parameter under a condition is not in every build.
    let is_certain = |typed: &PatType| !typed.attrs.iter().any(|one| one.path().is_ident("cfg"));
    let types = signature.inputs.iter().filter_map(|input| match input {
        FnArg::Typed(typed) if is_known && is_certain(typed) => Some(&*typed.ty),
        FnArg::Typed(_) | FnArg::Receiver(_) => None,
    });
    let required = types.flat_map(extractors_in).filter_map(required_header);
    required
        .filter(|header| !allows(policy, header.name))
        .map(|header| (header.rule, warning(&header, policy)))
        .collect()
}

/// Whether the policy allows the header; `*` does not cover `authorization`
/// (<https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name>).
fn allows(policy: &Policy, header: &str) -> bool {
    policy.allow_headers().iter().any(|allowed| {
        allowed.eq_ignore_ascii_case(header) || (allowed == "*" && header != "authorization")
    })
}

fn warning(header: &RequiredHeader, policy: &Policy) -> Warning {
    let RequiredHeader {
        name,
        rule,
        extractor,
        span,
    } = header;
    let message = format!("`{extractor}` reads `{name}`, which the policy does not allow");
    let allowed = policy.allow_headers().iter().map(String::as_str);
    let names: Vec<_> = allowed
        .chain([*name])
        .map(|name| format!("{name:?}"))
        .collect();
    let help = format!("write `allow_headers = [{}]`", names.join(", "));
    Warning {
        position: Position::ITEM,
        span: *span,
        text: shape_text(*rule, &message, &help),
    }
}

/// The paths of the extractors that must all succeed: a tuple is extracted element by element. `Option`, `Result` and
/// `Either` are not followed: the handler runs without what they hold.
fn extractors_in(argument: &Type) -> Vec<&Path> {
    match argument {
        Type::Path(argument) if argument.qself.is_none() => vec![&argument.path],
        Type::Tuple(tuple) => tuple.elems.iter().flat_map(extractors_in).collect(),
        Type::Paren(inner) => extractors_in(&inner.elem),
        Type::Group(inner) => extractors_in(&inner.elem),
        _ => Vec::new(),
    }
}

fn required_header(path: &Path) -> Option<RequiredHeader> {
    let (name, rule) = if is_one_of(path, &["web::Json", "actix_web::web::Json"]) {
        ("content-type", AttributeRule::ContentTypeNotAllowed)
    } else if is_credentials(path) || is_authorization_header(path) {
        ("authorization", AttributeRule::AuthorizationNotAllowed)
    } else {
        return None;
    };
    let extractor = path.segments.last()?.ident.to_string();
    Some(RequiredHeader {
        name,
        rule,
        extractor,
        span: path.span(),
    })
}

/// The extractors of `actix-web-httpauth`.
fn is_credentials(path: &Path) -> bool {
    let paths = [
        "BearerAuth",
        "bearer::BearerAuth",
        "extractors::bearer::BearerAuth",
        "actix_web_httpauth::extractors::bearer::BearerAuth",
        "BasicAuth",
        "basic::BasicAuth",
        "extractors::basic::BasicAuth",
        "actix_web_httpauth::extractors::basic::BasicAuth",
    ];
    is_one_of(path, &paths)
}

/// `web::Header<Authorization<..>>`
fn is_authorization_header(path: &Path) -> bool {
    let last = path.segments.last().map(|last| &last.arguments);
    let Some(PathArguments::AngleBracketed(arguments)) = last else {
        return false;
    };
    let Some(GenericArgument::Type(Type::Path(header))) = arguments.args.first() else {
        return false;
    };
    let headers = [
        "Authorization",
        "authorization::Authorization",
        "actix_web_httpauth::headers::authorization::Authorization",
    ];
    is_one_of(path, &["web::Header", "actix_web::web::Header"]) && is_one_of(&header.path, &headers)
}

/// Compares without generic arguments.
fn is_one_of(path: &Path, known: &[&str]) -> bool {
    known.iter().any(|known| is(path, known))
}

fn is(path: &Path, known: &str) -> bool {
    let mut segments = path.segments.iter().rev();
    let mut names = known.rsplit("::");
    // Most paths differ in their last name, so nothing else of them is compared.
    names.all(|name| segments.next().is_some_and(|segment| segment.ident == name))
        && segments.next().is_none()
}

#[cfg(test)]
mod tests {
    use proc_macro2::{Delimiter, Group};
    use quote::quote;
    use syn::Type;

    use super::{extractors_in, required_header};

    /// Whether a header is needed for the argument of a handler.
    fn needs_header(argument: &Type) -> bool {
        let needs = |path| required_header(path).is_some();
        extractors_in(argument).into_iter().any(needs)
    }

    #[test]
    fn extractors_in_parentheses_and_of_other_macros_are_recognised() {
        let fragment = Group::new(Delimiter::None, quote!(web::Json<u32>));
        for argument in [
            quote!(web::Json<u32>),
            quote!((web::Json<u32>)),
            quote!((u32, web::Json<u32>)),
            quote!(#fragment),
            quote!(web::Header<Authorization<Bearer>>),
        ] {
            let text = argument.to_string();
            assert!(needs_header(&syn::parse2(argument).unwrap()), "{text}");
        }
    }

    #[test]
    fn other_types_with_such_names_are_not() {
        for argument in [
            quote!(<Body as web::Json>::Inner),
            quote!(<Body as web>::Json<u32>),
            quote!(other::web::Json<u32>),
            quote!(Json<u32>),
            quote!(web::Header),
            quote!(web::Header<'a>),
            quote!(web::Header<ContentType>),
            quote!(Option<Authorization<Bearer>>),
        ] {
            let text = argument.to_string();
            assert!(!needs_header(&syn::parse2(argument).unwrap()), "{text}");
        }
    }
}
