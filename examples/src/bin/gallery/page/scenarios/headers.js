import { Refused, read } from '../scenario.js';

const etag = async (url) => {
  const response = await fetch(url);
  const value = response.headers.get('etag');
  if (value === null) throw new Refused('the page reads the body, and no ETag');
  return `ETag ${value}`;
};

const putTwice = async (url) => {
  const first = await read(await fetch(url, { method: 'PUT' }));
  const second = await read(await fetch(url, { method: 'PUT' }));
  return `${first}, ${second}`;
};

export const headers = {
  title: 'Response headers and the preflight cache',
  text: `Scripts read seven response headers without asking; others must be exposed. A preflight’s answer is
    cached for as long as the policy says, up to a limit of each browser.`,
  scenarios: [
    {
      name: 'header-exposed',
      title: 'ETag, exposed',
      handlers: ['etag_exposed'],
      lesson: '<code>Access-Control-Expose-Headers</code> names it.',
      run: (on) => etag(on.api('/etag/exposed')),
      source: etag,
      expects: { outcome: 'allowed', requests: ['GET 200'] },
    },
    {
      name: 'header-hidden',
      title: 'ETag, not exposed',
      handlers: ['etag_hidden'],
      lesson: 'The server sent it, and the page does not see it.',
      run: (on) => etag(on.api('/etag/hidden')),
      source: etag,
      expects: { outcome: 'blocked', requests: ['GET 200'] },
    },
    {
      name: 'max-age-cached',
      title: 'A second request without a preflight',
      handlers: ['preflight_cached'],
      lesson: 'The answer to the first preflight is still in the cache. Chromium keeps it for two hours at most, Safari for ten minutes, Firefox for a day.',
      run: (on) => putTwice(on.api('/max-age/ten-minutes')),
      source: putTwice,
      expects: { outcome: 'allowed', requests: ['OPTIONS 204', 'PUT 200', 'PUT 200'] },
    },
    {
      name: 'max-age-zero',
      title: 'A preflight for every request',
      handlers: ['preflight_not_cached'],
      lesson: '<code>max_age = 0</code>: the browser asks each time. Without <code>max_age</code>, browsers cache for five seconds.',
      run: (on) => putTwice(on.api('/max-age/zero')),
      source: putTwice,
      expects: { outcome: 'allowed', requests: ['OPTIONS 204', 'PUT 200', 'OPTIONS 204', 'PUT 200'] },
    },
  ],
};
