//! A validated policy as the constant expression that the runtime reads.

use cors_rules::{Hazards, OptOut, Policy, closed_route_message};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Path;

use super::{origins, private::runtime, summary::named_policy};
use crate::{
    arguments::{Argument, CorsArgs, OriginsArgument, value_of},
    place::{self, behind},
};

/// A policy as a constant expression.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PolicyExpr<'a> {
    pub(crate) args: &'a CorsArgs,
    pub(crate) policy: &'a Policy,
}

impl PolicyExpr<'_> {
    /// The policy as a constant expression.
    pub(crate) fn value(self) -> TokenStream {
        match value_of(self.args.policy.as_ref()) {
            Some(base) => self.merged(base),
            None => self.complete(),
        }
    }

    /// Whether the user's own items are part of the value: a named policy, or a `static` that is asked for origins.
    pub(crate) fn names_items(self) -> bool {
        let origins = value_of(self.args.origins.as_ref());
        self.args.has(Argument::Policy) || matches!(origins, Some(OriginsArgument::Dynamic(..)))
    }

    /// A policy that does not start from another one. Parts with default values are left out, because this code is in
    /// every handler.
    fn complete(self) -> TokenStream {
        let runtime = runtime();
        let origins = origins::setting(self.args, self.policy);
        let (names, values): (Vec<_>, Vec<_>) = self.parts().into_iter().unzip();
        let hazards = self.policy.hazards();
        let hazards = (!hazards.is_empty()).then(|| {
            let bits = bits(&runtime, hazards);
            quote!(.hazards(#bits))
        });
        quote!(#runtime::Policy::written(#origins) #(.#names(#values))* #hazards)
    }

    /// The policy's parts in place of another policy's.
    fn merged(self, base: &Path) -> TokenStream {
        let runtime = runtime();
        let origins = self.args.origins.as_ref().map(|_| {
            let origins = origins::setting(self.args, self.policy);
            quote!(origins: #origins,)
        });
        let (names, values): (Vec<_>, Vec<_>) = self.parts().into_iter().unzip();
        let hazards = bits(&runtime, self.policy.hazards());
        let replaceable = bits(&runtime, self.replaceable_hazards());
        // An error of constant evaluation is shown here: where the other policy is named, or where the item
        // adds to what its module names.
        let is_inherited = self.has_inherited(Argument::Policy);
        let span = if is_inherited && self.args.own().next().is_some() {
            Span::call_site().resolved_at(place::of_path(base))
        } else {
            place::of_path(base)
        };
        let here = self.args.runtime_at(span);
        let function = quote_spanned!(behind(span)=> __private::Policy::merged);
        let base = quote_spanned!(span=> &#base);
        let parts = quote_spanned! {behind(span)=>
            #runtime::Parts {
                #origins
                #(#names: #values,)*
                hazards: #runtime::Policy::parts(#base)
                    .hazards
                    .difference(#replaceable)
                    .union(#hazards),
                ..*#runtime::Policy::parts(#base)
            }
        };
        quote_spanned!(span=> #here::#function(#parts))
    }

    /// The value on a route that serves these methods. A policy that the handler itself names has to open one of
    /// them; a policy that its module names is for many handlers.
    pub(crate) fn value_on(self, served: &[String], value: &TokenStream) -> TokenStream {
        let base = value_of(self.args.policy.as_ref());
        let is_inherited = self.has_inherited(Argument::Policy);
        match base.filter(|_| !is_inherited && !self.args.has(Argument::Methods)) {
            Some(base) => {
                let message = closed_route_message(served);
                let span = place::of_path(base);
                let for_route = Ident::new("for_route", behind(span));
                quote_spanned!(span=> #value.#for_route(&[#(#served),*], #message))
            }
            None => value.clone(),
        }
    }

    fn has_inherited(self, argument: Argument) -> bool {
        let site = self.args.site(argument);
        site.is_some_and(|site| site.is_inherited)
    }

    /// The parts that the arguments set, except the origins.
    fn parts(self) -> Vec<(Ident, TokenStream)> {
        let given = Argument::ALL
            .iter()
            .filter(|argument| self.args.has(**argument));
        let parts = given.filter_map(|argument| self.part(*argument));
        parts.chain(self.provenance()).collect()
    }

    /// Where the policy comes from, for reports, unless all of it is in the item's own attribute.
    fn provenance(self) -> Vec<(Ident, TokenStream)> {
        let part = |name, value| (Ident::new(name, Span::call_site()), value);
        let named =
            named_policy(self.args).map(|name| part("named", optional(&runtime(), Some(name))));
        let mut arguments = Argument::ALL.iter();
        let is_inherited = arguments.any(|argument| self.has_inherited(*argument));
        let inherited = is_inherited.then(|| part("inherited", quote!(true)));
        named.into_iter().chain(inherited).collect()
    }

    fn part(self, argument: Argument) -> Option<(Ident, TokenStream)> {
        let runtime = runtime();
        let policy = self.policy;
        let flag = |value: bool| quote!(#value);
        let list = |names: &[String]| optional(&runtime, joined(names));
        let (name, value) = match argument {
            Argument::Methods => ("methods", self.methods()),
            Argument::AllowHeaders => ("allow_headers", list(policy.allow_headers())),
            Argument::ExposeHeaders => ("expose_headers", list(policy.expose_headers())),
            Argument::MaxAge => {
                let seconds = policy.max_age().map(|seconds| seconds.to_string());
                ("max_age", optional(&runtime, seconds))
            }
            Argument::Credentials => ("credentials", flag(policy.credentials())),
            Argument::Enforce => ("enforce", flag(policy.enforce())),
            Argument::DangerouslyAllow => ("opt_outs", self.opt_outs()),
            Argument::Allow => ("allow", self.allow()),
            // The origins are the first part of every policy.
            Argument::Origins | Argument::Policy | Argument::Disabled | Argument::Crate => {
                return None;
            }
        };
        Some((Ident::new(name, Span::call_site()), value))
    }

    fn methods(self) -> TokenStream {
        let runtime = runtime();
        match self.policy.methods() {
            Some(methods) if self.args.methods.is_some() => {
                quote!(#runtime::Methods::Listed(&[#(#methods),*]))
            }
            _ => quote!(#runtime::Methods::OfRoute),
        }
    }

    fn allow(self) -> TokenStream {
        let names = value_of(self.args.allow.as_ref()).into_iter().flatten();
        let names = names.map(|(name, _)| name);
        quote!(&[#(#names),*])
    }

    fn opt_outs(self) -> TokenStream {
        let runtime = runtime();
        let opt_outs = value_of(self.args.dangerously_allow.as_ref());
        let names = opt_outs
            .into_iter()
            .flatten()
            .map(|(opt_out, _)| match opt_out {
                OptOut::InsecureOrigins => quote!(InsecureOrigins),
                OptOut::PublicSuffixes => quote!(PublicSuffixes),
                OptOut::NullOrigin => quote!(NullOrigin),
            });
        quote!(&[#(#runtime::OptOut::#names),*])
    }

    /// The hazards of the fields that the arguments replace.
    fn replaceable_hazards(self) -> Hazards {
        let given = Argument::ALL
            .iter()
            .filter(|argument| self.args.has(**argument));
        given.map(|argument| hazards_of(*argument)).collect()
    }
}

fn hazards_of(argument: Argument) -> Hazards {
    match argument {
        Argument::Origins => Hazards::OF_ORIGINS,
        Argument::Methods => Hazards::ANY_METHOD,
        Argument::AllowHeaders => Hazards::ANY_REQUEST_HEADER,
        Argument::ExposeHeaders => Hazards::ANY_RESPONSE_HEADER,
        Argument::MaxAge
        | Argument::Credentials
        | Argument::Policy
        | Argument::Enforce
        | Argument::Disabled
        | Argument::DangerouslyAllow
        | Argument::Allow
        | Argument::Crate => Hazards::empty(),
    }
}

fn bits(runtime: &Ident, hazards: Hazards) -> TokenStream {
    let bits = hazards.bits();
    quote!(#runtime::Hazards::from_bits_retain(#bits))
}

fn joined(names: &[String]) -> Option<String> {
    (!names.is_empty()).then(|| names.join(", "))
}

/// `Some` and `None` by paths that nothing in scope can shadow.
fn optional(runtime: &Ident, text: Option<String>) -> TokenStream {
    let none = || quote!(#runtime::Option::None);
    text.map_or_else(none, |text| quote!(#runtime::Option::Some(#text)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{diagnostics::Diagnostics, lower::PolicyInput};

    fn names_items(arguments: TokenStream) -> bool {
        let mut diagnostics = Diagnostics::default();
        let args = CorsArgs::parse(arguments, &mut diagnostics);
        let input = PolicyInput::new(&args, &Ident::new("handler", Span::call_site()), None);
        let policy = &input.validate(&mut diagnostics).unwrap().policy;
        PolicyExpr {
            args: &args,
            policy,
        }
        .names_items()
    }

    #[test]
    fn named_policies_and_sources_are_items_that_the_compiler_has_to_find() {
        assert!(names_items(quote!(policy = SITES)));
        assert!(names_items(quote!(origins = dynamic(SITES))));
        assert!(!names_items(quote!(origins = ["https://a.example"])));
        assert!(!names_items(quote!(origins = env("SITES"))));
    }
}
