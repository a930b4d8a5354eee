//! `enforce`: a cross-origin request that is not allowed does not reach the handler. Forms and the
//! handshake of a WebSocket need it, because browsers send them to every origin and ask nothing.

use actix_web::{
    HttpRequest, HttpResponse, Responder, get, post,
    rt::spawn,
    web::{Html, Payload, ServiceConfig},
};
use cors_runtime::cors;

use super::PAGE;

pub(super) fn services(services: &mut ServiceConfig) {
    services
        .service(transfer)
        .service(transfer_unprotected)
        .service(transfer_form)
        .service(socket_allowed)
        .service(socket_refused);
}

/// For the page, and for forms of the API's own origin.
#[cors(origins = dynamic(PAGE), enforce)]
#[post("/transfers")]
async fn transfer() -> &'static str {
    "transferred"
}

/// The same without `enforce`: the browser hides the response, but the money is gone.
#[cors(origins = dynamic(PAGE))]
#[post("/unprotected-transfers")]
async fn transfer_unprotected() -> &'static str {
    "transferred"
}

/// A page of the API's own origin with a form that sends itself.
#[get("/transfer-form")]
async fn transfer_form(request: HttpRequest) -> impl Responder {
    let run: String = request
        .query_string()
        .chars()
        .filter(|sign| sign.is_ascii_alphanumeric() || "=-".contains(*sign))
        .collect();
    Html::new(format!(
        "<!doctype html><form method=post action='/transfers?{run}'></form>
        <script>document.forms[0].submit()</script>"
    ))
}

/// Says hello to the page.
#[cors(origins = dynamic(PAGE), enforce)]
#[get("/socket/allowed")]
async fn socket_allowed(request: HttpRequest, body: Payload) -> actix_web::Result<HttpResponse> {
    greet(&request, body)
}

/// Says hello to another site.
#[cors(origins = ["https://app.example.com"], enforce)]
#[get("/socket/refused")]
async fn socket_refused(request: HttpRequest, body: Payload) -> actix_web::Result<HttpResponse> {
    greet(&request, body)
}

fn greet(request: &HttpRequest, body: Payload) -> actix_web::Result<HttpResponse> {
    let (response, mut session, _) = actix_ws::handle(request, body)?;
    spawn(async move {
        // A page that is gone needs no greeting.
        let _ = session.text("hello").await;
        let _ = session.close(None).await;
    });
    Ok(response)
}
