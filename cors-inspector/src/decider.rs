//! Whose policy decides whether a page may read a response, or why there is none, in words.

use actix_web::dev::RequestHead;
use cors_browser::{Blocked, DeclaredPolicy, Reason};
use cors_runtime::{
    OriginFacts, PolicyFacts,
    inspection::{InspectedHandler, ReachedRoute},
};

/// What decides about a request.
#[derive(Debug)]
pub(crate) enum Decider {
    /// The policy of the handler.
    Handler(DeclaredPolicy),
    /// A policy around routes: a layer, or a prefix of `AppCors`.
    Around {
        owner: &'static str,
        policy: DeclaredPolicy,
    },
    /// A handler with `#[cors(disabled)]`.
    Disabled,
    /// A route without `#[cors]`, and nothing with a policy around it.
    NoPolicy,
    /// Nothing that serves the path and the method.
    NoRoute,
}

impl Decider {
    pub(crate) fn of(reached: &ReachedRoute) -> Self {
        match reached {
            ReachedRoute::Handler(handler) | ReachedRoute::Ambiguous(handler) => {
                Self::Handler(of_handler(handler))
            }
            ReachedRoute::Disabled => Self::Disabled,
            ReachedRoute::Other => Self::NoPolicy,
            ReachedRoute::Nothing => Self::NoRoute,
        }
    }

    pub(crate) fn around(owner: &'static str, facts: &PolicyFacts) -> Self {
        let policy = declared(facts, facts.origins.texts());
        Self::Around { owner, policy }
    }

    /// Why the page gets nothing: first that it is not named, if that is the reason.
    pub(crate) fn why(&self, blocked: &Blocked) -> String {
        let sentence = blocked.reason.sentence();
        let page = blocked.needed.as_deref().unwrap_or_default();
        if !is_about_origins(blocked) || self.allows(page) {
            return sentence.to_owned();
        }
        let first = match self {
            Self::Handler(_) => format!("the policy does not name `{page}`"),
            Self::Around { owner, .. } => format!("the policy of {owner} does not name `{page}`"),
            Self::Disabled => "the handler has `#[cors(disabled)]`".into(),
            Self::NoPolicy => "the route has no policy".into(),
            Self::NoRoute => "no route serves this path and method".into(),
        };
        format!("{first}. {sentence}")
    }

    /// What would help.
    pub(crate) fn remedy(&self, blocked: &Blocked) -> String {
        let page = blocked.needed.as_deref().unwrap_or_default();
        match self {
            Self::Handler(policy) | Self::Around { policy, .. } => {
                policy.remedy(blocked).to_string()
            }
            _ if !is_about_origins(blocked) => {
                DeclaredPolicy::default().remedy(blocked).to_string()
            }
            Self::Disabled => format!("write `origins = [\"{page}\"]` instead of `disabled`"),
            Self::NoPolicy => format!(
                "write `#[cors(origins = [\"{page}\"])]` above the route attribute of the handler, or wrap a resource \
                 that is built by hand in the layer of a policy"
            ),
            Self::NoRoute => {
                "correct the path or the method; the list below has what the app serves".into()
            }
        }
    }

    fn allows(&self, page: &str) -> bool {
        match self {
            Self::Handler(policy) | Self::Around { policy, .. } => policy.allows_origin(page),
            Self::Disabled | Self::NoPolicy | Self::NoRoute => false,
        }
    }
}

/// Whether the answer names no origin.
fn is_about_origins(blocked: &Blocked) -> bool {
    matches!(
        blocked.reason,
        Reason::AcaoMissing | Reason::PreflightAcaoMissing
    )
}

fn of_handler(handler: &InspectedHandler) -> DeclaredPolicy {
    let facts = handler.route.policy();
    let origins = match &facts.origins {
        OriginFacts::Any => facts.origins.texts(),
        _ => handler.known_origins(&RequestHead::default()),
    };
    declared(facts, origins)
}

fn declared(facts: &PolicyFacts, origins: Vec<String>) -> DeclaredPolicy {
    DeclaredPolicy {
        origins,
        methods: facts.methods.clone(),
        allow_headers: facts.allow_headers.clone(),
        credentials: facts.credentials,
    }
}
