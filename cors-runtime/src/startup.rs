//! Origins that are read when the program starts: the only file that reads the environment. Bad ones
//! stop the server from starting, with every problem told at once.

use std::{
    collections::BTreeMap,
    env::{self, VarError},
    error::Error,
    fmt,
    sync::{Arc, Mutex, Once, PoisonError},
};

use cors_rules::{OptOut, Violation};

use crate::{
    all_policies::all_policies,
    policy::{Callers, Policy},
    protocol::OriginSet,
};

/// What is wrong with origins that came at run time: every problem, by position, with its help, as the
/// compiler would tell it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OriginsError {
    /// Where they came from, if not from the caller.
    variables: Vec<(String, Problem)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Problem {
    Missing,
    NotUnicode,
    Empty,
    Wrong(Vec<Violation>),
}

impl OriginsError {
    /// Problems of a list that the caller has at hand.
    pub(crate) fn of_list(violations: Vec<Violation>) -> Self {
        Self {
            variables: vec![(String::new(), Problem::Wrong(violations))],
        }
    }

    fn of_variable(variable: &str, problem: Problem) -> Self {
        Self {
            variables: vec![(variable.to_string(), problem)],
        }
    }

    /// The rules that are broken, and where; empty if a variable is missing or empty.
    pub fn violations(&self) -> impl Iterator<Item = &Violation> {
        self.variables
            .iter()
            .flat_map(|(_, problem)| match problem {
                Problem::Wrong(violations) => violations.as_slice(),
                Problem::Missing | Problem::NotUnicode | Problem::Empty => &[],
            })
    }
}

impl fmt::Display for OriginsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (variable, problem)) in self.variables.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            write_problem(f, variable, problem)?;
        }
        Ok(())
    }
}

fn write_problem(f: &mut fmt::Formatter<'_>, variable: &str, problem: &Problem) -> fmt::Result {
    let help = "a comma-separated list, such as `https://app.example.com,https://b.example`";
    match problem {
        Problem::Missing => write!(
            f,
            "environment variable `{variable}` is not set\n  help: set it to {help}"
        ),
        Problem::NotUnicode => write!(f, "environment variable `{variable}` is not Unicode"),
        Problem::Empty => write!(
            f,
            "environment variable `{variable}` names no origin\n  help: set it to {help}"
        ),
        Problem::Wrong(violations) => {
            for (index, violation) in violations.iter().enumerate() {
                if index > 0 {
                    f.write_str("\n")?;
                }
                if !variable.is_empty() {
                    write!(f, "environment variable `{variable}`, ")?;
                }
                let text = violation.to_string().replace('\n', "\n  ");
                write!(f, "{}: {text}", violation.site())?;
            }
            Ok(())
        }
    }
}

impl Error for OriginsError {}

/// Checks every environment variable that a policy of this program reads, before anything starts.
///
/// A server with such a policy checks its own when it starts, and does not start if something is wrong;
/// this function tells the same to `main`, for all policies at once.
///
/// ```
/// fn main() -> Result<(), cors_runtime::OriginsError> {
///     cors_runtime::check_environment()?;
///     // start the server
///     Ok(())
/// }
/// ```
///
/// # Errors
///
/// Every problem of every variable, once.
pub fn check_environment() -> Result<(), OriginsError> {
    let mut found = OriginsError {
        variables: Vec::new(),
    };
    for policy in all_policies() {
        let Err(error) = origins_of(policy) else {
            continue;
        };
        for problem in error.variables {
            if !found.variables.contains(&problem) {
                found.variables.push(problem);
            }
        }
    }
    // The order in which a linker lists policies means nothing to anyone.
    found.variables.sort_by(|(a, _), (b, _)| a.cmp(b));
    if found.variables.is_empty() {
        Ok(())
    } else {
        Err(found)
    }
}

/// Tells why the server does not start: once, however many workers and routes find out, and with
/// everything that is wrong with the program's variables.
///
/// actix-web itself reports only that it did not start, and a program need not have a logger yet, so the
/// reason goes to where its own last words would go.
pub(crate) fn refuse_to_start(error: &OriginsError) {
    static TOLD: Once = Once::new();
    TOLD.call_once(|| {
        let everything = check_environment().err();
        let error = everything.as_ref().unwrap_or(error);
        tracing::error!("CORS policies cannot be used:\n{error}");
        eprintln!("error: CORS policies cannot be used\n{error}");
    });
}

/// The origins that the policy reads from the environment; nothing if it does not.
pub(crate) fn origins_of(policy: &Policy) -> Result<Option<Arc<OriginSet>>, OriginsError> {
    let parts = policy.parts();
    match parts.origins {
        Callers::Environment(variable) => {
            read_once(variable, parts.credentials, parts.opt_outs).map(Some)
        }
        Callers::Written(_) | Callers::Dynamic { .. } => Ok(None),
    }
}

type Read = Result<Arc<OriginSet>, OriginsError>;

/// Reads the variable the first time that a policy with these credentials and opt-outs asks for it: all
/// workers get the same set.
fn read_once(variable: &'static str, credentials: bool, opt_outs: &'static [OptOut]) -> Read {
    type Key = (&'static str, bool, Vec<&'static str>);
    static READ: Mutex<BTreeMap<Key, Read>> = Mutex::new(BTreeMap::new());

    let names = opt_outs.iter().map(|opt_out| opt_out.name()).collect();
    let mut read = READ.lock().unwrap_or_else(PoisonError::into_inner);
    read.entry((variable, credentials, names))
        .or_insert_with(|| {
            let value = value_of(variable)
                .map_err(|problem| OriginsError::of_variable(variable, problem))?;
            validate(variable, &value, credentials, opt_outs)
        })
        .clone()
}

fn value_of(variable: &str) -> Result<String, Problem> {
    match env::var(variable) {
        Ok(value) if value.trim().is_empty() => Err(Problem::Empty),
        Ok(value) => Ok(value),
        Err(VarError::NotPresent) => Err(Problem::Missing),
        Err(VarError::NotUnicode(_)) => Err(Problem::NotUnicode),
    }
}

/// Validates a comma-separated list; spaces around an entry do not count.
fn validate(variable: &str, value: &str, credentials: bool, opt_outs: &[OptOut]) -> Read {
    let texts = value
        .split(',')
        .map(|entry| entry.trim().to_string())
        .collect();
    let (set, warnings) = OriginSet::validate(texts, credentials, opt_outs)
        .map_err(|violations| OriginsError::of_variable(variable, Problem::Wrong(violations)))?;
    for warning in warnings {
        tracing::warn!(
            "environment variable `{variable}`, {}: {warning}",
            warning.site()
        );
    }
    Ok(Arc::new(set))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_problem_is_told_by_position_with_its_help() {
        let value = "https://a.example/, https://b.example,,http://c.example";
        let error = validate("ORIGINS", value, true, &[]).unwrap_err();
        let text = error.to_string();
        assert_eq!(error.violations().count(), 3);
        for part in [
            "environment variable `ORIGINS`, origins[0]: origin `https://a.example/`",
            "help: write `https://a.example`",
            "environment variable `ORIGINS`, origins[2]: an empty string",
            "environment variable `ORIGINS`, origins[3]: ",
        ] {
            assert!(text.contains(part), "{part} is not in\n{text}");
        }
    }

    #[test]
    fn a_missing_variable_is_a_problem() {
        let problem = value_of("CORS_RUNTIME_TEST_NO_SUCH_VARIABLE").unwrap_err();
        assert_eq!(problem, Problem::Missing);
    }
}
