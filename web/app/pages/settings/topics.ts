import type { Topic } from '../../../../src/domain/setting-kinds.js';

/** The topics in the order of the panel. A list of its own, so that the page does not load the rules of the server; the compiler keeps it complete. */
export const TOPICS_SHOWN = Object.keys({
  time: true,
  clock: true,
  corrections: true,
  reminders: true,
  reports: true,
  visibility: true,
  boards: true,
  posts: true,
  data: true,
} satisfies Record<Topic, true>) as readonly Topic[];
