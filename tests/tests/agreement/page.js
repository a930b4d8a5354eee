// Plays every scenario, one after another, and reports the outcomes. Scenarios of a page without an origin are played by
// the same page in a sandboxed frame.

const play = {
  fetch: async (request) => {
    const { method, mode, credentials, headers, redirect, keepalive } = request;
    const options = { method, mode, credentials, headers, redirect, keepalive, body: body(request), duplex: 'half' };
    options.referrerPolicy = request.referrer_policy ?? '';
    const response = await fetch(request.url, options);
    const readable = response.type === 'basic' || response.type === 'cors';
    return [readable ? `readable ${response.status}` : response.type, [...response.headers.keys()]];
  },

  xhr: (request) => new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    xhr.open(request.method, request.url);
    xhr.withCredentials = request.credentials === 'include';
    if (request.upload_listeners) xhr.upload.onprogress = () => {};
    for (const [name, value] of request.headers) xhr.setRequestHeader(name, value);
    const names = () => xhr.getAllResponseHeaders().split('\r\n').filter(Boolean).map((line) => line.split(':')[0]);
    xhr.onload = () => resolve([`readable ${xhr.status}`, names()]);
    xhr.onerror = reject;
    xhr.send(body(request));
  }),

  img: (request) => loaded(withUrl('img', 'src', request)),
  script: (request) => loaded(withUrl('script', 'src', request)),
  'script-module': (request) => loaded(withUrl('script', 'src', request, { type: 'module' })),
  style: (request) => loaded(withUrl('link', 'href', request, { rel: 'stylesheet' })),

  form: (request) => {
    const frame = Object.assign(document.createElement('iframe'), { name: 'target' });
    const form = Object.assign(document.createElement('form'), { action: request.url, target: 'target' });
    form.method = request.method;
    document.body.append(frame, form);
    const done = new Promise((resolve) => { frame.onload = () => resolve(['loaded', []]); });
    form.submit();
    return done.finally(() => { frame.remove(); form.remove(); });
  },

  eventsource: (request) => opened(
    new EventSource(request.url, { withCredentials: request.credentials === 'include' }),
  ),
  websocket: (request) => opened(new WebSocket(request.url.replace('http', 'ws'))),

  // What a font or a beacon becomes is not shown to scripts.
  font: async (request) => {
    await new FontFace('scenario', `url("${request.url}")`).load().catch(() => {});
    return ['sent', []];
  },
  beacon: async (request, index, requests) => {
    navigator.sendBeacon(request.url, body(request));
    for (let tries = 0; tries < 500; tries += 1) {
      if (await (await fetch(`/arrived/${index}`)).json() >= requests) break;
    }
    return ['sent', []];
  },
};

/** Settles when a connection does. */
function opened(connection) {
  return new Promise((resolve, reject) => {
    connection.onopen = () => { connection.close(); resolve(['loaded', []]); };
    connection.onerror = () => { connection.close(); reject(); };
  });
}

/** Settles when an element has loaded what it names. */
function loaded(element) {
  return new Promise((resolve, reject) => {
    element.onload = () => resolve(['loaded', []]);
    element.onerror = reject;
    document.body.append(element);
  });
}

function withUrl(name, attribute, request, properties = {}) {
  const element = Object.assign(document.createElement(name), properties);
  if (request.mode === 'cors') {
    element.crossOrigin = request.credentials === 'include' ? 'use-credentials' : 'anonymous';
  }
  element[attribute] = request.url;
  return element;
}

/** A body that brings the scenario's type. */
function body({ body_type: type, body_source: source }) {
  if (type === null) return undefined;
  if (source === 'stream') return new Blob(['x']).stream();
  if (type === '') return new Uint8Array([120]);
  if (type === 'text/plain;charset=UTF-8') return 'x';
  if (type === 'application/x-www-form-urlencoded;charset=UTF-8') return new URLSearchParams('x');
  return new Blob(['x'], { type });
}

async function playAll(scenarios) {
  const played = [];
  for (const { index, steps } of scenarios) {
    played.push({ index, steps: await playSteps(index, steps) });
  }
  return played;
}

/** Plays the fetches of a scenario, one after another. */
async function playSteps(index, steps) {
  const played = [];
  for (const { request, requests } of steps) {
    if (played.length > 0) await fetch(`/next/${index}`, { method: 'POST', mode: 'no-cors' });
    try {
      const [outcome, exposed] = await play[request.api](request, index, requests);
      played.push({ outcome, exposed });
    } catch {
      played.push({ outcome: 'error', exposed: [] });
    }
  }
  return played;
}

/** Plays scenarios in a page without an origin. */
function playSandboxed(scenarios) {
  return new Promise((resolve) => {
    const frame = document.createElement('iframe');
    frame.sandbox = 'allow-scripts';
    frame.src = '/page';
    addEventListener('message', (message) => resolve(message.data));
    frame.onload = () => frame.contentWindow.postMessage(scenarios, '*');
    document.body.append(frame);
  });
}

if (window === window.parent) {
  const scenarios = await (await fetch('/scenarios')).json();
  const isSandboxed = (scenario) => scenario.page === 'null';
  const played = await playAll(scenarios.filter((scenario) => !isSandboxed(scenario)));
  played.push(...await playSandboxed(scenarios.filter(isSandboxed)));
  await fetch('/report', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(played.sort((a, b) => a.index - b.index).map(({ steps }) => steps)),
  });
} else {
  addEventListener('message', async (message) => parent.postMessage(await playAll(message.data), '*'));
}
