import { fetching } from '../scenario.js';

/** A twin pair: a method at a route that allows the page, and at one that does not. */
const method = (name, method, lesson) => [
  {
    name: `${name}-allowed`,
    title: `${method}, allowed`,
    handlers: ['write_allowed'],
    lesson,
    ...fetching('/write/allowed', { method }),
    expects: { outcome: 'allowed', requests: ['OPTIONS 204', `${method} 200`] },
  },
  {
    name: `${name}-refused`,
    title: `${method}, refused`,
    handlers: ['write_refused'],
    lesson: 'The preflight is refused with 403, and the request itself is never sent.',
    ...fetching('/write/refused', { method }),
    expects: { outcome: 'blocked', requests: ['OPTIONS 403'] },
  },
];

const json = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"name":"Ada"}' };

export const preflighted = {
  title: 'Requests with a preflight',
  text: `What a form could not send, the browser asks about first, with <code>OPTIONS</code>. Nothing has to be
    registered for that: the handler’s route answers it.`,
  scenarios: [
    ...method('put', 'PUT', 'The browser asks whether the page may use the method. The answer is 204 and names it.'),
    ...method('patch', 'PATCH', 'Like PUT.'),
    {
      name: 'patch-lower-case-allowed',
      title: 'put in lower case, allowed',
      handlers: ['write_allowed'],
      lesson: 'Browsers write <code>put</code> in upper case, as they do for five other methods.',
      ...fetching('/write/allowed', { method: 'put' }),
      expects: { outcome: 'allowed', requests: ['OPTIONS 204', 'PUT 200'] },
    },
    {
      name: 'patch-lower-case-refused',
      title: 'patch in lower case, refused',
      handlers: ['write_allowed'],
      lesson: 'Browsers send <code>patch</code> as it is written. No route has this method: methods are case-sensitive.',
      ...fetching('/write/allowed', { method: 'patch' }),
      expects: { outcome: 'blocked', requests: ['OPTIONS 404'] },
    },
    {
      name: 'delete-allowed',
      title: 'DELETE, allowed',
      handlers: ['write_allowed'],
      lesson: 'Like PUT.',
      ...fetching('/write/allowed', { method: 'DELETE' }),
      expects: { outcome: 'allowed', requests: ['OPTIONS 204', 'DELETE 200'] },
    },
    {
      name: 'delete-refused',
      title: 'DELETE, not among the methods',
      handlers: ['delete_refused'],
      lesson: 'The origin is allowed, but <code>methods</code> leaves DELETE out.',
      ...fetching('/delete/refused', { method: 'DELETE' }),
      expects: { outcome: 'blocked', requests: ['OPTIONS 403'] },
    },
    ...method('query', 'QUERY', 'A safe method with a body. It is preflighted, because no form can send it.'),
    ...method('custom-method', 'PURGE', 'Any method that is a token may be allowed.'),
    {
      name: 'custom-header-allowed',
      title: 'A header of its own, allowed',
      handlers: ['header_allowed'],
      lesson: 'The preflight’s answer lists the headers that scripts may send.',
      ...fetching('/header/allowed', { headers: { 'X-Request-Id': '7' } }),
      expects: { outcome: 'allowed', requests: ['OPTIONS 204', 'GET 200'] },
    },
    {
      name: 'custom-header-refused',
      title: 'A header of its own, refused',
      handlers: ['header_refused'],
      lesson: 'The preflight succeeds, and does not list the header. The browser compares, and refuses.',
      ...fetching('/header/refused', { headers: { 'X-Request-Id': '7' } }),
      expects: { outcome: 'blocked', requests: ['OPTIONS 204'] },
    },
    {
      name: 'json-allowed',
      title: 'JSON, allowed',
      handlers: ['json_allowed'],
      lesson: '<code>application/json</code> is not one of the three safelisted types, so <code>content-type</code> must be allowed.',
      ...fetching('/json/allowed', json),
      expects: { outcome: 'allowed', requests: ['OPTIONS 204', 'POST 200'] },
    },
    {
      name: 'json-refused',
      title: 'JSON, refused',
      handlers: ['json_refused'],
      lesson: '<code>content-type</code> is missing in <code>allow_headers</code>. With a <code>web::Json</code> body the compiler warns about it.',
      ...fetching('/json/refused', json),
      expects: { outcome: 'blocked', requests: ['OPTIONS 204'] },
    },
  ],
};
