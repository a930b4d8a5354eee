//! sqlx: a pool of connections to a SQLite database.

use actix_web::{
    App, Responder,
    error::{ErrorConflict, ErrorInternalServerError, ErrorNotFound},
    get, put, web,
};
use cors_runtime::cors;
use sqlx::SqlitePool;

#[cors(origins = ["https://app.example.com"])]
#[get("/notes/{name}")]
async fn read_note(
    pool: web::Data<SqlitePool>,
    name: web::Path<String>,
) -> actix_web::Result<impl Responder> {
    let query = sqlx::query_scalar::<_, String>("SELECT name FROM notes WHERE name = ?");
    let found = query.bind(name.as_str()).fetch_optional(pool.get_ref());
    let note = found.await.map_err(ErrorInternalServerError)?;
    note.ok_or_else(|| ErrorNotFound("no such note"))
}

#[cors(origins = ["https://app.example.com"])]
#[put("/notes/{name}")]
async fn put_note(
    pool: web::Data<SqlitePool>,
    name: web::Path<String>,
) -> actix_web::Result<impl Responder> {
    let insert = sqlx::query("INSERT INTO notes VALUES (?)").bind(name.as_str());
    let stored = insert
        .execute(pool.get_ref())
        .await
        .map_err(ErrorConflict)?;
    Ok(stored.rows_affected().to_string())
}

mod tests {
    use actix_web::{http::Method, test::init_service};
    use sqlx::sqlite::SqlitePoolOptions;

    use super::*;
    use crate::requests::{answer, granted, preflight, request};

    #[actix_web::test]
    async fn what_a_pool_answers_is_readable() {
        // Each connection to `:memory:` has a database of its own.
        let options = SqlitePoolOptions::new().max_connections(1);
        let pool = options.connect("sqlite::memory:").await.unwrap();
        let create = sqlx::query("CREATE TABLE notes (name TEXT PRIMARY KEY)");
        create.execute(&pool).await.unwrap();
        let app = App::new()
            .app_data(web::Data::new(pool.clone()))
            .service((read_note, put_note));
        let app = init_service(app).await;

        let note = "/notes/tea";
        let get = || request(Method::GET, note);
        let put = || request(Method::PUT, note);
        assert_eq!(answer(&app, get()).await, granted(404));
        assert_eq!(answer(&app, put()).await, granted(200));
        assert_eq!(answer(&app, put()).await, granted(409));
        assert_eq!(answer(&app, get()).await, granted(200));
        assert_eq!(
            answer(&app, preflight(&Method::PUT, note)).await,
            granted(204)
        );
        assert_eq!(
            answer(&app, preflight(&Method::GET, note)).await,
            granted(204)
        );
        pool.close().await;
        assert_eq!(answer(&app, get()).await, granted(500));
    }
}
