//! Which sites may call the API of which tenant, in `SQLite`.

use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, Result, params};

/// The sites of all tenants. Every call may wait for the disk: make it where that is allowed.
#[derive(Debug)]
pub(crate) struct Database {
    connection: Mutex<Connection>,
}

impl Database {
    /// Opens the file, or `:memory:`.
    pub(crate) fn open(file: &str) -> Result<Self> {
        let connection = Connection::open(file)?;
        connection.execute_batch(
            "CREATE TABLE IF NOT EXISTS origins (
                tenant TEXT NOT NULL,
                origin TEXT NOT NULL,
                PRIMARY KEY (tenant, origin)
            ) STRICT, WITHOUT ROWID",
        )?;
        Ok(Self {
            connection: Mutex::new(connection),
        })
    }

    pub(crate) fn add(&self, tenant: &str, origin: &str) -> Result<()> {
        let insert = "INSERT OR IGNORE INTO origins (tenant, origin) VALUES (?1, ?2)";
        self.connection().execute(insert, params![tenant, origin])?;
        Ok(())
    }

    pub(crate) fn remove(&self, tenant: &str, origin: &str) -> Result<()> {
        let delete = "DELETE FROM origins WHERE tenant = ?1 AND origin = ?2";
        self.connection().execute(delete, params![tenant, origin])?;
        Ok(())
    }

    pub(crate) fn has(&self, tenant: &str, origin: &str) -> Result<bool> {
        let select = "SELECT 1 FROM origins WHERE tenant = ?1 AND origin = ?2";
        let connection = self.connection();
        connection
            .prepare_cached(select)?
            .exists(params![tenant, origin])
    }

    /// A statement that panicked left nothing half done: the database sees to that.
    fn connection(&self) -> MutexGuard<'_, Connection> {
        self.connection
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_tenant_has_its_own_sites() -> Result<()> {
        let database = Database::open(":memory:")?;
        database.add("a", "https://a.example")?;
        database.add("a", "https://a.example")?;
        assert!(database.has("a", "https://a.example")?);
        assert!(!database.has("b", "https://a.example")?);
        database.remove("a", "https://a.example")?;
        assert!(!database.has("a", "https://a.example")?);
        Ok(())
    }
}
