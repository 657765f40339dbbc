import { listRequests } from './approvals/own.js';
import { clockIn } from './clock-in.js';
import { clockOut } from './clock-out.js';
import { entryCommands } from './entries/index.js';
import { alias, defineGroup } from './kit/define.js';
import { pause, resume } from './pause-resume.js';
import { status } from './status.js';

/** Everything about one's sessions under one command: the running one, by the same handlers as the short commands, and those that have ended. */
export const session = defineGroup({
  name: 'session',
  guards: [],
  children: [
    alias(clockIn, 'in'),
    alias(clockOut, 'out'),
    pause,
    resume,
    alias(status, 'status'),
    ...entryCommands,
    listRequests,
  ],
});
