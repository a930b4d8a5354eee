// A route in the list: what it is, its policy, and what is in front of it.

import { element, facts, sentence } from './dom.js';

/** The route as people write it. */
export function line({ methods, path }) {
  return [methods.join('|'), path || '/'].filter(Boolean).join(' ');
}

/** A route in the list. */
export function item(route, origin, askAbout) {
  const details = element('details', [
    element('summary', [element('code', line(route)), ...labels(route, origin)]),
    element('div', [policy(route), askButton(route, origin, askAbout)], 'inside'),
  ]);
  return element('li', details);
}

function labels(route, origin) {
  const { kind, policy, warnings, in_front, answered_in_front, allows } = route;
  const label = (text, className = '') => element('span', text, `label ${className}`);
  const made = [];
  if (kind === 'other') made.push(label('no #[cors]'));
  if (kind === 'layer') made.push(label('layer'));
  if (kind === 'prefix') made.push(label('prefix'));
  if (kind === 'disabled') made.push(label('disabled'));
  if (policy && origin) {
    const [text, className] = typeof allows !== 'boolean' ? ['asks a source', 'doubtful'] : allows ? ['allowed', 'good'] : ['refused', 'bad'];
    made.push(label(text, className));
  }
  if (policy && !origin) made.push(label(origins(policy)));
  if (policy?.credentials) made.push(label('credentials'));
  if (warnings.length) made.push(label(warnings.length === 1 ? '1 warning' : `${warnings.length} warnings`, 'doubtful'));
  if (answered_in_front) made.push(label(`answered in front: ${answered_in_front}`, 'bad'));
  if (in_front.length) made.push(label('something in front', 'doubtful'));
  return made;
}

function origins({ origins }) {
  if (origins.length === 0) return 'no origin';
  return origins.length === 1 ? origins[0] : `${origins.length} origins`;
}

function policy(route) {
  const { kind, handler, policy, provenance, warnings, in_front, answered_in_front, is_checked } = route;
  if (!policy) {
    const why = {
      disabled: 'none: #[cors(disabled)]',
      other: is_checked ? 'none: it has no #[cors], and no layer' : 'none that is known: it has no #[cors]',
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
      answered_in_front && `Something answers preflights with ${answered_in_front}: a middleware, or a route that is asked before. AppCors outside it answers them first.`,
    ]],
  ]);
}

/** Asks about the route: with a path that is known to match, or else with a guess. */
function askButton({ methods, path, example, policy }, origin, askAbout) {
  const button = element('button', 'Ask about this route', 'quiet');
  button.type = 'button';
  const page = origin || policy?.origins.find((origin) => !origin.includes('*') && origin.includes('://'));
  const question = { method: methods[0] ?? policy?.methods[0] ?? 'GET', path: example ?? (path.replace(/\{[^}]*\}/g, '1').replace('/…', '') || '/') };
  button.addEventListener('click', () => askAbout(page ? { ...question, page } : question));
  return button;
}
