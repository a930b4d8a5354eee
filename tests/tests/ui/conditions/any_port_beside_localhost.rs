#![deny(deprecated)]

// A condition excuses what is on the developer's machine, and nothing else.
use cors_runtime::policy;

policy! {
    pub static ANY_PORT = { origins = [#[cfg(not(any()))] "https://app.example.com:*"] };

    pub static SUBDOMAINS = {
        origins = [#[cfg(not(any()))] "https://*.localhost.example", #[cfg(not(any()))] "http://localhost:*"],
        credentials,
    };

    pub static UNCONDITIONAL = { origins = ["http://localhost:*"], credentials };
}

fn main() {}
