//! What is wrong with origins that are known only at run time, as the compiler would report it.

use std::{error::Error, fmt};

use cors_rules::Violation;

use super::problem::{Fault, OriginsProblem, Place};

/// A longer report ends with the number of the other problems: it is read in a terminal.
const MOST_SHOWN: usize = 20;

/// What is wrong with origins that are known only at run time: every problem, with its position and its help.
///
/// `Debug` shows what `Display` shows, because `main` prints an error that it returns by `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct OriginsError {
    problems: Vec<OriginsProblem>,
    /// Each variable with a problem, and a handler or a named policy that needs it; sorted.
    users: Vec<(&'static str, &'static str)>,
}

impl OriginsError {
    #[inline]
    pub(super) fn new(problems: Vec<OriginsProblem>) -> Self {
        Self {
            problems,
            users: Vec::new(),
        }
    }

    /// Problems of a list that the caller passed.
    #[inline]
    pub(super) fn of_list(violations: Vec<Violation>) -> Self {
        let problem = |violation: Violation| OriginsProblem {
            place: Place::List,
            fault: Fault::Invalid(violation.site().index.unwrap_or_default(), violation),
        };
        Self::new(violations.into_iter().map(problem).collect())
    }

    /// The entries that are patterns, of a list that may have none.
    #[inline]
    pub(super) fn of_patterns(list: &[String]) -> Self {
        let patterns = list
            .iter()
            .enumerate()
            .filter(|(_, text)| text.contains('*'));
        let problem = |(position, text): (usize, &String)| OriginsProblem {
            place: Place::List,
            fault: Fault::Pattern(position, text.clone()),
        };
        Self::new(patterns.map(problem).collect())
    }

    /// Adds the problems of another error.
    #[inline]
    pub(super) fn extend(&mut self, other: Self) {
        self.problems.extend(other.problems);
    }

    /// Names a handler or a policy that needs the variable.
    #[inline]
    pub(super) fn add_user(&mut self, variable: &'static str, user: &'static str) {
        let is_at_fault = |problem: &OriginsProblem| problem.variable() == Some(variable);
        if self.problems.iter().any(is_at_fault)
            && let Err(place) = self.users.binary_search(&(variable, user))
        {
            self.users.insert(place, (variable, user));
        }
    }

    /// In the order of the variables, and in each by position; each problem once.
    #[inline]
    pub(super) fn sort(&mut self) {
        self.problems.sort_unstable_by_key(OriginsProblem::key);
        self.problems.dedup_by_key(|problem| problem.key());
    }

    #[inline]
    pub(super) fn is_empty(&self) -> bool {
        self.problems.is_empty()
    }

    /// Every problem.
    #[inline]
    pub fn problems(&self) -> impl Iterator<Item = &OriginsProblem> {
        self.problems.iter()
    }

    /// The environment variables that are not set, and that have no default.
    #[inline]
    pub fn missing_variables(&self) -> impl Iterator<Item = &'static str> {
        let missing = self.problems.iter().filter(|problem| problem.is_missing());
        missing.filter_map(OriginsProblem::variable)
    }

    #[inline]
    fn users_of(&self, variable: &str) -> Vec<&'static str> {
        let users = self.users.iter().filter(|(name, _)| *name == variable);
        users.map(|(_, user)| *user).collect()
    }
}

impl Error for OriginsError {}

impl fmt::Debug for OriginsError {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for OriginsError {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut previous = None;
        for (index, problem) in self.problems.iter().take(MOST_SHOWN).enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{problem}")?;
            let variable = problem.variable();
            if let Some(name) = variable.filter(|_| variable != previous) {
                write_users(f, &self.users_of(name))?;
            }
            previous = variable;
        }
        match self.problems.len().saturating_sub(MOST_SHOWN) {
            0 => Ok(()),
            1 => f.write_str("\nand 1 more problem"),
            left => write!(f, "\nand {left} more problems"),
        }
    }
}

#[inline]
fn write_users(f: &mut fmt::Formatter<'_>, users: &[&str]) -> fmt::Result {
    match users {
        [] => Ok(()),
        [user] => write!(f, "\n  note: `{user}` needs it"),
        [user, others @ ..] => write!(f, "\n  note: `{user}` and {} more need it", others.len()),
    }
}
