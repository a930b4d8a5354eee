// Runs a scenario, where it has to run, and compares what came of it with what was expected.

import { Context, runHere } from './scenario.js';

/** More than any scenario needs; a frame that cannot be loaded never answers. */
const LIMIT = 10_000;

let count = 0;

/** The engine of this browser. Browsers on iOS are all WebKit. */
export const engine = /Firefox\//.test(navigator.userAgent)
  ? 'Firefox'
  : /Chrom(e|ium)\//.test(navigator.userAgent)
    ? 'Chromium'
    : 'WebKit';

/** What is expected of the scenario in this browser, of this program. */
export function expectation(scenario, addresses) {
  const { differs = {}, release, expects } = scenario;
  if (release && !addresses.has_debug_assertions) return release;
  return differs[engine] ?? expects;
}

/** Runs the scenario: what came of it, what the server saw, and whether that was expected. */
export async function run(scenario, addresses) {
  count += 1;
  const id = `${scenario.name}-${count}-${Date.now().toString(36)}`;
  const context = new Context(addresses, id);
  const result = await within(LIMIT, runWhereItBelongs(scenario, context));
  const expected = expectation(scenario, addresses);
  if (result.outcome !== 'unavailable') await context.waitFor((seen) => seen.length >= expected.requests.length);
  const exchanges = await context.seen();
  const prediction = scenario.asks ? await predict(scenario, addresses) : null;
  const requests = exchanges.map((exchange) => `${exchange.method} ${exchange.status}`);
  const isAsExpected =
    result.outcome === 'unavailable' ||
    (result.outcome === expected.outcome &&
      expected.requests.join() === requests.join() &&
      (scenario.detail ?? result.detail) === result.detail);
  return { ...result, name: scenario.name, expected, exchanges, requests, is_as_expected: isAsExpected, prediction };
}

/** What `cors-browser` says, in another run of the scenario. */
async function predict({ asks, name, from }, addresses) {
  const { way, path, api, page, method, headers = {}, credentials, body } = asks;
  const context = new Context(addresses, `${name}-predicted`);
  const asked = {
    way,
    page: page ?? originOf(from ?? 'page', addresses),
    url: api === 'guarded' ? context.guarded(path) : context.api(path),
    is_guarded: api === 'guarded',
    method,
    headers: Object.entries(headers),
    with_credentials: credentials === 'include',
    body,
  };
  const options = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(asked) };
  const response = await fetch('/prediction', options);
  return response.json();
}

/** The origin of the page that runs a scenario. */
function originOf(from, addresses) {
  if (from === 'null') return 'null';
  return frameAddress(from, addresses) ?? location.origin;
}

function runWhereItBelongs(scenario, context) {
  const address = frameAddress(scenario.from ?? 'page', context.addresses);
  return address === undefined ? runHere(scenario, context) : runInFrame(scenario, context, address);
}

/** The origin of the frame that a scenario runs in; `undefined` is this page. */
function frameAddress(from, addresses) {
  switch (from) {
    case 'page':
      return undefined;
    case 'null':
      return location.origin;
    case 'other-port':
      return `http://localhost:${addresses.other_page}`;
    default:
      return `http://${from}:${addresses.page}`;
  }
}

async function runInFrame(scenario, context, address) {
  const frame = document.createElement('iframe');
  frame.title = `Runs “${scenario.title}”`;
  frame.ariaHidden = 'true';
  frame.tabIndex = -1;
  if (scenario.from === 'null') frame.sandbox = 'allow-scripts';
  frame.src = `${address}/page/frame.html?name=${scenario.name}&run=${context.run}`;
  const answer = new Promise((resolve) => {
    const listen = ({ data, source }) => {
      if (source !== frame.contentWindow || data.run !== context.run) return;
      removeEventListener('message', listen);
      resolve(data.result);
    };
    addEventListener('message', listen);
  });
  document.body.append(frame);
  try {
    return await answer;
  } finally {
    frame.remove();
  }
}

function within(limit, promise) {
  const end = new Promise((resolve) => {
    const detail = `no answer within ${limit / 1000} seconds`;
    setTimeout(() => resolve({ outcome: 'blocked', detail }), limit);
  });
  return Promise.race([promise, end]);
}
