//! The pattern of a router entry, matched without a regular expression where it needs none.

use actix_web::dev::ResourceDef;

use crate::protocol::single;

/// A pattern that matches what its [`ResourceDef`] matches.
pub(super) struct PathPattern {
    definition: ResourceDef,
    plain: Option<PlainPattern>,
}

impl PathPattern {
    pub(super) fn new(definition: ResourceDef) -> Self {
        let plain = PlainPattern::of(&definition);
        Self { definition, plain }
    }

    pub(super) fn definition(&self) -> &ResourceDef {
        &self.definition
    }

    pub(super) fn is_match(&self, path: &str) -> bool {
        match &self.plain {
            Some(plain) => plain.find_match(path).is_some(),
            None => self.definition.is_match(path),
        }
    }

    /// How much of the path it matches.
    pub(super) fn find_match(&self, path: &str) -> Option<usize> {
        match &self.plain {
            Some(plain) => plain.find_match(path),
            None => self.definition.find_match(path),
        }
    }
}

/// A pattern whose parameters are whole segments, if it has any: `/users`, `/users/{id}/posts`.
struct PlainPattern {
    start: String,
    /// The text behind each parameter; it begins with a slash, or is empty.
    behind_parameters: Vec<String>,
    is_prefix: bool,
}

impl PlainPattern {
    fn of(definition: &ResourceDef) -> Option<Self> {
        // actix-web takes a star at the end for a tail.
        let pattern = single(definition.pattern_iter()).filter(|all| !all.ends_with('*'))?;
        let (start, mut rest) = pattern.split_at(pattern.find('{').unwrap_or(pattern.len()));
        let mut behind_parameters = Vec::new();
        while let Some(parameter) = rest.strip_prefix('{') {
            let (name, behind) = parameter.split_once('}')?;
            // Behind a colon is a regular expression.
            if name.contains([':', '{']) {
                return None;
            }
            let (text, next) = behind.split_at(behind.find('{').unwrap_or(behind.len()));
            if !text.starts_with('/') && !behind.is_empty() {
                return None;
            }
            behind_parameters.push(text.to_owned());
            rest = next;
        }
        Some(Self {
            start: start.to_owned(),
            behind_parameters,
            is_prefix: definition.is_prefix(),
        })
    }

    fn find_match(&self, path: &str) -> Option<usize> {
        let mut rest = path.strip_prefix(&*self.start)?;
        for text in &self.behind_parameters {
            let segment = rest.find('/').unwrap_or(rest.len());
            if segment == 0 {
                return None;
            }
            rest = rest[segment..].strip_prefix(&**text)?;
        }
        let is_match = rest.is_empty() || (self.is_prefix && rest.starts_with('/'));
        is_match.then_some(path.len() - rest.len())
    }
}

#[cfg(test)]
mod tests {
    use actix_web::dev::ResourceDef;
    use proptest::{collection::vec, prelude::*};

    use super::{PathPattern, PlainPattern};
    use crate::actix::app_cors::router::any_patterns::{config, definition, path};

    fn is_plain(pattern: &str) -> bool {
        PlainPattern::of(&ResourceDef::new(pattern)).is_some()
    }

    #[test]
    fn whole_segments_are_plain() {
        for pattern in [
            "",
            "/users",
            "/users/{id}",
            "/{a}/{b}",
            "/v{n}/x/",
            "/{a}/b/{c}/d",
        ] {
            assert!(is_plain(pattern), "{pattern}");
        }
        for pattern in [
            "/users*",
            "/{id}.json",
            "/{a}{b}",
            "/{id:[0-9]{2}}",
            "/{tail}*",
            "/{a}/*",
        ] {
            assert!(!is_plain(pattern), "{pattern}");
        }
        assert!(PlainPattern::of(&ResourceDef::new(["/{a}", "/{b}"])).is_none());
    }

    #[test]
    fn a_segment_is_not_empty_and_ends_at_a_slash() {
        let pattern = PathPattern::new(ResourceDef::new("/users/{id}"));
        assert_eq!(pattern.find_match("/users/é7"), Some(10));
        for path in ["/users/", "/users/7/", "/users//", "/users", "/a/users/7"] {
            assert!(!pattern.is_match(path), "{path}");
        }
        let prefix = PathPattern::new(ResourceDef::prefix("/users/{id}"));
        assert_eq!(prefix.find_match("/users/7/posts"), Some(8));
        assert_eq!(prefix.find_match("/users//posts"), None);
    }

    proptest! {
        #![proptest_config(config())]

        #[test]
        fn it_matches_what_actix_web_matches(definition in definition(), paths in vec(path(), 1..50)) {
            let pattern = PathPattern::new(definition);
            for path in paths {
                let wanted = pattern.definition().find_match(&path);
                prop_assert_eq!(pattern.find_match(&path), wanted, "{:?} has {:?}", pattern.definition(), &path);
                prop_assert_eq!(pattern.is_match(&path), pattern.definition().is_match(&path));
            }
        }
    }
}
