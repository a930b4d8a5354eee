//! The database that all servers share: PostgreSQL, or SQLite inside the program.
//!
//! Both have three tables: the sites, the log of changes, and one row with the version. A change writes
//! all three in one transaction, which begins with that row; so changes are made one after another, and versions
//! are in the order of the changes and have no gap.

mod postgres;
mod sqlite;

use std::{error::Error, time::Duration};

use crate::change::{Change, LoggedChange};

/// Why a database does not do what it should.
pub(crate) type Failure = Box<dyn Error + Send + Sync>;

/// All sites at one time.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Snapshot {
    pub(crate) version: u64,
    /// By tenant.
    pub(crate) sites: Vec<(String, Vec<String>)>,
}

/// The end of the log at one time.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct LogTail {
    /// The version of the database.
    pub(crate) version: u64,
    /// Those after the version that was asked for, in order, as far as the log goes back.
    pub(crate) changes: Vec<LoggedChange>,
}

/// How long a change may take. Later, it is not made.
pub(crate) const PATIENCE: Duration = Duration::from_secs(2);
/// How many changes the log has. A server that misses more loads a snapshot.
const LOGGED_CHANGES: i64 = 10_000;

/// A database, whether it can be reached or not.
#[derive(Debug)]
pub(crate) enum Database {
    Postgres(Box<postgres::Database>),
    Sqlite(sqlite::Database),
}

/// A connection that follows the database. It notices each change that is made after it was opened.
#[derive(Debug)]
pub(crate) enum Connection {
    Postgres(postgres::Connection),
    Sqlite(sqlite::Database),
}

impl Database {
    /// The database at the URL, or one in memory.
    pub(crate) fn new(url: Option<&str>) -> Result<Self, Failure> {
        Ok(match url {
            Some(url) => Self::Postgres(Box::new(postgres::Database::new(url)?)),
            None => Self::Sqlite(sqlite::Database::in_memory()?),
        })
    }

    /// Makes a change, and returns its version.
    pub(crate) async fn change(&self, change: &Change) -> Result<u64, Failure> {
        match self {
            Self::Postgres(database) => database.change(change).await,
            Self::Sqlite(database) => database.change(change),
        }
    }

    pub(crate) async fn connect(&self) -> Result<Connection, Failure> {
        Ok(match self {
            Self::Postgres(database) => Connection::Postgres(database.connect().await?),
            Self::Sqlite(database) => Connection::Sqlite(database.clone()),
        })
    }
}

impl Connection {
    pub(crate) async fn snapshot(&mut self) -> Result<Snapshot, Failure> {
        match self {
            Self::Postgres(connection) => connection.snapshot().await,
            Self::Sqlite(database) => database.snapshot(),
        }
    }

    /// What the log has after this version.
    pub(crate) async fn log_after(&mut self, version: u64) -> Result<LogTail, Failure> {
        match self {
            Self::Postgres(connection) => connection.log_after(version).await,
            Self::Sqlite(database) => database.log_after(version),
        }
    }

    /// Waits until there may be a change, or the connection is lost.
    pub(crate) async fn bell(&mut self) {
        match self {
            Self::Postgres(connection) => connection.bell().await,
            Self::Sqlite(database) => database.bell().await,
        }
    }
}

fn number(version: u64) -> Result<i64, Failure> {
    Ok(i64::try_from(version)?)
}
