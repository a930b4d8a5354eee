//! A picture of ratios: a bar for each, and a line where both cost the same.

use std::fmt::Write;

/// What one colour means.
#[derive(Debug, Clone, Copy)]
pub struct Series {
    /// As the legend names it.
    pub name: &'static str,
    /// As SVG writes it.
    pub color: &'static str,
}

/// The bars of one kind of work.
#[derive(Debug, Clone)]
pub struct Group {
    /// What is done.
    pub label: String,
    /// A ratio for each series that takes part.
    pub ratios: Vec<Option<f64>>,
}

const LEFT: f64 = 330.0;
const WIDTH: f64 = 440.0;
const BAR: f64 = 15.0;
const GAP: f64 = 11.0;
const TOP: f64 = 58.0;

/// An SVG with a title, a legend, and horizontal bars from nothing to the longest ratio.
#[must_use]
pub fn bars(title: &str, series: &[Series], groups: &[Group]) -> String {
    let ratios = groups
        .iter()
        .flat_map(|group| group.ratios.iter().flatten());
    let longest = ratios.copied().fold(1.0, f64::max);
    let mut svg = String::new();
    let mut y = TOP;
    for group in groups {
        let top = y;
        for (series, ratio) in series.iter().zip(&group.ratios) {
            if let Some(ratio) = *ratio {
                svg.push_str(&bar(series.color, ratio, longest, y));
                y += BAR;
            }
        }
        let middle = f64::midpoint(top, y) + 4.0;
        svg.push_str(&text(LEFT - 8.0, middle, "end", &group.label));
        y += GAP;
    }
    let one = LEFT + WIDTH / longest;
    let _ = writeln!(
        svg,
        "<line x1=\"{one:.1}\" x2=\"{one:.1}\" y1=\"{}\" y2=\"{y}\" stroke=\"#333333\" stroke-dasharray=\"3\"/>",
        TOP - 6.0
    );
    let head = text(12.0, 22.0, "start", title) + &legend(series);
    let height = y + 8.0;
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 830 {height}\" \
         font-family=\"sans-serif\" font-size=\"12\">\n\
         <rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n{head}{svg}</svg>\n"
    )
}

fn bar(color: &str, ratio: f64, longest: f64, y: f64) -> String {
    let width = WIDTH * ratio / longest;
    let rectangle = format!(
        "<rect x=\"{LEFT}\" y=\"{y}\" width=\"{width:.1}\" height=\"{}\" fill=\"{color}\"/>\n",
        BAR - 2.0
    );
    rectangle
        + &text(
            LEFT + width + 5.0,
            y + 11.0,
            "start",
            &format!("{ratio:.2}"),
        )
}

fn legend(series: &[Series]) -> String {
    let mut x = LEFT;
    let mut svg = String::new();
    for Series { name, color } in series {
        let _ = writeln!(
            svg,
            "<rect x=\"{x}\" y=\"32\" width=\"12\" height=\"12\" fill=\"{color}\"/>"
        );
        svg.push_str(&text(x + 17.0, 42.0, "start", name));
        x += 130.0;
    }
    svg
}

fn text(x: f64, y: f64, anchor: &str, text: &str) -> String {
    format!("<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\">{text}</text>\n")
}
