//! `Config::validate`: from a config to a policy, or to everything that is wrong with it.
//! The one place where settings meet each other; what concerns one value alone is in its own file.

mod allow;
mod origins;

use alloc::{
    collections::BTreeSet,
    string::{String, ToString as _},
    vec::Vec,
};

use crate::{
    config::{Config, OptOut},
    hazard::Hazards,
    header_name::{REQUEST_HEADERS, RESPONSE_HEADERS},
    max_age, method,
    policy::Policy,
    rule::Rule,
    violation::{Setting, Site, Violation},
};

/// The wildcard of every list.
const ANY: &str = "*";

/// A valid policy, and its warnings.
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
    /// Every violation of a rule that is an error, setting by setting. Warnings are left out then, because
    /// correcting the errors may change them.
    pub fn validate(&self) -> Result<Validated, Vec<Violation>> {
        let mut validator = Validator {
            config: self,
            found: Vec::new(),
            used_opt_outs: Vec::new(),
            hazards: Hazards::empty(),
        };
        let origins = validator.origins();
        let methods = validator.methods();
        validator.headers();
        let max_age = validator.max_age(methods.as_deref());
        validator.opt_outs();
        validator.allow();
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
    /// Whether the policy has the opt-out, which is then needed.
    fn is_permitted(&mut self, opt_out: OptOut) -> bool {
        let is_open = self.config.dangerously_allow.contains(&opt_out);
        if is_open {
            self.used_opt_outs.push(opt_out);
        }
        is_open
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
                self.hazards |= Hazards::ANY_METHOD;
            }
            method::validate(written, served, self.config.credentials, &mut self.found);
            let is_of_each_route = served.is_none() && self.hazards.contains(Hazards::ANY_METHOD);
            return (!is_of_each_route).then(|| without_repetition(written));
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
            self.hazards |= Hazards::ANY_REQUEST_HEADER;
        }
        if has_wildcard(expose_headers) {
            self.hazards |= Hazards::ANY_RESPONSE_HEADER;
        }
        REQUEST_HEADERS.validate(allow_headers, *credentials, &mut self.found);
        RESPONSE_HEADERS.validate(expose_headers, *credentials, &mut self.found);
    }

    fn max_age(&mut self, methods: Option<&[String]>) -> Option<u32> {
        let text = self.config.max_age.as_deref()?;
        let site = Site::whole(Setting::MaxAge);
        let Some(seconds) = max_age::seconds(text) else {
            let meant = max_age::meant_seconds(text).map(|seconds| seconds.to_string());
            let violation = Violation::new(Rule::MaxAgeOutOfRange, site, text);
            self.found.push(violation.instead(meant));
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
        // A variable beside the list may hold an origin that needs the opt-out.
        let are_origins_known =
            self.config.origins.is_some() && !self.config.origins_from_elsewhere;
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
