//! Three servers, each with a network of its own to one database.

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::{postgres::Postgres, proxy::Proxy, server::Server};

/// A fleet. There is one at a time, so that one test does not slow another one down.
pub(crate) struct Fleet {
    // In the order in which they end.
    pub(crate) servers: Vec<Server>,
    pub(crate) networks: Vec<Proxy>,
    pub(crate) database: Postgres,
    _alone: MutexGuard<'static, ()>,
}

pub(crate) const SERVERS: usize = 3;

impl Fleet {
    /// Three servers that are ready.
    pub(crate) fn start() -> Self {
        let mut fleet = Self::without_servers();
        fleet.servers = fleet
            .networks
            .iter()
            .map(|network| Server::start(&network.url()))
            .collect();
        for server in &fleet.servers {
            server.wait_until_ready(0);
        }
        fleet
    }

    pub(crate) fn without_servers() -> Self {
        static ONE: Mutex<()> = Mutex::new(());
        let alone = ONE.lock().unwrap_or_else(PoisonError::into_inner);
        let database = Postgres::start();
        let networks = (0..SERVERS)
            .map(|_| Proxy::to(&database.socket()))
            .collect();
        Self {
            servers: Vec::new(),
            networks,
            database,
            _alone: alone,
        }
    }
}

/// A change of one tenant.
pub(crate) fn change_of(tenant: &str, what: &str, origin: &str) -> String {
    format!(r#"[{{"tenant": "{tenant}", "{what}": ["{origin}"]}}]"#)
}
