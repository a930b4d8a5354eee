//! Makes the set in memory follow the database: a snapshot, then the changes in order, and all again after a lost
//! connection.
//!
//! No change is missed: the connection listens before it reads the snapshot, and reads the log after the version
//! that it has. A notification is only the bell for that. The log is read without a bell too, several times
//! in each second, which confirms that the set is current.

use std::{
    convert::Infallible,
    sync::Arc,
    time::{Duration, Instant},
};

use tokio::time::{sleep, timeout};

use crate::{
    database::{Connection, Database, Failure, LogTail},
    sites::{self, TENANTS},
};

/// The log is read at least this often.
const CONFIRM_EVERY: Duration = Duration::from_millis(250);
/// The database answers a short question in this time, or the connection is lost.
const PATIENCE: Duration = Duration::from_secs(2);
/// A snapshot may take longer.
const SNAPSHOT_PATIENCE: Duration = Duration::from_secs(30);
/// The pause before the next connection.
const RECONNECT_AFTER: Duration = Duration::from_millis(100);

/// Follows the database until the program ends.
pub(crate) async fn follow(database: Arc<Database>) {
    loop {
        let Err(error) = follow_connection(&database).await;
        tracing::warn!(
            ?error,
            version = TENANTS.version(),
            "the connection to the database is lost; connecting again"
        );
        sleep(RECONNECT_AFTER).await;
    }
}

/// Follows the database until the connection is lost.
async fn follow_connection(database: &Database) -> Result<Infallible, Failure> {
    let mut connection = timeout(PATIENCE, database.connect()).await??;
    load_snapshot(&mut connection).await?;
    loop {
        catch_up(&mut connection).await?;
        // After the pause, the bell does not matter.
        let _ = timeout(CONFIRM_EVERY, connection.bell()).await;
    }
}

async fn load_snapshot(connection: &mut Connection) -> Result<(), Failure> {
    let asked = Instant::now();
    let snapshot = timeout(SNAPSHOT_PATIENCE, connection.snapshot()).await??;
    sites::load(&snapshot, asked);
    tracing::info!(version = snapshot.version, "the snapshot is loaded");
    Ok(())
}

/// Makes the changes that the set misses, or confirms that it misses none.
async fn catch_up(connection: &mut Connection) -> Result<(), Failure> {
    let version = TENANTS.version();
    let asked = Instant::now();
    let tail = timeout(PATIENCE, connection.log_after(version)).await??;
    if tail.version == version {
        TENANTS.confirm_as_of(version, asked);
    } else if leads_on(version, &tail) {
        sites::apply(&tail.changes, asked);
    } else {
        tracing::warn!(
            version,
            database = tail.version,
            "the log has a gap; loading a snapshot"
        );
        load_snapshot(connection).await?;
    }
    Ok(())
}

/// Whether the changes lead from this version to that of the database, one by one. They do not if the log was
/// cut meanwhile, or if the database is an older one, restored from a backup.
fn leads_on(version: u64, tail: &LogTail) -> bool {
    let versions = tail.changes.iter().map(|logged| logged.version);
    tail.version > version && versions.eq(version + 1..=tail.version)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::change::{Change, LoggedChange};

    #[test]
    fn only_a_log_without_a_gap_leads_on() {
        let tail = |version, changes: &[u64]| LogTail {
            version,
            changes: changes
                .iter()
                .map(|version| LoggedChange {
                    version: *version,
                    change: Change { parts: Vec::new() },
                })
                .collect(),
        };
        assert!(leads_on(7, &tail(9, &[8, 9])));
        assert!(!leads_on(7, &tail(9, &[9])));
        assert!(!leads_on(7, &tail(9, &[8])));
        assert!(!leads_on(7, &tail(9, &[])));
        assert!(!leads_on(7, &tail(3, &[])));
    }
}
