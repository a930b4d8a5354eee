//! The arguments of `#[cors(..)]`: tokens to values with their spans. Nothing here knows what makes a
//! policy good or bad.

use cors_policy::{Hatch, Rule};
use darling::{FromMeta, ast::NestedMeta};
use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::{Meta, Path, spanned::Spanned};

use crate::{
    argument_values::{Entries, Entry, Flag, Hatches, HeaderNames, MethodNames, Origins, Seconds},
    diagnostics::{Diagnostics, Position},
};

/// Every argument: its name, what it takes, and how it is written.
pub(crate) const ARGUMENTS: [(&str, &str, &str); 8] = [
    (
        "origins",
        "a list of strings",
        "origins = [\"https://app.example.com\"]",
    ),
    ("methods", "a list of methods", "methods = [GET, PUT]"),
    (
        "allow_headers",
        "a list of strings",
        "allow_headers = [\"content-type\"]",
    ),
    (
        "expose_headers",
        "a list of strings",
        "expose_headers = [\"etag\"]",
    ),
    ("max_age", "a number of seconds", "max_age = 600"),
    ("credentials", "no value, `true` or `false`", "credentials"),
    (
        "dangerously_allow",
        "a list of hatches",
        "dangerously_allow = [insecure_origins]",
    ),
    ("crate", "a path", "crate = path::to::cors_runtime"),
];

/// An argument that was given.
#[derive(Debug)]
pub(crate) struct Given<T> {
    /// Which argument it is, counted from one in the order of the source.
    pub(crate) ordinal: usize,
    /// The argument's name.
    pub(crate) span: Span,
    /// `None` if the value could not be read, which was reported.
    pub(crate) value: Option<T>,
}

/// All arguments.
#[derive(Debug, Default)]
pub(crate) struct CorsArgs {
    pub(crate) origins: Option<Given<Entries>>,
    pub(crate) methods: Option<Given<Entries>>,
    pub(crate) allow_headers: Option<Given<Entries>>,
    pub(crate) expose_headers: Option<Given<Entries>>,
    pub(crate) max_age: Option<Given<Entry>>,
    pub(crate) credentials: Option<Given<bool>>,
    pub(crate) dangerously_allow: Option<Given<Vec<(Hatch, Span)>>>,
    pub(crate) runtime: Option<Given<Path>>,
    /// Set when the arguments could not be told apart: then nothing is said to be missing.
    pub(crate) is_broken: bool,
}

impl CorsArgs {
    pub(crate) fn parse(tokens: TokenStream, diagnostics: &mut Diagnostics) -> Self {
        let mut args = Self::default();
        match NestedMeta::parse_meta_list(tokens) {
            Ok(list) => {
                for (index, nested) in list.iter().enumerate() {
                    args.take(index + 1, nested, diagnostics);
                }
            }
            Err(error) => {
                args.is_broken = true;
                diagnostics.syntax(Position::WHOLE, error);
            }
        }
        args
    }

    fn take(&mut self, ordinal: usize, nested: &NestedMeta, diagnostics: &mut Diagnostics) {
        let mut reader = Reader {
            ordinal,
            diagnostics,
        };
        let meta = match nested {
            NestedMeta::Meta(meta) => meta,
            NestedMeta::Lit(lit) => {
                reader.unknown(&quote!(#lit).to_string(), lit.span());
                self.is_broken = true;
                return;
            }
            NestedMeta::NameValueInvalidExpr(pair) => {
                self.is_broken = true;
                reader.no_expression(pair.error.clone());
                return;
            }
        };
        let name = name_of(meta.path());
        match name.as_str() {
            "origins" => reader.read::<Origins, _>(&mut self.origins, meta),
            "methods" => reader.read::<MethodNames, _>(&mut self.methods, meta),
            "allow_headers" => reader.read::<HeaderNames, _>(&mut self.allow_headers, meta),
            "expose_headers" => reader.read::<HeaderNames, _>(&mut self.expose_headers, meta),
            "max_age" => reader.read::<Seconds, _>(&mut self.max_age, meta),
            "credentials" => reader.read::<Flag, _>(&mut self.credentials, meta),
            "dangerously_allow" => reader.read::<Hatches, _>(&mut self.dangerously_allow, meta),
            "crate" => reader.read::<Path, _>(&mut self.runtime, meta),
            _ => {
                reader.unknown(&name, meta.path().span());
                self.is_broken = true;
            }
        }
    }

    /// Where `cors_runtime` is.
    pub(crate) fn runtime(&self) -> TokenStream {
        let given = self.runtime.as_ref().and_then(|given| given.value.as_ref());
        given.map_or_else(|| quote!(::cors_runtime), |path| quote!(#path))
    }
}

/// Reads one argument.
struct Reader<'a> {
    ordinal: usize,
    diagnostics: &'a mut Diagnostics,
}

impl Reader<'_> {
    /// Reads the value in the form `F`, unless the argument was given before.
    fn read<F: FromMeta + Into<T>, T>(&mut self, target: &mut Option<Given<T>>, meta: &Meta) {
        let span = meta.path().span();
        let name = name_of(meta.path());
        if target.is_some() {
            self.report(
                span,
                Rule::DuplicateArgument,
                &format!("argument `{name}` is given twice"),
                "keep one of them",
            );
            return;
        }
        let value = match F::from_meta(meta) {
            Ok(value) => Some(value.into()),
            Err(error) => {
                self.wrong_type(&name, error);
                None
            }
        };
        *target = Some(Given {
            ordinal: self.ordinal,
            span,
            value,
        });
    }

    /// darling's errors tell the place; what was expected is told in our own words.
    fn wrong_type(&mut self, name: &str, error: darling::Error) {
        let (_, form, example) = ARGUMENTS
            .into_iter()
            .find(|(known, ..)| *known == name)
            .unwrap_or_default();
        for error in error.flatten() {
            let text = error.to_string();
            let (message, help) = match text.split_once('\n') {
                Some((message, help)) => (message.to_string(), help.to_string()),
                None => (
                    format!("argument `{name}` takes {form}"),
                    format!("write `{example}`"),
                ),
            };
            self.report(error.span(), Rule::WrongType, &message, &help);
        }
    }

    fn no_expression(&mut self, error: darling::Error) {
        let position = Position {
            argument: self.ordinal,
            entry: 0,
        };
        self.diagnostics.syntax(position, error.into());
    }

    fn unknown(&mut self, name: &str, span: Span) {
        let known = ARGUMENTS.map(|(name, ..)| name);
        let help = match nearest(name, &known) {
            Some(meant) => format!("did you mean `{meant}`"),
            None => format!("the arguments are `{}`", known.join("`, `")),
        };
        let message = format!("unknown argument `{name}`");
        self.report(span, Rule::UnknownArgument, &message, &help);
    }

    fn report(&mut self, span: Span, rule: Rule, message: &str, help: &str) {
        let position = Position {
            argument: self.ordinal,
            entry: 0,
        };
        self.diagnostics.shape(position, span, rule, message, help);
    }
}

/// The known word that is most like the one that was written, if any is.
pub(crate) fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let likeness = |candidate: &str| strsim::jaro_winkler(word, candidate);
    known
        .iter()
        .copied()
        .filter(|candidate| likeness(candidate) > 0.8)
        .max_by(|a, b| likeness(a).total_cmp(&likeness(b)))
}

fn name_of(path: &Path) -> String {
    match path.get_ident() {
        Some(ident) => ident.to_string(),
        None => quote!(#path).to_string().replace(' ', ""),
    }
}
