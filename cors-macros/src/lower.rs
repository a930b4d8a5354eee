//! The bridge to `cors-rules`: arguments to a `Config`, and a `Site` back to a span.

use cors_rules::{Config, Rule, Setting, Site, Validated, Violation};
use proc_macro2::{Ident, Span};
use syn::spanned::Spanned as _;

use crate::{
    args::{CorsArgs, Given, value_of},
    argument_values::{Entries, Origins},
    diagnostics::{Diagnostics, Position},
};

/// Arguments on their way through the rules.
#[derive(Debug)]
pub(crate) struct Lowered<'a> {
    args: &'a CorsArgs,
    /// What concerns no argument is told at the attribute as a whole.
    attribute: Span,
    config: Config,
}

impl<'a> Lowered<'a> {
    pub(crate) fn new(args: &'a CorsArgs, item: &Ident, served: Option<Vec<String>>) -> Self {
        let texts = |given: Option<&Given<Entries>>| -> Option<Vec<String>> {
            let entries = value_of(given)?;
            Some(entries.iter().map(|entry| entry.text.clone()).collect())
        };
        let listed = |given: Option<&Given<Origins>>| -> Option<Vec<String>> {
            match value_of(given)? {
                Origins::Listed(entries) => {
                    Some(entries.iter().map(|entry| entry.text.clone()).collect())
                }
                Origins::Environment(_) | Origins::Dynamic(..) => None,
            }
        };
        let CorsArgs {
            origins,
            methods,
            allow_headers,
            expose_headers,
            max_age,
            credentials,
            dangerously_allow,
            policy,
            enforce,
            ..
        } = args;
        let config = Config {
            origins: listed(origins.as_ref()),
            origins_from_elsewhere: policy.is_some() || is_elsewhere(value_of(origins.as_ref())),
            methods: texts(methods.as_ref()),
            methods_for_many_routes: methods.as_ref().is_some_and(|given| given.is_inherited),
            allow_headers: texts(allow_headers.as_ref()).unwrap_or_default(),
            expose_headers: texts(expose_headers.as_ref()).unwrap_or_default(),
            max_age: value_of(max_age.as_ref()).map(|entry| entry.text.clone()),
            credentials: value_of(credentials.as_ref()).copied().unwrap_or(false),
            enforce: value_of(enforce.as_ref()).copied().unwrap_or(false),
            dangerously_allow: value_of(dangerously_allow.as_ref())
                .map(|opt_outs| opt_outs.iter().map(|(opt_out, _)| *opt_out).collect())
                .unwrap_or_default(),
            served,
        };
        // Resolved like the user's own code, the span says nothing about macros.
        let attribute = Span::call_site().resolved_at(item.span());
        Self {
            args,
            attribute,
            config,
        }
    }

    /// The same, with another place for what concerns no argument.
    pub(crate) fn at(self, place: Span) -> Self {
        Self {
            attribute: place,
            ..self
        }
    }

    /// Validates the policy; what is wrong is reported at its place.
    pub(crate) fn validate(&self, diagnostics: &mut Diagnostics) -> Option<Validated> {
        match self.config.validate() {
            Ok(mut validated) => {
                validated
                    .warnings
                    .retain(|warning| self.is_certain(warning));
                Some(validated)
            }
            Err(violations) => {
                for violation in violations {
                    let site = violation.site();
                    if self.is_known(site.setting) {
                        let (position, span) = self.place_of(site);
                        diagnostics.violation(position, span, &violation);
                    }
                }
                None
            }
        }
    }

    /// Whether the warning holds whatever the named policy says, in which the arguments replace fields.
    fn is_certain(&self, warning: &Violation) -> bool {
        let CorsArgs {
            policy,
            allow_headers,
            credentials,
            ..
        } = self.args;
        if warning.rule() == Rule::LocalhostWithCredentials && self.is_conditional(warning.site()) {
            return false;
        }
        policy.is_none()
            || match warning.rule() {
                Rule::MaxAgeWithoutPreflight => allow_headers.is_some(),
                Rule::UnneededOptOut | Rule::WildcardOnPublicSuffix => credentials.is_some(),
                _ => true,
            }
    }

    /// Whether the origin is there under a condition: the author keeps it out of other builds.
    fn is_conditional(&self, site: Site) -> bool {
        match (value_of(self.args.origins.as_ref()), site.index) {
            (Some(Origins::Listed(entries)), Some(index)) => {
                entries.get(index).is_some_and(|entry| entry.is_conditional)
            }
            _ => false,
        }
    }

    /// Validates what a module gives to its handlers. Each of them may still add what is missing here, but
    /// for those that add nothing.
    pub(crate) fn validate_module(
        &self,
        needs_origins: bool,
        diagnostics: &mut Diagnostics,
    ) -> Option<Validated> {
        let is_complete = self.config.origins.is_some() || needs_origins;
        let config = Config {
            origins_from_elsewhere: self.config.origins_from_elsewhere || !is_complete,
            ..self.config.clone()
        };
        if self.args.is_disabled() {
            return None;
        }
        Self {
            args: self.args,
            attribute: self.attribute,
            config,
        }
        .validate(diagnostics)
    }

