//! `Config::validate`: from what somebody wrote to a policy, or to all that is wrong with it.
//! The one place where settings meet each other; what concerns one value alone is in its own file.

use alloc::{
    collections::BTreeSet,
    string::{String, ToString},
    vec::Vec,
};

use crate::{
    config::{Config, OptOut},
    hazard::{Hazard, Hazards},
    header_name, max_age, method,
    origin::Origin,
    origin_cautions,
    origin_list::{self, Entry},
    origin_pattern::HostWildcard,
    policy::{AllowedOrigins, Policy},
    rule::Rule,
    suggest,
    violation::{Setting, Site, Violation},
};

/// More origins than this in one list belong in a database.
const MANY_ORIGINS: usize = 50;

/// The wildcard of every list.
const ANY: &str = "*";

/// A policy that passed, and what is odd about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Validated {
    /// The policy.
    pub policy: Policy,
    /// Violations of rules that only warn.
    pub warnings: Vec<Violation>,
}

impl Config {
    /// Validates the policy by every rule.
    ///
    /// # Errors
    ///
    /// Everything that is wrong, setting by setting; rules that only warn are left out then, because
    /// what they say may change with the errors.
    pub fn validate(&self) -> Result<Validated, Vec<Violation>> {
        let mut validator = Validator {
            config: self,
            found: Vec::new(),
            used_opt_outs: Vec::new(),
            hazards: Hazards::NONE,
        };
        let origins = validator.origins();
        let methods = validator.methods();
        validator.headers();
        let max_age = validator.max_age(methods.as_deref());
        validator.opt_outs();
        let hazards = validator.hazards;
        validator.found.sort_by_key(Violation::site);

        let (errors, warnings): (Vec<_>, Vec<_>) = validator
            .found
            .into_iter()
            .partition(|violation| violation.rule().is_error());
        if !errors.is_empty() {
            return Err(errors);
        }
        let policy = Policy {
            origins,
            methods,
            allow_headers: without_repetition(&self.allow_headers),
            expose_headers: without_repetition(&self.expose_headers),
            max_age,
            credentials: self.credentials,
            enforce: self.enforce,
            hazards,
        };
        Ok(Validated { policy, warnings })
    }
}

struct Validator<'a> {
    config: &'a Config,
    found: Vec<Violation>,
    used_opt_outs: Vec<OptOut>,
    /// What was found that credentials make dangerous, with or without them.
    hazards: Hazards,
}

