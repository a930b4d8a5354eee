//! Pages that call actix-web apps: in memory (`init_service`), or over a socket. Behind the feature `actix`.

mod in_memory;
mod route_check;
mod sample;
mod socket;

pub use in_memory::InMemory;
pub use route_check::{Finding, RouteCheck, RouteReport};
pub use socket::Socket;

use std::borrow::Borrow;

use crate::{
    dialogue::Dialogue,
    fetch::Fetch,
    http_request::{HttpRequest, Response},
    page::Page,
};

/// What a page can call: a service that `actix_web::test::init_service` gives, or the address of a running server.
///
/// Whatever the URL is, the request goes there, with the URL's host in `Host`: one app can stand for several sites.
/// `Kind` distinguishes the two and is always inferred.
#[expect(
    async_fn_in_trait,
    reason = "actix-web's services stay on their thread"
)]
pub trait Server<Kind> {
    /// The response, or `None` if there is none.
    async fn answer(&self, request: &HttpRequest) -> Option<Response>;
}

impl Page {
    /// Sends a fetch to `server`, and returns everything that happened.
    ///
    /// ```
    /// use actix_web::{App, HttpResponse, Responder, put, test::init_service};
    /// use cors_browser::{Fetch, Page, Reason};
    /// use cors_runtime::cors;
    ///
    /// #[cors(origins = ["https://app.example.com"])]
    /// #[put("/users/{id}")]
    /// async fn put_user() -> impl Responder {
    ///     HttpResponse::NoContent()
    /// }
    ///
    /// # #[actix_web::main]
    /// # async fn main() {
    /// let app = init_service(App::new().service(put_user)).await;
    /// let put = Fetch::new("https://api.example.com/users/7").method("PUT");
    ///
    /// Page::on("https://app.example.com").fetch(&app, &put).await.assert_readable();
    /// Page::on("https://evil.example").fetch(&app, &put).await.assert_blocked(Reason::PreflightAcaoMissing);
    /// # }
    /// ```
    ///
    /// A running server is called by its address, such as `actix_test::start(..).addr()`.
    pub async fn fetch<Kind>(
        &mut self,
        server: impl Server<Kind>,
        fetch: impl Borrow<Fetch>,
    ) -> Dialogue {
        let mut exchange = self.start(fetch.borrow());
        while let Some(request) = exchange.request() {
            match server.answer(request).await {
                Some(response) => exchange.receive(response),
                None => exchange.fail(),
            }
        }
        exchange.finish()
    }
}
