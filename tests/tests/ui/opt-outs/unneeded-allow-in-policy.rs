#![deny(deprecated)]

use cors_runtime::policy;

policy! {
    pub static OF_HANDLERS = { origins = ["https://app.example.com"], allow = ["content-type-not-allowed"] };

    pub static OF_MODULES = { origins = ["https://app.example.com:*"], allow = ["any-port", "not-inherited"] };

    pub static SILENCED = { origins = ["https://app.example.com"], allow = ["not-inherited", "unneeded-allow"] };

    pub static UNKNOWN = { origins = ["https://app.example.com"], allow = ["content-type-not-alowed"] };
}

fn main() {}
