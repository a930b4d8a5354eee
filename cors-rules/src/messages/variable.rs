//! The help of a violation in an environment variable, in the form that the variable's value has: entries
//! between commas, without quotation marks. Not here: helps for source text (`help`).

use alloc::{format, string::String};

use crate::{rule::Rule, violation::Violation};

impl Violation {
    /// What to write in the value of an environment variable.
    #[must_use]
    pub fn help_in_variable(&self) -> String {
        let help = match (self.rule(), self.replacement()) {
            (Rule::OriginListInOneString, Some(literals)) => {
                let entries = literals.trim_matches('"').replace("\", \"", ",");
                return format!("write `{entries}`");
            }
            (Rule::OriginWithoutScheme, None) => {
                "an origin is `scheme://host`, such as `https://app.example.com`; `*` allows every origin"
            }
            (Rule::OriginMisplacedWildcard | Rule::OriginWithoutScheme, Some("*")) => {
                "write `*` to allow every origin"
            }
            (Rule::OriginListInOneString, None) => "put a comma between two origins",
            (Rule::MissingOrigins, _) => {
                "name the sites, `https://app.example.com,https://b.example`, or `*` for a public resource"
            }
            (Rule::WildcardOriginNotAlone, _) => {
                "keep `*` for a public resource, or the list without it"
            }
            (Rule::NullOrigin, None) => "remove it: any sandboxed frame has this origin",
            (Rule::WildcardOriginWithCredentials, _) => {
                "list the sites, `https://app.example.com,https://b.example`: the policy allows credentials"
            }
            (Rule::InsecureOriginWithCredentials, None) => {
                "use `https`: the policy allows credentials"
            }
            (Rule::PublicSuffixWithCredentials, None) => {
                "name the hosts: the policy allows credentials"
            }
            _ => return self.help(),
        };
        help.into()
    }
}

#[cfg(test)]
mod tests {
    use alloc::{format, string::String, vec};

    use crate::Config;

    fn help(value: &str, credentials: bool) -> String {
        let config = Config {
            origins: Some(vec![value.into()]),
            credentials,
            ..Config::default()
        };
        let violations = config.validate().unwrap_err();
        violations[0].help_in_variable()
    }

    #[test]
    fn a_help_for_a_variable_can_be_pasted_into_it() {
        assert_eq!(
            help("https://a.example https://b.example", false),
            "write `https://a.example,https://b.example`"
        );
        assert_eq!(help("any", false), "write `*` to allow every origin");
    }

    #[test]
    fn a_help_for_a_variable_is_in_the_form_of_its_value() {
        let list = "https://app.example.com,https://b.example";
        for (value, credentials, expected) in [
            (
                "",
                false,
                "an origin is `scheme://host`, such as `https://app.example.com`; `*` allows every origin".into(),
            ),
            (
                "${SITE}",
                false,
                "an origin is `scheme://host`, such as `https://app.example.com`; `*` allows every origin".into(),
            ),
            ("any", false, "write `*` to allow every origin".into()),
            ("null", true, "remove it: any sandboxed frame has this origin".into()),
            ("*", true, format!("list the sites, `{list}`: the policy allows credentials")),
            ("https://*.co.uk", true, "name the hosts: the policy allows credentials".into()),
            ("http://*.example.com", true, "write `https://*.example.com`".into()),
            (
                "http://a.example:443",
                true,
                "use `https`: the policy allows credentials".into(),
            ),
            (
                "https://a.example https://",
                false,
                "put a comma between two origins".into(),
            ),
        ] {
            assert_eq!(help(value, credentials), expected, "{value}");
        }
    }

    #[test]
    fn a_help_about_the_whole_value_is_in_its_form() {
        let help = |origins: &[&str]| {
            let config = Config {
                origins: Some(origins.iter().map(|origin| (*origin).into()).collect()),
                ..Config::default()
            };
            config.validate().unwrap_err()[0].help_in_variable()
        };
        assert_eq!(
            help(&[]),
            "name the sites, `https://app.example.com,https://b.example`, or `*` for a public resource"
        );
        assert_eq!(
            help(&["*", "https://a.example"]),
            "keep `*` for a public resource, or the list without it"
        );
    }
}
