import { fetching, read } from '../scenario.js';

/** A twin pair: an error at a route that allows the page, and at one that does not. */
const error = (status, lesson) => [
  {
    name: `error-${status}-allowed`,
    title: `${status}, readable`,
    handlers: ['error_allowed'],
    lesson,
    ...fetching(`/errors/allowed/${status}`),
    expects: { outcome: 'allowed', requests: [`GET ${status}`] },
  },
  {
    name: `error-${status}-refused`,
    title: `${status}, withheld`,
    handlers: ['error_refused'],
    lesson: 'The page cannot tell it from a server that does not answer.',
    ...fetching(`/errors/refused/${status}`),
    expects: { outcome: 'blocked', requests: [`GET ${status}`] },
  },
];

const token = { headers: { Authorization: 'Bearer let-me-in' } };

export const errors = {
  title: 'Errors',
  text: `An error is a response too. With the policy’s headers on it, the page reads its status and its text, and
    can say what went wrong.`,
  scenarios: [
    ...error(400, 'The handler returned an error. Its response has the headers of the policy.'),
    ...error(404, 'This is the handler’s own 404, so the policy covers it.'),
    ...error(500, 'The same for an error that the handler did not expect.'),
    {
      name: 'extractor-allowed',
      title: 'Error of an extractor, readable',
      handlers: ['extractor_allowed'],
      lesson: 'The query is missing. The handler did not run, and the response has the headers nevertheless.',
      ...fetching('/extractor/allowed'),
      expects: { outcome: 'allowed', requests: ['GET 400'] },
    },
    {
      name: 'extractor-refused',
      title: 'Error of an extractor, withheld',
      handlers: ['extractor_refused'],
      lesson: 'Another site could read it.',
      ...fetching('/extractor/refused'),
      expects: { outcome: 'blocked', requests: ['GET 400'] },
    },
    {
      name: 'unauthorized-allowed',
      title: '401 behind authentication, readable',
      handlers: ['behind_app_cors'],
      lesson: 'The middleware refused the request before it reached the handler. <code>AppCors</code> is outside the middleware and adds the handler’s headers.',
      ...fetching('/note', {}, 'guarded'),
      expects: { outcome: 'allowed', requests: ['GET 401'] },
    },
    {
      name: 'unauthorized-refused',
      title: '401 behind authentication, withheld',
      handlers: ['without_app_cors'],
      lesson: 'The same policy without <code>AppCors</code>: the 401 never met it.',
      ...fetching('/bare/note'),
      expects: { outcome: 'blocked', requests: ['GET 401'] },
    },
    {
      name: 'token-allowed',
      title: 'A token through authentication, allowed',
      handlers: ['behind_app_cors'],
      lesson: 'A preflight has no token. <code>AppCors</code> answers it before the authentication sees it.',
      ...fetching('/note', token, 'guarded'),
      expects: { outcome: 'allowed', requests: ['OPTIONS 204', 'GET 200'] },
    },
    {
      name: 'token-refused',
      title: 'A token through authentication, refused',
      handlers: ['without_app_cors'],
      lesson: 'Without <code>AppCors</code> the preflight gets the 401.',
      ...fetching('/bare/note', token),
      expects: { outcome: 'blocked', requests: ['OPTIONS 401'] },
    },
  ],
};
