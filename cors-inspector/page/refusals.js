// The last refusals, live while the page is in sight.

import { ask, becomesVisible, element, sentence } from './dom.js';

/** How often the server is asked. */
const INTERVAL = 1000;
/** How many are shown. */
const LIMIT = 100;

const list = document.getElementById('refusal-list');
const summary = document.getElementById('refusals-summary');

let last = 0;
let isLost = false;
let askAbout;
let serverReturned;

/** Calls the second function when the server answers again: it may be another program then. */
export async function watchRefusals(askAboutRefusal, whenServerReturns) {
  askAbout = askAboutRefusal;
  serverReturned = whenServerReturns;
  for (;;) {
    await becomesVisible();
    await show();
    await new Promise((resolve) => setTimeout(resolve, INTERVAL));
  }
}

async function show() {
  try {
    const { count, refusals } = await ask(`refusals?after=${isLost ? 0 : last}`);
    if (!isLost && count < last) {
      isLost = true;
      return;
    }
    if (isLost) list.replaceChildren();
    list.prepend(...refusals.map(item).reverse());
    while (list.children.length > LIMIT) list.lastElementChild.remove();
    last = count;
    say(inWords(count, list.children.length));
    if (isLost) serverReturned();
    isLost = false;
  } catch (error) {
    isLost = true;
    say(`The server does not answer: ${error.message}`);
  }
}

function inWords(count, shown) {
  if (count === 0) return 'None since the server started.';
  return `${count} since the server started${shown < count ? `; the last ${shown} are here` : ''}.`;
}

/** A screen reader reads what is set, even if it is the same. */
function say(text) {
  if (summary.textContent !== text) summary.textContent = text;
}

function item({ page, method, path, is_preflight, reason, remedy }) {
  const button = element('button', 'Explain', 'quiet');
  button.type = 'button';
  button.addEventListener('click', () => askAbout({ page, method, path }));
  const kind = is_preflight ? 'preflight for ' : '';
  return element('li', [
    element('code', `${kind}${method} ${path}`),
    element('span', page ? `from ${page}` : 'without an origin', 'page bad'),
    button,
    element('span', sentence(remedy ? `${reason} To allow it: ${remedy}` : reason), 'why'),
  ]);
}
