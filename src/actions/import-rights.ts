import type { EntryFields } from '../domain/commands.js';
import type { ErrorCode } from '../domain/errors.js';
import { sessionId, type UserId } from '../domain/ids.js';
import type { Session } from '../domain/session.js';
import type { SpaceConfig } from '../domain/space.js';
import { mayDo } from './access.js';
import { mayChange } from './entries/limits.js';
import type { Subject } from './entries/subject.js';

/**
 * What whoever imports may store, as with entries that are added one by one: their own within the limits of self-correction, those of others and without limits only
 * with “Edit others' entries”, and new categories only with “Manage categories”. In their own space everything.
 */
export const importRights = (
  asking: Omit<Subject, 'unlimited'>,
  config: SpaceConfig,
): {
  readonly others: boolean;
  readonly categories: boolean;
  readonly refusal: (user: UserId, entry: EntryFields) => ErrorCode | null;
} => {
  const others = asking.guild !== null && mayDo(asking, 'editOthers', config).ok;
  return {
    others,
    categories: asking.guild === null || mayDo(asking, 'manageCategories', config).ok,
    refusal: (user, entry) => {
      if (user !== asking.user) return others ? null : 'CAPABILITY_MISSING';
      const may = mayChange(asking, [{ before: null, after: sessionOf(entry) }], config);
      return may.ok ? null : may.error.code;
    },
  };
};

/** The entry as it would be; its id decides nothing. */
const sessionOf = ({ category, note, startedAt, endedAt, pauses, overrideMs }: EntryFields): Session => ({
  ...{ id: sessionId('import'), category, note, startedAt, endedAt, pauses, overrideMs },
  ...{ status: 'ENDED_UNCONFIRMED', pausedSince: null, endReason: null, counting: null },
});
