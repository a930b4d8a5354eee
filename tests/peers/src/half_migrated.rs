//! An app that is half migrated from actix-cors, as the page about the migration describes it: some handlers are annotated, and
//! the old middleware or a layer is around all of them.

use actix_cors::Cors;
use actix_web::{App, get, http::Method, put, test::init_service, web};
use cors_runtime::{cors, policy};

use crate::requests::{ORIGIN, answer, granted, preflight, request, withheld};

policy! {
    static OLD = { origins = ["https://old.example"] };
}

#[cors(origins = ["https://app.example.com"])]
#[put("/annotated")]
async fn annotated() -> &'static str {
    ""
}

#[get("/plain")]
async fn plain() -> &'static str {
    ""
}

#[cors(disabled)]
#[get("/internal")]
async fn internal() -> &'static str {
    ""
}

#[actix_web::test]
async fn an_actix_cors_outside_answers_the_preflights_of_annotated_handlers() {
    let old = Cors::default().allowed_origin("https://old.example");
    let app = init_service(App::new().wrap(old).service(annotated)).await;

    let asked = preflight(&Method::PUT, "/annotated");
    assert_eq!(answer(&app, asked).await, withheld(400));
    // Its own preflight is refused, so the page never sends this.
    let sent = request(Method::PUT, "/annotated");
    assert_eq!(answer(&app, sent).await, granted(200));
}

#[actix_web::test]
async fn an_actix_cors_outside_that_allows_the_origin_hides_the_policy() {
    let old = Cors::default()
        .allowed_origin(ORIGIN)
        .allowed_methods(["PUT", "DELETE"]);
    let app = init_service(App::new().wrap(old).service(annotated)).await;

    let asked = preflight(&Method::DELETE, "/annotated");
    assert_eq!(answer(&app, asked).await, granted(200));
}

#[actix_web::test]
async fn a_layer_outside_leaves_annotated_handlers_to_their_policies() {
    let app = App::new()
        .wrap(OLD.layer())
        .service((annotated, internal, plain))
        .default_service(web::to(|| async { "" }));
    let app = init_service(app).await;

    let asked = preflight(&Method::PUT, "/annotated");
    assert_eq!(answer(&app, asked).await, granted(204));
    let of_the_layer =
        request(Method::GET, "/plain").insert_header(("origin", "https://old.example"));
    let (status, origin) = answer(&app, of_the_layer).await;
    assert_eq!(
        (status, origin.as_deref()),
        (200, Some("https://old.example"))
    );
    assert_eq!(
        answer(&app, request(Method::GET, "/plain")).await,
        withheld(200)
    );
    assert_eq!(
        answer(&app, request(Method::GET, "/internal")).await,
        withheld(200)
    );
}
