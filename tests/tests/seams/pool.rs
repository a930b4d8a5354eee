//! The annotated handlers and the layers that apps are put together from. Attributes are written once, so
//! there is a fixed number of handlers; each has its own max-age, and its own name of a header.

use actix_web::{
    HttpRequest, HttpResponse, delete,
    dev::{AppService, HttpServiceFactory, ServiceRequest},
    get,
    guard::GuardContext,
    http::StatusCode,
    middleware::DefaultHeaders,
    put, route,
};
use cors_runtime::{OriginSource, SharedOrigins, SourceError, cors, is_preflight};

use crate::{
    policy::Policy,
    reached::{Endpoint, mark_endpoint},
};

pub(crate) const ORIGINS: [&str; 5] = [
    "https://a.example",
    "https://b.example",
    "https://x.site.example",
    "https://site.example",
    "https://evil.example",
];

/// The request header that makes an endpoint answer with another status.
pub(crate) const STATUS: &str = "x-status";
/// The request header, and its value, that the guards of scopes and routes ask for.
pub(crate) const TENANT: (&str, &str) = ("x-tenant", "a");
/// The same for [`is_version_2`].
pub(crate) const VERSION: (&str, &str) = ("x-version", "2");

/// A handler that can be registered, and what its attribute says.
pub(crate) struct PoolHandler {
    pub(crate) number: u32,
    pub(crate) text: &'static str,
    /// A method that it serves.
    pub(crate) method: &'static str,
    pub(crate) policy: Option<Policy>,
    pub(crate) register: fn(&mut AppService),
}

pub(crate) fn handler(number: u32) -> &'static PoolHandler {
    let mut all = HANDLERS.iter().chain(DISABLED);
    all.find(|handler| handler.number == number).unwrap()
}

impl PoolHandler {
    /// The path in the route attribute, and a method that the handler serves.
    pub(crate) fn entry(&self) -> (&'static str, &'static str) {
        let path = self.text.split('"').nth(1).unwrap();
        (path, self.method)
    }
}

/// What an endpoint answers.
pub(crate) fn respond(request: &HttpRequest, endpoint: Endpoint) -> HttpResponse {
    mark_endpoint(endpoint);
    let status = request.headers().get(STATUS);
    let status = status.and_then(|status| StatusCode::from_bytes(status.as_bytes()).ok());
    HttpResponse::new(status.unwrap_or(StatusCode::OK))
}

fn is_host_one(request: &GuardContext<'_>) -> bool {
    let host = request.head().headers().get("host");
    host.is_some_and(|host| host == "one.example")
}

fn is_version_2(request: &GuardContext<'_>) -> bool {
    let version = request.head().headers().get(VERSION.0);
    is_preflight(request) || version.is_some_and(|version| version == VERSION.1)
}

static SHARED: SharedOrigins = SharedOrigins::new();

/// Fills the shared set of origins.
pub(crate) fn prepare() {
    SHARED.replace(["https://a.example"]).unwrap();
}

struct AllowsB;

impl OriginSource for AllowsB {
    async fn allows(&self, origin: &str, _: &ServiceRequest) -> Result<bool, SourceError> {
        Ok(origin == "https://b.example")
    }
}

static SOURCE: AllowsB = AllowsB;

macro_rules! handlers {
    ($(
        $number:literal $name:ident #[$($route:tt)*] [$($method:literal),*]
        $header:literal ($($origins:tt)*) [$($origin:literal),*] ($($flag:ident),*);
    )*) => {
        $(
            #[cors(
                origins = $($origins)*,
                methods = [$($method),*],
                allow_headers = [$header],
                expose_headers = [$header],
                max_age = $number,
                $($flag,)*
            )]
            #[$($route)*]
            async fn $name(request: HttpRequest) -> HttpResponse {
                respond(&request, Endpoint::Annotated($number))
            }
        )*

        pub(crate) static HANDLERS: &[PoolHandler] = &[$(
            PoolHandler {
                number: $number,
                text: stringify!(#[$($route)*] $($flag)*),
                method: [$($method),*][0],
                policy: Some(Policy {
                    origins: &[$($origin),*],
                    methods: &[$($method),*],
                    header: $header,
                    max_age: $number,
                    credentials: is_among("credentials", &[$(stringify!($flag)),*]),
                    enforce: is_among("enforce", &[$(stringify!($flag)),*]),
                }),
                register: |app| $name.register(app),
            },
        )*];
    };
}

const fn is_among(flag: &str, flags: &[&str]) -> bool {
    let mut place = 0;
    while place < flags.len() {
        // The flags begin with different letters.
        if flags[place].as_bytes()[0] == flag.as_bytes()[0] {
            return true;
        }
        place += 1;
    }
    false
}

