//! actix-files: a directory that every site may read.

use actix_files::Files;
use actix_web::{App, web};

cors_runtime::policy! {
    /// Every site may read.
    static PUBLIC = { origins = "*", methods = [GET] };
}

mod tests {
    use actix_web::{http::Method, test::init_service};

    use super::*;
    use crate::requests::{answer, granted_to_all, preflight, request};

    #[actix_web::test]
    async fn static_files_have_the_policy_of_their_layer() {
        let app = App::new().service(
            web::scope("/sources")
                .wrap(PUBLIC.layer())
                .service(Files::new("/", "src")),
        );
        let app = init_service(app).await;

        assert_eq!(
            answer(&app, request(Method::GET, "/sources/lib.rs")).await,
            granted_to_all(200)
        );
        assert_eq!(
            answer(&app, request(Method::GET, "/sources/missing.rs")).await,
            granted_to_all(404)
        );
        assert_eq!(
            answer(&app, preflight(&Method::GET, "/sources/lib.rs")).await,
            granted_to_all(204)
        );
    }
}
