//! A mistake in a module's arguments is reported once, at the module.

use cors_runtime::cors;

#[cors(credentials)]
mod without_origins {
    use actix_web::get;
    use cors_runtime::cors;

    #[get("/1")]
    pub async fn first() -> &'static str {
        ""
    }

    #[get("/2")]
    pub async fn second() -> &'static str {
        ""
    }

    #[cors(origins = ["https://app.example.com"])]
    #[get("/3")]
    pub async fn with_its_own() -> &'static str {
        ""
    }
}

#[cors(origins = ["https://app.example.com/"], max_age = 600)]
mod wrong {
    use actix_web::get;
    use cors_runtime::cors;

    #[get("/4")]
    pub async fn inherits() -> &'static str {
        ""
    }

    #[cors(max_age = 60)]
    #[get("/5")]
    pub async fn replaces() -> &'static str {
        ""
    }

    mod nested {
        use actix_web::get;

        #[cors_runtime::cors(credentials)]
        #[get("/6")]
        pub async fn replaces() -> &'static str {
            ""
        }
    }
}

#[cors(origins = ["https://app.example.com"], max_ages = 600)]
mod misspelt {
    use actix_web::get;

    #[get("/7")]
    pub async fn inherits() -> &'static str {
        ""
    }
}

#[cors(origins = ["https://app.example.com"])]
mod without_handlers {
    pub async fn no_handler() {}
}

#[cors(policy = NO_SUCH_POLICY)]
mod unresolved {
    use actix_web::get;

    #[get("/8")]
    pub async fn inherits() -> &'static str {
        ""
    }
}

fn main() {}
