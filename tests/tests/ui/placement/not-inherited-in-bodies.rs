//! Handlers inside functions and blocks of a module do not inherit: each is a warning at its route attribute.

#![deny(warnings)]
#![allow(unused)]

use cors_runtime::cors;

#[cors(origins = ["https://app.example.com"], enforce)]
mod api {
    use actix_web::{get, web::ServiceConfig};
    use cors_runtime::cors;

    pub fn register(config: &mut ServiceConfig) {
        #[get("/1")]
        async fn in_a_function() -> &'static str {
            ""
        }
        config.service(in_a_function).service(inherits);
    }

    struct Routes;

    impl Routes {
        fn register(config: &mut ServiceConfig) {
            config.configure(|config| {
                #[cors(origins = ["https://b.example"])]
                #[get("/2")]
                async fn in_a_closure() -> &'static str {
                    ""
                }
                config.service(in_a_closure);
            });
        }
    }

    const _: () = {
        #[get("/3")]
        async fn in_a_constant() -> &'static str {
            ""
        }
    };

    trait Registers {
        fn register(config: &mut ServiceConfig) {
            #[get("/7")]
            async fn in_a_trait() -> &'static str {
                ""
            }
            config.service(in_a_trait);
        }
    }

    #[allow(deprecated)]
    fn silenced(config: &mut ServiceConfig) {
        #[get("/4")]
        async fn silenced() -> &'static str {
            ""
        }
        config.service(silenced);
    }

    #[get("/5")]
    async fn inherits() -> &'static str {
        ""
    }

    #[test]
    fn a_test() {
        #[get("/6")]
        async fn of_a_test() -> &'static str {
            ""
        }
    }
}

fn main() {}
