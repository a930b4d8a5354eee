//! diesel: a table of a SQLite database.

use std::sync::Mutex;

use actix_web::{
    App, Responder,
    error::{ErrorConflict, ErrorInternalServerError},
    put, web,
};
use cors_runtime::cors;
use diesel::{Connection, RunQueryDsl, SqliteConnection, sql_query, sql_types::Text};

type Database = Mutex<SqliteConnection>;

#[cors(origins = ["https://app.example.com"])]
#[put("/names/{name}")]
async fn put_name(
    database: web::Data<Database>,
    name: web::Path<String>,
) -> actix_web::Result<impl Responder> {
    let stored = web::block(move || {
        let mut database = database
            .lock()
            .map_err(|_| diesel::result::Error::BrokenTransactionManager)?;
        let insert = sql_query("INSERT INTO names VALUES (?)");
        insert.bind::<Text, _>(&*name).execute(&mut *database)
    });
    let rows = stored
        .await
        .map_err(ErrorInternalServerError)?
        .map_err(ErrorConflict)?;
    Ok(rows.to_string())
}

mod tests {
    use actix_web::{http::Method, test::init_service};

    use super::*;
    use crate::requests::{answer, granted, preflight, request};

    #[actix_web::test]
    async fn an_error_of_the_database_is_readable() {
        let mut database = SqliteConnection::establish(":memory:").unwrap();
        sql_query("CREATE TABLE names (name TEXT PRIMARY KEY)")
            .execute(&mut database)
            .unwrap();
        let app = App::new()
            .app_data(web::Data::new(Mutex::new(database)))
            .service(put_name);
        let app = init_service(app).await;

        assert_eq!(
            answer(&app, request(Method::PUT, "/names/tea")).await,
            granted(200)
        );
        assert_eq!(
            answer(&app, request(Method::PUT, "/names/tea")).await,
            granted(409)
        );
        assert_eq!(
            answer(&app, preflight(&Method::PUT, "/names/tea")).await,
            granted(204)
        );
    }
}
