//! The route attribute below `#[cors]`: what actix-web's own macros read, read alike.

use actix_router::ResourceDef;
use proc_macro2::{Delimiter, TokenTree};
use syn::{
    Attribute, Expr, ExprLit, Lit, LitStr, Meta, MetaNameValue, Path, Token,
    parse::{Parse, ParseStream},
    punctuated::Punctuated,
};

/// actix-web's method macros.
pub(crate) const METHOD_MACROS: [&str; 10] = [
    "connect", "delete", "get", "head", "options", "patch", "post", "put", "query", "trace",
];

/// Frameworks whose route attributes have the same names, as paths begin.
const OTHER_FRAMEWORKS: [&str; 6] = ["ntex", "paperclip", "poem", "rocket", "salvo", "xitca_web"];

/// All that the route attributes of a handler say.
#[derive(Debug)]
pub(crate) struct Route {
    /// One for each router entry: `#[routes]` has several.
    pub(crate) entries: Vec<Entry>,
    /// The macro that was taken over, as it was named: whoever imported it has to see it used. The
    /// attributes below `#[routes]` are none to the compiler, and need no import.
    pub(crate) macro_path: Path,
}

/// One router entry.
#[derive(Debug)]
pub(crate) struct Entry {
    /// With its leading slash.
    pub(crate) path: String,
    pub(crate) name: Option<String>,
    pub(crate) methods: Vec<String>,
    pub(crate) guards: Vec<Path>,
    pub(crate) wraps: Vec<Expr>,
}

/// What an attribute is to actix-web.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// `#[get(..)]` and its like.
    Method(&'static str),
    /// `#[route(..)]`
    Route,
    /// `#[routes]`
    Routes,
}

impl Kind {
    /// Judged by the last segment, so that paths to the macros work, and by the route's path behind it:
    /// other crates have a `#[trace]` as well.
    pub(crate) fn of(attribute: &Attribute) -> Option<Self> {
        let path = attribute.path();
        if is_of_other_framework(path) {
            return None;
        }
        let last = path.segments.last()?.ident.to_string();
        let kind = Self::named(&last)?;
        let lacks_its_path = path.get_ident().is_some() && last != "trace";
        (kind == Self::Routes || begins_with_literal(attribute) || lacks_its_path).then_some(kind)
    }

    /// What the macro of this name is.
    pub(crate) fn named(name: &str) -> Option<Self> {
        let method = METHOD_MACROS.into_iter().find(|method| *method == name);
        match name {
            "route" => Some(Self::Route),
            "routes" => Some(Self::Routes),
            _ => method.map(Self::Method),
        }
    }
}

/// The attribute of another framework that only looks like one of actix-web's.
pub(crate) fn of_other_framework(attributes: &[Attribute]) -> Option<&Attribute> {
    let last_is = |attribute: &Attribute, is_meant: &dyn Fn(&str) -> bool| {
        let last = attribute.path().segments.last();
        last.is_some_and(|last| is_meant(&last.ident.to_string()))
    };
    let by_path = attributes.iter().find(|attribute| {
        is_of_other_framework(attribute.path())
            && last_is(attribute, &|name| Kind::named(name).is_some())
    });
    // paperclip's `#[get]` belongs to its `#[api_v2_operation]`, and is imported in place of actix-web's.
    let is_qualified = |attribute: &Attribute| {
        Kind::of(attribute).is_some() && attribute.path().get_ident().is_none()
    };
    by_path.or_else(|| {
        let is_of_paperclip =
            |attribute: &&Attribute| last_is(attribute, &|name| name == "api_v2_operation");
        let operation = attributes.iter().find(is_of_paperclip);
        operation.filter(|_| !attributes.iter().any(is_qualified))
    })
}

fn is_of_other_framework(path: &Path) -> bool {
    let first = path.segments.first();
    first.is_some_and(|first| {
        OTHER_FRAMEWORKS
            .iter()
            .any(|framework| first.ident == framework)
    })
}

impl Route {
    /// Takes the route attributes out of the list; `None` if there is none.
    pub(crate) fn take(attributes: &mut Vec<Attribute>) -> Option<syn::Result<Self>> {
        let first = attributes
            .iter()
            .position(|attribute| Kind::of(attribute).is_some())?;
        let attribute = attributes.remove(first);
        let macro_path = attribute.path().clone();
        let entries = match Kind::of(&attribute)? {
            Kind::Routes => {
                let is_method = |attribute: &mut Attribute| {
                    matches!(Kind::of(attribute), Some(Kind::Method(_)))
                };
                let stack: Vec<_> = attributes.extract_if(.., is_method).collect();
                if stack.is_empty() {
                    let message = "`#[routes]` needs at least one method attribute below it";
                    return Some(Err(syn::Error::new_spanned(attribute, message)));
                }
                stack.iter().map(Entry::read).collect()
            }
            Kind::Route | Kind::Method(_) => Entry::read(&attribute).map(|entry| vec![entry]),
        };
        Some(entries.map(|entries| Self {
            entries,
            macro_path,
        }))
    }

