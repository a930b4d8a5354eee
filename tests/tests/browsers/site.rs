//! A server of pages, and of what they saw.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError, mpsc},
    time::{Duration, Instant},
};

use actix_web::{
    App, HttpResponse, Responder, get,
    http::header::ContentType,
    post,
    web::{self, Data},
};
use serde::Deserialize;

use crate::support::{Server, serve};

/// How long a browser may take to start and to show all pages. On two busy cores they need seconds.
const DEADLINE: Duration = Duration::from_secs(120);

/// A page that runs checks.
#[derive(Debug, Clone)]
pub(crate) struct Page {
    pub(crate) name: &'static str,
    /// Where it comes from.
    pub(crate) host: Host,
    /// Calls `check(what, url, options)` as often as it likes.
    pub(crate) script: String,
}

/// Two names of this machine: pages from each are of one origin, and of another site than the other's.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Host {
    Localhost,
    Loopback,
}

/// Something that a page did, and what came of it: status and body, or the name of an error.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Check {
    pub(crate) what: String,
    pub(crate) came: String,
}

/// What all pages saw.
#[derive(Debug, Clone, Default)]
pub(crate) struct Reports(BTreeMap<String, Vec<Check>>);

impl Reports {
    pub(crate) fn of(&self, page: &str) -> Vec<(&str, &str)> {
        self.0[page]
            .iter()
            .map(|check| (check.what.as_str(), check.came.as_str()))
            .collect()
    }
}

/// A running server of pages.
pub(crate) struct Site {
    server: Server,
    pages: usize,
    reports: mpsc::Receiver<(String, Vec<Check>)>,
}

type Sender = Mutex<mpsc::Sender<(String, Vec<Check>)>>;

impl Site {
    pub(crate) fn open(pages: Vec<Page>) -> Self {
        let (sender, reports) = mpsc::channel();
        let count = pages.len();
        let pages = Data::new(pages);
        let sender = Data::new(Mutex::new(sender));
        let server = serve!(
            App::new()
                .app_data(Data::clone(&pages))
                .app_data(Data::clone(&sender))
                .service(show_index)
                .service(show_page)
                .service(show_checks)
                .service(take_report)
        );
        Self {
            server,
            pages: count,
            reports,
        }
    }

    /// The origin of pages from `localhost`, where one page shows all others.
    pub(crate) fn origin(&self) -> String {
        format!("http://localhost:{}", self.server.address().port())
    }

    /// Waits for all pages.
    pub(crate) fn reports(&self) -> Reports {
        let end = Instant::now() + DEADLINE;
        let mut reports = Reports::default();
        while reports.0.len() < self.pages {
            let left = end.saturating_duration_since(Instant::now());
            let next = self.reports.recv_timeout(left);
            let (page, checks) = next.unwrap_or_else(|_| panic!("not more than {reports:?}"));
            reports.0.insert(page, checks);
        }
        reports
    }
}

#[get("/")]
async fn show_index(pages: Data<Vec<Page>>, request: actix_web::HttpRequest) -> impl Responder {
    let port = request.app_config().local_addr().port();
    let frame = |page: &Page| {
        let host = match page.host {
            Host::Localhost => "localhost",
            Host::Loopback => "127.0.0.1",
        };
        format!(
            "<iframe src='http://{host}:{port}/pages/{}'></iframe>",
            page.name
        )
    };
    let frames: String = pages.iter().map(frame).collect();
    HttpResponse::Ok()
        .content_type(ContentType::html())
        .body(format!("<!doctype html>{frames}"))
}

#[get("/pages/{name}")]
async fn show_page(name: web::Path<String>, pages: Data<Vec<Page>>) -> impl Responder {
    let page = pages.iter().find(|page| page.name == *name).unwrap();
    HttpResponse::Ok()
        .content_type(ContentType::html())
        .body(format!(
            "<!doctype html><script type=module>
            import {{ check, report }} from '/checks.js';
            {}
            await report('{}');
            </script>",
            page.script, page.name
        ))
}

#[get("/checks.js")]
async fn show_checks() -> impl Responder {
    HttpResponse::Ok()
        .content_type("text/javascript")
        .body(include_str!("checks.js"))
}

#[post("/reports/{page}")]
async fn take_report(
    page: web::Path<String>,
    checks: web::Json<Vec<Check>>,
    sender: Data<Sender>,
) -> impl Responder {
    let sender = sender.lock().unwrap_or_else(PoisonError::into_inner);
    sender
        .send((page.into_inner(), checks.into_inner()))
        .unwrap();
    HttpResponse::NoContent()
}
