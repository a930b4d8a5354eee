// Plays every scenario, one after another, and reports the outcome.

const play = {
  fetch: async (request) => {
    const { method, mode, credentials, headers, redirect, keepalive } = request;
    const options = { method, mode, credentials, headers, redirect, keepalive, body: body(request) };
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

  img: (request) => element('img', request),
  script: (request) => element('script', request),
  'script-module': (request) => element('script', request, { type: 'module' }),

  eventsource: (request) => new Promise((resolve, reject) => {
    const source = new EventSource(request.url, { withCredentials: request.credentials === 'include' });
    source.onopen = () => { source.close(); resolve(['loaded', []]); };
    source.onerror = () => { source.close(); reject(); };
  }),
};

/** An element that loads something. */
function element(name, request, properties = {}) {
  return new Promise((resolve, reject) => {
    const element = Object.assign(document.createElement(name), properties);
    if (request.mode === 'cors') {
      element.crossOrigin = request.credentials === 'include' ? 'use-credentials' : 'anonymous';
    }
    element.onload = () => resolve(['loaded', []]);
    element.onerror = reject;
    element.src = request.url;
    document.body.append(element);
  });
}

/** A body that brings the scenario's type. */
function body({ body_type: type }) {
  if (type === null) return undefined;
  if (type === '') return new Uint8Array([120]);
  if (type === 'text/plain;charset=UTF-8') return 'x';
  if (type === 'application/x-www-form-urlencoded;charset=UTF-8') return new URLSearchParams('x');
  return new Blob(['x'], { type });
}

const played = [];
for (const request of await (await fetch('/scenarios')).json()) {
  try {
    const [outcome, exposed] = await play[request.api](request);
    played.push({ outcome, exposed });
  } catch {
    played.push({ outcome: 'error', exposed: [] });
  }
}
await fetch('/report', {
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(played),
});
