//! Every form of a route attribute below `#[cors]`: it means to actix-web what it means without, and its
//! methods are those that preflights are answered for.

use actix_web::{
    HttpRequest, HttpResponse, Responder, delete, get, head, options, patch, post, put, query,
    route, routes, scope, web, web::ServiceConfig,
};
use cors_runtime::cors;

use crate::support::{APP, Answer, Server};

/// A handler for each method macro, all on one path.
macro_rules! methods {
    ($($macro:ident $name:ident)*) => {
        $(
            #[cors(origins = ["https://app.example.com"])]
            #[$macro("/method")]
            async fn $name() -> impl Responder {
                HttpResponse::Ok().body(stringify!($name))
            }
        )*

        fn every_method(app: &mut ServiceConfig) {
            $(app.service($name);)*
        }
    };
}

methods! {
    delete do_delete
    get do_get
    head do_head
    options do_options
    patch do_patch
    post do_post
    put do_put
    query do_query
}

#[test]
fn every_method_macro_serves_its_method_and_answers_its_preflight() {
    let server = Server::of(every_method);
    for method in ["DELETE", "GET", "OPTIONS", "PATCH", "POST", "PUT", "QUERY"] {
        let answer = server.send(&format!("{method} /method"), &[&origin()]);
        let name = format!("do_{}", method.to_ascii_lowercase());
        assert_eq!((answer.status, answer.body), (200, name));
        assert_open_for(&server, "/method", method, method);
    }
    let answer = server.send("HEAD /method", &[&origin()]);
    assert_eq!(answer.values("content-length"), ["7"]);
    assert_open_for(&server, "/method", "HEAD", "HEAD");
}

/// Browsers send neither `CONNECT` nor `TRACE` for a page: <https://fetch.spec.whatwg.org/#forbidden-method>.
#[test]
fn methods_that_no_page_may_use_are_served_and_not_offered() {
    #[cors(origins = ["https://app.example.com"])]
    #[routes]
    #[get("/traced")]
    #[trace("/traced")]
    #[connect("/traced")]
    async fn traced(request: HttpRequest) -> impl Responder {
        request.method().to_string()
    }
    let server = Server::of(|app| {
        app.service(traced);
    });
    for method in ["GET", "TRACE", "CONNECT"] {
        let answer = server.send(&format!("{method} /traced"), &[&origin()]);
        assert_eq!((answer.status, &*answer.body), (200, method));
        let shown = if method == "GET" { 2 } else { 1 };
        assert_eq!(answer.cors().len(), shown, "{answer:?}");
    }
    assert_open_for(&server, "/traced", "GET", "GET");
    assert_eq!(server.preflight("/traced", "TRACE", APP).status, 403);
}

#[test]
fn route_has_several_methods_and_custom_ones() {
    #[cors(origins = ["https://app.example.com"])]
    #[route("/multi", method = "GET", method = "HEAD", method = "HELLO")]
    async fn multi(request: HttpRequest) -> impl Responder {
        request.method().to_string()
    }
    let server = Server::of(|app| {
        app.service(multi);
    });
    for method in ["GET", "HELLO"] {
        let answer = server.send(&format!("{method} /multi"), &[&origin()]);
        assert_eq!((answer.status, &*answer.body), (200, method));
        assert_open_for(&server, "/multi", method, "GET, HEAD, HELLO");
    }
    assert_eq!(server.send("POST /multi", &[&origin()]).status, 404);
}

#[test]
fn routes_on_one_path_name_all_of_its_methods() {
    #[cors(origins = ["https://app.example.com"])]
    #[routes]
    #[get("/stack")]
    #[post("/stack")]
    #[put("/stack/other")]
    async fn stacked(request: HttpRequest) -> impl Responder {
        request.method().to_string()
    }
    let server = Server::of(|app| {
        app.service(stacked);
    });
    for (path, method, offered) in [
        ("/stack", "GET", "GET, POST"),
        ("/stack", "POST", "GET, POST"),
        ("/stack/other", "PUT", "PUT"),
    ] {
        let answer = server.send(&format!("{method} {path}"), &[&origin()]);
        assert_eq!((answer.status, &*answer.body), (200, method));
        assert_open_for(&server, path, method, offered);
    }
    assert_eq!(server.preflight("/stack/other", "GET", APP).status, 404);
    assert_eq!(server.preflight("/stack", "PUT", APP).status, 404);
}

#[test]
fn routes_have_options_of_their_own() {
    fn never(_: &actix_web::guard::GuardContext<'_>) -> bool {
        false
    }
    #[cors(origins = ["https://app.example.com"], methods = [GET])]
    #[routes]
    #[get("/open/{id}", name = "open")]
    #[get("/closed/{id}", name = "closed", guard = "never")]
    #[delete("/open/{id}")]
    async fn with_options(request: HttpRequest) -> impl Responder {
        request.match_name().unwrap_or_default().to_owned()
    }
    let server = Server::of(|app| {
        app.service(with_options);
    });
    assert_eq!(server.get("/open/1", APP).body, "open");
    assert_eq!(server.get("/closed/1", APP).status, 404);
    assert_open_for(&server, "/open/1", "GET", "GET");
    assert_eq!(server.preflight("/open/1", "DELETE", APP).status, 403);
    assert_eq!(server.preflight("/closed/1", "GET", APP).status, 404);
}

