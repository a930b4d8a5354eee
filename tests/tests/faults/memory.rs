//! What hostile requests leave in memory: nothing, counted to the byte.

use actix_web::{
    App, Error,
    dev::{Service, ServiceRequest, ServiceResponse},
    get,
    http::Method,
    rt::System,
    test::{TestRequest, init_service},
};
use allocation_counter::measure;
use cors_runtime::{AppCors, OriginSource, SharedOrigins, SourceError, cors};

use crate::{
    grants::{app, named},
    support::APP,
};

/// Stores as many answers as a flood fills many times.
struct Source;

impl OriginSource for Source {
    async fn allows(&self, _: &str, _: &ServiceRequest) -> Result<bool, SourceError> {
        Ok(false)
    }

    fn capacity(&self) -> u64 {
        100
    }
}

static SOURCE: Source = Source;
static SHARED: SharedOrigins = SharedOrigins::new();

#[cors(origins = dynamic(SOURCE))]
#[get("/source")]
async fn asks() -> &'static str {
    ""
}

#[cors(origins = dynamic(SHARED))]
#[get("/shared")]
async fn shares() -> &'static str {
    ""
}

/// One request of each kind, for the number.
fn requests(number: usize) -> impl Iterator<Item = TestRequest> {
    let origin = format!("https://app-{number:09}.example");
    let long = "x-a,".repeat(1_000);
    [
        ("/source", origin.clone(), String::new()),
        ("/source", "\u{e9}".repeat(300), String::new()),
        ("/shared", origin.clone(), String::new()),
        ("/named", origin, long.clone()),
        ("/named", APP.to_owned(), long),
        ("/nothing", APP.to_owned(), String::new()),
    ]
    .into_iter()
    .flat_map(|(path, origin, asked)| {
        let request = move |method: Method| {
            TestRequest::with_uri(path)
                .method(method)
                .insert_header(("origin", origin.as_bytes()))
                .insert_header(("access-control-request-headers", asked.as_str()))
        };
        let preflight =
            request(Method::OPTIONS).insert_header(("access-control-request-method", "GET"));
        [request(Method::GET), request(Method::PUT), preflight]
    })
}

async fn flood<S, B>(app: &S, numbers: std::ops::Range<usize>)
where
    S: Service<actix_http::Request, Response = ServiceResponse<B>, Error = Error>,
{
    for request in numbers.flat_map(requests) {
        drop(app.call(request.to_request()).await);
    }
}

/// A multiple of what the source stores, so that its cache is as full after each flood.
const FLOOD: usize = 1_000;

#[test]
fn a_flood_leaves_nothing_in_memory() {
    let system = System::new();
    let app = App::new()
        .configure(app)
        .service((asks, shares, named))
        .wrap(AppCors::new());
    let app = system.block_on(init_service(app));
    system.block_on(flood(&app, 0..FLOOD));
    let left = measure(|| system.block_on(flood(&app, FLOOD..2 * FLOOD)));
    assert!(left.count_total > 100_000, "{left:?}");
    assert!(left.bytes_current.abs() < 1_024, "{left:?}");
}

#[test]
fn sets_that_are_replaced_leave_nothing_in_memory() {
    static ORIGINS: SharedOrigins = SharedOrigins::new();
    let replace = |times: usize| {
        for _ in 0..times {
            let list = (0..100).map(|place| format!("https://{place}.example"));
            ORIGINS.replace(list).unwrap();
        }
    };
    replace(50);
    let left = measure(|| replace(200));
    assert!(left.bytes_current.abs() < 16 * 1_024, "{left:?}");
}
