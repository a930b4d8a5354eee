//! Administrators and pages at every server, and a checker that counts wrong answers.

use std::{
    sync::{
        Mutex, RwLock,
        mpsc::{self, Receiver, RecvTimeoutError, TryRecvError},
    },
    thread,
    time::{Duration, Instant},
};

use crate::{
    FAIL_CLOSED_AFTER, PROMPT,
    answers::{History, Question},
    fleet::{Fleet, SERVERS, change_of},
    random::Random,
    server::{Connection, Server},
    short_or_long,
};

/// Sites of a tenant that change.
const SITES: usize = 20;
const CHANGES_A_MINUTE: u32 = 10_000;
/// Limit for a run on a busy machine.
const PATIENCE: Duration = Duration::from_secs(180);
/// A machine that stops for seconds, as virtual ones do, makes a few answers late, and a server that it cut off for too long
/// denies, as it must. A fault of the fleet does so with more than one of this many answers.
const FEW_OF: usize = 20;

/// A place in the fleet, with the server that is there now.
pub(crate) struct Place {
    pub(crate) server: RwLock<Server>,
    /// Since when it cannot follow the database, as far as the test knows.
    pub(crate) disturbed: Mutex<Option<Instant>>,
}

/// What the clients did, and what came of it.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Counts {
    pub(crate) changes: usize,
    /// Changes of which it is unknown whether they were made.
    pub(crate) unknown: usize,
    pub(crate) answers: usize,
    /// A site was denied because the server was cut off for too long.
    pub(crate) denied: usize,
    /// Of a set that was replaced more than a second ago, which a busy machine can bring about.
    pub(crate) late: usize,
    pub(crate) wrong: usize,
}

/// The clients of one server.
struct Clients<'l> {
    place: &'l Place,
    number: usize,
    history: &'l History,
    random: Random,
    connection: Option<Connection>,
    /// When the server was last seen not ready: it may be ready again right after a denial.
    was_unready: Option<Instant>,
    counts: Counts,
}

impl Place {
    pub(crate) fn new(server: Server) -> Self {
        Self {
            server: RwLock::new(server),
            disturbed: Mutex::new(None),
        }
    }
}

/// Changes and asks at every place until the function returns.
pub(crate) fn run(places: &[Place], whole: impl FnOnce()) -> Counts {
    let history = &History::default();
    thread::scope(|scope| {
        // Dropped at the end, even if the test fails before.
        let mut ends = Vec::new();
        let mut threads = Vec::new();
        for (number, place) in places.iter().enumerate() {
            let clients = |seed| Clients {
                place,
                number,
                history,
                random: Random::new(seed),
                connection: None,
                was_unready: None,
                counts: Counts::default(),
            };
            let (pages, mut administrator) = (clients(number), clients(number + SERVERS));
            administrator.allow_one_site_for_good();
            let (end, is_over) = mpsc::channel();
            ends.push(end);
            threads.push(scope.spawn(move || pages.ask_until(&is_over)));
            let (end, is_over) = mpsc::channel();
            ends.push(end);
            threads.push(scope.spawn(move || administrator.change_until(&is_over)));
        }
        whole();
        drop(ends);
        let counts = threads.into_iter().map(|thread| thread.join().unwrap());
        counts.fold(Counts::default(), Counts::and)
    })
}

impl Counts {
    fn and(self, other: Self) -> Self {
        Self {
            changes: self.changes + other.changes,
            unknown: self.unknown + other.unknown,
            answers: self.answers + other.answers,
            denied: self.denied + other.denied,
            late: self.late + other.late,
            wrong: self.wrong + other.wrong,
        }
    }
}

