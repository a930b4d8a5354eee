//! One router entry, read from a route attribute as actix-web's own macros read it.

use actix_router::ResourceDef;
use proc_macro2::Span;
use syn::{
    Attribute, Expr, ExprLit, Lit, LitStr, Meta, MetaNameValue, Path, Token,
    parse::{Parse, ParseStream},
    punctuated::Punctuated,
    spanned::Spanned as _,
};

use super::kind::Kind;
use crate::arguments::ArgumentError;

/// One router entry.
#[derive(Debug)]
pub(crate) struct RouteEntry {
    /// With its leading slash.
    pub(crate) path: String,
    pub(crate) name: Option<String>,
    pub(crate) methods: Vec<String>,
    pub(crate) guards: Vec<Path>,
    pub(crate) wraps: Vec<Expr>,
}

const FORM: &str = "write `#[get(\"/path\")]`";

impl RouteEntry {
    /// Reads the attribute as actix-web's own macros do.
    pub(crate) fn read(attribute: &Attribute) -> Result<Self, ArgumentError> {
        let kind = Kind::of(attribute);
        let arguments = match &attribute.meta {
            Meta::List(_) => attribute
                .parse_args::<Arguments>()
                .map_err(|error| unreadable(&error))?,
            other => {
                let message = "the route attribute has no path";
                return Err(invalid(other.path().span(), message, FORM));
            }
        };
        let mut entry = Self {
            path: checked_path(&arguments.path)?,
            name: None,
            methods: Vec::new(),
            guards: Vec::new(),
            wraps: Vec::new(),
        };
        if let Some(Kind::Method(name)) = kind {
            entry.methods.push(name.to_ascii_uppercase());
        }
        for option in &arguments.options {
            entry.take(option, kind == Some(Kind::Route))?;
        }
        if entry.methods.is_empty() {
            let message = "`#[route(..)]` needs at least one `method`";
            return Err(invalid(
                attribute.path().span(),
                message,
                "write `method = \"GET\"` behind the path",
            ));
        }
        Ok(entry)
    }

    fn take(&mut self, option: &MetaNameValue, takes_methods: bool) -> Result<(), ArgumentError> {
        let Expr::Lit(ExprLit {
            lit: Lit::Str(value),
            ..
        }) = &option.value
        else {
            let message = "options of a route take a string literal";
            return Err(invalid(option.value.span(), message, FORM));
        };
        match option.path.get_ident().map(ToString::to_string).as_deref() {
            Some("name") => self.name = Some(value.value()),
            Some("guard") => self
                .guards
                .push(value.parse().map_err(|error| unreadable(&error))?),
            Some("wrap") => self
                .wraps
                .push(value.parse().map_err(|error| unreadable(&error))?),
            Some("method") if takes_methods => {
                let method = checked_method(value)?;
                if self.methods.contains(&method) {
                    let message = format!("HTTP method `{method}` is given twice");
                    return Err(invalid(value.span(), &message, "remove one of them"));
                }
                self.methods.push(method);
            }
            _ => {
                let message = "unknown option of a route";
                return Err(invalid(
                    option.path.span(),
                    message,
                    "the options are `name`, `guard`, `wrap`, and `method` of `#[route(..)]`",
                ));
            }
        }
        Ok(())
    }
}

/// The path with its leading slash, if actix-web's router can read it.
fn checked_path(literal: &LitStr) -> Result<String, ArgumentError> {
    let mut path = literal.value();
    if !path.is_empty() && !path.starts_with('/') {
        path.insert(0, '/');
    }
    // The router's parser panics on an invalid pattern; its message is worth showing.
    let parsed = std::panic::catch_unwind(|| ResourceDef::new(path.as_str()));
    match parsed {
        Ok(_) => Ok(path),
        Err(panic) => {
            let reason = panic
                .downcast_ref::<String>()
                .map(String::as_str)
                .or_else(|| panic.downcast_ref::<&str>().copied())
                .unwrap_or("the router cannot read it");
            let message = format!("invalid path pattern: {reason}");
            Err(invalid(
                literal.span(),
                &message,
                "write a path such as `/users/{id}`",
            ))
        }
    }
}

fn checked_method(literal: &LitStr) -> Result<String, ArgumentError> {
    let method = literal.value();
    let upper = method.to_ascii_uppercase();
    if upper.is_empty() || !upper.bytes().all(|byte| byte.is_ascii_uppercase()) {
        // As actix-web's own macro has it.
        let message = format!("`#[route(..)]` takes methods of letters only, and not `{method}`");
        let help = "write a method such as `GET`, or build the resource by hand with `.wrap(POLICY.layer())`";
        return Err(invalid(literal.span(), &message, help));
    }
    if upper == method {
        return Ok(method);
    }
    let message = format!("HTTP method must be in upper case: `{method}`");
    let help = format!("write `{upper}`");
    Err(invalid(literal.span(), &message, &help))
}

/// `"/path", name = "..", guard = "..", …`
struct Arguments {
    path: LitStr,
    options: Punctuated<MetaNameValue, Token![,]>,
}

impl Parse for Arguments {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let path = input.parse()?;
        if input.is_empty() {
            let options = Punctuated::new();
            return Ok(Self { path, options });
        }
        input.parse::<Token![,]>()?;
        let options = Punctuated::parse_terminated(input)?;
        Ok(Self { path, options })
    }
}

fn invalid(span: Span, message: &str, help: &str) -> ArgumentError {
    ArgumentError::new(span, message, help)
}

/// An error of the parser.
fn unreadable(error: &syn::Error) -> ArgumentError {
    ArgumentError::new(error.span(), error.to_string(), FORM)
}
