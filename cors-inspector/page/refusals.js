// The last refusals, live while the page is in sight.

import { ask, becomesVisible, element, sentence } from './dom.js';

/** How often the server is asked. */
const INTERVAL = 1000;
/** How many are shown. */
const LIMIT = 100;

const list = document.getElementById('refusal-list');
const summary = document.getElementById('refusals-summary');

let last = 0;
let askAbout;

export async function watchRefusals(askAboutRefusal) {
  askAbout = askAboutRefusal;
  for (;;) {
    await becomesVisible();
    await show();
    await new Promise((resolve) => setTimeout(resolve, INTERVAL));
  }
}

async function show() {
  try {
    const { count, refusals } = await ask(`refusals?after=${last}`);
    if (refusals.length === 0) return;
    last = count;
    list.prepend(...refusals.map(item).reverse());
    while (list.children.length > LIMIT) list.lastElementChild.remove();
    const shown = list.children.length;
    summary.textContent = `${count} since the server started${shown < count ? `; the last ${shown} are here` : ''}.`;
  } catch (error) {
    summary.textContent = `The server does not answer: ${error.message}`;
  }
}

function item({ page, method, path, is_preflight, reason, remedy }) {
  const button = element('button', 'Explain', 'quiet');
  button.type = 'button';
  button.addEventListener('click', () => askAbout({ page, method, path }));
  const kind = is_preflight ? 'preflight for ' : '';
  return element('li', [
    element('code', `${kind}${method} ${path}`),
    element('span', `from ${page}`, 'page bad'),
    button,
    element('span', sentence(remedy ? `${reason} To allow it: ${remedy}` : reason), 'why'),
  ]);
}
