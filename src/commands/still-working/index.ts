import type { Feature } from '../kit/routes.js';
import { answerComponents } from './answers.js';
import { claimComponents } from './claim-buttons.js';

export { closeQuestions } from './closing.js';
export { createAsking, type AskingDeps } from './asking.js';

/** The forgotten clock-out: answers to "Still working?", and what a member says of a session that ended by itself. */
export const stillWorkingAnswers: Feature = { commands: [], components: [...answerComponents, ...claimComponents] };