    /// Every method that the handler serves, each once.
    pub(crate) fn methods(&self) -> Vec<String> {
        distinct(self.entries.iter())
    }

    /// Every method that the handler serves under the path, each once.
    pub(crate) fn methods_under(&self, path: &str) -> Vec<String> {
        distinct(self.entries.iter().filter(|entry| entry.path == path))
    }
}

/// Whether the first argument is a literal, or came from a user's own macro.
fn begins_with_literal(attribute: &Attribute) -> bool {
    let Meta::List(list) = &attribute.meta else {
        return false;
    };
    match list.tokens.clone().into_iter().next() {
        Some(TokenTree::Literal(_)) => true,
        Some(TokenTree::Group(group)) => group.delimiter() == Delimiter::None,
        _ => false,
    }
}

fn distinct<'a>(entries: impl Iterator<Item = &'a Entry>) -> Vec<String> {
    let mut methods = Vec::new();
    for method in entries.flat_map(|entry| &entry.methods) {
        if !methods.contains(method) {
            methods.push(method.clone());
        }
    }
    methods
}

impl Entry {
    fn read(attribute: &Attribute) -> syn::Result<Self> {
        let kind = Kind::of(attribute);
        let arguments = match &attribute.meta {
            Meta::List(_) => attribute.parse_args::<Arguments>()?,
            other => {
                let message = "the route attribute has no path";
                return Err(syn::Error::new_spanned(other, message));
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
            return Err(syn::Error::new_spanned(attribute, message));
        }
        Ok(entry)
    }

    fn take(&mut self, option: &MetaNameValue, takes_methods: bool) -> syn::Result<()> {
        let Expr::Lit(ExprLit {
            lit: Lit::Str(value),
            ..
        }) = &option.value
        else {
            let message = "options of a route take a string literal";
            return Err(syn::Error::new_spanned(&option.value, message));
        };
        match option.path.get_ident().map(ToString::to_string).as_deref() {
            Some("name") => self.name = Some(value.value()),
            Some("guard") => self.guards.push(value.parse()?),
            Some("wrap") => self.wraps.push(value.parse()?),
            Some("method") if takes_methods => {
                let method = checked_method(value)?;
                if self.methods.contains(&method) {
                    let message = format!("HTTP method `{method}` is given twice");
                    return Err(syn::Error::new_spanned(value, message));
                }
                self.methods.push(method);
            }
            _ => {
                let message = "unknown option of a route";
                return Err(syn::Error::new_spanned(&option.path, message));
            }
        }
        Ok(())
    }
}

/// The path with its leading slash, if actix-web's router can read it.
fn checked_path(literal: &LitStr) -> syn::Result<String> {
    let mut path = literal.value();
    if !path.is_empty() && !path.starts_with('/') {
        path.insert(0, '/');
    }
    // The router's parser panics on what it cannot read; its words are worth showing.
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
            Err(syn::Error::new_spanned(literal, message))
        }
    }
}

fn checked_method(literal: &LitStr) -> syn::Result<String> {
    let method = literal.value();
    if method.is_empty() || !method.bytes().all(|byte| byte.is_ascii_uppercase()) {
        let message = format!("HTTP method must be in upper case: `{method}`");
        return Err(syn::Error::new_spanned(literal, message));
    }
    Ok(method)
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

#[cfg(test)]
mod tests {
    use syn::parse_quote;

    use super::*;

    #[test]
    fn attributes_of_other_crates_are_no_routes() {
        let others: [Attribute; 4] = [
            parse_quote!(#[fastrace::trace]),
            parse_quote!(#[trace]),
            parse_quote!(#[trace(name = "list")]),
            parse_quote!(#[tracing::instrument]),
        ];
        for attribute in others {
            assert_eq!(Kind::of(&attribute), None);
        }
        let routes: [Attribute; 4] = [
            parse_quote!(#[trace("/")]),
            parse_quote!(#[actix_web::trace("/", name = "list")]),
            parse_quote!(#[get]),
            parse_quote!(#[actix_web::routes]),
        ];
        for attribute in routes {
            assert!(Kind::of(&attribute).is_some());
        }
    }

    #[test]
    fn attributes_of_other_frameworks_are_told_apart() {
        let qualified: Attribute = parse_quote!(#[paperclip::actix::get("/")]);
        assert_eq!(Kind::of(&qualified), None);
        assert!(of_other_framework(&[qualified]).is_some());

        let operation: Attribute = parse_quote!(#[api_v2_operation]);
        let bare: Attribute = parse_quote!(#[get("/")]);
        let own: Attribute = parse_quote!(#[actix_web::get("/")]);
        assert!(of_other_framework(&[operation.clone(), bare.clone()]).is_some());
        assert!(of_other_framework(&[operation, own]).is_none());
        assert!(of_other_framework(&[bare]).is_none());
    }
}
