import { loaded } from '../scenario.js';

/** The picture goes into the cache without CORS; then a script asks for it by CORS. */
const showThenFetch = async (url) => {
  const image = new Image();
  const end = loaded(image);
  image.src = url;
  await end;
  const response = await fetch(url);
  return `${response.status} ${response.headers.get('content-type')}`;
};

const others = 'Firefox and Safari send the request again, because the cached response was for another kind of request.';

export const caches = {
  title: 'The HTTP cache',
  text: `An <code>&lt;img&gt;</code> sends no <code>Origin</code>, and its response is cached. If a script then
    fetches the same address, the cached response must not be taken, and <code>Vary: Origin</code> says so.`,
  scenarios: [
    {
      name: 'cache-vary-allowed',
      title: 'Picture first, then fetch, with Vary',
      handlers: ['cached_with_vary'],
      lesson: 'The policy adds <code>Vary: Origin</code> to both responses.',
      run: (on) => showThenFetch(on.api('/cache/vary')),
      source: showThenFetch,
      expects: { outcome: 'allowed', requests: ['GET 200', 'GET 200'] },
    },
    {
      name: 'cache-no-vary-refused',
      title: 'Picture first, then fetch, without Vary',
      handlers: ['cached_without_vary'],
      lesson: 'Headers written by hand, as they are often seen.',
      run: (on) => showThenFetch(on.api('/cache/no-vary')),
      source: showThenFetch,
      expects: { outcome: 'blocked', requests: ['GET 200'] },
      differs: {
        Firefox: { outcome: 'allowed', requests: ['GET 200', 'GET 200'], why: others },
        WebKit: { outcome: 'allowed', requests: ['GET 200', 'GET 200'], why: others },
      },
    },
    {
      name: 'cache-redirect-vary-allowed',
      title: 'A cached redirect, with Vary',
      handlers: ['cached_redirect_with_vary', 'cached_with_vary'],
      lesson: 'The same holds for redirects that browsers cache.',
      run: (on) => showThenFetch(on.api('/cache/redirect/vary')),
      source: showThenFetch,
      expects: { outcome: 'allowed', requests: ['GET 301', 'GET 200', 'GET 301', 'GET 200'] },
    },
    {
      name: 'cache-redirect-no-vary-refused',
      title: 'A cached redirect, without Vary',
      handlers: ['cached_redirect_without_vary', 'cached_with_vary'],
      lesson: 'The cached redirect allows no origin.',
      run: (on) => showThenFetch(on.api('/cache/redirect/no-vary')),
      source: showThenFetch,
      expects: { outcome: 'blocked', requests: ['GET 301', 'GET 200'] },
      differs: {
        Firefox: { outcome: 'allowed', requests: ['GET 301', 'GET 200', 'GET 301', 'GET 200'], why: others },
        WebKit: { outcome: 'allowed', requests: ['GET 301', 'GET 200', 'GET 301', 'GET 200'], why: others },
      },
    },
  ],
};
