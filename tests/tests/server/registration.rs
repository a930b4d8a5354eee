//! All the ways in which handlers come into an app, and what actix-web knows of them there: scopes, names,
//! patterns, data, and the methods that a 405 lists.

use actix_web::{
    App, HttpRequest, HttpResponse, Responder, get, post, put, web, web::ServiceConfig,
};
use cors_runtime::cors;

use crate::support::{APP, STRANGER, Server, serve};

#[cors(origins = ["https://app.example.com"])]
#[get("/one")]
async fn one() -> impl Responder {
    "one"
}

#[cors(origins = ["https://app.example.com"])]
#[put("/two/{id}")]
async fn two(id: web::Path<u32>) -> impl Responder {
    id.to_string()
}

#[cors(origins = ["https://app.example.com"])]
#[get("/who/{id}", name = "the-name")]
async fn with_name(request: HttpRequest) -> impl Responder {
    facts(&request)
}

#[cors(origins = ["https://app.example.com"])]
#[get("/plainly/{id}/{rest:.*}")]
async fn without_name(request: HttpRequest) -> impl Responder {
    facts(&request)
}

/// What actix-web knows of the matched route.
fn facts(request: &HttpRequest) -> String {
    let url = |name, elements: &[&str]| match request.url_for(name, elements) {
        Ok(url) => url.path().to_owned(),
        Err(error) => error.to_string(),
    };
    [
        request.match_pattern().unwrap_or_default(),
        request.match_name().unwrap_or_default().to_owned(),
        url("the-name", &["7"]),
        url("with_name", &["7"]),
        url("without_name", &["7", "a"]),
    ]
    .join(" | ")
}

fn is_open(server: &Server, path: &str, method: &str) -> bool {
    let allowed = server.preflight(path, method, APP).status;
    let denied = server.preflight(path, method, STRANGER).status;
    (allowed, denied) == (204, 403)
}

#[test]
fn a_handler_is_a_service_alone_in_a_tuple_in_a_list_and_by_configuration() {
    fn configured(app: &mut ServiceConfig) {
        app.service(one).service(two);
    }
    let servers = [
        serve!(App::new().service(one).service(two)),
        serve!(App::new().service((one, two))),
        serve!(App::new().service(vec![one]).service(vec![two, two])),
        serve!(App::new().configure(configured)),
        serve!(App::new().service(web::scope("").service((one, two)))),
    ];
    for server in servers {
        assert_eq!(server.get("/one", APP).body, "one");
        assert!(is_open(&server, "/one", "GET"));
        assert!(is_open(&server, "/two/2", "PUT"));
    }
}

#[test]
fn a_handler_lives_in_scopes_with_parameters() {
    let server = Server::of(|app| {
        app.service(
            web::scope("/tenants/{tenant}")
                .service(one)
                .service(web::scope("/deep/{level}").service(in_scope)),
        );
    });
    assert!(is_open(&server, "/tenants/a/one", "GET"));
    let answer = server.get("/tenants/a/deep/3/in/7", APP);
    assert_eq!(answer.body, "a 3 7 /tenants/{tenant}/deep/{level}/in/{id}");
    assert!(is_open(&server, "/tenants/a/deep/3/in/7", "GET"));
    assert_eq!(server.preflight("/in/7", "GET", APP).status, 404);
}

#[cors(origins = ["https://app.example.com"])]
#[get("/in/{id}")]
async fn in_scope(path: web::Path<(String, u32, u32)>, request: HttpRequest) -> impl Responder {
    let (tenant, level, id) = path.into_inner();
    let pattern = request.match_pattern().unwrap_or_default();
    format!("{tenant} {level} {id} {pattern}")
}

#[test]
fn a_handler_is_the_scope_itself_when_its_path_is_empty() {
    #[cors(origins = ["https://app.example.com"])]
    #[get("")]
    async fn empty_path() -> impl Responder {
        "empty"
    }
    let server = Server::of(|app| {
        app.service(web::scope("/scope").service(empty_path));
    });
    assert_eq!(server.get("/scope", APP).body, "empty");
    assert!(is_open(&server, "/scope", "GET"));
    assert_eq!(server.get("/scope/", APP).status, 404);
}

