//! A policy ready to be used, and the route that it belongs to: constants that the macros write.
//! Every policy is validated: the parts of one attribute by the macro, a policy merged from parts by constant
//! evaluation, and a list of origins that is known only at run time when it is read.

use cors_rules::{Hazards, OptOut};

use crate::origins::{OriginsSetting, OriginsUse, StaticOrigins};

/// A valid policy, ready for requests.
///
/// Handlers get theirs from [`#[cors(..)]`](macro@crate::cors), and [`policy!`](crate::policy!) names one
/// for many. A policy that was not validated cannot be created.
///
/// ```
/// use actix_web::{App, HttpResponse, web};
///
/// cors_runtime::policy! {
///     /// Partner sites.
///     pub static PARTNERS = { origins = ["https://a.example", "https://b.example"], credentials };
/// }
///
/// App::new().service(
///     web::resource("/legacy")
///         .wrap(PARTNERS.layer())
///         .route(web::get().to(HttpResponse::Ok)),
/// );
/// ```
///
/// A policy is not a middleware itself, so `.wrap(PARTNERS)` does not compile: "the trait bound `Policy: Transform<..>` is not
/// satisfied". [`layer`](Self::layer) makes the middleware.
#[derive(Debug)]
pub struct Policy {
    parts: Parts,
}

/// What a policy consists of. Header values are texts as the response carries them: to copy a static text
/// costs nothing.
#[derive(Debug, Clone, Copy)]
pub struct Parts {
    /// The origins that may call.
    pub origins: OriginsSetting,
    /// The methods open to other origins.
    pub methods: Methods,
    /// Request headers that scripts may send, joined.
    pub allow_headers: Option<&'static str>,
    /// Response headers that scripts may read, joined.
    pub expose_headers: Option<&'static str>,
    /// How long browsers may cache a preflight answer: seconds, as text.
    pub max_age: Option<&'static str>,
    /// Whether browsers may send credentials.
    pub credentials: bool,
    /// Whether a cross-origin request that is not allowed is refused before the handler runs.
    pub enforce: bool,
    /// The opt-outs that are open.
    pub opt_outs: &'static [OptOut],
    /// The names of the warnings that are silenced.
    pub allow: &'static [&'static str],
    /// The path of the named policy that it starts from, as it is written.
    pub named: Option<&'static str>,
    /// Whether some of it is written on the module around the handler.
    pub inherited: bool,
    /// What credentials make dangerous, among the entries of the other parts.
    pub hazards: Hazards,
}

/// The methods open to other origins.
#[derive(Debug, Clone, Copy)]
pub enum Methods {
    /// Those that the route serves, whichever it is.
    OfRoute,
    /// As far as the route serves them.
    Listed(&'static [&'static str]),
}

/// A handler's entry in the router, and its policy there.
#[derive(Debug)]
pub struct Route {
    /// The pattern of its path, with its leading slash.
    pub path: &'static str,
    /// The resource's name, for `url_for`.
    pub name: &'static str,
    /// The path of the handler's function, for reports.
    pub handler: &'static str,
    /// The methods that the handler serves by this entry.
    pub serves: &'static [&'static str],
    /// The methods that the handler serves under this path and that browsers can send.
    pub open: &'static [&'static str],
    /// The policy for those methods.
    pub policy: Policy,
}

/// A policy that allows no origin, in the place of one that does not compile.
pub const NO_ORIGIN: Policy =
    Policy::written(OriginsSetting::Listed(&StaticOrigins::few(&[], &[])));

/// In the place of a route where the compiler only checks a program: nothing runs.
pub static NO_ROUTE: Route = Route::new("/", "", "", &[], &[], NO_ORIGIN);

/// One function for each part of a policy, by its name.
macro_rules! with_parts {
    ($($part:ident: $value:ty,)*) => {
        $(
            #[doc(hidden)]
            #[must_use]
            pub const fn $part(mut self, $part: $value) -> Self {
                self.parts.$part = $part;
                self
            }
        )*
    };
}

impl Route {
    /// A router entry; the policy is for the methods that are open.
    #[must_use]
    pub const fn new(
        path: &'static str,
        name: &'static str,
        handler: &'static str,
        serves: &'static [&'static str],
        open: &'static [&'static str],
        policy: Policy,
    ) -> Self {
        Self {
            path,
            name,
            handler,
            serves,
            open,
            policy,
        }
    }
}

