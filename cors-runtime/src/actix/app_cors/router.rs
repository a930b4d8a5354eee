//! The app's router, as far as it can be seen from outside: the one place that relies on how actix-web 4
//! builds and shows it.
//!
//! actix-web routes requests behind all middleware, and shows what it has only in parts: handlers that are
//! annotated register themselves ([`registered`]), all other entries are read from the text of its resource
//! map ([`resource_tree`], [`debug_text`]), and [`recognize`] puts both together. [`lookup`] answers which handler
//! the actual request would reach; paths are matched ([`path_pattern`], [`path_index`]) as the router does.
//!
//! What would replace this: an iterator over `actix_web::dev::ResourceMap` that shows the guards of scopes and
//! resources, or actix-web's introspection (`experimental-introspection` today), once it is stable.

#[cfg(test)]
mod any_patterns;
mod debug_text;
mod entries;
mod in_front;
#[cfg(test)]
mod listed_router;
mod lookup;
mod mounted;
mod path_index;
mod path_pattern;
#[cfg(test)]
mod real_router;
mod recognize;
mod registered;
mod registered_route;
mod resource_tree;

pub(in crate::actix) use self::{
    lookup::{Instead, RouteMatch, RouteQuery, Router},
    mounted::MountedEntry,
    registered::{AppRoutes, RouterUser},
    registered_route::RegisteredRoute,
};
