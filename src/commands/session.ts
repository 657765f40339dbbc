import { clockIn } from './clock-in.js';
import { clockOut } from './clock-out.js';
import { alias, defineGroup } from './kit/define.js';
import { pause, resume } from './pause-resume.js';
import { status } from './status.js';

/** Everything about the running session under one command; the same handlers as the short ones. */
export const session = defineGroup({
  name: 'session',
  guards: [],
  children: [alias(clockIn, 'in'), alias(clockOut, 'out'), pause, resume, alias(status, 'status')],
});
