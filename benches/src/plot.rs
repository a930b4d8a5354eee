//! A picture of what was measured: cost against the number of origins, and of routes.

use std::fmt::Write;

use crate::{Contender, Cost, ROUTES};

const WIDTH: f64 = 380.0;
const HEIGHT: f64 = 260.0;
const MARGIN: f64 = 70.0;

/// An SVG with two diagrams. All axes are logarithmic.
#[must_use]
pub fn plot(costs: &[Cost]) -> String {
    let origins = [
        (1.0, "GET, allowed"),
        (10.0, "GET, 10 origins"),
        (1e3, "GET, 1 000 origins"),
        (1e4, "GET, 10 000 origins"),
    ];
    let origins = Diagram {
        title: "exact origins",
        points: origins.map(|(x, work)| (x, String::from(work))).to_vec(),
        left: MARGIN,
    };
    let routes = ROUTES.into_iter().filter_map(|count| {
        let x = u32::try_from(count).ok()?;
        Some((f64::from(x), format!("GET, last of {count} routes")))
    });
    let routes = Diagram {
        title: "routes, of which the last is asked",
        points: routes.collect(),
        left: WIDTH + 2.0 * MARGIN,
    };
    let legend: String = Contender::ALL
        .into_iter()
        .filter(|contender| *contender != Contender::Unchecked)
        .zip(0_u8..)
        .map(|(contender, row)| legend(contender, row))
        .collect();
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1150 360\" \
         font-family=\"sans-serif\" font-size=\"12\">\n\
         <rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n{}{}{legend}</svg>\n",
        origins.draw(costs),
        routes.draw(costs),
    )
}

fn color(contender: Contender) -> &'static str {
    match contender {
        Contender::Plain => "#999999",
        Contender::Cors => "#0072b2",
        Contender::ActixCorsResource => "#d55e00",
        Contender::ActixCorsApp => "#e69f00",
        Contender::Axum => "#bbbbbb",
        Contender::AppCors => "#56b4e9",
        Contender::TowerHttp => "#009e73",
        // In no diagram.
        Contender::Unchecked => "none",
    }
}

fn legend(contender: Contender, row: u8) -> String {
    let y = 60.0 + 22.0 * f64::from(row);
    let (color, name) = (color(contender), contender.name().replace('`', ""));
    format!(
        "<line x1=\"970\" x2=\"1000\" y1=\"{y}\" y2=\"{y}\" stroke=\"{color}\" stroke-width=\"2\"/>\
         <text x=\"1006\" y=\"{}\">{name}</text>\n",
        y + 4.0,
    )
}

/// Instructions against one number.
struct Diagram {
    title: &'static str,
    /// The number, and the work that has so many.
    points: Vec<(f64, String)>,
    left: f64,
}

/// What the vertical axes span: instructions.
const LOW: f64 = 1e3;
const HIGH: f64 = 1e6;

impl Diagram {
    fn draw(&self, costs: &[Cost]) -> String {
        let mut svg = String::new();
        for instructions in [LOW, 1e4, 1e5, HIGH] {
            let y = Self::y(instructions);
            let _ = writeln!(
                svg,
                "<line x1=\"{}\" x2=\"{}\" y1=\"{y}\" y2=\"{y}\" stroke=\"#dddddd\"/>\
                 <text x=\"{}\" y=\"{}\" text-anchor=\"end\">{instructions}</text>",
                self.left,
                self.left + WIDTH,
                self.left - 6.0,
                y + 4.0,
            );
        }
        for (x, _) in &self.points {
            let _ = writeln!(
                svg,
                "<text x=\"{:.1}\" y=\"{}\" text-anchor=\"middle\">{x}</text>",
                self.x(*x),
                MARGIN / 2.0 + HEIGHT + 18.0,
            );
        }
        let _ = writeln!(
            svg,
            "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\">instructions for a GET, against {}</text>",
            self.left + WIDTH / 2.0,
            MARGIN / 2.0 + HEIGHT + 42.0,
            self.title,
        );
        for contender in Contender::ALL {
            let _ = writeln!(
                svg,
                "<polyline points=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"2\"/>",
                self.line(costs, contender),
                color(contender),
            );
        }
        svg
    }

    fn line(&self, costs: &[Cost], contender: Contender) -> String {
        let points = self.points.iter().filter_map(|(x, work)| {
            let cost = costs
                .iter()
                .find(|cost| cost.contender == contender && cost.work == *work)?;
            Some(format!(
                "{:.1},{:.1}",
                self.x(*x),
                Self::y(cost.instructions)
            ))
        });
        points.collect::<Vec<_>>().join(" ")
    }

    fn x(&self, x: f64) -> f64 {
        let first = self.points.first().map_or(1.0, |point| point.0);
        let last = self.points.last().map_or(10.0, |point| point.0);
        self.left + WIDTH * (x / first).ln() / (last / first).ln()
    }

    fn y(instructions: f64) -> f64 {
        MARGIN / 2.0 + HEIGHT * (HIGH / instructions).ln() / (HIGH / LOW).ln()
    }
}
