//! The server of a browser's run: one page that plays all scenarios, their answers on four ports, and what came.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex, OnceLock, mpsc},
    thread,
    time::Duration,
};

use actix_web::{
    App, HttpRequest, HttpResponse, HttpServer, Responder, get,
    http::{
        StatusCode,
        header::{ContentType, HeaderName, HeaderValue},
    },
    post, rt,
    web::{self, Data},
};
use cors_tests::browser::Browser;
use serde::Deserialize;

use crate::{
    observation::{Observation, cookie_name, cookies_part, request_line},
    scenario::{Scenario, Step},
    table::Answer,
};

/// How long a browser may take to start and to play everything. On two busy cores it needs less than a minute.
const DEADLINE: Duration = Duration::from_secs(150);

/// A picture of one pixel.
const PICTURE: &[u8] = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff!\xf9\x04\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x01D\0;";

/// What the page got, as its script reports it.
#[derive(Debug, Deserialize)]
struct Played {
    outcome: String,
    exposed: Vec<String>,
}

struct State {
    scenarios: OnceLock<Vec<Scenario>>,
    /// The requests that came, for each fetch of each scenario that has begun.
    requests: Mutex<Vec<Vec<Vec<String>>>>,
    played: Mutex<mpsc::Sender<Vec<Vec<Played>>>>,
}

/// A running server.
pub(crate) struct Site {
    state: Arc<State>,
    addresses: Vec<SocketAddr>,
    played: mpsc::Receiver<Vec<Vec<Played>>>,
}

impl Site {
    pub(crate) fn open() -> Self {
        let (sender, played) = mpsc::channel();
        let state = Arc::new(State {
            scenarios: OnceLock::new(),
            requests: Mutex::default(),
            played: Mutex::new(sender),
        });
        let addresses = serve(Arc::clone(&state));
        Self {
            state,
            addresses,
            played,
        }
    }

    /// The page's port, and those of three other origins.
    pub(crate) fn ports(&self) -> [u16; 4] {
        [0, 1, 2, 3].map(|index| self.addresses[index].port())
    }

    /// Lets a browser play the scenarios. For each, it returns what each fetch did.
    pub(crate) fn show(self, browser: Browser, scenarios: Vec<Scenario>) -> Vec<Vec<Observation>> {
        *self.state.requests.lock().unwrap() = vec![vec![Vec::new()]; scenarios.len()];
        let scenarios = self.state.scenarios.get_or_init(|| scenarios);
        let window = browser.show(&format!("http://localhost:{}/page", self.ports()[0]));
        let played = self.played.recv_timeout(DEADLINE);
        let played =
            played.unwrap_or_else(|_| panic!("{browser:?} did not finish:\n{}", window.console()));
        let requests = self.state.requests.lock().unwrap().clone();
        let seen = scenarios.iter().zip(requests).zip(played);
        seen.map(|((scenario, requests), played)| observations(scenario, requests, played))
            .collect()
    }
}

fn observations(
    scenario: &Scenario,
    requests: Vec<Vec<String>>,
    played: Vec<Played>,
) -> Vec<Observation> {
    let fetches = scenario.steps.iter().zip(requests).zip(played);
    fetches
        .map(|((step, requests), played)| Observation {
            requests,
            exposed: step.sent(played.exposed.iter().map(String::as_str)),
            outcome: played.outcome,
        })
        .collect()
}

/// Serves on four free ports, until the test ends.
fn serve(state: Arc<State>) -> Vec<SocketAddr> {
    let (sender, addresses) = mpsc::channel();
    thread::spawn(move || {
        let server = HttpServer::new(move || {
            App::new()
                .app_data(Data::from(Arc::clone(&state)))
                .app_data(web::JsonConfig::default().limit(1 << 20))
                .service(show_page)
                .service(list_scenarios)
                .service(take_report)
                .service(count_arrived)
                .service(begin_next)
                .default_service(web::to(play))
        });
        let listening = (0..4).fold(server, |server, _| server.bind(("127.0.0.1", 0)).unwrap());
        sender.send(listening.addrs()).unwrap();
        rt::System::new()
            .block_on(listening.workers(1).disable_signals().run())
            .unwrap();
    });
    addresses.recv().unwrap()
}

