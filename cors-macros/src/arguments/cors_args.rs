//! `CorsArgs`: all arguments of one attribute or of one named policy, with their spans.

use cors_rules::{AttributeRule, OptOut};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Path;

use super::{argument::Argument, origins::OriginsArgument, values::ListItem};
use crate::place::behind;

/// The value of an argument, and where it is.
#[derive(Debug)]
pub(crate) struct ArgumentValue<T> {
    /// Counted from one, in the order of the source.
    pub(crate) ordinal: usize,
    /// The argument's name.
    pub(crate) span: Span,
    /// Whether the module around the item has it, and not the item itself.
    pub(crate) is_inherited: bool,
    /// `None` if the value could not be read, which was reported.
    pub(crate) value: Option<T>,
}

/// The same without the value, for any argument.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ArgumentSite {
    pub(crate) ordinal: usize,
    pub(crate) span: Span,
    pub(crate) is_inherited: bool,
    pub(crate) is_readable: bool,
}

impl<T> ArgumentValue<T> {
    fn site(&self) -> ArgumentSite {
        ArgumentSite {
            ordinal: self.ordinal,
            span: self.span,
            is_inherited: self.is_inherited,
            is_readable: self.value.is_some(),
        }
    }
}

/// All arguments.
#[derive(Debug, Default)]
pub(crate) struct CorsArgs {
    pub(crate) origins: Option<ArgumentValue<OriginsArgument>>,
    pub(crate) methods: Option<ArgumentValue<Vec<ListItem>>>,
    pub(crate) allow_headers: Option<ArgumentValue<Vec<ListItem>>>,
    pub(crate) expose_headers: Option<ArgumentValue<Vec<ListItem>>>,
    pub(crate) max_age: Option<ArgumentValue<ListItem>>,
    pub(crate) credentials: Option<ArgumentValue<bool>>,
    pub(crate) dangerously_allow: Option<ArgumentValue<Vec<(OptOut, Span)>>>,
    pub(crate) allow: Option<ArgumentValue<Vec<(&'static str, Span)>>>,
    pub(crate) policy: Option<ArgumentValue<Path>>,
    pub(crate) enforce: Option<ArgumentValue<bool>>,
    pub(crate) disabled: Option<ArgumentValue<bool>>,
    pub(crate) runtime: Option<ArgumentValue<Path>>,
    /// The name of the policy outside the module that passes it on.
    pub(crate) policy_name: Option<String>,
    /// The arguments of the module around the item.
    pub(crate) module: Option<Module>,
    /// Set when an argument could not be recognised: then none is reported as missing.
    pub(crate) is_broken: bool,
    /// Whether the item may turn out not to be a handler.
    pub(crate) is_if_route: bool,
    /// Whether the other macros on the handler have expanded.
    pub(crate) is_last: bool,
}

/// Arguments of a module.
#[derive(Debug)]
pub(crate) struct Module {
    pub(crate) args: Box<CorsArgs>,
    pub(crate) tokens: TokenStream,
}

impl CorsArgs {
    /// Where the argument is, if it is there.
    pub(crate) fn site(&self, argument: Argument) -> Option<ArgumentSite> {
        fn site<T>(value: Option<&ArgumentValue<T>>) -> Option<ArgumentSite> {
            value.map(ArgumentValue::site)
        }
        match argument {
            Argument::Origins => site(self.origins.as_ref()),
            Argument::Methods => site(self.methods.as_ref()),
            Argument::AllowHeaders => site(self.allow_headers.as_ref()),
            Argument::ExposeHeaders => site(self.expose_headers.as_ref()),
            Argument::MaxAge => site(self.max_age.as_ref()),
            Argument::Credentials => site(self.credentials.as_ref()),
            Argument::DangerouslyAllow => site(self.dangerously_allow.as_ref()),
            Argument::Allow => site(self.allow.as_ref()),
            Argument::Policy => site(self.policy.as_ref()),
            Argument::Enforce => site(self.enforce.as_ref()),
            Argument::Disabled => site(self.disabled.as_ref()),
            Argument::Crate => site(self.runtime.as_ref()),
        }
    }

    /// Whether the argument is there, on the item or on the module around it.
    pub(crate) fn has(&self, argument: Argument) -> bool {
        self.site(argument).is_some()
    }

    /// The arguments about the policy that the item itself has.
    pub(crate) fn own(&self) -> impl Iterator<Item = (Argument, ArgumentSite)> {
        Argument::ALL.iter().filter_map(|argument| {
            let site = self.site(*argument)?;
            (argument.is_about_policy() && !site.is_inherited).then_some((*argument, site))
        })
    }

    /// Whether a warning about the attribute is silenced.
    pub(crate) fn allows(&self, rule: AttributeRule) -> bool {
        let allowed = value_of(self.allow.as_ref());
        allowed.is_some_and(|names| names.iter().any(|(name, _)| *name == rule.name()))
    }

    /// Whether the item has no policy although its module has one.
    pub(crate) fn is_disabled(&self) -> bool {
        value_of(self.disabled.as_ref()) == Some(&true)
    }

    /// The path of `cors_runtime`.
    pub(crate) fn runtime(&self) -> TokenStream {
        self.runtime_at(Span::call_site())
    }

    /// The same, for code whose errors are shown at the span.
    pub(crate) fn runtime_at(&self, span: Span) -> TokenStream {
        value_of(self.runtime.as_ref()).map_or_else(
            || {
                let name = Ident::new("cors_runtime", behind(span));
                quote_spanned!(span=> ::#name)
            },
            |path| quote!(#path),
        )
    }
}

/// The value, if the argument is there and could be read.
pub(crate) fn value_of<T>(argument: Option<&ArgumentValue<T>>) -> Option<&T> {
    argument?.value.as_ref()
}
