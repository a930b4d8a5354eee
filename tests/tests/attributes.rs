//! Other attributes of a handler keep their effect under `#[cors]`: this file compiles without a warning under strict
//! lints, and every `#[expect]` in it is fulfilled.

#![deny(
    warnings,
    missing_docs,
    unused,
    nonstandard_style,
    unused_qualifications,
    missing_debug_implementations,
    missing_copy_implementations,
    single_use_lifetimes,
    trivial_casts,
    unused_lifetimes,
    clippy::pedantic
)]

use actix_web::{
    App, Responder, get, post,
    test::{TestRequest, call_and_read_body, init_service},
    web::ServiceConfig,
};
use cors_runtime::cors;

/// Says so in its documentation.
///
/// And goes on.
#[doc(alias = "spoken for")]
#[cors(origins = "*")]
#[get("/documented")]
async fn documented() -> impl Responder {
    "documented"
}

// `missing_docs` asks for nothing here, as it asks for nothing of plain handlers.
#[cors(origins = "*")]
#[get("/undocumented")]
#[expect(
    unreachable_pub,
    reason = "the function is inside; plain handlers get the warning too"
)]
pub async fn undocumented() -> impl Responder {
    "undocumented"
}

/// Not there: neither the arguments nor the body would compile.
#[cfg(any())]
#[cors(origins = ["nonsense"])]
#[get("/absent")]
async fn absent() -> Nonsense {
    nonsense()
}

/// Not there either; the condition is between the attributes.
#[cors(origins = "*")]
#[cfg(any())]
#[get("/absent-too")]
async fn absent_too() -> Nonsense {
    nonsense()
}

#[cfg_attr(all(), cors(origins = "*"))]
#[cfg_attr(all(), get("/conditional"))]
#[cfg_attr(any(), post("/never"))]
async fn conditional() -> impl Responder {
    "conditional"
}

#[cors(origins = "*")]
#[allow(unused_variables)]
#[get("/allowed")]
async fn allowed() -> impl Responder {
    let unused = 1;
    "allowed"
}

#[cors(origins = "*")]
#[get("/expected")]
#[expect(unused_variables, reason = "it is why the attribute is there")]
async fn expected() -> impl Responder {
    let unused = 1;
    "expected"
}

#[expect(unused_mut)]
#[cors(origins = "*")]
#[get("/expected-above")]
async fn expected_above() -> impl Responder {
    let mut constant = 1;
    constant.to_string()
}

#[cors(origins = "*")]
#[get("/old")]
#[deprecated(note = "use the new one")]
async fn old() -> impl Responder {
    "old"
}

/// The warning of the policy is the one that is awaited.
#[expect(deprecated)]
#[cors(origins = ["https://a.example.com", "https://a.example.com"])]
#[get("/warned")]
async fn warned() -> impl Responder {
    "warned"
}

#[cors(origins = "*")]
#[get("/attributed")]
#[inline]
#[must_use]
#[cold]
async fn attributed() -> impl Responder {
    "attributed"
}

#[cors(origins = "*")]
#[allow(non_snake_case)]
#[get("/UpperCase")]
async fn UpperCase() -> impl Responder {
    "UpperCase"
}

#[cors(origins = "*")]
#[get("/type")]
async fn r#type() -> impl Responder {
    "type"
}

/// By default actix-web makes the struct public, whatever the function says; then this does as well.
mod visibility {
    use super::{Responder, cors, get, post};

    #[cors(origins = "*")]
    #[get("/private")]
    async fn private() -> impl Responder {
        "private"
    }

    #[cors(origins = "*")]
    #[get("/in-crate")]
    pub(crate) async fn in_crate() -> impl Responder {
        "in-crate"
    }

    #[cors(origins = "*")]
    #[post("/public")]
    #[expect(unreachable_pub)]
    pub async fn public() -> impl Responder {
        "public"
    }
}

fn everything(app: &mut ServiceConfig) {
    app.service((documented, undocumented, conditional, allowed))
        .service((expected, expected_above, warned, attributed))
        .service((UpperCase, r#type))
        .service((
            visibility::private,
            visibility::in_crate,
            visibility::public,
        ));
    #[expect(deprecated)]
    app.service(old);
}

#[actix_web::test]
async fn every_handler_is_served() {
    let app = init_service(App::new().configure(everything)).await;
    for name in [
        "documented",
        "undocumented",
        "conditional",
        "allowed",
        "expected",
        "old",
        "warned",
        "attributed",
        "UpperCase",
        "type",
        "private",
        "in-crate",
    ] {
        let request = TestRequest::get().uri(&format!("/{name}")).to_request();
        assert_eq!(call_and_read_body(&app, request).await, name);
    }
    let request = TestRequest::get().uri("/expected-above").to_request();
    assert_eq!(call_and_read_body(&app, request).await, "1");
    let request = TestRequest::post().uri("/public").to_request();
    assert_eq!(call_and_read_body(&app, request).await, "public");
    for absent in ["/absent", "/absent-too", "/never"] {
        let request = TestRequest::get().uri(absent).to_request();
        assert_eq!(call_and_read_body(&app, request).await, "");
    }
}
