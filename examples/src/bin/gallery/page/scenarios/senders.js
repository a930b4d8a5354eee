import { Refused, loaded } from '../scenario.js';

const xhr = async (method, url, prepare) => {
  const request = new XMLHttpRequest();
  request.open(method, url);
  const body = prepare(request);
  const end = loaded(request);
  request.send(body);
  await end;
  return `${request.status} ${request.responseText}`;
};

const withCredentials = (request) => {
  request.withCredentials = true;
};

const withUploadListener = (request) => {
  request.upload.addEventListener('progress', () => {});
  return 'some text';
};

const firstEvent = async (url) => {
  const source = new EventSource(url);
  try {
    const event = await new Promise((resolve, reject) => {
      source.addEventListener('message', resolve);
      source.addEventListener('error', () => reject(new Refused('an error event')));
    });
    return event.data;
  } finally {
    source.close();
  }
};

/** A page never learns what comes of a beacon, so this looks at what the server saw. */
const beacon = async (on, path) => {
  const json = new Blob(['{}'], { type: 'application/json' });
  navigator.sendBeacon(on.api(path), json);
  const last = await on.waitFor((seen) => seen.find((one) => !one.is_preflight || one.status === 403));
  if (last?.status !== 204) throw new Refused('the beacon did not arrive');
  return 'the beacon arrived';
};

const module_ = async (url) => {
  const module = await import(url);
  return module.default;
};

export const senders = {
  title: 'Other ways to send a request',
  text: `<code>XMLHttpRequest</code>, server-sent events, beacons and module scripts follow the same protocol as
    <code>fetch</code>.`,
  scenarios: [
    {
      name: 'xhr-credentials-allowed',
      title: 'XMLHttpRequest with credentials, allowed',
      handlers: ['cookies_allowed'],
      lesson: '<code>withCredentials</code> is <code>credentials: "include"</code>.',
      run: (on) => xhr('GET', on.api('/cookies/allowed'), withCredentials),
      source: [xhr, withCredentials],
      asks: { way: 'fetch', path: '/cookies/allowed', credentials: 'include' },
      expects: { outcome: 'allowed', requests: ['GET 200'] },
    },
    {
      name: 'xhr-credentials-refused',
      title: 'XMLHttpRequest with credentials, refused',
      handlers: ['cookies_wildcard'],
      lesson: 'A wildcard is not enough.',
      run: (on) => xhr('GET', on.api('/cookies/wildcard'), withCredentials),
      source: [xhr, withCredentials],
      asks: { way: 'fetch', path: '/cookies/wildcard', credentials: 'include' },
      expects: { outcome: 'blocked', requests: ['GET 200'] },
    },
    {
      name: 'xhr-upload-allowed',
      title: 'XMLHttpRequest with an upload listener, allowed',
      handlers: ['upload_allowed'],
      lesson: 'A listener for the progress of an upload causes a preflight, even for plain text.',
      run: (on) => xhr('POST', on.api('/upload/allowed'), withUploadListener),
      source: [xhr, withUploadListener],
      asks: { way: 'upload', path: '/upload/allowed', method: 'POST', body: 'some text' },
      expects: { outcome: 'allowed', requests: ['OPTIONS 204', 'POST 200'] },
    },
    {
      name: 'xhr-upload-refused',
      title: 'XMLHttpRequest with an upload listener, refused',
      handlers: ['upload_refused'],
      lesson: 'Without the listener the handler would have run.',
      run: (on) => xhr('POST', on.api('/upload/refused'), withUploadListener),
      source: [xhr, withUploadListener],
      asks: { way: 'upload', path: '/upload/refused', method: 'POST', body: 'some text' },
      expects: { outcome: 'blocked', requests: ['OPTIONS 403'] },
    },
    {
      name: 'events-allowed',
      title: 'Server-sent events, allowed',
      handlers: ['events_allowed'],
      lesson: 'The stream’s head has the headers.',
      run: (on) => firstEvent(on.api('/events/allowed')),
      source: firstEvent,
      asks: { way: 'event-source', path: '/events/allowed' },
      expects: { outcome: 'allowed', requests: ['GET 200'] },
    },
    {
      name: 'events-refused',
      title: 'Server-sent events, refused',
      handlers: ['events_refused'],
      lesson: 'There is an error event, and no second attempt.',
      run: (on) => firstEvent(on.api('/events/refused')),
      source: firstEvent,
      asks: { way: 'event-source', path: '/events/refused' },
      expects: { outcome: 'blocked', requests: ['GET 200'] },
    },
    {
      name: 'beacon-allowed',
      title: 'sendBeacon with JSON, allowed',
      handlers: ['beacon_allowed'],
      lesson: 'A beacon always has credentials, and JSON is preflighted.',
      run: (on) => beacon(on, '/beacon/allowed'),
      source: beacon,
      asks: { way: 'beacon', path: '/beacon/allowed', body: '{}' },
      expects: { outcome: 'allowed', requests: ['OPTIONS 204', 'POST 204'] },
    },
    {
      name: 'beacon-refused',
      title: 'sendBeacon with JSON, refused',
      handlers: ['beacon_refused'],
      lesson: 'The preflight is refused. <code>sendBeacon</code> returns <code>true</code> all the same.',
      run: (on) => beacon(on, '/beacon/refused'),
      source: beacon,
      asks: { way: 'beacon', path: '/beacon/refused', body: '{}' },
      expects: { outcome: 'blocked', requests: ['OPTIONS 403'] },
    },
    {
      name: 'module-allowed',
      title: 'A module script, allowed',
      handlers: ['module_allowed'],
      lesson: 'Classic scripts load from anywhere; modules only where CORS allows it.',
      run: (on) => module_(on.api('/module/allowed')),
      source: module_,
      asks: { way: 'module-script', path: '/module/allowed' },
      expects: { outcome: 'allowed', requests: ['GET 200'] },
    },
    {
      name: 'module-refused',
      title: 'A module script, refused',
      handlers: ['module_refused'],
      lesson: 'The import fails.',
      run: (on) => module_(on.api('/module/refused')),
      source: module_,
      asks: { way: 'module-script', path: '/module/refused' },
      expects: { outcome: 'blocked', requests: ['GET 200'] },
    },
  ],
};
