// One scenario on the page. What servers and browsers said is shown as text alone.

import { fetching } from './scenario.js';

const MARKS = { expected: ['✓', 'as expected'], unexpected: ['✗', 'not as expected'], waiting: ['…', 'running'] };

export class ScenarioView {
  #scenario;
  #result;

  constructor(scenario, sources, runAgain) {
    this.#scenario = scenario;
    this.element = document.getElementById('scenario').content.firstElementChild.cloneNode(true);
    this.element.id = scenario.name;
    this.#part('.title').textContent = scenario.title;
    this.#part('.lesson').innerHTML = scenario.lesson;
    this.#part('.code').textContent = codeOf(scenario);
    const link = this.#part('.link');
    link.href = `#${scenario.name}`;
    this.#part('.run').addEventListener('click', runAgain);
    this.#part('.handlers').append(...scenario.handlers.flatMap((name) => handler(sources[name])));
    this.wait();
  }

  /** While it runs. */
  wait() {
    this.#mark('waiting');
  }

  show(result) {
    this.#result = result;
    this.#mark(result.is_as_expected ? 'expected' : 'unexpected');
    this.#part('.labels').replaceChildren(...labels(result).map(label));
    this.#part('.expected').textContent = inWords(result.expected.outcome, result.expected.requests);
    this.#part('.observed').textContent = `${result.outcome}: ${result.detail}`;
    this.#part('.exchanges').replaceChildren(...result.exchanges.map(exchange));
    this.#showOptional('.difference', result.expected.why);
    this.#showOptional('.prediction', result.prediction && predictionInWords(result.prediction));
  }

  open() {
    this.#part('details').open = true;
    this.element.scrollIntoView();
  }

  /** Whether the filters let it be seen. */
  matches(words, shown) {
    const { name, title, handlers } = this.#scenario;
    const text = `${name} ${title} ${handlers.join(' ')} ${this.element.textContent}`.toLowerCase();
    if (!words.every((word) => text.includes(word))) return false;
    if (shown === 'all' || !this.#result) return true;
    if (shown === 'unexpected') return !this.#result.is_as_expected;
    return labels(this.#result).includes(shown);
  }

  #part(selector) {
    return this.element.querySelector(selector);
  }

  #mark(state) {
    const [sign, words] = MARKS[state];
    const mark = this.#part('.verdict');
    mark.dataset.state = state;
    mark.textContent = sign;
    mark.role = 'img';
    mark.ariaLabel = words;
  }

  #showOptional(selector, text) {
    const part = this.#part(selector);
    part.hidden = !text;
    part.querySelector('dd').replaceChildren(...sentence(text ?? ''));
  }
}

/** What happened, in a word each. */
function labels({ outcome, exchanges }) {
  const words = [outcome];
  if (exchanges.some((exchange) => exchange.is_preflight)) words.push('preflighted');
  if (isFromCache(exchanges)) words.push('preflight from cache');
  return words;
}

/** Fewer preflights than requests that need one. */
function isFromCache(exchanges) {
  const preflights = exchanges.filter((exchange) => exchange.is_preflight).length;
  const requests = exchanges.filter((exchange) => exchange.method === 'PUT').length;
  return preflights > 0 && requests > preflights;
}

/** The pieces of a sentence: what is between backticks is code. */
function sentence(text) {
  return text.split('`').map((piece, index) => (index % 2 ? element('code', piece) : piece));
}

function label(word) {
  return element('span', word, `label ${word}`);
}

function inWords(outcome, requests) {
  return `${outcome}; the server sees ${requests.join(', then ')}`;
}

function predictionInWords({ outcome, requests, reason }) {
  return `${inWords(outcome, requests)}${reason ? `. ${reason}` : ''}`;
}

function exchange({ method, path, status, is_preflight, request, response }) {
  const item = document.createElement('li');
  const kind = is_preflight ? ' (preflight)' : '';
  const lines = [`${method} ${path}${kind}`, ...request, '', `${status}`, ...response];
  const text = element('pre', lines.join('\n'));
  text.tabIndex = 0;
  item.append(text);
  return item;
}

function handler({ file, line, code }) {
  const text = element('pre', code);
  text.tabIndex = 0;
  return [element('p', `examples/src/bin/gallery/api/${file}, line ${line}`, 'file'), text];
}

/** The functions that ran, as they are written. */
function codeOf(scenario) {
  const { run, source = [], note, asks } = scenario;
  if (String(run) === FETCHING) return [...(note ? [`// ${note}`] : []), fetchOf(asks)].join('\n');
  const parts = [source].flat().map(written);
  return [...(note ? [`// ${note}`] : []), withoutIndent(String(run)), ...parts].join('\n\n');
}

/** How every scenario runs that is one `fetch`. */
const FETCHING = String(fetching('/').run);

function fetchOf({ path, api, way, ...options }) {
  const address = api === 'guarded' ? `on.guarded('${path}')` : `on.api('${path}')`;
  const written = Object.keys(options).length ? `, ${JSON.stringify(options, undefined, 2)}` : '';
  return `const response = await fetch(${address}${written});\nawait response.text();`;
}

function written(value) {
  const text = typeof value === 'function' ? `${value.name} = ${value}` : JSON.stringify(value, undefined, 2);
  return withoutIndent(text);
}

/** Takes away the indent that all lines but the first have. */
function withoutIndent(text) {
  const [first, ...rest] = text.split('\n');
  const indents = rest.filter((line) => line.trim()).map((line) => line.search(/\S/));
  const indent = Math.min(...indents, 80);
  return [first, ...rest.map((line) => line.slice(indent))].join('\n');
}

function element(name, text, className = '') {
  return Object.assign(document.createElement(name), { textContent: text, className });
}
