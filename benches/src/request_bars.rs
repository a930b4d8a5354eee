//! A picture of what usual requests cost, beside what answers them without us.

use crate::{
    Contender, Cost,
    bars::{Group, Series, bars},
};

/// Requests, and whose cost is 1.
const REQUESTS: [(&str, Contender); 6] = [
    ("GET without Origin", Contender::Plain),
    ("GET, allowed", Contender::Plain),
    ("GET, denied", Contender::Plain),
    ("preflight, allowed", Contender::ActixCorsResource),
    ("preflight, 2 headers", Contender::ActixCorsResource),
    (
        "preflight, 2 headers, path with a parameter",
        Contender::ActixCorsResource,
    ),
];

const SHOWN: [(Contender, Series); 3] = [
    (
        Contender::Cors,
        Series {
            name: "#[cors]",
            color: "#0072b2",
        },
    ),
    (
        Contender::AppCors,
        Series {
            name: "with AppCors",
            color: "#56b4e9",
        },
    ),
    (
        Contender::ActixCorsResource,
        Series {
            name: "actix-cors",
            color: "#d55e00",
        },
    ),
];

/// An SVG with the instructions of each request as a share of its baseline's.
#[must_use]
pub fn request_bars(costs: &[Cost]) -> String {
    let instructions = |contender, work: &str| {
        let cost = costs
            .iter()
            .find(|cost| cost.contender == contender && cost.work == work)?;
        Some(cost.instructions)
    };
    let groups = REQUESTS.map(|(work, baseline)| {
        let ratios = SHOWN.map(|(contender, _)| {
            Some(instructions(contender, work)? / instructions(baseline, work)?)
        });
        Group {
            label: work.replace(", path", ","),
            ratios: ratios.to_vec(),
        }
    });
    let title =
        "Instructions of a request: a GET without CORS is 1, and so is a preflight of actix-cors";
    bars(title, &SHOWN.map(|(_, series)| series), &groups)
}
