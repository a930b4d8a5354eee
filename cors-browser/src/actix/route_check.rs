//! `RouteCheck`: a preflight for every route that the program annotates, to find what in front of them refuses it.

use std::{collections::HashMap, fmt};

use cors_runtime::{AnnotatedRoute, OriginFacts};

use super::{
    sample::{allowed_origin, paths},
    server::Server,
};
use crate::{
    declared::DeclaredPolicy, dialogue::Dialogue, fetch::Fetch, outcome::Outcome, page::Page,
};

/// Sends an app a preflight for each method of each annotated route, from an origin that the policy allows, and
/// lists those that are refused: by an authentication in front, by another route, because the handler is not registered.
///
/// ```
/// use actix_web::{App, Responder, get, test::init_service};
/// use cors_browser::RouteCheck;
/// use cors_runtime::cors;
///
/// #[cors(origins = ["https://app.example.com"])]
/// #[get("/reports/{year}")]
/// async fn report() -> impl Responder {
///     "report"
/// }
///
/// # #[actix_web::main]
/// # async fn main() {
/// let app = init_service(App::new().service(report)).await;
/// let routes = cors_runtime::routes().filter(|route| route.path().starts_with("/reports"));
/// RouteCheck::of(routes).run(&app).await.assert_answered();
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct RouteCheck {
    routes: Vec<AnnotatedRoute>,
    prefix: String,
    origin: Option<String>,
    paths: HashMap<String, String>,
}

impl RouteCheck {
    /// Checks these routes: all of `cors_runtime::routes()`, or those that the app registers.
    #[must_use]
    pub fn of(routes: impl IntoIterator<Item = AnnotatedRoute>) -> Self {
        let routes = routes.into_iter().collect();
        Self {
            routes,
            prefix: String::new(),
            origin: None,
            paths: HashMap::new(),
        }
    }

    /// The scope in which the app mounts the routes, such as `/api`.
    #[must_use]
    pub fn prefix(self, prefix: impl Into<String>) -> Self {
        Self {
            prefix: prefix.into(),
            ..self
        }
    }

    /// The origin of the preflights for policies whose origins are known only at run time.
    #[must_use]
    pub fn origin(self, origin: impl Into<String>) -> Self {
        Self {
            origin: Some(origin.into()),
            ..self
        }
    }

    /// A path for a pattern whose expression takes neither a number, a word, a UUID nor a date.
    #[must_use]
    pub fn path(mut self, pattern: impl Into<String>, path: impl Into<String>) -> Self {
        self.paths.insert(pattern.into(), path.into());
        self
    }

    /// Sends the preflights. No handler runs, unless the app itself routes `OPTIONS` to one.
    pub async fn run<Kind>(&self, server: impl Server<Kind>) -> RouteReport {
        let mut report = RouteReport::default();
        for route in &self.routes {
            let Some(origin) =
                allowed_origin(&route.policy().origins).or_else(|| self.origin.clone())
            else {
                report
                    .unchecked
                    .push(format!("{} {}", route.methods().join(", "), route.path()));
                continue;
            };
            for method in &route.policy().methods {
                match self.refusal(&server, route, method, &origin).await {
                    None => report.answered += 1,
                    Some(dialogue) => report.refused.push(Finding::new(route, method, dialogue)),
                }
            }
        }
        report
    }

    /// The last refused preflight, if no path of the route is answered.
    async fn refusal<Kind>(
        &self,
        server: &impl Server<Kind>,
        route: &AnnotatedRoute,
        method: &str,
        origin: &str,
    ) -> Option<Dialogue> {
        let paths = self
            .paths
            .get(route.path())
            .map_or_else(|| paths(route.path()), |path| vec![path.clone()]);
        let mut refusal = None;
        for path in paths {
            refusal =
                Some(preflight(server, &format!("{}{path}", self.prefix), method, origin).await?);
        }
        refusal
    }
}

/// What the preflight was refused with, or `None` if it allows the request.
async fn preflight<Kind>(
    server: &impl Server<Kind>,
    path: &str,
    method: &str,
    origin: &str,
) -> Option<Dialogue> {
    let mut page = Page::on(origin);
    // A listener makes every method need a preflight.
    let fetch = Fetch::xhr(format!("https://api.invalid{path}"))
        .method(method)
        .upload_listener();
    let mut exchange = page.start(&fetch);
    while let Some(request) = exchange.request() {
        if !request.is_preflight {
            return None;
        }
        match server.answer(request).await {
            Some(response) => exchange.receive(response),
            None => exchange.fail(),
        }
    }
    let dialogue = exchange.finish();
    matches!(dialogue.outcome, Outcome::Blocked(_)).then_some(dialogue)
}

/// What a [`RouteCheck`] finds. As text it is a line for each finding.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct RouteReport {
    /// How many preflights were answered so that the page may go on.
    pub answered: usize,
    /// Those that were refused.
    pub refused: Vec<Finding>,
    /// Routes whose origins are known only at run time: [`RouteCheck::origin`] names one.
    pub unchecked: Vec<String>,
}

impl From<&AnnotatedRoute> for DeclaredPolicy {
    /// The policy that the route's source declares, without origins that are known only at run time.
    fn from(route: &AnnotatedRoute) -> Self {
        let policy = route.policy();
        let origins = match &policy.origins {
            OriginFacts::Any => vec!["*".to_owned()],
            OriginFacts::Listed(listed) | OriginFacts::Environment { listed, .. } => listed.clone(),
            _ => Vec::new(),
        };
        Self {
            origins,
            methods: policy.methods.clone(),
            allow_headers: policy.allow_headers.clone(),
            credentials: policy.credentials,
        }
    }
}

/// A preflight that was refused.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Finding {
    /// The pattern of the route's path.
    pub path: &'static str,
    /// The method that was asked for.
    pub method: String,
    /// The handler's function.
    pub handler: &'static str,
    /// What was sent and answered.
    pub dialogue: Dialogue,
}

impl Finding {
    fn new(route: &AnnotatedRoute, method: &str, dialogue: Dialogue) -> Self {
        Self {
            path: route.path(),
            method: method.to_owned(),
            handler: route.handler(),
            dialogue,
        }
    }
}

impl RouteReport {
    /// Asserts that every preflight was answered, and none was left out.
    ///
    /// # Panics
    ///
    /// If one was refused or left out, with the report.
    #[track_caller]
    pub fn assert_answered(&self) {
        assert!(
            self.refused.is_empty() && self.unchecked.is_empty(),
            "{self}"
        );
    }
}

impl fmt::Display for RouteReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "preflights answered: {}", self.answered)?;
        for finding in &self.refused {
            writeln!(f, "refused: {finding}")?;
        }
        for route in &self.unchecked {
            writeln!(
                f,
                "unchecked, because its origins are known only at run time (name one with `origin`): {route}"
            )?;
        }
        Ok(())
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let status = self
            .dialogue
            .responses()
            .last()
            .map_or(0, |response| response.status);
        let reason = self
            .dialogue
            .outcome
            .reason()
            .map_or("", |reason| reason.name());
        write!(
            f,
            "{} {} ({}): status {status}, {reason}",
            self.method, self.path, self.handler
        )
    }
}