#[test]
fn names_patterns_and_urls_are_what_actix_web_makes_of_them() {
    let server = Server::of(|app| {
        app.service(web::scope("/s").service((with_name, without_name)));
    });
    let unknown = "Resource not found";
    assert_eq!(
        server.get("/s/who/1", APP).body,
        format!("/s/who/{{id}} | the-name | /s/who/7 | {unknown} | /s/plainly/7/a")
    );
    assert_eq!(
        server.get("/s/plainly/1/2", APP).body,
        format!(
            "/s/plainly/{{id}}/{{rest:.*}} | without_name | /s/who/7 | {unknown} | /s/plainly/7/a"
        )
    );
}

#[test]
fn data_of_apps_and_scopes_is_that_of_their_handlers() {
    #[cors(origins = ["https://app.example.com"])]
    #[get("/data")]
    async fn data(
        word: web::Data<&'static str>,
        number: Option<web::Data<u32>>,
        request: HttpRequest,
    ) -> impl Responder {
        let raw = request.app_data::<u8>();
        let word = **word;
        format!("{word} {:?} {raw:?}", number.map(|number| **number))
    }
    let server = serve!(
        App::new()
            .app_data(web::Data::new("app"))
            .app_data(1_u8)
            .service(
                web::scope("/s")
                    .app_data(web::Data::new("scope"))
                    .app_data(web::Data::new(7_u32))
                    .service(data)
            )
            .service(data)
    );
    assert_eq!(server.get("/data", APP).body, "app None Some(1)");
    assert_eq!(server.get("/s/data", APP).body, "scope Some(7) Some(1)");
    assert_eq!(server.get("/data", APP).body, "app None Some(1)");
}

#[test]
fn several_apps_and_workers_have_the_same_handlers() {
    let servers = [
        Server::with_workers(3, |app| {
            app.service((one, two));
        }),
        Server::of(|app| {
            app.service(web::scope("/v2").service((one, two)));
        }),
    ];
    for _ in 0..12 {
        assert!(is_open(&servers[0], "/one", "GET"));
        assert!(is_open(&servers[1], "/v2/one", "GET"));
        assert_eq!(servers[1].get("/one", APP).status, 404);
    }
}

#[test]
fn handlers_without_a_policy_are_left_alone() {
    #[get("/plain")]
    async fn plain() -> impl Responder {
        HttpResponse::Ok()
            .insert_header(("access-control-allow-origin", "https://own.example"))
            .finish()
    }
    let server = Server::of(|app| {
        app.service((one, plain, two));
    });
    let own = ["access-control-allow-origin: https://own.example"];
    assert_eq!(server.get("/plain", APP).cors(), own);
    assert_eq!(server.preflight("/plain", "GET", APP).status, 404);
    assert!(server.get("/nowhere", APP).cors().is_empty());
}

/// The methods of handlers that were passed over count, as actix-web's own guards count.
#[test]
fn a_405_of_a_resource_behind_names_the_methods_of_handlers_in_front() {
    #[cors(origins = ["https://app.example.com"])]
    #[put("/both")]
    async fn put_both() -> impl Responder {
        "put"
    }
    #[post("/both")]
    async fn post_both() -> impl Responder {
        "post"
    }
    let server = Server::of(|app| {
        app.service((put_both, post_both))
            .service(web::resource("/both").route(web::get().to(HttpResponse::Ok)));
    });
    let answer = server.send("PATCH /both", &[]);
    assert_eq!(answer.status, 405);
    assert_eq!(answer.values("allow"), ["PUT, POST, GET"]);

    let not_ours = server.preflight("/both", "GET", APP);
    assert_eq!((not_ours.status, not_ours.cors().len()), (405, 0));
    assert_eq!(not_ours.values("allow"), ["PUT, POST, GET"]);
    assert!(is_open(&server, "/both", "PUT"));
}

#[test]
fn a_resource_in_front_keeps_its_path_to_itself() {
    let server = Server::of(|app| {
        app.service(web::resource("/one").route(web::post().to(HttpResponse::Ok)))
            .service(one);
    });
    assert_eq!(server.get("/one", APP).status, 405);
    assert_eq!(server.preflight("/one", "GET", APP).status, 405);
}

#[test]
fn a_get_handler_does_not_serve_head() {
    let server = Server::of(|app| {
        app.service(one);
    });
    let answer = server.send("HEAD /one", &[&format!("Origin: {APP}")]);
    assert_eq!((answer.status, answer.cors().len()), (404, 0));
}
