import { fetching, read } from '../scenario.js';

const form = () => new URLSearchParams({ name: 'Ada' });

const multipart = () => {
  const data = new FormData();
  data.set('name', 'Ada');
  return data;
};

export const simple = {
  title: 'Requests without a preflight',
  text: `What a form could always send, the browser sends without asking: <code>GET</code>, <code>HEAD</code> and
    <code>POST</code> with one of three types. The handler runs in any case. The policy decides whether the
    page may read the response.`,
  scenarios: [
    {
      name: 'get-allowed',
      title: 'GET, allowed',
      handlers: ['simple_allowed'],
      lesson: 'The response names the page’s origin, so the page may read it.',
      ...fetching('/simple/allowed'),
      expects: { outcome: 'allowed', requests: ['GET 200'] },
    },
    {
      name: 'get-refused',
      title: 'GET, refused',
      handlers: ['simple_refused'],
      lesson: 'The handler ran and answered 200. The browser withholds the response, and the page gets an error without a reason; the reason is in the console.',
      ...fetching('/simple/refused'),
      expects: { outcome: 'blocked', requests: ['GET 200'] },
    },
    {
      name: 'head-allowed',
      title: 'HEAD, allowed',
      handlers: ['simple_allowed'],
      lesson: 'As GET, without a body.',
      ...fetching('/simple/allowed', { method: 'HEAD' }),
      expects: { outcome: 'allowed', requests: ['HEAD 200'] },
    },
    {
      name: 'head-refused',
      title: 'HEAD, refused',
      handlers: ['simple_refused'],
      lesson: 'Not even the status can be read.',
      ...fetching('/simple/refused', { method: 'HEAD' }),
      expects: { outcome: 'blocked', requests: ['HEAD 200'] },
    },
    {
      name: 'post-text-allowed',
      title: 'POST of text, allowed',
      handlers: ['simple_allowed'],
      lesson: '<code>text/plain</code> is one of the three safelisted types.',
      ...fetching('/simple/allowed', { method: 'POST', body: 'hello' }),
      expects: { outcome: 'allowed', requests: ['POST 200'] },
    },
    {
      name: 'post-text-refused',
      title: 'POST of text, refused',
      handlers: ['simple_refused'],
      lesson: 'The handler ran: CORS protects the response, not the request. <code>enforce</code> protects the request too.',
      ...fetching('/simple/refused', { method: 'POST', body: 'hello' }),
      expects: { outcome: 'blocked', requests: ['POST 200'] },
    },
    {
      name: 'post-form-allowed',
      title: 'POST of a form, allowed',
      handlers: ['simple_allowed'],
      lesson: '<code>application/x-www-form-urlencoded</code> is the second.',
      run: async (on) => read(await fetch(on.api('/simple/allowed'), { method: 'POST', body: form() })),
      source: form,
      expects: { outcome: 'allowed', requests: ['POST 200'] },
    },
    {
      name: 'post-form-refused',
      title: 'POST of a form, refused',
      handlers: ['simple_refused'],
      lesson: 'The response is withheld.',
      run: async (on) => read(await fetch(on.api('/simple/refused'), { method: 'POST', body: form() })),
      source: form,
      expects: { outcome: 'blocked', requests: ['POST 200'] },
    },
    {
      name: 'post-multipart-allowed',
      title: 'POST of a multipart form, allowed',
      handlers: ['simple_allowed'],
      lesson: '<code>multipart/form-data</code> is the third.',
      run: async (on) => read(await fetch(on.api('/simple/allowed'), { method: 'POST', body: multipart() })),
      source: multipart,
      expects: { outcome: 'allowed', requests: ['POST 200'] },
    },
    {
      name: 'post-multipart-refused',
      title: 'POST of a multipart form, refused',
      handlers: ['simple_refused'],
      lesson: 'The response is withheld.',
      run: async (on) => read(await fetch(on.api('/simple/refused'), { method: 'POST', body: multipart() })),
      source: multipart,
      expects: { outcome: 'blocked', requests: ['POST 200'] },
    },
  ],
};
