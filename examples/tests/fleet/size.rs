//! Many tenants with many sites: starting, following, and memory.

use std::time::Instant;

use crate::{
    PROMPT,
    answers::Question,
    fleet::{Fleet, change_of},
    random::Random,
    server::{Connection, Server},
    short_or_long,
};

#[test]
fn many_tenants_with_many_sites_are_held_in_memory_and_followed() {
    let (tenants, sites) = short_or_long((100, 100), (1_000, 1_000));
    let mut fleet = Fleet::without_servers();
    // The first server makes the tables.
    let first = Server::start(&fleet.networks[0].url());
    first.wait_until_ready(0);
    let empty = first.memory("VmRSS");
    drop(first);
    fleet.database.execute(&format!(
        "INSERT INTO fleet_sites SELECT 'tenant-' || tenant, 'https://site-' || site || '.tenant-' || tenant || '.example' \
         FROM generate_series(0, {tenants} - 1) AS tenant, generate_series(0, {sites} - 1) AS site"
    ));
    println!("{tenants} tenants with {sites} sites each");
    for network in &fleet.networks {
        let server = Server::start(&network.url());
        let ready = server.wait_until_ready(0);
        println!(
            "ready {ready:?} after the start; memory {} MB, {empty} MB without sites",
            server.memory("VmRSS")
        );
        fleet.servers.push(server);
    }
    let mut pages: Vec<_> = fleet.servers.iter().map(Server::connect).collect();
    for page in &mut pages {
        check_answers(page, tenants, sites);
    }
    follow_changes(&fleet, &mut pages, tenants, sites);

    fleet.networks[0].cut();
    fleet.networks[0].restore();
    let version = fleet.servers[1].connect().change("[]").unwrap().unwrap();
    println!(
        "follows again {:?} after a lost connection",
        fleet.servers[0].wait_until_ready(version)
    );
    check_answers(&mut pages[0], tenants, sites);
    for server in &fleet.servers {
        println!(
            "memory {} MB, at most {} MB",
            server.memory("VmRSS"),
            server.memory("VmHWM")
        );
    }
}

/// Each site is allowed at its own tenant, and at no other one.
fn check_answers(page: &mut Connection, tenants: usize, sites: usize) {
    let mut random = Random::new(1);
    for _ in 0..1_000 {
        let question = Question {
            tenant: random.below(tenants),
            owner: random.below(tenants),
            // The last ones are changed by this test.
            site: random.below(sites - 1),
        };
        let own = Question {
            tenant: question.owner,
            ..question
        };
        for question in [question, own] {
            let answer = page.is_allowed(&question.tenant(), &question.origin());
            assert_eq!(
                answer.unwrap(),
                question.tenant == question.owner,
                "{question:?}"
            );
        }
    }
}

fn follow_changes(fleet: &Fleet, pages: &mut [Connection], tenants: usize, sites: usize) {
    let mut admin = fleet.servers[0].connect();
    let mut delays = Vec::new();
    for number in 0..100 {
        let tenant = number * tenants / 100;
        let question = Question {
            tenant,
            owner: tenant,
            site: sites - 1,
        };
        let (tenant, origin) = (question.tenant(), question.origin());
        let change = change_of(&tenant, "remove", &origin);
        admin.change(&change).unwrap().unwrap();
        let acknowledged = Instant::now();
        for page in &mut *pages {
            while page.is_allowed(&tenant, &origin).unwrap() {
                assert!(
                    acknowledged.elapsed() < PROMPT,
                    "change {number} is not in force"
                );
            }
            delays.push(acknowledged.elapsed());
        }
    }
    delays.sort();
    println!(
        "in force after the acknowledgement: median {:?}, longest {:?}",
        delays[delays.len() / 2],
        delays[delays.len() - 1]
    );
}
