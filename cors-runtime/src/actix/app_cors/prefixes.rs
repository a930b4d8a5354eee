//! The policies of [`AppCors::prefix`](crate::AppCors::prefix), and which of them a path is under.

use std::{
    rc::Rc,
    sync::{Mutex, PoisonError},
};

use cors_rules::PolicyFacts;

use crate::{
    actix::resolved_policy::ResolvedPolicy, origins::Unusable, policy::Policy,
    startup::report_failure,
};

/// A prefix as it is written, and its policy.
pub(super) type Prefix = (String, &'static Policy);

/// Prefixes with their policies, the longest first.
pub(in crate::actix) struct Prefixes(Vec<(String, Rc<ResolvedPolicy>)>);

/// Why prefixes cannot be used.
#[derive(Debug)]
pub(super) enum PrefixError {
    /// Prefixes that are not plain paths, or that have two policies: each with its reason and a help.
    Prefixes(String),
    /// The origins of a policy.
    Origins(Unusable),
}

impl Prefixes {
    /// All prefixes, unless one of them cannot be used.
    pub(super) fn resolve(prefixes: &[Prefix]) -> Result<Self, PrefixError> {
        let mut problems = Vec::new();
        for (index, (prefix, _)) in prefixes.iter().enumerate() {
            let problem = problem(prefix, &prefixes[..index]);
            problems.extend(problem.filter(|one| !problems.contains(one)));
        }
        if !problems.is_empty() {
            return Err(PrefixError::Prefixes(problems.join("\n")));
        }
        let mut resolved: Vec<(String, Rc<ResolvedPolicy>)> = Vec::new();
        for (prefix, policy) in prefixes {
            let policy = ResolvedPolicy::of_prefix(policy).map_err(PrefixError::Origins)?;
            let prefix = prefix.trim_end_matches('/');
            let place = resolved.partition_point(|(other, _)| other.len() >= prefix.len());
            resolved.insert(place, (prefix.to_owned(), Rc::new(policy)));
        }
        Ok(Self(resolved))
    }

    /// The policy of the longest prefix that the path is under.
    pub(super) fn policy_of(&self, path: &str) -> Option<&Rc<ResolvedPolicy>> {
        let is_under = |prefix: &str| {
            let rest = path.strip_prefix(prefix);
            // The target `*` is not a path, and comes to the app as well.
            prefix.is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let mut prefixes = self.0.iter();
        let (_, policy) = prefixes.find(|(prefix, _)| is_under(prefix))?;
        Some(policy)
    }

    /// Every prefix, and what its policy says.
    #[inline]
    pub(in crate::actix) fn list(&self) -> Vec<(String, PolicyFacts)> {
        let prefixes = self.0.iter();
        let facts = prefixes.map(|(prefix, policy)| (prefix.clone(), policy.facts()));
        facts.collect()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl PrefixError {
    /// Reports why the server does not start, each reason once for all workers.
    pub(super) fn report(&self) {
        static REPORTED: Mutex<Vec<String>> = Mutex::new(Vec::new());
        match self {
            Self::Origins(error) => error.refuse_to_start(),
            Self::Prefixes(problems) => {
                let mut reported = REPORTED.lock().unwrap_or_else(PoisonError::into_inner);
                if !reported.contains(problems) {
                    report_failure(&format!("`AppCors` cannot be used\n{problems}"));
                    reported.push(problems.clone());
                }
            }
        }
    }
}

/// What is wrong with a prefix that is behind these.
fn problem(prefix: &str, earlier: &[Prefix]) -> Option<String> {
    let (reason, help) = if let Some(reason) = malformation(prefix) {
        (reason, help_instead_of(prefix))
    } else if earlier.iter().any(|(other, _)| other == prefix) {
        let help = "keep one of them, or give one a longer prefix";
        ("has two policies", help.into())
    } else {
        return None;
    };
    Some(format!("prefix `{prefix}` {reason}\n  help: {help}"))
}

/// A prefix is compared with whole segments of decoded paths, so it is a plain path.
fn malformation(prefix: &str) -> Option<&'static str> {
    if !prefix.starts_with('/') {
        Some("does not begin with `/`")
    } else if prefix.len() > 1 && prefix.ends_with('/') {
        Some("ends with `/`")
    } else if prefix.contains("//") {
        Some("has an empty segment")
    } else if prefix.contains(['{', '}', '*']) {
        Some("has a pattern, and prefixes are compared as they are")
    } else if prefix.contains(['?', '#']) {
        Some("has more than a path")
    } else if prefix.contains('%') {
        Some("has a percent-escape, and paths are compared decoded")
    } else {
        None
    }
}

fn help_instead_of(prefix: &str) -> String {
    if prefix.contains("://") {
        return "write its path alone".into();
    }
    if prefix.contains(['{', '}', '*']) {
        return "end it before the pattern: it covers all paths below".into();
    }
    if prefix.contains('%') {
        return "write the character instead of its escape".into();
    }
    let path = prefix.split(['?', '#']).next().unwrap_or_default();
    let segments: Vec<_> = path.split('/').filter(|one| !one.is_empty()).collect();
    format!("write `/{}`", segments.join("/"))
}

#[cfg(test)]
mod tests {
    use cors_rules::OriginFacts;

    use super::{Prefix, PrefixError, Prefixes};
    use crate::{
        origins::{OriginsSetting, StaticOrigins},
        policy::Policy,
    };

    static POLICY: Policy = Policy::written(OriginsSetting::Listed(&StaticOrigins::Any));
    static OTHER: Policy = Policy::written(OriginsSetting::Listed(&StaticOrigins::Any));

    fn prefix(text: &str, policy: &'static Policy) -> Prefix {
        (text.to_owned(), policy)
    }

    fn error(prefixes: &[Prefix]) -> String {
        match Prefixes::resolve(prefixes) {
            Err(PrefixError::Prefixes(problems)) => problems,
            _ => panic!("accepted"),
        }
    }

    #[test]
    fn the_longest_prefix_of_whole_segments_wins() {
        let prefixes = [prefix("/files", &POLICY), prefix("/files/own", &OTHER)];
        let prefixes = Prefixes::resolve(&prefixes).unwrap();
        let of = |path| prefixes.policy_of(path).map(std::rc::Rc::as_ptr);
        let (files, own) = (of("/files"), of("/files/own"));
        assert!(files.is_some() && own.is_some() && files != own);
        for path in ["/files/", "/files/a/b", "/files/owner"] {
            assert_eq!(of(path), files, "{path}");
        }
        assert_eq!(of("/files/own/a"), own);
        for path in ["/", "/file", "/filesystem", "/a/files", "files", "//files"] {
            assert_eq!(of(path), None, "{path}");
        }
    }

    #[test]
    fn the_list_has_the_longest_first_each_with_its_policy() {
        let prefixes = [prefix("/a", &POLICY), prefix("/a/own", &OTHER)];
        let listed = Prefixes::resolve(&prefixes).unwrap().list();
        let paths: Vec<_> = listed.iter().map(|(path, _)| &**path).collect();
        assert_eq!(paths, ["/a/own", "/a"]);
        assert!(
            listed
                .iter()
                .all(|(_, facts)| facts.origins == OriginFacts::Any)
        );
    }

    #[test]
    fn a_slash_is_the_prefix_of_every_path() {
        let prefixes = Prefixes::resolve(&[prefix("/", &POLICY)]).unwrap();
        for path in ["/", "/a", "//a/b", "*"] {
            assert!(prefixes.policy_of(path).is_some(), "{path}");
        }
    }

    #[test]
    fn bad_prefixes_are_errors_with_their_reason() {
        for (text, reason, help) in [
            ("", "begin", "write `/`"),
            ("files", "begin", "write `/files`"),
            ("/files/", "ends", "write `/files`"),
            ("//", "ends", "write `/`"),
            ("/a///b", "empty", "write `/a/b`"),
            ("files/", "begin", "write `/files`"),
            ("https://api.example/a", "begin", "write its path alone"),
            ("{id}", "begin", "end it before the pattern"),
            ("/a/?b", "path", "write `/a`"),
            ("/{id}", "pattern", "end it before the pattern"),
            ("/a*", "pattern", "end it before the pattern"),
            ("/a?b", "path", "write `/a`"),
            ("/a%20b", "percent", "write the character"),
        ] {
            let error = error(&[prefix(text, &POLICY)]);
            assert!(error.contains(reason), "{text}: {error}");
            assert!(error.contains(&format!("help: {help}")), "{text}: {error}");
        }
    }

    #[test]
    fn all_bad_prefixes_are_reported_at_once() {
        let prefixes = ["files", "/b", "/a", "/a/", "/a", "files", "/a"];
        let prefixes = prefixes.map(|text| prefix(text, &POLICY));
        let expected = "prefix `files` does not begin with `/`
  help: write `/files`
prefix `/a/` ends with `/`
  help: write `/a`
prefix `/a` has two policies
  help: keep one of them, or give one a longer prefix";
        assert_eq!(error(&prefixes), expected);
    }
}
