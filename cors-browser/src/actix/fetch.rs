//! `Page::fetch`: a whole fetch to a server of a test.

use std::borrow::Borrow;

use super::server::Server;
use crate::{dialogue::Dialogue, fetch::Fetch, page::Page};

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
