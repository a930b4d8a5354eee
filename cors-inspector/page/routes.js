// The routes of the app: listed at once, then checked by preflights for what the router does not show.

import { address, ask, becomesVisible, post } from './dom.js';
import { item, line } from './route.js';

const form = document.getElementById('routes-form');
const list = document.getElementById('route-list');
const summary = document.getElementById('routes-summary');
const checkButton = document.getElementById('check-again');
const checkSummary = document.getElementById('check-summary');
const progress = document.getElementById('check-progress');

let askAbout;
let asked = 0;
let isChecking = false;
/** The routes as the router shows them. */
let listed = [];
/** What a check found, by the place in the list. */
const checked = new Map();
/** Whether the policies that a check found allow the origin. */
let allowed = new Map();

export async function setUpRoutes(askAboutRoute) {
  askAbout = askAboutRoute;
  document.getElementById('export-markdown').href = address('routes.md');
  document.getElementById('export-json').href = address('routes.json');
  checkButton.addEventListener('click', check);
  form.elements.origin.addEventListener('input', load);
  form.elements.path.addEventListener('input', filter);
  form.addEventListener('submit', (event) => event.preventDefault());
  await showAgain();
}

/** Lists and checks the routes of what may be another program. */
export async function showAgain() {
  checked.clear();
  list.replaceChildren();
  await load();
  await check();
}

const origin = () => form.elements.origin.value.trim();

async function load() {
  asked += 1;
  const current = asked;
  const query = origin() ? `?origin=${encodeURIComponent(origin())}` : '';
  try {
    const [routes, found] = await Promise.all([ask(`routes${query}`), askAboutFound()]);
    // A later question may be answered first.
    if (current !== asked) return;
    listed = routes;
    allowed = found;
    listed.forEach((_, index) => update(index));
    filter();
  } catch (error) {
    if (current === asked) summary.textContent = error.message;
  }
}

/** Asks whether the policies that a check found allow the origin. */
async function askAboutFound() {
  const found = [...checked].filter(([, { kind, policy }]) => kind !== 'annotated' && policy);
  if (!origin() || found.length === 0) return new Map();
  const policies = found.map(([, { policy }]) => policy);
  const answers = await post('allowed', JSON.stringify({ origin: origin(), policies }));
  return new Map(found.map(([index], place) => [index, answers[place] ?? undefined]));
}

/** Sends preflights, some routes at a time, and shows what they find. */
async function check() {
  if (isChecking) return;
  isChecking = true;
  checkButton.setAttribute('aria-disabled', true);
  progress.hidden = false;
  checkSummary.textContent = 'Checking for layers, and for what is in front of the routes …';
  try {
    await checkAll();
    await load();
    checkSummary.textContent = checkInWords([...checked.values()]);
  } catch (error) {
    checkSummary.textContent = `The check stopped: ${error.message}`;
  }
  progress.hidden = true;
  checkButton.removeAttribute('aria-disabled');
  isChecking = false;
}

async function checkAll() {
  let from = 0;
  for (;;) {
    await becomesVisible();
    const { total, routes } = await ask(`checked-routes?from=${from}`);
    routes.forEach((route, place) => {
      checked.set(from + place, route);
      update(from + place);
    });
    from += routes.length;
    progress.max = total;
    progress.value = from;
    if (from >= total || routes.length === 0) return;
  }
}

function checkInWords(routes) {
  if (routes.length && !routes.some(({ is_checked }) => is_checked)) {
    return 'No preflight reached a route, as with a server that speaks only TLS: it is not known what is in front of the routes.';
  }
  const count = (number, one, many) => (number === 1 ? `1 ${one}` : `${number} ${many}`);
  const sentences = [`Checked ${count(routes.length, 'route', 'routes')} by preflights.`];
  const add = (condition, one, many) => {
    const number = routes.filter(condition).length;
    if (number) sentences.push(`${count(number, one, many)}.`);
  };
  add(({ answered_in_front }) => answered_in_front, 'has something in front that answers them', 'have something in front that answers them');
  add(({ kind }) => kind === 'layer', 'has a layer around it', 'have a layer around them');
  const unknown = 'could not be asked: a guard, or no path that matches';
  add(({ kind, is_checked }) => kind === 'annotated' && !is_checked, unknown, unknown);
  return sentences.join(' ');
}

/** The route with what a check found. */
function routeAt(index) {
  const route = { ...listed[index], ...checked.get(index) };
  if (allowed.has(index)) route.allows = allowed.get(index);
  return route;
}

/** Shows a route as it is known now. It stays open, and keeps the focus. */
function update(index) {
  const old = list.children[index];
  const made = item(routeAt(index), origin(), askAbout);
  if (!old) {
    list.append(made);
    return;
  }
  const hadFocus = old.contains(document.activeElement);
  made.hidden = old.hidden;
  made.firstElementChild.open = old.firstElementChild.open;
  old.replaceWith(made);
  if (hadFocus) made.querySelector('summary').focus({ preventScroll: true });
}

/** Hides the routes that the words do not name. */
function filter() {
  const words = form.elements.path.value.trim().toLowerCase();
  const shown = [];
  listed.forEach((_, index) => {
    const route = routeAt(index);
    const isShown = `${line(route)} ${route.handler ?? ''}`.toLowerCase().includes(words);
    list.children[index].hidden = !isShown;
    if (isShown) shown.push(route);
  });
  summary.textContent = inWords(shown, origin());
}

function inWords(routes, origin) {
  const withPolicy = routes.filter((route) => route.policy);
  if (!origin) return `${routes.length} routes, ${withPolicy.length} of them with a policy.`;
  const allowed = withPolicy.filter((route) => route.allows).length;
  const unknown = withPolicy.filter((route) => typeof route.allows !== 'boolean').length;
  const more = unknown ? ` ${unknown} ask a source: ask a question about them.` : '';
  return `${origin} may call ${allowed} of ${withPolicy.length} routes with a policy.${more}`;
}