handlers! {
    1 get_a #[get("/a")] ["GET"] "x-1" (["https://a.example"]) ["https://a.example"] (credentials);
    2 put_a #[put("/a")] ["PUT"] "x-2" (["https://a.example"]) ["https://a.example"] ();
    3 delete_a #[delete("/a")] ["DELETE"] "x-3" (["https://b.example"]) ["https://b.example"] ();
    4 get_any #[get("/{x}")] ["GET"] "x-4" ("*") ["*"] ();
    5 put_any #[put("/{x}")] ["PUT"] "x-5" (["https://b.example"]) ["https://b.example"] (credentials);
    6 delete_any #[delete("/{x}")] ["DELETE"] "x-6" (["https://a.example", "https://b.example"])
        ["https://a.example", "https://b.example"] ();
    7 put_number #[put("/{n:\\d+}")] ["PUT"] "x-7" ("*") ["*"] ();
    8 get_number #[get("/{n:\\d+}")] ["GET"] "x-8" (["https://*.site.example"]) ["https://*.site.example"] ();
    9 get_tail #[get("/{tail}*")] ["GET"] "x-9" (["https://b.example"]) ["https://b.example"] ();
    10 put_tail #[put("/{tail:.*}")] ["PUT"] "x-10" (["https://a.example"]) ["https://a.example"] (credentials);
    11 delete_tail #[delete("/a/{tail:.*}")] ["DELETE"] "x-11" ("*") ["*"] ();
    12 get_empty #[get("")] ["GET"] "x-12" (["https://a.example"]) ["https://a.example"] ();
    13 put_root #[put("/")] ["PUT"] "x-13" (["https://b.example"]) ["https://b.example"] ();
    14 put_b #[put("/a/b")] ["PUT"] "x-14" (["https://a.example"]) ["https://a.example"] (credentials);
    15 get_b #[get("/b")] ["GET"] "x-15" (["https://a.example"]) ["https://a.example"] ();
    16 put_any_b #[put("/{x}/b")] ["PUT"] "x-16" ("*") ["*"] ();
    17 both_any #[route("/{x}/{y}", method = "GET", method = "PUT")] ["PUT"] "x-17" (["https://a.example"])
        ["https://a.example"] ();
    18 all_b #[route("/b", method = "PUT", method = "DELETE", method = "OPTIONS")] ["PUT", "DELETE"] "x-18"
        (["https://b.example"]) ["https://b.example"] ();
    19 put_slash #[put("/{x}/")] ["PUT"] "x-19" (["https://a.example"]) ["https://a.example"] ();
    20 put_host #[put("/{x}", guard = "is_host_one")] ["PUT"] "x-20" (["https://a.example"])
        ["https://a.example"] ();
    21 get_version #[get("/{x}", guard = "is_version_2")] ["GET"] "x-21" (["https://b.example"])
        ["https://b.example"] ();
    22 put_enforced #[put("/b")] ["PUT"] "x-22" (["https://a.example"]) ["https://a.example"]
        (credentials, enforce);
    23 get_shared #[get("/a/{x}")] ["GET"] "x-23" (dynamic(SHARED)) ["https://a.example"] (credentials);
    24 put_source #[put("/a/{x}")] ["PUT"] "x-24" (dynamic(SOURCE)) ["https://b.example"] ();
    25 put_wrapped #[put("/{x}/{y}", wrap = "DefaultHeaders::new().add((\"x-wrapped\", \"1\"))")] ["PUT"] "x-25"
        (["https://a.example"]) ["https://a.example"] ();
    26 delete_host #[delete("/{tail:.*}", guard = "is_host_one")] ["DELETE"] "x-26"
        (["https://*.site.example"]) ["https://*.site.example"] ();
}

/// Handlers without a policy in a module that has one.
#[cors(origins = ["https://evil.example"], credentials)]
mod disabled {
    use super::{Endpoint, HttpRequest, HttpResponse, cors, is_host_one, respond};

    #[cors(disabled)]
    #[actix_web::put("/{x}")]
    pub(super) async fn put_any(request: HttpRequest) -> HttpResponse {
        respond(&request, Endpoint::Annotated(101))
    }

    #[cors(disabled)]
    #[actix_web::get("/a", guard = "is_host_one")]
    pub(super) async fn get_a(request: HttpRequest) -> HttpResponse {
        respond(&request, Endpoint::Annotated(102))
    }

    #[cors(disabled)]
    #[actix_web::delete("/{tail:.*}")]
    pub(super) async fn delete_all(request: HttpRequest) -> HttpResponse {
        respond(&request, Endpoint::Annotated(103))
    }
}

pub(crate) static DISABLED: &[PoolHandler] = &[
    PoolHandler {
        number: 101,
        method: "PUT",
        text: "#[put(\"/{x}\")] disabled",
        policy: None,
        register: |app| disabled::put_any.register(app),
    },
    PoolHandler {
        number: 102,
        method: "GET",
        text: "#[get(\"/a\", guard = \"is_host_one\")] disabled",
        policy: None,
        register: |app| disabled::get_a.register(app),
    },
    PoolHandler {
        number: 103,
        method: "DELETE",
        text: "#[delete(\"/{tail:.*}\")] disabled",
        policy: None,
        register: |app| disabled::delete_all.register(app),
    },
];

cors_runtime::policy! {
    static LAYER_PUBLIC = { origins = "*", allow_headers = ["x-201"], expose_headers = ["x-201"], max_age = 201 };
    static LAYER_B = {
        origins = ["https://b.example"], methods = [GET, PUT], allow_headers = ["x-202"], expose_headers = ["x-202"],
        max_age = 202, credentials,
    };
    static LAYER_EVIL = {
        origins = ["https://evil.example", "https://a.example"], allow_headers = ["x-203"],
        expose_headers = ["x-203"], max_age = 203, credentials,
    };
}

const USUAL_METHODS: &[&str] = &["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "QUERY"];

/// Policies that are put around apps, scopes and resources.
pub(crate) static LAYERS: [(&cors_runtime::Policy, Policy); 3] = [
    (
        &LAYER_PUBLIC,
        Policy {
            origins: &["*"],
            methods: USUAL_METHODS,
            header: "x-201",
            max_age: 201,
            credentials: false,
            enforce: false,
        },
    ),
    (
        &LAYER_B,
        Policy {
            origins: &["https://b.example"],
            methods: &["GET", "PUT"],
            header: "x-202",
            max_age: 202,
            credentials: true,
            enforce: false,
        },
    ),
    (
        &LAYER_EVIL,
        Policy {
            origins: &["https://evil.example", "https://a.example"],
            methods: USUAL_METHODS,
            header: "x-203",
            max_age: 203,
            credentials: true,
            enforce: false,
        },
    ),
];
