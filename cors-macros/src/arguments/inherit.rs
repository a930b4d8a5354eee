//! What an item inherits from the `#[cors(..)]` of the module around it: field by field, what the item itself
//! does not have.

use proc_macro2::TokenStream;

use super::cors_args::{ArgumentValue, CorsArgs, Module};

impl CorsArgs {
    /// The arguments together with those of the module. A policy that the item names replaces all of them.
    pub(crate) fn with_inherited(mut self) -> Self {
        let Some(module) = self.module.take() else {
            return self;
        };
        let module = module.args.with_inherited();
        self.runtime = self.runtime.or(inherited(module.runtime));
        if self.policy.is_some() || self.disabled.is_some() {
            return self;
        }
        let adds_nothing = self.own().next().is_none();
        Self {
            origins: self.origins.or(inherited(module.origins)),
            methods: self.methods.or(inherited(module.methods)),
            allow_headers: self.allow_headers.or(inherited(module.allow_headers)),
            expose_headers: self.expose_headers.or(inherited(module.expose_headers)),
            max_age: self.max_age.or(inherited(module.max_age)),
            credentials: self.credentials.or(inherited(module.credentials)),
            dangerously_allow: self
                .dangerously_allow
                .or(inherited(module.dangerously_allow)),
            allow: self.allow.or(inherited(module.allow)),
            policy: inherited(module.policy),
            policy_name: module.policy_name,
            enforce: self.enforce.or(inherited(module.enforce)),
            // A module that is disabled may hold handlers that are not.
            disabled: inherited(module.disabled).filter(|_| adds_nothing),
            runtime: self.runtime,
            module: None,
            is_broken: self.is_broken || module.is_broken,
            is_if_route: self.is_if_route,
            is_last: self.is_last,
        }
    }
}

impl CorsArgs {
    /// The arguments together with those of the policy that they name.
    pub(crate) fn with_base(mut self, base: Self) -> Self {
        self.policy = None;
        self.module = Some(Module {
            args: Box::new(base),
            tokens: TokenStream::new(),
        });
        self.with_inherited()
    }
}

fn inherited<T>(argument: Option<ArgumentValue<T>>) -> Option<ArgumentValue<T>> {
    argument.map(|argument| ArgumentValue {
        is_inherited: true,
        ..argument
    })
}
