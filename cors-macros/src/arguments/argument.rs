//! `Argument`: which arguments there are. Everything that depends on the argument matches on this enum
//! without a wildcard arm, so that a new one that is forgotten anywhere does not compile.

/// What an argument takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    List,
    Single,
    /// Nothing, or a truth value.
    Flag,
}

/// Writes the enum, the list of all, and the look-ups from one table.
macro_rules! arguments {
    ($($variant:ident $name:literal $kind:ident $form:literal $example:literal $summary:literal)+) => {
        /// An argument of `#[cors(..)]` and `policy!`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Argument {
            $(#[doc = $summary] $variant,)+
        }

        impl Argument {
            pub(crate) const ALL: &'static [Self] = &[$(Self::$variant,)+];

            pub(crate) const NAMES: &'static [&'static str] = &[$($name,)+];

            pub(crate) const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            pub(crate) const fn kind(self) -> Kind {
                match self { $(Self::$variant => Kind::$kind,)+ }
            }

            /// What it takes, in words.
            pub(crate) const fn form(self) -> &'static str {
                match self { $(Self::$variant => $form,)+ }
            }

            /// What it is for, in a sentence.
            #[cfg(test)]
            pub(crate) const fn summary(self) -> &'static str {
                match self { $(Self::$variant => $summary,)+ }
            }

            /// How it is written.
            pub(crate) const fn example(self) -> &'static str {
                match self { $(Self::$variant => $example,)+ }
            }
        }
    };
}

arguments! {
    Origins "origins" List "a list of strings" "origins = [\"https://app.example.com\"]"
        "The origins that may call: their serialized form, patterns with `*`, `env(\"VAR\")`, or `dynamic(PATH)`."
    Methods "methods" List "a list of methods" "methods = [GET, PUT]"
        "The methods that are open to other origins. Default: those of the route."
    AllowHeaders "allow_headers" List "a list of strings" "allow_headers = [\"content-type\"]"
        "The request headers that pages may send, besides those that need no permission. Default: none."
    ExposeHeaders "expose_headers" List "a list of strings" "expose_headers = [\"etag\"]"
        "The response headers that scripts may read, besides those that every script may. Default: none."
    MaxAge "max_age" Single "a number of seconds" "max_age = 600"
        "How many seconds browsers cache the preflight response, from 0 to 86400. Default: the header is not sent."
    Credentials "credentials" Flag "no value, `true`, or `false`" "credentials"
        "Whether requests may carry cookies, HTTP authentication and client certificates. Default: off."
    Policy "policy" Single "the path of a named policy" "policy = PARTNERS"
        "The named policy to start from; other arguments replace its parts. Default: none."
    Enforce "enforce" Flag "no value, `true`, or `false`" "enforce"
        "Whether a cross-origin request that is not allowed is refused with 403 before the handler runs. Default: off."
    Disabled "disabled" Flag "no value" "disabled"
        "This handler has no policy although its module has one."
    DangerouslyAllow "dangerously_allow" List "a list of opt-outs" "dangerously_allow = [insecure_origins]"
        "Opt-outs, each of which disables one safety rule. Default: none."
    Allow "allow" List "a list of warnings" "allow = [\"any-port\"]"
        "Warnings that are silenced here, by the names of their rules. Default: none."
    Crate "crate" Single "a path" "crate = path::to::cors_runtime"
        "The path of `cors_runtime`, if it is renamed or re-exported. Default: `::cors_runtime`."
}

impl Argument {
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.name() == name)
    }

    /// Whether it says something about a policy.
    pub(crate) fn is_about_policy(self) -> bool {
        self != Self::Crate
    }
}

/// Arguments that expansions write for later expansions.
pub(crate) mod hidden {
    /// `__module(..)`: the arguments of the module around the item.
    pub(crate) const MODULE_ARGUMENTS: &str = "__module";

    /// In place of a module's arguments that are wrong, which was reported.
    pub(crate) const BROKEN: &str = "__broken";

    /// `__policy_name = ".."`: the name of a policy outside the module that passes it on.
    pub(crate) const POLICY_NAME: &str = "__policy_name";

    /// `dynamic(.., __name = "..")`: the path outside the module that passes it on.
    pub(crate) const NAME: &str = "__name";

    /// The item may turn out not to be a handler; then it stays as it is.
    pub(crate) const IF_ROUTE: &str = "__if_route";

    /// The other macros on the handler have expanded.
    pub(crate) const LAST: &str = "__last";
}

#[cfg(test)]
mod tests {
    use std::{fs, path::PathBuf};

    use super::Argument;

    #[test]
    fn every_argument_has_a_row_in_the_readme_and_in_the_documentation_of_cors() {
        for file in ["README.md", "cors-runtime/docs/cors.md"] {
            let text = fs::read_to_string(root().join(file)).unwrap();
            for argument in Argument::ALL {
                let name = argument.name();
                let rows = text.lines().filter(|line| {
                    let cell = line.strip_prefix("| `").unwrap_or_default();
                    let rest = cell.strip_prefix(name).unwrap_or_default();
                    rest.starts_with(['`', ' '])
                });
                assert_eq!(rows.count(), 1, "rows about `{name}` in {file}");
            }
        }
    }

    #[test]
    fn every_argument_has_a_message_about_a_value_of_the_wrong_form() {
        let folder = root().join("tests/tests/ui/values");
        let files = fs::read_dir(folder).unwrap();
        let paths = files.map(|file| file.unwrap().path());
        let messages = paths.filter(|path| path.extension().is_some_and(|end| end == "stderr"));
        let messages: String = messages
            .map(|path| fs::read_to_string(path).unwrap())
            .collect();
        for argument in Argument::ALL {
            let message = format!("error: argument `{}` takes", argument.name());
            assert!(messages.contains(&message), "no file shows: {message}");
        }
    }

    fn root() -> PathBuf {
        PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
    }
}
