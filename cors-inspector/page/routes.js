// The routes of the app, their filters, and the comparison with a snapshot.

import { address, ask, element, facts, post, sentence } from './dom.js';

const form = document.getElementById('routes-form');
const list = document.getElementById('route-list');
const summary = document.getElementById('routes-summary');
const snapshot = document.getElementById('snapshot-form');
const difference = document.getElementById('difference');

let askAbout;
let asked = 0;
/** Statuses of preflights that something in front of a handler answered. */
let answered = new Map();
/** Policies of layers around routes without `#[cors]`. */
let layers = new Map();

export async function setUpRoutes(askAboutRoute) {
  askAbout = askAboutRoute;
  document.getElementById('export-markdown').href = address('routes.md');
  document.getElementById('export-json').href = address('routes.json');
  document.getElementById('check-in-front').addEventListener('click', checkInFront);
  form.addEventListener('input', show);
  form.addEventListener('submit', (event) => event.preventDefault());
  snapshot.addEventListener('submit', (event) => {
    event.preventDefault();
    compare();
  });
  await show();
}

async function show() {
  asked += 1;
  const current = asked;
  const origin = form.elements.origin.value.trim();
  const query = origin ? `?origin=${encodeURIComponent(origin)}` : '';
  const routes = await ask(`routes${query}`);
  // A later question may be answered first.
  if (current !== asked) return;
  const words = form.elements.path.value.trim().toLowerCase();
  const withLayers = routes.map((route) => (layers.has(route.path) && route.kind === 'other' ? ofLayer(route) : route));
  const shown = withLayers.filter((route) => `${line(route)} ${route.handler ?? ''}`.toLowerCase().includes(words));
  list.replaceChildren(...shown.map((route) => item(route, origin)));
  summary.textContent = inWords(shown, origin);
}

/** Sends a preflight for each route, and shows those that something in front of the handler answered, and layers. */
async function checkInFront() {
  const { asked, findings, layers: found } = await ask('in-front');
  layers = new Map(found.map(({ path, policy }) => [path, policy]));
  answered = new Map(findings.map(({ path, handler, status }) => [`${handler} ${path}`, status]));
  await show();
  const answers = findings.length === 0 ? 'each was answered by its handler’s policy' : `${findings.length} were answered by something in front`;
  const around = found.length ? ` ${found.length} routes without #[cors] have a layer around them.` : '';
  summary.textContent = `Preflights for ${asked} routes: ${answers}.${around}`;
}

/** A route as the layer around it makes it. */
const ofLayer = (route) => {
  const policy = layers.get(route.path);
  return { ...route, kind: 'layer', policy, methods: policy.methods, provenance: 'a layer around the route' };
};

const inFrontOf = ({ handler, path }) => answered.get(`${handler} ${path}`);

function inWords(routes, origin) {
  const annotated = routes.filter((route) => route.policy && route.kind !== 'layer');
  if (!origin) return `${routes.length} routes, ${annotated.length} of them with a policy.`;
  const allowed = annotated.filter((route) => route.allows).length;
  const unknown = annotated.filter((route) => route.allows === undefined && route.kind !== 'layer').length;
  const more = unknown ? ` ${unknown} ask a source: ask a question about them.` : '';
  return `${origin} may call ${allowed} of ${annotated.length} routes with a policy.${more}`;
}

function line({ methods, path }) {
  return [methods.join('|'), path || '/'].filter(Boolean).join(' ');
}

function item(route, origin) {
  const details = element('details', [
    element('summary', [element('code', line(route)), ...labels(route, origin)]),
    element('div', [policy(route), askButton(route, origin)], 'inside'),
  ]);
  return element('li', details);
}

