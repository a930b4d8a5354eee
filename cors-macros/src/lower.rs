//! The bridge to `cors-rules`: arguments to a `Config`, and a `Site` back to a span.

use cors_rules::{AttributeRule, Config, Rule, Setting, Site, Validated, Violation};
use proc_macro2::{Ident, Span};
use syn::spanned::Spanned as _;

use crate::{
    arguments::{Argument, ArgumentSite, CorsArgs, ListItem, OriginsArgument, value_of},
    diagnostics::{Diagnostics, Position, Warning},
};

/// Arguments together with what the rules see of them.
#[derive(Debug)]
pub(crate) struct PolicyInput<'a> {
    args: &'a CorsArgs,
    /// The place of what concerns no argument.
    attribute: Span,
    config: Config,
}

impl<'a> PolicyInput<'a> {
    pub(crate) fn new(args: &'a CorsArgs, item: &Ident, served: Option<Vec<String>>) -> Self {
        // Resolved like the user's own code, the span adds no note about macros.
        let attribute = Span::call_site().resolved_at(item.span());
        Self {
            args,
            attribute,
            config: config(args, served),
        }
    }

    /// The same, with another place for what concerns no argument.
    pub(crate) fn at(self, attribute: Span) -> Self {
        Self { attribute, ..self }
    }

    /// Validates the policy; every violation is reported at its place.
    pub(crate) fn validate(&self, diagnostics: &mut Diagnostics) -> Option<Validated> {
        match self.config.validate() {
            Ok(mut validated) => {
                let warnings = &mut validated.warnings;
                warnings.retain(|warning| self.is_certain(warning));
                Some(validated)
            }
            Err(violations) => {
                let certain = violations
                    .iter()
                    .filter(|violation| self.is_known(argument(violation.site().setting)));
                for violation in certain {
                    let (position, span) = self.place_of(violation.site());
                    diagnostics.violation(position, span, violation);
                }
                None
            }
        }
    }

    /// Validates what a module passes on. Its handlers may add what is missing here, unless one of them adds
    /// nothing.
    pub(crate) fn validate_module(
        &self,
        needs_origins: bool,
        diagnostics: &mut Diagnostics,
    ) -> Option<Validated> {
        if self.args.is_disabled() {
            return None;
        }
        let is_complete = self.config.origins.is_some() || needs_origins;
        let config = Config {
            origins_from_elsewhere: self.config.origins_from_elsewhere || !is_complete,
            ..self.config.clone()
        };
        let Self {
            args, attribute, ..
        } = *self;
        let input = Self {
            args,
            attribute,
            config,
        };
        input.validate(diagnostics)
    }

    /// The warnings with their places. What the module around the item causes is reported there.
    pub(crate) fn warnings(&self, warnings: impl IntoIterator<Item = Violation>) -> Vec<Warning> {
        let own = warnings
            .into_iter()
            .filter(|warning| self.is_own(argument(warning.site().setting)));
        own.map(|warning| {
            let (position, span) = self.place_of(warning.site());
            Warning {
                position,
                span,
                text: warning.to_string(),
            }
        })
        .collect()
    }

    /// The warnings about the item without those that `allow` names, and the entries of `allow` that name none.
    pub(crate) fn not_silenced(&self, found: Vec<(AttributeRule, Warning)>) -> Vec<Warning> {
        let is_unneeded = |rule: AttributeRule| !found.iter().any(|(needs, _)| *needs == rule);
        let mut warnings = self.unneeded(is_unneeded);
        let (_, reported): (Vec<_>, Vec<_>) = found
            .into_iter()
            .partition(|(rule, _)| self.args.allows(*rule));
        warnings.extend(reported.into_iter().map(|(_, warning)| warning));
        warnings
    }

