//! Origins that are read from environment variables when the program starts: the only file of this crate
//! that reads the environment. A bad value stops the server from starting.

use std::{
    collections::BTreeSet,
    env::{self, VarError},
    sync::{Arc, Mutex, Once, PoisonError},
};

use cors_rules::Violation;

use super::{
    error::OriginsError,
    problem::{Fault, OriginsProblem, Place},
    runtime_set::RuntimeOrigins,
    setting::{EnvOrigins, EnvReader, EnvVariable, OriginsSetting, OriginsUse},
    users::all_users,
};
use crate::startup::report_failure;

impl EnvReader {
    /// The only one.
    pub const READER: Self = Self {
        read: read_once,
        refuse_to_start,
    };
}

/// Checks every environment variable that a policy of this program reads, before anything starts.
///
/// A server with such a policy checks its own variables when it starts, and does not start if one is wrong.
/// This function reports the same problems to `main`, for all policies of the program: those of handlers
/// that are never registered too, so each variable is listed with a handler or a named policy that needs it.
///
/// ```standalone_crate
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
#[inline]
pub fn check_environment() -> Result<(), OriginsError> {
    let mut found = OriginsError::new(Vec::new());
    for user in all_users() {
        if let OriginsSetting::Env { reader, .. } = user.origins.setting
            && let Err(error) = (reader.read)(user.origins)
        {
            found.extend(error);
        }
    }
    if found.is_empty() {
        return Ok(());
    }
    for user in all_users() {
        for variable in user.origins.env_list().1 {
            found.add_user(variable.name, user.path);
        }
    }
    // Linkers list policies in any order.
    found.sort();
    Err(found)
}

/// Reports why the server does not start: once, however many workers and routes find out, and with every
/// problem of the program's variables.
#[inline]
fn refuse_to_start(error: &OriginsError) {
    static REPORTED: Once = Once::new();
    REPORTED.call_once(|| {
        let everything = check_environment().err();
        let error = everything.as_ref().unwrap_or(error);
        report_failure(&format!("CORS policies cannot be used\n{error}"));
    });
}

/// Reads the policy's variables the first time that a policy with these variables, credentials and opt-outs
/// is used: all workers get the same set.
#[inline]
fn read_once(origins: OriginsUse) -> EnvOrigins {
    type Key = (
        &'static [&'static str],
        &'static [EnvVariable],
        bool,
        Vec<&'static str>,
    );
    static READ: Mutex<Vec<(Key, EnvOrigins)>> = Mutex::new(Vec::new());

    let (listed, variables) = origins.env_list();
    let opt_outs = origins.opt_outs.iter().map(|opt_out| opt_out.name());
    let key = (listed, variables, origins.credentials, opt_outs.collect());
    let mut read = READ.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, known)) = read.iter().find(|(known, _)| *known == key) {
        return known.clone();
    }
    let result = read_list(listed, variables, value_of).map_err(OriginsError::new);
    let result = result.and_then(|list| validate(&list, origins));
    let result = result.map(|set| (!set.is_any()).then(|| Arc::new(set) as _));
    read.push((key, result.clone()));
    result
}

/// An entry of a policy's list, and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
struct ListItem {
    text: String,
    place: Place,
    /// In the place, counted from zero.
    position: usize,
}

/// Whether a policy whose only origins are this value of a variable allows the origin. Only the fuzzer calls it: a
/// process cannot safely change its own environment.
#[cfg(fuzzing)]
#[inline]
pub fn variable_allows(
    value: &str,
    credentials: bool,
    origin: &[u8],
) -> Result<bool, OriginsError> {
    static VARIABLE: [EnvVariable; 1] = [EnvVariable {
        name: "ORIGINS",
        default: &[],
    }];
    let origins = OriginsUse {
        setting: OriginsSetting::Env {
            listed: &[],
            variables: &VARIABLE,
            reader: EnvReader::READER,
        },
        credentials,
        opt_outs: &[],
        allow: &[],
    };
    let list = read_list(&[], &VARIABLE, |_| checked(value.to_string()));
    let set = validate(&list.map_err(OriginsError::new)?, origins)?;
    Ok(set.is_any() || set.contains(origin, origins.refused_hazards()))
}

/// The whole list of a policy: its literals, and the entries of its variables.
#[inline]
fn read_list(
    listed: &[&str],
    variables: &[EnvVariable],
    value_of: impl Fn(&str) -> Result<String, Fault>,
) -> Result<Vec<ListItem>, Vec<OriginsProblem>> {
    let mut items = items(listed.iter().copied(), Place::List);
    let mut problems = Vec::new();
    for EnvVariable { name, default } in variables {
        match value_of(name) {
            // Spaces around an entry do not count.
            Ok(value) => {
                let entries = value.split(',').map(str::trim);
                items.extend(self::items(entries, Place::Variable(name)));
            }
            Err(Fault::Missing) if !default.is_empty() => {
                items.extend(self::items(default.iter().copied(), Place::Default(name)));
            }
            Err(fault) => problems.push(OriginsProblem {
                place: Place::Variable(name),
                fault,
            }),
        }
    }
    if problems.is_empty() {
        Ok(items)
    } else {
        Err(problems)
    }
}

#[inline]
fn items<'a>(texts: impl Iterator<Item = &'a str>, place: Place) -> Vec<ListItem> {
    let item = |(position, text): (usize, &str)| ListItem {
        text: text.to_string(),
        place,
        position,
    };
    texts.enumerate().map(item).collect()
}

#[inline]
fn value_of(variable: &str) -> Result<String, Fault> {
    match env::var(variable) {
        Ok(value) => checked(value),
        Err(VarError::NotPresent) => Err(Fault::Missing),
        Err(VarError::NotUnicode(_)) => Err(Fault::NotUnicode),
    }
}

/// The value, if it names anything.
#[inline]
fn checked(value: String) -> Result<String, Fault> {
    if value.trim().is_empty() {
        return Err(Fault::Empty);
    }
    Ok(value)
}

#[inline]
fn validate(list: &[ListItem], origins: OriginsUse) -> Result<RuntimeOrigins, OriginsError> {
    let texts = list.iter().map(|item| item.text.clone()).collect();
    match RuntimeOrigins::validate(texts, origins.credentials, origins.opt_outs) {
        Ok((set, mut warnings)) => {
            warnings.retain(|warning| !origins.allow.contains(&warning.rule().name()));
            report_warnings(problems(list, warnings));
            Ok(set)
        }
        Err(violations) => Err(OriginsError::new(problems(list, violations))),
    }
}

/// The violations at the places that the entries come from.
#[inline]
fn problems(list: &[ListItem], violations: Vec<Violation>) -> Vec<OriginsProblem> {
    let problem = |violation: Violation| {
        let item = violation.site().index.and_then(|index| list.get(index));
        let (place, position) = item.map_or((Place::List, 0), |item| (item.place, item.position));
        OriginsProblem {
            place,
            fault: Fault::Invalid(position, violation),
        }
    };
    violations.into_iter().map(problem).collect()
}

/// Logs each warning about a variable once, however many policies read the variable. The compiler warned of
/// what is written in the program.
#[inline]
fn report_warnings(warnings: Vec<OriginsProblem>) {
    static REPORTED: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

    for warning in warnings {
        if !matches!(warning.place, Place::Variable(_)) {
            continue;
        }
        let text = warning.to_string();
        let mut reported = REPORTED.lock().unwrap_or_else(PoisonError::into_inner);
        if reported.insert(text.clone()) {
            tracing::warn!("{text}");
        }
    }
}

#[cfg(test)]
mod tests;
