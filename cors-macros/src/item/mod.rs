//! The item below `#[cors]`: the handler, its route attributes, and whether the attribute is in the right place.

mod built_in;
mod cfg_attr;
mod cors_attribute;
mod entry;
mod example_path;
mod framework;
mod handler;
mod kind;
mod named_policy;
mod other_macros;
mod placement;
mod route;
mod source_above;
#[cfg(test)]
mod tests;

pub(crate) use self::{
    built_in::is_built_in,
    cfg_attr::{conditional, with_conditional},
    cors_attribute::{arguments_of, has_cors, is_cors, pass_on_to, with_module_arguments},
    entry::RouteEntry,
    example_path::example_path,
    handler::Handler,
    kind::{Kind, METHOD_MACROS},
    named_policy::NamedPolicy,
    other_macros::behind_other_macros,
    placement::{AnnotatedHandler, not_a_function, refuse_layers},
    route::Route,
};
