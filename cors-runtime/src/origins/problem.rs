//! One problem of origins that are known only at run time, as the compiler would report it.

use std::fmt;

use cors_rules::{Rule, Violation};

/// One problem of a list of origins that is known only at run time, or of one [`Origin`](crate::Origin).
///
/// ```
/// use cors_runtime::SharedOrigins;
///
/// static CUSTOMERS: SharedOrigins = SharedOrigins::new();
///
/// let error = CUSTOMERS.replace(["https://a.example", "https://b.example/"]).unwrap_err();
/// let problem = error.problems().next().unwrap();
/// assert_eq!(problem.position(), Some(1));
/// assert_eq!(problem.value(), Some("https://b.example/"));
/// assert_eq!(problem.rule(), Some("origin-with-path"));
/// assert_eq!(problem.help(), "write `https://b.example`");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OriginsProblem {
    pub(super) place: Place,
    pub(super) fault: Fault,
}

/// Where an entry of a list comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// An origin that is not in a list.
    Alone,
    /// The list of the caller, or the literals of a policy.
    List,
    /// The default of the variable.
    Default(&'static str),
    /// The value of the variable.
    Variable(&'static str),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fault {
    Missing,
    NotUnicode,
    Empty,
    /// The entry at the position is a pattern, and has to be one origin.
    Pattern(usize, String),
    /// The entry at the position breaks a rule.
    Invalid(usize, Violation),
}

impl OriginsProblem {
    /// The environment variable whose value is wrong, if one is.
    #[must_use]
    #[inline]
    pub fn variable(&self) -> Option<&'static str> {
        match self.place {
            Place::Alone | Place::List | Place::Default(_) => None,
            Place::Variable(name) => Some(name),
        }
    }

    /// Identifies the problem in a report, and orders it.
    #[inline]
    pub(super) fn key(&self) -> (Place, Option<usize>, Option<&'static str>) {
        (self.place, self.position(), self.rule())
    }

    /// Whether the environment variable is not set.
    #[must_use]
    #[inline]
    pub fn is_missing(&self) -> bool {
        self.fault == Fault::Missing
    }

    /// Which entry of the list is wrong, counted from zero, if one is.
    #[must_use]
    #[inline]
    pub fn position(&self) -> Option<usize> {
        match self.fault {
            _ if self.place == Place::Alone => None,
            Fault::Missing | Fault::NotUnicode | Fault::Empty => None,
            Fault::Pattern(position, _) | Fault::Invalid(position, _) => Some(position),
        }
    }

    /// The entry that is wrong, if one is.
    #[must_use]
    #[inline]
    pub fn value(&self) -> Option<&str> {
        match &self.fault {
            Fault::Missing | Fault::NotUnicode | Fault::Empty => None,
            Fault::Pattern(_, text) => Some(text),
            Fault::Invalid(_, violation) => Some(violation.value()),
        }
    }

    /// The name of the [rule](crate::rules) that the entry breaks, such as `origin-with-path`.
    #[must_use]
    #[inline]
    pub fn rule(&self) -> Option<&'static str> {
        match &self.fault {
            Fault::Missing | Fault::NotUnicode | Fault::Empty | Fault::Pattern(..) => None,
            Fault::Invalid(_, violation) => Some(violation.rule().name()),
        }
    }

    /// What is wrong.
    #[must_use]
    #[inline]
    pub fn message(&self) -> String {
        match &self.fault {
            Fault::Missing => "is not set".into(),
            Fault::NotUnicode => "is not Unicode".into(),
            Fault::Empty => "names no origin".into(),
            Fault::Pattern(_, text) => format!("`{text}` is a pattern"),
            Fault::Invalid(_, violation) if self.place == Place::List && is_wildcard(violation) => {
                "`*` cannot be an entry of a set".into()
            }
            Fault::Invalid(_, violation) => violation.message(),
        }
    }

    /// What to write instead, in the form that can be pasted: a variable has neither quotation marks nor
    /// brackets.
    #[must_use]
    #[inline]
    pub fn help(&self) -> String {
        match (&self.fault, self.place) {
            (Fault::Missing | Fault::NotUnicode | Fault::Empty, _) => {
                "set it to a comma-separated list, such as `https://app.example.com,https://b.example`"
                    .into()
            }
            (Fault::Pattern(..), _) => "write one origin, such as `https://app.example.com`".into(),
            (Fault::Invalid(_, violation), Place::Variable(_)) => violation.help_in_variable(),
            (Fault::Invalid(_, violation), Place::Alone | Place::List) => help_in_set(violation),
            (Fault::Invalid(_, violation), Place::Default(_)) => violation.help(),
        }
    }
}

