//! Builds the documentation, and has `reader.html` read it in Chromium, once for all tests.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::{self, Command},
    sync::LazyLock,
};

use cors_tests::compiler::target;
use serde::{Deserialize, Serialize};

/// What is opened.
const PAGES: [&str; 39] = [
    "cors_documented/index.html",
    "cors_documented/accounts/index.html",
    "cors_documented/accounts/sessions/struct.session.html",
    "cors_documented/accounts/struct.put_account.html",
    "cors_documented/second/index.html",
    "cors_documented/second/struct.find_accounts.html",
    "cors_documented/second/struct.undocumented.html",
    "cors_documented/shop/index.html",
    "cors_documented/shop/offers/struct.list_offers.html",
    "cors_documented/shop/offers/index.html",
    "cors_documented/shop/offers/struct.put_offer.html",
    "cors_documented/shop/static.PARTNERS.html",
    "cors_documented/shop/struct.cart.html",
    "cors_documented/shop/struct.rates.html",
    "cors_documented/struct.health.html",
    "cors_documented/struct.partner_status.html",
    "cors_runtime/attr.cors.html",
    "cors_runtime/guide/console/index.html",
    "cors_runtime/guide/development_and_production/index.html",
    "cors_runtime/guide/five_minutes/index.html",
    "cors_runtime/guide/from_actix_cors/index.html",
    "cors_runtime/guide/getting_started/index.html",
    "cors_runtime/guide/limits/index.html",
    "cors_runtime/guide/run_time_origins/index.html",
    "cors_runtime/guide/testing/index.html",
    "cors_runtime/guide/with_other_crates/index.html",
    "cors_runtime/index.html",
    "cors_runtime/macro.policy.html",
    "cors_runtime/rules/any_port/index.html",
    "cors_runtime/rules/index.html",
    "cors_runtime/struct.AppCors.html",
    "cors_runtime/struct.Policy.html",
    "cors_quickstart/index.html",
    "cors_quickstart/struct.create_user.html",
    "cors_quickstart/struct.delete_user.html",
    "cors_quickstart/struct.health.html",
    "cors_quickstart/struct.list_users.html",
    "cors_quickstart/struct.put_user.html",
    "cors_quickstart/struct.read_user.html",
];

/// What is searched for, and in which crate.
const SEARCHES: [(&str, &str); 12] = [
    ("cors_quickstart", "PUT /users/{id}"),
    ("cors_quickstart", "/users/{id}"),
    ("cors_quickstart", "Access-Control-Allow-Origin"),
    ("cors_quickstart", "Access-Control-Max-Age"),
    ("cors_runtime", "401"),
    ("cors_runtime", "CSRF"),
    ("cors_runtime", "SameSite"),
    ("cors_runtime", "Vary"),
    ("cors_runtime", "cookie"),
    ("cors_runtime", "localhost"),
    ("cors_runtime", "preflight"),
    ("cors_runtime", "third-party cookies"),
];

/// What the browser saw.
#[derive(Debug, Deserialize)]
pub(crate) struct Report {
    pages: BTreeMap<String, Page>,
    searches: BTreeMap<String, Vec<String>>,
}

/// One page.
#[derive(Debug, Deserialize)]
pub(crate) struct Page {
    /// The text of every cell.
    pub(crate) rows: Vec<Vec<String>>,
    /// What the section about CORS begins with.
    pub(crate) sentences: Vec<String>,
    /// Commands for a shell.
    pub(crate) commands: Vec<String>,
    /// Where its own text leads to.
    pub(crate) links: Vec<String>,
    /// Elements that are wider than the place they have.
    pub(crate) overflowing: Vec<String>,
}

impl Report {
    pub(crate) fn pages(&self) -> impl Iterator<Item = (&str, &Page)> {
        self.pages.iter().map(|(name, page)| (name.as_str(), page))
    }

    pub(crate) fn page(&self, name: &str) -> &Page {
        &self.pages[name]
    }

    /// The pages that the search finds.
    pub(crate) fn search(&self, text: &str) -> &[String] {
        &self.searches[text]
    }
}

/// The order for `reader.html`.
#[derive(Serialize)]
struct Order<'a> {
    root: String,
    pages: &'a [&'a str],
    searches: Vec<Search<'a>>,
}

#[derive(Serialize)]
struct Search<'a> {
    page: String,
    text: &'a str,
}

/// What a reader sees.
pub(crate) fn read() -> &'static Report {
    static REPORT: LazyLock<Report> = LazyLock::new(|| {
        build();
        browse()
    });
    &REPORT
}

/// Where the documentation is.
pub(crate) fn documentation() -> PathBuf {
    target().join("doc")
}

/// Builds the documentation as strictly as a user may, and expects no warning.
fn build() {
    let output = Command::new(env!("CARGO"))
        .args(["doc", "--offline", "--quiet", "--no-deps"])
        .args(
            ["cors-documented", "cors-quickstart", "cors-runtime"]
                .map(|name| format!("--package={name}")),
        )
        .env("CARGO_TARGET_DIR", target())
        .env("RUSTDOCFLAGS", "-Dwarnings")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.is_empty(), "{said}");
}

fn browse() -> Report {
    let order = serde_json::to_string(&Order {
        root: format!("file://{}", documentation().display()),
        pages: &PAGES,
        searches: SEARCHES
            .map(|(name, text)| Search {
                page: format!("{name}/index.html"),
                text,
            })
            .into(),
    });
    let reader = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/documentation/reader.html");
    let address = format!("file://{}#{}", reader.display(), escaped(&order.unwrap()));

    let profile = target().join(format!("tmp/reader-{}", process::id()));
    let output = Command::new("chromium")
        .args(["--headless=new", "--no-sandbox", "--disable-gpu"])
        .args(["--no-first-run", "--disable-background-networking"])
        .args(["--disable-component-update", "--disable-sync"])
        .arg("--allow-file-access-from-files")
        // Time that nothing is waited for passes at once.
        .args(["--virtual-time-budget=60000", "--dump-dom"])
        .arg(format!("--user-data-dir={}", profile.display()))
        .arg(address)
        .output()
        .expect("chromium is installed");
    fs::remove_dir_all(profile).unwrap();

    let page = String::from_utf8(output.stdout).unwrap();
    let report = page
        .split_once("<pre id=\"report\">")
        .and_then(|(_, behind)| behind.split_once("</pre>"));
    let (report, _) = report.unwrap_or_else(|| panic!("no report in {page}"));
    serde_json::from_str(report).unwrap_or_else(|error| panic!("{error} in {report:?}"))
}

/// Every byte as an address may carry it.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for byte in text.bytes() {
        let _ = write!(escaped, "%{byte:02x}");
    }
    escaped
}
