//! PostgreSQL, for any number of servers. A real service would encrypt the connections, by the crate
//! `tokio-postgres-rustls`, and make the tables in a migration.

use std::{future::poll_fn, sync::Arc, time::SystemTime};

use tokio::{
    sync::{Mutex, Notify},
    task::JoinHandle,
};
use tokio_postgres::{AsyncMessage, Client, Config, NoTls, Row, types::Type};

use super::{Failure, LOGGED_CHANGES, LogTail, PATIENCE, Snapshot, number};
use crate::change::{Change, LoggedChange};

/// A database, whether it can be reached or not.
#[derive(Debug)]
pub(crate) struct Database {
    config: Config,
    /// Changes of this server are made one after another, which the database would do too.
    writer: Mutex<Option<Connection>>,
}

/// A connection of either kind.
#[derive(Debug)]
pub(crate) struct Connection {
    client: Client,
    bell: Arc<Notify>,
    /// Reads and writes the socket.
    driver: JoinHandle<()>,
}

impl Database {
    pub(crate) fn new(url: &str) -> Result<Self, Failure> {
        Ok(Self {
            config: url.parse()?,
            writer: Mutex::new(None),
        })
    }

    pub(crate) async fn change(&self, change: &Change) -> Result<u64, Failure> {
        let mut writer = self.writer.lock().await;
        // Put back when the answer is here: after a timeout, the connection may be frozen, and the next change has
        // a new one.
        let connection = match writer.take() {
            Some(connection) if !connection.client.is_closed() => connection,
            _ => Connection::open(&self.config).await?,
        };
        let version = connection.change(change).await?;
        *writer = Some(connection);
        Ok(version)
    }

    /// A connection that follows the database, which has its tables then.
    pub(crate) async fn connect(&self) -> Result<Connection, Failure> {
        let connection = Connection::open(&self.config).await?;
        let schema = include_str!("postgres.sql");
        connection.client.batch_execute(schema).await?;
        connection.client.batch_execute("LISTEN fleet").await?;
        Ok(connection)
    }
}

impl Connection {
    async fn open(config: &Config) -> Result<Self, Failure> {
        let (client, mut socket) = config.connect(NoTls).await?;
        let bell = Arc::new(Notify::new());
        let rings = Arc::clone(&bell);
        let driver = tokio::spawn(async move {
            while let Some(Ok(message)) = poll_fn(|context| socket.poll_message(context)).await {
                if let AsyncMessage::Notification(_) = message {
                    rings.notify_one();
                }
            }
            // The next question finds out that the connection is lost.
            rings.notify_one();
        });
        Ok(Self {
            client,
            bell,
            driver,
        })
    }

    pub(crate) async fn snapshot(&self) -> Result<Snapshot, Failure> {
        // One statement sees the database at one time. The planner knows by the
        // key that the version is one row.
        let select = "SELECT fleet_version.version, tenant, array_agg(origin)
            FROM fleet_version LEFT JOIN fleet_sites ON true
            WHERE fleet_version.id = 1 GROUP BY fleet_version.version, tenant";
        let rows = self.client.query_typed(select, &[]).await?;
        let mut snapshot = Snapshot {
            version: version(rows.first())?,
            sites: Vec::with_capacity(rows.len()),
        };
        for row in rows {
            // Null where the table is empty.
            if let Some(tenant) = row.try_get(1)? {
                snapshot.sites.push((tenant, row.try_get(2)?));
            }
        }
        Ok(snapshot)
    }

    pub(crate) async fn log_after(&self, after: u64) -> Result<LogTail, Failure> {
        let select = "SELECT fleet_version.version, fleet_changes.version, change
            FROM fleet_version LEFT JOIN fleet_changes ON fleet_changes.version > $1
            WHERE fleet_version.id = 1 ORDER BY fleet_changes.version";
        let after = (&number(after)? as _, Type::INT8);
        let rows = self.client.query_typed(select, &[after]).await?;
        let changes = rows.iter().filter_map(|row| logged_change(row).transpose());
        Ok(LogTail {
            version: version(rows.first())?,
            changes: changes.collect::<Result<_, _>>()?,
        })
    }

    pub(crate) async fn bell(&self) {
        self.bell.notified().await;
    }

    async fn change(&self, change: &Change) -> Result<u64, Failure> {
        let text = serde_json::to_string(change)?;
        let deadline = self.deadline().await?;
        let parameters = [
            (&text as _, Type::TEXT),
            (&LOGGED_CHANGES as _, Type::INT8),
            (&deadline as _, Type::TIMESTAMPTZ),
        ];
        let call = "SELECT fleet_change($1::jsonb, $2, $3)";
        let rows = self.client.query_typed(call, &parameters).await?;
        version(rows.first())
    }

    /// When a change may be made at the latest, by the database's clock.
    async fn deadline(&self) -> Result<SystemTime, Failure> {
        let select = "SELECT clock_timestamp()";
        let rows = self.client.query_typed(select, &[]).await?;
        let now: SystemTime = rows
            .first()
            .ok_or("the database has no clock")?
            .try_get(0)?;
        Ok(now + PATIENCE)
    }
}

impl Drop for Connection {
    /// A connection that is frozen would wait for its end to be sent.
    fn drop(&mut self) {
        self.driver.abort();
    }
}

fn version(row: Option<&Row>) -> Result<u64, Failure> {
    let row = row.ok_or("the database has no version")?;
    Ok(u64::try_from(row.try_get::<_, i64>(0)?)?)
}

/// Nothing, if the log has nothing to report.
fn logged_change(row: &Row) -> Result<Option<LoggedChange>, Failure> {
    let Some(version) = row.try_get::<_, Option<i64>>(1)? else {
        return Ok(None);
    };
    Ok(Some(LoggedChange {
        version: u64::try_from(version)?,
        change: serde_json::from_str(row.try_get(2)?)?,
    }))
}
