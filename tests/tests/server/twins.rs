//! Each handler twice, with and without `#[cors]`: but for the CORS headers, the answers are the same lines
//! and bytes, and connections go on or end alike.

use std::{
    io::Write,
    pin::Pin,
    task::{Context, Poll},
};

use actix_web::{
    Error, HttpMessage, HttpRequest, HttpResponse, Responder,
    body::{BoxBody, MessageBody},
    dev::{Payload, ServiceRequest, ServiceResponse},
    error::ErrorBadRequest,
    get,
    guard::GuardContext,
    middleware::{DefaultHeaders, Next, from_fn},
    patch, post, put, route, routes, web,
    web::{Bytes, ServiceConfig},
};
use cors_runtime::cors;
use futures_util::future::LocalBoxFuture;

use crate::support::{APP, Answer, Client, Server, read_head};

/// Writes the handlers into two modules, with the attribute in one of them.
macro_rules! twins {
    ($(
        #[$macro:ident $arguments:tt]
        async fn $name:ident $parameters:tt -> $output:ty $body:block
    )*) => {
        mod plain {
            use super::*;
            $(
                #[$macro $arguments]
                async fn $name $parameters -> $output $body
            )*
            pub(super) fn app(app: &mut ServiceConfig) {
                $(app.service($name);)*
                app.configure(shared);
            }
        }

        mod annotated {
            use super::*;
            $(
                #[cors(origins = ["https://app.example.com"], allow_headers = ["content-type"], expose_headers = ["etag"])]
                #[$macro $arguments]
                async fn $name $parameters -> $output $body
            )*
            pub(super) fn app(app: &mut ServiceConfig) {
                $(app.service($name);)*
                app.configure(shared);
            }
        }
    };
}

twins! {
    #[get("/hello/{name}")]
    async fn hello(name: web::Path<String>) -> String {
        format!("hello {name}")
    }

    #[get("/facts/{id:[0-9]+}/{rest:.*}", name = "facts")]
    async fn facts(request: HttpRequest) -> String {
        let url = request.url_for("facts", ["1", "2"]).unwrap();
        let info: Vec<_> = request.match_info().iter().collect();
        let resources = request.resource_map();
        format!(
            "{url} {info:?} {:?} {:?} {:?} {:?} {:?}",
            request.match_pattern(),
            request.match_name(),
            request.full_url().path(),
            resources.match_name("/hello/x"),
            request.extensions().get::<u8>(),
        )
    }

    #[route("/several", method = "GET", method = "HEAD", method = "PURGE")]
    async fn several(request: HttpRequest) -> impl Responder {
        HttpResponse::Ok()
            .insert_header(("etag", "\"1\""))
            .body(request.method().to_string())
    }

    #[get("/guarded", guard = "not_refused")]
    async fn guarded() -> &'static str {
        "guarded"
    }

    #[put("/several")]
    async fn put_several(body: Bytes) -> impl Responder {
        (body, actix_web::http::StatusCode::CREATED)
    }

    #[post("/json")]
    async fn json(body: web::Json<Vec<u32>>) -> impl Responder {
        web::Json(body.iter().sum::<u32>())
    }

    #[post("/form")]
    async fn form(body: web::Either<web::Form<Vec<(String, String)>>, String>) -> impl Responder {
        match body {
            web::Either::Left(form) => format!("{:?}", form.0),
            web::Either::Right(text) => text,
        }
    }

    #[get("/query")]
    async fn query(query: web::Query<Vec<(String, u32)>>) -> impl Responder {
        format!("{:?}", query.0)
    }

    #[get("/failing")]
    async fn failing() -> Result<&'static str, Error> {
        Err(ErrorBadRequest("failed"))
    }

    #[get("/late", wrap = "from_fn(failing_late)")]
    async fn late() -> &'static str {
        "never seen"
    }

    #[get("/wrapped", wrap = "from_fn(numbering)", wrap = "DefaultHeaders::new().add((\"x-a\", \"1\"))")]
    async fn wrapped(request: HttpRequest) -> impl Responder {
        format!("{:?}", request.extensions().get::<u8>())
    }

    #[post("/unread")]
    async fn unread() -> HttpResponse {
        HttpResponse::NoContent().finish()
    }

    #[post("/unread-with-body")]
    async fn unread_with_body() -> &'static str {
        "a body"
    }

    #[post("/kept", wrap = "from_fn(keeping)")]
    async fn kept() -> &'static str {
        "kept"
    }

    #[patch("/half-read")]
    async fn half_read(mut body: web::Payload) -> HttpResponse {
        let first = futures_util::StreamExt::next(&mut body).await;
        HttpResponse::Ok().body(first.unwrap().unwrap())
    }

    #[get("/closing")]
    async fn closing() -> HttpResponse {
        HttpResponse::Ok().force_close().body("closing")
    }
}

#[routes]
#[get("/plain-one")]
#[get("/plain-two")]
async fn without_a_twin() -> &'static str {
    "plain"
}

fn shared(app: &mut ServiceConfig) {
    app.service(without_a_twin)
        .service(web::resource("/guarded").route(web::delete().to(HttpResponse::Ok)));
}

fn not_refused(context: &GuardContext<'_>) -> bool {
    !context.head().headers().contains_key("x-refuse")
}

async fn failing_late(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let response = next.call(request).await?;
    if response.status().is_success() {
        return Err(ErrorBadRequest("late"));
    }
    Ok(response)
}

async fn numbering(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    request.extensions_mut().insert(7_u8);
    next.call(request).await
}

