//! Handlers of every shape that actix-web takes: any number of arguments, anything that is a `Responder`,
//! `async` or not.

use std::future::{Ready, ready};

use actix_web::{
    Either, Error, FromRequest, HttpRequest, HttpResponse, Responder,
    body::BoxBody,
    dev::Payload,
    get,
    http::{Method, StatusCode, header},
    post, web,
    web::ServiceConfig,
};
use cors_runtime::cors;

use crate::support::{APP, Server};

/// An argument that says which one it is by counting those before it.
struct Counted(usize);

impl FromRequest for Counted {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        use actix_web::HttpMessage as _;
        let mut extensions = request.extensions_mut();
        let count = extensions.get::<usize>().copied().unwrap_or_default() + 1;
        extensions.insert(count);
        ready(Ok(Self(count)))
    }
}

macro_rules! handlers_with {
    ($($count:literal $path:literal $name:ident ($($argument:ident)*))*) => {
        $(
            #[allow(clippy::too_many_arguments, clippy::many_single_char_names)]
            #[cors(origins = ["https://app.example.com"])]
            #[get($path)]
            async fn $name($($argument: Counted),*) -> String {
                let counts: &[usize] = &[$($argument.0),*];
                format!("{counts:?}")
            }
        )*

        #[test]
        fn a_handler_has_up_to_twelve_arguments_in_their_order() {
            let server = Server::of(|app| {
                $(app.service($name);)*
            });
            $(
                let answer = server.get($path, APP);
                let counts: Vec<usize> = (0..$count).map(|before| before + 1).collect();
                assert_eq!(answer.body, format!("{counts:?}"));
                assert_eq!(answer.cors().len(), 2);
            )*
        }
    };
}

handlers_with! {
    0 "/0" none()
    1 "/1" one(a)
    2 "/2" two(a b)
    3 "/3" three(a b c)
    4 "/4" four(a b c d)
    5 "/5" five(a b c d e)
    6 "/6" six(a b c d e f)
    7 "/7" seven(a b c d e f g)
    8 "/8" eight(a b c d e f g h)
    9 "/9" nine(a b c d e f g h i)
    10 "/10" ten(a b c d e f g h i j)
    11 "/11" eleven(a b c d e f g h i j k)
    12 "/12" twelve(a b c d e f g h i j k l)
}

/// A response with a body and a header of its own.
struct Greeting(&'static str);

impl Responder for Greeting {
    type Body = BoxBody;

    fn respond_to(self, request: &HttpRequest) -> HttpResponse {
        HttpResponse::Accepted()
            .insert_header(("x-path", request.path().to_owned()))
            .body(self.0)
    }
}

#[cors(origins = ["https://app.example.com"])]
#[get("/impl-responder")]
async fn impl_responder() -> impl Responder {
    web::Json([1, 2])
}

#[cors(origins = ["https://app.example.com"])]
#[get("/result")]
async fn result() -> actix_web::Result<HttpResponse> {
    Ok(HttpResponse::Created().body("result"))
}

#[cors(origins = ["https://app.example.com"])]
#[get("/result-of-responder")]
async fn result_of_responder() -> Result<impl Responder, Error> {
    Ok("result")
}

#[cors(origins = ["https://app.example.com"])]
#[get("/custom")]
async fn custom() -> Greeting {
    Greeting("hello")
}

#[cors(origins = ["https://app.example.com"])]
#[get("/option")]
async fn option() -> Option<&'static str> {
    None
}

#[cors(origins = ["https://app.example.com"])]
#[get("/either")]
async fn either() -> Either<&'static str, HttpResponse> {
    Either::Right(HttpResponse::Gone().body("right"))
}

#[cors(origins = ["https://app.example.com"])]
#[get("/customized")]
async fn customized() -> impl Responder {
    "customized"
        .customize()
        .with_status(StatusCode::IM_A_TEAPOT)
        .append_header((header::VARY, "Accept"))
}

#[cors(origins = ["https://app.example.com"])]
#[get("/pair")]
async fn pair() -> (&'static str, StatusCode) {
    ("pair", StatusCode::ACCEPTED)
}

#[cors(origins = ["https://app.example.com"])]
#[get("/not-async")]
fn not_async() -> impl Future<Output = Result<HttpResponse, Error>> {
    ready(Ok(HttpResponse::Ok().body("ready")))
}

#[cors(origins = ["https://app.example.com"])]
#[get("/ready")]
fn named_future() -> Ready<&'static str> {
    ready("ready")
}

#[cors(origins = ["https://app.example.com"])]
#[get("/waits")]
async fn waits() -> String {
    actix_web::rt::task::yield_now().await;
    "waited".to_owned()
}

#[cors(origins = ["https://app.example.com"])]
#[post("/patterns/{id}/{word}")]
async fn patterns(
    path: web::Path<(u32, String)>,
    web::Query(query): web::Query<Vec<(String, String)>>,
    web::Bytes { .. }: web::Bytes,
    mut method: Method,
    #[allow(unused_variables)] unused: HttpRequest,
) -> String {
    let (id, word) = path.into_inner();
    if method == Method::POST {
        method = Method::GET;
    }
    format!("{id} {word} {query:?} {method}")
}

fn app(app: &mut ServiceConfig) {
    app.service((impl_responder, result, result_of_responder, custom))
        .service((option, either, customized, pair, not_async, named_future))
        .service((waits, patterns));
}

#[test]
fn whatever_is_a_responder_is_a_response() {
    let server = Server::of(app);
    let responses = [
        ("/impl-responder", 200, "[1,2]"),
        ("/result", 201, "result"),
        ("/result-of-responder", 200, "result"),
        ("/custom", 202, "hello"),
        ("/option", 404, ""),
        ("/either", 410, "right"),
        ("/customized", 418, "customized"),
        ("/pair", 202, "pair"),
        ("/not-async", 200, "ready"),
        ("/ready", 200, "ready"),
        ("/waits", 200, "waited"),
    ];
    for (path, status, body) in responses {
        let answer = server.get(path, APP);
        assert_eq!((answer.status, &*answer.body), (status, body), "{path}");
        assert_eq!(
            answer.values("access-control-allow-origin"),
            [APP],
            "{path}"
        );
    }
    assert_eq!(server.get("/custom", APP).values("x-path"), ["/custom"]);
    let vary = ["Accept", "Origin"];
    assert_eq!(server.get("/customized", APP).values("vary"), vary);
}

#[test]
fn arguments_are_patterns_with_attributes_of_their_own() {
    let server = Server::of(app);
    let answer = server.send("POST /patterns/7/seven?a=b", &[]);
    assert_eq!(answer.body, "7 seven [(\"a\", \"b\")] GET");
}