#[get("/page")]
async fn show_page() -> impl Responder {
    HttpResponse::Ok()
        .content_type(ContentType::html())
        // It is of every port of this host.
        .insert_header(("set-cookie", "visited=1; Path=/"))
        .body(format!(
            "<!doctype html><script type=module>{}</script>",
            include_str!("page.js")
        ))
}

#[get("/scenarios")]
async fn list_scenarios(state: Data<State>) -> impl Responder {
    let requests: Vec<_> = state
        .scenarios
        .wait()
        .iter()
        .map(|scenario| scenario.script.clone())
        .collect();
    web::Json(requests)
}

#[post("/report")]
async fn take_report(played: web::Json<Vec<Vec<Played>>>, state: Data<State>) -> impl Responder {
    state
        .played
        .lock()
        .unwrap()
        .send(played.into_inner())
        .unwrap();
    HttpResponse::NoContent()
}

#[get("/arrived/{index}")]
async fn count_arrived(index: web::Path<usize>, state: Data<State>) -> impl Responder {
    let requests = state.requests.lock().unwrap();
    web::Json(requests[*index].last().map_or(0, Vec::len))
}

/// The next fetch of the scenario begins.
#[post("/next/{index}")]
async fn begin_next(index: web::Path<usize>, state: Data<State>) -> impl Responder {
    state.requests.lock().unwrap()[*index].push(Vec::new());
    HttpResponse::NoContent()
}

/// Writes a request down, and gives the scenario's next answer.
async fn play(request: HttpRequest, body: web::Payload, state: Data<State>) -> HttpResponse {
    let folder = request
        .path()
        .split('/')
        .nth(1)
        .and_then(|folder| folder.parse::<usize>().ok());
    let scenarios = state.scenarios.wait();
    let Some((index, scenario)) = folder.and_then(|folder| Some((folder, scenarios.get(folder)?)))
    else {
        return HttpResponse::NotFound().finish();
    };
    let mut requests = state.requests.lock().unwrap();
    let step = &scenario.steps[requests[index].len() - 1];
    let Some(requests) = requests[index].last_mut() else {
        return HttpResponse::NotFound().finish();
    };
    let answer = step.answers.get(requests.len());
    requests.push(line(scenario, &request));
    answer.map_or_else(
        || HttpResponse::NotFound().finish(),
        |answer| match answer.status {
            101 => actix_ws::handle(&request, body).unwrap().0,
            _ => response(step, answer),
        },
    )
}

fn response(step: &Step, answer: &Answer) -> HttpResponse {
    let mut response = HttpResponse::build(StatusCode::from_u16(answer.status).unwrap());
    for (name, value) in answer.lines() {
        // The length is the body's.
        if !name.eq_ignore_ascii_case("content-length") {
            let name = HeaderName::from_bytes(name.as_bytes()).unwrap();
            response.append_header((name, HeaderValue::from_bytes(&value).unwrap()));
        }
    }
    let has_picture = matches!(step.api.as_str(), "fetch" | "xhr" | "img");
    response.body(if has_picture { PICTURE } else { b"" })
}

fn line(scenario: &Scenario, request: &HttpRequest) -> String {
    let header = |name: &str| {
        let value = request.headers().get(name)?;
        Some(String::from_utf8_lossy(value.as_bytes()).into_owned())
    };
    let url = format!(
        "http://{}{}",
        header("host").unwrap_or_default(),
        request.uri()
    );
    // A form by `GET` has an empty query.
    let url = url.trim_end_matches('?');
    let origin = header("origin").map(|origin| scenario.named(&origin));
    let asked = [
        header("access-control-request-method"),
        header("access-control-request-headers"),
    ];
    let [asked_method, asked_headers] = asked;
    let mut line = request_line(
        request.method().as_str(),
        &scenario.named(url),
        [origin, asked_method, asked_headers],
    );
    if scenario.compares_cookies {
        let cookies = header("cookie").unwrap_or_default();
        let pairs = cookies.split(';').filter(|pair| !pair.is_empty());
        line += &cookies_part(pairs.map(cookie_name));
    }
    line
}
