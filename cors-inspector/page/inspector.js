// The page: its parts.

import { askAbout, setUpQuestion } from './question.js';
import { watchRefusals } from './refusals.js';
import { setUpRoutes, showAgain } from './routes.js';
import { setUpSnapshot } from './snapshot.js';

setUpQuestion();
setUpRoutes(askAbout);
watchRefusals(askAbout, showAgain);
setUpSnapshot();
