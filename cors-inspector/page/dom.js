// Elements. Every text goes in as text: values of requests are never markup.

/** An element with a class, a text, or children. */
export function element(name, content = '', className = '') {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...[content].flat());
  return made;
}

/** The pieces of a sentence: what is between backticks is code. */
export function sentence(text) {
  return text.split('`').map((piece, index) => (index % 2 ? element('code', piece) : piece));
}

/** A list of terms and what they are about; those without a text are left out. */
export function facts(pairs) {
  const list = element('dl');
  for (const [term, text] of pairs) {
    const texts = [text].flat().filter((value) => value !== undefined && value !== null && value !== '');
    if (texts.length === 0) continue;
    const lines = texts.map((value) => (value instanceof Node ? value : element('div', String(value))));
    list.append(element('dt', term), element('dd', lines));
  }
  return list;
}

/** A block of text that can be scrolled, and therefore be reached by keyboard. */
export function block(text, className = '') {
  const made = element('pre', text, className);
  made.tabIndex = 0;
  return made;
}

/** A link that opens beside this page. */
export function link(text, address) {
  const made = element('a', text);
  made.href = address;
  made.target = '_blank';
  made.rel = 'noreferrer';
  return made;
}

/** What is below the inspector's path. */
export const address = (path) => new URL(`../${path}`, import.meta.url);

/** Asks the server, and fails with what it says. */
export async function ask(path, options) {
  const response = await fetch(address(path), options);
  if (!response.ok) throw new Error((await response.text()).trim() || `status ${response.status}`);
  return response.json();
}

/** Asks with JSON. */
export function post(path, body) {
  const headers = { 'Content-Type': 'application/json' };
  return ask(path, { method: 'POST', headers, body });
}

/** Waits until the page is visible. */
export async function becomesVisible() {
  while (document.hidden) await new Promise((resolve) => document.addEventListener('visibilitychange', resolve, { once: true }));
}
