// What scenarios are made of, and how one is run: by the page itself, or by a frame of another origin.

/** Refused, and yet without an error from the browser: the scenario says so. */
export class Refused extends Error {
  name = 'Refused';
}

/** This browser, on this machine, has nothing to try it with. */
export class Unavailable extends Error {
  name = 'Unavailable';
}

/** What a scenario's code may use. `run` marks its requests, so that the server can tell them apart. */
export class Context {
  constructor(addresses, run) {
    this.addresses = addresses;
    this.run = run;
  }

  /** The address of a path of the API. */
  api(path) {
    return `http://localhost:${this.addresses.api}${this.#marked(path)}`;
  }

  /** The address of a path of the API behind authentication, with `AppCors`. */
  guarded(path) {
    return `http://localhost:${this.addresses.guarded}${this.#marked(path)}`;
  }

  /** The path of the API as a request from elsewhere names it. */
  path(path) {
    return this.#marked(path);
  }

  /** What the servers have seen of this run until now. */
  async seen() {
    const response = await fetch(`/journal/${this.run}`, { cache: 'no-store' });
    return response.json();
  }

  /** Waits until the servers have answered a request other than a preflight, and returns its status. */
  async answered(count = 1) {
    const requests = await this.waitFor((seen) => {
      const requests = seen.filter((exchange) => !exchange.is_preflight);
      return requests.length >= count && requests;
    });
    return requests?.at(-1).status;
  }

  /** Waits until a question about what the servers saw has an answer, for two seconds at most. */
  async waitFor(question) {
    const end = performance.now() + 2000;
    do {
      const answer = question(await this.seen());
      if (answer) return answer;
      await new Promise((resolve) => setTimeout(resolve, 20));
    } while (performance.now() < end);
    return undefined;
  }

  #marked(path) {
    return `${path}${path.includes('?') ? '&' : '?'}run=${this.run}`;
  }
}

/** Status and body, as a page reads them. */
export async function read(response) {
  const body = await response.text();
  return `${response.status} ${body}`.trim();
}

/** A `fetch`, for a page to run and for `cors-browser` to predict. */
export const fetching = (path, options = {}, api = 'api') => ({
  run: async (on) => read(await fetch(on[api](path), options)),
  asks: { way: 'fetch', path, api, ...options },
});

/** Runs a scenario where this script runs. */
export async function runHere(scenario, context) {
  try {
    const detail = await scenario.run(context);
    return { outcome: 'allowed', detail: String(detail) };
  } catch (error) {
    if (error instanceof Unavailable) return { outcome: 'unavailable', detail: error.message };
    if (error instanceof Refused) return { outcome: 'blocked', detail: error.message };
    return { outcome: 'blocked', detail: `${error.name}: ${error.message}` };
  }
}

/** Waits for an event of an element, or fails with its error. */
export function loaded(element, event = 'load') {
  return new Promise((resolve, reject) => {
    element.addEventListener(event, () => resolve(element), { once: true });
    element.addEventListener('error', () => reject(new Refused('an error event')), { once: true });
  });
}
