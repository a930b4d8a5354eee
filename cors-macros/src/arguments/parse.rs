//! Tokens to `CorsArgs`. All mistakes are reported in one run.

use cors_rules::AttributeRule;
use proc_macro2::{Span, TokenStream};
use quote::ToTokens as _;
use syn::{Expr, Lit};

use super::{
    argument::{Argument, hidden},
    argument_error::ArgumentError,
    cors_args::{ArgumentValue, CorsArgs, Module},
    did_you_mean::{enumeration, in_route_attribute, meant, nearest},
    hints, limits,
    origins::OriginsArgument,
    punctuation::{Fault, negation},
    syntax::{Part, RawArgument, Value, parts},
    values::{self, Errors},
};
use crate::diagnostics::{Diagnostics, Position};

impl CorsArgs {
    pub(crate) fn parse(tokens: TokenStream, diagnostics: &mut Diagnostics) -> Self {
        let mut args = Self::default();
        if let Err(error) = limits::check(tokens.clone()) {
            args.is_broken = true;
            diagnostics.syntax(Position::WHOLE, error);
            return args;
        }
        for (index, part) in parts(tokens).into_iter().enumerate() {
            let mut reader = Reader {
                args: &mut args,
                position: Position::of_argument(index + 1),
                diagnostics,
            };
            reader.part(part);
        }
        args.check_disabled_is_alone(diagnostics);
        args
    }

    /// A named policy is not inherited, so it cannot be disabled.
    pub(crate) fn refuse_disabled(&self, diagnostics: &mut Diagnostics) {
        if let Some(disabled) = self.site(Argument::Disabled)
            && self.own().count() == 1
        {
            diagnostics.shape(
                Position::of_argument(disabled.ordinal),
                disabled.span,
                AttributeRule::DisabledNotAlone,
                "a named policy cannot be `disabled`",
                "write `#[cors(disabled)]` on a handler, or on a module inside one that has a policy",
            );
        }
    }

    /// `disabled` takes the policy away, so any other argument contradicts it.
    fn check_disabled_is_alone(&self, diagnostics: &mut Diagnostics) {
        if let Some(disabled) = self.site(Argument::Disabled)
            && self.own().count() > 1
        {
            diagnostics.shape(
                Position::of_argument(disabled.ordinal),
                disabled.span,
                AttributeRule::DisabledNotAlone,
                "`disabled` is combined with other arguments",
                "write `#[cors(disabled)]`, or remove `disabled`",
            );
        }
    }
}

/// An argument whose value is not read yet.
struct NamedValue<'a> {
    argument: Argument,
    span: Span,
    /// `None` if its syntax is wrong, which was reported.
    value: Option<&'a Value>,
}

/// Reads one argument.
struct Reader<'a> {
    args: &'a mut CorsArgs,
    position: Position,
    diagnostics: &'a mut Diagnostics,
}

