import { clockSteps } from './clock.js';
import { forgingSteps } from './forging.js';
import { lookSteps } from './looking.js';
import { managingSteps } from './managing.js';
import { ownSteps } from './own.js';
import type { Step } from './step.js';

/** What there is to do, a kind a line. */
export const STEPS: readonly Step[] = [...clockSteps, ...ownSteps, ...lookSteps, ...managingSteps, ...forgingSteps];
