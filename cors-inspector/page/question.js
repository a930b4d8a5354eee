// "May this page make this request?"

import { block, element, facts, link, post, sentence } from './dom.js';

const form = document.getElementById('question-form');
const verdict = document.getElementById('verdict');
const dialogue = document.getElementById('dialogue');

export function setUpQuestion() {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    answer();
  });
}

/** Fills the form, and asks. What is not given stays as it is. The focus goes to the verdict, which is far from the button. */
export async function askAbout(question) {
  for (const [name, value] of Object.entries(question)) form.elements[name].value = value;
  await answer();
  document.getElementById('question').scrollIntoView();
  verdict.focus({ preventScroll: true });
}

async function answer() {
  const { page, method, path, headers, credentials } = form.elements;
  const question = {
    page: page.value.trim(),
    method: method.value.trim(),
    path: path.value.trim(),
    headers: headers.value.split('\n').map(header).filter(Boolean),
    credentials: credentials.checked,
  };
  try {
    show(await post('question', JSON.stringify(question)));
  } catch (error) {
    verdict.replaceChildren(element('p', error.message, 'summary bad'));
    dialogue.replaceChildren();
  }
}

/** A name without a value gets one, because the name decides. */
function header(line) {
  if (!line.trim()) return undefined;
  const [name, ...value] = line.split(':');
  return [name.trim(), value.join(':').trim() || 'x'];
}

function show({ is_readable, summary, reason, remedy, guide, is_preflighted, reached, is_sent, note, steps, curl, test }) {
  verdict.replaceChildren(
    element('p', sentence(summary), `summary ${is_readable ? 'good' : 'bad'}`),
    facts([
      ['To allow it', remedy && element('div', sentence(remedy))],
      ['Reason', guide && link(reason, guide)],
      ['Preflight', preflight(is_sent, is_preflighted)],
      ['The request reaches', reached],
      ['Note', note && element('div', sentence(note))],
    ]),
  );
  dialogue.replaceChildren(
    collapsed('What the browser and the server say', steps.map(step)),
    ...(is_sent ? [collapsed('As a curl command', [block(curl, 'sample')]), collapsed('As a test', [block(test, 'sample')])] : []),
  );
}

function preflight(isSent, isPreflighted) {
  if (isPreflighted) return 'the browser asks first';
  return isSent ? 'none: the browser sends the request at once' : 'none: the browser sends nothing';
}

function step({ title, lines }) {
  return block([title, ...lines.map((line) => `  ${line}`)].join('\n'));
}

function collapsed(title, content) {
  const details = element('details', [element('summary', element('span', title, 'title')), element('div', content, 'inside')]);
  return details;
}
