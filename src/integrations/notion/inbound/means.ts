import type { People } from '../../../actions/people.js';
import type { NotionStates } from '../../../engine/notion-states.js';
import type { UnappliedSink } from '../../../engine/parts.js';
import type { Store } from '../../../engine/store.js';
import type { BringMeans } from '../timers/bring.js';
import type { ActingMeans } from './act.js';

/** What the parts of the look at edited pages stand on. */
export interface InboundMeans extends Omit<BringMeans, 'spaces'>, ActingMeans {
  readonly people: Pick<People, 'member'>;
  readonly history: Pick<Store, 'history'>;
  readonly positions: Pick<NotionStates, 'position' | 'setPosition'>;
  /** Keeps what lost against a later change: in the ledger, and until its member was told. */
  readonly notices: UnappliedSink;
}
