//! An app with all endpoints, ready to be asked.

use actix_web::{
    App, Error, HttpResponse,
    body::MessageBody,
    dev::{Service as _, ServiceFactory, ServiceRequest, ServiceResponse},
    test::{TestRequest, init_service},
};
use cors_browser::Response;
use cors_runtime::AppCors;
use futures_util::future::LocalBoxFuture;

use crate::handlers::{AROUND, layered, prefixed, services};

/// Takes a request to its response.
pub(crate) type Ask = Box<dyn Fn(TestRequest) -> LocalBoxFuture<'static, Response>>;

/// The app, with `AppCors` around it or without.
pub(crate) async fn app(has_app_cors: bool) -> Ask {
    let app = App::new().configure(services);
    if has_app_cors {
        started(
            app.configure(prefixed)
                .wrap(AppCors::new().prefix("/prefix", &AROUND)),
        )
        .await
    } else {
        started(app.configure(layered)).await
    }
}

async fn started<T, B>(app: App<T>) -> Ask
where
    T: ServiceFactory<
            ServiceRequest,
            Config = (),
            Response = ServiceResponse<B>,
            Error = Error,
            InitError = (),
        > + 'static,
    T::Future: 'static,
    B: MessageBody + 'static,
{
    let app = init_service(app).await;
    Box::new(move |message| {
        let answer = app.call(message.to_request());
        Box::pin(async move {
            match answer.await {
                Ok(answer) => response(answer.response()),
                Err(error) => response(&error.error_response()),
            }
        })
    })
}

/// What the browser sees of a response.
fn response<B>(response: &HttpResponse<B>) -> Response {
    let headers = response.headers().iter();
    Response::new(
        response.status().as_u16(),
        headers.map(|(name, value)| (name.as_str(), value.as_bytes())),
    )
}
