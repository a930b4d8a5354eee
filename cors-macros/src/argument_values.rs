//! The forms that values of arguments have, read by darling. An error with help of its own has it behind
//! a line break; for all others the argument's usual form is shown.

use cors_rules::OptOut;
use darling::{Error, FromMeta, Result};
use proc_macro2::Span;
use syn::{Attribute, Expr, ExprArray, ExprCall, Lit, LitStr, Meta, Path, spanned::Spanned};

use crate::{
    conditions::CONDITIONAL,
    did_you_mean::{enumeration, nearest},
    module_scope::text_of,
};

/// One entry of a list, as it was written.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) text: String,
    pub(crate) span: Span,
    /// Whether a `#[cfg(..)]` on it holds.
    pub(crate) is_conditional: bool,
}

pub(crate) type Entries = Vec<Entry>;

impl From<&LitStr> for Entry {
    fn from(literal: &LitStr) -> Self {
        Self {
            text: literal.value(),
            span: literal.span(),
            is_conditional: false,
        }
    }
}

/// Who may call.
#[derive(Debug)]
pub(crate) enum Origins {
    /// `["…", …]` or `"*"`
    Listed(Entries),
    /// `env("VAR")`
    Environment(LitStr),
    /// `dynamic(PATH)`, with what it is called in reports.
    Dynamic(Path, String),
}

/// `["…", …]`
pub(crate) struct HeaderNames(Entries);

/// `[GET, "PUT"]`
pub(crate) struct MethodNames(Entries);

/// A number; whether it is one of seconds is for the policy's rules.
pub(crate) struct Seconds(Entry);

/// A name alone, or with a truth value.
pub(crate) struct Flag(bool);

/// `[insecure_origins]`
pub(crate) struct OptOuts(Vec<(OptOut, Span)>);

macro_rules! unwraps_into {
    ($($form:ident => $value:ty),+ $(,)?) => {
        $(impl From<$form> for $value {
            fn from(form: $form) -> Self {
                form.0
            }
        })+
    };
}

unwraps_into!(HeaderNames => Entries, MethodNames => Entries, Seconds => Entry, Flag => bool);

impl From<OptOuts> for Vec<(OptOut, Span)> {
    fn from(form: OptOuts) -> Self {
        form.0
    }
}

impl FromMeta for Origins {
    fn from_meta(meta: &Meta) -> Result<Self> {
        match value_of(meta)? {
            Expr::Lit(literal) => match &literal.lit {
                Lit::Str(text) if text.value() == "*" => Ok(Self::Listed(vec![text.into()])),
                Lit::Str(text) => {
                    let message = "argument `origins` takes a list of strings";
                    let help = format!("write `origins = [\"{}\"]`", text.value());
                    Err(Error::custom(format!("{message}\n{help}")).with_span(text))
                }
                other => Err(unexpected(other)),
            },
            Expr::Call(call) => Self::elsewhere(call),
            other => strings(other).map(Self::Listed),
        }
    }
}

impl Origins {
    /// `env("VAR")` or `dynamic(PATH)`.
    fn elsewhere(call: &ExprCall) -> Result<Self> {
        let Expr::Path(function) = bare(&call.func) else {
            return Err(unexpected(call));
        };
        let argument = call.args.first().map(bare);
        let second = call.args.get(1).map(string);
        let (message, help) = if function.path.is_ident("env") {
            if let (Some(Expr::Lit(literal)), None) = (argument, &second)
                && let Lit::Str(variable) = &literal.lit
                && !variable.value().is_empty()
                && !variable.value().contains(['=', '\0'])
            {
                return Ok(Self::Environment(variable.clone()));
            }
            (
                "`env` takes the name of a variable",
                "write `origins = env(\"CORS_ORIGINS\")`",
            )
        } else if function.path.is_ident("dynamic") {
            // A module that hands the path down says what it was called there.
            let name = second.map(|name| name.map(|name| name.text)).transpose();
            if let (Some(Expr::Path(path)), Ok(name)) = (argument, name) {
                let name = name.unwrap_or_else(|| text_of(&path.path));
                return Ok(Self::Dynamic(path.path.clone(), name));
            }
            (
                "`dynamic` takes the path of a `static`",
                "write `origins = dynamic(ORIGINS)`",
            )
        } else {
            (
                "argument `origins` takes a list of strings",
                "write `origins = [\"https://app.example.com\"]`, `env(\"CORS_ORIGINS\")`, or `dynamic(ORIGINS)`",
            )
        };
        Err(Error::custom(format!("{message}\n{help}")).with_span(call))
    }
}

impl FromMeta for HeaderNames {
    fn from_meta(meta: &Meta) -> Result<Self> {
        strings(value_of(meta)?).map(Self)
    }
}