/// Keeps the body as long as its future lives.
fn keeping(mut request: ServiceRequest, next: Next<BoxBody>) -> Keeping {
    Keeping {
        _body: request.take_payload(),
        response: Box::pin(async move { next.call(request).await }),
    }
}

struct Keeping {
    _body: Payload,
    response: LocalBoxFuture<'static, Result<ServiceResponse, Error>>,
}

impl Future for Keeping {
    type Output = Result<ServiceResponse, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.response.as_mut().poll(context)
    }
}

/// What, with which header lines, and with which body.
const REQUESTS: [(&str, &[&str], &str); 34] = [
    ("GET /hello/you", &[], ""),
    ("GET /hello/y%20%C3%B6u", &[], ""),
    ("GET /hello/a/b", &[], ""),
    ("GET /hello/", &[], ""),
    ("HEAD /hello/you", &[], ""),
    ("POST /hello/you", &[], ""),
    ("OPTIONS /hello/you", &[], ""),
    ("GET /facts/1/a/b", &[], ""),
    ("GET /facts/x/a", &[], ""),
    ("GET /several", &[], ""),
    ("HEAD /several", &[], ""),
    ("PURGE /several", &[], ""),
    ("GET /guarded", &[], ""),
    ("GET /guarded", &["X-Refuse: 1"], ""),
    ("PUT /several", &["Content-Length: 4"], "four"),
    (
        "PUT /several",
        &["Transfer-Encoding: chunked"],
        "4\r\nfour\r\n0\r\n\r\n",
    ),
    ("DELETE /guarded", &[], ""),
    ("PATCH /guarded", &[], ""),
    ("OPTIONS /guarded", &[], ""),
    (
        "POST /json",
        &["Content-Type: application/json", "Content-Length: 5"],
        "[1,2]",
    ),
    (
        "POST /json",
        &["Content-Type: application/json", "Content-Length: 5"],
        "[1,2",
    ),
    (
        "POST /json",
        &["Content-Type: application/json", "Content-Length: 5"],
        "nope!",
    ),
    (
        "POST /json",
        &["Content-Type: text/plain", "Content-Length: 5"],
        "[1,2]",
    ),
    ("POST /json", &[], ""),
    (
        "POST /form",
        &[
            "Content-Type: application/x-www-form-urlencoded",
            "Content-Length: 3",
        ],
        "a=b",
    ),
    (
        "POST /form",
        &["Content-Type: text/plain", "Content-Length: 3"],
        "a=b",
    ),
    ("GET /query?a=1&b=2", &[], ""),
    ("GET /query?a=word", &[], ""),
    ("GET /failing", &[], ""),
    ("GET /late", &[], ""),
    ("GET /wrapped", &[], ""),
    ("GET /closing", &[], ""),
    ("GET /plain-two", &[], ""),
    ("GET /nowhere", &[], ""),
];

#[test]
fn twins_answer_alike() {
    let (plain, annotated) = (Server::of(plain::app), Server::of(annotated::app));
    for (what, lines, body) in REQUESTS {
        let send = |server: &Server| {
            let head = format!("{what} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
            let lines: String = lines.iter().flat_map(|line| [*line, "\r\n"]).collect();
            let request = format!("{head}Origin: {APP}\r\n{lines}\r\n{body}");
            let mut stream = server.connect();
            stream.write_all(request.as_bytes()).unwrap();
            stream.shutdown(std::net::Shutdown::Write).unwrap();
            Client::read_to_end(stream)
        };
        assert_alike(&send(&plain), &send(&annotated), what);
    }
}

/// A body that is not read whole decides what becomes of the connection.
#[test]
fn twins_keep_and_close_connections_alike() {
    let (plain, annotated) = (Server::of(plain::app), Server::of(annotated::app));
    let unread = [
        ("POST /unread", "Content-Length: 10", "12345"),
        ("POST /unread", "Content-Length: 5", "12345"),
        (
            "POST /unread",
            "Transfer-Encoding: chunked",
            "5\r\nhello\r\n",
        ),
        (
            "POST /unread-with-body",
            "Transfer-Encoding: chunked",
            "5\r\nhello\r\n",
        ),
        ("POST /unread-with-body", "Content-Length: 10", "12345"),
        (
            "PATCH /half-read",
            "Transfer-Encoding: chunked",
            "5\r\nhello\r\n",
        ),
        ("PATCH /half-read", "Content-Length: 10", "12345"),
        (
            "GET /failing",
            "Transfer-Encoding: chunked",
            "5\r\nhello\r\n",
        ),
        ("GET /late", "Transfer-Encoding: chunked", "5\r\nhello\r\n"),
        ("POST /kept", "Transfer-Encoding: chunked", "5\r\nhello\r\n"),
        ("POST /json", "Transfer-Encoding: chunked", "5\r\nhello\r\n"),
    ];
    for (what, line, body) in unread {
        let send = |server: &Server| {
            let mut stream = server.connect();
            let request = format!("{what} HTTP/1.1\r\nHost: a\r\n{line}\r\n\r\n{body}");
            stream.write_all(request.as_bytes()).unwrap();
            read_head(&mut stream)
        };
        assert_alike(&send(&plain), &send(&annotated), &format!("{what}, {line}"));
    }
}

fn assert_alike(plain: &Answer, annotated: &Answer, what: &str) {
    let all = |answer: &Answer| {
        let lines: Vec<_> = answer.not_cors().into_iter().map(String::from).collect();
        (answer.status, lines, answer.body.clone())
    };
    assert_eq!(all(plain), all(annotated), "{what}");
}
