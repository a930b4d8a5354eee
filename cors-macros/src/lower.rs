//! The bridge to `cors-rules`: arguments to a `Config` (`config`), and a `Site` back to a span.

mod config;

use cors_rules::{AttributeRule, Config, Rule, Setting, Site, Validated, Violation, is_loopback};
use proc_macro2::{Ident, Span};
use syn::Attribute;

use self::config::{config, origin_items, variables};
use crate::{
    arguments::{Argument, ArgumentSite, CorsArgs, ListItem, OriginsArgument, value_of},
    diagnostics::{Diagnostics, Place, Position, Warning},
    place,
};

/// Arguments together with what the rules see of them.
#[derive(Debug)]
pub(crate) struct PolicyInput<'a> {
    args: &'a CorsArgs,
    /// The place of what concerns no argument.
    attribute: Place,
    /// Whether the item is there in some builds only.
    has_condition: bool,
    config: Config,
}

impl<'a> PolicyInput<'a> {
    pub(crate) fn new(args: &'a CorsArgs, item: &Ident, served: Option<Vec<String>>) -> Self {
        Self {
            args,
            attribute: Place::attribute_on(item),
            has_condition: false,
            config: config(args, served),
        }
    }

    /// The same, with another place for what concerns no argument.
    pub(crate) fn at(self, attribute: Span) -> Self {
        Self {
            attribute: attribute.into(),
            ..self
        }
    }

    /// The same for an item with these attributes, of which `#[cfg(..)]` keeps it out of some builds.
    pub(crate) fn with_attributes(self, attributes: &[Attribute]) -> Self {
        let has_condition = attributes.iter().any(|one| one.path().is_ident("cfg"));
        Self {
            has_condition,
            ..self
        }
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
                    let (position, place) = self.place_of(violation.site());
                    diagnostics.violation(position, place, violation);
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
        Self { config, ..*self }.validate(diagnostics)
    }

    /// The warnings with their places. What the module around the item causes is reported there.
    pub(crate) fn warnings(&self, warnings: impl IntoIterator<Item = Violation>) -> Vec<Warning> {
        let own = warnings
            .into_iter()
            .filter(|warning| self.is_own(argument(warning.site().setting)));
        own.map(|warning| {
            let (position, place) = self.place_of(warning.site());
            Warning {
                position,
                span: place.span,
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
            Rule::LocalhostWithCredentials
            | Rule::AnyPort
            | Rule::WildcardSubdomainWithCredentials
                if self.is_for_some_builds(warning) =>
            {
                false
            }
            _ if !has(Argument::Policy) => true,
            Rule::MaxAgeWithoutPreflight => has(Argument::AllowHeaders),
            Rule::UnneededOptOut | Rule::WildcardOnPublicSuffix => has(Argument::Credentials),
            _ => true,
        }
    }

    /// Whether the origin is on the developer's machine and has a condition, or the whole policy has one: then its author
    /// keeps it out of other builds.
    fn is_for_some_builds(&self, warning: &Violation) -> bool {
        let items = origin_items(self.args);
        let item = warning.site().index.and_then(|index| items.get(index));
        let is_conditional = |item: &ListItem| self.has_condition || item.is_conditional;
        item.is_some_and(|item| is_conditional(item) && is_loopback(&item.text))
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
    fn place_of(&self, site: Site) -> (Position, Place) {
        let argument = argument(site.setting);
        let known = self.args.site(argument);
        match known.filter(|own| !own.is_inherited) {
            Some(ArgumentSite { ordinal, span, .. }) => {
                let position = Position {
                    argument: ordinal,
                    entry: site.index.unwrap_or_default(),
                };
                let entry = entry_span(self.args, argument, site.index);
                (position, entry.unwrap_or(span).into())
            }
            None => self.place_of_conflict(known.is_some()),
        }
    }

    /// The place of a violation by something that the module or a named policy contains: it was valid there, so
    /// what the item adds is at fault.
    fn place_of_conflict(&self, is_inherited: bool) -> (Position, Place) {
        let credentials = self.args.site(Argument::Credentials);
        let is_merged = is_inherited || self.args.has(Argument::Policy);
        match credentials.filter(|own| is_merged && !own.is_inherited) {
            Some(own) => (Position::of_argument(own.ordinal), own.span.into()),
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

/// The place of an entry, or of a value that is not a list.
fn entry_span(args: &CorsArgs, argument: Argument, index: Option<usize>) -> Option<Span> {
    let item = |items: Option<&Vec<ListItem>>| Some(items?.get(index?)?.span);
    match argument {
        Argument::Origins => match value_of(args.origins.as_ref())? {
            OriginsArgument::Listed { .. } => origin_span(args, index?),
            OriginsArgument::Dynamic(path, _) => Some(place::of_path(path)),
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

/// The place of an entry of `origins`: they are counted before its variables.
fn origin_span(args: &CorsArgs, index: usize) -> Option<Span> {
    let items = origin_items(args);
    let variable = |index: usize| variables(args).get(index).map(|one| one.name.span());
    let item = items.get(index).map(|item| item.span);
    item.or_else(|| variable(index.checked_sub(items.len())?))
}

#[cfg(test)]
mod tests;
