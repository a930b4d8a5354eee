//! The words in the arguments, read from tokens: half-typed arguments have some too. A word that nothing has a name
//! for is one of them; what is wrong is reported elsewhere.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use quote::quote;
use syn::{LitStr, Path, parse::Parser as _};

use crate::{
    arguments::{Argument, bare, hidden, split},
    compiler,
};

/// What takes the place of `crate`, which cannot be the name of an item.
pub(super) const CRATE: &str = "crate_path";

/// The words in the arguments, each in the place of a name: rust-analyzer shows the documentation of the item that
/// it names, and completes it if it is half typed.
///
/// The call is first in the expansion, and has the same tokens around a word that is being typed as around none:
/// rust-analyzer finds the place of the word in one expansion by its offset in the other.
pub(crate) fn words(arguments: &TokenStream) -> TokenStream {
    if !compiler::may_be_editor() {
        return TokenStream::new();
    }
    let Words {
        runtime,
        arguments,
        methods,
        sources,
        opt_outs,
        rules,
        policies,
        statics,
    } = Words::read(arguments);
    runtime.map_or_else(TokenStream::new, |runtime| {
        quote! {
            #runtime::__editor! {
                ([#arguments] [#methods] [#sources] [#opt_outs] [#rules] [#policies] [#statics])
            }
        }
    })
}

/// Words and paths by what they name.
#[derive(Debug, Default)]
struct Words {
    /// The path of `cors_runtime`, unless it is half typed.
    runtime: Option<TokenStream>,
    arguments: TokenStream,
    methods: TokenStream,
    /// `env` and `dynamic`.
    sources: TokenStream,
    opt_outs: TokenStream,
    rules: TokenStream,
    /// Paths of named policies, in parentheses.
    policies: TokenStream,
    /// Paths of `static`s that are asked for origins, in parentheses.
    statics: TokenStream,
}

impl Words {
    fn read(arguments: &TokenStream) -> Self {
        let mut words = Self {
            runtime: Some(quote!(::cors_runtime)),
            ..Self::default()
        };
        for entry in split(arguments.clone()) {
            words.argument(&bare(entry.tokens));
        }
        words
    }

    fn argument(&mut self, tokens: &[TokenTree]) {
        let [TokenTree::Ident(name), rest @ ..] = tokens else {
            return;
        };
        if name == hidden::MODULE_ARGUMENTS {
            self.inherit(rest);
            return;
        }
        let argument = Argument::named(&name.to_string());
        if let Some(word) = argument_word(name, argument) {
            self.arguments.extend(quote!(#word,));
        }
        if let ([TokenTree::Punct(equals), value @ ..], Some(argument)) = (rest, argument)
            && equals.as_char() == '='
        {
            self.value(argument, bare(value.to_vec()));
        }
    }

    fn value(&mut self, argument: Argument, value: Vec<TokenTree>) {
        match argument {
            Argument::Origins => self.origins(value),
            Argument::Methods => self.methods.extend(words_of(value)),
            Argument::DangerouslyAllow => self.opt_outs.extend(words_of(value)),
            Argument::Allow => self.rules.extend(words_of(value)),
            Argument::Policy => self.policies.extend(in_parentheses(value)),
            Argument::Crate => self.runtime = mod_path(value),
            Argument::AllowHeaders
            | Argument::ExposeHeaders
            | Argument::MaxAge
            | Argument::Credentials
            | Argument::Enforce
            | Argument::Disabled => {}
        }
    }

    /// `env("VAR")` in a list or alone, or `dynamic(PATH)`.
    fn origins(&mut self, value: Vec<TokenTree>) {
        if let [TokenTree::Ident(_), TokenTree::Group(path), ..] = value.as_slice() {
            let path = path.stream().into_iter().collect();
            self.statics.extend(in_parentheses(path));
        }
        self.sources.extend(words_of(value));
    }

    /// Where the module around the item has `cors_runtime`.
    fn inherit(&mut self, arguments: &[TokenTree]) {
        if let [TokenTree::Group(arguments)] = arguments {
            self.runtime = Self::read(&arguments.stream()).runtime;
        }
    }
}

/// The name of an argument, unless no item can have it.
fn argument_word(name: &Ident, argument: Option<Argument>) -> Option<Ident> {
    match argument {
        Some(Argument::Crate) => Some(Ident::new(CRATE, name.span())),
        Some(_) => Some(name.clone()),
        None if name.to_string().starts_with("__") => None,
        None => identifier(name),
    }
}

/// The first word of each entry of a list, or of the value that is half of one.
fn words_of(value: Vec<TokenTree>) -> TokenStream {
    let entries = match value.as_slice() {
        [TokenTree::Group(list)] if list.delimiter() == Delimiter::Bracket => list.stream(),
        _ => value.into_iter().collect(),
    };
    let words = split(entries).into_iter().filter_map(|entry| {
        let tokens = bare(entry.tokens);
        match without_attributes(&tokens).first()? {
            TokenTree::Ident(word) => identifier(word),
            TokenTree::Literal(literal) => quoted(&quote!(#literal)),
            TokenTree::Group(_) | TokenTree::Punct(_) => None,
        }
    });
    quote!(#(#words,)*)
}

/// What follows the `#[cfg(..)]`s of an entry.
fn without_attributes(mut tokens: &[TokenTree]) -> &[TokenTree] {
    while let [TokenTree::Punct(hash), TokenTree::Group(_), rest @ ..] = tokens
        && hash.as_char() == '#'
    {
        tokens = rest;
    }
    tokens
}

/// A string as the name of an item: `any_port` for `"any-port"`.
fn quoted(literal: &TokenStream) -> Option<Ident> {
    let text: LitStr = syn::parse2(literal.clone()).ok()?;
    let mut word: Ident = syn::parse_str(&text.value().replace('-', "_")).ok()?;
    word.set_span(text.span());
    Some(word)
}

/// The word, unless it is a keyword.
fn identifier(word: &Ident) -> Option<Ident> {
    syn::parse2(quote!(#word)).ok()
}

fn in_parentheses(path: Vec<TokenTree>) -> TokenStream {
    let path: TokenStream = path.into_iter().collect();
    quote!((#path))
}

fn mod_path(value: Vec<TokenTree>) -> Option<TokenStream> {
    let path = Path::parse_mod_style
        .parse2(value.into_iter().collect())
        .ok()?;
    Some(quote!(#path))
}

#[cfg(test)]
mod tests {
    use super::words;

    /// The words of each kind, in the order of the call: arguments, methods, sources, opt-outs, rules, policies, statics.
    fn words_in(arguments: &str) -> String {
        let call = words(&arguments.parse().unwrap()).to_string();
        call.replace(' ', "")
    }

    #[test]
    fn words_are_read_by_what_they_name() {
        for (arguments, call) in [
            ("", "::cors_runtime::__editor!{([][][][][][][])}"),
            (
                "origins = dynamic(app::SITES)",
                "::cors_runtime::__editor!{([origins,][][dynamic,][][][][(app::SITES)])}",
            ),
            (
                "origins = [\"https://a.example\", #[cfg(test)] env(\"SITES\")], enforce",
                "::cors_runtime::__editor!{([origins,enforce,][][env,][][][][])}",
            ),
            (
                "methods = [GET, \"PUT\"], dangerously_allow = [null_origin], allow = [\"any-port\"]",
                "::cors_runtime::__editor!{([methods,dangerously_allow,allow,][GET,PUT,][][null_origin,][any_port,][][])}",
            ),
            (
                "policy = app::SITES, crate = my::cors",
                "my::cors::__editor!{([policy,crate_path,][][][][][(app::SITES)][])}",
            ),
            // Half typed.
            ("orig", "::cors_runtime::__editor!{([orig,][][][][][][])}"),
            (
                "origins = dyna",
                "::cors_runtime::__editor!{([origins,][][dyna,][][][][])}",
            ),
            (
                "methods = PU",
                "::cors_runtime::__editor!{([methods,][PU,][][][][][])}",
            ),
            (
                "methods = (PUT)",
                "::cors_runtime::__editor!{([methods,][][][][][][])}",
            ),
            (
                "methods: [PUT]",
                "::cors_runtime::__editor!{([methods,][][][][][][])}",
            ),
            ("crate =", ""),
            // What a module adds names the runtime, and nothing else.
            (
                "enforce, __module(max_age = 60, crate = my::cors), __last",
                "my::cors::__editor!{([enforce,][][][][][][])}",
            ),
        ] {
            assert_eq!(words_in(arguments), call, "{arguments}");
        }
    }
}
