//! What the policies of all endpoints mean.

use std::borrow::Cow;

use crate::meaning::Meaning;

/// The methods that every endpoint serves.
pub(crate) const SERVED: [&str; 4] = ["GET", "POST", "PUT", "DELETE"];

macro_rules! meaning {
    ($origins:tt $methods:tt $allowed:tt $exposed:tt $credentials:literal $enforce:literal) => {
        Meaning {
            origins: Cow::Borrowed(&$origins),
            methods: &$methods,
            allow_headers: &$allowed,
            expose_headers: &$exposed,
            credentials: $credentials,
            enforce: $enforce,
        }
    };
}

const ALL: [&str; 4] = SERVED;
const A_AND_BELOW_B: [&str; 2] = ["https://a.example", "https://*.b.example"];
const B_AND_WRAPPER: [&str; 2] = ["https://b.example", "capacitor://localhost"];

/// Paths, and what the policies there mean. Those without origins have the shared ones.
pub(crate) static ENDPOINTS: [(&str, Meaning); 23] = [
    (
        "/listed",
        meaning!(A_AND_BELOW_B ALL ["x-a", "content-type"] ["etag"] false false),
    ),
    (
        "/public",
        meaning!(["*"] ALL ["*", "authorization"] ["*"] false false),
    ),
    (
        "/credentialed",
        meaning!(B_AND_WRAPPER ALL ["authorization"] ["x-count"] true false),
    ),
    (
        "/narrow",
        meaning!(["https://a.example"] ["GET", "PUT"] [] [] true true),
    ),
    (
        "/named",
        meaning!(B_AND_WRAPPER ALL ["authorization", "x-b"] ["x-count"] true false),
    ),
    (
        "/merged",
        meaning!(["https://a.example"] ALL ["content-type"] ["x-count"] true false),
    ),
    (
        "/merged-without",
        meaning!(B_AND_WRAPPER ["GET", "DELETE"] ["authorization", "x-b"] ["x-count"] false false),
    ),
    (
        "/environment",
        meaning!(A_AND_BELOW_B ALL ["x-a"] [] false false),
    ),
    ("/shared", meaning!([] ALL ["x-b"] [] true false)),
    (
        "/shared-enforced",
        meaning!([] ["GET", "POST"] [] [] false true),
    ),
    (
        "/source",
        meaning!(["https://c.example"] ALL ["*"] ["*"] false false),
    ),
    (
        "/wrapped",
        meaning!(["https://a.example", "http://localhost:*"] ALL ["x-a", "x-b"] [] false true),
    ),
    (
        "/inherits",
        meaning!(["https://a.example"] ALL ["x-a"] ["etag"] true false),
    ),
    (
        "/replaces",
        meaning!(["*"] ALL ["x-b"] ["etag"] false false),
    ),
    (
        "/disabled",
        meaning!(["https://nobody.example"] [] [] [] false false),
    ),
    (
        "/layer",
        meaning!(A_AND_BELOW_B ALL ["x-a"] ["etag"] false false),
    ),
    (
        "/scope/shared",
        meaning!([] ["GET", "PUT"] ["x-a", "content-type"] [] true false),
    ),
    (
        "/both",
        meaning!(["https://a.example", "https://*.b.example", "https://c.example"] ALL [] [] true false),
    ),
    (
        "/public/listed",
        meaning!(A_AND_BELOW_B ALL ["x-a", "content-type"] ["etag"] false false),
    ),
    (
        "/public/disabled",
        meaning!(["https://nobody.example"] [] [] [] false false),
    ),
    ("/public/plain", meaning!(["*"] ALL ["*"] [] false false)),
    (
        "/public/nested/plain",
        meaning!(A_AND_BELOW_B ALL ["x-a"] ["etag"] false false),
    ),
    (
        "/prefix/plain",
        meaning!(A_AND_BELOW_B ALL ["x-a"] ["etag"] false false),
    ),
];