impl Reader<'_> {
    fn part(&mut self, part: Part) {
        match part {
            Part::Argument(raw) => self.argument(raw),
            Part::Literal(literal) => self.without_name(&literal),
            Part::Faulty(fault) => {
                self.args.is_broken = true;
                self.fault(fault);
            }
        }
    }

    fn argument(&mut self, raw: RawArgument) {
        if let Some(argument) = Argument::named(&raw.name) {
            self.known(argument, raw);
        } else if !self.hidden(&raw) {
            self.args.is_broken = true;
            self.unknown(&raw);
        }
    }

    fn known(&mut self, argument: Argument, raw: RawArgument) {
        if self.args.has(argument) {
            let name = argument.name();
            let message = format!("argument `{name}` is given twice");
            let help = "remove one of them";
            self.report(raw.span, AttributeRule::DuplicateArgument, &message, help);
            return;
        }
        let span = raw.span;
        let value = match raw.value {
            Ok(value) => Some(value),
            Err(faults) => {
                for fault in faults {
                    self.fault(fault);
                }
                None
            }
        };
        let value = value.as_ref();
        let named = NamedValue {
            argument,
            span,
            value,
        };
        match argument {
            Argument::Origins => {
                self.args.origins = Some(self.read(&named, |_, v| OriginsArgument::read(v)));
            }
            Argument::Methods => self.args.methods = Some(self.read(&named, values::methods)),
            Argument::AllowHeaders => {
                self.args.allow_headers = Some(self.read(&named, values::strings));
            }
            Argument::ExposeHeaders => {
                self.args.expose_headers = Some(self.read(&named, values::strings));
            }
            Argument::MaxAge => self.args.max_age = Some(self.read(&named, values::seconds)),
            Argument::Credentials => self.args.credentials = Some(self.read(&named, values::flag)),
            Argument::Policy => self.args.policy = Some(self.read(&named, values::path)),
            Argument::Enforce => self.args.enforce = Some(self.read(&named, values::flag)),
            Argument::Disabled => self.args.disabled = Some(self.read(&named, values::word)),
            Argument::DangerouslyAllow => {
                self.args.dangerously_allow = Some(self.read(&named, values::opt_outs));
            }
            Argument::Allow => self.args.allow = Some(self.read(&named, values::warnings)),
            Argument::Crate => self.args.runtime = Some(self.read(&named, values::path)),
        }
    }

    /// The argument with its value. What is wrong with that is reported.
    fn read<T>(
        &mut self,
        named: &NamedValue<'_>,
        read: impl Fn(Argument, &Value) -> Result<T, Errors>,
    ) -> ArgumentValue<T> {
        let read = |value: &Value| match value {
            Value::Arguments(span, tokens) => {
                Err(vec![hints::in_parentheses(named.argument, *span, tokens)])
            }
            value => read(named.argument, value),
        };
        let value = match named.value.map(read) {
            Some(Ok(value)) => Some(value),
            Some(Err(errors)) => {
                for error in errors {
                    self.wrong_type(&error);
                }
                None
            }
            None => None,
        };
        ArgumentValue {
            ordinal: self.position.argument,
            span: named.span,
            is_inherited: false,
            value,
        }
    }

    /// Reads an argument that an expansion wrote.
    fn hidden(&mut self, raw: &RawArgument) -> bool {
        match (raw.name.as_str(), &raw.value) {
            (hidden::MODULE_ARGUMENTS, Ok(Value::Arguments(_, tokens))) => {
                // Validated and reported at the module.
                let args = CorsArgs::parse(tokens.clone(), &mut Diagnostics::default());
                self.args.module = Some(Module {
                    args: Box::new(args),
                    tokens: tokens.clone(),
                });
            }
            (hidden::POLICY_NAME, Ok(Value::Expression(Expr::Lit(literal)))) => {
                if let Lit::Str(name) = &literal.lit {
                    self.args.policy_name = Some(name.value());
                }
            }
            (hidden::BROKEN, _) => self.args.is_broken = true,
            (hidden::IF_ROUTE, _) => self.args.is_if_route = true,
            (hidden::LAST, _) => self.args.is_last = true,
            _ => return false,
        }
        true
    }

    fn unknown(&mut self, raw: &RawArgument) {
        let name = &raw.name;
        let message = format!("unknown argument `{name}`");
        let help = match in_route_attribute(name) {
            Some(route) => format!("write it in the route attribute, as in `{route}`"),
            None => known_argument(raw),
        };
        self.report(raw.span, AttributeRule::UnknownArgument, &message, &help);
    }

    /// A value without a name, which is that of `origins` if it is one of any.
    fn without_name(&mut self, value: &Lit) {
        self.args.is_broken = true;
        let text = value.to_token_stream().to_string();
        let shown: String = text.chars().take(40).collect();
        let word = match value {
            Lit::Str(word) => word.value().replace('-', "_"),
            _ => String::new(),
        };
        let help = match value {
            _ if Argument::named(&word).is_some() => format!("write `{word}` without quotes"),
            Lit::Str(_) if shown == text => format!("write `origins = [{text}]`"),
            _ => "write it after the name of an argument, as in `max_age = 600`".to_string(),
        };
        let message = format!("the value `{shown}` has no argument name");
        self.report(
            value.span(),
            AttributeRule::UnknownArgument,
            &message,
            &help,
        );
    }

    fn fault(&mut self, fault: Fault) {
        match fault {
            Fault::Explained(error) => {
                let rule = AttributeRule::MalformedArguments;
                self.report(error.span, rule, &error.message, &error.help);
            }
            Fault::Parser(error) => self.diagnostics.syntax(self.position, error),
        }
    }

    fn wrong_type(&mut self, error: &ArgumentError) {
        self.report(
            error.span,
            AttributeRule::WrongType,
            &error.message,
            &error.help,
        );
    }

    fn report(&mut self, span: Span, rule: AttributeRule, message: &str, help: &str) {
        self.diagnostics
            .shape(self.position, span, rule, message, help);
    }
}

/// What to write instead of an argument that does not exist.
fn known_argument(raw: &RawArgument) -> String {
    let name = &raw.name;
    let last = name.rsplit("::").next().unwrap_or(name);
    let is_constant = last.len() > 1 && !last.contains(|c: char| c.is_ascii_lowercase());
    let words = last
        .trim_start_matches("r#")
        .replace('-', "_")
        .to_ascii_lowercase();
    match meant(&words).or_else(|| nearest(&words, Argument::NAMES)) {
        None if is_constant && matches!(raw.value, Ok(Value::Nothing(_))) => {
            format!("write `policy = {name}`")
        }
        Some(meant) if words.starts_with("no_") || words.starts_with("without_") => negation(meant),
        Some(meant) => format!("did you mean `{meant}`"),
        None => format!("the arguments are {}", enumeration(Argument::NAMES)),
    }
}
