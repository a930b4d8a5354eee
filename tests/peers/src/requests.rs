//! What a page of `https://app.example.com` sends, and what it gets.

use actix_web::{
    Error, HttpResponse,
    body::MessageBody,
    dev::{Service, ServiceResponse},
    http::{Method, header},
    test::TestRequest,
};

/// The page's origin, which every policy here names.
pub(crate) const ORIGIN: &str = "https://app.example.com";

/// The status, and the origin that may read the response.
pub(crate) type Answer = (u16, Option<String>);

/// A response that the page may read.
pub(crate) fn granted(status: u16) -> Answer {
    (status, Some(ORIGIN.into()))
}

/// A response that every site may read.
pub(crate) fn granted_to_all(status: u16) -> Answer {
    (status, Some("*".into()))
}

/// A response that the page may not read.
pub(crate) fn withheld(status: u16) -> Answer {
    (status, None)
}

/// A request of the page.
pub(crate) fn request(method: Method, path: &str) -> TestRequest {
    TestRequest::with_uri(path)
        .method(method)
        .insert_header((header::ORIGIN, ORIGIN))
}

/// The preflight that precedes it.
pub(crate) fn preflight(method: &Method, path: &str) -> TestRequest {
    request(Method::OPTIONS, path)
        .insert_header((header::ACCESS_CONTROL_REQUEST_METHOD, method.as_str()))
}

/// What the app sends, with errors made into responses as the server makes them.
pub(crate) async fn answer<B: MessageBody>(
    app: &impl Service<actix_http::Request, Response = ServiceResponse<B>, Error = Error>,
    request: TestRequest,
) -> Answer {
    match app.call(request.to_request()).await {
        Ok(response) => facts(response.response()),
        Err(error) => facts(&error.error_response()),
    }
}

fn facts<B>(response: &HttpResponse<B>) -> Answer {
    let origin = response
        .headers()
        .get(header::ACCESS_CONTROL_ALLOW_ORIGIN)
        .map(|origin| String::from_utf8_lossy(origin.as_bytes()).into_owned());
    (response.status().as_u16(), origin)
}
