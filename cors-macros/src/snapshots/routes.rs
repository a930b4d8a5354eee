/// Answers `GET /users/{id}`, `PUT /users/{id}`, `DELETE /users/{id}`, `GET /people/{id}`.
///
/// # CORS
///
/// | Route | `GET /users/{id}`<br>`PUT /users/{id}`<br>`DELETE /users/{id}`<br>`GET /people/{id}` |
/// |:---|:---|
/// | Origins | `https://app.example.com` |
/// | Methods | `GET`, `PUT` |
/// | Credentials | not allowed |
/// | Request headers | the CORS-safelisted ones only |
/// | Exposed headers | the CORS-safelisted ones only |
/// | Preflight | `OPTIONS` asking for `GET`, `PUT`: 204 for these origins, 403 for all others |
/// | Max-age | not sent: browsers cache for 5 seconds |
/// | Enforcement | none: browsers keep the response from pages that are not allowed |
#[doc(alias = "/users/{id}")]
#[doc(alias = "GET /users/{id}")]
#[doc(alias = "PUT /users/{id}")]
#[doc(alias = "DELETE /users/{id}")]
#[doc(alias = "/people/{id}")]
#[doc(alias = "GET /people/{id}")]
#[doc(alias = "Access-Control-Allow-Origin")]
#[doc(alias = "Access-Control-Allow-Methods")]
#[allow(
    non_camel_case_types,
    missing_docs,
    missing_copy_implementations,
    missing_debug_implementations,
    unreachable_pub
)]
pub struct user;
impl ::cors_runtime::__private::HttpServiceFactory for user {
    fn register(self, __app: &mut ::cors_runtime::__private::AppService) {
        #[allow(unused_imports)]
        use routes as _;
        async fn user(id: web::Path<u32>) -> impl Responder {
            id.to_string()
        }
        static __CORS_ORIGINS: ::cors_runtime::__private::Origins = ::cors_runtime::__private::Origins::Listed {
            exact: ::cors_runtime::__private::TextTable::new(
                &["https://app.example.com"],
                &[],
            ),
            patterns: ::cors_runtime::__private::OriginPatterns::InTurn(&[]),
        };
        {
            static __CORS_ROUTE_0: ::cors_runtime::__private::Route = ::cors_runtime::__private::Route {
                path: "/users/{id}",
                name: "user",
                handler: ::cors_runtime::__private::concat!(
                    ::cors_runtime::__private::module_path!(), "::", "user"
                ),
                serves: &["GET"],
                open: &["GET", "PUT", "DELETE"],
                policy: ::cors_runtime::__private::Policy::from_parts(::cors_runtime::__private::Parts {
                    origins: ::cors_runtime::__private::Callers::Written(
                        &__CORS_ORIGINS,
                    ),
                    methods: ::cors_runtime::__private::Methods::Listed(&["GET", "PUT"]),
                    allow_headers: ::cors_runtime::__private::Option::None,
                    expose_headers: ::cors_runtime::__private::Option::None,
                    max_age: ::cors_runtime::__private::Option::None,
                    credentials: false,
                    enforce: false,
                    hatches: &[],
                    hazards: ::cors_runtime::__private::Hazards::from_bits(0u8),
                }),
            };
            ::cors_runtime::__private::inventory::submit! {
                ::cors_runtime::__private::Listed(& __CORS_ROUTE_0)
            }
            ::cors_runtime::__private::register_handler(
                __app,
                &__CORS_ROUTE_0,
                [],
                user,
            );
        }
        {
            static __CORS_ROUTE_1: ::cors_runtime::__private::Route = ::cors_runtime::__private::Route {
                path: "/users/{id}",
                name: "user",
                handler: ::cors_runtime::__private::concat!(
                    ::cors_runtime::__private::module_path!(), "::", "user"
                ),
                serves: &["PUT"],
                open: &["GET", "PUT", "DELETE"],
                policy: ::cors_runtime::__private::Policy::from_parts(::cors_runtime::__private::Parts {
                    origins: ::cors_runtime::__private::Callers::Written(
                        &__CORS_ORIGINS,
                    ),
                    methods: ::cors_runtime::__private::Methods::Listed(&["GET", "PUT"]),
                    allow_headers: ::cors_runtime::__private::Option::None,
                    expose_headers: ::cors_runtime::__private::Option::None,
                    max_age: ::cors_runtime::__private::Option::None,
                    credentials: false,
                    enforce: false,
                    hatches: &[],
                    hazards: ::cors_runtime::__private::Hazards::from_bits(0u8),
                }),
            };
            ::cors_runtime::__private::inventory::submit! {
                ::cors_runtime::__private::Listed(& __CORS_ROUTE_1)
            }
            ::cors_runtime::__private::register_handler(
                __app,
                &__CORS_ROUTE_1,
                [],
                user,
            );
        }
        {
            static __CORS_ROUTE_2: ::cors_runtime::__private::Route = ::cors_runtime::__private::Route {
                path: "/users/{id}",
                name: "user",
                handler: ::cors_runtime::__private::concat!(
                    ::cors_runtime::__private::module_path!(), "::", "user"
                ),
                serves: &["DELETE"],
                open: &["GET", "PUT", "DELETE"],
                policy: ::cors_runtime::__private::Policy::from_parts(::cors_runtime::__private::Parts {
                    origins: ::cors_runtime::__private::Callers::Written(
                        &__CORS_ORIGINS,
                    ),
                    methods: ::cors_runtime::__private::Methods::Listed(&["GET", "PUT"]),
                    allow_headers: ::cors_runtime::__private::Option::None,
                    expose_headers: ::cors_runtime::__private::Option::None,
                    max_age: ::cors_runtime::__private::Option::None,
                    credentials: false,
                    enforce: false,
                    hatches: &[],
                    hazards: ::cors_runtime::__private::Hazards::from_bits(0u8),
                }),
            };
            ::cors_runtime::__private::inventory::submit! {
                ::cors_runtime::__private::Listed(& __CORS_ROUTE_2)
            }
            ::cors_runtime::__private::register_handler(
                __app,
                &__CORS_ROUTE_2,
                [],
                user,
            );
        }
        {
            static __CORS_ROUTE_3: ::cors_runtime::__private::Route = ::cors_runtime::__private::Route {
                path: "/people/{id}",
                name: "user",
                handler: ::cors_runtime::__private::concat!(
                    ::cors_runtime::__private::module_path!(), "::", "user"
                ),
                serves: &["GET"],
                open: &["GET"],
                policy: ::cors_runtime::__private::Policy::from_parts(::cors_runtime::__private::Parts {
                    origins: ::cors_runtime::__private::Callers::Written(
                        &__CORS_ORIGINS,
                    ),
                    methods: ::cors_runtime::__private::Methods::Listed(&["GET", "PUT"]),
                    allow_headers: ::cors_runtime::__private::Option::None,
                    expose_headers: ::cors_runtime::__private::Option::None,
                    max_age: ::cors_runtime::__private::Option::None,
                    credentials: false,
                    enforce: false,
                    hatches: &[],
                    hazards: ::cors_runtime::__private::Hazards::from_bits(0u8),
                }),
            };
            ::cors_runtime::__private::inventory::submit! {
                ::cors_runtime::__private::Listed(& __CORS_ROUTE_3)
            }
            ::cors_runtime::__private::register_handler(
                __app,
                &__CORS_ROUTE_3,
                [],
                user,
            );
        }
    }
}
