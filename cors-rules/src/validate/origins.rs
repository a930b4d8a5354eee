//! Validates the setting `origins`, with the credentials that decide what is dangerous.

use alloc::{
    collections::BTreeSet,
    format,
    string::{String, ToString},
    vec::Vec,
};
use core::iter::once;

use super::{ANY, Validator};
use crate::{
    config::OptOut,
    hazard::{Hazard, Hazards},
    matching::HostWildcard,
    origin::{
        Origin,
        list::{self, OriginEntry},
        suggest, warnings,
    },
    policy::AllowedOrigins,
    rule::Rule,
    violation::{Setting, Site, Violation},
};

/// A list with more origins than this belongs in a database.
const MANY_ORIGINS: usize = 50;

impl Validator<'_> {
    pub(super) fn origins(&mut self) -> AllowedOrigins {
        let written = self.config.origins.as_deref().unwrap_or_default();
        self.variables(written.len());
        if self.config.origins.is_none() && self.config.origins_from_elsewhere {
            return AllowedOrigins::Elsewhere;
        }
        if written.is_empty() {
            let site = Site::whole(Setting::Origins);
            self.found
                .push(Violation::new(Rule::MissingOrigins, site, ""));
        }
        self.wildcard_origin(written);
        let nulls = self.null_origins(written);
        let entries = self.parsed(written);
        for entry in &entries {
            self.credentials_for_entry(entry);
        }
        self.warnings(&entries);

        if written.iter().any(|text| text == ANY) {
            self.hazards |= Hazards::ANY_ORIGIN;
            return AllowedOrigins::Any;
        }
        AllowedOrigins::Listed {
            exact: list::exact(&entries, nulls),
            patterns: list::patterns(&entries),
        }
    }

    /// Warns of variables that are named before. Their sites are behind those of the origins.
    fn variables(&mut self, origins: usize) {
        let mut seen = BTreeSet::new();
        for (index, variable) in self.config.variables.iter().enumerate() {
            if !seen.insert(variable.name.as_str()) {
                let call = format!("env({:?})", variable.name);
                self.report(Rule::DuplicateOrigin, origins + index, &call);
            }
        }
    }

    fn wildcard_origin(&mut self, written: &[String]) {
        let is_alone =
            !self.config.origins_from_elsewhere && written.iter().all(|text| text == "*");
        for (index, text) in written.iter().enumerate() {
            if text != "*" {
                continue;
            }
            if self.config.credentials {
                self.report(Rule::WildcardOriginWithCredentials, index, text);
            } else if !is_alone {
                self.report(Rule::WildcardOriginNotAlone, index, text);
            } else if index > 0 {
                self.report(Rule::DuplicateOrigin, index, text);
            }
        }
    }

    /// Validates the entries that say `null`; true if the policy allows that origin.
    fn null_origins(&mut self, written: &[String]) -> bool {
        let mut is_allowed = false;
        for (index, text) in written.iter().enumerate() {
            if !text.trim().eq_ignore_ascii_case("null") {
                continue;
            }
            let may_pass = text == "null" && !self.config.credentials;
            if !(may_pass && self.is_permitted(OptOut::NullOrigin)) {
                let site = Site::entry(Setting::Origins, index);
                let in_lower_case = self.config.dangerously_allow.contains(&OptOut::NullOrigin)
                    && !self.config.credentials;
                self.found.push(
                    Violation::new(Rule::NullOrigin, site, text)
                        .instead(in_lower_case.then(|| "null".to_string())),
                );
            } else if is_allowed {
                self.report(Rule::DuplicateOrigin, index, text);
            }
            is_allowed = true;
            self.hazards |= Hazards::NULL_ORIGIN;
        }
        is_allowed
    }

    /// The entries that are origins; for the others, the rule that they break is reported.
    fn parsed<'w>(&mut self, written: &'w [String]) -> Vec<OriginEntry<'w>> {
        let mut entries = Vec::new();
        for (index, text) in written.iter().enumerate() {
            if text == "*" || text.trim().eq_ignore_ascii_case("null") {
                continue;
            }
            match Origin::parse(text) {
                Ok(origin) => entries.push(OriginEntry {
                    index,
                    text,
                    origin,
                }),
                Err(fault) => {
                    let site = Site::entry(Setting::Origins, index);
                    let mut violation = Violation::new(fault.rule, site, text)
                        .instead(suggest::replacement(text, fault.rule));
                    if let Some(range) = fault.range {
                        violation = violation.at(range);
                    }
                    self.found.push(violation);
                }
            }
        }
        entries
    }

    fn credentials_for_entry(&mut self, entry: &OriginEntry<'_>) {
        let credentials = self.config.credentials;
        let hazards = Hazards::of(&entry.origin);
        self.hazards |= hazards;

        for hazard in hazards.hazards() {
            // Without credentials, plain `http` is harmless, and a public suffix only deserves a warning.
            let rule = match hazard {
                _ if credentials => hazard.rule(),
                Hazard::PublicSuffix => Rule::WildcardOnPublicSuffix,
                _ => continue,
            };
            if !hazard
                .opt_out()
                .is_some_and(|opt_out| self.is_permitted(opt_out))
            {
                let site = Site::entry(Setting::Origins, entry.index);
                let instead = secure_form(entry).filter(|_| hazard == Hazard::InsecureOrigin);
                self.found
                    .push(Violation::new(rule, site, entry.text).instead(instead));
            }
        }
        let is_any_subdomain = entry.origin.wildcard == HostWildcard::Subdomains;
        if credentials && is_any_subdomain && !hazards.contains(Hazards::PUBLIC_SUFFIX) {
            let rule = Rule::WildcardSubdomainWithCredentials;
            self.report(rule, entry.index, entry.text);
        }
    }

    fn warnings(&mut self, entries: &[OriginEntry<'_>]) {
        let credentials = self.config.credentials;
        let has_production = entries
            .iter()
            .any(|entry| warnings::is_for_production(&entry.origin));
        for entry in entries {
            for rule in warnings::of(&entry.origin, credentials) {
                self.report(rule, entry.index, entry.text);
            }
            if credentials && has_production && warnings::is_for_development(&entry.origin) {
                self.report(Rule::LocalhostWithCredentials, entry.index, entry.text);
            }
        }
        for group in self.groups(entries) {
            self.found.extend(list::repetitions(group));
        }
        if entries.len() > MANY_ORIGINS {
            let site = Site::whole(Setting::Origins);
            let count = entries.len().to_string();
            self.found
                .push(Violation::new(Rule::ManyOrigins, site, &count));
        }
    }

    /// The literals, and the default of each variable. An entry of one does not repeat an entry of another: it
    /// depends on the environment which of them apply.
    fn groups<'e, 'w>(&self, entries: &'e [OriginEntry<'w>]) -> Vec<&'e [OriginEntry<'w>]> {
        let defaults = self.config.variables.iter().map(|one| one.defaults);
        let all = self.config.origins.as_ref().map_or(0, Vec::len);
        let literals = all.saturating_sub(defaults.clone().sum());
        let (mut rest, mut end) = (entries, 0);
        let groups = once(literals).chain(defaults).map(|count| {
            end += count;
            let length = rest.partition_point(|entry| entry.index < end);
            let (group, after) = rest.split_at(length);
            rest = after;
            group
        });
        groups.collect()
    }

    fn report(&mut self, rule: Rule, index: usize, text: &str) {
        let site = Site::entry(Setting::Origins, index);
        self.found.push(Violation::new(rule, site, text));
    }
}

/// The origin with `https`, unless its port was the default one there.
fn secure_form(entry: &OriginEntry<'_>) -> Option<String> {
    let secure = entry.text.replacen("http", "https", 1);
    Origin::parse(&secure).is_ok().then_some(secure)
}
