//! Every annotated route of the program, without starting it: for reports, and for a test that fails when
//! a change widens a policy. The words are `cors-rules`'s, as in the handlers' documentation.

use std::{fmt, vec};

use cors_rules::{PolicyFacts, code, route_line};
use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use crate::{facts_json, policy::Route};

// The linker collects them for `routes`, so nothing has to be registered.
inventory::collect!(&'static Route);

/// Every annotated route that is linked into the program, sorted by path, method, and handler.
///
/// Paths are those of the handlers, prefixes of actix-web's `#[scope]` modules included; where the app
/// mounts a handler (`web::scope`) is decided when it starts, and not part of it. Handlers that no app registers
/// are listed too. [`policies`](crate::policies()) has what only layers use.
///
/// A test with a stored copy of the text shows reviewers when a change widens a policy:
///
/// ```
/// use actix_web::{HttpResponse, Responder, put};
/// use cors_runtime::{cors, routes};
///
/// #[cors(origins = ["https://app.example.com"], allow_headers = ["content-type"], credentials)]
/// #[put("/users/{id}")]
/// async fn put_user() -> impl Responder {
///     HttpResponse::NoContent()
/// }
///
/// let report = routes().to_string();
/// assert!(report.contains("
///   origin: https://app.example.com
///   method: PUT
///   request header: content-type
///   credentials: allowed
///   max-age: not sent
/// "));
/// ```
///
/// With a crate for snapshots the test is one line, `expect_file!["policies.txt"].assert_eq(&report)`; the
/// quickstart example has it. If a change adds a pattern to the origins, the test fails until the stored
/// copy has it too, and there a reviewer sees
///
/// ```text
///  PUT /users/{id}
///    handler: cors_quickstart::put_user
/// +  origin: https://*.example.com
///    origin: https://app.example.com
///    method: PUT
/// ```
#[must_use]
#[inline]
pub fn routes() -> Routes {
    let mut routes: Vec<_> = inventory::iter::<&'static Route>
        .into_iter()
        .map(|route| AnnotatedRoute::new(route))
        .collect();
    routes.sort_by_key(|route| (route.path(), route.methods(), route.handler()));
    Routes(routes.into_iter())
}

/// The result of [`routes`]: an iterator, and a report of all routes that are left in it.
///
/// As text (`Display`) each fact is on a line of its own, so that a diff explains itself. It is a list when
/// serialised.
#[derive(Debug, Clone)]
pub struct Routes(vec::IntoIter<AnnotatedRoute>);

impl Routes {
    /// A table of the routes in Markdown.
    ///
    /// ```
    /// # use actix_web::{Responder, get};
    /// #[cors_runtime::cors(origins = "*")]
    /// #[get("/health")]
    /// async fn health() -> impl Responder {
    ///     "ok"
    /// }
    ///
    /// let table = cors_runtime::routes().to_markdown();
    /// assert!(table.starts_with("| Route | Handler | Origins |"));
    /// assert!(table.contains("\n| `GET /health` | "));
    /// ```
    #[must_use]
    #[inline]
    pub fn to_markdown(&self) -> String {
        let rows: Vec<_> = self.0.as_slice().iter().map(table_row).collect();
        let titles = rows.first().map(|cells| cells.iter().map(|cell| cell.0));
        let titles: Vec<_> = titles.into_iter().flatten().collect();
        let line = |cells: &[&str]| format!("| {} |\n", cells.join(" | "));

        let mut table = line(&titles);
        table.push_str(&line(&vec![":---"; titles.len()]));
        for row in &rows {
            let cells: Vec<_> = row.iter().map(|(_, cell)| cell.as_str()).collect();
            table.push_str(&line(&cells));
        }
        table
    }

    /// The routes as a list of JSON objects, whose keys are the arguments of `#[cors]`.
    ///
    /// ```
    /// # use actix_web::{Responder, get};
    /// #[cors_runtime::cors(origins = "*", max_age = 600)]
    /// #[get("/health")]
    /// async fn health() -> impl Responder {
    ///     "ok"
    /// }
    ///
    /// let json = cors_runtime::routes().to_json();
    /// assert!(json.contains(r#""path": "/health""#));
    /// assert!(json.contains(r#""max_age": 600"#));
    /// ```
    #[must_use]
    #[inline]
    pub fn to_json(&self) -> String {
        let routes: Value = self
            .0
            .as_slice()
            .iter()
            .map(AnnotatedRoute::value)
            .collect();
        format!("{routes:#}")
    }
}

impl Iterator for Routes {
    type Item = AnnotatedRoute;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        self.0.next()
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl ExactSizeIterator for Routes {}

impl fmt::Display for Routes {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, route) in self.0.as_slice().iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{route}")?;
        }
        Ok(())
    }
}

impl Serialize for Routes {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.as_slice().serialize(serializer)
    }
}

/// One route of a handler, and its policy there.
///
/// ```
/// # use actix_web::{Responder, get};
/// #[cors_runtime::cors(origins = "*")]
/// #[get("/health")]
/// async fn health() -> impl Responder {
///     "ok"
/// }
///
/// let route = cors_runtime::routes().find(|route| route.path() == "/health").unwrap();
/// assert!(route.handler().ends_with("::health"));
/// assert_eq!(route.methods(), ["GET"]);
/// assert!(!route.policy().credentials);
/// ```
#[derive(Debug, Clone)]
pub struct AnnotatedRoute {
    route: &'static Route,
    policy: PolicyFacts,
}

impl AnnotatedRoute {
    #[inline]
    pub(crate) fn new(route: &'static Route) -> Self {
        let policy = route.policy.facts(route.open);
        Self { route, policy }
    }

    /// The path of the handler's function, beginning with its crate.
    #[must_use]
    #[inline]
    pub fn handler(&self) -> &'static str {
        self.route.handler
    }

    /// The pattern of the route's path, with its leading slash.
    #[must_use]
    #[inline]
    pub fn path(&self) -> &'static str {
        self.route.path
    }

    /// The methods that the handler serves under the path. The policy may open fewer of them.
    #[must_use]
    #[inline]
    pub fn methods(&self) -> &'static [&'static str] {
        self.route.serves
    }

    /// What the policy says.
    #[must_use]
    #[inline]
    pub fn policy(&self) -> &PolicyFacts {
        &self.policy
    }

    #[inline]
    fn line(&self) -> String {
        route_line(self.methods(), self.path())
    }

    #[inline]
    fn value(&self) -> Value {
        let mut value = facts_json::value(self.policy());
        value["path"] = json!(self.path());
        value["serves"] = json!(self.methods());
        value["handler"] = json!(self.handler());
        value
    }
}

impl fmt::Display for AnnotatedRoute {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}\n  handler: {}", self.line(), self.handler())?;
        for line in self.policy.lines() {
            writeln!(f, "  {line}")?;
        }
        Ok(())
    }
}

impl Serialize for AnnotatedRoute {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value().serialize(serializer)
    }
}

/// Titles and cells of the route's row.
#[inline]
fn table_row(route: &AnnotatedRoute) -> Vec<(&'static str, String)> {
    let mut cells = vec![
        ("Route", code(&route.line())),
        ("Handler", code(route.handler())),
    ];
    let facts = route.policy.rows().into_iter();
    cells.extend(facts.map(|row| (row.label, row.cell)));
    cells
}