function labels(route, origin) {
  const { kind, policy, warnings, in_front, allows } = route;
  const label = (text, className = '') => element('span', text, `label ${className}`);
  const made = [];
  if (kind === 'other') made.push(label('no #[cors]'));
  if (kind === 'layer') made.push(label('layer'));
  if (kind === 'prefix') made.push(label('prefix'));
  if (kind === 'disabled') made.push(label('disabled'));
  if (policy && origin && kind === 'layer') {
    made.push(label('ask a question', 'doubtful'));
  } else if (policy && origin) {
    const [text, className] = allows === undefined ? ['asks a source', 'doubtful'] : allows ? ['allowed', 'good'] : ['refused', 'bad'];
    made.push(label(text, className));
  }
  if (policy && !origin) made.push(label(origins(policy)));
  if (policy?.credentials) made.push(label('credentials'));
  if (warnings.length) made.push(label(warnings.length === 1 ? '1 warning' : `${warnings.length} warnings`, 'doubtful'));
  if (inFrontOf(route)) made.push(label(`answered in front: ${inFrontOf(route)}`, 'bad'));
  if (in_front.length) made.push(label('something in front', 'doubtful'));
  return made;
}

function origins({ origins }) {
  if (origins.length === 0) return 'no origin';
  return origins.length === 1 ? origins[0] : `${origins.length} origins`;
}

function policy(route) {
  const { kind, handler, policy, provenance, warnings, in_front } = route;
  const status = inFrontOf(route);
  if (!policy) {
    const why = {
      disabled: 'none: #[cors(disabled)]',
      other: 'none that is known: it has no #[cors]. “Check layers and what is in front” finds a layer around it.',
    };
    return facts([['Handler', handler], ['Policy', why[kind]]]);
  }
  return facts([
    ['Handler', handler && element('code', handler)],
    ['Written in', element('div', sentence(provenance))],
    ['Origins', policy.origins],
    ['Methods', policy.methods.join(', ')],
    ['Request headers', policy.allow_headers.join(', ') || 'the safelisted ones only'],
    ['Exposed headers', policy.expose_headers.join(', ') || 'the safelisted ones only'],
    ['Max-age', policy.max_age === null ? 'not sent: browsers cache for 5 seconds' : `${policy.max_age} seconds`],
    ['Credentials', policy.credentials ? 'allowed' : 'not allowed'],
    ['Enforcement', policy.enforce ? 'cross-origin requests that are not allowed get 403' : 'none'],
    ['Warnings', warnings.map((text) => element('div', text, 'doubtful'))],
    ['In front of it', [
      ...in_front.map((path) => `${path}, without #[cors]: it may take the same requests first`),
      status && `Something answers preflights with ${status}: a middleware, or a route that is asked before. AppCors outside it answers them first.`,
    ]],
  ]);
}

/** Asks about the route, with a value for each dynamic segment of its path. */
function askButton({ methods, path, policy }, origin) {
  const button = element('button', 'Ask about this route', 'quiet');
  button.type = 'button';
  const page = origin || policy?.origins.find((origin) => !origin.includes('*') && origin.includes('://'));
  const question = { method: methods[0] ?? policy?.methods[0] ?? 'GET', path: path.replace(/\{[^}]*\}/g, '1').replace('…', '') || '/' };
  button.addEventListener('click', () => askAbout(page ? { ...question, page } : question));
  return button;
}

async function compare() {
  try {
    const stored = await snapshot.elements.file.files[0].text();
    const { routes } = await post('difference', stored);
    const lines = routes.map(({ route, removed, added }) => {
      const signed = (sign, className) => (text) => element('div', `${sign} ${text}`, className);
      const changes = [...removed.map(signed('−', 'bad')), ...added.map(signed('+', 'good'))];
      return element('li', [element('code', route), element('div', changes)]);
    });
    const none = element('p', 'No difference.', 'summary good');
    difference.replaceChildren(...(lines.length ? [element('ul', lines)] : [none]));
  } catch (error) {
    difference.replaceChildren(element('p', `This is not a snapshot: ${error.message}`, 'summary bad'));
  }
}
