// All scenarios, in the order in which a reader learns from them.

import { caches } from './caches.js';
import { credentials } from './credentials.js';
import { enforcement } from './enforcement.js';
import { errors } from './errors.js';
import { headers } from './headers.js';
import { media } from './media.js';
import { origins } from './origins.js';
import { policies } from './policies.js';
import { preflighted } from './preflighted.js';
import { redirects } from './redirects.js';
import { senders } from './senders.js';
import { simple } from './simple.js';

export const groups = [
  simple,
  preflighted,
  credentials,
  origins,
  errors,
  redirects,
  senders,
  media,
  policies,
  enforcement,
  headers,
  caches,
];

export const scenarios = groups.flatMap((group) => group.scenarios);