impl Policy {
    /// A valid policy with these origins; expansions set its other parts by the methods above. A call is less work for
    /// the compiler than a literal with all fields, and there is one in every handler.
    #[doc(hidden)]
    #[must_use]
    pub const fn written(origins: OriginsSetting) -> Self {
        Self {
            parts: Parts {
                origins,
                methods: Methods::OfRoute,
                allow_headers: None,
                expose_headers: None,
                max_age: None,
                credentials: false,
                enforce: false,
                opt_outs: &[],
                allow: &[],
                named: None,
                inherited: false,
                hazards: Hazards::empty(),
            },
        }
    }

    /// A policy from parts of which some are another policy's: constant evaluation validates the whole.
    ///
    /// # Panics
    ///
    /// If the parts do not go together: at compile time, at the caller's place.
    #[doc(hidden)]
    #[must_use]
    #[track_caller]
    pub const fn merged(parts: Parts) -> Self {
        if parts.credentials {
            let dangers = parts
                .hazards
                .difference(Hazards::permitted_by(parts.opt_outs));
            if let Some(hazard) = dangers.first() {
                panic!("{}", cors_rules::merged_policy_message(hazard));
            }
        }
        Self { parts }
    }

    with_parts! {
        methods: Methods,
        allow_headers: Option<&'static str>,
        expose_headers: Option<&'static str>,
        max_age: Option<&'static str>,
        credentials: bool,
        enforce: bool,
        opt_outs: &'static [OptOut],
        allow: &'static [&'static str],
        inherited: bool,
        hazards: Hazards,
    }

    /// The policy for a route with these methods.
    ///
    /// # Panics
    ///
    /// If it opens none of them, with the message: at compile time, at the caller's place.
    #[doc(hidden)]
    #[must_use]
    #[track_caller]
    pub const fn for_route(self, served: &[&str], message: &'static str) -> Self {
        let is_open = match self.parts.methods {
            Methods::OfRoute => true,
            Methods::Listed(listed) => have_one_in_common(listed, served),
        };
        assert!(is_open, "{}", message);
        self
    }

    /// The policy's origins, and what it permits in them.
    pub(crate) fn origins(&self) -> OriginsUse {
        OriginsUse {
            setting: self.parts.origins,
            credentials: self.parts.credentials,
            opt_outs: self.parts.opt_outs,
            allow: self.parts.allow,
        }
    }

    /// What the policy consists of.
    #[doc(hidden)]
    #[must_use]
    pub const fn parts(&self) -> &Parts {
        &self.parts
    }
}

impl Methods {
    /// The methods that are open on a route that serves the given ones.
    pub(crate) fn on(self, served: &[&'static str]) -> Vec<&'static str> {
        match self {
            Self::OfRoute => served.to_vec(),
            Self::Listed(listed) => listed
                .iter()
                .copied()
                .filter(|method| served.contains(method))
                .collect(),
        }
    }
}

const fn have_one_in_common(listed: &[&str], served: &[&str]) -> bool {
    let mut left = 0;
    while left < listed.len() {
        let mut right = 0;
        while right < served.len() {
            if are_equal(listed[left].as_bytes(), served[right].as_bytes()) {
                return true;
            }
            right += 1;
        }
        left += 1;
    }
    false
}

/// Constant evaluation knows no `==` for slices.
const fn are_equal(one: &[u8], other: &[u8]) -> bool {
    let mut index = 0;
    while index < one.len() && index < other.len() {
        if one[index] != other[index] {
            return false;
        }
        index += 1;
    }
    one.len() == other.len()
}

#[cfg(test)]
mod tests {
    use super::have_one_in_common;

    #[test]
    fn a_policy_is_for_a_route_if_one_whole_method_is_in_both_lists() {
        for (listed, served, expected) in [
            (&["GET"][..], &["GET"][..], true),
            (&["GET", "PUT"], &["POST", "PUT"], true),
            (&["PUT", "GET", "HEAD"], &["PATCH", "PUT"], true),
            (&["GET"], &["PUT"], false),
            (&["POST"], &["POST-X"], false),
            (&["POST-X"], &["POST"], false),
            (&["GET"], &[], false),
            (&[], &["GET"], false),
        ] {
            let found = have_one_in_common(listed, served);
            assert_eq!(found, expected, "{listed:?} {served:?}");
        }
    }
}
