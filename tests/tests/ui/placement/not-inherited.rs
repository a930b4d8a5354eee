//! Items of a module that may be handlers and cannot inherit are warnings; items that cannot be handlers are not.

#![deny(warnings)]
#![allow(unused)]

use actix_web::App;
use cors_runtime::cors;

mod framework {
    pub use actix_web::get as secured_get;
}

#[cors(origins = ["https://app.example.com"], enforce)]
mod api {
    use actix_web::get;

    use crate::framework::secured_get;

    macro_rules! handler {
        ($name:ident, $path:literal) => {
            #[actix_web::get($path)]
            pub async fn $name() -> &'static str {
                ""
            }
        };
    }

    handler!(from_a_macro, "/1");

    include!("../modules/api/included.rs");

    #[secured_get("/2")]
    pub async fn by_another_name() -> &'static str {
        ""
    }

    mod without_handlers {
        handler!(nested, "/3");

        #[cfg(any())]
        handler!(not_compiled, "/4");

        #[allow(deprecated)]
        handler!(silenced, "/5");
    }

    #[get("/6")]
    pub async fn inherits() -> &'static str {
        ""
    }

    #[inline]
    fn plain() {}

    #[must_use]
    async fn plain_async(path: &str) -> &str {
        path
    }

    #[derive(Debug)]
    struct Row;

    thread_local! {
        static COUNT: u32 = const { 0 };
    }

    cors_runtime::policy! {
        static OTHER = { origins = "*" };
    }

    #[test]
    fn a_test() {}

    #[cfg(test)]
    mod tests {}
}

#[cors(origins = ["https://app.example.com"], allow = ["not-inherited"])]
mod silenced {
    pub mod inner {
        include!("../modules/api/included.rs");
    }

    #[actix_web::get("/7")]
    pub async fn inherits() -> &'static str {
        ""
    }
}

#[cors(origins = ["https://app.example.com"], allow = ["not-inherited"])]
mod silenced_in_vain {
    #[actix_web::get("/8")]
    pub async fn inherits() -> &'static str {
        ""
    }
}

fn main() {
    let _ = App::new()
        .service(api::from_a_macro)
        .service(api::by_another_name)
        .service(api::inherits)
        .service(silenced::inner::orders)
        .service(silenced::inherits)
        .service(silenced_in_vain::inherits);
}