impl Clients<'_> {
    /// So that a denial where none may be is noticed.
    fn allow_one_site_for_good(&mut self) {
        while !self.change(SITES, true) {}
    }

    fn ask_until(mut self, is_over: &Receiver<()>) -> Counts {
        while is_over.try_recv() != Err(TryRecvError::Disconnected) {
            self.ask();
        }
        self.counts
    }

    /// Makes changes at the rate of this server.
    fn change_until(mut self, is_over: &Receiver<()>) -> Counts {
        let servers = u32::try_from(SERVERS).unwrap();
        let pause = Duration::from_secs(60) * servers / CHANGES_A_MINUTE;
        let mut is_allowed = vec![false; SITES];
        let mut due = Instant::now();
        let wait =
            |due: Instant| is_over.recv_timeout(due.saturating_duration_since(Instant::now()));
        while wait(due) != Err(RecvTimeoutError::Disconnected) {
            due += pause;
            let index = self.random.below(SITES);
            // A site whose state is unknown is not used again, and another one takes its place.
            let site = index + self.counts.unknown * (SITES + 1);
            is_allowed[index] = !is_allowed[index];
            if !self.change(site, is_allowed[index]) {
                is_allowed = vec![false; SITES];
                // A server that was cut off does not get the changes of that time at once.
                due = Instant::now() + pause;
            }
        }
        self.counts
    }

    /// Whether the change is acknowledged.
    fn change(&mut self, site: usize, is_allowed: bool) -> bool {
        let question = Question {
            tenant: self.number,
            owner: self.number,
            site,
        };
        let what = if is_allowed { "add" } else { "remove" };
        let change = change_of(&question.tenant(), what, &question.origin());
        self.history.send(question, is_allowed);
        let version = self.with_connection(|connection| connection.change(&change));
        if version.flatten().is_none() {
            self.counts.unknown += 1;
            return false;
        }
        self.history.acknowledge(question);
        self.counts.changes += 1;
        true
    }

    /// Asks about a site of this tenant or another one's, at any tenant.
    fn ask(&mut self) {
        let question = Question {
            tenant: self.random.below(SERVERS),
            owner: self.random.below(SERVERS),
            site: self.random.below(SITES + 1),
        };
        let (tenant, origin) = (question.tenant(), question.origin());
        let before = *self.place.disturbed.lock().unwrap();
        let asked = Instant::now();
        let answer = self.with_connection(|page| page.is_allowed(&tenant, &origin));
        let Some(answer) = answer else {
            return;
        };
        let times = (asked, Instant::now());
        let disturbed = before.or(*self.place.disturbed.lock().unwrap());
        self.counts.answers += 1;
        let is_right = |lag| self.history.is_right(question, answer, times, lag);
        if is_right(PROMPT) {
            return;
        }
        if is_right(FAIL_CLOSED_AFTER) {
            self.counts.late += usize::from(disturbed.is_none());
            return;
        }
        let was_cut_off = disturbed.is_some_and(|begin| begin.elapsed() > FAIL_CLOSED_AFTER);
        if !answer && (was_cut_off || self.is_or_was_unready()) {
            self.counts.denied += 1;
        } else {
            println!("wrong: {question:?} at server {} is {answer}", self.number);
            self.counts.wrong += 1;
        }
    }

    fn is_or_was_unready(&mut self) -> bool {
        if !self.place.server.read().unwrap().readiness().0 {
            self.was_unready = Some(Instant::now());
        }
        self.was_unready
            .is_some_and(|seen| seen.elapsed() < FAIL_CLOSED_AFTER)
    }

    /// Uses the connection, or a new one; nothing if the server is not there.
    fn with_connection<T>(
        &mut self,
        what: impl FnOnce(&mut Connection) -> std::io::Result<T>,
    ) -> Option<T> {
        let mut connection = match self.connection.take() {
            Some(connection) => connection,
            None => self.place.server.read().unwrap().try_connect().ok()?,
        };
        let result = what(&mut connection).ok()?;
        self.connection = Some(connection);
        Some(result)
    }
}

#[test]
fn no_answer_is_wrong_while_there_are_ten_thousand_changes_a_minute() {
    let (counts, elapsed) = load_for(Duration::from_secs(short_or_long(10, 60)));
    println!("{counts:?} in {elapsed:?}");
    assert_eq!(counts.wrong, 0);
    assert!((counts.denied + counts.late) * FEW_OF < counts.answers);
}

/// Runs the load for the duration; returns the counts and the time that it took.
fn load_for(duration: Duration) -> (Counts, Duration) {
    let mut fleet = Fleet::start();
    let places: Vec<_> = fleet.servers.drain(..).map(Place::new).collect();
    let begin = Instant::now();
    let counts = run(&places, || {
        // The versions are the changes of all servers.
        let least = u64::from(CHANGES_A_MINUTE) * duration.as_secs() / 60;
        let version = || places[0].server.read().unwrap().readiness().1;
        while version() < least {
            assert!(begin.elapsed() < PATIENCE, "too few changes");
        }
    });
    (counts, begin.elapsed())
}
