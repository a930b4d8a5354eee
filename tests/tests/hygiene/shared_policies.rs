//! Policies that are named, inherited, and known only at run time.

use cors_runtime::{SharedOrigins, cors, policy};

/// A set.
pub static ORIGINS: SharedOrigins = SharedOrigins::new();

policy! {
    /// The application.
    pub static APPLICATION = { origins = ["https://app.example.com"], credentials };

    static PRIVATE = { policy = APPLICATION, max_age = 60 };

    #[cfg(any())]
    static LEFT_OUT = { origins = ["https://app.example.com"] };

    #[cfg(any())]
    static LEFT_OUT = { origins = env("NO_SUCH_VARIABLE") };

    #[expect(deprecated)]
    static ODD = { origins = ["https://*.example.com"], credentials };

    /// Nothing uses it any more.
    #[deprecated]
    pub static OLD = { origins = ["https://app.example.com"] };

    static FROM_SET = { origins = dynamic(ORIGINS), };

    /// The variable may hold an `http` origin.
    pub static FROM_VARIABLE = {
        origins = [env("SITES"), "https://app.example.com"],
        credentials,
        dangerously_allow = [insecure_origins],
    };
}

/// Nothing of the module's own.
#[cors(policy = PRIVATE, expose_headers = ["etag"])]
pub mod named {
    use actix_web::{get, post};
    use cors_runtime::cors;

    /// Inherits.
    #[get("/named/inherits")]
    pub async fn inherits() -> &'static str {
        ""
    }

    /// Has another policy than the module around it.
    #[cors(policy = super::ODD, max_age = 5, allow_headers = ["x-a"])]
    pub mod nested {
        use actix_web::get;

        /// Inherits from the nearer one.
        #[get("/named/nested")]
        pub async fn nested() -> &'static str {
            ""
        }
    }

    /// Replaces.
    #[cors(credentials = false)]
    #[post("/named/replaces")]
    pub async fn replaces() -> &'static str {
        ""
    }
}

/// Origins known at run time, by a path that means nothing inside.
#[cors(origins = dynamic(ORIGINS))]
pub mod dynamic {
    /// Inherits.
    #[actix_web::get("/dynamic")]
    pub async fn inherits() -> &'static str {
        ""
    }

    /// Deeper.
    pub mod nested {
        /// Inherits.
        #[actix_web::get("/dynamic/nested")]
        pub async fn inherits() -> &'static str {
            ""
        }
    }
}

/// Has a warning, which is expected.
#[cors(origins = ["https://*.example.com"], credentials)]
#[expect(deprecated)]
pub mod odd {
    /// Inherits.
    #[actix_web::get("/odd")]
    pub async fn inherits() -> &'static str {
        ""
    }
}

/// Has a raw name.
#[cors(policy = APPLICATION)]
pub mod r#type {
    /// Inherits.
    #[actix_web::get("/raw")]
    pub async fn r#fn() -> &'static str {
        ""
    }
}

/// Uses the policies that nothing else uses.
pub fn layers() {
    let _ = (FROM_SET.layer(), ODD.layer());
}

/// Everything in a function.
pub fn in_a_function() {
    policy! {
        static LOCAL = { origins = ["https://app.example.com"] };
    }

    /// Of the policy in the function.
    #[cors(policy = LOCAL, credentials)]
    #[actix_web::get("/local")]
    async fn local() -> &'static str {
        ""
    }

    /// Of a policy by a path that means the same everywhere.
    #[cors(policy = crate::shared_policies::APPLICATION)]
    mod module {
        #[actix_web::get("/local/module")]
        pub async fn inherits() -> &'static str {
            ""
        }
    }

    let _ = actix_web::App::new()
        .service(local)
        .service(module::inherits);
}

macro_rules! module_with {
    ($policy:path, $set:path, $headers:expr) => {
        /// By a path of the caller.
        #[cors(policy = $policy, expose_headers = $headers)]
        pub mod of_macro {
            /// Inherits.
            #[actix_web::get("/of-macro")]
            pub async fn inherits() -> &'static str {
                ""
            }
        }

        /// By a set of the caller.
        #[cors(origins = dynamic($set))]
        pub mod dynamic_of_macro {
            /// Inherits.
            #[actix_web::get("/dynamic-of-macro")]
            pub async fn inherits() -> &'static str {
                ""
            }
        }
    };
}

module_with!(APPLICATION, ORIGINS, ["etag"]);
