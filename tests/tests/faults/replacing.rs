//! A set of origins that is replaced as fast as possible while clients ask.

use std::{
    io::Write,
    sync::atomic::{AtomicBool, AtomicUsize, Ordering},
    thread,
    time::Instant,
};

use actix_web::{get, web::ServiceConfig};
use cors_runtime::{SharedOrigins, cors};

use crate::support::{STRANGER, Server, read_head};

const ALWAYS: &str = "https://always.example";
const CLIENTS: usize = 4;
/// The least that each client asks, and the least that the set is replaced meanwhile, however the threads take turns.
const REQUESTS: usize = 1_000;
const REPLACEMENTS: usize = 1_000;

static ORIGINS: SharedOrigins = SharedOrigins::new();

#[cors(origins = dynamic(ORIGINS), credentials)]
#[get("/")]
async fn data() -> &'static str {
    ""
}

fn app(app: &mut ServiceConfig) {
    app.service(data);
}

/// Puts one of two sets after the other in place until the clients are done; an invalid one in between changes nothing.
fn replace(replaced: &AtomicUsize, is_over: &AtomicBool) {
    while !is_over.load(Ordering::Relaxed) {
        ORIGINS.replace([ALWAYS, "https://*.one.example"]).unwrap();
        assert!(ORIGINS.replace([STRANGER, "https://one.example/"]).is_err());
        ORIGINS.replace([ALWAYS, "https://two.example"]).unwrap();
        replaced.fetch_add(2, Ordering::Relaxed);
    }
}

/// Asks for an origin that is in every set, and for one that is in none.
fn ask(server: &Server, replaced: &AtomicUsize, wrong: &AtomicUsize) {
    let mut stream = server.connect();
    let is_enough = |asked| asked >= REQUESTS && replaced.load(Ordering::Relaxed) >= REPLACEMENTS;
    for number in (0..).take_while(|asked| !is_enough(*asked)) {
        let origin = if number % 2 == 0 { ALWAYS } else { STRANGER };
        let head = format!("GET / HTTP/1.1\r\nHost: localhost\r\nOrigin: {origin}\r\n\r\n");
        stream.write_all(head.as_bytes()).unwrap();
        let answer = read_head(&mut stream);
        let is_granted = answer.values("access-control-allow-origin") == [origin];
        if is_granted != (origin == ALWAYS) {
            wrong.fetch_add(1, Ordering::Relaxed);
        }
    }
}

#[test]
fn a_set_that_is_replaced_all_the_time_is_never_half_there() {
    ORIGINS.replace([ALWAYS]).unwrap();
    let (server, is_over) = (Server::with_workers(2, app), AtomicBool::new(false));
    let (replaced, wrong) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let begin = Instant::now();
    thread::scope(|scope| {
        scope.spawn(|| replace(&replaced, &is_over));
        let clients: Vec<_> = (0..CLIENTS)
            .map(|_| scope.spawn(|| ask(&server, &replaced, &wrong)))
            .collect();
        for client in clients {
            client.join().unwrap();
        }
        is_over.store(true, Ordering::Relaxed);
    });
    println!("replaced {replaced:?} times in {:?}", begin.elapsed());
    assert_eq!(wrong.into_inner(), 0);
}