impl FromMeta for MethodNames {
    fn from_meta(meta: &Meta) -> Result<Self> {
        let list = array(value_of(meta)?)?;
        collect(list, |element| match element {
            Expr::Path(path) => {
                let name = path.path.require_ident().map_err(|_| unexpected(path))?;
                Ok(Entry {
                    text: name.to_string(),
                    span: name.span(),
                    is_conditional: is_conditional(&path.attrs),
                })
            }
            other => string(other),
        })
        .map(Self)
    }
}

impl FromMeta for Seconds {
    fn from_meta(meta: &Meta) -> Result<Self> {
        let value = value_of(meta)?;
        let (sign, number) = match value {
            Expr::Unary(unary) if matches!(unary.op, syn::UnOp::Neg(_)) => ("-", bare(&unary.expr)),
            other => ("", other),
        };
        let Expr::Lit(literal) = number else {
            return Err(unexpected(value));
        };
        let digits = match &literal.lit {
            Lit::Int(number) => number.base10_digits().to_string(),
            Lit::Float(number) => number.base10_digits().to_string(),
            // Shown with its quotes, and refused: a number was wanted.
            Lit::Str(text) => format!("{:?}", text.value()),
            other => return Err(unexpected(other)),
        };
        Ok(Self(Entry {
            text: format!("{sign}{digits}"),
            span: value.span(),
            is_conditional: false,
        }))
    }
}

impl FromMeta for Flag {
    fn from_meta(meta: &Meta) -> Result<Self> {
        if let Meta::Path(_) = meta {
            return Ok(Self(true));
        }
        match value_of(meta)? {
            Expr::Lit(literal) => match &literal.lit {
                Lit::Bool(value) => Ok(Self(value.value)),
                other => Err(unexpected(other)),
            },
            other => Err(unexpected(other)),
        }
    }
}

impl FromMeta for OptOuts {
    fn from_meta(meta: &Meta) -> Result<Self> {
        let list = array(value_of(meta)?)?;
        collect(list, |element| {
            let Expr::Path(path) = element else {
                return Err(unexpected(element));
            };
            let name = path.path.require_ident().map_err(|_| unexpected(path))?;
            OptOut::ALL
                .into_iter()
                .find(|opt_out| name == opt_out.name())
                .map(|opt_out| (opt_out, name.span()))
                .ok_or_else(|| unknown_opt_out(&name.to_string()).with_span(name))
        })
        .map(Self)
    }
}

fn unknown_opt_out(name: &str) -> Error {
    let known = OptOut::ALL.map(OptOut::name);
    let help = match nearest(name, &known) {
        Some(meant) => format!("did you mean `{meant}`"),
        None => format!("the opt-outs are {}", enumeration(&known)),
    };
    Error::custom(format!("unknown opt-out `{name}`\n{help}"))
}

fn strings(value: &Expr) -> Result<Entries> {
    collect(array(value)?, string)
}

fn string(element: &Expr) -> Result<Entry> {
    match element {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Str(text) => Ok(Entry {
                is_conditional: is_conditional(&literal.attrs),
                ..text.into()
            }),
            other => Err(unexpected(other)),
        },
        other => Err(unexpected(other)),
    }
}

fn is_conditional(attributes: &[Attribute]) -> bool {
    attributes
        .iter()
        .any(|attribute| attribute.path().is_ident(CONDITIONAL))
}

/// Reads every element, and reports every one that cannot be read.
fn collect<T>(list: &ExprArray, read: impl Fn(&Expr) -> Result<T>) -> Result<Vec<T>> {
    let mut errors = Error::accumulator();
    let values = list
        .elems
        .iter()
        .filter_map(|element| errors.handle(read(bare(element))))
        .collect();
    errors.finish_with(values)
}

fn array(value: &Expr) -> Result<&ExprArray> {
    match value {
        Expr::Array(list) => Ok(list),
        other => Err(unexpected(other)),
    }
}

/// What stands behind the `=`.
fn value_of(meta: &Meta) -> Result<&Expr> {
    match meta {
        Meta::NameValue(pair) => Ok(bare(&pair.value)),
        other => Err(unexpected(other.path())),
    }
}

/// The expression without the invisible group that `macro_rules!` puts around its fragments.
fn bare(mut value: &Expr) -> &Expr {
    while let Expr::Group(group) = value {
        value = &group.expr;
    }
    value
}

/// The same, to be replaced.
pub(crate) fn bare_mut(mut value: &mut Expr) -> &mut Expr {
    while let Expr::Group(group) = value {
        value = &mut group.expr;
    }
    value
}

fn unexpected(found: &impl Spanned) -> Error {
    Error::custom("unexpected").with_span(found)
}
