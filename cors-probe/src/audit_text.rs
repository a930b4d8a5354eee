//! What a check finds, as a table for a terminal.

use cors_browser::escaped;

use crate::{
    audit::{Drift, Finding, Report},
    terminal::{Style, styled},
};

/// The report for people.
pub(crate) fn table(report: &Report) -> String {
    let mut lines: Vec<_> = report.findings.iter().map(row).collect();
    let causes = kinds(report)
        .into_iter()
        .map(|drift| format!("{}: {}", styled(drift.name(), Style::Strong), drift.cause()));
    lines.extend(causes);
    lines.extend(
        report
            .unchecked
            .iter()
            .map(|unchecked| format!("not checked: {unchecked}")),
    );
    lines.push(summary(report));
    lines.join("\n")
}

fn row(finding: &Finding) -> String {
    let Finding {
        drift,
        route,
        page,
        detail,
    } = finding;
    let name = styled(&format!("{:<27}", drift.name()), Style::Bad);
    format!(
        "{name} {route:<36} {page}\n{:27} {}",
        "",
        escaped(detail.as_bytes())
    )
}

fn summary(report: &Report) -> String {
    let Report {
        routes,
        requests,
        findings,
        ..
    } = report;
    let style = if findings.is_empty() {
        Style::Good
    } else {
        Style::Bad
    };
    let differences = findings.len();
    let line = format!(
        "{routes} routes, {requests} requests, {differences} differences from the declared policies"
    );
    styled(&line, style)
}

fn kinds(report: &Report) -> Vec<Drift> {
    let mut kinds: Vec<_> = report
        .findings
        .iter()
        .map(|finding| finding.drift)
        .collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}
