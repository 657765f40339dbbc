import type { EntryFields } from '../domain/commands.js';
import type { ErrorCode } from '../domain/errors.js';
import { sessionId, type UserId } from '../domain/ids.js';
import type { Session } from '../domain/session.js';
import type { SpaceConfig } from '../domain/space.js';
import type { ImportRights } from '../import/api.js';
import { mayDo } from './access.js';
import { limitOn, refusalOf } from './entries/limits.js';
import type { Subject } from './entries/subject.js';

/**
 * What whoever imports may store: their own time within the limits of self-correction, that of others only with “Edit others' entries”, and new categories only with
 * “Manage categories”. Who may edit others' entries brings their own history along without those limits: another of them could import it for them just the same. What
 * they may not clock at all (a category of a role, while they are suspended) stays refused. In their own space everything.
 */
export const importRights = (asking: Omit<Subject, 'unlimited'>, config: SpaceConfig): ImportRights => {
  const others = asking.guild !== null && mayDo(asking, 'editOthers', config).ok;
  return {
    others,
    categories: asking.guild === null || mayDo(asking, 'manageCategories', config).ok,
    refusal: (user, entry) =>
      user === asking.user ? ownRefusal(asking, entry, others, config) : others ? null : 'CAPABILITY_MISSING',
  };
};

const ownRefusal = (
  asking: Omit<Subject, 'unlimited'>,
  entry: EntryFields,
  isUnlimited: boolean,
  config: SpaceConfig,
): ErrorCode | null => {
  const limit = limitOn(asking, [{ before: null, after: sessionOf(entry) }], config);
  if (!limit.ok) return limit.error.code;
  return limit.value === null || isUnlimited ? null : refusalOf(limit.value).code;
};

/** The same without what hangs on managing others; for a token that is for one's own time alone. */
export const ownImportRights = (asking: Omit<Subject, 'unlimited'>, config: SpaceConfig): ImportRights =>
  asking.guild === null
    ? importRights(asking, config)
    : {
        ...{ others: false, categories: false },
        refusal: (user: UserId, entry) =>
          user === asking.user ? ownRefusal(asking, entry, false, config) : 'CAPABILITY_MISSING',
      };

/** The entry as it would be; its id decides nothing. */
const sessionOf = ({ category, note, startedAt, endedAt, pauses, overrideMs }: EntryFields): Session => ({
  ...{ id: sessionId('import'), category, note, startedAt, endedAt, pauses, overrideMs },
  ...{ status: 'ENDED_UNCONFIRMED', pausedSince: null, endReason: null, counting: null },
});
