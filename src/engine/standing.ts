import type { Standing } from '../domain/audience.js';
import type { Documents } from './documents-api.js';
import { profile } from './documents/kinds/profile.js';
import { sharing } from './documents/kinds/sharing.js';
import type { LedgerRow } from './ledger/kinds/index.js';
import type { Member } from './members/member-key.js';
import type { Handle } from './outbox/outbox.js';
import type { Store } from './store.js';

export interface StandingParts {
  readonly documents: Documents;
  readonly store: Pick<Store, 'stand'>;
}

/** What the documents of a member say about being on boards. */
const standingOf = async (documents: Documents, member: Member): Promise<Standing> => {
  const [says, known] = await Promise.all([documents.of(sharing).get(member), documents.of(profile).get(member)]);
  return { says: says.boards, left: known.left, role: known.keptOffBy };
};

/**
 * Brings the boards in line with what the documents of a member say by now. Whoever changes one of them calls it, so that it takes hold at once; and what was
 * left undone by a crash, or comes from a restore, is made up for by `followStandings`.
 */
export const keepStanding = async ({ documents, store }: StandingParts, member: Member): Promise<void> =>
  store.stand(member.space, member.user, await standingOf(documents, member));

/** Names the consumer of the ledgers, and stands in Redis. */
export const STANDINGS_CONSUMER = 'standings';

const KINDS: ReadonlySet<string> = new Set([sharing.name, profile.name]);

/** Reads the ledgers from their beginning: whoever's documents have changed stands on the boards as they say. */
export const followStandings = (parts: StandingParts): Handle<LedgerRow> => {
  return async (space, records) => {
    const changed = records.filter((record) => record.kind === 'document' && KINDS.has(record.document));
    const users = new Set(changed.flatMap(({ user }) => (user === null ? [] : [user])));
    for (const user of users) await keepStanding(parts, { space, user });
  };
};
