import { fetching } from '../scenario.js';

const get = (name, title, path, handlers, outcome, lesson, status = 200) => ({
  name,
  title,
  handlers,
  lesson,
  ...fetching(path),
  expects: { outcome, requests: [`GET ${status}`] },
});

export const policies = {
  title: 'Where a policy comes from',
  text: `On the handler, by name, from the module around it, from the environment, from memory that changes while the
    server runs.`,
  scenarios: [
    {
      name: 'two-handlers-allowed',
      title: 'Two handlers on one path: reading, allowed',
      handlers: ['read_shared_path', 'write_shared_path'],
      lesson: 'Each method has its own policy.',
      ...fetching('/two-handlers'),
      expects: { outcome: 'allowed', requests: ['GET 200'] },
    },
    {
      name: 'two-handlers-refused',
      title: 'Two handlers on one path: writing, refused',
      handlers: ['read_shared_path', 'write_shared_path'],
      lesson: 'The preflight asks for PUT, so the policy of that handler answers.',
      ...fetching('/two-handlers', { method: 'PUT' }),
      expects: { outcome: 'blocked', requests: ['OPTIONS 403'] },
    },
    get('named-allowed', 'A named policy, allowed', '/named/allowed', ['named_allowed', 'OWN_PAGES'], 'allowed',
      'Written once, for many handlers.'),
    get('named-refused', 'A named policy, refused', '/named/refused', ['named_refused', 'PARTNERS'], 'blocked',
      'Another policy, for other sites.'),
    get('module-policy-allowed', 'A policy on a module, allowed', '/module/inherited', ['module_allowed_route', 'OWN_PAGES'], 'allowed',
      'Every route handler in the module inherits it.'),
    get('module-policy-refused', 'Disabled in a module, refused', '/module/disabled', ['module_disabled_route'], 'blocked',
      '<code>disabled</code>: this handler has no CORS, although its module has.'),
    get('env-allowed', 'Origins from the environment, allowed', '/env/allowed', ['env_allowed'], 'allowed',
      'The variable is read, and validated, when the server starts. It is not set, so the default counts.'),
    get('env-refused', 'Origins from the environment, refused', '/env/refused', ['env_refused'], 'blocked',
      'Set <code>GALLERY_PARTNERS</code> to this page’s origin, start the gallery again, and this is allowed.'),
    get('dynamic-allowed', 'Origins from memory, allowed', '/dynamic/allowed', ['dynamic_allowed', 'PAGE'], 'allowed',
      'The set was replaced when the server knew its port.'),
    get('dynamic-refused', 'Origins from memory, refused', '/dynamic/refused', ['dynamic_refused', 'CUSTOMERS'], 'blocked',
      'An empty set allows no origin.'),
    {
      ...get('cfg-allowed', 'An origin of debug builds, allowed', '/cfg/allowed', ['cfg_allowed'], 'allowed',
        '<code>#[cfg(debug_assertions)]</code> on an entry: in a release build it is not there, and this is refused.'),
      release: { outcome: 'blocked', requests: ['GET 200'] },
    },
    get('cfg-refused', 'An origin of tests, refused', '/cfg/refused', ['cfg_refused'], 'blocked',
      '<code>#[cfg(test)]</code> on an entry: this program is not a test.'),
  ],
};