    /// The entries of `allow` that name a rule about the item which nothing here breaks.
    pub(crate) fn unneeded(&self, is_unneeded: impl Fn(AttributeRule) -> bool) -> Vec<Warning> {
        let allowed = value_of(self.args.allow.as_ref()).filter(|allowed| {
            let silences_these = Rule::UnneededAllow.name();
            allowed.iter().all(|(name, _)| *name != silences_these)
        });
        let unneeded = allowed
            .into_iter()
            .flatten()
            .enumerate()
            .filter(|(_, (name, _))| {
                let rule = AttributeRule::ALL.iter().find(|rule| rule.name() == *name);
                rule.is_some_and(|rule| is_unneeded(*rule))
            });
        self.warnings(unneeded.map(|(index, (name, _))| Violation::unneeded_allow(index, name)))
    }

    /// Whether the warning holds whatever the named policy contains that the arguments change.
    fn is_certain(&self, warning: &Violation) -> bool {
        let has = |argument| self.args.has(argument);
        match warning.rule() {
            Rule::LocalhostWithCredentials if self.is_conditional(warning.site()) => false,
            _ if !has(Argument::Policy) => true,
            Rule::MaxAgeWithoutPreflight => has(Argument::AllowHeaders),
            Rule::UnneededOptOut | Rule::WildcardOnPublicSuffix => has(Argument::Credentials),
            _ => true,
        }
    }

    /// Whether the origin has a condition, so that its author keeps it out of other builds.
    fn is_conditional(&self, site: Site) -> bool {
        let items = origin_items(self.args);
        let item = site.index.and_then(|index| items.get(index).copied());
        item.is_some_and(|item| item.is_conditional)
    }

    /// Whether the argument's value was read. One that could not be read was reported, and no rule applies to it.
    fn is_known(&self, argument: Argument) -> bool {
        if let Some(site) = self.args.site(argument) {
            return site.is_readable;
        }
        let is_missing = argument == Argument::Origins;
        !(is_missing && (self.args.is_broken || self.args.has(Argument::Disabled)))
    }

    /// The place of a site: the entry, otherwise the argument's name, otherwise the attribute.
    fn place_of(&self, site: Site) -> (Position, Span) {
        let argument = argument(site.setting);
        let own = self.args.site(argument).filter(|own| !own.is_inherited);
        match own {
            Some(ArgumentSite { ordinal, span, .. }) => {
                let position = Position {
                    argument: ordinal,
                    entry: site.index.unwrap_or_default(),
                };
                let entry = entry_span(self.args, argument, site.index);
                (position, entry.unwrap_or(span))
            }
            None => self.place_of_conflict(),
        }
    }

    /// The place of a violation by something that the module or a named policy contains: it was valid there, so
    /// what the item adds is at fault.
    fn place_of_conflict(&self) -> (Position, Span) {
        let credentials = self.args.site(Argument::Credentials);
        let is_merged = self.args.has(Argument::Policy);
        match credentials.filter(|own| is_merged && !own.is_inherited) {
            Some(own) => (Position::of_argument(own.ordinal), own.span),
            None => (Position::WHOLE, self.attribute),
        }
    }

    /// Whether the item itself has the argument, or nothing has.
    fn is_own(&self, argument: Argument) -> bool {
        let site = self.args.site(argument);
        site.is_none_or(|site| !site.is_inherited)
    }
}

/// The argument that sets it.
fn argument(setting: Setting) -> Argument {
    match setting {
        Setting::Origins => Argument::Origins,
        Setting::Methods => Argument::Methods,
        Setting::AllowHeaders => Argument::AllowHeaders,
        Setting::ExposeHeaders => Argument::ExposeHeaders,
        Setting::MaxAge => Argument::MaxAge,
        Setting::Credentials => Argument::Credentials,
        Setting::DangerouslyAllow => Argument::DangerouslyAllow,
        Setting::Allow => Argument::Allow,
    }
}

