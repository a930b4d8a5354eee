// The page: its parts.

import { askAbout, setUpQuestion } from './question.js';
import { setUpRoutes } from './routes.js';

setUpQuestion();
setUpRoutes(askAbout);