/// What to write in a set, or where one origin is entered: neither may be `*`, whatever the policy says.
fn help_in_set(violation: &Violation) -> String {
    let help = match (violation.rule(), violation.replacement()) {
        _ if is_wildcard(violation) => {
            "name the sites; if every site may call, write `origins = \"*\"` in the policy, without `dynamic`"
        }
        (Rule::OriginWithoutScheme, None | Some("*"))
        | (Rule::OriginMisplacedWildcard, Some("*")) => {
            "an origin is `scheme://host`, such as `https://app.example.com`"
        }
        (Rule::NullOrigin, None) => "remove it: any sandboxed frame has this origin",
        _ => return violation.help(),
    };
    help.into()
}

fn is_wildcard(violation: &Violation) -> bool {
    matches!(
        violation.rule(),
        Rule::WildcardOriginWithCredentials | Rule::WildcardOriginNotAlone
    )
}

impl fmt::Display for OriginsProblem {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place {
            Place::Alone | Place::List => {}
            Place::Default(name) => write!(f, "default of environment variable `{name}`, ")?,
            Place::Variable(name) => write!(f, "environment variable `{name}`")?,
        }
        match (self.position(), self.place) {
            (Some(position), Place::Variable(_)) => write!(f, ", origins[{position}]: ")?,
            (Some(position), Place::Alone | Place::List | Place::Default(_)) => {
                write!(f, "origins[{position}]: ")?;
            }
            (None, Place::Alone) => {}
            (None, _) => f.write_str(" ")?,
        }
        write!(f, "{}\n  help: {}", self.message(), self.help())?;
        if let Fault::Invalid(_, violation) = &self.fault {
            write!(f, "\n  note: {}", violation.note())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Origin, SharedOrigins};

    #[test]
    fn only_an_entry_has_a_value() {
        for text in ["https://*.a.example", "https://a.example/"] {
            let error = Origin::parse(text).unwrap_err();
            let problem = error.problems().next().unwrap();
            assert_eq!((problem.value(), problem.is_missing()), (Some(text), false));
        }
        for fault in [Fault::Missing, Fault::NotUnicode, Fault::Empty] {
            let place = Place::Variable("ORIGINS");
            let is_missing = fault == Fault::Missing;
            let problem = OriginsProblem { place, fault };
            assert_eq!((problem.value(), problem.is_missing()), (None, is_missing));
        }
    }

    #[test]
    fn no_help_for_a_set_proposes_what_a_set_refuses() {
        static SET: SharedOrigins = SharedOrigins::new();
        let problems = |list: Vec<&str>| -> Vec<(String, String)> {
            let error = SET.replace(list).unwrap_err();
            let texts = error.problems().map(|one| (one.message(), one.help()));
            texts.collect()
        };
        // No policy uses the set with credentials, so they are not the reason.
        let [(message, help)] = &problems(vec!["*"])[..] else {
            panic!("one problem")
        };
        assert_eq!(message, "`*` cannot be an entry of a set");
        assert_eq!(
            help,
            "name the sites; if every site may call, write `origins = \"*\"` in the policy, without `dynamic`"
        );
        for text in [
            "null",
            "",
            "any",
            "'*'",
            "https://a.example https://b.example",
        ] {
            for (_, help) in problems(vec![text]) {
                assert!(
                    !help.contains('*') && !help.contains('\n'),
                    "{text}: {help}"
                );
            }
        }
        for (message, _) in problems(vec!["*", "https://a.example"]) {
            assert_eq!(message, "`*` cannot be an entry of a set");
        }
    }
}