fn config(args: &CorsArgs, served: Option<Vec<String>>) -> Config {
    let CorsArgs {
        origins,
        methods,
        allow_headers,
        expose_headers,
        max_age,
        credentials,
        dangerously_allow,
        allow,
        policy,
        enforce,
        disabled: _,
        runtime: _,
        policy_name: _,
        module: _,
        is_broken: _,
        is_if_route: _,
        is_last: _,
    } = args;
    let origin_texts: Vec<_> = texts(origin_items(args)).collect();
    let list = |items: Option<&Vec<ListItem>>| -> Option<Vec<String>> {
        items.map(|items| texts(items).collect())
    };
    let opt_outs = value_of(dangerously_allow.as_ref()).into_iter().flatten();
    let allowed = value_of(allow.as_ref()).into_iter().flatten();
    let (has_origins, has_other_origins) = match value_of(origins.as_ref()) {
        Some(OriginsArgument::Listed { items, variables }) => {
            let are_all_in_variables = items.is_empty() && !variables.is_empty();
            (
                !(are_all_in_variables && origin_texts.is_empty()),
                !variables.is_empty(),
            )
        }
        Some(OriginsArgument::Dynamic(..)) => (false, true),
        None => (false, policy.is_some()),
    };
    Config {
        origins: has_origins.then_some(origin_texts),
        origins_from_elsewhere: has_other_origins,
        methods: list(value_of(methods.as_ref())),
        methods_for_many_routes: methods.as_ref().is_some_and(|value| value.is_inherited),
        allow_headers: list(value_of(allow_headers.as_ref())).unwrap_or_default(),
        expose_headers: list(value_of(expose_headers.as_ref())).unwrap_or_default(),
        max_age: value_of(max_age.as_ref()).map(|seconds| seconds.text.clone()),
        credentials: value_of(credentials.as_ref()) == Some(&true),
        enforce: value_of(enforce.as_ref()) == Some(&true),
        dangerously_allow: opt_outs.map(|(opt_out, _)| *opt_out).collect(),
        allow: allowed.map(|(name, _)| *name).collect(),
        served,
    }
}

/// The origins that are written out: the entries of the list, then the defaults of its variables.
fn origin_items(args: &CorsArgs) -> Vec<&ListItem> {
    match value_of(args.origins.as_ref()) {
        Some(OriginsArgument::Listed { items, variables }) => {
            let defaults = variables.iter().flat_map(|variable| &variable.default);
            items.iter().chain(defaults).collect()
        }
        Some(OriginsArgument::Dynamic(..)) | None => Vec::new(),
    }
}

fn texts<'a>(items: impl IntoIterator<Item = &'a ListItem>) -> impl Iterator<Item = String> {
    items.into_iter().map(|item| item.text.clone())
}

/// The place of an entry, or of a value that is not a list.
fn entry_span(args: &CorsArgs, argument: Argument, index: Option<usize>) -> Option<Span> {
    let item = |items: Option<&Vec<ListItem>>| Some(items?.get(index?)?.span);
    match argument {
        Argument::Origins => match value_of(args.origins.as_ref())? {
            OriginsArgument::Listed { variables, .. } => {
                let written = index.and_then(|index| origin_items(args).get(index).copied());
                let variable = || variables.first().map(|variable| variable.name.span());
                written.map(|item| item.span).or_else(variable)
            }
            OriginsArgument::Dynamic(path, _) => Some(path.span()),
        },
        Argument::Methods => item(value_of(args.methods.as_ref())),
        Argument::AllowHeaders => item(value_of(args.allow_headers.as_ref())),
        Argument::ExposeHeaders => item(value_of(args.expose_headers.as_ref())),
        Argument::MaxAge => Some(value_of(args.max_age.as_ref())?.span),
        Argument::DangerouslyAllow => {
            let opt_outs = value_of(args.dangerously_allow.as_ref())?;
            opt_outs.get(index?).map(|(_, span)| *span)
        }
        Argument::Allow => {
            let allowed = value_of(args.allow.as_ref())?;
            allowed.get(index?).map(|(_, span)| *span)
        }
        Argument::Credentials
        | Argument::Policy
        | Argument::Enforce
        | Argument::Disabled
        | Argument::Crate => None,
    }
}