#[test]
fn route_attributes_may_be_named_by_path() {
    #[cors(origins = ["https://app.example.com"])]
    #[actix_web::get("/qualified")]
    async fn qualified() -> impl Responder {
        "get"
    }
    #[cors_runtime::cors(origins = ["https://app.example.com"])]
    #[::actix_web::route("/absolute", method = "PUT")]
    async fn absolute() -> impl Responder {
        "route"
    }
    #[cors(origins = ["https://app.example.com"])]
    #[actix_web::routes]
    #[actix_web::post("/qualified")]
    #[put("/qualified")]
    async fn qualified_stack() -> impl Responder {
        "routes"
    }
    let server = Server::of(|app| {
        app.service((qualified, absolute, qualified_stack));
    });
    assert_open_for(&server, "/qualified", "GET", "GET");
    assert_open_for(&server, "/absolute", "PUT", "PUT");
    assert_open_for(&server, "/qualified", "POST", "POST, PUT");
}

/// The attributes below `#[routes]` are read by it alone.
mod without_imports {
    use actix_web::{Responder, routes};

    #[cors_runtime::cors(origins = ["https://app.example.com"])]
    #[routes]
    #[get("/not-imported")]
    #[patch("/not-imported")]
    pub(super) async fn not_imported() -> impl Responder {
        "routes"
    }
}

#[test]
fn the_attributes_of_a_stack_need_no_import() {
    let server = Server::of(|app| {
        app.service(without_imports::not_imported);
    });
    assert_open_for(&server, "/not-imported", "PATCH", "GET, PATCH");
}

#[test]
fn a_path_needs_no_leading_slash() {
    #[cors(origins = ["https://app.example.com"])]
    #[get("no-slash/{rest:.*}")]
    async fn no_slash(rest: web::Path<String>) -> impl Responder {
        rest.into_inner()
    }
    let server = Server::of(|app| {
        app.service(no_slash);
    });
    assert_eq!(server.get("/no-slash/a/b", APP).body, "a/b");
    assert_open_for(&server, "/no-slash/a/b", "GET", "GET");
}

/// Whatever spelling actix-web takes.
mod spellings {
    use actix_web::*;
    use cors_runtime::*;

    #[cors(origins = ["https://app.example.com"])]
    #[get(r"/raw/{id}", name = r#"raw"#)]
    pub(super) async fn id(id: web::Path<u32>) -> impl Responder {
        #![allow(clippy::pedantic)]
        id.to_string()
    }

    pub(super) mod below {
        #[super::cors(origins = ["https://app.example.com"])]
        #[super::put("/relative")]
        pub(in super::super) async fn relative() -> impl super::Responder {
            "relative"
        }
    }
}

#[test]
fn a_route_may_be_spelled_as_actix_web_lets_it() {
    let server = Server::of(|app| {
        app.service((spellings::id, spellings::below::relative));
    });
    assert_eq!(server.get("/raw/7", APP).body, "7");
    assert_open_for(&server, "/raw/7", "GET", "GET");
    assert_open_for(&server, "/relative", "PUT", "PUT");
}

#[test]
fn other_attributes_may_stand_between() {
    #[cors(origins = ["https://app.example.com"])]
    #[doc(alias = "in the middle")]
    #[allow(unused_variables)]
    #[get("/between")]
    #[expect(unused_assignments)]
    async fn between() -> impl Responder {
        let mut unused = 1;
        unused = 2;
        "between"
    }
    let server = Server::of(|app| {
        app.service(between);
    });
    assert_eq!(server.get("/between", APP).body, "between");
}

/// Handlers below a prefix.
#[scope("/api")]
mod api {
    use actix_web::{Responder, get, routes, scope, web};
    use cors_runtime::cors;

    #[cors(origins = ["https://app.example.com"])]
    #[get("/users/{id}")]
    pub(super) async fn user(id: web::Path<u32>) -> impl Responder {
        id.to_string()
    }

    #[cors(origins = ["https://app.example.com"])]
    #[routes]
    #[get("/users")]
    #[post("/users")]
    pub(super) async fn users() -> impl Responder {
        "users"
    }

    #[scope("/nested")]
    pub(super) mod nested {
        use actix_web::{Responder, route};
        use cors_runtime::cors;

        #[cors(origins = ["https://app.example.com"])]
        #[route("/deep", method = "PUT")]
        pub(in super::super) async fn deep() -> impl Responder {
            "deep"
        }
    }
}

#[test]
fn scope_modules_prefix_their_handlers() {
    let server = Server::of(|app| {
        app.service((api::user, api::users, api::nested::deep));
    });
    assert_eq!(server.get("/api/users/7", APP).body, "7");
    assert_open_for(&server, "/api/users/7", "GET", "GET");
    assert_open_for(&server, "/api/users", "POST", "GET, POST");
    assert_open_for(&server, "/nested/deep", "PUT", "PUT");
    assert_eq!(server.get("/users/7", APP).status, 404);
}

#[test]
fn handlers_written_by_a_macro_are_handlers() {
    macro_rules! handler {
        ($name:ident, $path:expr, $origin:literal, $output:ty, $body:expr) => {
            #[cors(origins = [$origin], expose_headers = ["etag"])]
            #[get($path)]
            async fn $name() -> $output {
                $body
            }
        };
    }
    handler!(
        generated,
        "/generated",
        "https://app.example.com",
        &'static str,
        "generated"
    );
    let server = Server::of(|app| {
        app.service(generated);
    });
    assert_eq!(server.get("/generated", APP).body, "generated");
    assert_open_for(&server, "/generated", "GET", "GET");
}

fn origin() -> String {
    format!("Origin: {APP}")
}

fn assert_open_for(server: &Server, path: &str, method: &str, offered: &str) {
    let answer: Answer = server.preflight(path, method, APP);
    assert_eq!(answer.status, 204, "{method} {path}: {answer:?}");
    let methods = answer.values("access-control-allow-methods");
    assert_eq!(methods, [offered], "{method} {path}");
}
