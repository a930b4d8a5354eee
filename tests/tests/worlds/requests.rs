//! Every request of a small grammar against every policy of one, with `AppCors` and without: status,
//! `Access-Control-*`,
//! `Vary` and whether it may be stored are what the table says.

use actix_web::{
    App, HttpResponse,
    dev::{AppService, HttpServiceFactory, Service},
    http::{Method, header},
    rt::System,
    test::{TestRequest, init_service},
};
use cors_runtime::AppCors;

use crate::{
    policies,
    table::{Answer, HOST, Request, expected},
};

const METHODS: [&str; 4] = ["GET", "PUT", "DELETE", "OPTIONS"];
const ORIGINS: [&[&str]; 11] = [
    &[],
    &["https://a.example"],
    &["https://b.example"],
    &["https://x.a.example"],
    &["https://evil.example"],
    &["https://api.example"],
    &["null"],
    &["https://a.example/"],
    &["https://A.example"],
    &["https://a.example", "https://a.example"],
    &[""],
];
const REQUESTED_METHODS: [&[&str]; 5] = [&[], &["GET"], &["PUT"], &["DELETE"], &["PUT", "PUT"]];
const FETCH_SITES: [Option<&str>; 4] =
    [None, Some("same-origin"), Some("none"), Some("cross-site")];

#[test]
fn every_request_against_every_policy_is_answered_as_the_table_says() {
    let policies = policies::all();
    let requests: Vec<_> = all_requests().collect();
    let mut pairs = 0;
    System::new().block_on(async {
        for handler in &policies {
            let register = Register(handler.register);
            let plain = init_service(App::new().service(register)).await;
            let in_front = init_service(App::new().wrap(AppCors::new()).service(register)).await;
            for request in &requests {
                let policy = &handler.policy;
                let answer = plain.call(message(request).to_request()).await.unwrap();
                let answer = read(answer.response());
                assert_eq!(
                    answer,
                    expected(policy, request, false),
                    "{policy:?}, {request:?}"
                );
                let answer = in_front.call(message(request).to_request()).await.unwrap();
                let answer = read(answer.response());
                assert_eq!(
                    answer,
                    expected(policy, request, true),
                    "AppCors, {policy:?}, {request:?}"
                );
                pairs += 2;
            }
        }
    });
    println!(
        "{} policies × {} requests × 2 apps = {pairs} answers",
        policies.len(),
        requests.len()
    );
    assert_eq!(pairs, policies.len() * requests.len() * 2);
}

fn all_requests() -> impl Iterator<Item = Request> {
    METHODS.into_iter().flat_map(|method| {
        ORIGINS.into_iter().flat_map(move |origin| {
            REQUESTED_METHODS
                .into_iter()
                .flat_map(move |requested_method| {
                    FETCH_SITES.into_iter().map(move |fetch_site| Request {
                        method,
                        origin,
                        requested_method,
                        fetch_site,
                    })
                })
        })
    })
}

#[derive(Clone, Copy)]
struct Register(fn(&mut AppService));

impl HttpServiceFactory for Register {
    fn register(self, app: &mut AppService) {
        (self.0)(app);
    }
}

fn message(request: &Request) -> TestRequest {
    let method = Method::from_bytes(request.method.as_bytes()).unwrap();
    let mut message = TestRequest::with_uri("/")
        .method(method)
        .insert_header((header::HOST, HOST));
    for origin in request.origin {
        message = message.append_header((header::ORIGIN, *origin));
    }
    for method in request.requested_method {
        message = message.append_header((header::ACCESS_CONTROL_REQUEST_METHOD, *method));
    }
    if let Some(site) = request.fetch_site {
        message = message.insert_header(("sec-fetch-site", site));
    }
    message
}

fn read<B>(response: &HttpResponse<B>) -> Answer {
    let text = |name: header::HeaderName| -> Vec<String> {
        let values = response.headers().get_all(name);
        values
            .map(|value| value.to_str().unwrap().to_string())
            .collect()
    };
    let mut lines: Vec<_> = response
        .headers()
        .iter()
        .filter(|(name, _)| name.as_str().starts_with("access-control-"))
        .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()))
        .collect();
    lines.sort_unstable();
    Answer {
        status: response.status().as_u16(),
        lines,
        vary: text(header::VARY),
        is_stored: text(header::CACHE_CONTROL) != ["no-store"],
    }
}
