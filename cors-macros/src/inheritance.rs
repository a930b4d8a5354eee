//! What a module's `#[cors(..)]` gives to the items inside, field by field.

use syn::Meta;

use crate::{
    args::{CorsArgs, Given},
    diagnostics::Diagnostics,
};

impl CorsArgs {
    /// Takes what the module gave, field by field, where the item itself gives nothing. A policy that the
    /// item names stands for all fields.
    pub(crate) fn inherit(&mut self, meta: &Meta) {
        let Meta::List(list) = meta else {
            return;
        };
        // Validated and reported where the module has it.
        let module = Self::parse(list.tokens.clone(), &mut Diagnostics::default());
        self.of_module_tokens = Some(list.tokens.clone());
        self.runtime = self.runtime.take().or(inherited(module.runtime));
        self.of_module = Some(Box::new(Self {
            runtime: None,
            ..module
        }));
    }

    /// The arguments with those of the module in the place of those that the item itself does not give.
    pub(crate) fn with_inherited(mut self) -> Self {
        let Some(module) = self.of_module.take().map(|module| module.with_inherited()) else {
            return self;
        };
        if self.policy.is_some() || self.disabled.is_some() {
            return self;
        }
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
            policy: inherited(module.policy),
            policy_name: module.policy_name,
            enforce: self.enforce.or(inherited(module.enforce)),
            // What the item says of itself decides; a module that is disabled has handlers that are not.
            disabled: inherited(module.disabled).filter(|_| self.own_arguments == 0),
            runtime: self.runtime,
            own_arguments: self.own_arguments,
            of_module: None,
            of_module_tokens: None,
            is_if_route: self.is_if_route,
            is_last: self.is_last,
            is_broken: self.is_broken || module.is_broken,
        }
    }
}

fn inherited<T>(given: Option<Given<T>>) -> Option<Given<T>> {
    given.map(|given| Given {
        is_inherited: true,
        ..given
    })
}
