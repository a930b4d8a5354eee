// The page: shows the scenarios, runs them, and reports the results to its server if it is asked to.

import { engine, run } from './runner.js';
import { groups, scenarios } from './scenarios/index.js';
import { usability } from './usability.js';
import { ScenarioView } from './view.js';

const addresses = await (await fetch('/addresses')).json();
const sources = await (await fetch('/sources')).json();
const views = new Map();
const results = new Map();
const summary = document.getElementById('summary');
const filter = document.getElementById('filter');
const shown = document.getElementById('shown');
const runAllButton = document.getElementById('run-all');

function showGroup(group) {
  const section = document.getElementById('group').content.cloneNode(true);
  section.querySelector('h2').textContent = group.title;
  section.querySelector('p').innerHTML = group.text;
  const list = section.querySelector('ul');
  for (const scenario of group.scenarios) {
    const view = new ScenarioView(scenario, sources, () => runOne(scenario).then(showSummary));
    views.set(scenario.name, view);
    list.append(view.element);
  }
  document.getElementById('groups').append(section);
}

async function runOne(scenario) {
  const view = views.get(scenario.name);
  view.wait();
  const result = await run(scenario, addresses);
  results.set(scenario.name, result);
  view.show(result);
}

/** One after the other: caches and connections of one scenario do not disturb the next. */
async function runAll() {
  runAllButton.disabled = true;
  for (const [index, scenario] of scenarios.entries()) {
    summary.textContent = `Running ${index + 1} of ${scenarios.length}: ${scenario.title}`;
    await runOne(scenario);
  }
  runAllButton.disabled = false;
  showSummary();
  applyFilter();
}

function showSummary() {
  const all = [...results.values()];
  const expected = all.filter((result) => result.is_as_expected).length;
  const count = (outcome) => all.filter((result) => result.outcome === outcome).length;
  const outcomes = ['allowed', 'blocked', 'unavailable'].filter(count).map((outcome) => `${count(outcome)} ${outcome}`);
  summary.textContent = `${expected} of ${all.length} as expected in ${engine}: ${outcomes.join(', ')}.`;
}

function applyFilter() {
  const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
  for (const view of views.values()) {
    view.element.hidden = !view.matches(words, shown.value);
  }
  for (const section of document.querySelectorAll('main section')) {
    section.hidden = !section.querySelector('li:not([hidden])');
  }
}

async function report() {
  const rows = [...results.values()].map(({ name, is_as_expected, outcome, detail, requests, prediction }) => ({
    name,
    is_as_expected,
    outcome,
    detail,
    requests,
    prediction,
  }));
  const headers = { 'Content-Type': 'application/json' };
  const body = JSON.stringify({ engine, results: rows, ...await usability() });
  await fetch('/results', { method: 'POST', headers, body });
}

function openLinked() {
  views.get(location.hash.slice(1))?.open();
}

groups.forEach(showGroup);
filter.addEventListener('input', applyFilter);
shown.addEventListener('change', applyFilter);
runAllButton.addEventListener('click', runAll);
document.getElementById('controls').addEventListener('submit', (event) => event.preventDefault());
addEventListener('hashchange', openLinked);
openLinked();
const options = new URLSearchParams(location.search);
document.documentElement.dataset.isReady = true;
if (!options.has('still')) await runAll();
if (options.has('report')) await report();
