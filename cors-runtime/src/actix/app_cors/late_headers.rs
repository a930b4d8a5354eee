//! A handler's CORS headers on responses that never reached it: those of a middleware in front.

use std::rc::Rc;

use actix_web::{
    Error,
    dev::{RequestHead, ServiceRequest, ServiceResponse, Url},
    http::{
        Method, StatusCode, Uri,
        header::{self, HeaderMap, HeaderValue},
        uri::PathAndQuery,
    },
};

use super::routing::{Asked, Reach, Routing};
use crate::actix::{
    resolved_policy::{AllowOrigin, OriginCheck, ResolvedPolicy},
    response::says_origin,
};

/// A cross-origin request on its way through the app.
pub(super) enum Watch {
    /// Which handler it would reach is asked only if it does not.
    Later {
        routing: Rc<Routing>,
        /// What an error does not bring back.
        request: Remembered,
    },
    /// It was asked while the request was there.
    Known(Headers),
}

/// What is left of a request: no more than it takes, as nearly every request is remembered for nothing.
pub(super) struct Remembered {
    path: Option<PathAndQuery>,
    method: Method,
    origin: Option<HeaderValue>,
}

/// The headers that a response gets.
pub(super) struct Headers {
    pub(super) policy: Rc<ResolvedPolicy>,
    pub(super) grant: AllowOrigin,
}

impl Watch {
    pub(super) fn later(
        routing: &Rc<Routing>,
        request: &ServiceRequest,
        origin: Option<HeaderValue>,
    ) -> Self {
        Self::Later {
            routing: Rc::clone(routing),
            request: Remembered {
                path: request.uri().path_and_query().cloned(),
                method: request.method().clone(),
                origin,
            },
        }
    }

    /// Adds the headers of the handler, if the response does not come from it.
    pub(super) fn finish<B>(self, response: &mut Result<ServiceResponse<B>, Error>) {
        match response {
            Ok(response) => {
                if !comes_from_handler(response)
                    && may_get_headers(response.status())
                    && let Some(headers) = self.headers_of(response)
                {
                    headers.write(response.headers_mut());
                }
            }
            Err(error) => {
                // An error travels on as an error, and becomes a response further out.
                if let Some(headers) = self.headers() {
                    error.add_response_mapper(move |mut response| {
                        if may_get_headers(response.status()) {
                            headers.write(response.headers_mut());
                        }
                        response
                    });
                }
            }
        }
    }

    /// Those for the response, by its request as it is now.
    fn headers_of<B>(self, response: &ServiceResponse<B>) -> Option<Headers> {
        match self {
            Self::Known(headers) => Some(headers),
            Self::Later { routing, .. } => {
                let request = response.request();
                Headers::of(&routing, request.match_info().as_str(), request.head())
            }
        }
    }

    /// Those for an error, whose request is gone.
    fn headers(self) -> Option<Headers> {
        match self {
            Self::Known(headers) => Some(headers),
            Self::Later { routing, request } => {
                let url = Url::new(Uri::from(request.path?));
                let mut head = RequestHead::default();
                head.method = request.method;
                if let Some(origin) = request.origin {
                    head.headers.insert(header::ORIGIN, origin);
                }
                // A request for `http://api.example.com` has no path of its own.
                let path = match url.path() {
                    "" => "/",
                    path => path,
                };
                Headers::of(&routing, path, &head)
            }
        }
    }
}

impl Headers {
    fn of(routing: &Routing, path: &str, head: &RequestHead) -> Option<Self> {
        let method = head.method.as_str();
        let asked = Asked {
            path,
            method,
            request: None,
        };
        let Reach::Handler(route) = routing.reach(asked) else {
            return None;
        };
        let policy = Rc::clone(&route.policy);
        let OriginCheck::Done(grant) = policy.cors_check(method, head) else {
            return None;
        };
        Some(Self { policy, grant })
    }

    fn write(&self, headers: &mut HeaderMap) {
        self.policy.add_headers(self.grant.clone(), headers);
    }
}

/// Whether a handler's own layer wrote on the response: it leaves traces, and its request went all the way
/// through the router. Without both, the headers are written, which changes nothing if they were there.
fn comes_from_handler<B>(response: &ServiceResponse<B>) -> bool {
    let headers = response.headers();
    response.request().match_info().unprocessed().is_empty()
        && (headers.contains_key(header::ACCESS_CONTROL_ALLOW_ORIGIN) || says_origin(headers))
}

/// These say that there is no such handler, and may come from the router.
fn may_get_headers(status: StatusCode) -> bool {
    status != StatusCode::NOT_FOUND && status != StatusCode::METHOD_NOT_ALLOWED
}
