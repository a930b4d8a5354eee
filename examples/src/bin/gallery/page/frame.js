// A page of another origin: runs the scenario that its address names, and sends the result to the page around it.

import { Context, runHere } from './scenario.js';
import { scenarios } from './scenarios/index.js';

const query = new URLSearchParams(location.search);
const run = query.get('run');
const scenario = scenarios.find((scenario) => scenario.name === query.get('name'));
const addresses = await (await fetch('/addresses')).json();
const result = await runHere(scenario, new Context(addresses, run));
parent.postMessage({ run, result }, '*');