    /// Whether the setting's value is what was written: one that could not be read was reported, and
    /// says nothing about the policy.
    fn is_known(&self, setting: Setting) -> bool {
        let is_readable = match setting {
            Setting::Origins => is_readable(self.args.origins.as_ref()),
            Setting::Methods => is_readable(self.args.methods.as_ref()),
            Setting::AllowHeaders => is_readable(self.args.allow_headers.as_ref()),
            Setting::ExposeHeaders => is_readable(self.args.expose_headers.as_ref()),
            Setting::MaxAge => is_readable(self.args.max_age.as_ref()),
            Setting::Credentials => is_readable(self.args.credentials.as_ref()),
            Setting::DangerouslyAllow => is_readable(self.args.dangerously_allow.as_ref()),
        };
        let is_missing = setting == Setting::Origins && self.args.origins.is_none();
        let may_be_missing = self.args.is_broken || self.args.disabled.is_some();
        is_readable && !(is_missing && may_be_missing)
    }

    /// The place of a site: the entry's literal, else the argument's name, else the attribute.
    pub(crate) fn place_of(&self, site: Site) -> (Position, Span) {
        let args = self.args;
        let place = match site.setting {
            Setting::Origins => {
                let index = site.index.unwrap_or_default();
                place(args.origins.as_ref(), index, |origins| match origins {
                    Origins::Listed(entries) => entries.get(site.index?).map(|entry| entry.span),
                    Origins::Environment(variable) => Some(variable.span()),
                    Origins::Dynamic(path, _) => Some(path.span()),
                })
            }
            Setting::Methods => place_in_list(args.methods.as_ref(), site.index),
            Setting::AllowHeaders => place_in_list(args.allow_headers.as_ref(), site.index),
            Setting::ExposeHeaders => place_in_list(args.expose_headers.as_ref(), site.index),
            Setting::MaxAge => place(args.max_age.as_ref(), 0, |value| Some(value.span)),
            Setting::Credentials => place(args.credentials.as_ref(), 0, |_| None),
            Setting::DangerouslyAllow => {
                let index = site.index.unwrap_or_default();
                place(args.dangerously_allow.as_ref(), index, |opt_outs| {
                    opt_outs.get(index).map(|(_, span)| *span)
                })
            }
        };
        place.unwrap_or_else(|| self.place_of_conflict())
    }

    /// The place of what is wrong with something that the module or a named policy gave: it was right
    /// there, so what the item adds is at fault.
    fn place_of_conflict(&self) -> (Position, Span) {
        let is_merged = self.args.of_module.is_some() || self.args.policy.is_some();
        let credentials = self.args.credentials.as_ref().filter(|_| is_merged);
        place(credentials, 0, |_| None).unwrap_or((Position::WHOLE, self.attribute))
    }

    /// Whether the setting was given by the item itself.
    pub(crate) fn is_own(&self, setting: Setting) -> bool {
        fn own<T>(given: Option<&Given<T>>) -> bool {
            given.is_none_or(|given| !given.is_inherited)
        }
        let args = self.args;
        match setting {
            Setting::Origins => own(args.origins.as_ref()),
            Setting::Methods => own(args.methods.as_ref()),
            Setting::AllowHeaders => own(args.allow_headers.as_ref()),
            Setting::ExposeHeaders => own(args.expose_headers.as_ref()),
            Setting::MaxAge => own(args.max_age.as_ref()),
            Setting::Credentials => own(args.credentials.as_ref()),
            Setting::DangerouslyAllow => own(args.dangerously_allow.as_ref()),
        }
    }
}

fn is_elsewhere(origins: Option<&Origins>) -> bool {
    matches!(
        origins,
        Some(Origins::Environment(_) | Origins::Dynamic(..))
    )
}

fn is_readable<T>(given: Option<&Given<T>>) -> bool {
    given.is_none_or(|given| given.value.is_some())
}

fn place_in_list(given: Option<&Given<Entries>>, index: Option<usize>) -> Option<(Position, Span)> {
    place(given, index.unwrap_or_default(), |entries| {
        entries.get(index?).map(|entry| entry.span)
    })
}

fn place<T>(
    given: Option<&Given<T>>,
    entry: usize,
    span: impl FnOnce(&T) -> Option<Span>,
) -> Option<(Position, Span)> {
    let given = given.filter(|given| !given.is_inherited)?;
    let position = Position {
        argument: given.ordinal,
        entry,
    };
    let span = given.value.as_ref().and_then(span).unwrap_or(given.span);
    Some((position, span))
}
