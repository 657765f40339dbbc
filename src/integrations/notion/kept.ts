import type { Means } from '../../actions/means.js';
import type { People } from '../../actions/people.js';
import type { SpaceId, UserId } from '../../domain/ids.js';
import type { LedgerRow } from '../../engine/ledger/kinds/index.js';
import type { NotionPages } from '../../engine/notion-pages.js';
import type { NotionStates } from '../../engine/notion-states.js';
import type { OutboxStore } from '../../engine/outbox/cursors.js';
import type { UnappliedSink } from '../../engine/parts.js';
import type { CachedStore } from '../../engine/store.js';
import type { Translator } from '../../i18n/translator.js';
import { createErasedPart } from './erased/part.js';
import { createInboundPart } from './inbound/part.js';
import { createRollupsPart } from './rollups/part.js';
import type { SyncPart } from './sync/part.js';
import { createTimersPart } from './timers/part.js';

export interface KeptMeans extends Pick<
  Means,
  'sessions' | 'entries' | 'overview' | 'documents' | 'spaces' | 'clock' | 'ids' | 'log'
> {
  readonly store: CachedStore;
  /** How far each part has followed the ledger. */
  readonly positions: Pick<OutboxStore<LedgerRow>, 'read' | 'move'>;
  readonly pages: NotionPages;
  readonly states: NotionStates;
  readonly notices: UnappliedSink;
  readonly people: Pick<People, 'member'>;
  /** What people call a member. Never rejects. */
  readonly nameOf: (space: SpaceId, user: UserId) => Promise<string>;
  readonly translator: (locale: string) => Translator;
}

/**
 * What is kept in step with Notion besides categories, in the order in which it is: first what people changed there, so that it is not written over; days after the entries that they
 * lead to.
 */
export const createKeptParts = (means: KeptMeans): readonly SyncPart[] => {
  const { store, states } = means;
  return [
    createInboundPart({ ...means, history: store, timesheet: store, positions: states }),
    createTimersPart(means),
    createRollupsPart(means),
    createErasedPart(means),
  ];
};
