//! Checks a deployed server against the policies that its program declares: each route is asked as an allowed page, as
//! a stranger, and as pages whose origins are nearly allowed.

mod declared;
mod drift;
mod expectation;
mod pages;
mod report;
mod run;

pub(crate) use drift::Drift;
pub(crate) use report::{Finding, Report};
pub(crate) use run::run;