impl Validator<'_> {
    fn report(&mut self, rule: Rule, index: usize, text: &str) {
        let site = Site::entry(Setting::Origins, index);
        self.found.push(Violation::new(rule, site, text));
    }

    /// Whether the opt-out is open; if so, something needed it.
    fn passes(&mut self, opt_out: OptOut) -> bool {
        let is_open = self.config.dangerously_allow.contains(&opt_out);
        if is_open {
            self.used_opt_outs.push(opt_out);
        }
        is_open
    }

    fn origins(&mut self) -> AllowedOrigins {
        if self.config.origins.is_none() && self.config.origins_from_elsewhere {
            return AllowedOrigins::Elsewhere;
        }
        let written = self.config.origins.as_deref().unwrap_or_default();
        if written.is_empty() {
            let site = Site::whole(Setting::Origins);
            self.found
                .push(Violation::new(Rule::MissingOrigins, site, ""));
        }
        self.wildcard_origin(written);
        let nulls = self.null_origins(written);
        let entries = self.parsed(written);
        for entry in &entries {
            self.entry_with_credentials(entry);
        }
        self.cautions(&entries);

        if written.iter().any(|text| text == ANY) {
            self.hazards = self.hazards.with(Hazard::AnyOrigin);
            return AllowedOrigins::Any;
        }
        origin_list::allowed(&entries, nulls)
    }

    fn wildcard_origin(&mut self, written: &[String]) {
        let is_alone = written.iter().all(|text| text == "*");
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
            if !(may_pass && self.passes(OptOut::NullOrigin)) {
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
            self.hazards = self.hazards.with(Hazard::NullOrigin);
        }
        is_allowed
    }

    /// The entries that are origins; for the others, the rule that they break is reported.
    fn parsed<'w>(&mut self, written: &'w [String]) -> Vec<Entry<'w>> {
        let mut entries = Vec::new();
        for (index, text) in written.iter().enumerate() {
            if text == "*" || text.trim().eq_ignore_ascii_case("null") {
                continue;
            }
            match Origin::parse(text) {
                Ok(origin) => entries.push(Entry {
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

    fn entry_with_credentials(&mut self, entry: &Entry<'_>) {
        let credentials = self.config.credentials;
        let hazards = Hazards::of_origin(&entry.origin);
        self.hazards = self.hazards.and(hazards);

        for hazard in hazards.iter() {
            // Without credentials, plain `http` is nobody's risk, and a public suffix merely odd.
            let rule = match hazard {
                _ if credentials => hazard.rule(),
                Hazard::PublicSuffix => Rule::WildcardOnPublicSuffix,
                _ => continue,
            };
            if !hazard.opt_out().is_some_and(|opt_out| self.passes(opt_out)) {
                let site = Site::entry(Setting::Origins, entry.index);
                let instead = secure_form(entry).filter(|_| hazard == Hazard::InsecureOrigin);
                self.found
                    .push(Violation::new(rule, site, entry.text).instead(instead));
            }
        }
        let is_any_subdomain = entry.origin.wildcard == HostWildcard::Subdomains;
        if credentials && is_any_subdomain && !hazards.contains(Hazard::PublicSuffix) {
            let rule = Rule::WildcardSubdomainWithCredentials;
            self.report(rule, entry.index, entry.text);
        }
    }

    fn cautions(&mut self, entries: &[Entry<'_>]) {
        let credentials = self.config.credentials;
        let has_production = entries
            .iter()
            .any(|entry| origin_cautions::is_for_production(&entry.origin));
        for entry in entries {
            for rule in origin_cautions::cautions(&entry.origin, credentials) {
                self.report(rule, entry.index, entry.text);
            }
            if credentials && has_production && origin_cautions::is_for_development(&entry.origin) {
                self.report(Rule::LocalhostWithCredentials, entry.index, entry.text);
            }
        }
        self.found.extend(origin_list::repetitions(entries));
        if entries.len() > MANY_ORIGINS {
            let site = Site::whole(Setting::Origins);
            let count = entries.len().to_string();
            self.found
                .push(Violation::new(Rule::ManyOrigins, site, &count));
        }
    }

    fn methods(&mut self) -> Option<Vec<String>> {
        let served = self.config.served.as_deref();
        let written = self.config.methods.as_deref();
        if let (Some(written), Some(served), true) =
            (written, served, self.config.methods_for_many_routes)
        {
            let is_open = |method: &&String| {
                !method::is_forbidden(method)
                    && written.iter().any(|one| one == *method || one == ANY)
            };
            return Some(served.iter().filter(is_open).cloned().collect());
        }
        if let Some(written) = written {
            if written.iter().any(|method| method == ANY) {
                self.hazards = self.hazards.with(Hazard::AnyMethod);
            }
            method::validate(written, served, self.config.credentials, &mut self.found);
            return Some(without_repetition(written));
        }
        let reachable: Vec<String> = served?
            .iter()
            .filter(|method| !method::is_forbidden(method))
            .cloned()
            .collect();
        if reachable.is_empty() {
            let site = Site::whole(Setting::Methods);
            let served = served.unwrap_or_default().join("`, `");
            self.found
                .push(Violation::new(Rule::UnreachableRoute, site, &served));
        }
        Some(without_repetition(&reachable))
    }

    fn headers(&mut self) {
        let Config {
            allow_headers,
            expose_headers,
            credentials,
            ..
        } = self.config;
        let has_wildcard = |names: &[String]| names.iter().any(|name| name == ANY);
        if has_wildcard(allow_headers) {
            self.hazards = self.hazards.with(Hazard::AnyRequestHeader);
        }
        if has_wildcard(expose_headers) {
            self.hazards = self.hazards.with(Hazard::AnyResponseHeader);
        }
        header_name::validate_request_list(allow_headers, *credentials, &mut self.found);
        header_name::validate_response_list(expose_headers, *credentials, &mut self.found);
    }

    fn max_age(&mut self, methods: Option<&[String]>) -> Option<u32> {
        let text = self.config.max_age.as_deref()?;
        let site = Site::whole(Setting::MaxAge);
        let Some(seconds) = max_age::seconds(text) else {
            self.found
                .push(Violation::new(Rule::MaxAgeOutOfRange, site, text));
            return None;
        };
        // A POST with an upload listener is preflighted whatever its headers, so only GET and HEAD
        // never are: https://fetch.spec.whatwg.org/#concept-request-use-cors-preflight-flag
        let is_never_preflighted = |methods: &[String]| {
            let mut rest = methods.iter();
            !methods.is_empty() && rest.all(|method| matches!(method.as_str(), "GET" | "HEAD"))
        };
        if self.config.allow_headers.is_empty() && methods.is_some_and(is_never_preflighted) {
            self.found
                .push(Violation::new(Rule::MaxAgeWithoutPreflight, site, text));
        }
        Some(seconds)
    }

    fn opt_outs(&mut self) {
        let are_origins_known = self.config.origins.is_some();
        for (index, opt_out) in self.config.dangerously_allow.iter().enumerate() {
            let is_repeated = self.config.dangerously_allow[..index].contains(opt_out);
            let is_unneeded = are_origins_known && !self.used_opt_outs.contains(opt_out);
            if is_repeated || is_unneeded {
                let site = Site::entry(Setting::DangerouslyAllow, index);
                self.found
                    .push(Violation::new(Rule::UnneededOptOut, site, opt_out.name()));
            }
        }
    }
}

/// The origin with `https`, unless its port was the default one there.
fn secure_form(entry: &Entry<'_>) -> Option<String> {
    let secure = entry.text.replacen("http", "https", 1);
    Origin::parse(&secure).is_ok().then_some(secure)
}

/// The entries, each once, in their order; header names and methods alike, since a method that differs
/// by case alone was refused.
fn without_repetition(entries: &[String]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    entries
        .iter()
        .filter(|entry| seen.insert(entry.to_ascii_lowercase()))
        .cloned()
        .collect()
}
