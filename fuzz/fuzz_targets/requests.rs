//! Any request to an app with annotated handlers, with `AppCors` in front and without: nothing panics, and
//! no page gets a grant that no policy gives.
//!
//! The first line of an input is the method, the second the path, every other one a header.

#![no_main]

#[path = "../../tests/tests/server/origin_oracle.rs"]
mod origin_oracle;

use actix_web::{
    App, HttpResponse, Responder,
    dev::{Service, ServiceResponse},
    get,
    http::{
        Method, Uri,
        header::{self, HeaderMap, HeaderName, HeaderValue},
    },
    post, put, route, rt,
    test::{TestRequest, init_service},
    web,
};
use cors_runtime::{AppCors, cors};
use libfuzzer_sys::fuzz_target;

#[cors(origins = "*")]
#[get("/public")]
async fn public() -> impl Responder {
    "everybody"
}

#[cors(origins = ["https://app.example.com"], allow_headers = ["content-type"], credentials)]
#[put("/users/{id}")]
async fn put_user(id: web::Path<u8>) -> impl Responder {
    HttpResponse::Ok()
        .insert_header((
            header::ACCESS_CONTROL_ALLOW_ORIGIN,
            "https://handler.example",
        ))
        .insert_header((header::VARY, "accept"))
        .body(id.to_string())
}

#[cors(origins = ["https://*.partner.example", "http://localhost:*"], methods = [GET], enforce)]
#[route("/partners", method = "GET", method = "POST", method = "OPTIONS")]
async fn partners() -> impl Responder {
    "partners"
}

#[cors(origins = ["https://app.example.com"], expose_headers = ["etag"])]
#[post("/{page}")]
async fn post_page(body: String) -> impl Responder {
    body
}

/// What an input says.
struct Input {
    method: Method,
    path: Uri,
    headers: Vec<(HeaderName, HeaderValue)>,
}

impl Input {
    fn of(bytes: &[u8]) -> Option<Self> {
        let mut lines = bytes.split(|byte| *byte == b'\n');
        Some(Self {
            method: Method::from_bytes(lines.next()?).ok()?,
            path: Uri::try_from(lines.next()?).ok()?,
            headers: lines.filter_map(header).collect(),
        })
    }

    fn request(&self) -> TestRequest {
        let path = self.path.to_string();
        let request = TestRequest::default()
            .method(self.method.clone())
            .uri(&path);
        self.headers.iter().fold(request, |request, header| {
            request.append_header(header.clone())
        })
    }

    /// The value of the only `Origin`.
    fn origin(&self) -> Option<&[u8]> {
        let mut origins = self
            .headers
            .iter()
            .filter(|(name, _)| *name == header::ORIGIN);
        let only = origins.next()?;
        origins.next().is_none().then_some(only.1.as_bytes())
    }
}

fn header(line: &[u8]) -> Option<(HeaderName, HeaderValue)> {
    let colon = line.iter().position(|byte| *byte == b':')?;
    let name = HeaderName::from_bytes(&line[..colon]).ok()?;
    Some((name, HeaderValue::from_bytes(&line[colon + 1..]).ok()?))
}

/// Sends the request to an app of its own, so that nothing is left of those before.
fn answers(input: &Input) -> [HeaderMap; 2] {
    rt::System::new().block_on(async {
        let register = |app: &mut web::ServiceConfig| {
            app.service(public)
                .service(put_user)
                .service(web::scope("/api").service(partners))
                .service(post_page);
        };
        let plain = init_service(App::new().configure(register)).await;
        let in_front = init_service(App::new().configure(register).wrap(AppCors::new())).await;
        [
            headers(&plain.call(input.request().to_request()).await.unwrap()),
            headers(&in_front.call(input.request().to_request()).await.unwrap()),
        ]
    })
}

fn headers<B>(response: &ServiceResponse<B>) -> HeaderMap {
    response.headers().clone()
}

fuzz_target!(|bytes: &[u8]| {
    let Some(input) = Input::of(bytes) else {
        return;
    };
    for headers in answers(&input) {
        let granted: Vec<_> = headers
            .get_all(header::ACCESS_CONTROL_ALLOW_ORIGIN)
            .collect();
        let credentials = headers.get(header::ACCESS_CONTROL_ALLOW_CREDENTIALS);
        match granted[..] {
            [] => assert_eq!(credentials, None),
            [everyone] if everyone == "*" => {
                assert_eq!(input.path.path(), "/public");
                assert_eq!(credentials, None);
            }
            [named] => {
                assert_eq!(Some(named.as_bytes()), input.origin());
                let of_partners = ["https://*.partner.example", "http://localhost:*"];
                let is_partner = of_partners
                    .iter()
                    .any(|pattern| origin_oracle::allows(pattern, named.as_bytes()));
                if is_partner {
                    assert_eq!(credentials, None);
                } else {
                    assert_eq!(named, "https://app.example.com");
                }
                assert!(headers.contains_key(header::VARY));
            }
            _ => panic!("several origins: {granted:?}"),
        }
    }
});
