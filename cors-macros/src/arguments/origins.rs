//! The value of `origins`: a list, environment variables in it, or a `static` that is asked at run time.

use quote::quote;
use syn::{Expr, ExprAssign, ExprCall, ExprLit, Lit, LitStr, Path, spanned::Spanned};

use super::{
    argument::{Argument, hidden},
    argument_error::{ArgumentError, Result},
    did_you_mean::nearest,
    hints,
    syntax::{Item, Value, items},
    tokens::{path_text, without_groups},
    values::{Errors, ListItem, collect, list_item},
};

/// Who may call.
#[derive(Debug)]
pub(crate) enum OriginsArgument {
    /// `["…", env("VAR"), …]`, `"*"`, or `env("VAR")`
    Listed {
        items: Vec<ListItem>,
        variables: Vec<EnvVariable>,
    },
    /// `dynamic(PATH)`, with its name in reports.
    Dynamic(Path, String),
}

/// `env("VAR")`, or `env("VAR", default = ["…"])`
#[derive(Debug)]
pub(crate) struct EnvVariable {
    pub(crate) name: LitStr,
    pub(crate) default: Vec<ListItem>,
}

impl OriginsArgument {
    pub(crate) fn read(value: &Value) -> Result<Self, Errors> {
        match value {
            Value::List(list) => Self::list(&list.items),
            Value::Expression(Expr::Lit(ExprLit {
                lit: Lit::Str(any), ..
            })) if any.value() == "*" => Ok(Self::Listed {
                items: vec![any.into()],
                variables: Vec::new(),
            }),
            Value::Expression(Expr::Call(call)) => Self::call(call),
            Value::Expression(other) => Err(vec![hints::not_a_list(Argument::Origins, other)]),
            other => Err(vec![ArgumentError::wrong_form(
                Argument::Origins,
                other.span(),
            )]),
        }
    }

    /// Every literal and every variable of a list.
    fn list(list: &[Item]) -> Result<Self, Errors> {
        let mut errors = Vec::new();
        let mut items = Vec::new();
        let mut variables = Vec::new();
        for item in list {
            match &item.expression {
                Expr::Call(call) if function(call).as_deref() == Some("env") => {
                    match EnvVariable::read(call) {
                        Ok(variable) => variables.push(variable),
                        Err(found) => errors.extend(found),
                    }
                }
                Expr::Call(call) if function(call).as_deref() == Some("dynamic") => {
                    errors.push(dynamic_in_list(call, list.len() > 1));
                }
                _ => match list_item(Argument::Origins, item) {
                    Ok(item) => items.push(item),
                    Err(error) => errors.push(error),
                },
            }
        }
        if errors.is_empty() {
            Ok(Self::Listed { items, variables })
        } else {
            Err(errors)
        }
    }

    /// `env("VAR")` or `dynamic(PATH)`.
    fn call(call: &ExprCall) -> Result<Self, Errors> {
        let name = function(call).unwrap_or_default();
        match name.as_str() {
            "env" => EnvVariable::read(call).map(|variable| Self::Listed {
                items: Vec::new(),
                variables: vec![variable],
            }),
            "dynamic" => dynamic(call).map_err(|error| vec![error]),
            other => Err(vec![unknown_call(call, other)]),
        }
    }
}

impl EnvVariable {
    fn read(call: &ExprCall) -> Result<Self, Errors> {
        let mut arguments = call.args.iter().cloned().map(without_groups);
        let (name, default) = (arguments.next(), arguments.next());
        let name = match name {
            Some(Expr::Lit(literal)) => match literal.lit {
                Lit::Str(name) if is_variable_name(&name.value()) => name,
                _ => return Err(vec![no_variable(call, None)]),
            },
            other => return Err(vec![no_variable(call, other.as_ref())]),
        };
        if let Some(extra) = arguments.next() {
            return Err(vec![wrong_default(&extra, &name)]);
        }
        let default = match default {
            None => Vec::new(),
            Some(default) => default_items(&default, &name)?,
        };
        Ok(Self { name, default })
    }
}

fn is_variable_name(name: &str) -> bool {
    !name.is_empty() && !name.contains(['=', '\0'])
}

