//! One origin, validated by the rules for literals: for a form in which a user enters a site.

use std::{fmt, str::FromStr};

use cors_rules::Config;

use super::{
    error::OriginsError,
    problem::{Fault, OriginsProblem, Place},
};

/// One origin as browsers send it; neither a pattern nor `*` nor `null`.
///
/// A program that stores origins, in a database or a file, checks each when it is entered. The error has the message and
/// the help that the compiler prints for the same text:
///
/// ```
/// use cors_runtime::Origin;
///
/// let site: Origin = "https://app.example.com".parse()?;
/// assert_eq!(site.as_str(), "https://app.example.com");
///
/// let error = Origin::parse("https://app.example.com/").unwrap_err();
/// assert!(error.to_string().starts_with("origin `https://app.example.com/` ends in a slash"));
/// assert_eq!(error.problems().next().unwrap().help(), "write `https://app.example.com`");
/// # Ok::<(), cors_runtime::OriginsError>(())
/// ```
///
/// A policy with `credentials` may name fewer origins: see [`for_credentials`](Self::for_credentials).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin(String);

impl Origin {
    /// An origin that a policy without credentials may name.
    ///
    /// # Errors
    ///
    /// The first problem of the text.
    #[inline]
    pub fn parse(text: &str) -> Result<Self, OriginsError> {
        Self::validate(text, false)
    }

    /// An origin that a policy with `credentials` may name: with plain `http`, only one of the visitor's own machine.
    ///
    /// ```
    /// use cors_runtime::Origin;
    ///
    /// let error = Origin::for_credentials("http://app.example.com").unwrap_err();
    /// let problem = error.problems().next().unwrap();
    /// assert_eq!(problem.rule(), Some("insecure-origin-with-credentials"));
    /// ```
    ///
    /// # Errors
    ///
    /// The first problem of the text.
    #[inline]
    pub fn for_credentials(text: &str) -> Result<Self, OriginsError> {
        Self::validate(text, true)
    }

    /// The text that browsers send.
    #[must_use]
    #[inline]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    #[inline]
    fn validate(text: &str, credentials: bool) -> Result<Self, OriginsError> {
        let place = Place::Alone;
        let error = |fault| OriginsError::new(vec![OriginsProblem { place, fault }]);
        if text.contains('*') {
            return Err(error(Fault::Pattern(0, text.to_string())));
        }
        let config = Config {
            origins: Some(vec![text.to_string()]),
            credentials,
            ..Config::default()
        };
        let violations = config.validate().err().unwrap_or_default();
        match violations.into_iter().next() {
            Some(violation) => Err(error(Fault::Invalid(0, violation))),
            None => Ok(Self(text.to_string())),
        }
    }
}

impl FromStr for Origin {
    type Err = OriginsError;

    #[inline]
    fn from_str(text: &str) -> Result<Self, OriginsError> {
        Self::parse(text)
    }
}

impl AsRef<str> for Origin {
    #[inline]
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Display for Origin {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exact_origin_of_any_scheme_is_accepted() {
        for text in [
            "https://a.example",
            "http://10.0.0.1:8080",
            "capacitor://localhost",
        ] {
            let origin = Origin::parse(text).unwrap();
            assert_eq!(origin.to_string(), text);
            assert_eq!((origin.as_str(), origin.as_ref()), (text, text));
        }
    }

    #[test]
    fn patterns_and_malformed_origins_have_a_message_and_a_help() {
        for (wrong, part) in [
            ("https://*.a.example", "`https://*.a.example` is a pattern"),
            ("*", "`*` is a pattern"),
            ("null", "null"),
            ("", "empty"),
            (" https://a.example", "white space"),
            ("HTTPS://a.example", "lower case"),
        ] {
            let error = Origin::parse(wrong).unwrap_err();
            let text = error.to_string();
            assert!(text.contains(part) && text.contains("help: "), "{text}");
            assert!(!text.starts_with("origins"), "{text}");
            assert!(error.problems().all(|problem| problem.position().is_none()));
        }
    }

    #[test]
    fn plain_http_is_for_policies_without_credentials() {
        assert!(Origin::for_credentials("http://a.example").is_err());
        assert!(Origin::for_credentials("http://localhost:3000").is_ok());
        assert!(Origin::for_credentials("https://a.example").is_ok());
    }
}
