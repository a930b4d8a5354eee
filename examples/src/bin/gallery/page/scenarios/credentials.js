import { fetching, read } from '../scenario.js';

/** Two requests, one after the other: the second has the cookie that the first one’s answer set. */
const twice = async (url, options) => {
  const first = await read(await fetch(url, options));
  const second = await read(await fetch(url, options));
  return `${first}, ${second}`;
};

export const credentials = {
  title: 'Credentials',
  text: `Cookies, HTTP authentication and client certificates go to another origin only if the page asks for it,
    and the page may read the answer only if the policy has <code>credentials</code>.`,
  scenarios: [
    {
      name: 'cookies-allowed',
      title: 'Cookies sent and stored, allowed',
      handlers: ['cookies_allowed'],
      lesson: 'The first answer sets a cookie, and the second request has it.',
      run: async (on) => twice(on.api('/cookies/allowed'), { credentials: 'include' }),
      source: twice,
      detail: '200 visit 1, 200 visit 2',
      expects: { outcome: 'allowed', requests: ['GET 200', 'GET 200'] },
    },
    {
      name: 'cookies-refused',
      title: 'Cookies to a route that does not allow them, refused',
      handlers: ['cookies_refused'],
      lesson: 'The origin is allowed, and <code>Access-Control-Allow-Credentials</code> is missing.',
      ...fetching('/cookies/refused', { credentials: 'include' }),
      expects: { outcome: 'blocked', requests: ['GET 200'] },
    },
    {
      name: 'cookies-omitted',
      title: 'Without cookies, allowed',
      handlers: ['cookies_allowed'],
      lesson: 'Without <code>credentials: "include"</code>, nothing is sent to another origin, and nothing is stored.',
      run: async (on) => twice(on.api('/cookies/allowed'), {}),
      source: twice,
      detail: '200 visit 1, 200 visit 1',
      expects: { outcome: 'allowed', requests: ['GET 200', 'GET 200'] },
    },
    {
      name: 'wildcard-without-credentials',
      title: 'Wildcard without credentials, allowed',
      handlers: ['cookies_wildcard'],
      lesson: '<code>*</code> means every origin, without credentials.',
      ...fetching('/cookies/wildcard'),
      expects: { outcome: 'allowed', requests: ['GET 200'] },
    },
    {
      name: 'wildcard-with-credentials',
      title: 'Wildcard with credentials, refused',
      handlers: ['cookies_wildcard'],
      lesson: 'For a request with credentials, <code>*</code> is not a wildcard. <code>#[cors(origins = "*", credentials)]</code> does not compile.',
      ...fetching('/cookies/wildcard', { credentials: 'include' }),
      expects: { outcome: 'blocked', requests: ['GET 200'] },
    },
    {
      name: 'authorization-allowed',
      title: 'Authorization header, allowed',
      handlers: ['authorization_allowed'],
      lesson: 'A token in a header is a request header like others: it must be named, even beside <code>*</code>.',
      ...fetching('/authorization/allowed', { headers: { Authorization: 'Bearer let-me-in' } }),
      expects: { outcome: 'allowed', requests: ['OPTIONS 204', 'GET 200'] },
    },
    {
      name: 'authorization-refused',
      title: 'Authorization header, refused',
      handlers: ['authorization_refused'],
      lesson: 'The policy does not name it.',
      ...fetching('/authorization/refused', { headers: { Authorization: 'Bearer let-me-in' } }),
      expects: { outcome: 'blocked', requests: ['OPTIONS 204'] },
    },
  ],
};
