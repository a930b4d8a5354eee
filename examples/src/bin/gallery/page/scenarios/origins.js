import { Refused, fetching, read } from '../scenario.js';

/** A `GET` from a page of some origin. */
const visit = (name, title, from, path, handler, outcome, lesson, more = {}) => ({
  name,
  title,
  from,
  handlers: [handler],
  lesson,
  ...fetching(path),
  note: from === 'null' ? 'from a sandboxed frame' : `from a page on ${from}`,
  expects: { outcome, requests: ['GET 200'] },
  ...more,
});

/** A request with an `Origin` that no page here can have: the gallery’s own server sends it. */
const application = (name, title, origin, path, handler, outcome, lesson) => ({
  name,
  title,
  handlers: [handler],
  lesson,
  run: async (on) => {
    const request = JSON.stringify({ origin, path: on.path(path) });
    const headers = { 'Content-Type': 'application/json' };
    const response = await fetch('/raw-request', { method: 'POST', headers, body: request });
    const lines = await response.json();
    const allowed = lines.find((line) => line.toLowerCase().startsWith('access-control-allow-origin:'));
    if (!allowed) throw new Refused('the answer allows no origin');
    return `${lines[0]}, ${allowed}`;
  },
  note: `origin = '${origin}', path = '${path}'`,
  asks: { way: 'fetch', path, page: origin },
  expects: { outcome, requests: ['GET 200'] },
});

const ID = 'abcdefghijklmnopabcdefghijklmnop';

export const origins = {
  title: 'Origins',
  text: `An origin is scheme, host and port. Another port is another origin; so is the machine’s address in place of
    its name. Frames of other origins run these scenarios.`,
  scenarios: [
    visit('wildcard-from-page', 'Every origin: this page', 'page', '/origins/any', 'any_origin', 'allowed',
      '<code>origins = "*"</code> is for what is public.'),
    visit('wildcard-from-null', 'Every origin: a sandboxed frame', 'null', '/origins/any', 'any_origin', 'allowed',
      'A frame without an origin may read it too.'),
    visit('subdomain-allowed', 'A subdomain, allowed', 'shop.localhost', '/origins/subdomain', 'any_subdomain', 'allowed',
      '<code>*.</code> is one label or more.'),
    visit('subdomain-deep-allowed', 'A subdomain of a subdomain, allowed', 'eu.shop.localhost', '/origins/subdomain', 'any_subdomain', 'allowed',
      'However many labels there are.'),
    visit('subdomain-apex-refused', 'The domain itself, refused', 'localhost', '/origins/subdomain', 'any_subdomain', 'blocked',
      'A pattern for subdomains never matches the domain itself. Name it too, if it may call.'),
    visit('preview-allowed', 'Part of a label, allowed', 'pr-42.localhost', '/origins/preview', 'preview_subdomain', 'allowed',
      '<code>pr-*</code> is part of one label.'),
    visit('preview-refused', 'Part of a label, refused', 'shop.localhost', '/origins/preview', 'preview_subdomain', 'blocked',
      'Another label does not begin with <code>pr-</code>.'),
    visit('any-port-allowed', 'Another port, any port allowed', 'other-port', '/origins/any-port', 'any_port', 'allowed',
      '<code>:*</code> is any port, or none.'),
    visit('one-port-allowed', 'The one port, allowed', 'page', '/origins/one-port', 'one_port', 'allowed',
      'The policy names the origin with its port.'),
    visit('one-port-refused', 'Another port, refused', 'other-port', '/origins/one-port', 'one_port', 'blocked',
      'The same host on another port is another origin.'),
    visit('address-allowed', 'By its address, allowed', '127.0.0.1', '/origins/address', 'loopback_address', 'allowed',
      'The policy names the address.'),
    visit('address-refused', 'By its name, refused', 'localhost', '/origins/address', 'loopback_address', 'blocked',
      '<code>localhost</code> and <code>127.0.0.1</code> are two origins, although they are one machine.'),
    visit('null-allowed', 'The origin null, allowed', 'null', '/origins/null/allowed', 'null_allowed', 'allowed',
      'Any site can make such a frame, so this allows all of them; it needs <code>dangerously_allow</code>.'),
    visit('null-refused', 'The origin null, refused', 'null', '/origins/null/refused', 'null_refused', 'blocked',
      'The frame lost the origin of the page around it.'),
    application('electron-allowed', 'A desktop application, allowed', 'app://.', '/origins/electron', 'electron_app', 'allowed',
      'Electron applications have a scheme of their own.'),
    application('electron-refused', 'A desktop application, refused', 'app://other', '/origins/electron', 'electron_app', 'blocked',
      'Another application.'),
    application('extension-allowed', 'A browser extension, allowed', `chrome-extension://${ID}`, '/origins/extension', 'browser_extension', 'allowed',
      'The store gave it this identifier.'),
    application('extension-refused', 'A browser extension, refused', `chrome-extension://${ID.replaceAll('a', 'b')}`, '/origins/extension', 'browser_extension', 'blocked',
      'Another extension has another identifier.'),
  ],
};
