// The comparison with a snapshot.

import { element, post } from './dom.js';

const snapshot = document.getElementById('snapshot-form');
const difference = document.getElementById('difference');

export function setUpSnapshot() {
  snapshot.addEventListener('submit', (event) => {
    event.preventDefault();
    compare();
  });
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
