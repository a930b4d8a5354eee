//! Where a policy's list of origins comes from, as the macros write it, and what the policy permits in it.

use std::sync::Arc;

use cors_rules::{Hazards, OptOut, OriginFacts, VariableFacts};

use super::{
    error::OriginsError,
    provider::{DynamicOriginsProvider, OriginsInMemory},
    static_set::StaticOrigins,
};

/// Where the list of allowed origins comes from.
#[derive(Debug, Clone, Copy)]
pub enum OriginsSetting {
    /// Every entry is a literal.
    Listed(&'static StaticOrigins),
    /// Environment variables hold entries of the list; they are read when the server starts.
    Env {
        /// The literals beside them.
        listed: &'static [&'static str],
        /// The variables.
        variables: &'static [EnvVariable],
        /// What reads them.
        reader: EnvReader,
    },
    /// A `static` of the program is asked for each request.
    Dynamic {
        /// The `static`.
        origins: &'static dyn DynamicOriginsProvider,
        /// Its name in the program, for reports.
        name: &'static str,
    },
}

/// An environment variable whose value is a list of origins, separated by commas.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct EnvVariable {
    /// Its name.
    pub name: &'static str,
    /// The origins if it is missing; without any, a missing variable is an error.
    pub default: &'static [&'static str],
}

/// What reads the variables of a policy. The constant of a policy with variables names it, so that a program
/// without one contains neither the rules and their messages nor the public suffix list.
#[derive(Debug, Clone, Copy)]
pub struct EnvReader {
    pub(super) read: fn(OriginsUse) -> EnvOrigins,
    /// Reports why the server does not start.
    pub(super) refuse_to_start: fn(&OriginsError),
}

/// The set of a policy, if it is not the wildcard `*`, or every problem of its variables.
pub(super) type EnvOrigins = Result<Option<Arc<dyn OriginsInMemory>>, OriginsError>;

/// Origins that no policy can use, because of their variables.
#[derive(Debug)]
pub(crate) struct Unusable {
    error: OriginsError,
    reader: EnvReader,
}

/// The origins of a policy, and what it permits in them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct OriginsUse {
    pub(crate) setting: OriginsSetting,
    pub(crate) credentials: bool,
    pub(crate) opt_outs: &'static [OptOut],
    /// The names of the warnings that the policy silences.
    pub(crate) allow: &'static [&'static str],
}

impl OriginsSetting {
    /// The origins, for reports.
    #[inline]
    pub(crate) fn facts(self) -> OriginFacts {
        match self {
            Self::Listed(origins) => origins.facts(),
            Self::Env {
                listed, variables, ..
            } => {
                let variables = variables.iter().map(EnvVariable::facts);
                OriginFacts::environment(texts(listed), variables.collect())
            }
            Self::Dynamic { name, .. } => OriginFacts::Dynamic(name.to_string()),
        }
    }
}

impl EnvVariable {
    /// The variable, for reports.
    #[inline]
    fn facts(&self) -> VariableFacts {
        VariableFacts::new(self.name.to_string(), texts(self.default))
    }
}

impl EnvReader {
    pub(super) fn read(
        self,
        origins: OriginsUse,
    ) -> Result<Option<Arc<dyn OriginsInMemory>>, Unusable> {
        (self.read)(origins).map_err(|error| Unusable {
            error,
            reader: self,
        })
    }
}

impl Unusable {
    /// Reports why the server does not start: once, with every problem of the program's variables.
    pub(crate) fn refuse_to_start(&self) {
        (self.reader.refuse_to_start)(&self.error);
    }
}

impl OriginsUse {
    /// What makes an origin known only at run time too dangerous for the policy's credentials and opt-outs.
    pub(crate) fn refused_hazards(self) -> Hazards {
        if !self.credentials {
            return Hazards::empty();
        }
        Hazards::OF_ORIGINS.difference(Hazards::permitted_by(self.opt_outs))
    }

    /// The literals and the variables; both are empty if the origins come from elsewhere.
    pub(super) fn env_list(self) -> (&'static [&'static str], &'static [EnvVariable]) {
        match self.setting {
            OriginsSetting::Env {
                listed, variables, ..
            } => (listed, variables),
            OriginsSetting::Listed(_) | OriginsSetting::Dynamic { .. } => (&[], &[]),
        }
    }
}

#[inline]
fn texts(list: &[&str]) -> Vec<String> {
    list.iter().map(ToString::to_string).collect()
}
