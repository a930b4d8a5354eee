//! A server that cannot reach the database any more.

use std::time::{Duration, Instant};

use crate::{
    FAIL_CLOSED_AFTER,
    fleet::{Fleet, change_of},
};

/// A connection that was frozen is noticed and made again.
const RECOVERY: Duration = Duration::from_secs(5);

#[test]
fn a_server_that_is_cut_off_allows_no_origin_after_five_seconds() {
    let fleet = Fleet::start();
    let (stays, leaves, late) = (
        "https://stays.example",
        "https://leaves.example",
        "https://late.example",
    );
    // A connection of its own for each change: the server closes one that is idle.
    let change = |what: &str| {
        let mut admin = fleet.servers[0].connect();
        admin.change(what).unwrap().unwrap()
    };
    for origin in [stays, leaves] {
        change(&change_of("acme", "add", origin));
    }
    let version = change("[]");
    for server in &fleet.servers {
        server.wait_until_ready(version);
    }

    // One end of the connection learns that it is closed, the other one's is silent.
    fleet.networks[1].cut();
    fleet.networks[2].freeze();
    change(&change_of("acme", "remove", leaves));
    let removed = Instant::now();
    // A short disturbance denies no site.
    for server in &fleet.servers[1..] {
        assert!(server.connect().is_allowed("acme", stays).unwrap());
    }
    for server in &fleet.servers[1..] {
        let mut page = server.connect();
        while page.is_allowed("acme", leaves).unwrap() {
            assert!(
                removed.elapsed() <= FAIL_CLOSED_AFTER,
                "a removed site is allowed"
            );
        }
        println!("denied {:?} after the removal", removed.elapsed());
        // All sites are denied together, and the load balancer knows.
        assert!(!page.is_allowed("acme", stays).unwrap());
        assert!(!server.readiness().0);
        // The administrator knows as well.
        let refused = server
            .connect()
            .change(&change_of("acme", "add", late))
            .unwrap();
        assert_eq!(refused, None);
    }
    assert!(
        fleet.servers[0]
            .connect()
            .is_allowed("acme", stays)
            .unwrap()
    );
    let version = change(&change_of("acme", "remove", late));

    for (server, network) in fleet.servers[1..].iter().zip(&fleet.networks[1..]) {
        network.restore();
        let recovery = server.wait_until_ready(version);
        println!("ready {recovery:?} after the connection");
        assert!(recovery < RECOVERY, "{recovery:?}");
        let mut page = server.connect();
        assert!(page.is_allowed("acme", stays).unwrap());
        assert!(!page.is_allowed("acme", leaves).unwrap());
    }
    // The frozen bytes arrive now: a change that was not acknowledged, too late.
    let version = change("[]");
    for server in &fleet.servers {
        server.wait_until_ready(version);
        assert!(!server.connect().is_allowed("acme", late).unwrap());
    }
}

#[test]
fn an_origin_that_came_into_the_database_by_another_way_is_denied_and_stops_no_other() {
    let fleet = Fleet::start();
    fleet.database.execute(
        "INSERT INTO fleet_sites VALUES ('acme', 'https://a.example/'), ('acme', 'http://b.example'), ('acme', '*'), \
         ('acme', 'https://c.example'); \
         UPDATE fleet_version SET version = version + 7",
    );
    for server in &fleet.servers {
        server.wait_until_ready(7);
        let mut page = server.connect();
        assert!(page.is_allowed("acme", "https://c.example").unwrap());
        for origin in ["https://a.example", "http://b.example", "https://d.example"] {
            assert!(!page.is_allowed("acme", origin).unwrap(), "{origin}");
        }
    }
}
