//! What is wrong with origins that are known only at run time, as the compiler would report it.

use std::{collections::BTreeSet, error::Error, fmt};

use cors_rules::Violation;

/// Longer reports end with how many problems are left: somebody reads this in a terminal.
const MOST_SHOWN: usize = 20;

/// What is wrong with origins that are known only at run time: every problem, with its position and its help.
///
/// `Debug` shows what `Display` shows, because `main` prints an error that it returns by `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct OriginsError {
    problems: Vec<Problem>,
    /// Each variable with a problem, and a handler or a named policy that needs it.
    users: BTreeSet<(&'static str, &'static str)>,
}

/// One problem, and where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Problem {
    pub(super) place: Place,
    pub(super) fault: Fault,
}

/// Where an entry of a list comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
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
    /// The rule that the entry at the position breaks.
    Invalid(usize, Violation),
}

impl OriginsError {
    pub(super) fn new(problems: Vec<Problem>) -> Self {
        Self {
            problems,
            users: BTreeSet::new(),
        }
    }

    /// Problems of a list that the caller has at hand.
    pub(super) fn of_list(violations: Vec<Violation>) -> Self {
        let problem = |violation: Violation| Problem {
            place: Place::List,
            fault: Fault::Invalid(violation.site().index.unwrap_or_default(), violation),
        };
        Self::new(violations.into_iter().map(problem).collect())
    }

    /// The entries that are patterns, of a list that may have none.
    pub(super) fn of_patterns(list: &[String]) -> Self {
        let patterns = list
            .iter()
            .enumerate()
            .filter(|(_, text)| text.contains('*'));
        let problem = |(position, text): (usize, &String)| Problem {
            place: Place::List,
            fault: Fault::Pattern(position, text.clone()),
        };
        Self::new(patterns.map(problem).collect())
    }

    /// Adds the problems of another error that are not in this one.
    pub(super) fn merge(&mut self, other: Self) {
        for problem in other.problems {
            if !self.problems.contains(&problem) {
                self.problems.push(problem);
            }
        }
    }

    /// Names a handler or a policy that needs the variable.
    pub(super) fn add_user(&mut self, variable: &'static str, user: &'static str) {
        let is_at_fault = |problem: &Problem| problem.place.variable() == Some(variable);
        if self.problems.iter().any(is_at_fault) {
            self.users.insert((variable, user));
        }
    }

    /// In the order of the variables, and in each by position.
    pub(super) fn sort(&mut self) {
        self.problems
            .sort_by_key(|problem| (problem.place, problem.position()));
    }

    pub(super) fn is_empty(&self) -> bool {
        self.problems.is_empty()
    }

    /// The rules that entries break; none if the only problem is a missing or an empty variable.
    pub fn violations(&self) -> impl Iterator<Item = &Violation> {
        self.problems
            .iter()
            .filter_map(|problem| match &problem.fault {
                Fault::Invalid(_, violation) => Some(violation),
                Fault::Missing | Fault::NotUnicode | Fault::Empty | Fault::Pattern(..) => None,
            })
    }

    /// The environment variables that are not set, and that have no default.
    pub fn missing_variables(&self) -> impl Iterator<Item = &str> {
        self.problems
            .iter()
            .filter(|problem| problem.fault == Fault::Missing)
            .filter_map(|problem| problem.place.variable())
    }

    fn users_of(&self, variable: &str) -> Vec<&'static str> {
        let users = self.users.iter().filter(|(name, _)| *name == variable);
        users.map(|(_, user)| *user).collect()
    }
}

impl Place {
    fn variable(self) -> Option<&'static str> {
        match self {
            Self::List | Self::Default(_) => None,
            Self::Variable(name) => Some(name),
        }
    }
}

impl Problem {
    fn position(&self) -> usize {
        match self.fault {
            Fault::Missing | Fault::NotUnicode | Fault::Empty => 0,
            Fault::Invalid(position, _) | Fault::Pattern(position, _) => position,
        }
    }
}

impl Error for OriginsError {}

impl fmt::Debug for OriginsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for OriginsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut previous = None;
        for (index, problem) in self.problems.iter().take(MOST_SHOWN).enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{problem}")?;
            let variable = problem.place.variable();
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

fn write_users(f: &mut fmt::Formatter<'_>, users: &[&str]) -> fmt::Result {
    match users {
        [] => Ok(()),
        [user] => write!(f, "\n  note: `{user}` needs it"),
        [user, others @ ..] => write!(f, "\n  note: `{user}` and {} more need it", others.len()),
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place {
            Place::List => {}
            Place::Default(name) => write!(f, "default of environment variable `{name}`, ")?,
            Place::Variable(name) => write!(f, "environment variable `{name}`")?,
        }
        let help =
            "set it to a comma-separated list, such as `https://app.example.com,https://b.example`";
        match &self.fault {
            Fault::Missing => write!(f, " is not set\n  help: {help}"),
            Fault::NotUnicode => write!(f, " is not Unicode\n  help: {help}"),
            Fault::Empty => write!(f, " names no origin\n  help: {help}"),
            Fault::Pattern(position, text) => {
                write!(f, "origins[{position}]: `{text}` is a pattern")?;
                f.write_str("\n  help: write one origin, such as `https://app.example.com`")
            }
            Fault::Invalid(position, violation) => {
                if self.place.variable().is_some() {
                    f.write_str(", ")?;
                }
                write!(f, "origins[{position}]: {}", violation.message())?;
                write!(f, "\n  help: {}", self.help(violation))?;
                write!(f, "\n  note: {}", violation.note())
            }
        }
    }
}

impl Problem {
    /// In the form that can be pasted: a variable has neither quotation marks nor brackets.
    fn help(&self, violation: &Violation) -> String {
        match self.place {
            Place::List | Place::Default(_) => violation.help(),
            Place::Variable(_) => violation.help_in_variable(),
        }
    }
}
