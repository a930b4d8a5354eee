//! What a policy says, for reports. A program that asks for none compiles none of it, so these functions are `#[inline]`,
//! as are those of `routes`, `policies` and `facts_json`.

use cors_rules::PolicyFacts;

use crate::policy::{Methods, Parts, Policy};

impl Policy {
    /// The policy without a route, for reports: its methods are those that it lists.
    #[inline]
    pub(crate) fn facts_without_route(&self) -> PolicyFacts {
        match self.parts().methods {
            Methods::Listed(listed) => self.facts(listed),
            Methods::OfRoute => self.facts(&[]),
        }
    }

    /// The policy on a route that serves the methods, for reports.
    #[inline]
    pub(crate) fn facts(&self, served: &[&'static str]) -> PolicyFacts {
        let Parts {
            origins,
            methods,
            allow_headers,
            expose_headers,
            max_age,
            credentials,
            enforce,
            opt_outs: _,
            allow: _,
            named: _,
            inherited: _,
            hazards: _,
        } = *self.parts();
        let mut facts = PolicyFacts::of_origins(origins.facts());
        facts.methods = methods.on(served).into_iter().map(String::from).collect();
        facts.allow_headers = separate(allow_headers);
        facts.expose_headers = separate(expose_headers);
        // A number: the macro validated it.
        facts.max_age = max_age.and_then(|seconds| seconds.parse().ok());
        facts.credentials = credentials;
        facts.enforce = enforce;
        facts
    }
}

/// The names of a list that is joined as its header carries it.
#[inline]
fn separate(joined: Option<&str>) -> Vec<String> {
    let names = joined.into_iter().flat_map(|names| names.split(", "));
    names.map(String::from).collect()
}
