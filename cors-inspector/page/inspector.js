// The page: its parts.

import { askAbout, setUpQuestion } from './question.js';
import { watchRefusals } from './refusals.js';
import { setUpRoutes } from './routes.js';

setUpQuestion();
setUpRoutes(askAbout);
watchRefusals(askAbout);
