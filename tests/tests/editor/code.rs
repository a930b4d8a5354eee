//! The app: a policy, a source of origins, a handler; and the three places where arguments are written.

/// What is above each place.
const ABOVE: &str = r#"//! An app.
use actix_web::{get, App, HttpResponse, Responder, put, web};
use cors_runtime::{SharedOrigins, cors, policy};

/// The customers' sites.
pub static CUSTOMERS: SharedOrigins = SharedOrigins::new();

policy! {
    /// Partner sites.
    pub static PARTNERS = { origins = ["https://a.example"], credentials };
}

/// Policies of the shop.
pub mod shop {
    cors_runtime::policy! {
        /// Anyone may read.
        pub static READERS = { origins = "*" };
    }
}
"#;

const HANDLER: &str = r#"
#[put("/users/{id}")]
async fn put_user(id: web::Path<u32>) -> impl Responder {
    HttpResponse::Ok().body(id.to_string())
}
"#;

/// Where arguments are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Handler,
    Module,
    NamedPolicy,
}

impl Place {
    pub(crate) const ALL: [Self; 3] = [Self::Handler, Self::Module, Self::NamedPolicy];

    /// The app with these arguments in the place.
    pub(crate) fn with(self, arguments: &str) -> String {
        match self {
            Self::Handler => app(&format!("#[cors({arguments})]{HANDLER}")),
            Self::Module => app(&format!(
                "#[cors({arguments})]\npub mod api {{\nuse super::*;\n{HANDLER}}}\n"
            )),
            Self::NamedPolicy => app(&format!(
                "policy! {{\n    pub static EDITED = {{ {arguments} }};\n}}\n"
            )),
        }
    }
}

/// The app with this code below the policies.
pub(crate) fn app(code: &str) -> String {
    format!("{ABOVE}\n{code}")
}

/// The app with this attribute on its handler.
pub(crate) fn with_attribute(attribute: &str) -> String {
    app(&format!("{attribute}{HANDLER}"))
}
