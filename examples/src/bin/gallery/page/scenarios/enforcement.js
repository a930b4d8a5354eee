import { Refused } from '../scenario.js';

/** Sends a form into a frame. The page cannot see the answer, so this looks at what the server saw. */
const submit = async (on, path) => {
  const sink = Object.assign(document.createElement('iframe'), { name: `sink-${on.run}` });
  const form = Object.assign(document.createElement('form'), { method: 'post', action: on.api(path), target: sink.name });
  document.body.append(sink, form);
  try {
    form.submit();
    const status = await on.answered();
    if (status !== 200) throw new Refused(`the server answered ${status}`);
    return 'the handler ran';
  } finally {
    sink.remove();
    form.remove();
  }
};

/** Opens a page of the API’s own origin in a frame; its form sends itself. */
const submitAtHome = async (on) => {
  const frame = Object.assign(document.createElement('iframe'), { src: on.api('/transfer-form') });
  document.body.append(frame);
  try {
    const status = await on.answered(2);
    if (status !== 200) throw new Refused(`the server answered ${status}`);
    return 'the handler ran';
  } finally {
    frame.remove();
  }
};

const greeting = (url) =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(url.replace('http:', 'ws:'));
    socket.addEventListener('message', (event) => resolve(event.data));
    socket.addEventListener('error', () => reject(new Refused('the handshake failed')));
  });

export const enforcement = {
  title: 'Requests that are refused',
  text: `CORS protects responses. <code>enforce</code> protects the handler as well: a cross-origin request that
    is not allowed gets 403 before the handler runs.`,
  scenarios: [
    {
      name: 'form-cross-site-allowed',
      title: 'A form of another site without enforce: it runs',
      from: '127.0.0.1',
      handlers: ['transfer_unprotected'],
      lesson: 'A forged request: the other site’s page cannot read the answer, but the handler ran.',
      run: (on) => submit(on, '/unprotected-transfers'),
      source: submit,
      expects: { outcome: 'allowed', requests: ['POST 200'] },
    },
    {
      name: 'form-cross-site-refused',
      title: 'A form of another site with enforce, refused',
      from: '127.0.0.1',
      handlers: ['transfer'],
      lesson: 'The handler did not run.',
      run: (on) => submit(on, '/transfers'),
      source: submit,
      expects: { outcome: 'blocked', requests: ['POST 403'] },
    },
    {
      name: 'form-same-origin-allowed',
      title: 'A form of the API’s own origin, unharmed',
      handlers: ['transfer', 'transfer_form'],
      lesson: 'The policy does not name this origin. A request of the same origin is never refused.',
      run: submitAtHome,
      expects: { outcome: 'allowed', requests: ['GET 200', 'POST 200'] },
    },
    {
      name: 'form-listed-allowed',
      title: 'A form of this page, allowed',
      handlers: ['transfer'],
      lesson: 'The policy names this page’s origin.',
      run: (on) => submit(on, '/transfers'),
      source: submit,
      expects: { outcome: 'allowed', requests: ['POST 200'] },
    },
    {
      name: 'websocket-allowed',
      title: 'A WebSocket, allowed',
      handlers: ['socket_allowed'],
      lesson: 'Browsers open a WebSocket to any origin and ask nothing. The handshake has an <code>Origin</code>, and <code>enforce</code> compares it.',
      run: (on) => greeting(on.api('/socket/allowed')),
      source: greeting,
      expects: { outcome: 'allowed', requests: ['GET 101'] },
    },
    {
      name: 'websocket-refused',
      title: 'A WebSocket, refused',
      handlers: ['socket_refused'],
      lesson: 'The handshake gets 403.',
      run: (on) => greeting(on.api('/socket/refused')),
      source: greeting,
      expects: { outcome: 'blocked', requests: ['GET 403'] },
    },
  ],
};
