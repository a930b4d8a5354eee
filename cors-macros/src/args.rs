//! The arguments of `#[cors(..)]`: tokens to values with their spans. Nothing here knows what makes a
//! policy good or bad.

use cors_rules::{AttributeRule, OptOut};
use darling::{FromMeta, ast::NestedMeta};
use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{Lit, Meta, Path, spanned::Spanned};

use crate::{
    argument_values::{Entries, Entry, Flag, HeaderNames, MethodNames, OptOuts, Origins, Seconds},
    diagnostics::{Diagnostics, Position},
    did_you_mean::{enumeration, meant, nearest},
    limits,
};

/// What a module hands to its handlers; no argument for people.
pub(crate) const OF_MODULE: &str = "__module";

/// Stands for a module's arguments that are wrong.
pub(crate) const BROKEN: &str = "__broken";

/// Stands on an item that may turn out to be no handler: then it stays as it is.
pub(crate) const IF_ROUTE: &str = "__if_route";

/// Stands on a handler whose other macros have expanded.
pub(crate) const LAST: &str = "__last";

/// What a named policy is called outside the module that hands it down.
pub(crate) const POLICY_NAME: &str = "__policy_name";

/// Every argument: its name, what it takes, and how it is written.
pub(crate) const ARGUMENTS: [(&str, &str, &str); 11] = [
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
    ("credentials", "no value, `true`, or `false`", "credentials"),
    ("policy", "the path of a named policy", "policy = PARTNERS"),
    ("enforce", "no value, `true`, or `false`", "enforce"),
    ("disabled", "no value", "disabled"),
    (
        "dangerously_allow",
        "a list of opt-outs",
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
    /// Whether the module gave it, and not the item itself.
    pub(crate) is_inherited: bool,
    /// `None` if the value could not be read, which was reported.
    pub(crate) value: Option<T>,
}

/// The argument's value, if it was given and could be read.
pub(crate) fn value_of<T>(given: Option<&Given<T>>) -> Option<&T> {
    given?.value.as_ref()
}

/// All arguments.
#[derive(Debug, Default)]
pub(crate) struct CorsArgs {
    pub(crate) origins: Option<Given<Origins>>,
    pub(crate) methods: Option<Given<Entries>>,
    pub(crate) allow_headers: Option<Given<Entries>>,
    pub(crate) expose_headers: Option<Given<Entries>>,
    pub(crate) max_age: Option<Given<Entry>>,
    pub(crate) credentials: Option<Given<bool>>,
    pub(crate) dangerously_allow: Option<Given<Vec<(OptOut, Span)>>>,
    pub(crate) policy: Option<Given<Path>>,
    /// What the named policy is called where it was named, if a module handed it down.
    pub(crate) policy_name: Option<String>,
    pub(crate) enforce: Option<Given<bool>>,
    pub(crate) disabled: Option<Given<bool>>,
    pub(crate) runtime: Option<Given<Path>>,
    /// How many arguments of a policy the item itself gives.
    pub(crate) own_arguments: usize,
    /// What the module around the item gave.
    pub(crate) of_module: Option<Box<Self>>,
    /// The same as it was handed down.
    pub(crate) of_module_tokens: Option<TokenStream>,
    /// Whether the item may turn out to be no handler.
    pub(crate) is_if_route: bool,
    /// Whether the other macros on the handler have expanded.
    pub(crate) is_last: bool,
    /// Set when the arguments could not be told apart: then nothing is said to be missing.
    pub(crate) is_broken: bool,
}

impl CorsArgs {
    pub(crate) fn parse(tokens: TokenStream, diagnostics: &mut Diagnostics) -> Self {
        let mut args = Self::default();
        if let Err(error) = limits::check(tokens.clone()) {
            args.is_broken = true;
            diagnostics.syntax(Position::WHOLE, error);
            return args;
        }
        let end = tokens.clone().into_iter().last().map(|token| token.span());
        match NestedMeta::parse_meta_list(tokens) {
            Ok(list) => {
                for (index, nested) in list.iter().enumerate() {
                    args.take(index + 1, nested, diagnostics);
                }
            }
            Err(error) => {
                args.is_broken = true;
                diagnostics.syntax(Position::WHOLE, at_the_end(error, end));
            }
        }
        args.is_disabled_alone(diagnostics);
        args
    }

    /// `disabled` says that there is no policy; whatever else is said contradicts it.
    fn is_disabled_alone(&self, diagnostics: &mut Diagnostics) {
        if let Some(disabled) = &self.disabled
            && self.own_arguments > 1
        {
            let position = Position {
                argument: disabled.ordinal,
                entry: 0,
            };
            diagnostics.shape(
                position,
                disabled.span,
                AttributeRule::DisabledNotAlone,
                "`disabled` stands beside other arguments",
                "write `#[cors(disabled)]`, or remove `disabled`",
            );
        }
    }

    fn take(&mut self, ordinal: usize, nested: &NestedMeta, diagnostics: &mut Diagnostics) {
        let mut reader = Reader {
            ordinal,
            diagnostics,
        };
        let meta = match nested {
            NestedMeta::Meta(meta) => meta,
            NestedMeta::Lit(lit) => {
                reader.without_name(lit);
                self.is_broken = true;
                return;
            }
            NestedMeta::NameValueInvalidExpr(pair) => {
                self.is_broken = true;
                let error = pair.error.clone().into();
                reader.no_expression(at_the_end(error, Some(pair.path.span())));
                return;
            }
        };
        let name = name_of(meta.path());
        self.own_arguments += usize::from(name != "crate" && !name.starts_with("__"));
        match name.as_str() {
            "origins" => reader.read::<Origins, _>(&mut self.origins, meta),
            "methods" => reader.read::<MethodNames, _>(&mut self.methods, meta),
            "allow_headers" => reader.read::<HeaderNames, _>(&mut self.allow_headers, meta),
            "expose_headers" => reader.read::<HeaderNames, _>(&mut self.expose_headers, meta),
            "max_age" => reader.read::<Seconds, _>(&mut self.max_age, meta),
            "credentials" => reader.read::<Flag, _>(&mut self.credentials, meta),
            "dangerously_allow" => reader.read::<OptOuts, _>(&mut self.dangerously_allow, meta),
            "policy" => reader.read::<Path, _>(&mut self.policy, meta),
            "enforce" => reader.read::<Flag, _>(&mut self.enforce, meta),
            "disabled" => reader.read::<Flag, _>(&mut self.disabled, meta),
            OF_MODULE => self.inherit(meta),
            BROKEN => self.is_broken = true,
            IF_ROUTE => self.is_if_route = true,
            LAST => self.is_last = true,
            POLICY_NAME => self.policy_name = String::from_meta(meta).ok(),
            "crate" => reader.read::<Path, _>(&mut self.runtime, meta),
            _ => {
                reader.unknown(&name, meta.path().span());
                self.is_broken = true;
            }
        }
    }

    /// `disabled` takes a handler out of its module's policy, and says nothing elsewhere.
    pub(crate) fn refuse_disabled(&self, diagnostics: &mut Diagnostics) {
        if let Some(disabled) = &self.disabled
            && self.own_arguments == 1
        {
            let position = Position {
                argument: disabled.ordinal,
                entry: 0,
            };
            diagnostics.shape(
                position,
                disabled.span,
                AttributeRule::DisabledNotAlone,
                "a named policy cannot be `disabled`",
                "write `#[cors(disabled)]` on a handler, or on a module inside one that has a policy",
            );
        }
    }

    /// Whether the item has no policy although its module has.
    pub(crate) fn is_disabled(&self) -> bool {
        self.disabled
            .as_ref()
            .is_some_and(|given| given.value == Some(true))
    }

    /// Where `cors_runtime` is.
    pub(crate) fn runtime(&self) -> TokenStream {
        self.runtime_at(Span::call_site())
    }

    /// The same, for code whose errors are shown at the span.
    pub(crate) fn runtime_at(&self, span: Span) -> TokenStream {
        let given = value_of(self.runtime.as_ref());
        given.map_or_else(
            || quote_spanned!(span=> ::cors_runtime),
            |path| quote!(#path),
        )
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
                AttributeRule::DuplicateArgument,
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
            is_inherited: false,
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
            self.report(error.span(), AttributeRule::WrongType, &message, &help);
        }
    }

    fn no_expression(&mut self, error: syn::Error) {
        let position = Position {
            argument: self.ordinal,
            entry: 0,
        };
        self.diagnostics.syntax(position, error);
    }

    fn unknown(&mut self, name: &str, span: Span) {
        let known = ARGUMENTS.map(|(name, ..)| name);
        let help = match meant(name).or_else(|| nearest(name, &known)) {
            Some(meant) => format!("did you mean `{meant}`"),
            None => format!("the arguments are {}", enumeration(&known)),
        };
        let message = format!("unknown argument `{name}`");
        self.report(span, AttributeRule::UnknownArgument, &message, &help);
    }

    /// A value without a name is that of `origins`, if it is one of any.
    fn without_name(&mut self, value: &Lit) {
        let text = quote!(#value).to_string();
        let shown: String = text.chars().take(40).collect();
        let help = match value {
            Lit::Str(_) if shown == text => format!("write `origins = [{text}]`"),
            _ => "write it behind the name of an argument, as in `max_age = 600`".to_string(),
        };
        let message = format!("the value `{shown}` belongs to no argument");
        self.report(
            value.span(),
            AttributeRule::UnknownArgument,
            &message,
            &help,
        );
    }

    fn report(&mut self, span: Span, rule: AttributeRule, message: &str, help: &str) {
        let position = Position {
            argument: self.ordinal,
            entry: 0,
        };
        self.diagnostics.shape(position, span, rule, message, help);
    }
}

/// The error at a token in front of the end, if it is that nothing follows: the end itself has no place.
fn at_the_end(error: syn::Error, end: Option<Span>) -> syn::Error {
    let text = error.to_string();
    match end {
        Some(end) if text.starts_with("unexpected end of input") => syn::Error::new(end, text),
        _ => error,
    }
}

fn name_of(path: &Path) -> String {
    match path.get_ident() {
        Some(ident) => ident.to_string(),
        None => quote!(#path).to_string().replace(' ', ""),
    }
}
