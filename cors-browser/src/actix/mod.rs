//! Pages that call actix-web apps: in memory (`init_service`), or over a socket. Behind the feature `actix`.

mod fetch;
mod in_memory;
mod route_check;
mod sample;
mod server;
mod socket;

pub use in_memory::InMemory;
pub use route_check::{Finding, RouteCheck, RouteReport};
pub use server::Server;
pub use socket::Socket;
