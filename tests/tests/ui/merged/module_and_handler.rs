//! What a handler adds to its module's policy is validated with it.

use cors_runtime::{cors, policy};

policy! {
    static COOKIES = { origins = ["https://app.example.com"], credentials };
}

#[cors(origins = ["https://app.example.com"], credentials)]
mod with_credentials {
    use actix_web::get;
    use cors_runtime::cors;

    #[cors(origins = "*")]
    #[get("/1")]
    pub async fn everyone() -> &'static str {
        ""
    }

    #[cors(origins = ["http://app.example.com"])]
    #[get("/2")]
    pub async fn insecure() -> &'static str {
        ""
    }

    #[cors(allow_headers = ["*"])]
    #[get("/3")]
    pub async fn any_header() -> &'static str {
        ""
    }

    #[get("/4")]
    pub async fn fine() -> &'static str {
        ""
    }
}

#[cors(origins = "*")]
mod for_everyone {
    use actix_web::get;
    use cors_runtime::cors;

    #[cors(credentials)]
    #[get("/5")]
    pub async fn credentials() -> &'static str {
        ""
    }
}

#[cors(policy = COOKIES)]
mod named {
    use actix_web::get;
    use cors_runtime::cors;

    #[cors(origins = ["https://*.co.uk"])]
    #[get("/6")]
    pub async fn public_suffix() -> &'static str {
        ""
    }

    #[cors(expose_headers = ["*"])]
    mod nested {
        use actix_web::get;

        #[get("/7")]
        pub async fn all_exposed() -> &'static str {
            ""
        }
    }
}

#[cors(policy = COOKIES, origins = "*")]
mod insecure_itself {
    use actix_web::get;

    #[get("/8")]
    pub async fn first() -> &'static str {
        ""
    }

    #[get("/9")]
    pub async fn second() -> &'static str {
        ""
    }
}

fn main() {}
