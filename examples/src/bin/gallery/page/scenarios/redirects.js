import { fetching } from '../scenario.js';

export const redirects = {
  title: 'Redirects',
  text: `The browser follows a redirect only if the redirect itself allows the page, and then the destination has to
    allow it as well.`,
  scenarios: [
    {
      name: 'redirect-allowed',
      title: 'To an annotated route, allowed',
      handlers: ['redirect_allowed', 'simple_allowed'],
      lesson: 'Both answers name the origin.',
      ...fetching('/redirects/allowed'),
      expects: { outcome: 'allowed', requests: ['GET 302', 'GET 200'] },
    },
    {
      name: 'redirect-to-plain-refused',
      title: 'To a route without a policy, refused',
      handlers: ['redirect_to_plain', 'plain'],
      lesson: 'The redirect is allowed, and its destination is not.',
      ...fetching('/redirects/to-plain'),
      expects: { outcome: 'blocked', requests: ['GET 302', 'GET 200'] },
    },
    {
      name: 'redirect-without-policy-refused',
      title: 'From a route without a policy, refused',
      handlers: ['plain_redirect', 'simple_allowed'],
      lesson: 'The browser does not follow. Redirects that a middleware makes, for a trailing slash for instance, are like this.',
      ...fetching('/redirects/without-policy'),
      expects: { outcome: 'blocked', requests: ['GET 302'] },
    },
    {
      name: 'redirect-put-allowed',
      title: 'After a preflight, allowed',
      handlers: ['put_redirect_allowed', 'write_allowed'],
      lesson: 'The destination gets a preflight of its own.',
      ...fetching('/redirects/put/allowed', { method: 'PUT' }),
      expects: { outcome: 'allowed', requests: ['OPTIONS 204', 'PUT 307', 'OPTIONS 204', 'PUT 200'] },
    },
    {
      name: 'redirect-put-refused',
      title: 'After a preflight, refused',
      handlers: ['put_redirect_refused', 'write_refused'],
      lesson: 'The destination refuses its preflight.',
      ...fetching('/redirects/put/refused', { method: 'PUT' }),
      expects: { outcome: 'blocked', requests: ['OPTIONS 204', 'PUT 307', 'OPTIONS 403'] },
    },
  ],
};
