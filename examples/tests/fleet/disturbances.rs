//! Connections are cut and restored, the database and a server start again, while a checker counts.

use std::time::{Duration, Instant};

use crate::{
    fleet::{Fleet, SERVERS},
    load::{self, Place},
    postgres::Postgres,
    proxy::Proxy,
    server::Server,
    short_or_long,
};

/// How long a disturbance may be felt after it is over.
const RECOVERY: Duration = Duration::from_secs(10);

/// What is disturbed.
struct Disturber<'d> {
    places: &'d [Place],
    networks: &'d [Proxy],
    database: &'d Postgres,
}

#[test]
fn no_answer_is_wrong_while_connections_are_cut_and_servers_start_again() {
    let mut fleet = Fleet::start();
    let places: Vec<_> = fleet.servers.drain(..).map(Place::new).collect();
    let disturber = Disturber {
        places: &places,
        networks: &fleet.networks,
        database: &fleet.database,
    };
    let counts = load::run(&places, || {
        for _ in 0..short_or_long(1, 10) {
            disturber.disturb_each_part();
        }
    });
    println!("{counts:?}");
    assert_eq!(counts.wrong, 0, "{counts:?}");
    assert!(counts.changes > 100 && counts.answers > 1_000, "{counts:?}");
}

impl Disturber<'_> {
    fn disturb_each_part(&self) {
        const EVERYWHERE: &[usize] = &[0, 1, 2];
        self.disturb("connection cut and restored", &[0], || {
            self.networks[0].cut();
            self.networks[0].restore();
        });
        self.disturb("network cut for two seconds", &[1], || {
            self.networks[1].cut();
            self.wait_until_older(1, 2_000);
            self.networks[1].restore();
        });
        self.disturb("network frozen for three seconds", &[2], || {
            self.networks[2].freeze();
            self.wait_until_older(2, 3_000);
            self.networks[2].restore();
        });
        self.disturb("database restarted", EVERYWHERE, || self.database.restart());
        self.disturb("database crashed", EVERYWHERE, || {
            self.database.crash_and_start();
        });
        self.disturb("connections ended by the database", EVERYWHERE, || {
            self.database.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()",
            );
        });
        self.disturb("a gap in the log", EVERYWHERE, || {
            self.database
                .execute("UPDATE fleet_version SET version = version + 5");
        });
        self.disturb("server killed and another one started", &[0], || {
            let server = Server::start(&self.networks[0].url());
            // Before that, a load balancer sends no request to it.
            let ready = server.wait_until_ready(0);
            println!("ready {ready:?} after the start");
            *self.places[0].server.write().unwrap() = server;
        });
    }

    /// Does something that keeps these servers from following the database for a while, and measures how long it takes
    /// after that until they have a change that was made after it.
    fn disturb(&self, what: &str, places: &[usize], disturbance: impl FnOnce()) {
        for place in places {
            *self.places[*place].disturbed.lock().unwrap() = Some(Instant::now());
        }
        disturbance();
        let over = Instant::now();
        let versions = (0..SERVERS).map(|place| self.readiness(place).1);
        let version = versions.max().unwrap();
        for place in places {
            while self.readiness(*place).1 <= version {
                assert!(
                    over.elapsed() < RECOVERY,
                    "{what}: server {place} does not recover"
                );
            }
            *self.places[*place].disturbed.lock().unwrap() = None;
        }
        println!("{what}: follows again after {:?}", over.elapsed());
    }

    fn wait_until_older(&self, place: usize, milliseconds: u64) {
        let server = self.places[place].server.read().unwrap();
        while server.age_in_milliseconds() < milliseconds {}
    }

    fn readiness(&self, place: usize) -> (bool, u64) {
        self.places[place].server.read().unwrap().readiness()
    }
}
