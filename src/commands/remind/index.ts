import type { Feature } from '../kit/routes.js';
import { answerComponents } from './answers.js';
import { remind } from './commands.js';
import { keepingComponents } from './keeping.js';

export { createClockReminderSender, createReminderSender, type SendingDeps } from './sending.js';

/** Reminders in one's own words: set, shown before they are kept, listed, changed, and answered when they come. */
export const remindFeature: Feature = { commands: [remind], components: [...keepingComponents, ...answerComponents] };
