//! SQLite, in memory, for one server. Nothing waits for a disk, so nothing blocks a worker for long.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::{Row, params};
use tokio::sync::Notify;

use super::{Failure, LOGGED_CHANGES, LogTail, Snapshot, number};
use crate::change::{Change, LoggedChange};

/// The database; clones are the same one.
#[derive(Debug, Clone)]
pub(crate) struct Database {
    connection: Arc<Mutex<rusqlite::Connection>>,
    bell: Arc<Notify>,
}

impl Database {
    pub(crate) fn in_memory() -> Result<Self, Failure> {
        let connection = rusqlite::Connection::open_in_memory()?;
        connection.execute_batch(include_str!("sqlite.sql"))?;
        Ok(Self {
            connection: Arc::new(Mutex::new(connection)),
            bell: Arc::default(),
        })
    }

    pub(crate) fn change(&self, change: &Change) -> Result<u64, Failure> {
        let mut connection = self.connection();
        let transaction = connection.transaction()?;
        let next = "UPDATE fleet_version SET version = version + 1 RETURNING version";
        let version = transaction.query_row(next, [], |row| row.get(0))?;
        for part in &change.parts {
            for origin in &part.remove {
                let delete = "DELETE FROM fleet_sites WHERE tenant = ?1 AND origin = ?2";
                transaction.execute(delete, params![part.tenant, origin])?;
            }
        }
        for part in &change.parts {
            for origin in &part.add {
                let insert = "INSERT OR IGNORE INTO fleet_sites (tenant, origin) VALUES (?1, ?2)";
                transaction.execute(insert, params![part.tenant, origin])?;
            }
        }
        log(&transaction, version, change)?;
        transaction.commit()?;
        self.bell.notify_one();
        Ok(u64::try_from(version)?)
    }

    pub(crate) fn snapshot(&self) -> Result<Snapshot, Failure> {
        let connection = self.connection();
        let version = version(&connection)?;
        let select = "SELECT tenant, origin FROM fleet_sites ORDER BY tenant, origin";
        let mut statement = connection.prepare(select)?;
        let mut rows = statement.query([])?;
        let mut sites: Vec<(String, Vec<String>)> = Vec::new();
        while let Some(row) = rows.next()? {
            let tenant: String = row.get(0)?;
            match sites.last_mut() {
                Some((last, origins)) if *last == tenant => origins.push(row.get(1)?),
                _ => sites.push((tenant, vec![row.get(1)?])),
            }
        }
        Ok(Snapshot { version, sites })
    }

    pub(crate) fn log_after(&self, after: u64) -> Result<LogTail, Failure> {
        let connection = self.connection();
        let version = version(&connection)?;
        let select =
            "SELECT version, change FROM fleet_changes WHERE version > ?1 ORDER BY version";
        let mut statement = connection.prepare_cached(select)?;
        let mut rows = statement.query([number(after)?])?;
        let mut changes = Vec::new();
        while let Some(row) = rows.next()? {
            changes.push(logged_change(row)?);
        }
        Ok(LogTail { version, changes })
    }

    pub(crate) async fn bell(&self) {
        self.bell.notified().await;
    }

    /// A statement that panicked left nothing half done: the database rolls it back.
    fn connection(&self) -> MutexGuard<'_, rusqlite::Connection> {
        self.connection
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

fn log(connection: &rusqlite::Connection, version: i64, change: &Change) -> Result<(), Failure> {
    let text = serde_json::to_string(change)?;
    let insert = "INSERT INTO fleet_changes (version, change) VALUES (?1, ?2)";
    connection.execute(insert, params![version, text])?;
    let cut = "DELETE FROM fleet_changes WHERE version <= ?1";
    connection.execute(cut, [version - LOGGED_CHANGES])?;
    Ok(())
}

fn version(connection: &rusqlite::Connection) -> Result<u64, Failure> {
    let select = "SELECT version FROM fleet_version";
    let version: i64 = connection.query_row(select, [], |row| row.get(0))?;
    Ok(u64::try_from(version)?)
}

fn logged_change(row: &Row<'_>) -> Result<LoggedChange, Failure> {
    let text: String = row.get(1)?;
    Ok(LoggedChange {
        version: u64::try_from(row.get::<_, i64>(0)?)?,
        change: serde_json::from_str(&text)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(text: &str) -> Result<Change, serde_json::Error> {
        serde_json::from_str(text)
    }

    #[test]
    fn a_change_is_in_the_snapshot_and_in_the_log() -> Result<(), Failure> {
        let database = Database::in_memory()?;
        let added =
            change(r#"[{"tenant": "a", "add": ["https://a.example", "https://b.example"]}]"#)?;
        let moved = change(
            r#"[{"tenant": "b", "add": ["https://a.example"]}, {"tenant": "a", "remove": ["https://a.example"]}]"#,
        )?;
        assert_eq!(database.change(&added)?, 1);
        assert_eq!(database.change(&moved)?, 2);
        let sites = vec![
            ("a".to_string(), vec!["https://b.example".to_string()]),
            ("b".to_string(), vec!["https://a.example".to_string()]),
        ];
        assert_eq!(database.snapshot()?, Snapshot { version: 2, sites });
        let changes = vec![LoggedChange {
            version: 2,
            change: moved,
        }];
        assert_eq!(
            database.log_after(1)?,
            LogTail {
                version: 2,
                changes
            }
        );
        Ok(())
    }

    #[test]
    fn the_log_ends_with_the_oldest_change_that_it_may_have() -> Result<(), Failure> {
        let database = Database::in_memory()?;
        for _ in 0..LOGGED_CHANGES + 5 {
            database.change(&change("[]")?)?;
        }
        let tail = database.log_after(0)?;
        assert_eq!((tail.version, tail.changes[0].version), (10_005, 6));
        Ok(())
    }
}