/// `default = ["…"]`
fn default_items(argument: &Expr, variable: &LitStr) -> Result<Vec<ListItem>, Errors> {
    let Expr::Assign(assignment) = argument else {
        return Err(vec![wrong_default(argument, variable)]);
    };
    let Expr::Array(list) = without_groups((*assignment.right).clone()) else {
        return Err(vec![wrong_default(argument, variable)]);
    };
    if !is_default(assignment) || list.elems.is_empty() {
        return Err(vec![wrong_default(argument, variable)]);
    }
    let elements = &list.elems;
    let items = items(quote!(#elements), Some(Argument::Origins)).unwrap_or_default();
    collect(&items, |item| list_item(Argument::Origins, item))
}

fn is_default(assignment: &ExprAssign) -> bool {
    matches!(&*assignment.left, Expr::Path(path) if path.path.is_ident("default"))
}

fn wrong_default(found: &Expr, variable: &LitStr) -> ArgumentError {
    let (place, value) = match found {
        Expr::Assign(assignment) if is_default(assignment) => {
            (&*assignment.right, &*assignment.right)
        }
        Expr::Assign(assignment) => (found, &*assignment.right),
        other => (other, other),
    };
    // A string without a scheme is the name of something else.
    let mut origins = hints::strings_in(value);
    origins.retain(|origin| origin.contains("://"));
    if origins.is_empty() {
        origins.push("\"http://localhost:3000\"".into());
    }
    let meant = origins.join(", ");
    let name = variable.value();
    ArgumentError::new(
        place.span(),
        "the second argument of `env` is `default`, a list of strings",
        format!("write `env({name:?}, default = [{meant}])`"),
    )
}

fn no_variable(call: &ExprCall, found: Option<&Expr>) -> ArgumentError {
    let meant = match found {
        Some(Expr::Path(path)) => path_text(&path.path),
        Some(other) => hints::variable(other).unwrap_or_else(|| "CORS_ORIGINS".into()),
        None => "CORS_ORIGINS".into(),
    };
    ArgumentError::new(
        found.map_or_else(|| call.span(), Spanned::span),
        "`env` takes the name of a variable as a string",
        format!("write `env(\"{meant}\")`"),
    )
}

/// `dynamic(PATH)`; a module that passes the path on adds its name outside.
fn dynamic(call: &ExprCall) -> Result<OriginsArgument> {
    let mut arguments = call.args.iter().cloned().map(without_groups);
    let (path, name) = (arguments.next(), arguments.next());
    let path = match path {
        Some(Expr::Path(path)) if path.qself.is_none() => path.path,
        other => return Err(no_static(call, other)),
    };
    let name = match name {
        None => path_text(&path),
        Some(other) => match hidden_name(&other) {
            Some(name) => name,
            None => return Err(more_than_a_static(&other, &path)),
        },
    };
    Ok(OriginsArgument::Dynamic(path, name))
}

/// `__name = ".."`
fn hidden_name(argument: &Expr) -> Option<String> {
    match argument {
        Expr::Assign(assignment) => match (&*assignment.left, &*assignment.right) {
            (
                Expr::Path(name),
                Expr::Lit(ExprLit {
                    lit: Lit::Str(text),
                    ..
                }),
            ) if name.path.is_ident(hidden::NAME) => Some(text.value()),
            _ => None,
        },
        _ => None,
    }
}

/// A list has literals and variables; a `static` is the only source of its policy.
fn dynamic_in_list(call: &ExprCall, has_others: bool) -> ArgumentError {
    let path = match call.args.first() {
        Some(Expr::Path(path)) => path_text(&path.path),
        _ => "ORIGINS".into(),
    };
    let help = format!("write `origins = dynamic({path})`");
    if has_others {
        let message = "`dynamic` cannot be combined with other origins";
        let help = format!("{help}, and add the others to `{path}`");
        return ArgumentError::new(call.span(), message, help);
    }
    ArgumentError::new(call.span(), "`dynamic` is not an entry of a list", help)
}

fn more_than_a_static(found: &Expr, path: &Path) -> ArgumentError {
    let message = "`dynamic` takes the path of one `static`, and nothing else";
    let help = format!("write `dynamic({})`", path_text(path));
    ArgumentError::new(found.span(), message, help)
}

fn no_static(call: &ExprCall, found: Option<Expr>) -> ArgumentError {
    let help = match &found {
        Some(Expr::Closure(_)) => {
            "write `dynamic(ORIGINS)`, and the function as the `OriginSource` of that `static`"
                .into()
        }
        Some(Expr::Lit(literal)) => match &literal.lit {
            Lit::Str(text) => format!(
                "write `env({:?})` for an environment variable, or `dynamic(ORIGINS)`",
                text.value()
            ),
            _ => "write `dynamic(ORIGINS)`".into(),
        },
        other => match other.as_ref().and_then(hints::named) {
            Some(path) => format!("write `dynamic({})`", path_text(path)),
            None => "write `dynamic(ORIGINS)`".into(),
        },
    };
    let span = found.map_or_else(|| call.span(), |found| found.span());
    ArgumentError::new(span, "`dynamic` takes the path of a `static`", help)
}

fn unknown_call(call: &ExprCall, name: &str) -> ArgumentError {
    if let Some(meant) = nearest(&name.to_ascii_lowercase(), &["env", "dynamic"]) {
        let message = format!("unknown source of origins `{name}`");
        let arguments = &call.args;
        let arguments = quote!(#arguments);
        return ArgumentError::new(
            call.span(),
            message,
            format!("write `{meant}({arguments})`"),
        );
    }
    hints::not_a_list(Argument::Origins, &Expr::Call(call.clone()))
}

fn function(call: &ExprCall) -> Option<String> {
    match without_groups((*call.func).clone()) {
        Expr::Path(path) => Some(path_text(&path.path)),
        _ => None,
    }
}
