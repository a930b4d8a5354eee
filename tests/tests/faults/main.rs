//! What goes wrong around a server: sources that hang, fail, panic or are flooded, sets that are replaced under load,
//! workers that die, clients that are slow, go away or send floods, and other versions of HTTP. The server stays up,
//! nothing is granted that the policy does not grant, and the memory is flat.

// Handlers and sources have to be `async`, whether they wait for something or not.
// What was counted is printed.
#![allow(clippy::unwrap_used, clippy::unused_async, clippy::print_stdout)]

use cors_tests::support;

mod clock;
mod connections;
mod grants;
mod http_1;
mod http_2;
mod memory;
mod replacing;
mod sources;
mod workers;
