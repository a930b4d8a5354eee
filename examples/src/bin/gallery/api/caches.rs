//! A response that is cached for one kind of request and used for another: why `Vary: Origin` is there.

use actix_web::{
    HttpRequest, HttpResponse, HttpResponseBuilder, Responder, get, http::StatusCode,
    web::ServiceConfig,
};
use cors_runtime::cors;

const PICTURE: &[u8] = include_bytes!("../media/picture.png");

pub(super) fn services(services: &mut ServiceConfig) {
    services
        .service(cached_with_vary)
        .service(cached_without_vary)
        .service(cached_redirect_with_vary)
        .service(cached_redirect_without_vary);
}

/// The policy adds `Vary: Origin` to every response, also for an `<img>` that sends no `Origin`.
#[cors(origins = ["http://localhost:*"])]
#[get("/cache/vary")]
async fn cached_with_vary() -> impl Responder {
    picture(HttpResponse::Ok())
}

/// Written by hand, as it is often seen: the header only if there is an `Origin`, and no `Vary`.
#[get("/cache/no-vary")]
async fn cached_without_vary(request: HttpRequest) -> impl Responder {
    picture(allowing_by_hand(HttpResponse::Ok(), &request))
}

/// A redirect that browsers cache, with `Vary: Origin`.
#[cors(origins = ["http://localhost:*"])]
#[get("/cache/redirect/vary")]
async fn cached_redirect_with_vary(request: HttpRequest) -> impl Responder {
    redirect(HttpResponse::build(StatusCode::MOVED_PERMANENTLY), &request)
}

/// The same redirect by hand, without `Vary`.
#[get("/cache/redirect/no-vary")]
async fn cached_redirect_without_vary(request: HttpRequest) -> impl Responder {
    let response = HttpResponse::build(StatusCode::MOVED_PERMANENTLY);
    redirect(allowing_by_hand(response, &request), &request)
}

fn allowing_by_hand(
    mut response: HttpResponseBuilder,
    request: &HttpRequest,
) -> HttpResponseBuilder {
    if let Some(origin) = request.headers().get("origin") {
        response.insert_header(("access-control-allow-origin", origin));
    }
    response
}

fn picture(mut response: HttpResponseBuilder) -> HttpResponse {
    response
        .insert_header(("cache-control", "max-age=600"))
        .content_type("image/png")
        .body(PICTURE)
}

fn redirect(mut response: HttpResponseBuilder, request: &HttpRequest) -> HttpResponse {
    let location = format!("/cache/vary?{}", request.query_string());
    response
        .insert_header(("cache-control", "max-age=600"))
        .insert_header(("location", location))
        .finish()
}
