import type { Feature } from '../kit/routes.js';
import { answerComponents } from './answer.js';
import { askComponents } from './ask.js';
import { ownComponents } from './own.js';

/** Changes that members may not make alone: asking for them, answering them, and what members do with what they asked for (`/session requests`). */
export const approvals: Feature = { components: [...askComponents, ...answerComponents, ...ownComponents] };
