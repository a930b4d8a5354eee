//! The bridge to `cors-policy`: arguments to a `Config`, and a `Site` back to a span.

use cors_policy::{Accepted, Config, Setting, Site};
use proc_macro2::Span;

use crate::{
    args::{CorsArgs, Given},
    argument_values::Entries,
    diagnostics::{Diagnostics, Position},
    handler::Handler,
    route::Route,
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
    pub(crate) fn new(args: &'a CorsArgs, handler: &Handler, route: &Route) -> Self {
        let texts = |given: Option<&Given<Entries>>| -> Option<Vec<String>> {
            let entries = value(given)?;
            Some(entries.iter().map(|entry| entry.text.clone()).collect())
        };
        let CorsArgs {
            origins,
            methods,
            allow_headers,
            expose_headers,
            max_age,
            credentials,
            dangerously_allow,
            runtime: _,
            is_broken: _,
        } = args;
        let config = Config {
            origins: texts(origins.as_ref()),
            methods: texts(methods.as_ref()),
            allow_headers: texts(allow_headers.as_ref()).unwrap_or_default(),
            expose_headers: texts(expose_headers.as_ref()).unwrap_or_default(),
            max_age: value(max_age.as_ref()).map(|entry| entry.text.clone()),
            credentials: value(credentials.as_ref()).copied().unwrap_or(false),
            dangerously_allow: value(dangerously_allow.as_ref())
                .map(|hatches| hatches.iter().map(|(hatch, _)| *hatch).collect())
                .unwrap_or_default(),
            served: Some(route.methods()),
        };
        // Resolved like the user's own code, the span says nothing about macros.
        let attribute = Span::call_site().resolved_at(handler.signature.ident.span());
        Self {
            args,
            attribute,
            config,
        }
    }

    /// Judges the policy; what is wrong is reported at its place.
    pub(crate) fn judge(&self, diagnostics: &mut Diagnostics) -> Option<Accepted> {
        match self.config.judge() {
            Ok(accepted) => Some(accepted),
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
        let may_be_elsewhere = self.args.is_broken && setting == Setting::Origins;
        is_readable && !(may_be_elsewhere && self.args.origins.is_none())
    }

    /// The place of a site: the entry's literal, else the argument's name, else the attribute.
    pub(crate) fn place_of(&self, site: Site) -> (Position, Span) {
        let args = self.args;
        let place = match site.setting {
            Setting::Origins => place_in_list(args.origins.as_ref(), site.index),
            Setting::Methods => place_in_list(args.methods.as_ref(), site.index),
            Setting::AllowHeaders => place_in_list(args.allow_headers.as_ref(), site.index),
            Setting::ExposeHeaders => place_in_list(args.expose_headers.as_ref(), site.index),
            Setting::MaxAge => place(args.max_age.as_ref(), 0, |value| Some(value.span)),
            Setting::Credentials => place(args.credentials.as_ref(), 0, |_| None),
            Setting::DangerouslyAllow => {
                let index = site.index.unwrap_or_default();
                place(args.dangerously_allow.as_ref(), index, |hatches| {
                    hatches.get(index).map(|(_, span)| *span)
                })
            }
        };
        place.unwrap_or((Position::WHOLE, self.attribute))
    }
}

fn value<T>(given: Option<&Given<T>>) -> Option<&T> {
    given?.value.as_ref()
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
    let given = given?;
    let position = Position {
        argument: given.ordinal,
        entry,
    };
    let span = given.value.as_ref().and_then(span).unwrap_or(given.span);
    Some((position, span))
}
