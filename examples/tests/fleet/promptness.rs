//! How soon a change is in force on the other servers.

use std::time::{Duration, Instant};

use crate::{
    PROMPT,
    fleet::{Fleet, SERVERS, change_of},
    server::Server,
    short_or_long,
};

/// On one machine.
const MEDIAN: Duration = Duration::from_millis(50);

#[test]
fn an_acknowledged_change_is_in_force_on_every_server_within_a_second() {
    let fleet = Fleet::start();
    let connections = || fleet.servers.iter().map(Server::connect);
    let (mut admins, mut pages): (Vec<_>, Vec<_>) =
        (connections().collect(), connections().collect());
    let (mut acknowledged, mut delays) = (Vec::new(), Vec::new());
    for number in 0..short_or_long(100, 1_000) {
        let origin = format!("https://shop-{}.example", number / 2);
        let is_added = number % 2 == 0;
        let change = change_of("acme", if is_added { "add" } else { "remove" }, &origin);
        let changed = number % SERVERS;
        let begin = Instant::now();
        admins[changed].change(&change).unwrap().unwrap();
        let end = Instant::now();
        acknowledged.push(end - begin);
        // The server that acknowledges it is the first that has it.
        assert_eq!(
            pages[changed].is_allowed("acme", &origin).unwrap(),
            is_added
        );
        for page in &mut pages {
            while page.is_allowed("acme", &origin).unwrap() != is_added {
                assert!(end.elapsed() < PROMPT, "change {number} is not in force");
            }
            delays.push(end.elapsed());
        }
    }
    acknowledged.sort();
    delays.sort();
    let median = delays[delays.len() / 2];
    println!(
        "in force after the acknowledgement: median {median:?}, longest {:?}; acknowledged after: median {:?}",
        delays[delays.len() - 1],
        acknowledged[acknowledged.len() / 2]
    );
    assert!(median < MEDIAN, "{median:?}");
}
