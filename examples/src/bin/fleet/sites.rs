//! Which sites may call the API of which tenant: the whole set, in memory.

use std::{
    borrow::Cow,
    convert::Infallible,
    time::{Duration, Instant},
};

use actix_web::dev::RequestHead;
use cors_runtime::{KeyedOrigins, KeyedOriginsDraft, OriginsError};
use tokio::sync::Notify;

use crate::{
    change::{Change, LoggedChange},
    database::Snapshot,
};

/// How long the set is used while the database does not confirm that it is current.
const LONGEST_AGE: Duration = Duration::from_secs(5);

/// The set that the policy of the API names.
pub(crate) static TENANTS: KeyedOrigins = KeyedOrigins::new(tenant).fail_closed_after(LONGEST_AGE);

/// There is another version.
static CHANGED: Notify = Notify::const_new();

/// The tenant of `/api/{tenant}/…`. A preflight has the same path as the request that follows.
fn tenant(request: &RequestHead) -> Option<Cow<'_, str>> {
    request.uri.path().split('/').nth(2).map(Cow::Borrowed)
}

/// Puts the snapshot in the place of the set. The database was asked for it at the given time.
pub(crate) fn load(snapshot: &Snapshot, asked: Instant) {
    publish(snapshot.version, asked, |draft| {
        draft.clear();
        for (tenant, origins) in &snapshot.sites {
            insert(draft, tenant, origins);
        }
    });
}

/// Makes the changes, which lead from the current version to the last one of them.
pub(crate) fn apply(changes: &[LoggedChange], asked: Instant) {
    let Some(last) = changes.last() else {
        return;
    };
    publish(last.version, asked, |draft| {
        for LoggedChange { change, .. } in changes {
            remove_old(draft, change);
            for part in &change.parts {
                insert(draft, &part.tenant, &part.add);
            }
        }
    });
}

/// Validates the change by the rules for the policies that use the set.
pub(crate) fn validate(change: &Change) -> Result<(), OriginsError> {
    // An error at the end discards the draft.
    let rehearsed = TENANTS.update(|draft| {
        for part in &change.parts {
            draft.insert(&part.tenant, &part.add).map_err(Some)?;
        }
        Err::<Infallible, _>(None)
    });
    rehearsed
        .map(|never| match never {})
        .or_else(|error| error.map_or(Ok(()), Err))
}

/// Waits until this version, or a later one, is in force on this server.
pub(crate) async fn in_force(version: u64) {
    loop {
        // Registered first, so that no version is missed between the two lines.
        let changed = CHANGED.notified();
        if TENANTS.version() >= version {
            return;
        }
        changed.await;
    }
}

fn publish(version: u64, asked: Instant, change: impl FnOnce(&mut KeyedOriginsDraft<'_>)) {
    let published = TENANTS.update(|draft| {
        change(draft);
        draft.set_version(version);
        draft.set_as_of(asked);
        Ok::<_, Infallible>(())
    });
    let Ok(()) = published;
    CHANGED.notify_waiters();
}

fn remove_old(draft: &mut KeyedOriginsDraft<'_>, change: &Change) {
    for part in &change.parts {
        draft.remove(&part.tenant, &part.remove);
    }
}

/// Inserts the origins that are valid. The administrator's are; one that came into the database by another
/// way must not stop the others.
fn insert(draft: &mut KeyedOriginsDraft<'_>, tenant: &str, origins: &[String]) {
    if draft.insert(tenant, origins).is_ok() {
        return;
    }
    for origin in origins {
        if let Err(problem) = draft.insert(tenant, [origin]) {
            tracing::error!(tenant, origin, %problem, "the database has an invalid origin; it is not allowed");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::change::TenantChange;

    fn part(tenant: &str, add: &[&str], remove: &[&str]) -> TenantChange {
        let texts = |list: &[&str]| list.iter().map(ToString::to_string).collect();
        TenantChange {
            tenant: tenant.into(),
            add: texts(add),
            remove: texts(remove),
        }
    }

    fn logged(version: u64, parts: Vec<TenantChange>) -> LoggedChange {
        let change = Change { parts };
        LoggedChange { version, change }
    }

    /// One test, because the set is one.
    #[test]
    fn the_set_is_the_snapshot_and_the_changes_after_it_without_what_is_invalid() {
        let sites = vec![(
            "a".into(),
            vec!["https://a.example".into(), "https://a.example/".into()],
        )];
        load(&Snapshot { version: 7, sites }, Instant::now());
        assert_eq!(TENANTS.version(), 7);
        assert_eq!(TENANTS.origins("a"), ["https://a.example"]);

        let moved = part("b", &["https://a.example"], &[]);
        let changes = [
            logged(8, vec![moved, part("a", &[], &["https://a.example"])]),
            logged(9, vec![part("a", &["*", "https://new.example"], &[])]),
        ];
        apply(&changes, Instant::now());
        assert_eq!(TENANTS.version(), 9);
        assert_eq!(TENANTS.origins("a"), ["https://new.example"]);
        assert_eq!(TENANTS.origins("b"), ["https://a.example"]);

        let valid = Change {
            parts: vec![part("c", &["https://*.c.example"], &["no origin"])],
        };
        assert_eq!(validate(&valid), Ok(()));
        for origin in ["*", "null", "http://a.example", "https://a.example/"] {
            let change = Change {
                parts: vec![part("c", &[origin], &[])],
            };
            assert!(validate(&change).is_err(), "{origin}");
        }
        assert_eq!(
            (TENANTS.version(), TENANTS.keys()),
            (9, vec!["a".into(), "b".into()])
        );

        let change = [logged(
            10,
            vec![part(
                "a",
                &["https://again.example"],
                &["https://again.example"],
            )],
        )];
        apply(&change, Instant::now());
        assert!(
            TENANTS
                .origins("a")
                .contains(&"https://again.example".to_string())
        );
    }
}
