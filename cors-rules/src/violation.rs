//! `Violation`: which rule is broken, where in the policy, and the values that its messages need.
//! Not here: the messages (`messages`), and the way from a site to a span or a path (the front-ends).

use alloc::string::String;
use core::{fmt, ops::Range};

use crate::rule::Rule;

/// A setting of a policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Setting {
    /// `origins`
    Origins,
    /// `methods`
    Methods,
    /// `allow_headers`
    AllowHeaders,
    /// `expose_headers`
    ExposeHeaders,
    /// `max_age`
    MaxAge,
    /// `credentials`
    Credentials,
    /// `dangerously_allow`
    DangerouslyAllow,
    /// `allow`
    Allow,
}

impl Setting {
    /// The name of the argument.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Origins => "origins",
            Self::Methods => "methods",
            Self::AllowHeaders => "allow_headers",
            Self::ExposeHeaders => "expose_headers",
            Self::MaxAge => "max_age",
            Self::Credentials => "credentials",
            Self::DangerouslyAllow => "dangerously_allow",
            Self::Allow => "allow",
        }
    }
}

/// A place in a policy: a setting, or one entry of its list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Site {
    /// The setting.
    pub setting: Setting,
    /// Which entry, counted from zero; `None` for the setting as a whole.
    pub index: Option<usize>,
}

impl Site {
    pub(crate) const fn whole(setting: Setting) -> Self {
        Self {
            setting,
            index: None,
        }
    }

    pub(crate) const fn entry(setting: Setting, index: usize) -> Self {
        Self {
            setting,
            index: Some(index),
        }
    }
}

impl fmt::Display for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.index {
            Some(index) => write!(f, "{}[{index}]", self.setting.name()),
            None => f.write_str(self.setting.name()),
        }
    }
}

/// One rule that a policy breaks, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    rule: Rule,
    site: Site,
    range: Option<Range<usize>>,
    value: String,
    replacement: Option<String>,
}

impl Violation {
    /// The violation of an entry of `allow` that names a rule about the attribute, which only the macro knows.
    #[must_use]
    pub fn unneeded_allow(index: usize, name: &str) -> Self {
        Self::new(
            Rule::UnneededAllow,
            Site::entry(Setting::Allow, index),
            name,
        )
    }

    pub(crate) fn new(rule: Rule, site: Site, value: &str) -> Self {
        Self {
            rule,
            site,
            range: None,
            value: value.into(),
            replacement: None,
        }
    }

    /// With the bytes of the value that are at fault.
    pub(crate) fn at(mut self, range: Range<usize>) -> Self {
        self.range = Some(range);
        self
    }

    /// With what to write instead.
    pub(crate) fn instead(mut self, replacement: Option<String>) -> Self {
        self.replacement = replacement;
        self
    }

    /// The rule that is broken.
    #[must_use]
    pub fn rule(&self) -> Rule {
        self.rule
    }

    /// Where in the policy.
    #[must_use]
    pub fn site(&self) -> Site {
        self.site
    }

    /// The bytes of [`value`](Self::value) that are at fault, if they are not all of them.
    #[must_use]
    pub fn range(&self) -> Option<Range<usize>> {
        self.range.clone()
    }

    /// The value as it is written.
    #[must_use]
    pub fn value(&self) -> &str {
        &self.value
    }

    /// What to write instead, if it can be computed.
    #[must_use]
    pub fn replacement(&self) -> Option<&str> {
        self.replacement.as_deref()
    }

    /// The rule's name and the page that explains it.
    #[must_use]
    pub fn note(&self) -> String {
        self.rule.note()
    }
}
