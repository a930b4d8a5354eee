//! The setting `allow`: which warnings it silences, and which of its entries silence nothing.

use alloc::vec::Vec;

use super::Validator;
use crate::{
    rule::{Rule, Topic},
    violation::{Setting, Site, Violation},
};

impl Validator<'_> {
    /// Removes the warnings that `allow` names, and warns of names that silence nothing.
    pub(super) fn allow(&mut self) {
        let allow = &self.config.allow;
        let is_silenced = |violation: &Violation| {
            !violation.rule().is_error() && allow.contains(&violation.rule().name())
        };
        let (silenced, mut found): (Vec<_>, Vec<_>) = self.found.drain(..).partition(is_silenced);
        let unneeded = Rule::UnneededAllow.name();
        let is_needed = |index: usize| {
            let name = allow[index];
            let is_used = silenced.iter().any(|one| one.rule().name() == name);
            !allow[..index].contains(&name) && (is_used || self.may_be_needed(name))
        };
        let (about_itself, others): (Vec<_>, Vec<_>) = (0..allow.len())
            .filter(|index| !is_needed(*index))
            .partition(|index| allow[*index] == unneeded);
        // `unneeded-allow` silences the warnings about the others. Without others, it silences nothing itself.
        let is_used = !others.is_empty() || allow.iter().any(|name| self.may_be_needed(name));
        let reported = match (allow.contains(&unneeded), is_used) {
            (true, true) => Vec::new(),
            (true, false) => about_itself,
            (false, _) => others,
        };
        found.extend(reported.into_iter().map(|index| {
            let site = Site::entry(Setting::Allow, index);
            Violation::new(Rule::UnneededAllow, site, allow[index])
        }));
        self.found = found;
    }

    /// Whether something that is not known here may break the rule: an origin that comes from elsewhere, or the
    /// attribute itself, whose rules are in another catalogue.
    fn may_be_needed(&self, name: &str) -> bool {
        let rule = Rule::ALL.iter().find(|rule| rule.name() == name);
        rule.is_none_or(|rule| self.config.origins_from_elsewhere && rule.topic() == Topic::Origins)
    }
}

#[cfg(test)]
mod tests {
    use alloc::{string::String, vec, vec::Vec};

    use crate::Config;

    fn warnings(origins: &[&str], allow: &[&'static str]) -> Vec<String> {
        let config = Config {
            origins: Some(origins.iter().map(|origin| String::from(*origin)).collect()),
            origins_from_elsewhere: false,
            allow: allow.to_vec(),
            ..Config::default()
        };
        let validated = config.validate().unwrap();
        let sites = validated.warnings.iter();
        sites
            .map(|one| alloc::format!("{} {}", one.site(), one.rule().name()))
            .collect()
    }

    #[test]
    fn allow_silences_the_warnings_that_it_names() {
        let origins = ["https://a.example:*", "https://b.example."];
        let both = ["origins[0] any-port", "origins[1] trailing-dot-host"];
        assert_eq!(warnings(&origins, &[]), both);
        assert_eq!(warnings(&origins, &["any-port"]), both[1..]);
        assert!(warnings(&origins, &["any-port", "trailing-dot-host"]).is_empty());
    }

    #[test]
    fn an_entry_that_silences_nothing_is_a_warning() {
        let origins = ["https://a.example:*"];
        let unneeded = ["allow[1] unneeded-allow"];
        assert_eq!(warnings(&origins, &["any-port", "blocked-port"]), unneeded);
        assert_eq!(warnings(&origins, &["any-port", "any-port"]), unneeded);
        assert_eq!(
            warnings(&origins, &["any-port", "origin-with-path"]),
            unneeded
        );
        assert!(warnings(&origins, &["any-port", "not-inherited"]).is_empty());
    }

    #[test]
    fn unneeded_allow_silences_the_warnings_about_other_entries() {
        let origins = ["https://a.example"];
        assert!(warnings(&origins, &["any-port", "unneeded-allow"]).is_empty());
        let unneeded = ["allow[0] unneeded-allow"];
        assert_eq!(warnings(&origins, &["unneeded-allow"]), unneeded);
    }

    #[test]
    fn an_entry_that_origins_from_elsewhere_may_need_is_not_a_warning() {
        let config = Config {
            origins_from_elsewhere: true,
            allow: vec!["any-port", "duplicate-header"],
            ..Config::default()
        };
        let warnings = config.validate().unwrap().warnings;
        assert_eq!(warnings.len(), 1);
        assert_eq!(warnings[0].value(), "duplicate-header");
    }

    #[test]
    fn allow_never_silences_an_error() {
        let config = Config {
            origins: Some(vec!["https://a.example/".into()]),
            allow: vec!["origin-with-path"],
            ..Config::default()
        };
        assert!(config.validate().is_err());
    }
}
